//! Goodwill: a supervisor gives what the decision did not, out of the station's budget of the month.

use aftercare_domain::{
    acts::{Chain, ChainKind},
    identity::Action,
    orders::{DecisionGist, Verb},
    settlement::month_of,
    warranty::{self as rules, Decision, Facts, GoodwillRefusal},
};
use aftercare_kernel::{
    Money,
    id::{ActId, DecisionId, GoodwillId},
};
use aftercare_store::{
    identity::{self, NodeRow},
    orders as order_store,
    warranty::{self as store, BudgetRow, DecisionRow, GoodwillRow},
};
use serde::Serialize;

use super::decide::keep;
use crate::{
    Actor, App, Error, Work,
    intake::takes_orders,
    orders::{At, Stage, Stepped, offers_of, read_json, take_step},
};

pub use aftercare_domain::warranty::Goodwill;

/// Gives a remedy against the decision. The decision is kept anew with it, the order follows, and the cost leaves the
/// budget; the money itself is booked when it is spent: by the claim for the work, or by the promise of the refund.
pub async fn give(app: &App, actor: &Actor, at: At, wanted: Goodwill) -> Result<Stepped, Error> {
    take_step(app, actor, Verb::Override, at, wanted, |work, stage, wanted| {
        stage.permit(work, Verb::Override)?;
        let (before, decided) = last_decision(work, stage)?;
        let price = price_of(work, stage)?;
        let goodwill = wanted.clone().checked(&decided, stage.currency(), price)?;
        let month = month_of(stage.today);
        take_from_budget(work, stage, &goodwill, &month)?;
        keep_goodwill(work, stage, &goodwill, before.id, &month)?;
        let facts: Facts = read_json(&before.facts)?;
        let decision = decided.with_goodwill([&goodwill]);
        let id = keep(work, stage, &facts, &decision)?;
        stage.change(work, |order, turn| order.give_goodwill(id, turn))?;
        stage.facts.decision = Some(DecisionGist { id, offers: offers_of(&decision) });
        write_act(work, stage, &goodwill, id, before.id).map(drop)
    })
    .await
}

fn last_decision(work: &mut Work<'_>, stage: &Stage) -> Result<(DecisionRow, Decision), Error> {
    let id = stage.order.decision.ok_or_else(|| Error::refuse(GoodwillRefusal::NothingDecided))?;
    let row = store::find_decision(work.tx, work.actor.brand, id)?.ok_or(Error::Missing("decision"))?;
    let decision = read_json(&row.result)?;
    Ok((row, decision))
}

fn price_of(work: &mut Work<'_>, stage: &Stage) -> Result<Option<Money>, Error> {
    let head = order_store::order_head(work.tx, work.actor.brand, stage.order.id)?.ok_or(Error::Missing("order"))?;
    Ok(head.price_minor.map(|minor| Money::from_minor(minor, stage.currency())))
}

fn take_from_budget(work: &mut Work<'_>, stage: &Stage, goodwill: &Goodwill, month: &str) -> Result<(), Error> {
    let (brand, station, cost) = (work.actor.brand, stage.station.id, goodwill.cost);
    if store::add_used(work.tx, brand, station, month, cost.minor(), cost.currency().code())? {
        return Ok(());
    }
    let month = month.to_owned();
    let budget = store::budget(work.tx, brand, station, &month)?.filter(|row| row.currency == cost.currency().code());
    Err(Error::refuse(match budget {
        None => GoodwillRefusal::NoBudget { month },
        Some(row) => {
            let left = Money::from_minor(row.amount_minor - row.used_minor, cost.currency()).to_string();
            GoodwillRefusal::BudgetUsedUp { left, month }
        }
    }))
}

fn keep_goodwill(
    work: &mut Work<'_>,
    stage: &Stage,
    goodwill: &Goodwill,
    decision: DecisionId,
    month: &str,
) -> Result<(), Error> {
    let row = GoodwillRow {
        id: work.id(GoodwillId::new),
        station_id: stage.station.id,
        month: month.to_owned(),
        order_id: stage.order.id,
        round: stage.order.round,
        decision_id: decision,
        remedy: goodwill.remedy.name().to_owned(),
        cost_minor: goodwill.cost.minor(),
        currency: goodwill.cost.currency().code().to_owned(),
        reason: goodwill.reason.clone(),
        person_id: work.actor.person,
        at: work.now,
        order_number: stage.row.number.clone(),
        person: work.actor.name.clone(),
    };
    Ok(store::insert_goodwill(work.tx, work.actor.brand, &stage.station.path, &row)?)
}

fn write_act(
    work: &mut Work<'_>,
    stage: &Stage,
    goodwill: &Goodwill,
    id: DecisionId,
    before: DecisionId,
) -> Result<ActId, Error> {
    let payload = serde_json::json!({
        "decision": id, "instead_of": before, "remedy": goodwill.remedy, "cost": goodwill.cost.decimal(),
        "currency": goodwill.cost.currency(), "reason": goodwill.reason,
    });
    stage.act(work, Verb::Override, &payload)
}

/// What was given in this round of the order, for a decision made anew.
pub(super) fn given(work: &mut Work<'_>, stage: &Stage) -> Result<Vec<Goodwill>, Error> {
    let rows = store::given_to_order(work.tx, stage.order.id, stage.order.round)?;
    let goodwill = |row: GoodwillRow| {
        let currency = row.currency.parse().map_err(|_| Error::Fault("the currency of goodwill".to_owned()))?;
        let cost = Money::from_minor(row.cost_minor, currency);
        Ok(Goodwill { remedy: row.remedy.parse()?, cost, reason: row.reason })
    };
    rows.into_iter().map(goodwill).collect()
}

/// A station with its budget of a month; none was set where there is no row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StationBudget {
    pub station: NodeRow,
    pub budget: Option<BudgetRow>,
}

/// The goodwill of a month in the actor's part of the tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Month {
    pub stations: Vec<StationBudget>,
    /// At most 500, the first ones of the month.
    pub given: Vec<GoodwillRow>,
}

const MOST_GIVEN: u32 = 500;

pub async fn goodwill_of_month(app: &App, actor: &Actor, month: String) -> Result<Month, Error> {
    let scope = actor.scope();
    app.read("warranty.goodwill_of_month", actor, Action::ReadClaims, move |work| {
        let budgets = store::budgets_of_month(work.tx, &scope, &month)?;
        let nodes = identity::nodes_in_scope(work.tx, &scope)?;
        let stations = nodes.into_iter().filter(|node| takes_orders(&node.kind)).map(|station| StationBudget {
            budget: budgets.iter().find(|row| row.station_id == station.id).cloned(),
            station,
        });
        Ok(Month { stations: stations.collect(), given: store::given_in_month(work.tx, &scope, &month, MOST_GIVEN)? })
    })
    .await
}

/// A budget as it is set: the station's code, the month `2026-03`, the sum.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BudgetWish {
    pub station: String,
    pub month: String,
    pub amount: Money,
}

/// Sets what a station may give in a month; never below what it has given.
pub async fn set_budget(app: &App, actor: &Actor, wish: BudgetWish) -> Result<(), Error> {
    app.write("warranty.set_budget", actor, Action::EditPolicy, move |work| {
        let (brand, scope) = (work.actor.brand, work.actor.scope());
        let found = identity::find_node_by_code(work.tx, brand, &wish.station)?;
        let station = found.filter(|node| takes_orders(&node.kind) && scope.covers(brand, &node.path));
        let station = station.ok_or(Error::Missing("station"))?;
        let used = used_of(work, &station, &wish)?;
        rules::check_budget(wish.amount, used)?;
        let row = BudgetRow {
            station_id: station.id,
            month: wish.month.clone(),
            amount_minor: wish.amount.minor(),
            used_minor: used.minor(),
            currency: wish.amount.currency().code().to_owned(),
        };
        if !store::set_budget(work.tx, brand, &station.path, &row)? {
            return Err(Error::Stale);
        }
        work.act(Chain::new(ChainKind::Brand, brand), None, "set_goodwill_budget", &wish).map(drop)
    })
    .await
}

fn used_of(work: &mut Work<'_>, station: &NodeRow, wish: &BudgetWish) -> Result<Money, Error> {
    let row = store::budget(work.tx, work.actor.brand, station.id, &wish.month)?;
    let currency =
        |row: &BudgetRow| row.currency.parse().map_err(|_| Error::Fault("the currency of a budget".to_owned()));
    match row {
        Some(row) => Ok(Money::from_minor(row.used_minor, currency(&row)?)),
        None => Ok(Money::zero(wish.amount.currency())),
    }
}
