//! 审计 Audit: proves that the three books hold, and seals each day's acts.

mod check;
mod newest;
mod seal;

pub use check::{Finding, check, run_checks};
pub use newest::newest_act;
pub use seal::seal_finished_days;
