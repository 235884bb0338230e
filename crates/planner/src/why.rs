//! Why a visit is not made, with the nearest miss: the technician who came closest, and by how much it failed.

use crate::{
    draft::Draft,
    model::Model,
    problem::{Problem, Visit},
    route::Route,
};

/// Technicians are named by their number.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Why {
    /// Nobody has the skill at that level; the best there is.
    Skill { skill: u32, needed: u32, best: Option<(usize, u32)> },
    /// Nobody who could go has the pieces in the van; the most there are.
    Part { part: u32, needed: u32, most: Option<(usize, u32)> },
    /// Nobody who could do the work goes to the zone.
    Zone { nearest: Option<usize> },
    /// Locked to someone who cannot, or all who could are forbidden.
    Technician { locked_to: Option<usize> },
    /// Nobody who could do the work is there within a window; who misses it by the least.
    Window { nearest: Option<(usize, f64)> },
    /// The day is too short for the way there and back; who misses by the least.
    Distance { nearest: Option<(usize, f64)> },
    /// All who could have too much else to do; who would have the shortest detour.
    Capacity { nearest: Option<usize> },
}

impl Why {
    /// The word of the contract.
    pub fn code(self) -> &'static str {
        match self {
            Why::Skill { .. } => "skill",
            Why::Part { .. } => "part",
            Why::Zone { .. } => "zone",
            Why::Technician { .. } => "technician",
            Why::Window { .. } => "window",
            Why::Distance { .. } => "distance",
            Why::Capacity { .. } => "capacity",
        }
    }

    pub(crate) fn with_technicians(self, named: impl Fn(usize) -> usize) -> Self {
        match self {
            Why::Skill { skill, needed, best } => {
                Why::Skill { skill, needed, best: best.map(|(technician, level)| (named(technician), level)) }
            }
            Why::Part { part, needed, most } => {
                Why::Part { part, needed, most: most.map(|(technician, held)| (named(technician), held)) }
            }
            Why::Zone { nearest } => Why::Zone { nearest: nearest.map(named) },
            Why::Technician { locked_to } => {
                Why::Technician { locked_to: locked_to.filter(|&locked| locked != usize::MAX).map(named) }
            }
            Why::Window { nearest } => Why::Window { nearest: nearest.map(|(technician, by)| (named(technician), by)) },
            Why::Distance { nearest } => {
                Why::Distance { nearest: nearest.map(|(technician, by)| (named(technician), by)) }
            }
            Why::Capacity { nearest } => Why::Capacity { nearest: nearest.map(named) },
        }
    }
}

/// What keeps a technician from a visit at any time of the day; the later in the list, the nearer the miss.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Obstacle {
    Locked,
    Forbidden,
    Skill { skill: u32, needed: u32, level: u32 },
    Zone,
    Part { part: u32, needed: u32, held: u32 },
}

impl Obstacle {
    fn rank(self) -> u32 {
        match self {
            Obstacle::Locked => 0,
            Obstacle::Forbidden => 1,
            Obstacle::Skill { .. } => 2,
            Obstacle::Zone => 3,
            Obstacle::Part { .. } => 4,
        }
    }

    /// Among misses of the same kind, more is nearer.
    fn height(self) -> u32 {
        match self {
            Obstacle::Skill { level, .. } => level,
            Obstacle::Part { held, .. } => held,
            _ => 0,
        }
    }
}

/// The first thing that stands between a technician and a visit, whatever the time.
pub(crate) fn obstacle(problem: &Problem, visit: &Visit, number: usize) -> Option<Obstacle> {
    let technician = &problem.technicians[number];
    if visit.lock.is_some_and(|lock| lock.technician() != number) {
        return Some(Obstacle::Locked);
    }
    if visit.forbidden.contains(&number) {
        return Some(Obstacle::Forbidden);
    }
    for &(skill, needed) in &visit.skills {
        let level = held(&technician.skills, skill);
        if level < needed {
            return Some(Obstacle::Skill { skill, needed, level });
        }
    }
    if visit.zone.is_some_and(|zone| !technician.zones.is_empty() && !technician.zones.contains(&zone)) {
        return Some(Obstacle::Zone);
    }
    for &(part, needed) in &visit.parts {
        let held = held(&technician.stock, part);
        if held < needed {
            return Some(Obstacle::Part { part, needed, held });
        }
    }
    None
}

fn held(list: &[(u32, u32)], wanted: u32) -> u32 {
    list.iter().filter(|(number, _)| *number == wanted).map(|&(_, held)| held).sum()
}

/// Why a visit has no place in a plan.
pub(crate) fn why(problem: &Problem, draft: &Draft, visit: u32) -> Why {
    let model = draft.model;
    let able = &model.tasks[visit as usize].able;
    if able.is_empty() {
        return nobody_able(problem, &problem.visits[visit as usize]);
    }
    let free = |&technician: &u32| !Route::empty(model, technician).cheapest_fit(model, visit).is_none();
    let could: Vec<u32> = able.iter().copied().filter(free).collect();
    if could.is_empty() {
        return nobody_in_time(model, visit);
    }
    let nearest = nearest_route(draft, visit, &could);
    match used_up(draft, visit, &could) {
        Some((part, needed, most)) => Why::Part { part, needed, most: Some(most) },
        None => Why::Capacity { nearest: nearest.map(|technician| technician as usize) },
    }
}

fn nobody_able(problem: &Problem, visit: &Visit) -> Why {
    let misses = (0..problem.technicians.len())
        .filter_map(|technician| Some((technician, obstacle(problem, visit, technician)?)));
    let nearest = misses.max_by_key(|&(technician, miss)| (miss.rank(), miss.height(), std::cmp::Reverse(technician)));
    match nearest {
        Some((technician, Obstacle::Skill { skill, needed, level })) => {
            Why::Skill { skill, needed, best: (level > 0).then_some((technician, level)) }
        }
        Some((technician, Obstacle::Part { part, needed, held })) => {
            Why::Part { part, needed, most: (held > 0).then_some((technician, held)) }
        }
        Some((technician, Obstacle::Zone)) => Why::Zone { nearest: Some(technician) },
        Some((_, Obstacle::Locked | Obstacle::Forbidden)) => {
            Why::Technician { locked_to: visit.lock.map(|lock| lock.technician()) }
        }
        None => Why::Capacity { nearest: None },
    }
}

/// Each who could do the work, on an empty day: is the window over on arrival, or the day when everything is done?
fn nobody_in_time(model: &Model, visit: u32) -> Why {
    let node = &model.nodes[visit as usize];
    let mut nearest_window: Option<(usize, f64)> = None;
    let mut nearest_end: Option<(usize, f64)> = None;
    for &technician in &model.tasks[visit as usize].able {
        let shift = &model.shifts[technician as usize];
        let arrive = shift.start + model.ways.minutes(shift.from, node.place, shift.start);
        let start = model.start_from(node, arrive);
        let (nearest, by) = if start == f64::INFINITY {
            (&mut nearest_window, arrive - model.last_close(node))
        } else {
            let leave = start + node.minutes;
            let back = leave + model.ways.minutes(node.place, shift.to, leave);
            // Who waits for the window to open fails by the window, not by the way.
            let nearest = if start > arrive { &mut nearest_window } else { &mut nearest_end };
            (nearest, back - shift.latest)
        };
        let by = by.max(0.0);
        if nearest.is_none_or(|(_, least)| by < least) {
            *nearest = Some((technician as usize, by));
        }
    }
    match (nearest_window, nearest_end) {
        (window, None) => Why::Window { nearest: window },
        (Some((technician, by)), Some((_, other))) if by < other => Why::Window { nearest: Some((technician, by)) },
        (_, end) => Why::Distance { nearest: end },
    }
}

fn nearest_route(draft: &Draft, visit: u32, could: &[u32]) -> Option<u32> {
    let model = draft.model;
    let place = model.nodes[visit as usize].place;
    let way = |technician: u32| {
        let route = &draft.routes[technician as usize];
        let stops = route.stops.iter().map(|&stop| &model.nodes[stop as usize]).filter(|node| !node.is_break);
        let places = stops.map(|node| node.place).chain([model.shifts[technician as usize].from]);
        places.map(|other| model.ways.usual(other, place)).fold(f64::INFINITY, f64::min)
    };
    could.iter().copied().min_by(|&a, &b| way(a).total_cmp(&way(b)))
}

/// The part that no van of those who could go has left, if that is what all of them lack.
fn used_up(draft: &Draft, visit: u32, could: &[u32]) -> Option<(u32, u32, (usize, u32))> {
    let parts = &draft.model.tasks[visit as usize].parts;
    parts.iter().find_map(|&(part, needed)| {
        let left = |&technician: &u32| (technician as usize, draft.routes[technician as usize].left(draft.model, part));
        let most = could.iter().map(left).max_by_key(|&(technician, left)| (left, std::cmp::Reverse(technician)))?;
        (most.1 < needed).then_some((part, needed, most))
    })
}
