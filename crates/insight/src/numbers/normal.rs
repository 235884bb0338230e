//! The normal distribution.

use super::gamma::{gamma_lower, gamma_upper};

/// P(Z ≤ z)
fn normal_cdf(z: f64) -> f64 {
    let half_square = z * z / 2.0;
    if z < 0.0 { 0.5 * gamma_upper(0.5, half_square) } else { 0.5 + 0.5 * gamma_lower(0.5, half_square) }
}

/// The z that a standard normal variable stays below with probability `share`, strictly between 0 and 1.
///
/// P. J. Acklam's rational approximation with one step of Halley's method.
pub(crate) fn normal_quantile(share: f64) -> f64 {
    let z = approximate(share);
    let error = normal_cdf(z) - share;
    let step = error * (2.0 * std::f64::consts::PI).sqrt() * (z * z / 2.0).exp();
    z - step / (1.0 + z * step / 2.0)
}

fn approximate(share: f64) -> f64 {
    const A: [f64; 6] = [
        -3.969_683_028_665_376e1,
        2.209_460_984_245_205e2,
        -2.759_285_104_469_687e2,
        1.383_577_518_672_69e2,
        -3.066_479_806_614_716e1,
        2.506_628_277_459_239,
    ];
    const B: [f64; 6] = [
        -5.447_609_879_822_406e1,
        1.615_858_368_580_409e2,
        -1.556_989_798_598_866e2,
        6.680_131_188_771_972e1,
        -1.328_068_155_288_572e1,
        1.0,
    ];
    const C: [f64; 6] = [
        -7.784_894_002_430_293e-3,
        -3.223_964_580_411_365e-1,
        -2.400_758_277_161_838,
        -2.549_732_539_343_734,
        4.374_664_141_464_968,
        2.938_163_982_698_783,
    ];
    const D: [f64; 5] =
        [7.784_695_709_041_462e-3, 3.224_671_290_700_398e-1, 2.445_134_137_142_996, 3.754_408_661_907_416, 1.0];
    let at = |terms: &[f64], x: f64| terms.iter().fold(0.0, |sum, term| sum * x + term);
    let tail = |p: f64| {
        let q = (-2.0 * p.ln()).sqrt();
        at(&C, q) / at(&D, q)
    };
    if share < 0.024_25 {
        tail(share)
    } else if share > 1.0 - 0.024_25 {
        -tail(1.0 - share)
    } else {
        let q = share - 0.5;
        q * at(&A, q * q) / at(&B, q * q)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_are_right_to_the_last_digits() {
        for (share, expected) in
            [(0.975, super::super::Z_95), (0.5, 0.0), (0.9, 1.281_551_565_544_600_4), (1e-9, -5.997_807_015_007_686)]
        {
            assert!((normal_quantile(share) - expected).abs() < 1e-12, "{share}");
        }
    }
}
