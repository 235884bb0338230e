//! Stock of the places, transfers between them, and defective parts on their way back.

use aftercare_domain::{
    acts::{Chain, ChainKind},
    identity::Action,
    parts::PartsRefusal,
    things::{MoveReason, PlaceKind, ThingsRefusal},
};
use aftercare_kernel::{
    DocumentNumber, Page, PageRequest,
    id::{DutyId, ItemId, PlaceId},
};
use aftercare_store::{
    parts::{self as store, DutyRow, ItemRow},
    things::{self, PlaceRow, StockRow, Thing},
};
use serde::Serialize;

use crate::{Actor, App, Error, Work, orders::load};

/// The places of the actor's part of the tree.
pub async fn places(app: &App, actor: &Actor) -> Result<Vec<PlaceRow>, Error> {
    let scope = actor.scope();
    app.read("parts.places", actor, Action::ReadStock, move |work| Ok(things::places_in_scope(work.tx, &scope, 2000)?))
        .await
}

/// What lies at a place, by item code; the page's key is the last code seen.
pub async fn stock_of(
    app: &App,
    actor: &Actor,
    place: PlaceId,
    request: PageRequest,
) -> Result<(PlaceRow, Page<StockRow>), Error> {
    app.read("parts.stock_of", actor, Action::ReadStock, move |work| {
        let place = own_place(work, place)?;
        let after = request.after.clone().unwrap_or_default();
        let rows = things::stock_of_place(work.tx, place.id, &after, request.limit() + 1)?;
        Ok((place, Page::from_one_more(rows, &request, |row| row.code.clone())))
    })
    .await
}

fn own_place(work: &mut Work<'_>, place: PlaceId) -> Result<PlaceRow, Error> {
    let found = things::find_place(work.tx, work.actor.brand, place)?;
    let scope = work.actor.scope();
    found.filter(|place| scope.covers(scope.brand(), &place.org_path)).ok_or(Error::Missing("place"))
}

/// The parts that fit an order's model, with what is free on the station's shelf and in its vans.
pub async fn parts_for_order(
    app: &App,
    actor: &Actor,
    number: DocumentNumber,
) -> Result<Vec<(PlaceRow, Vec<ItemRow>)>, Error> {
    app.read("parts.for_order", actor, Action::ReadOrder, move |work| {
        let stage = load(work, &number)?;
        let mut stocks = Vec::new();
        for kind in ["shelf", "van"] {
            for place in things::places_of_node(work.tx, work.actor.brand, stage.station.id, kind)? {
                let mut items = store::items_for_model(work.tx, work.actor.brand, stage.order.model, place.id)?;
                items.retain(|item| item.kind == "part");
                stocks.push((place, items));
            }
        }
        Ok(stocks)
    })
    .await
}

/// A quantity to be brought from one place of the station to another: shelf to van, shelf to defective.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Transfer {
    pub item: ItemId,
    pub lot: String,
    pub quantity: u32,
    pub from: PlaceId,
    pub to: PlaceId,
}

pub async fn transfer(app: &App, actor: &Actor, wanted: Transfer, key: Option<String>) -> Result<(), Error> {
    app.write("parts.transfer", actor, Action::MoveStock, move |work| {
        work.once(key.as_deref(), &("parts.transfer", &wanted), |work| move_quantity(work, &wanted))
    })
    .await
}

fn move_quantity(work: &mut Work<'_>, wanted: &Transfer) -> Result<(), Error> {
    let (from, to) = (own_place(work, wanted.from)?, own_place(work, wanted.to)?);
    check_way(&from, &to, wanted)?;
    let chain = Chain::new(ChainKind::Place, from.id);
    let act = work.act(chain, None, "transfer", wanted)?;
    let thing =
        Thing::Quantity { item_id: wanted.item, lot: wanted.lot.clone(), quantity: wanted.quantity, reserved: false };
    let moved = work.move_thing(thing, from.id, to.id, MoveReason::Transfer.name(), None, Some(act))?;
    moved
        .map(|_| ())
        .ok_or_else(|| Error::refuse(PartsRefusal::NotEnough { free: 0, wanted: i64::from(wanted.quantity) }))
}

fn check_way(from: &PlaceRow, to: &PlaceRow, wanted: &Transfer) -> Result<(), Error> {
    let (from_kind, to_kind): (PlaceKind, PlaceKind) = (from.kind.parse()?, to.kind.parse()?);
    if from.id == to.id {
        return Err(Error::refuse(ThingsRefusal::SamePlace));
    }
    if wanted.quantity == 0 {
        return Err(Error::refuse(ThingsRefusal::NothingMoved));
    }
    if !from_kind.keeps_stock() || !to_kind.keeps_stock() {
        return Err(Error::refuse(PartsRefusal::NotGoodStock));
    }
    let leaves_its_station = from_kind == PlaceKind::Defective && to.node_id != from.node_id;
    if !from_kind.passes_stock_to(to_kind) || leaves_its_station {
        return Err(Error::refuse(PartsRefusal::OwedToTheBrand));
    }
    Ok(())
}

/// Defective parts that the actor's part of the tree still owes, most urgent first.
pub async fn duties_owed(app: &App, actor: &Actor) -> Result<Vec<DutyRow>, Error> {
    let scope = actor.scope();
    app.read("parts.duties_owed", actor, Action::ReadStock, move |work| Ok(store::duties_owed(work.tx, &scope, 500)?))
        .await
}

/// A defective part leaves for the brand: out of the station's defective stock, and the duty is done.
pub async fn return_defective(app: &App, actor: &Actor, duty: DutyId, key: Option<String>) -> Result<(), Error> {
    app.write("parts.return_defective", actor, Action::ReturnDefective, move |work| {
        work.once(key.as_deref(), &("parts.return_defective", duty), |work| send_back(work, duty))
    })
    .await
}

fn send_back(work: &mut Work<'_>, duty: DutyId) -> Result<(), Error> {
    let scope = work.actor.scope();
    let owed = store::find_duty(work.tx, &scope, duty)?.ok_or(Error::Missing("duty"))?;
    if !store::fulfil_duty(work.tx, duty, work.now)? {
        return Err(Error::refuse(PartsRefusal::AlreadyReturned));
    }
    let order = aftercare_store::orders::find_order(work.tx, &scope, owed.order_id)?.ok_or(Error::Missing("order"))?;
    let stage = crate::orders::stage_of(work, order)?;
    let payload = serde_json::json!({ "item": owed.item_code, "quantity": owed.quantity });
    let act = work.act(stage.chain(), Some(stage.order.id), "return_defective", &payload)?;
    let (from, to) = (work.place_at(&stage.station, "defective")?, work.vendor_place()?);
    let quantity = u32::try_from(owed.quantity).map_err(|_| Error::Missing("duty"))?;
    let thing = Thing::Quantity { item_id: owed.item_id, lot: owed.lot.clone(), quantity, reserved: false };
    let moved =
        work.move_thing(thing, from, to, MoveReason::DefectiveReturned.name(), Some(stage.order.id), Some(act))?;
    moved.map(|_| ()).ok_or_else(|| Error::refuse(PartsRefusal::NotEnough { free: 0, wanted: owed.quantity }))
}
