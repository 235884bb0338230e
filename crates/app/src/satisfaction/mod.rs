//! 回访 Satisfaction: our call after service, and what the answer brings about.
//!
//! Rules: `domain::satisfaction`. SQL: `store::satisfaction`. Pages: the call list, `web::satisfaction`.

use aftercare_domain::{
    deadlines::ClockWhat,
    identity::{Action, Role},
    orders::{OrderEnd, OrderRefusal, OrderState, Resolution, Verb, check_remark},
    satisfaction::{self as rules, AnswerClass, AnswerFacts, Consequence, FollowUp, SatisfactionRefusal},
};
use aftercare_kernel::{
    Instant, Page, PageRequest,
    id::{ActId, FollowUpId},
};
pub use aftercare_store::satisfaction::FollowUpRow;
use aftercare_store::{
    orders,
    satisfaction::{self as store, NewFollowUp},
};
use serde::Serialize;

use crate::{
    Actor, App, Error, Work,
    orders::{At, Stage, Stepped, take_step},
    outbox::{Hearers, Notice},
};

/// What the customer said when we called.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CustomersAnswer {
    pub class: AnswerClass,
    pub words: String,
}

/// How a supervisor settles what a customer was not satisfied with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Settled {
    pub work_again: bool,
    pub words: String,
}

/// Plans the call for an order that the customer just got back.
pub(crate) fn plan_follow_up(work: &mut Work<'_>, stage: &Stage) -> Result<(), Error> {
    let due_at = work.due(ClockWhat::FollowUp, &stage.station)?;
    let id = work.id(FollowUpId::new);
    Ok(store::plan(
        work.tx,
        &NewFollowUp {
            id,
            brand_id: work.actor.brand,
            org_path: &stage.station.path,
            case_id: stage.case.id,
            order_id: stage.order.id,
            round: stage.order.round,
            due_at,
        },
    )?)
}

/// Takes a planned call off the list when the customer called first.
pub(crate) fn withdraw_planned(work: &mut Work<'_>, stage: &Stage) -> Result<(), Error> {
    Ok(store::withdraw_planned(work.tx, stage.order.id)?)
}

/// Writes down the answer: satisfied closes the case, not fixed begins another round, anything else goes to a supervisor.
pub async fn follow_up(app: &App, actor: &Actor, at: At, answer: CustomersAnswer) -> Result<Stepped, Error> {
    take_step(app, actor, Verb::FollowUp, at, answer, |work, stage, answer| {
        let planned = planned_call(work, stage)?;
        let facts = AnswerFacts { round: stage.order.round, end: end_of(stage) };
        let planned_at = FollowUp::Planned { due: planned.due_at };
        let FollowUp::Done { class, words, at } = planned_at.answer(answer.class, &answer.words, facts, work.now)?
        else {
            return Err(Error::refuse(SatisfactionRefusal::AlreadyAnswered));
        };
        let (round, end) = (stage.order.round, end_of(stage));
        stage.change(work, |order, turn| order.follow_up(rules::answer_for_order(class, &words), turn))?;
        let act = stage.act(work, Verb::FollowUp, &answer)?;
        if !store::answer(work.tx, planned.id, class.name(), &words, at, work.actor.person)? {
            return Err(Error::refuse(SatisfactionRefusal::AlreadyAnswered));
        }
        follow_consequence(work, stage, class, round, end, act)
    })
    .await
}

fn planned_call(work: &mut Work<'_>, stage: &Stage) -> Result<FollowUpRow, Error> {
    let calls = store::of_order(work.tx, stage.order.id)?;
    let planned = calls.into_iter().find(|call| call.round == stage.order.round && call.state == "planned");
    planned.ok_or_else(|| Error::refuse(SatisfactionRefusal::AlreadyAnswered))
}

fn end_of(stage: &Stage) -> OrderEnd {
    match stage.order.state {
        OrderState::HandedOver { end, .. } | OrderState::Escalated { end, .. } => end,
        OrderState::Refunded { .. } => OrderEnd::Refunded,
        _ => OrderEnd::Unrepaired,
    }
}

fn follow_consequence(
    work: &mut Work<'_>,
    stage: &mut Stage,
    class: AnswerClass,
    round: i64,
    end: OrderEnd,
    act: ActId,
) -> Result<(), Error> {
    match class.consequence() {
        Consequence::Closes => close_case(work, stage, end, false),
        Consequence::Escalates => tell_supervisors(work, stage, act, "notices-customer-not-satisfied"),
        Consequence::Reopens => failed_round(work, stage, round),
        Consequence::ReopensUnderSupervision => {
            failed_round(work, stage, round)?;
            tell_supervisors(work, stage, act, "notices-not-fixed-repeatedly")
        }
    }
}

/// The repair did not hold: the device's record says so, and the law counts it.
fn failed_round(work: &mut Work<'_>, stage: &mut Stage, round: i64) -> Result<(), Error> {
    let outcome = aftercare_domain::orders::Outcome::Recurred;
    orders::record_outcome(work.tx, stage.order.id, round, outcome.name())?;
    stage.turn_to_replacement(work)
}

fn close_case(work: &mut Work<'_>, stage: &Stage, end: OrderEnd, settled: bool) -> Result<(), Error> {
    let result = rules::case_result(end, settled);
    if orders::close_case(work.tx, stage.case.id, work.now, result.name())? { Ok(()) } else { Err(Error::Stale) }
}

fn tell_supervisors(work: &mut Work<'_>, stage: &Stage, act: ActId, what: &str) -> Result<(), Error> {
    work.notify(
        act,
        &Notice {
            to: Hearers::Role { role: Role::Supervisor, org_path: stage.station.path.clone() },
            what: what.to_owned(),
            params: vec![("number".to_owned(), stage.row.number.clone())],
            link: format!("/orders/{}", stage.row.number),
        },
    )
}

/// A supervisor answers a customer who was not satisfied.
pub async fn resolve(app: &App, actor: &Actor, at: At, settled: Settled) -> Result<Stepped, Error> {
    take_step(app, actor, Verb::Resolve, at, settled, |work, stage, settled| {
        let words = check_remark(&settled.words, |most| OrderRefusal::WordsTooLong { most })?;
        let (round, end) = (stage.order.round, end_of(stage));
        let resolution = match settled.work_again {
            true => Resolution::WorkAgain { reason: words },
            false => Resolution::Settled,
        };
        stage.change(work, |order, turn| order.resolve(resolution, turn))?;
        stage.act(work, Verb::Resolve, settled)?;
        if settled.work_again { failed_round(work, stage, round) } else { close_case(work, stage, end, true) }
    })
    .await
}

/// The call list: what is due first. The page's key is `due:id` of the last row.
pub async fn planned(app: &App, actor: &Actor, request: PageRequest) -> Result<Page<FollowUpRow>, Error> {
    let scope = actor.scope();
    app.read("satisfaction.planned", actor, Action::FollowUp, move |work| {
        let (due, id) = read_key(request.after.as_deref());
        let rows = store::planned(work.tx, &scope, due, id, request.limit() + 1)?;
        Ok(Page::from_one_more(rows, &request, |row| format!("{}:{}", row.due_at.micros(), row.id)))
    })
    .await
}

fn read_key(after: Option<&str>) -> (Instant, &str) {
    let key = after.and_then(|after| after.split_once(':'));
    let parsed = key.and_then(|(due, id)| due.parse().ok().map(|due| (Instant::from_micros(due), id)));
    parsed.unwrap_or((Instant::from_micros(i64::MIN), ""))
}
