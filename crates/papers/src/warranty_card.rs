//! Warranty card (三包凭证): issued at sale or exchange; the law wants its fields and its repair records.

use crate::{
    Paper,
    form::{Block, Cell, Form, Look, Row, SignatureBox},
    parties::{Customer, customer_rows, form, optional_date, with_empty_lines},
};
use aftercare_i18n::Texts;
use aftercare_kernel::Date;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WarrantyCard {
    pub number: String,
    pub link: String,
    pub maker: String,
    pub model: String,
    /// Main unit first, then the accessories.
    pub units: Vec<WarrantyUnit>,
    pub imei: String,
    pub invoice_number: String,
    pub sale_date: Option<Date>,
    pub seller: String,
    pub customer: Customer,
    /// Who repairs, with address and phone.
    pub repairer: String,
    pub repairs: Vec<RepairRecord>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WarrantyUnit {
    /// Main unit, battery, charger, in the reader's words.
    pub kind: String,
    pub serial: String,
    /// Last day of the warranty.
    pub until: Option<Date>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RepairRecord {
    pub date_in: Option<Date>,
    pub symptom: String,
    pub cause: String,
    pub work: String,
    pub date_out: Option<Date>,
    pub technician: String,
}

const RECORD: [u8; 6] = [4, 4, 4, 4, 4, 4];

impl Paper for WarrantyCard {
    fn form(&self, t: Texts) -> Form {
        let blocks = vec![
            Block::Rows(vec![
                Row::field(t.t("papers-maker"), &self.maker),
                Row::pair((t.t("papers-model"), self.model.clone()), (t.t("papers-imei"), self.imei.clone())),
            ]),
            self.units(t),
            Block::Rows(self.sale(t)),
            self.repairs(t),
            Block::Note(t.t("papers-warranty-note")),
        ];
        form(t.t("papers-warranty-card"), &self.number, &self.link, blocks)
    }
}

impl WarrantyCard {
    fn units(&self, t: Texts) -> Block {
        let head =
            Row::head([(8, t.t("papers-unit-kind")), (8, t.t("papers-serial")), (8, t.t("papers-warranty-until"))]);
        let rows = self.units.iter().map(|unit| {
            Row::of([
                Cell::value(8, &unit.kind),
                Cell::value(8, &unit.serial),
                Cell::value(8, optional_date(unit.until, t)),
            ])
        });
        Block::Table { head, rows: with_empty_lines(rows.collect(), &[8, 8, 8], 1) }
    }

    fn sale(&self, t: Texts) -> Vec<Row> {
        let mut rows = vec![Row::pair(
            (t.t("papers-invoice-number"), self.invoice_number.clone()),
            (t.t("papers-sale-date"), optional_date(self.sale_date, t)),
        )];
        rows.extend(customer_rows(&self.customer, t));
        rows.push(Row::field(t.t("papers-repairer"), &self.repairer));
        rows.push(Row::signatures(vec![
            SignatureBox { label: t.t("papers-seller"), picture: None, below: self.seller.clone() },
            SignatureBox { label: t.t("papers-customer-signature"), picture: None, below: String::new() },
        ]));
        rows.push(Row::band(t.t("papers-repair-records")));
        rows
    }

    fn repairs(&self, t: Texts) -> Block {
        let names = [
            t.t("papers-date-in"),
            t.t("papers-symptom"),
            t.t("papers-cause"),
            t.t("papers-work"),
            t.t("papers-date-out"),
            t.t("papers-technician"),
        ];
        let rows = self.repairs.iter().map(|repair| {
            let short = |date: Option<Date>| date.map(|d| t.date(d)).unwrap_or_default();
            let values = [
                short(repair.date_in),
                repair.symptom.clone(),
                repair.cause.clone(),
                repair.work.clone(),
                short(repair.date_out),
                repair.technician.clone(),
            ];
            Row::of(RECORD.into_iter().zip(values).map(|(span, value)| Cell::new(span, Look::Value, value)))
        });
        Block::Table {
            head: Row::head(RECORD.into_iter().zip(names)),
            rows: with_empty_lines(rows.collect(), &RECORD, 5),
        }
    }
}
