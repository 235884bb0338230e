//! What stands in a cell, as a date, an amount, a yes or no, in the ways people write them.

use aftercare_kernel::{Currency, Date, Money};

/// `2025-03-05`, `2025/3/5`, `2025.3.5`, `20250305`, `2025年3月5日`; a time behind it is passed over.
pub(super) fn date(text: &str) -> Option<Date> {
    let day = text.split([' ', 'T']).next().unwrap_or(text);
    if day.len() == 8 && day.bytes().all(|b| b.is_ascii_digit()) {
        return ymd(&day[..4], &day[4..6], &day[6..]);
    }
    let mut parts = day.trim_end_matches('日').split(['-', '/', '.', '年', '月']);
    match (parts.next(), parts.next(), parts.next(), parts.next()) {
        (Some(year), Some(month), Some(day), None) if year.len() == 4 => ymd(year, month, day),
        _ => None,
    }
}

fn ymd(year: &str, month: &str, day: &str) -> Option<Date> {
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

/// `2999`, `2,999.00`, `¥2999`, `2999元`.
pub(super) fn amount(text: &str, currency: Currency) -> Option<Money> {
    let plain = text.replace(['¥', '￥', '$'], "");
    Money::parse_typed(plain.trim_end().trim_end_matches('元'), currency).ok()
}

pub(super) fn yes_or_no(text: &str) -> Option<bool> {
    match text.to_lowercase().as_str() {
        "1" | "y" | "yes" | "true" | "是" | "√" | "在用" | "启用" | "啟用" => Some(true),
        "0" | "n" | "no" | "false" | "否" | "×" | "停用" => Some(false),
        _ => None,
    }
}

/// Several words in one cell.
pub(super) fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split([',', ';', '，', '；', '、', '|', ' ', '\n']).map(str::trim).filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_read_as_people_write_it() {
        for text in [
            "2025-03-05",
            "2025/3/5",
            "2025.03.05",
            "20250305",
            "2025年3月5日",
            "2025-03-05 10:20",
            "2025-03-05T00:00:00",
        ] {
            assert_eq!(date(text), Some(Date::constant(2025, 3, 5)), "{text}");
        }
        for text in ["", "2025-02-30", "05-03-2025", "2025-3", "2025-3-5-6", "4523.5", "明天", "2025年3月"] {
            assert_eq!(date(text), None, "{text}");
        }
    }

    #[test]
    fn an_amount_is_read_as_people_write_it() {
        for text in ["2999", "2,999.00", "¥2999", "￥ 2999.0", "2999元"] {
            assert_eq!(amount(text, Currency::CNY), Some(Money::from_minor(299_900, Currency::CNY)), "{text}");
        }
        for text in ["", "free", "12.345", "1e3", "12,5", "¥1.000,50"] {
            assert_eq!(amount(text, Currency::CNY), None, "{text}");
        }
    }

    #[test]
    fn words_stand_apart_however_they_are_parted() {
        assert_eq!(words("发票、三包凭证; voucher").collect::<Vec<_>>(), ["发票", "三包凭证", "voucher"]);
        assert_eq!(words(" ,, ").count(), 0);
    }
}
