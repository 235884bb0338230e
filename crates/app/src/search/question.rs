//! What the words in the box can mean.

use aftercare_kernel::{DocumentNumber, Phone};
use aftercare_store::search::{folded, pairs};

/// Words shorter than this find everything, so they find nothing.
pub const LEAST_LETTERS: usize = 2;
/// Fewer digits of a number say too little.
const LEAST_DIGITS: usize = 4;
/// Longer than any name or number.
const MOST_LETTERS: usize = 80;
const IMEI_DIGITS: usize = 15;

/// One reading of the words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Question {
    Paper(DocumentNumber),
    /// An IMEI, or its beginning.
    Imei(String),
    /// The beginning of a serial, in capitals.
    Serial(String),
    /// The beginning of a phone in E.164.
    PhoneStart(String),
    PhoneEnd(String),
    /// A part of a name, folded.
    Name(String),
    /// The beginning of a model's code, as typed or in capitals.
    ModelCode(String),
    ModelName(String),
}

/// The readings of the words, the surest first.
pub(super) fn read(words: &str) -> Vec<Question> {
    let words: String = words.trim().chars().filter(|c| !c.is_control()).map(half_width).take(MOST_LETTERS).collect();
    if words.chars().count() < LEAST_LETTERS {
        return Vec::new();
    }
    if let Ok(number) = words.parse::<DocumentNumber>() {
        return vec![Question::Paper(number)];
    }
    let digits: String = words.chars().filter(|c| !matches!(c, ' ' | '-' | '+' | '(' | ')')).collect();
    if digits.bytes().all(|b| b.is_ascii_digit()) {
        return read_digits(&words, digits);
    }
    let folded = folded(&words);
    let mut questions = Vec::new();
    if folded.chars().count() >= LEAST_LETTERS {
        questions.extend([Question::Name(folded.clone()), Question::ModelName(folded)]);
    }
    if words.is_ascii() && !words.contains(' ') {
        let start = words.to_ascii_uppercase();
        // Many serials begin with the same few letters: they must not push out a model or a person of that name.
        let place = if words.len() >= LEAST_DIGITS { 0 } else { questions.len() };
        questions.insert(place, Question::Serial(start.clone()));
        questions.insert(0, Question::ModelCode(start));
    }
    questions
}

/// Digits are a phone, whole or in part, an IMEI, or a serial of digits only.
fn read_digits(words: &str, digits: String) -> Vec<Question> {
    if digits.len() < LEAST_DIGITS {
        return Vec::new();
    }
    if digits.len() == IMEI_DIGITS {
        return vec![Question::Imei(digits.clone()), Question::Serial(digits)];
    }
    if let Ok(phone) = words.parse::<Phone>() {
        let e164 = phone.e164().to_owned();
        let end = e164.trim_start_matches('+').to_owned();
        return vec![Question::PhoneStart(e164), Question::PhoneEnd(end), Question::Serial(digits)];
    }
    vec![
        Question::PhoneStart(phone_start(words, &digits)),
        Question::PhoneEnd(digits.clone()),
        Question::Imei(digits.clone()),
        Question::Serial(digits),
    ]
}

/// As the start of a number is kept: a mainland mobile or landline gets its country code, a country code typed stays.
fn phone_start(words: &str, digits: &str) -> String {
    if words.starts_with('+') {
        return format!("+{digits}");
    }
    match digits.strip_prefix('0') {
        Some(rest) if rest.starts_with('9') => format!("+886{rest}"),
        Some(rest) => format!("+86{rest}"),
        None => format!("+86{digits}"),
    }
}

/// At most three pairs that together tell a name from most others: its first, its middle and its last.
pub(super) fn telling_pairs(name: &str) -> Vec<String> {
    let all = pairs(name);
    let mut telling: Vec<String> = Vec::with_capacity(3);
    for place in [0, all.len() / 2, all.len().saturating_sub(1)] {
        if let Some(pair) = all.get(place).filter(|pair| !telling.contains(*pair)) {
            telling.push(pair.clone());
        }
    }
    telling
}

/// Chinese keyboards type `１` where `1` is meant.
fn half_width(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        '\u{3000}' => ' ',
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(words: &str) -> Vec<&'static str> {
        let name = |question: &Question| match question {
            Question::Paper(_) => "paper",
            Question::Imei(_) => "imei",
            Question::Serial(_) => "serial",
            Question::PhoneStart(_) => "phone start",
            Question::PhoneEnd(_) => "phone end",
            Question::Name(_) => "name",
            Question::ModelCode(_) => "model code",
            Question::ModelName(_) => "model name",
        };
        read(words).iter().map(name).collect()
    }

    #[test]
    fn words_are_read_by_their_form() {
        let table: [(&str, &[&str]); 12] = [
            ("", &[]),
            ("张", &[]),
            ("123", &[]),
            ("sh01-2026-12", &["paper"]),
            ("490154203237518", &["imei", "serial"]),
            ("138 1234 5678", &["phone start", "phone end", "serial"]),
            ("５６７８", &["phone start", "phone end", "imei", "serial"]),
            ("张三", &["name", "model name"]),
            ("HX", &["model code", "name", "model name", "serial"]),
            ("P60", &["model code", "name", "model name", "serial"]),
            ("hxp60", &["model code", "serial", "name", "model name"]),
            ("Ann Lee", &["name", "model name"]),
        ];
        for (words, expected) in table {
            assert_eq!(kinds(words), expected, "{words}");
        }
    }

    #[test]
    fn the_start_of_a_phone_is_kept_with_its_country() {
        for (words, expected) in
            [("1381", "+861381"), ("0216", "+86216"), ("0912", "+886912"), ("+4420", "+4420"), ("+8613", "+8613")]
        {
            assert!(read(words).contains(&Question::PhoneStart(expected.into())), "{words}");
        }
    }

    #[test]
    fn a_long_name_is_told_by_three_of_its_pairs() {
        assert_eq!(telling_pairs("张三"), ["张三"]);
        assert_eq!(telling_pairs("欧阳修文"), ["欧阳", "阳修", "修文"]);
        let telling = telling_pairs("华新家电有限公司");
        assert_eq!(telling.len(), 3);
        assert!(telling.contains(&"华新".to_owned()) && telling.contains(&"公司".to_owned()), "{telling:?}");
    }
}
