//! What people type: money, shares, telephone numbers, serials, numbers of papers. What is read is written in one form, and
//! that form reads as the same.
#![no_main]

use std::{fmt::Debug, str::FromStr};

use aftercare_domain::customers::{CustomerKind, check_address, check_name, mask_address, mask_email, mask_name};
use aftercare_kernel::{Currency, DocumentNumber, Imei, Locale, Money, Percent, Phone, Serial};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    amounts(text);
    reads_back::<Imei>(text);
    reads_back::<Serial>(text);
    reads_back::<DocumentNumber>(text);
    reads_back::<Currency>(text);
    let _ = text.parse::<Locale>();
    if let Some(phone) = reads_back::<Phone>(text) {
        assert_eq!(phone.e164().parse().as_ref(), Ok(&phone));
        assert!(phone.masked().contains("****"));
        let _ = phone.is_mobile();
    }
    if let Ok(name) = check_name(text) {
        assert_eq!(check_name(&name).as_ref(), Ok(&name));
        let _ = mask_name(&name, CustomerKind::Person);
    }
    if let Ok((division, line)) = check_address("310115", text) {
        assert_eq!(check_address(&division, &line), Ok((division, line)));
    }
    let _ = (check_address(text, text), mask_address(text), mask_email(text));
});

fn amounts(text: &str) {
    let currency = Currency::CNY;
    let typed = Money::parse_typed(text, currency);
    if let Ok(money) = Money::parse(text, currency) {
        assert_eq!(typed, Ok(money), "what programs write, people may type");
    }
    if let Ok(money) = typed {
        let written = money.decimal();
        assert_eq!(Money::parse(&written, currency), Ok(money), "{written}");
        assert_eq!(Money::parse_typed(&in_thousands(&written), currency), Ok(money), "{written}");
        assert_eq!(money.negated().and_then(Money::negated), Ok(money));
        let shares = money.allocate(&[1, 2, 3]).expect("weights");
        assert_eq!(Money::sum(shares, currency), Ok(money));
    }
    if let Ok(share) = Percent::parse_share(text) {
        assert_eq!(Percent::parse_share(&share.share()), Ok(share));
    }
}

/// `-1234567.50` as `-1,234,567.50`.
fn in_thousands(decimal: &str) -> String {
    let (whole, fraction) = decimal.split_once('.').expect("two digits of a fraction");
    let (sign, digits) = whole.strip_prefix('-').map_or(("", whole), |digits| ("-", digits));
    let first = digits.len() % 3;
    let (first, rest) = digits.split_at(if first == 0 { 3.min(digits.len()) } else { first });
    let groups: Vec<&str> =
        std::iter::once(first).chain((0..rest.len() / 3).map(|group| &rest[group * 3..group * 3 + 3])).collect();
    format!("{sign}{}.{fraction}", groups.join(","))
}

fn reads_back<T: FromStr + ToString + PartialEq + Debug>(text: &str) -> Option<T> {
    let read: T = text.parse().ok()?;
    let again = read.to_string().parse::<T>().ok();
    assert_eq!(again.as_ref(), Some(&read), "{text:?}");
    Some(read)
}
