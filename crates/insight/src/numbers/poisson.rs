//! The Poisson distribution.

use super::gamma::{gamma_lower, gamma_upper, poisson_density};

pub(crate) fn poisson_pmf(k: u64, mean: f64) -> f64 {
    poisson_density(k as f64, mean)
}

/// P(X ≤ k)
pub(crate) fn poisson_at_most(k: u64, mean: f64) -> f64 {
    gamma_upper(k as f64 + 1.0, mean)
}

/// P(X ≥ k)
pub(crate) fn poisson_upper(k: u64, mean: f64) -> f64 {
    if k == 0 { 1.0 } else { gamma_lower(k as f64, mean) }
}

/// E (X − k)⁺: what is short on average when `k` are there. Summed from positive terms, so small ones are right.
pub(crate) fn poisson_shortage(k: u64, mean: f64) -> f64 {
    if (k as f64) < mean {
        // Below the mean the excess is large and its complement is the short sum.
        return mean - k as f64 + poisson_excess(k, mean);
    }
    let mut chance = poisson_pmf(k + 1, mean);
    let (mut sum, mut short, mut at) = (0.0, 1.0, k as f64 + 1.0);
    while chance * short > sum * 1e-17 && chance > 0.0 {
        sum += chance * short;
        at += 1.0;
        short += 1.0;
        chance *= mean / at;
    }
    sum
}

/// E (k − X)⁺ for `k` below the mean.
fn poisson_excess(k: u64, mean: f64) -> f64 {
    let mut chance = poisson_pmf(k, mean);
    let (mut sum, mut left, mut at) = (0.0, 0.0, k as f64);
    while at > 0.0 && (left == 0.0 || chance * left > sum * 1e-17) && chance > 0.0 {
        chance *= at / mean;
        at -= 1.0;
        left += 1.0;
        sum += chance * left;
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shortage_agrees_with_its_definition_on_both_sides_of_the_mean() {
        for mean in [0.01, 0.7, 4.0, 33.3] {
            for k in 0..80u64 {
                let sum: f64 = (k + 1..400).map(|i| (i - k) as f64 * poisson_pmf(i, mean)).sum();
                assert!((poisson_shortage(k, mean) - sum).abs() < 1e-12 * (1.0 + sum), "{k} of {mean}");
            }
        }
    }

    #[test]
    fn tails_meet() {
        for (k, mean) in [(0u64, 0.0), (3, 4.1), (25, 14.8), (1_000_000, 999_000.0)] {
            let sum = poisson_at_most(k, mean) + poisson_upper(k + 1, mean);
            assert!((sum - 1.0).abs() < 1e-12, "{k} of {mean}: {sum}");
        }
    }
}
