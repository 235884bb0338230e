//! A life when next to nothing failed and the shape is known from like devices.

use serde::{Deserialize, Serialize};

use super::observed::{TimeCount, check_counts};
use crate::{
    input::{self, Answer, refuse},
    numbers::chi2_quantile,
};

#[derive(Debug, Clone, Deserialize)]
pub struct WeibayesInput {
    /// The assumed shape.
    pub beta: f64,
    /// Times that so many ran, failed or not.
    pub times: Vec<TimeCount>,
    /// How many of them failed.
    pub failures: u64,
    /// Confidence of the lower bound, such as 0.95.
    pub confidence: f64,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Weibayes {
    /// Likeliest scale; missing without failures, where the likelihood grows for ever.
    pub eta: Option<f64>,
    /// One-sided lower bound of the scale.
    pub eta_lower: f64,
}

/// R. B. Abernethy, *The New Weibull Handbook*, ch. 6: times to the power β are exponential, so
/// η_lower^β = 2 Σ t^β / χ²(confidence, 2 failures + 2).
pub fn weibayes(asked: &WeibayesInput) -> Answer<Weibayes> {
    check(asked)?;
    let longest = asked.times.iter().filter(|row| row.1 > 0.0).map(|row| row.0).fold(0.0, f64::max);
    if longest <= 0.0 {
        return refuse("times", "should have a device that ran");
    }
    let run: f64 = asked.times.iter().map(|(time, count)| count * (time / longest).powf(asked.beta)).sum();
    let scale = |power: f64| (longest.ln() + power.ln() / asked.beta).min(690.0).exp();
    let chi2 = chi2_quantile(asked.confidence, 2.0 * asked.failures as f64 + 2.0);
    let eta = (asked.failures > 0).then(|| scale(run / asked.failures as f64));
    Ok(Weibayes { eta, eta_lower: scale(2.0 * run / chi2.max(f64::MIN_POSITIVE)) })
}

fn check(asked: &WeibayesInput) -> Answer<()> {
    input::within("beta", asked.beta, 0.05, 100.0)?;
    input::length("times", asked.times.len(), 1, super::MOST_ROWS)?;
    check_counts("times", &asked.times, 0.0)?;
    input::at_most("failures", asked.failures, 1_000_000)?;
    let devices: f64 = asked.times.iter().map(|row| row.1).sum();
    if asked.failures as f64 > devices {
        return refuse("failures", "should not be more than the devices in times");
    }
    input::open_share("confidence", asked.confidence)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(failures: u64) -> WeibayesInput {
        WeibayesInput { beta: 2.0, times: vec![(400.0, 3.0), (800.0, 12.0)], failures, confidence: 0.9 }
    }

    #[test]
    fn the_bound_lies_below_the_estimate() {
        for failures in 1..15 {
            let found = weibayes(&asked(failures)).expect("an answer");
            assert!(found.eta_lower < found.eta.expect("failures"));
        }
    }

    #[test]
    fn without_failures_there_is_a_bound_and_no_estimate() {
        let found = weibayes(&asked(0)).expect("an answer");
        assert!(found.eta.is_none() && found.eta_lower > 0.0);
    }

    #[test]
    fn more_failures_than_devices_are_refused() {
        assert_eq!(weibayes(&asked(16)).expect_err("too many").field, "failures");
    }
}
