//! Contract paper (保障合同): what the customer bought beside the law, for which device, and what was paid for it.

use crate::{
    Paper,
    form::{Block, Cell, Form, Look, Row, SignatureBox, Stamp},
    parties::{Customer, Device, Signature, customer_rows, device_rows, form, with_empty_lines},
};
use aftercare_i18n::{Texts, capitals};
use aftercare_kernel::{Date, Money};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProtectionContract {
    pub number: String,
    pub link: String,
    /// Extended warranty, care plan or service contract, in the reader's words.
    pub kind: String,
    pub offer: String,
    pub customer: Customer,
    pub device: Device,
    pub starts_on: Date,
    /// The last day on which it covers.
    pub last_day: Date,
    pub cover: Vec<CoveredItem>,
    /// What holds for every line: accidents, days of cooling off; in the reader's words.
    pub terms: String,
    pub price: Money,
    /// How it was paid, in the reader's words.
    pub method: String,
    pub sold_on: Date,
    pub station: String,
    pub seller: Signature,
    /// The day on which it was given back, and what went back.
    pub cancelled: Option<(Date, Money)>,
}

/// A line of cover; share and limit in the reader's words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CoveredItem {
    pub what: String,
    pub share: String,
    pub deductible: Money,
    pub limit: String,
}

const COVER: [u8; 4] = [7, 4, 5, 8];

impl Paper for ProtectionContract {
    fn form(&self, t: Texts) -> Form {
        let blocks = vec![
            Block::Rows(self.subject(t)),
            self.covered(t),
            Block::Rows(self.price(t)),
            Block::Note(t.t("papers-contract-note")),
        ];
        let stamp = self.cancelled.map(|(day, refund)| Stamp {
            word: t.t("papers-void"),
            below: t.t_with(
                "papers-contract-cancelled",
                &[("date", t.date_long(day).into()), ("amount", t.money(refund).into())],
            ),
        });
        Form { stamp, ..form(t.t("papers-contract"), &self.number, &self.link, blocks) }
    }
}

impl ProtectionContract {
    fn subject(&self, t: Texts) -> Vec<Row> {
        let mut rows = vec![Row::pair(
            (t.t("papers-contract-kind"), self.kind.clone()),
            (t.t("papers-contract-offer"), self.offer.clone()),
        )];
        rows.extend(customer_rows(&self.customer, t));
        rows.extend(device_rows(&self.device, t));
        rows.push(Row::pair(
            (t.t("papers-contract-from"), t.date_long(self.starts_on)),
            (t.t("papers-contract-until"), t.date_long(self.last_day)),
        ));
        rows
    }

    fn covered(&self, t: Texts) -> Block {
        let names = [
            t.t("papers-contract-cover"),
            t.t("papers-contract-share"),
            t.t("papers-contract-deductible"),
            t.t("papers-contract-limit"),
        ];
        let rows = self.cover.iter().map(|item| {
            Row::of([
                Cell::value(COVER[0], &item.what),
                Cell::new(COVER[1], Look::Centred, &item.share),
                Cell::new(COVER[2], Look::Figure, t.money(item.deductible)),
                Cell::value(COVER[3], &item.limit),
            ])
        });
        Block::Table {
            head: Row::head(COVER.into_iter().zip(names)),
            rows: with_empty_lines(rows.collect(), &COVER, 1),
        }
    }

    fn price(&self, t: Texts) -> Vec<Row> {
        let mut rows = Vec::new();
        if !self.terms.is_empty() {
            rows.push(Row::field(t.t("papers-contract-terms"), &self.terms));
        }
        rows.extend([
            Row::of([
                Cell::label(4, t.t("papers-contract-price")),
                Cell::new(14, Look::Strong, capitals(self.price)),
                Cell::new(6, Look::StrongFigure, t.money(self.price)),
            ]),
            Row::pair((t.t("papers-method"), self.method.clone()), (t.t("papers-date"), t.date_long(self.sold_on))),
            Row::signatures(vec![
                self.seller.boxed(t.t("papers-collector"), t),
                SignatureBox { label: t.t("papers-payee-seal"), picture: None, below: self.station.clone() },
            ]),
        ]);
        rows
    }
}
