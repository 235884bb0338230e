//! Sites that take so many jobs each, at a cost for each site and each kilometre.

use serde::{Deserialize, Serialize};

use super::{MOST_POINTS, Place, check_places, check_weights, locating::Search};
use crate::input::{self, Answer, refuse};

#[derive(Debug, Clone, Deserialize)]
pub struct CapacitatedInput {
    /// Places of demand, each also a possible site.
    pub xy: Vec<Place>,
    /// Jobs at each place; a place may be served by several sites.
    pub jobs: Vec<f64>,
    /// Jobs that a site takes.
    pub capacity: f64,
    /// Cost of a site.
    pub fixed: f64,
    /// Cost of a job per km.
    pub per_job_km: f64,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Capacitated {
    /// Of sites and ways together.
    pub cost: f64,
    /// Places of the open sites in `xy`, from 0.
    pub open: Vec<usize>,
    /// Whether no choice costs less.
    pub proven: bool,
    /// No choice costs less than this.
    pub bound: f64,
}

/// Capacitated facility location with splittable demand: exact transport costs within branch and bound on a Lagrangian
/// relaxation of the demand (C. A. C. Feldman et al. 1966; J. E. Beasley, *An algorithm for solving large capacitated
/// warehouse location problems*, EJOR 33, 1988). For hundreds of places and more it is a search by interchange, and the
/// relaxation says how far from the best its answer can be.
pub fn capacitated(asked: &CapacitatedInput) -> Answer<Capacitated> {
    check(asked)?;
    let found = Search::begin(asked).run();
    let mut open = found.open;
    open.sort_unstable();
    Ok(Capacitated { cost: found.cost, open, proven: found.proven, bound: found.bound })
}

fn check(asked: &CapacitatedInput) -> Answer<()> {
    check_places(&asked.xy, MOST_POINTS)?;
    check_weights("jobs", &asked.jobs, asked.xy.len())?;
    input::within("capacity", asked.capacity, 1e-6, 1e9)?;
    input::within("fixed", asked.fixed, 0.0, 1e9)?;
    input::within("per_job_km", asked.per_job_km, 0.0, 1e6)?;
    if asked.jobs.iter().sum::<f64>() > asked.capacity * asked.xy.len() as f64 {
        return refuse("capacity", "should suffice for all jobs when every place is open");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::numbers::Seeded;

    fn places(n: usize, side: f64, dice: &mut Seeded) -> Vec<Place> {
        (0..n).map(|_| (side * dice.share(), side * dice.share())).collect()
    }

    #[test]
    fn small_cases_are_proven_and_agree_with_trying_all() {
        let mut dice = Seeded::new(9);
        for round in 0..25 {
            let n = 7 + round % 3;
            let asked = CapacitatedInput {
                xy: places(n, 20.0, &mut dice),
                jobs: (0..n).map(|_| 1.0 + 9.0 * dice.share()).collect(),
                capacity: 12.0 + 10.0 * dice.share(),
                fixed: 100.0 * dice.share(),
                per_job_km: 1.0,
            };
            let mut all = Search::begin(&asked);
            let sets = (1u32..1 << n).map(|set| (0..n).filter(|&site| set & (1 << site) != 0).collect::<Vec<_>>());
            let least = sets.map(|open| all.cost_of(&open).cost).fold(f64::INFINITY, f64::min);
            let found = capacitated(&asked).expect("an answer");
            assert!(found.proven && (found.cost - least).abs() < 1e-6, "{round}: {} and {least}", found.cost);
        }
    }

    #[test]
    fn many_places_get_a_good_answer_that_says_how_far_it_can_be_off() {
        let mut dice = Seeded::new(21);
        let asked = CapacitatedInput {
            xy: places(150, 200.0, &mut dice),
            jobs: (0..150).map(|_| 1.0 + 20.0 * dice.share()).collect(),
            capacity: 250.0,
            fixed: 4000.0,
            per_job_km: 1.0,
        };
        let found = capacitated(&asked).expect("an answer");
        let room = found.open.len() as f64 * asked.capacity;
        assert!(room >= asked.jobs.iter().sum::<f64>());
        assert!(found.bound <= found.cost && found.bound > 0.95 * found.cost, "{} of {}", found.bound, found.cost);
    }

    #[test]
    fn room_for_no_job_more_opens_every_site() {
        let mut dice = Seeded::new(3);
        let asked = CapacitatedInput {
            xy: places(60, 10.0, &mut dice),
            jobs: (0..60).map(|place| f64::from(place % 2) * 2.0).collect(),
            capacity: 1.0,
            fixed: 5.0,
            per_job_km: 1.0,
        };
        let found = capacitated(&asked).expect("an answer");
        assert_eq!((found.open.len(), found.proven), (60, true));
    }

    #[test]
    fn too_little_room_is_refused() {
        let asked =
            CapacitatedInput { xy: vec![(0.0, 0.0)], jobs: vec![5.0], capacity: 4.0, fixed: 1.0, per_job_km: 1.0 };
        assert_eq!(capacitated(&asked).expect_err("too little").field, "capacity");
    }

    #[test]
    fn nothing_to_do_needs_no_site() {
        let asked =
            CapacitatedInput { xy: vec![(0.0, 0.0)], jobs: vec![0.0], capacity: 4.0, fixed: 3.0, per_job_km: 1.0 };
        let found = capacitated(&asked).expect("an answer");
        assert_eq!((found.cost, found.open.len(), found.proven), (0.0, 0, true));
    }
}
