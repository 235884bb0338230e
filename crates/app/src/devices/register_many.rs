//! A list of devices comes into the books at once, each with its owner: what a brand has sold before it began here.

use aftercare_domain::{
    acts::{Chain, ChainKind},
    devices::DeviceEntry,
    identity::Action,
    things::MoveReason,
};
use aftercare_kernel::{
    Currency,
    id::{CustomerId, ModelId, PlaceId, UnitId},
};
use aftercare_store::{
    devices as store, products,
    things::{NewMove, Thing},
};
use serde_json::json;

use super::{NewDevice, brand_places, serial_or_imei};
use crate::{Actor, App, Error, Work};

/// All come in or none; the ids come in the order of the list.
pub async fn register_many(app: &App, actor: &Actor, list: Vec<NewDevice>) -> Result<Vec<UnitId>, Error> {
    app.write("devices.register_many", actor, Action::EditDevice, move |work| {
        let places = brand_places(work)?;
        let sold = list.iter().map(|new| first_move(work, new, places)).collect::<Result<Vec<_>, _>>()?;
        let rows: Vec<store::NewDevice<'_>> = sold.iter().map(|sold| row(work, sold)).collect();
        store::insert_many(work.tx, &rows)?;
        Ok(rows.iter().map(|row| row.unit_id).collect())
    })
    .await
}

/// A device as it enters the books.
struct Sold {
    unit: UnitId,
    model: ModelId,
    owner: Option<CustomerId>,
    entry: DeviceEntry,
    currency: Currency,
    first: NewMove,
}

fn first_move(work: &mut Work<'_>, new: &NewDevice, (source, customers): (PlaceId, PlaceId)) -> Result<Sold, Error> {
    let entry = serial_or_imei(new.draft.clone()).check(work.today())?;
    let model = products::find_model_by_code(work.tx, work.actor.brand, new.model_code.trim())?;
    let model = model.ok_or(Error::Missing("model"))?;
    let unit = work.id(UnitId::new);
    let payload = json!({ "model": model.entry.code, "serial": entry.serial });
    let act = work.act(Chain::new(ChainKind::Device, unit), None, "register_device", &payload)?;
    let thing = Thing::Unit { id: unit, item_id: None };
    let first = work.new_move(thing, source, customers, MoveReason::Sale.name(), None, Some(act));
    Ok(Sold { unit, model: model.id, owner: new.owner, entry, currency: model.entry.price.currency(), first })
}

fn row<'a>(work: &Work<'_>, sold: &'a Sold) -> store::NewDevice<'a> {
    store::NewDevice {
        unit_id: sold.unit,
        brand_id: work.actor.brand,
        model_id: sold.model,
        customer_id: sold.owner,
        entry: &sold.entry,
        currency: sold.currency,
        first: &sold.first,
    }
}
