//! Dispatch optimiser.

mod budget;
pub mod check;
mod construct;
mod distances;
mod draft;
mod eject;
pub mod json;
mod luck;
mod model;
mod part;
pub mod plan;
pub mod problem;
mod recreate;
mod route;
mod ruin;
mod replan;
mod search;
pub mod slots;
mod solve;
mod sound;
pub mod vrptw;
mod warm;
mod why;
mod windows;
mod zones;

pub use budget::Budget;
pub use plan::Plan;
pub use problem::Problem;
pub use solve::{Options, ZONE, plan};
pub use sound::{MOST_BREAKS, MOST_TECHNICIANS, MOST_VISITS, Wrong};
pub use why::Why;

