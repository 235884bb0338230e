//! Service voucher (服务凭证): with the technician on every order, signed by the customer.

use crate::{
    Paper,
    form::{Block, Cell, Form, Look, Row},
    parties::{
        Customer, Device, PartLine, ServiceType, Signature, customer_rows, device_rows, form, optional_money,
        part_name, service_type_ticks, ticks, with_empty_lines, working_time,
    },
};
use aftercare_i18n::Texts;
use aftercare_kernel::Money;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ServiceVoucher {
    /// Order number.
    pub number: String,
    /// Where the QR code leads.
    pub link: String,
    /// None before it is decided.
    pub service_type: Option<ServiceType>,
    pub customer: Customer,
    pub device: Device,
    pub symptom: String,
    pub found_fault: String,
    pub work_done: String,
    pub parts: Vec<PartLine>,
    pub working_minutes: Option<u32>,
    pub labour: Option<Money>,
    pub parts_amount: Option<Money>,
    pub other_amount: Option<Money>,
    pub total: Option<Money>,
    /// What the customer was told, by when.
    pub promise: String,
    pub technician: Signature,
    pub satisfaction: Option<Satisfaction>,
    pub customer_signature: Signature,
}

/// What the customer ticks when signing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Satisfaction {
    Satisfied,
    Fair,
    Dissatisfied,
}

impl Paper for ServiceVoucher {
    fn form(&self, t: Texts) -> Form {
        let mut rows = vec![Row::field(t.t("papers-service-type"), service_type_ticks(self.service_type, t))];
        rows.extend(customer_rows(&self.customer, t));
        rows.extend(device_rows(&self.device, t));
        rows.push(Row::field(t.t("papers-symptom"), &self.symptom).at_least(2));
        rows.push(Row::field(t.t("papers-found-fault"), &self.found_fault).at_least(2));
        rows.push(Row::field(t.t("papers-work-done"), &self.work_done).at_least(2));
        let blocks = vec![
            Block::Rows(rows),
            self.parts(t),
            Block::Rows(self.closing_rows(t)),
            Block::Note(t.t("papers-voucher-note")),
        ];
        form(t.t("papers-service-voucher"), &self.number, &self.link, blocks)
    }
}

impl ServiceVoucher {
    fn parts(&self, t: Texts) -> Block {
        let head = Row::head([
            (9, t.t("papers-parts-used")),
            (2, t.t("papers-quantity")),
            (8, t.t("papers-new-serial")),
            (5, t.t("papers-amount")),
        ]);
        let rows = self.parts.iter().map(|part| {
            Row::of([
                Cell::value(9, part_name(part)),
                Cell::new(2, Look::Centred, part.quantity.to_string()),
                Cell::value(8, &part.new_serial),
                Cell::new(5, Look::Figure, optional_money(part.amount, t)),
            ])
        });
        Block::Table { head, rows: with_empty_lines(rows.collect(), &[9, 2, 8, 5], 2) }
    }

    fn closing_rows(&self, t: Texts) -> Vec<Row> {
        let satisfaction = ticks(&[
            (t.t("papers-satisfied"), self.satisfaction == Some(Satisfaction::Satisfied)),
            (t.t("papers-fair"), self.satisfaction == Some(Satisfaction::Fair)),
            (t.t("papers-dissatisfied"), self.satisfaction == Some(Satisfaction::Dissatisfied)),
        ]);
        vec![
            self.amounts(t),
            Row::of([
                Cell::label(4, t.t("papers-working-time")),
                Cell::value(8, working_time(self.working_minutes, t)),
                Cell::label(4, t.t("papers-total")),
                Cell::new(8, Look::StrongFigure, optional_money(self.total, t)),
            ]),
            Row::field(t.t("papers-promise"), &self.promise),
            Row::field(t.t("papers-satisfaction"), satisfaction),
            Row::signatures(vec![
                self.technician.boxed(t.t("papers-technician"), t),
                self.customer_signature.boxed(t.t("papers-customer-signature"), t),
            ]),
        ]
    }

    fn amounts(&self, t: Texts) -> Row {
        let figure = |amount| Cell::new(4, Look::Figure, optional_money(amount, t));
        Row::of([
            Cell::label(4, t.t("papers-labour")),
            figure(self.labour),
            Cell::label(4, t.t("papers-parts-amount")),
            figure(self.parts_amount),
            Cell::label(4, t.t("papers-other-amount")),
            figure(self.other_amount),
        ])
    }
}
