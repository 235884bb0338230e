//! From an earlier plan to the one this search begins with.

use crate::{
    draft::{Draft, Kept},
    model::Model,
    route::Route,
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
    model.tasks[visit as usize].able.contains(&technician) && model.shifts[technician as usize].begun != Some(visit)
}

/// The day with its breaks where they leave most freedom; None when there is no way to keep every window.
pub(crate) fn lay(model: &Model, technician: u32, visits: &[u32]) -> Option<Vec<u32>> {
    let mut best: Option<(f64, Vec<u32>)> = None;
    lay_breaks(model, technician, visits.to_vec(), 0, 0, &mut best);
    best.map(|(_, stops)| stops)
}

/// Tries every place for the breaks from one on, each behind the one before it.
fn lay_breaks(
    model: &Model,
    technician: u32,
    stops: Vec<u32>,
    pause: usize,
    first: usize,
    best: &mut Option<(f64, Vec<u32>)>,
) {
    let breaks = &model.shifts[technician as usize].breaks;
    if let Some(&node) = breaks.get(pause) {
        for at in first..=stops.len() {
            let mut with = stops.clone();
            with.insert(at, node);
            lay_breaks(model, technician, with, pause + 1, at + 1, best);
        }
        return;
    }
    let mut route = Route::empty(model, technician);
    route.fill(model, &stops);
    if route.holds(model) && best.as_ref().is_none_or(|(freedom, _)| route.freedom() > *freedom) {
        *best = Some((route.freedom(), stops));
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

/// Goes through the day as it comes. Whoever is reached too late is still visited, and is late.
fn follow_late(model: &mut Model, technician: u32, visits: &[u32], events: &mut Vec<u32>) -> Vec<u32> {
    let mut visits = visits.to_vec();
    loop {
        let (stops, starts, end) = as_it_comes(model, technician, &visits);
        let mut route = Route::empty(model, technician);
        route.fill(model, &stops);
        if end <= model.shifts[technician as usize].latest && route.keeps_stock(model) {
            for (&stop, &start) in stops.iter().zip(&starts) {
                if start > model.last_close(&model.nodes[stop as usize]) {
                    model.allow_until(stop, start);
                    events.extend((!model.nodes[stop as usize].is_break).then_some(stop));
                }
            }
            return stops;
        }
        if visits.pop().is_none() {
            return stops;
        }
    }
}

/// Stops and starts when nobody waits for a better moment: breaks as soon as they may be taken or must.
fn as_it_comes(model: &Model, technician: u32, visits: &[u32]) -> (Vec<u32>, Vec<f64>, f64) {
    let shift = &model.shifts[technician as usize];
    let (mut time, mut place) = (shift.start, shift.from);
    let (mut stops, mut starts) = (Vec::new(), Vec::new());
    let mut breaks = shift.breaks.iter().copied().peekable();
    for &visit in visits {
        let node = model.nodes[visit as usize];
        loop {
            let arrive = time + model.ways.minutes(place, node.place, time);
            let start = started(model, visit, arrive);
            let Some(&pause) = breaks.peek() else { break };
            let rest = model.nodes[pause as usize];
            if time < rest.open && start + node.minutes <= rest.close {
                break;
            }
            breaks.next();
            stops.push(pause);
            starts.push(time.max(rest.open));
            time = time.max(rest.open) + rest.minutes;
        }
        let arrive = time + model.ways.minutes(place, node.place, time);
        let start = started(model, visit, arrive);
        stops.push(visit);
        starts.push(start);
        (time, place) = (start + node.minutes, node.place);
    }
    for pause in breaks {
        let rest = model.nodes[pause as usize];
        stops.push(pause);
        starts.push(time.max(rest.open));
        time = time.max(rest.open) + rest.minutes;
    }
    (stops, starts, time + model.ways.minutes(place, shift.to, time))
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
