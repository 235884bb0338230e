//! The book of things: places, units, lots and moves.
//!
//! A move is the only way a thing changes its place; the unit's place and the stock's quantity follow in the same call.

use aftercare_kernel::{
    Date, Instant,
    id::{ActId, BrandId, ItemId, ModelId, MoveId, NodeId, OrderId, PersonId, PlaceId, UnitId},
};

use crate::{Row, Scope, StoreError, Tx, Value, one, statement::Batch, statements};

statements! {
    INSERT_PLACE = "
        INSERT INTO place (id, brand_id, org_path, node_id, kind, code, name, technician_id, created_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    FIND_PLACE = "
        SELECT id, org_path, node_id, kind, code, name, technician_id FROM place WHERE id = $1 AND brand_id = $2";
    FIND_PLACE_BY_CODE = "
        SELECT id, org_path, node_id, kind, code, name, technician_id FROM place WHERE brand_id = $1 AND code = $2";
    PLACES_OF_NODE = "
        SELECT id, org_path, node_id, kind, code, name, technician_id
        FROM place WHERE brand_id = $1 AND node_id = $2 AND kind = $3 ORDER BY code";
    PLACES_IN_SCOPE = "
        SELECT id, org_path, node_id, kind, code, name, technician_id
        FROM place WHERE brand_id = $1 AND org_path >= $2 AND org_path < $3 ORDER BY org_path, code LIMIT $4";
    INSERT_UNIT = "
        INSERT INTO unit (id, brand_id, kind, model_id, item_id, serial, imei, imei_2, made_on, condition, place_id, moves)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 1)";
    FIND_UNIT = "
        SELECT id, kind, model_id, item_id, serial, imei, imei_2, made_on, condition, place_id
        FROM unit WHERE id = $1 AND brand_id = $2";
    /// Exactly one writer wins a unit: the place it is taken from must still be where it is.
    RELOCATE_UNIT = "
        UPDATE unit SET place_id = $3, moves = moves + 1 WHERE id = $1 AND place_id = $2 AND brand_id = $4
        RETURNING moves";
    SET_UNIT_CONDITION = "UPDATE unit SET condition = $3 WHERE id = $1 AND brand_id = $2";
    UNITS_AT_PLACE = "
        SELECT id, kind, model_id, item_id, serial, imei, imei_2, made_on, condition, place_id
        FROM unit WHERE brand_id = $1 AND place_id = $2 AND item_id = $3 ORDER BY id LIMIT $4";
    INSERT_MOVE = "
        INSERT INTO thing_move
            (id, brand_id, at, unit_id, seq, item_id, lot, quantity, from_place, to_place, reason, order_id, act_id)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)";
    ADD_TO_STOCK = "
        INSERT INTO stock (place_id, item_id, lot, brand_id, quantity, reserved, unbounded)
        VALUES ($1, $2, $3, $4, $5, 0, $6)
        ON CONFLICT (place_id, item_id, lot) DO UPDATE SET quantity = stock.quantity + $5";
    /// Only what is not held for another order can leave; a source gives what is asked.
    TAKE_FREE_STOCK = "
        UPDATE stock SET quantity = quantity - $4
        WHERE place_id = $1 AND item_id = $2 AND lot = $3 AND (unbounded = 1 OR quantity - reserved >= $4)";
    /// What was held for an order leaves, and its hold with it.
    TAKE_RESERVED_STOCK = "
        UPDATE stock SET quantity = quantity - $4, reserved = reserved - $4
        WHERE place_id = $1 AND item_id = $2 AND lot = $3 AND reserved >= $4 AND quantity >= $4";
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
    MOVES_OF_ORDER = "
        SELECT m.id, m.at, m.quantity, f.name, t.name, m.reason, COALESCE(u.serial, ''), COALESCE(i.code, ''), COALESCE(i.name, ''), COALESCE(i.name_en, '')
        FROM thing_move m
        JOIN place f ON f.id = m.from_place JOIN place t ON t.id = m.to_place
        LEFT JOIN unit u ON u.id = m.unit_id LEFT JOIN item i ON i.id = m.item_id
        WHERE m.order_id = $1 ORDER BY m.id LIMIT 500";
    MOVES_OF_UNIT = "
        SELECT m.id, m.at, m.quantity, f.name, t.name, m.reason, COALESCE(u.serial, ''), COALESCE(i.code, ''), COALESCE(i.name, ''), COALESCE(i.name_en, '')
        FROM thing_move m
        JOIN place f ON f.id = m.from_place JOIN place t ON t.id = m.to_place
        LEFT JOIN unit u ON u.id = m.unit_id LEFT JOIN item i ON i.id = m.item_id
        WHERE m.unit_id = $1 ORDER BY m.seq LIMIT 500";
    /// Units whose recorded place is not where their last move brought them.
    UNITS_ASTRAY = "
        SELECT u.id, u.serial FROM unit u
        WHERE u.place_id <> COALESCE((
            SELECT m.to_place FROM thing_move m WHERE m.unit_id = u.id AND m.seq = u.moves), '')
        LIMIT $1";
    /// Moves of a unit that do not start where the move before ended.
    BROKEN_TRAILS = "
        SELECT t.id, t.unit_id FROM (
            SELECT id, unit_id, seq, from_place,
                LAG(to_place) OVER (PARTITION BY unit_id ORDER BY seq) AS came_to,
                LAG(seq) OVER (PARTITION BY unit_id ORDER BY seq) AS came_as
            FROM thing_move WHERE unit_id IS NOT NULL) t
        WHERE t.seq <> COALESCE(t.came_as, 0) + 1 OR (t.came_to IS NOT NULL AND t.came_to <> t.from_place) LIMIT $1";
    /// Stock that is not the sum of its moves.
    STOCK_ASTRAY = "
        SELECT x.place_id, x.item_id, x.lot, CAST(SUM(x.quantity) AS BIGINT) FROM (
            SELECT to_place AS place_id, item_id, lot, quantity FROM thing_move WHERE unit_id IS NULL
            UNION ALL
            SELECT from_place, item_id, lot, 0 - quantity FROM thing_move WHERE unit_id IS NULL
            UNION ALL
            SELECT place_id, item_id, lot, 0 - quantity FROM stock) x
        GROUP BY x.place_id, x.item_id, x.lot HAVING SUM(x.quantity) <> 0 LIMIT $1";
    STOCK_BELOW_ZERO = "
        SELECT place_id, item_id, lot, quantity FROM stock
        WHERE unbounded = 0 AND (quantity < 0 OR reserved < 0 OR reserved > quantity) LIMIT $1";
    /// Holds that are not the sum of the reservations still held.
    HOLDS_ASTRAY = "
        SELECT x.place_id, x.item_id, x.lot, CAST(SUM(x.quantity) AS BIGINT) FROM (
            SELECT place_id, item_id, lot, quantity FROM reservation WHERE state = 'held'
            UNION ALL
            SELECT place_id, item_id, lot, 0 - reserved FROM stock) x
        GROUP BY x.place_id, x.item_id, x.lot HAVING SUM(x.quantity) <> 0 LIMIT $1";
}

/// Where things can be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlaceRow {
    pub id: PlaceId,
    pub org_path: String,
    pub node_id: NodeId,
    pub kind: String,
    pub code: String,
    pub name: String,
    pub technician_id: Option<PersonId>,
}

impl PlaceRow {
    fn read(row: &Row) -> Result<Self, StoreError> {
        Ok(Self {
            id: row.parse(0)?,
            org_path: row.text(1)?,
            node_id: row.parse(2)?,
            kind: row.text(3)?,
            code: row.text(4)?,
            name: row.text(5)?,
            technician_id: row.opt_parse(6)?,
        })
    }
    fn is_source(&self) -> bool {
        self.kind == "source"
    }
}

/// One serialised thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitRow {
    pub id: UnitId,
    pub kind: String,
    pub model_id: Option<ModelId>,
    pub item_id: Option<ItemId>,
    pub serial: String,
    pub imei: Option<String>,
    pub imei_2: Option<String>,
    pub made_on: Option<Date>,
    pub condition: String,
    pub place_id: PlaceId,
}

impl UnitRow {
    fn read(row: &Row) -> Result<Self, StoreError> {
        Ok(Self {
            id: row.parse(0)?,
            kind: row.text(1)?,
            model_id: row.opt_parse(2)?,
            item_id: row.opt_parse(3)?,
            serial: row.text(4)?,
            imei: row.opt_text(5)?,
            imei_2: row.opt_text(6)?,
            made_on: row.opt_date(7)?,
            condition: row.text(8)?,
            place_id: row.parse(9)?,
        })
    }
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
    pub to: String,
    pub reason: String,
    pub serial: String,
    pub item_code: String,
    pub item_name: String,
    pub item_name_en: String,
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

pub struct NewPlace<'a> {
    pub id: PlaceId,
    pub brand_id: BrandId,
    pub org_path: &'a str,
    pub node_id: NodeId,
    pub kind: &'static str,
    pub code: &'a str,
    pub name: &'a str,
    pub technician_id: Option<PersonId>,
    pub created_at: Instant,
}

pub fn insert_place(tx: &mut dyn Tx, place: &NewPlace) -> Result<(), StoreError> {
    tx.execute(
        &INSERT_PLACE,
        &[
            place.id.into(),
            place.brand_id.into(),
            place.org_path.into(),
            place.node_id.into(),
            place.kind.into(),
            place.code.into(),
            place.name.into(),
            place.technician_id.into(),
            place.created_at.into(),
        ],
    )?;
    Ok(())
}

pub fn find_place(tx: &mut dyn Tx, brand: BrandId, id: PlaceId) -> Result<Option<PlaceRow>, StoreError> {
    one(tx, &FIND_PLACE, &[id.into(), brand.into()])?.as_ref().map(PlaceRow::read).transpose()
}

pub fn find_place_by_code(tx: &mut dyn Tx, brand: BrandId, code: &str) -> Result<Option<PlaceRow>, StoreError> {
    one(tx, &FIND_PLACE_BY_CODE, &[brand.into(), code.into()])?.as_ref().map(PlaceRow::read).transpose()
}

/// The places of one kind that belong to a node: its shelf, its custody cage, its technicians' vans.
pub fn places_of_node(
    tx: &mut dyn Tx,
    brand: BrandId,
    node: NodeId,
    kind: &'static str,
) -> Result<Vec<PlaceRow>, StoreError> {
    tx.query(&PLACES_OF_NODE, &[brand.into(), node.into(), kind.into()])?.iter().map(PlaceRow::read).collect()
}

pub fn places_in_scope(tx: &mut dyn Tx, scope: &Scope, most: u32) -> Result<Vec<PlaceRow>, StoreError> {
    let [brand, from, to] = scope.params();
    tx.query(&PLACES_IN_SCOPE, &[brand, from, to, most.into()])?.iter().map(PlaceRow::read).collect()
}

pub struct NewUnit<'a> {
    pub id: UnitId,
    pub brand_id: BrandId,
    pub kind: &'static str,
    pub model_id: Option<ModelId>,
    pub item_id: Option<ItemId>,
    pub serial: &'a str,
    pub imei: Option<&'a str>,
    pub imei_2: Option<&'a str>,
    pub made_on: Option<Date>,
    pub condition: &'static str,
}

/// Brings a new unit into the books: it comes from `source` and is at `place` after its first move.
pub fn bring_in_unit(tx: &mut dyn Tx, unit: &NewUnit, first: &NewMove) -> Result<(), StoreError> {
    let mut batch = Batch::new();
    add_unit(&mut batch, unit, first);
    tx.execute_all(&batch)
}

/// The unit and its first move as rows of one batch.
pub(crate) fn add_unit(batch: &mut Batch, unit: &NewUnit, first: &NewMove) {
    let row = vec![
        unit.id.into(),
        unit.brand_id.into(),
        unit.kind.into(),
        unit.model_id.into(),
        unit.item_id.into(),
        unit.serial.into(),
        unit.imei.into(),
        unit.imei_2.into(),
        unit.made_on.into(),
        unit.condition.into(),
        first.to.into(),
    ];
    batch.push((&INSERT_UNIT, row));
    batch.push((&INSERT_MOVE, move_values(first, 1)));
}

pub fn find_unit(tx: &mut dyn Tx, brand: BrandId, id: UnitId) -> Result<Option<UnitRow>, StoreError> {
    one(tx, &FIND_UNIT, &[id.into(), brand.into()])?.as_ref().map(UnitRow::read).transpose()
}

pub fn units_at_place(
    tx: &mut dyn Tx,
    brand: BrandId,
    place: PlaceId,
    item: ItemId,
    most: u32,
) -> Result<Vec<UnitRow>, StoreError> {
    tx.query(&UNITS_AT_PLACE, &[brand.into(), place.into(), item.into(), most.into()])?
        .iter()
        .map(UnitRow::read)
        .collect()
}

pub fn set_unit_condition(
    tx: &mut dyn Tx,
    brand: BrandId,
    unit: UnitId,
    condition: &'static str,
) -> Result<(), StoreError> {
    tx.execute(&SET_UNIT_CONDITION, &[unit.into(), brand.into(), condition.into()])?;
    Ok(())
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

fn add_to_stock(
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

fn move_values(movement: &NewMove, seq: i64) -> Vec<Value> {
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
    })
}

/// What `aftercare check` found wrong in the book of things: the rule and the row, at most `most` of each rule.
pub fn findings(tx: &mut dyn Tx, most: u32) -> Result<Vec<(&'static str, String)>, StoreError> {
    let mut found = Vec::new();
    for (rule, statement) in [
        ("unit_in_one_place", &UNITS_ASTRAY),
        ("unit_trail_unbroken", &BROKEN_TRAILS),
        ("stock_is_sum_of_moves", &STOCK_ASTRAY),
        ("stock_not_below_zero", &STOCK_BELOW_ZERO),
        ("holds_are_sum_of_reservations", &HOLDS_ASTRAY),
    ] {
        for row in tx.query(statement, &[most.into()])? {
            found.push((rule, format!("{} {}", row.text(0)?, row.text(1)?)));
        }
    }
    Ok(found)
}
