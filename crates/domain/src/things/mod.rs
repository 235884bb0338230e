//! 物账 — the book of things.
//!
//! Decides: where things can be, which moves make sense, and whether the moves that were read back explain where
//! everything is said to be.
//! By: the field's in/out register (客户商品进出登记簿) and the stock forms; conservation is our own promise.
//! Always holds: a serialised unit is in exactly one place; what goes out of a place comes into another; no place
//! but a source goes below zero.
//! SQL: `store/src/things.rs`. Use cases: take_in, use_part, exchange, hand_over, move_stock, import.
//! Pages: stock of a place, the things of an order, the history of a device.

mod check;
mod moves;
mod place;

pub use check::{StockCheck, StockFinding, StockKey, StockRow, UnitCheck, UnitFinding};
pub use moves::{Move, MoveReason, Thing, ThingsRefusal};
pub use place::{Place, PlaceKind};
