//! The machine's clock, and one that goes only when it is told to, for sample data.

use std::sync::atomic::{AtomicI64, Ordering};

use aftercare_kernel::{Clock, Instant};

/// The time of the machine.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[allow(clippy::disallowed_methods, reason = "the one place that asks the machine for the time")]
    fn now(&self) -> Instant {
        Instant::from_timestamp(jiff::Timestamp::now())
    }
}

/// Months of sample data are written in a minute: this clock stands where it is put. Each question moves it by a
/// millisecond, so that what happens first is dated first.
#[derive(Debug)]
pub struct SteppingClock(AtomicI64);

const STEP_MICROS: i64 = 1_000;

impl SteppingClock {
    pub fn starting_at(instant: Instant) -> Self {
        Self(AtomicI64::new(instant.micros()))
    }
    /// Puts the clock to an instant; it does not go back.
    pub fn go_to(&self, instant: Instant) {
        self.0.fetch_max(instant.micros(), Ordering::SeqCst);
    }
    pub fn advance(&self, seconds: i64) {
        self.0.fetch_add(seconds.saturating_mul(1_000_000), Ordering::SeqCst);
    }
}

impl Clock for SteppingClock {
    fn now(&self) -> Instant {
        Instant::from_micros(self.0.fetch_add(STEP_MICROS, Ordering::SeqCst))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stepping_clock_goes_forward_only() {
        let clock = SteppingClock::starting_at(Instant::from_micros(5_000_000));
        let first = clock.now();
        assert!(clock.now() > first);
        clock.go_to(Instant::from_micros(1));
        assert!(clock.now() > first, "it does not go back");
        clock.advance(60);
        assert!(clock.now().seconds_since(first) >= 60);
    }
}
