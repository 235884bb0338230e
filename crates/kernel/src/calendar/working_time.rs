//! When a station is open.

use jiff::civil::Time;
use serde::{Deserialize, Serialize};

/// From opening to closing on the same day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Written", into = "Written")]
pub struct OpeningHours {
    opens: Time,
    closes: Time,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("closing comes after opening, on the same day")]
pub struct NotOpeningHours;

impl OpeningHours {
    pub fn new(opens: Time, closes: Time) -> Result<Self, NotOpeningHours> {
        if opens < closes { Ok(Self { opens, closes }) } else { Err(NotOpeningHours) }
    }
    pub fn opens(&self) -> Time {
        self.opens
    }
    pub fn closes(&self) -> Time {
        self.closes
    }
}

/// The form on the wire, before it is checked.
#[derive(Serialize, Deserialize)]
struct Written {
    opens: Time,
    closes: Time,
}

impl TryFrom<Written> for OpeningHours {
    type Error = NotOpeningHours;
    fn try_from(written: Written) -> Result<Self, NotOpeningHours> {
        Self::new(written.opens, written.closes)
    }
}

impl From<OpeningHours> for Written {
    fn from(hours: OpeningHours) -> Self {
        Self { opens: hours.opens, closes: hours.closes }
    }
}
