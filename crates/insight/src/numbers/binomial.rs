//! The binomial distribution.

use super::beta::{beta_cdf, beta_upper};

/// P(X ≥ k) of `n` trials with chance `p`.
pub(crate) fn binomial_upper(k: u64, n: u64, p: f64) -> f64 {
    if k == 0 {
        return 1.0;
    }
    if k > n {
        return 0.0;
    }
    let (a, b) = (k as f64, (n - k) as f64 + 1.0);
    // Whichever of the two forms has the small number at hand.
    if p < a / (a + b) { beta_cdf(a, b, p) } else { 1.0 - beta_upper(a, b, p) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tail_is_a_sum_of_chances() {
        let (n, p) = (12u64, 0.3f64);
        let choose = |k: u64| (0..k).fold(1.0, |c, i| c * (n - i) as f64 / (i + 1) as f64);
        for k in 0..=n {
            let sum: f64 = (k..=n).map(|i| choose(i) * p.powi(i as i32) * (1.0 - p).powi((n - i) as i32)).sum();
            assert!((binomial_upper(k, n, p) - sum).abs() < 1e-14);
        }
        assert!(binomial_upper(13, 12, 0.3) == 0.0);
    }
}
