//! Roots and peaks of functions without derivatives.

/// Where `f` crosses zero between `low` and `high`: the ITP method (Oliveira and Takahashi, 2020), which never needs
/// more steps than bisection plus a few. When there is no crossing, the end that is nearer to zero.
pub(crate) fn root(low: f64, high: f64, f: impl Fn(f64) -> f64) -> f64 {
    let (mut low, mut high) = (low, high);
    let (mut f_low, mut f_high) = (f(low), f(high));
    if f_low == 0.0 || f_high == 0.0 || (f_low < 0.0) == (f_high < 0.0) {
        return if f_low.abs() <= f_high.abs() { low } else { high };
    }
    for step in 0..200 {
        let middle = low + (high - low) / 2.0;
        if middle <= low || middle >= high || high - low <= 2e-16 * high.abs().max(low.abs()) {
            break;
        }
        // Every third step halves, so that a flat side cannot hold the search up.
        let secant = low - f_low * (high - low) / (f_high - f_low);
        let nudge = (high - low) * 1e-3;
        let at = if step % 3 == 2 || !secant.is_finite() { middle } else { towards(middle, secant, nudge, low, high) };
        let value = f(at);
        if value == 0.0 {
            return at;
        }
        if (value < 0.0) == (f_low < 0.0) {
            (low, f_low) = (at, value);
        } else {
            (high, f_high) = (at, value);
        }
    }
    if f_low.abs() <= f_high.abs() { low } else { high }
}

/// The secant's guess, moved a little to the middle so that the bracket closes from both sides.
fn towards(middle: f64, secant: f64, nudge: f64, low: f64, high: f64) -> f64 {
    let gap = (middle - secant).abs();
    let moved = if gap <= nudge { middle } else { secant + nudge.min(gap * 0.1) * (middle - secant).signum() };
    if moved > low && moved < high { moved } else { middle }
}

/// The highest point that was found.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Peak<const N: usize> {
    pub at: [f64; N],
    pub value: f64,
}

/// Nelder and Mead's simplex search for the highest point, begun anew from each peak until that no longer helps.
///
/// Points where `f` is not a number count as infinitely low, so `f` may refuse a region by NaN or −∞.
pub(crate) fn highest<const N: usize>(start: [f64; N], spread: f64, f: impl Fn(&[f64; N]) -> f64) -> Peak<N> {
    let depth = |at: [f64; N]| {
        let value = f(&at);
        Peak { at, value: if value.is_nan() { f64::NEG_INFINITY } else { value } }
    };
    let mut best = depth(start);
    for round in 0..6 {
        let scale = spread / f64::from(1 << round);
        let peak = climb(best, scale, &depth);
        let gained = peak.value - best.value;
        best = if peak.value > best.value { peak } else { best };
        if round > 0 && gained <= 1e-12 * (1.0 + best.value.abs()) {
            break;
        }
    }
    best
}

fn climb<const N: usize>(start: Peak<N>, spread: f64, depth: &impl Fn([f64; N]) -> Peak<N>) -> Peak<N> {
    let mut corners = vec![start];
    for axis in 0..N {
        let mut at = start.at;
        at[axis] += spread;
        corners.push(depth(at));
    }
    for _ in 0..400 * N {
        corners.sort_by(|a, b| b.value.total_cmp(&a.value));
        if is_small(&corners) {
            break;
        }
        move_lowest(&mut corners, depth);
    }
    corners.sort_by(|a, b| b.value.total_cmp(&a.value));
    corners[0]
}

/// Whether the simplex is too small to tell its corners apart.
fn is_small<const N: usize>(corners: &[Peak<N>]) -> bool {
    let (top, low) = (corners[0], corners[N]);
    let width = (0..N)
        .map(|axis| corners.iter().map(|c| (c.at[axis] - top.at[axis]).abs()).fold(0.0, f64::max))
        .fold(0.0, f64::max);
    (width < 1e-10 || top.value - low.value <= 1e-14 * (1.0 + top.value.abs())) && width < 1e-5
}

fn move_lowest<const N: usize>(corners: &mut [Peak<N>], depth: &impl Fn([f64; N]) -> Peak<N>) {
    let lowest = corners[N];
    let centre: [f64; N] =
        std::array::from_fn(|axis| corners[..N].iter().map(|corner| corner.at[axis]).sum::<f64>() / N as f64);
    let along = |step: f64| depth(std::array::from_fn(|axis| centre[axis] + step * (lowest.at[axis] - centre[axis])));
    let reflected = along(-1.0);
    if reflected.value > corners[0].value {
        let expanded = along(-2.0);
        corners[N] = if expanded.value > reflected.value { expanded } else { reflected };
    } else if reflected.value > corners[N - 1].value {
        corners[N] = reflected;
    } else {
        let contracted = along(if reflected.value > lowest.value { -0.5 } else { 0.5 });
        if contracted.value > lowest.value.max(reflected.value) {
            corners[N] = contracted;
        } else {
            let top = corners[0].at;
            for corner in &mut corners[1..] {
                *corner = depth(std::array::from_fn(|axis| top[axis] + 0.5 * (corner.at[axis] - top[axis])));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_root_is_found_also_where_the_function_is_flat() {
        assert!((root(0.0, 2.0, |x| x * x - 2.0) - 2.0f64.sqrt()).abs() < 1e-14);
        assert!((root(0.0, 1.0, |x| x.powi(40) - 1e-30) - 1e-30f64.powf(1.0 / 40.0)).abs() < 1e-12);
        assert!(root(1.0, 2.0, |x| x) == 1.0, "no crossing: the nearer end");
    }

    #[test]
    fn a_curved_ridge_is_climbed() {
        let peak = highest([-1.2, 1.0], 0.5, |[x, y]| -(1.0 - x).powi(2) - 100.0 * (y - x * x).powi(2));
        assert!((peak.at[0] - 1.0).abs() < 1e-5 && (peak.at[1] - 1.0).abs() < 1e-5, "{peak:?}");
    }

    #[test]
    fn what_is_no_number_is_avoided() {
        let peak = highest([1.0], 0.3, |[x]| if *x < 0.5 { f64::NAN } else { -x });
        assert!((peak.at[0] - 0.5).abs() < 1e-4);
    }
}
