//! The beta distribution, and Student's t through it.

use std::f64::consts::PI;

use super::{
    gamma::{deviance, ln_gamma, stirling_error},
    search::root,
};

const MOST_TERMS: usize = 1_000_000;

pub(crate) fn ln_beta(a: f64, b: f64) -> f64 {
    ln_gamma(a) + ln_gamma(b) - ln_gamma(a + b)
}

/// P(B ≤ x): the regularised incomplete beta function.
pub(crate) fn beta_cdf(a: f64, b: f64, x: f64) -> f64 {
    if x <= 0.0 {
        0.0
    } else if x >= 1.0 {
        1.0
    } else if x < (a + 1.0) / (a + b + 2.0) {
        lower_tail(a, b, x, 1.0 - x)
    } else {
        1.0 - lower_tail(b, a, 1.0 - x, x)
    }
}

/// P(B > x), right to its last digits also when it is tiny.
pub(super) fn beta_upper(a: f64, b: f64, x: f64) -> f64 {
    if x <= 0.0 {
        1.0
    } else if x >= 1.0 {
        0.0
    } else if x < (a + 1.0) / (a + b + 2.0) {
        1.0 - lower_tail(a, b, x, 1.0 - x)
    } else {
        lower_tail(b, a, 1.0 - x, x)
    }
}

fn lower_tail(a: f64, b: f64, x: f64, rest: f64) -> f64 {
    (density(a, b, x, rest) * b / (a + b) * fraction(a, b, x)).clamp(0.0, 1.0)
}

/// Γ(a+b+1) / (Γ(a+1) Γ(b+1)) x^a (1−x)^b
fn density(a: f64, b: f64, x: f64, rest: f64) -> f64 {
    let n = a + b;
    let exponent =
        stirling_error(n) - stirling_error(a) - stirling_error(b) - deviance(a, n * x) - deviance(b, n * rest);
    exponent.exp() * (n / (2.0 * PI * a * b)).sqrt()
}

/// Lentz's continued fraction (Press et al., *Numerical Recipes*, 6.4).
fn fraction(a: f64, b: f64, x: f64) -> f64 {
    const TINY: f64 = 1e-300;
    let sure = |v: f64| if v.abs() < TINY { TINY } else { v };
    let mut c = 1.0;
    let mut d = 1.0 / sure(1.0 - (a + b) * x / (a + 1.0));
    let mut h = d;
    for i in 1..MOST_TERMS {
        let m = i as f64;
        let even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        d = 1.0 / sure(1.0 + even * d);
        c = sure(1.0 + even / c);
        h *= d * c;
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        d = 1.0 / sure(1.0 + odd * d);
        c = sure(1.0 + odd / c);
        h *= d * c;
        if (d * c - 1.0).abs() < 1e-15 {
            break;
        }
    }
    h
}

/// The x that a beta variable stays below with probability `share`, sought where Cantelli's inequality leaves room for
/// it: P(B ≤ m − kσ) ≤ 1 / (1 + k²).
pub(crate) fn beta_quantile(a: f64, b: f64, share: f64) -> f64 {
    let mean = a / (a + b);
    let deviation = (mean * b / (a + b) / (a + b + 1.0)).sqrt();
    let low = (mean - deviation / share.sqrt()).max(0.0);
    let high = (mean + deviation / (1.0 - share).sqrt()).min(1.0);
    root(low, high, |x| beta_cdf(a, b, x) - share)
}

/// The t that Student's variable stays below with probability `share` of at least one half.
pub(crate) fn t_quantile(share: f64, freedom: f64) -> f64 {
    let y = beta_quantile(0.5, freedom / 2.0, 2.0 * share - 1.0);
    (freedom * y / (1.0 - y)).sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(found: f64, expected: f64, relative: f64) {
        assert!((found - expected).abs() <= relative * expected.abs(), "{found} is not {expected}");
    }

    // Expected values: scipy 1.17.1.
    #[test]
    fn beta_tails_and_quantiles_are_right() {
        close(beta_quantile(9.0, 2.0, 0.025), 0.554_983_882_971_804_7, 1e-13);
        close(beta_quantile(0.5, 8.5, 0.025), 5.949_030_289_440_215e-5, 1e-12);
        close(t_quantile(0.975, 9.0), 2.262_157_162_798_205, 1e-11);
        close(t_quantile(0.975, 1e6), 1.959_966_356_814_107, 1e-10);
    }

    #[test]
    fn both_sides_of_beta_sum_to_one() {
        for (a, b, x) in [(0.5, 0.5, 0.3), (200.0, 3.0, 0.99), (1e6, 2e6, 0.3333), (3.0, 1e-3, 0.5)] {
            close(beta_cdf(a, b, x) + beta_cdf(b, a, 1.0 - x), 1.0, 1e-12);
        }
    }
}
