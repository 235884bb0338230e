//! The gamma function and the gamma distribution.

use std::f64::consts::PI;

use super::search::root;

/// ln √(2π)
const LN_SQRT_TWO_PI: f64 = 0.918_938_533_204_672_8;
const MOST_TERMS: usize = 2_000_000;

/// ln Γ(x) for x > 0, to about 1e-15.
pub(crate) fn ln_gamma(x: f64) -> f64 {
    let (mut x, mut product) = (x, 1.0);
    while x < 10.0 {
        product *= x;
        x += 1.0;
    }
    (x - 0.5) * x.ln() - x + LN_SQRT_TWO_PI + stirling_tail(x) - product.ln()
}

/// What Stirling's formula leaves out of ln Γ(x), for x ≥ 10.
fn stirling_tail(x: f64) -> f64 {
    const TERMS: [f64; 7] =
        [1.0 / 12.0, -1.0 / 360.0, 1.0 / 1260.0, -1.0 / 1680.0, 1.0 / 1188.0, -691.0 / 360_360.0, 1.0 / 156.0];
    let square = x * x;
    TERMS.iter().rev().fold(0.0, |sum, term| sum / square + term) / x
}

/// Loader's `stirlerr`: ln Γ(n+1) less Stirling's formula for it.
pub(super) fn stirling_error(n: f64) -> f64 {
    if n >= 10.0 {
        return stirling_tail(n);
    }
    ln_gamma(n + 1.0) - (n + 0.5) * n.ln() + n - LN_SQRT_TWO_PI
}

/// Loader's `bd0`: x ln(x/m) + m − x without losing digits when x is near m.
pub(super) fn deviance(x: f64, m: f64) -> f64 {
    let difference = x - m;
    if difference.abs() >= 0.1 * (x + m) {
        return x * (x / m).ln() + m - x;
    }
    let v = difference / (x + m);
    let mut sum = difference * v;
    let mut term = 2.0 * x * v;
    for j in 1..1000 {
        term *= v * v;
        let next = sum + term / f64::from(2 * j + 1);
        if next == sum {
            break;
        }
        sum = next;
    }
    sum
}

/// λ^x e^−λ / Γ(x+1), also for x that is not whole.
pub(super) fn poisson_density(x: f64, lambda: f64) -> f64 {
    if lambda <= 0.0 {
        return if x == 0.0 { 1.0 } else { 0.0 };
    }
    if x <= 0.0 {
        return (-lambda).exp();
    }
    (-stirling_error(x) - deviance(x, lambda)).exp() / (2.0 * PI * x).sqrt()
}

/// P(G ≤ x) for a gamma variable of shape `a` and scale 1.
pub(crate) fn gamma_lower(a: f64, x: f64) -> f64 {
    if x <= 0.0 {
        0.0
    } else if x < a + 1.0 {
        lower_series(a, x)
    } else {
        1.0 - upper_fraction(a, x)
    }
}

/// P(G > x), right to its last digits also when it is tiny.
pub(crate) fn gamma_upper(a: f64, x: f64) -> f64 {
    if x <= 0.0 {
        1.0
    } else if x < a + 1.0 {
        1.0 - lower_series(a, x)
    } else {
        upper_fraction(a, x)
    }
}

fn lower_series(a: f64, x: f64) -> f64 {
    let (mut sum, mut term, mut n) = (1.0, 1.0, a);
    for _ in 0..MOST_TERMS {
        n += 1.0;
        term *= x / n;
        sum += term;
        if term < sum * 1e-17 {
            break;
        }
    }
    (poisson_density(a, x) * sum).min(1.0)
}

/// Lentz's continued fraction.
fn upper_fraction(a: f64, x: f64) -> f64 {
    const TINY: f64 = 1e-300;
    let mut b = x + 1.0 - a;
    let mut c = 1.0 / TINY;
    let mut d = 1.0 / b.max(TINY);
    let mut h = d;
    for i in 1..MOST_TERMS {
        let n = i as f64;
        let an = -n * (n - a);
        b += 2.0;
        d = an * d + b;
        d = 1.0 / if d.abs() < TINY { TINY } else { d };
        c = b + an / c;
        c = if c.abs() < TINY { TINY } else { c };
        let factor = d * c;
        h *= factor;
        if (factor - 1.0).abs() < 1e-15 {
            break;
        }
    }
    (poisson_density(a, x) * a * h).clamp(0.0, 1.0)
}

/// P(χ² > x) with `freedom` degrees.
pub(crate) fn chi2_upper(x: f64, freedom: f64) -> f64 {
    gamma_upper(freedom / 2.0, x / 2.0)
}

/// The x that a χ² variable stays below with probability `share`.
pub(crate) fn chi2_quantile(share: f64, freedom: f64) -> f64 {
    let a = freedom / 2.0;
    let mut high = a + 1.0;
    while gamma_lower(a, high) < share && high < 1e15 {
        high *= 2.0;
    }
    2.0 * root(0.0, high, |x| gamma_lower(a, x) - share)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(found: f64, expected: f64, relative: f64) {
        assert!((found - expected).abs() <= relative * expected.abs(), "{found} is not {expected}");
    }

    // Expected values: scipy 1.17.1.
    #[test]
    fn ln_gamma_is_right_to_the_last_digits() {
        for (x, expected) in [
            (1e-6, 13.815_509_980_749_432),
            (0.5, 0.572_364_942_924_700_1),
            (3.0, std::f64::consts::LN_2),
            (10.5, 13.940_625_219_403_763),
            (1e6, 12_815_504.569_147_612),
        ] {
            close(ln_gamma(x), expected, 1e-14);
        }
    }

    #[test]
    fn gamma_tails_are_right_far_out() {
        close(gamma_upper(3.0, 50.0), 2.509_303_552_201_055e-19, 1e-12);
        close(gamma_lower(50.0, 3.0), 1.248_535_487_154_212e-42, 1e-12);
        close(gamma_upper(1e6, 1e6), 0.499_867_019_239_127_4, 1e-10);
    }

    #[test]
    fn chi2_quantile_turns_its_tail_around() {
        for (share, freedom) in [(0.95, 2.0), (0.5, 1.0), (0.999, 89.0), (0.01, 7.0)] {
            close(1.0 - chi2_upper(chi2_quantile(share, freedom), freedom), share, 1e-12);
        }
        close(chi2_quantile(0.95, 2.0), 5.991_464_547_107_979, 1e-13);
    }
}
