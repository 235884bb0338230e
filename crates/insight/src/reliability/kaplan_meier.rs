//! The share that survives, without assuming a distribution.

use serde::{Deserialize, Serialize};

use super::observed::{Unit, check_units};
use crate::{
    input::{self, Answer},
    numbers::Z_95,
};

#[derive(Debug, Clone, Deserialize)]
pub struct KaplanMeierInput {
    pub units: Vec<Unit>,
    /// Times at which the share is asked for.
    pub at: Vec<f64>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct KaplanMeier {
    /// Share that survives each time in `at`.
    pub survival: Vec<f64>,
    /// 95 % bounds on the scale of ln(−ln S), which stay between 0 and 1.
    pub low: Vec<f64>,
    pub high: Vec<f64>,
    /// First time by which half or more failed; missing when fewer did.
    pub median: Option<f64>,
}

/// E. L. Kaplan, P. Meier (1958) with delayed entry and Greenwood's variance (J. D. Kalbfleisch, R. L. Prentice, *The
/// Statistical Analysis of Failure Time Data*). Who leaves at the time of a failure was still at risk then; who enters
/// at that time was not yet.
pub fn kaplan_meier(asked: &KaplanMeierInput) -> Answer<KaplanMeier> {
    check_units(&asked.units)?;
    input::length("at", asked.at.len(), 0, 100_000)?;
    input::each("at", &asked.at, input::non_negative)?;
    let steps = steps(&asked.units);
    let at: Vec<Step> = asked.at.iter().map(|&time| last_step(&steps, time)).collect();
    Ok(KaplanMeier {
        survival: at.iter().map(|step| step.survival).collect(),
        low: at.iter().map(|step| step.low).collect(),
        high: at.iter().map(|step| step.high).collect(),
        median: steps.iter().find(|step| step.survival <= 0.5).map(|step| step.time),
    })
}

#[derive(Clone, Copy)]
struct Step {
    time: f64,
    survival: f64,
    low: f64,
    high: f64,
}

const START: Step = Step { time: 0.0, survival: 1.0, low: 1.0, high: 1.0 };

fn last_step(steps: &[Step], time: f64) -> Step {
    let after = steps.partition_point(|step| step.time <= time);
    if after == 0 { START } else { steps[after - 1] }
}

/// One step for each time of failure.
fn steps(units: &[Unit]) -> Vec<Step> {
    let sorted = |mut times: Vec<f64>| {
        times.sort_by(f64::total_cmp);
        times
    };
    let entries = sorted(units.iter().map(|unit| unit.0).collect());
    let exits = sorted(units.iter().map(|unit| unit.1).collect());
    let failures = sorted(units.iter().filter(|unit| unit.2 == 1).map(|unit| unit.1).collect());
    let (mut steps, mut last, mut greenwood) = (Vec::new(), START, 0.0);
    for together in failures.chunk_by(|a, b| a == b) {
        let (time, failed) = (together[0], together.len() as f64);
        let entered = entries.partition_point(|&entry| entry < time);
        let left = exits.partition_point(|&exit| exit < time);
        let at_risk = (entered - left) as f64;
        greenwood += failed / (at_risk * (at_risk - failed));
        last = bounded(time, last, last.survival * (1.0 - failed / at_risk), greenwood);
        steps.push(last);
    }
    steps
}

/// Once all have failed there is no spread to go by: the upper bound stays what it was.
fn bounded(time: f64, last: Step, survival: f64, greenwood: f64) -> Step {
    if survival <= 0.0 || !greenwood.is_finite() {
        return Step { time, survival: 0.0, low: 0.0, high: last.high };
    }
    let ln = survival.ln();
    let spread = Z_95 * greenwood.sqrt() / ln;
    let bound = |by: f64| (ln * by.exp()).exp();
    Step { time, survival, low: bound(-spread), high: bound(spread) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_units_are_worked_out_by_hand() {
        let units = vec![(0.0, 2.0, 1), (0.0, 3.0, 0), (0.0, 5.0, 1)];
        let found = kaplan_meier(&KaplanMeierInput { units, at: vec![1.0, 2.0, 4.9, 5.0, 9.0] }).expect("an answer");
        let expected = [1.0, 2.0 / 3.0, 2.0 / 3.0, 0.0, 0.0];
        assert!(found.survival.iter().zip(expected).all(|(s, e)| (s - e).abs() < 1e-15), "{found:?}");
        assert_eq!(found.median, Some(5.0));
    }

    #[test]
    fn who_enters_late_is_not_at_risk_before() {
        let units = vec![(0.0, 2.0, 1), (0.0, 3.0, 0), (2.0, 9.0, 0), (2.5, 9.0, 0)];
        let found = kaplan_meier(&KaplanMeierInput { units, at: vec![2.0] }).expect("an answer");
        assert_eq!(found.survival, [0.5]);
        assert_eq!(found.median, Some(2.0));
    }

    #[test]
    fn bounds_hold_the_estimate_between_nothing_and_all() {
        let units = (1..30).map(|i| (0.0, f64::from(i), u8::from(i % 3 == 0))).collect();
        let at: Vec<f64> = (0..35).map(f64::from).collect();
        let found = kaplan_meier(&KaplanMeierInput { units, at }).expect("an answer");
        for ((low, survival), high) in found.low.iter().zip(&found.survival).zip(&found.high) {
            assert!(0.0 <= *low && low <= survival && survival <= high && *high <= 1.0);
        }
    }
}
