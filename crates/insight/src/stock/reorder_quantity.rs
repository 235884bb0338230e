//! When to order and how many, when an order costs something.

use serde::{Deserialize, Serialize};

use super::{CostWalk, MOST_MEAN, check_cost};
use crate::input::{self, Answer, InputError};

/// Larger lots mean that the costs are in different units.
const MOST_QUANTITY: u64 = 5_000_000;

#[derive(Debug, Clone, Deserialize)]
pub struct ReorderQuantityInput {
    /// Cost of a piece on the shelf per time.
    pub holding: f64,
    /// Cost of a piece owed per time.
    pub penalty: f64,
    /// Cost of an order.
    pub order_cost: f64,
    /// Pieces per time.
    pub demand: f64,
    /// Time from order to arrival.
    pub lead: f64,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ReorderQuantity {
    /// Order when shelf and orders less what is owed fall to this.
    pub reorder_point: i64,
    pub quantity: u64,
    /// Cost per time.
    pub cost: f64,
}

/// The best (r, Q) policy under Poisson demand (A. Federgruen, Y. S. Zheng, *An efficient algorithm for computing an
/// optimal (r,Q) policy in continuous review stochastic inventory systems*, Operations Research 40, 1992): the levels
/// r+1 … r+Q are those of least cost, taken in one by one while the next is cheaper than the average.
pub fn reorder_quantity(asked: &ReorderQuantityInput) -> Answer<ReorderQuantity> {
    check(asked)?;
    let walk = CostWalk { holding: asked.holding, penalty: asked.penalty, mean: asked.demand * asked.lead };
    let first = walk.lowest();
    let (mut below, mut above) = (walk.below(first), walk.above(first));
    let (mut quantity, mut sum) = (1u64, asked.order_cost * asked.demand + first.cost);
    loop {
        let average = sum / quantity as f64;
        let next = below.cost.min(above.cost);
        if next >= average {
            return Ok(ReorderQuantity { reorder_point: below.level, quantity, cost: average });
        }
        if quantity == MOST_QUANTITY {
            return Err(InputError::new("order_cost", "is so large beside holding that the lot has no sensible size"));
        }
        sum += next;
        quantity += 1;
        if below.cost <= above.cost { below = walk.below(below) } else { above = walk.above(above) }
    }
}

fn check(asked: &ReorderQuantityInput) -> Answer<()> {
    check_cost("holding", asked.holding)?;
    check_cost("penalty", asked.penalty)?;
    input::non_negative("order_cost", asked.order_cost)?;
    input::positive("demand", asked.demand)?;
    input::non_negative("lead", asked.lead)?;
    // A mean of nothing would leave the walk without a chance to step by.
    input::within("lead", asked.demand * asked.lead, 0.0, MOST_MEAN)
        .map_err(|_| InputError::new("lead", format_args!("times demand should be {MOST_MEAN} pieces at most")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::numbers::poisson_shortage;

    fn cost(asked: &ReorderQuantityInput, reorder_point: i64, quantity: u64) -> f64 {
        let mean = asked.demand * asked.lead;
        let at = |y: i64| {
            let short = if y >= 0 { poisson_shortage(y as u64, mean) } else { mean - y as f64 };
            asked.holding * (y as f64 - mean + short) + asked.penalty * short
        };
        let levels: f64 = (reorder_point + 1..=reorder_point + quantity as i64).map(at).sum();
        (asked.order_cost * asked.demand + levels) / quantity as f64
    }

    #[test]
    fn no_policy_nearby_is_cheaper() {
        let asked = ReorderQuantityInput { holding: 3.0, penalty: 40.0, order_cost: 25.0, demand: 2.2, lead: 1.7 };
        let found = reorder_quantity(&asked).expect("a policy");
        assert!((found.cost - cost(&asked, found.reorder_point, found.quantity)).abs() < 1e-9);
        for reorder_point in -5..20 {
            for quantity in 1..30 {
                assert!(cost(&asked, reorder_point, quantity) >= found.cost - 1e-9);
            }
        }
    }

    #[test]
    fn without_lead_time_and_order_cost_each_piece_is_ordered_when_asked_for() {
        let asked = ReorderQuantityInput { holding: 1.0, penalty: 9.0, order_cost: 0.0, demand: 1.0, lead: 0.0 };
        let found = reorder_quantity(&asked).expect("a policy");
        assert_eq!((found.reorder_point, found.quantity, found.cost), (-1, 1, 0.0));
    }
}
