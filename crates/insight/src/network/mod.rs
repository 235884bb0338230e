//! Where stations should be (网点布局).
//!
//! Small cases are solved exactly by branch and bound; large ones by exchange, with a Lagrangian bound that says how far
//! from the best the answer can be at most. Every answer says whether it is proven.

mod branching;
mod capacitated;
mod choice;
mod exchange;
mod filling;
mod locating;
mod max_cover;
mod p_median;
mod relaxation;
mod set_cover;
mod transport;

pub use capacitated::{Capacitated, CapacitatedInput, capacitated};
pub use max_cover::{MaxCover, MaxCoverInput, max_cover};
pub use p_median::{PMedian, PMedianInput, p_median};
pub use set_cover::{SetCover, SetCoverInput, set_cover};

use crate::input::{self, Answer, refuse};

/// Points, each of which is a place of demand and a possible site.
const MOST_POINTS: usize = 2000;
/// Two costs that differ by less than this share are the same.
const ROUNDING: f64 = 1e-9;
/// A point this share beyond the radius counts as within: square roots round.
const ON_THE_RIM: f64 = 1e-9;

/// East and north in km, or any other unit that is the same for both.
pub type Place = (f64, f64);

fn check_places(places: &[Place], most: usize) -> Answer<()> {
    input::length("xy", places.len(), 1, most)?;
    for (index, place) in places.iter().enumerate() {
        input::within(&format!("xy[{index}][0]"), place.0, -1e9, 1e9)?;
        input::within(&format!("xy[{index}][1]"), place.1, -1e9, 1e9)?;
    }
    Ok(())
}

fn check_weights(field: &str, weights: &[f64], places: usize) -> Answer<()> {
    input::same_length(field, weights.len(), "xy", places)?;
    input::each(field, weights, |field, weight| input::within(field, weight, 0.0, 1e9))
}

fn check_count(p: usize, places: usize) -> Answer<()> {
    if p == 0 || p > places { refuse("p", "should be 1 or more and no more than there are places") } else { Ok(()) }
}

fn distance(a: Place, b: Place) -> f64 {
    (a.0 - b.0).hypot(a.1 - b.1)
}

fn is_within(a: Place, b: Place, radius: f64) -> bool {
    distance(a, b) <= radius * (1.0 + ON_THE_RIM)
}
