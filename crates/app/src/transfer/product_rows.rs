//! A row of a catalogue: a model, a spare part, or a device kept in stock.

use aftercare_domain::products::{ItemEntry, ItemKind, ModelEntry};
use aftercare_kernel::{
    Money,
    id::{ItemId, ModelId},
};
use std::collections::BTreeSet;

use super::{
    cells,
    piece::{Frame, Row, Taken},
    refusals::{NOT_AN_AMOUNT, NOT_YES_OR_NO, UNKNOWN_MODEL, UNKNOWN_WORD},
};
use crate::App;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Product {
    Model,
    Item(ItemKind),
}

/// The model or item, or nothing and the row's rejections. A part may name models of earlier rows.
pub(super) fn read(row: &mut Row<'_>, frame: &mut Frame, app: &App) -> Option<Taken> {
    match row.read("kind", UNKNOWN_WORD, product).unwrap_or(Product::Model) {
        Product::Model => read_model(row, frame, app),
        Product::Item(kind) => read_item(row, frame, app, kind),
    }
}

fn read_model(row: &mut Row<'_>, frame: &mut Frame, app: &App) -> Option<Taken> {
    let text = |row: &Row<'_>, field: &str| row.cell(field).map(str::to_owned);
    let entry = ModelEntry {
        code: row.needed("code"),
        name: row.needed("name"),
        name_en: text(row, "name_en").unwrap_or_default(),
        category: row.needed("category"),
        regime: text(row, "regime"),
        price: price(row, frame, "price"),
        active: row.read("active", NOT_YES_OR_NO, cells::yes_or_no).unwrap_or(true),
    };
    let entry = entry.check().map_err(|refusal| row.refuse(&refusal)).ok()?;
    row.once(&mut frame.seen, "code", "model", &entry.code);
    if !row.is_good() {
        return None;
    }
    let id = ModelId::new(app.now(), &*app.dice);
    frame.models.entry(entry.code.clone()).or_insert((id, entry.price.currency()));
    Some(Taken::Model { id, entry })
}

fn read_item(row: &mut Row<'_>, frame: &mut Frame, app: &App, kind: ItemKind) -> Option<Taken> {
    let text = |row: &Row<'_>, field: &str| row.cell(field).map(str::to_owned);
    let flag = |row: &mut Row<'_>, field| row.read(field, NOT_YES_OR_NO, cells::yes_or_no).unwrap_or(false);
    let entry = ItemEntry {
        code: row.needed("code"),
        name: row.needed("name"),
        name_en: text(row, "name_en").unwrap_or_default(),
        kind,
        part_kind: text(row, "part_kind"),
        serialised: flag(row, "serialised") || kind == ItemKind::Device,
        returns_defective: flag(row, "returns_defective"),
        price: price(row, frame, "price"),
        cost: price(row, frame, "cost"),
    };
    let entry = entry.check().map_err(|refusal| row.refuse(&refusal)).ok()?;
    let fits = fits(row, frame);
    row.once(&mut frame.seen, "code", "item", &entry.code);
    row.is_good().then(|| Taken::Item { id: ItemId::new(app.now(), &*app.dice), entry, fits })
}

fn price(row: &mut Row<'_>, frame: &Frame, field: &'static str) -> Money {
    let price = row.read(field, NOT_AN_AMOUNT, |text| cells::amount(text, frame.currency));
    price.unwrap_or(Money::zero(frame.currency))
}

fn fits(row: &mut Row<'_>, frame: &Frame) -> BTreeSet<ModelId> {
    let models = |text: &str| cells::words(text).map(|code| frame.models.get(code).map(|(id, _)| *id)).collect();
    row.read("fits", UNKNOWN_MODEL, models).unwrap_or_default()
}

fn product(text: &str) -> Option<Product> {
    match text.to_lowercase().as_str() {
        "model" | "型号" | "型號" | "机型" | "機型" | "产品" | "產品" => Some(Product::Model),
        "part" | "备件" | "備件" | "配件" | "零件" => Some(Product::Item(ItemKind::Part)),
        "device" | "整机" | "整機" | "备用机" | "備用機" => Some(Product::Item(ItemKind::Device)),
        _ => None,
    }
}
