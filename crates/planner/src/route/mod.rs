//! One technician's day: stops in their order, and for each gap between them what an insertion must know, so that a visit
//! is tried in a gap in constant time (earliest departures and latest arrivals, after Savelsbergh 1992).

mod breaks;
mod clock;
mod fits;

use crate::model::Model;

/// Travel times between places are exact to this.
const EXACT: f64 = 1e-9;
/// Marks a gap in front of a break.
const BREAK: u32 = u32::MAX;

/// The space in front of a stop, or behind the last one.
#[derive(Clone, Copy, Default)]
struct Gap {
    /// When the technician can leave.
    ready: f64,
    /// When the stop behind the gap must be reached at the latest.
    latest: f64,
    /// The same if nobody is to work overtime, or no more than as it is.
    in_hours: f64,
    /// Minutes of the way over the gap as it is.
    leg: f64,
    from: u32,
    to: u32,
    /// Price of the times of the stops before the gap.
    priced: f64,
}

#[derive(Clone)]
pub(crate) struct Route {
    pub technician: u32,
    /// Visits and breaks by their node.
    pub stops: Vec<u32>,
    gaps: Vec<Gap>,
    used: Vec<u32>,
    visits: u32,
    /// Minutes on the way.
    pub travel: f64,
    pub overtime: f64,
    priced: f64,
    persons: f64,
    /// Whether every stop is reached in time, and the end of the day.
    pub in_time: bool,
}

/// Where a visit fits best in a route, and by how much the route's cost grows.
#[derive(Clone, Copy)]
pub(crate) struct Fit {
    pub gap: u32,
    pub cost: f64,
}

impl Fit {
    pub const NONE: Fit = Fit { gap: u32::MAX, cost: f64::INFINITY };

    pub fn is_none(self) -> bool {
        self.cost == f64::INFINITY
    }

    /// Takes over a gap with that detour, if the stop behind it is reached in time and all is cheaper, overtime included.
    #[inline]
    fn better(&mut self, at: usize, behind: &Gap, detour: f64, arrive: f64) {
        let cost = detour + (arrive - behind.in_hours).max(0.0);
        if arrive <= behind.latest && cost < self.cost {
            *self = Fit { gap: at as u32, cost };
        }
    }
}

/// A stop with its times.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Timed {
    pub node: u32,
    pub arrive: f64,
    pub start: f64,
    pub leave: f64,
    pub travel: f64,
}

impl Route {
    /// With nothing but the breaks.
    pub fn empty(model: &Model, technician: u32) -> Self {
        let shift = &model.shifts[technician as usize];
        let mut route = Self {
            technician,
            stops: shift.breaks.clone(),
            gaps: Vec::new(),
            used: vec![0; shift.stock.len()],
            visits: 0,
            travel: 0.0,
            overtime: 0.0,
            priced: 0.0,
            persons: 0.0,
            in_time: true,
        };
        route.reckon(model);
        route
    }

    /// In minutes of travel; what the search makes small.
    pub fn cost(&self) -> f64 {
        self.travel + self.overtime + self.priced + self.persons
    }

    pub fn visits(&self) -> u32 {
        self.visits
    }

    /// Takes over another route's stops; buffers are kept.
    pub fn copy_from(&mut self, other: &Route) {
        self.stops.clone_from(&other.stops);
        self.gaps.clone_from(&other.gaps);
        self.used.clone_from(&other.used);
        let Route { technician, visits, travel, overtime, priced, persons, in_time, .. } = *other;
        (self.technician, self.visits, self.in_time) = (technician, visits, in_time);
        (self.travel, self.overtime, self.priced, self.persons) = (travel, overtime, priced, persons);
    }

    pub fn insert(&mut self, model: &Model, visit: u32, gap: usize) {
        self.stops.insert(gap, visit);
        self.take_up(model, visit);
        if !model.is_plain() {
            return self.reckon(model);
        }
        let split = self.gaps[gap];
        self.gaps.insert(gap, Gap { to: BREAK, leg: 0.0, ..split });
        self.reckon_around(model, gap, gap + 1);
    }

    /// Takes over the stops of a whole day in the place of its own.
    pub fn fill(&mut self, model: &Model, stops: &[u32]) {
        self.used.fill(0);
        (self.visits, self.persons) = (0, 0.0);
        for &stop in stops.iter().filter(|stop| !model.nodes[**stop as usize].is_break) {
            self.take_up(model, stop);
        }
        self.stops.clear();
        self.stops.extend_from_slice(stops);
        self.reckon(model);
    }

    fn take_up(&mut self, model: &Model, visit: u32) {
        self.visits += 1;
        self.persons += model.price_of_person(visit, self.technician);
        for &(part, pieces) in &model.tasks[visit as usize].parts {
            self.used[part as usize] += pieces;
        }
    }

    /// Takes the visits at these ascending places out; breaks among them stay. What was taken is added to a list.
    pub fn remove(&mut self, model: &Model, places: &[usize], taken: &mut Vec<u32>) {
        for &place in places.iter().rev() {
            let node = self.stops[place];
            if model.nodes[node as usize].is_break {
                continue;
            }
            self.stops.remove(place);
            let gone = self.gaps.remove(place + 1);
            self.travel -= gone.leg;
            self.put_down(model, node);
            taken.push(node);
        }
        match (places.first(), places.last()) {
            (Some(&first), Some(&last)) if model.is_plain() => {
                let last = last.min(first + self.stops.len()).min(self.stops.len());
                self.reckon_around(model, first, last);
            }
            _ => self.reckon(model),
        }
    }

    fn put_down(&mut self, model: &Model, visit: u32) {
        self.visits -= 1;
        self.persons -= model.price_of_person(visit, self.technician);
        for &(part, pieces) in &model.tasks[visit as usize].parts {
            self.used[part as usize] -= pieces;
        }
    }

    /// Whether windows, the end of the day, the van and the most visits are all kept.
    pub fn holds(&self, model: &Model) -> bool {
        self.in_time && self.keeps_stock(model)
    }

    pub fn keeps_stock(&self, model: &Model) -> bool {
        let shift = &model.shifts[self.technician as usize];
        self.visits <= shift.most && self.used.iter().zip(&shift.stock).all(|(used, stock)| used <= stock)
    }

    /// Pieces of a part that no stop uses.
    pub fn left(&self, model: &Model, part: u32) -> u32 {
        model.shifts[self.technician as usize].stock[part as usize] - self.used[part as usize]
    }

    pub fn has_room(&self, model: &Model, visit: u32) -> bool {
        let shift = &model.shifts[self.technician as usize];
        self.visits < shift.most
            && model.tasks[visit as usize]
                .parts
                .iter()
                .all(|&(part, pieces)| self.used[part as usize] + pieces <= shift.stock[part as usize])
    }

    /// Whether van and day have room for a visit once another is out.
    pub fn has_room_without(&self, model: &Model, visit: u32, other: u32) -> bool {
        let stock = &model.shifts[self.technician as usize].stock;
        let freed = |part: u32| -> u32 {
            let parts = model.tasks[other as usize].parts.iter();
            parts.filter(|(number, _)| *number == part).map(|&(_, pieces)| pieces).sum()
        };
        model.tasks[visit as usize].parts.iter().all(|&(part, pieces)| {
            self.used[part as usize] + pieces <= stock[part as usize].saturating_add(freed(part))
        })
    }

    /// The day with its times, breaks included, and when it ends.
    pub fn times(&self, model: &Model) -> (Vec<Timed>, f64) {
        let shift = &model.shifts[self.technician as usize];
        let (mut time, mut place) = (shift.start, shift.from);
        let mut timed = Vec::with_capacity(self.stops.len());
        for &stop in &self.stops {
            let node = &model.nodes[stop as usize];
            let travel = if node.is_break { 0.0 } else { model.ways.minutes(place, node.place, time) };
            let arrive = time + travel;
            let start = model.start_from(node, arrive);
            time = start + node.minutes;
            if !node.is_break {
                place = node.place;
            }
            timed.push(Timed { node: stop, arrive, start, leave: time, travel });
        }
        (timed, time + model.ways.minutes(place, shift.to, time))
    }
}
