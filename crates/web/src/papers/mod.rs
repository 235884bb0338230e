//! 单据 Papers: what is printed of an order or a contract, as PDF.
//!
//! The forms are in `aftercare_papers`; here they are filled from the order's page. A paper bears the customer's name in
//! full when whoever prints it may see it, and that it was shown is written down; else it stays masked.

mod contract;
mod fill;
mod print;

use crate::Web;
use aftercare_app::orders::OrderPage;
use aftercare_domain::orders::{ServiceType, Verb};
use aftercare_i18n::Texts;
use axum::{Router, routing::get};

pub fn pages() -> Router<Web> {
    Router::new()
        .route("/orders/{number}/papers/{paper}", get(print::paper))
        .route("/orders/{number}/papers/receipt/{receipt}", get(print::receipt))
        .route("/contracts/{number}/contract.pdf", get(print::contract))
}

/// A paper that exists, as the order's page links to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaperLink {
    pub href: String,
    pub name: String,
}

/// The kinds of papers of an order that are there once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Voucher,
    CustodySlip,
    RepairCard,
    DecisionSheet,
    WarrantyCard,
    ServiceRecord,
}

/// The regimes of mobile phones: their text asks for the service record.
const PHONES: &str = "cn.mobile.";

impl Kind {
    const ALL: [Kind; 6] = [
        Kind::Voucher,
        Kind::CustodySlip,
        Kind::RepairCard,
        Kind::DecisionSheet,
        Kind::WarrantyCard,
        Kind::ServiceRecord,
    ];

    const fn file(self) -> &'static str {
        match self {
            Kind::Voucher => "voucher.pdf",
            Kind::CustodySlip => "custody-slip.pdf",
            Kind::RepairCard => "repair-card.pdf",
            Kind::DecisionSheet => "decision-sheet.pdf",
            Kind::WarrantyCard => "warranty-card.pdf",
            Kind::ServiceRecord => "service-record.pdf",
        }
    }

    const fn key(self) -> &'static str {
        match self {
            Kind::Voucher => "papers-service-voucher",
            Kind::CustodySlip => "papers-custody-slip",
            Kind::RepairCard => "papers-repair-card",
            Kind::DecisionSheet => "papers-decision-sheet",
            Kind::WarrantyCard => "papers-warranty-card",
            Kind::ServiceRecord => "papers-phone-service-record",
        }
    }

    /// Whether the order has got so far that there is something on the paper.
    fn exists(self, order: &OrderPage) -> bool {
        match self {
            Kind::Voucher => true,
            Kind::CustodySlip => !order.slips.is_empty(),
            Kind::RepairCard => !order.slips.is_empty() || !order.repairs.is_empty(),
            Kind::DecisionSheet => order.decision.is_some(),
            Kind::WarrantyCard => exchanged(order).is_some(),
            Kind::ServiceRecord => {
                let under_its_law = order.head.regime.as_deref().is_some_and(|regime| regime.starts_with(PHONES));
                under_its_law && order.order.service_type == ServiceType::Warranty && !order.repairs.is_empty()
            }
        }
    }

    fn named(file: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| kind.file() == file)
    }
}

/// Number of the warranty card and serial of the device that was given in exchange.
fn exchanged(order: &OrderPage) -> Option<(&str, &str)> {
    let act = order.timeline.iter().rev().find(|entry| entry.verb == Verb::Exchange.name())?;
    let text = |pointer| act.payload.pointer(pointer).and_then(serde_json::Value::as_str);
    text("/warranty_card").zip(text("/new_serial"))
}

pub fn links(t: &Texts, order: &OrderPage) -> Vec<PaperLink> {
    let base = format!("/orders/{}/papers", order.row.number);
    let of_order = Kind::ALL.into_iter().filter(|kind| kind.exists(order));
    let of_order = of_order.map(|kind| PaperLink { href: format!("{base}/{}", kind.file()), name: t.t(kind.key()) });
    let receipts = order.payments.iter().map(|payment| PaperLink {
        href: format!("{base}/receipt/{}.pdf", payment.number),
        name: format!("{} {}", t.t("papers-receipt"), payment.number),
    });
    of_order.chain(receipts).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::orders::sample;
    use aftercare_kernel::Locale;

    #[test]
    fn a_paper_is_offered_when_there_is_something_on_it() {
        let t = Texts::new(Locale::En);
        let orders = sample::orders();
        let (full, bare) = (&orders[0], &orders[1]);
        let files = |order: &OrderPage| links(&t, order).into_iter().map(|link| link.href).collect::<Vec<_>>();
        assert!(files(full).iter().any(|href| href.ends_with("/papers/custody-slip.pdf")));
        assert!(files(full).iter().any(|href| href.contains("/papers/receipt/")));
        assert_eq!(files(bare), [format!("/orders/{}/papers/voucher.pdf", bare.row.number)]);
    }
}
