//! Demand for spare parts (备件需求), most of which are not asked for in most periods.

mod auto;
mod class;
mod forecast;
mod lead_time;
mod smoothing;

pub use class::{Class, ClassOf, Series, class};
pub use forecast::{Forecast, ForecastInput, Method, forecast};
pub use lead_time::{LeadTime, LeadTimeInput, lead_time};

use crate::input::{self, Answer};

/// Longer series are refused: two centuries of days.
const MOST_PERIODS: usize = 73_000;

fn check_series(y: &[f64]) -> Answer<()> {
    input::length("y", y.len(), 1, MOST_PERIODS)?;
    input::each("y", y, input::non_negative)
}
