//! How many pieces a place holds when each one used is ordered anew at once.

use serde::{Deserialize, Serialize};

use super::MOST_MEAN;
use crate::{
    input::{self, Answer},
    numbers::{poisson_at_most, poisson_shortage},
};

#[derive(Debug, Clone, Deserialize)]
pub struct BaseInput {
    /// Pieces on order on average: demand per period × periods of lead time.
    pub pipeline_mean: f64,
    /// Share of the demand to be met from the shelf, from 0 to below 1.
    pub target: f64,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Base {
    /// Pieces on the shelf and on order together.
    pub stock: u64,
    /// Share of the demand met from the shelf: P(X ≤ stock − 1).
    pub fill_rate: f64,
    /// Share of the time in which nobody waits: P(X ≤ stock).
    pub ready_rate: f64,
    /// Pieces that are waited for, on average.
    pub backorders: f64,
    /// Pieces on the shelf, on average.
    pub on_hand: f64,
}

/// The smallest stock that meets the target under a Poisson pipeline (C. C. Sherbrooke, *Optimal Inventory Modeling of
/// Systems*, 2004, ch. 2; by Palm's theorem only the mean of the lead time matters).
pub fn base(asked: &BaseInput) -> Answer<Base> {
    let mean = asked.pipeline_mean;
    input::within("pipeline_mean", mean, 0.0, MOST_MEAN)?;
    input::within("target", asked.target, 0.0, 1.0 - 1e-12)?;
    let stock = smallest(asked.target, |stock| fill_rate(stock, mean));
    let backorders = poisson_shortage(stock, mean);
    Ok(Base {
        stock,
        fill_rate: fill_rate(stock, mean),
        ready_rate: poisson_at_most(stock, mean),
        backorders,
        on_hand: (stock as f64 - mean + backorders).max(0.0),
    })
}

fn fill_rate(stock: u64, mean: f64) -> f64 {
    if stock == 0 { 0.0 } else { poisson_at_most(stock - 1, mean) }
}

fn smallest(target: f64, rate: impl Fn(u64) -> f64) -> u64 {
    if rate(0) >= target {
        return 0;
    }
    let (mut low, mut high) = (0u64, 1u64);
    while rate(high) < target && high < 1 << 40 {
        (low, high) = (high, high * 2);
    }
    while high - low > 1 {
        let middle = low.midpoint(high);
        if rate(middle) < target { low = middle } else { high = middle }
    }
    high
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_piece_less_misses_the_target() {
        for mean in [0.0, 0.01, 0.3, 7.5, 120.0] {
            for target in [0.0, 0.5, 0.9, 0.999] {
                let found = base(&BaseInput { pipeline_mean: mean, target }).expect("a stock");
                assert!(found.fill_rate >= target);
                assert!(found.stock == 0 || fill_rate(found.stock - 1, mean) < target, "{mean} {target}");
            }
        }
    }

    #[test]
    fn all_of_the_demand_cannot_be_promised() {
        assert_eq!(base(&BaseInput { pipeline_mean: 1.0, target: 1.0 }).expect_err("all").field, "target");
    }
}
