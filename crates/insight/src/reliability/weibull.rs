//! The Weibull distribution by maximum likelihood.

use serde::{Deserialize, Serialize};

use super::{
    LimitedFailure, Warning, WarningCode, mixed_population,
    observed::{LogTime, Observed, TimeCount, Unit},
};
use crate::input::{self, Answer, refuse};

/// Shapes that are searched. Real ones lie between 0.3 and 10.
const LEAST_SHAPE: f64 = 0.02;
const MOST_SHAPE: f64 = 1000.0;
pub(super) const FEW_FAILURES: f64 = 4.0;

#[derive(Debug, Clone, Default, Deserialize)]
pub struct WeibullInput {
    /// Times at which so many failed.
    #[serde(default)]
    pub failures: Vec<TimeCount>,
    /// Times at which so many were still whole (right censored).
    #[serde(default)]
    pub suspensions: Vec<TimeCount>,
    /// Instead of both: one row for each unit, with the time from which it was watched (delayed entry). A device that
    /// was registered late could not have been seen to fail before.
    #[serde(default)]
    pub units: Vec<Unit>,
    /// A span of time from now, for the failures to come.
    pub ahead: Option<f64>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Weibull {
    /// Shape: below 1 infant mortality, 1 chance, above 1 wear.
    pub beta: f64,
    /// Scale in the unit of the times: 63.2 % have failed by then.
    pub eta: f64,
    pub loglik: f64,
    /// Standard error from the observed information; missing when the likelihood is not curved there.
    pub se_beta: Option<f64>,
    pub se_eta: Option<f64>,
    /// Of those still whole, how many will fail within `ahead`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expected_failures: Option<f64>,
    pub warnings: Vec<Warning>,
    /// Offered beside a warning of a mixed population: only a share of the devices has the defect.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub limited_failure: Option<LimitedFailure>,
}

/// Maximum likelihood with right censoring and delayed entry (W. Q. Meeker, L. A. Escobar, *Statistical Methods for
/// Reliability Data*, 1998, ch. 8 and 11).
///
/// For a given shape the best scale is η^β = Σ(t^β − entry^β) / failures, so one equation in β is left.
pub fn weibull(asked: &WeibullInput) -> Answer<Weibull> {
    let observed = read(asked)?;
    if let Some(ahead) = asked.ahead {
        input::non_negative("ahead", ahead)?;
    }
    let fit = Fit::of(&observed);
    let powers = Powers::watched(&observed, fit.beta);
    let loglik = fit.loglik(&observed, &powers);
    let [se_beta, se_ln_eta] = fit.standard_errors(&observed, &powers);
    let mut warnings = fit.doubts(observed.failed);
    let (suspicion, limited_failure) = mixed_population::suspected(&observed, &fit, loglik).unzip();
    warnings.extend(suspicion);
    Ok(Weibull {
        beta: fit.beta,
        eta: fit.ln_eta.exp(),
        loglik,
        se_beta,
        se_eta: se_ln_eta.map(|se| se * fit.ln_eta.exp()).filter(|se| se.is_finite()),
        expected_failures: asked.ahead.map(|ahead| fit.expected_failures(&observed.survivors, ahead)),
        warnings,
        limited_failure,
    })
}

fn read(asked: &WeibullInput) -> Answer<Observed> {
    if asked.units.is_empty() {
        return Observed::from_counts(&asked.failures, &asked.suspensions);
    }
    if !asked.failures.is_empty() || !asked.suspensions.is_empty() {
        return refuse("units", "should stand alone, without failures and suspensions");
    }
    Observed::from_units(&asked.units)
}

/// Shape and logarithm of the scale.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fit {
    pub beta: f64,
    pub ln_eta: f64,
    has_peak: bool,
}

/// Σ n t^β and its derivatives by β, with times relative to the longest.
#[derive(Clone, Copy, Default)]
struct Powers {
    sum: f64,
    first: f64,
    second: f64,
}

impl Powers {
    fn of(rows: &[LogTime], beta: f64) -> Self {
        rows.iter().fold(Self::default(), |sums, row| {
            let power = row.count * (beta * row.ln).exp();
            Self {
                sum: sums.sum + power,
                first: sums.first + power * row.ln,
                second: sums.second + power * row.ln * row.ln,
            }
        })
    }

    fn watched(observed: &Observed, beta: f64) -> Self {
        let (out, before) = (Self::of(&observed.exits, beta), Self::of(&observed.entries, beta));
        Self {
            sum: (out.sum - before.sum).max(f64::MIN_POSITIVE),
            first: out.first - before.first,
            second: out.second - before.second,
        }
    }
}

/// The likelihood at its best scale, seen along the shape.
#[derive(Clone, Copy)]
struct Profile {
    slope: f64,
    curve: f64,
    value: f64,
    ln_eta: f64,
}

impl Profile {
    fn at(observed: &Observed, beta: f64, failure_logs: f64) -> Self {
        let powers = Powers::watched(observed, beta);
        let r = observed.failed;
        let mean = powers.first / powers.sum;
        Self {
            slope: r / beta + failure_logs - r * mean,
            curve: -r / (beta * beta) - r * (powers.second / powers.sum - mean * mean),
            value: r * beta.ln() + beta * failure_logs - r * (powers.sum / r).ln(),
            ln_eta: (observed.longest + (powers.sum / r).ln() / beta).clamp(-600.0, 600.0),
        }
    }
}

impl Fit {
    /// From the logarithms of shape and scale, kept where the search for them ends.
    pub fn at(logs: &[f64; 2]) -> Self {
        let inside = (LEAST_SHAPE.ln() + 1e-6..MOST_SHAPE.ln() - 1e-6).contains(&logs[0]) && logs[1].abs() < 100.0;
        let beta = logs[0].clamp(LEAST_SHAPE.ln(), MOST_SHAPE.ln()).exp();
        Self { beta, ln_eta: logs[1].clamp(-100.0, 100.0), has_peak: inside }
    }

    pub fn has_peak(&self) -> bool {
        self.has_peak
    }

    /// The long way of the search goes over a sketch of the rows, the last steps over all of them.
    pub fn of(observed: &Observed) -> Self {
        match observed.sketch() {
            Some(sketch) => Self::sought(&sketch).refined(observed),
            None => Self::sought(observed),
        }
    }

    fn sought(observed: &Observed) -> Self {
        let at = profiles(observed);
        match bracket(observed, &at) {
            Ok((low, high)) => Self::peak(climb(1.0, low, high, &at)),
            Err(beta) => Self { beta, ln_eta: at(beta).ln_eta, has_peak: false },
        }
    }

    fn refined(self, observed: &Observed) -> Self {
        let at = profiles(observed);
        if !self.has_peak {
            let end = at(self.beta);
            if (end.slope > 0.0) == (self.beta > 1.0) {
                return Self { ln_eta: end.ln_eta, ..self };
            }
        }
        Self::peak(climb(self.beta, LEAST_SHAPE, MOST_SHAPE, &at))
    }

    fn peak(found: (f64, Profile)) -> Self {
        let (beta, profile) = found;
        let has_peak = (LEAST_SHAPE * 1.000_001..MOST_SHAPE / 1.000_001).contains(&beta);
        Self { beta, ln_eta: profile.ln_eta, has_peak }
    }

    fn loglik(&self, observed: &Observed, powers: &Powers) -> f64 {
        let densities = observed.failures.iter().map(|failure| {
            let ln = failure.ln + observed.longest;
            failure.count * (self.beta.ln() - ln + self.beta * (ln - self.ln_eta))
        });
        densities.sum::<f64>() - self.hazard(observed, powers.sum)
    }

    /// Cumulative hazard of a sum of powers that are relative to the longest time.
    fn hazard(&self, observed: &Observed, powers: f64) -> f64 {
        (powers.ln() + self.beta * (observed.longest - self.ln_eta)).exp()
    }

    /// Of the shape and of the logarithm of the scale.
    fn standard_errors(&self, observed: &Observed, powers: &Powers) -> [Option<f64>; 2] {
        let shift = observed.longest - self.ln_eta;
        let scale = self.hazard(observed, 1.0);
        let first = scale * (powers.first + shift * powers.sum);
        let second = scale * (powers.second + 2.0 * shift * powers.first + shift * shift * powers.sum);
        let shape = observed.failed / (self.beta * self.beta) + second;
        let (mixed, size) = (-self.beta * first, self.beta * self.beta * observed.failed);
        let determinant = shape * size - mixed * mixed;
        let root = |variance: f64| (variance > 0.0 && variance.is_finite()).then(|| variance.sqrt());
        if self.has_peak { [root(size / determinant), root(shape / determinant)] } else { [None, None] }
    }

    fn expected_failures(&self, survivors: &[TimeCount], ahead: f64) -> f64 {
        survivors.iter().map(|&(age, count)| count * self.chance_within(age, ahead)).sum()
    }

    /// The chance that what is whole at `age` fails within `ahead`.
    pub fn chance_within(&self, age: f64, ahead: f64) -> f64 {
        -(self.hazard_at(age) - self.hazard_at(age + ahead)).exp_m1()
    }

    /// (t/η)^β, kept below what a difference of two needs to stay a number.
    pub fn hazard_at(&self, time: f64) -> f64 {
        if time > 0.0 { (self.beta * (time.ln() - self.ln_eta)).exp().min(1e300) } else { 0.0 }
    }

    fn doubts(&self, failed: f64) -> Vec<Warning> {
        let mut warnings = Vec::new();
        if !self.has_peak {
            warnings.push(Warning::new(
                WarningCode::NoPeak,
                "the likelihood has no peak, as when all failed at the same or the longest time; the shape is the end of the search",
            ));
        } else if self.beta < 0.2 || self.beta > 20.0 {
            let message = format!("a shape of {:.3} fits no single cause of failure", self.beta);
            warnings.push(Warning::new(WarningCode::UnusualShape, message));
        }
        if failed < FEW_FAILURES {
            let message = format!("{failed} failures say little about the shape; see its standard error");
            warnings.push(Warning::new(WarningCode::FewFailures, message));
        }
        warnings
    }
}

/// The profile of the likelihood at any shape.
fn profiles(observed: &Observed) -> impl Fn(f64) -> Profile {
    let failure_logs = observed.failures.iter().map(|failure| failure.count * failure.ln).sum();
    move |beta| Profile::at(observed, beta, failure_logs)
}

/// Shapes between which the slope turns from up to down, or the end of the search that is highest.
///
/// Without delayed entry the profile has one peak. With it there may be several: the highest of a coarse search is taken.
fn bracket(observed: &Observed, at: &impl Fn(f64) -> Profile) -> Result<(f64, f64), f64> {
    if observed.entries.is_empty() {
        return match (at(LEAST_SHAPE).slope > 0.0, at(MOST_SHAPE).slope < 0.0) {
            (true, true) => Ok((LEAST_SHAPE, MOST_SHAPE)),
            (false, _) => Err(LEAST_SHAPE),
            (true, false) => Err(MOST_SHAPE),
        };
    }
    const STEPS: i32 = 15;
    let shape = |step: i32| LEAST_SHAPE * (MOST_SHAPE / LEAST_SHAPE).powf(f64::from(step) / f64::from(STEPS));
    let seen: Vec<Profile> = (0..=STEPS).map(|step| at(shape(step))).collect();
    let peaks = (0..STEPS).filter(|&step| seen[step as usize].slope > 0.0 && seen[step as usize + 1].slope <= 0.0);
    let top = |step: i32| seen[step as usize].value.max(seen[step as usize + 1].value);
    match peaks.max_by(|&a, &b| top(a).total_cmp(&top(b))) {
        Some(step) => Ok((shape(step), shape(step + 1))),
        None if seen[0].value > seen[STEPS as usize].value => Err(LEAST_SHAPE),
        None => Err(MOST_SHAPE),
    }
}

/// Newton's method on the logarithm of the shape, halving when it leaves the bracket: the peak, and the profile there.
fn climb(start: f64, low: f64, high: f64, at: &impl Fn(f64) -> Profile) -> (f64, Profile) {
    let (mut low, mut high) = (low.ln(), high.ln());
    let mut x = start.ln();
    if x <= low || x >= high {
        x = low.midpoint(high);
    }
    let mut profile = at(x.exp());
    for _ in 0..100 {
        let beta = x.exp();
        if profile.slope > 0.0 {
            low = x
        } else {
            high = x
        }
        let slope = beta * profile.slope;
        let curve = beta * beta * profile.curve + slope;
        let step = x - slope / curve;
        let next = if curve < 0.0 && step > low && step < high { step } else { low.midpoint(high) };
        if (next - x).abs() < 1e-13 || high - low < 1e-14 {
            break;
        }
        x = next;
        profile = at(x.exp());
    }
    (x.exp(), profile)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counts(failures: &[TimeCount], suspensions: &[TimeCount]) -> WeibullInput {
        WeibullInput { failures: failures.to_vec(), suspensions: suspensions.to_vec(), ..WeibullInput::default() }
    }

    fn has(found: &Weibull, code: WarningCode) -> bool {
        found.warnings.iter().any(|warning| warning.code == code)
    }

    #[test]
    fn times_in_another_unit_scale_eta_and_leave_beta() {
        let rows = [(3.0, 1.0), (5.0, 2.0), (8.0, 1.0), (13.0, 3.0), (14.0, 1.0)];
        let days = weibull(&counts(&rows, &[(9.0, 5.0)])).expect("a fit");
        let hours = weibull(&counts(&rows.map(|(t, n)| (24.0 * t, n)), &[(216.0, 5.0)])).expect("a fit");
        assert!((hours.beta - days.beta).abs() < 1e-9 && (hours.eta - 24.0 * days.eta).abs() < 1e-6);
    }

    #[test]
    fn a_sketch_on_the_way_does_not_change_the_answer() {
        let unit = |i: u32| {
            let entry = f64::from(i % 40);
            (entry, entry + 1.0 + f64::from(i * 7919 % 997), u8::from(i.is_multiple_of(3)))
        };
        for (units, late) in [(3000u32, 0.0), (3000, 1.0)] {
            let units: Vec<Unit> = (0..units).map(unit).map(|(a, b, failed)| (late * a, b, failed)).collect();
            let observed = Observed::from_units(&units).expect("rows");
            assert!(observed.sketch().is_some());
            let (found, whole) = (Fit::of(&observed), Fit::sought(&observed));
            assert!((found.beta - whole.beta).abs() < 1e-11 && (found.ln_eta - whole.ln_eta).abs() < 1e-11);
            assert!(found.has_peak && whole.has_peak);
        }
    }

    #[test]
    fn many_failures_all_at_the_longest_time_have_no_peak_either() {
        let suspensions: Vec<TimeCount> = (1..3000).map(|i| (f64::from(i) / 400.0, 1.0)).collect();
        let found = weibull(&counts(&[(10.0, 5.0)], &suspensions)).expect("a fit");
        assert!(has(&found, WarningCode::NoPeak) && found.se_beta.is_none());
    }

    #[test]
    fn failures_all_at_the_longest_time_have_no_peak() {
        let found = weibull(&counts(&[(10.0, 5.0)], &[(4.0, 9.0)])).expect("a fit");
        assert!(has(&found, WarningCode::NoPeak) && found.se_beta.is_none());
    }

    #[test]
    fn a_mixed_population_is_warned_of_and_the_other_model_offered() {
        let failures = [(1.0, 1.0), (73.0, 1.0), (123.0, 1.0), (146.0, 1.0), (179.0, 2.0), (200.0, 4.0)];
        let found = weibull(&counts(&failures, &[(50_000.0, 4000.0)])).expect("a fit");
        assert!(has(&found, WarningCode::MixedPopulation));
        let offered = found.limited_failure.expect("the other model");
        assert!(offered.loglik > found.loglik + 2.0 && (offered.defective_share - 0.0025).abs() < 3e-4);
    }

    #[test]
    fn a_fit_without_doubts_does_not_warn() {
        let quantile = |i: i32| (-(1.0 - (f64::from(i) - 0.5) / 40.0).ln()).sqrt();
        let failures: Vec<TimeCount> = (1..=40).map(|i| (100.0 * quantile(i), 1.0)).collect();
        let found = weibull(&counts(&failures, &[])).expect("a fit");
        assert!(found.warnings.is_empty(), "{found:?}");
        assert!((found.beta - 2.0).abs() < 0.2 && (found.eta - 100.0).abs() < 3.0);
    }

    #[test]
    fn who_came_late_must_not_count_as_watched_from_the_start() {
        let units: Vec<Unit> = (1..40).map(|i| (f64::from(i % 9), f64::from(i % 9 + i), u8::from(i % 3 > 0))).collect();
        let late = weibull(&WeibullInput { units: units.clone(), ..WeibullInput::default() }).expect("a fit");
        let from_start = units.iter().map(|&(_, exit, failed)| (0.0, exit, failed)).collect();
        let early = weibull(&WeibullInput { units: from_start, ..WeibullInput::default() }).expect("a fit");
        assert!(late.beta < early.beta, "ignoring the entry makes it look like wear");
    }

    #[test]
    fn nothing_failed_is_an_error_that_says_what_else_to_ask() {
        let error = weibull(&counts(&[], &[(5.0, 3.0)])).expect_err("no failure");
        assert!(error.field == "failures" && error.message.contains("weibayes"));
        assert_eq!(weibull(&counts(&[(0.0, 1.0)], &[])).expect_err("at birth").field, "failures[0][0]");
    }
}
