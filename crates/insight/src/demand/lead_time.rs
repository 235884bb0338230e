//! What is asked for while an order is on its way.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::check_series;
use crate::input::{self, Answer, refuse};

/// Pieces that the table of chances may reach.
const MOST_PIECES: usize = 1_000_000;
/// Multiplications that the convolution may take: about a second.
const MOST_WORK: usize = 1_000_000_000;
/// Chances are sums of many roundings; a target that is missed by less than this is met.
const ROUNDING: f64 = 1e-12;

#[derive(Debug, Clone, Deserialize)]
pub struct LeadTimeInput {
    /// Whole pieces asked for, per period.
    pub y: Vec<f64>,
    /// Periods from order to arrival.
    pub lead_periods: usize,
    /// Chances, above 0 up to 1, of having enough.
    pub service: Vec<f64>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LeadTime {
    /// Pieces in a lead time.
    pub mean: f64,
    /// Pieces squared.
    pub variance: f64,
    /// For each chance in `service` the fewest pieces that suffice with it.
    pub reorder_points: Vec<u64>,
}

/// The exact distribution of the demand of a lead time when each period is drawn from the past ones with equal chance (T.
/// R. Willemain, C. N. Smart, H. F. Schwarz, *A new approach to forecasting intermittent demand for service parts
/// inventories*, 2004, draw at random instead).
pub fn lead_time(asked: &LeadTimeInput) -> Answer<LeadTime> {
    check(asked)?;
    let periods = asked.lead_periods as f64;
    let mean = crate::numbers::mean(&asked.y);
    let variance = asked.y.iter().map(|y| (y - mean).powi(2)).sum::<f64>() / asked.y.len() as f64;
    let chances = convolve(&chance_of_each_size(&asked.y), asked.lead_periods);
    let reorder_points = asked.service.iter().map(|&target| fewest(&chances, target)).collect();
    Ok(LeadTime { mean: periods * mean, variance: periods * variance, reorder_points })
}

fn check(asked: &LeadTimeInput) -> Answer<()> {
    check_series(&asked.y)?;
    for (index, y) in asked.y.iter().enumerate() {
        if y.fract() != 0.0 {
            return refuse(format!("y[{index}]"), "should be whole pieces");
        }
    }
    input::within("lead_periods", asked.lead_periods as f64, 1.0, 1000.0)?;
    input::length("service", asked.service.len(), 0, 1000)?;
    input::each("service", &asked.service, |field, share| input::within(field, share, input::SMALLEST, 1.0))?;
    let largest = asked.y.iter().copied().fold(0.0, f64::max);
    let pieces = largest * asked.lead_periods as f64;
    if pieces > MOST_PIECES as f64 {
        return refuse("y", format_args!("times lead_periods should stay below {MOST_PIECES} pieces"));
    }
    let work = chance_of_each_size(&asked.y).len().saturating_mul(pieces as usize).saturating_mul(asked.lead_periods);
    if work > MOST_WORK {
        return refuse("lead_periods", "should be fewer: so many different sizes over so long cannot be worked out");
    }
    Ok(())
}

fn chance_of_each_size(y: &[f64]) -> Vec<(usize, f64)> {
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    for &size in y {
        *counts.entry(size as usize).or_default() += 1;
    }
    counts.into_iter().map(|(size, count)| (size, count as f64 / y.len() as f64)).collect()
}

/// Entry d is the chance that `periods` draws sum to d.
fn convolve(sizes: &[(usize, f64)], periods: usize) -> Vec<f64> {
    let largest = sizes.last().map_or(0, |&(size, _)| size);
    let mut sums = vec![1.0];
    for _ in 0..periods {
        let mut next = vec![0.0; sums.len() + largest];
        for &(size, chance) in sizes {
            for (to, from) in next[size..].iter_mut().zip(&sums) {
                *to += chance * from;
            }
        }
        sums = next;
    }
    sums
}

fn fewest(chances: &[f64], target: f64) -> u64 {
    let mut sum = 0.0;
    let enough = chances.iter().position(|chance| {
        sum += chance;
        sum >= target - ROUNDING
    });
    enough.unwrap_or(chances.len() - 1) as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(y: &[f64], lead_periods: usize, service: &[f64]) -> LeadTimeInput {
        LeadTimeInput { y: y.to_vec(), lead_periods, service: service.to_vec() }
    }

    #[test]
    fn two_periods_of_a_coin_are_worked_out_by_hand() {
        // Sums 0, 2, 4 with chances 1/4, 1/2, 1/4.
        let found = lead_time(&asked(&[0.0, 2.0], 2, &[0.25, 0.26, 0.75, 0.76, 1.0])).expect("an answer");
        assert_eq!((found.mean, found.variance), (2.0, 2.0));
        assert_eq!(found.reorder_points, [0, 2, 2, 4, 4]);
    }

    #[test]
    fn halves_of_a_piece_are_refused_by_their_place() {
        assert_eq!(lead_time(&asked(&[1.0, 0.5], 2, &[0.9])).expect_err("half").field, "y[1]");
    }

    #[test]
    fn more_than_can_be_worked_out_is_refused() {
        assert_eq!(lead_time(&asked(&[1e6, 1.0], 2, &[0.9])).expect_err("too many").field, "y");
        let many: Vec<f64> = (0..5000).map(f64::from).collect();
        assert_eq!(lead_time(&asked(&many, 150, &[0.9])).expect_err("too long").field, "lead_periods");
    }
}
