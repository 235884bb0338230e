//! Money back instead of an exchange, and the deduction for use.

use aftercare_kernel::{Money, Percent, money::Rounding};

use super::{
    decision::Amount,
    findings::Findings,
    situation::Situation,
    term::{under_later_law, whole_days},
    texts::{Why, WhyNot},
    words::Remedy,
};

/// Arts. 18 and 19: where an exchange is due, the consumer may have the money instead: all of it when the same model is
/// not in stock, else less a deduction for use. `by_repairs`: the exchange is due after failed or long repairs.
pub(super) fn instead_of_exchange(s: &Situation<'_>, by_repairs: bool, f: &mut Findings<'_>) {
    if !f.offers(s.regime.exchange.remedy) || f.offers(Remedy::Refund) {
        return;
    }
    if let Err(why) = s.papers.reach(s.regime, Remedy::Refund) {
        f.refuse(Remedy::Refund, &s.regime.documents.basis, &why);
        return;
    }
    match s.facts.same_model_in_stock {
        Some(false) => no_same_model(s, f),
        Some(true) => same_model(s, f),
        None => stock_unknown(s, by_repairs, f),
    }
}

/// Art. 18.
fn no_same_model(s: &Situation<'_>, f: &mut Findings<'_>) {
    let why = Why::FullPrice { price: s.price() };
    f.offer(Remedy::Refund, &s.regime.refund.no_same_model, None, s.price().map(full_price), why);
}

/// Art. 19. Sales under the later law are flagged: whether a deduction may still be charged is open.
fn same_model(s: &Situation<'_>, f: &mut Findings<'_>) {
    if under_later_law(s.regime, s.facts) {
        f.flag(s.regime.sales_since.flag.clone());
    }
    let amount = less_use(s);
    f.offer(Remedy::Refund, &s.regime.refund.same_model, None, amount, Why::LessUse { amount });
    if let Some(index) = s.facts.promises.iter().position(|promise| promise.waive_deduction) {
        let why = Why::WithoutDeduction { price: s.price() };
        f.promise(Remedy::Refund, index, None, s.price().map(full_price), why);
    }
}

/// After failed or long repairs some refund is due either way, and the smaller one is certain. In the first days an
/// exchange is the law's answer, and a refund follows only from the stock.
fn stock_unknown(s: &Situation<'_>, by_repairs: bool, f: &mut Findings<'_>) {
    f.flag("same_model_in_stock.unknown");
    if by_repairs {
        same_model(s, f);
    } else {
        f.refuse(Remedy::Refund, &s.regime.refund.no_same_model, &WhyNot::StockUnknown);
    }
}

/// The whole price, nothing deducted.
pub(super) fn full_price(price: Money) -> Amount {
    let nothing = Money::zero(price.currency());
    Amount {
        price,
        pays: price,
        deduction: nothing,
        days: 0,
        calendar_days: 0,
        repair_days: 0,
        rate: Percent::from_millionths(0),
    }
}

/// price × rate × (refund day − invoice day − days in repair), held between nothing and the price.
fn less_use(s: &Situation<'_>) -> Option<Amount> {
    let price = s.price()?;
    let from = s.facts.exchanged_on.or(s.facts.sold_on).or(s.facts.delivered_on)?;
    let calendar_days = whole_days(from, s.day);
    let open_days = s.facts.open_days(s.regime, s.day).map_or(0, |(_, days)| days);
    let repair_days = s.repairs().fold(open_days, |sum, repair| sum.saturating_add(repair.days()));
    let days = calendar_days.saturating_sub(repair_days);
    let rate = s.regime.refund.rate_per_day;
    let deduction = deduction(price, rate, days)?;
    let pays = price.minus(deduction).ok()?;
    Some(Amount { price, pays, deduction, days, calendar_days, repair_days, rate })
}

/// At most the price: the share of the price is capped before it is multiplied. Half a cent rounds up (四舍五入).
fn deduction(price: Money, rate: Percent, days: u32) -> Option<Money> {
    let share = rate.millionths().saturating_mul(i64::from(days)).min(WHOLE);
    price.percent(Percent::from_millionths(share), Rounding::HalfUp).ok()
}

/// A share of 1 in millionths.
const WHOLE: i64 = 1_000_000;
