//! Many counts at once, with a bound on false alarms.

use serde::{Deserialize, Serialize};

use crate::{
    input::{self, Answer},
    numbers::poisson_upper,
};

#[derive(Debug, Clone, Deserialize)]
pub struct PoissonInput {
    pub observed: Vec<u64>,
    /// What was to be expected of each.
    pub expected: Vec<f64>,
    /// Share of the flags that may be false, such as 0.1.
    pub fdr: f64,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Poisson {
    /// Chance of so many or more.
    pub p: Vec<f64>,
    /// The false discovery rate at which each would just be flagged.
    pub q: Vec<f64>,
    /// Places in the lists, from 0, of those with q up to `fdr`.
    pub flagged: Vec<usize>,
}

/// Exact upper tails; Y. Benjamini, Y. Hochberg, *Controlling the false discovery rate*, JRSS B 57 (1995).
pub fn poisson(asked: &PoissonInput) -> Answer<Poisson> {
    input::length("observed", asked.observed.len(), 1, 1_000_000)?;
    input::same_length("expected", asked.expected.len(), "observed", asked.observed.len())?;
    for (index, &observed) in asked.observed.iter().enumerate() {
        if observed > 1_000_000_000 {
            input::at_most(&format!("observed[{index}]"), observed, 1_000_000_000)?;
        }
    }
    input::each("expected", &asked.expected, |field, value| input::within(field, value, 0.0, 1e9))?;
    input::within("fdr", asked.fdr, 0.0, 1.0)?;
    let nearer = asked.observed.iter().zip(&asked.expected).map(|(&o, &e)| e.min(o as f64));
    input::workable("observed", nearer, 1.0)?;
    let p: Vec<f64> = asked.observed.iter().zip(&asked.expected).map(|(&o, &e)| poisson_upper(o, e)).collect();
    let q = false_discovery(&p);
    let flagged = (0..q.len()).filter(|&place| q[place] <= asked.fdr).collect();
    Ok(Poisson { p, q, flagged })
}

fn false_discovery(p: &[f64]) -> Vec<f64> {
    let mut places: Vec<usize> = (0..p.len()).collect();
    places.sort_by(|&x, &y| p[y].total_cmp(&p[x]));
    let (mut q, mut least) = (vec![1.0; p.len()], 1.0f64);
    for (above, &place) in places.iter().enumerate() {
        let rank = (p.len() - above) as f64;
        least = least.min(p[place] * p.len() as f64 / rank);
        q[place] = least;
    }
    q
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn q_values_follow_the_step_up_procedure() {
        let q = false_discovery(&[0.01, 0.04, 0.03, 0.5]);
        let expected = [0.04, 0.16 / 3.0, 0.16 / 3.0, 0.5];
        assert!(q.iter().zip(expected).all(|(q, e)| (q - e).abs() < 1e-15), "{q:?}");
    }

    #[test]
    fn nothing_expected_and_something_seen_is_flagged() {
        let asked = PoissonInput { observed: vec![0, 1], expected: vec![0.0, 0.0], fdr: 0.05 };
        let found = poisson(&asked).expect("an answer");
        assert_eq!((found.p, found.flagged), (vec![1.0, 0.0], vec![1]));
    }
}
