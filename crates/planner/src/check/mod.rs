//! Whether a plan keeps its problem, found out from the two texts alone. This module knows nothing of how plans are made: it
//! reads both documents by itself and follows every technician through the day.

mod sums;
mod text;
mod ways;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use text::{clock, entries, list, number_of, position, text};
use ways::{Place, minutes};

/// Every rule of the problem that the plan breaks, in words; empty when it keeps them all.
#[must_use]
pub fn faults(problem: &Value, plan: &Value) -> Vec<String> {
    let mut inspector = Inspector { problem, faults: Vec::new(), seen: BTreeSet::new(), travel: 0.0, late: 0.0 };
    inspector.routes(plan);
    inspector.everyone_is_answered(plan);
    inspector.sums(plan);
    inspector.faults
}

struct Inspector<'a> {
    problem: &'a Value,
    faults: Vec<String>,
    seen: BTreeSet<String>,
    travel: f64,
    late: f64,
}

/// What happens to a technician, in the order of time.
enum Event<'a> {
    Stop(&'a Value),
    Break(f64),
}

impl<'a> Inspector<'a> {
    fn fault(&mut self, words: String) {
        self.faults.push(words);
    }

    fn routes(&mut self, plan: &Value) {
        let mut technicians = BTreeSet::new();
        for route in list(&plan["routes"]) {
            let id = text(&route["technician"]);
            match position(&self.problem["technicians"], id) {
                None => self.fault(format!("{id} is no technician of the problem")),
                Some(at) if technicians.insert(at) => self.route(at, route),
                Some(_) => self.fault(format!("{id} has two routes")),
            }
        }
    }

    fn route(&mut self, number: usize, route: &Value) {
        let technician = &self.problem["technicians"][number];
        let id = text(&technician["id"]);
        self.van_and_count(technician, route);
        let breaks = self.breaks(technician, route);
        let mut events: Vec<(f64, u8, Event)> = breaks.iter().map(|&(at, _)| (at, 1, Event::Break(at))).collect();
        // A stop and a break may begin together only when one of them takes no time.
        events.extend(list(&route["stops"]).iter().map(|stop| (clock(&stop["start"]), 0, Event::Stop(stop))));
        events.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
        let mut walk = Walk { place: Place::Start(number), free: clock(&technician["shift"][0]), travel: 0.0 };
        let mut last_start = f64::NEG_INFINITY;
        for stop in list(&route["stops"]) {
            if clock(&stop["start"]) < last_start {
                self.fault(format!("{id}: stops are not in the order of time"));
            }
            last_start = clock(&stop["start"]);
        }
        for (_, _, event) in events {
            match event {
                Event::Break(at) => self.pause(id, at, &breaks, &mut walk),
                Event::Stop(stop) => self.stop(number, stop, &mut walk),
            }
        }
        self.end(number, route, &walk);
    }

    /// A visit that has begun is a fact, whatever the van holds and however many visits there were to be.
    fn van_and_count(&mut self, technician: &Value, route: &Value) {
        let id = text(&technician["id"]);
        let stops = list(&route["stops"]);
        let begun = self.begun_by(technician);
        let most = technician["max_visits"].as_u64().map(|most| most.max(u64::from(begun.is_some())));
        if most.is_some_and(|most| stops.len() as u64 > most) {
            self.fault(format!("{id}: more visits than may be"));
        }
        let mut used: BTreeMap<&str, u64> = BTreeMap::new();
        for stop in stops {
            let Some(visit) = self.visit(text(&stop["visit"])) else { continue };
            for (part, pieces) in entries(&visit["parts"]) {
                let sum = used.entry(part).or_default();
                *sum = sum.saturating_add(pieces);
            }
        }
        for (part, pieces) in used {
            let gone = begun.and_then(|visit| visit["parts"][part].as_u64()).unwrap_or(0);
            let held = technician["stock"][part].as_u64().unwrap_or(0);
            if pieces > held.max(gone) {
                self.fault(format!("{id}: uses {pieces} of {part}, has {held}"));
            }
        }
    }

    /// When each break of the answer begins and how long it is; the breaks still to come must all be there.
    fn breaks(&mut self, technician: &Value, route: &Value) -> Vec<(f64, f64)> {
        let id = text(&technician["id"]);
        let (begin, end) = (clock(&technician["shift"][0]), clock(&technician["shift"][1]));
        let free = self.free_from(technician).unwrap_or(begin);
        let mut due: Vec<(f64, f64, f64)> = list(&technician["breaks"])
            .iter()
            .map(|pause| {
                (clock(&pause["between"][0]), clock(&pause["between"][1]), number_of(&pause["minutes"]).ceil())
            })
            .filter(|(from, until, minutes)| until - minutes >= free && from.max(begin) + minutes <= end)
            .collect();
        due.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
        // Work that took too long may leave no time for a second break.
        let mut time = free;
        due.retain(|&(from, until, minutes)| {
            let end = time.max(from) + minutes;
            time = if end <= until { end } else { time };
            end <= until
        });
        let taken: Vec<f64> = list(&route["breaks"]).iter().map(|pause| clock(&pause["start"])).collect();
        if taken.len() != due.len() {
            self.fault(format!("{id}: has {} breaks, should have {}", taken.len(), due.len()));
        }
        let delayed = self.may_be_late();
        for (&at, &(from, until, minutes)) in taken.iter().zip(&due) {
            if at < from || (at + minutes > until && !delayed) {
                self.fault(format!("{id}: the break at {at} does not lie between {from} and {until}"));
            }
        }
        taken.into_iter().zip(due).map(|(at, (_, _, minutes))| (at, minutes)).collect()
    }

    /// The visit that the rest of someone's day begins at.
    fn begun_by(&self, technician: &Value) -> Option<&'a Value> {
        let mut visits = list(&self.problem["visits"]).iter();
        visits.find(|visit| visit["lock"]["started"].is_string() && visit["lock"]["technician"] == technician["id"])
    }

    /// When someone is done with it.
    fn free_from(&self, technician: &Value) -> Option<f64> {
        let begun = self.begun_by(technician)?;
        Some(clock(&begun["lock"]["started"]) + number_of(&begun["minutes"]).ceil())
    }

    fn pause(&mut self, id: &str, at: f64, breaks: &[(f64, f64)], walk: &mut Walk) {
        let minutes = breaks.iter().find(|(start, _)| *start == at).map_or(0.0, |(_, minutes)| *minutes);
        if at < walk.free {
            self.fault(format!("{id}: the break at {at} begins before the work is done"));
        }
        walk.free = at + minutes;
    }

    fn stop(&mut self, technician: usize, stop: &Value, walk: &mut Walk) {
        let id = text(&stop["visit"]).to_owned();
        let Some(at) = position(&self.problem["visits"], &id) else {
            return self.fault(format!("{id} is no visit of the problem"));
        };
        if !self.seen.insert(id.clone()) {
            self.fault(format!("{id} is visited twice"));
        }
        let visit = &self.problem["visits"][at];
        let (arrive, start, leave) = (clock(&stop["arrive"]), clock(&stop["start"]), clock(&stop["leave"]));
        if leave - start != number_of(&visit["minutes"]).ceil() || start < arrive {
            self.fault(format!("{id}: arrives {arrive}, works from {start} to {leave}"));
        }
        self.person(technician, visit);
        self.time(visit, start);
        if visit["lock"]["started"].is_string() {
            *walk = Walk { place: Place::Visit(at), free: leave, travel: walk.travel };
            return;
        }
        let leg = minutes(self.problem, walk.place, Place::Visit(at), walk.free);
        // A break taken on arrival delays nothing but the start.
        if arrive < walk.free + leg {
            self.fault(format!("{id}: cannot be reached at {arrive}, free at {} and {leg} minutes away", walk.free));
        }
        self.near(&format!("{id}: travel_minutes"), number_of(&stop["travel_minutes"]), leg);
        *walk = Walk { place: Place::Visit(at), free: leave, travel: walk.travel + leg };
    }

    fn person(&mut self, number: usize, visit: &Value) {
        let technician = &self.problem["technicians"][number];
        let (id, who) = (text(&visit["id"]), &technician["id"]);
        let begun = visit["lock"]["started"].is_string();
        for (skill, level) in entries(&visit["skills"]) {
            if !begun && technician["skills"][skill].as_u64().unwrap_or(0) < level {
                self.fault(format!("{id}: {who} has not {skill} {level}"));
            }
        }
        let zones = list(&technician["zones"]);
        if !begun && visit["zone"].is_string() && !zones.is_empty() && !zones.contains(&visit["zone"]) {
            self.fault(format!("{id}: {who} does not go to its zone"));
        }
        if !begun && list(&visit["forbidden"]).contains(who) {
            self.fault(format!("{id}: {who} is forbidden"));
        }
        if !visit["lock"].is_null() && visit["lock"]["technician"] != *who {
            self.fault(format!("{id}: is locked to {}", visit["lock"]["technician"]));
        }
    }

    fn time(&mut self, visit: &Value, start: f64) {
        let id = text(&visit["id"]);
        for fixed in ["start", "started"] {
            if visit["lock"][fixed].is_string() {
                if clock(&visit["lock"][fixed]) != start && !self.may_be_late() {
                    self.fault(format!("{id}: does not begin when it is locked to"));
                }
                return;
            }
        }
        let windows: Vec<(f64, f64)> =
            list(&visit["windows"]).iter().map(|window| (clock(&window[0]), clock(&window[1]))).collect();
        if windows.is_empty() || windows.iter().any(|&(from, until)| from <= start && start <= until) {
            return;
        }
        let due = windows.iter().map(|window| window.1).fold(f64::NEG_INFINITY, f64::max);
        if start > due && self.may_be_late() {
            self.late += start - due;
        } else {
            self.fault(format!("{id}: begins at {start}, outside its windows"));
        }
    }

    /// Only against an earlier plan may a promise be kept late.
    fn may_be_late(&self) -> bool {
        !self.problem["previous"].is_null()
    }

    fn end(&mut self, number: usize, route: &Value, walk: &Walk) {
        let technician = &self.problem["technicians"][number];
        let id = text(&technician["id"]);
        let leg = minutes(self.problem, walk.place, Place::End(number), walk.free);
        let end = clock(&route["end"]);
        if end < walk.free + leg {
            self.fault(format!("{id}: cannot be back at {end}"));
        }
        let latest = clock(&technician["shift"][1]) + number_of(&technician["overtime_minutes"]).ceil();
        let began = self.free_from(technician).is_some();
        if end > latest && !began && !self.may_be_late() {
            self.fault(format!("{id}: is back at {end}, after {latest}"));
        }
        let overtime = (end - clock(&technician["shift"][1])).max(0.0);
        self.near(&format!("{id}: overtime_minutes"), number_of(&route["overtime_minutes"]), overtime);
        self.near(&format!("{id}: travel_minutes"), number_of(&route["travel_minutes"]), walk.travel + leg);
        self.travel += walk.travel + leg;
    }

    fn near(&mut self, what: &str, said: f64, is: f64) {
        if (said - is).abs() > 0.01 {
            self.fault(format!("{what} is {is}, said to be {said}"));
        }
    }

    fn visit(&self, id: &str) -> Option<&'a Value> {
        list(&self.problem["visits"]).iter().find(|visit| visit["id"] == id)
    }
}

struct Walk {
    place: Place,
    free: f64,
    travel: f64,
}
