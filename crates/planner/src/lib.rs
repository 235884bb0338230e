//! Who visits whom when: a day's plan, the plan again when something happens, and windows that can be promised.
//!
//! Plain numbers in, plan out. The clock, threads' budgets and seeds are arguments; with a number of iterations instead of
//! seconds the same question has the same answer on every machine. The reader of the JSON contract ([`json`]) and the
//! inspector of finished plans ([`check`]) live here too, so that whoever plans can read, write and prove a plan.
//!
//! ```
//! use aftercare_planner::{Budget, Options, ZONE, json, plan};
//!
//! let text = br#"{"travel":{"speed_kmh":30,"detour":1.3},
//!   "technicians":[{"id":"T1","start":[30.27,120.15],"shift":["08:00","18:00"]}],
//!   "visits":[{"id":"V1","at":[30.25,120.17],"minutes":40,"windows":[["09:00","11:00"]]}]}"#;
//! let question = json::read(text)?;
//! let budget = Budget { seconds: 0.0, iterations: Some(100), clock: &|| 0.0, progress: None };
//! let plan = plan(&question.problem, &Options { seed: 1, threads: 1, zone: ZONE, budget })?;
//! assert_eq!(plan.days[0].stops[0].start, 540.0);
//! # Ok::<(), aftercare_planner::Wrong>(())
//! ```

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
mod replan;
mod route;
mod ruin;
mod search;
pub mod slots;
mod solve;
mod sound;
mod tails;
mod tally;
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
