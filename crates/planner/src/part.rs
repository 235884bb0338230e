//! A part of a problem: some technicians and some visits, numbered anew, with the way back to the whole.

use std::collections::BTreeMap;

use crate::{
    plan::Plan,
    problem::{Coordinates, EarlierRoute, Lock, Problem, Technician, Visit, Ways},
};

pub(crate) struct Part {
    pub problem: Problem,
    pub technicians: Vec<usize>,
    pub visits: Vec<usize>,
}

impl Part {
    pub fn of(whole: &Problem, technicians: Vec<usize>, visits: Vec<usize>) -> Self {
        let mut places = Places::default();
        let new_technician: BTreeMap<usize, usize> = technicians.iter().copied().zip(0..).collect();
        let new_visit: BTreeMap<usize, usize> = visits.iter().copied().zip(0..).collect();
        let problem = Problem {
            technicians: technicians.iter().map(|&old| places.technician(&whole.technicians[old])).collect(),
            visits: visits.iter().map(|&old| places.visit(&whole.visits[old], &new_technician)).collect(),
            previous: whole.previous.as_ref().map(|days| earlier(days, &new_technician, &new_visit)),
            ways: places.ways(&whole.ways),
        };
        Self { problem, technicians, visits }
    }

    /// The part's plan with the numbers of the whole.
    pub fn back(&self, mut plan: Plan) -> Plan {
        for day in &mut plan.days {
            day.technician = self.technicians[day.technician];
            day.stops.iter_mut().for_each(|stop| stop.visit = self.visits[stop.visit]);
        }
        for unserved in &mut plan.unserved {
            unserved.visit = self.visits[unserved.visit];
            unserved.why = unserved.why.with_technicians(|technician| self.technicians[technician]);
        }
        plan.changed.iter_mut().for_each(|visit| *visit = self.visits[*visit]);
        plan
    }
}

/// Numbers places in the order they are met.
#[derive(Default)]
struct Places {
    number: BTreeMap<usize, usize>,
    old: Vec<usize>,
}

impl Places {
    fn number(&mut self, old: usize) -> usize {
        *self.number.entry(old).or_insert_with(|| {
            self.old.push(old);
            self.old.len() - 1
        })
    }

    fn technician(&mut self, technician: &Technician) -> Technician {
        Technician {
            start: self.number(technician.start),
            end: technician.end.map(|end| self.number(end)),
            ..technician.clone()
        }
    }

    fn visit(&mut self, visit: &Visit, new: &BTreeMap<usize, usize>) -> Visit {
        let within = |list: &[usize]| list.iter().filter_map(|old| new.get(old).copied()).collect();
        Visit {
            at: self.number(visit.at),
            preferred: within(&visit.preferred),
            forbidden: within(&visit.forbidden),
            lock: visit.lock.map(|lock| renumbered(lock, new)),
            ..visit.clone()
        }
    }

    fn ways(&self, ways: &Ways) -> Ways {
        match ways {
            Ways::Coordinates(whole) => Ways::Coordinates(Coordinates {
                points: self.old.iter().map(|&old| whole.points[old]).collect(),
                ..Coordinates { points: Vec::new(), ..*whole }
            }),
            Ways::Matrix(whole) => {
                let row = |&from: &usize| self.old.iter().map(|&to| whole[from][to]).collect();
                Ways::Matrix(self.old.iter().map(row).collect())
            }
        }
    }
}

/// A lock to someone outside the part is to nobody within it.
fn renumbered(lock: Lock, new: &BTreeMap<usize, usize>) -> Lock {
    let technician = new.get(&lock.technician()).copied().unwrap_or(usize::MAX);
    match lock {
        Lock::Technician(_) => Lock::Technician(technician),
        Lock::Start { start, .. } => Lock::Start { technician, start },
        Lock::Started { started, .. } => Lock::Started { technician, started },
    }
}

/// A technician who is no longer there keeps no number, but the visits remember that they were promised.
fn earlier(
    days: &[EarlierRoute],
    technicians: &BTreeMap<usize, usize>,
    visits: &BTreeMap<usize, usize>,
) -> Vec<EarlierRoute> {
    days.iter()
        .map(|day| EarlierRoute {
            technician: day.technician.and_then(|old| technicians.get(&old).copied()),
            stops: day.stops.iter().filter_map(|(old, arrive)| Some((*visits.get(old)?, *arrive))).collect(),
        })
        .filter(|day| !day.stops.is_empty())
        .collect()
}
