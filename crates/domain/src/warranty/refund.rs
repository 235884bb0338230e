//! Money back, and what is deducted for use.

use aftercare_kernel::{Money, Percent, calendar::months_after, money::Rounding};

use super::{
    decision::Amount,
    findings::Findings,
    regime::RefundDuty,
    situation::Situation,
    term::{under_later_law, whole_days},
    texts::{Why, WhyNot},
    words::{Remedy, Role},
};

/// Phones arts. 18 and 19: where an exchange is due, the consumer may have the money instead: all of it when the same
/// model is not in stock, else less a deduction for use. `by_repairs`: the exchange is due after failed or long repairs.
pub(super) fn instead_of_exchange<'a>(s: &Situation<'a>, by_repairs: bool, f: &mut Findings<'a>) {
    let Some(rule) = &s.rules().refund else {
        return;
    };
    let exchange_due = f.offers(Remedy::Exchange) || f.offers(Remedy::ExchangeMainUnit);
    if !exchange_due || f.offers(Remedy::Refund) {
        return;
    }
    if let Some(papers) = &s.rules().documents
        && let Err(why) = s.papers.reach(papers, Remedy::Refund)
    {
        f.refuse(Remedy::Refund, &papers.basis, &why);
        return;
    }
    match s.facts.same_model_in_stock {
        Some(false) => no_same_model(s, rule, f),
        Some(true) => same_model(s, rule, f),
        None => stock_unknown(s, rule, by_repairs, f),
    }
}

/// Phones art. 18.
fn no_same_model<'a>(s: &Situation<'a>, rule: &'a RefundDuty, f: &mut Findings<'a>) {
    let why = Why::FullPrice { price: s.price() };
    f.offer(Remedy::Refund, &rule.no_same_model, None, s.price().map(full_price), why);
}

/// Phones art. 19. Sales under the later law are flagged: whether a deduction may still be charged is open.
fn same_model<'a>(s: &Situation<'a>, rule: &'a RefundDuty, f: &mut Findings<'a>) {
    if let (true, Some(later)) = (under_later_law(s.pack.regime, s.facts), &s.rules().sales_since) {
        f.flag(later.flag.as_str());
    }
    let amount = less_use(s, rule, f);
    f.offer(Remedy::Refund, &rule.same_model, None, amount, Why::LessUse { amount });
    let whole = s.price().map(full_price);
    if let Some(basis) = s.pack.overlay.and_then(|overlay| overlay.no_deduction.as_ref()) {
        f.offer(Remedy::Refund, basis, None, whole, Why::DeductionForbidden { price: s.price() });
    }
    if let Some(index) = s.facts.promises.iter().position(|promise| promise.waive_deduction) {
        f.promise(Remedy::Refund, index, None, whole, Why::WithoutDeduction { price: s.price() });
    }
}

/// After failed or long repairs some refund is due either way, and the smaller one is certain. In the first days an
/// exchange is the law's answer, and a refund follows only from the stock.
fn stock_unknown<'a>(s: &Situation<'a>, rule: &'a RefundDuty, by_repairs: bool, f: &mut Findings<'a>) {
    f.flag("same_model_in_stock.unknown");
    if by_repairs {
        same_model(s, rule, f);
    } else {
        f.refuse(Remedy::Refund, &rule.no_same_model, &WhyNot::StockUnknown);
    }
}

/// What is paid where the law gives the refund itself, or taken for an exchange: by distance for cars (art. 27), less an
/// amount that nobody has set where the law allows one (Consumer Rights Act s. 24), else the whole price.
pub(super) fn after_repairs<'a>(s: &Situation<'a>, remedy: Remedy, f: &mut Findings<'a>) -> Option<Amount> {
    if s.rules().use_fee.is_some() {
        return use_fee(s, f);
    }
    if remedy == Remedy::Exchange || deduction_left_open(s, f) {
        return None;
    }
    s.price().map(full_price)
}

/// Some months after delivery a deduction for use may be made; how much, the law does not say.
fn deduction_left_open<'a>(s: &Situation<'a>, f: &mut Findings<'a>) -> bool {
    let Some(rule) = &s.rules().use_deduction else {
        return false;
    };
    let excepted = s.facts.category.as_ref().is_some_and(|category| rule.except.contains(category));
    let barred = s.start.is_some_and(|start| s.day <= months_after(start, rule.barred_months));
    let open = excepted || !barred;
    if open {
        f.flag(format!("{}.review", rule.basis.key));
    }
    open
}

/// Cars art. 27: price × km ÷ 1000 × n. n is at most the law's; without an agreed one that most is taken.
fn use_fee<'a>(s: &Situation<'a>, f: &mut Findings<'a>) -> Option<Amount> {
    let rule = s.rules().use_fee.as_ref()?;
    let most = rule.most_per_1000_km;
    let agreed = s.facts.use_rate;
    if agreed.is_none() {
        f.flag("use_rate.unknown");
    } else if agreed > Some(most) {
        f.flag("use_rate.above_the_law");
    }
    let Some(km) = s.facts.mileage_km else {
        f.flag("mileage_km.unknown");
        return None;
    };
    let (price, rate) = (s.price()?, agreed.unwrap_or(most).min(most));
    let millionths_of_1000_km = rate.millionths().saturating_mul(i64::from(km));
    let deduction = share_of(price, millionths_of_1000_km, 1000)?;
    let pays = price.minus(deduction).ok()?;
    Some(Amount { deduction, pays, rate, km: Some(km), ..full_price(price) })
}

/// `millionths` ÷ `parts` of the price, at most all of it. Half a cent rounds up (四舍五入).
fn share_of(price: Money, millionths: i64, parts: i64) -> Option<Money> {
    let most = WHOLE.saturating_mul(parts);
    let whole = i128::from(price.minor()) * i128::from(millionths.min(most));
    let by = i128::from(most);
    let minor = (whole + by / 2) / by;
    Some(Money::from_minor(i64::try_from(minor).ok()?, price.currency()))
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
        km: None,
    }
}

/// price × rate × (refund day − invoice day − days in repair), held between nothing and the price.
fn less_use<'a>(s: &Situation<'a>, rule: &'a RefundDuty, f: &mut Findings<'a>) -> Option<Amount> {
    let rate = rate_per_day(s, rule, f)?;
    let price = s.price()?;
    let from = s.facts.exchanged_on.or(s.facts.sold_on).or(s.facts.delivered_on)?;
    let calendar_days = whole_days(from, s.day);
    let open_days = s.facts.open_stay(s.pack.regime, s.day).map_or(0, |stay| stay.days);
    let repair_days = s.repairs().fold(open_days, |sum, repair| sum.saturating_add(repair.days(s.rules())));
    let days = calendar_days.saturating_sub(repair_days);
    let deduction = deduction(price, rate, days)?;
    let pays = price.minus(deduction).ok()?;
    Some(Amount { pays, deduction, days, calendar_days, repair_days, rate, ..full_price(price) })
}

/// The catalogue's row for the category, else the rate for all. One that nobody has seen is flagged, not made up.
fn rate_per_day<'a>(s: &Situation<'a>, rule: &'a RefundDuty, f: &mut Findings<'a>) -> Option<Percent> {
    let row = s.facts.category.as_ref().and_then(|category| s.pack.regime.products.get(category));
    if let Some(rate) = row.and_then(|row| row.rate.as_ref()) {
        f.flag_doubt(&rate.basis);
        return Some(rate.per_day);
    }
    if rule.rate_per_day.is_none() {
        f.flag(format!("{}.rate_per_day.unknown", rule.same_model.key));
    }
    rule.rate_per_day
}

/// At most the price: the share of the price is capped before it is multiplied. Half a cent rounds up (四舍五入).
fn deduction(price: Money, rate: Percent, days: u32) -> Option<Money> {
    let share = rate.millionths().saturating_mul(i64::from(days)).min(WHOLE);
    price.percent(Percent::from_millionths(share), Rounding::HalfUp).ok()
}

/// A share of 1 in millionths.
const WHOLE: i64 = 1_000_000;

/// What the law gives besides when the thing goes back (cars: registration, fittings, the seller's fees).
pub(super) fn with_compensation<'a>(s: &Situation<'a>, f: &mut Findings<'a>) {
    let Some(rule) = &s.rules().compensation else {
        return;
    };
    if s.part.role != Role::Accessory && rule.with.iter().any(|remedy| f.offers(*remedy)) {
        f.offer(Remedy::Compensation, &rule.basis, None, None, Why::Told(rule.why.clone()));
    }
}
