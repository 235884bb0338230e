//! A part goes into the device: out of the stock, onto the order, and under warranty the old one is owed back.

use aftercare_domain::{
    billing::{LineKind, payer_of},
    deadlines::ClockWhat,
    orders::{FaultCause, Verb},
    parts::{DefectiveDuty, PartsRefusal, ReservationState, check_serials, duty_for, use_reserved},
    things::{MoveReason, ThingsRefusal},
};
use aftercare_kernel::id::{ActId, DutyId, MoveId, ReservationId};
use aftercare_store::{
    orders::{self, LineRow},
    parts::{self as store, ItemRow, NewDuty, ReservationRow},
    things::Thing,
};
use serde::Serialize;

use crate::{
    Actor, App, Error, Work,
    orders::{At, Stage, Stepped, take_step},
};

/// A held part that was built in. Serials where the part has them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PartUsed {
    pub reservation: ReservationId,
    pub old_serial: Option<String>,
    pub new_serial: Option<String>,
}

impl PartUsed {
    /// The same with its serials trimmed.
    fn checked(&self, serialised: bool) -> Result<Self, Error> {
        let serials = check_serials(serialised, self.new_serial.as_deref(), self.old_serial.as_deref())?;
        Ok(Self { reservation: self.reservation, new_serial: serials.new, old_serial: serials.old })
    }
}

pub async fn use_part(app: &App, actor: &Actor, at: At, used: PartUsed) -> Result<Stepped, Error> {
    take_step(app, actor, Verb::UsePart, at, used, |work, stage, used| {
        stage.permit(work, Verb::UsePart)?;
        let (held, item) = held_part(work, stage, used.reservation)?;
        let used = &used.checked(item.serialised)?;
        let act = stage.act(work, Verb::UsePart, &serde_json::json!({ "item": item.code, "used": used }))?;
        let moved = take_out(work, stage, &held, act)?;
        write_line(work, stage, used, &held, &item, moved)?;
        owe_defective(work, stage, &held, &item, act)
    })
    .await
}

fn held_part(work: &mut Work<'_>, stage: &Stage, id: ReservationId) -> Result<(ReservationRow, ItemRow), Error> {
    let held = store::find_reservation(work.tx, stage.order.id, id)?.ok_or(Error::Missing("reservation"))?;
    use_reserved(held.state.parse()?, held.quantity, held.quantity)?;
    let item = store::find_item(work.tx, work.actor.brand, held.item_id)?.ok_or(Error::Missing("item"))?;
    if store::end_reservation(work.tx, id, ReservationState::Used.name())? {
        Ok((held, item))
    } else {
        Err(Error::refuse(PartsRefusal::ReservationDone))
    }
}

/// Built in, the part is the customer's, wherever the device lies at the moment.
fn take_out(work: &mut Work<'_>, stage: &Stage, held: &ReservationRow, act: ActId) -> Result<MoveId, Error> {
    let to = work.customers_place()?;
    let quantity = u32::try_from(held.quantity).map_err(|_| Error::Missing("reservation"))?;
    let thing = Thing::Quantity { item_id: held.item_id, lot: held.lot.clone(), quantity, reserved: true };
    let reason = MoveReason::PartUsed.name();
    let moved = work.move_thing(thing, held.place_id, to, reason, Some(stage.order.id), Some(act))?;
    moved.ok_or_else(|| Error::refuse(PartsRefusal::NotEnough { free: 0, wanted: held.quantity }))
}

fn write_line(
    work: &mut Work<'_>,
    stage: &Stage,
    used: &PartUsed,
    held: &ReservationRow,
    item: &ItemRow,
    moved: MoveId,
) -> Result<(), Error> {
    let cause = stage.order.state.finding().map_or(FaultCause::NoFault, |finding| finding.cause);
    let line = LineRow {
        id: work.id(MoveId::new).to_string(),
        round: stage.order.round,
        kind: LineKind::Part.name().to_owned(),
        item_id: Some(item.id),
        text: item.name.clone(),
        quantity: held.quantity,
        price_minor: item.price_minor,
        payer: payer_of(stage.order.service_type, cause).name().to_owned(),
        old_serial: used.old_serial.clone(),
        new_serial: used.new_serial.clone(),
        item_code: item.code.clone(),
        item_name_en: item.name_en.clone(),
        cost_minor: item.cost_minor,
    };
    Ok(orders::insert_line(work.tx, work.actor.brand, stage.order.id, &line, Some(moved))?)
}

/// Under warranty the old part belongs to the brand: it enters the station's defective stock and is owed from there.
fn owe_defective(
    work: &mut Work<'_>,
    stage: &Stage,
    held: &ReservationRow,
    item: &ItemRow,
    act: ActId,
) -> Result<(), Error> {
    let clock = aftercare_store::deadlines::clock(work.tx, work.actor.brand, ClockWhat::DefectiveReturn)?;
    let duty = crate::deadlines::with_station_time(work.calendar(), &stage.station, |time| {
        duty_for(stage.order.service_type, item.returns_defective, work.now, &clock, time)
    })?;
    let Some(DefectiveDuty::Owed { due }) = duty else { return Ok(()) };
    take_in_defective(work, stage, held, act)?;
    let quantity = u32::try_from(held.quantity).map_err(|_| Error::Missing("reservation"))?;
    let id = work.id(DutyId::new);
    Ok(store::insert_duty(
        work.tx,
        &NewDuty {
            id,
            brand_id: work.actor.brand,
            org_path: &stage.station.path,
            order_id: stage.order.id,
            item_id: held.item_id,
            lot: &held.lot,
            quantity,
            due_at: due,
        },
    )?)
}

/// What comes out is booked under the lot of what went in: the books never saw the old part's own.
fn take_in_defective(work: &mut Work<'_>, stage: &Stage, held: &ReservationRow, act: ActId) -> Result<(), Error> {
    let (from, to) = (work.customers_place()?, work.place_at(&stage.station, "defective")?);
    let quantity = u32::try_from(held.quantity).map_err(|_| Error::Missing("reservation"))?;
    let thing = Thing::Quantity { item_id: held.item_id, lot: held.lot.clone(), quantity, reserved: false };
    let reason = MoveReason::DefectiveRemoved.name();
    let moved = work.move_thing(thing, from, to, reason, Some(stage.order.id), Some(act))?;
    moved.map(|_| ()).ok_or_else(|| Error::refuse(ThingsRefusal::NotThere))
}
