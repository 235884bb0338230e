//! Whether a plan keeps its problem, found out from the two texts alone. This file knows nothing of how plans are made: it
//! reads both documents by itself and follows every technician through the day.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

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

    fn van_and_count(&mut self, technician: &Value, route: &Value) {
        let id = text(&technician["id"]);
        let stops = list(&route["stops"]);
        if technician["max_visits"].as_u64().is_some_and(|most| stops.len() as u64 > most) {
            self.fault(format!("{id}: more visits than may be"));
        }
        let mut used: BTreeMap<&str, u64> = BTreeMap::new();
        for stop in stops {
            let Some(visit) = self.visit(text(&stop["visit"])) else { continue };
            for (part, pieces) in entries(&visit["parts"]) {
                *used.entry(part).or_default() += pieces;
            }
        }
        for (part, pieces) in used {
            let held = technician["stock"][part].as_u64().unwrap_or(0);
            if pieces > held {
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

    /// When someone is done with the visit the day began at.
    fn free_from(&self, technician: &Value) -> Option<f64> {
        list(&self.problem["visits"])
            .iter()
            .find(|visit| visit["lock"]["started"].is_string() && visit["lock"]["technician"] == technician["id"])
            .map(|visit| clock(&visit["lock"]["started"]) + number_of(&visit["minutes"]).ceil())
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
        let leg = self.minutes(walk.place, Place::Visit(at), walk.free);
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
        let leg = self.minutes(walk.place, Place::End(number), walk.free);
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

    fn everyone_is_answered(&mut self, plan: &Value) {
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

    fn sums(&mut self, plan: &Value) {
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

    fn near(&mut self, what: &str, said: f64, is: f64) {
        if (said - is).abs() > 0.01 {
            self.fault(format!("{what} is {is}, said to be {said}"));
        }
    }

    fn visit(&self, id: &str) -> Option<&'a Value> {
        list(&self.problem["visits"]).iter().find(|visit| visit["id"] == id)
    }

    /// By the matrix, or by great circle, detour and speed; in whole minutes rounded up.
    fn minutes(&self, from: Place, to: Place, depart: f64) -> f64 {
        let technicians = list(&self.problem["technicians"]);
        if matches!(to, Place::End(number) if technicians[number]["end"].is_null()) {
            return 0.0;
        }
        let travel = &self.problem["travel"];
        if travel["matrix_minutes"].is_array() {
            let index = |place| match place {
                Place::Start(number) => number,
                Place::End(number) => technicians.len() + number,
                Place::Visit(number) => 2 * technicians.len() + number,
            };
            return number_of(&travel["matrix_minutes"][index(from)][index(to)]).ceil();
        }
        let km = great_circle(self.point(from), self.point(to)) * travel["detour"].as_f64().unwrap_or(1.0);
        match travel["speed_by_hour"].as_array() {
            None => (km / number_of(&travel["speed_kmh"]) * 60.0 - 1e-6).ceil().max(0.0),
            Some(speeds) => drive(km, depart, speeds),
        }
    }

    fn point(&self, place: Place) -> [f64; 2] {
        let at = match place {
            Place::Start(number) => &self.problem["technicians"][number]["start"],
            Place::End(number) => &self.problem["technicians"][number]["end"],
            Place::Visit(number) => &self.problem["visits"][number]["at"],
        };
        [number_of(&at[0]), number_of(&at[1])]
    }
}

#[derive(Clone, Copy)]
enum Place {
    Start(usize),
    End(usize),
    Visit(usize),
}

struct Walk {
    place: Place,
    free: f64,
    travel: f64,
}

/// Minute by minute at the speed of the hour.
fn drive(km: f64, depart: f64, speeds: &[Value]) -> f64 {
    let mut left = km;
    let mut minutes = 0.0;
    while left > 1e-6 * km.max(1e-9) && minutes < 2880.0 {
        let hour = ((depart + minutes) / 60.0).floor() as usize % 24;
        left -= number_of(&speeds[hour]) / 60.0;
        minutes += 1.0;
    }
    minutes
}

fn great_circle(a: [f64; 2], b: [f64; 2]) -> f64 {
    let (f1, f2) = (a[0].to_radians(), b[0].to_radians());
    let (df, dl) = (f2 - f1, (b[1] - a[1]).to_radians());
    let h = (df / 2.0).sin() * (df / 2.0).sin() + f1.cos() * f2.cos() * (dl / 2.0).sin() * (dl / 2.0).sin();
    6371.0088 * 2.0 * h.sqrt().min(1.0).asin()
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

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

fn number_of(value: &Value) -> f64 {
    value.as_f64().unwrap_or(0.0)
}

fn entries(value: &Value) -> impl Iterator<Item = (&str, u64)> {
    value.as_object().into_iter().flatten().map(|(name, amount)| (name.as_str(), amount.as_u64().unwrap_or(0)))
}

fn position(list_of: &Value, id: &str) -> Option<usize> {
    list(list_of).iter().position(|item| item["id"] == id)
}

fn clock(value: &Value) -> f64 {
    let Some((hours, minutes)) = text(value).split_once(':') else { return f64::NAN };
    match (hours.parse::<u32>(), minutes.parse::<u32>()) {
        (Ok(hours), Ok(minutes)) => f64::from(hours * 60 + minutes),
        _ => f64::NAN,
    }
}
