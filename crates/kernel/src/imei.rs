//! IMEI: the number of a mobile phone (3GPP TS 23.003), 15 digits of which the last checks the others.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

use crate::serial::half_width;

/// 15 digits, the last by Luhn.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Imei(String);

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ImeiError {
    #[error("an IMEI has 15 digits, not {0}")]
    Length(usize),
    #[error("an IMEI holds digits only, not {0:?}")]
    Character(char),
    #[error("the IMEI's last digit does not check: one of the digits is wrong")]
    CheckDigit,
    #[error("an IMEI of zeros marks a phone without one")]
    Zeros,
}

impl Imei {
    pub fn as_str(&self) -> &str {
        &self.0
    }
    /// The type allocation code: the model the number was given to.
    pub fn type_code(&self) -> &str {
        &self.0[..8]
    }
}

impl FromStr for Imei {
    type Err = ImeiError;
    /// Spaces and hyphens between the groups are forgiven.
    fn from_str(text: &str) -> Result<Self, ImeiError> {
        let digits: String = text.trim().chars().map(half_width).filter(|c| !matches!(c, ' ' | '-')).collect();
        if let Some(other) = digits.chars().find(|c| !c.is_ascii_digit()) {
            return Err(ImeiError::Character(other));
        }
        if digits.len() != 15 {
            return Err(ImeiError::Length(digits.len()));
        }
        if digits.bytes().all(|b| b == b'0') {
            return Err(ImeiError::Zeros);
        }
        if luhn_sum(&digits).is_multiple_of(10) { Ok(Self(digits)) } else { Err(ImeiError::CheckDigit) }
    }
}

/// Every second digit from the right is doubled, and the digits of the double added.
fn luhn_sum(digits: &str) -> u32 {
    let weigh = |(index, byte): (usize, u8)| {
        let digit = u32::from(byte - b'0');
        if index % 2 == 0 { digit } else { digit * 2 / 10 + digit * 2 % 10 }
    };
    digits.bytes().rev().enumerate().map(weigh).sum()
}

impl fmt::Display for Imei {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for Imei {
    type Error = ImeiError;
    fn try_from(text: String) -> Result<Self, ImeiError> {
        text.parse()
    }
}

impl From<Imei> for String {
    fn from(imei: Imei) -> String {
        imei.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_imei_reads_with_and_without_its_gaps() {
        for typed in ["490154203237518", "49-015420-323751-8", " 49 015420 323751 8 ", "４９０１５４２０３２３７５１８"]
        {
            assert_eq!(typed.parse::<Imei>().map(|i| i.to_string()), Ok("490154203237518".to_owned()), "{typed}");
        }
        assert_eq!("490154203237518".parse::<Imei>().map(|i| i.type_code().to_owned()), Ok("49015420".to_owned()));
    }

    #[test]
    fn a_wrong_imei_says_what_is_wrong() {
        for (typed, expected) in [
            ("", ImeiError::Length(0)),
            ("49015420323751", ImeiError::Length(14)),
            ("4901542032375180", ImeiError::Length(16)),
            ("490154203237519", ImeiError::CheckDigit),
            ("940154203237518", ImeiError::CheckDigit),
            ("49015420323751A", ImeiError::Character('A')),
            ("000000000000000", ImeiError::Zeros),
        ] {
            assert_eq!(typed.parse::<Imei>(), Err(expected), "{typed}");
        }
    }

    #[test]
    fn every_single_wrong_digit_is_noticed() {
        let good = "490154203237518";
        for place in 0..15 {
            for digit in '0'..='9' {
                let typed: String = good.chars().enumerate().map(|(i, c)| if i == place { digit } else { c }).collect();
                assert_eq!(typed.parse::<Imei>().is_ok(), typed == good, "{typed}");
            }
        }
    }
}
