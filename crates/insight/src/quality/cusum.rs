//! Small lasting shifts, summed up.

use serde::{Deserialize, Serialize};

use super::MOST;
use crate::input::{self, Answer};

#[derive(Debug, Clone, Deserialize)]
pub struct CusumInput {
    pub x: Vec<f64>,
    pub target: f64,
    /// Slack in the unit of x: half of the shift to be found.
    pub k: f64,
    /// Sum in the unit of x above which a shift is signalled.
    pub h: f64,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Cusum {
    pub upper: Vec<f64>,
    pub lower: Vec<f64>,
    /// Place in x, from 0, of the first sum above h.
    pub signal: Option<usize>,
}

/// E. S. Page (1954); D. C. Montgomery, *Introduction to Statistical Quality Control*, ch. 9 (tabular cusum).
pub fn cusum(asked: &CusumInput) -> Answer<Cusum> {
    input::length("x", asked.x.len(), 1, MOST)?;
    input::each("x", &asked.x, input::number)?;
    input::number("target", asked.target)?;
    input::non_negative("k", asked.k)?;
    input::non_negative("h", asked.h)?;
    let sums = |side: f64| -> Vec<f64> {
        let mut sum = 0.0f64;
        let step = |x: &f64| {
            sum = (sum + side * (x - asked.target) - asked.k).max(0.0);
            sum
        };
        asked.x.iter().map(step).collect()
    };
    let (upper, lower) = (sums(1.0), sums(-1.0));
    let signal = upper.iter().zip(&lower).position(|(up, down)| *up > asked.h || *down > asked.h);
    Ok(Cusum { upper, lower, signal })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lasting_shift_is_signalled_and_a_single_jump_is_not() {
        let found = |x: &[f64]| cusum(&CusumInput { x: x.to_vec(), target: 10.0, k: 0.5, h: 4.0 }).expect("sums");
        assert_eq!(found(&[10.0, 11.5, 11.5, 11.5, 11.5, 11.5, 11.5]).signal, Some(5));
        assert_eq!(found(&[10.0, 14.0, 10.0, 10.0, 10.0]).signal, None);
        assert_eq!(found(&[8.0, 8.0, 8.0]).lower, [1.5, 3.0, 4.5]);
    }
}
