//! The mean of scores.

use serde::{Deserialize, Serialize};

use crate::{
    input::{self, Answer},
    numbers::{mean as mean_of, t_quantile},
};

#[derive(Debug, Clone, Deserialize)]
pub struct MeanInput {
    /// Two or more.
    pub scores: Vec<f64>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Mean {
    pub mean: f64,
    /// 95 % bounds by Student's t.
    pub low: f64,
    pub high: f64,
}

/// Student (1908).
pub fn mean(asked: &MeanInput) -> Answer<Mean> {
    input::length("scores", asked.scores.len(), 2, 10_000_000)?;
    input::each("scores", &asked.scores, input::number)?;
    let n = asked.scores.len() as f64;
    let mean = mean_of(&asked.scores);
    let variance = asked.scores.iter().map(|score| (score - mean).powi(2)).sum::<f64>() / (n - 1.0);
    let half = t_quantile(0.975, n - 1.0) * (variance / n).sqrt();
    Ok(Mean { mean, low: mean - half, high: mean + half })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_score_has_no_spread_and_equal_ones_no_width() {
        assert_eq!(mean(&MeanInput { scores: vec![4.0] }).expect_err("one").field, "scores");
        let found = mean(&MeanInput { scores: vec![4.0; 3] }).expect("a mean");
        assert_eq!((found.mean, found.low, found.high), (4.0, 4.0, 4.0));
    }
}
