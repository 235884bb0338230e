//! Goods come into the books for the first time: an opening count or a delivery, from the brand's source to a place.

use aftercare_domain::{
    acts::{Chain, ChainKind},
    identity::Action,
    things::{MoveReason, PlaceKind, ThingsRefusal},
};
use aftercare_kernel::{
    Date, Imei, Serial,
    id::{ItemId, ModelId, PlaceId, UnitId},
};
use aftercare_store::{
    parts as store,
    things::{self, NewUnit, PlaceRow, Thing},
};
use serde::Serialize;

use crate::{Actor, App, Error, Work};

/// A quantity of an item that arrives at a shelf or van.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Goods {
    pub item: ItemId,
    pub lot: String,
    pub quantity: u32,
    pub place: PlaceId,
}

/// A device that arrives at a shelf to be given in exchange.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StockedDevice {
    pub item: ItemId,
    pub model: ModelId,
    pub serial: Serial,
    pub imei: Option<Imei>,
    pub made_on: Option<Date>,
    pub place: PlaceId,
}

/// Brings in many quantities at once; all of them arrive or none.
pub async fn bring_in(app: &App, actor: &Actor, reason: MoveReason, goods: Vec<Goods>) -> Result<(), Error> {
    check_reason(reason)?;
    app.write("parts.bring_in", actor, Action::MoveStock, move |work| {
        goods.iter().try_for_each(|one| bring_in_quantity(work, reason, one))
    })
    .await
}

fn check_reason(reason: MoveReason) -> Result<(), Error> {
    let arrives = matches!(reason, MoveReason::Opening | MoveReason::Delivery);
    if arrives { Ok(()) } else { Err(Error::refuse(ThingsRefusal::NothingMoved)) }
}

fn bring_in_quantity(work: &mut Work<'_>, reason: MoveReason, goods: &Goods) -> Result<(), Error> {
    let to = stock_place(work, goods.place)?;
    store::find_item(work.tx, work.actor.brand, goods.item)?.ok_or(Error::Missing("item"))?;
    if goods.quantity == 0 {
        return Err(Error::refuse(ThingsRefusal::NothingMoved));
    }
    let act = work.act(Chain::new(ChainKind::Place, to.id), None, reason.name(), goods)?;
    let thing =
        Thing::Quantity { item_id: goods.item, lot: goods.lot.clone(), quantity: goods.quantity, reserved: false };
    let from = work.source_place()?;
    work.move_thing(thing, from, to.id, reason.name(), None, Some(act))?;
    Ok(())
}

/// Brings devices into stock for exchange.
pub async fn bring_in_devices(
    app: &App,
    actor: &Actor,
    reason: MoveReason,
    devices: Vec<StockedDevice>,
) -> Result<Vec<UnitId>, Error> {
    check_reason(reason)?;
    app.write("parts.bring_in_devices", actor, Action::MoveStock, move |work| {
        devices.iter().map(|device| bring_in_device(work, reason, device)).collect()
    })
    .await
}

fn bring_in_device(work: &mut Work<'_>, reason: MoveReason, device: &StockedDevice) -> Result<UnitId, Error> {
    let to = stock_place(work, device.place)?;
    let act = work.act(Chain::new(ChainKind::Place, to.id), None, reason.name(), device)?;
    let id = work.id(UnitId::new);
    let from = work.source_place()?;
    let thing = Thing::Unit { id, item_id: Some(device.item) };
    let first = work.new_move(thing, from, to.id, reason.name(), None, Some(act));
    let unit = NewUnit {
        id,
        brand_id: work.actor.brand,
        kind: "device",
        model_id: Some(device.model),
        item_id: Some(device.item),
        serial: device.serial.as_str(),
        imei: device.imei.as_ref().map(Imei::as_str),
        imei_2: None,
        made_on: device.made_on,
        condition: "good",
    };
    things::bring_in_unit(work.tx, &unit, &first)?;
    Ok(id)
}

fn stock_place(work: &mut Work<'_>, place: PlaceId) -> Result<PlaceRow, Error> {
    let scope = work.actor.scope();
    let found = things::find_place(work.tx, work.actor.brand, place)?
        .filter(|place| scope.covers(scope.brand(), &place.org_path))
        .ok_or(Error::Missing("place"))?;
    let kind: PlaceKind = found.kind.parse()?;
    if kind.is_good_stock() { Ok(found) } else { Err(Error::Missing("place")) }
}
