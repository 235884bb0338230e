//! Document numbers, as people read them on paper: station-year-serial, `SH01-2026-000123`.
//!
//! One series per station and year serves every kind of paper, so a number finds exactly one document.
//! Drawn in the transaction that makes the document (`store::documents`), so the series has no gaps.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct DocumentNumber {
    station: String,
    year: i16,
    serial: u32,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a document number reads like SH01-2026-000123")]
pub struct NotADocumentNumber;

impl DocumentNumber {
    /// `station` is 2 to 12 of A–Z and 0–9; `serial` starts at 1.
    pub fn new(station: &str, year: i16, serial: u32) -> Result<Self, NotADocumentNumber> {
        let code_fits =
            (2..=12).contains(&station.len()) && station.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
        if !code_fits || !(1990..=9999).contains(&year) || serial == 0 {
            return Err(NotADocumentNumber);
        }
        Ok(Self { station: station.to_owned(), year, serial })
    }
    pub fn station(&self) -> &str {
        &self.station
    }
    pub fn year(&self) -> i16 {
        self.year
    }
    pub fn serial(&self) -> u32 {
        self.serial
    }
}

impl fmt::Display for DocumentNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{:04}-{:06}", self.station, self.year, self.serial)
    }
}

impl FromStr for DocumentNumber {
    type Err = NotADocumentNumber;
    /// Lower case and surrounding space are forgiven: people type these.
    fn from_str(text: &str) -> Result<Self, NotADocumentNumber> {
        let text = text.trim().to_ascii_uppercase();
        let mut parts = text.split('-');
        let (Some(station), Some(year), Some(serial), None) = (parts.next(), parts.next(), parts.next(), parts.next())
        else {
            return Err(NotADocumentNumber);
        };
        let digits = |t: &str| !t.is_empty() && t.bytes().all(|b| b.is_ascii_digit());
        if !digits(year) || !digits(serial) {
            return Err(NotADocumentNumber);
        }
        Self::new(
            station,
            year.parse().map_err(|_| NotADocumentNumber)?,
            serial.parse().map_err(|_| NotADocumentNumber)?,
        )
    }
}

impl TryFrom<String> for DocumentNumber {
    type Error = NotADocumentNumber;
    fn try_from(text: String) -> Result<Self, NotADocumentNumber> {
        text.parse()
    }
}

impl From<DocumentNumber> for String {
    fn from(number: DocumentNumber) -> String {
        number.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_reads_back_as_it_was_printed() {
        for text in ["SH01-2026-000001", "HQ-2020-1234567"] {
            assert_eq!(text.parse::<DocumentNumber>().map(|n| n.to_string()), Ok(text.to_owned()));
        }
        assert_eq!(" sh01-2026-12 ".parse::<DocumentNumber>().map(|n| n.to_string()), Ok("SH01-2026-000012".into()));
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for text in
            ["", "SH01", "SH01-2026", "SH01-2026-0", "S-2026-1", "上海-2026-1", "SH01-26x-1", "SH01-2026-+1", "A-B-C-D"]
        {
            assert!(text.parse::<DocumentNumber>().is_err(), "{text}");
        }
    }
}
