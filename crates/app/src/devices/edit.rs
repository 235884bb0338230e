//! What is known of a device is put right.

use aftercare_domain::{
    acts::{Chain, ChainKind},
    devices::{DeviceDraft, DeviceEntry, papers_to_text},
    identity::Action,
};
use aftercare_kernel::{Currency, Date, id::UnitId};
use aftercare_store::devices::{self as store, DeviceRow};
use serde_json::json;

use crate::{Actor, App, Error, Work, stored::word};

/// Rewrites the facts that were read with `version`; the serial stays, it names the thing. Dates decide rights, so the
/// act keeps what stood there before.
pub async fn edit(app: &App, actor: &Actor, unit: UnitId, version: i64, draft: DeviceDraft) -> Result<(), Error> {
    app.write("devices.edit", actor, Action::EditDevice, move |work| {
        let brand = work.actor.brand;
        let old = store::find(work.tx, brand, unit)?.ok_or(Error::Missing("device"))?;
        let entry = DeviceDraft { serial: old.serial.to_string(), ..draft.clone() }.check(work.today())?;
        let currency = currency_of(work, &old)?;
        if !store::update(work.tx, brand, unit, version, &entry, currency)? {
            return Err(Error::Stale);
        }
        write_down(work, &old, &entry)
    })
    .await
}

/// The day of sale of a device, where the books had none: as refused or accepted as by an edit.
pub(crate) fn set_sale(work: &mut Work<'_>, unit: UnitId, sold_on: Date) -> Result<(), Error> {
    let brand = work.actor.brand;
    let old = store::find(work.tx, brand, unit)?.ok_or(Error::Missing("device"))?;
    let entry = DeviceDraft { sold_on: Some(sold_on), ..draft_of(&old) }.check(work.today())?;
    let currency = currency_of(work, &old)?;
    if !store::update(work.tx, brand, unit, old.version, &entry, currency)? {
        return Err(Error::Stale);
    }
    write_down(work, &old, &entry)
}

/// A device as it could have been typed.
fn draft_of(row: &DeviceRow) -> DeviceDraft {
    DeviceDraft {
        serial: row.serial.to_string(),
        imei: row.imei.as_ref().map(ToString::to_string),
        imei_2: row.imei_2.as_ref().map(ToString::to_string),
        made_on: row.made_on,
        sold_on: row.sold_on,
        delivered_on: row.delivered_on,
        dealer: row.dealer.clone(),
        invoice_number: row.invoice_number.clone(),
        price: row.price,
        papers: row.papers.clone(),
    }
}

fn write_down(work: &mut Work<'_>, old: &DeviceRow, entry: &DeviceEntry) -> Result<(), Error> {
    let payload = json!({
        "before": { "sold_on": old.sold_on, "delivered_on": old.delivered_on, "papers": papers_to_text(&old.papers) },
        "after": { "sold_on": entry.sold_on, "delivered_on": entry.delivered_on, "papers": papers_to_text(&entry.papers) },
    });
    work.act(Chain::new(ChainKind::Device, old.unit_id), None, "edit_device", &payload)?;
    Ok(())
}

fn currency_of(work: &mut Work<'_>, old: &DeviceRow) -> Result<Currency, Error> {
    match old.price {
        Some(price) => Ok(price.currency()),
        None => word(&brand_currency(work)?),
    }
}

fn brand_currency(work: &mut Work<'_>) -> Result<String, Error> {
    let brand = aftercare_store::identity::find_brand(work.tx, work.actor.brand)?.ok_or(Error::Missing("brand"))?;
    Ok(brand.currency)
}
