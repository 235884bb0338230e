//! What is known about a device and its fault, put together from the books for the engine.

use aftercare_domain::{
    devices::papers_from_text,
    orders::{FaultCause, Finding, StateName},
    warranty::{Cause, DayOrTime, Facts, Fault, OpenRepair, Outcome, Paper, Repair, WaitingOn},
};
use aftercare_kernel::Money;
use aftercare_store::orders::{self as store, FinishedRepair, OrderHead};

use crate::{Error, Work, devices::papers_known, orders::Stage};

/// The question for an order: its device's sale, papers and repairs, and the fault as far as it is known.
pub(super) fn of_order(work: &mut Work<'_>, stage: &Stage) -> Result<Facts, Error> {
    let head = store::order_head(work.tx, work.actor.brand, stage.order.id)?.ok_or(Error::Missing("order"))?;
    let repairs = store::finished_repairs(work.tx, work.actor.brand, stage.order.unit)?;
    let unit = aftercare_store::things::find_unit(work.tx, work.actor.brand, stage.order.unit)?;
    let in_stock = !crate::orders::units_for(work, stage)?.is_empty();
    let price = head.price_minor.map(|minor| Money::from_minor(minor, stage.currency()));
    Ok(Facts {
        id: Some(stage.row.number.clone()),
        regime: head.regime.clone(),
        category: Some(head.category.clone()),
        region: stage.station.region.clone(),
        price,
        currency: price.map(Money::currency),
        sold_on: head.sold_on,
        delivered_on: head.delivered_on,
        // A device given in exchange stands in the sale of the one before it, and may be younger than that sale.
        made_on: unit.and_then(|unit| unit.made_on).filter(|_| head.exchanged_on.is_none()),
        exchanged_on: head.exchanged_on,
        documents: papers(&head)?,
        fault: Some(fault(stage)?),
        repairs: repairs.iter().filter(|repair| counts(repair, stage)).map(as_repair).collect(),
        open_repair: open_repair(stage)?,
        same_model_in_stock: Some(in_stock),
        as_of: Some(stage.today),
        ..Facts::default()
    })
}

fn papers(head: &OrderHead) -> Result<Option<Vec<Paper>>, Error> {
    Ok(papers_known(&papers_from_text(head.documents.as_deref().unwrap_or_default())?))
}

/// Whether what is known of the device's sale is no longer what a decision was made with.
pub(crate) fn sale_has_changed(kept: &Facts, head: &OrderHead) -> Result<bool, Error> {
    let sale = (head.sold_on, head.delivered_on, head.price_minor, papers(head)?);
    let decided = (kept.sold_on, kept.delivered_on, kept.price.map(Money::minor), kept.documents.clone());
    Ok(head.exchanged_on.is_none() && sale != decided)
}

/// Before the bench has looked, the fault is what the customer tells: its cause is unknown.
fn fault(stage: &Stage) -> Result<Fault, Error> {
    let zone = crate::work::zone_of(&stage.station.zone)?;
    let found_on = Some(stage.order.opened_at.date_in(&zone));
    let Some(finding) = stage.order.state.finding() else {
        return Ok(Fault { found_on, ..Fault::default() });
    };
    Ok(Fault {
        code: Some(finding.fault_code.clone()),
        listed: Some(finding.listed),
        cause: Some(cause_of(finding)),
        found_on,
        ..Fault::default()
    })
}

fn cause_of(finding: &Finding) -> Cause {
    match finding.cause {
        FaultCause::Quality => Cause::Defect,
        FaultCause::Misuse => Cause::Misuse,
        FaultCause::Liquid => Cause::Liquid,
        FaultCause::Unauthorised => Cause::OpenedByOther,
        FaultCause::Wear => Cause::Wear,
        FaultCause::NoFault => Cause::NoFault,
    }
}

/// Repairs for performance faults count; the round under way does not.
fn counts(repair: &FinishedRepair, stage: &Stage) -> bool {
    let under_way = repair.order_id == stage.order.id && repair.round == stage.order.round;
    repair.listed && repair.cause == FaultCause::Quality.name() && !under_way
}

/// A repair that was thought to hold did not, when the customer is back with a fault: phones 2001, art. 13, asks whether
/// the phone works after two repairs, not whether the same part failed.
fn as_repair(repair: &FinishedRepair) -> Repair {
    let outcome = match repair.outcome.as_deref() {
        Some("unusable") => Outcome::Unusable,
        _ => Outcome::Recurred,
    };
    Repair {
        taken_in: repair.in_on,
        handed_back: repair.out_on,
        code: Some(repair.fault_code.clone()),
        outcome: Some(outcome),
        excluded_days: None,
    }
}

fn open_repair(stage: &Stage) -> Result<Option<OpenRepair>, Error> {
    let Some(custody) = stage.order.state.custody() else { return Ok(None) };
    let zone = crate::work::zone_of(&stage.station.zone)?;
    let waiting_on = match stage.order.state.name() {
        StateName::WaitingParts => WaitingOn::ManufacturerParts,
        StateName::InRepair | StateName::Repaired => WaitingOn::Repairer,
        _ => WaitingOn::Nothing,
    };
    Ok(Some(OpenRepair { taken_in: DayOrTime::Day(custody.taken_at.date_in(&zone)), waiting_on: Some(waiting_on) }))
}
