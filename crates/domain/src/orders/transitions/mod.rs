//! The steps themselves: each takes the order as it was and gives it as it is now, or refuses.
//!
//! Steps that leave the state as it is (reserve_part, use_part, collect) have no function here: `Order::permit` is
//! all that the order has to say to them.

mod arriving;
mod ending;
mod repairing;

pub use arriving::SlipDraft;
pub use ending::{Answer, Resolution};
pub use repairing::CheckResult;

use super::OrderRefusal;

const LONGEST_TEXT: usize = 1000;

/// Why something is done: 1 to 1000 characters.
fn check_reason(reason: &str) -> Result<String, OrderRefusal> {
    let reason = reason.trim();
    if reason.is_empty() {
        return Err(OrderRefusal::ReasonMissing);
    }
    if reason.chars().count() > LONGEST_TEXT {
        return Err(OrderRefusal::ReasonTooLong { most: LONGEST_TEXT });
    }
    Ok(reason.to_owned())
}

/// A carrier's number: 5 to 40 letters, digits and hyphens.
fn check_waybill(waybill: &str) -> Result<String, OrderRefusal> {
    let waybill = waybill.trim();
    let known = |b: u8| b.is_ascii_alphanumeric() || b == b'-';
    if (5..=40).contains(&waybill.len()) && waybill.bytes().all(known) {
        Ok(waybill.to_ascii_uppercase())
    } else {
        Err(OrderRefusal::WaybillUnfit)
    }
}
