//! What the plan says of itself as a whole: an answer for everyone, the sums, what was changed.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::{
    Inspector,
    text::{clock, list, number_of, text},
};

impl Inspector<'_> {
    pub(super) fn everyone_is_answered(&mut self, plan: &Value) {
        for left in list(&plan["unserved"]) {
            let id = text(&left["visit"]).to_owned();
            if !self.seen.insert(id.clone()) {
                self.fault(format!("{id} is served and unserved"));
            }
            if text(&left["why"]).is_empty() || text(&left["detail"]).is_empty() {
                self.fault(format!("{id}: nobody says why it is not served"));
            }
        }
        for visit in list(&self.problem["visits"]) {
            if !self.seen.contains(text(&visit["id"])) {
                self.fault(format!("{} has no answer", visit["id"]));
            }
        }
    }

    pub(super) fn sums(&mut self, plan: &Value) {
        let weight = |id: &str| self.visit(id).map_or(0.0, |visit| visit["weight"].as_f64().unwrap_or(1.0));
        let unserved: f64 = list(&plan["unserved"]).iter().map(|left| weight(text(&left["visit"]))).sum();
        let cost = &plan["cost"];
        self.near("cost.unserved_weight", number_of(&cost["unserved_weight"]), unserved);
        self.near("cost.late_minutes", number_of(&cost["late_minutes"]), self.late);
        self.near("cost.travel_minutes", number_of(&cost["travel_minutes"]), self.travel);
        if !self.problem["previous"].is_null() {
            self.changes(plan);
        }
    }

    fn changes(&mut self, plan: &Value) {
        let told = stops(&self.problem["previous"]);
        let now = stops(plan);
        let mut changed: BTreeSet<String> = BTreeSet::new();
        for (visit, (technician, arrive)) in told.iter().filter(|(visit, _)| self.visit(visit).is_some()) {
            let same = now.get(visit).is_some_and(|(other, at)| {
                let begun = self.visit(visit).is_some_and(|visit| visit["lock"]["started"].is_string());
                begun || (other == technician && (at - arrive).abs() <= 30.0)
            });
            if !same {
                changed.insert((*visit).to_owned());
            }
        }
        let said: BTreeSet<String> = list(&plan["changed"]).iter().map(|visit| text(visit).to_owned()).collect();
        if said != changed {
            self.fault(format!("changed are {changed:?}, said to be {said:?}"));
        }
    }
}

/// Who visits whom when.
fn stops(plan: &Value) -> BTreeMap<&str, (&str, f64)> {
    let mut all = BTreeMap::new();
    for route in list(&plan["routes"]) {
        for stop in list(&route["stops"]) {
            all.insert(text(&stop["visit"]), (text(&route["technician"]), clock(&stop["arrive"])));
        }
    }
    all
}
