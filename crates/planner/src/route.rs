//! One technician's day: stops in their order, and for each gap between them what an insertion must know, so that a visit
//! is tried in a gap in constant time (earliest departures and latest arrivals, after Savelsbergh 1992).

use crate::{
    model::{Model, Node},
    problem::Span,
};

/// Travel times between places are exact to this.
const EXACT: f64 = 1e-9;
/// More freedom than this at a stop is worth nothing more.
const A_LONG_WAIT: f64 = 120.0;
/// Marks a gap in front of a break.
const BREAK: u32 = u32::MAX;

/// The space in front of a stop, or behind the last one.
#[derive(Clone, Copy, Default)]
struct Gap {
    /// When the technician can leave.
    ready: f64,
    /// When the stop behind the gap must be reached at the latest.
    latest: f64,
    /// The same if nobody is to work overtime.
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
    /// Whether every stop is reached in time.
    pub in_time: bool,
    /// Told apart by this whenever the stops differ.
    pub stamp: u32,
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
            stamp: 0,
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
        let Route { technician, visits, travel, overtime, priced, persons, in_time, stamp, .. } = *other;
        (self.technician, self.visits, self.in_time, self.stamp) = (technician, visits, in_time, stamp);
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

    /// Takes over the stops of a whole day.
    pub fn fill(&mut self, model: &Model, stops: &[u32]) {
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

    /// Works out times, ways and prices anew.
    pub fn reckon(&mut self, model: &Model) {
        self.forward(model);
        self.backward(model);
    }

    /// The same when only the gaps from one to another have other stops around them. Stops as soon as nothing differs.
    fn reckon_around(&mut self, model: &Model, first: usize, last: usize) {
        self.forward_from(model, first, last);
        self.backward_from(model, first, last);
    }

    fn forward_from(&mut self, model: &Model, first: usize, last: usize) {
        let shift = &model.shifts[self.technician as usize];
        let Gap { ready: mut time, from: mut place, .. } = self.gaps[first];
        for at in first..self.stops.len() {
            let node = &model.nodes[self.stops[at] as usize];
            let gap = &mut self.gaps[at];
            if at > last && gap.ready == time && gap.from == place {
                return;
            }
            gap.ready = time;
            let to = if node.is_break { BREAK } else { node.place };
            if gap.from != place || gap.to != to {
                let leg = if node.is_break { 0.0 } else { model.ways.usual(place, to) };
                self.travel += leg - gap.leg;
                (gap.from, gap.to, gap.leg) = (place, to, leg);
            }
            let start = model.start_from(node, time + gap.leg);
            self.in_time &= start < f64::INFINITY;
            time = start + node.minutes;
            place = if node.is_break { place } else { node.place };
        }
        let gap = &mut self.gaps[self.stops.len()];
        let leg = model.ways.usual(place, shift.to);
        self.travel += leg - gap.leg;
        (gap.ready, gap.from, gap.to, gap.leg) = (time, place, shift.to, leg);
        self.overtime = (time + leg - shift.end).max(0.0);
        self.in_time &= time + leg <= shift.latest + EXACT;
    }

    fn backward_from(&mut self, model: &Model, first: usize, last: usize) {
        let shift = &model.shifts[self.technician as usize];
        let end = self.stops.len();
        (self.gaps[end].latest, self.gaps[end].in_hours) = (shift.latest, shift.end.min(shift.latest));
        for at in (0..end.min(last + 1)).rev() {
            let node = &model.nodes[self.stops[at] as usize];
            let behind = self.gaps[at + 1];
            let latest = model.start_by(node, behind.latest - behind.leg - node.minutes);
            let in_hours = model.start_by(node, behind.in_hours - behind.leg - node.minutes);
            let gap = &mut self.gaps[at];
            if at < first && gap.latest == latest && gap.in_hours == in_hours {
                return;
            }
            (gap.latest, gap.in_hours) = (latest, in_hours);
        }
    }

    fn forward(&mut self, model: &Model) {
        let shift = &model.shifts[self.technician as usize];
        let (mut time, mut place) = (shift.start, shift.from);
        self.gaps.resize(self.stops.len() + 1, Gap::default());
        (self.travel, self.priced, self.in_time) = (0.0, 0.0, true);
        for (at, &stop) in self.stops.iter().enumerate() {
            let node = &model.nodes[stop as usize];
            let gap = &mut self.gaps[at];
            (gap.ready, gap.from, gap.priced) = (time, place, self.priced);
            let start = if node.is_break {
                (gap.to, gap.leg) = (BREAK, 0.0);
                model.start_from(node, time)
            } else {
                (gap.to, gap.leg) = (node.place, model.ways.minutes(place, node.place, time));
                self.travel += gap.leg;
                place = node.place;
                let start = model.start_from(node, time + gap.leg);
                if model.timed {
                    self.priced += model.price_of_time(stop, self.technician, time + gap.leg, start);
                }
                start
            };
            self.in_time &= start < f64::INFINITY;
            time = start + node.minutes;
        }
        let leg = model.ways.minutes(place, shift.to, time);
        let last = self.stops.len();
        self.gaps[last] =
            Gap { ready: time, from: place, to: shift.to, leg, priced: self.priced, ..Gap::default() };
        self.travel += leg;
        self.overtime = (time + leg - shift.end).max(0.0);
        self.in_time &= time + leg <= shift.latest + EXACT;
    }

    fn backward(&mut self, model: &Model) {
        let shift = &model.shifts[self.technician as usize];
        let last = self.stops.len();
        let (mut latest, mut in_hours) = (shift.latest, shift.end.min(shift.latest));
        let has_overtime = latest > in_hours;
        self.gaps[last].latest = latest;
        self.gaps[last].in_hours = in_hours;
        for at in (0..last).rev() {
            let node = &model.nodes[self.stops[at] as usize];
            let behind = self.gaps[at + 1];
            let leave_by = |arrive: f64| match behind.to {
                BREAK => arrive,
                to => model.ways.depart_by(behind.from, to, arrive),
            };
            latest = model.start_by(node, leave_by(latest) - node.minutes);
            in_hours =
                if has_overtime { model.start_by(node, leave_by(in_hours) - node.minutes) } else { latest };
            self.gaps[at].latest = latest;
            self.gaps[at].in_hours = in_hours;
        }
    }

    /// Where the visit costs least. Constant time per gap.
    pub fn cheapest_fit(&self, model: &Model, visit: u32) -> Fit {
        if !self.has_room(model, visit) {
            return Fit::NONE;
        }
        let mut best = if model.is_plain() { self.cheapest_plain_fit(model, visit) } else { self.cheapest_timed_fit(model, visit) };
        if !best.is_none() {
            best.cost += model.price_of_person(visit, self.technician);
        }
        best
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

    fn cheapest_plain_fit(&self, model: &Model, visit: u32) -> Fit {
        let node = &model.nodes[visit as usize];
        let (out, into) = (model.ways.from(node.place), model.ways.to(node.place));
        let last_start = model.last_close(node);
        let mut best = Fit::NONE;
        for (at, gap) in self.gaps.iter().enumerate() {
            if gap.ready > last_start {
                break;
            }
            if gap.latest < node.open {
                continue;
            }
            let to_visit = into[gap.from as usize];
            let leave = model.start_from(node, gap.ready + to_visit) + node.minutes;
            let (leave, behind) = if gap.to == BREAK { self.after_breaks(model, leave, at) } else { (leave, gap) };
            let onwards = out[behind.to as usize];
            let arrive = leave + onwards;
            let overtime = (arrive - behind.in_hours).max(0.0);
            let cost = to_visit + onwards - behind.leg + if overtime > 0.0 { self.more_overtime(overtime) } else { 0.0 };
            if arrive <= behind.latest && cost < best.cost {
                best = Fit { gap: at as u32, cost };
            }
        }
        best
    }

    /// What overtime is added when the day gets longer by some minutes past the hours.
    fn more_overtime(&self, past_hours: f64) -> f64 {
        (past_hours - self.overtime).max(0.0)
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
                let (leave, behind) =
                    if gap.to == BREAK { self.after_breaks(model, leave, at) } else { (leave, gap) };
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

    /// Moves breaks to where they leave the visits most freedom.
    pub fn seat_breaks(&mut self, model: &Model) {
        let breaks = &model.shifts[self.technician as usize].breaks;
        for &pause in breaks {
            self.seat_break(model, pause);
        }
    }

    fn seat_break(&mut self, model: &Model, pause: u32) {
        let Some(seated) = self.stops.iter().position(|&stop| stop == pause) else { return };
        let (mut best, mut most) = (seated, if self.in_time { self.freedom() } else { -1.0 });
        let mut here = seated;
        for other in self.gaps_for_break(model, pause, seated) {
            let stop = self.stops.remove(here);
            self.stops.insert(other, stop);
            here = other;
            self.reckon(model);
            if self.in_time && self.freedom() > most {
                (best, most) = (other, self.freedom());
            }
        }
        if here != best {
            let stop = self.stops.remove(here);
            self.stops.insert(best, stop);
            self.reckon(model);
        }
    }

    /// The places where a break may stand, by the clock and by the order of breaks.
    fn gaps_for_break(&self, model: &Model, pause: u32, seated: usize) -> Vec<usize> {
        let node = &model.nodes[pause as usize];
        let is_break = |at: &usize| model.nodes[self.stops[*at] as usize].is_break;
        let first = (0..seated).rev().find(is_break).map_or(0, |before| before + 1);
        let last = (seated + 1..self.stops.len()).find(is_break).unwrap_or(self.stops.len()) - 1;
        (first..=last)
            .filter(|&at| {
                // Behind the break the gaps are one further on while it is seated before them.
                let gap = &self.gaps[if at > seated { at + 1 } else { at }];
                at != seated && gap.ready <= node.close && gap.latest >= node.open
            })
            .collect()
    }

    /// Minutes by which the stops may be late before a window or the end of the day is missed, together.
    pub fn freedom(&self) -> f64 {
        self.gaps.iter().map(|gap| (gap.latest - gap.ready - gap.leg).clamp(0.0, A_LONG_WAIT)).sum()
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
