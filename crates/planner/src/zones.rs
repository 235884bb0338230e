//! Many technicians: zones are planned side by side, then the country is cut anew along other lines, so that what was a
//! border lies within a zone, and each new zone goes on from what is planned, together with what is not served nearby.

use std::sync::{
    Mutex,
    atomic::{AtomicUsize, Ordering},
};

use crate::{
    budget::Budget,
    part::Part,
    plan::Plan,
    problem::{Problem, Ways},
    solve::{self, Options},
    tally::{Standing, Tally},
    why::obstacle,
};

/// Share of the budget for the first cut and for each later one.
const SHARES: [f64; 4] = [0.4, 0.25, 0.2, 0.15];
/// Each cut is turned by this against the one before, in degrees.
const TURN: f64 = 52.0;
/// More visits than these per technician are not looked at: nobody makes so many in a day.
const VISITS_EACH: usize = 40;
const VISITS_AT_LEAST: usize = 3_000;

pub(crate) fn plan(problem: &Problem, options: &Options) -> Plan {
    let mut plan = Plan::default();
    let mut iterations = 0;
    for (pass, share) in SHARES.iter().enumerate() {
        let anchors = anchors(problem, &plan);
        let cells = cut(&anchors, options.zone, TURN * pass as f64);
        let zones = fill(problem, &plan, &anchors, &cells);
        let work = Work { problem, options, pass, share: *share, before: &plan };
        plan = work.side_by_side(zones);
        iterations += plan.iterations;
    }
    plan.iterations = iterations;
    plan
}

/// Where each technician is at work: the middle of the visits, or where the shift begins.
fn anchors(problem: &Problem, plan: &Plan) -> Vec<[f64; 2]> {
    let mut anchors: Vec<[f64; 2]> =
        problem.technicians.iter().map(|technician| point(problem, technician.start)).collect();
    for day in plan.days.iter().filter(|day| !day.stops.is_empty()) {
        let points = day.stops.iter().map(|stop| point(problem, problem.visits[stop.visit].at));
        let sum = points.fold([0.0; 2], |sum, point| [sum[0] + point[0], sum[1] + point[1]]);
        let many = day.stops.len() as f64;
        anchors[day.technician] = [sum[0] / many, sum[1] / many];
    }
    anchors
}

/// On a plane, near enough to cut by. A matrix has no plane: the ways from two far places stand in for it.
fn point(problem: &Problem, place: usize) -> [f64; 2] {
    match &problem.ways {
        Ways::Coordinates(coordinates) => {
            let [latitude, longitude] = coordinates.points[place];
            let middle = coordinates.points.first().map_or(0.0, |first| first[0]);
            [latitude, longitude * middle.to_radians().cos()]
        }
        Ways::Matrix(matrix) => {
            let far = farthest(matrix, 0);
            [matrix[far][place], matrix[farthest(matrix, far)][place]]
        }
    }
}

fn farthest(matrix: &[Vec<f64>], from: usize) -> usize {
    let row = &matrix[from];
    (0..row.len()).max_by(|&a, &b| row[a].total_cmp(&row[b])).unwrap_or(0)
}

/// Halves, and halves of halves, each across its longer side, until none has more than that many technicians.
fn cut(anchors: &[[f64; 2]], most: usize, turn: f64) -> Vec<Vec<usize>> {
    let (sin, cos) = turn.to_radians().sin_cos();
    let turned: Vec<[f64; 2]> = anchors.iter().map(|[a, b]| [a * cos - b * sin, a * sin + b * cos]).collect();
    let mut open = vec![(0..anchors.len()).collect::<Vec<_>>()];
    let mut cells = Vec::new();
    while let Some(mut cell) = open.pop() {
        if cell.len() <= most.max(1) {
            cells.push(cell);
            continue;
        }
        let side = |axis: usize| {
            let of = cell.iter().map(|&technician| turned[technician][axis]);
            of.clone().fold(f64::NEG_INFINITY, f64::max) - of.fold(f64::INFINITY, f64::min)
        };
        let axis = usize::from(side(1) > side(0));
        cell.sort_by(|&a, &b| turned[a][axis].total_cmp(&turned[b][axis]).then(a.cmp(&b)));
        let parts = cell.len().div_ceil(most.max(1));
        let rest = cell.split_off(cell.len() * (parts / 2) / parts);
        open.push(cell);
        open.push(rest);
    }
    cells.sort();
    cells
}

struct Zone {
    technicians: Vec<usize>,
    visits: Vec<usize>,
}

/// Served visits stay with their technician's zone; others go to the nearest zone that can and has room.
fn fill(problem: &Problem, plan: &Plan, anchors: &[[f64; 2]], cells: &[Vec<usize>]) -> Vec<Zone> {
    let mut home = vec![None; problem.technicians.len()];
    let mut zones: Vec<Zone> = Vec::with_capacity(cells.len());
    for (number, cell) in cells.iter().enumerate() {
        cell.iter().for_each(|&technician| home[technician] = Some(number));
        let mut technicians = cell.clone();
        technicians.sort_unstable();
        zones.push(Zone { technicians, visits: Vec::new() });
    }
    let mut served = vec![false; problem.visits.len()];
    for day in &plan.days {
        for stop in &day.stops {
            served[stop.visit] = true;
            if let Some(number) = home[day.technician] {
                zones[number].visits.push(stop.visit);
            }
        }
    }
    spread(problem, anchors, &served, &mut zones);
    for zone in &mut zones {
        keep_heaviest(problem, zone);
    }
    zones
}

fn spread(problem: &Problem, anchors: &[[f64; 2]], served: &[bool], zones: &mut [Zone]) {
    let minutes = |visit: usize| problem.visits[visit].minutes + 15.0;
    let hours = |zone: &Zone| -> f64 {
        let of = |&technician: &usize| problem.technicians[technician].shift;
        zone.technicians.iter().map(of).map(|shift| shift.until - shift.from).sum()
    };
    let all_hours: f64 = zones.iter().map(&hours).sum::<f64>().max(1.0);
    let all_minutes: f64 = (0..problem.visits.len()).map(minutes).sum();
    let fair: Vec<f64> = zones.iter().map(|zone| 1.05 * all_minutes * hours(zone) / all_hours).collect();
    let mut load: Vec<f64> = zones.iter().map(|zone| zone.visits.iter().map(|&visit| minutes(visit)).sum()).collect();
    for visit in (0..problem.visits.len()).filter(|&visit| !served[visit]) {
        let reach: Vec<f64> = zones.iter().map(|zone| reach(problem, anchors, zone, visit)).collect();
        let nearest = |numbers: &mut dyn Iterator<Item = usize>| numbers.min_by(|&a, &b| reach[a].total_cmp(&reach[b]));
        let roomy = nearest(&mut (0..zones.len()).filter(|&n| reach[n].is_finite() && load[n] < fair[n]));
        if let Some(number) = roomy.or_else(|| nearest(&mut (0..zones.len()))) {
            load[number] += minutes(visit);
            zones[number].visits.push(visit);
        }
    }
}

/// How far the nearest technician of a zone is who may make the visit.
fn reach(problem: &Problem, anchors: &[[f64; 2]], zone: &Zone, visit: usize) -> f64 {
    let asked = &problem.visits[visit];
    let at = point(problem, asked.at);
    let mut least = f64::INFINITY;
    for &technician in &zone.technicians {
        let [a, b] = anchors[technician];
        let far = (a - at[0]).hypot(b - at[1]);
        if far < least && obstacle(problem, asked, technician).is_none() {
            least = far;
        }
    }
    least
}

fn keep_heaviest(problem: &Problem, zone: &mut Zone) {
    zone.visits.sort_unstable();
    let most = VISITS_AT_LEAST.max(zone.technicians.len() * VISITS_EACH);
    if zone.visits.len() > most {
        let weight = |&visit: &usize| problem.visits[visit].weight;
        zone.visits.sort_by(|a, b| weight(b).total_cmp(&weight(a)).then(a.cmp(b)));
        zone.visits.truncate(most);
        zone.visits.sort_unstable();
    }
}

/// One pass over all zones.
struct Work<'a> {
    problem: &'a Problem,
    options: &'a Options<'a>,
    pass: usize,
    share: f64,
    before: &'a Plan,
}

impl Work<'_> {
    fn side_by_side(&self, zones: Vec<Zone>) -> Plan {
        let tally = self.tally(&zones);
        let next = AtomicUsize::new(0);
        let plans = Mutex::new(vec![None; zones.len()]);
        std::thread::scope(|scope| {
            for _ in 0..self.options.threads.clamp(1, zones.len().max(1)) {
                scope.spawn(|| {
                    while let Some(zone) = zones.get(next.fetch_add(1, Ordering::Relaxed)) {
                        let number = zones.iter().position(|other| std::ptr::eq(other, zone)).unwrap_or(0);
                        let plan = self.solve(zone, number, self.share_of(zone, &zones), tally.as_ref());
                        if let Ok(mut plans) = plans.lock() {
                            plans[number] = Some(plan);
                        }
                    }
                });
            }
        });
        let mut whole = Plan::default();
        let plans = plans.into_inner().unwrap_or_default();
        plans.into_iter().flatten().for_each(|plan| whole.add(plan));
        self.name_the_rest(&zones, &mut whole);
        whole
    }

    /// By its visits.
    fn share_of(&self, zone: &Zone, zones: &[Zone]) -> f64 {
        let all: usize = zones.iter().map(|zone| zone.visits.len()).sum();
        self.share * zone.visits.len() as f64 / all.max(1) as f64
    }

    fn tally(&self, zones: &[Zone]) -> Option<Tally<'_>> {
        let mut served = vec![false; self.problem.visits.len()];
        self.before.days.iter().flat_map(|day| &day.stops).for_each(|stop| served[stop.visit] = true);
        let standing = |zone: &Zone| {
            let unserved = zone.visits.iter().filter(|visit| !served[**visit]);
            let weight = unserved.map(|&visit| self.problem.visits[visit].weight).sum();
            Standing::not_begun(self.share_of(zone, zones), &zone.technicians, weight, self.before)
        };
        let before = SHARES[..self.pass].iter().sum();
        Tally::begin(&self.options.budget, before, zones.iter().map(standing).collect())
    }

    fn solve(&self, zone: &Zone, number: usize, share: f64, tally: Option<&Tally>) -> Plan {
        let tell = |used: f64, unserved_weight: f64, cost: f64| {
            if let Some(tally) = tally {
                tally.tell(number, used, unserved_weight, cost);
            }
        };
        let threads = self.options.threads.max(1) as f64;
        let budget = Budget {
            seconds: self.options.budget.seconds * threads * share,
            iterations: self.options.budget.iterations.map(|iterations| (iterations as f64 * share) as u64),
            progress: if tally.is_some() { Some(&tell) } else { None },
            ..self.options.budget
        };
        let seed = self.options.seed.wrapping_add((self.pass * 1_000 + number) as u64);
        let part = Part::of(self.problem, zone.technicians.clone(), zone.visits.clone());
        let plan = if self.pass == 0 {
            solve::from_nothing(&part.problem, seed, &budget)
        } else {
            solve::from_orders(&part.problem, &self.orders(&part), seed, &budget)
        };
        part.back(plan)
    }

    /// The orders of the pass before, in the numbers of a part.
    fn orders(&self, part: &Part) -> Vec<Vec<u32>> {
        let whole = solve::orders(self.before, self.problem.technicians.len());
        let new = |visit: &usize| part.visits.binary_search(visit).ok().map(|visit| visit as u32);
        part.technicians.iter().map(|&technician| whole[technician].iter().filter_map(new).collect()).collect()
    }

    /// Visits that no zone looked at are said to be too many.
    fn name_the_rest(&self, zones: &[Zone], whole: &mut Plan) {
        let mut looked_at = vec![false; self.problem.visits.len()];
        zones.iter().flat_map(|zone| &zone.visits).for_each(|&visit| looked_at[visit] = true);
        for visit in (0..looked_at.len()).filter(|&visit| !looked_at[visit]) {
            whole.cost.unserved_weight += self.problem.visits[visit].weight;
            whole.unserved.push(crate::plan::Unserved { visit, why: crate::why::Why::Capacity { nearest: None } });
        }
    }
}
