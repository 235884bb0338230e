//! What is known of a device is put right.

use aftercare_domain::{
    acts::{Chain, ChainKind},
    devices::{DeviceDraft, papers_to_text},
    identity::Action,
};
use aftercare_kernel::{Currency, id::UnitId};
use aftercare_store::devices as store;
use serde_json::json;

use crate::{Actor, App, Error, stored::word};

/// Rewrites the facts that were read with `version`; the serial stays, it names the thing. Dates decide rights, so the
/// act keeps what stood there before.
pub async fn edit(app: &App, actor: &Actor, unit: UnitId, version: i64, draft: DeviceDraft) -> Result<(), Error> {
    app.write("devices.edit", actor, Action::EditDevice, move |work| {
        let brand = work.actor.brand;
        let old = store::find(work.tx, brand, unit)?.ok_or(Error::Missing("device"))?;
        let entry = DeviceDraft { serial: old.serial.to_string(), ..draft.clone() }.check(work.today())?;
        let currency: Currency = match old.price {
            Some(price) => price.currency(),
            None => word(&brand_currency(work)?)?,
        };
        if !store::update(work.tx, brand, unit, version, &entry, currency)? {
            return Err(Error::Stale);
        }
        let payload = json!({
            "before": { "sold_on": old.sold_on, "delivered_on": old.delivered_on, "papers": papers_to_text(&old.papers) },
            "after": { "sold_on": entry.sold_on, "delivered_on": entry.delivered_on, "papers": papers_to_text(&entry.papers) },
        });
        work.act(Chain::new(ChainKind::Device, unit), None, "edit_device", &payload)?;
        Ok(())
    })
    .await
}

fn brand_currency(work: &mut crate::Work<'_>) -> Result<String, Error> {
    let brand = aftercare_store::identity::find_brand(work.tx, work.actor.brand)?.ok_or(Error::Missing("brand"))?;
    Ok(brand.currency)
}
