//! Addresses and administrative divisions for programs.

use super::bodies::AddressEntry;
use crate::{ApiActor, ApiJson, Path, Problem, Query, Web, api::Problems};
use aftercare_app::customers;
use aftercare_kernel::id::{AddressId, CustomerId};
use axum::{Json, extract::State, http::StatusCode};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};

pub fn routes() -> OpenApiRouter<Web> {
    OpenApiRouter::new().routes(routes!(add)).routes(routes!(change, remove)).routes(routes!(divisions))
}

#[derive(Serialize, ToSchema)]
struct AddressAdded {
    id: String,
}

/// Add an address
#[utoipa::path(post, path = "/customers/{id}/addresses", tag = "customers", request_body = AddressEntry,
    params(("id" = String, Path)), responses((status = 201, body = AddressAdded), Problems))]
async fn add(
    State(web): State<Web>,
    ApiActor(actor): ApiActor,
    Path(customer): Path<CustomerId>,
    ApiJson(entry): ApiJson<AddressEntry>,
) -> Result<(StatusCode, Json<AddressAdded>), Problem> {
    let id = customers::add_address(&web.app, &actor, customer, entry.into()).await?;
    Ok((StatusCode::CREATED, Json(AddressAdded { id: id.to_string() })))
}

/// Rewrite an address
#[utoipa::path(put, path = "/customers/{id}/addresses/{address}", tag = "customers", request_body = AddressEntry,
    params(("id" = String, Path), ("address" = String, Path)), responses((status = 204), Problems))]
async fn change(
    State(web): State<Web>,
    ApiActor(actor): ApiActor,
    Path((customer, address)): Path<(CustomerId, AddressId)>,
    ApiJson(entry): ApiJson<AddressEntry>,
) -> Result<StatusCode, Problem> {
    customers::change_address(&web.app, &actor, customer, address, entry.into()).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Remove an address
#[utoipa::path(delete, path = "/customers/{id}/addresses/{address}", tag = "customers",
    params(("id" = String, Path), ("address" = String, Path)), responses((status = 204), Problems))]
async fn remove(
    State(web): State<Web>,
    ApiActor(actor): ApiActor,
    Path((customer, address)): Path<(CustomerId, AddressId)>,
) -> Result<StatusCode, Problem> {
    customers::drop_address(&web.app, &actor, customer, address).await?;
    Ok(StatusCode::NO_CONTENT)
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Asked {
    /// Part of a name, several parts from the wide to the narrow, or the beginning of a code.
    q: String,
}

/// A province, city or district of the mainland.
#[derive(Serialize, ToSchema)]
struct AdministrativeDivision {
    /// GB/T 2260.
    code: String,
    name: String,
    /// With those above it.
    path: String,
}

/// Find administrative divisions: at most 20
#[utoipa::path(get, path = "/divisions", tag = "customers", params(Asked),
    responses((status = 200, body = [AdministrativeDivision]), Problems))]
async fn divisions(_: ApiActor, Query(asked): Query<Asked>) -> Json<Vec<AdministrativeDivision>> {
    let division = |found: &customers::Division| AdministrativeDivision {
        code: found.code.clone(),
        name: found.name.clone(),
        path: found.path.clone(),
    };
    Json(customers::find_divisions(&asked.q).into_iter().map(division).collect())
}
