//! The words of one reader: what a page or a paper holds to speak its locale.

use crate::Arg;
use aftercare_kernel::{Date, Instant, Locale, Money};
use jiff::tz::TimeZone;
use std::borrow::Borrow;

/// Every method answers in `locale`. Values are taken owned or borrowed, because templates lend their fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Texts {
    pub locale: Locale,
}

impl Texts {
    pub const fn new(locale: Locale) -> Self {
        Self { locale }
    }
    /// The message of a key. A test looks up every literal key of the templates and the code.
    pub fn t(&self, key: &str) -> String {
        crate::text(self.locale, key)
    }
    pub fn t_with(&self, key: &str, arguments: &[(&str, Arg)]) -> String {
        crate::text_with(self.locale, key, arguments)
    }
    pub fn money(&self, amount: impl Borrow<Money>) -> String {
        crate::money(self.locale, *amount.borrow())
    }
    pub fn date(&self, date: impl Borrow<Date>) -> String {
        crate::date(self.locale, *date.borrow())
    }
    pub fn date_long(&self, date: impl Borrow<Date>) -> String {
        crate::date_long(self.locale, *date.borrow())
    }
    pub fn instant(&self, instant: impl Borrow<Instant>, zone: &TimeZone) -> String {
        crate::instant(self.locale, *instant.borrow(), zone)
    }
    /// Seconds until a deadline, negative when it has passed.
    pub fn duration_left(&self, seconds: impl Borrow<i64>) -> String {
        crate::duration_left(self.locale, *seconds.borrow())
    }
    pub fn integer(&self, number: impl Borrow<i64>) -> String {
        crate::integer(*number.borrow())
    }
}
