//! When a technician is where: forward to the earliest departures, backward to the latest arrivals.

use super::{BREAK, EXACT, Gap, Route};
use crate::model::{Model, Shift};

impl Route {
    /// Works out times, ways and prices anew.
    pub fn reckon(&mut self, model: &Model) {
        self.forward(model);
        self.backward(model);
    }

    /// The same when only the gaps from one to another have other stops around them. Stops as soon as nothing differs.
    pub(super) fn reckon_around(&mut self, model: &Model, first: usize, last: usize) {
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
            time = start + node.minutes;
            place = if node.is_break { place } else { node.place };
        }
        let gap = &mut self.gaps[self.stops.len()];
        let leg = model.ways.usual(place, shift.to);
        self.travel += leg - gap.leg;
        (gap.ready, gap.from, gap.to, gap.leg) = (time, place, shift.to, leg);
        self.overtime = (time + leg - shift.end).max(0.0);
        self.in_time = time + leg <= shift.latest + EXACT;
    }

    fn backward_from(&mut self, model: &Model, first: usize, last: usize) {
        let shift = &model.shifts[self.technician as usize];
        let end = self.stops.len();
        let (until, hours) = (shift.latest, self.hours(shift));
        // When the day ends at another time, every stop may be reached at another time without more overtime.
        let begin = if self.gaps[end].in_hours == hours { end.min(last + 1) } else { end };
        (self.gaps[end].latest, self.gaps[end].in_hours) = (until, hours);
        for at in (0..begin).rev() {
            let node = &model.nodes[self.stops[at] as usize];
            let behind = self.gaps[at + 1];
            let latest = model.start_by(node, behind.latest - behind.leg - node.minutes);
            let in_hours =
                if hours < until { model.start_by(node, behind.in_hours - behind.leg - node.minutes) } else { latest };
            let gap = &mut self.gaps[at];
            if at < first && gap.latest == latest && gap.in_hours == in_hours {
                return;
            }
            (gap.latest, gap.in_hours) = (latest, in_hours);
        }
    }

    /// Until when the day may go on without more overtime than it has.
    fn hours(&self, shift: &Shift) -> f64 {
        (shift.end + self.overtime).min(shift.latest)
    }

    fn forward(&mut self, model: &Model) {
        let shift = &model.shifts[self.technician as usize];
        let (mut time, mut place) = (shift.start, shift.from);
        self.gaps.resize(self.stops.len() + 1, Gap::default());
        (self.travel, self.priced) = (0.0, 0.0);
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
            time = start + node.minutes;
        }
        let leg = model.ways.minutes(place, shift.to, time);
        let last = self.stops.len();
        self.gaps[last] = Gap { ready: time, from: place, to: shift.to, leg, priced: self.priced, ..Gap::default() };
        self.travel += leg;
        self.overtime = (time + leg - shift.end).max(0.0);
        self.in_time = time + leg <= shift.latest + EXACT;
    }

    fn backward(&mut self, model: &Model) {
        let shift = &model.shifts[self.technician as usize];
        let last = self.stops.len();
        let (mut latest, mut in_hours) = (shift.latest, self.hours(shift));
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
            in_hours = if has_overtime { model.start_by(node, leave_by(in_hours) - node.minutes) } else { latest };
            self.gaps[at].latest = latest;
            self.gaps[at].in_hours = in_hours;
        }
    }
}
