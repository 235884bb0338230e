//! The p sites with the least weighted distance.

use serde::{Deserialize, Serialize};

use super::{
    MOST_POINTS, Place, check_count, check_places, check_weights,
    choice::{Costs, choose},
    distance,
};
use crate::input::Answer;

#[derive(Debug, Clone, Deserialize)]
pub struct PMedianInput {
    /// Places of demand, each also a possible site.
    pub xy: Vec<Place>,
    /// Repairs, devices or sales at each.
    pub weight: Vec<f64>,
    /// Sites to open.
    pub p: usize,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PMedian {
    /// Σ weight × distance to the nearest open site.
    pub cost: f64,
    /// Places of the open sites in `xy`, from 0.
    pub open: Vec<usize>,
    /// Whether no choice costs less.
    pub proven: bool,
    /// No choice costs less than this.
    pub bound: f64,
}

/// S. L. Hakimi (1964). Exchange (Teitz and Bart, by Whitaker's fast pass), then a Lagrangian bound and branch and bound.
pub fn p_median(asked: &PMedianInput) -> Answer<PMedian> {
    check_places(&asked.xy, MOST_POINTS)?;
    check_weights("weight", &asked.weight, asked.xy.len())?;
    check_count(asked.p, asked.xy.len())?;
    let costs =
        Costs::new(asked.xy.len(), |site, point| asked.weight[point] * distance(asked.xy[site], asked.xy[point]));
    let chosen = choose(&costs, asked.p);
    Ok(PMedian { cost: chosen.cost, open: chosen.open, proven: chosen.proven, bound: chosen.bound })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_open_costs_nothing() {
        let asked = PMedianInput { xy: vec![(0.0, 0.0), (3.0, 4.0)], weight: vec![1.0, 2.0], p: 2 };
        let found = p_median(&asked).expect("an answer");
        assert_eq!((found.cost, found.open, found.proven), (0.0, vec![0, 1], true));
    }

    #[test]
    fn one_site_goes_to_the_heavier_of_two_places() {
        let asked = PMedianInput { xy: vec![(0.0, 0.0), (3.0, 4.0)], weight: vec![1.0, 2.0], p: 1 };
        let found = p_median(&asked).expect("an answer");
        assert_eq!((found.cost, found.open), (5.0, vec![1]));
    }

    #[test]
    fn more_sites_than_places_are_refused() {
        let asked = PMedianInput { xy: vec![(0.0, 0.0)], weight: vec![1.0], p: 2 };
        assert_eq!(p_median(&asked).expect_err("too many").field, "p");
    }
}
