//! What falls due by the clock: a loaner after so many days in repair, an exchange after too long a wait, a promise that
//! was not kept. Nobody has to think of it: the question is put again on the day, and who owes it is told.

use aftercare_domain::{
    identity::Role,
    orders::{OrderRefusal, Verb},
    warranty::{Decision, FallenDue, Remedy},
};
use aftercare_kernel::{
    calendar::days_after,
    id::{ActId, OrderId},
};
use aftercare_store::{identity, orders as order_store, warranty as store};

use super::{
    decide::{follow, judged},
    facts,
};
use crate::{
    Actor, App, Error, Work,
    orders::{Stage, read_json, stage_of},
    outbox::{Hearers, Notice},
};

/// Looks again at the decisions whose day has come, at most `most` of each brand, the longest due first. Safe to run on
/// several nodes. Returns how many orders are due no more: with `most` of them there may be others.
pub async fn fall_due(app: &App, most: u32) -> Result<usize, Error> {
    let brands = app.store().read("warranty.brands", |tx| Ok::<_, Error>(identity::brands(tx)?)).await?;
    let mut done = 0;
    for brand in brands {
        let house = Actor::house(&brand)?;
        let today = app.now().date_in(&house.zone);
        let due = app
            .store()
            .read("warranty.reviews_due", move |tx| Ok::<_, Error>(store::reviews_due(tx, brand.id, today, most)?));
        for order in due.await? {
            done += usize::from(look_again(app, &house, order).await?);
        }
    }
    Ok(done)
}

/// An order whose work is settled, or over, is decided no more. One that cannot be read waits a day and lets the others
/// pass. False when it stays due, or was not.
async fn look_again(app: &App, house: &Actor, order: OrderId) -> Result<bool, Error> {
    let looked = app.write("warranty.fall_due", house, Verb::Decide.action(), move |work| review(work, order)).await;
    let today = app.now().date_in(&house.zone);
    let next = match looked {
        Ok(looked) => return Ok(looked),
        Err(Error::Stale) => return Ok(false),
        Err(error @ (Error::Busy | Error::DiskFull)) => return Err(error),
        Err(Error::Refusal(_)) => None,
        Err(error) => {
            tracing::error!(%order, %error, "what falls due could not be decided");
            Some(days_after(today, 1))
        }
    };
    let brand = house.brand;
    app.store()
        .write("warranty.put_off_review", move |tx| Ok(store::set_review(tx, brand, order, today, next)?))
        .await
        .map(|()| true)
}

/// False when it is not due any more. Time gives the customer rights and takes none: a decision is only kept anew when
/// something fell due.
fn review(work: &mut Work<'_>, order: OrderId) -> Result<bool, Error> {
    let scope = work.actor.scope();
    let row = order_store::find_order(work.tx, &scope, order)?.ok_or(Error::Missing("order"))?;
    let mut stage = stage_of(work, row)?;
    if !store::review_is_due(work.tx, order, stage.today)? {
        return Ok(false);
    }
    stage.permit(work, Verb::Decide)?;
    let earlier = earlier_decisions(work, &stage)?;
    let facts = facts::of_order(work, &stage)?;
    let now = judged(work, &stage, &facts)?;
    let next = earlier.iter().chain([&now]).filter_map(|decision| decision.look_again_on(stage.today)).min();
    store::set_review(work.tx, work.actor.brand, order, stage.today, next)?;
    let fallen = FallenDue::since(&earlier, &now);
    if fallen.is_nothing() {
        return Ok(true);
    }
    follow(work, &mut stage, &facts, &now)?;
    tell(work, &stage, &fallen)?;
    stage.save(work)?;
    Ok(true)
}

fn earlier_decisions(work: &mut Work<'_>, stage: &Stage) -> Result<Vec<Decision>, Error> {
    if stage.order.decision.is_none() {
        return Err(Error::refuse(OrderRefusal::NoDecision));
    }
    let results = store::results_of_order(work.tx, work.actor.brand, stage.order.id, stage.order.unit)?;
    results.iter().map(|result| read_json(result)).collect()
}

/// From the next day on: what was decided before the device came in, or before its parts had to be waited for, knew
/// nothing of it.
pub(crate) fn look_again_tomorrow(work: &mut Work<'_>, stage: &Stage) -> Result<(), Error> {
    if stage.order.decision.is_none() {
        return Ok(());
    }
    Ok(store::set_review(work.tx, work.actor.brand, stage.order.id, stage.today, Some(days_after(stage.today, 1)))?)
}

/// Into the case's book, and to the supervisors of the station.
fn tell(work: &mut Work<'_>, stage: &Stage, fallen: &FallenDue) -> Result<(), Error> {
    let names: Vec<&str> = fallen.remedies.iter().map(|remedy| remedy.name()).collect();
    let missed: Vec<&str> = fallen.missed.iter().map(|clock| clock.name()).collect();
    let payload = serde_json::json!({ "decision": stage.order.decision, "remedies": names, "missed": missed });
    let act = work.act(stage.chain(), Some(stage.order.id), "fall_due", &payload)?;
    if fallen.remedies.contains(&Remedy::Loaner) {
        notify(work, stage, act, "notices-loaner-due")?;
    }
    if fallen.remedies.iter().any(|remedy| *remedy != Remedy::Loaner) {
        notify(work, stage, act, "notices-remedy-due")?;
    }
    if !fallen.missed.is_empty() {
        notify(work, stage, act, "notices-deadline-missed")?;
    }
    Ok(())
}

fn notify(work: &mut Work<'_>, stage: &Stage, act: ActId, what: &str) -> Result<(), Error> {
    let notice = Notice {
        to: Hearers::Role { role: Role::Supervisor, org_path: stage.station.path.clone() },
        what: what.to_owned(),
        params: vec![("number".to_owned(), stage.row.number.clone())],
        link: format!("/orders/{}", stage.row.number),
    };
    work.notify(act, &notice)
}
