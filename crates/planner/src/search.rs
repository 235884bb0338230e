//! Ruin and recreate under cooling: slack induction by string removals (Christiaens and Vanden Berghe 2020).

use crate::{
    budget::{Budget, Meter},
    draft::{Draft, Kept},
    eject::eject,
    luck::Luck,
    recreate::{Orders, best_fit},
    ruin::Ruin,
    tails::swap_tails,
};

/// A rise in cost of this many average legs is taken with a chance of 1/e at the beginning, and at the end.
#[derive(Clone, Copy)]
pub(crate) struct Heat {
    first: f64,
    last: f64,
}

impl Heat {
    pub const WARM: Heat = Heat { first: 0.2, last: 0.01 };
    pub const REPAIR: Heat = Heat { first: 0.05, last: 0.01 };

    /// One leg up to 200 visits, three from 400 on: by trial on the benchmark instances, see docs/dispatch.md.
    pub fn fresh(visits: usize) -> Heat {
        let large = (visits as f64 / 200.0 - 1.0).clamp(0.0, 1.0);
        Heat { first: 1.0 + 2.0 * large, last: 0.03 }
    }
}

/// Iterations between two looks at the clock.
const BREATH: u64 = 32;
/// How far cooled the search is while someone has no place yet.
const SEEKING: f64 = 0.4;
/// How often two days exchange their ends in place of a ruin: by trial; 0.1 does nearly as well.
const TAILS: f64 = 0.3;
/// The same while someone has no place yet, whom an exchange seldom helps.
const TAILS_SEEKING: f64 = 0.1;
/// Visits without a place that one iteration tries again.
const RETRIED: usize = 12;
/// Visits thrown out one after another in one iteration.
const CHAIN: usize = 4;

pub(crate) struct Search<'a> {
    pub draft: Draft<'a>,
    pub best: Kept,
    luck: Luck,
    orders: Orders,
    ruin: Ruin,
    /// How often each visit was left without a place, times its weight.
    absences: Vec<f64>,
    weight_scale: f64,
    pool: Vec<u32>,
    /// Only around these; empty: anywhere.
    pub centres: Vec<u32>,
}

impl<'a> Search<'a> {
    pub fn new(draft: Draft<'a>, seed: u64) -> Self {
        let weights: Vec<f64> = draft.model.tasks.iter().map(|task| task.weight).collect();
        let mean = weights.iter().sum::<f64>() / weights.len().max(1) as f64;
        let weight_scale = if mean > 0.0 { 1.0 / mean } else { 1.0 };
        Self {
            best: Kept::of(&draft),
            luck: Luck::new(seed),
            orders: Orders::new(draft.model),
            ruin: Ruin::default(),
            absences: weights.iter().map(|weight| weight * weight_scale).collect(),
            weight_scale,
            pool: Vec::new(),
            centres: Vec::new(),
            draft,
        }
    }

    /// Goes on until the budget is used; how many iterations that were.
    pub fn run(&mut self, budget: &Budget, heat: Heat) -> u64 {
        let visits = self.draft.model.visits();
        if visits == 0 || self.draft.routes.is_empty() {
            return 0;
        }
        let mut meter = Meter::start(budget);
        // Cooling begins when everyone is served: what was used up before counts as nothing.
        let mut begun = None;
        let leg = self.draft.routes.iter().map(|route| route.travel).sum::<f64>() / visits as f64;
        let (hot, cold) = (heat.first * leg.max(1.0), heat.last * leg.max(1.0));
        while let Some(used) = meter.used() {
            if self.best.unserved.is_empty() {
                begun = begun.or(Some(used));
            }
            let cooled = match begun {
                Some(begun) => (used - begun) / (1.0 - begun),
                None => used.max(SEEKING),
            };
            let temperature = hot * f64::powf(cold / hot, cooled);
            for _ in 0..BREATH {
                self.step(temperature);
            }
            meter.count(BREATH);
            budget.tell(used, &self.best);
        }
        meter.counted()
    }

    fn step(&mut self, temperature: f64) {
        self.draft.begin();
        self.pool.clear();
        let centre = self.centre();
        if !self.swaps_tails() {
            self.ruin.around(&mut self.draft, centre, &mut self.luck, &mut self.pool);
        } else if !swap_tails(&mut self.draft, centre, &mut self.luck, &mut self.pool) {
            return self.draft.take_back();
        }
        self.add_unserved(centre);
        self.recreate();
        self.judge(temperature);
    }

    /// Around an event the other days stay as they are.
    fn swaps_tails(&mut self) -> bool {
        let often = if self.best.unserved.is_empty() { TAILS } else { TAILS_SEEKING };
        self.centres.is_empty() && self.luck.chance(often)
    }

    fn centre(&mut self) -> u32 {
        let unserved = &self.draft.unserved;
        if !unserved.is_empty() && self.luck.chance(0.3) {
            return unserved[self.luck.below(unserved.len())];
        }
        match self.centres.len() {
            0 => self.luck.below(self.draft.model.visits()) as u32,
            many => self.centres[self.luck.below(many)],
        }
    }

    /// Some of the visits without a place try again: all when they are few, else those nearby first.
    fn add_unserved(&mut self, centre: u32) {
        let (draft, pool) = (&mut self.draft, &mut self.pool);
        if draft.unserved.is_empty() {
            return;
        }
        if draft.unserved.len() <= RETRIED {
            pool.append(&mut draft.unserved);
            return;
        }
        let first = pool.len();
        for &visit in &draft.model.near[centre as usize] {
            if pool.len() - first < RETRIED && draft.unserved_before().contains(&visit) {
                pool.push(visit);
            }
        }
        let retried = &pool[first..];
        draft.unserved.retain(|visit| !retried.contains(visit));
    }

    fn recreate(&mut self) {
        self.orders.sort(&mut self.pool, &mut self.luck);
        let everyone_was_served = self.draft.unserved_before().is_empty();
        let mut thrown = 0;
        let mut at = 0;
        while at < self.pool.len() {
            let visit = self.pool[at];
            at += 1;
            if let Some((route, fit)) = best_fit(&mut self.draft, visit, &mut self.luck) {
                self.draft.insert(visit, route, fit.gap as usize);
                continue;
            }
            let weight = self.draft.model.tasks[visit as usize].weight;
            self.absences[visit as usize] += weight * self.weight_scale;
            let ejected =
                if thrown < CHAIN { eject(&mut self.draft, visit, &self.absences, &mut self.luck) } else { None };
            match ejected {
                Some(other) => {
                    thrown += 1;
                    self.pool.push(other);
                }
                None if everyone_was_served && weight > 0.0 => {
                    // No such plan is taken: where the others would go need not be found out.
                    self.draft.unserved.extend_from_slice(&self.pool[at - 1..]);
                    return;
                }
                None => self.draft.unserved.push(visit),
            }
        }
    }

    fn judge(&mut self, temperature: f64) {
        if !self.is_welcome(temperature) {
            self.draft.take_back();
            return;
        }
        self.draft.keep();
        let unserved_weight = self.draft.unserved_weight();
        if self.best.is_worse_than(unserved_weight, self.draft.cost_before()) {
            self.best.take(&self.draft);
        }
    }

    fn is_welcome(&mut self, temperature: f64) -> bool {
        let draft = &self.draft;
        if !draft.unserved.is_empty() || !draft.unserved_before().is_empty() {
            let weight = |visits: &[u32]| -> f64 { visits.iter().map(|&v| draft.model.tasks[v as usize].weight).sum() };
            let (now, before) = (weight(&draft.unserved), weight(draft.unserved_before()));
            if now < before {
                return true;
            }
            let absences = |visits: &[u32]| -> f64 { visits.iter().map(|&v| self.absences[v as usize]).sum() };
            if absences(&draft.unserved) < absences(draft.unserved_before()) {
                return true;
            }
            if now > before {
                return false;
            }
        }
        draft.cost() < draft.cost_before() - temperature * self.luck.unit().ln()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        model::Model,
        problem::{Break, Problem, Span, Technician, Visit, Ways},
    };

    /// One-way streets on which a way round by someone is often shorter than the straight one, and a break to move about.
    fn crooked(luck: &mut Luck) -> Problem {
        let places = 26;
        let ways = (0..places).map(|_| (0..places).map(|_| (80.0 * luck.unit()).ceil()).collect()).collect();
        let technician = Technician {
            start: 0,
            end: Some(1),
            shift: Span { from: 0.0, until: 480.0 },
            breaks: vec![Break { between: Span { from: 150.0, until: 300.0 }, minutes: 30.0 }],
            ..Technician::default()
        };
        let window = |from: f64| Span { from, until: from + 90.0 };
        let visits = (2..places).map(|at| Visit {
            at,
            minutes: 25.0,
            windows: vec![window((300.0 * luck.unit()).floor())],
            weight: 1.0,
            ..Visit::default()
        });
        Problem { visits: visits.collect(), technicians: vec![technician; 3], ways: Ways::Matrix(ways), previous: None }
    }

    #[test]
    fn every_visit_is_at_one_place_or_left_out_after_each_step() {
        for seed in 0..20 {
            let problem = crooked(&mut Luck::new(seed));
            let model = Model::new(&problem);
            let mut search = Search::new(Draft::empty(&model), seed);
            for step in 0..300 {
                search.step(10.0);
                let draft = &search.draft;
                let mut times = vec![0; model.visits()];
                let stops = draft.routes.iter().flat_map(|route| &route.stops).filter(|stop| **stop < 24);
                stops.chain(&draft.unserved).for_each(|&visit| times[visit as usize] += 1);
                assert!(times.iter().all(|&times| times == 1), "seed {seed}, step {step}: {times:?}");
                assert!(draft.routes.iter().all(|route| route.in_time), "seed {seed}, step {step}");
            }
        }
    }
}
