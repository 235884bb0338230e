//! How long a search may go on.

use crate::draft::Kept;

/// What a search may use. Seconds are read from the caller's clock, which should count the CPU time of the thread that
/// asks, so that a loaded machine gives the same plan as an idle one.
#[derive(Clone, Copy)]
pub struct Budget<'a> {
    pub seconds: f64,
    /// Instead of seconds: the same number gives the same plan on every machine.
    pub iterations: Option<u64>,
    pub clock: &'a (dyn Fn() -> f64 + Sync),
    /// Told now and then how much of the budget is used, what is not served, and the cost so far.
    pub progress: Option<&'a (dyn Fn(f64, f64, f64) + Sync)>,
}

impl Budget<'_> {
    pub(crate) fn tell(&self, used: f64, best: &Kept) {
        if let Some(progress) = self.progress {
            progress(used, best.unserved_weight, best.cost);
        }
    }
}

pub(crate) struct Meter<'a> {
    budget: &'a Budget<'a>,
    began: f64,
    counted: u64,
}

impl<'a> Meter<'a> {
    pub fn start(budget: &'a Budget<'a>) -> Self {
        let began = if budget.iterations.is_none() { (budget.clock)() } else { 0.0 };
        Self { budget, began, counted: 0 }
    }

    /// How much of the budget is used, of 1; None when it is all used.
    pub fn used(&self) -> Option<f64> {
        let used = match self.budget.iterations {
            Some(iterations) => self.counted as f64 / iterations.max(1) as f64,
            None => ((self.budget.clock)() - self.began) / self.budget.seconds,
        };
        (used < 1.0).then_some(used.max(0.0))
    }

    pub fn count(&mut self, iterations: u64) {
        self.counted += iterations;
    }

    pub fn counted(&self) -> u64 {
        self.counted
    }
}
