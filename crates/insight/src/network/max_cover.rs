//! The p sites that reach the most demand.

use serde::{Deserialize, Serialize};

use super::{
    MOST_POINTS, Place, check_count, check_places, check_weights,
    choice::{Costs, choose},
    is_within,
};
use crate::input::{self, Answer};

#[derive(Debug, Clone, Deserialize)]
pub struct MaxCoverInput {
    /// Places of demand, each also a possible site.
    pub xy: Vec<Place>,
    /// Repairs, devices or sales at each.
    pub weight: Vec<f64>,
    /// Distance up to which a site serves.
    pub radius: f64,
    /// Sites to open.
    pub p: usize,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct MaxCover {
    /// Weight within the radius of an open site.
    pub covered: f64,
    /// Places of the open sites in `xy`, from 0.
    pub open: Vec<usize>,
    /// Whether no choice covers more.
    pub proven: bool,
    /// No choice covers more than this.
    pub bound: f64,
}

/// R. Church, C. ReVelle (1974): a p-median in which only what is beyond the radius costs.
pub fn max_cover(asked: &MaxCoverInput) -> Answer<MaxCover> {
    check_places(&asked.xy, MOST_POINTS)?;
    check_weights("weight", &asked.weight, asked.xy.len())?;
    check_count(asked.p, asked.xy.len())?;
    input::within("radius", asked.radius, 0.0, 1e10)?;
    let missed = |site: usize, point: usize| {
        if is_within(asked.xy[site], asked.xy[point], asked.radius) { 0.0 } else { asked.weight[point] }
    };
    let chosen = choose(&Costs::new(asked.xy.len(), missed), asked.p);
    let all: f64 = asked.weight.iter().sum();
    let is_covered =
        |point: &usize| chosen.open.iter().any(|&site| is_within(asked.xy[site], asked.xy[*point], asked.radius));
    let covered = (0..asked.xy.len()).filter(is_covered).map(|point| asked.weight[point]).sum();
    let bound = if chosen.proven { covered } else { (all - chosen.bound).max(covered) };
    Ok(MaxCover { covered, open: chosen.open, proven: chosen.proven, bound })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_on_the_rim_is_reached() {
        let asked = MaxCoverInput {
            xy: vec![(0.0, 0.0), (3.0, 4.0), (9.0, 9.0)],
            weight: vec![1.0, 2.0, 4.0],
            radius: 5.0,
            p: 1,
        };
        assert_eq!(max_cover(&asked).expect("an answer").covered, 4.0);
        let found = max_cover(&MaxCoverInput { p: 2, ..asked }).expect("an answer");
        assert_eq!((found.covered, found.bound, found.proven), (7.0, 7.0, true));
    }

    #[test]
    fn small_cases_agree_with_trying_all() {
        let mut dice = crate::numbers::Seeded::new(11);
        for _ in 0..40 {
            let xy: Vec<Place> = (0..10).map(|_| (10.0 * dice.share(), 10.0 * dice.share())).collect();
            let weight: Vec<f64> = (0..10).map(|_| 0.5 + dice.share()).collect();
            let radius = 1.0 + 3.0 * dice.share();
            let found =
                max_cover(&MaxCoverInput { xy: xy.clone(), weight: weight.clone(), radius, p: 3 }).expect("an answer");
            let covered = |set: u32| -> f64 {
                let reached = |point: &usize| {
                    (0..10).any(|site| set & (1 << site) != 0 && is_within(xy[site], xy[*point], radius))
                };
                (0..10).filter(reached).map(|point| weight[point]).sum()
            };
            let most = (0u32..1 << 10).filter(|set| set.count_ones() == 3).map(covered).fold(0.0, f64::max);
            assert!(found.proven && (found.covered - most).abs() < 1e-9);
        }
    }
}
