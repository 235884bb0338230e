//! What the owner of a device may ask for today.

use aftercare_domain::{
    identity::Action,
    refusal::Refusal,
    warranty::{self as rules, Cause, Decision, Facts, Fault, TermLedger},
};
use aftercare_kernel::{Date, id::UnitId};

use super::facts_for_warranty;
use crate::{Actor, App, Error, Work};

#[derive(Debug, Clone, PartialEq)]
pub enum Entitlement {
    /// The model stands under no regime: what the contract of sale says.
    NoRegime,
    /// What the books say of the device contradicts itself.
    Unclear(Refusal),
    /// What was asked, and the answer.
    Decided { facts: Box<Facts>, decision: Box<Decision>, ledger: Vec<TermLedger> },
}

/// As if the device had a fault today that the law lists and nobody but the maker caused: nobody has looked at it yet.
pub async fn entitlement(app: &App, actor: &Actor, unit: UnitId) -> Result<Entitlement, Error> {
    app.read("devices.entitlement", actor, Action::ReadDevice, move |work| {
        let today = work.today();
        entitlement_on(work, unit, today)
    })
    .await
}

/// The same inside another question, for a fault that shows on a day.
pub(crate) fn entitlement_on(work: &mut Work<'_>, unit: UnitId, day: Date) -> Result<Entitlement, Error> {
    let facts = facts_for_warranty(work.tx, work.actor.brand, unit, None)?;
    if facts.regime.is_none() {
        return Ok(Entitlement::NoRegime);
    }
    let fault = Fault { listed: Some(true), cause: Some(Cause::Defect), found_on: Some(day), ..Fault::default() };
    let supposed = Facts { fault: Some(fault), ..facts };
    let (regimes, calendar) = (work.app().regimes(), work.calendar());
    let decided = rules::decide(regimes, &supposed, day, calendar)
        .and_then(|decision| Ok((decision, rules::day_ledger(regimes, &supposed, day, calendar)?)));
    Ok(match decided {
        Ok((decision, ledger)) => {
            Entitlement::Decided { facts: Box::new(supposed), decision: Box::new(decision), ledger }
        }
        Err(wrong) => Entitlement::Unclear(wrong.into()),
    })
}
