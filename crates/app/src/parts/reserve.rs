//! Holding stock for an order, and letting it go again.

use aftercare_domain::{
    identity::Action,
    orders::Verb,
    parts::{PartFacts, PartsRefusal, ReservationState, StockLevel, check_part},
};
use aftercare_kernel::id::{ItemId, PlaceId, ReservationId};
use aftercare_store::{
    parts::{self as store, ItemRow, NewReservation},
    things,
};
use serde::Serialize;

use crate::{
    Actor, App, Error, Work,
    orders::{At, Stage, Stepped, take_step},
};

/// A part to be held at a place: a shelf of the station or a technician's van.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PartWanted {
    pub item: ItemId,
    pub place: PlaceId,
    pub lot: String,
    pub quantity: u32,
}

pub async fn reserve_part(app: &App, actor: &Actor, at: At, wanted: PartWanted) -> Result<Stepped, Error> {
    take_step(app, actor, Verb::ReservePart, at, wanted, |work, stage, wanted| {
        stage.permit(work, Verb::ReservePart)?;
        let item = fitting_item(work, stage, wanted.item, wanted.place)?;
        hold(work, &item, wanted)?;
        let id = work.id(ReservationId::new);
        store::insert_reservation(
            work.tx,
            &NewReservation {
                id,
                brand_id: work.actor.brand,
                order_id: stage.order.id,
                place_id: wanted.place,
                item_id: wanted.item,
                lot: &wanted.lot,
                quantity: wanted.quantity,
                at: work.now,
            },
        )?;
        stage.act(work, Verb::ReservePart, &serde_json::json!({ "item": item.code, "wanted": wanted }))?;
        Ok(())
    })
    .await
}

/// The item, if it is a part that fits the order's model and lies in good stock of this station.
pub(super) fn fitting_item(
    work: &mut Work<'_>,
    stage: &Stage,
    wanted: ItemId,
    place: PlaceId,
) -> Result<ItemRow, Error> {
    let place = things::find_place(work.tx, work.actor.brand, place)?
        .filter(|place| place.node_id == stage.station.id)
        .ok_or(Error::Missing("place"))?;
    let fitting = store::items_for_model(work.tx, work.actor.brand, stage.order.model, place.id)?;
    let listed = fitting.into_iter().find(|item| item.id == wanted);
    let fits_model = listed.is_some();
    let item = match listed {
        Some(item) => item,
        None => store::find_item(work.tx, work.actor.brand, wanted)?.ok_or(Error::Missing("item"))?,
    };
    let kind = item.kind.parse()?;
    check_part(PartFacts { kind, serialised: item.serialised, fits_model, place: place.kind.parse()? })?;
    Ok(item)
}

fn hold(work: &mut Work<'_>, item: &ItemRow, wanted: &PartWanted) -> Result<(), Error> {
    StockLevel { quantity: i64::MAX / 2, reserved: 0 }.reserve(i64::from(wanted.quantity))?;
    if things::hold(work.tx, wanted.place, wanted.item, &wanted.lot, wanted.quantity)? {
        return Ok(());
    }
    Err(Error::refuse(PartsRefusal::NotEnough { free: item.free.max(0), wanted: i64::from(wanted.quantity) }))
}

/// Lets a held part go: it was not needed after all.
pub async fn release_part(app: &App, actor: &Actor, at: At, reservation: ReservationId) -> Result<Stepped, Error> {
    let name = "orders.release_part";
    app.write(name, actor, Action::ReservePart, move |work| {
        work.once(at.key.as_deref(), &(name, &at, reservation), |work| {
            let stage = crate::orders::load(work, &at.number)?;
            stage.expect_version(at.version)?;
            stage.permit_release(work)?;
            let held = store::find_reservation(work.tx, stage.order.id, reservation)?;
            let held = held.ok_or(Error::Missing("reservation"))?;
            if !store::end_reservation(work.tx, reservation, ReservationState::Released.name())? {
                return Err(Error::refuse(PartsRefusal::ReservationDone));
            }
            let quantity = u32::try_from(held.quantity).map_err(|_| Error::Missing("reservation"))?;
            if !things::free(work.tx, held.place_id, held.item_id, &held.lot, quantity)? {
                return Err(Error::Fault(format!("reservation {reservation} holds more than its stock")));
            }
            work.act(
                stage.chain(),
                Some(stage.order.id),
                "release_part",
                &serde_json::json!({ "item": held.item_code, "quantity": quantity }),
            )?;
            stage.save(work)
        })
    })
    .await
}
