//! Insight (洞察): the numbers that a service manager decides by.
//!
//! | module | answers |
//! | --- | --- |
//! | [`demand`] | how many of a part will be asked for |
//! | [`stock`] | how many to hold, and where |
//! | [`reliability`] | how long devices last, and what will come back |
//! | [`staffing`] | how many people a call centre needs |
//! | [`satisfaction`] | what a score is worth, given how many answered |
//! | [`ranking`] | which station is good, fair to small ones |
//! | [`audit`] | which claims a person should look at |
//! | [`quality`] | since when a process or a build month is worse |
//! | [`tradein`] | what a used device is worth |
//! | [`network`] | where stations should be |
//!
//! Everything is a pure function of plain numbers: no clock, no chance but from a seed, no input or output. A function
//! takes a struct of what it needs and gives a struct of what it found, or an [`InputError`] that names the field. No
//! answer holds a number that is not finite, and every input is bounded. [`answer_line`] puts the same functions
//! behind lines of JSON. Formulas, sources and comparisons are in `docs/insight.md`.

mod input;
mod line;
mod named;
mod numbers;

pub mod audit;
pub mod demand;
pub mod network;
pub mod quality;
pub mod ranking;
pub mod reliability;
pub mod satisfaction;
pub mod staffing;
pub mod stock;
pub mod tradein;

pub use input::{Answer, InputError, LARGEST, SMALLEST};
pub use line::{AnsweredLine, FUNCTIONS, MOST_BYTES, answer_line};
pub use named::Named;
