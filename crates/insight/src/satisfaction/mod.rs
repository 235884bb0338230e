//! What a score of satisfaction is worth (满意度), given how many answered.

mod interval;
mod mean;
mod nps;

pub use interval::{Interval, IntervalInput, IntervalMethod, interval};
pub use mean::{Mean, MeanInput, mean};
pub use nps::{Nps, NpsInput, nps};

/// Answers counted.
pub(crate) const MOST_ANSWERS: u64 = 1_000_000_000;
