//! The table of steps as a diagram and as a table for people.

use super::steps::{STEPS, Step};
use super::{Mode, ServiceType, StateName};
use crate::identity::roles_for;
use std::collections::{BTreeMap, BTreeSet};

/// A Mermaid state diagram: an arrow per pair of states, labelled with the verbs that lead from one to the other.
/// Steps that leave the state as it is are in the table only.
pub fn life_cycle_diagram() -> String {
    let mut diagram = String::from("stateDiagram-v2\n    [*] --> registered\n");
    for ((from, to), verbs) in arrows() {
        diagram.push_str(&format!("    {from} --> {to}: {}\n", joined(verbs)));
    }
    diagram.push_str("    archived --> [*]\n");
    diagram
}

/// One row per step.
pub fn life_cycle_table() -> String {
    let mut table = String::from(
        "| step | from | to | modes | types | who | gives | must hold | writes |\n|---|---|---|---|---|---|---|---|---|\n",
    );
    STEPS.iter().for_each(|step| table.push_str(&row(step)));
    table
}

fn arrows() -> BTreeMap<(StateName, StateName), BTreeSet<&'static str>> {
    let mut arrows: BTreeMap<(StateName, StateName), BTreeSet<&'static str>> = BTreeMap::new();
    for step in STEPS {
        for from in step.from {
            for to in step.to.iter().filter(|to| *to != from && !step.keeps_the_state()) {
                arrows.entry((*from, *to)).or_default().insert(step.verb.name());
            }
        }
    }
    arrows
}

impl Step {
    /// Whether the order is afterwards where it was.
    fn keeps_the_state(&self) -> bool {
        self.to.is_empty() || (self.from == self.to && self.from.len() > 1)
    }
}

fn row(step: &Step) -> String {
    let to = if step.keeps_the_state() { "(same)".to_owned() } else { joined(step.to) };
    let modes = if step.modes.len() == Mode::ALL.len() { "all".to_owned() } else { joined(step.modes) };
    let types = if step.types.len() == ServiceType::ALL.len() { "all".to_owned() } else { joined(step.types) };
    let cells = [
        step.verb.to_string(),
        joined(step.from),
        to,
        modes,
        types,
        joined(roles_for(step.action)),
        joined(step.asks),
        joined(step.needs),
        joined(step.writes),
    ];
    format!("| {} |\n", cells.join(" | "))
}

fn joined<T: ToString>(names: impl IntoIterator<Item = T>) -> String {
    names.into_iter().map(|name| name.to_string()).collect::<Vec<_>>().join(", ")
}

/// `docs/life-cycle.md`.
pub fn life_cycle_page() -> String {
    format!(
        "# The life of an order\n\n\
         Generated from `STEPS` in `crates/domain/src/orders/steps.rs`; a test keeps this page and the table the same.\n\n\
         ```mermaid\n{}```\n\n\
         Steps that leave the state as it is are in the table only. A technician takes steps on their own orders; \
         who gives and who must hold what is checked in the same place for pages and API.\n\n\
         {}\n\
         `paid_in_full_to_close` is asked only of the way that closes the order: an unhappy answer is taken whatever is \
         owed.\n",
        life_cycle_diagram(),
        life_cycle_table()
    )
}
