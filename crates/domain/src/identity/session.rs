//! Failed sign-ins lock a login; sessions end.

use super::IdentityRefusal;
use aftercare_kernel::Instant;

const FAILURES_ALLOWED: i64 = 5;
const FIRST_LOCK_SECONDS: i64 = 15 * 60;
const LONGEST_LOCK_SECONDS: i64 = 24 * 60 * 60;
/// A working day with its breaks.
const SESSION_SECONDS: i64 = 12 * 60 * 60;

/// How often a login failed in a row, and until when it is locked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct LockOut {
    pub failures: i64,
    pub until: Option<Instant>,
}

impl LockOut {
    /// Asked before the password is looked at.
    pub fn check(&self, now: Instant) -> Result<(), IdentityRefusal> {
        match self.until {
            Some(until) if now < until => {
                Err(IdentityRefusal::Locked { minutes: (until.seconds_since(now) + 59).div_euclid(60).max(1) })
            }
            _ => Ok(()),
        }
    }
    /// After so many failures in a row, the last of them now.
    pub fn after(failures: i64, now: Instant) -> Self {
        Self { failures, until: lock_after(failures).map(|seconds| now.plus_seconds(seconds)) }
    }
}

/// Seconds of lock after so many failures in a row: none before the fifth, then 15 minutes, doubling up to a day.
pub fn lock_after(failures: i64) -> Option<i64> {
    let doublings = failures - FAILURES_ALLOWED;
    (doublings >= 0).then(|| {
        let factor = 1_i64 << doublings.min(20);
        FIRST_LOCK_SECONDS.saturating_mul(factor).min(LONGEST_LOCK_SECONDS)
    })
}

pub fn session_ends(started: Instant) -> Instant {
    started.plus_seconds(SESSION_SECONDS)
}

/// A session lives until it ends or is revoked.
pub fn session_is_alive(expires_at: Instant, revoked_at: Option<Instant>, now: Instant) -> bool {
    revoked_at.is_none() && now < expires_at
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Instant = Instant::from_micros(1_700_000_000_000_000);

    #[test]
    fn locks_grow_to_a_day() {
        let table = [
            (0, None),
            (4, None),
            (5, Some(15)),
            (6, Some(30)),
            (7, Some(60)),
            (11, Some(960)),
            (12, Some(1440)),
            (500, Some(1440)),
        ];
        for (failures, minutes) in table {
            assert_eq!(lock_after(failures), minutes.map(|m: i64| m * 60), "{failures}");
        }
    }

    #[test]
    fn the_fifth_failure_locks_for_a_quarter_of_an_hour() {
        assert_eq!(LockOut::after(4, NOW).check(NOW), Ok(()));
        let five = LockOut::after(5, NOW);
        assert_eq!(five.check(NOW), Err(IdentityRefusal::Locked { minutes: 15 }));
        assert_eq!(five.check(NOW.plus_seconds(899)), Err(IdentityRefusal::Locked { minutes: 1 }));
        assert_eq!(five.check(NOW.plus_seconds(900)), Ok(()));
    }

    #[test]
    fn a_session_lasts_twelve_hours_unless_it_is_revoked() {
        let ends = session_ends(NOW);
        assert!(session_is_alive(ends, None, NOW.plus_seconds(12 * 3600 - 1)));
        assert!(!session_is_alive(ends, None, NOW.plus_seconds(12 * 3600)));
        assert!(!session_is_alive(ends, Some(NOW), NOW));
    }
}
