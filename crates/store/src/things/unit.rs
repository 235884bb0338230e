//! Serialised things, and where each is.

use aftercare_kernel::{
    Date,
    id::{BrandId, ItemId, ModelId, PlaceId, UnitId},
};

use super::moves::{NewMove, move_values};
use crate::{Row, StoreError, Tx, one, statement::Batch, statements};

statements! {
    INSERT_UNIT = "
        INSERT INTO unit (id, brand_id, kind, model_id, item_id, serial, imei, imei_2, made_on, condition, place_id, moves)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 1)";
    FIND_UNIT = "
        SELECT id, kind, model_id, item_id, serial, imei, imei_2, made_on, condition, place_id
        FROM unit WHERE id = $1 AND brand_id = $2";
    SET_UNIT_CONDITION = "UPDATE unit SET condition = $3 WHERE id = $1 AND brand_id = $2";
    UNITS_AT_PLACE = "
        SELECT id, kind, model_id, item_id, serial, imei, imei_2, made_on, condition, place_id
        FROM unit WHERE brand_id = $1 AND place_id = $2 AND item_id = $3 ORDER BY id LIMIT $4";
    INSERT_MOVE = "
        INSERT INTO thing_move
            (id, brand_id, at, unit_id, seq, item_id, lot, quantity, from_place, to_place, reason, order_id, act_id)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)";
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
