//! 时限 — when we must have done what.
//!
//! Decides: when a clock that starts now falls due, and how a time left is shown (green, amber, red).
//! By: answer within 4 hours [capabilities A10]; repair within 7 days, then a loaner (phones 2001, art. 15); return of
//! a defective part within 30 days. A brand sets its own amounts in the table of clocks.
//! Calendar days count as the law counts: the first day is not counted, the last one ends at midnight.
//! SQL: `store/src/deadlines.rs`. Use cases: every step that moves a case on sets its next deadline.
//! Pages: the time left of a case, an order, a follow-up; the queue by deadline.

mod policy;
mod time_left;

pub use policy::{ClockPolicy, ClockUnit, ClockWhat, NextDue, StationTime};
pub use time_left::{Colour, TimeLeft};

refusals! {
    /// Why a clock's setting is refused.
    DeadlineRefusal {
        AmountUnfit { most: u32 } => "deadlines-refusal-amount-unfit" at "amount",
    }
}
