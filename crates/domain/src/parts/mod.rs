//! 配件 — spare parts for orders.
//!
//! Decides: what can be reserved and used from a place, which item fits a model, which removed part is owed to the
//! brand and by when.
//! By: capabilities G1–G3; a defective part is owed for each part used under warranty, within 30 days.
//! Always holds: reserved is never more than what lies there.
//! SQL: `store/src/parts.rs`. Use cases: reserve_part, use_part, release_part, return_defective, move_stock.
//! Pages: stock of a place, the things of an order.

mod defective;
mod stock;

pub use defective::{DefectiveDuty, DutyState, duty_for};
pub use stock::{PartFacts, ReservationState, Serials, StockLevel, check_part, check_serials, use_reserved};

refusals! {
    /// Why a step with a part is refused.
    PartsRefusal {
        QuantityUnfit { most: i64 } => "parts-refusal-quantity-unfit" at "quantity",
        NotEnough { free: i64, wanted: i64 } => "parts-refusal-not-enough" at "quantity" opens "parts-opens-order-or-other-place",
        NotAPart => "parts-refusal-not-a-part" at "item",
        DoesNotFit => "parts-refusal-does-not-fit" at "item",
        NotGoodStock => "parts-refusal-not-good-stock" at "place",
        /// What lies in defective stock goes back to the brand.
        OwedToTheBrand => "parts-refusal-owed-to-the-brand" at "to",
        SerialMissing => "parts-refusal-serial-missing" at "new_serial",
        OldSerialMissing => "parts-refusal-old-serial-missing" at "old_serial",
        SerialTooLong { most: usize } => "parts-refusal-serial-too-long" at "new_serial",
        SerialsAlike => "parts-refusal-serials-alike" at "old_serial",
        ReservationDone => "parts-refusal-reservation-done" opens "parts-opens-reserve-again",
        MoreThanReserved { reserved: i64 } => "parts-refusal-more-than-reserved" at "quantity" opens "parts-opens-reserve-again",
        AlreadyReturned => "parts-refusal-already-returned",
    }
}
