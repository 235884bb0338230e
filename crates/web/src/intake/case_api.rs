//! One case for programs: read, contacted about, taken over, closed.

use super::bodies::Due;
use crate::{ApiActor, ApiJson, IdempotencyKey, Path, Problem, Web, api::Problems, customers::bodies::Customer};
use aftercare_app::intake::{self, CaseAct, CaseContact, CaseOrderLine, CasePage};
use aftercare_domain::intake::{CaseResult, Channel};
use aftercare_kernel::DocumentNumber;
use axum::{Json, extract::State, http::StatusCode};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

pub fn routes() -> OpenApiRouter<Web> {
    OpenApiRouter::new()
        .routes(routes!(read))
        .routes(routes!(add_contact))
        .routes(routes!(take_over))
        .routes(routes!(close))
}

/// A case with everything about it; the customer is masked.
#[derive(Serialize, ToSchema)]
struct Case {
    id: String,
    number: String,
    org_path: String,
    kind: String,
    channel: String,
    symptom: String,
    open: bool,
    owner_id: Option<String>,
    owner: Option<String>,
    due: Option<Due>,
    opened_at: String,
    closed_at: Option<String>,
    result: Option<String>,
    archived_at: Option<String>,
    /// To be sent with a change.
    version: i64,
    customer: Customer,
    device: Option<CaseDevice>,
    orders: Vec<CaseOrder>,
    contacts: Vec<Contact>,
    timeline: Vec<Act>,
}

#[derive(Serialize, ToSchema)]
struct CaseDevice {
    id: String,
    serial: String,
    imei: Option<String>,
    model: String,
    sold_on: Option<String>,
    open_for_service: bool,
}

#[derive(Serialize, ToSchema)]
struct CaseOrder {
    id: String,
    number: String,
    mode: String,
    service_type: String,
    state: String,
    round: i64,
    opened_at: String,
    ended_at: Option<String>,
}

impl From<CaseOrderLine> for CaseOrder {
    fn from(order: CaseOrderLine) -> Self {
        Self {
            id: order.id.to_string(),
            number: order.number,
            mode: order.mode.to_string(),
            service_type: order.service_type.to_string(),
            state: order.state.to_string(),
            round: order.round,
            opened_at: order.opened_at.to_string(),
            ended_at: order.ended_at.map(|at| at.to_string()),
        }
    }
}

#[derive(Serialize, ToSchema)]
struct Contact {
    at: String,
    channel: String,
    summary: String,
    person: String,
}

impl From<CaseContact> for Contact {
    fn from(contact: CaseContact) -> Self {
        Self {
            at: contact.at.to_string(),
            channel: contact.channel.to_string(),
            summary: contact.summary,
            person: contact.person,
        }
    }
}

/// Who did what: an entry of the case's chain of acts.
#[derive(Serialize, ToSchema)]
struct Act {
    at: String,
    /// Empty for the house itself.
    person: String,
    verb: String,
    order: Option<String>,
    #[schema(value_type = Object)]
    payload: serde_json::Value,
}

impl From<CaseAct> for Act {
    fn from(act: CaseAct) -> Self {
        Self {
            at: act.at.to_string(),
            person: act.person,
            verb: act.verb,
            order: act.order.map(|order| order.to_string()),
            payload: act.payload,
        }
    }
}

impl From<CasePage> for Case {
    fn from(page: CasePage) -> Self {
        let case = page.case;
        let device = page.device.map(|device| CaseDevice {
            id: device.unit.to_string(),
            serial: device.serial.to_string(),
            imei: device.imei.map(|imei| imei.to_string()),
            model: device.model_code,
            sold_on: device.sold_on.map(|day| day.to_string()),
            open_for_service: device.open_for_service,
        });
        Self {
            id: case.id.to_string(),
            number: case.number,
            org_path: case.org_path,
            kind: case.kind.to_string(),
            channel: case.channel.to_string(),
            symptom: case.symptom,
            open: case.open,
            owner_id: case.owner_id.map(|id| id.to_string()),
            owner: case.owner,
            due: case.due.map(Due::from),
            opened_at: case.opened_at.to_string(),
            closed_at: case.closed_at.map(|at| at.to_string()),
            result: case.result.map(|result| result.to_string()),
            archived_at: case.archived_at.map(|at| at.to_string()),
            version: case.version,
            customer: Customer::of(page.customer, page.addresses),
            device,
            orders: page.orders.into_iter().map(CaseOrder::from).collect(),
            contacts: page.contacts.into_iter().map(Contact::from).collect(),
            timeline: page.timeline.into_iter().map(Act::from).collect(),
        }
    }
}

/// A case
#[utoipa::path(get, path = "/cases/{number}", tag = "cases", params(("number" = String, Path)),
    responses((status = 200, body = Case), Problems))]
async fn read(
    State(web): State<Web>,
    ApiActor(actor): ApiActor,
    Path(number): Path<DocumentNumber>,
) -> Result<Json<Case>, Problem> {
    Ok(Json(intake::page(&web.app, &actor, number).await?.into()))
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct ContactToAdd {
    #[schema(value_type = String)]
    channel: Channel,
    /// 1 to 2000 characters.
    summary: String,
}

#[derive(Serialize, ToSchema)]
struct ContactAdded {
    id: String,
}

/// Note a call, message, letter or visit about a case, also after it was closed
#[utoipa::path(post, path = "/cases/{number}/contacts", tag = "cases", request_body = ContactToAdd,
    params(("number" = String, Path), ("Idempotency-Key" = Option<String>, Header)),
    responses((status = 201, body = ContactAdded), Problems))]
async fn add_contact(
    State(web): State<Web>,
    ApiActor(actor): ApiActor,
    IdempotencyKey(key): IdempotencyKey,
    Path(number): Path<DocumentNumber>,
    ApiJson(new): ApiJson<ContactToAdd>,
) -> Result<(StatusCode, Json<ContactAdded>), Problem> {
    let id = intake::add_contact(&web.app, &actor, number, new.channel, new.summary, key).await?;
    Ok((StatusCode::CREATED, Json(ContactAdded { id: id.to_string() })))
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct TakeOver {
    /// Of the case as it was read.
    version: i64,
}

#[derive(Serialize, ToSchema)]
struct TakenOver {
    version: i64,
}

/// Make the token's person the case's owner; its deadline stays
#[utoipa::path(put, path = "/cases/{number}/owner", tag = "cases", request_body = TakeOver,
    params(("number" = String, Path)), responses((status = 200, body = TakenOver), Problems))]
async fn take_over(
    State(web): State<Web>,
    ApiActor(actor): ApiActor,
    Path(number): Path<DocumentNumber>,
    ApiJson(take): ApiJson<TakeOver>,
) -> Result<Json<TakenOver>, Problem> {
    let version = intake::take_over(&web.app, &actor, number, take.version).await?;
    Ok(Json(TakenOver { version }))
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Closure {
    /// Of the case as it was read.
    version: i64,
    /// `solved_remotely`, `settled`, `cancelled`, …
    #[schema(value_type = String)]
    result: CaseResult,
    /// What the customer was told; noted as the last contact.
    words: String,
}

/// Close a case that has no open order
#[utoipa::path(post, path = "/cases/{number}/closure", tag = "cases", request_body = Closure,
    params(("number" = String, Path)), responses((status = 204), Problems))]
async fn close(
    State(web): State<Web>,
    ApiActor(actor): ApiActor,
    Path(number): Path<DocumentNumber>,
    ApiJson(closure): ApiJson<Closure>,
) -> Result<StatusCode, Problem> {
    intake::close(&web.app, &actor, number, closure.version, closure.result, closure.words).await?;
    Ok(StatusCode::NO_CONTENT)
}
