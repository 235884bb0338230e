//! Reservations of stock for orders, and the defective parts owed to the brand.

use aftercare_kernel::{
    Instant,
    id::{BrandId, DutyId, ItemId, OrderId, PlaceId, ReservationId},
};

use crate::{Row, Scope, StoreError, Tx, one, statement::broken, statements};

statements! {
    INSERT_RESERVATION = "
        INSERT INTO reservation (id, brand_id, order_id, place_id, item_id, lot, quantity, state, at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, 'held', $8)";
    RESERVATIONS_OF_ORDER = "
        SELECT r.id, r.place_id, r.item_id, r.lot, r.quantity, r.state, p.name, i.code, i.name, i.name_en, p.kind
        FROM reservation r JOIN place p ON p.id = r.place_id JOIN item i ON i.id = r.item_id
        WHERE r.order_id = $1 ORDER BY r.id LIMIT 200";
    FIND_RESERVATION = "
        SELECT r.id, r.place_id, r.item_id, r.lot, r.quantity, r.state, p.name, i.code, i.name, i.name_en, p.kind
        FROM reservation r JOIN place p ON p.id = r.place_id JOIN item i ON i.id = r.item_id
        WHERE r.id = $1 AND r.order_id = $2";
    HELD_FOR_ORDER = "SELECT CAST(COUNT(*) AS BIGINT) FROM reservation WHERE order_id = $1 AND state = 'held'";
    END_RESERVATION = "UPDATE reservation SET state = $2 WHERE id = $1 AND state = 'held'";
    INSERT_DUTY = "
        INSERT INTO defective_duty (id, brand_id, org_path, order_id, item_id, lot, quantity, due_at, state)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'owed')";
    DUTIES_OF_ORDER = "
        SELECT d.id, d.order_id, d.item_id, d.quantity, d.due_at, d.state, i.code, i.name, i.name_en, o.number, d.lot
        FROM defective_duty d JOIN item i ON i.id = d.item_id JOIN service_order o ON o.id = d.order_id
        WHERE d.order_id = $1 ORDER BY d.id LIMIT 200";
    DUTIES_OWED = "
        SELECT d.id, d.order_id, d.item_id, d.quantity, d.due_at, d.state, i.code, i.name, i.name_en, o.number, d.lot
        FROM defective_duty d JOIN item i ON i.id = d.item_id JOIN service_order o ON o.id = d.order_id
        WHERE d.brand_id = $1 AND d.org_path >= $2 AND d.org_path < $3 AND d.state = 'owed' ORDER BY d.due_at LIMIT $4";
    FIND_DUTY = "
        SELECT d.id, d.order_id, d.item_id, d.quantity, d.due_at, d.state, i.code, i.name, i.name_en, o.number, d.lot
        FROM defective_duty d JOIN item i ON i.id = d.item_id JOIN service_order o ON o.id = d.order_id
        WHERE d.brand_id = $1 AND d.org_path >= $2 AND d.org_path < $3 AND d.id = $4";
    FULFIL_DUTY = "UPDATE defective_duty SET state = 'returned', returned_at = $2 WHERE id = $1 AND state = 'owed'";
    /// Parts on an order that did not leave the stock for it. A part that was quoted is a line without an item.
    PARTS_NOT_MOVED = "
        SELECT l.id, l.order_id FROM order_line l
        WHERE l.kind = 'part' AND l.item_id IS NOT NULL AND NOT EXISTS (
            SELECT 1 FROM thing_move m
            WHERE m.id = l.move_id AND m.order_id = l.order_id AND m.item_id = l.item_id AND m.quantity = l.quantity
                AND m.reason = 'part_used')
        LIMIT $1";
    /// Stock held for orders that have ended.
    HELD_FOR_ENDED = "
        SELECT r.id, o.number FROM reservation r JOIN service_order o ON o.id = r.order_id
        WHERE r.state = 'held' AND o.state IN ('closed', 'cancelled', 'archived') LIMIT $1";
    /// Defective parts owed to the brand that are not in the station's defective stock.
    OWED_AND_NOT_THERE = "
        SELECT x.org_path, x.item_id FROM (
            SELECT brand_id, org_path, item_id, lot, quantity FROM defective_duty WHERE state = 'owed'
            UNION ALL
            SELECT s.brand_id, p.org_path, s.item_id, s.lot, 0 - s.quantity
            FROM stock s JOIN place p ON p.id = s.place_id WHERE p.kind = 'defective') x
        GROUP BY x.brand_id, x.org_path, x.item_id, x.lot HAVING SUM(x.quantity) > 0 LIMIT $1";
    /// Items that fit a model, with what is free of each at a place.
    ITEMS_FOR_MODEL = "
        SELECT i.id, i.code, i.name, i.name_en, i.kind, i.part_kind, i.serialised, i.returns_defective, i.price_minor, i.cost_minor, i.currency,
               COALESCE(s.lot, ''), COALESCE(s.quantity - s.reserved, 0)
        FROM item_fit f JOIN item i ON i.id = f.item_id
        LEFT JOIN stock s ON s.item_id = i.id AND s.place_id = $2
        WHERE f.model_id = $1 AND i.brand_id = $3 ORDER BY i.code LIMIT 200";
    FIND_ITEM = "
        SELECT i.id, i.code, i.name, i.name_en, i.kind, i.part_kind, i.serialised, i.returns_defective, i.price_minor, i.cost_minor, i.currency,
               '', 0
        FROM item i WHERE i.id = $1 AND i.brand_id = $2";
    /// The stocked exchange devices of a model.
    EXCHANGE_ITEM_OF_MODEL = "
        SELECT i.id, i.code, i.name, i.name_en, i.kind, i.part_kind, i.serialised, i.returns_defective, i.price_minor, i.cost_minor, i.currency,
               '', 0
        FROM item_fit f JOIN item i ON i.id = f.item_id
        WHERE f.model_id = $1 AND i.brand_id = $2 AND i.kind = 'device' ORDER BY i.code LIMIT 5";
}

/// Stock held for an order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReservationRow {
    pub id: ReservationId,
    pub place_id: PlaceId,
    pub item_id: ItemId,
    pub lot: String,
    pub quantity: i64,
    pub state: String,
    pub place: String,
    pub place_kind: String,
    pub item_code: String,
    pub item_name: String,
    pub item_name_en: String,
}

pub struct NewReservation<'a> {
    pub id: ReservationId,
    pub brand_id: BrandId,
    pub order_id: OrderId,
    pub place_id: PlaceId,
    pub item_id: ItemId,
    pub lot: &'a str,
    pub quantity: u32,
    pub at: Instant,
}

pub fn insert_reservation(tx: &mut dyn Tx, new: &NewReservation) -> Result<(), StoreError> {
    tx.execute(
        &INSERT_RESERVATION,
        &[
            new.id.into(),
            new.brand_id.into(),
            new.order_id.into(),
            new.place_id.into(),
            new.item_id.into(),
            new.lot.into(),
            new.quantity.into(),
            new.at.into(),
        ],
    )?;
    Ok(())
}

fn read_reservation(row: &Row) -> Result<ReservationRow, StoreError> {
    Ok(ReservationRow {
        id: row.parse(0)?,
        place_id: row.parse(1)?,
        item_id: row.parse(2)?,
        lot: row.text(3)?,
        quantity: row.int(4)?,
        state: row.text(5)?,
        place: row.text(6)?,
        item_code: row.text(7)?,
        item_name: row.text(8)?,
        item_name_en: row.text(9)?,
        place_kind: row.text(10)?,
    })
}

pub fn reservations_of_order(tx: &mut dyn Tx, order: OrderId) -> Result<Vec<ReservationRow>, StoreError> {
    tx.query(&RESERVATIONS_OF_ORDER, &[order.into()])?.iter().map(read_reservation).collect()
}

/// The order's own reservation of that id, however many it had.
pub fn find_reservation(
    tx: &mut dyn Tx,
    order: OrderId,
    id: ReservationId,
) -> Result<Option<ReservationRow>, StoreError> {
    one(tx, &FIND_RESERVATION, &[id.into(), order.into()])?.as_ref().map(read_reservation).transpose()
}

/// How many reservations are neither used nor released.
pub fn held_for_order(tx: &mut dyn Tx, order: OrderId) -> Result<i64, StoreError> {
    one(tx, &HELD_FOR_ORDER, &[order.into()])?.map_or(Ok(0), |row| row.int(0))
}

/// Marks a hold as used or released; false when it was ended before.
pub fn end_reservation(tx: &mut dyn Tx, id: ReservationId, state: &'static str) -> Result<bool, StoreError> {
    Ok(tx.execute(&END_RESERVATION, &[id.into(), state.into()])? > 0)
}

/// A defective part owed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DutyRow {
    pub id: DutyId,
    pub order_id: OrderId,
    pub item_id: ItemId,
    pub quantity: i64,
    pub due_at: Instant,
    pub state: String,
    pub item_code: String,
    pub item_name: String,
    pub item_name_en: String,
    pub order_number: String,
    pub lot: String,
}

fn read_duty(row: &Row) -> Result<DutyRow, StoreError> {
    Ok(DutyRow {
        id: row.parse(0)?,
        order_id: row.parse(1)?,
        item_id: row.parse(2)?,
        quantity: row.int(3)?,
        due_at: row.instant(4)?,
        state: row.text(5)?,
        item_code: row.text(6)?,
        item_name: row.text(7)?,
        item_name_en: row.text(8)?,
        order_number: row.text(9)?,
        lot: row.text(10)?,
    })
}

pub struct NewDuty<'a> {
    pub id: DutyId,
    pub brand_id: BrandId,
    pub org_path: &'a str,
    pub order_id: OrderId,
    pub item_id: ItemId,
    pub lot: &'a str,
    pub quantity: u32,
    pub due_at: Instant,
}

pub fn insert_duty(tx: &mut dyn Tx, new: &NewDuty) -> Result<(), StoreError> {
    tx.execute(
        &INSERT_DUTY,
        &[
            new.id.into(),
            new.brand_id.into(),
            new.org_path.into(),
            new.order_id.into(),
            new.item_id.into(),
            new.lot.into(),
            new.quantity.into(),
            new.due_at.into(),
        ],
    )?;
    Ok(())
}

pub fn duties_of_order(tx: &mut dyn Tx, order: OrderId) -> Result<Vec<DutyRow>, StoreError> {
    tx.query(&DUTIES_OF_ORDER, &[order.into()])?.iter().map(read_duty).collect()
}

/// What a part of the tree owes, most urgent first.
pub fn duties_owed(tx: &mut dyn Tx, scope: &Scope, most: u32) -> Result<Vec<DutyRow>, StoreError> {
    tx.query(&DUTIES_OWED, &scope.params_and([most.into()]))?.iter().map(read_duty).collect()
}

pub fn find_duty(tx: &mut dyn Tx, scope: &Scope, id: DutyId) -> Result<Option<DutyRow>, StoreError> {
    one(tx, &FIND_DUTY, &scope.params_and([id.into()]))?.as_ref().map(read_duty).transpose()
}

pub fn fulfil_duty(tx: &mut dyn Tx, id: DutyId, now: Instant) -> Result<bool, StoreError> {
    Ok(tx.execute(&FULFIL_DUTY, &[id.into(), now.into()])? > 0)
}

/// An item of the catalogue; `free` is what a place could give of its lot, 0 where no place was asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemRow {
    pub id: ItemId,
    pub code: String,
    pub name: String,
    pub name_en: String,
    pub kind: String,
    pub part_kind: Option<String>,
    pub serialised: bool,
    pub returns_defective: bool,
    pub price_minor: i64,
    pub cost_minor: i64,
    pub currency: String,
    pub lot: String,
    pub free: i64,
}

fn read_item(row: &Row) -> Result<ItemRow, StoreError> {
    Ok(ItemRow {
        id: row.parse(0)?,
        code: row.text(1)?,
        name: row.text(2)?,
        name_en: row.text(3)?,
        kind: row.text(4)?,
        part_kind: row.opt_text(5)?,
        serialised: row.flag(6)?,
        returns_defective: row.flag(7)?,
        price_minor: row.int(8)?,
        cost_minor: row.int(9)?,
        currency: row.text(10)?,
        lot: row.text(11)?,
        free: row.int(12)?,
    })
}

/// The parts that fit a model, with what is free at a place.
pub fn items_for_model(
    tx: &mut dyn Tx,
    brand: BrandId,
    model: aftercare_kernel::id::ModelId,
    place: PlaceId,
) -> Result<Vec<ItemRow>, StoreError> {
    tx.query(&ITEMS_FOR_MODEL, &[model.into(), place.into(), brand.into()])?.iter().map(read_item).collect()
}

pub fn find_item(tx: &mut dyn Tx, brand: BrandId, item: ItemId) -> Result<Option<ItemRow>, StoreError> {
    tx.query(&FIND_ITEM, &[item.into(), brand.into()])?.first().map(read_item).transpose()
}

/// The items under which exchange devices of a model are stocked.
pub fn exchange_items(
    tx: &mut dyn Tx,
    brand: BrandId,
    model: aftercare_kernel::id::ModelId,
) -> Result<Vec<ItemRow>, StoreError> {
    tx.query(&EXCHANGE_ITEM_OF_MODEL, &[model.into(), brand.into()])?.iter().map(read_item).collect()
}

/// What `aftercare check` found wrong with the parts of orders, at most `most` of each rule.
pub fn findings(tx: &mut dyn Tx, most: u32) -> Result<Vec<(&'static str, String)>, StoreError> {
    let rules = [
        ("used_part_left_the_stock", &PARTS_NOT_MOVED),
        ("ended_order_holds_nothing", &HELD_FOR_ENDED),
        ("owed_part_is_in_defective_stock", &OWED_AND_NOT_THERE),
    ];
    broken(tx, &rules, most)
}
