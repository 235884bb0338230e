//! One among its peers.

use serde::{Deserialize, Serialize};

use crate::{
    Named,
    input::{self, Answer},
    numbers::{mean, median as median_of},
};

/// B. Iglewicz, D. C. Hoaglin, *How to Detect and Handle Outliers* (1993).
const FLAG_ABOVE: f64 = 3.5;
/// Makes the median deviation comparable with a standard deviation.
const MEDIAN_FACTOR: f64 = 0.6745;
/// The same for the mean deviation: √(2/π).
const MEAN_FACTOR: f64 = 0.797_884_560_802_865_4;

#[derive(Debug, Clone, Deserialize)]
pub struct PeersInput {
    /// One figure for each station, technician, …
    pub values: Named<f64>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Peers {
    pub median: f64,
    /// Median absolute deviation from the median.
    pub mad: f64,
    /// Modified z-score by name.
    pub z: Named<f64>,
    /// Names whose score is over 3.5 to either side, in the order of the input.
    pub flagged: Vec<String>,
    /// What the scores are scaled by.
    pub scale: Scale,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Scale {
    MedianDeviation,
    /// More than half of the peers are equal, so the median deviation is zero.
    MeanDeviation,
    /// All are equal.
    None,
}

/// Median and deviations from it, which the outliers looked for cannot move (B. Iglewicz, D. C. Hoaglin, *How to Detect
/// and Handle Outliers*, 1993).
pub fn peers(asked: &PeersInput) -> Answer<Peers> {
    input::length("values", asked.values.0.len(), 1, 1_000_000)?;
    for (name, value) in &asked.values.0 {
        input::number(&format!("values.{name}"), *value)?;
    }
    let values: Vec<f64> = asked.values.0.iter().map(|(_, value)| *value).collect();
    let median = median_of(&values);
    let deviations: Vec<f64> = values.iter().map(|value| (value - median).abs()).collect();
    let mad = median_of(&deviations);
    let (factor, scale) = match (mad > 0.0, mean(&deviations)) {
        (true, _) => (MEDIAN_FACTOR / mad, Scale::MedianDeviation),
        (false, mean) if mean > 0.0 => (MEAN_FACTOR / mean, Scale::MeanDeviation),
        _ => (0.0, Scale::None),
    };
    let z = Named(asked.values.0.iter().map(|(name, value)| (name.clone(), factor * (value - median))).collect());
    let flagged = z.0.iter().filter(|(_, z)| z.abs() > FLAG_ABOVE).map(|(name, _)| name.clone()).collect();
    Ok(Peers { median, mad, z, flagged, scale })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(values: &[(&str, f64)]) -> Peers {
        let values = Named(values.iter().map(|&(name, value)| (name.to_owned(), value)).collect());
        peers(&PeersInput { values }).expect("an answer")
    }

    #[test]
    fn the_one_far_off_is_flagged_on_either_side() {
        let peers = found(&[("a", 10.0), ("b", 11.0), ("c", 12.0), ("d", 40.0), ("e", 11.0), ("f", -20.0)]);
        assert_eq!(peers.flagged, ["d", "f"]);
        assert_eq!((peers.median, peers.mad), (11.0, 1.0));
    }

    #[test]
    fn equal_peers_do_not_hide_the_one_who_differs() {
        let mut values: Vec<(String, f64)> = (0..20).map(|i| (format!("s{i}"), 5.0)).collect();
        values.push(("odd".into(), 9.0));
        let peers = peers(&PeersInput { values: Named(values) }).expect("an answer");
        assert_eq!((peers.flagged, peers.scale), (vec!["odd".to_owned()], Scale::MeanDeviation));
        assert_eq!(found(&[("a", 5.0), ("b", 5.0)]).scale, Scale::None);
    }
}
