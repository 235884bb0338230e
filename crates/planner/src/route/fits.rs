//! Where a visit fits, and what it costs there.

use super::{BREAK, EXACT, Fit, Gap, Route};
use crate::{
    model::{Model, Node},
    problem::Span,
};

impl Route {
    /// Where the visit costs least. Constant time per gap.
    pub fn cheapest_fit(&self, model: &Model, visit: u32) -> Fit {
        if self.has_room(model, visit) { self.cheapest_fit_in_time(model, visit) } else { Fit::NONE }
    }

    /// The same without asking whether the van has the parts.
    pub fn cheapest_fit_in_time(&self, model: &Model, visit: u32) -> Fit {
        let mut best = if model.is_plain() {
            self.cheapest_plain_fit(model, visit)
        } else {
            self.cheapest_timed_fit(model, visit)
        };
        if !best.is_none() {
            best.cost += model.price_of_person(visit, self.technician);
        }
        best
    }

    /// The stops that stand where a visit's windows are, and so many more on either side.
    pub fn stops_about(&self, model: &Model, visit: u32, more: usize) -> std::ops::Range<usize> {
        let node = &model.nodes[visit as usize];
        let last_start = model.last_close(node);
        let first = self.gaps.partition_point(|gap| gap.latest < node.open);
        let last = self.gaps.partition_point(|gap| gap.ready <= last_start);
        let end = (last + more).min(self.stops.len());
        first.saturating_sub(more).min(end)..end
    }

    fn cheapest_plain_fit(&self, model: &Model, visit: u32) -> Fit {
        let node = &model.nodes[visit as usize];
        let (out, into) = (model.ways.from(node.place), model.ways.to(node.place));
        let last_start = model.last_close(node);
        // The day before a visit's window is of no use to it, and neither is the day after.
        let first = self.gaps.partition_point(|gap| gap.latest < node.open);
        let mut best = Fit::NONE;
        for (at, gap) in self.gaps.iter().enumerate().skip(first) {
            if gap.ready > last_start {
                break;
            }
            let to_visit = into[gap.from as usize];
            if gap.to != BREAK {
                // Most gaps are out of the question by the way alone.
                let onwards = out[gap.to as usize];
                if to_visit + onwards - gap.leg >= best.cost {
                    continue;
                }
                let arrive = model.start_from(node, gap.ready + to_visit) + node.minutes + onwards;
                best.better(at, gap, to_visit + onwards - gap.leg, arrive);
            } else {
                let leave = model.start_from(node, gap.ready + to_visit) + node.minutes;
                let (leave, behind) = self.after_breaks(model, leave, at);
                let onwards = out[behind.to as usize];
                best.better(at, behind, to_visit + onwards - behind.leg, leave + onwards);
            }
        }
        best
    }

    /// When someone who is free before a break, or several, is free after them, and the gap behind.
    fn after_breaks<'a>(&'a self, model: &Model, mut time: f64, mut at: usize) -> (f64, &'a Gap) {
        while self.gaps[at].to == BREAK {
            let pause = &model.nodes[self.stops[at] as usize];
            time = model.start_from(pause, time) + pause.minutes;
            at += 1;
        }
        (time, &self.gaps[at])
    }

    fn cheapest_timed_fit(&self, model: &Model, visit: u32) -> Fit {
        let last_start = model.last_close(&model.nodes[visit as usize]);
        let mut best = Fit::NONE;
        for (at, gap) in self.gaps.iter().enumerate() {
            if gap.ready > last_start {
                break;
            }
            let cost = self.cost_with(model, visit, at);
            if cost < best.cost {
                best = Fit { gap: at as u32, cost };
            }
        }
        best
    }

    /// Tries a visit that is not part of the model, with the ways to it given by place, in each gap and window; tells the
    /// extra travel wherever it fits.
    pub fn try_windows(
        &self,
        model: &Model,
        ways: &[f64],
        minutes: f64,
        windows: &[Span],
        mut fits: impl FnMut(usize, f64),
    ) {
        for (at, gap) in self.gaps.iter().enumerate() {
            let there = model.ways.at_pace(ways[gap.from as usize], gap.ready);
            for (window, span) in windows.iter().enumerate() {
                let start = (gap.ready + there).max(span.from);
                if start > span.until || start > gap.latest && gap.to != BREAK {
                    continue;
                }
                let leave = start + minutes;
                let (leave, behind) = if gap.to == BREAK { self.after_breaks(model, leave, at) } else { (leave, gap) };
                if leave == f64::INFINITY {
                    continue;
                }
                let onwards = model.ways.at_pace(ways[behind.to as usize], leave);
                if leave + onwards <= behind.latest {
                    fits(window, there + onwards - behind.leg);
                }
            }
        }
    }

    /// Walks the day with the visit put in a gap; by how much its cost grows, or infinite.
    fn cost_with(&self, model: &Model, visit: u32, at: usize) -> f64 {
        let shift = &model.shifts[self.technician as usize];
        let gap = &self.gaps[at];
        let mut walk = Walk::new(model, self.technician, gap);
        if !walk.go_to(visit) {
            return f64::INFINITY;
        }
        for &stop in &self.stops[at..] {
            if !walk.go_to(stop) {
                return f64::INFINITY;
            }
        }
        let leg = model.ways.minutes(walk.place, shift.to, walk.time);
        let end = walk.time + leg;
        if end > shift.latest + EXACT {
            return f64::INFINITY;
        }
        let before: f64 = self.gaps[at..].iter().map(|gap| gap.leg).sum();
        walk.travel + leg - before + (end - shift.end).max(0.0) - self.overtime + walk.priced
            - (self.priced - gap.priced)
    }
}

/// A technician on the way through part of a day.
struct Walk<'a> {
    model: &'a Model,
    technician: u32,
    time: f64,
    place: u32,
    travel: f64,
    priced: f64,
}

impl<'a> Walk<'a> {
    fn new(model: &'a Model, technician: u32, gap: &Gap) -> Self {
        Self { model, technician, time: gap.ready, place: gap.from, travel: 0.0, priced: 0.0 }
    }

    /// False when it is too late for the stop.
    fn go_to(&mut self, stop: u32) -> bool {
        let node: &Node = &self.model.nodes[stop as usize];
        if node.is_break {
            self.time = self.model.start_from(node, self.time) + node.minutes;
            return self.time < f64::INFINITY;
        }
        let leg = self.model.ways.minutes(self.place, node.place, self.time);
        let start = self.model.start_from(node, self.time + leg);
        if start == f64::INFINITY {
            return false;
        }
        if self.model.timed {
            self.priced += self.model.price_of_time(stop, self.technician, self.time + leg, start);
        }
        self.travel += leg;
        (self.time, self.place) = (start + node.minutes, node.place);
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        luck::Luck,
        problem::{Break, Problem, Technician, Visit, Ways},
    };

    /// Seven visits for one technician who may work overtime, with a break; streets run north and east.
    fn day(luck: &mut Luck) -> Problem {
        let places: Vec<[f64; 2]> = (0..9).map(|_| [0; 2].map(|_| (25.0 * luck.unit()).ceil())).collect();
        let way = |a: &[f64; 2], b: &[f64; 2]| (a[0] - b[0]).abs() + (a[1] - b[1]).abs();
        let ways = places.iter().map(|a| places.iter().map(|b| way(a, b)).collect()).collect();
        let technician = Technician {
            start: 0,
            end: luck.chance(0.7).then_some(1),
            shift: Span { from: 0.0, until: 300.0 },
            overtime: 240.0,
            breaks: vec![Break { between: Span { from: 90.0, until: 240.0 }, minutes: 30.0 }],
            ..Technician::default()
        };
        let mut visit = |at| {
            let from = (400.0 * luck.unit()).floor();
            let windows = vec![Span { from, until: from + 100.0 }];
            Visit { at, minutes: 20.0, windows, weight: 1.0, ..Visit::default() }
        };
        let visits = (2..9).map(&mut visit).collect();
        Problem { ways: Ways::Matrix(ways), technicians: vec![technician], visits, previous: None }
    }

    /// By putting the visit in every gap.
    fn tried(route: &Route, model: &Model, visit: u32) -> f64 {
        let with = |gap| {
            let mut with = route.clone();
            with.insert(model, visit, gap);
            if with.in_time { with.cost() - route.cost() } else { f64::INFINITY }
        };
        (0..=route.stops.len()).map(with).fold(f64::INFINITY, f64::min)
    }

    #[test]
    fn an_insertion_costs_what_it_was_said_to_cost_also_when_the_day_is_in_overtime() {
        let mut luck = Luck::new(3);
        let mut in_overtime = 0;
        for _ in 0..500 {
            let model = Model::new(&day(&mut luck));
            let mut route = Route::empty(&model, 0);
            for visit in 0..7 {
                let fit = route.cheapest_fit(&model, visit);
                assert_eq!(fit.cost, tried(&route, &model, visit));
                if !fit.is_none() {
                    in_overtime += u32::from(route.overtime > 0.0);
                    route.insert(&model, visit, fit.gap as usize);
                }
            }
        }
        assert!(in_overtime > 100, "only {in_overtime} visits were put in a day in overtime");
    }
}
