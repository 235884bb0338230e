//! The task that p-median and maximal covering share: open p sites so that serving each point from its cheapest open
//! site costs least in all.

use super::{ROUNDING, branching, exchange};

/// Additions that exchanges may take before the bound is worked out: about a second.
const MOST_EXCHANGES: u64 = 1_000_000_000;

/// What serving each point from each site costs.
pub(super) struct Costs {
    pub points: usize,
    /// Row by row: a site's costs for all points.
    matrix: Vec<f64>,
    /// Whether all sums of costs are whole numbers, so that a bound can be rounded up.
    pub whole: bool,
}

impl Costs {
    pub fn new(points: usize, cost: impl Fn(usize, usize) -> f64) -> Self {
        let mut matrix = Vec::with_capacity(points * points);
        for site in 0..points {
            matrix.extend((0..points).map(|point| cost(site, point)));
        }
        let whole = matrix.iter().all(|cost| cost.fract() == 0.0);
        Self { points, matrix, whole }
    }

    pub fn of(&self, site: usize) -> &[f64] {
        &self.matrix[site * self.points..(site + 1) * self.points]
    }

    pub fn total(&self, open: &[usize]) -> f64 {
        let cheapest = |point: usize| open.iter().map(|&site| self.of(site)[point]).fold(f64::INFINITY, f64::min);
        (0..self.points).map(cheapest).sum()
    }

    /// A bound as tight as the numbers allow.
    pub fn round(&self, bound: f64) -> f64 {
        if self.whole { (bound - 1e-6).ceil() } else { bound }
    }

    pub fn is_closed(&self, bound: f64, cost: f64) -> bool {
        self.round(bound) >= cost - ROUNDING * (1.0 + cost.abs())
    }
}

/// The best that was found.
#[derive(Debug, Clone)]
pub(super) struct Chosen {
    pub open: Vec<usize>,
    pub cost: f64,
    /// No choice costs less than this.
    pub bound: f64,
    pub proven: bool,
}

pub(super) fn choose(costs: &Costs, p: usize) -> Chosen {
    let (start, _) = exchange::improve(costs, exchange::greedy(costs, p), MOST_EXCHANGES);
    let mut chosen = branching::prove(costs, p, start);
    chosen.open.sort_unstable();
    chosen
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::numbers::Seeded;

    fn random(points: usize, seed: u64) -> Costs {
        let mut dice = Seeded::new(seed);
        let places: Vec<(f64, f64)> = (0..points).map(|_| (dice.share(), dice.share())).collect();
        let weights: Vec<f64> = (0..points).map(|_| 1.0 + (9.0 * dice.share()).floor()).collect();
        Costs::new(points, |site, point| weights[point] * super::super::distance(places[site], places[point]))
    }

    fn subsets(points: usize, p: usize) -> Vec<Vec<usize>> {
        let all = 0u32..1 << points;
        let chosen = all.filter(|set| set.count_ones() as usize == p);
        chosen.map(|set| (0..points).filter(|&site| set & (1 << site) != 0).collect()).collect()
    }

    #[test]
    fn small_cases_are_proven_and_agree_with_trying_all() {
        for seed in 0..40 {
            let points = 8 + seed as usize % 4;
            let costs = random(points, seed);
            for p in 1..5 {
                let least = subsets(points, p).iter().map(|open| costs.total(open)).fold(f64::INFINITY, f64::min);
                let found = choose(&costs, p);
                assert!(found.proven && (found.cost - least).abs() < 1e-9, "{seed} {p}: {} and {least}", found.cost);
            }
        }
    }

    #[test]
    fn the_bound_never_exceeds_the_cost() {
        let costs = random(120, 5);
        let found = choose(&costs, 9);
        assert!(found.bound <= found.cost * (1.0 + 1e-9) && found.bound > 0.95 * found.cost, "{found:?}");
        assert!((costs.total(&found.open) - found.cost).abs() < 1e-9);
    }
}
