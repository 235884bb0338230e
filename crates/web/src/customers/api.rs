//! Customers for programs.

use super::bodies::{Customer, CustomerEntry};
use crate::{ApiActor, ApiJson, Path, Problem, Query, Web, api::Problems};
use aftercare_app::customers::{self, CustomerCase, CustomerDevice, NewCustomer};
use aftercare_kernel::id::CustomerId;
use axum::{Json, extract::State, http::StatusCode};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};

pub fn routes() -> OpenApiRouter<Web> {
    OpenApiRouter::new().routes(routes!(by_phone, create)).routes(routes!(read, edit)).routes(routes!(unmask))
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Asked {
    /// The whole number, however it is written.
    phone: String,
}

/// Customers with a phone, masked
#[utoipa::path(get, path = "/customers", tag = "customers", params(Asked),
    responses((status = 200, body = [Customer]), Problems))]
async fn by_phone(
    State(web): State<Web>,
    ApiActor(actor): ApiActor,
    Query(asked): Query<Asked>,
) -> Result<Json<Vec<Customer>>, Problem> {
    let found = customers::by_phone(&web.app, &actor, &asked.phone).await?;
    Ok(Json(found.into_iter().map(|view| Customer::of(view, Vec::new())).collect()))
}

#[derive(Serialize, ToSchema)]
struct CustomerAdded {
    id: String,
}

/// Add a customer outside a case
#[utoipa::path(post, path = "/customers", tag = "customers", request_body = CustomerEntry,
    responses((status = 201, body = CustomerAdded), Problems))]
async fn create(
    State(web): State<Web>,
    ApiActor(actor): ApiActor,
    ApiJson(entry): ApiJson<CustomerEntry>,
) -> Result<(StatusCode, Json<CustomerAdded>), Problem> {
    let (draft, address) = entry.into_parts();
    let id = customers::create(&web.app, &actor, NewCustomer { draft, address }).await?;
    Ok((StatusCode::CREATED, Json(CustomerAdded { id: id.to_string() })))
}

/// A customer with devices, and the cases in sight of the token's person.
#[derive(Serialize, ToSchema)]
struct Archive {
    #[serde(flatten)]
    customer: Customer,
    devices: Vec<OwnedDevice>,
    cases: Vec<CaseOfCustomer>,
}

#[derive(Serialize, ToSchema)]
struct OwnedDevice {
    id: String,
    serial: String,
    imei: Option<String>,
    model: String,
    sold_on: Option<String>,
    /// Exchanged for another.
    replaced: bool,
}

impl From<CustomerDevice> for OwnedDevice {
    fn from(device: CustomerDevice) -> Self {
        Self {
            id: device.unit.to_string(),
            serial: device.serial,
            imei: device.imei,
            model: device.model_code,
            sold_on: device.sold_on.map(|day| day.to_string()),
            replaced: device.replaced,
        }
    }
}

#[derive(Serialize, ToSchema)]
pub struct CaseOfCustomer {
    id: String,
    number: String,
    kind: String,
    open: bool,
    symptom: String,
    opened_at: String,
    due_at: Option<String>,
}

impl From<CustomerCase> for CaseOfCustomer {
    fn from(case: CustomerCase) -> Self {
        Self {
            id: case.id.to_string(),
            number: case.number,
            kind: case.kind.to_string(),
            open: case.open,
            symptom: case.symptom,
            opened_at: case.opened_at.to_string(),
            due_at: case.due_at.map(|at| at.to_string()),
        }
    }
}

/// A customer, masked
#[utoipa::path(get, path = "/customers/{id}", tag = "customers", params(("id" = String, Path)),
    responses((status = 200, body = Archive), Problems))]
async fn read(
    State(web): State<Web>,
    ApiActor(actor): ApiActor,
    Path(id): Path<CustomerId>,
) -> Result<Json<Archive>, Problem> {
    let page = customers::page(&web.app, &actor, id).await?;
    Ok(Json(Archive {
        customer: Customer::of(page.customer, page.addresses),
        devices: page.devices.into_iter().map(OwnedDevice::from).collect(),
        cases: page.cases.into_iter().map(CaseOfCustomer::from).collect(),
    }))
}

/// Rewrite a customer's entry; `version` is that of the entry as it was read
#[utoipa::path(put, path = "/customers/{id}", tag = "customers", request_body = CustomerEntry,
    params(("id" = String, Path)), responses((status = 204), Problems))]
async fn edit(
    State(web): State<Web>,
    ApiActor(actor): ApiActor,
    Path(id): Path<CustomerId>,
    ApiJson(entry): ApiJson<CustomerEntry>,
) -> Result<StatusCode, Problem> {
    let version = entry.version()?;
    let (draft, _) = entry.into_parts();
    customers::edit(&web.app, &actor, id, version, draft).await?;
    Ok(StatusCode::NO_CONTENT)
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Unmasking {
    /// What it is needed for, e.g. the number of an order; kept with the act.
    reason: String,
}

/// See a customer in full; each time is written down
#[utoipa::path(post, path = "/customers/{id}/unmaskings", tag = "customers", request_body = Unmasking,
    params(("id" = String, Path)), responses((status = 200, body = Customer), Problems))]
async fn unmask(
    State(web): State<Web>,
    ApiActor(actor): ApiActor,
    Path(id): Path<CustomerId>,
    ApiJson(unmasking): ApiJson<Unmasking>,
) -> Result<Json<Customer>, Problem> {
    let seen = customers::unmask(&web.app, &actor, id, unmasking.reason).await?;
    Ok(Json(Customer::of(seen.customer, seen.addresses)))
}
