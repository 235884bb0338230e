//! An offer as it is typed: its lines stand in columns of the same name.

use crate::{
    Problem,
    reading::{Reading, given},
};
use aftercare_app::contracts::{CoverLine, Offer};
use aftercare_domain::contracts::{Begins, ContractKind, Subject};
use aftercare_kernel::{Currency, Money, Percent};
use serde::Deserialize;

/// Rows that the form has; programs may send more lines.
const ROWS: usize = 6;
/// One percent in millionths.
const PERCENT: i64 = 10_000;

#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct OfferForm {
    pub code: String,
    pub name: String,
    pub name_en: String,
    pub kind: String,
    pub price: String,
    pub months: String,
    pub begins: String,
    pub cooling_off_days: String,
    pub accidents: bool,
    /// Codes of models, and words of categories, parted by commas or spaces.
    pub models: String,
    pub categories: String,
    pub subject: Vec<String>,
    pub part_kind: Vec<String>,
    pub percent: Vec<String>,
    pub times: Vec<String>,
    pub most: Vec<String>,
    pub deductible: Vec<String>,
}

/// One line as it is typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TypedLine {
    pub subject: String,
    pub part_kind: String,
    pub percent: String,
    pub times: String,
    pub most: String,
    pub deductible: String,
}

impl OfferForm {
    pub fn new() -> Self {
        Self {
            kind: ContractKind::ExtendedWarranty.to_string(),
            begins: Begins::AfterWarranty.to_string(),
            months: "12".to_owned(),
            ..Self::default()
        }
    }

    pub fn rows(&self) -> Vec<TypedLine> {
        let at = |column: &[String], row: usize| column.get(row).map(|text| text.trim().to_owned()).unwrap_or_default();
        let row = |row| TypedLine {
            subject: at(&self.subject, row),
            part_kind: at(&self.part_kind, row),
            percent: at(&self.percent, row),
            times: at(&self.times, row),
            most: at(&self.most, row),
            deductible: at(&self.deductible, row),
        };
        (0..ROWS).map(row).collect()
    }

    pub fn offer(&self, currency: Currency) -> Result<Offer, Problem> {
        let mut reading = Reading::default();
        let price = reading.amount("price", &self.price, currency);
        let offer = Offer {
            code: self.code.clone(),
            name: self.name.clone(),
            name_en: self.name_en.clone(),
            kind: reading.chosen("kind", &self.kind, ContractKind::ExtendedWarranty),
            price: price.unwrap_or(Money::zero(currency)),
            months: reading.optional("months", &self.months, "errors-not-a-whole-number").unwrap_or(0),
            begins: reading.chosen("begins", &self.begins, Begins::AtSale),
            cooling_off_days: reading
                .optional("cooling_off_days", &self.cooling_off_days, "errors-not-a-whole-number")
                .unwrap_or(0),
            accidents: self.accidents,
            models: words(&self.models),
            categories: words(&self.categories),
            lines: self.lines(&mut reading, currency),
        };
        reading.done(offer)
    }

    /// A row without a subject was left empty.
    fn lines(&self, reading: &mut Reading, currency: Currency) -> Vec<CoverLine> {
        let typed = self.rows().into_iter().filter(|row| !row.subject.is_empty());
        typed.map(|row| row.line(reading, currency)).collect()
    }
}

impl TypedLine {
    fn line(&self, reading: &mut Reading, currency: Currency) -> CoverLine {
        let whole = "errors-not-a-whole-number";
        let percent: i64 = reading.optional("lines", &self.percent, whole).unwrap_or(0);
        CoverLine {
            subject: reading.chosen("lines", &self.subject, Subject::Part),
            part_kind: given(&self.part_kind),
            percent: Percent::from_millionths(percent.saturating_mul(PERCENT)),
            times: reading.optional("lines", &self.times, whole),
            most: reading.amount("lines", &self.most, currency),
            deductible: reading.amount("lines", &self.deductible, currency).unwrap_or(Money::zero(currency)),
        }
    }
}

fn words(text: &str) -> Vec<String> {
    let parted = |c: char| c.is_whitespace() || matches!(c, ',' | '，' | '、' | ';');
    text.split(parted).filter_map(given).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form() -> OfferForm {
        let column = |cells: &[&str]| cells.iter().map(|cell| (*cell).to_owned()).collect();
        OfferForm {
            code: "EW-12".into(),
            price: "365".into(),
            models: "HX-P10，HX-P11".into(),
            subject: column(&["part", "", "visit"]),
            part_kind: column(&["battery", "", ""]),
            percent: column(&["50", "", "100"]),
            times: column(&["", "", "2"]),
            most: column(&["1,000", "", ""]),
            deductible: column(&["20", "", ""]),
            ..OfferForm::new()
        }
    }

    #[test]
    fn lines_are_read_across_the_columns_and_empty_rows_are_none() {
        let offer = form().offer(Currency::CNY).expect("an offer");
        assert_eq!(offer.models, ["HX-P10", "HX-P11"]);
        assert_eq!(offer.lines.len(), 2);
        let [battery, visit] = &offer.lines[..] else { panic!("two lines") };
        let sum = |minor| Money::from_minor(minor, Currency::CNY);
        assert_eq!((battery.percent.millionths(), battery.most, battery.times), (500_000, Some(sum(100_000)), None));
        assert_eq!((battery.deductible, battery.part_kind.as_deref()), (sum(2_000), Some("battery")));
        assert_eq!((visit.subject, visit.times, visit.most), (Subject::Visit, Some(2), None));
    }

    #[test]
    fn what_does_not_read_names_its_field() {
        for (form, field) in [
            (OfferForm { price: "cheap".into(), ..form() }, "price"),
            (OfferForm { months: "a year".into(), ..form() }, "months"),
            (OfferForm { kind: String::new(), ..form() }, "kind"),
            (OfferForm { percent: vec!["half".into()], ..form() }, "lines"),
            (OfferForm { times: vec!["-1".into()], ..form() }, "lines"),
        ] {
            let Err(Problem::Invalid(wrong)) = form.offer(Currency::CNY) else { panic!("{field} was read") };
            assert_eq!(wrong[0].field, field);
        }
    }
}
