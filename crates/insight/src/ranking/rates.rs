//! Counts against what was to be expected.

use serde::{Deserialize, Serialize};

use super::{FIRMEST, MOST};
use crate::{
    input::{self, Answer},
    numbers::{highest, ln_gamma, poisson_upper},
};

#[derive(Debug, Clone, Deserialize)]
pub struct RatesInput {
    /// Complaints, repeat repairs, claims, …
    pub observed: Vec<u64>,
    /// What the station's work would bring at the common rate, above 0.
    pub expected: Vec<f64>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Rates {
    /// The stations' ratios follow a gamma distribution with shape a and rate b.
    pub a: f64,
    pub b: f64,
    /// Observed over expected of each, drawn towards all: (a + observed) / (b + expected).
    pub ratio: Vec<f64>,
    /// Chance of so many or more at the expected rate.
    pub p_upper: Vec<f64>,
}

/// Gamma–Poisson shrinkage by marginal likelihood (D. Clayton, J. Kaldor, *Empirical Bayes estimates of
/// age-standardized relative risks*, Biometrics 43, 1987).
pub fn rates(asked: &RatesInput) -> Answer<Rates> {
    input::length("observed", asked.observed.len(), 1, MOST)?;
    input::same_length("expected", asked.expected.len(), "observed", asked.observed.len())?;
    for (index, &observed) in asked.observed.iter().enumerate() {
        input::at_most(&format!("observed[{index}]"), observed, 1_000_000_000)?;
    }
    input::each("expected", &asked.expected, |field, value| input::within(field, value, 1e-9, 1e9))?;
    let nearer = asked.observed.iter().zip(&asked.expected).map(|(&o, &e)| e.min(o as f64));
    input::workable("observed", nearer, 1.0)?;
    let rows: Vec<(u64, f64)> = asked.observed.iter().copied().zip(asked.expected.iter().copied()).collect();
    let (a, b) = prior(&rows);
    Ok(Rates {
        a,
        b,
        ratio: rows.iter().map(|(observed, expected)| (a + *observed as f64) / (b + expected)).collect(),
        p_upper: rows.iter().map(|&(observed, expected)| poisson_upper(observed, expected)).collect(),
    })
}

fn prior(rows: &[(u64, f64)]) -> (f64, f64) {
    let observed: f64 = rows.iter().map(|row| row.0 as f64).sum();
    let expected: f64 = rows.iter().map(|row| row.1).sum();
    if observed == 0.0 {
        // Nothing to learn a spread from: half a case among all that was expected.
        return (0.5, expected);
    }
    let mean = observed / expected;
    let loglik = |at: &[f64; 2]| {
        let Some((a, b)) = shape_and_rate(at) else { return f64::NAN };
        let one = |&(observed, expected): &(u64, f64)| {
            let o = observed as f64;
            ln_gamma(a + o) - ln_gamma(a) - a * (expected / b).ln_1p() + o * (expected / (b + expected)).ln()
        };
        rows.iter().map(one).sum()
    };
    let starts = [0.5f64, 5.0, 100.0].map(|shape| highest([mean.ln(), shape.ln()], 0.5, loglik));
    let best = starts.into_iter().reduce(|best, next| if next.value > best.value { next } else { best });
    let firm = [mean.ln(), FIRMEST.ln()];
    let at = best.filter(|peak| peak.value > loglik(&firm) + 1e-6).map_or(firm, |peak| peak.at);
    shape_and_rate(&at).unwrap_or((FIRMEST, FIRMEST / mean))
}

/// From the logarithms of mean and shape; none outside of what is searched.
fn shape_and_rate(at: &[f64; 2]) -> Option<(f64, f64)> {
    let inside = at[0].abs() < 60.0 && (-7.0..=FIRMEST.ln() + 1e-9).contains(&at[1]);
    inside.then(|| (at[1].exp(), (at[1] - at[0]).exp()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ratios(observed: &[u64], expected: &[f64]) -> Rates {
        rates(&RatesInput { observed: observed.to_vec(), expected: expected.to_vec() }).expect("an answer")
    }

    #[test]
    fn a_small_expectation_is_drawn_further_than_a_large_one() {
        let found = ratios(&[2, 200, 60, 30, 110], &[1.0, 100.0, 100.0, 60.0, 100.0]);
        assert!(found.ratio[0] < 1.9 && found.ratio[1] > 1.9, "{found:?}");
    }

    #[test]
    fn without_cases_nobody_stands_out() {
        let found = ratios(&[0, 0], &[3.0, 5.0]);
        assert!(found.ratio.iter().all(|&ratio| ratio < 0.1) && found.p_upper == [1.0, 1.0]);
    }

    #[test]
    fn differences_of_chance_leave_everybody_at_the_common_ratio() {
        let found = ratios(&[10, 11, 9, 10], &[10.0; 4]);
        assert!(found.ratio.iter().all(|ratio| (ratio - 1.0).abs() < 1e-3));
    }
}
