//! Goodwill (商誉让步): what a supervisor gives against the decision, with a reason, out of a station's budget of the month.
//!
//! The rules never see it: it is laid over what they decided, and says so.

use aftercare_kernel::{Currency, Money, Percent};
use serde::Serialize;

use super::{
    decision::{Amount, Article, Decision, Offer, Text},
    words::Remedy,
};

/// Stands in an article where the rules gave nothing.
pub const GOODWILL: &str = "goodwill";

/// What a station may be given for a month: a million.
const MOST_MINOR: i64 = 100_000_000;
const LONGEST_REASON: usize = 1000;

refusals! {
    /// Why a supervisor's goodwill, or a budget for it, is refused.
    GoodwillRefusal {
        NothingDecided => "warranty-refusal-nothing-decided" opens "warranty-opens-decide-first",
        /// The rules, or goodwill before this, give it already.
        OpenAlready { remedy: Remedy } => "warranty-refusal-open-already" at "remedy",
        RemedyUnfit { remedy: Remedy } => "warranty-refusal-remedy-unfit" at "remedy",
        CostUnfit { most: String } => "warranty-refusal-cost-unfit" at "cost",
        OtherCurrency { currency: Currency } => "warranty-refusal-other-currency" at "cost",
        /// More than the customer paid cannot be paid back.
        MoreThanPrice { price: String } => "warranty-refusal-more-than-price" at "cost",
        ReasonMissing => "warranty-refusal-reason-missing" at "reason",
        ReasonTooLong { most: usize } => "warranty-refusal-reason-too-long" at "reason",
        NoBudget { month: String } => "warranty-refusal-no-budget" at "cost" opens "warranty-opens-set-budget",
        BudgetUsedUp { left: String, month: String } => "warranty-refusal-budget-used-up" at "cost" opens "warranty-opens-set-budget",
        BudgetUnfit { most: String } => "warranty-refusal-budget-unfit" at "amount",
        BudgetBelowUsed { used: String } => "warranty-refusal-budget-below-used" at "amount",
        BudgetInOtherCurrency { currency: Currency } => "warranty-refusal-budget-in-other-currency" at "amount",
    }
}

/// What is given: the remedy, what it costs at most, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Goodwill {
    pub remedy: Remedy,
    pub cost: Money,
    pub reason: String,
}

/// What an order can be led on by.
pub const GIVEN: [Remedy; 3] = [Remedy::Repair, Remedy::Exchange, Remedy::Refund];

impl Goodwill {
    /// In the currency of the order, for a remedy that is not open yet; a refund gives no more than was paid.
    pub fn checked(
        self,
        decided: &Decision,
        currency: Currency,
        price: Option<Money>,
    ) -> Result<Self, GoodwillRefusal> {
        let remedy = self.remedy;
        if !GIVEN.contains(&remedy) {
            return Err(GoodwillRefusal::RemedyUnfit { remedy });
        }
        if decided.offers(remedy).is_some() {
            return Err(GoodwillRefusal::OpenAlready { remedy });
        }
        if self.cost.currency() != currency {
            return Err(GoodwillRefusal::OtherCurrency { currency });
        }
        if !(1..=MOST_MINOR).contains(&self.cost.minor()) {
            return Err(GoodwillRefusal::CostUnfit { most: Money::from_minor(MOST_MINOR, currency).to_string() });
        }
        if let (Remedy::Refund, Some(price)) = (remedy, price.filter(|price| price.minor() < self.cost.minor())) {
            return Err(GoodwillRefusal::MoreThanPrice { price: price.to_string() });
        }
        Ok(Self { reason: checked_reason(&self.reason)?, ..self })
    }
}

fn checked_reason(reason: &str) -> Result<String, GoodwillRefusal> {
    let reason = reason.trim();
    match reason.chars().count() {
        0 => Err(GoodwillRefusal::ReasonMissing),
        long if long > LONGEST_REASON => Err(GoodwillRefusal::ReasonTooLong { most: LONGEST_REASON }),
        _ => Ok(reason.to_owned()),
    }
}

/// A budget is nothing or more, not below what is used of it, and stays in its currency.
pub fn check_budget(amount: Money, used: Money) -> Result<(), GoodwillRefusal> {
    if amount.currency() != used.currency() && !used.is_zero() {
        return Err(GoodwillRefusal::BudgetInOtherCurrency { currency: used.currency() });
    }
    if !(0..=MOST_MINOR).contains(&amount.minor()) {
        return Err(GoodwillRefusal::BudgetUnfit {
            most: Money::from_minor(MOST_MINOR, amount.currency()).to_string(),
        });
    }
    if amount.minor() < used.minor() {
        return Err(GoodwillRefusal::BudgetBelowUsed { used: used.to_string() });
    }
    Ok(())
}

impl Decision {
    /// Lays goodwill over what the rules decided; what they open themselves stays as they gave it.
    pub fn with_goodwill<'a>(mut self, given: impl IntoIterator<Item = &'a Goodwill>) -> Self {
        for goodwill in given {
            if self.offers(goodwill.remedy).is_none() {
                self.remedies.push(offer(goodwill));
            }
        }
        if self.free_remedies().next().is_some() {
            self.remedies.retain(|offer| offer.remedy != Remedy::PaidRepair);
        }
        self.remedies.sort_by_key(|offer| offer.remedy);
        let open: Vec<Remedy> = self.remedies.iter().map(|offer| offer.remedy).collect();
        self.refused.retain(|refused| !open.contains(&refused.remedy));
        self
    }

    pub fn has_goodwill(&self) -> bool {
        self.remedies.iter().any(Offer::is_goodwill)
    }
}

impl Offer {
    /// Given by a person against the decision, not by the rules.
    pub fn is_goodwill(&self) -> bool {
        &*self.article.regime == GOODWILL
    }
}

fn offer(goodwill: &Goodwill) -> Offer {
    let amount = (goodwill.remedy == Remedy::Refund).then_some(whole(goodwill.cost));
    let article = Article { regime: GOODWILL.into(), reference: GOODWILL.into(), provenance: None };
    Offer { remedy: goodwill.remedy, until: None, amount, article, why: why(&goodwill.reason) }
}

/// A sum that nothing is deducted from.
fn whole(sum: Money) -> Amount {
    Amount {
        price: sum,
        pays: sum,
        deduction: Money::zero(sum.currency()),
        days: 0,
        calendar_days: 0,
        repair_days: 0,
        rate: Percent::from_millionths(0),
        km: None,
    }
}

fn why(reason: &str) -> Text {
    Text {
        zh_cn: format!("主管特批：{reason}").into(),
        zh_tw: format!("主管特准：{reason}").into(),
        en: format!("Goodwill of a supervisor: {reason}").into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::warranty::{Facts, Regimes, decide};
    use aftercare_kernel::{BusinessCalendar, Date};
    use serde_json::json;

    /// Dropped into water: nothing is free.
    fn refused() -> Decision {
        let facts = json!({
            "regime": "cn.mobile.2001", "price": "3000.00", "sold_on": "2026-03-02", "documents": ["invoice", "voucher"],
            "fault": { "listed": true, "cause": "liquid", "found_on": "2026-04-02" },
        });
        let facts = Facts::read(&facts).expect("facts");
        let regimes = Regimes::builtin().expect("regimes");
        decide(&regimes, &facts, Date::constant(2026, 4, 2), &BusinessCalendar::china()).expect("a decision")
    }

    fn goodwill(remedy: Remedy, minor: i64) -> Goodwill {
        Goodwill { remedy, cost: Money::from_minor(minor, Currency::CNY), reason: " 老客户 ".into() }
    }

    #[test]
    fn a_reason_may_be_as_long_as_it_may_be_and_what_the_rules_gave_is_no_goodwill() {
        let longest = Goodwill { reason: "长".repeat(LONGEST_REASON), ..goodwill(Remedy::Repair, 100) };
        assert!(checked_reason(&longest.reason).is_ok());
        assert!(!refused().has_goodwill() && refused().with_goodwill(&[longest]).has_goodwill());
    }

    #[test]
    fn goodwill_is_refused_for_what_it_is() {
        let price = Some(Money::from_minor(300_000, Currency::CNY));
        let (repair, refund) = (Remedy::Repair, Remedy::Refund);
        let dollars = Goodwill { cost: Money::from_minor(100, Currency::USD), ..goodwill(repair, 1) };
        let table = [
            (goodwill(Remedy::Loaner, 100), GoodwillRefusal::RemedyUnfit { remedy: Remedy::Loaner }),
            (
                goodwill(repair, 0),
                GoodwillRefusal::CostUnfit { most: Money::from_minor(MOST_MINOR, Currency::CNY).to_string() },
            ),
            (
                goodwill(repair, -1),
                GoodwillRefusal::CostUnfit { most: Money::from_minor(MOST_MINOR, Currency::CNY).to_string() },
            ),
            (goodwill(refund, 300_001), GoodwillRefusal::MoreThanPrice { price: "CNY 3000.00".into() }),
            (dollars, GoodwillRefusal::OtherCurrency { currency: Currency::CNY }),
            (Goodwill { reason: "  ".into(), ..goodwill(repair, 100) }, GoodwillRefusal::ReasonMissing),
            (
                Goodwill { reason: "长".repeat(1001), ..goodwill(repair, 100) },
                GoodwillRefusal::ReasonTooLong { most: 1000 },
            ),
        ];
        for (wish, expected) in table {
            let code = |refusal: &GoodwillRefusal| crate::Refuse::code(refusal);
            let refusal = wish.checked(&refused(), Currency::CNY, price).expect_err("refused");
            assert_eq!(code(&refusal), code(&expected));
        }
        for (remedy, minor) in [(repair, MOST_MINOR), (refund, 300_000), (Remedy::Exchange, 1)] {
            let checked = goodwill(remedy, minor).checked(&refused(), Currency::CNY, price).expect("fits");
            assert_eq!(checked.reason, "老客户");
        }
    }

    #[test]
    fn what_is_open_already_is_not_given() {
        let given = refused().with_goodwill(&[goodwill(Remedy::Repair, 100)]);
        let again = goodwill(Remedy::Repair, 100).checked(&given, Currency::CNY, None);
        assert_eq!(again, Err(GoodwillRefusal::OpenAlready { remedy: Remedy::Repair }));
    }

    #[test]
    fn goodwill_opens_the_remedy_and_says_that_a_person_gave_it() {
        let before = refused();
        assert!(before.refuses(Remedy::Refund).is_some() && before.free_remedies().next().is_none());
        let given = [goodwill(Remedy::Repair, 100), goodwill(Remedy::Refund, 250_000)];
        let after = before.clone().with_goodwill(&given);
        assert!(after.has_goodwill() && after.refuses(Remedy::Refund).is_none());
        assert_eq!(after.offers(Remedy::PaidRepair), None, "nobody pays for what is given");
        assert_eq!(after.service_type(), crate::warranty::ServiceType::Warranty);
        let refund = after.offers(Remedy::Refund).expect("given");
        assert_eq!(refund.amount.map(|sum| sum.pays.minor()), Some(250_000));
        assert!(refund.is_goodwill() && refund.why.en.contains("老客户"));
        let in_order: Vec<Remedy> = after.remedies.iter().map(|offer| offer.remedy).collect();
        assert!(in_order.is_sorted());
        assert_eq!(before.clone().with_goodwill(&[]), before, "nothing given, nothing changed");
    }

    #[test]
    fn a_budget_is_not_set_below_what_is_used_nor_in_another_currency() {
        let cny = |minor| Money::from_minor(minor, Currency::CNY);
        assert_eq!(check_budget(cny(0), cny(0)), Ok(()));
        assert_eq!(check_budget(cny(100), cny(100)), Ok(()));
        assert!(matches!(check_budget(cny(99), cny(100)), Err(GoodwillRefusal::BudgetBelowUsed { .. })));
        assert!(matches!(check_budget(cny(-1), cny(0)), Err(GoodwillRefusal::BudgetUnfit { .. })));
        assert!(matches!(check_budget(cny(MOST_MINOR + 1), cny(0)), Err(GoodwillRefusal::BudgetUnfit { .. })));
        let dollars = Money::from_minor(100, Currency::USD);
        assert_eq!(check_budget(dollars, cny(0)), Ok(()), "nothing used, nothing to convert");
        assert!(matches!(check_budget(dollars, cny(1)), Err(GoodwillRefusal::BudgetInOtherCurrency { .. })));
    }
}
