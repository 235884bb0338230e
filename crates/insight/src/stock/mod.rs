//! Stocks of spare parts (备件库存): how many to hold, where, and when to order.

mod allocate;
mod base;
mod min_max;
mod reorder_quantity;
mod two_level;

pub use allocate::{AllocateInput, Allocation, allocate};
pub use base::{Base, BaseInput, base};
pub use min_max::{MinMax, MinMaxInput, min_max};
pub use reorder_quantity::{ReorderQuantity, ReorderQuantityInput, reorder_quantity};
pub use two_level::{AtBothLevels, TwoLevel, TwoLevelInput, two_level};

use crate::{
    input::{self, Answer},
    numbers::{poisson_at_most, poisson_pmf, poisson_shortage},
};

/// Larger pipelines would need tables of millions; parts that move so fast are not planned piece by piece.
const MOST_MEAN: f64 = 1e6;
/// Costs above this are a mistake in the unit.
const MOST_COST: f64 = 1e9;
const LEAST_COST: f64 = 1e-6;

fn check_cost(field: &str, cost: f64) -> Answer<()> {
    input::within(field, cost, LEAST_COST, MOST_COST)
}

/// Expected cost per time of holding what is left of `y` pieces and owing what is short, under Poisson demand, for one
/// y after the other. Cost differences need only the chance at hand: g(y+1) − g(y) = (h+p) P(D ≤ y) − p.
struct CostWalk {
    holding: f64,
    penalty: f64,
    mean: f64,
}

/// The walk at one level.
#[derive(Clone, Copy)]
struct CostAt {
    level: i64,
    cost: f64,
    /// P(D ≤ level)
    at_most: f64,
    /// P(D = level)
    exactly: f64,
}

impl CostWalk {
    /// The level of least cost: the smallest with P(D ≤ level) at or above the critical ratio.
    fn lowest(&self) -> CostAt {
        let ratio = self.penalty / (self.holding + self.penalty);
        let mut low = 0u64;
        let mut high = 1u64;
        while poisson_at_most(high, self.mean) < ratio && high < 1 << 40 {
            high *= 2;
        }
        if poisson_at_most(0, self.mean) >= ratio {
            return self.at(0);
        }
        while high - low > 1 {
            let middle = low.midpoint(high);
            if poisson_at_most(middle, self.mean) < ratio { low = middle } else { high = middle }
        }
        self.at(high)
    }

    fn at(&self, level: u64) -> CostAt {
        let short = poisson_shortage(level, self.mean);
        let left = level as f64 - self.mean + short;
        CostAt {
            level: level as i64,
            cost: self.holding * left.max(0.0) + self.penalty * short,
            at_most: poisson_at_most(level, self.mean),
            exactly: poisson_pmf(level, self.mean),
        }
    }

    fn above(&self, here: CostAt) -> CostAt {
        let level = here.level + 1;
        let cost = here.cost + (self.holding + self.penalty) * here.at_most - self.penalty;
        let exactly = match level {
            ..0 => 0.0,
            0 => (-self.mean).exp(),
            _ => here.exactly * self.mean / level as f64,
        };
        CostAt { level, cost, at_most: (here.at_most + exactly).min(1.0), exactly }
    }

    fn below(&self, here: CostAt) -> CostAt {
        let level = here.level - 1;
        let at_most = if level < 0 { 0.0 } else { (here.at_most - here.exactly).max(0.0) };
        let cost = here.cost - (self.holding + self.penalty) * at_most + self.penalty;
        let exactly = if level < 0 { 0.0 } else { here.exactly * here.level as f64 / self.mean };
        CostAt { level, cost, at_most, exactly }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_walk_agrees_with_the_cost_at_each_level() {
        let walk = CostWalk { holding: 2.0, penalty: 9.0, mean: 6.5 };
        let mut here = walk.lowest();
        for _ in 0..25 {
            here = walk.above(here);
        }
        while here.level > 0 {
            here = walk.below(here);
            let expected = walk.at(here.level as u64);
            assert!((here.cost - expected.cost).abs() < 1e-10 && (here.at_most - expected.at_most).abs() < 1e-12);
        }
        let owed = walk.below(here);
        assert!((owed.cost - 9.0 * 7.5).abs() < 1e-10, "one owed and 6.5 to come");
    }
}
