//! From the agreed window to the technician at the device.

use aftercare_domain::orders::{Verb, Window};
use aftercare_kernel::{Instant, id::PersonId};
use serde::Serialize;

use super::{
    At, Stage, Stepped,
    stage::{take_step, technician_at},
};
use crate::{
    Actor, App, Error, Work,
    outbox::{Hearers, Notice},
};

/// When the technician comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Visit {
    pub from: Instant,
    pub to: Instant,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Assignment {
    pub technician: PersonId,
}

/// Agrees a window with the customer: a promise with a clock.
pub async fn schedule(app: &App, actor: &Actor, at: At, visit: Visit) -> Result<Stepped, Error> {
    take_step(app, actor, Verb::Schedule, at, visit, |work, stage, visit| {
        let window = Window { from: visit.from, to: visit.to };
        stage.change(work, |order, turn| order.schedule(window, turn))?;
        stage.act(work, Verb::Schedule, visit)?;
        Ok(())
    })
    .await
}

/// Gives the order to a technician of the station.
pub async fn assign(app: &App, actor: &Actor, at: At, to: Assignment) -> Result<Stepped, Error> {
    take_step(app, actor, Verb::Assign, at, to, |work, stage, to| {
        technician_at(work, stage.station.id, &stage.station.path, to.technician)?;
        stage.change(work, |order, turn| order.assign(to.technician, turn))?;
        let act = stage.act(work, Verb::Assign, to)?;
        tell_technician(work, stage, act, to.technician)
    })
    .await
}

/// Gives work under way to another technician.
pub async fn hand_on(app: &App, actor: &Actor, at: At, to: Assignment) -> Result<Stepped, Error> {
    take_step(app, actor, Verb::HandOn, at, to, |work, stage, to| {
        technician_at(work, stage.station.id, &stage.station.path, to.technician)?;
        stage.change(work, |order, turn| order.hand_on(to.technician, turn))?;
        let act = stage.act(work, Verb::HandOn, to)?;
        tell_technician(work, stage, act, to.technician)
    })
    .await
}

pub async fn depart(app: &App, actor: &Actor, at: At) -> Result<Stepped, Error> {
    take_step(app, actor, Verb::Depart, at, (), |work, stage, ()| {
        stage.change(work, |order, turn| order.depart(turn))?;
        stage.act(work, Verb::Depart, &())?;
        Ok(())
    })
    .await
}

pub async fn arrive(app: &App, actor: &Actor, at: At) -> Result<Stepped, Error> {
    take_step(app, actor, Verb::Arrive, at, (), |work, stage, ()| {
        stage.change(work, |order, turn| order.arrive(turn))?;
        stage.act(work, Verb::Arrive, &())?;
        Ok(())
    })
    .await
}

fn tell_technician(
    work: &mut Work<'_>,
    stage: &Stage,
    act: aftercare_kernel::id::ActId,
    technician: PersonId,
) -> Result<(), Error> {
    work.notify(
        act,
        &Notice {
            to: Hearers::Person(technician),
            what: "notices-order-assigned".to_owned(),
            params: vec![("number".to_owned(), stage.row.number.clone())],
            link: format!("/orders/{}", stage.row.number),
        },
    )
}
