//! Quantities per place: what lies there, what is held for orders.

use aftercare_kernel::id::{ItemId, PlaceId};

use super::{moves::NewMove, place::PlaceRow};
use crate::{StoreError, Tx, Value, statements};

statements! {
    ADD_TO_STOCK = "
        INSERT INTO stock (place_id, item_id, lot, brand_id, quantity, reserved, unbounded)
        VALUES ($1, $2, $3, $4, $5, 0, $6)
        ON CONFLICT (place_id, item_id, lot) DO UPDATE SET quantity = stock.quantity + $5";
    HOLD_STOCK = "
        UPDATE stock SET reserved = reserved + $4
        WHERE place_id = $1 AND item_id = $2 AND lot = $3 AND quantity - reserved >= $4";
    FREE_STOCK = "
        UPDATE stock SET reserved = reserved - $4
        WHERE place_id = $1 AND item_id = $2 AND lot = $3 AND reserved >= $4";
    STOCK_OF_PLACE = "
        SELECT s.item_id, i.code, i.name, i.name_en, s.lot, s.quantity, s.reserved, i.price_minor, i.currency
        FROM stock s JOIN item i ON i.id = s.item_id
        WHERE s.place_id = $1 AND i.code > $2 AND s.quantity <> 0 ORDER BY i.code, s.lot LIMIT $3";
}

/// A line of a place's stock.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StockRow {
    pub item_id: ItemId,
    pub code: String,
    pub name: String,
    pub name_en: String,
    pub lot: String,
    pub quantity: i64,
    pub reserved: i64,
    pub price_minor: i64,
    pub currency: String,
}

pub(super) fn add_to_stock(
    tx: &mut dyn Tx,
    movement: &NewMove,
    place: &PlaceRow,
    item: ItemId,
    lot: &str,
    quantity: i64,
) -> Result<u64, StoreError> {
    let unbounded: Value = i64::from(place.is_source()).into();
    tx.execute(
        &ADD_TO_STOCK,
        &[place.id.into(), item.into(), lot.into(), movement.brand_id.into(), quantity.into(), unbounded],
    )
}

/// Holds stock for an order; false when there is not enough that is free.
pub fn hold(tx: &mut dyn Tx, place: PlaceId, item: ItemId, lot: &str, quantity: u32) -> Result<bool, StoreError> {
    Ok(tx.execute(&HOLD_STOCK, &[place.into(), item.into(), lot.into(), quantity.into()])? > 0)
}

pub fn free(tx: &mut dyn Tx, place: PlaceId, item: ItemId, lot: &str, quantity: u32) -> Result<bool, StoreError> {
    Ok(tx.execute(&FREE_STOCK, &[place.into(), item.into(), lot.into(), quantity.into()])? > 0)
}

/// A place's stock in the order of item codes; `after` is the last code seen.
pub fn stock_of_place(tx: &mut dyn Tx, place: PlaceId, after: &str, most: u32) -> Result<Vec<StockRow>, StoreError> {
    let rows = tx.query(&STOCK_OF_PLACE, &[place.into(), after.into(), most.into()])?;
    rows.iter()
        .map(|row| {
            Ok(StockRow {
                item_id: row.parse(0)?,
                code: row.text(1)?,
                name: row.text(2)?,
                name_en: row.text(3)?,
                lot: row.text(4)?,
                quantity: row.int(5)?,
                reserved: row.int(6)?,
                price_minor: row.int(7)?,
                currency: row.text(8)?,
            })
        })
        .collect()
}
