//! Working days, public holidays and the counting of terms.
//!
//! Public holidays are facts of a year, published each November: `data/holidays-cn.txt`, read by the compiler,
//! so a wrong line never reaches a station. Years without facts have weekends only, and say so (`covers`).

use jiff::{
    Span,
    civil::{Date, Time, Weekday},
    tz::TimeZone,
};
use std::{ops::RangeInclusive, sync::Arc};

use crate::clock::Instant;

mod table;
mod working_time;

pub use working_time::{NotOpeningHours, OpeningHours};

/// `days` after `first`, which itself is not counted: the last day of a term of days (Civil Code art. 201).
/// Held at the last date the calendar knows.
pub fn days_after(first: Date, days: u32) -> Date {
    first.saturating_add(Span::new().days(i64::from(days.min(MOST_DAYS))))
}

/// The same day `months` later, or that month's last when it has none: the last day of a term of months or years
/// (Civil Code art. 202).
pub fn months_after(first: Date, months: u32) -> Date {
    first.saturating_add(Span::new().months(i64::from(months.min(MOST_MONTHS))))
}

/// Days from `from` to `to`, the first not counted; negative when `to` is earlier.
pub fn days_between(from: Date, to: Date) -> i64 {
    from.until(to).map(|span| i64::from(span.get_days())).unwrap_or_default()
}

const MOST_DAYS: u32 = 366 * 1000;
const MOST_MONTHS: u32 = 12 * 1000;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Special {
    Holiday,
    WorkingWeekend,
}

/// Which days are worked in a country.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BusinessCalendar {
    first_year: i16,
    /// From the first year on: what is special about each day. Every last day of every term is looked up here.
    years: Vec<[Option<Special>; 366]>,
}

impl BusinessCalendar {
    /// Mainland China, by the State Council's yearly notices.
    pub fn china() -> Arc<Self> {
        let first_year = table::CHINA.iter().map(|line| line.from.year()).min().unwrap_or_default();
        let mut calendar = Self { first_year, years: Vec::new() };
        for line in &table::CHINA {
            let days = line.from.series(Span::new().days(1)).take_while(|day| *day <= line.to);
            days.for_each(|day| calendar.note(day, line.kind));
        }
        Arc::new(calendar)
    }

    fn note(&mut self, day: Date, special: Special) {
        let Some((year, day)) = self.place(day) else { return };
        while self.years.len() <= year {
            self.years.push([None; 366]);
        }
        self.years[year][day] = Some(special);
    }

    /// The year and the day of it, both counted from zero. None before the first year.
    fn place(&self, day: Date) -> Option<(usize, usize)> {
        let year = usize::try_from(i32::from(day.year()) - i32::from(self.first_year)).ok()?;
        let day = usize::try_from(day.day_of_year() - 1).ok()?;
        Some((year, day))
    }

    fn special(&self, day: Date) -> Option<Special> {
        let (year, day) = self.place(day)?;
        *self.years.get(year)?.get(day)?
    }

    /// The years with facts.
    pub fn known_years(&self) -> RangeInclusive<i16> {
        let years = i16::try_from(self.years.len()).unwrap_or(i16::MAX);
        self.first_year..=self.first_year.saturating_add(years).saturating_sub(1)
    }
    /// Whether the holidays of that day's year are known; if not, its answers know weekends only.
    pub fn covers(&self, day: Date) -> bool {
        self.known_years().contains(&day.year())
    }

    /// A day of a public holiday's period (法定休假日及调休), not an ordinary weekend.
    pub fn is_public_holiday(&self, day: Date) -> bool {
        self.special(day) == Some(Special::Holiday)
    }
    /// A weekday that is no holiday, or a weekend day that is worked in exchange for one.
    pub fn is_working_day(&self, day: Date) -> bool {
        match self.special(day) {
            Some(Special::Holiday) => false,
            Some(Special::WorkingWeekend) => true,
            None => !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday),
        }
    }

    /// `day`, or when it falls on a public holiday the first working day after it (Civil Code art. 203).
    /// Whether an ordinary weekend moves too is a setting: practice differs.
    pub fn roll_off_holiday(&self, day: Date, roll_weekends: bool) -> Date {
        let moves = self.is_public_holiday(day) || (roll_weekends && !self.is_working_day(day));
        if moves { self.add_working_days(day, 1) } else { day }
    }

    /// The `days`th working day after `day`; `day` itself is not counted. Zero gives `day` back.
    pub fn add_working_days(&self, day: Date, days: u32) -> Date {
        let mut reached = day;
        for _ in 0..days.min(MOST_DAYS) {
            reached = self.next_working_day(reached);
        }
        reached
    }

    fn next_working_day(&self, day: Date) -> Date {
        let mut next = days_after(day, 1);
        while !self.is_working_day(next) && next < Date::MAX {
            next = days_after(next, 1);
        }
        next
    }

    /// When `seconds` of opening time have passed since `start`. Before opening, after closing and on days that are
    /// not worked the time stands still.
    pub fn add_working_time(&self, start: Instant, seconds: u32, zone: &TimeZone, opening: &OpeningHours) -> Instant {
        let mut day = start.date_in(zone);
        let mut left = i64::from(seconds);
        loop {
            let (opens, closes) = self.open_on(day, zone, opening);
            let begin = opens.max(start);
            let available = closes.seconds_since(begin).max(0);
            if left <= available && begin < closes || day == Date::MAX {
                return begin.plus_seconds(left);
            }
            left -= available;
            day = days_after(day, 1);
        }
    }

    /// Seconds of opening time between two instants; nothing when `to` is not after `from`.
    pub fn working_seconds_between(&self, from: Instant, to: Instant, zone: &TimeZone, opening: &OpeningHours) -> i64 {
        let (mut day, last) = (from.date_in(zone), to.date_in(zone));
        let mut seconds = 0;
        while day <= last {
            let (opens, closes) = self.open_on(day, zone, opening);
            seconds += closes.min(to).seconds_since(opens.max(from)).max(0);
            if day == Date::MAX {
                break;
            }
            day = days_after(day, 1);
        }
        seconds
    }

    /// From opening to closing on a day that is worked, else an empty stretch at opening.
    fn open_on(&self, day: Date, zone: &TimeZone, opening: &OpeningHours) -> (Instant, Instant) {
        let opens = at(day, opening.opens(), zone);
        let closes = if self.is_working_day(day) { at(day, opening.closes(), zone) } else { opens };
        (opens, closes)
    }
}

/// A time of day in a zone; one that the clocks skip is the first after the gap.
fn at(day: Date, time: Time, zone: &TimeZone) -> Instant {
    let ambiguous = zone.to_ambiguous_zoned(day.to_datetime(time));
    let edge = if day.year() < 0 { jiff::Timestamp::MIN } else { jiff::Timestamp::MAX };
    Instant::from_timestamp(ambiguous.compatible().map(|zoned| zoned.timestamp()).unwrap_or(edge))
}

#[cfg(test)]
mod tests;
