//! 三包 Warranty: the entitlement of a device, decided by law, kept as decided.
//!
//! Rules: `domain::warranty`, texts of law under `regimes/`. SQL: `store::warranty`. Pages: the decision sheet.

mod decide;
mod facts;

pub use aftercare_domain::warranty::{Decision, Facts, FactsError};
pub use aftercare_store::warranty::DecisionRow;
pub use decide::{decide, decide_facts, kept};

pub(crate) use decide::decide_anew;
