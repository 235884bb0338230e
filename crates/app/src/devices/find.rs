//! A device is found by what is printed on it.

use aftercare_domain::{
    devices::{DeviceDraft, DeviceRefusal, Holding, check_open_for_service},
    identity::Action,
    things::PlaceKind,
};
use aftercare_kernel::{
    Date, Imei, Serial,
    id::{CustomerId, ModelId, UnitId},
};
use aftercare_store::{
    devices::{self as store, DeviceRow},
    products as product_store,
};
use serde::Serialize;

use crate::{Actor, App, Error, Work, stored::word};

/// Enough to recognise a device while a case is typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DeviceBrief {
    pub unit: UnitId,
    pub serial: Serial,
    pub imei: Option<Imei>,
    pub model_id: ModelId,
    pub model_code: String,
    pub model: String,
    pub model_en: String,
    pub sold_on: Option<Date>,
    pub owner: Option<CustomerId>,
    /// Still with its customer: a new order can be opened.
    pub open_for_service: bool,
}

/// The device with this serial or IMEI, at any station of the brand.
pub async fn find_by_number(app: &App, actor: &Actor, number: String) -> Result<Option<DeviceBrief>, Error> {
    app.read("devices.find_by_number", actor, Action::ReadDevice, move |work| {
        let Some(unit) = unit_by_number(work, &number)? else { return Ok(None) };
        let Some(row) = store::find(work.tx, work.actor.brand, unit)? else { return Ok(None) };
        brief(work, row).map(Some)
    })
    .await
}

/// By serial, else by IMEI.
pub(crate) fn unit_by_number(work: &mut Work<'_>, number: &str) -> Result<Option<UnitId>, Error> {
    let brand = work.actor.brand;
    if let Ok(serial) = number.parse::<Serial>()
        && let Some(unit) = store::unit_by_serial(work.tx, brand, &serial)?
    {
        return Ok(Some(unit));
    }
    match number.parse::<Imei>() {
        Ok(imei) => Ok(store::unit_by_imei(work.tx, brand, &imei)?),
        Err(_) => Ok(None),
    }
}

/// The device with its model, as it is recognised.
pub(crate) fn brief(work: &mut Work<'_>, row: DeviceRow) -> Result<DeviceBrief, Error> {
    let model = product_store::find_model(work.tx, work.actor.brand, row.model_id)?.ok_or(Error::Missing("model"))?;
    Ok(DeviceBrief {
        unit: row.unit_id,
        open_for_service: open_for_service(&row)?.is_ok(),
        serial: row.serial,
        imei: row.imei,
        model_id: model.id,
        model_code: model.entry.code,
        model: model.entry.name,
        model_en: model.entry.name_en,
        sold_on: row.sold_on,
        owner: row.customer_id,
    })
}

/// Whether a new order may be opened for it. A device that came back to us under a remedy is no longer the customer's.
pub(crate) fn open_for_service(row: &DeviceRow) -> Result<Result<(), DeviceRefusal>, Error> {
    let holding = match word::<PlaceKind>(&row.place_kind)? {
        _ if row.replaced_by.is_some() => Holding::Exchanged,
        PlaceKind::Customers | PlaceKind::Custody => Holding::Held,
        _ => Holding::Refunded,
    };
    Ok(check_open_for_service(holding))
}

/// A phone that bears no serial goes by its IMEI.
pub(crate) fn serial_or_imei(draft: DeviceDraft) -> DeviceDraft {
    match &draft.imei {
        Some(imei) if draft.serial.trim().is_empty() => DeviceDraft { serial: imei.clone(), ..draft },
        _ => draft,
    }
}
