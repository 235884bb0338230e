//! A kept decision put to the rules of today.

use aftercare_domain::{
    identity::Action,
    warranty::{self as rules, Decision, Difference, Facts, differences},
};
use aftercare_kernel::id::DecisionId;
use aftercare_store::warranty::{self as store, DecisionRow};

use crate::{Actor, App, Error, orders::read_json};

/// What was decided, what the rules of today say to the same facts, and in what the two differ.
#[derive(Debug, Clone, PartialEq)]
pub struct Replayed {
    pub row: DecisionRow,
    /// The order that it was kept for.
    pub order_number: Option<String>,
    pub facts: Facts,
    pub then: Decision,
    pub now: Decision,
    pub differences: Vec<Difference>,
}

impl Replayed {
    /// Whether another edition of the rules was asked.
    pub fn rules_changed(&self) -> bool {
        self.then.rules_version != self.now.rules_version
    }
}

/// The question keeps its day: only the rules are others.
pub async fn replay(app: &App, actor: &Actor, id: DecisionId) -> Result<Replayed, Error> {
    app.read("warranty.replay", actor, Action::ReadDevice, move |work| {
        let row = store::find_decision(work.tx, work.actor.brand, id)?.ok_or(Error::Missing("decision"))?;
        let (facts, then): (Facts, Decision) = (read_json(&row.facts)?, read_json(&row.result)?);
        let now = rules::decide(work.app().regimes(), &facts, then.as_of, work.calendar())?;
        let scope = work.actor.scope();
        let order = match row.order_id {
            Some(id) => aftercare_store::orders::find_order(work.tx, &scope, id)?,
            None => None,
        };
        let order_number = order.map(|order| order.number);
        Ok(Replayed { differences: differences(&then, &now), row, order_number, facts, then, now })
    })
    .await
}
