//! A case's page: what was wanted, by whom, what was done about it, what is next and by when.

use aftercare_domain::{
    deadlines::TimeLeft,
    identity::Action,
    intake::{CaseKind, CaseResult, Channel},
    orders::{Mode, ServiceType, StateName},
};
use aftercare_kernel::{
    DocumentNumber, Instant,
    id::{CaseId, OrderId, PersonId},
};
use aftercare_store::{
    acts, customers, devices,
    intake::{self as store, CaseRow, ContactRow},
    orders::{self, OrderRow},
};
use serde::Serialize;
use serde_json::Value;

use super::{find, list::time_left};
use crate::{
    Actor, App, Error, Work,
    customers::{AddressView, CustomerView},
    devices::{DeviceBrief, brief},
    stored::word,
};

/// More acts than a case gathers in a year.
const MOST_ACTS: u32 = 500;

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CasePage {
    pub case: CaseView,
    pub customer: CustomerView,
    pub addresses: Vec<AddressView>,
    pub device: Option<DeviceBrief>,
    pub orders: Vec<CaseOrderLine>,
    pub contacts: Vec<CaseContact>,
    pub timeline: Vec<CaseAct>,
}

/// An open case has an owner and a deadline, a closed one a result.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CaseView {
    pub id: CaseId,
    pub number: String,
    pub org_path: String,
    pub station: String,
    pub station_en: String,
    pub kind: CaseKind,
    pub channel: Channel,
    pub symptom: String,
    pub open: bool,
    pub owner_id: Option<PersonId>,
    pub owner: Option<String>,
    pub due: Option<TimeLeft>,
    pub opened_at: Instant,
    pub closed_at: Option<Instant>,
    pub result: Option<CaseResult>,
    pub archived_at: Option<Instant>,
    pub version: i64,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CaseOrderLine {
    pub id: OrderId,
    pub number: String,
    pub mode: Mode,
    pub service_type: ServiceType,
    /// As long as it is not, the type is only what every order begins with.
    pub type_decided: bool,
    pub state: StateName,
    pub round: i64,
    pub opened_at: Instant,
    pub ended_at: Option<Instant>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CaseContact {
    pub channel: Channel,
    pub at: Instant,
    pub summary: String,
    pub person: String,
}

/// Who did what: an entry of the case's chain of acts. `person` is empty for the house itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CaseAct {
    pub at: Instant,
    pub person: String,
    pub verb: String,
    pub order: Option<OrderId>,
    pub payload: Value,
}

pub async fn page(app: &App, actor: &Actor, number: DocumentNumber) -> Result<CasePage, Error> {
    app.read("intake.page", actor, Action::ReadCase, move |work| {
        let (case, brand) = (find(work, &number)?, work.actor.brand);
        let customer = customers::find(work.tx, brand, case.customer_id)?.ok_or(Error::Missing("customer"))?;
        let addresses = customers::addresses(work.tx, brand, case.customer_id)?;
        let orders = orders::orders_of_case(work.tx, brand, case.id)?;
        let contacts = store::contacts(work.tx, brand, case.id)?;
        Ok(CasePage {
            customer: CustomerView::masked(&customer)?,
            addresses: addresses.iter().map(AddressView::masked).collect(),
            device: device_of(work, &case)?,
            orders: orders.into_iter().map(order_line).collect::<Result<_, _>>()?,
            contacts: contacts.into_iter().map(contact).collect::<Result<_, _>>()?,
            timeline: timeline(work, case.id)?,
            case: view(case, work.now)?,
        })
    })
    .await
}

fn device_of(work: &mut Work<'_>, case: &CaseRow) -> Result<Option<DeviceBrief>, Error> {
    let Some(unit) = case.unit_id else { return Ok(None) };
    let row = devices::find(work.tx, work.actor.brand, unit)?;
    row.map(|row| brief(work, row)).transpose()
}

fn timeline(work: &mut Work<'_>, case: CaseId) -> Result<Vec<CaseAct>, Error> {
    let rows = acts::timeline(work.tx, work.actor.brand, &case.to_string(), 0, MOST_ACTS)?;
    rows.into_iter()
        .map(|(row, person)| {
            let payload = serde_json::from_str(&row.act.payload).map_err(|e| Error::Fault(e.to_string()))?;
            Ok(CaseAct { at: row.act.at, person, verb: row.act.verb, order: row.act.order, payload })
        })
        .collect()
}

fn view(row: CaseRow, now: Instant) -> Result<CaseView, Error> {
    Ok(CaseView {
        kind: word(&row.kind)?,
        channel: word(&row.channel)?,
        open: row.state == "open",
        due: time_left(row.due_what.as_deref(), row.due_at, now)?,
        result: row.result.as_deref().map(word).transpose()?,
        id: row.id,
        number: row.number,
        org_path: row.org_path,
        station: row.station,
        station_en: row.station_en,
        symptom: row.symptom,
        owner_id: row.owner_id,
        owner: row.owner,
        opened_at: row.opened_at,
        closed_at: row.closed_at,
        archived_at: row.archived_at,
        version: row.version,
    })
}

fn order_line(row: OrderRow) -> Result<CaseOrderLine, Error> {
    let (service_type, state): (ServiceType, StateName) = (word(&row.service_type)?, word(&row.state)?);
    Ok(CaseOrderLine {
        mode: word(&row.mode)?,
        type_decided: service_type.is_decided(state, row.decision_id),
        service_type,
        state,
        id: row.id,
        number: row.number,
        round: row.round,
        opened_at: row.opened_at,
        ended_at: row.ended_at,
    })
}

fn contact(row: ContactRow) -> Result<CaseContact, Error> {
    Ok(CaseContact { channel: word(&row.channel)?, at: row.at, summary: row.summary, person: row.person })
}
