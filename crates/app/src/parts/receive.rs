//! Goods come into the books at a station: an opening count, a delivery, devices kept in stock for exchange.

use aftercare_domain::{
    acts::{Chain, ChainKind},
    identity::Action,
    parts::PartsRefusal,
    products::ItemKind,
    things::{Move, MoveReason, Place, PlaceKind, Thing as Moving},
};
use aftercare_kernel::{
    Date, Imei, Serial,
    id::{ActId, ItemId, ModelId, MoveId, PlaceId, UnitId},
};
use aftercare_store::{
    products::{self, ItemRow},
    things::{self, NewUnit, PlaceRow, Thing},
};
use serde_json::json;

use crate::{Actor, App, Error, Work};

/// A quantity of an item for one place. Items and places by their codes; `lot` is empty when lots are not told apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delivery {
    pub place: String,
    pub item: String,
    pub lot: String,
    pub quantity: u32,
    /// The count a place starts with, else something the brand sent.
    pub opening: bool,
}

/// One new device of a model, as a stock item that can be given in exchange.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeliveredUnit {
    pub place: String,
    pub item: String,
    pub model: String,
    pub serial: Serial,
    pub imei: Option<Imei>,
    pub made_on: Option<Date>,
}

/// From the brand's source to a place in the actor's part of the tree.
pub async fn receive(app: &App, actor: &Actor, goods: Delivery) -> Result<MoveId, Error> {
    app.write("parts.receive", actor, Action::MoveStock, move |work| {
        let (source, place) = (brand_source(work)?, place_by_code(work, &goods.place)?);
        let item = item_by_code(work, &goods.item)?;
        if item.entry.kind == ItemKind::Device {
            // A device is a unit with a serial, never a number of pieces.
            return Err(Error::refuse(PartsRefusal::NotAPart));
        }
        let reason = if goods.opening { MoveReason::Opening } else { MoveReason::Delivery };
        check(work, &goods, item.id, reason, &source, &place)?;
        let act = note(work, place.id, json!({ "item": goods.item, "quantity": goods.quantity, "lot": goods.lot }))?;
        let thing =
            Thing::Quantity { item_id: item.id, lot: goods.lot.clone(), quantity: goods.quantity, reserved: false };
        let moved = work.move_thing(thing, source.id, place.id, reason.name(), None, Some(act))?;
        moved.ok_or_else(|| Error::Fault(format!("the source of {} gave nothing", goods.place)))
    })
    .await
}

fn check(
    work: &mut Work<'_>,
    goods: &Delivery,
    item: ItemId,
    reason: MoveReason,
    source: &PlaceRow,
    place: &PlaceRow,
) -> Result<(), Error> {
    let at = |row: &PlaceRow| Ok::<_, Error>(Place { id: row.id, kind: row.kind.parse()? });
    let movement = Move {
        id: work.id(MoveId::new),
        at: work.now,
        thing: Moving::Quantity { item, lot: goods.lot.clone(), quantity: i64::from(goods.quantity) },
        from: at(source)?,
        to: at(place)?,
        reason,
        order: None,
    };
    movement.check()?;
    Ok(())
}

/// A serialised device enters the books, good and at hand.
pub async fn receive_unit(app: &App, actor: &Actor, goods: DeliveredUnit) -> Result<UnitId, Error> {
    app.write("parts.receive_unit", actor, Action::MoveStock, move |work| {
        let (source, place) = (brand_source(work)?, place_by_code(work, &goods.place)?);
        let item = item_by_code(work, &goods.item)?;
        let model = products::find_model_by_code(work.tx, work.actor.brand, &goods.model)?;
        let model = model.ok_or(Error::Missing("model"))?;
        check_unit(work, &item, model.id, &place)?;
        let act = note(work, place.id, json!({ "item": goods.item, "serial": goods.serial }))?;
        let id = work.id(UnitId::new);
        let thing = Thing::Unit { id, item_id: Some(item.id) };
        let first = work.new_move(thing, source.id, place.id, MoveReason::Delivery.name(), None, Some(act));
        let unit = NewUnit {
            id,
            brand_id: work.actor.brand,
            kind: "device",
            model_id: Some(model.id),
            item_id: Some(item.id),
            serial: goods.serial.as_str(),
            imei: goods.imei.as_ref().map(Imei::as_str),
            imei_2: None,
            made_on: goods.made_on,
            condition: "good",
        };
        things::bring_in_unit(work.tx, &unit, &first)?;
        Ok(id)
    })
    .await
}

/// A device can be given in exchange from good stock, as an item that its model is listed under.
fn check_unit(work: &mut Work<'_>, item: &ItemRow, model: ModelId, place: &PlaceRow) -> Result<(), Error> {
    let listed = products::models_of_item(work.tx, work.actor.brand, item.id)?;
    if item.entry.kind != ItemKind::Device || !listed.contains(&model) {
        return Err(Error::refuse(PartsRefusal::DoesNotFit));
    }
    if !place.kind.parse::<PlaceKind>()?.is_good_stock() {
        return Err(Error::refuse(PartsRefusal::NotGoodStock));
    }
    Ok(())
}

fn brand_source(work: &mut Work<'_>) -> Result<PlaceRow, Error> {
    let root = aftercare_kernel::id::NodeId::from_uuid(work.actor.brand.uuid());
    let found = things::places_of_node(work.tx, work.actor.brand, root, PlaceKind::Source.name())?;
    found.into_iter().next().ok_or_else(|| Error::Fault("the brand has no source".to_owned()))
}

fn place_by_code(work: &mut Work<'_>, code: &str) -> Result<PlaceRow, Error> {
    let found = things::find_place_by_code(work.tx, work.actor.brand, code)?;
    let scope = work.actor.scope();
    found.filter(|place| scope.covers(work.actor.brand, &place.org_path)).ok_or(Error::Missing("place"))
}

fn item_by_code(work: &mut Work<'_>, code: &str) -> Result<ItemRow, Error> {
    products::find_item_by_code(work.tx, work.actor.brand, code)?.ok_or(Error::Missing("item"))
}

fn note(work: &mut Work<'_>, place: PlaceId, what: serde_json::Value) -> Result<ActId, Error> {
    work.act(Chain::new(ChainKind::Place, place), None, "receive", &what)
}
