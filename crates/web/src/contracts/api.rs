//! Contracts for programs.

use super::{api_offers::Cover, sale::at_its_field};
use crate::{ApiActor, ApiJson, IdempotencyKey, Path, Problem, Query, Web, api::Problems, devices::Price, orders::sum};
use aftercare_app::contracts::{self, Cancellation, ContractPage, ContractView, CoverView, Sale, UseRow};
use aftercare_domain::money::PaymentMethod;
use aftercare_kernel::{
    Currency, DocumentNumber, Money, PageRequest,
    id::{CustomerId, UnitId},
};
use axum::{Json, extract::State, http::StatusCode};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};

pub fn routes() -> OpenApiRouter<Web> {
    OpenApiRouter::new()
        .routes(routes!(of_device, sell))
        .routes(routes!(of_customer))
        .routes(routes!(sold))
        .routes(routes!(read))
        .routes(routes!(cancel))
}

/// A contract that was sold for a device.
#[derive(Serialize, ToSchema)]
struct Contract {
    number: String,
    /// Id of the device.
    device: String,
    serial: String,
    /// Id of who bought it.
    customer: String,
    /// Name of the station that sold it.
    station: String,
    offer: String,
    /// `extended_warranty`, `care_plan` or `service_contract`.
    kind: String,
    price: Price,
    sold_on: String,
    starts_on: String,
    /// The last day on which it covers.
    last_day: String,
    /// Today: `sold`, `in_force`, `used_up`, `lapsed` or `cancelled`.
    life: String,
    /// What it has paid, or holds for work that goes on.
    used: Price,
    cancelled_on: Option<String>,
    refund: Option<Price>,
}

impl From<ContractView> for Contract {
    fn from(view: ContractView) -> Self {
        Self {
            number: view.number,
            device: view.unit.to_string(),
            serial: view.serial,
            customer: view.customer.to_string(),
            station: view.station,
            offer: view.offer,
            kind: view.kind.to_string(),
            price: view.price.into(),
            sold_on: view.sold_on.to_string(),
            starts_on: view.starts_on.to_string(),
            last_day: view.last_day.to_string(),
            life: view.life.to_string(),
            used: view.used.into(),
            cancelled_on: view.cancelled_on.map(|day| day.to_string()),
            refund: view.refund.map(Price::from),
        }
    }
}

fn listed(views: Vec<ContractView>) -> Json<Vec<Contract>> {
    Json(views.into_iter().map(Contract::from).collect())
}

/// The contracts of a device, oldest first
#[utoipa::path(get, path = "/devices/{id}/contracts", tag = "contracts", params(("id" = String, Path)),
    responses((status = 200, body = [Contract]), Problems))]
async fn of_device(
    State(web): State<Web>,
    ApiActor(actor): ApiActor,
    Path(unit): Path<UnitId>,
) -> Result<Json<Vec<Contract>>, Problem> {
    Ok(listed(contracts::of_device(&web.app, &actor, unit).await?.contracts))
}

/// The contracts that a customer bought, oldest first
#[utoipa::path(get, path = "/customers/{id}/contracts", tag = "contracts", params(("id" = String, Path)),
    responses((status = 200, body = [Contract]), Problems))]
async fn of_customer(
    State(web): State<Web>,
    ApiActor(actor): ApiActor,
    Path(customer): Path<CustomerId>,
) -> Result<Json<Vec<Contract>>, Problem> {
    Ok(listed(contracts::of_customer(&web.app, &actor, customer).await?))
}

#[derive(Serialize, ToSchema)]
struct Contracts {
    rows: Vec<Contract>,
    /// For `after` of the next page, when there is one.
    next: Option<String>,
}

#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct ContractsQuery {
    /// Code of a station: only what was sold there.
    station: Option<String>,
    /// `next` of the page before.
    after: Option<String>,
    /// Rows of a page, 1 to 200; 50 unless told.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<u32>,
}

/// The contracts that were sold in one's part of the organisation, newest first
#[utoipa::path(get, path = "/contracts", tag = "contracts", params(ContractsQuery), responses((status = 200, body = Contracts), Problems))]
async fn sold(
    State(web): State<Web>,
    ApiActor(actor): ApiActor,
    Query(query): Query<ContractsQuery>,
) -> Result<Json<Contracts>, Problem> {
    let request = PageRequest::new(query.after, query.limit.unwrap_or(50));
    let page = contracts::sold(&web.app, &actor, query.station, request).await?.map(Contract::from);
    Ok(Json(Contracts { rows: page.rows, next: page.next }))
}

/// A sale to the owner of the device, paid at once.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct SaleToMake {
    /// Code of the offer.
    offer: String,
    /// `cash`, `card`, `wechat`, `alipay` or `transfer`.
    #[schema(value_type = String)]
    method: PaymentMethod,
    /// Code of the station that takes the money: that of the token's person, when it is left out.
    #[serde(default)]
    station: Option<String>,
}

#[derive(Serialize, ToSchema)]
struct ContractSold {
    number: String,
}

/// Sell a contract for a device
#[utoipa::path(post, path = "/devices/{id}/contracts", tag = "contracts", request_body = SaleToMake,
    params(("id" = String, Path)), responses((status = 201, body = ContractSold), Problems))]
async fn sell(
    State(web): State<Web>,
    ApiActor(actor): ApiActor,
    IdempotencyKey(key): IdempotencyKey,
    Path(unit): Path<UnitId>,
    ApiJson(sale): ApiJson<SaleToMake>,
) -> Result<(StatusCode, Json<ContractSold>), Problem> {
    let SaleToMake { offer, method, station } = sale;
    let sold = contracts::sell(&web.app, &actor, Sale { unit, offer, method, station }, key).await;
    let sold = sold.map_err(at_its_field)?;
    Ok((StatusCode::CREATED, Json(ContractSold { number: sold.number })))
}

/// A line of cover and what is used of it.
#[derive(Serialize, ToSchema)]
struct CoverWithUse {
    #[serde(flatten)]
    cover: Cover,
    used_times: i64,
    used: Price,
}

impl From<CoverView> for CoverWithUse {
    fn from(view: CoverView) -> Self {
        Self { cover: Cover::from(&view.line), used_times: view.used.times, used: view.used.paid.into() }
    }
}

/// What it pays, or paid, of a line of an order.
#[derive(Serialize, ToSchema)]
struct Use {
    order: String,
    times: i64,
    amount: Price,
    /// `held` while the work goes on, `used`, or `released` when nothing came of it.
    state: String,
    at: String,
}

impl Use {
    fn of(row: UseRow, currency: Currency) -> Self {
        Self {
            order: row.order,
            times: row.times,
            amount: Money::from_minor(row.amount_minor, currency).into(),
            state: row.state,
            at: row.at.to_string(),
        }
    }
}

/// A contract with its lines, its uses, and what would go back today.
#[derive(Serialize, ToSchema)]
struct ContractInFull {
    #[serde(flatten)]
    contract: Contract,
    accidents: bool,
    cooling_off_days: u32,
    cover: Vec<CoverWithUse>,
    uses: Vec<Use>,
    /// None where it cannot be cancelled any more.
    refund_today: Option<Price>,
}

impl From<ContractPage> for ContractInFull {
    fn from(page: ContractPage) -> Self {
        let currency = page.contract.price.currency();
        Self {
            contract: page.contract.into(),
            accidents: page.accidents,
            cooling_off_days: page.cooling_off_days,
            cover: page.cover.into_iter().map(CoverWithUse::from).collect(),
            uses: page.uses.into_iter().map(|row| Use::of(row, currency)).collect(),
            refund_today: page.refund_today.ok().map(Price::from),
        }
    }
}

/// A contract
#[utoipa::path(get, path = "/contracts/{number}", tag = "contracts", params(("number" = String, Path)),
    responses((status = 200, body = ContractInFull), Problems))]
async fn read(
    State(web): State<Web>,
    ApiActor(actor): ApiActor,
    Path(number): Path<DocumentNumber>,
) -> Result<Json<ContractInFull>, Problem> {
    Ok(Json(contracts::page(&web.app, &actor, number).await?.into()))
}

/// A contract given back.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct CancellationWished {
    /// What goes back, as `refund_today` said: another sum is refused.
    #[schema(example = "120.00")]
    refund: String,
    /// `cash`, `card`, `wechat`, `alipay` or `transfer`.
    #[schema(value_type = String)]
    method: PaymentMethod,
    reason: String,
}

#[derive(Serialize, ToSchema)]
struct ContractCancelled {
    number: String,
    refund: Price,
}

/// Cancel a contract, and pay back the days to come
#[utoipa::path(post, path = "/contracts/{number}/cancellation", tag = "contracts", request_body = CancellationWished,
    params(("number" = String, Path)), responses((status = 200, body = ContractCancelled), Problems))]
async fn cancel(
    State(web): State<Web>,
    ApiActor(actor): ApiActor,
    IdempotencyKey(key): IdempotencyKey,
    Path(number): Path<DocumentNumber>,
    ApiJson(wish): ApiJson<CancellationWished>,
) -> Result<Json<ContractCancelled>, Problem> {
    let currency = contracts::page(&web.app, &actor, number.clone()).await?.contract.price.currency();
    let refund = sum("refund", &wish.refund, currency)?;
    let wish = Cancellation { number, refund, method: wish.method, reason: wish.reason };
    let done = contracts::cancel(&web.app, &actor, wish, key).await?;
    Ok(Json(ContractCancelled { number: done.number, refund: done.refund.into() }))
}
