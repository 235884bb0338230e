//! A clock that stands where the test puts it.

use std::sync::atomic::{AtomicI64, Ordering};

use aftercare_kernel::{Clock, Instant};
use jiff::Timestamp;

/// The first question after `set` gets exactly that instant; each further one a millisecond more, so that what
/// happens later is dated later.
#[derive(Debug)]
pub struct FixedClock(AtomicI64);

const STEP_MICROS: i64 = 1_000;

impl FixedClock {
    /// From RFC 3339, e.g. `2026-03-02T09:00:00+08:00`.
    pub fn at(text: &str) -> Self {
        Self(AtomicI64::new(instant(text).micros()))
    }
    pub fn set(&self, text: &str) {
        self.0.store(instant(text).micros(), Ordering::SeqCst);
    }
    pub fn advance_seconds(&self, seconds: i64) {
        self.0.fetch_add(seconds * 1_000_000, Ordering::SeqCst);
    }
    pub fn advance_minutes(&self, minutes: i64) {
        self.advance_seconds(minutes * 60);
    }
    pub fn advance_hours(&self, hours: i64) {
        self.advance_seconds(hours * 3600);
    }
    pub fn advance_days(&self, days: i64) {
        self.advance_seconds(days * 24 * 3600);
    }
    /// What the next question will be answered; asking so moves nothing.
    pub fn peek(&self) -> Instant {
        Instant::from_micros(self.0.load(Ordering::SeqCst))
    }
}

impl Clock for FixedClock {
    fn now(&self) -> Instant {
        Instant::from_micros(self.0.fetch_add(STEP_MICROS, Ordering::SeqCst))
    }
}

fn instant(text: &str) -> Instant {
    let time: Timestamp = text.parse().expect("a time like 2026-03-02T09:00:00+08:00");
    Instant::from_timestamp(time)
}
