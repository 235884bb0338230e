//! When people of the sample brand work: every day from nine to six, by the clock of its time zone.

use aftercare_kernel::{Date, Instant, calendar::days_after};
use jiff::{Span, civil::Time, tz::TimeZone};

use super::luck::Luck;

pub const OPENS_MINUTE: i64 = 9 * 60;
pub const CLOSES_MINUTE: i64 = 18 * 60;
/// Nothing new is begun in the last quarter of an hour.
const LAST_MINUTE: i64 = CLOSES_MINUTE - 15;

#[derive(Clone)]
pub struct Hours {
    zone: TimeZone,
}

impl Hours {
    pub fn new(zone: TimeZone) -> Self {
        Self { zone }
    }

    pub fn day(&self, at: Instant) -> Date {
        at.date_in(&self.zone)
    }

    /// A minute of a day.
    pub fn at(&self, day: Date, minute: i64) -> Instant {
        let midnight = self.zone.to_ambiguous_zoned(day.to_datetime(Time::midnight())).compatible();
        let midnight = midnight.map_or(jiff::Timestamp::MAX, |zoned| zoned.timestamp());
        Instant::from_timestamp(midnight).plus_seconds(minute * 60)
    }

    fn minute(&self, at: Instant) -> i64 {
        at.seconds_since(self.at(self.day(at), 0)) / 60
    }

    /// The same instant if people work then, else soon after the next opening.
    pub fn open_from(&self, at: Instant, luck: &mut Luck) -> Instant {
        let (day, minute) = (self.day(at), self.minute(at));
        let soon = OPENS_MINUTE + luck.between(2, 50);
        match minute {
            early if early < OPENS_MINUTE => self.at(day, soon),
            late if late > LAST_MINUTE => self.at(days_after(day, 1), soon),
            _ => at,
        }
    }

    /// The latest time up to `at` at which people worked.
    pub fn worked_until(&self, at: Instant) -> Instant {
        let (day, minute) = (self.day(at), self.minute(at));
        match minute {
            early if early < OPENS_MINUTE => self.at(days_before(day, 1), LAST_MINUTE),
            late if late > LAST_MINUTE => self.at(day, LAST_MINUTE),
            _ => at,
        }
    }
}

/// The quarter of an hour that the instant lies in: windows begin on one.
pub fn quarter(at: Instant) -> Instant {
    const QUARTER: i64 = 15 * 60 * 1_000_000;
    Instant::from_micros(at.micros() - at.micros().rem_euclid(QUARTER))
}

pub fn days_before(day: Date, days: i64) -> Date {
    day.saturating_sub(Span::new().days(days))
}

/// The first of the month that lies so many months before the day's.
pub fn month_before(day: Date, months: u32) -> Date {
    day.first_of_month().saturating_sub(Span::new().months(i64::from(months)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hours() -> Hours {
        Hours::new(TimeZone::get("Asia/Shanghai").expect("zone"))
    }

    fn instant(text: &str) -> Instant {
        Instant::from_timestamp(text.parse().expect("an instant"))
    }

    #[test]
    fn night_work_waits_for_the_morning() {
        let (hours, mut luck) = (hours(), Luck::new(1));
        let noon = instant("2026-03-02T12:00:00+08:00");
        assert_eq!(hours.open_from(noon, &mut luck), noon);
        let next = hours.open_from(instant("2026-03-02T20:00:00+08:00"), &mut luck);
        assert_eq!(hours.day(next), Date::constant(2026, 3, 3));
        let morning = hours.open_from(instant("2026-03-02T03:00:00+08:00"), &mut luck);
        assert_eq!(hours.day(morning), Date::constant(2026, 3, 2));
    }

    #[test]
    fn the_last_working_time_is_never_later() {
        let hours = hours();
        for (text, expected) in [
            ("2026-03-02T12:00:00+08:00", "2026-03-02T12:00:00+08:00"),
            ("2026-03-02T23:00:00+08:00", "2026-03-02T17:45:00+08:00"),
            ("2026-03-02T03:00:00+08:00", "2026-03-01T17:45:00+08:00"),
        ] {
            assert_eq!(hours.worked_until(instant(text)), instant(expected), "{text}");
        }
    }

    #[test]
    fn months_go_back_to_their_first_day() {
        assert_eq!(month_before(Date::constant(2026, 3, 31), 1), Date::constant(2026, 2, 1));
        assert_eq!(days_before(Date::constant(2026, 3, 1), 1), Date::constant(2026, 2, 28));
    }
}
