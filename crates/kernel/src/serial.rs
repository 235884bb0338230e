//! Serial numbers as makers print them: letters, digits and a few marks, without regard to case.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// A serial number: 4 to 40 of `A`–`Z`, `0`–`9`, `-`, `/`, `.`, in capitals.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Serial(String);

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SerialError {
    #[error("a serial number has 4 to 40 characters, not {0}")]
    Length(usize),
    #[error("a serial number holds letters A to Z, digits and - / . only, not {0:?}")]
    Character(char),
}

impl Serial {
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Serial {
    type Err = SerialError;
    /// Lower case, full-width characters of a Chinese keyboard and surrounding space are forgiven.
    fn from_str(text: &str) -> Result<Self, SerialError> {
        let text = text.trim();
        let length = text.chars().count();
        if !(4..=40).contains(&length) {
            return Err(SerialError::Length(length));
        }
        text.chars().map(printed_character).collect::<Result<String, _>>().map(Self)
    }
}

fn printed_character(typed: char) -> Result<char, SerialError> {
    match half_width(typed).to_ascii_uppercase() {
        c @ ('A'..='Z' | '0'..='9' | '-' | '/' | '.') => Ok(c),
        _ => Err(SerialError::Character(typed)),
    }
}

/// Chinese keyboards type `Ａ` or `１` where the label says `A` or `1`.
pub(crate) fn half_width(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        '\u{3000}' => ' ',
        _ => c,
    }
}

impl fmt::Display for Serial {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for Serial {
    type Error = SerialError;
    fn try_from(text: String) -> Result<Self, SerialError> {
        text.parse()
    }
}

impl From<Serial> for String {
    fn from(serial: Serial) -> String {
        serial.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn serials_are_kept_in_capitals_without_space_around() {
        for (typed, kept) in [
            (" ab12 ", "AB12"),
            ("sn-2024/07.a", "SN-2024/07.A"),
            ("ＡＢ１２", "AB12"),
            ("0123456789012345678901234567890123456789", "0123456789012345678901234567890123456789"),
        ] {
            assert_eq!(typed.parse::<Serial>().map(|s| s.to_string()), Ok(kept.to_owned()), "{typed}");
        }
    }

    #[test]
    fn what_no_label_bears_is_refused() {
        for (typed, expected) in [
            ("", SerialError::Length(0)),
            ("abc", SerialError::Length(3)),
            ("01234567890123456789012345678901234567890", SerialError::Length(41)),
            ("AB 12", SerialError::Character(' ')),
            ("序列号一二", SerialError::Character('序')),
            ("AB_12", SerialError::Character('_')),
        ] {
            assert_eq!(typed.parse::<Serial>(), Err(expected), "{typed}");
        }
    }
}
