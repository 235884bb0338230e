//! Ways out: cancelled, reopened, archived.

use aftercare_domain::{
    intake::CaseResult,
    orders::{OrderState, Verb},
};
use aftercare_store::orders as store;

use super::{At, Stage, Stepped, take_step};
use crate::{Actor, App, Error, Work};

/// The customer does not want it any more; the case closes with it.
pub async fn cancel(app: &App, actor: &Actor, at: At, reason: String) -> Result<Stepped, Error> {
    take_step(app, actor, Verb::Cancel, at, reason, |work, stage, reason| {
        super::quote::decline_open(work, stage, reason)?;
        stage.change(work, |order, turn| order.cancel(reason, turn))?;
        let act = stage.act(work, Verb::Cancel, &serde_json::json!({ "reason": reason }))?;
        crate::contracts::settle(work, stage, None, act)?;
        close_case_of_cancelled(work, stage)
    })
    .await
}

/// A case whose order was cancelled has nothing left to wait for.
pub(super) fn close_case_of_cancelled(work: &mut Work<'_>, stage: &Stage) -> Result<(), Error> {
    if matches!(stage.order.state, OrderState::Cancelled { .. }) {
        store::close_case(work.tx, stage.case.id, work.now, CaseResult::Cancelled.name())?;
    }
    Ok(())
}

/// The fault is back: another round begins, and the case is open again.
pub async fn reopen(app: &App, actor: &Actor, at: At, reason: String) -> Result<Stepped, Error> {
    take_step(app, actor, Verb::Reopen, at, reason, |work, stage, reason| {
        crate::satisfaction::withdraw_planned(work, stage)?;
        stage.change(work, |order, turn| order.reopen(reason, turn))?;
        stage.act(work, Verb::Reopen, &serde_json::json!({ "reason": reason }))?;
        stage.turn_to_replacement(work)?;
        reopen_case(work, stage)
    })
    .await
}

/// Opens a closed case again under the station's supervisor; its deadline is set when the order is saved.
fn reopen_case(work: &mut Work<'_>, stage: &mut Stage) -> Result<(), Error> {
    if stage.case.open {
        return Ok(());
    }
    let owner = super::stage::supervisor_of(work, &stage.station)?;
    let due = work.due(aftercare_domain::deadlines::ClockWhat::Answer, &stage.station)?;
    store::reopen_case(work.tx, stage.case.id, owner, aftercare_domain::deadlines::ClockWhat::Answer.name(), due)?;
    Ok(())
}

/// Puts the voucher away.
pub async fn archive(app: &App, actor: &Actor, at: At) -> Result<Stepped, Error> {
    take_step(app, actor, Verb::Archive, at, (), |work, stage, ()| {
        stage.change(work, |order, turn| order.archive(turn))?;
        stage.act(work, Verb::Archive, &())?;
        store::archive_case(work.tx, stage.case.id, work.now)?;
        Ok(())
    })
    .await
}
