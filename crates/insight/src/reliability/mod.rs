//! How long devices last (可靠性), and what will come back.

mod kaplan_meier;
mod limited_failure;
mod mixed_population;
mod nevada;
mod observed;
mod warning;
mod weibayes;
mod weibull;

pub use kaplan_meier::{KaplanMeier, KaplanMeierInput, kaplan_meier};
pub use limited_failure::{LimitedFailure, LimitedFailureInput, limited_failure};
pub use nevada::{Convention, Nevada, NevadaInput, nevada};
pub use observed::{TimeCount, Unit};
pub use warning::{Warning, WarningCode};
pub use weibayes::{Weibayes, WeibayesInput, weibayes};
pub use weibull::{Weibull, WeibullInput, weibull};

/// Rows or units in one table.
const MOST_ROWS: usize = 1_000_000;
