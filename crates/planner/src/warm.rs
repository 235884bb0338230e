//! From an earlier plan to the one this search begins with.

use crate::{
    draft::{Draft, Kept},
    model::Model,
    route::{Route, Timed},
};

/// Each technician's visits in their order; the breaks find their own place.
pub(crate) type Orders = Vec<Vec<u32>>;

/// What remains of an earlier plan.
pub(crate) struct Warm {
    pub kept: Kept,
    /// Visits that are not where they were, or that will be late: there the search looks.
    pub events: Vec<u32>,
}

/// The earlier orders as far as they still hold. When customers were promised these times, a visit that can no longer be
/// made in time may be late by as much as it would be if nothing were changed, and no more.
pub(crate) fn warm_up(model: &mut Model, orders: &Orders) -> Warm {
    let mut events = Vec::new();
    let mut stops = Vec::with_capacity(orders.len());
    for (technician, order) in orders.iter().enumerate() {
        let technician = technician as u32;
        let still: Vec<u32> = order.iter().copied().filter(|&visit| is_able(model, technician, visit)).collect();
        let laid = lay(model, technician, &still).unwrap_or_else(|| {
            if model.timed {
                follow_late(model, technician, &still, &mut events)
            } else {
                shorten(model, technician, still)
            }
        });
        stops.push(laid);
    }
    let mut kept = Kept { stops, ..Kept::default() };
    let mut seated = vec![false; model.visits()];
    let begun = model.shifts.iter().filter_map(|shift| shift.begun);
    let all = kept.stops.iter().flatten().copied().filter(|&stop| (stop as usize) < model.visits()).chain(begun);
    all.for_each(|visit| seated[visit as usize] = true);
    kept.unserved = (0..model.visits() as u32).filter(|&visit| !seated[visit as usize]).collect();
    events.extend(&kept.unserved);
    Warm { kept, events }
}

fn is_able(model: &Model, technician: u32, visit: u32) -> bool {
    model.may(technician as usize, visit) && model.shifts[technician as usize].begun != Some(visit)
}

/// The day with its breaks where the fewest customers must be told another time and, among those, where they leave most
/// freedom; None when there is no way to keep every window.
pub(crate) fn lay(model: &Model, technician: u32, visits: &[u32]) -> Option<Vec<u32>> {
    let mut best: Option<((usize, f64), Vec<u32>)> = None;
    let mut route = Route::empty(model, technician);
    lay_breaks(model, technician, visits.to_vec(), 0, 0, &mut |stops| {
        route.fill(model, stops);
        if !route.holds(model) {
            return;
        }
        let worth = (changed(model, &route), -route.freedom());
        if best.as_ref().is_none_or(|(least, _)| worth < *least) {
            best = Some((worth, stops.to_vec()));
        }
    });
    best.map(|(_, stops)| stops)
}

/// Customers on a route who were told another technician or another time.
fn changed(model: &Model, route: &Route) -> usize {
    if !model.timed {
        return 0;
    }
    let told = |timed: &Timed| {
        !model.nodes[timed.node as usize].is_break && model.is_changed(timed.node, route.technician, timed.arrive)
    };
    route.times(model).0.iter().filter(|timed| told(timed)).count()
}

/// Tries every place for the breaks from one on, each behind the one before it.
fn lay_breaks(
    model: &Model,
    technician: u32,
    stops: Vec<u32>,
    pause: usize,
    first: usize,
    tell: &mut dyn FnMut(&[u32]),
) {
    let breaks = &model.shifts[technician as usize].breaks;
    let Some(&node) = breaks.get(pause) else { return tell(&stops) };
    for at in first..=stops.len() {
        let mut with = stops.clone();
        with.insert(at, node);
        lay_breaks(model, technician, with, pause + 1, at + 1, tell);
    }
}

/// Leaves out the last visits until the rest can be kept.
fn shorten(model: &Model, technician: u32, mut visits: Vec<u32>) -> Vec<u32> {
    while visits.pop().is_some() {
        if let Some(stops) = lay(model, technician, &visits) {
            return stops;
        }
    }
    model.shifts[technician as usize].breaks.clone()
}

/// Goes through the day though not every window can be kept. Whoever is reached too late is still visited, and is late;
/// but a window that was sold is kept by leaving out, for the search to place elsewhere, who was sold nothing.
fn follow_late(model: &mut Model, technician: u32, visits: &[u32], events: &mut Vec<u32>) -> Vec<u32> {
    let mut visits = visits.to_vec();
    loop {
        let day = LateDay::least_late(model, technician, &visits);
        let Some(at) = day.to_leave_out(model, technician, &visits) else {
            day.allow(model, events);
            return lay(model, technician, &visits).unwrap_or(day.stops);
        };
        visits.remove(at);
    }
}

/// When each stop begins, breaks among them, if that order is followed though not every window can be kept.
pub(crate) fn late_starts(model: &Model, technician: u32, visits: &[u32]) -> impl Iterator<Item = (u32, f64)> {
    let LateDay { stops, starts, .. } = LateDay::least_late(model, technician, visits);
    stops.into_iter().zip(starts)
}

/// A day in which some stops begin after their windows.
struct LateDay {
    stops: Vec<u32>,
    starts: Vec<f64>,
    /// Minutes after the end of the day, after sold windows, after all windows, after breaks should have begun: the first
    /// that differs decides.
    late: [f64; 4],
}

impl LateDay {
    /// With the breaks where they make least late.
    fn least_late(model: &Model, technician: u32, visits: &[u32]) -> Self {
        let mut best: Option<Self> = None;
        lay_breaks(model, technician, visits.to_vec(), 0, 0, &mut |stops| {
            let day = Self::walk(model, technician, stops);
            if best.as_ref().is_none_or(|best| day.late < best.late) {
                best = Some(day);
            }
        });
        best.unwrap_or_else(|| Self::walk(model, technician, visits))
    }

    fn walk(model: &Model, technician: u32, stops: &[u32]) -> Self {
        let shift = &model.shifts[technician as usize];
        let (mut time, mut place) = (shift.start, shift.from);
        let mut day = Self { stops: stops.to_vec(), starts: Vec::with_capacity(stops.len()), late: [0.0; 4] };
        for &stop in stops {
            let node = &model.nodes[stop as usize];
            if !node.is_break {
                time += model.ways.minutes(place, node.place, time);
                place = node.place;
            }
            let start = started(model, stop, time);
            let late = (start - model.last_close(node)).max(0.0);
            if node.is_break {
                day.late[3] += late;
            } else {
                day.late[1] += if model.is_sold(stop) { late } else { 0.0 };
                day.late[2] += late;
            }
            day.starts.push(start);
            time = start + node.minutes;
        }
        day.late[0] = (time + model.ways.minutes(place, shift.to, time) - shift.latest).max(0.0);
        day
    }

    /// The lightest of those who were sold nothing, when the day is too long or a sold window would be missed.
    fn to_leave_out(&self, model: &Model, technician: u32, visits: &[u32]) -> Option<usize> {
        let mut route = Route::empty(model, technician);
        route.fill(model, &self.stops);
        let is_too_much = self.late[0] > 0.0 || !route.keeps_stock(model);
        let late_sold = |(&stop, &start): (&u32, &f64)| {
            !model.nodes[stop as usize].is_break
                && model.is_sold(stop)
                && start > model.last_close(&model.nodes[stop as usize])
        };
        let before = match self.stops.iter().zip(&self.starts).rposition(late_sold) {
            _ if is_too_much => visits.len(),
            Some(last) => visits.iter().position(|&visit| visit == self.stops[last]).unwrap_or(0),
            None => return None,
        };
        let weight = |at: &usize| model.tasks[visits[*at] as usize].weight;
        let unsold = (0..before).rev().filter(|&at| !model.is_sold(visits[at]));
        let lightest = unsold.min_by(|a, b| weight(a).total_cmp(&weight(b)));
        // Sold windows that clash with facts are kept late; a day that is too long loses its last visit.
        lightest.or(if is_too_much { visits.len().checked_sub(1) } else { None })
    }

    fn allow(&self, model: &mut Model, events: &mut Vec<u32>) {
        for (&stop, &start) in self.stops.iter().zip(&self.starts) {
            if start > model.last_close(&model.nodes[stop as usize]) {
                model.allow_until(stop, start);
                events.extend((!model.nodes[stop as usize].is_break).then_some(stop));
            }
        }
    }
}

/// Within a window if there is one still to come, else at once.
fn started(model: &Model, visit: u32, arrive: f64) -> f64 {
    let start = model.start_from(&model.nodes[visit as usize], arrive);
    if start == f64::INFINITY { arrive } else { start }
}

/// A draft that begins with what remains.
pub(crate) fn draft<'a>(model: &'a Model, kept: &Kept) -> Draft<'a> {
    let mut draft = Draft::empty(model);
    draft.load(kept);
    draft
}
