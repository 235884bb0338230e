//! Stock for programs.

use crate::{ApiActor, ApiJson, IdempotencyKey, Path, Problem, Query, Web, api::Problems};
use aftercare_app::parts::{self, DutyRow, PlaceRow, StockRow, Transfer};
use aftercare_kernel::{
    DocumentNumber, PageRequest,
    id::{DutyId, ItemId, PlaceId},
};
use axum::{Json, extract::State, http::StatusCode};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};

pub fn routes() -> OpenApiRouter<Web> {
    OpenApiRouter::new()
        .routes(routes!(places))
        .routes(routes!(stock))
        .routes(routes!(fitting))
        .routes(routes!(transfer))
        .routes(routes!(owed))
        .routes(routes!(give_back))
}

#[derive(Serialize, ToSchema)]
struct Place {
    id: String,
    /// `shelf`, `van`, `defective`, `transit`, …
    kind: String,
    code: String,
    name: String,
    org_path: String,
}

impl From<PlaceRow> for Place {
    fn from(row: PlaceRow) -> Self {
        Self { id: row.id.to_string(), kind: row.kind, code: row.code, name: row.name, org_path: row.org_path }
    }
}

/// The places of one's part of the tree
#[utoipa::path(get, path = "/places", tag = "parts", responses((status = 200, body = [Place]), Problems))]
async fn places(State(web): State<Web>, ApiActor(actor): ApiActor) -> Result<Json<Vec<Place>>, Problem> {
    Ok(Json(parts::places(&web.app, &actor).await?.into_iter().map(Place::from).collect()))
}

#[derive(Serialize, ToSchema)]
struct Stock {
    item: String,
    code: String,
    name: String,
    lot: String,
    quantity: i64,
    /// Held for orders.
    reserved: i64,
}

impl From<StockRow> for Stock {
    fn from(row: StockRow) -> Self {
        let StockRow { code, name, lot, quantity, reserved, .. } = row;
        Self { item: row.item_id.to_string(), code, name, lot, quantity, reserved }
    }
}

#[derive(Serialize, ToSchema)]
struct StockOfPlace {
    place: Place,
    rows: Vec<Stock>,
    /// For `after` of the next page, when there is one.
    next: Option<String>,
}

#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct PageQuery {
    /// `next` of the page before.
    after: Option<String>,
    /// Rows of a page, 1 to 200; 50 unless told.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<u32>,
}

/// What lies at a place, by code
#[utoipa::path(get, path = "/places/{place}/stock", tag = "parts", params(("place" = String, Path), PageQuery),
    responses((status = 200, body = StockOfPlace), Problems))]
async fn stock(
    State(web): State<Web>,
    ApiActor(actor): ApiActor,
    Path(place): Path<PlaceId>,
    Query(query): Query<PageQuery>,
) -> Result<Json<StockOfPlace>, Problem> {
    let request = PageRequest::new(query.after, query.limit.unwrap_or(50));
    let (place, page) = parts::stock_of(&web.app, &actor, place, request).await?;
    let page = page.map(Stock::from);
    Ok(Json(StockOfPlace { place: place.into(), rows: page.rows, next: page.next }))
}

#[derive(Serialize, ToSchema)]
struct FittingPart {
    place: String,
    item: String,
    code: String,
    name: String,
    lot: String,
    /// Neither used nor held.
    free: i64,
    serialised: bool,
}

/// The parts that fit an order's device, on the station's shelf and in its vans
#[utoipa::path(get, path = "/orders/{number}/parts", tag = "parts", params(("number" = String, Path)),
    responses((status = 200, body = [FittingPart]), Problems))]
async fn fitting(
    State(web): State<Web>,
    ApiActor(actor): ApiActor,
    Path(number): Path<DocumentNumber>,
) -> Result<Json<Vec<FittingPart>>, Problem> {
    let stocks = parts::parts_for_order(&web.app, &actor, number).await?;
    let at = |place: PlaceRow| {
        move |item: parts::ItemRow| FittingPart {
            place: place.id.to_string(),
            item: item.id.to_string(),
            code: item.code,
            name: item.name,
            lot: item.lot,
            free: item.free.max(0),
            serialised: item.serialised,
        }
    };
    Ok(Json(stocks.into_iter().flat_map(|(place, items)| items.into_iter().map(at(place))).collect()))
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewTransfer {
    #[schema(value_type = String, format = "uuid")]
    item: ItemId,
    #[serde(default)]
    lot: String,
    #[schema(minimum = 1)]
    quantity: u32,
    #[schema(value_type = String, format = "uuid")]
    to: PlaceId,
}

/// Bring a quantity from this place to another
#[utoipa::path(post, path = "/places/{place}/transfers", tag = "parts", request_body = NewTransfer,
    params(("place" = String, Path), ("Idempotency-Key" = Option<String>, Header)), responses((status = 204), Problems))]
async fn transfer(
    State(web): State<Web>,
    ApiActor(actor): ApiActor,
    Path(from): Path<PlaceId>,
    IdempotencyKey(key): IdempotencyKey,
    ApiJson(new): ApiJson<NewTransfer>,
) -> Result<StatusCode, Problem> {
    let NewTransfer { item, lot, quantity, to } = new;
    parts::transfer(&web.app, &actor, Transfer { item, lot, quantity, from, to }, key).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// A defective part that is owed to the brand.
#[derive(Serialize, ToSchema)]
struct Duty {
    id: String,
    order: String,
    item: String,
    code: String,
    quantity: i64,
    due_at: String,
    /// `owed` or `returned`.
    state: String,
}

impl From<DutyRow> for Duty {
    fn from(row: DutyRow) -> Self {
        Self {
            id: row.id.to_string(),
            order: row.order_number,
            item: row.item_id.to_string(),
            code: row.item_code,
            quantity: row.quantity,
            due_at: row.due_at.to_string(),
            state: row.state,
        }
    }
}

/// The defective parts that one's part of the tree owes, most urgent first
#[utoipa::path(get, path = "/defective-parts", tag = "parts", responses((status = 200, body = [Duty]), Problems))]
async fn owed(State(web): State<Web>, ApiActor(actor): ApiActor) -> Result<Json<Vec<Duty>>, Problem> {
    Ok(Json(parts::duties_owed(&web.app, &actor).await?.into_iter().map(Duty::from).collect()))
}

/// A defective part leaves for the brand
#[utoipa::path(post, path = "/defective-parts/{duty}/return", tag = "parts",
    params(("duty" = String, Path), ("Idempotency-Key" = Option<String>, Header)), responses((status = 204), Problems))]
async fn give_back(
    State(web): State<Web>,
    ApiActor(actor): ApiActor,
    Path(duty): Path<DutyId>,
    IdempotencyKey(key): IdempotencyKey,
) -> Result<StatusCode, Problem> {
    parts::return_defective(&web.app, &actor, duty, key).await?;
    Ok(StatusCode::NO_CONTENT)
}
