//! How many pieces per period will be asked for.

use serde::{Deserialize, Serialize};

use super::{
    Class, auto, check_series,
    smoothing::{FINE, smooth, smooth_best},
};
use crate::input::{self, Answer};

/// The smoothing constant of those who name none (Croston 1972 advises 0.1 to 0.2).
const USUAL_ALPHA: f64 = 0.1;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Method {
    /// J. D. Croston, *Forecasting and stock control for intermittent demands* (1972): size over interval.
    Croston,
    /// A. A. Syntetos, J. E. Boylan (2005): Croston without its bias, × (1 − α/2).
    Sba,
    /// R. H. Teunter, A. A. Syntetos, M. Z. Babai (2011): falls while nothing is asked for.
    Tsb,
    /// K. Nikolopoulos et al. (2011): smooths sums over the mean interval.
    Adida,
    /// F. Petropoulos, N. Kourentzes (2015): mean of the forecasts of every aggregation up to the mean interval.
    Imapa,
    /// The one that would have cost least in stock and shortage, among those fit for the class.
    Auto,
}

#[derive(Debug, Clone, Deserialize)]
pub struct ForecastInput {
    /// Pieces asked for, per period, oldest first.
    pub y: Vec<f64>,
    pub method: Method,
    /// Smoothing of croston and sba, above 0 up to 1; 0.1 when missing.
    pub alpha: Option<f64>,
    /// Smoothing of the size in tsb; 0.1 when missing.
    pub alpha_demand: Option<f64>,
    /// Smoothing of the chance of demand in tsb; 0.1 when missing.
    pub alpha_probability: Option<f64>,
    /// auto: cost of a piece left over at the end of a lead time; 1 when missing.
    pub holding: Option<f64>,
    /// auto: cost of a piece short at the end of a lead time; 9 when missing.
    pub penalty: Option<f64>,
    /// auto: periods from order to arrival; 3 when missing.
    pub lead_periods: Option<usize>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Forecast {
    /// Pieces per period.
    pub rate: f64,
    /// The method that gave the rate.
    pub method: Method,
    /// auto: the class of the demand; missing when nothing was ever asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub class: Option<Class>,
    /// auto: what each method considered would have cost per origin; empty when there was too little to judge by.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub judged: Vec<Judged>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Judged {
    pub method: Method,
    pub cost: f64,
}

/// The smoothing constants of the methods that have some, and how those are sought that are not given.
#[derive(Debug, Clone, Copy)]
pub(super) struct Alphas {
    pub size: f64,
    pub tsb_size: f64,
    pub tsb_chance: f64,
    /// Passes of the search for the best constant, in adida and imapa.
    pub passes: usize,
}

/// By the method asked for, whose source stands beside it; `auto` chooses by what each would have cost.
pub fn forecast(asked: &ForecastInput) -> Answer<Forecast> {
    check_series(&asked.y)?;
    let alphas = alphas(asked)?;
    match asked.method {
        Method::Auto => auto::choose(&asked.y, alphas, &auto::costs(asked)?),
        method => Ok(Forecast { rate: rate(&asked.y, method, alphas), method, class: None, judged: Vec::new() }),
    }
}

fn alphas(asked: &ForecastInput) -> Answer<Alphas> {
    let read = |field: &str, alpha: Option<f64>| {
        let alpha = alpha.unwrap_or(USUAL_ALPHA);
        input::within(field, alpha, input::SMALLEST, 1.0).map(|()| alpha)
    };
    Ok(Alphas {
        size: read("alpha", asked.alpha)?,
        tsb_size: read("alpha_demand", asked.alpha_demand)?,
        tsb_chance: read("alpha_probability", asked.alpha_probability)?,
        passes: FINE,
    })
}

/// Zero when nothing was ever asked for.
pub(super) fn rate(y: &[f64], method: Method, alphas: Alphas) -> f64 {
    match method {
        Method::Croston => croston(y, alphas.size),
        Method::Sba | Method::Auto => (1.0 - alphas.size / 2.0) * croston(y, alphas.size),
        Method::Tsb => tsb(y, alphas.tsb_size, alphas.tsb_chance),
        Method::Adida => adida(y, alphas.passes),
        Method::Imapa => imapa(y, alphas.passes),
    }
}

/// The first interval is counted from period 0.
fn croston(y: &[f64], alpha: f64) -> f64 {
    match (smooth(sizes(y), alpha), smooth(intervals(y), alpha)) {
        (Some(size), Some(interval)) => size / interval,
        _ => 0.0,
    }
}

fn tsb(y: &[f64], alpha_size: f64, alpha_chance: f64) -> f64 {
    let chances = y.iter().map(|&size| if size > 0.0 { 1.0 } else { 0.0 });
    smooth(sizes(y), alpha_size).unwrap_or(0.0) * smooth(chances, alpha_chance).unwrap_or(0.0)
}

fn adida(y: &[f64], passes: usize) -> f64 {
    match mean_interval(y) {
        Some(periods) => aggregated(y, periods, passes),
        None => 0.0,
    }
}

fn imapa(y: &[f64], passes: usize) -> f64 {
    match mean_interval(y) {
        Some(most) => (1..=most).map(|periods| aggregated(y, periods, passes)).sum::<f64>() / most as f64,
        None => 0.0,
    }
}

/// Smooths the sums of so many periods each; what is left over is dropped from the start.
fn aggregated(y: &[f64], periods: usize, passes: usize) -> f64 {
    let sums: Vec<f64> = y[y.len() % periods..].chunks_exact(periods).map(|chunk| chunk.iter().sum()).collect();
    smooth_best(&sums, passes) / periods as f64
}

fn sizes(y: &[f64]) -> impl Iterator<Item = f64> {
    y.iter().copied().filter(|&size| size > 0.0)
}

fn intervals(y: &[f64]) -> impl Iterator<Item = f64> {
    let mut since = 0.0;
    y.iter().filter_map(move |&size| {
        since += 1.0;
        (size > 0.0).then(|| std::mem::replace(&mut since, 0.0))
    })
}

/// Rounded half to even; the intervals end at the last demand, so their sum is its place in the series.
fn mean_interval(y: &[f64]) -> Option<usize> {
    let last = y.iter().rposition(|&size| size > 0.0)?;
    Some(((last + 1) as f64 / sizes(y).count() as f64).round_ties_even() as usize)
}

#[cfg(test)]
mod tests {
    use super::*;

    const HALF: Alphas = Alphas { size: 0.5, tsb_size: 0.5, tsb_chance: 0.5, passes: FINE };

    #[test]
    fn croston_smooths_sizes_and_intervals_apart() {
        // Sizes 4, 6 → 5; intervals 1, 3 → 2.
        assert_eq!(rate(&[4.0, 0.0, 0.0, 6.0, 0.0], Method::Croston, HALF), 2.5);
        assert_eq!(rate(&[4.0, 0.0, 0.0, 6.0, 0.0], Method::Sba, HALF), 0.75 * 2.5);
    }

    #[test]
    fn tsb_falls_while_nothing_is_asked_for() {
        let y = [2.0, 2.0, 0.0, 0.0, 0.0];
        assert_eq!(rate(&y, Method::Tsb, HALF), 2.0 * 0.125);
        assert!(rate(&y, Method::Croston, HALF) == 2.0, "croston keeps its rate");
    }

    #[test]
    fn the_mean_interval_is_rounded_half_to_even() {
        assert_eq!(mean_interval(&[0.0, 1.0, 0.0, 0.0, 1.0]), Some(2), "5 / 2 = 2.5 to 2");
        assert_eq!(mean_interval(&[0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 1.0]), Some(4), "7 / 2 = 3.5 to 4");
        assert_eq!(mean_interval(&[0.0, 0.0]), None);
    }

    #[test]
    fn without_demand_every_method_forecasts_none() {
        for method in [Method::Croston, Method::Sba, Method::Tsb, Method::Adida, Method::Imapa] {
            assert_eq!(rate(&[0.0; 12], method, HALF), 0.0);
        }
    }
}
