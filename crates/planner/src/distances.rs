//! How long each way is, laid out for the search: one row per place, by number.

use crate::problem::{Coordinates, Ways};

pub(crate) const EARTH_RADIUS_KM: f64 = 6371.0088;
/// A way that rounds up to a whole minute does so by more than this.
const ROUNDING: f64 = 1e-6;

pub(crate) struct Distances {
    size: usize,
    /// Minutes from row to column.
    out: Vec<f64>,
    /// Minutes to row from column; None when it is the same both ways.
    into: Option<Vec<f64>>,
    /// Set when the hour makes a difference; `out` is then at the usual speed and not rounded.
    pace: Option<Pace>,
}

impl Distances {
    /// With one place more than given, from and to which the way is nothing: where a day without a last way ends.
    pub fn new(ways: &Ways) -> Self {
        match ways {
            Ways::Coordinates(coordinates) => Self::of_coordinates(coordinates),
            Ways::Matrix(matrix) => Self::of_matrix(matrix),
        }
    }

    fn of_coordinates(coordinates: &Coordinates) -> Self {
        let size = coordinates.points.len() + 1;
        let mut out = vec![0.0; size * size];
        for a in 0..size - 1 {
            for b in a + 1..size - 1 {
                let minutes = minutes_between(coordinates, a, b);
                out[a * size + b] = minutes;
                out[b * size + a] = minutes;
            }
        }
        let pace = coordinates.speed_by_hour.map(|speeds| Pace::new(&speeds, coordinates.speed_kmh));
        Self { size, out, into: None, pace }
    }

    fn of_matrix(matrix: &[Vec<f64>]) -> Self {
        let size = matrix.len() + 1;
        let mut out = vec![0.0; size * size];
        for (a, row) in matrix.iter().enumerate() {
            out[a * size..a * size + row.len().min(size)].copy_from_slice(&row[..row.len().min(size)]);
        }
        let into: Vec<f64> = (0..size * size).map(|at| out[(at % size) * size + at / size]).collect();
        let into = if into == out { None } else { Some(into) };
        Self { size, out, into, pace: None }
    }

    pub fn nowhere(&self) -> u32 {
        (self.size - 1) as u32
    }

    /// Usual minutes from one place to each other.
    #[inline]
    pub fn from(&self, place: u32) -> &[f64] {
        let begin = place as usize * self.size;
        &self.out[begin..begin + self.size]
    }

    /// Usual minutes from each other place to one.
    #[inline]
    pub fn to(&self, place: u32) -> &[f64] {
        let begin = place as usize * self.size;
        &self.into.as_ref().unwrap_or(&self.out)[begin..begin + self.size]
    }

    #[inline]
    pub fn usual(&self, from: u32, to: u32) -> f64 {
        self.from(from)[to as usize]
    }

    /// Whether a way takes the same at every hour.
    pub fn same_all_day(&self) -> bool {
        self.pace.is_none()
    }

    #[inline]
    pub fn minutes(&self, from: u32, to: u32, depart: f64) -> f64 {
        let usual = self.usual(from, to);
        match &self.pace {
            None => usual,
            Some(pace) => pace.lasts(depart, usual),
        }
    }

    /// A way of so many minutes that is no row of the table, when it is begun at a time.
    #[inline]
    pub fn at_pace(&self, usual: f64, depart: f64) -> f64 {
        self.pace.as_ref().map_or(usual, |pace| pace.lasts(depart, usual))
    }

    /// How the table holds a way of so many minutes.
    pub fn usual_minutes(&self, minutes: f64) -> f64 {
        if self.pace.is_some() { minutes } else { (minutes - ROUNDING).ceil().max(0.0) }
    }

    /// The latest departure that still arrives by then.
    #[inline]
    pub fn depart_by(&self, from: u32, to: u32, arrive: f64) -> f64 {
        let usual = self.usual(from, to);
        match &self.pace {
            None => arrive - usual,
            Some(pace) => pace.depart_by(arrive, usual),
        }
    }
}

/// Great-circle distance by the haversine formula.
pub(crate) fn kilometres(a: [f64; 2], b: [f64; 2]) -> f64 {
    let (north, east) = ((b[0] - a[0]).to_radians(), (b[1] - a[1]).to_radians());
    let h =
        (north / 2.0).sin().powi(2) + a[0].to_radians().cos() * b[0].to_radians().cos() * (east / 2.0).sin().powi(2);
    2.0 * EARTH_RADIUS_KM * h.clamp(0.0, 1.0).sqrt().asin()
}

fn minutes_between(coordinates: &Coordinates, a: usize, b: usize) -> f64 {
    let km = kilometres(coordinates.points[a], coordinates.points[b]) * coordinates.detour;
    let minutes = km / coordinates.speed_kmh * 60.0;
    if coordinates.speed_by_hour.is_some() { minutes } else { (minutes - ROUNDING).ceil().max(0.0) }
}

/// Progress on the road by the minute of the day, on every day the same. Who leaves later never arrives earlier, because
/// a way that crosses the full hour goes on at the next hour's speed.
struct Pace {
    /// Usual minutes' worth of way that lie behind at each minute of a day; strictly increasing.
    done: Vec<f64>,
}

const MINUTES: usize = 24 * 60;
const DAY: f64 = MINUTES as f64;

impl Pace {
    fn new(speeds: &[f64; 24], usual: f64) -> Self {
        let mut done = Vec::with_capacity(MINUTES + 1);
        let mut sum = 0.0;
        for minute in 0..=MINUTES {
            done.push(sum);
            sum += speeds[minute / 60 % 24] / usual;
        }
        Self { done }
    }

    fn in_a_day(&self) -> f64 {
        self.done[MINUTES]
    }

    /// What lies behind at a minute, counted from the first midnight; before it, less than nothing.
    fn at(&self, minute: f64) -> f64 {
        let days = (minute / DAY).floor();
        let minute = (minute - days * DAY).clamp(0.0, DAY);
        let (whole, part) = (minute.floor() as usize, minute.fract());
        let here = self.done[whole];
        let next = self.done.get(whole + 1).copied().unwrap_or(here);
        days * self.in_a_day() + here + (next - here) * part
    }

    fn lasts(&self, depart: f64, usual: f64) -> f64 {
        if depart.is_finite() { self.arrive(depart, usual) - depart } else { usual }
    }

    /// In whole minutes, rounded up.
    fn arrive(&self, depart: f64, usual: f64) -> f64 {
        if usual <= 0.0 {
            return depart;
        }
        let (days, goal) = self.split(self.at(depart) + usual - ROUNDING);
        days * DAY + self.done.partition_point(|&done| done < goal) as f64
    }

    fn depart_by(&self, arrive: f64, usual: f64) -> f64 {
        if usual <= 0.0 || !arrive.is_finite() {
            return arrive;
        }
        let (days, goal) = self.split(self.at(arrive) - usual + ROUNDING);
        days * DAY + self.done.partition_point(|&done| done <= goal) as f64 - 1.0
    }

    /// Whole days on the road, and what is left of the way then.
    fn split(&self, goal: f64) -> (f64, f64) {
        let days = (goal / self.in_a_day()).floor();
        (days, goal - days * self.in_a_day())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_degree_of_latitude_is_111_km_and_a_leg_is_rounded_up() {
        let points = vec![[30.0, 120.0], [31.0, 120.0], [30.0, 120.0]];
        assert!((kilometres(points[0], points[1]) - 111.195).abs() < 0.001);
        let ways = Ways::Coordinates(Coordinates { points, speed_kmh: 60.0, detour: 1.0, speed_by_hour: None });
        let distances = Distances::new(&ways);
        assert_eq!(distances.usual(0, 1), 112.0);
        assert_eq!(distances.usual(0, 2), 0.0, "the same place");
        assert_eq!(distances.usual(distances.nowhere(), 1), 0.0);
    }

    #[test]
    fn a_one_way_street_is_kept_in_both_readings() {
        let distances = Distances::new(&Ways::Matrix(vec![vec![0.0, 3.0], vec![8.0, 0.0]]));
        assert_eq!((distances.from(0)[1], distances.to(0)[1]), (3.0, 8.0));
    }

    #[test]
    fn the_way_over_the_full_hour_goes_on_at_the_next_speed() {
        let mut speeds = [60.0; 24];
        speeds[8] = 30.0;
        let points = vec![[0.0, 0.0], [0.0, 19.99 / 111.195]];
        let ways = Ways::Coordinates(Coordinates { points, speed_kmh: 60.0, detour: 1.0, speed_by_hour: Some(speeds) });
        let distances = Distances::new(&ways);
        let table = [(420.0, 20.0), (480.0, 40.0), (475.0, 35.0), (530.0, 25.0), (540.0, 20.0)];
        for (depart, minutes) in table {
            assert_eq!(distances.minutes(0, 1, depart), minutes, "leaving at {depart}");
            assert_eq!(distances.depart_by(0, 1, depart + minutes), depart, "to be there at {}", depart + minutes);
        }
    }

    #[test]
    fn a_way_of_many_days_goes_on_through_every_night() {
        let mut speeds = [60.0; 24];
        speeds[..6].fill(30.0);
        let pace = Pace::new(&speeds, 60.0);
        let day = 6.0 * 30.0 + 18.0 * 60.0;
        // (depart, kilometres, arrive)
        let table = [
            (0.0, day, 1_440.0),
            (720.0, day, 2_160.0),
            (0.0, 10.0 * day + 90.0, 14_580.0),
            (1_430.0, 20.0, 1_460.0),
            (2_880.0, 30.0, 2_940.0),
        ];
        for (depart, way, arrive) in table {
            assert_eq!(pace.arrive(depart, way), arrive, "{way} km from {depart}");
            assert_eq!(pace.depart_by(arrive, way), depart, "{way} km until {arrive}");
        }
    }

    #[test]
    fn to_be_there_on_the_first_morning_one_leaves_the_day_before() {
        let pace = Pace::new(&[60.0; 24], 60.0);
        assert_eq!(pace.depart_by(60.0, 100.0), -40.0);
        assert_eq!(pace.arrive(-40.0, 100.0), 60.0);
    }
}
