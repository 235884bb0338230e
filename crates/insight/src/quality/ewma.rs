//! A smoothed series against its limits.

use serde::{Deserialize, Serialize};

use super::MOST;
use crate::input::{self, Answer};

#[derive(Debug, Clone, Deserialize)]
pub struct EwmaInput {
    pub x: Vec<f64>,
    /// Weight of the newest value, above 0 up to 1.
    pub lambda: f64,
    pub target: f64,
    /// Standard deviation of x.
    pub sigma: f64,
    /// Limits in standard deviations of the smoothed value, such as 2.7.
    pub width: f64,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Ewma {
    pub ewma: Vec<f64>,
    /// In the steady state.
    pub upper_limit: f64,
    pub lower_limit: f64,
    /// Places in x, from 0, outside of the limits.
    pub signals: Vec<usize>,
}

/// S. W. Roberts (1959); Montgomery, ch. 9: z = λ x + (1 − λ) z from the target, limits target ± L σ √(λ / (2 − λ)).
pub fn ewma(asked: &EwmaInput) -> Answer<Ewma> {
    input::length("x", asked.x.len(), 1, MOST)?;
    input::each("x", &asked.x, input::number)?;
    input::within("lambda", asked.lambda, input::SMALLEST, 1.0)?;
    input::number("target", asked.target)?;
    input::non_negative("sigma", asked.sigma)?;
    input::non_negative("width", asked.width)?;
    let mut level = asked.target;
    let smooth = |x: &f64| {
        level = asked.lambda * x + (1.0 - asked.lambda) * level;
        level
    };
    let ewma: Vec<f64> = asked.x.iter().map(smooth).collect();
    let half = asked.width * asked.sigma * (asked.lambda / (2.0 - asked.lambda)).sqrt();
    let (upper_limit, lower_limit) = (asked.target + half, asked.target - half);
    let signals = (0..ewma.len()).filter(|&place| ewma[place] > upper_limit || ewma[place] < lower_limit).collect();
    Ok(Ewma { ewma, upper_limit, lower_limit, signals })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_are_those_of_the_steady_state() {
        let asked = EwmaInput { x: vec![10.0, 13.0, 13.0], lambda: 0.4, target: 10.0, sigma: 1.0, width: 2.0 };
        let found = ewma(&asked).expect("a chart");
        assert!((found.upper_limit - 11.0).abs() < 1e-12 && (found.lower_limit - 9.0).abs() < 1e-12);
        assert_eq!(found.signals, [1, 2]);
    }
}
