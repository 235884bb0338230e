//! When to order and up to which level, when stock is looked at once a period.

use serde::{Deserialize, Serialize};

use super::{CostWalk, check_cost};
use crate::{
    input::{self, Answer, refuse},
    numbers::poisson_pmf,
};

/// Levels between min and max; more would mean costs in different units.
const MOST_LEVELS: usize = 20_000;
/// Chances below this change no digit of the cost.
const NEGLIGIBLE: f64 = 1e-18;

#[derive(Debug, Clone, Deserialize)]
pub struct MinMaxInput {
    /// Cost of a piece on the shelf at the end of a period.
    pub holding: f64,
    /// Cost of a piece owed at the end of a period.
    pub penalty: f64,
    /// Cost of an order.
    pub order_cost: f64,
    /// Pieces per period.
    pub mean: f64,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MinMax {
    /// s: order when shelf and orders less what is owed are at or below this.
    pub min: i64,
    /// S: order up to this.
    pub max: i64,
    /// Cost per period.
    pub cost: f64,
}

/// The best (s, S) policy under Poisson demand per period (Y. S. Zheng, A. Federgruen, *Finding optimal (s,S) policies
/// is about as simple as evaluating a single policy*, Operations Research 39, 1991). What is ordered arrives in time
/// for the period; for a lead time let `mean` be that of the lead time and one period.
pub fn min_max(asked: &MinMaxInput) -> Answer<MinMax> {
    check(asked)?;
    Search::begin(asked).and_then(|mut search| search.run())
}

fn check(asked: &MinMaxInput) -> Answer<()> {
    check_cost("holding", asked.holding)?;
    check_cost("penalty", asked.penalty)?;
    input::non_negative("order_cost", asked.order_cost)?;
    // Below this the first order is further away than any part is kept in supply.
    input::within("mean", asked.mean, 1e-6, 1e5)
}

struct Search<'a> {
    asked: &'a MinMaxInput,
    walk: CostWalk,
    /// One-period costs of the levels from `lowest_level` up.
    costs: std::collections::VecDeque<f64>,
    lowest_level: i64,
    /// Chances of a period's demand 0, 1, 2, …
    chances: Vec<f64>,
    /// Expected visits to each distance below S in a cycle.
    visits: Vec<f64>,
    /// Their running sums: entry j is what is expected above distance j.
    visits_before: Vec<f64>,
    ends: [super::CostAt; 2],
}

impl<'a> Search<'a> {
    fn begin(asked: &'a MinMaxInput) -> Answer<Self> {
        let walk = CostWalk { holding: asked.holding, penalty: asked.penalty, mean: asked.mean };
        let best = walk.lowest();
        let chances = chances(asked.mean);
        let visits = vec![1.0 / (1.0 - chances[0])];
        Ok(Self {
            asked,
            walk,
            costs: [best.cost].into(),
            lowest_level: best.level,
            chances,
            visits,
            visits_before: vec![0.0],
            ends: [best, best],
        })
    }

    fn run(&mut self) -> Answer<MinMax> {
        let best = self.lowest_level;
        let (mut min, mut max) = (best - 1, best);
        while self.cost(min, best)? > self.level_cost(min) {
            min -= 1;
        }
        let mut cost = self.cost(min, max)?;
        let mut level = best + 1;
        while self.level_cost(level) <= cost {
            if self.cost(min, level)? < cost {
                max = level;
                while self.cost(min, max)? <= self.level_cost(min + 1) {
                    min += 1;
                }
                cost = self.cost(min, max)?;
            }
            level += 1;
        }
        Ok(MinMax { min, max, cost })
    }

    /// Cost per period of ordering up to `max` at `min` or below.
    fn cost(&mut self, min: i64, max: i64) -> Answer<f64> {
        let levels = usize::try_from(max - min).unwrap_or(0);
        if levels > MOST_LEVELS {
            return refuse("order_cost", "is so large beside holding that min and max are too far apart to work out");
        }
        self.renew(levels);
        self.level_cost(max);
        self.level_cost(min + 1);
        let top = usize::try_from(max - self.lowest_level).unwrap_or(0);
        let held: f64 = (0..levels).map(|below| self.visits[below] * self.costs[top - below]).sum();
        Ok((self.asked.order_cost + held) / self.visits_before[levels])
    }

    /// The renewal recursion m(j) = Σ p(i) m(j−i) / (1 − p(0)).
    fn renew(&mut self, levels: usize) {
        while self.visits_before.len() <= levels {
            let at = self.visits.len();
            let sum: f64 =
                self.chances.iter().enumerate().skip(1).take(at).map(|(i, chance)| chance * self.visits[at - i]).sum();
            let before = self.visits_before[at - 1] + self.visits[at - 1];
            self.visits_before.push(before);
            self.visits.push(sum / (1.0 - self.chances[0]));
        }
    }

    fn level_cost(&mut self, level: i64) -> f64 {
        while level < self.lowest_level {
            self.ends[0] = self.walk.below(self.ends[0]);
            self.costs.push_front(self.ends[0].cost);
            self.lowest_level -= 1;
        }
        while level > self.ends[1].level {
            self.ends[1] = self.walk.above(self.ends[1]);
            self.costs.push_back(self.ends[1].cost);
        }
        self.costs[usize::try_from(level - self.lowest_level).unwrap_or(0)]
    }
}

fn chances(mean: f64) -> Vec<f64> {
    let mut chances = Vec::new();
    for k in 0.. {
        let chance = poisson_pmf(k, mean);
        if k as f64 > mean && chance < NEGLIGIBLE {
            break;
        }
        chances.push(chance);
    }
    chances
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_policy_nearby_is_cheaper() {
        let asked = MinMaxInput { holding: 1.0, penalty: 7.0, order_cost: 12.0, mean: 3.4 };
        let found = min_max(&asked).expect("a policy");
        let mut search = Search::begin(&asked).expect("a search");
        for min in -4..12 {
            for max in min + 1..30 {
                assert!(search.cost(min, max).expect("a cost") >= found.cost - 1e-9, "({min}, {max})");
            }
        }
    }

    #[test]
    fn costs_in_different_units_are_refused() {
        let asked = MinMaxInput { holding: 1e-6, penalty: 1e9, order_cost: 1e12, mean: 1e5 };
        assert_eq!(min_max(&asked).expect_err("too far apart").field, "order_cost");
    }
}
