//! 配件 Parts: what lies where, held for orders, used, and owed back.
//!
//! Rules: `domain::parts`. SQL: `store::parts`, moves: `store::things`. Pages: stock of a place, the things of an order.

mod receive;
mod reserve;
mod stock;
mod use_part;

pub use aftercare_store::{
    parts::{DutyRow, ItemRow, ReservationRow},
    things::{PlaceRow, StockRow},
};
pub use receive::{DeliveredUnit, Delivery, receive, receive_unit};
pub use reserve::{PartWanted, release_part, reserve_part};
pub use stock::{Transfer, duties_owed, parts_for_order, places, return_defective, stock_of, transfer};
pub use use_part::{PartUsed, use_part};
