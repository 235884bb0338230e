//! What is known about a thing, its sale and its fault: the question put to the engine.
//!
//! What is left out is unknown. A field that is not in the contract is refused, so that a typing error never reads
//! as 'unknown'.

use aftercare_kernel::{Currency, Date, Money, Percent};
use jiff::{Timestamp, tz::Offset};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};
use serde_json::Value;

use super::{
    promise::Promise,
    reader::{FactsError, Read, Reader, Wrong, civil_date},
    words::{Cause, Channel, Outcome, Paper, Remedy, WaitingOn},
};

/// One set of facts, field by field as in the contract.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Facts {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub regime: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub category: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub promises: Vec<Promise>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub part: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sold_separately: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "as_decimal")]
    pub price: Option<Money>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub currency: Option<Currency>,
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "as_decimal")]
    pub standalone_price: Option<Money>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sold_on: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delivered_on: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub installed_on: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub made_on: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exchanged_on: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contract_on: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub repaired_as_remedy_on: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub channel: Option<Channel>,
    /// `None`: nobody asked for papers yet. An empty list: there are none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub documents: Option<Vec<Paper>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fault: Option<Fault>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub repairs: Vec<Repair>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub open_repair: Option<OpenRepair>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub part_exchanges: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub same_model_in_stock: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub wants: Option<Remedy>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mileage_km: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "as_share")]
    pub use_rate: Option<Percent>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub goods_intact: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub noticed_on: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub as_of: Option<Date>,
}

/// What is wrong with the thing.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Fault {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// A performance fault: the law's table lists it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub listed: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cause: Option<Cause>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub found_on: Option<Date>,
    /// A battery's measured capacity, 0 to 100.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub capacity_percent: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub serious_safety: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub major_assembly: Option<String>,
}

/// A finished repair for a performance fault.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Repair {
    #[serde(rename = "in")]
    pub taken_in: Date,
    #[serde(rename = "out")]
    pub handed_back: Date,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outcome: Option<Outcome>,
    /// Days between in and out that do not count as repair.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub excluded_days: Option<u32>,
}

/// A repair that goes on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OpenRepair {
    #[serde(rename = "in")]
    pub taken_in: DayOrTime,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub waiting_on: Option<WaitingOn>,
}

/// A civil date, or an instant whose civil date depends on the regime's zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum DayOrTime {
    Day(Date),
    Time(Timestamp),
}

impl DayOrTime {
    pub fn date(self, offset: Offset) -> Date {
        match self {
            DayOrTime::Day(day) => day,
            DayOrTime::Time(time) => offset.to_datetime(time).date(),
        }
    }
}

/// The contract's names.
pub(super) const FIELDS: [&str; 31] = [
    "id",
    "regime",
    "category",
    "country",
    "region",
    "promises",
    "part",
    "sold_separately",
    "price",
    "currency",
    "standalone_price",
    "sold_on",
    "delivered_on",
    "installed_on",
    "made_on",
    "exchanged_on",
    "contract_on",
    "repaired_as_remedy_on",
    "channel",
    "documents",
    "fault",
    "repairs",
    "open_repair",
    "part_exchanges",
    "same_model_in_stock",
    "wants",
    "mileage_km",
    "use_rate",
    "goods_intact",
    "noticed_on",
    "as_of",
];

impl Facts {
    /// Reads one JSON object; the error names the first field that does not fit.
    pub fn read(value: &Value) -> Result<Self, FactsError> {
        let r = Reader::new(value, "", &FIELDS)?;
        let name = |field| Ok(r.text(field, 100)?.map(str::to_owned));
        let currency = read_currency(&r)?;
        let prices_in = currency.unwrap_or_default();
        Ok(Self {
            id: name("id")?,
            regime: name("regime")?,
            category: name("category")?,
            country: name("country")?,
            region: name("region")?,
            promises: r.list("promises", 20, Promise::read)?.unwrap_or_default(),
            part: name("part")?,
            sold_separately: r.yes_no("sold_separately")?,
            price: r.money("price", prices_in)?,
            currency,
            standalone_price: r.money("standalone_price", prices_in)?,
            sold_on: r.date("sold_on")?,
            delivered_on: r.date("delivered_on")?,
            installed_on: r.date("installed_on")?,
            made_on: r.date("made_on")?,
            exchanged_on: r.date("exchanged_on")?,
            contract_on: r.date("contract_on")?,
            repaired_as_remedy_on: r.date("repaired_as_remedy_on")?,
            channel: r.word("channel")?,
            documents: r.words("documents")?,
            fault: read_fault(&r)?,
            repairs: r.list("repairs", 200, read_repair)?.unwrap_or_default(),
            open_repair: read_open_repair(&r)?,
            part_exchanges: r.whole("part_exchanges", 0..=1000)?,
            same_model_in_stock: r.yes_no("same_model_in_stock")?,
            wants: r.word("wants")?,
            mileage_km: r.whole("mileage_km", 0..=10_000_000)?,
            use_rate: r.share("use_rate")?,
            goods_intact: r.yes_no("goods_intact")?,
            noticed_on: r.date("noticed_on")?,
            as_of: r.date("as_of")?,
        })
    }

    /// The day the question is put for: told, or the day the fault showed, else today, but never before what the facts
    /// tell of.
    pub fn day(&self, today: Date) -> Date {
        let told_of = [self.noticed_on, self.repaired_as_remedy_on].into_iter().flatten().max();
        self.as_of.or(self.found_on()).unwrap_or_else(|| told_of.map_or(today, |day| day.max(today)))
    }
    pub fn found_on(&self) -> Option<Date> {
        self.fault.as_ref().and_then(|fault| fault.found_on)
    }
    pub fn cause(&self) -> Option<Cause> {
        self.fault.as_ref().and_then(|fault| fault.cause)
    }
    pub fn waiting_on(&self) -> Option<WaitingOn> {
        self.open_repair.as_ref().and_then(|open| open.waiting_on)
    }
    pub fn has_paper(&self, paper: Paper) -> bool {
        self.documents.as_ref().is_some_and(|papers| papers.contains(&paper))
    }
}

fn read_currency(r: &Reader<'_>) -> Read<Option<Currency>> {
    let choices = Currency::ALL.map(Currency::code).join(", ");
    let wrong = || r.wrong("currency", Wrong::NotOneOf { choices });
    r.text("currency", 3)?.map(str::parse).transpose().map_err(|_| wrong())
}

fn read_fault(r: &Reader<'_>) -> Read<Option<Fault>> {
    let known = ["code", "listed", "cause", "found_on", "capacity_percent", "serious_safety", "major_assembly"];
    let Some(r) = r.inner("fault", &known)? else {
        return Ok(None);
    };
    Ok(Some(Fault {
        code: r.text("code", 100)?.map(str::to_owned),
        listed: r.yes_no("listed")?,
        cause: r.word("cause")?,
        found_on: r.date("found_on")?,
        capacity_percent: r.whole("capacity_percent", 0..=100)?,
        serious_safety: r.yes_no("serious_safety")?,
        major_assembly: r.text("major_assembly", 100)?.map(str::to_owned),
    }))
}

fn read_repair(value: &Value, path: String) -> Read<Repair> {
    let r = Reader::new(value, &path, &["in", "out", "code", "outcome", "excluded_days"])?;
    let taken_in = r.need("in", r.date("in")?)?;
    let handed_back = r.need("out", r.date("out")?)?;
    if handed_back < taken_in {
        return Err(r.wrong("out", Wrong::TooEarly { not_before: taken_in.to_string() }));
    }
    let code = r.text("code", 100)?.map(str::to_owned);
    let excluded_days = r.whole("excluded_days", 0..=10_000)?;
    Ok(Repair { taken_in, handed_back, code, outcome: r.word("outcome")?, excluded_days })
}

fn read_open_repair(r: &Reader<'_>) -> Read<Option<OpenRepair>> {
    let Some(r) = r.inner("open_repair", &["in", "waiting_on"])? else {
        return Ok(None);
    };
    let text = r.need("in", r.text("in", 40)?)?;
    let taken_in = day_or_time(text).ok_or_else(|| r.wrong("in", Wrong::NotADateOrTime))?;
    Ok(Some(OpenRepair { taken_in, waiting_on: r.word("waiting_on")? }))
}

fn day_or_time(text: &str) -> Option<DayOrTime> {
    if let Some(day) = civil_date(text) {
        return Some(DayOrTime::Day(day));
    }
    let time: Timestamp = text.parse().ok()?;
    civil_date(text.get(..10)?).map(|_| DayOrTime::Time(time))
}

impl<'de> Deserialize<'de> for Facts {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = Value::deserialize(deserializer)?;
        Facts::read(&value).map_err(D::Error::custom)
    }
}

fn as_decimal<S: Serializer>(sum: &Option<Money>, serializer: S) -> Result<S::Ok, S::Error> {
    sum.map(Money::decimal).serialize(serializer)
}

fn as_share<S: Serializer>(share: &Option<Percent>, serializer: S) -> Result<S::Ok, S::Error> {
    share.map(Percent::share).serialize(serializer)
}
