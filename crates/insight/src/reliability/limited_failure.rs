//! The limited-failure population: only a share of the devices has the defect.

use serde::{Deserialize, Serialize};

use super::{
    observed::{LogTime, Observed, TimeCount},
    weibull::Fit,
};
use crate::input::Answer;

/// Steps of a climb; a fit takes ten to thirty.
const MOST_STEPS: usize = 200;
/// Steps over all rows, when their sketch has been climbed; a fit takes two or three.
const LAST_STEPS: usize = 20;
/// A step of this length leaves next to nothing for another.
const LAST_STEP: f64 = 1e-5;
/// What a sum of log-likelihoods is off by, relative to itself.
const ROUNDING: f64 = 1e-14;
/// Logit of the share beyond which it is nothing or all.
const MOST_LOGIT: f64 = 30.0;

#[derive(Debug, Clone, Deserialize)]
pub struct LimitedFailureInput {
    /// Times at which so many failed.
    pub failures: Vec<TimeCount>,
    /// Times at which so many were still whole.
    #[serde(default)]
    pub suspensions: Vec<TimeCount>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LimitedFailure {
    /// Shape of the life of those with the defect.
    pub beta: f64,
    /// Scale of the life of those with the defect, in the unit of the times.
    pub eta: f64,
    /// Share of all devices that has the defect.
    pub defective_share: f64,
    pub loglik: f64,
}

/// W. Q. Meeker, *Limited failure population life tests*, Technometrics 29 (1987), by maximum likelihood: a failure
/// contributes p f(t), a survivor 1 − p + p S(t).
pub fn limited_failure(asked: &LimitedFailureInput) -> Answer<LimitedFailure> {
    Ok(fit_limited(&Observed::from_counts(&asked.failures, &asked.suspensions)?))
}

fn fit_limited(observed: &Observed) -> LimitedFailure {
    let sketch = observed.sketch();
    let rough = highest(sketch.as_ref().unwrap_or(observed));
    refined(observed, sketch.is_some(), rough)
}

/// The fit and its deviance, which is twice the logarithm of how much likelier it is than that of one population, when
/// it is above `cut`.
///
/// With delayed entry each contribution is divided by the chance of being whole at the entry.
pub(super) fn fit_if_likelier(observed: &Observed, one: &Fit, loglik: f64, cut: f64) -> Option<(f64, LimitedFailure)> {
    let sketch = observed.sketch();
    let seen = sketch.as_ref().unwrap_or(observed);
    let rough = highest(seen);
    let all_have_it = [one.beta.ln(), one.ln_eta - observed.longest, MOST_LOGIT];
    // A sketch is off by far less than a fifth.
    if 2.0 * (rough.1 - Model::of(seen).local(&all_have_it).value) < 0.8 * cut {
        return None;
    }
    let found = refined(observed, sketch.is_some(), rough);
    let deviance = 2.0 * (found.loglik - loglik);
    (deviance > cut).then_some((deviance, found))
}

fn highest(observed: &Observed) -> (Point, f64) {
    let model = Model::of(observed);
    let found = model.starts(observed).into_iter().map(|start| model.climb(start, 1e-3, MOST_STEPS));
    found.max_by(|a, b| a.1.total_cmp(&b.1)).unwrap_or(([0.0; 3], f64::MIN))
}

/// The last steps, over all rows.
fn refined(observed: &Observed, was_sketched: bool, rough: (Point, f64)) -> LimitedFailure {
    let (at, loglik) = if was_sketched { Model::of(observed).climb(rough.0, 1e-9, LAST_STEPS) } else { rough };
    LimitedFailure {
        beta: at[0].exp(),
        eta: (at[1] + observed.longest).exp(),
        defective_share: share(at[2]),
        loglik: loglik - observed.longest * observed.failed,
    }
}

fn share(logit: f64) -> f64 {
    1.0 / (1.0 + (-logit).exp())
}

struct Model<'a> {
    failures: &'a [LogTime],
    /// Who was still whole, and with a count below zero who came whole: ln(1 − p + p S) of each counts.
    whole: Vec<LogTime>,
    failed: f64,
}

/// ln β, ln η less that of the longest time, and the logit of the share.
type Point = [f64; 3];

/// Value, slopes and curvature of the log-likelihood.
#[derive(Default)]
struct Local {
    value: f64,
    slope: [f64; 3],
    curve: [[f64; 3]; 3],
}

impl<'a> Model<'a> {
    fn of(observed: &'a Observed) -> Self {
        let came_late = observed.entries.iter().map(|row| LogTime { count: -row.count, ..*row });
        let whole = observed.whole.iter().copied().chain(came_late).collect();
        Self { failures: &observed.failures, whole, failed: observed.failed }
    }

    /// All have it and most are yet to fail; only those that failed have it; and halfway.
    fn starts(&self, observed: &Observed) -> [Point; 3] {
        let all = Fit::of(observed);
        let alone = Fit::of(&Observed {
            failures: self.failures.to_vec(),
            exits: self.failures.to_vec(),
            failed: self.failed,
            ..Observed::default()
        });
        let whole: f64 = observed.whole.iter().map(|row| row.count).sum();
        let failed_share = (self.failed / (self.failed + whole)).clamp(1e-12, 0.999);
        let logit = |p: f64| (p / (1.0 - p)).ln();
        let shape = |fit: &Fit| fit.beta.clamp(0.05, 20.0).ln();
        let whole_scale = all.ln_eta - observed.longest;
        [
            [shape(&all), whole_scale.min(20.0), 5.0],
            [shape(&alone), alone.ln_eta, logit(failed_share)],
            [shape(&alone), alone.ln_eta + 0.7, logit((2.0 * failed_share).min(0.9))],
        ]
    }

    /// Newton's method with Levenberg's damping, which always goes up.
    fn climb(&self, start: Point, damping: f64, most_steps: usize) -> (Point, f64) {
        let (mut at, mut damping) = (start, damping);
        let mut here = self.local(&at);
        for _ in 0..most_steps {
            let Some(step) = here.damped_step(damping) else { break };
            let next: Point = std::array::from_fn(|i| at[i] + step[i].clamp(-2.0, 2.0));
            let gain = here.promised(&step);
            let is_small = step.iter().all(|s| s.abs() < LAST_STEP) && self.is_allowed(&next);
            let nothing = ROUNDING * (1e4 + here.value.abs());
            if gain >= 0.0 && (gain < nothing || is_small && damping <= 1e-6) {
                // Newton's steps square what is off. Along a ridge without end they are not small and gain nothing.
                return if is_small { (next, here.value + gain) } else { (at, here.value) };
            }
            let there = self.local(&next);
            if self.is_allowed(&next) && there.value >= here.value {
                (at, here, damping) = (next, there, f64::max(damping / 10.0, 1e-12));
            } else {
                damping *= 10.0;
                if damping > 1e12 {
                    break;
                }
            }
        }
        (at, here.value)
    }

    fn is_allowed(&self, at: &Point) -> bool {
        (-4.0..=7.0).contains(&at[0]) && at[1].abs() < 60.0 && at[2].abs() <= MOST_LOGIT
    }

    /// With u = β (ln t − ln η), z = e^u: a failure gives ln p + ln β − ln t + u − z, a survivor ln(1 − p + p e^−z).
    fn local(&self, at: &Point) -> Local {
        let (beta, p) = (at[0].exp(), share(at[2]));
        let mut local = Local::default();
        for row in self.failures {
            let u = beta * (row.ln - at[1]);
            let z = u.min(600.0).exp();
            local.value += row.count * (p.ln() + at[0] - row.ln + u - z);
            local.slope[0] += row.count;
            local.slope[2] += row.count * (1.0 - p);
            local.curve[2][2] -= row.count * p * (1.0 - p);
            local.add(row.count, u, beta, 1.0 - z, -z);
        }
        for row in &self.whole {
            let u = beta * (row.ln - at[1]);
            let z = u.min(600.0).exp();
            let failed = -(-z).exp_m1();
            let whole = 1.0 - p * failed;
            let whole = if whole > 0.0 { whole } else { f64::MIN_POSITIVE };
            let pull = p * (1.0 - failed) * z / whole;
            local.value += row.count * whole.ln();
            local.add(row.count, u, beta, -pull, -pull * (1.0 - z + pull));
            local.add_share(row.count, u, beta, p, failed, pull / whole);
        }
        local.mirror();
        local
    }
}

impl Local {
    /// Adds what depends on u: ∂u/∂ln β = u, ∂u/∂ln η = −β.
    fn add(&mut self, count: f64, u: f64, beta: f64, by_u: f64, by_u_twice: f64) {
        self.slope[0] += count * by_u * u;
        self.slope[1] -= count * by_u * beta;
        self.curve[0][0] += count * (by_u_twice * u * u + by_u * u);
        self.curve[0][1] -= count * beta * (by_u_twice * u + by_u);
        self.curve[1][1] += count * by_u_twice * beta * beta;
    }

    /// Adds what a survivor's ln(1 − p F) depends on the share by.
    fn add_share(&mut self, count: f64, u: f64, beta: f64, p: f64, failed: f64, mixed: f64) {
        let (rest, whole) = (p * (1.0 - p), (1.0 - p * failed).max(f64::MIN_POSITIVE));
        let by_p = -failed / whole;
        self.slope[2] += count * rest * by_p;
        self.curve[2][2] += count * (rest * (1.0 - 2.0 * p) * by_p - rest * rest * by_p * by_p);
        let by_u_and_logit = -(1.0 - p) * mixed;
        self.curve[0][2] += count * by_u_and_logit * u;
        self.curve[1][2] -= count * by_u_and_logit * beta;
    }

    fn mirror(&mut self) {
        self.curve[1][0] = self.curve[0][1];
        self.curve[2][0] = self.curve[0][2];
        self.curve[2][1] = self.curve[1][2];
    }

    /// What the slopes let a step gain.
    fn promised(&self, step: &Point) -> f64 {
        self.slope.iter().zip(step).map(|(slope, step)| slope * step).sum::<f64>() / 2.0
    }

    /// The solution of (D − curve) step = slope, where D damps by the size of the curvature.
    fn damped_step(&self, damping: f64) -> Option<Point> {
        let row = |i: usize| -> [f64; 4] {
            let damped = -self.curve[i][i] + damping * (self.curve[i][i].abs() + 1e-9);
            std::array::from_fn(|j| match j {
                3 => self.slope[i],
                _ if i == j => damped,
                _ => -self.curve[i][j],
            })
        };
        let rows = std::array::from_fn(row);
        solve(rows).filter(|step| step.iter().all(|s| s.is_finite()))
    }
}

/// Gauss with the largest pivot.
fn solve(mut rows: [[f64; 4]; 3]) -> Option<Point> {
    for column in 0..3 {
        let pivot = (column..3).max_by(|&a, &b| rows[a][column].abs().total_cmp(&rows[b][column].abs()))?;
        rows.swap(column, pivot);
        if rows[column][column].abs() < 1e-300 {
            return None;
        }
        for row in 0..3 {
            if row != column {
                let factor = rows[row][column] / rows[column][column];
                let pivot_row = rows[column];
                rows[row].iter_mut().zip(pivot_row).skip(column).for_each(|(value, pivot)| *value -= factor * pivot);
            }
        }
    }
    Some(std::array::from_fn(|i| rows[i][3] / rows[i][i]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::numbers::Seeded;

    fn rows() -> Observed {
        let failures = [(0.5, 2.0), (1.5, 1.0), (4.0, 3.0), (9.0, 2.0), (30.0, 1.0)];
        Observed::from_counts(&failures, &[(40.0, 50.0), (100.0, 400.0)]).expect("rows")
    }

    #[test]
    fn slopes_and_curvature_are_those_of_the_value() {
        let observed = rows();
        let model = Model::of(&observed);
        let at = [-0.4, -2.0, -2.5];
        let local = model.local(&at);
        let moved = |axis: usize, by: f64| {
            let mut there = at;
            there[axis] += by;
            model.local(&there)
        };
        for i in 0..3 {
            let slope = (moved(i, 1e-5).value - moved(i, -1e-5).value) / 2e-5;
            assert!((local.slope[i] - slope).abs() < 1e-5 * (1.0 + slope.abs()), "slope {i}");
            for j in 0..3 {
                let curve = (moved(i, 1e-5).slope[j] - moved(i, -1e-5).slope[j]) / 2e-5;
                assert!((local.curve[i][j] - curve).abs() < 1e-5 * (1.0 + curve.abs()), "curve {i} {j}");
            }
        }
    }

    #[test]
    fn no_point_nearby_is_likelier() {
        let observed = rows();
        let model = Model::of(&observed);
        let found = fit_limited(&observed);
        let at = [
            found.beta.ln(),
            found.eta.ln() - observed.longest,
            (found.defective_share / (1.0 - found.defective_share)).ln(),
        ];
        let top = model.local(&at).value;
        for axis in 0..3 {
            for by in [-0.01, 0.01] {
                let mut there = at;
                there[axis] += by;
                assert!(model.local(&there).value < top);
            }
        }
    }

    #[test]
    fn a_sketch_on_the_way_does_not_change_the_answer() {
        let mut dice = Seeded::new(8);
        let (mut failures, mut suspensions) = (Vec::new(), Vec::new());
        for _ in 0..3000 {
            let (watched, life) = (0.2 + 6.0 * dice.share(), (-(1.0 - dice.share()).ln()).powf(0.6));
            let has_it = dice.share() < 0.3;
            if has_it && life < watched { failures.push((life, 2.0)) } else { suspensions.push((watched, 1.0)) }
        }
        let observed = Observed::from_counts(&failures, &suspensions).expect("rows");
        let sketch = observed.sketch().expect("a sketch of so many rows");
        assert!(sketch.exits.len() < 2 * observed.exits.len() / 3 && (sketch.failed - observed.failed).abs() < 1e-9);
        let (found, whole) = (fit_limited(&observed), refined(&observed, false, highest(&observed)));
        assert!((found.beta - whole.beta).abs() < 1e-8 * whole.beta, "{found:?} {whole:?}");
        assert!((found.defective_share - whole.defective_share).abs() < 1e-8);
        assert!((found.loglik - whole.loglik).abs() < 1e-7);
    }

    #[test]
    fn who_came_late_counts_only_from_then_on() {
        let units: Vec<_> =
            (1..60).map(|i| (f64::from(i % 5), f64::from(i % 5 + i % 11 + 1), u8::from(i % 7 == 0))).collect();
        let observed = Observed::from_units(&units).expect("rows");
        let (beta, eta, p) = (1.3f64, 14.0f64, 0.6f64);
        let whole = |time: f64| 1.0 - p + p * (-(time / eta).powf(beta)).exp();
        let density = |time: f64| p * beta / eta * (time / eta).powf(beta - 1.0) * (-(time / eta).powf(beta)).exp();
        let term = |&(entry, exit, failed): &(f64, f64, u8)| {
            (if failed == 1 { density(exit) } else { whole(exit) }).ln() - whole(entry).ln()
        };
        let expected: f64 = units.iter().map(term).sum();
        let at = [beta.ln(), eta.ln() - observed.longest, (p / (1.0 - p)).ln()];
        let found = Model::of(&observed).local(&at).value - observed.longest * observed.failed;
        assert!((found - expected).abs() < 1e-9, "{found} {expected}");
    }

    #[test]
    fn when_all_failed_all_had_it() {
        let observed = Observed::from_counts(&[(1.0, 1.0), (2.0, 1.0), (3.0, 1.0)], &[]).expect("rows");
        assert!(fit_limited(&observed).defective_share > 0.999_999);
    }
}
