//! From the diagnosis to the quality check.

use aftercare_domain::orders::{
    CheckResult, FaultCause, Finding, OrderRefusal, Outcome, Verb, check_remark, check_work_details, check_work_record,
};
use aftercare_store::orders::{self as store, NewRepair, WorkDone};
use serde::Serialize;

use super::{At, Stage, Stepped, take_step};
use crate::{
    Actor, App, Error, Work,
    outbox::{Hearers, Notice},
    warranty,
};

/// What the technician found. `listed` says whether the law's table of performance faults has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Diagnosis {
    pub fault_code: String,
    pub listed: bool,
    pub cause: FaultCause,
    pub found: String,
}

/// Writes down the fault. Where the device is under a regime the entitlement is decided anew with it,
/// so that misuse found on the bench makes the order a paid one and a defect a free one.
pub async fn diagnose(app: &App, actor: &Actor, at: At, diagnosis: Diagnosis) -> Result<Stepped, Error> {
    take_step(app, actor, Verb::Diagnose, at, diagnosis, |work, stage, diagnosis| {
        let finding = Finding {
            fault_code: diagnosis.fault_code.clone(),
            listed: diagnosis.listed,
            cause: diagnosis.cause,
            found: diagnosis.found.clone(),
        };
        stage.change(work, |order, turn| order.diagnose(finding, turn))?;
        stage.act(work, Verb::Diagnose, diagnosis)?;
        record_finding(work, stage)?;
        warranty::decide_anew(work, stage)
    })
    .await
}

fn record_finding(work: &mut Work<'_>, stage: &Stage) -> Result<(), Error> {
    let Some(finding) = stage.order.state.finding() else { return Ok(()) };
    let in_on = stage.order.state.custody().map(|custody| custody.taken_at);
    let zone = crate::work::zone_of(&stage.station.zone)?;
    let repair = NewRepair {
        order_id: stage.order.id,
        round: stage.order.round,
        brand_id: work.actor.brand,
        unit_id: stage.order.unit,
        technician_id: stage.order.technician().unwrap_or(work.actor.person),
        in_on: in_on.map_or(stage.today, |at| at.date_in(&zone)),
        fault_code: &finding.fault_code,
        listed: finding.listed,
        cause: finding.cause.name(),
        found: &finding.found,
    };
    Ok(store::record_diagnosis(work.tx, &repair)?)
}

pub async fn wait_for_parts(app: &App, actor: &Actor, at: At) -> Result<Stepped, Error> {
    take_step(app, actor, Verb::WaitForParts, at, (), |work, stage, ()| {
        stage.change(work, |order, turn| order.wait_for_parts(turn))?;
        stage.act(work, Verb::WaitForParts, &())?;
        warranty::look_again_tomorrow(work, stage)
    })
    .await
}

pub async fn start_repair(app: &App, actor: &Actor, at: At) -> Result<Stepped, Error> {
    take_step(app, actor, Verb::StartRepair, at, (), |work, stage, ()| {
        stage.change(work, |order, turn| order.start_repair(turn))?;
        stage.act(work, Verb::StartRepair, &())?;
        warranty::look_again_tomorrow(work, stage)
    })
    .await
}

/// Writes the repair record (E5): what was done, how, and how long it really took.
pub async fn finish_repair(
    app: &App,
    actor: &Actor,
    at: At,
    outcome: Outcome,
    done: WorkDone,
) -> Result<Stepped, Error> {
    let command = (outcome, WorkText::of(&done));
    take_step(app, actor, Verb::FinishRepair, at, command, |work, stage, (outcome, text)| {
        let done = text.checked()?;
        stage.change(work, |order, turn| order.finish_repair(*outcome, turn))?;
        let act = stage.act(work, Verb::FinishRepair, &serde_json::json!({ "outcome": outcome, "done": text }))?;
        store::record_work(work.tx, stage.order.id, stage.order.round, &done)?;
        store::record_outcome(work.tx, stage.order.id, stage.order.round, outcome.name())?;
        ask_for_check(work, stage, act)
    })
    .await
}

fn ask_for_check(work: &mut Work<'_>, stage: &Stage, act: aftercare_kernel::id::ActId) -> Result<(), Error> {
    if stage.order.state.custody().is_none() {
        return Ok(());
    }
    let role = aftercare_domain::identity::Role::Supervisor;
    work.notify(
        act,
        &Notice {
            to: Hearers::Role { role, org_path: stage.station.path.clone() },
            what: "notices-order-to-check".to_owned(),
            params: vec![("number".to_owned(), stage.row.number.clone())],
            link: format!("/orders/{}", stage.row.number),
        },
    )
}

/// The supervisor's quality check: passed, or back to the bench with the reason.
pub async fn check(app: &App, actor: &Actor, at: At, result: CheckResult, note: String) -> Result<Stepped, Error> {
    take_step(app, actor, Verb::Check, at, (result, note), |work, stage, (result, note)| {
        let note = check_remark(note, |most| OrderRefusal::NoteTooLong { most })?;
        let round = stage.order.round;
        stage.change(work, |order, turn| order.check(*result, turn))?;
        stage.act(work, Verb::Check, &serde_json::json!({ "result": result, "note": note }))?;
        let outcome = (*result == CheckResult::Passed).then_some(Outcome::Fixed.name());
        let (by, now) = (work.actor.person, work.now);
        Ok(store::record_check(work.tx, stage.order.id, round, by, now, outcome)?)
    })
    .await
}

/// The repair record as it is sent.
#[derive(Debug, Clone, Serialize)]
struct WorkText {
    work: String,
    method: String,
    software_before: Option<String>,
    software_after: Option<String>,
    hidden_risk: Option<String>,
    minutes: i64,
}

impl WorkText {
    fn of(done: &WorkDone) -> Self {
        let given = |text: &Option<String>| text.as_deref().map(str::trim).filter(|t| !t.is_empty()).map(str::to_owned);
        Self {
            work: done.work.trim().to_owned(),
            method: done.method.trim().to_owned(),
            software_before: given(&done.software_before),
            software_after: given(&done.software_after),
            hidden_risk: given(&done.hidden_risk),
            minutes: done.minutes,
        }
    }

    fn checked(&self) -> Result<WorkDone, Error> {
        check_work_record(&self.work, &self.method, self.minutes)?;
        let software = [self.software_before.as_deref(), self.software_after.as_deref()];
        check_work_details(software, self.hidden_risk.as_deref())?;
        Ok(WorkDone {
            work: self.work.clone(),
            method: self.method.clone(),
            software_before: self.software_before.clone(),
            software_after: self.software_after.clone(),
            hidden_risk: self.hidden_risk.clone(),
            minutes: self.minutes,
        })
    }
}
