//! Items for programs.

use super::{
    api::{Listed, ProductAdded, amount},
    items::at_its_field,
};
use crate::{ApiActor, ApiJson, Path, Problem, Query, Web, api::Problems, devices::Price, reading::page_request};
use aftercare_app::{
    identity,
    products::{self, ItemPage, ItemView},
};
use aftercare_domain::products::{ItemEntry, ItemKind};
use aftercare_kernel::{Currency, Page, id::ItemId};
use axum::{Json, extract::State, http::StatusCode};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

pub fn routes() -> OpenApiRouter<Web> {
    OpenApiRouter::new().routes(routes!(list, create)).routes(routes!(read, edit))
}

/// A spare part, or a device kept in stock for exchange.
#[derive(Serialize, ToSchema)]
struct Item {
    id: String,
    code: String,
    name: String,
    name_en: String,
    /// `part` or `device`.
    kind: String,
    part_kind: Option<String>,
    serialised: bool,
    /// The removed part is owed to the brand after a warranty use.
    returns_defective: bool,
    price: Price,
    cost: Price,
}

impl From<ItemView> for Item {
    fn from(item: ItemView) -> Self {
        Self {
            id: item.id.to_string(),
            code: item.code,
            name: item.name,
            name_en: item.name_en,
            kind: item.kind.to_string(),
            part_kind: item.part_kind,
            serialised: item.serialised,
            returns_defective: item.returns_defective,
            price: item.price.into(),
            cost: item.cost.into(),
        }
    }
}

#[derive(Serialize, ToSchema)]
struct ItemList {
    rows: Vec<Item>,
    next: Option<String>,
}

/// Items in the order of their codes
#[utoipa::path(get, path = "/items", tag = "products", params(Listed),
    responses((status = 200, body = ItemList), Problems))]
async fn list(
    State(web): State<Web>,
    ApiActor(actor): ApiActor,
    Query(listed): Query<Listed>,
) -> Result<Json<ItemList>, Problem> {
    let Page { rows, next } = products::items(&web.app, &actor, page_request(&listed.after, listed.limit)).await?;
    Ok(Json(ItemList { rows: rows.into_iter().map(Item::from).collect(), next }))
}

/// An item as it is to be kept. Amounts are decimal texts in the brand's currency.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ItemToKeep {
    code: String,
    name: String,
    #[serde(default)]
    name_en: String,
    /// `part` or `device`.
    #[schema(value_type = String)]
    kind: ItemKind,
    #[serde(default)]
    part_kind: Option<String>,
    #[serde(default)]
    serialised: bool,
    #[serde(default)]
    returns_defective: bool,
    price: String,
    cost: String,
    /// Codes of the models it can be built into.
    #[serde(default)]
    fits: Vec<String>,
}

impl ItemToKeep {
    fn into_parts(self, currency: Currency) -> Result<(ItemEntry, Vec<String>), Problem> {
        let entry = ItemEntry {
            price: amount("price", &self.price, currency)?,
            cost: amount("cost", &self.cost, currency)?,
            code: self.code,
            name: self.name,
            name_en: self.name_en,
            kind: self.kind,
            part_kind: self.part_kind,
            serialised: self.serialised,
            returns_defective: self.returns_defective,
        };
        Ok((entry, self.fits))
    }
}

/// Add an item
#[utoipa::path(post, path = "/items", tag = "products", request_body = ItemToKeep,
    responses((status = 201, body = ProductAdded), Problems))]
async fn create(
    State(web): State<Web>,
    ApiActor(actor): ApiActor,
    ApiJson(item): ApiJson<ItemToKeep>,
) -> Result<(StatusCode, Json<ProductAdded>), Problem> {
    let brand = identity::brand_of(&web.app, &actor).await?;
    let (entry, fits) = item.into_parts(brand.currency.parse().unwrap_or_default())?;
    let id = products::create_item(&web.app, &actor, entry, fits).await.map_err(at_its_field)?;
    Ok((StatusCode::CREATED, Json(ProductAdded { id: id.to_string() })))
}

/// An item and the codes of the models it fits.
#[derive(Serialize, ToSchema)]
struct ItemInFull {
    #[serde(flatten)]
    item: Item,
    fits: Vec<String>,
}

/// An item
#[utoipa::path(get, path = "/items/{id}", tag = "products", params(("id" = String, Path)),
    responses((status = 200, body = ItemInFull), Problems))]
async fn read(
    State(web): State<Web>,
    ApiActor(actor): ApiActor,
    Path(id): Path<ItemId>,
) -> Result<Json<ItemInFull>, Problem> {
    let ItemPage { item, fits } = products::item_page(&web.app, &actor, id).await?;
    Ok(Json(ItemInFull { item: item.into(), fits }))
}

/// Rewrite an item, and what it fits
#[utoipa::path(put, path = "/items/{id}", tag = "products", request_body = ItemToKeep,
    params(("id" = String, Path)), responses((status = 204), Problems))]
async fn edit(
    State(web): State<Web>,
    ApiActor(actor): ApiActor,
    Path(id): Path<ItemId>,
    ApiJson(item): ApiJson<ItemToKeep>,
) -> Result<StatusCode, Problem> {
    let brand = identity::brand_of(&web.app, &actor).await?;
    let (entry, fits) = item.into_parts(brand.currency.parse().unwrap_or_default())?;
    products::edit_item(&web.app, &actor, id, entry, fits).await.map_err(at_its_field)?;
    Ok(StatusCode::NO_CONTENT)
}
