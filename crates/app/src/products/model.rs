//! Models: listed, looked up, written.

use aftercare_domain::{
    acts::{Chain, ChainKind},
    identity::Action,
    products::{ModelEntry, ModelPart},
};
use aftercare_kernel::{Money, Page, PageRequest, id::ModelId};
use aftercare_store::products::{self as store, ModelRow};
use serde::Serialize;
use serde_json::json;

use super::{ItemView, item::item_views};
use crate::{Actor, App, Error, Work};

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ModelView {
    pub id: ModelId,
    pub code: String,
    pub name: String,
    pub name_en: String,
    pub category: String,
    pub regime: Option<String>,
    pub price: Money,
    pub active: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ModelPartView {
    pub part_kind: String,
    /// The brand's own term, better than the regime's.
    pub brand_months: Option<u32>,
}

/// A model, what it is made of, and what can be built into it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ModelPage {
    pub model: ModelView,
    pub parts: Vec<ModelPartView>,
    pub items: Vec<ItemView>,
}

impl ModelView {
    pub(crate) fn of(row: ModelRow) -> Self {
        let entry = row.entry;
        Self {
            id: row.id,
            code: entry.code,
            name: entry.name,
            name_en: entry.name_en,
            category: entry.category,
            regime: entry.regime,
            price: entry.price,
            active: entry.active,
        }
    }
}

pub async fn create_model(app: &App, actor: &Actor, entry: ModelEntry) -> Result<ModelId, Error> {
    let entry = entry.check()?;
    app.write("products.create_model", actor, Action::EditCatalogue, move |work| insert(work, &entry)).await
}

/// A code that is taken is refused by the database under its index's name.
fn insert(work: &mut Work<'_>, entry: &ModelEntry) -> Result<ModelId, Error> {
    let id = work.id(ModelId::new);
    store::insert_model(work.tx, work.actor.brand, id, entry)?;
    note(work, "create_model", id, &entry.code)?;
    Ok(id)
}

pub async fn edit_model(app: &App, actor: &Actor, id: ModelId, entry: ModelEntry) -> Result<(), Error> {
    let entry = entry.check()?;
    app.write("products.edit_model", actor, Action::EditCatalogue, move |work| {
        if !store::update_model(work.tx, work.actor.brand, id, &entry)? {
            return Err(Error::Missing("model"));
        }
        note(work, "edit_model", id, &entry.code)
    })
    .await
}

/// Says what a model is made of, in place of what was said before.
pub async fn set_model_parts(app: &App, actor: &Actor, id: ModelId, parts: Vec<ModelPart>) -> Result<(), Error> {
    let parts = parts.into_iter().map(ModelPart::check).collect::<Result<Vec<_>, _>>()?;
    app.write("products.set_model_parts", actor, Action::EditCatalogue, move |work| {
        let model = find(work, id)?;
        store::set_model_parts(work.tx, id, &parts)?;
        note(work, "set_model_parts", id, &model.code)
    })
    .await
}

fn note(work: &mut Work<'_>, verb: &'static str, id: ModelId, code: &str) -> Result<(), Error> {
    let chain = Chain::new(ChainKind::Brand, work.actor.brand);
    work.act(chain, None, verb, &json!({ "model": id, "code": code }))?;
    Ok(())
}

fn find(work: &mut Work<'_>, id: ModelId) -> Result<ModelView, Error> {
    store::find_model(work.tx, work.actor.brand, id)?.map(ModelView::of).ok_or(Error::Missing("model"))
}

pub async fn model(app: &App, actor: &Actor, id: ModelId) -> Result<ModelPage, Error> {
    app.read("products.model", actor, Action::ReadCatalogue, move |work| {
        let model = find(work, id)?;
        page_of(work, model)
    })
    .await
}

pub async fn model_by_code(app: &App, actor: &Actor, code: String) -> Result<ModelPage, Error> {
    app.read("products.model_by_code", actor, Action::ReadCatalogue, move |work| {
        let found = store::find_model_by_code(work.tx, work.actor.brand, code.trim())?;
        let model = found.map(ModelView::of).ok_or(Error::Missing("model"))?;
        page_of(work, model)
    })
    .await
}

fn page_of(work: &mut Work<'_>, model: ModelView) -> Result<ModelPage, Error> {
    let parts = store::parts_of_model(work.tx, model.id)?;
    let items = store::items_for_model(work.tx, work.actor.brand, model.id)?;
    let part = |part: ModelPart| ModelPartView { part_kind: part.part_kind, brand_months: part.brand_months };
    Ok(ModelPage { parts: parts.into_iter().map(part).collect(), items: item_views(items), model })
}

/// Models in the order of their codes.
pub async fn models(app: &App, actor: &Actor, request: PageRequest) -> Result<Page<ModelView>, Error> {
    app.read("products.models", actor, Action::ReadCatalogue, move |work| {
        let after = request.after.clone().unwrap_or_default();
        let rows = store::models(work.tx, work.actor.brand, &after, request.limit() + 1)?;
        let views = rows.into_iter().map(ModelView::of).collect();
        Ok(Page::from_one_more(views, &request, |model: &ModelView| model.code.clone()))
    })
    .await
}
