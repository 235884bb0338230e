//! Entitlement decisions, kept as they were made, and the goodwill that people gave against them.

pub mod decision;
pub mod goodwill;
pub mod review;

pub use decision::{
    DecisionRow, PublicDecision, find_decision, insert_decision, public_decision, register_replacement,
    results_of_order,
};
pub use goodwill::{
    BudgetRow, GoodwillRow, add_used, budget, budgets_of_month, findings, given_in_month, given_to_order,
    insert_goodwill, set_budget,
};
pub use review::{review_is_due, reviews_due, set_review};
