//! A device's page: what it is, whose it is, and all that ever happened to it at any station.

use aftercare_domain::{
    devices::DevicePaper,
    identity::Action,
    orders::{FaultCause, Mode, Outcome, ServiceType, StateName},
    things::{MoveReason, PlaceKind},
};
use aftercare_kernel::{
    Date, Imei, Instant, Money, Serial,
    id::{OrderId, UnitId},
};
use aftercare_store::{
    customers,
    devices::{self as store, DeviceRow, PastOrder, PastRepair},
    products,
    things::{self, MoveRow},
};
use serde::Serialize;

use super::open_for_service;
use crate::{
    Actor, App, Error, Work,
    customers::{CustomerCase, CustomerView},
    products::ModelView,
    stored::word,
};

/// What fits on a page.
const MOST: u32 = 100;
/// More exchanges in a row than any device goes through; also ends a ring that must not be.
const LONGEST_CHAIN: usize = 20;

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DevicePage {
    pub device: DeviceView,
    pub model: ModelView,
    pub owner: Option<CustomerView>,
    pub cases: Vec<CustomerCase>,
    pub orders: Vec<OrderInHistory>,
    pub repairs: Vec<RepairInHistory>,
    pub moves: Vec<DeviceMove>,
    /// From the first device of the exchanges to the last; empty when it was never exchanged.
    pub exchanges: Vec<ExchangeLink>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DeviceView {
    pub unit: UnitId,
    pub serial: Serial,
    pub imei: Option<Imei>,
    pub imei_2: Option<Imei>,
    pub made_on: Option<Date>,
    pub sold_on: Option<Date>,
    pub delivered_on: Option<Date>,
    pub dealer: Option<String>,
    pub invoice_number: Option<String>,
    pub price: Option<Money>,
    pub papers: Vec<DevicePaper>,
    pub exchanged_on: Option<Date>,
    pub place: PlaceKind,
    pub open_for_service: bool,
    pub version: i64,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OrderInHistory {
    pub id: OrderId,
    pub number: String,
    pub mode: Mode,
    pub service_type: ServiceType,
    /// As long as it is not, the type is only what every order begins with.
    pub type_decided: bool,
    pub state: StateName,
    pub symptom: String,
    pub opened_at: Instant,
    pub ended_at: Option<Instant>,
    pub station: String,
    pub station_en: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RepairInHistory {
    pub order: String,
    pub round: i64,
    pub in_on: Date,
    pub out_on: Option<Date>,
    pub fault_code: String,
    /// A performance fault, which counts towards exchange and refund.
    pub listed: bool,
    pub cause: FaultCause,
    pub found: String,
    pub work: Option<String>,
    pub outcome: Option<Outcome>,
    pub station: String,
    pub station_en: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DeviceMove {
    pub at: Instant,
    pub from: String,
    pub from_kind: PlaceKind,
    pub to: String,
    pub to_kind: PlaceKind,
    pub reason: MoveReason,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ExchangeLink {
    pub unit: UnitId,
    pub serial: Serial,
    pub exchanged_on: Option<Date>,
}

/// Every station serves every device, so the history is the brand's, not the station's; the owner is masked.
pub async fn page(app: &App, actor: &Actor, unit: UnitId) -> Result<DevicePage, Error> {
    app.read("devices.page", actor, Action::ReadDevice, move |work| {
        let brand = work.actor.brand;
        let row = store::find(work.tx, brand, unit)?.ok_or(Error::Missing("device"))?;
        let model = products::find_model(work.tx, brand, row.model_id)?.ok_or(Error::Missing("model"))?;
        let cases = store::cases_of(work.tx, brand, unit, MOST)?;
        let orders = store::orders_of(work.tx, brand, unit, MOST)?;
        let repairs = store::repairs_of(work.tx, brand, unit, MOST)?;
        let moves = things::moves_of_unit(work.tx, unit)?;
        Ok(DevicePage {
            owner: owner_of(work, &row)?,
            exchanges: exchange_chain(work, &row)?,
            cases: cases.into_iter().map(CustomerCase::of).collect::<Result<_, _>>()?,
            orders: orders.into_iter().map(order).collect::<Result<_, _>>()?,
            repairs: repairs.into_iter().map(repair).collect::<Result<_, _>>()?,
            moves: moves.into_iter().map(movement).collect::<Result<_, _>>()?,
            model: ModelView::of(model),
            device: view(row)?,
        })
    })
    .await
}

fn owner_of(work: &mut Work<'_>, row: &DeviceRow) -> Result<Option<CustomerView>, Error> {
    let Some(id) = row.customer_id else { return Ok(None) };
    let owner = customers::find(work.tx, work.actor.brand, id)?;
    owner.as_ref().map(CustomerView::masked).transpose()
}

fn exchange_chain(work: &mut Work<'_>, row: &DeviceRow) -> Result<Vec<ExchangeLink>, Error> {
    let mut chain = vec![link(row)];
    let mut earlier = row.replaces;
    while let Some(old) = step(work, earlier, chain.len())? {
        chain.insert(0, link(&old));
        earlier = old.replaces;
    }
    let mut later = row.replaced_by;
    while let Some(new) = step(work, later, chain.len())? {
        chain.push(link(&new));
        later = new.replaced_by;
    }
    Ok(if chain.len() > 1 { chain } else { Vec::new() })
}

fn step(work: &mut Work<'_>, to: Option<UnitId>, length: usize) -> Result<Option<DeviceRow>, Error> {
    match to {
        Some(unit) if length < LONGEST_CHAIN => Ok(store::find(work.tx, work.actor.brand, unit)?),
        _ => Ok(None),
    }
}

fn link(row: &DeviceRow) -> ExchangeLink {
    ExchangeLink { unit: row.unit_id, serial: row.serial.clone(), exchanged_on: row.exchanged_on }
}

fn view(row: DeviceRow) -> Result<DeviceView, Error> {
    Ok(DeviceView {
        open_for_service: open_for_service(&row)?.is_ok(),
        place: word(&row.place_kind)?,
        unit: row.unit_id,
        serial: row.serial,
        imei: row.imei,
        imei_2: row.imei_2,
        made_on: row.made_on,
        sold_on: row.sold_on,
        delivered_on: row.delivered_on,
        dealer: row.dealer,
        invoice_number: row.invoice_number,
        price: row.price,
        papers: row.papers.into_iter().collect(),
        exchanged_on: row.exchanged_on,
        version: row.version,
    })
}

fn order(row: PastOrder) -> Result<OrderInHistory, Error> {
    let (service_type, state): (ServiceType, StateName) = (word(&row.service_type)?, word(&row.state)?);
    Ok(OrderInHistory {
        mode: word(&row.mode)?,
        type_decided: service_type.is_decided(state, row.decision_id),
        service_type,
        state,
        id: row.id,
        number: row.number,
        symptom: row.symptom,
        opened_at: row.opened_at,
        ended_at: row.ended_at,
        station: row.station,
        station_en: row.station_en,
    })
}

fn repair(row: PastRepair) -> Result<RepairInHistory, Error> {
    Ok(RepairInHistory {
        cause: word(&row.cause)?,
        outcome: row.outcome.as_deref().map(word).transpose()?,
        order: row.number,
        round: row.round,
        in_on: row.in_on,
        out_on: row.out_on,
        fault_code: row.fault_code,
        listed: row.listed,
        found: row.found,
        work: row.work,
        station: row.station,
        station_en: row.station_en,
    })
}

fn movement(row: MoveRow) -> Result<DeviceMove, Error> {
    let (from_kind, to_kind) = (word(&row.from_kind)?, word(&row.to_kind)?);
    Ok(DeviceMove { at: row.at, from: row.from, from_kind, to: row.to, to_kind, reason: word(&row.reason)? })
}
