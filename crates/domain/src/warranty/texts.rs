//! The sentences of a decision, in the three languages of the house.
//!
//! A stored decision must read tomorrow as it read today, so it carries its sentences instead of keys.

use aftercare_kernel::{Currency, Date, Money, Percent};
use std::fmt;

use super::decision::Text;

mod closed;
mod no_return;
mod open;
mod what_if;

pub(super) use closed::WhyNot;
pub(super) use no_return::NoReturn;
pub(super) use open::Why;
pub(super) use what_if::WhatIf;

fn say(zh_cn: String, zh_tw: String, en: String) -> Text {
    Text { zh_cn: zh_cn.into(), zh_tw: zh_tw.into(), en: en.into() }
}
fn fixed(zh_cn: &'static str, zh_tw: &'static str, en: &'static str) -> Text {
    Text { zh_cn: zh_cn.into(), zh_tw: zh_tw.into(), en: en.into() }
}

/// 2026年3月9日
fn zh(day: Date) -> impl fmt::Display {
    fmt::from_fn(move |f| write!(f, "{}年{}月{}日", day.year(), day.month(), day.day()))
}
/// 9 March 2026
fn en(day: Date) -> impl fmt::Display {
    let month = usize::try_from(day.month()).unwrap_or_default();
    let name = MONTHS.get(month.saturating_sub(1)).copied().unwrap_or_default();
    fmt::from_fn(move |f| write!(f, "{} {name} {}", day.day(), day.year()))
}
const MONTHS: [&str; 12] = [
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
fn money_zh(sum: Money) -> String {
    if sum.currency() == Currency::CNY { format!("{}元", sum.decimal()) } else { sum.to_string() }
}
fn sum_zh(sum: Option<Money>) -> String {
    sum.map(|sum| format!("：{}", money_zh(sum))).unwrap_or_default()
}
fn sum_en(sum: Option<Money>) -> String {
    sum.map(|sum| format!(": {sum}")).unwrap_or_default()
}
/// 0.5%
fn percent(share: Percent) -> String {
    format!("{}%", Percent::from_millionths(share.millionths().saturating_mul(100)).share())
}
