//! One technician's day in the book.

use super::{Asked, nothing_against};
use crate::{
    distances::EARTH_RADIUS_KM,
    model::Model,
    part::Part,
    problem::{Lock, Problem, Span, Visit, Ways},
    route::Route,
    warm::{late_starts, lay},
    windows::breaks_left,
};

pub(super) struct TechnicianDay {
    /// The technician alone with the visits of the day.
    problem: Problem,
    /// What holds visits beyond those that were planned, in the order of the last visits of the problem.
    holds: Vec<u64>,
    model: Model,
    route: Route,
    /// Each place as a direction from the middle of the earth.
    directions: Vec<[f64; 3]>,
}

/// A circle around the places of somebody's day.
pub(super) struct Ground {
    middle: [f64; 3],
    /// From the middle to the farthest place, in kilometres.
    radius: f64,
}

impl Ground {
    /// From where it is asked to the places of the day, in kilometres, at least.
    pub fn distance(&self, asking: &Asking) -> f64 {
        (apart(self.middle, asking.direction) - self.radius).max(0.0)
    }
}

/// What is asked, made ready to be tried many times.
pub(super) struct Asking<'a> {
    direction: [f64; 3],
    minutes: f64,
    pub windows: &'a [Span],
}

impl<'a> Asking<'a> {
    pub fn new(asked: &Asked, windows: &'a [Span]) -> Self {
        Self { direction: direction(asked.at), minutes: asked.minutes.ceil(), windows }
    }
}

impl TechnicianDay {
    /// The day as it is planned. What is late by now has its window held open until it is made.
    pub fn open(whole: &Problem, technician: usize, order: &[usize]) -> Self {
        let mut visits = order.to_vec();
        visits.sort_unstable();
        let part = Part::of(whole, vec![technician], visits);
        let mut problem = Problem { previous: None, ..part.problem };
        let new = |visit: &usize| part.visits.binary_search(visit).ok();
        let is_to_come = |visit: &usize| !matches!(problem.visits[*visit].lock, Some(Lock::Started { .. }));
        let order: Vec<u32> = order.iter().filter_map(new).filter(is_to_come).map(|visit| visit as u32).collect();
        let model = Model::new(&problem);
        if lay(&model, 0, &order).is_none() {
            hold_open(&mut problem, &model, &order);
        }
        Self::with(problem, Vec::new(), order)
    }

    fn with(problem: Problem, holds: Vec<u64>, order: Vec<u32>) -> Self {
        let model = Model::new(&problem);
        let mut route = Route::empty(&model, 0);
        // A day that no plan could have made takes nothing more: it is late whatever is put in.
        route.fill(&model, &lay(&model, 0, &order).unwrap_or(order));
        let points = match &problem.ways {
            Ways::Coordinates(coordinates) => coordinates.points.as_slice(),
            Ways::Matrix(_) => &[],
        };
        let directions = points.iter().map(|&point| direction(point)).collect();
        Self { problem, holds, model, route, directions }
    }

    pub fn visits(&self) -> u32 {
        self.route.visits()
    }

    pub fn travel(&self) -> f64 {
        self.route.travel
    }

    pub fn ground(&self) -> Ground {
        let middle = middle(&self.directions);
        let radius = self.directions.iter().map(|&direction| apart(direction, middle)).fold(0.0, f64::max);
        Ground { middle, radius }
    }

    pub fn is_able(&self, visit: &Visit) -> bool {
        let used = |part: u32| -> u32 {
            let parts = self.problem.visits.iter().flat_map(|visit| &visit.parts);
            parts.filter(|(number, _)| *number == part).map(|&(_, pieces)| pieces).sum()
        };
        let held = |part: u32| -> u32 {
            let stock = self.problem.technicians[0].stock.iter();
            stock.filter(|(number, _)| *number == part).map(|&(_, pieces)| pieces).sum()
        };
        self.route.visits() < self.model.shifts[0].most
            && nothing_against(&self.problem, visit)
            && visit.parts.iter().all(|&(part, pieces)| used(part) + pieces <= held(part))
    }

    /// Betters what was found for each window, if this day can.
    pub fn offer(&self, asking: &Asking, number: usize, found: &mut [Option<(usize, f64)>]) {
        let Ways::Coordinates(coordinates) = &self.problem.ways else { return };
        let to_km = |&place: &[f64; 3]| apart(place, asking.direction) * coordinates.detour;
        let minutes = |km: f64| self.model.ways.usual_minutes(km / coordinates.speed_kmh * 60.0);
        // The last place is nowhere: there the way is nothing.
        let row: Vec<f64> = self.directions.iter().map(|place| minutes(to_km(place))).chain([0.0]).collect();
        self.route.try_windows(&self.model, &row, asking.minutes, asking.windows, |window, extra| {
            let least = found[window].map_or(f64::INFINITY, |(_, least)| least);
            if extra < least {
                found[window] = Some((number, extra));
            }
        });
    }

    /// Puts a visit in where it costs least; false when there is no room.
    pub fn take(&mut self, hold: u64, visit: Visit, at: [f64; 2]) -> bool {
        if !self.is_able(&visit) {
            return false;
        }
        let mut problem = self.problem.clone();
        let Ways::Coordinates(coordinates) = &mut problem.ways else { return false };
        coordinates.points.push(at);
        let number = problem.visits.len() as u32;
        problem.visits.push(Visit { at: coordinates.points.len() - 1, ..visit });
        let Some(order) = order_with(&problem, &self.order(), number) else { return false };
        let mut holds = std::mem::take(&mut self.holds);
        holds.push(hold);
        *self = Self::with(problem, holds, order);
        true
    }

    pub fn give_back(&mut self, hold: u64) {
        let Some(at) = self.holds.iter().position(|&held| held == hold) else { return };
        let planned = self.problem.visits.len() - self.holds.len();
        let gone = (planned + at) as u32;
        let order = self.order().into_iter().filter(|&visit| visit != gone);
        let order = order.map(|visit| if visit > gone { visit - 1 } else { visit }).collect();
        let mut problem = std::mem::take(&mut self.problem);
        problem.visits.remove(gone as usize);
        let mut holds = std::mem::take(&mut self.holds);
        holds.remove(at);
        *self = Self::with(problem, holds, order);
    }

    fn order(&self) -> Vec<u32> {
        let visits = self.problem.visits.len();
        self.route.stops.iter().copied().filter(|&stop| (stop as usize) < visits).collect()
    }
}

fn hold_open(problem: &mut Problem, model: &Model, order: &[u32]) {
    let left = breaks_left(&problem.technicians[0], model.shifts[0].start);
    let mut left = left.iter();
    for (stop, start) in late_starts(model, 0, order) {
        let Some(visit) = problem.visits.get_mut(stop as usize) else {
            let pause = left.next();
            let own = problem.technicians[0].breaks.iter_mut().find(|own| Some(&**own) == pause);
            own.into_iter().for_each(|own| own.between.until = own.between.until.max(start + own.minutes));
            continue;
        };
        let within = |window: &Span| window.from <= start && start <= window.until;
        if !visit.windows.is_empty() && !visit.windows.iter().any(within) {
            visit.windows.push(Span { from: start, until: start });
        }
    }
}

/// The order with one more visit where it costs least; None when there is no room with everything else as it was.
fn order_with(problem: &Problem, order: &[u32], visit: u32) -> Option<Vec<u32>> {
    let model = Model::new(problem);
    let mut route = Route::empty(&model, 0);
    route.fill(&model, &lay(&model, 0, order)?);
    let fit = route.cheapest_fit(&model, visit);
    if fit.is_none() {
        return None;
    }
    route.insert(&model, visit, fit.gap as usize);
    Some(route.stops.iter().copied().filter(|&stop| stop <= visit).collect())
}

fn direction([latitude, longitude]: [f64; 2]) -> [f64; 3] {
    let (north, up) = latitude.to_radians().sin_cos();
    let (east, front) = longitude.to_radians().sin_cos();
    [up * front, up * east, north]
}

fn middle(directions: &[[f64; 3]]) -> [f64; 3] {
    let mut sum = [0.0; 3];
    for direction in directions {
        (0..3).for_each(|axis| sum[axis] += direction[axis]);
    }
    let length = sum.iter().map(|part| part * part).sum::<f64>().sqrt().max(f64::MIN_POSITIVE);
    sum.map(|part| part / length)
}

/// Kilometres between two directions along the ground.
fn apart(a: [f64; 3], b: [f64; 3]) -> f64 {
    let chord: f64 = (0..3).map(|axis| (a[axis] - b[axis]) * (a[axis] - b[axis])).sum();
    2.0 * EARTH_RADIUS_KM * arcsine((chord.sqrt() / 2.0).min(1.0))
}

/// A quote asks thousands of times, and mostly within 250 km: there four terms of the series are exact to a micrometre.
fn arcsine(sine: f64) -> f64 {
    if sine > 0.02 {
        return sine.asin();
    }
    let square = sine * sine;
    sine * (1.0 + square * (1.0 / 6.0 + square * (3.0 / 40.0 + square * (15.0 / 336.0))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_and_far_the_arc_is_as_long_as_the_library_says() {
        for step in 0..=10_000 {
            let sine = f64::from(step) / 10_000.0;
            assert!((arcsine(sine) - sine.asin()).abs() * EARTH_RADIUS_KM < 1e-9, "{sine}");
            let small = sine / 40.0;
            assert!((arcsine(small) - small.asin()).abs() * EARTH_RADIUS_KM < 1e-9, "{small}");
        }
    }
}
