//! 结算 — what the brand pays a station for warranty work.
//!
//! Decides: which fee of the brand's table an order earns, and what its claim comes to.
//! By: the fee schedule of the brand [capabilities I1, I2]: category of product, mode, outcome.
//! Always holds: an order is claimed once, however often it is reopened.
//! SQL: `store/src/settlement.rs`. Use cases: accrue (inside handing over).
//! Pages: the money of an order; claims of a station.

use crate::orders::{FaultCause, Mode, OrderEnd, ServiceType};
use aftercare_kernel::{Currency, Date, Money};

named! {
    /// What was done, as the fee table sees it. Words are those of the `fee_rule` table.
    pub enum FeeOutcome as "fee_outcome" keyed "settlement-outcome" {
        Repair = "repair",
        Exchange = "exchange",
        Refund = "refund",
        NoFault = "no_fault",
    }
}

refusals! {
    /// Why an order earns no claim.
    SettlementRefusal {
        NotWarranty => "settlement-refusal-not-warranty",
        AlreadyClaimed => "settlement-refusal-already-claimed",
        NoFeeRule { category: String, mode: Mode, outcome: FeeOutcome } => "settlement-refusal-no-fee-rule" opens "settlement-opens-fee-rule",
        OtherCurrency { currency: Currency } => "settlement-refusal-other-currency",
        TooLarge => "settlement-refusal-too-large",
        CategoryUnfit => "settlement-refusal-category-unfit" at "category",
        AmountUnfit { most: String } => "settlement-refusal-amount-unfit" at "amount",
    }
}

/// One row of the brand's table. The category `*` stands for every category without a row of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FeeRule {
    pub category: String,
    pub mode: Mode,
    pub outcome: FeeOutcome,
    pub amount: Money,
}

/// What a claim is computed from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClaimFacts {
    pub service_type: ServiceType,
    pub category: String,
    pub mode: Mode,
    pub outcome: FeeOutcome,
    /// What the brand pays for the parts used.
    pub parts: Money,
    pub already_claimed: bool,
    /// The day of handing over: its month is the statement's.
    pub handed_over_on: Date,
}

/// A claim as it enters the books. `rule` names the row that gave the fee; `month` reads `2026-03`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClaimDraft {
    pub month: String,
    pub fee: Money,
    pub parts: Money,
    pub rule: String,
}

const ANY_CATEGORY: &str = "*";
/// A million: more than any piece of work earns.
const MOST_MINOR: i64 = 100_000_000;

/// A row of the table: a category in the catalogue's words or `*`, and a fee between nothing and a million.
pub fn check_fee(category: &str, amount: Money) -> Result<(), SettlementRefusal> {
    let known = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_';
    let word = (1..=40).contains(&category.len()) && category.bytes().all(known);
    if !word && category != ANY_CATEGORY {
        return Err(SettlementRefusal::CategoryUnfit);
    }
    if !(0..=MOST_MINOR).contains(&amount.minor()) {
        let most = Money::from_minor(MOST_MINOR, amount.currency()).to_string();
        return Err(SettlementRefusal::AmountUnfit { most });
    }
    Ok(())
}

/// What the fee table calls the end of an order.
pub const fn fee_outcome(end: OrderEnd, cause: FaultCause) -> FeeOutcome {
    match (end, cause) {
        (OrderEnd::Exchanged, _) => FeeOutcome::Exchange,
        (OrderEnd::Refunded, _) => FeeOutcome::Refund,
        (OrderEnd::Repaired, FaultCause::NoFault) | (OrderEnd::Unrepaired, _) => FeeOutcome::NoFault,
        (OrderEnd::Repaired, _) => FeeOutcome::Repair,
    }
}

/// The row of the product's category, else the row for every category.
pub fn choose_rule<'a>(
    rules: &'a [FeeRule],
    category: &str,
    mode: Mode,
    outcome: FeeOutcome,
) -> Result<&'a FeeRule, SettlementRefusal> {
    let row = |wanted: &str| {
        rules.iter().find(|rule| rule.category == wanted && rule.mode == mode && rule.outcome == outcome)
    };
    let none = || SettlementRefusal::NoFeeRule { category: category.to_owned(), mode, outcome };
    row(category).or_else(|| row(ANY_CATEGORY)).ok_or_else(none)
}

/// The claim that a warranty order earns when it is handed over.
pub fn accrue(facts: &ClaimFacts, rules: &[FeeRule]) -> Result<ClaimDraft, SettlementRefusal> {
    if facts.service_type != ServiceType::Warranty {
        return Err(SettlementRefusal::NotWarranty);
    }
    if facts.already_claimed {
        return Err(SettlementRefusal::AlreadyClaimed);
    }
    let rule = choose_rule(rules, &facts.category, facts.mode, facts.outcome)?;
    let currency = rule.amount.currency();
    if facts.parts.currency() != currency {
        return Err(SettlementRefusal::OtherCurrency { currency });
    }
    rule.amount.plus(facts.parts).map_err(|_| SettlementRefusal::TooLarge)?;
    Ok(ClaimDraft {
        month: month_of(facts.handed_over_on),
        fee: rule.amount,
        parts: facts.parts,
        rule: format!("{}/{}/{}", rule.category, rule.mode, rule.outcome),
    })
}

/// `2026-03`
pub fn month_of(day: Date) -> String {
    format!("{:04}-{:02}", day.year(), day.month())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(category: &str, mode: Mode, outcome: FeeOutcome, minor: i64) -> FeeRule {
        FeeRule { category: category.into(), mode, outcome, amount: Money::from_minor(minor, Currency::CNY) }
    }

    fn rules() -> Vec<FeeRule> {
        vec![
            rule("*", Mode::WalkIn, FeeOutcome::Repair, 3_000),
            rule("phone", Mode::WalkIn, FeeOutcome::Repair, 5_000),
            rule("phone", Mode::MailIn, FeeOutcome::Exchange, 2_000),
        ]
    }

    fn facts() -> ClaimFacts {
        ClaimFacts {
            service_type: ServiceType::Warranty,
            category: "phone".into(),
            mode: Mode::WalkIn,
            outcome: FeeOutcome::Repair,
            parts: Money::from_minor(12_000, Currency::CNY),
            already_claimed: false,
            handed_over_on: Date::constant(2026, 3, 31),
        }
    }

    #[test]
    fn a_category_of_its_own_comes_before_every_category() {
        let fee = |category: &str, mode, outcome| {
            choose_rule(&rules(), category, mode, outcome).map(|rule| rule.amount.minor())
        };
        assert_eq!(fee("phone", Mode::WalkIn, FeeOutcome::Repair), Ok(5_000));
        assert_eq!(fee("kettle", Mode::WalkIn, FeeOutcome::Repair), Ok(3_000));
        let none =
            SettlementRefusal::NoFeeRule { category: "kettle".into(), mode: Mode::OnSite, outcome: FeeOutcome::Refund };
        assert_eq!(fee("kettle", Mode::OnSite, FeeOutcome::Refund), Err(none));
    }

    #[test]
    fn fees_at_the_borders() {
        let fee = |category: &str, minor| check_fee(category, Money::from_minor(minor, Currency::CNY));
        for category in ["*", "phone", "washing_machine", &"a".repeat(40)] {
            assert_eq!(fee(category, 0), Ok(()), "{category}");
        }
        for category in ["", "**", "Phone", "手机", &"a".repeat(41)] {
            assert_eq!(fee(category, 0), Err(SettlementRefusal::CategoryUnfit), "{category}");
        }
        assert!(fee("phone", 100_000_000).is_ok());
        for minor in [-1, 100_000_001] {
            assert!(matches!(fee("phone", minor), Err(SettlementRefusal::AmountUnfit { .. })), "{minor}");
        }
    }

    #[test]
    fn a_claim_is_the_fee_and_the_parts_in_the_month_of_handing_over() {
        let claim = accrue(&facts(), &rules()).expect("a claim");
        assert_eq!((claim.month.as_str(), claim.fee.minor(), claim.parts.minor()), ("2026-03", 5_000, 12_000));
        assert_eq!(claim.rule, "phone/walk_in/repair");
    }

    #[test]
    fn paid_work_and_a_second_claim_earn_nothing() {
        for service_type in [ServiceType::Paid, ServiceType::Contract, ServiceType::Internal] {
            assert_eq!(accrue(&ClaimFacts { service_type, ..facts() }, &rules()), Err(SettlementRefusal::NotWarranty));
        }
        let again = ClaimFacts { already_claimed: true, ..facts() };
        assert_eq!(accrue(&again, &rules()), Err(SettlementRefusal::AlreadyClaimed));
        let dollars = ClaimFacts { parts: Money::zero(Currency::USD), ..facts() };
        assert_eq!(accrue(&dollars, &rules()), Err(SettlementRefusal::OtherCurrency { currency: Currency::CNY }));
    }

    #[test]
    fn what_the_fee_table_calls_the_end_of_an_order() {
        let table = [
            (OrderEnd::Repaired, FaultCause::Quality, FeeOutcome::Repair),
            (OrderEnd::Repaired, FaultCause::NoFault, FeeOutcome::NoFault),
            (OrderEnd::Unrepaired, FaultCause::Misuse, FeeOutcome::NoFault),
            (OrderEnd::Exchanged, FaultCause::Quality, FeeOutcome::Exchange),
            (OrderEnd::Refunded, FaultCause::Quality, FeeOutcome::Refund),
        ];
        for (end, cause, outcome) in table {
            assert_eq!(fee_outcome(end, cause), outcome);
        }
    }
}
