//! Parameters that go in and rows that come out, the same for both engines: text, 64-bit numbers, bytes.

use aftercare_kernel::{Currency, Date, DocumentNumber, Imei, Instant, Locale, Phone, Serial, id};
use std::str::FromStr;

use crate::error::StoreError;

/// One parameter of a statement, or one column of a row.
#[derive(Clone, PartialEq, Eq)]
pub enum Value {
    Null,
    Int(i64),
    Text(String),
    Bytes(Vec<u8>),
}

/// PostgreSQL keeps no text with a NUL in it; SQLite would, and could never be moved there.
pub(crate) fn check_texts(params: &[Value]) -> Result<(), StoreError> {
    let unfit = |value: &Value| matches!(value, Value::Text(text) if text.contains('\0'));
    if params.iter().any(unfit) { Err(StoreError::UnfitText) } else { Ok(()) }
}

/// The kind alone: values are personal data and must not reach a log through `{:?}`.
impl std::fmt::Debug for Value {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Value::Null => "Null",
            Value::Int(_) => "Int(…)",
            Value::Text(_) => "Text(…)",
            Value::Bytes(_) => "Bytes(…)",
        })
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Value::Text(text.to_owned())
    }
}
impl From<String> for Value {
    fn from(text: String) -> Self {
        Value::Text(text)
    }
}
impl From<&String> for Value {
    fn from(text: &String) -> Self {
        Value::Text(text.clone())
    }
}
impl From<Vec<u8>> for Value {
    fn from(bytes: Vec<u8>) -> Self {
        Value::Bytes(bytes)
    }
}
impl From<&[u8]> for Value {
    fn from(bytes: &[u8]) -> Self {
        Value::Bytes(bytes.to_vec())
    }
}
/// A flag is 0 or 1 in both engines.
impl From<bool> for Value {
    fn from(flag: bool) -> Self {
        Value::Int(i64::from(flag))
    }
}
/// µs since 1970 UTC.
impl From<Instant> for Value {
    fn from(instant: Instant) -> Self {
        Value::Int(instant.micros())
    }
}
impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Value::Null, Into::into)
    }
}
impl From<&Value> for Value {
    fn from(value: &Value) -> Self {
        value.clone()
    }
}

macro_rules! from_numbers {
    ($($number:ty),+) => {$(
        impl From<$number> for Value {
            fn from(number: $number) -> Self {
                Value::Int(i64::from(number))
            }
        }
    )+};
}
from_numbers!(i64, i32, i16, i8, u32, u16, u8);

/// Types that are stored as they are printed.
macro_rules! from_printed {
    ($($printed:ty),+ $(,)?) => {$(
        impl From<$printed> for Value {
            fn from(value: $printed) -> Self {
                Value::Text(value.to_string())
            }
        }
        impl From<&$printed> for Value {
            fn from(value: &$printed) -> Self {
                Value::Text(value.to_string())
            }
        }
    )+};
}
from_printed!(Date, DocumentNumber, Currency, Imei, Locale, Phone, Serial);
from_printed!(
    id::BrandId,
    id::NodeId,
    id::PersonId,
    id::PositionId,
    id::TokenId,
    id::CaseId,
    id::ContactId,
    id::OrderId,
    id::CustomerId,
    id::AddressId,
    id::ModelId,
    id::ItemId,
    id::UnitId,
    id::PlaceId,
    id::MoveId,
    id::ActId,
    id::PostingId,
    id::AccountId,
    id::DecisionId,
    id::QuoteId,
    id::ReservationId,
    id::ClaimId,
    id::FollowUpId,
    id::GoodwillId,
    id::OfferId,
    id::ContractId,
    id::ContractUseId,
    id::FileId,
    id::OutboxId,
    id::ImportId,
    id::DutyId,
);

/// `params![id, org_path, 20]`: each by `Into<Value>`.
#[macro_export]
macro_rules! params {
    ($($value:expr),* $(,)?) => { &[$($crate::Value::from($value)),*] };
}

/// One row of an answer, read by column number from 0 in the order of the SELECT.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    statement: &'static str,
    values: Vec<Value>,
}

impl Row {
    pub(crate) fn new(statement: &'static str, values: Vec<Value>) -> Self {
        Self { statement, values }
    }

    pub fn text(&self, column: usize) -> Result<String, StoreError> {
        self.opt_text(column)?.ok_or_else(|| self.bad(column))
    }

    pub fn opt_text(&self, column: usize) -> Result<Option<String>, StoreError> {
        Ok(self.opt_str(column)?.map(str::to_owned))
    }

    pub fn int(&self, column: usize) -> Result<i64, StoreError> {
        self.opt_int(column)?.ok_or_else(|| self.bad(column))
    }

    pub fn opt_int(&self, column: usize) -> Result<Option<i64>, StoreError> {
        match self.values.get(column) {
            Some(Value::Int(number)) => Ok(Some(*number)),
            Some(Value::Null) => Ok(None),
            _ => Err(self.bad(column)),
        }
    }

    /// 0 or 1, nothing else.
    pub fn flag(&self, column: usize) -> Result<bool, StoreError> {
        match self.int(column)? {
            0 => Ok(false),
            1 => Ok(true),
            _ => Err(self.bad(column)),
        }
    }

    pub fn bytes(&self, column: usize) -> Result<Vec<u8>, StoreError> {
        match self.values.get(column) {
            Some(Value::Bytes(bytes)) => Ok(bytes.clone()),
            _ => Err(self.bad(column)),
        }
    }

    /// A text column through the type's own reader: ids, document numbers, phones.
    pub fn parse<T: FromStr>(&self, column: usize) -> Result<T, StoreError> {
        self.opt_parse(column)?.ok_or_else(|| self.bad(column))
    }

    pub fn opt_parse<T: FromStr>(&self, column: usize) -> Result<Option<T>, StoreError> {
        let Some(text) = self.opt_str(column)? else { return Ok(None) };
        text.parse().map(Some).map_err(|_| self.bad(column))
    }

    pub fn date(&self, column: usize) -> Result<Date, StoreError> {
        self.parse(column)
    }

    pub fn opt_date(&self, column: usize) -> Result<Option<Date>, StoreError> {
        self.opt_parse(column)
    }

    pub fn instant(&self, column: usize) -> Result<Instant, StoreError> {
        self.int(column).map(Instant::from_micros)
    }

    pub fn opt_instant(&self, column: usize) -> Result<Option<Instant>, StoreError> {
        Ok(self.opt_int(column)?.map(Instant::from_micros))
    }

    /// How many columns came.
    pub fn width(&self) -> usize {
        self.values.len()
    }

    /// The error for a column whose text an area's own reader does not know, e.g. a state.
    pub fn bad(&self, column: usize) -> StoreError {
        StoreError::BadRow { statement: self.statement, column }
    }

    fn opt_str(&self, column: usize) -> Result<Option<&str>, StoreError> {
        match self.values.get(column) {
            Some(Value::Text(text)) => Ok(Some(text)),
            Some(Value::Null) => Ok(None),
            _ => Err(self.bad(column)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(values: &[Value]) -> Row {
        Row::new("test", values.to_vec())
    }

    #[test]
    fn a_column_of_another_kind_names_statement_and_column() {
        let row = row(params!["x", 7, Option::<i64>::None, 2]);
        let bad = |column| StoreError::BadRow { statement: "test", column };
        assert_eq!(row.int(0), Err(bad(0)));
        assert_eq!(row.text(1), Err(bad(1)));
        assert_eq!(row.int(2), Err(bad(2)), "NULL is no number");
        assert_eq!(row.flag(3), Err(bad(3)), "a flag is 0 or 1");
        assert_eq!(row.parse::<DocumentNumber>(0), Err(bad(0)));
        assert_eq!(row.text(4), Err(bad(4)), "there is no fifth column");
    }

    #[test]
    fn what_goes_in_comes_out() -> Result<(), StoreError> {
        let day: Date = "2026-02-28".parse().expect("a day");
        let row = row(params!["领取收据", i64::MIN, true, vec![0u8, 255], day, Instant::from_micros(-1), None::<Date>]);
        assert_eq!(row.text(0)?, "领取收据");
        assert_eq!(row.int(1)?, i64::MIN);
        assert!(row.flag(2)?);
        assert_eq!(row.bytes(3)?, vec![0u8, 255]);
        assert_eq!(row.date(4)?, day);
        assert_eq!(row.instant(5)?, Instant::from_micros(-1));
        assert_eq!(row.opt_date(6)?, None);
        Ok(())
    }

    #[test]
    fn a_printed_value_shows_its_kind_alone() {
        assert_eq!(format!("{:?}", Value::from("13800000000")), "Text(…)");
    }
}
