//! Clocks and their amounts.

use super::DeadlineRefusal;
use aftercare_kernel::{
    BusinessCalendar, Date, Instant,
    calendar::{OpeningHours, days_after},
};
use jiff::{civil::Time, tz::TimeZone};
use serde::{Deserialize, Serialize};

named! {
    /// What must be done before the clock runs out.
    pub enum ClockWhat as "what" keyed "deadlines-clock" {
        /// Someone deals with what the customer wants.
        Answer = "answer",
        /// The technician comes within the agreed window; its end is the deadline.
        Visit = "visit",
        Repair = "repair",
        /// The customer answers the quotation.
        QuoteAnswer = "quote_answer",
        /// The customer fetches the device, or we send it back.
        HandOver = "hand_over",
        FollowUp = "follow_up",
        /// A supervisor deals with a customer who was not satisfied.
        Escalation = "escalation",
        DefectiveReturn = "defective_return",
    }
}

named! {
    /// Words are those of the `clock_policy` table.
    pub enum ClockUnit as "unit" keyed "deadlines-unit" {
        Hours = "hours",
        /// Hours of the station's opening time.
        WorkingHours = "working_hours",
        /// Civil days, weekends and holidays included; due at the end of the last.
        Days = "days",
        /// Due at the station's closing on the last.
        WorkingDays = "working_days",
    }
}

/// What is to be done next, and by when.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct NextDue {
    pub what: ClockWhat,
    pub at: Instant,
}

/// What a station lives by: its zone, its hours, its country's calendar.
#[derive(Debug, Clone, Copy)]
pub struct StationTime<'a> {
    pub zone: &'a TimeZone,
    pub opening: &'a OpeningHours,
    pub calendar: &'a BusinessCalendar,
}

impl StationTime<'_> {
    pub fn today(&self, now: Instant) -> Date {
        now.date_in(self.zone)
    }
    /// Midnight after the day.
    pub fn end_of(&self, day: Date) -> Instant {
        self.at(days_after(day, 1), Time::midnight())
    }
    fn at(&self, day: Date, time: Time) -> Instant {
        let zoned = self.zone.to_ambiguous_zoned(day.to_datetime(time)).compatible();
        Instant::from_timestamp(zoned.map_or(jiff::Timestamp::MAX, |zoned| zoned.timestamp()))
    }
}

/// How long a clock runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClockPolicy {
    pub what: ClockWhat,
    pub amount: u32,
    pub unit: ClockUnit,
}

/// A year of days; longer is no deadline any more.
const MOST: u32 = 366;

impl ClockPolicy {
    pub fn new(what: ClockWhat, amount: u32, unit: ClockUnit) -> Result<Self, DeadlineRefusal> {
        if (1..=MOST).contains(&amount) {
            Ok(Self { what, amount, unit })
        } else {
            Err(DeadlineRefusal::AmountUnfit { most: MOST })
        }
    }

    /// What a brand starts with.
    pub const fn usual(what: ClockWhat) -> Self {
        let (amount, unit) = match what {
            ClockWhat::Answer => (4, ClockUnit::Hours),
            ClockWhat::Visit => (2, ClockUnit::WorkingDays),
            ClockWhat::Repair => (7, ClockUnit::Days),
            ClockWhat::QuoteAnswer => (7, ClockUnit::Days),
            ClockWhat::HandOver => (7, ClockUnit::Days),
            ClockWhat::FollowUp => (2, ClockUnit::WorkingDays),
            ClockWhat::Escalation => (24, ClockUnit::Hours),
            ClockWhat::DefectiveReturn => (30, ClockUnit::Days),
        };
        Self { what, amount, unit }
    }

    /// When it falls due, started at `start`.
    pub fn due(&self, start: Instant, station: &StationTime<'_>) -> Instant {
        match self.unit {
            ClockUnit::Hours => start.plus_seconds(i64::from(self.amount) * 3600),
            ClockUnit::WorkingHours => {
                let seconds = self.amount.saturating_mul(3600);
                station.calendar.add_working_time(start, seconds, station.zone, station.opening)
            }
            ClockUnit::Days => station.end_of(days_after(station.today(start), self.amount)),
            ClockUnit::WorkingDays => {
                let last = station.calendar.add_working_days(station.today(start), self.amount);
                station.at(last, station.opening.closes())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::{date, time};

    fn due(text: &str, amount: u32, unit: ClockUnit) -> String {
        let zone = TimeZone::get("Asia/Shanghai").expect("zone");
        let opening = OpeningHours::new(time(9, 0, 0, 0), time(18, 0, 0, 0)).expect("hours");
        let calendar = BusinessCalendar::china();
        let station = StationTime { zone: &zone, opening: &opening, calendar: &calendar };
        let start: jiff::civil::DateTime = text.parse().expect("a local time");
        let start = Instant::from_timestamp(start.to_zoned(zone.clone()).expect("zoned").timestamp());
        let policy = ClockPolicy::new(ClockWhat::Repair, amount, unit).expect("policy");
        policy.due(start, &station).timestamp().to_zoned(zone.clone()).datetime().to_string()
    }

    #[test]
    fn clocks_fall_due_by_their_unit() {
        // 2025-09-30 is a Tuesday, 1 to 8 October are holidays, Saturday 11 October is worked.
        let table = [
            ("2025-09-30T16:00:00", 4, ClockUnit::Hours, "2025-09-30T20:00:00"),
            ("2025-09-30T16:00:00", 4, ClockUnit::WorkingHours, "2025-10-09T11:00:00"),
            ("2025-09-30T16:00:00", 7, ClockUnit::Days, "2025-10-08T00:00:00"),
            ("2025-09-30T16:00:00", 2, ClockUnit::WorkingDays, "2025-10-10T18:00:00"),
            ("2025-09-30T16:00:00", 3, ClockUnit::WorkingDays, "2025-10-11T18:00:00"),
            ("2025-10-03T03:00:00", 1, ClockUnit::WorkingHours, "2025-10-09T10:00:00"),
        ];
        for (start, amount, unit, expected) in table {
            assert_eq!(due(start, amount, unit), expected, "{start} + {amount} {unit}");
        }
    }

    #[test]
    fn a_clock_runs_at_least_one_and_at_most_a_year_of_days() {
        for amount in [0, 367, u32::MAX] {
            let refused = ClockPolicy::new(ClockWhat::Answer, amount, ClockUnit::Days);
            assert_eq!(refused, Err(DeadlineRefusal::AmountUnfit { most: 366 }));
        }
        for what in ClockWhat::ALL {
            let usual = ClockPolicy::usual(*what);
            assert_eq!(ClockPolicy::new(*what, usual.amount, usual.unit), Ok(usual));
        }
    }

    #[test]
    fn a_day_is_the_stations_day() {
        let zone = TimeZone::get("Asia/Shanghai").expect("zone");
        let opening = OpeningHours::new(time(9, 0, 0, 0), time(18, 0, 0, 0)).expect("hours");
        let calendar = BusinessCalendar::china();
        let station = StationTime { zone: &zone, opening: &opening, calendar: &calendar };
        let evening_in_utc = Instant::from_timestamp("2026-03-01T17:00:00Z".parse().expect("an instant"));
        assert_eq!(station.today(evening_in_utc), date(2026, 3, 2));
    }
}
