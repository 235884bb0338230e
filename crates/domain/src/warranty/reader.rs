//! Reads JSON into facts and rules, and names the field of whatever does not fit.

use aftercare_kernel::{Currency, Date, Money, Percent};
use serde::{Serialize, Serializer, ser::SerializeStruct};
use serde_json::{Map, Value};
use std::{fmt, ops::RangeInclusive};

use super::{facts::FIELDS, words::Word};
use crate::refusal::Refuse;

/// What a field should have been.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wrong {
    UnknownField {
        known: String,
    },
    Missing,
    NotAnObject,
    NotAList,
    NotAText,
    NotYesOrNo,
    NotADate,
    /// A day of a year in which no warranty can be asked about.
    DayOutOfRange,
    NotADateOrTime,
    NotAnAmount,
    NotAShare,
    OutOfRange {
        least: u32,
        most: u32,
    },
    TooLong {
        most: usize,
    },
    TooMany {
        most: usize,
    },
    NotOneOf {
        choices: String,
    },
    /// A day, or a number in a rising row, that cannot come before another.
    TooEarly {
        not_before: String,
    },
    /// A day that cannot come after another.
    TooLate {
        not_after: String,
    },
    NotInForce {
        since: String,
    },
    /// Another text of law took its place.
    Ended {
        since: String,
    },
    WorseThanLaw {
        least: u32,
    },
    Contradiction {
        with: String,
    },
}

/// The code, the values and the English sentence of one kind of mistake.
struct Said {
    code: &'static str,
    params: Vec<(&'static str, String)>,
    message: String,
}

impl Wrong {
    fn said(&self) -> Said {
        let (code, message, params) = match self {
            Wrong::UnknownField { known } => {
                (KEYS[0], format!("is not a field; the fields are {known}"), vec![("known", known.clone())])
            }
            Wrong::Missing => (KEYS[1], "is needed".to_owned(), vec![]),
            Wrong::NotAnObject => (KEYS[2], "should be an object".to_owned(), vec![]),
            Wrong::NotAList => (KEYS[3], "should be a list".to_owned(), vec![]),
            Wrong::NotAText => (KEYS[4], "should be a text that is not empty".to_owned(), vec![]),
            Wrong::NotYesOrNo => (KEYS[5], "should be true or false".to_owned(), vec![]),
            Wrong::NotADate => (KEYS[6], "should be a date YYYY-MM-DD".to_owned(), vec![]),
            Wrong::NotADateOrTime => {
                (KEYS[7], "should be a date YYYY-MM-DD or a date-time with its offset".to_owned(), vec![])
            }
            Wrong::NotAnAmount => {
                (KEYS[8], "should be a sum like \"1234.50\", not negative, of at most 12 digits".to_owned(), vec![])
            }
            Wrong::NotAShare => (KEYS[9], "should be a share from \"0\" to \"1\", like \"0.005\"".to_owned(), vec![]),
            Wrong::OutOfRange { least, most } => (
                KEYS[10],
                format!("should be a whole number from {least} to {most}"),
                vec![("least", least.to_string()), ("most", most.to_string())],
            ),
            Wrong::TooLong { most } => {
                (KEYS[11], format!("should have at most {most} characters"), vec![("most", most.to_string())])
            }
            Wrong::TooMany { most } => {
                (KEYS[12], format!("should have at most {most} entries"), vec![("most", most.to_string())])
            }
            Wrong::NotOneOf { choices } => {
                (KEYS[13], format!("should be one of {choices}"), vec![("choices", choices.clone())])
            }
            Wrong::TooEarly { not_before } => {
                (KEYS[14], format!("should not be before {not_before}"), vec![("not_before", not_before.clone())])
            }
            Wrong::NotInForce { since } => {
                (KEYS[15], format!("is in force for sales since {since} only"), vec![("since", since.clone())])
            }
            Wrong::WorseThanLaw { least } => (
                KEYS[16],
                format!("should be at least {least}: the law gives as much"),
                vec![("least", least.to_string())],
            ),
            Wrong::Contradiction { with } => {
                (KEYS[17], format!("does not go together with {with}"), vec![("with", with.clone())])
            }
            Wrong::TooLate { not_after } => {
                (KEYS[18], format!("should not be after {not_after}"), vec![("not_after", not_after.clone())])
            }
            Wrong::DayOutOfRange => {
                let (least, most) = (format!("{:04}-01-01", YEARS.start()), format!("{:04}-12-31", YEARS.end()));
                let message = format!("should be a date from {least} to {most}");
                (KEYS[20], message, vec![("least", least), ("most", most)])
            }
            Wrong::Ended { since } => {
                (KEYS[19], format!("is not in force for sales since {since}"), vec![("since", since.clone())])
            }
        };
        Said { code, params, message }
    }
}

/// What the field should be, in English.
impl fmt::Display for Wrong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.said().message)
    }
}

/// Codes of mistakes in facts, in the order of `Wrong`: keys of the catalogue of texts. Each text may use `field`.
const KEYS: [&str; 21] = [
    "warranty-facts-unknown-field",
    "warranty-facts-missing",
    "warranty-facts-not-an-object",
    "warranty-facts-not-a-list",
    "warranty-facts-not-a-text",
    "warranty-facts-not-yes-or-no",
    "warranty-facts-not-a-date",
    "warranty-facts-not-a-date-or-time",
    "warranty-facts-not-an-amount",
    "warranty-facts-not-a-share",
    "warranty-facts-out-of-range",
    "warranty-facts-too-long",
    "warranty-facts-too-many",
    "warranty-facts-not-one-of",
    "warranty-facts-too-early",
    "warranty-facts-not-in-force",
    "warranty-facts-worse-than-law",
    "warranty-facts-contradiction",
    "warranty-facts-too-late",
    "warranty-facts-ended",
    "warranty-facts-day-out-of-range",
];

/// A field that was not accepted. `field` is its path, like `repairs[1].out`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{field} {wrong}")]
pub struct FactsError {
    pub field: String,
    pub wrong: Wrong,
}

impl FactsError {
    pub const KEYS: &'static [&'static str] = &KEYS;

    /// A kept decision was to be compared, and there is none that reads.
    pub fn no_decision() -> Self {
        Self { field: "decision".to_owned(), wrong: Wrong::NotAnObject }
    }
}

impl Refuse for FactsError {
    fn code(&self) -> &'static str {
        self.wrong.said().code
    }
    /// The fact that holds the field; its full path is the parameter `field`.
    fn field(&self) -> Option<&'static str> {
        let outermost = self.field.split(['.', '[']).next().unwrap_or_default();
        Some(FIELDS.into_iter().find(|fact| *fact == outermost).unwrap_or("facts"))
    }
    fn params(&self) -> Vec<(&'static str, String)> {
        let mut params = self.wrong.said().params;
        params.push(("field", self.field.clone()));
        params
    }
}

/// `{"field":…,"code":…,"message":…}`: the error of a line that could not be decided.
impl Serialize for FactsError {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut error = serializer.serialize_struct("FactsError", 3)?;
        error.serialize_field("field", &self.field)?;
        error.serialize_field("code", self.code())?;
        error.serialize_field("message", &self.to_string())?;
        error.end()
    }
}

pub(super) type Read<T> = Result<T, FactsError>;

/// One JSON object and the path that leads to it.
pub(super) struct Reader<'a> {
    path: String,
    object: &'a Map<String, Value>,
}

impl<'a> Reader<'a> {
    /// Refuses fields that are not `known`: a typing error must not count as a fact left out.
    pub fn new(value: &'a Value, path: &str, known: &[&str]) -> Read<Self> {
        let Value::Object(object) = value else {
            let field = if path.is_empty() { "facts" } else { path };
            return Err(FactsError { field: field.to_owned(), wrong: Wrong::NotAnObject });
        };
        let reader = Self { path: path.to_owned(), object };
        match object.keys().find(|key| !known.contains(&key.as_str())) {
            Some(key) => Err(reader.wrong(&shown(key), Wrong::UnknownField { known: known.join(", ") })),
            None => Ok(reader),
        }
    }

    pub fn wrong(&self, name: &str, wrong: Wrong) -> FactsError {
        FactsError { field: self.field(name), wrong }
    }
    pub fn field(&self, name: &str) -> String {
        if self.path.is_empty() { name.to_owned() } else { format!("{}.{name}", self.path) }
    }
    pub fn need<T>(&self, name: &str, read: Option<T>) -> Read<T> {
        read.ok_or_else(|| self.wrong(name, Wrong::Missing))
    }
    pub fn path(&self) -> &str {
        &self.path
    }
    pub fn keys(&self) -> impl Iterator<Item = &'a str> {
        self.object.keys().map(String::as_str)
    }

    /// JSON's null is the same as leaving the field out.
    fn value(&self, name: &str) -> Option<&'a Value> {
        self.object.get(name).filter(|value| !value.is_null())
    }

    fn read<T>(&self, name: &str, wrong: Wrong, read: impl FnOnce(&'a Value) -> Option<T>) -> Read<Option<T>> {
        self.value(name).map(|value| read(value).ok_or_else(|| self.wrong(name, wrong))).transpose()
    }

    pub fn text(&self, name: &str, most: usize) -> Read<Option<&'a str>> {
        let text = self.read(name, Wrong::NotAText, |v| v.as_str().filter(|text| !text.is_empty()))?;
        match text {
            Some(text) if text.chars().count() > most => Err(self.wrong(name, Wrong::TooLong { most })),
            other => Ok(other),
        }
    }
    pub fn yes_no(&self, name: &str) -> Read<Option<bool>> {
        self.read(name, Wrong::NotYesOrNo, Value::as_bool)
    }
    pub fn whole(&self, name: &str, range: RangeInclusive<u32>) -> Read<Option<u32>> {
        let wrong = Wrong::OutOfRange { least: *range.start(), most: *range.end() };
        let in_range = |v: &Value| v.as_u64().and_then(|n| u32::try_from(n).ok()).filter(|n| range.contains(n));
        self.read(name, wrong, in_range)
    }
    pub fn date(&self, name: &str) -> Read<Option<Date>> {
        match self.day_of_law(name)? {
            Some(day) if !YEARS.contains(&day.year()) => Err(self.wrong(name, Wrong::DayOutOfRange)),
            day => Ok(day),
        }
    }
    /// The day of a law, which may be older than anything under warranty.
    pub fn day_of_law(&self, name: &str) -> Read<Option<Date>> {
        self.read(name, Wrong::NotADate, |v| v.as_str().filter(|text| has_date_shape(text))?.parse().ok())
    }
    /// A sum that is not negative. Without a currency it is only a number; the regime gives it its currency.
    pub fn money(&self, name: &str, currency: Currency) -> Read<Option<Money>> {
        let sum =
            |v: &Value| Money::parse(v.as_str()?, currency).ok().filter(|sum| (0..MOST_MINOR).contains(&sum.minor()));
        self.read(name, Wrong::NotAnAmount, sum)
    }
    pub fn share(&self, name: &str) -> Read<Option<Percent>> {
        let share = |v: &Value| Percent::parse_share(v.as_str()?).ok().filter(|p| p.millionths() <= 1_000_000);
        self.read(name, Wrong::NotAShare, share)
    }
    pub fn word<W: Word>(&self, name: &str) -> Read<Option<W>> {
        self.read(name, choices::<W>(), |v| v.as_str().and_then(from_word))
    }
    pub fn words<W: Word>(&self, name: &str) -> Read<Option<Vec<W>>> {
        self.list(name, 100, |value, field| {
            let word = value.as_str().and_then(from_word);
            word.ok_or_else(|| FactsError { field, wrong: choices::<W>() })
        })
    }
    pub fn texts(&self, name: &str) -> Read<Option<Vec<String>>> {
        self.list(name, 200, |value, field| {
            let text = value.as_str().filter(|text| !text.is_empty() && text.len() <= 200);
            text.map(str::to_owned).ok_or(FactsError { field, wrong: Wrong::NotAText })
        })
    }
    pub fn list<T>(&self, name: &str, most: usize, one: impl Fn(&'a Value, String) -> Read<T>) -> Read<Option<Vec<T>>> {
        let Some(entries) = self.read(name, Wrong::NotAList, Value::as_array)? else {
            return Ok(None);
        };
        if entries.len() > most {
            return Err(self.wrong(name, Wrong::TooMany { most }));
        }
        let path = |index| format!("{}[{index}]", self.field(name));
        entries.iter().enumerate().map(|(index, value)| one(value, path(index))).collect::<Read<_>>().map(Some)
    }
    pub fn inner(&self, name: &str, known: &[&str]) -> Read<Option<Reader<'a>>> {
        self.value(name).map(|value| Reader::new(value, &self.field(name), known)).transpose()
    }
    /// An object whose fields are names that the data chooses.
    pub fn named(&self, name: &str) -> Read<Reader<'a>> {
        let value = self.need(name, self.value(name))?;
        let object = value.as_object().ok_or_else(|| self.wrong(name, Wrong::NotAnObject))?;
        Ok(Reader { path: self.field(name), object })
    }
    pub fn raw(&self, name: &str) -> Option<&'a Value> {
        self.value(name)
    }
}

/// 12 digits before the point: 10^12 units of 100.
const MOST_MINOR: i64 = 100_000_000_000_000;

pub(super) fn choices<W: Word>() -> Wrong {
    let words: Vec<_> = W::all().iter().map(|one| one.word()).collect();
    Wrong::NotOneOf { choices: words.join(", ") }
}

fn from_word<W: Word>(word: &str) -> Option<W> {
    W::all().iter().copied().find(|one| one.word() == word)
}

/// Years in which a warranty can be asked about.
const YEARS: RangeInclusive<i16> = 1980..=2199;

/// `YYYY-MM-DD` and nothing else, of years in which a warranty can be asked about.
pub(super) fn civil_date(text: &str) -> Option<Date> {
    let date: Date = if has_date_shape(text) { text.parse().ok()? } else { return None };
    YEARS.contains(&date.year()).then_some(date)
}

/// Else a date would also be read from `20260302`, and from a date with its time of day.
fn has_date_shape(text: &str) -> bool {
    text.len() == 10 && text.as_bytes().get(4) == Some(&b'-')
}

/// A field as an error names it; one without a name as such.
fn shown(field: &str) -> String {
    if field.is_empty() { "\"\"".to_owned() } else { shortened(field) }
}

/// What someone typed, short enough to be said back.
fn shortened(text: &str) -> String {
    text.chars().take(60).collect()
}
