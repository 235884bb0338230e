//! Moves: the book itself. The unit's place and the stock's quantity follow in the same call.

use aftercare_kernel::{
    Instant,
    id::{ActId, BrandId, ItemId, MoveId, OrderId, PlaceId, UnitId},
};

use super::{place::find_place, stock::add_to_stock, unit::INSERT_MOVE};
use crate::{Row, StoreError, Tx, Value, one, statements};

statements! {
    /// Exactly one writer wins a unit: the place it is taken from must still be where it is.
    RELOCATE_UNIT = "
        UPDATE unit SET place_id = $3, moves = moves + 1 WHERE id = $1 AND place_id = $2 AND brand_id = $4
        RETURNING moves";
    /// Only what is not held for another order can leave; a source gives what is asked.
    TAKE_FREE_STOCK = "
        UPDATE stock SET quantity = quantity - $4
        WHERE place_id = $1 AND item_id = $2 AND lot = $3 AND (unbounded = 1 OR quantity - reserved >= $4)";
    /// What was held for an order leaves, and its hold with it.
    TAKE_RESERVED_STOCK = "
        UPDATE stock SET quantity = quantity - $4, reserved = reserved - $4
        WHERE place_id = $1 AND item_id = $2 AND lot = $3 AND reserved >= $4 AND quantity >= $4";
    MOVES_OF_ORDER = "
        SELECT m.id, m.at, m.quantity, f.name, t.name, m.reason, COALESCE(u.serial, ''), COALESCE(i.code, ''), COALESCE(i.name, ''), COALESCE(i.name_en, ''),
               f.kind, t.kind
        FROM thing_move m
        JOIN place f ON f.id = m.from_place JOIN place t ON t.id = m.to_place
        LEFT JOIN unit u ON u.id = m.unit_id LEFT JOIN item i ON i.id = m.item_id
        WHERE m.order_id = $1 ORDER BY m.id LIMIT 500";
    MOVES_OF_UNIT = "
        SELECT m.id, m.at, m.quantity, f.name, t.name, m.reason, COALESCE(u.serial, ''), COALESCE(i.code, ''), COALESCE(i.name, ''), COALESCE(i.name_en, ''),
               f.kind, t.kind
        FROM thing_move m
        JOIN place f ON f.id = m.from_place JOIN place t ON t.id = m.to_place
        LEFT JOIN unit u ON u.id = m.unit_id LEFT JOIN item i ON i.id = m.item_id
        WHERE m.unit_id = $1 ORDER BY m.seq LIMIT 500";
}

/// What moves: a unit, or a quantity of an item's lot.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Thing {
    Unit { id: UnitId, item_id: Option<ItemId> },
    Quantity { item_id: ItemId, lot: String, quantity: u32, reserved: bool },
}

/// One entry of the book of things, as it is to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewMove {
    pub id: MoveId,
    pub brand_id: BrandId,
    pub at: Instant,
    pub thing: Thing,
    pub from: PlaceId,
    pub to: PlaceId,
    pub reason: &'static str,
    pub order_id: Option<OrderId>,
    pub act_id: Option<ActId>,
}

/// A move as the pages show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MoveRow {
    pub at: Instant,
    pub quantity: i64,
    pub from: String,
    pub from_kind: String,
    pub to: String,
    pub to_kind: String,
    pub reason: String,
    pub serial: String,
    pub item_code: String,
    pub item_name: String,
    pub item_name_en: String,
}

/// Why a move could not be made: the thing was not there, or not free.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Moved {
    Done,
    NotThere,
}

/// Writes the move and lets the unit's place or the two stocks follow. `NotThere` leaves nothing behind but
/// must end the use case: the caller turns it into a refusal, and the transaction rolls back.
pub fn write_move(tx: &mut dyn Tx, movement: &NewMove) -> Result<Moved, StoreError> {
    let seq = match &movement.thing {
        Thing::Unit { id, .. } => relocate(tx, movement, *id)?,
        Thing::Quantity { item_id, lot, quantity, reserved } => {
            let taken = take_quantity(tx, movement, *item_id, lot, *quantity, *reserved)?;
            (taken > 0).then_some(0)
        }
    };
    let Some(seq) = seq else { return Ok(Moved::NotThere) };
    tx.execute(&INSERT_MOVE, &move_values(movement, seq))?;
    Ok(Moved::Done)
}

/// The number of the unit's move, or `None` when it is not at the place it should leave.
fn relocate(tx: &mut dyn Tx, movement: &NewMove, unit: UnitId) -> Result<Option<i64>, StoreError> {
    let params = [unit.into(), movement.from.into(), movement.to.into(), movement.brand_id.into()];
    one(tx, &RELOCATE_UNIT, &params)?.map(|row| row.int(0)).transpose()
}

fn take_quantity(
    tx: &mut dyn Tx,
    movement: &NewMove,
    item: ItemId,
    lot: &str,
    quantity: u32,
    reserved: bool,
) -> Result<u64, StoreError> {
    let Some(from) = find_place(tx, movement.brand_id, movement.from)? else { return Ok(0) };
    let Some(to) = find_place(tx, movement.brand_id, movement.to)? else { return Ok(0) };
    let taken = if from.is_source() {
        add_to_stock(tx, movement, &from, item, lot, -i64::from(quantity))?
    } else {
        let statement = if reserved { &TAKE_RESERVED_STOCK } else { &TAKE_FREE_STOCK };
        tx.execute(statement, &[from.id.into(), item.into(), lot.into(), quantity.into()])?
    };
    if taken > 0 {
        add_to_stock(tx, movement, &to, item, lot, i64::from(quantity))?;
    }
    Ok(taken)
}

pub(super) fn move_values(movement: &NewMove, seq: i64) -> Vec<Value> {
    let (unit, item, lot, quantity) = match &movement.thing {
        Thing::Unit { id, item_id } => (Some(*id), *item_id, "", 1),
        Thing::Quantity { item_id, lot, quantity, .. } => (None, Some(*item_id), lot.as_str(), *quantity),
    };
    vec![
        movement.id.into(),
        movement.brand_id.into(),
        movement.at.into(),
        unit.into(),
        seq.into(),
        item.into(),
        lot.into(),
        quantity.into(),
        movement.from.into(),
        movement.to.into(),
        movement.reason.into(),
        movement.order_id.into(),
        movement.act_id.into(),
    ]
}

pub fn moves_of_order(tx: &mut dyn Tx, order: OrderId) -> Result<Vec<MoveRow>, StoreError> {
    tx.query(&MOVES_OF_ORDER, &[order.into()])?.iter().map(read_move).collect()
}

pub fn moves_of_unit(tx: &mut dyn Tx, unit: UnitId) -> Result<Vec<MoveRow>, StoreError> {
    tx.query(&MOVES_OF_UNIT, &[unit.into()])?.iter().map(read_move).collect()
}

fn read_move(row: &Row) -> Result<MoveRow, StoreError> {
    Ok(MoveRow {
        at: row.instant(1)?,
        quantity: row.int(2)?,
        from: row.text(3)?,
        to: row.text(4)?,
        reason: row.text(5)?,
        serial: row.text(6)?,
        item_code: row.text(7)?,
        item_name: row.text(8)?,
        item_name_en: row.text(9)?,
        from_kind: row.text(10)?,
        to_kind: row.text(11)?,
    })
}
