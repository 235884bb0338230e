//! The problem laid out for the search: everything by number, everything that can be known beforehand worked out once.

use crate::{
    distances::Distances,
    problem::{Lock, Problem, Span, Technician, Visit},
};

/// The steps of the objective below unserved weight, in minutes of travel. Each is worth more than a whole day's travel of
/// the step under it can be, so that the order of the contract holds.
pub(crate) const LATE_MINUTE: f64 = 1e7;
pub(crate) const CHANGE: f64 = 1e4;
/// What a customer's wish for a technician may cost in travel.
pub(crate) const WISH: f64 = 30.0;
/// A told arrival may move by this much before it counts as changed.
pub(crate) const MOVED: f64 = 30.0;
/// What a sold window weighs more than any visit that was not sold.
const SOLD: f64 = 1e9;
/// As many neighbours as a ruin ever looks at.
const NEIGHBOURS: usize = 100;

pub(crate) struct Model {
    pub ways: Distances,
    /// The visits by their number, then every technician's breaks.
    pub nodes: Vec<Node>,
    /// Windows after the first of the nodes that have several.
    later: Vec<Span>,
    pub shifts: Vec<Shift>,
    pub tasks: Vec<Task>,
    /// The visits nearest to each visit, itself first.
    pub near: Vec<Vec<u32>>,
    /// Whether it matters at what time a visit is made, beyond its windows.
    pub timed: bool,
}

/// A stop as the clock sees it.
#[derive(Clone, Copy)]
pub(crate) struct Node {
    /// The first window.
    pub open: f64,
    pub close: f64,
    pub minutes: f64,
    pub place: u32,
    later: (u32, u32),
    /// A pause is taken wherever the stop before it was.
    pub is_break: bool,
}

/// A visit as the dispatcher sees it.
pub(crate) struct Task {
    pub weight: f64,
    pub parts: Vec<(u32, u32)>,
    /// Technicians that may make the visit.
    pub able: Vec<u32>,
    preferred: Vec<u32>,
    earlier: Option<Earlier>,
    /// The end of the last window that was promised; a start after it is late.
    due: f64,
}

#[derive(Clone, Copy)]
struct Earlier {
    /// None: nobody who is there today.
    technician: Option<u32>,
    arrive: f64,
}

pub(crate) struct Shift {
    pub from: u32,
    pub to: u32,
    /// When the technician can leave for the first visit.
    pub start: f64,
    pub end: f64,
    /// When the technician is back at the latest, with overtime.
    pub latest: f64,
    pub breaks: Vec<u32>,
    /// Pieces in the van by the part's number.
    pub stock: Vec<u32>,
    pub most: u32,
    /// The visit the technician is at when the plan begins.
    pub begun: Option<u32>,
}

impl Model {
    /// The problem must have passed [`Problem::check`].
    pub fn new(problem: &Problem) -> Self {
        let ways = Distances::new(&problem.ways);
        let mut model = Self {
            nodes: Vec::new(),
            later: Vec::new(),
            shifts: Vec::new(),
            tasks: problem.visits.iter().map(|visit| Task::new(visit, problem)).collect(),
            near: Vec::new(),
            timed: problem.previous.is_some(),
            ways,
        };
        for visit in &problem.visits {
            model.add_visit(visit);
        }
        for (number, technician) in problem.technicians.iter().enumerate() {
            model.add_shift(number, technician, problem);
        }
        model.near = model.neighbours();
        model.remember(problem);
        model
    }

    fn add_visit(&mut self, visit: &Visit) {
        let windows = match visit.lock {
            Some(Lock::Start { start, .. }) => vec![Span { from: start, until: start }],
            _ => crate::windows::in_order(&visit.windows),
        };
        let begin = self.later.len() as u32;
        self.later.extend(windows.iter().skip(1));
        let first = windows.first().copied().unwrap_or(Span { from: 0.0, until: f64::INFINITY });
        self.nodes.push(Node {
            open: first.from,
            close: first.until,
            minutes: visit.minutes,
            place: visit.at as u32,
            later: (begin, self.later.len() as u32),
            is_break: false,
        });
    }

    fn add_shift(&mut self, number: usize, technician: &Technician, problem: &Problem) {
        let begun = problem
            .visits
            .iter()
            .position(|visit| matches!(visit.lock, Some(Lock::Started { technician, .. }) if technician == number));
        let mut shift = Shift::new(technician, self.ways.nowhere(), problem);
        if let Some(begun) = begun {
            shift.go_on_from(begun as u32, &problem.visits[begun]);
        }
        for pause in crate::windows::breaks_left(technician, shift.start) {
            shift.breaks.push(self.nodes.len() as u32);
            self.nodes.push(Node {
                open: pause.between.from,
                close: pause.between.until - pause.minutes,
                minutes: pause.minutes,
                place: self.ways.nowhere(),
                later: (0, 0),
                is_break: true,
            });
        }
        if begun.is_some() {
            shift.latest = shift.latest.max(self.shortest_day(&shift));
        }
        self.shifts.push(shift);
    }

    /// When a technician who makes no more visits is back. A visit that took too long may leave no other end.
    fn shortest_day(&self, shift: &Shift) -> f64 {
        let free = shift.breaks.iter().fold(shift.start, |time, &pause| {
            let node = &self.nodes[pause as usize];
            time.max(node.open) + node.minutes
        });
        free + self.ways.minutes(shift.from, shift.to, free)
    }

    fn neighbours(&self) -> Vec<Vec<u32>> {
        let visits = self.tasks.len();
        let most = visits.min(NEIGHBOURS + 1);
        let mut order: Vec<(f64, u32)> = Vec::with_capacity(visits);
        (0..visits)
            .map(|visit| {
                let place = self.nodes[visit].place;
                let (out, into) = (self.ways.from(place), self.ways.to(place));
                let both_ways = |other: usize| {
                    let there = self.nodes[other].place as usize;
                    if other == visit { -1.0 } else { out[there] + into[there] }
                };
                order.clear();
                order.extend((0..visits).map(|other| (both_ways(other), other as u32)));
                let nearer = |a: &(f64, u32), b: &(f64, u32)| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1));
                if most < visits {
                    order.select_nth_unstable_by(most, nearer);
                }
                order[..most].sort_unstable_by(nearer);
                order[..most].iter().map(|&(_, other)| other).collect()
            })
            .collect()
    }

    fn remember(&mut self, problem: &Problem) {
        for route in problem.previous.iter().flatten() {
            for &(visit, arrive) in &route.stops {
                let technician = route.technician.map(|technician| technician as u32);
                self.tasks[visit].earlier = Some(Earlier { technician, arrive });
            }
        }
    }

    pub fn visits(&self) -> usize {
        self.tasks.len()
    }

    /// Whether a technician has what a visit asks of a person.
    pub fn may(&self, technician: usize, visit: u32) -> bool {
        self.tasks[visit as usize].able.binary_search(&(technician as u32)).is_ok()
    }

    /// Whether neither the hour nor a promised time makes a difference to what a stop costs.
    pub fn is_plain(&self) -> bool {
        !self.timed && self.ways.same_all_day()
    }

    /// When work begins for someone who is there at a time; infinite when it is too late.
    #[inline]
    pub fn start_from(&self, node: &Node, time: f64) -> f64 {
        if time <= node.close {
            return time.max(node.open);
        }
        let later = &self.later[node.later.0 as usize..node.later.1 as usize];
        later.iter().find(|window| time <= window.until).map_or(f64::INFINITY, |window| time.max(window.from))
    }

    /// The latest start that is no later than a time; minus infinity when there is none.
    #[inline]
    pub fn start_by(&self, node: &Node, time: f64) -> f64 {
        if node.later.0 == node.later.1 {
            return if time >= node.open { time.min(node.close) } else { f64::NEG_INFINITY };
        }
        let later = &self.later[node.later.0 as usize..node.later.1 as usize];
        let in_later = later.iter().rev().find(|window| time >= window.from).map(|window| time.min(window.until));
        match in_later {
            Some(start) => start,
            None if time >= node.open => time.min(node.close),
            None => f64::NEG_INFINITY,
        }
    }

    /// When the last window closes.
    pub fn last_close(&self, node: &Node) -> f64 {
        if node.later.0 == node.later.1 { node.close } else { self.later[node.later.1 as usize - 1].until }
    }

    /// Lets a promised visit begin as late as that; how late it is then is counted.
    pub fn allow_until(&mut self, visit: u32, time: f64) {
        let node = &mut self.nodes[visit as usize];
        let last = if node.later.0 == node.later.1 {
            &mut node.close
        } else {
            &mut self.later[node.later.1 as usize - 1].until
        };
        *last = last.max(time);
    }

    pub fn late_minutes(&self, visit: u32, start: f64) -> f64 {
        (start - self.tasks[visit as usize].due).max(0.0)
    }

    /// Whether the customer was told another technician or an arrival that differs too much.
    pub fn is_changed(&self, visit: u32, technician: u32, arrive: f64) -> bool {
        self.tasks[visit as usize]
            .earlier
            .is_some_and(|earlier| earlier.technician != Some(technician) || (arrive - earlier.arrive).abs() > MOVED)
    }

    /// The price of making a visit at that time, beyond the way there.
    pub fn price_of_time(&self, visit: u32, technician: u32, arrive: f64, start: f64) -> f64 {
        let changed = if self.is_changed(visit, technician, arrive) { CHANGE } else { 0.0 };
        self.late_minutes(visit, start) * LATE_MINUTE + changed
    }

    /// The price of sending that technician, at whatever time.
    #[inline]
    pub fn price_of_person(&self, visit: u32, technician: u32) -> f64 {
        let preferred = &self.tasks[visit as usize].preferred;
        if preferred.is_empty() || preferred.contains(&technician) { 0.0 } else { WISH }
    }

    pub fn is_sold(&self, visit: u32) -> bool {
        self.tasks[visit as usize].weight >= SOLD
    }

    /// Whether the customer was told to expect someone.
    pub fn was_promised(&self, visit: u32) -> bool {
        self.tasks[visit as usize].earlier.is_some()
    }
}

impl Task {
    fn new(visit: &Visit, problem: &Problem) -> Self {
        let able = (0..problem.technicians.len())
            .filter(|&technician| crate::why::obstacle(problem, visit, technician).is_none())
            .map(|technician| technician as u32)
            .collect();
        Self {
            weight: if visit.sold { visit.weight + SOLD } else { visit.weight },
            parts: visit.parts.clone(),
            able,
            preferred: visit.preferred.iter().map(|&technician| technician as u32).collect(),
            earlier: None,
            due: visit.windows.iter().map(|window| window.until).reduce(f64::max).unwrap_or(f64::INFINITY),
        }
    }
}

impl Shift {
    fn new(technician: &Technician, nowhere: u32, problem: &Problem) -> Self {
        let parts = problem.visits.iter().flat_map(|visit| &visit.parts).map(|&(part, _)| part as usize + 1).max();
        let mut stock = vec![0_u32; parts.unwrap_or(0)];
        for &(part, pieces) in &technician.stock {
            if let Some(held) = stock.get_mut(part as usize) {
                *held = held.saturating_add(pieces);
            }
        }
        Self {
            from: technician.start as u32,
            to: technician.end.map_or(nowhere, |end| end as u32),
            start: technician.shift.from,
            end: technician.shift.until,
            latest: technician.shift.until + technician.overtime,
            breaks: Vec::new(),
            stock,
            most: technician.max_visits.unwrap_or(u32::MAX),
            begun: None,
        }
    }

    /// The day goes on where the technician is already at work.
    fn go_on_from(&mut self, number: u32, visit: &Visit) {
        let Some(Lock::Started { started, .. }) = visit.lock else { return };
        self.begun = Some(number);
        self.from = visit.at as u32;
        self.start = started + visit.minutes;
        self.most = self.most.saturating_sub(1);
        for &(part, pieces) in &visit.parts {
            if let Some(held) = self.stock.get_mut(part as usize) {
                *held = held.saturating_sub(pieces);
            }
        }
    }
}
