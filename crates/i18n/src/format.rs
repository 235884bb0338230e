//! Money, dates and time left as people of a locale write them. Currency signs and date orders follow Unicode CLDR.

use aftercare_kernel::{Currency, Date, Instant, Locale, Money};
use jiff::{civil::Time, tz::TimeZone};

const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const MONTHS_LONG: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// `¥1,234.50`. New Taiwan dollars are written whole; should cents be booked, they are shown rather than hidden.
pub fn money(locale: Locale, amount: Money) -> String {
    let minor = amount.minor().unsigned_abs();
    let sign = if amount.is_negative() { "-" } else { "" };
    let whole = grouped(minor / 100);
    let symbol = symbol(locale, amount.currency());
    match minor % 100 {
        0 if amount.currency() == Currency::TWD => format!("{sign}{symbol}{whole}"),
        cents => format!("{sign}{symbol}{whole}.{cents:02}"),
    }
}

fn symbol(locale: Locale, currency: Currency) -> &'static str {
    match (currency, locale) {
        (Currency::CNY, Locale::ZhCn) => "¥",
        (Currency::CNY, _) => "CN¥",
        (Currency::TWD, _) => "NT$",
        (Currency::USD, _) => "US$",
        (Currency::EUR, _) => "€",
        (Currency::GBP, _) => "£",
        (Currency::HKD, _) => "HK$",
    }
}

/// `1,234,567`.
pub fn integer(number: i64) -> String {
    let sign = if number < 0 { "-" } else { "" };
    format!("{sign}{}", grouped(number.unsigned_abs()))
}

fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (position, digit) in digits.chars().enumerate() {
        if position > 0 && (digits.len() - position).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// The short form, for lists: `2026-03-05`, `2026/03/05`, `5 Mar 2026`.
pub fn date(locale: Locale, date: Date) -> String {
    let (year, month, day) = (date.year(), date.month(), date.day());
    match locale {
        Locale::ZhCn => format!("{year:04}-{month:02}-{day:02}"),
        Locale::ZhTw => format!("{year:04}/{month:02}/{day:02}"),
        Locale::En => format!("{day} {} {year}", month_name(&MONTHS, month)),
    }
}

/// The form for papers and letters: `2026年3月5日`, `5 March 2026`.
pub fn date_long(locale: Locale, date: Date) -> String {
    let (year, month, day) = (date.year(), date.month(), date.day());
    match locale {
        Locale::ZhCn | Locale::ZhTw => format!("{year}年{month}月{day}日"),
        Locale::En => format!("{day} {} {year}", month_name(&MONTHS_LONG, month)),
    }
}

/// jiff's months are 1 to 12.
fn month_name(names: &[&'static str; 12], month: i8) -> &'static str {
    usize::try_from(month - 1).ok().and_then(|index| names.get(index)).copied().unwrap_or("")
}

/// Date and time of day in the zone, to the minute: `2026-03-05 14:30`.
pub fn instant(locale: Locale, instant: Instant, zone: &TimeZone) -> String {
    let local = instant.timestamp().to_zoned(zone.clone());
    let time: Time = local.time();
    let day = date(locale, local.date());
    let comma = if locale == Locale::En { "," } else { "" };
    format!("{day}{comma} {:02}:{:02}", time.hour(), time.minute())
}

const MINUTE: u64 = 60;
const HOUR: u64 = 60 * MINUTE;
const DAY: u64 = 24 * HOUR;

/// Seconds until a deadline in the largest unit of which there are two: `剩 3 小时`; negative is past: `逾期 2 天`.
/// Always rounded down, so nobody is promised a minute that is not there.
pub fn duration_left(locale: Locale, seconds: i64) -> String {
    let past = seconds < 0;
    let size = seconds.unsigned_abs();
    let (key, count) = match (past, size) {
        (false, 0..MINUTE) => ("shell-left-moment", 0),
        (true, 0..MINUTE) => ("shell-overdue-moment", 0),
        (false, s) if s < 2 * HOUR => ("shell-left-minutes", s / MINUTE),
        (true, s) if s < 2 * HOUR => ("shell-overdue-minutes", s / MINUTE),
        (false, s) if s < 2 * DAY => ("shell-left-hours", s / HOUR),
        (true, s) if s < 2 * DAY => ("shell-overdue-hours", s / HOUR),
        (false, s) => ("shell-left-days", s / DAY),
        (true, s) => ("shell-overdue-days", s / DAY),
    };
    let count = i64::try_from(count).unwrap_or(i64::MAX);
    crate::text_with(locale, key, &[("count", count.into())])
}

#[cfg(test)]
mod tests {
    use super::*;
    use Locale::{En, ZhCn, ZhTw};

    #[test]
    fn money_is_grouped_and_carries_its_sign() {
        for (locale, minor, currency, expected) in [
            (ZhCn, 123_450, Currency::CNY, "¥1,234.50"),
            (En, 123_450, Currency::CNY, "CN¥1,234.50"),
            (ZhTw, -5, Currency::CNY, "-CN¥0.05"),
            (ZhTw, 120_000, Currency::TWD, "NT$1,200"),
            (ZhTw, 120_050, Currency::TWD, "NT$1,200.50"),
            (ZhCn, 0, Currency::USD, "US$0.00"),
            (En, i64::MIN, Currency::EUR, "-€92,233,720,368,547,758.08"),
        ] {
            assert_eq!(money(locale, Money::from_minor(minor, currency)), expected);
        }
    }

    #[test]
    fn integers_are_grouped_by_three() {
        for (number, expected) in
            [(0, "0"), (999, "999"), (1000, "1,000"), (-1_234_567, "-1,234,567"), (100_000, "100,000")]
        {
            assert_eq!(integer(number), expected);
        }
    }

    #[test]
    fn dates_follow_the_locale() {
        let day = jiff::civil::date(2026, 3, 5);
        assert_eq!([ZhCn, ZhTw, En].map(|l| date(l, day)), ["2026-03-05", "2026/03/05", "5 Mar 2026"]);
        assert_eq!([ZhCn, ZhTw, En].map(|l| date_long(l, day)), ["2026年3月5日", "2026年3月5日", "5 March 2026"]);
    }

    #[test]
    fn an_instant_is_shown_in_the_zone_of_its_place() {
        let zone = TimeZone::fixed(jiff::tz::offset(8));
        let late_in_utc = Instant::from_timestamp("2026-03-04T16:05:59Z".parse().expect("timestamp"));
        let shown = [ZhCn, ZhTw, En].map(|l| instant(l, late_in_utc, &zone));
        assert_eq!(shown, ["2026-03-05 00:05", "2026/03/05 00:05", "5 Mar 2026, 00:05"]);
    }

    #[test]
    fn time_left_is_rounded_down_in_the_unit_that_tells() {
        for (seconds, chinese, english) in [
            (0, "剩不到 1 分钟", "less than a minute left"),
            (59, "剩不到 1 分钟", "less than a minute left"),
            (60, "剩 1 分钟", "1 minute left"),
            (7_199, "剩 119 分钟", "119 minutes left"),
            (7_200, "剩 2 小时", "2 hours left"),
            (10_800, "剩 3 小时", "3 hours left"),
            (172_799, "剩 47 小时", "47 hours left"),
            (172_800, "剩 2 天", "2 days left"),
            (-1, "刚刚逾期", "just overdue"),
            (-60, "逾期 1 分钟", "1 minute overdue"),
            (-7_200, "逾期 2 小时", "2 hours overdue"),
            (-200_000, "逾期 2 天", "2 days overdue"),
        ] {
            assert_eq!(duration_left(ZhCn, seconds), chinese);
            assert_eq!(duration_left(En, seconds), english);
        }
        assert!(duration_left(ZhTw, i64::MIN).starts_with("逾期 "));
    }
}
