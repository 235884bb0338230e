//! Decide, keep, and let the decision set what the order costs.

use aftercare_domain::{
    identity::Action,
    orders::{DecisionGist, OrderRefusal, ServiceType, Verb},
    warranty::{self as rules, Decision, Facts, FactsError, OpenDays, TermLedger},
};
use aftercare_kernel::{Date, id::DecisionId};
use aftercare_store::warranty::{self as store, DecisionRow, PublicDecision};

use super::facts;
use crate::{
    Actor, App, Error, Work,
    orders::{At, Stage, Stepped, offers_of, take_step},
};

/// Decides the entitlement of an order's device today, and lets the order follow it.
pub async fn decide(app: &App, actor: &Actor, at: At) -> Result<Stepped, Error> {
    take_step(app, actor, Verb::Decide, at, (), |work, stage, ()| {
        let facts = facts::of_order(work, stage)?;
        if facts.regime.is_none() {
            return Err(Error::refuse(OrderRefusal::NoRegime));
        }
        let decision = judged(work, stage, &facts)?;
        follow(work, stage, &facts, &decision)
    })
    .await
}

/// The same inside another step, when what is known has changed. A device under no regime stays as it is.
pub(crate) fn decide_anew(work: &mut Work<'_>, stage: &mut Stage) -> Result<(), Error> {
    let contract_or_internal = matches!(stage.order.service_type, ServiceType::Contract | ServiceType::Internal);
    let facts = facts::of_order(work, stage)?;
    if contract_or_internal || facts.regime.is_none() {
        return Ok(());
    }
    let decision = judged(work, stage, &facts)?;
    follow(work, stage, &facts, &decision)
}

/// What a supervisor gave stays given when more is known.
pub(super) fn judged(work: &mut Work<'_>, stage: &Stage, facts: &Facts) -> Result<Decision, Error> {
    let decided = rules::decide(work.app().regimes(), facts, stage.today, work.calendar())?;
    Ok(decided.with_goodwill(&super::goodwill::given(work, stage)?))
}

/// Keeps the decision, and lets the order rest on it.
pub(super) fn follow(work: &mut Work<'_>, stage: &mut Stage, facts: &Facts, decision: &Decision) -> Result<(), Error> {
    let id = keep(work, stage, facts, decision)?;
    store::set_review(work.tx, work.actor.brand, stage.order.id, stage.today, decision.look_again_on(stage.today))?;
    let service_type = match decision.service_type() {
        rules::ServiceType::Warranty => ServiceType::Warranty,
        rules::ServiceType::Paid => ServiceType::Paid,
    };
    stage.change(work, |order, turn| order.decide(id, service_type, turn))?;
    stage.facts.decision = Some(DecisionGist { id, offers: offers_of(decision) });
    let remedies: Vec<&str> = decision.remedies.iter().map(|offer| offer.remedy.name()).collect();
    let payload = serde_json::json!({
        "decision": id, "regime": decision.regime, "rules_version": decision.rules_version,
        "remedies": remedies, "service_type": service_type,
    });
    stage.act(work, Verb::Decide, &payload)?;
    Ok(())
}

pub(super) fn keep(
    work: &mut Work<'_>,
    stage: &Stage,
    facts: &Facts,
    decision: &Decision,
) -> Result<DecisionId, Error> {
    let id = work.id(DecisionId::new);
    let json = |text: serde_json::Result<String>| text.map_err(|e| Error::Fault(e.to_string()));
    let row = DecisionRow {
        id,
        unit_id: stage.order.unit,
        order_id: Some(stage.order.id),
        at: work.now,
        regime: decision.regime.clone(),
        rules_version: decision.rules_version.clone(),
        facts: json(serde_json::to_string(facts))?,
        result: json(serde_json::to_string(decision))?,
    };
    store::insert_decision(work.tx, work.actor.brand, &row)?;
    Ok(id)
}

/// Answers facts that somebody typed or sent: nothing is kept.
pub fn decide_facts(app: &App, actor: &Actor, facts: &Facts) -> Result<Result<Decision, FactsError>, Error> {
    actor.may(Action::ReadDevice)?;
    let today = app.now().date_in(&actor.zone);
    Ok(rules::decide(app.regimes(), facts, today, app.calendar()))
}

/// When each remedy is open for the facts, from the first day to the last.
pub fn open_days(
    app: &App,
    actor: &Actor,
    facts: &Facts,
    from: Date,
    to: Date,
) -> Result<Result<Vec<OpenDays>, FactsError>, Error> {
    actor.may(Action::ReadDevice)?;
    Ok(rules::open_days(app.regimes(), facts, from, to, app.calendar()))
}

/// Each day of the term of the thing, counted or left out, and before an exchange those of the one before it.
pub fn ledger(app: &App, actor: &Actor, facts: &Facts) -> Result<Result<Vec<TermLedger>, FactsError>, Error> {
    actor.may(Action::ReadDevice)?;
    let today = app.now().date_in(&actor.zone);
    Ok(rules::day_ledger(app.regimes(), facts, today, app.calendar()))
}

/// A decision as it was kept, with its facts.
pub async fn kept(app: &App, actor: &Actor, id: DecisionId) -> Result<DecisionRow, Error> {
    app.read("warranty.kept", actor, Action::ReadDevice, move |work| {
        store::find_decision(work.tx, work.actor.brand, id)?.ok_or(Error::Missing("decision"))
    })
    .await
}

/// A decision as whoever holds its paper may see it: the paper bears its id, and nobody can guess one. It names neither
/// the customer nor the order.
pub async fn published(app: &App, id: DecisionId) -> Result<PublicDecision, Error> {
    let found =
        app.store().read("warranty.published", move |tx| Ok::<_, Error>(store::public_decision(tx, id)?)).await?;
    found.ok_or(Error::Missing("decision"))
}
