//! The catalogue: models, the parts they are made of, and the items that fit them.

use aftercare_domain::products::{ItemEntry, ModelEntry, ModelPart};
use aftercare_kernel::{
    Currency, Money,
    id::{BrandId, ItemId, ModelId},
};
use std::collections::BTreeSet;

use crate::{
    Row, StoreError, Tx, Value, one,
    search::{self, MODEL, name_terms},
    statement::Batch,
    statements,
};

statements! {
    INSERT_MODEL = "
        INSERT INTO model (id, brand_id, code, name, name_en, category, regime, price_minor, currency, active)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    UPDATE_MODEL = "
        UPDATE model
        SET code = $3, name = $4, name_en = $5, category = $6, regime = $7, price_minor = $8, currency = $9, active = $10
        WHERE id = $1 AND brand_id = $2";
    FIND_MODEL = "
        SELECT id, code, name, name_en, category, regime, price_minor, currency, active
        FROM model WHERE id = $1 AND brand_id = $2";
    FIND_MODEL_BY_CODE = "
        SELECT id, code, name, name_en, category, regime, price_minor, currency, active
        FROM model WHERE brand_id = $1 AND code = $2";
    MODELS = "
        SELECT id, code, name, name_en, category, regime, price_minor, currency, active
        FROM model WHERE brand_id = $1 AND code > $2 ORDER BY code LIMIT $3";
    INSERT_MODEL_PART = "INSERT INTO model_part (model_id, part_kind, brand_months) VALUES ($1, $2, $3)";
    FORGET_MODEL_PARTS = "DELETE FROM model_part WHERE model_id = $1";
    PARTS_OF_MODEL = "SELECT part_kind, brand_months FROM model_part WHERE model_id = $1 ORDER BY part_kind LIMIT 200";
    INSERT_ITEM = "
        INSERT INTO item
            (id, brand_id, code, name, name_en, kind, part_kind, serialised, returns_defective, price_minor, cost_minor, currency)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";
    UPDATE_ITEM = "
        UPDATE item
        SET code = $3, name = $4, name_en = $5, kind = $6, part_kind = $7, serialised = $8, returns_defective = $9,
            price_minor = $10, cost_minor = $11, currency = $12
        WHERE id = $1 AND brand_id = $2";
    FIND_ITEM = "
        SELECT id, code, name, name_en, kind, part_kind, serialised, returns_defective, price_minor, cost_minor, currency
        FROM item WHERE id = $1 AND brand_id = $2";
    FIND_ITEM_BY_CODE = "
        SELECT id, code, name, name_en, kind, part_kind, serialised, returns_defective, price_minor, cost_minor, currency
        FROM item WHERE brand_id = $1 AND code = $2";
    ITEMS = "
        SELECT id, code, name, name_en, kind, part_kind, serialised, returns_defective, price_minor, cost_minor, currency
        FROM item WHERE brand_id = $1 AND code > $2 ORDER BY code LIMIT $3";
    /// NOT keeps SQLite's planner from walking all items in the order of their codes.
    ITEMS_FOR_MODEL = "
        SELECT i.id, i.code, i.name, i.name_en, i.kind, i.part_kind, i.serialised, i.returns_defective, i.price_minor,
            i.cost_minor, i.currency
        FROM item_fit f JOIN item i ON i.id = f.item_id
        WHERE f.model_id = $1 AND NOT (i.brand_id <> $2) ORDER BY i.code LIMIT 500";
    INSERT_FIT = "INSERT INTO item_fit (item_id, model_id) VALUES ($1, $2)";
    /// Fits are keyed by model, so they are looked for from the brand's models.
    FORGET_FITS = "
        DELETE FROM item_fit WHERE model_id IN (SELECT m.id FROM model m WHERE m.brand_id = $2) AND item_id = $1";
    MODELS_OF_ITEM = "
        SELECT m.id FROM model m JOIN item_fit f ON f.model_id = m.id AND f.item_id = $1
        WHERE m.brand_id = $2 ORDER BY m.code";
}

/// A model of the catalogue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ModelRow {
    pub id: ModelId,
    pub entry: ModelEntry,
}

impl ModelRow {
    fn read(row: &Row) -> Result<Self, StoreError> {
        let currency: Currency = row.parse(7)?;
        let entry = ModelEntry {
            code: row.text(1)?,
            name: row.text(2)?,
            name_en: row.text(3)?,
            category: row.text(4)?,
            regime: row.opt_text(5)?,
            price: Money::from_minor(row.int(6)?, currency),
            active: row.flag(8)?,
        };
        Ok(Self { id: row.parse(0)?, entry })
    }
}

/// A spare part, or a device in stock.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemRow {
    pub id: ItemId,
    pub entry: ItemEntry,
}

impl ItemRow {
    fn read(row: &Row) -> Result<Self, StoreError> {
        let currency: Currency = row.parse(10)?;
        let entry = ItemEntry {
            code: row.text(1)?,
            name: row.text(2)?,
            name_en: row.text(3)?,
            kind: row.parse(4)?,
            part_kind: row.opt_text(5)?,
            serialised: row.flag(6)?,
            returns_defective: row.flag(7)?,
            price: Money::from_minor(row.int(8)?, currency),
            cost: Money::from_minor(row.int(9)?, currency),
        };
        Ok(Self { id: row.parse(0)?, entry })
    }
}

fn model_values(brand: BrandId, id: ModelId, entry: &ModelEntry) -> Vec<Value> {
    vec![
        id.into(),
        brand.into(),
        entry.code.as_str().into(),
        entry.name.as_str().into(),
        entry.name_en.as_str().into(),
        entry.category.as_str().into(),
        entry.regime.as_deref().into(),
        entry.price.minor().into(),
        entry.price.currency().into(),
        entry.active.into(),
    ]
}

fn item_values(brand: BrandId, id: ItemId, entry: &ItemEntry) -> Vec<Value> {
    vec![
        id.into(),
        brand.into(),
        entry.code.as_str().into(),
        entry.name.as_str().into(),
        entry.name_en.as_str().into(),
        entry.kind.name().into(),
        entry.part_kind.as_deref().into(),
        entry.serialised.into(),
        entry.returns_defective.into(),
        entry.price.minor().into(),
        entry.cost.minor().into(),
        entry.price.currency().into(),
    ]
}

fn model_terms(entry: &ModelEntry) -> BTreeSet<String> {
    name_terms(&[&entry.name, &entry.name_en])
}

pub fn insert_model(tx: &mut dyn Tx, brand: BrandId, id: ModelId, entry: &ModelEntry) -> Result<(), StoreError> {
    let mut batch: Batch = vec![(&INSERT_MODEL, model_values(brand, id, entry))];
    search::add_terms(&mut batch, brand, MODEL, &id.to_string(), &model_terms(entry));
    tx.execute_all(&batch)
}

/// False when the brand has no such model.
pub fn update_model(tx: &mut dyn Tx, brand: BrandId, id: ModelId, entry: &ModelEntry) -> Result<bool, StoreError> {
    if tx.execute(&UPDATE_MODEL, &model_values(brand, id, entry))? == 0 {
        return Ok(false);
    }
    search::set_terms(tx, brand, MODEL, &id.to_string(), &model_terms(entry))?;
    Ok(true)
}

pub fn find_model(tx: &mut dyn Tx, brand: BrandId, id: ModelId) -> Result<Option<ModelRow>, StoreError> {
    one(tx, &FIND_MODEL, &[id.into(), brand.into()])?.as_ref().map(ModelRow::read).transpose()
}

pub fn find_model_by_code(tx: &mut dyn Tx, brand: BrandId, code: &str) -> Result<Option<ModelRow>, StoreError> {
    one(tx, &FIND_MODEL_BY_CODE, &[brand.into(), code.into()])?.as_ref().map(ModelRow::read).transpose()
}

/// Models in the order of their codes; `after` is the last code seen.
pub fn models(tx: &mut dyn Tx, brand: BrandId, after: &str, most: u32) -> Result<Vec<ModelRow>, StoreError> {
    tx.query(&MODELS, &[brand.into(), after.into(), most.into()])?.iter().map(ModelRow::read).collect()
}

/// Replaces the list of parts a model is made of.
pub fn set_model_parts(tx: &mut dyn Tx, model: ModelId, parts: &[ModelPart]) -> Result<(), StoreError> {
    tx.execute(&FORGET_MODEL_PARTS, &[model.into()])?;
    let row = |part: &ModelPart| vec![model.into(), part.part_kind.as_str().into(), part.brand_months.into()];
    tx.execute_all(&parts.iter().map(|part| (&INSERT_MODEL_PART, row(part))).collect::<Batch>())
}

pub fn parts_of_model(tx: &mut dyn Tx, model: ModelId) -> Result<Vec<ModelPart>, StoreError> {
    let read = |row: &Row| {
        let months = row.opt_int(1)?.map(u32::try_from).transpose().map_err(|_| row.bad(1))?;
        Ok(ModelPart { part_kind: row.text(0)?, brand_months: months })
    };
    tx.query(&PARTS_OF_MODEL, &[model.into()])?.iter().map(read).collect()
}

/// `fits` are models of the same brand, each once.
pub fn insert_item(
    tx: &mut dyn Tx,
    brand: BrandId,
    id: ItemId,
    entry: &ItemEntry,
    fits: &BTreeSet<ModelId>,
) -> Result<(), StoreError> {
    let mut batch: Batch = vec![(&INSERT_ITEM, item_values(brand, id, entry))];
    add_fits(&mut batch, id, fits);
    tx.execute_all(&batch)
}

fn add_fits(batch: &mut Batch, item: ItemId, fits: &BTreeSet<ModelId>) {
    batch.extend(fits.iter().map(|model| (&INSERT_FIT, vec![item.into(), model.into()])));
}

/// False when the brand has no such item.
pub fn update_item(
    tx: &mut dyn Tx,
    brand: BrandId,
    id: ItemId,
    entry: &ItemEntry,
    fits: &BTreeSet<ModelId>,
) -> Result<bool, StoreError> {
    if tx.execute(&UPDATE_ITEM, &item_values(brand, id, entry))? == 0 {
        return Ok(false);
    }
    tx.execute(&FORGET_FITS, &[id.into(), brand.into()])?;
    let mut batch = Batch::new();
    add_fits(&mut batch, id, fits);
    tx.execute_all(&batch)?;
    Ok(true)
}

pub fn find_item(tx: &mut dyn Tx, brand: BrandId, id: ItemId) -> Result<Option<ItemRow>, StoreError> {
    one(tx, &FIND_ITEM, &[id.into(), brand.into()])?.as_ref().map(ItemRow::read).transpose()
}

pub fn find_item_by_code(tx: &mut dyn Tx, brand: BrandId, code: &str) -> Result<Option<ItemRow>, StoreError> {
    one(tx, &FIND_ITEM_BY_CODE, &[brand.into(), code.into()])?.as_ref().map(ItemRow::read).transpose()
}

/// Items in the order of their codes; `after` is the last code seen.
pub fn items(tx: &mut dyn Tx, brand: BrandId, after: &str, most: u32) -> Result<Vec<ItemRow>, StoreError> {
    tx.query(&ITEMS, &[brand.into(), after.into(), most.into()])?.iter().map(ItemRow::read).collect()
}

/// What can be built into a model.
pub fn items_for_model(tx: &mut dyn Tx, brand: BrandId, model: ModelId) -> Result<Vec<ItemRow>, StoreError> {
    tx.query(&ITEMS_FOR_MODEL, &[model.into(), brand.into()])?.iter().map(ItemRow::read).collect()
}

/// The models an item fits, in the order of their codes.
pub fn models_of_item(tx: &mut dyn Tx, brand: BrandId, item: ItemId) -> Result<Vec<ModelId>, StoreError> {
    tx.query(&MODELS_OF_ITEM, &[item.into(), brand.into()])?.iter().map(|row| row.parse(0)).collect()
}
