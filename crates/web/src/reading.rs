//! Texts of forms and queries, read into values. What does not read names its field, all of them at once.

use crate::{Problem, problem::Invalid};
use aftercare_kernel::{Currency, Date, Money, PageRequest};
use std::str::FromStr;

/// Reads one form; `done` says whether every field could be read.
#[derive(Default)]
pub struct Reading {
    wrong: Vec<Invalid>,
}

impl Reading {
    /// A value that may be left out.
    pub fn optional<T: FromStr>(&mut self, field: &str, text: &str, key: &'static str) -> Option<T> {
        let text = text.trim();
        if text.is_empty() {
            return None;
        }
        let read = text.parse().ok();
        if read.is_none() {
            self.wrong.push(Invalid::new(field, key));
        }
        read
    }

    /// A choice that must be made.
    pub fn chosen<T: FromStr + Copy>(&mut self, field: &str, text: &str, otherwise: T) -> T {
        if text.trim().is_empty() {
            self.wrong.push(Invalid::new(field, "errors-choose"));
        }
        self.optional(field, text, "errors-not-understood").unwrap_or(otherwise)
    }

    pub fn date(&mut self, field: &str, text: &str) -> Option<Date> {
        self.optional(field, text, "errors-not-a-date")
    }

    /// An amount like `2999.00`, with commas between the thousands or without.
    pub fn amount(&mut self, field: &str, text: &str, currency: Currency) -> Option<Money> {
        if text.trim().is_empty() {
            return None;
        }
        let read = Money::parse_typed(text, currency).ok();
        if read.is_none() {
            self.wrong.push(Invalid::new(field, "errors-not-an-amount"));
        }
        read
    }

    pub fn refuse(&mut self, field: &str, key: &'static str) {
        self.wrong.push(Invalid::new(field, key));
    }

    pub fn done<T>(self, value: T) -> Result<T, Problem> {
        if self.wrong.is_empty() { Ok(value) } else { Err(Problem::Invalid(self.wrong)) }
    }
}

/// A text without the space around it; nothing when there is none.
pub fn given(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// A page of a list as the query asks for it; without a number of rows the usual fifty.
pub fn page_request(after: &str, limit: Option<u32>) -> PageRequest {
    PageRequest::new(given(after), limit.unwrap_or_else(|| PageRequest::default().limit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_that_does_not_read_is_named() {
        let mut reading = Reading::default();
        assert_eq!(reading.date("made_on", "2026-03-05"), Some(Date::constant(2026, 3, 5)));
        assert_eq!(reading.amount("cost", "2,999.5", Currency::CNY), Some(Money::from_minor(299_950, Currency::CNY)));
        assert_eq!(reading.date("sold_on", "2026-02-30"), None);
        assert_eq!(reading.amount("price", "free", Currency::CNY), None);
        assert_eq!(reading.amount("fee", "12,5", Currency::CNY), None);
        assert_eq!(reading.chosen("kind", "", 7_u32), 7);
        let Err(Problem::Invalid(wrong)) = reading.done(()) else { panic!("four fields are wrong") };
        let wrong: Vec<(&str, &str)> = wrong.iter().map(|invalid| (invalid.field.as_str(), invalid.key)).collect();
        let amounts = ["price", "fee"].map(|field| (field, "errors-not-an-amount"));
        let expected = [("sold_on", "errors-not-a-date"), amounts[0], amounts[1], ("kind", "errors-choose")];
        assert_eq!(wrong, expected);
    }

    #[test]
    fn what_was_left_out_is_no_mistake() {
        let mut reading = Reading::default();
        assert_eq!(reading.date("sold_on", "  "), None);
        assert_eq!(reading.amount("price", "", Currency::CNY), None);
        assert!(reading.done(()).is_ok());
    }
}
