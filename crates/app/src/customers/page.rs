//! A customer's page: who it is, what they own, what they wanted.

use aftercare_domain::{identity::Action, intake::CaseKind};
use aftercare_kernel::{
    Date, Instant,
    id::{CaseId, CustomerId, UnitId},
};
use aftercare_store::customers::{self as store, CaseLine, OwnedDeviceRow};
use serde::Serialize;

use super::{AddressView, CustomerView, edit::find};
use crate::{Actor, App, Error, stored::word};

/// What fits on a page; a key account's further devices and cases are found by the lists.
const MOST: u32 = 200;

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CustomerPage {
    pub customer: CustomerView,
    pub addresses: Vec<AddressView>,
    pub devices: Vec<CustomerDevice>,
    pub cases: Vec<CustomerCase>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CustomerDevice {
    pub unit: UnitId,
    pub serial: String,
    pub imei: Option<String>,
    pub model_code: String,
    pub model: String,
    pub model_en: String,
    pub sold_on: Option<Date>,
    pub replaced: bool,
}

/// A case in sight of who looks; `open` cases have a deadline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CustomerCase {
    pub id: CaseId,
    pub number: String,
    pub kind: CaseKind,
    pub open: bool,
    pub symptom: String,
    pub opened_at: Instant,
    pub due_at: Option<Instant>,
}

impl CustomerDevice {
    fn of(row: OwnedDeviceRow) -> Self {
        Self {
            unit: row.unit_id,
            serial: row.serial,
            imei: row.imei,
            model_code: row.model_code,
            model: row.model_name,
            model_en: row.model_name_en,
            sold_on: row.sold_on,
            replaced: row.replaced_by.is_some(),
        }
    }
}

impl CustomerCase {
    pub(crate) fn of(row: CaseLine) -> Result<Self, Error> {
        Ok(Self {
            kind: word(&row.kind)?,
            open: row.state == "open",
            id: row.id,
            number: row.number,
            symptom: row.symptom,
            opened_at: row.opened_at,
            due_at: row.due_at,
        })
    }
}

/// The customer masked, with devices, and the cases of the actor's part of the tree.
pub async fn page(app: &App, actor: &Actor, id: CustomerId) -> Result<CustomerPage, Error> {
    app.read("customers.page", actor, Action::ReadCustomer, move |work| {
        let (brand, scope) = (work.actor.brand, work.actor.scope());
        let row = find(work, id)?;
        let addresses = store::addresses(work.tx, brand, id)?;
        let devices = store::devices_of(work.tx, brand, id, MOST)?;
        let cases = store::cases_of(work.tx, &scope, id, MOST)?;
        Ok(CustomerPage {
            customer: CustomerView::masked(&row)?,
            addresses: addresses.iter().map(AddressView::masked).collect(),
            devices: devices.into_iter().map(CustomerDevice::of).collect(),
            cases: cases.into_iter().map(CustomerCase::of).collect::<Result<_, _>>()?,
        })
    })
    .await
}
