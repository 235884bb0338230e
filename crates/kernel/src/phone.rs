//! Telephone numbers: kept in one form (E.164), read in the forms people type, shown in the form people know.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

use crate::serial::half_width;

/// A telephone number, kept as E.164: `+8613812345678`. Two ways of typing one number are equal.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Phone(String);

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PhoneError {
    #[error("no telephone number given")]
    Empty,
    #[error("a telephone number holds digits, + and spaces or - between them, not {0:?}")]
    Character(char),
    #[error(
        "a mainland mobile has 11 digits from 13 to 19, a landline its area code from 0: 13812345678, 021-62345678"
    )]
    NotMainland,
    #[error("a Taiwan number reads like 0912-345-678 or 02-2345-6789")]
    NotTaiwan,
    #[error("a number abroad reads like +44 20 7946 0018: + and 8 to 15 digits")]
    NotInternational,
}

impl Phone {
    /// `+` and digits only.
    pub fn e164(&self) -> &str {
        &self.0
    }

    /// A mainland or Taiwan mobile: it can take a text message.
    pub fn is_mobile(&self) -> bool {
        match (self.0.strip_prefix("+86"), self.0.strip_prefix("+886")) {
            (_, Some(taiwan)) => taiwan.starts_with('9'),
            (Some(mainland), None) => is_mainland_mobile(mainland),
            (None, None) => false,
        }
    }

    /// For screens that show whose number it is, not the number: `138****5678`.
    pub fn masked(&self) -> String {
        let shown = self.to_string();
        let kept_at_end = if shown.len() >= 11 { 4 } else { 3 };
        format!("{}****{}", &shown[..3], &shown[shown.len() - kept_at_end..])
    }
}

impl FromStr for Phone {
    type Err = PhoneError;
    fn from_str(text: &str) -> Result<Self, PhoneError> {
        let dialled = dialled_digits(text)?;
        let abroad = dialled.strip_prefix('+').or_else(|| dialled.strip_prefix("00"));
        match abroad {
            Some(number) => international(number),
            None => domestic(&dialled),
        }
        .map(Self)
    }
}

/// What remains when the marks people type between the groups are gone: digits, with a leading `+` if one was typed.
fn dialled_digits(text: &str) -> Result<String, PhoneError> {
    let mut dialled = String::new();
    for typed in text.trim().chars() {
        match half_width(typed) {
            digit @ '0'..='9' => dialled.push(digit),
            '+' if dialled.is_empty() => dialled.push('+'),
            ' ' | '-' | '(' | ')' | '.' | '\u{a0}' | '\u{2010}'..='\u{2014}' => {}
            _ => return Err(PhoneError::Character(typed)),
        }
        if dialled.len() > 20 {
            return Err(PhoneError::NotInternational);
        }
    }
    if dialled.is_empty() { Err(PhoneError::Empty) } else { Ok(dialled) }
}

fn international(number: &str) -> Result<String, PhoneError> {
    if let Some(taiwan) = number.strip_prefix("886") {
        let taiwan = taiwan.strip_prefix('0').unwrap_or(taiwan);
        return if is_taiwan(taiwan) { Ok(format!("+886{taiwan}")) } else { Err(PhoneError::NotTaiwan) };
    }
    if let Some(mainland) = number.strip_prefix("86") {
        let mainland = mainland.strip_prefix('0').unwrap_or(mainland);
        return if is_mainland(mainland) { Ok(format!("+86{mainland}")) } else { Err(PhoneError::NotMainland) };
    }
    if (8..=15).contains(&number.len()) && !number.starts_with('0') {
        Ok(format!("+{number}"))
    } else {
        Err(PhoneError::NotInternational)
    }
}

/// Without a country code: Taiwan's numbers with their leading 0 have 9 or 10 digits, the mainland's 11 or 12.
fn domestic(number: &str) -> Result<String, PhoneError> {
    let Some(after_zero) = number.strip_prefix('0') else {
        let short = is_mainland_mobile(number) || is_mainland_service(number);
        let with_country_code = number.strip_prefix("86").filter(|rest| is_mainland_mobile(rest));
        return match (short, with_country_code) {
            (true, _) => Ok(format!("+86{number}")),
            (false, Some(rest)) => Ok(format!("+86{rest}")),
            (false, None) => Err(PhoneError::NotMainland),
        };
    };
    if number.len() <= 10 && is_taiwan(after_zero) {
        return Ok(format!("+886{after_zero}"));
    }
    if is_mainland_landline(after_zero) { Ok(format!("+86{after_zero}")) } else { Err(PhoneError::NotMainland) }
}

fn is_mainland(number: &str) -> bool {
    is_mainland_mobile(number) || is_mainland_landline(number) || is_mainland_service(number)
}

fn is_mainland_mobile(number: &str) -> bool {
    number.len() == 11 && number.starts_with('1') && matches!(number.as_bytes()[1], b'3'..=b'9')
}

/// Area code without its 0, then a number that starts with neither 0 nor 1. Two-digit areas all have eight digits.
fn is_mainland_landline(number: &str) -> bool {
    if is_mainland_service(number) {
        return false;
    }
    let (area, lengths) = match number.as_bytes() {
        [b'1', b'0', ..] | [b'2', ..] => (2, 8..=8),
        [b'3'..=b'9', ..] => (3, 7..=8),
        _ => return false,
    };
    number.len() > area && lengths.contains(&(number.len() - area)) && matches!(number.as_bytes()[area], b'2'..=b'9')
}

/// 400 and 800 numbers: what stations print on their cards.
fn is_mainland_service(number: &str) -> bool {
    number.len() == 10 && (number.starts_with("400") || number.starts_with("800"))
}

/// Without the leading 0: mobiles 9xxxxxxxx, landlines with area codes 2 to 8.
fn is_taiwan(number: &str) -> bool {
    match number.as_bytes().first() {
        Some(b'9') => number.len() == 9,
        Some(b'2'..=b'8') => (8..=9).contains(&number.len()),
        _ => false,
    }
}

/// The national form inside China and Taiwan (`13812345678`, `021-62345678`, `0912345678`), else E.164.
impl fmt::Display for Phone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(taiwan) = self.0.strip_prefix("+886") {
            return write!(f, "0{taiwan}");
        }
        let Some(mainland) = self.0.strip_prefix("+86") else {
            return f.write_str(&self.0);
        };
        if !is_mainland_landline(mainland) {
            return f.write_str(mainland);
        }
        let area = if mainland.starts_with("10") || mainland.starts_with('2') { 2 } else { 3 };
        write!(f, "0{}-{}", &mainland[..area], &mainland[area..])
    }
}

impl TryFrom<String> for Phone {
    type Error = PhoneError;
    fn try_from(text: String) -> Result<Self, PhoneError> {
        text.parse()
    }
}

impl From<Phone> for String {
    fn from(phone: Phone) -> String {
        phone.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_kept_in_one_form_and_shown_in_the_known_one() {
        for (typed, kept, shown) in [
            ("13812345678", "+8613812345678", "13812345678"),
            ("+86 138-1234-5678", "+8613812345678", "13812345678"),
            ("0086 138 1234 5678", "+8613812345678", "13812345678"),
            ("8613812345678", "+8613812345678", "13812345678"),
            ("１３８１２３４５６７８", "+8613812345678", "13812345678"),
            ("021-62345678", "+862162345678", "021-62345678"),
            ("(010) 6234 5678", "+861062345678", "010-62345678"),
            ("+86 0571 8765 4321", "+8657187654321", "0571-87654321"),
            ("0991-2345678", "+869912345678", "0991-2345678"),
            ("400-820-1234", "+864008201234", "4008201234"),
            ("0912-345-678", "+886912345678", "0912345678"),
            ("+886 2 2345 6789", "+886223456789", "0223456789"),
            ("+886 0912 345 678", "+886912345678", "0912345678"),
            ("+44 20 7946 0018", "+442079460018", "+442079460018"),
            ("001 202 555 0143", "+12025550143", "+12025550143"),
        ] {
            let phone: Phone = typed.parse().unwrap_or_else(|e| panic!("{typed}: {e}"));
            assert_eq!((phone.e164(), phone.to_string().as_str()), (kept, shown), "{typed}");
            assert_eq!(kept.parse::<Phone>().as_ref(), Ok(&phone), "{kept} reads back");
            assert_eq!(shown.parse::<Phone>().as_ref(), Ok(&phone), "{shown} reads back");
        }
    }

    #[test]
    fn what_cannot_be_dialled_is_refused() {
        for (typed, expected) in [
            ("", PhoneError::Empty),
            (" - ", PhoneError::Empty),
            ("12812345678", PhoneError::NotMainland),
            ("1381234567", PhoneError::NotMainland),
            ("138123456789", PhoneError::NotMainland),
            ("62345678", PhoneError::NotMainland),
            ("021-1234567890", PhoneError::NotMainland),
            ("+86 12345", PhoneError::NotMainland),
            ("+886 12345678", PhoneError::NotTaiwan),
            ("+1234567", PhoneError::NotInternational),
            ("+1234567890123456", PhoneError::NotInternational),
            ("138x2345678", PhoneError::Character('x')),
            ("138+12345678", PhoneError::Character('+')),
            ("一三八", PhoneError::Character('一')),
        ] {
            assert_eq!(typed.parse::<Phone>(), Err(expected), "{typed}");
        }
    }

    #[test]
    fn a_masked_number_hides_the_middle() {
        for (typed, masked) in [
            ("13812345678", "138****5678"),
            ("021-62345678", "021****5678"),
            ("0912345678", "091****678"),
            ("+12345678", "+12****678"),
        ] {
            assert_eq!(typed.parse::<Phone>().map(|p| p.masked()), Ok(masked.to_owned()));
        }
    }

    #[test]
    fn only_mobiles_take_text_messages() {
        for (typed, mobile) in
            [("13812345678", true), ("0912345678", true), ("021-62345678", false), ("+442079460018", false)]
        {
            assert_eq!(typed.parse::<Phone>().map(|p| p.is_mobile()), Ok(mobile), "{typed}");
        }
    }
}
