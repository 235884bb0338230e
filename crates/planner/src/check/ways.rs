//! How long a way is, by the text of the problem.

use serde_json::Value;

use super::text::{list, number_of};

/// A way that rounds up to a whole minute does so by more than this, in minutes at the usual speed.
const ROUNDING: f64 = 1e-6;

#[derive(Clone, Copy)]
pub(super) enum Place {
    Start(usize),
    End(usize),
    Visit(usize),
}

/// By the matrix, or by great circle, detour and speed; in whole minutes rounded up.
pub(super) fn minutes(problem: &Value, from: Place, to: Place, depart: f64) -> f64 {
    let technicians = list(&problem["technicians"]);
    if matches!(to, Place::End(number) if technicians[number]["end"].is_null()) {
        return 0.0;
    }
    let travel = &problem["travel"];
    if travel["matrix_minutes"].is_array() {
        let index = |place| match place {
            Place::Start(number) => number,
            Place::End(number) => technicians.len() + number,
            Place::Visit(number) => 2 * technicians.len() + number,
        };
        return number_of(&travel["matrix_minutes"][index(from)][index(to)]).ceil();
    }
    let km = great_circle(point(problem, from), point(problem, to)) * travel["detour"].as_f64().unwrap_or(1.0);
    let a_minute = number_of(&travel["speed_kmh"]) / 60.0;
    match travel["speed_by_hour"].as_array() {
        None => (km / a_minute - ROUNDING).ceil().max(0.0),
        Some(speeds) => drive(km - ROUNDING * a_minute, depart, speeds),
    }
}

fn point(problem: &Value, place: Place) -> [f64; 2] {
    let at = match place {
        Place::Start(number) => &problem["technicians"][number]["start"],
        Place::End(number) => &problem["technicians"][number]["end"],
        Place::Visit(number) => &problem["visits"][number]["at"],
    };
    [number_of(&at[0]), number_of(&at[1])]
}

/// Minute by minute at the speed of the hour; whole days, which are all alike, at once.
fn drive(km: f64, depart: f64, speeds: &[Value]) -> f64 {
    let in_a_day: f64 = speeds.iter().take(24).map(number_of).sum();
    if in_a_day <= 0.0 {
        return f64::INFINITY;
    }
    let days = (km / in_a_day).floor().max(0.0);
    let mut left = km - days * in_a_day;
    let mut minutes = 0.0;
    while left > 0.0 && minutes < 1440.0 {
        let hour = ((depart + minutes) / 60.0).floor() as usize % 24;
        left -= speeds.get(hour).map_or(0.0, number_of) / 60.0;
        minutes += 1.0;
    }
    days * 1440.0 + minutes
}

fn great_circle(a: [f64; 2], b: [f64; 2]) -> f64 {
    let (f1, f2) = (a[0].to_radians(), b[0].to_radians());
    let (df, dl) = (f2 - f1, (b[1] - a[1]).to_radians());
    let h = (df / 2.0).sin() * (df / 2.0).sin() + f1.cos() * f2.cos() * (dl / 2.0).sin() * (dl / 2.0).sin();
    6371.0088 * 2.0 * h.sqrt().min(1.0).asin()
}
