//! Since when something is worse (质量预警): control charts and build months.

mod builds;
mod cusum;
mod ewma;

pub use builds::{Builds, BuildsInput, builds};
pub use cusum::{Cusum, CusumInput, cusum};
pub use ewma::{Ewma, EwmaInput, ewma};

/// Points in one chart.
const MOST: usize = 1_000_000;
