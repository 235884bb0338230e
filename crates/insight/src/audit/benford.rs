//! Leading digits of amounts.

use serde::{Deserialize, Serialize};

use crate::{
    input::{self, Answer, refuse},
    numbers::chi2_upper,
};

#[derive(Debug, Clone, Deserialize)]
pub struct BenfordInput {
    /// Amounts of money; the sign does not count and zero has no leading digit.
    pub amounts: Vec<f64>,
    /// 1 for the first digit, 2 for the first two.
    pub digits: u8,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Benford {
    /// For 1 … 9, or 10 … 99.
    pub counts: Vec<u64>,
    /// Pearson's statistic with one degree of freedom less than there are counts.
    pub chi2: f64,
    pub p: f64,
    /// Mean absolute deviation of the shares (M. Nigrini: for first digits above 0.015 there is no conformity).
    pub mad: f64,
    /// Of each digit, with correction for continuity where it is smaller than the deviation.
    pub z: Vec<f64>,
}

/// F. Benford (1938); M. Nigrini, *Benford's Law*, 2012: a leading d has the share log₁₀(1 + 1/d).
pub fn benford(asked: &BenfordInput) -> Answer<Benford> {
    input::length("amounts", asked.amounts.len(), 1, 5_000_000)?;
    input::each("amounts", &asked.amounts, input::number)?;
    let first = match asked.digits {
        1 => 1,
        2 => 10,
        _ => return refuse("digits", "should be 1 or 2"),
    };
    let mut counts = vec![0u64; 9 * first];
    for leading in asked.amounts.iter().filter_map(|&amount| leading(amount, asked.digits)) {
        counts[leading - first] += 1;
    }
    let n: u64 = counts.iter().sum();
    if n == 0 {
        return refuse("amounts", "should have one that is not zero");
    }
    Ok(compare(counts, n as f64, first))
}

fn compare(counts: Vec<u64>, n: f64, first: usize) -> Benford {
    let (mut chi2, mut mad, mut z) = (0.0, 0.0, Vec::with_capacity(counts.len()));
    for (place, &count) in counts.iter().enumerate() {
        let expected = (1.0 / (first + place) as f64).ln_1p() / std::f64::consts::LN_10;
        let deviation = (count as f64 / n - expected).abs();
        chi2 += n * deviation * deviation / expected;
        mad += deviation;
        let correction = 1.0 / (2.0 * n);
        let corrected = if correction < deviation { deviation - correction } else { deviation };
        z.push(corrected / (expected * (1.0 - expected) / n).sqrt());
    }
    let cells = counts.len() as f64;
    Benford { counts, chi2, p: chi2_upper(chi2, cells - 1.0), mad: mad / cells, z }
}

/// Read off the shortest decimal that is this number, so that 0.3 leads with 3 and not with 2.99….
fn leading(amount: f64, digits: u8) -> Option<usize> {
    if amount == 0.0 {
        return None;
    }
    let text = format!("{:e}", amount.abs());
    let mantissa = text.split('e').next().unwrap_or_default();
    let mut digit = mantissa.chars().filter_map(|c| c.to_digit(10)).map(|digit| digit as usize);
    let first = digit.next()?;
    Some(if digits == 1 { first } else { 10 * first + digit.next().unwrap_or(0) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leading_digits_are_those_a_person_reads() {
        for (amount, one, two) in
            [(12.0, 1, 12), (-0.3, 3, 30), (0.0123, 1, 12), (9.99, 9, 99), (1e12, 1, 10), (5e-7, 5, 50), (1.0, 1, 10)]
        {
            assert_eq!((leading(amount, 1), leading(amount, 2)), (Some(one), Some(two)), "{amount}");
        }
        assert_eq!(leading(0.0, 1), None);
    }

    #[test]
    fn amounts_that_grow_evenly_conform_and_uniform_ones_do_not() {
        let found = |amounts: Vec<f64>| benford(&BenfordInput { amounts, digits: 1 }).expect("an answer");
        assert!(found((0..2000).map(|i| 1.017f64.powi(i % 1365)).collect()).p > 0.5);
        assert!(found((1000..10_000).map(f64::from).collect()).p < 1e-9);
    }

    #[test]
    fn three_digits_are_refused() {
        assert_eq!(benford(&BenfordInput { amounts: vec![1.0], digits: 3 }).expect_err("three").field, "digits");
    }
}
