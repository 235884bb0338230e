//! Early warning for build months.

use serde::{Deserialize, Serialize};

use super::MOST;
use crate::{
    input::{self, Answer, refuse},
    numbers::poisson_upper,
};

#[derive(Debug, Clone, Deserialize)]
pub struct BuildsInput {
    /// Names of the builds (months, batches), oldest first.
    pub build: Vec<String>,
    /// Devices built, or device-months in service.
    pub units: Vec<f64>,
    pub failures: Vec<u64>,
    /// How many of the first builds are taken as good.
    pub baseline: usize,
    /// The worsening to be found soon, such as 1.5 times the rate.
    pub ratio: f64,
    /// Sum in failures above which the cusum signals.
    pub h: f64,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Builds {
    /// Failures per unit in the baseline.
    pub baseline_rate: f64,
    pub rate: Vec<f64>,
    /// Three standard deviations around the baseline, by the units of each build; never below 0.
    pub upper_limit: Vec<f64>,
    pub lower_limit: Vec<f64>,
    /// Chance of so many failures or more at the baseline rate.
    pub p_upper: Vec<f64>,
    /// Builds whose rate is above the upper limit.
    pub signals: Vec<String>,
    pub cusum: Vec<f64>,
    /// First build with the cusum above h.
    pub cusum_first: Option<String>,
}

/// A u chart (Montgomery, ch. 7) with exact tails, and a Poisson cusum with exposure (J. M. Lucas 1985; Montgomery,
/// ch. 9): what counts is failures − (ratio − 1) u₀ n / ln ratio.
pub fn builds(asked: &BuildsInput) -> Answer<Builds> {
    check(asked)?;
    let good = asked.baseline;
    let failed: f64 = asked.failures[..good].iter().map(|&failures| failures as f64).sum();
    let baseline_rate = failed / asked.units[..good].iter().sum::<f64>();
    if baseline_rate <= 0.0 {
        return refuse("baseline", "should reach to a build with failures: from none there is no rate to compare with");
    }
    let expected = |n: &f64| baseline_rate * n;
    let nearer = asked.failures.iter().zip(&asked.units).map(|(&k, n)| expected(n).min(k as f64));
    input::workable("failures", nearer, 1.0)?;
    let rate: Vec<f64> = asked.failures.iter().zip(&asked.units).map(|(&failures, n)| failures as f64 / n).collect();
    let limit = |side: f64| -> Vec<f64> {
        asked.units.iter().map(|n| (baseline_rate + side * (baseline_rate / n).sqrt()).max(0.0)).collect()
    };
    let upper_limit = limit(3.0);
    let cusum = cusum(asked, baseline_rate);
    let name = |place: usize| asked.build[place].clone();
    Ok(Builds {
        baseline_rate,
        lower_limit: limit(-3.0),
        p_upper: asked.failures.iter().zip(&asked.units).map(|(&k, n)| poisson_upper(k, expected(n))).collect(),
        signals: (0..rate.len()).filter(|&place| rate[place] > upper_limit[place]).map(name).collect(),
        cusum_first: cusum.iter().position(|&sum| sum > asked.h).map(name),
        rate,
        upper_limit,
        cusum,
    })
}

fn check(asked: &BuildsInput) -> Answer<()> {
    let count = asked.build.len();
    input::length("build", count, 1, MOST)?;
    input::same_length("units", asked.units.len(), "build", count)?;
    input::same_length("failures", asked.failures.len(), "build", count)?;
    input::each("units", &asked.units, |field, value| input::within(field, value, 1e-6, 1e9))?;
    for (index, &failures) in asked.failures.iter().enumerate() {
        if failures > 1_000_000_000 {
            input::at_most(&format!("failures[{index}]"), failures, 1_000_000_000)?;
        }
    }
    input::within("baseline", asked.baseline as f64, 1.0, count as f64)?;
    input::within("ratio", asked.ratio, 1.0 + 1e-6, 1e6)?;
    input::non_negative("h", asked.h)
}

fn cusum(asked: &BuildsInput, baseline_rate: f64) -> Vec<f64> {
    let slack = (asked.ratio - 1.0) * baseline_rate / asked.ratio.ln();
    let mut sum = 0.0f64;
    let step = |(&failures, n): (&u64, &f64)| {
        sum = (sum + failures as f64 - slack * n).max(0.0);
        sum
    };
    asked.failures.iter().zip(&asked.units).map(step).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked() -> BuildsInput {
        BuildsInput {
            build: ["jan", "feb", "mar", "apr"].map(str::to_owned).to_vec(),
            units: vec![1000.0, 1000.0, 500.0, 1000.0],
            failures: vec![10, 10, 6, 30],
            baseline: 2,
            ratio: 2.0,
            h: 10.0,
        }
    }

    #[test]
    fn the_bad_build_is_named_by_both_charts() {
        let found = builds(&asked()).expect("a chart");
        assert_eq!(found.baseline_rate, 0.01);
        assert_eq!((found.signals, found.cusum_first), (vec!["apr".to_owned()], Some("apr".to_owned())));
        assert_eq!(found.lower_limit[0], 0.01 - 3.0 * (0.01f64 / 1000.0).sqrt());
        assert_eq!(found.lower_limit[2], 0.0);
    }

    #[test]
    fn a_baseline_without_failures_is_refused() {
        let none = BuildsInput { failures: vec![0, 0, 6, 30], ..asked() };
        assert_eq!(builds(&none).expect_err("none").field, "baseline");
        assert_eq!(builds(&BuildsInput { baseline: 5, ..asked() }).expect_err("too many").field, "baseline");
    }
}
