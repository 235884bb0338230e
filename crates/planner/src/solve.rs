//! From a problem to a plan.

use crate::{
    budget::Budget,
    construct::construct,
    draft::Draft,
    model::Model,
    plan::{Day, Plan, Stop, Unserved},
    problem::{Lock, Problem},
    replan::replan,
    search::{Heat, Search},
    sound::Wrong,
    warm::{Orders, draft, warm_up},
    why::why,
    zones,
};

/// How a plan is to be sought.
#[derive(Clone, Copy)]
pub struct Options<'a> {
    pub seed: u64,
    /// Each may use the budget's seconds.
    pub threads: usize,
    /// More technicians than these are planned in zones side by side.
    pub zone: usize,
    pub budget: Budget<'a>,
}

/// As many technicians as are planned together unless it is said otherwise.
pub const ZONE: usize = 64;

/// # Errors
/// A field of the problem that is wrong. Whatever passes is answered: what cannot be done is listed with its reason.
pub fn plan(problem: &Problem, options: &Options) -> Result<Plan, Wrong> {
    problem.check()?;
    let plan = if let Some(previous) = &problem.previous {
        replan(problem, previous, options)
    } else if problem.technicians.len() > options.zone {
        zones::plan(problem, options)
    } else {
        best_of(problem, options)
    };
    Ok(plan.in_order())
}

/// A search on each thread, each with chances of its own; the best of them, the first among equals.
fn best_of(problem: &Problem, options: &Options) -> Plan {
    let search = |thread: u64| from_nothing(problem, options.seed.wrapping_add(thread), &options.budget);
    let plans: Vec<Plan> = std::thread::scope(|scope| {
        let others: Vec<_> = (1..options.threads as u64).map(|thread| scope.spawn(move || search(thread))).collect();
        let first = search(0);
        std::iter::once(first).chain(others.into_iter().filter_map(|other| other.join().ok())).collect()
    });
    let iterations = plans.iter().map(|plan| plan.iterations).sum();
    let best = plans.into_iter().reduce(|best, plan| if plan.cost.is_below(&best.cost) { plan } else { best });
    Plan { iterations, ..best.unwrap_or_default() }
}

/// The whole problem at once.
pub(crate) fn from_nothing(problem: &Problem, seed: u64, budget: &Budget) -> Plan {
    let model = Model::new(problem);
    let mut draft = Draft::empty(&model);
    draft.begin();
    construct(&mut draft);
    let mut search = Search::new(draft, seed);
    let iterations = search.run(budget, Heat::fresh(problem.visits.len()));
    finish(problem, search, iterations)
}

/// Goes on from a plan that is already good.
pub(crate) fn from_orders(problem: &Problem, orders: &Orders, seed: u64, budget: &Budget) -> Plan {
    let mut model = Model::new(problem);
    let warm = warm_up(&mut model, orders);
    let mut draft = draft(&model, &warm.kept);
    construct(&mut draft);
    let mut search = Search::new(draft, seed);
    let iterations = search.run(budget, Heat::WARM);
    finish(problem, search, iterations)
}

/// The best that was found, in the words of the problem.
pub(crate) fn finish(problem: &Problem, search: Search, iterations: u64) -> Plan {
    let Search { mut draft, best, .. } = search;
    draft.load(&best);
    let mut plan = put_down(problem, &draft);
    plan.iterations = iterations;
    plan
}

pub(crate) fn put_down(problem: &Problem, draft: &Draft) -> Plan {
    let model = draft.model;
    let mut plan = Plan::default();
    for technician in 0..model.shifts.len() {
        if let Some(day) = day(problem, draft, technician, &mut plan) {
            plan.cost.travel += day.travel;
            plan.cost.overtime += day.overtime;
            plan.days.push(day);
        }
    }
    for &visit in &draft.unserved {
        plan.cost.unserved_weight += problem.visits[visit as usize].weight;
        plan.changed.extend(model.was_promised(visit).then_some(visit as usize));
        plan.unserved.push(Unserved { visit: visit as usize, why: why(problem, draft, visit) });
    }
    plan.cost.changes = plan.changed.len();
    plan
}

fn day(problem: &Problem, draft: &Draft, technician: usize, plan: &mut Plan) -> Option<Day> {
    let model = draft.model;
    let shift = &model.shifts[technician];
    let route = &draft.routes[technician];
    if route.visits() == 0 && shift.begun.is_none() {
        return None;
    }
    let (times, end) = route.times(model);
    let mut stops: Vec<Stop> = shift.begun.and_then(|visit| stop_begun(problem, visit as usize)).into_iter().collect();
    let mut breaks = Vec::new();
    for timed in times {
        if model.nodes[timed.node as usize].is_break {
            breaks.push(timed.start);
            continue;
        }
        plan.cost.late += model.late_minutes(timed.node, timed.start);
        let changed = model.is_changed(timed.node, technician as u32, timed.arrive);
        plan.changed.extend(changed.then_some(timed.node as usize));
        let crate::route::Timed { node, arrive, start, leave, travel } = timed;
        stops.push(Stop { visit: node as usize, arrive, start, leave, travel });
    }
    let overtime = (end - shift.end).max(0.0);
    Some(Day { technician, stops, breaks, travel: route.travel, overtime, end })
}

/// Where the technician is already at work: nobody asks how the way there was.
fn stop_begun(problem: &Problem, visit: usize) -> Option<Stop> {
    let Some(Lock::Started { started, .. }) = problem.visits[visit].lock else { return None };
    let leave = started + problem.visits[visit].minutes;
    Some(Stop { visit, arrive: started, start: started, leave, travel: 0.0 })
}

/// Each technician's visits in the order of a plan.
pub(crate) fn orders(plan: &Plan, technicians: usize) -> Vec<Vec<usize>> {
    let mut orders = vec![Vec::new(); technicians];
    for day in &plan.days {
        orders[day.technician] = day.stops.iter().map(|stop| stop.visit).collect();
    }
    orders
}
