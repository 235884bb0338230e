//! Breaks find their own place between the visits.

use super::Route;
use crate::model::Model;

/// More freedom than this at a stop is worth nothing more.
const A_LONG_WAIT: f64 = 120.0;

impl Route {
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
}
