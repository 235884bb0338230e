//! Distributions and searches that the families share.
//!
//! Written here rather than taken from a library, because tails have to be right far out and for large counts: the
//! prefactors use Loader's saddle-point form (C. Loader, *Fast and Accurate Computation of Binomial Probabilities*,
//! 2000), which loses no digits when a count is in the millions.

mod beta;
mod binomial;
mod gamma;
mod normal;
mod poisson;
mod scored;
mod search;
mod seed;

pub(crate) use beta::{beta_quantile, ln_beta, t_quantile};
pub(crate) use binomial::binomial_upper;
pub(crate) use gamma::{chi2_quantile, chi2_upper, ln_gamma};
pub(crate) use normal::normal_quantile;
pub(crate) use poisson::{poisson_at_most, poisson_pmf, poisson_shortage, poisson_upper};
pub(crate) use scored::Scored;
pub(crate) use search::{Peak, highest};
pub(crate) use seed::Seeded;

/// The normal quantile of a two-sided 95 % interval.
pub(crate) const Z_95: f64 = 1.959_963_984_540_054;

pub(crate) fn mean(values: &[f64]) -> f64 {
    if values.is_empty() { 0.0 } else { values.iter().sum::<f64>() / values.len() as f64 }
}

/// The middle value; of an even number the mean of the two in the middle. Zero of nothing.
pub(crate) fn median(values: &[f64]) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let half = sorted.len() / 2;
    match (sorted.get(half), sorted.len() % 2) {
        (None, _) => 0.0,
        (Some(upper), 0) => (sorted[half - 1] + upper) / 2.0,
        (Some(middle), _) => *middle,
    }
}
