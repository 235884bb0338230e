//! Claims and fees for programs.

use super::claims::checked_month;
use crate::{ApiActor, ApiJson, Problem, Query, Web, api::Problems, orders::sum};
use aftercare_app::{
    identity,
    settlement::{self, ClaimRow, FeeRow},
};
use aftercare_kernel::{Currency, Money, PageRequest};
use axum::{Json, extract::State, http::StatusCode};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};

pub fn routes() -> OpenApiRouter<Web> {
    OpenApiRouter::new().routes(routes!(claims)).routes(routes!(fees, set_fee))
}

/// What a station asks for an order.
#[derive(Serialize, ToSchema)]
struct Claim {
    id: String,
    order: String,
    /// `2026-03`.
    month: String,
    /// A decimal.
    fee: String,
    parts: String,
    currency: String,
    /// The row of the fee table: category, mode, outcome.
    fee_rule: String,
    at: String,
}

impl From<ClaimRow> for Claim {
    fn from(row: ClaimRow) -> Self {
        Self {
            id: row.id.to_string(),
            fee: decimal(row.fee_minor),
            parts: decimal(row.parts_minor),
            order: row.order_number,
            month: row.month,
            currency: row.currency,
            fee_rule: row.fee_rule,
            at: row.at.to_string(),
        }
    }
}

/// All currencies are booked with two decimals.
fn decimal(minor: i64) -> String {
    Money::from_minor(minor, Currency::default()).decimal()
}

#[derive(Serialize, ToSchema)]
struct Claims {
    rows: Vec<Claim>,
    /// For `after` of the next page, when there is one.
    next: Option<String>,
}

#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct ClaimsQuery {
    /// `2026-03`.
    month: String,
    /// `next` of the page before.
    after: Option<String>,
    /// Rows of a page, 1 to 200; 50 unless told.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<u32>,
}

/// The claims of a month
#[utoipa::path(get, path = "/claims", tag = "settlement", params(ClaimsQuery), responses((status = 200, body = Claims), Problems))]
async fn claims(
    State(web): State<Web>,
    ApiActor(actor): ApiActor,
    Query(query): Query<ClaimsQuery>,
) -> Result<Json<Claims>, Problem> {
    let request = PageRequest::new(query.after, query.limit.unwrap_or(50));
    let page = settlement::claims(&web.app, &actor, checked_month(query.month)?, request).await?.map(Claim::from);
    Ok(Json(Claims { rows: page.rows, next: page.next }))
}

/// A row of the fee table; the category `*` stands for every other.
#[derive(Serialize, ToSchema)]
struct Fee {
    category: String,
    mode: String,
    outcome: String,
    /// A decimal.
    amount: String,
    currency: String,
}

impl From<FeeRow> for Fee {
    fn from(row: FeeRow) -> Self {
        let amount = decimal(row.amount_minor);
        Self { category: row.category, mode: row.mode, outcome: row.outcome, amount, currency: row.currency }
    }
}

/// The brand's fee table
#[utoipa::path(get, path = "/fees", tag = "settlement", responses((status = 200, body = [Fee]), Problems))]
async fn fees(State(web): State<Web>, ApiActor(actor): ApiActor) -> Result<Json<Vec<Fee>>, Problem> {
    Ok(Json(settlement::fees(&web.app, &actor).await?.into_iter().map(Fee::from).collect()))
}

/// A fee of the table in the brand's currency.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewFee {
    /// A word of the catalogue, or `*` for every category without a row of its own.
    category: String,
    mode: String,
    outcome: String,
    /// A decimal.
    amount: String,
}

/// Set a row of the fee table; claims made before keep their sums
#[utoipa::path(put, path = "/fees", tag = "settlement", request_body = NewFee, responses((status = 204), Problems))]
async fn set_fee(
    State(web): State<Web>,
    ApiActor(actor): ApiActor,
    ApiJson(fee): ApiJson<NewFee>,
) -> Result<StatusCode, Problem> {
    let brand = identity::brand_of(&web.app, &actor).await?;
    let amount = sum("amount", &fee.amount, brand.currency.parse().unwrap_or_default())?;
    let NewFee { category, mode, outcome, .. } = fee;
    let currency = amount.currency().code().to_owned();
    let row = FeeRow { category, mode, outcome, amount_minor: amount.minor(), currency };
    settlement::set_fee(&web.app, &actor, row).await?;
    Ok(StatusCode::NO_CONTENT)
}
