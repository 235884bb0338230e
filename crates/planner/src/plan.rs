//! What is answered: each technician's day, what is not served and why, what it costs.

use crate::why::Why;

#[derive(Debug, Clone, Default, PartialEq)]
pub struct Plan {
    /// By technician; those without a visit are left out.
    pub days: Vec<Day>,
    pub unserved: Vec<Unserved>,
    /// Visits whose customer was told another technician or an arrival more than half an hour away, in order.
    pub changed: Vec<usize>,
    pub cost: Cost,
    pub iterations: u64,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Day {
    pub technician: usize,
    pub stops: Vec<Stop>,
    /// When each break begins.
    pub breaks: Vec<f64>,
    pub travel: f64,
    pub overtime: f64,
    pub end: f64,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stop {
    pub visit: usize,
    pub arrive: f64,
    pub start: f64,
    pub leave: f64,
    /// Minutes on the way there.
    pub travel: f64,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Unserved {
    pub visit: usize,
    pub why: Why,
}

/// The steps of the objective, the first weighing most.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Cost {
    pub unserved_weight: f64,
    /// Minutes after the promised windows, over all visits.
    pub late: f64,
    pub changes: usize,
    pub travel: f64,
    pub overtime: f64,
}

impl Cost {
    /// In the order of the objective.
    pub(crate) fn is_below(&self, other: &Cost) -> bool {
        let steps = |cost: &Cost| [cost.unserved_weight, cost.late, cost.changes as f64, cost.travel + cost.overtime];
        steps(self).partial_cmp(&steps(other)) == Some(std::cmp::Ordering::Less)
    }
}

impl Plan {
    /// Puts another part of the same day beside this one.
    pub(crate) fn add(&mut self, mut other: Plan) {
        self.days.append(&mut other.days);
        self.unserved.append(&mut other.unserved);
        self.changed.append(&mut other.changed);
        self.cost.unserved_weight += other.cost.unserved_weight;
        self.cost.late += other.cost.late;
        self.cost.changes += other.cost.changes;
        self.cost.travel += other.cost.travel;
        self.cost.overtime += other.cost.overtime;
        self.iterations += other.iterations;
    }

    pub(crate) fn in_order(mut self) -> Self {
        self.days.sort_by_key(|day| day.technician);
        self.unserved.sort_by_key(|unserved| unserved.visit);
        self.changed.sort_unstable();
        self
    }
}
