//! How a time left is shown.

use super::ClockWhat;
use aftercare_kernel::Instant;
use serde::Serialize;

named! {
    pub enum Colour as "colour" keyed "deadlines-colour" {
        Green = "green",
        /// Soon due: someone should look now.
        Amber = "amber",
        /// Past due.
        Red = "red",
    }
}

/// Seconds until the deadline, negative when it has passed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct TimeLeft {
    pub what: ClockWhat,
    pub due: Instant,
    pub seconds: i64,
    pub colour: Colour,
}

impl TimeLeft {
    pub fn at(now: Instant, what: ClockWhat, due: Instant) -> Self {
        let seconds = due.seconds_since(now);
        let colour = match seconds {
            past if past < 0 => Colour::Red,
            soon if soon <= soon_seconds(what) => Colour::Amber,
            _ => Colour::Green,
        };
        Self { what, due, seconds, colour }
    }

    /// Seconds left at which it turns amber.
    pub const fn soon_seconds(&self) -> i64 {
        soon_seconds(self.what)
    }
}

/// From when on a deadline needs a look: about a quarter of the usual time.
const fn soon_seconds(what: ClockWhat) -> i64 {
    const HOUR: i64 = 3600;
    match what {
        ClockWhat::Answer => HOUR,
        ClockWhat::Visit => 2 * HOUR,
        ClockWhat::Escalation => 6 * HOUR,
        ClockWhat::FollowUp => 12 * HOUR,
        ClockWhat::Repair | ClockWhat::QuoteAnswer | ClockWhat::HandOver => 48 * HOUR,
        ClockWhat::DefectiveReturn => 7 * 24 * HOUR,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_change_at_their_borders() {
        let now = Instant::from_micros(0);
        let table = [(3601, Colour::Green), (3600, Colour::Amber), (0, Colour::Amber), (-1, Colour::Red)];
        for (seconds, expected) in table {
            let left = TimeLeft::at(now, ClockWhat::Answer, now.plus_seconds(seconds));
            assert_eq!((left.seconds, left.colour), (seconds, expected));
        }
    }
}
