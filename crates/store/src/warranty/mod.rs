//! Entitlement decisions, kept as they were made, and the goodwill that people gave against them.

pub mod decision;
pub mod goodwill;

pub use decision::{
    DecisionRow, PublicDecision, find_decision, insert_decision, public_decision, register_replacement,
};
pub use goodwill::{
    BudgetRow, GoodwillRow, add_used, budget, budgets_of_month, findings, given_in_month, given_to_order,
    insert_goodwill, set_budget,
};
