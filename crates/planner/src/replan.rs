//! During the day: something happened, and the plan is to bend as little as can be.
//!
//! Visits are put back where they were, facts first. Only around what no longer fits does the search look. A promise may be
//! kept late only by as much as the day itself has made it late; if a promised visit would else not be made at all, its
//! last window is held open, and every minute is counted.

use std::collections::BTreeSet;

use crate::{
    budget::Budget,
    construct::construct,
    model::Model,
    part::Part,
    plan::Plan,
    problem::{EarlierRoute, Lock, Problem, Ways},
    search::{Heat, Search},
    solve::{Options, finish, put_down},
    warm::{draft, warm_up},
};

/// As many neighbours of each event are looked at.
const AROUND: usize = 12;
/// Share of the budget that keeps to the promised windows.
const IN_TIME: f64 = 0.7;
/// How long a promised window is held open for a visit that is else not made.
const HELD_OPEN: f64 = 240.0;

pub(crate) fn replan(problem: &Problem, previous: &[EarlierRoute], options: &Options) -> Plan {
    let technicians = problem.technicians.len();
    let orders = earlier_orders(problem, previous);
    let owner = owners(problem, &orders);
    if technicians <= options.zone.max(1) + options.zone / 2 {
        let part = Part::of(problem, (0..technicians).collect(), (0..problem.visits.len()).collect());
        return part.back(bend(&part, &orders, options));
    }
    let near = near_events(problem, &orders, &owner, options.zone);
    let (near, far): (Vec<usize>, Vec<usize>) = (0..technicians).partition(|technician| near.contains(technician));
    let visits_of = |mine: &dyn Fn(Option<usize>) -> bool| {
        (0..problem.visits.len()).filter(|&v| mine(owner[v])).collect::<Vec<_>>()
    };
    let event = Part::of(
        problem,
        near.clone(),
        visits_of(&|owner| owner.is_none_or(|owner| near.binary_search(&owner).is_ok())),
    );
    let mut plan = event.back(bend(&event, &orders, options));
    for some in far.chunks(options.zone.max(1)) {
        let visits = visits_of(&|owner| owner.is_some_and(|owner| some.binary_search(&owner).is_ok()));
        let part = Part::of(problem, some.to_vec(), visits);
        plan.add(part.back(as_before(&part, &orders)));
    }
    plan
}

/// Who makes which visits in which order, as far as it was planned and is not settled otherwise.
fn earlier_orders(problem: &Problem, previous: &[EarlierRoute]) -> Vec<Vec<usize>> {
    let mut orders = vec![Vec::new(); problem.technicians.len()];
    for day in previous {
        let Some(technician) = day.technician else { continue };
        let stays = |visit: &usize| problem.visits[*visit].lock.is_none_or(|lock| lock.technician() == technician);
        orders[technician].extend(day.stops.iter().map(|&(visit, _)| visit).filter(stays));
    }
    orders
}

/// The technician who has a visit, by plan or by fact.
fn owners(problem: &Problem, orders: &[Vec<usize>]) -> Vec<Option<usize>> {
    let mut owner: Vec<Option<usize>> = problem.visits.iter().map(|visit| visit.lock.map(Lock::technician)).collect();
    for (technician, order) in orders.iter().enumerate() {
        order.iter().for_each(|&visit| owner[visit] = Some(technician));
    }
    owner
}

/// The technicians at work nearest to visits that nobody has, and those whose day no longer holds.
fn near_events(problem: &Problem, orders: &[Vec<usize>], owner: &[Option<usize>], most: usize) -> BTreeSet<usize> {
    let mut near = BTreeSet::new();
    for (technician, order) in orders.iter().enumerate() {
        let part = Part::of(problem, vec![technician], visits_with_begun(problem, technician, order));
        let mut model = Model::new(&part.problem);
        let warm = warm_up(&mut model, &vec![part_order(&part, order)]);
        if !warm.events.is_empty() {
            near.insert(technician);
        }
    }
    let fixed = |visit: &usize| problem.visits[*visit].lock.map(Lock::technician);
    near.extend(
        (0..owner.len()).filter(|&visit| !orders.iter().flatten().any(|v| *v == visit)).filter_map(|v| fixed(&v)),
    );
    let events: Vec<usize> = (0..owner.len()).filter(|&visit| owner[visit].is_none()).collect();
    let mut by_way: Vec<(f64, usize)> = orders
        .iter()
        .enumerate()
        .map(|(technician, order)| (least_way(problem, technician, order, &events), technician))
        .collect();
    by_way.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    let room = most.saturating_sub(near.len());
    near.extend(by_way.into_iter().take(room).map(|(_, technician)| technician));
    near
}

fn visits_with_begun(problem: &Problem, technician: usize, order: &[usize]) -> Vec<usize> {
    let begun = |visit: &usize| matches!(problem.visits[*visit].lock, Some(Lock::Started { technician: t, .. }) if t == technician);
    let mut visits: Vec<usize> = order.to_vec();
    visits.extend((0..problem.visits.len()).filter(begun));
    visits.sort_unstable();
    visits.dedup();
    visits
}

/// From any stop of a technician's day to any of the events.
fn least_way(problem: &Problem, technician: usize, order: &[usize], events: &[usize]) -> f64 {
    let places = order.iter().map(|&visit| problem.visits[visit].at).chain([problem.technicians[technician].start]);
    let way = |from: usize, to: usize| match &problem.ways {
        Ways::Coordinates(coordinates) => {
            crate::distances::kilometres(coordinates.points[from], coordinates.points[to])
        }
        Ways::Matrix(matrix) => matrix[from][to],
    };
    let mut least = f64::INFINITY;
    for place in places {
        for &event in events {
            least = least.min(way(place, problem.visits[event].at));
        }
    }
    least
}

fn part_order(part: &Part, order: &[usize]) -> Vec<u32> {
    let new = |visit: &usize| part.visits.binary_search(visit).ok().map(|visit| visit as u32);
    order.iter().filter_map(new).collect()
}

fn part_orders(part: &Part, orders: &[Vec<usize>]) -> Vec<Vec<u32>> {
    part.technicians.iter().map(|&technician| part_order(part, &orders[technician])).collect()
}

/// Nothing happened here: the same stops, at the times that follow.
fn as_before(part: &Part, orders: &[Vec<usize>]) -> Plan {
    let mut model = Model::new(&part.problem);
    let warm = warm_up(&mut model, &part_orders(part, orders));
    put_down(&part.problem, &draft(&model, &warm.kept))
}

fn bend(part: &Part, orders: &[Vec<usize>], options: &Options) -> Plan {
    let mut model = Model::new(&part.problem);
    let mut warm = warm_up(&mut model, &part_orders(part, orders));
    let first = Budget { seconds: options.budget.seconds * IN_TIME, ..options.budget };
    let mut search = look_around(&model, &warm.kept, &warm.events, options.seed);
    let mut iterations = if warm.events.is_empty() { 0 } else { search.run(&first, Heat::REPAIR) };
    let left_out: Vec<u32> = search.best.unserved.iter().copied().filter(|&visit| model.was_promised(visit)).collect();
    if left_out.is_empty() {
        return finish(&part.problem, search, iterations);
    }
    warm.kept = search.best;
    for &visit in &left_out {
        let open = model.last_close(&model.nodes[visit as usize]) + HELD_OPEN;
        model.allow_until(visit, open);
    }
    let rest = Budget { seconds: options.budget.seconds * (1.0 - IN_TIME), ..options.budget };
    let mut search = look_around(&model, &warm.kept, &warm.events, options.seed.wrapping_add(1));
    iterations += search.run(&rest, Heat::REPAIR);
    finish(&part.problem, search, iterations)
}

/// Puts in what has no place yet, and looks only around what happened.
fn look_around<'a>(model: &'a Model, kept: &crate::draft::Kept, events: &[u32], seed: u64) -> Search<'a> {
    let mut draft = draft(model, kept);
    construct(&mut draft);
    let centres: BTreeSet<u32> =
        events.iter().flat_map(|&event| model.near[event as usize].iter().take(AROUND).copied()).collect();
    let mut search = Search::new(draft, seed);
    search.centres = centres.into_iter().collect();
    search
}
