//! Money in integer minor units with its currency; arithmetic is checked, every division names its rounding.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// The currencies the house books in. Minor units: two digits each (TWD is booked in cents, shown whole).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, Default)]
pub enum Currency {
    #[default]
    CNY,
    TWD,
    USD,
    EUR,
    GBP,
    HKD,
}

impl Currency {
    pub const ALL: [Currency; 6] =
        [Currency::CNY, Currency::TWD, Currency::USD, Currency::EUR, Currency::GBP, Currency::HKD];

    pub const fn code(self) -> &'static str {
        match self {
            Currency::CNY => "CNY",
            Currency::TWD => "TWD",
            Currency::USD => "USD",
            Currency::EUR => "EUR",
            Currency::GBP => "GBP",
            Currency::HKD => "HKD",
        }
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl FromStr for Currency {
    type Err = MoneyError;
    fn from_str(code: &str) -> Result<Self, MoneyError> {
        Currency::ALL.into_iter().find(|c| c.code() == code).ok_or(MoneyError::UnknownCurrency)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum MoneyError {
    #[error("amounts of two currencies cannot be added")]
    CurrencyMismatch,
    #[error("the amount is too large")]
    Overflow,
    #[error("an amount reads like 1234.50")]
    NotAnAmount,
    #[error("unknown currency")]
    UnknownCurrency,
    #[error("nothing to share out among")]
    NoWeights,
}

/// How a division that does not come out even is rounded. Named at each place, because the law and the tariff differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rounding {
    /// To the nearest minor unit, a half away from zero (四舍五入).
    HalfUp,
    /// Towards zero: in the payer's favour.
    Down,
    /// Away from zero.
    Up,
}

/// An amount, minor units (分) and currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Money {
    minor: i64,
    currency: Currency,
}

impl Money {
    pub const fn from_minor(minor: i64, currency: Currency) -> Self {
        Self { minor, currency }
    }
    pub const fn zero(currency: Currency) -> Self {
        Self { minor: 0, currency }
    }
    pub const fn minor(self) -> i64 {
        self.minor
    }
    pub const fn currency(self) -> Currency {
        self.currency
    }
    pub const fn is_zero(self) -> bool {
        self.minor == 0
    }
    pub const fn is_negative(self) -> bool {
        self.minor < 0
    }

    /// Reads `1234.5`, `1234.50`, `-3`: at most two decimals, no separators, at most 15 digits before the point.
    pub fn parse(text: &str, currency: Currency) -> Result<Self, MoneyError> {
        let (negative, digits) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let all_digits = |t: &str| t.bytes().all(|b| b.is_ascii_digit());
        let point_without_digits = digits.contains('.') && fraction.is_empty();
        if whole.is_empty() || whole.len() > 15 || fraction.len() > 2 || point_without_digits {
            return Err(MoneyError::NotAnAmount);
        }
        if !all_digits(whole) || !all_digits(fraction) {
            return Err(MoneyError::NotAnAmount);
        }
        let whole: i64 = whole.parse().map_err(|_| MoneyError::NotAnAmount)?;
        let fraction: i64 = format!("{fraction:0<2}").parse().map_err(|_| MoneyError::NotAnAmount)?;
        let minor = whole * 100 + fraction;
        Ok(Self { minor: if negative { -minor } else { minor }, currency })
    }

    /// Reads an amount as people type it: `1234.5`, `1,234.50`, `1 234`, `1，234`. A separator parts thousands and nothing
    /// else, and there is one kind of it: `12,5`, `0,500` and `1 234,567` are decimals to half the world, so they are
    /// refused and not taken for 125, 500 and 1234567.
    pub fn parse_typed(text: &str, currency: Currency) -> Result<Self, MoneyError> {
        let text = text.trim().replace('，', ",");
        let Some(separator) = [',', ' '].into_iter().find(|separator| text.contains(*separator)) else {
            return Self::parse(&text, currency);
        };
        let whole = text.split('.').next().unwrap_or_default();
        let mut groups = whole.trim_start_matches('-').split(separator);
        let leads = groups.next().is_some_and(|group| (1..=3).contains(&group.len()) && !group.starts_with('0'));
        if !leads || !groups.all(|group| group.len() == 3) || text[whole.len()..].contains(separator) {
            return Err(MoneyError::NotAnAmount);
        }
        Self::parse(&text.replace(separator, ""), currency)
    }

    /// `1234.50`, without currency: the form of the API.
    pub fn decimal(self) -> String {
        let sign = if self.minor < 0 { "-" } else { "" };
        let minor = self.minor.unsigned_abs();
        format!("{sign}{}.{:02}", minor / 100, minor % 100)
    }

    pub fn plus(self, other: Money) -> Result<Money, MoneyError> {
        self.same_currency(other)?;
        let minor = self.minor.checked_add(other.minor).ok_or(MoneyError::Overflow)?;
        Ok(Self { minor, ..self })
    }
    pub fn minus(self, other: Money) -> Result<Money, MoneyError> {
        self.plus(other.negated()?)
    }
    pub fn negated(self) -> Result<Money, MoneyError> {
        Ok(Self { minor: self.minor.checked_neg().ok_or(MoneyError::Overflow)?, ..self })
    }
    pub fn times(self, count: i64) -> Result<Money, MoneyError> {
        Ok(Self { minor: self.minor.checked_mul(count).ok_or(MoneyError::Overflow)?, ..self })
    }
    pub fn percent(self, percent: Percent, rounding: Rounding) -> Result<Money, MoneyError> {
        let product = i128::from(self.minor) * i128::from(percent.millionths());
        let minor = i64::try_from(divide(product, 1_000_000, rounding)).map_err(|_| MoneyError::Overflow)?;
        Ok(Self { minor, ..self })
    }
    pub fn sum(amounts: impl IntoIterator<Item = Money>, currency: Currency) -> Result<Money, MoneyError> {
        amounts.into_iter().try_fold(Money::zero(currency), Money::plus)
    }

    /// Shares the amount out by weights; what rounding leaves goes to the largest remainders, so the parts sum to the whole.
    pub fn allocate(self, weights: &[u32]) -> Result<Vec<Money>, MoneyError> {
        let total: i128 = weights.iter().map(|w| i128::from(*w)).sum();
        if total == 0 {
            return Err(MoneyError::NoWeights);
        }
        let minor = i128::from(self.minor);
        let mut shares: Vec<i128> = weights.iter().map(|w| (minor * i128::from(*w)).div_euclid(total)).collect();
        let mut by_remainder: Vec<usize> = (0..weights.len()).collect();
        by_remainder.sort_by_key(|i| (-(minor * i128::from(weights[*i])).rem_euclid(total), *i));
        let left = usize::try_from(minor - shares.iter().sum::<i128>()).map_err(|_| MoneyError::Overflow)?;
        for index in by_remainder.into_iter().take(left) {
            shares[index] += 1;
        }
        shares
            .into_iter()
            .map(|share| i64::try_from(share).map(|minor| Self { minor, ..self }).map_err(|_| MoneyError::Overflow))
            .collect()
    }

    fn same_currency(self, other: Money) -> Result<(), MoneyError> {
        if self.currency == other.currency { Ok(()) } else { Err(MoneyError::CurrencyMismatch) }
    }
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.currency, self.decimal())
    }
}

fn divide(product: i128, by: i128, rounding: Rounding) -> i128 {
    let quotient = product / by;
    let remainder = (product % by).abs();
    let away = match rounding {
        Rounding::Down => false,
        Rounding::Up => remainder != 0,
        Rounding::HalfUp => remainder * 2 >= by,
    };
    if away { quotient + product.signum() } else { quotient }
}

/// A share in millionths: 5 % is 50 000, 0.5 % a day is 5 000.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Percent(i64);

impl Percent {
    pub const fn from_millionths(millionths: i64) -> Self {
        Self(millionths)
    }
    pub const fn millionths(self) -> i64 {
        self.0
    }
    /// Reads a share as a decimal, `0.005`; at most six decimals.
    pub fn parse_share(text: &str) -> Result<Self, MoneyError> {
        let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
        let digits = |t: &str| t.bytes().all(|b| b.is_ascii_digit());
        if whole.is_empty() || whole.len() > 6 || fraction.len() > 6 || !digits(whole) || !digits(fraction) {
            return Err(MoneyError::NotAnAmount);
        }
        let whole: i64 = whole.parse().map_err(|_| MoneyError::NotAnAmount)?;
        let fraction: i64 = format!("{fraction:0<6}").parse().map_err(|_| MoneyError::NotAnAmount)?;
        Ok(Self(whole * 1_000_000 + fraction))
    }
    /// The share as a decimal without trailing zeros: `0.005`.
    pub fn share(self) -> String {
        let text = format!("{}.{:06}", self.0 / 1_000_000, self.0 % 1_000_000);
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn yuan(text: &str) -> Money {
        Money::parse(text, Currency::CNY).expect("an amount")
    }

    #[test]
    fn amounts_read_back_as_written() {
        for text in ["0.00", "1.05", "-3.00", "999999999999999.99"] {
            assert_eq!(yuan(text).decimal(), text);
        }
        assert_eq!(yuan("12.5").minor(), 1250);
    }

    #[test]
    fn what_is_no_amount_is_refused() {
        for text in ["", "-", ".5", "1.", "1.005", "1,000", "１２", "1e3", "--1", "1234567890123456"] {
            assert_eq!(Money::parse(text, Currency::CNY), Err(MoneyError::NotAnAmount), "{text}");
        }
    }

    #[test]
    fn a_comma_parts_thousands_and_nothing_else() {
        for (text, minor) in [
            ("2999", 299_900),
            (" 2,999.00 ", 299_900),
            ("2，999.5", 299_950),
            ("1 234 567", 123_456_700),
            ("-1,000", -100_000),
            ("12.5", 1250),
        ] {
            assert_eq!(Money::parse_typed(text, Currency::CNY).map(Money::minor), Ok(minor), "{text}");
        }
        for text in
            ["12,5", "12,50", "1,00", "1,2345", ",123", "1234,567", "1,,000", "1,000,", "1.5,000", "1.000,50", ""]
                .into_iter()
                .chain(["0,500", "001,000", "-0,500", "1 234,567", "1,234 567", "1，234 567"])
        {
            assert_eq!(Money::parse_typed(text, Currency::CNY), Err(MoneyError::NotAnAmount), "{text}");
        }
    }

    #[test]
    fn shares_sum_to_the_whole() {
        let shares = yuan("100.00").allocate(&[1, 1, 1]).expect("weights");
        assert_eq!(shares.iter().map(|m| m.minor()).collect::<Vec<_>>(), [3334, 3333, 3333]);
        let negative = yuan("-0.01").allocate(&[1, 1]).expect("weights");
        assert_eq!(negative.iter().map(|m| m.minor()).sum::<i64>(), -1);
        assert_eq!(yuan("1.00").allocate(&[0]), Err(MoneyError::NoWeights));
    }

    #[test]
    fn each_rounding_does_what_it_says() {
        let half = Percent::parse_share("0.5").expect("share");
        assert_eq!(yuan("0.01").percent(half, Rounding::HalfUp).map(Money::minor), Ok(1));
        assert_eq!(yuan("0.01").percent(half, Rounding::Down).map(Money::minor), Ok(0));
        assert_eq!(yuan("-0.01").percent(half, Rounding::Up).map(Money::minor), Ok(-1));
    }

    #[test]
    fn currencies_do_not_mix() {
        let dollars = Money::from_minor(1, Currency::USD);
        assert_eq!(yuan("1").plus(dollars), Err(MoneyError::CurrencyMismatch));
        assert_eq!(Money::from_minor(i64::MAX, Currency::CNY).plus(yuan("0.01")), Err(MoneyError::Overflow));
    }

    #[test]
    fn a_share_prints_short() {
        assert_eq!(Percent::parse_share("0.005").map(Percent::share), Ok("0.005".into()));
        assert_eq!(Percent::from_millionths(1_000_000).share(), "1");
    }
}
