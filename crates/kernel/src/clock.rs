//! Now and chance are arguments. Only `server` and `testkit` implement these traits.

use jiff::{Timestamp, civil::Date, tz::TimeZone};
use serde::{Deserialize, Serialize};
use std::fmt;

/// An instant in µs since 1970-01-01 UTC: the unit of every `at` column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Instant(i64);

impl Instant {
    pub const fn from_micros(micros: i64) -> Self {
        Self(micros)
    }
    pub const fn micros(self) -> i64 {
        self.0
    }
    /// The civil date in a zone: what the law counts in.
    pub fn date_in(self, zone: &TimeZone) -> Date {
        self.timestamp().to_zoned(zone.clone()).date()
    }
    /// jiff's timestamp; instants beyond jiff's years are held at its edges.
    pub fn timestamp(self) -> Timestamp {
        Timestamp::from_microsecond(self.0).unwrap_or(if self.0 < 0 { Timestamp::MIN } else { Timestamp::MAX })
    }
    pub fn from_timestamp(timestamp: Timestamp) -> Self {
        Self(timestamp.as_microsecond())
    }
    pub fn plus_seconds(self, seconds: i64) -> Self {
        Self(self.0.saturating_add(seconds.saturating_mul(1_000_000)))
    }
    /// Whole seconds from `earlier` to `self`, negative when `earlier` is later.
    pub fn seconds_since(self, earlier: Instant) -> i64 {
        (self.0 - earlier.0).div_euclid(1_000_000)
    }
}

/// RFC 3339 in UTC, as in the API.
impl fmt::Display for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.timestamp().fmt(f)
    }
}

/// The time of day, asked once per use case.
pub trait Clock: Send + Sync {
    fn now(&self) -> Instant;
}

/// Chance: ids, tokens, jitter.
pub trait Dice: Send + Sync {
    fn fill(&self, bytes: &mut [u8]);
}
