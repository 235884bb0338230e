//! Every rule of the trade: what may happen, when, by whom, and what it costs.
//!
//! Facts come in as arguments and answers go out as values: no I/O, no clock on the wall, no chance.
//! Areas stand in the order in which they may use each other; `tests/area_order.rs` holds it.

#![deny(clippy::float_arithmetic)]

#[macro_use]
mod named;
#[macro_use]
pub mod refusal;

pub mod acts;
pub mod money;
pub mod things;

pub mod identity;

pub mod deadlines;

pub mod customers;
pub mod products;

pub mod devices;

pub mod contracts;

pub mod warranty;

pub mod intake;
pub mod orders;

pub mod parts;

pub mod billing;

pub mod settlement;

pub mod satisfaction;

mod texts;

pub use named::UnknownName;
pub use refusal::{Refusal, Refuse};
pub use texts::catalogue_keys;
