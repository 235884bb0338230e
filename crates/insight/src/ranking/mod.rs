//! Stations side by side (服务站排名), fair to small ones: each is drawn towards what all have in common, the more so
//! the less is known of it.

mod rates;
mod stations;

pub use rates::{Rates, RatesInput, rates};
pub use stations::{Spread, Station, Stations, StationsInput, stations};

/// Stations in one comparison.
const MOST: usize = 20_000;
/// A prior this firm leaves nothing of the differences between stations.
const FIRMEST: f64 = 1e6;
