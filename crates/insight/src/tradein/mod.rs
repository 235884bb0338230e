//! What a used device is worth (以旧换新估价).

mod regression;

pub use regression::{RegressionInput, Sale, TradeIn, regression};
