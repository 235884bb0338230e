//! A share against what was to be expected.

use serde::{Deserialize, Serialize};

use crate::{
    input::{self, Answer, refuse},
    numbers::binomial_upper,
};

#[derive(Debug, Clone, Deserialize)]
pub struct BinomialInput {
    pub k: u64,
    pub n: u64,
    /// The expected share.
    pub p: f64,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Binomial {
    /// Chance of k or more among n.
    pub p_upper: f64,
}

/// Exact upper tail, by the incomplete beta function (M. Abramowitz, I. A. Stegun, 26.5.24).
pub fn binomial(asked: &BinomialInput) -> Answer<Binomial> {
    input::at_most("n", asked.n, 1_000_000_000)?;
    if asked.k > asked.n {
        return refuse("k", "should not be more than n");
    }
    input::within("p", asked.p, 0.0, 1.0)?;
    Ok(Binomial { p_upper: binomial_upper(asked.k, asked.n, asked.p) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn borders_are_certain() {
        let upper = |k: u64, n: u64, p: f64| binomial(&BinomialInput { k, n, p }).expect("an answer").p_upper;
        assert_eq!([upper(0, 5, 0.2), upper(5, 5, 1.0), upper(1, 5, 0.0), upper(0, 0, 0.5)], [1.0, 1.0, 0.0, 1.0]);
        assert!((upper(5, 5, 0.5) - 0.03125).abs() < 1e-15);
    }
}
