//! The limited-failure population: only a share of the devices has the defect.

use serde::{Deserialize, Serialize};

use super::{
    observed::{LogTime, Observed, TimeCount},
    weibull::Fit,
};
use crate::input::Answer;

/// Steps of a climb; a fit takes ten to thirty.
const MOST_STEPS: usize = 200;
const LEAST_STEPS: usize = 30;
/// Rows that the steps of a climb may look at together: about two seconds.
const MOST_LOOKS: usize = 30_000_000;
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

pub(super) fn fit_limited(observed: &Observed) -> LimitedFailure {
    let model = Model::of(observed);
    let found = model.starts(observed).into_iter().map(|start| model.climb(start));
    let best = found.max_by(|a, b| a.1.total_cmp(&b.1));
    let (at, loglik) = best.unwrap_or(([0.0; 3], f64::MIN));
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
    survivors: Vec<LogTime>,
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
        let whole = observed.survivors.iter().filter(|(time, count)| *time > 0.0 && *count > 0.0);
        let survivors = whole.map(|&(time, count)| LogTime { ln: time.ln() - observed.longest, count }).collect();
        Self { failures: &observed.failures, survivors, failed: observed.failed }
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
        let whole: f64 = self.survivors.iter().map(|survivor| survivor.count).sum();
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
    fn climb(&self, start: Point) -> (Point, f64) {
        let (mut at, mut damping) = (start, 1e-3);
        let mut here = self.local(&at);
        let rows = (self.failures.len() + self.survivors.len()).max(1);
        for _ in 0..(MOST_LOOKS / rows).clamp(LEAST_STEPS, MOST_STEPS) {
            let Some(step) = here.damped_step(damping) else { break };
            let next: Point = std::array::from_fn(|i| at[i] + step[i].clamp(-2.0, 2.0));
            let there = self.local(&next);
            if self.is_allowed(&next) && there.value >= here.value {
                let gained = there.value - here.value;
                (at, here, damping) = (next, there, f64::max(damping / 10.0, 1e-12));
                if gained < 1e-13 * (1.0 + here.value.abs()) && step.iter().all(|s| s.abs() < 1e-7) {
                    break;
                }
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
        for row in &self.survivors {
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
    fn when_all_failed_all_had_it() {
        let observed = Observed::from_counts(&[(1.0, 1.0), (2.0, 1.0), (3.0, 1.0)], &[]).expect("rows");
        assert!(fit_limited(&observed).defective_share > 0.999_999);
    }
}
