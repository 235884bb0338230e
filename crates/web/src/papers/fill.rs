//! The fields of each paper, from the order's page.

use crate::{
    orders::{fault_name, in_locale, model_name},
    warranty::{Sheet, public_path},
};
use aftercare_app::{
    billing::PaymentRow,
    devices::DeviceBrief,
    orders::{LineRow, OrderPage, RepairRow},
};
use aftercare_domain::{orders::ServiceType as Type, satisfaction::AnswerClass};
use aftercare_i18n::Texts;
use aftercare_kernel::{Currency, Date, Instant, Money};
use aftercare_papers::{
    CustodySlip, Customer, DecisionSheet, Device, Fact, PartLine, PhoneServiceRecord, QualityCheck, Receipt,
    ReceiptLine, RemedyLine, RepairCard, RepairRecord, Satisfaction, ServiceType, ServiceVoucher, Signature, Step,
    WarrantyCard, WarrantyUnit,
};
use jiff::tz::TimeZone;

/// An order with what its papers need beside it.
pub struct Filled {
    pub t: Texts,
    pub zone: TimeZone,
    pub brand: String,
    /// How far the order is, for whoever holds the paper; people of the house are led on to its own page.
    pub link: String,
    /// What addresses of the house begin with.
    pub origin: String,
    /// The articles of the decision's remedies in the reader's words.
    pub article: Option<String>,
    pub customer: Customer,
    /// The customer's last signature.
    pub signature: Option<Vec<u8>>,
    pub order: OrderPage,
}

impl Filled {
    pub fn voucher(&self) -> ServiceVoucher {
        let order = &self.order;
        let last = order.repairs.last();
        ServiceVoucher {
            number: order.row.number.clone(),
            link: self.link.clone(),
            service_type: self.service_type(),
            customer: self.customer.clone(),
            device: self.device(),
            symptom: order.row.symptom.clone(),
            found_fault: last.map(|repair| repair.found.clone()).unwrap_or_default(),
            work_done: self.all_work(),
            parts: self.parts(),
            working_minutes: self.minutes(),
            labour: self.amount_of("labour"),
            parts_amount: self.amount_of("part"),
            other_amount: self.amount_of("travel"),
            total: self.amount(|_| true),
            promise: self.promise(),
            technician: self.technician(),
            satisfaction: self.satisfaction(),
            customer_signature: self.customer_signature(),
        }
    }

    /// The slip of the last time the device was taken in.
    pub fn custody_slip(&self) -> Option<CustodySlip> {
        let slip = self.order.slips.last()?;
        Some(CustodySlip {
            number: slip.number.clone(),
            link: self.link.clone(),
            order_number: self.order.row.number.clone(),
            customer: self.customer.clone(),
            device: self.device(),
            appearance: slip.appearance.clone(),
            accessories: slip.accessories.clone(),
            data_note: slip.data_note.clone(),
            taken_by: Signature { name: slip.taken_by.clone(), date: Some(self.day(slip.taken_at)), picture: None },
            taken_on: self.day(slip.taken_at),
            promised_on: Some(slip.promised_on),
            customer_signature: Signature::default(),
            void_since: slip.voided_at.map(|at| self.day(at)),
        })
    }

    pub fn repair_card(&self) -> RepairCard {
        let order = &self.order;
        let last = order.repairs.last();
        let done = last.and_then(|repair| repair.done.as_ref());
        let software = done.map(|done| [done.software_before.clone(), done.software_after.clone()]);
        let software = software.into_iter().flatten().flatten().collect::<Vec<_>>().join(" → ");
        RepairCard {
            number: order.row.number.clone(),
            link: self.link.clone(),
            service_type: self.service_type(),
            device: self.device(),
            promised_on: order.slips.last().map(|slip| slip.promised_on),
            symptom: order.row.symptom.clone(),
            diagnosis: last.map(|repair| self.diagnosis(repair)).unwrap_or_default(),
            work: self.all_work(),
            parts: self.parts(),
            parameters: done.map(|done| done.method.clone()).unwrap_or_default(),
            software,
            hidden_risk: done.and_then(|done| done.hidden_risk.clone()).unwrap_or_default(),
            working_minutes: self.minutes(),
            technician: self.technician(),
            check: last.map(|repair| self.check(repair)).unwrap_or_default(),
        }
    }

    pub fn service_record(&self) -> PhoneServiceRecord {
        let order = &self.order;
        let best = order.decision.as_ref().and_then(|decision| decision.remedies.first());
        let last = order.repairs.last();
        PhoneServiceRecord {
            repair: self.repair_card(),
            customer: self.customer.clone(),
            invoice_number: order.head.invoice_number.clone().unwrap_or_default(),
            sale_date: order.head.sold_on,
            received_on: last.map(|repair| repair.in_on),
            returned_on: last.and_then(|repair| repair.out_on),
            decision: best.map(|offer| self.t.t(&offer.remedy.key())).unwrap_or_default(),
            article: self.article.clone().unwrap_or_default(),
            new_imei: super::exchanged(order).map(|(_, serial)| serial.to_owned()).unwrap_or_default(),
            customer_signature: self.customer_signature(),
        }
    }

    pub fn decision_sheet(&self, sheet: Sheet) -> DecisionSheet {
        let line = |open: bool| {
            move |line: crate::warranty::RemedyLine| RemedyLine {
                remedy: line.remedy,
                open,
                until: line.until,
                article: line.article,
                reason: line.why,
            }
        };
        let article = sheet.open.first().or(sheet.closed.first()).map(|line| line.article.clone());
        DecisionSheet {
            number: self.order.row.number.clone(),
            link: self
                .order
                .order
                .decision
                .map_or_else(|| self.link.clone(), |id| format!("{}{}", self.origin, public_path(id))),
            order_number: self.order.row.number.clone(),
            device: self.device(),
            decided_for: sheet.as_of,
            regime: sheet.regime,
            facts: sheet.facts.into_iter().map(|(name, value)| Fact { name, value }).collect(),
            steps: sheet.steps.into_iter().map(|(arithmetic, result)| Step { arithmetic, result }).collect(),
            result: sheet.result,
            article: article.unwrap_or_default(),
            remedies: sheet.open.into_iter().map(line(true)).chain(sheet.closed.into_iter().map(line(false))).collect(),
            clocks: sheet
                .clocks
                .into_iter()
                .map(|(name, day, article)| Fact { name, value: format!("{day} {article}") })
                .collect(),
            burden: sheet.burden.unwrap_or_default(),
            flags: sheet.flags,
            would_change: sheet.changes,
            decided_by: self.decided_by(),
        }
    }

    /// The card of the device that was given in exchange: its term runs from the exchange.
    pub fn warranty_card(&self, number: &str, device: &DeviceBrief) -> WarrantyCard {
        let head = &self.order.head;
        WarrantyCard {
            number: number.to_owned(),
            link: self.link.clone(),
            maker: self.brand.clone(),
            model: in_locale(self.t.locale, &device.model, &device.model_en).to_owned(),
            units: vec![WarrantyUnit {
                kind: self.t.t("papers-main-unit"),
                serial: device.serial.to_string(),
                until: None,
            }],
            imei: device.imei.as_ref().map(ToString::to_string).unwrap_or_default(),
            invoice_number: head.invoice_number.clone().unwrap_or_default(),
            sale_date: head.sold_on,
            seller: head.dealer.clone().unwrap_or_default(),
            customer: self.customer.clone(),
            repairer: self.station(),
            repairs: self.order.repairs.iter().map(|repair| self.repair_record(repair)).collect(),
        }
    }

    pub fn receipt(&self, number: &str) -> Option<Receipt> {
        let payment = self.order.payments.iter().find(|payment| payment.number == number)?;
        let paid = Money::from_minor(payment.amount_minor, payment.currency.parse().unwrap_or(self.currency()));
        Some(Receipt {
            number: payment.number.clone(),
            link: self.link.clone(),
            order_number: self.order.row.number.clone(),
            payer: payment.payer.clone(),
            lines: vec![ReceiptLine { description: self.paid_for(payment), quantity: 1, amount: paid }],
            total: paid,
            method: self.t.t(&format!("money-method-{}", payment.method)),
            collector: Signature { name: payment.collector.clone(), date: Some(self.day(payment.at)), picture: None },
            paid_on: self.day(payment.at),
        })
    }

    /// What the money is for: the approved quotation, else the service on the device.
    fn paid_for(&self, payment: &PaymentRow) -> String {
        let approved =
            self.order.quotes.iter().rev().find(|quote| quote.state == "approved" && quote.made_at <= payment.at);
        let model = model_name(&self.order.head, self.t.locale);
        let service = self.t.t_with("papers-service-on", &[("model", model.into())]);
        approved.map_or(service.clone(), |quote| format!("{service} ({})", quote.number))
    }

    fn service_type(&self) -> Option<ServiceType> {
        let order = &self.order.order;
        let letter = match order.service_type {
            Type::Paid => ServiceType::A,
            Type::Contract => ServiceType::B,
            Type::Warranty => ServiceType::C,
            Type::Internal => ServiceType::D,
        };
        order.type_is_decided().then_some(letter)
    }

    fn device(&self) -> Device {
        let head = &self.order.head;
        let imei = head.imei.iter().chain(&head.imei_2).map(String::as_str).collect::<Vec<_>>().join(" / ");
        let model = format!("{} {}", model_name(head, self.t.locale), head.model_code);
        Device { model, serial: head.serial.clone(), imei }
    }

    fn currency(&self) -> Currency {
        self.order.order.currency
    }

    fn parts(&self) -> Vec<PartLine> {
        let part = |line: &LineRow| PartLine {
            name: in_locale(self.t.locale, &line.text, &line.item_name_en).to_owned(),
            number: line.item_code.clone(),
            quantity: line.quantity,
            old_serial: line.old_serial.clone().unwrap_or_default(),
            new_serial: line.new_serial.clone().unwrap_or_default(),
            amount: (line.payer == "customer").then(|| self.sum_of(line)),
        };
        self.order.lines.iter().filter(|line| line.kind == "part").map(part).collect()
    }

    fn sum_of(&self, line: &LineRow) -> Money {
        Money::from_minor(line.price_minor.saturating_mul(line.quantity), self.currency())
    }

    fn amount_of(&self, kind: &str) -> Option<Money> {
        self.amount(|line| line.kind == kind)
    }

    /// What the customer bears of these lines; nothing to show when there is no such line.
    fn amount(&self, of: impl Fn(&LineRow) -> bool) -> Option<Money> {
        let borne: Vec<Money> = self
            .order
            .lines
            .iter()
            .filter(|line| line.payer == "customer" && of(line))
            .map(|line| self.sum_of(line))
            .collect();
        if borne.is_empty() { None } else { Money::sum(borne, self.currency()).ok() }
    }

    fn minutes(&self) -> Option<u32> {
        let minutes = self.order.repairs.iter().filter_map(|repair| repair.done.as_ref()).map(|done| done.minutes);
        minutes.reduce(|all, more| all.saturating_add(more)).and_then(|all| u32::try_from(all).ok())
    }

    /// Each round's work on a line of its own.
    fn all_work(&self) -> String {
        let work = self.order.repairs.iter().filter_map(|repair| repair.done.as_ref()).map(|done| done.work.as_str());
        work.collect::<Vec<_>>().join("\n")
    }

    fn diagnosis(&self, repair: &RepairRow) -> String {
        let cause = self.t.t(&format!("orders-cause-{}", repair.cause.replace('_', "-")));
        format!("{} · {cause} · {}", fault_name(&self.t, &repair.fault_code), repair.found)
    }

    fn promise(&self) -> String {
        if let Some(window) = self.order.order.state.window() {
            return format!("{} – {}", self.instant(window.from), self.instant(window.to));
        }
        self.order.slips.last().map(|slip| self.t.date_long(slip.promised_on)).unwrap_or_default()
    }

    fn technician(&self) -> Signature {
        let name = self.order.repairs.last().map_or(&self.order.head.technician, |repair| &repair.technician);
        Signature { name: name.clone(), ..Signature::default() }
    }

    fn check(&self, repair: &RepairRow) -> QualityCheck {
        let Some(at) = repair.checked_at else { return QualityCheck::default() };
        let passed = repair.outcome.as_deref() == Some("fixed");
        QualityCheck {
            supervisor: Signature { name: repair.checked_by.clone(), date: Some(self.day(at)), picture: None },
            instrument: String::new(),
            result: String::new(),
            passed: Some(passed),
        }
    }

    fn satisfaction(&self) -> Option<Satisfaction> {
        let class = self.order.follow_ups.last()?.class.as_deref()?.parse::<AnswerClass>().ok()?;
        Some(if class == AnswerClass::Satisfied { Satisfaction::Satisfied } else { Satisfaction::Dissatisfied })
    }

    fn customer_signature(&self) -> Signature {
        let signed =
            self.order.timeline.iter().rev().find(|entry| matches!(entry.verb.as_str(), "hand_over" | "sign_off"));
        let name = signed.and_then(|entry| entry.payload["name"].as_str()).unwrap_or_default().to_owned();
        Signature { picture: self.signature.clone(), name, date: signed.map(|entry| self.day(entry.at)) }
    }

    fn repair_record(&self, repair: &RepairRow) -> RepairRecord {
        RepairRecord {
            date_in: Some(repair.in_on),
            symptom: self.order.row.symptom.clone(),
            cause: self.t.t(&format!("orders-cause-{}", repair.cause.replace('_', "-"))),
            work: repair.done.as_ref().map(|done| done.work.clone()).unwrap_or_default(),
            date_out: repair.out_on,
            technician: repair.technician.clone(),
        }
    }

    fn decided_by(&self) -> String {
        let decided = self.order.timeline.iter().rev().find(|entry| entry.verb == "decide");
        decided.map(|entry| entry.person.clone()).unwrap_or_default()
    }

    fn station(&self) -> String {
        let station = &self.order.station;
        let name = in_locale(self.t.locale, &station.name, &station.name_en);
        [name, station.address.as_str(), station.phone.as_str()]
            .into_iter()
            .filter(|t| !t.is_empty())
            .collect::<Vec<_>>()
            .join("  ")
    }

    fn day(&self, at: Instant) -> Date {
        at.date_in(&self.zone)
    }

    fn instant(&self, at: Instant) -> String {
        self.t.instant(at, &self.zone)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::orders::sample;
    use aftercare_domain::orders::OrderState;
    use aftercare_kernel::Locale;

    fn filled(order: OrderPage) -> Filled {
        Filled {
            t: Texts::new(Locale::ZhCn),
            zone: TimeZone::get("Asia/Shanghai").expect("a zone"),
            brand: "华新".into(),
            link: "https://service.example/orders/1".into(),
            origin: "https://service.example".into(),
            article: Some("第十条".into()),
            customer: Customer::default(),
            signature: None,
            order,
        }
    }

    #[test]
    fn the_voucher_sums_what_the_customer_bears() {
        let voucher = filled(sample::orders().remove(0)).voucher();
        let minor = |amount: Option<Money>| amount.map(Money::minor);
        assert_eq!(
            (minor(voucher.labour), minor(voucher.parts_amount), minor(voucher.other_amount)),
            (Some(5_000), Some(30_000), None)
        );
        assert_eq!(minor(voucher.total), Some(35_000));
        assert_eq!(voucher.parts[0].new_serial, "LCD-NEW");
    }

    #[test]
    fn no_service_type_is_ticked_before_one_is_decided() {
        let mut filled = filled(sample::orders().remove(0));
        assert_eq!(filled.voucher().service_type, Some(ServiceType::A));
        filled.order.order.decision = None;
        filled.order.order.state = OrderState::Registered;
        assert_eq!(filled.voucher().service_type, None);
    }

    #[test]
    fn a_slip_is_void_since_the_day_in_the_stations_zone() {
        let slip = filled(sample::orders().remove(0)).custody_slip().expect("a slip");
        assert!(slip.void_since.is_some_and(|day| day >= slip.taken_on));
    }

    #[test]
    fn a_receipt_is_found_by_its_number_alone() {
        let filled = filled(sample::orders().remove(0));
        let receipt = filled.receipt("SH01-2026-000009").expect("a receipt");
        assert_eq!((receipt.total.minor(), receipt.method.as_str()), (35_000, "微信支付"));
        assert!(filled.receipt("SH01-2026-999999").is_none());
    }
}
