//! 三包 Warranty: the entitlement of a device, decided by law, kept as decided.
//!
//! Rules: `domain::warranty`, texts of law under `regimes/`. SQL: `store::warranty`. Pages: the decision sheet, the rule
//! packs, a page to try, replay, goodwill.

mod decide;
mod facts;
mod fall_due;
mod goodwill;
mod recall;
mod replay;

pub use aftercare_domain::warranty::{Decision, Facts, FactsError};
pub use aftercare_store::warranty::{BudgetRow, DecisionRow, GoodwillRow, PublicDecision};
pub use decide::{decide, decide_facts, kept, ledger, open_days, published};
pub use fall_due::fall_due;
pub use goodwill::{BudgetWish, Goodwill, Month, StationBudget, give, goodwill_of_month, set_budget};
pub use recall::{MOST_SERIALS, Recalled, decide_serials};
pub use replay::{Replayed, replay};

pub(crate) use decide::decide_anew;
pub(crate) use facts::sale_has_changed;
pub(crate) use fall_due::look_again_tomorrow;
