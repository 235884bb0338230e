//! A plan in the making: routes that are tried out and taken back.

use crate::{
    model::Model,
    route::{Fit, Route},
    tails::Tail,
};

const NOBODY: u32 = u32::MAX;

pub(crate) struct Draft<'a> {
    pub model: &'a Model,
    pub routes: Vec<Route>,
    seats: Vec<Seat>,
    pub unserved: Vec<u32>,
    /// What was found out about each visit in each route, as the route was before the trial and as it is.
    known: Vec<[Known; 2]>,
    stamps: Vec<Stamps>,
    last_stamp: u32,
    trial: Trial,
}

/// Where a visit was before the trial.
#[derive(Clone, Copy)]
struct Seat {
    route: u32,
    at: u32,
}

/// True as long as the route's stamp is the same.
#[derive(Clone, Copy)]
struct Known {
    stamp: u32,
    fit: Fit,
}

const UNKNOWN: Known = Known { stamp: 0, fit: Fit::NONE };

/// The stops of a route are told apart by these.
#[derive(Clone, Copy, Default)]
struct Stamps {
    now: u32,
    /// Before the trial.
    before: u32,
}

/// The routes as they were before the trial touched them.
#[derive(Default)]
struct Trial {
    touched: Vec<u32>,
    is_touched: Vec<bool>,
    before: Vec<Route>,
    unserved: Vec<u32>,
    /// Of the whole plan before, in minutes of travel.
    cost: f64,
}

impl<'a> Draft<'a> {
    /// Nobody visits anyone yet.
    pub fn empty(model: &'a Model) -> Self {
        let routes: Vec<Route> =
            (0..model.shifts.len()).map(|technician| Route::empty(model, technician as u32)).collect();
        let begun = |visit: &u32| model.shifts.iter().any(|shift| shift.begun == Some(*visit));
        let mut draft = Self {
            model,
            seats: vec![Seat { route: NOBODY, at: 0 }; model.visits()],
            unserved: (0..model.visits() as u32).filter(|visit| !begun(visit)).collect(),
            known: vec![[UNKNOWN; 2]; model.visits() * routes.len()],
            stamps: vec![Stamps::default(); routes.len()],
            last_stamp: 0,
            trial: Trial {
                is_touched: vec![false; routes.len()],
                cost: routes.iter().map(Route::cost).sum(),
                ..Trial::default()
            },
            routes,
        };
        draft.stamp_all();
        draft
    }

    /// The route a visit was in before the trial, and at which stop.
    pub fn seat(&self, visit: u32) -> Option<(usize, usize)> {
        let seat = self.seats[visit as usize];
        (seat.route != NOBODY).then_some((seat.route as usize, seat.at as usize))
    }

    pub fn unserved_weight(&self) -> f64 {
        self.unserved.iter().map(|&visit| self.model.tasks[visit as usize].weight).sum()
    }

    /// Where a visit fits best in a route; looked up when the route has not changed since it was last asked.
    #[inline]
    pub fn fit(&mut self, visit: u32, route: usize) -> Fit {
        let Stamps { now, before } = self.stamps[route];
        let known = &mut self.known[visit as usize * self.routes.len() + route];
        if known[0].stamp == now {
            return known[0].fit;
        }
        if known[1].stamp == now {
            return known[1].fit;
        }
        let fit = self.routes[route].cheapest_fit(self.model, visit);
        // What is known of the route before the trial is worth more: most trials are taken back.
        known[usize::from(known[0].stamp == before)] = Known { stamp: now, fit };
        fit
    }

    pub fn insert(&mut self, visit: u32, route: usize, gap: usize) {
        self.touch(route);
        self.routes[route].insert(self.model, visit, gap);
        self.stamp(route);
    }

    /// Takes the visits at these ascending places out of a route and adds them to a list.
    pub fn remove(&mut self, route: usize, places: &[usize], taken: &mut Vec<u32>) {
        self.take_out(route, places, taken);
        // Over a matrix the way round by a visit can be shorter than the way without it.
        while !self.routes[route].in_time && self.routes[route].visits() > 0 {
            let last = self.routes[route].stops.iter().rposition(|&stop| (stop as usize) < self.seats.len());
            self.take_out(route, &[last.unwrap_or(0)], taken);
        }
    }

    /// The same, whether or not the others are then reached in time.
    pub fn take_out(&mut self, route: usize, places: &[usize], taken: &mut Vec<u32>) {
        self.touch(route);
        self.routes[route].remove(self.model, places, taken);
        self.routes[route].seat_breaks(self.model);
        self.stamp(route);
    }

    /// Two technicians exchange the ends of their days, fit or not; each keeps the breaks. False when one of them may not
    /// make a visit of the other's.
    pub fn swap(&mut self, one: Tail, other: Tail) -> bool {
        let may = |from: Tail, to: Tail| self.visits_of(from).all(|visit| self.model.may(to.route, visit));
        if !may(one, other) || !may(other, one) {
            return false;
        }
        let days = [(one.route, self.with_tail(one, other)), (other.route, self.with_tail(other, one))];
        for (route, stops) in days {
            self.touch(route);
            self.routes[route].fill(self.model, &stops);
            self.routes[route].seat_breaks(self.model);
            self.stamp(route);
        }
        true
    }

    fn visits_of(&self, tail: Tail) -> impl Iterator<Item = u32> {
        let stops = &self.routes[tail.route].stops[tail.at..];
        stops.iter().copied().filter(|&stop| !self.model.nodes[stop as usize].is_break)
    }

    /// A day whose end is another's.
    fn with_tail(&self, own: Tail, other: Tail) -> Vec<u32> {
        let (head, end) = self.routes[own.route].stops.split_at(own.at);
        let breaks = end.iter().filter(|&&stop| self.model.nodes[stop as usize].is_break);
        head.iter().chain(breaks).copied().chain(self.visits_of(other)).collect()
    }

    /// Puts a visit in and throws the stop at a place out; the gap is counted without that stop, and must be one where the
    /// visit then fits. Who was thrown out.
    pub fn exchange(&mut self, route: usize, at: usize, visit: u32, gap: usize) -> u32 {
        self.touch(route);
        let thrown = self.routes[route].stops[at];
        self.routes[route].remove(self.model, &[at], &mut Vec::new());
        self.routes[route].insert(self.model, visit, gap);
        self.routes[route].seat_breaks(self.model);
        self.stamp(route);
        thrown
    }

    /// Whatever begins now can be taken back.
    pub fn begin(&mut self) {
        self.keep();
        self.trial.unserved.clone_from(&self.unserved);
    }

    pub fn unserved_before(&self) -> &[u32] {
        &self.trial.unserved
    }

    pub fn cost_before(&self) -> f64 {
        self.trial.cost
    }

    /// Together over all routes, in minutes of travel.
    pub fn cost(&self) -> f64 {
        let touched = self.trial.touched.iter().zip(&self.trial.before);
        touched
            .fold(self.trial.cost, |cost, (&route, before)| cost + self.routes[route as usize].cost() - before.cost())
    }

    pub fn take_back(&mut self) {
        for (at, &route) in self.trial.touched.iter().enumerate() {
            let route = route as usize;
            std::mem::swap(&mut self.routes[route], &mut self.trial.before[at]);
            self.stamps[route].now = self.stamps[route].before;
            self.trial.is_touched[route] = false;
        }
        std::mem::swap(&mut self.unserved, &mut self.trial.unserved);
        self.trial.touched.clear();
    }

    /// What was tried is the plan from now on.
    pub fn keep(&mut self) {
        self.trial.cost = self.cost();
        // A visit may have moved between two touched routes: first all are out, then all are in.
        for at in 0..self.trial.touched.len() {
            for &stop in &self.trial.before[at].stops {
                if let Some(seat) = self.seats.get_mut(stop as usize) {
                    seat.route = NOBODY;
                }
            }
        }
        for at in 0..self.trial.touched.len() {
            let route = self.trial.touched[at] as usize;
            self.trial.is_touched[route] = false;
            let stamps = &mut self.stamps[route];
            if self.routes[route].stops == self.trial.before[at].stops {
                stamps.now = stamps.before;
            } else {
                stamps.before = stamps.now;
            }
            self.seat_stops(route);
        }
        self.trial.touched.clear();
    }

    fn touch(&mut self, route: usize) {
        if self.trial.is_touched[route] {
            return;
        }
        self.trial.is_touched[route] = true;
        let at = self.trial.touched.len();
        self.trial.touched.push(route as u32);
        match self.trial.before.get_mut(at) {
            Some(before) => before.copy_from(&self.routes[route]),
            None => self.trial.before.push(self.routes[route].clone()),
        }
    }

    fn seat_stops(&mut self, route: usize) {
        for (at, &stop) in self.routes[route].stops.iter().enumerate() {
            if let Some(seat) = self.seats.get_mut(stop as usize) {
                *seat = Seat { route: route as u32, at: at as u32 };
            }
        }
    }

    /// After a route's stops have changed.
    fn stamp(&mut self, route: usize) {
        if self.last_stamp == u32::MAX {
            self.stamp_all();
        }
        self.last_stamp += 1;
        self.stamps[route].now = self.last_stamp;
    }

    /// Begins to count anew; nothing is known any more.
    fn stamp_all(&mut self) {
        self.known.fill([UNKNOWN; 2]);
        self.last_stamp = 0;
        for stamps in &mut self.stamps {
            *stamps = Stamps { now: self.last_stamp + 1, before: self.last_stamp + 2 };
            self.last_stamp += 2;
        }
    }

    /// Puts a whole plan in the place of this one.
    pub fn load(&mut self, kept: &Kept) {
        self.begin();
        self.seats.fill(Seat { route: NOBODY, at: 0 });
        for (number, stops) in kept.stops.iter().enumerate() {
            self.routes[number].fill(self.model, stops);
            self.stamp(number);
            self.stamps[number].before = self.stamps[number].now;
            self.seat_stops(number);
        }
        self.unserved.clone_from(&kept.unserved);
        self.trial.cost = self.routes.iter().map(Route::cost).sum();
        self.begin();
    }
}

/// A plan put aside.
#[derive(Clone, Default)]
pub(crate) struct Kept {
    pub stops: Vec<Vec<u32>>,
    pub unserved: Vec<u32>,
    pub unserved_weight: f64,
    pub cost: f64,
}

/// Sums of floats are equal within this.
const SAME: f64 = 1e-7;

impl Kept {
    pub fn of(draft: &Draft) -> Self {
        let mut kept = Self::default();
        kept.take(draft);
        kept
    }

    pub fn take(&mut self, draft: &Draft) {
        self.stops.resize(draft.routes.len(), Vec::new());
        for (stops, route) in self.stops.iter_mut().zip(&draft.routes) {
            stops.clone_from(&route.stops);
        }
        self.unserved.clone_from(&draft.unserved);
        self.unserved_weight = draft.unserved_weight();
        self.cost = draft.cost();
    }

    pub fn is_worse_than(&self, unserved_weight: f64, cost: f64) -> bool {
        unserved_weight < self.unserved_weight - SAME
            || (unserved_weight <= self.unserved_weight + SAME && cost < self.cost - SAME)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        luck::Luck,
        problem::{Break, Problem, Span, Technician, Visit, Ways},
    };

    /// One technician from place 0 for visits at the places after it.
    fn alone(ways: Vec<Vec<f64>>, visits: Vec<Visit>) -> Problem {
        let shift = Span { from: 0.0, until: 1e6 };
        let technician = Technician { start: 0, end: Some(0), shift, ..Technician::default() };
        Problem { ways: Ways::Matrix(ways), technicians: vec![technician], visits, previous: None }
    }

    fn at(at: usize, minutes: f64, until: f64) -> Visit {
        Visit { at, minutes, windows: vec![Span { from: 0.0, until }], weight: 1.0, ..Visit::default() }
    }

    #[test]
    fn one_visit_takes_the_place_of_another_though_the_break_would_rather_lie_elsewhere() {
        let mut luck = Luck::new(2);
        let mut exchanged = 0;
        for _ in 0..2_000 {
            let ways: Vec<Vec<f64>> =
                (0..7).map(|_| (0..7).map(|_| (5.0 + 60.0 * luck.unit()).ceil()).collect()).collect();
            let visit = |place| at(place, 30.0, (150.0 + 300.0 * luck.unit()).ceil());
            let mut problem = alone(ways, (1..7).map(visit).collect());
            problem.technicians[0].shift.until = 420.0;
            problem.technicians[0].breaks = vec![Break { between: Span { from: 60.0, until: 300.0 }, minutes: 45.0 }];
            let model = Model::new(&problem);
            let mut draft = Draft::empty(&model);
            draft.begin();
            crate::construct::construct(&mut draft);
            for visit in draft.unserved.clone() {
                let absences: Vec<f64> = (0..6).map(|other| if other == visit { 2.0 } else { 1.0 }).collect();
                let Some(thrown) = crate::eject::eject(&mut draft, visit, &absences, &mut luck) else { continue };
                exchanged += 1;
                draft.keep();
                assert!(draft.seat(visit).is_some() && draft.seat(thrown).is_none());
                draft.unserved.retain(|&other| other != visit);
                draft.unserved.push(thrown);
            }
        }
        assert!(exchanged > 40, "only {exchanged} were exchanged");
    }
}
