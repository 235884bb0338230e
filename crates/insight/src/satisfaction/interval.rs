//! The share of the satisfied, with the 95 % interval it lies in.

use serde::{Deserialize, Serialize};

use super::MOST_ANSWERS;
use crate::{
    input::{self, Answer, refuse},
    numbers::{Z_95, beta_quantile},
};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IntervalMethod {
    /// E. B. Wilson (1927): right on average; for reports.
    Wilson,
    /// C. J. Clopper, E. S. Pearson (1934): never less than 95 %; for contracts.
    ClopperPearson,
    /// H. Jeffreys: quantiles of Beta(k + ½, n − k + ½); for small counts.
    Jeffreys,
}

#[derive(Debug, Clone, Deserialize)]
pub struct IntervalInput {
    pub satisfied: u64,
    /// Answers.
    pub n: u64,
    pub method: IntervalMethod,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Interval {
    pub low: f64,
    pub high: f64,
}

/// L. D. Brown, T. T. Cai, A. DasGupta, *Interval estimation for a binomial proportion*, Statistical Science 16 (2001).
pub fn interval(asked: &IntervalInput) -> Answer<Interval> {
    input::at_most("n", asked.n, MOST_ANSWERS)?;
    if asked.n == 0 {
        return refuse("n", "should be 1 or more: nobody answered");
    }
    if asked.satisfied > asked.n {
        return refuse("satisfied", "should not be more than n");
    }
    let (k, n) = (asked.satisfied as f64, asked.n as f64);
    Ok(match asked.method {
        IntervalMethod::Wilson => wilson(k, n),
        IntervalMethod::ClopperPearson => Interval {
            low: if k == 0.0 { 0.0 } else { beta_quantile(k, n - k + 1.0, 0.025) },
            high: if k == n { 1.0 } else { beta_quantile(k + 1.0, n - k, 0.975) },
        },
        IntervalMethod::Jeffreys => Interval {
            low: beta_quantile(k + 0.5, n - k + 0.5, 0.025),
            high: beta_quantile(k + 0.5, n - k + 0.5, 0.975),
        },
    })
}

fn wilson(k: f64, n: f64) -> Interval {
    let (share, square) = (k / n, Z_95 * Z_95);
    let centre = (share + square / (2.0 * n)) / (1.0 + square / n);
    let half = Z_95 / (1.0 + square / n) * (share * (1.0 - share) / n + square / (4.0 * n * n)).sqrt();
    Interval {
        low: if k == 0.0 { 0.0 } else { (centre - half).max(0.0) },
        high: if k == n { 1.0 } else { (centre + half).min(1.0) },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn intervals_narrow_with_answers_and_hold_the_share() {
        for method in [IntervalMethod::Wilson, IntervalMethod::ClopperPearson, IntervalMethod::Jeffreys] {
            let width = |satisfied: u64, n: u64| {
                let found = interval(&IntervalInput { satisfied, n, method }).expect("an interval");
                let share = satisfied as f64 / n as f64;
                assert!(found.low <= share && share <= found.high, "{method:?} {satisfied} of {n}");
                found.high - found.low
            };
            assert!(width(9, 10) > width(90, 100) && width(90, 100) > width(900_000, 1_000_000));
        }
    }

    #[test]
    fn no_answers_and_too_many_satisfied_are_refused() {
        let method = IntervalMethod::Wilson;
        assert_eq!(interval(&IntervalInput { satisfied: 0, n: 0, method }).expect_err("none").field, "n");
        assert_eq!(interval(&IntervalInput { satisfied: 3, n: 2, method }).expect_err("more").field, "satisfied");
    }
}
