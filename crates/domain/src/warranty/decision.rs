//! The answer: what is open, what is not and why, until when, for how much, and what would change it.

use aftercare_kernel::{Currency, Date, Locale, Money, Percent};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::{borrow::Cow, sync::Arc};

use super::words::{Burden, ClockKind, Provenance, Remedy, ServiceType};

/// A sentence in the three languages of the house. Most are fixed: only those with a day or a sum in them are written anew.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Text {
    #[serde(rename = "zh-CN")]
    pub zh_cn: Cow<'static, str>,
    #[serde(rename = "zh-TW")]
    pub zh_tw: Cow<'static, str>,
    pub en: Cow<'static, str>,
}

impl Text {
    pub fn get(&self, locale: Locale) -> &str {
        match locale {
            Locale::ZhCn => &self.zh_cn,
            Locale::ZhTw => &self.zh_tw,
            Locale::En => &self.en,
        }
    }
}

/// Where in the law, or among the brand's promises, something stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Article {
    /// Shared with the text of law: each decision names a dozen articles.
    pub regime: Arc<str>,
    #[serde(rename = "ref")]
    pub reference: Arc<str>,
    /// None for the brand's own promises.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub provenance: Option<Provenance>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    pub regime: String,
    pub rules_version: String,
    /// Whether the regime's reviewer has signed these rules.
    pub rules_reviewed: bool,
    /// The day the question was put for.
    pub as_of: Date,
    pub term: TermInfo,
    pub remedies: Vec<Offer>,
    pub refused: Vec<Refused>,
    pub loaner: LoanerInfo,
    pub clocks: Vec<Deadline>,
    /// None when the start of the term is unknown, or the regime says nothing of it.
    pub burden_of_proof: Option<Burden>,
    pub flags: Vec<String>,
    pub what_would_change: Vec<Change>,
}

/// The warranty term and how it was counted: `start` + `months` = `counted_to`, + `extended_days`, moved off a holiday = `end`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TermInfo {
    pub start: Option<Date>,
    pub end: Option<Date>,
    /// Whether the fault showed within the term; None when the start is unknown.
    pub in_term: Option<bool>,
    pub extended_days: u32,
    pub months: u32,
    pub counted_to: Option<Date>,
    /// The last day fell on a public holiday and moved.
    pub moved_off_holiday: bool,
    /// The mileage at which the term ends, if it comes first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub km: Option<u32>,
}

/// A remedy that is open to the consumer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offer {
    pub remedy: Remedy,
    /// The last day of the time that opened it; None: no such day, or it has passed since the fault showed.
    pub until: Option<Date>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<Amount>,
    pub article: Article,
    pub why: Text,
}

/// A remedy that is not open, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refused {
    pub remedy: Remedy,
    pub article: Article,
    pub why: Text,
}

/// price × rate × days = deduction, or for cars price × rate × km ÷ 1000; price − deduction = pays. Both between 0 and
/// the price. With an exchange, `deduction` is the fee that the consumer pays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "AmountText", into = "AmountText")]
pub struct Amount {
    pub price: Money,
    pub pays: Money,
    pub deduction: Money,
    /// Days of use that are charged for: calendar days less days in repair.
    pub days: u32,
    pub calendar_days: u32,
    pub repair_days: u32,
    pub rate: Percent,
    /// Driven so far, where use is charged by distance; `days` is 0 then.
    pub km: Option<u32>,
}

/// Sums as decimal texts, as everywhere in the API.
#[derive(Serialize, Deserialize)]
struct AmountText {
    pays: String,
    deduction: String,
    days: u32,
    rate: String,
    currency: Currency,
    price: String,
    calendar_days: u32,
    repair_days: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    km: Option<u32>,
}

impl From<Amount> for AmountText {
    fn from(amount: Amount) -> Self {
        Self {
            pays: amount.pays.decimal(),
            deduction: amount.deduction.decimal(),
            days: amount.days,
            rate: amount.rate.share(),
            currency: amount.price.currency(),
            price: amount.price.decimal(),
            calendar_days: amount.calendar_days,
            repair_days: amount.repair_days,
            km: amount.km,
        }
    }
}

impl TryFrom<AmountText> for Amount {
    type Error = aftercare_kernel::money::MoneyError;
    fn try_from(text: AmountText) -> Result<Self, Self::Error> {
        let sum = |decimal: &str| Money::parse(decimal, text.currency);
        Ok(Self {
            price: sum(&text.price)?,
            pays: sum(&text.pays)?,
            deduction: sum(&text.deduction)?,
            days: text.days,
            calendar_days: text.calendar_days,
            repair_days: text.repair_days,
            rate: Percent::parse_share(&text.rate)?,
            km: text.km,
        })
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct LoanerInfo {
    pub due: bool,
    /// The first day it is due, when a repair is open.
    pub from: Option<Date>,
}

/// A day by which, or from which, something follows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deadline {
    pub what: ClockKind,
    pub due: Date,
    pub article: Article,
}

/// With another value of one field: what would be open besides, and what no more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    pub field: String,
    pub to: Value,
    pub gains: Vec<Remedy>,
    pub loses: Vec<Remedy>,
    /// What a refund would pay, where that sum would be another.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refund_pays: Option<String>,
    pub why: Text,
}

impl Decision {
    pub fn offers(&self, remedy: Remedy) -> Option<&Offer> {
        self.remedies.iter().find(|offer| offer.remedy == remedy)
    }
    pub fn refuses(&self, remedy: Remedy) -> Option<&Refused> {
        self.refused.iter().find(|refused| refused.remedy == remedy)
    }
    /// What costs the consumer nothing.
    pub fn free_remedies(&self) -> impl Iterator<Item = &Offer> {
        self.remedies.iter().filter(|offer| offer.remedy.is_free())
    }
    /// How an order on this decision is charged: warranty while a free remedy is open, else paid.
    pub fn service_type(&self) -> ServiceType {
        if self.free_remedies().next().is_some() { ServiceType::Warranty } else { ServiceType::Paid }
    }
    pub fn deadline(&self, what: ClockKind) -> Option<Date> {
        self.clocks.iter().find(|clock| clock.what == what).map(|clock| clock.due)
    }
}
