//! The remedies that replace the device or its price: exchange and refund, as the decision allows.

use aftercare_domain::{
    money::standard,
    orders::{OrderRefusal, Verb},
    things::MoveReason,
    warranty::{Decision, Remedy},
};
use aftercare_kernel::{
    DocumentNumber, Money,
    id::{PlaceId, UnitId},
};
use aftercare_store::{
    documents::DocumentKind,
    parts,
    things::{self, UnitRow},
    warranty as warranty_store,
};
use serde::Serialize;

use super::{
    At, Stage, Stepped, load,
    stage::{read_json, take_step},
};
use crate::{Actor, App, Error, Work};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct ExchangeFor {
    pub new_unit: UnitId,
}

/// The sum that the decision gives; sent along so that nobody promises a sum they did not see.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct PromisedRefund {
    pub amount: Money,
}

/// A new device out of the station's stock for the old one: the old one stays with us, the slip is void,
/// a new warranty card is drawn, and a new term runs from today.
pub async fn exchange(app: &App, actor: &Actor, at: At, wanted: ExchangeFor) -> Result<Stepped, Error> {
    take_step(app, actor, Verb::Exchange, at, wanted, |work, stage, wanted| {
        let new = stocked_unit(work, stage, wanted.new_unit)?;
        let was_kept = stage.order.state.custody().is_some();
        stage.change(work, |order, turn| order.exchange(new.id, turn))?;
        let card = work.draw_number(&stage.station, DocumentKind::WarrantyCard, &new.id.to_string())?;
        let act =
            stage.act(work, Verb::Exchange, &serde_json::json!({ "new_serial": new.serial, "warranty_card": card }))?;
        let old_place = if was_kept { work.place_at(&stage.station, "custody")? } else { work.customers_place()? };
        let (defective, custody) =
            (work.place_at(&stage.station, "defective")?, work.place_at(&stage.station, "custody")?);
        work.move_unit(stage.order.unit, old_place, defective, MoveReason::ExchangedIn, stage.order.id, act)?;
        work.move_unit(new.id, new.place_id, custody, MoveReason::ExchangedOut, stage.order.id, act)?;
        things::set_unit_condition(work.tx, work.actor.brand, stage.order.unit, "defective")?;
        warranty_store::register_replacement(work.tx, work.actor.brand, stage.order.unit, new.id, stage.today)?;
        crate::contracts::hand_on(work, stage.order.unit, new.id)?;
        aftercare_store::orders::void_custody_slips(work.tx, stage.order.id, work.now, work.actor.person)?;
        stage.paper = Some(card.to_string());
        Ok(())
    })
    .await
}

/// A unit that can be given: good, of the device's model, on a shelf of this station.
fn stocked_unit(work: &mut Work<'_>, stage: &Stage, wanted: UnitId) -> Result<UnitRow, Error> {
    let unit = things::find_unit(work.tx, work.actor.brand, wanted)?.ok_or(Error::Missing("unit"))?;
    let lies_here = shelves(work, stage)?.contains(&unit.place_id);
    let fits = unit.model_id == Some(stage.order.model) && unit.condition == "good" && lies_here;
    if fits { Ok(unit) } else { Err(Error::refuse(OrderRefusal::ReplacementUnfit)) }
}

/// The units on the station's shelf that could be given for the order's device.
pub async fn replacements(app: &App, actor: &Actor, number: DocumentNumber) -> Result<Vec<UnitRow>, Error> {
    app.read("orders.replacements", actor, Verb::Exchange.action(), move |work| {
        let stage = load(work, &number)?;
        units_for(work, &stage)
    })
    .await
}

pub(crate) fn units_for(work: &mut Work<'_>, stage: &Stage) -> Result<Vec<UnitRow>, Error> {
    let (brand, shelves) = (work.actor.brand, shelves(work, stage)?);
    let mut units = Vec::new();
    for item in parts::exchange_items(work.tx, brand, stage.order.model)? {
        for shelf in &shelves {
            units.extend(things::units_at_place(work.tx, brand, *shelf, item.id, 20)?);
        }
    }
    units.retain(|unit| unit.condition == "good" && unit.model_id == Some(stage.order.model));
    Ok(units)
}

/// A station has one shelf at first and may add others.
fn shelves(work: &mut Work<'_>, stage: &Stage) -> Result<Vec<PlaceId>, Error> {
    let shelves = things::places_of_node(work.tx, work.actor.brand, stage.station.id, "shelf")?;
    Ok(shelves.into_iter().map(|shelf| shelf.id).collect())
}

/// The price goes back: promised here, and owed to the customer by the book of money until it is paid out.
pub async fn refund(app: &App, actor: &Actor, at: At, promised: PromisedRefund) -> Result<Stepped, Error> {
    let command = promised.amount;
    take_step(app, actor, Verb::Refund, at, command, |work, stage, amount| {
        expect_decided_sum(work, stage, *amount)?;
        let was_kept = stage.order.state.custody().is_some();
        stage.change(work, |order, turn| order.refund(*amount, turn))?;
        let contracts = crate::contracts::end_with_device(work, stage)?;
        let told = serde_json::json!({ "amount": amount.decimal(), "contracts": contracts });
        let act = stage.act(work, Verb::Refund, &told)?;
        let from = if was_kept { work.place_at(&stage.station, "custody")? } else { work.customers_place()? };
        let defective = work.place_at(&stage.station, "defective")?;
        work.move_unit(stage.order.unit, from, defective, MoveReason::RefundedIn, stage.order.id, act)?;
        things::set_unit_condition(work.tx, work.actor.brand, stage.order.unit, "defective")?;
        aftercare_store::orders::void_custody_slips(work.tx, stage.order.id, work.now, work.actor.person)?;
        let posting = standard::refund_promised(&work.brand_code()?, *amount)?;
        work.post(&posting, &stage.station.path, Some(stage.order.id), Some(act))?;
        crate::contracts::settle(work, stage, None, act)?;
        crate::settlement::accrue(work, stage, act)?;
        crate::satisfaction::plan_follow_up(work, stage)
    })
    .await
}

fn expect_decided_sum(work: &mut Work<'_>, stage: &Stage, amount: Money) -> Result<(), Error> {
    let id = stage.order.decision.ok_or_else(|| Error::refuse(OrderRefusal::NoDecision))?;
    let row = warranty_store::find_decision(work.tx, work.actor.brand, id)?.ok_or(Error::Missing("decision"))?;
    let decision: Decision = read_json(&row.result)?;
    let decided = decision.offers(Remedy::Refund).and_then(|offer| offer.amount.as_ref()).map(|sum| sum.pays);
    match decided {
        Some(sum) if sum == amount => Ok(()),
        Some(sum) => Err(Error::refuse(OrderRefusal::OtherSumDecided { decided: sum.to_string() })),
        None => Err(Error::refuse(OrderRefusal::DecisionGivesNoRefund)),
    }
}
