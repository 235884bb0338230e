//! Devices for programs.

use super::with_device_facts;
use crate::{
    ApiActor, ApiJson, Path, Problem, Query, Web,
    api::Problems,
    customers::{CaseOfCustomer, bodies::Customer},
    intake::at_its_field,
};
use aftercare_app::{
    devices::{self, DevicePage, DeviceView, Entitlement, NewDevice, OrderInHistory, RepairInHistory},
    identity,
};
use aftercare_domain::devices::DeviceDraft;
use aftercare_kernel::{
    Money,
    id::{CustomerId, UnitId},
};
use axum::{Json, extract::State, http::StatusCode};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};

pub fn routes() -> OpenApiRouter<Web> {
    OpenApiRouter::new().routes(routes!(by_number, register)).routes(routes!(read, edit)).routes(routes!(entitlement))
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Asked {
    /// A whole serial or IMEI.
    number: String,
}

/// Enough to recognise a device.
#[derive(Serialize, ToSchema)]
struct DeviceBrief {
    id: String,
    serial: String,
    imei: Option<String>,
    model: String,
    sold_on: Option<String>,
    owner: Option<String>,
    /// Still with its customer: a new order can be opened.
    open_for_service: bool,
}

/// The device with a serial or IMEI, at any station of the brand: one or none
#[utoipa::path(get, path = "/devices", tag = "devices", params(Asked),
    responses((status = 200, body = [DeviceBrief]), Problems))]
async fn by_number(
    State(web): State<Web>,
    ApiActor(actor): ApiActor,
    Query(asked): Query<Asked>,
) -> Result<Json<Vec<DeviceBrief>>, Problem> {
    let found = devices::find_by_number(&web.app, &actor, asked.number).await?;
    let brief = |device: devices::DeviceBrief| DeviceBrief {
        id: device.unit.to_string(),
        serial: device.serial.to_string(),
        imei: device.imei.map(|imei| imei.to_string()),
        model: device.model_code,
        sold_on: device.sold_on.map(|day| day.to_string()),
        owner: device.owner.map(|id| id.to_string()),
        open_for_service: device.open_for_service,
    };
    Ok(Json(found.into_iter().map(brief).collect()))
}

with_device_facts! {
    /// A device's facts as they are to be kept.
    struct DeviceEntry {
        /// Id of the customer who owns it; for a new device.
        #[serde(default)]
        #[schema(value_type = Option<String>)]
        owner: Option<CustomerId>,
        /// Of the device as it was read; for a change.
        #[serde(default)]
        version: Option<i64>,
    }
}

#[derive(Serialize, ToSchema)]
struct DeviceAdded {
    id: String,
}

/// Register a device outside a case
#[utoipa::path(post, path = "/devices", tag = "devices", request_body = DeviceEntry,
    responses((status = 201, body = DeviceAdded), Problems))]
async fn register(
    State(web): State<Web>,
    ApiActor(actor): ApiActor,
    ApiJson(entry): ApiJson<DeviceEntry>,
) -> Result<(StatusCode, Json<DeviceAdded>), Problem> {
    let brand = identity::brand_of(&web.app, &actor).await?;
    let owner = entry.owner;
    let typed = entry.typed(brand.currency.parse().unwrap_or_default())?;
    let (model_code, draft) = (typed.model_code.clone(), DeviceDraft::from(typed));
    let new = NewDevice { model_code, draft, owner };
    let id = devices::register(&web.app, &actor, new).await.map_err(at_its_field)?;
    Ok((StatusCode::CREATED, Json(DeviceAdded { id: id.to_string() })))
}

/// A device with its whole history at any station; the owner is masked.
#[derive(Serialize, ToSchema)]
struct Device {
    id: String,
    serial: String,
    imei: Option<String>,
    imei_2: Option<String>,
    model: String,
    made_on: Option<String>,
    sold_on: Option<String>,
    delivered_on: Option<String>,
    dealer: Option<String>,
    invoice_number: Option<String>,
    price: Option<Price>,
    papers: Vec<String>,
    exchanged_on: Option<String>,
    /// Kind of the place where it is.
    place: String,
    open_for_service: bool,
    /// To be sent with a change.
    version: i64,
    owner: Option<Customer>,
    cases: Vec<CaseOfCustomer>,
    orders: Vec<PastOrder>,
    repairs: Vec<PastRepair>,
    /// Serials from the first device of its exchanges to the last; empty when it was never exchanged.
    exchanges: Vec<String>,
}

/// A decimal text and its currency.
#[derive(Serialize, ToSchema)]
pub struct Price {
    amount: String,
    currency: String,
}

impl From<Money> for Price {
    fn from(money: Money) -> Self {
        Self { amount: money.decimal(), currency: money.currency().code().to_owned() }
    }
}

#[derive(Serialize, ToSchema)]
struct PastOrder {
    number: String,
    mode: String,
    service_type: String,
    state: String,
    symptom: String,
    opened_at: String,
    ended_at: Option<String>,
    station: String,
}

impl From<OrderInHistory> for PastOrder {
    fn from(order: OrderInHistory) -> Self {
        Self {
            number: order.number,
            mode: order.mode.to_string(),
            service_type: order.service_type.to_string(),
            state: order.state.to_string(),
            symptom: order.symptom,
            opened_at: order.opened_at.to_string(),
            ended_at: order.ended_at.map(|at| at.to_string()),
            station: order.station,
        }
    }
}

#[derive(Serialize, ToSchema)]
struct PastRepair {
    order: String,
    round: i64,
    in_on: String,
    out_on: Option<String>,
    fault_code: String,
    /// A performance fault, which counts towards exchange and refund.
    listed: bool,
    cause: String,
    found: String,
    work: Option<String>,
    outcome: Option<String>,
    station: String,
}

impl From<RepairInHistory> for PastRepair {
    fn from(repair: RepairInHistory) -> Self {
        Self {
            order: repair.order,
            round: repair.round,
            in_on: repair.in_on.to_string(),
            out_on: repair.out_on.map(|day| day.to_string()),
            fault_code: repair.fault_code,
            listed: repair.listed,
            cause: repair.cause.to_string(),
            found: repair.found,
            work: repair.work,
            outcome: repair.outcome.map(|outcome| outcome.to_string()),
            station: repair.station,
        }
    }
}

impl From<DevicePage> for Device {
    fn from(page: DevicePage) -> Self {
        let DeviceView { unit, serial, imei, imei_2, price, papers, place, .. } = page.device;
        Self {
            id: unit.to_string(),
            serial: serial.to_string(),
            imei: imei.map(|imei| imei.to_string()),
            imei_2: imei_2.map(|imei| imei.to_string()),
            model: page.model.code,
            made_on: page.device.made_on.map(|day| day.to_string()),
            sold_on: page.device.sold_on.map(|day| day.to_string()),
            delivered_on: page.device.delivered_on.map(|day| day.to_string()),
            dealer: page.device.dealer,
            invoice_number: page.device.invoice_number,
            price: price.map(Price::from),
            papers: papers.iter().map(|paper| paper.to_string()).collect(),
            exchanged_on: page.device.exchanged_on.map(|day| day.to_string()),
            place: place.to_string(),
            open_for_service: page.device.open_for_service,
            version: page.device.version,
            owner: page.owner.map(|owner| Customer::of(owner, Vec::new())),
            cases: page.cases.into_iter().map(CaseOfCustomer::from).collect(),
            orders: page.orders.into_iter().map(PastOrder::from).collect(),
            repairs: page.repairs.into_iter().map(PastRepair::from).collect(),
            exchanges: page.exchanges.into_iter().map(|link| link.serial.to_string()).collect(),
        }
    }
}

/// A device
#[utoipa::path(get, path = "/devices/{id}", tag = "devices", params(("id" = String, Path)),
    responses((status = 200, body = Device), Problems))]
async fn read(
    State(web): State<Web>,
    ApiActor(actor): ApiActor,
    Path(unit): Path<UnitId>,
) -> Result<Json<Device>, Problem> {
    Ok(Json(devices::page(&web.app, &actor, unit).await?.into()))
}

/// Rewrite a device's facts; its serial and model stay. `version` is that of the device as it was read
#[utoipa::path(put, path = "/devices/{id}", tag = "devices", request_body = DeviceEntry,
    params(("id" = String, Path)), responses((status = 204), Problems))]
async fn edit(
    State(web): State<Web>,
    ApiActor(actor): ApiActor,
    Path(unit): Path<UnitId>,
    ApiJson(entry): ApiJson<DeviceEntry>,
) -> Result<StatusCode, Problem> {
    let version = entry.version.ok_or_else(|| Problem::invalid("version", "errors-required"))?;
    let brand = identity::brand_of(&web.app, &actor).await?;
    let typed = entry.typed(brand.currency.parse().unwrap_or_default())?;
    devices::edit(&web.app, &actor, unit, version, typed.into()).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// What the owner may ask for, had the device a fault today that the law lists.
#[derive(Serialize, ToSchema)]
struct EntitlementNow {
    /// `decided`, `no_regime` or `unclear`.
    state: &'static str,
    /// Code of what contradicts itself in the device's facts.
    code: Option<&'static str>,
    #[schema(value_type = Option<Object>)]
    decision: Option<Box<aftercare_domain::warranty::Decision>>,
}

/// The entitlement of a device today
#[utoipa::path(get, path = "/devices/{id}/entitlement", tag = "devices", params(("id" = String, Path)),
    responses((status = 200, body = EntitlementNow), Problems))]
async fn entitlement(
    State(web): State<Web>,
    ApiActor(actor): ApiActor,
    Path(unit): Path<UnitId>,
) -> Result<Json<EntitlementNow>, Problem> {
    Ok(Json(match devices::entitlement(&web.app, &actor, unit).await? {
        Entitlement::NoRegime => EntitlementNow { state: "no_regime", code: None, decision: None },
        Entitlement::Unclear(refusal) => EntitlementNow { state: "unclear", code: Some(refusal.code), decision: None },
        Entitlement::Decided { decision, .. } => {
            EntitlementNow { state: "decided", code: None, decision: Some(decision) }
        }
    }))
}
