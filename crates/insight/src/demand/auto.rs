//! Chooses a method by what it would have cost.
//!
//! A forecast of nothing has the least absolute error when most periods have no demand, and leaves every customer
//! waiting. So a method is judged by the stock its forecasts would have led to: at each of the last origins the stock
//! is raised to what should suffice for a lead time, and then pieces left over and pieces short are charged.

use super::{
    Class,
    class::classify,
    forecast::{Alphas, Forecast, ForecastInput, Judged, Method, rate},
    smoothing::COARSE,
};
use crate::{
    input::{self, Answer},
    numbers::normal_quantile,
};

/// Origins looked back at.
const MOST_ORIGINS: usize = 8;
/// Fewer origins tell nothing.
const LEAST_ORIGINS: usize = 4;
/// A method takes over from the one that the class advises when it is this much cheaper.
const CLEARLY_CHEAPER: f64 = 0.9;
/// At most so many periods of lead time.
const MOST_LEAD: usize = 1000;

pub(super) struct Costs {
    holding: f64,
    penalty: f64,
    lead: usize,
    /// Standard deviations above the mean that balance holding against shortage.
    safety: f64,
}

pub(super) fn costs(asked: &ForecastInput) -> Answer<Costs> {
    let holding = asked.holding.unwrap_or(1.0);
    let penalty = asked.penalty.unwrap_or(9.0);
    let lead = asked.lead_periods.unwrap_or(3);
    input::within("holding", holding, 1e-6, 1e9)?;
    input::within("penalty", penalty, 1e-6, 1e9)?;
    input::within("lead_periods", lead as f64, 1.0, MOST_LEAD as f64)?;
    Ok(Costs { holding, penalty, lead, safety: normal_quantile(penalty / (holding + penalty)) })
}

pub(super) fn choose(y: &[f64], alphas: Alphas, costs: &Costs) -> Answer<Forecast> {
    let Some(found) = classify(y) else {
        return Ok(Forecast { rate: 0.0, method: Method::Sba, class: None, judged: Vec::new() });
    };
    // A constant that is right to two digits changes what a method would have cost by less than chance does.
    let judged = judge(y, fit_for(found.class), Alphas { passes: COARSE, ..alphas }, costs);
    let method = cheapest(&judged).unwrap_or(fit_for(found.class)[0]);
    Ok(Forecast { rate: rate(y, method, alphas), method, class: Some(found.class), judged })
}

/// The methods fit for a class, the one advised first. Where demand is in most periods Croston has next to no bias.
fn fit_for(class: Class) -> &'static [Method] {
    match class {
        Class::Smooth => &[Method::Croston, Method::Tsb, Method::Imapa],
        Class::Erratic | Class::Intermittent | Class::Lumpy => {
            &[Method::Sba, Method::Tsb, Method::Adida, Method::Imapa]
        }
    }
}

fn judge(y: &[f64], methods: &[Method], alphas: Alphas, costs: &Costs) -> Vec<Judged> {
    let origins = origins(y, costs.lead);
    if origins.len() < LEAST_ORIGINS {
        return Vec::new();
    }
    let cost = |method: Method| {
        let all: f64 = origins.clone().map(|origin| cost_at(y, origin, method, alphas, costs)).sum();
        all / origins.len() as f64
    };
    methods.iter().map(|&method| Judged { method, cost: cost(method) }).collect()
}

/// The last origins that have a demand and half of the series before them and a lead time behind them.
fn origins(y: &[f64], lead: usize) -> std::ops::Range<usize> {
    let first_demand = y.iter().position(|&size| size > 0.0).unwrap_or(y.len());
    let end = (y.len() + 1).saturating_sub(lead);
    let start = end.saturating_sub(MOST_ORIGINS).max(y.len() / 2).max(first_demand + 1);
    start..end.max(start)
}

fn cost_at(y: &[f64], origin: usize, method: Method, alphas: Alphas, costs: &Costs) -> f64 {
    let (past, future) = y.split_at(origin);
    let mean = rate(past, method, alphas) * costs.lead as f64;
    let stock = (mean + costs.safety * (mean * dispersion(past)).sqrt()).max(0.0);
    let asked: f64 = future[..costs.lead].iter().sum();
    if asked > stock { costs.penalty * (asked - stock) } else { costs.holding * (stock - asked) }
}

/// Variance over mean, so that a method that forecasts more also expects more spread.
fn dispersion(past: &[f64]) -> f64 {
    let n = past.len() as f64;
    let mean = past.iter().sum::<f64>() / n;
    let variance = past.iter().map(|y| (y - mean).powi(2)).sum::<f64>() / n;
    variance / mean
}

fn cheapest(judged: &[Judged]) -> Option<Method> {
    let advised = judged.first()?;
    let best = judged.iter().min_by(|a, b| a.cost.total_cmp(&b.cost))?;
    Some(if best.cost < CLEARLY_CHEAPER * advised.cost { best.method } else { advised.method })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demand::forecast;

    fn auto(y: Vec<f64>) -> Forecast {
        let asked = ForecastInput {
            y,
            method: Method::Auto,
            alpha: None,
            alpha_demand: None,
            alpha_probability: None,
            holding: None,
            penalty: None,
            lead_periods: None,
        };
        forecast(&asked).expect("a forecast")
    }

    #[test]
    fn a_short_series_is_forecast_as_its_class_advises() {
        let found = auto(vec![0.0, 2.0, 0.0, 3.0]);
        assert_eq!((found.method, found.judged.len()), (Method::Sba, 0));
    }

    #[test]
    fn a_part_that_fell_out_of_use_is_not_stocked_for_ever() {
        let mut y: Vec<f64> = (0..30).map(|i| if i % 3 == 0 { 4.0 } else { 0.0 }).collect();
        y.extend([0.0; 40]);
        let found = auto(y);
        assert!(found.method != Method::Sba && found.rate < 0.1, "{found:?}");
    }

    #[test]
    fn nothing_is_not_forecast_while_something_is_asked_for() {
        let y: Vec<f64> = (0..48).map(|i| if i % 6 == 5 { 3.0 } else { 0.0 }).collect();
        let found = auto(y);
        assert!((found.rate - 0.5).abs() < 0.12, "{found:?}");
    }

    #[test]
    fn a_part_never_asked_for_is_forecast_at_nothing() {
        let found = auto(vec![0.0; 24]);
        assert_eq!((found.rate, found.class), (0.0, None));
    }
}
