//! What kind of demand a part has.

use serde::{Deserialize, Serialize};

use super::check_series;
use crate::{
    input::{Answer, refuse},
    numbers::mean,
};

/// Cut between demand in most periods and intermittent demand, in periods per demand.
const ADI_CUT: f64 = 1.32;
/// Cut between even and uneven sizes, as squared coefficient of variation.
const CV2_CUT: f64 = 0.49;

#[derive(Debug, Clone, Deserialize)]
pub struct Series {
    /// Pieces asked for, per period, oldest first.
    pub y: Vec<f64>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Class {
    /// Asked for often, in even sizes.
    Smooth,
    /// Asked for often, in uneven sizes.
    Erratic,
    /// Asked for rarely, in even sizes.
    Intermittent,
    /// Asked for rarely, in uneven sizes.
    Lumpy,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ClassOf {
    /// Average demand interval: periods per period with demand.
    pub adi: f64,
    /// Squared coefficient of variation of the sizes that are not zero (variance over n − 1; 0 of a single one).
    pub cv2: f64,
    pub class: Class,
}

/// A. A. Syntetos, J. E. Boylan, J. D. Croston, *On the categorization of demand patterns*, JORS 56 (2005).
///
/// Refuses a series without any demand: it is of no class.
pub fn class(asked: &Series) -> Answer<ClassOf> {
    check_series(&asked.y)?;
    match classify(&asked.y) {
        Some(found) => Ok(found),
        None => refuse("y", "should have a period with demand: nothing was ever asked for"),
    }
}

pub(super) fn classify(y: &[f64]) -> Option<ClassOf> {
    let sizes: Vec<f64> = y.iter().copied().filter(|&size| size > 0.0).collect();
    if sizes.is_empty() {
        return None;
    }
    let adi = y.len() as f64 / sizes.len() as f64;
    let cv2 = squared_variation(&sizes);
    let class = match (adi < ADI_CUT, cv2 < CV2_CUT) {
        (true, true) => Class::Smooth,
        (true, false) => Class::Erratic,
        (false, true) => Class::Intermittent,
        (false, false) => Class::Lumpy,
    };
    Some(ClassOf { adi, cv2, class })
}

fn squared_variation(sizes: &[f64]) -> f64 {
    if sizes.len() < 2 {
        return 0.0;
    }
    let mean = mean(sizes);
    sizes.iter().map(|size| (size / mean - 1.0).powi(2)).sum::<f64>() / (sizes.len() - 1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(y: &[f64]) -> ClassOf {
        class(&Series { y: y.to_vec() }).expect("a class")
    }

    #[test]
    fn the_four_classes_meet_at_the_cuts() {
        assert_eq!(found(&[1.0, 1.0, 0.0, 1.0, 1.0]).class, Class::Smooth);
        assert_eq!(found(&[1.0, 9.0, 1.0, 1.0]).class, Class::Erratic);
        assert_eq!(found(&[0.0, 1.0, 0.0, 1.0]).class, Class::Intermittent);
        assert_eq!(found(&[0.0, 1.0, 0.0, 9.0]).class, Class::Lumpy);
        let at_the_cut: Vec<f64> = (0..33).map(|i| if i < 25 { 1.0 } else { 0.0 }).collect();
        assert_eq!(found(&at_the_cut).class, Class::Intermittent, "33 periods to 25 is 1.32, no longer often");
    }

    #[test]
    fn a_series_without_demand_has_no_class() {
        assert_eq!(class(&Series { y: vec![0.0, 0.0] }).expect_err("none").field, "y");
    }
}
