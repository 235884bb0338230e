//! Spare parts and stock devices: listed, looked up, written.

use aftercare_domain::{
    acts::{Chain, ChainKind},
    identity::Action,
    products::{ItemEntry, ItemKind},
};
use aftercare_kernel::{
    Money, Page, PageRequest,
    id::{ItemId, ModelId},
};
use aftercare_store::products::{self as store, ItemRow};
use serde::Serialize;
use serde_json::json;
use std::collections::BTreeSet;

use crate::{Actor, App, Error, Work};

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ItemView {
    pub id: ItemId,
    pub code: String,
    pub name: String,
    pub name_en: String,
    pub kind: ItemKind,
    pub part_kind: Option<String>,
    pub serialised: bool,
    pub returns_defective: bool,
    pub price: Money,
    pub cost: Money,
}

impl ItemView {
    fn of(row: ItemRow) -> Self {
        let entry = row.entry;
        Self {
            id: row.id,
            code: entry.code,
            name: entry.name,
            name_en: entry.name_en,
            kind: entry.kind,
            part_kind: entry.part_kind,
            serialised: entry.serialised,
            returns_defective: entry.returns_defective,
            price: entry.price,
            cost: entry.cost,
        }
    }
}

pub(super) fn item_views(rows: Vec<ItemRow>) -> Vec<ItemView> {
    rows.into_iter().map(ItemView::of).collect()
}

/// `fits` are the codes of the models it can be built into.
pub async fn create_item(app: &App, actor: &Actor, entry: ItemEntry, fits: Vec<String>) -> Result<ItemId, Error> {
    let entry = entry.check()?;
    app.write("products.create_item", actor, Action::EditCatalogue, move |work| {
        let fits = models_named(work, &fits)?;
        let id = work.id(ItemId::new);
        store::insert_item(work.tx, work.actor.brand, id, &entry, &fits)?;
        note(work, "create_item", id, &entry.code)?;
        Ok(id)
    })
    .await
}

pub async fn edit_item(app: &App, actor: &Actor, id: ItemId, entry: ItemEntry, fits: Vec<String>) -> Result<(), Error> {
    let entry = entry.check()?;
    app.write("products.edit_item", actor, Action::EditCatalogue, move |work| {
        let fits = models_named(work, &fits)?;
        if !store::update_item(work.tx, work.actor.brand, id, &entry, &fits)? {
            return Err(Error::Missing("item"));
        }
        note(work, "edit_item", id, &entry.code)
    })
    .await
}

/// The models with these codes; one that is not there makes the whole list unfit.
fn models_named(work: &mut Work<'_>, codes: &[String]) -> Result<BTreeSet<ModelId>, Error> {
    let mut models = BTreeSet::new();
    for code in codes {
        let found = store::find_model_by_code(work.tx, work.actor.brand, code.trim())?;
        models.insert(found.ok_or(Error::Missing("model"))?.id);
    }
    Ok(models)
}

fn note(work: &mut Work<'_>, verb: &'static str, id: ItemId, code: &str) -> Result<(), Error> {
    let chain = Chain::new(ChainKind::Brand, work.actor.brand);
    work.act(chain, None, verb, &json!({ "item": id, "code": code }))?;
    Ok(())
}

pub async fn item(app: &App, actor: &Actor, id: ItemId) -> Result<ItemView, Error> {
    app.read("products.item", actor, Action::ReadCatalogue, move |work| {
        store::find_item(work.tx, work.actor.brand, id)?.map(ItemView::of).ok_or(Error::Missing("item"))
    })
    .await
}

/// An item and the codes of the models it can be built into.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ItemPage {
    pub item: ItemView,
    pub fits: Vec<String>,
}

pub async fn item_page(app: &App, actor: &Actor, id: ItemId) -> Result<ItemPage, Error> {
    app.read("products.item_page", actor, Action::ReadCatalogue, move |work| {
        let brand = work.actor.brand;
        let item = store::find_item(work.tx, brand, id)?.map(ItemView::of).ok_or(Error::Missing("item"))?;
        let mut fits = Vec::new();
        for model in store::models_of_item(work.tx, brand, id)? {
            fits.extend(store::find_model(work.tx, brand, model)?.map(|model| model.entry.code));
        }
        fits.sort_unstable();
        Ok(ItemPage { item, fits })
    })
    .await
}

pub async fn item_by_code(app: &App, actor: &Actor, code: String) -> Result<ItemView, Error> {
    app.read("products.item_by_code", actor, Action::ReadCatalogue, move |work| {
        let found = store::find_item_by_code(work.tx, work.actor.brand, code.trim())?;
        found.map(ItemView::of).ok_or(Error::Missing("item"))
    })
    .await
}

/// Items in the order of their codes.
pub async fn items(app: &App, actor: &Actor, request: PageRequest) -> Result<Page<ItemView>, Error> {
    app.read("products.items", actor, Action::ReadCatalogue, move |work| {
        let after = request.after.clone().unwrap_or_default();
        let rows = store::items(work.tx, work.actor.brand, &after, request.limit() + 1)?;
        Ok(Page::from_one_more(item_views(rows), &request, |item: &ItemView| item.code.clone()))
    })
    .await
}

/// What can be built into a model.
pub async fn items_for_model(app: &App, actor: &Actor, model: ModelId) -> Result<Vec<ItemView>, Error> {
    app.read("products.items_for_model", actor, Action::ReadCatalogue, move |work| {
        Ok(item_views(store::items_for_model(work.tx, work.actor.brand, model)?))
    })
    .await
}
