//! Cases for programs: registered, listed.

use super::{
    bodies::{CaseInRegister, CaseRegister, CaseRegistered, CaseToRegister},
    list::CaseFilter,
    new_form::at_its_field,
};
use crate::{ApiActor, ApiJson, IdempotencyKey, Problem, Query, Web, api::Problems};
use aftercare_app::{identity, intake};
use aftercare_kernel::Page;
use axum::{Json, extract::State, http::StatusCode};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

pub fn routes() -> OpenApiRouter<Web> {
    OpenApiRouter::new().routes(routes!(list, register)).routes(routes!(my_work))
}

/// Register a case: customer and device found or made, the order opened, the station chosen
///
/// With `Idempotency-Key` the same request is registered once, however often it is sent.
#[utoipa::path(post, path = "/cases", tag = "cases", request_body = CaseToRegister,
    params(("Idempotency-Key" = Option<String>, Header, description = "At most 100 characters, made up by the client.")),
    responses((status = 201, body = CaseRegistered), Problems))]
async fn register(
    State(web): State<Web>,
    ApiActor(actor): ApiActor,
    IdempotencyKey(key): IdempotencyKey,
    ApiJson(case): ApiJson<CaseToRegister>,
) -> Result<(StatusCode, Json<CaseRegistered>), Problem> {
    let brand = identity::brand_of(&web.app, &actor).await?;
    let command = case.command(brand.currency.parse().unwrap_or_default())?;
    let registered = intake::register(&web.app, &actor, command, key).await.map_err(at_its_field)?;
    Ok((StatusCode::CREATED, Json(registered.into())))
}

/// The case register, newest first; with `sort=due` open cases, the most urgent first
#[utoipa::path(get, path = "/cases", tag = "cases",
    params(
        ("state" = Option<String>, Query, description = "`open` or `closed`."),
        ("station" = Option<String>, Query, description = "Code of a node in one's part of the tree."),
        ("owner" = Option<String>, Query, description = "Id of a person, or `me`."),
        ("kind" = Option<String>, Query),
        ("channel" = Option<String>, Query),
        ("due" = Option<String>, Query, description = "`overdue`, `today` or `week`."),
        ("sort" = Option<String>, Query, description = "`newest` or `due`."),
        ("after" = Option<String>, Query, description = "`next` of the page before."),
        ("limit" = Option<u32>, Query, description = "At most 200; 50 unless it is said."),
    ),
    responses((status = 200, body = CaseRegister), Problems))]
async fn list(
    State(web): State<Web>,
    ApiActor(actor): ApiActor,
    Query(filter): Query<CaseFilter>,
) -> Result<Json<CaseRegister>, Problem> {
    let query = filter.query(&actor, web.app.now())?;
    let Page { rows, next } = intake::list(&web.app, &actor, query).await?;
    Ok(Json(CaseRegister { rows: rows.into_iter().map(CaseInRegister::from).collect(), next }))
}

/// What waits: one's own cases, and those of one's part of the tree, the most urgent first.
#[derive(Serialize, ToSchema)]
struct Work {
    mine_open: i64,
    mine_overdue: i64,
    mine: Vec<CaseInRegister>,
    here_open: i64,
    here_overdue: i64,
    here: Vec<CaseInRegister>,
}

/// What waits for the token's person
#[utoipa::path(get, path = "/my-work", tag = "cases", responses((status = 200, body = Work), Problems))]
async fn my_work(State(web): State<Web>, ApiActor(actor): ApiActor) -> Result<Json<Work>, Problem> {
    let work = intake::my_work(&web.app, &actor).await?;
    Ok(Json(Work {
        mine_open: work.mine_open,
        mine_overdue: work.mine_overdue,
        mine: work.mine.into_iter().map(CaseInRegister::from).collect(),
        here_open: work.here_open,
        here_overdue: work.here_overdue,
        here: work.here.into_iter().map(CaseInRegister::from).collect(),
    }))
}
