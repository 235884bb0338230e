//! Words as the database holds them, read back as what they mean.

use std::str::FromStr;

use crate::Error;

/// A stored word as a variant of its enum. What does not read was written by another version: a fault of ours.
pub(crate) fn word<T: FromStr>(text: &str) -> Result<T, Error> {
    text.parse().map_err(|_| Error::Fault(format!("unknown stored word {text:?}")))
}
