//! Exponential smoothing of sizes, intervals and sums.

/// Smoothing constants tried side by side; the compiler puts them into one vector register or two.
const LANES: usize = 8;
/// Taken when all constants are equally good, as with a single error.
const USUAL: f64 = 0.2;
/// Each pass narrows the range to two steps of the one before: six leave it narrower than 1e-5.
pub(super) const FINE: usize = 6;
/// Two passes tell the constant to within 0.01, which is enough to compare methods by.
pub(super) const COARSE: usize = 2;

/// The forecast behind the last value, begun with the first.
pub(super) fn smooth(values: impl IntoIterator<Item = f64>, alpha: f64) -> Option<f64> {
    let mut values = values.into_iter();
    let first = values.next()?;
    Some(values.fold(first, |level, value| alpha * value + (1.0 - alpha) * level))
}

/// The forecast by the constant in [0.1, 0.3] with the least squared one-step error.
pub(super) fn smooth_best(values: &[f64], passes: usize) -> f64 {
    let (mut low, mut high) = (0.1, 0.3);
    let mut best = USUAL;
    for _ in 0..passes {
        let step = (high - low) / (LANES - 1) as f64;
        let alphas: [f64; LANES] = std::array::from_fn(|lane| low + step * lane as f64);
        let errors = squared_errors(values, &alphas);
        if errors.iter().all(|error| (error - errors[0]).abs() <= 1e-12 * errors[0]) {
            break;
        }
        let lane = (0..LANES).fold(0, |least, lane| if errors[lane] < errors[least] { lane } else { least });
        best = alphas[lane];
        (low, high) = (f64::max(low, best - step), f64::min(high, best + step));
    }
    smooth(values.iter().copied(), best).unwrap_or(0.0)
}

fn squared_errors(values: &[f64], alphas: &[f64; LANES]) -> [f64; LANES] {
    let mut levels = [values.first().copied().unwrap_or(0.0); LANES];
    let mut errors = [0.0; LANES];
    for &value in values.iter().skip(1) {
        for ((level, sum), alpha) in levels.iter_mut().zip(&mut errors).zip(alphas) {
            let error = value - *level;
            *sum += error * error;
            *level += alpha * error;
        }
    }
    errors
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_constant_is_the_one_with_the_least_error() {
        let values = [3.0, 0.0, 5.0, 2.0, 2.0, 9.0, 1.0, 4.0, 4.0, 6.0];
        let error = |alpha: f64| squared_errors(&values, &[alpha; LANES])[0];
        let fine = (0..=20_000).map(|i| 0.1 + 0.2 * f64::from(i) / 20_000.0);
        let least =
            fine.fold((0.0, f64::MAX), |(a, e), alpha| if error(alpha) < e { (alpha, error(alpha)) } else { (a, e) });
        let expected = smooth(values, least.0).expect("values");
        assert!((smooth_best(&values, FINE) - expected).abs() < 1e-3);
        assert!((smooth_best(&values, COARSE) - expected).abs() < 0.03);
    }
}
