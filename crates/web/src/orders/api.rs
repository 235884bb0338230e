//! Orders for programs: lists, and an order with everything its page shows.

use super::{
    noun,
    timeline::masked_payload,
    words::{customer_of, masked_name},
};
use crate::{
    ApiActor, Language, Path, Problem, Query, Web,
    api::Problems,
    problem::{opens_text, refusal_text},
};
use aftercare_app::orders::{self, OrderLineItem, OrderPage};
use aftercare_domain::{
    deadlines::TimeLeft,
    orders::{StateName, StepView},
};
use aftercare_i18n::Texts;
use aftercare_kernel::{DocumentNumber, Money, PageRequest};
use axum::{
    Json,
    extract::State,
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};

pub fn routes() -> OpenApiRouter<Web> {
    OpenApiRouter::new().routes(routes!(list)).routes(routes!(own)).routes(routes!(order))
}

/// A sum of money.
#[derive(Serialize, ToSchema)]
pub struct Sum {
    /// A decimal.
    #[schema(example = "120.00")]
    pub amount: String,
    pub currency: String,
}

impl From<Money> for Sum {
    fn from(sum: Money) -> Self {
        Self { amount: sum.decimal(), currency: sum.currency().code().to_owned() }
    }
}

/// A deadline.
#[derive(Serialize, ToSchema)]
pub struct Due {
    /// What is due: `answer`, `visit`, `repair`, `quote_answer`, `hand_over`, `follow_up`, `escalation`.
    what: String,
    at: String,
    /// Negative when it has passed.
    seconds_left: i64,
}

impl From<TimeLeft> for Due {
    fn from(left: TimeLeft) -> Self {
        Self { what: left.what.name().to_owned(), at: left.due.to_string(), seconds_left: left.seconds }
    }
}

#[derive(Serialize, ToSchema)]
struct OrderLine {
    number: String,
    state: String,
    mode: String,
    service_type: String,
    symptom: String,
    opened_at: String,
    model: String,
    serial: String,
    technician: Option<String>,
    due_what: Option<String>,
    due_at: Option<String>,
}

impl From<OrderLineItem> for OrderLine {
    fn from(line: OrderLineItem) -> Self {
        Self {
            number: line.number,
            state: line.state,
            mode: line.mode,
            service_type: line.service_type,
            symptom: line.symptom,
            opened_at: line.opened_at.to_string(),
            model: line.model,
            serial: line.serial,
            technician: Some(line.technician).filter(|name| !name.is_empty()),
            due_what: line.due_what,
            due_at: line.due_at.map(|at| at.to_string()),
        }
    }
}

#[derive(Serialize, ToSchema)]
struct OrderList {
    rows: Vec<OrderLine>,
    /// For `after` of the next page, when there is one.
    next: Option<String>,
}

#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct ListQuery {
    /// One of the states of an order: `registered`, `taken_in`, …
    #[param(value_type = String)]
    state: StateName,
    /// `next` of the page before.
    after: Option<String>,
    /// Rows of a page, 1 to 200; 50 unless told.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<u32>,
}

/// Orders in a state, oldest first
#[utoipa::path(get, path = "/orders", tag = "orders", params(ListQuery), responses((status = 200, body = OrderList), Problems))]
async fn list(
    State(web): State<Web>,
    ApiActor(actor): ApiActor,
    Query(query): Query<ListQuery>,
) -> Result<Json<OrderList>, Problem> {
    let request = PageRequest::new(query.after, query.limit.unwrap_or(50));
    let page = orders::in_state(&web.app, &actor, query.state, request).await?.map(OrderLine::from);
    Ok(Json(OrderList { rows: page.rows, next: page.next }))
}

/// The open work of the technician whose token it is, most urgent first
#[utoipa::path(get, path = "/my/orders", tag = "orders", responses((status = 200, body = [OrderLine]), Problems))]
async fn own(State(web): State<Web>, ApiActor(actor): ApiActor) -> Result<Json<Vec<OrderLine>>, Problem> {
    let orders = orders::of_technician(&web.app, &actor).await?;
    Ok(Json(orders.into_iter().map(OrderLine::from).collect()))
}

/// A step, open or not.
#[derive(Serialize, ToSchema)]
struct StepState {
    step: String,
    /// Where to POST it: `/orders/{number}/` and this.
    noun: &'static str,
    open: bool,
    /// Code of the refusal.
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<&'static str>,
    /// Why it is not open, in the language of `Accept-Language`.
    #[serde(skip_serializing_if = "Option::is_none")]
    why: Option<String>,
    /// What would open it.
    #[serde(skip_serializing_if = "Option::is_none")]
    opens: Option<String>,
}

fn step_state(t: &Texts, step: &StepView) -> Option<StepState> {
    let refusal = step.refusal.as_ref();
    Some(StepState {
        step: step.verb.name().to_owned(),
        noun: noun(step.verb)?,
        open: refusal.is_none(),
        code: refusal.map(|refusal| refusal.code),
        why: refusal.map(|refusal| refusal_text(t, refusal)),
        opens: refusal.and_then(|refusal| opens_text(t, refusal)),
    })
}

/// The customer, masked.
#[derive(Serialize, ToSchema)]
struct OrderCustomer {
    id: String,
    name: String,
    phone: String,
    address: String,
}

#[derive(Serialize, ToSchema)]
struct OrderDevice {
    id: String,
    model_code: String,
    model: String,
    serial: String,
    imei: Option<String>,
    #[schema(format = Date)]
    sold_on: Option<String>,
}

#[derive(Serialize, ToSchema)]
struct OrderReservation {
    id: String,
    item: String,
    place: String,
    quantity: i64,
    /// `held`, `used` or `released`.
    state: String,
}

#[derive(Serialize, ToSchema)]
struct OrderRepair {
    round: i64,
    fault_code: String,
    listed: bool,
    cause: String,
    found: String,
    work: Option<String>,
    minutes: Option<i64>,
    outcome: Option<String>,
    technician: String,
    #[schema(format = Date)]
    in_on: String,
    #[schema(format = Date)]
    out_on: Option<String>,
}

#[derive(Serialize, ToSchema)]
struct OrderAct {
    at: String,
    what: String,
    person: String,
    #[schema(value_type = Object)]
    told: serde_json::Value,
}

/// An order as it stands.
#[derive(Serialize, ToSchema)]
struct Order {
    number: String,
    case: String,
    station: String,
    state: String,
    mode: String,
    service_type: String,
    round: i64,
    /// For the `If-Match` of the next step.
    version: i64,
    symptom: String,
    opened_at: String,
    ended_at: Option<String>,
    technician: Option<String>,
    owner: Option<String>,
    due: Option<Due>,
    customer: OrderCustomer,
    device: OrderDevice,
    /// What the customer owes; negative is paid ahead.
    balance: Sum,
    /// What was promised back to the customer and is not yet paid out.
    owed_back: Sum,
    /// The entitlement as it was decided last.
    #[schema(value_type = Option<Object>)]
    decision: Option<serde_json::Value>,
    slips: Vec<String>,
    receipts: Vec<String>,
    reservations: Vec<OrderReservation>,
    repairs: Vec<OrderRepair>,
    steps: Vec<StepState>,
    timeline: Vec<OrderAct>,
}

/// An order with everything its page shows
#[utoipa::path(get, path = "/orders/{number}", tag = "orders", params(("number" = String, Path)),
    responses((status = 200, body = Order, headers(("ETag" = String, description = "The version."))), Problems))]
async fn order(
    State(web): State<Web>,
    ApiActor(actor): ApiActor,
    Language(t): Language,
    Path(number): Path<DocumentNumber>,
) -> Result<Response, Problem> {
    let page = orders::page(&web.app, &actor, number).await?;
    let tag = HeaderValue::from_str(&format!("\"{}\"", page.row.version)).map_err(Problem::fault)?;
    Ok(([(header::ETAG, tag)], Json(shown(&t, page)?)).into_response())
}

fn shown(t: &Texts, page: OrderPage) -> Result<Order, Problem> {
    let masked = customer_of(&page);
    Ok(Order {
        customer: OrderCustomer {
            id: page.order.customer.to_string(),
            name: masked_name(&page.head),
            phone: masked.phone,
            address: masked.address,
        },
        device: OrderDevice {
            id: page.order.unit.to_string(),
            model_code: page.head.model_code,
            model: page.head.model,
            serial: page.head.serial,
            imei: page.head.imei,
            sold_on: page.head.sold_on.map(|day| day.to_string()),
        },
        decision: page.decision.map(serde_json::to_value).transpose().map_err(Problem::fault)?,
        steps: page.steps.iter().filter_map(|step| step_state(t, step)).collect(),
        balance: page.balance.into(),
        owed_back: page.owed_back.into(),
        due: page.time_left.map(Due::from),
        slips: page.slips.into_iter().map(|slip| slip.number).collect(),
        receipts: page.payments.into_iter().map(|payment| payment.number).collect(),
        reservations: page.reservations.into_iter().map(OrderReservation::from).collect(),
        repairs: page.repairs.into_iter().map(OrderRepair::from).collect(),
        timeline: page.timeline.into_iter().map(OrderAct::from).collect(),
        technician: Some(page.head.technician).filter(|name| !name.is_empty()),
        owner: Some(page.case.owner).filter(|name| !name.is_empty()),
        case: page.case.number,
        station: page.station.code,
        number: page.row.number,
        state: page.row.state,
        mode: page.row.mode,
        service_type: page.row.service_type,
        round: page.row.round,
        version: page.row.version,
        symptom: page.row.symptom,
        opened_at: page.row.opened_at.to_string(),
        ended_at: page.row.ended_at.map(|at| at.to_string()),
    })
}

impl From<aftercare_app::parts::ReservationRow> for OrderReservation {
    fn from(row: aftercare_app::parts::ReservationRow) -> Self {
        Self { id: row.id.to_string(), item: row.item_code, place: row.place, quantity: row.quantity, state: row.state }
    }
}

impl From<orders::RepairRow> for OrderRepair {
    fn from(row: orders::RepairRow) -> Self {
        Self {
            round: row.round,
            fault_code: row.fault_code,
            listed: row.listed,
            cause: row.cause,
            found: row.found,
            minutes: row.done.as_ref().map(|done| done.minutes),
            work: row.done.map(|done| done.work),
            outcome: row.outcome,
            technician: row.technician,
            in_on: row.in_on.to_string(),
            out_on: row.out_on.map(|day| day.to_string()),
        }
    }
}

impl From<orders::TimelineEntry> for OrderAct {
    fn from(entry: orders::TimelineEntry) -> Self {
        Self { at: entry.at.to_string(), what: entry.verb, person: entry.person, told: masked_payload(entry.payload) }
    }
}
