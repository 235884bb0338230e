//! Who calls about what: customer and device of a registration, found in the books or made.

use aftercare_domain::{
    customers::{CustomerDraft, CustomerEntry, CustomerRefusal},
    devices::{DeviceDraft, DeviceEntry, DeviceRefusal},
    orders::StateName,
    refusal::Refusal,
    things::PlaceKind,
};
use aftercare_kernel::{
    Date, Imei, Phone,
    id::{CustomerId, ModelId, UnitId},
};
use aftercare_store::{
    devices::{self as device_store, PastOrder},
    intake::registration::{Asked, Ground},
};
use std::collections::BTreeMap;

use super::{CustomerChoice, DeviceChoice, NewCase};
use crate::{
    Error, Work,
    devices::{open_for_service, serial_or_imei},
};

/// What was typed is in order in itself; the books are not asked yet.
#[derive(Debug, Clone)]
pub(super) enum Caller {
    Known(CustomerId),
    Typed(CustomerEntry),
}

#[derive(Debug, Clone)]
pub(super) enum Brought {
    Nothing,
    Known { unit: UnitId, sold_on: Option<Date> },
    Typed { model_code: String, entry: Box<DeviceEntry> },
}

impl Caller {
    pub fn check(choice: &CustomerChoice) -> Result<Self, Error> {
        Ok(match choice {
            CustomerChoice::Known(id) => Caller::Known(*id),
            CustomerChoice::Typed(typed) => Caller::Typed(CustomerDraft::from(typed.clone()).check()?),
        })
    }

    pub fn wrong(choice: &CustomerChoice) -> Vec<CustomerRefusal> {
        match choice {
            CustomerChoice::Known(_) => Vec::new(),
            CustomerChoice::Typed(typed) => CustomerDraft::from(typed.clone()).wrong(),
        }
    }

    /// The customer in the books, or `None` when there will be a new one.
    pub fn found(&self, ground: &Ground) -> Result<Option<CustomerId>, Error> {
        match self {
            Caller::Known(_) if ground.known_phone.is_none() => Err(Error::Missing("customer")),
            Caller::Known(id) => Ok(Some(*id)),
            Caller::Typed(_) => Ok(ground.customer_of_that_name),
        }
    }

    /// The phone under which an open case may be a first call about the same; `None` when nobody called from it yet.
    pub fn phone_seen<'a>(&'a self, ground: &'a Ground) -> Option<&'a Phone> {
        match self {
            Caller::Known(_) => ground.known_phone.as_ref(),
            Caller::Typed(entry) => (ground.customers_with_phone > 0).then_some(&entry.phone),
        }
    }
}

impl Brought {
    pub fn check(choice: &DeviceChoice, today: Date) -> Result<Self, Error> {
        Ok(match choice {
            DeviceChoice::Unknown => Brought::Nothing,
            DeviceChoice::Known { unit, sold_on } => Brought::Known { unit: *unit, sold_on: *sold_on },
            DeviceChoice::Typed(typed) => {
                let entry = serial_or_imei(DeviceDraft::from(typed.clone())).check(today)?;
                Brought::Typed { model_code: typed.model_code.trim().to_owned(), entry: Box::new(entry) }
            }
        })
    }

    pub fn wrong(choice: &DeviceChoice, today: Date) -> Vec<DeviceRefusal> {
        match choice {
            DeviceChoice::Unknown | DeviceChoice::Known { .. } => Vec::new(),
            DeviceChoice::Typed(typed) => serial_or_imei(DeviceDraft::from(typed.clone())).wrong(today),
        }
    }

    fn entry(&self) -> Option<&DeviceEntry> {
        match self {
            Brought::Typed { entry, .. } => Some(entry),
            Brought::Nothing | Brought::Known { .. } => None,
        }
    }

    /// The day of sale that was said.
    pub fn sold_on(&self) -> Option<Date> {
        match self {
            Brought::Nothing => None,
            Brought::Known { sold_on, .. } => *sold_on,
            Brought::Typed { entry, .. } => entry.sold_on,
        }
    }
}

/// The question to the books, in one trip.
pub(super) fn asked<'a>(node_code: &'a str, caller: &'a Caller, brought: &'a Brought) -> Asked<'a> {
    let (customer_id, entry) = match caller {
        Caller::Known(id) => (Some(*id), None),
        Caller::Typed(entry) => (None, Some(entry)),
    };
    let device = brought.entry();
    Asked {
        node_code,
        customer_id,
        phone: entry.map(|entry| &entry.phone),
        name: entry.map(|entry| entry.name.as_str()),
        unit_id: if let Brought::Known { unit, .. } = brought { Some(*unit) } else { None },
        serial: device.map(|entry| entry.serial.as_str()),
        imei: device.and_then(|entry| entry.imei.as_ref()).map(Imei::as_str),
        model_code: if let Brought::Typed { model_code, .. } = brought { Some(model_code) } else { None },
    }
}

/// Of the orders of a device the one that goes on is among the last.
const LAST_ORDERS: u32 = 5;

/// The device of a case, as the books know it by now.
#[derive(Debug, Clone)]
pub(super) enum Device {
    None,
    Found { unit: UnitId, model: ModelId, ownerless: bool, sale_unknown: bool, in_custody: bool },
    New { model: ModelId },
}

/// Refuses a device that its owner gave back, and an IMEI that belongs to another serial.
pub(super) fn device_of(work: &mut Work<'_>, brought: &Brought, ground: &Ground) -> Result<Device, Error> {
    let unit = match brought {
        Brought::Nothing => return Ok(Device::None),
        Brought::Known { .. } => ground.unit_by_id,
        Brought::Typed { .. } => match (ground.unit_by_serial, ground.unit_by_imei, ground.model) {
            (Some(unit), ..) => Some(unit),
            (None, Some(_), _) => return Err(imei_known()),
            (None, None, Some(model)) => return Ok(Device::New { model }),
            (None, None, None) => return Err(Error::Missing("model")),
        },
    };
    let unit = unit.ok_or(Error::Missing("device"))?;
    let row = device_store::find(work.tx, work.actor.brand, unit)?.ok_or(Error::Missing("device"))?;
    open_for_service(&row)??;
    let (ownerless, sale_unknown) = (row.customer_id.is_none(), row.sold_on.is_none());
    let in_custody = row.place_kind == PlaceKind::Custody.name();
    Ok(Device::Found { unit, model: row.model_id, ownerless, sale_unknown, in_custody })
}

/// Work on a device that lies at a station is on its order there: a second one would wait for it in vain.
pub(super) fn refuse_in_custody(work: &mut Work<'_>, device: &Device) -> Result<(), Error> {
    let Device::Found { unit, in_custody: true, .. } = device else { return Ok(()) };
    let orders = device_store::orders_of(work.tx, work.actor.brand, *unit, LAST_ORDERS)?;
    let holds = |order: &PastOrder| order.state.parse::<StateName>().is_ok_and(may_hold_the_device);
    let order = orders.into_iter().find(holds).map(|order| order.number).unwrap_or_default();
    Err(Error::refuse(DeviceRefusal::InOurKeeping { order }))
}

/// Before it is taken in, and when all is over, the device is not with us under that order.
fn may_hold_the_device(state: StateName) -> bool {
    use StateName as S;
    !state.is_end() && !matches!(state, S::Registered | S::Scheduled | S::OnTheWay | S::Reopened)
}

fn imei_known() -> Error {
    Error::Refusal(Refusal {
        code: "devices-refusal-imei-known",
        field: Some("imei"),
        params: BTreeMap::new(),
        article: None,
        opens: None,
    })
}

/// Whether the case knows its device, for the rules of what a case must hold.
pub(super) fn device_known(command: &NewCase) -> bool {
    !matches!(command.device, DeviceChoice::Unknown)
}
