//! What a reader has to know before using a fit.

use serde::Serialize;

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Warning {
    pub code: WarningCode,
    pub message: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum WarningCode {
    /// So few failures that the shape is hardly known.
    FewFailures,
    /// A population of which only a share can fail is likelier than chance lets it be.
    MixedPopulation,
    /// The likelihood has no peak; the answer is where the search stopped.
    NoPeak,
    /// A shape that no wear or infant mortality of one kind has.
    UnusualShape,
    /// Returns that the convention cannot place are left out.
    LeftOut,
}

impl Warning {
    pub(super) fn new(code: WarningCode, message: impl Into<String>) -> Self {
        Self { code, message: message.into() }
    }
}
