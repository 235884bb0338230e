//! A device comes into the books: the unit, its first move from the source to the customers, what is known of it.

use aftercare_domain::{
    acts::{Chain, ChainKind},
    devices::DeviceDraft,
    identity::Action,
    things::{MoveReason, PlaceKind},
};
use aftercare_kernel::id::{CustomerId, NodeId, PlaceId, UnitId};
use aftercare_store::{
    customers as customer_store, devices as store, products as product_store,
    things::{self, Thing},
};
use serde_json::json;

use super::serial_or_imei;
use crate::{Actor, App, Error, Work};

/// A device to be registered outside a case; most come with their first case or an import.
#[derive(Debug, Clone)]
pub struct NewDevice {
    pub model_code: String,
    pub draft: DeviceDraft,
    pub owner: Option<CustomerId>,
}

pub async fn register(app: &App, actor: &Actor, new: NewDevice) -> Result<UnitId, Error> {
    app.write("devices.register", actor, Action::EditDevice, move |work| {
        let entry = serial_or_imei(new.draft.clone()).check(work.today())?;
        let model = product_store::find_model_by_code(work.tx, work.actor.brand, new.model_code.trim())?
            .ok_or(Error::Missing("model"))?;
        if let Some(owner) = new.owner {
            customer_store::find(work.tx, work.actor.brand, owner)?.ok_or(Error::Missing("customer"))?;
        }
        let (source, customers) = brand_places(work)?;
        let unit = work.id(UnitId::new);
        let payload = json!({ "model": model.entry.code, "serial": entry.serial });
        let act = work.act(Chain::new(ChainKind::Device, unit), None, "register_device", &payload)?;
        let thing = Thing::Unit { id: unit, item_id: None };
        let first = work.new_move(thing, source, customers, MoveReason::Sale.name(), None, Some(act));
        store::insert(
            work.tx,
            &store::NewDevice {
                unit_id: unit,
                brand_id: work.actor.brand,
                model_id: model.id,
                customer_id: new.owner,
                entry: &entry,
                currency: model.entry.price.currency(),
                first: &first,
            },
        )?;
        Ok(unit)
    })
    .await
}

/// Where the brand's things come from, and where its customers' devices are: both at the root of its tree.
pub(crate) fn brand_places(work: &mut Work<'_>) -> Result<(PlaceId, PlaceId), Error> {
    let root = NodeId::from_uuid(work.actor.brand.uuid());
    let mut place = |kind: PlaceKind| {
        let places = things::places_of_node(work.tx, work.actor.brand, root, kind.name())?;
        places.first().map(|place| place.id).ok_or_else(|| Error::Fault(format!("the brand has no place {kind}")))
    };
    Ok((place(PlaceKind::Source)?, place(PlaceKind::Customers)?))
}
