//! The book of things: places, units, lots and moves.
//!
//! A move is the only way a thing changes its place.

pub(crate) mod findings;
pub(crate) mod moves;
pub(crate) mod place;
pub(crate) mod stock;
pub(crate) mod unit;

pub use findings::findings;
pub use moves::{MoveRow, Moved, NewMove, Thing, moves_of_order, moves_of_unit, write_move};
pub use place::{NewPlace, PlaceRow, find_place, find_place_by_code, insert_place, places_in_scope, places_of_node};
pub use stock::{StockRow, free, hold, stock_of_place};
pub(crate) use unit::add_unit;
pub use unit::{NewUnit, UnitRow, bring_in_unit, find_unit, set_unit_condition, units_at_place};
