//! How far apart two places are.

use serde::{Deserialize, Serialize};

use crate::input::{self, Answer};

/// Mean radius of the earth in km (IUGG R₁).
const EARTH_KM: f64 = 6371.0088;

#[derive(Debug, Clone, Deserialize)]
pub struct DistanceInput {
    /// Latitude and longitude in degrees.
    pub a: [f64; 2],
    pub b: [f64; 2],
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Distance {
    pub km: f64,
}

/// Great circle by the haversine formula (R. W. Sinnott 1984), which is right for near places too.
pub fn distance(asked: &DistanceInput) -> Answer<Distance> {
    for (name, place) in [("a", asked.a), ("b", asked.b)] {
        input::within(&format!("{name}[0]"), place[0], -90.0, 90.0)?;
        input::within(&format!("{name}[1]"), place[1], -180.0, 180.0)?;
    }
    let [lat_a, lon_a] = asked.a.map(f64::to_radians);
    let [lat_b, lon_b] = asked.b.map(f64::to_radians);
    let half = |angle: f64| (angle / 2.0).sin().powi(2);
    let haversine = half(lat_b - lat_a) + lat_a.cos() * lat_b.cos() * half(lon_b - lon_a);
    Ok(Distance { km: 2.0 * EARTH_KM * haversine.sqrt().min(1.0).asin() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn km(a: [f64; 2], b: [f64; 2]) -> f64 {
        distance(&DistanceInput { a, b }).expect("a distance").km
    }

    #[test]
    fn known_distances_come_out() {
        assert_eq!(km([31.0, 121.0], [31.0, 121.0]), 0.0);
        assert!((km([0.0, 0.0], [0.0, 180.0]) - std::f64::consts::PI * EARTH_KM).abs() < 1e-6, "to the other side");
        assert!((km([0.0, 179.5], [0.0, -179.5]) - km([0.0, 0.0], [0.0, 1.0])).abs() < 1e-9, "over the date line");
    }

    #[test]
    fn degrees_that_are_not_on_earth_are_refused() {
        let error = distance(&DistanceInput { a: [0.0, 0.0], b: [91.0, 0.0] }).expect_err("too far north");
        assert_eq!(error.field, "b[0]");
    }
}
