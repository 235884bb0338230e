//! The contract of `aftercare plan`: a problem in JSON in, a plan in JSON out.

mod answer;
mod clock;
mod form;
mod names;
mod read;

pub use answer::{Answer, answer};
pub use read::{Question, read};
