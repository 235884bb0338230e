//! Life data as it is given, checked and brought into one form.

use super::MOST_ROWS;
use crate::input::{self, Answer, InputError, refuse};

/// A time in any unit, and how many failed or were still whole then.
pub type TimeCount = (f64, f64);
/// Time when a unit came under observation, time when it left, and 1 when it failed then, else 0.
pub type Unit = (f64, f64, u8);

/// Life data with the logarithms that every step of a fit needs, less that of the longest time.
#[derive(Debug, Default)]
pub(super) struct Observed {
    pub failures: Vec<LogTime>,
    /// Failed or not: when each left observation.
    pub exits: Vec<LogTime>,
    /// When each came under observation, unless from the start.
    pub entries: Vec<LogTime>,
    pub survivors: Vec<TimeCount>,
    /// Number of failures.
    pub failed: f64,
    /// ln of the longest time.
    pub longest: f64,
}

#[derive(Debug, Clone, Copy)]
pub(super) struct LogTime {
    pub ln: f64,
    pub count: f64,
}

pub(super) fn check_counts(field: &str, rows: &[TimeCount], least_time: f64) -> Answer<()> {
    input::length(field, rows.len(), 0, MOST_ROWS)?;
    for (index, &(time, count)) in rows.iter().enumerate() {
        // The path is only spelled out for a row that fails.
        if !(least_time..=input::LARGEST).contains(&time) {
            input::within(&format!("{field}[{index}][0]"), time, least_time, input::LARGEST)?;
        }
        if !(0.0..=1e9).contains(&count) {
            input::within(&format!("{field}[{index}][1]"), count, 0.0, 1e9)?;
        }
    }
    Ok(())
}

pub(super) fn check_units(units: &[Unit]) -> Answer<()> {
    input::length("units", units.len(), 1, MOST_ROWS)?;
    for (index, &(entry, exit, failed)) in units.iter().enumerate() {
        let place = |part: usize| format!("units[{index}][{part}]");
        if !(0.0..=input::LARGEST).contains(&entry) {
            input::non_negative(&place(0), entry)?;
        }
        if !(input::SMALLEST..=input::LARGEST).contains(&exit) {
            input::positive(&place(1), exit)?;
        }
        if exit <= entry {
            return refuse(place(1), "should be after the unit came under observation");
        }
        if failed > 1 {
            return refuse(place(2), "should be 1 for failed or 0");
        }
    }
    Ok(())
}

impl Observed {
    pub fn from_counts(failures: &[TimeCount], suspensions: &[TimeCount]) -> Answer<Self> {
        check_counts("failures", failures, input::SMALLEST)?;
        check_counts("suspensions", suspensions, 0.0)?;
        let mut observed = Self { survivors: suspensions.to_vec(), ..Self::default() };
        let logs = |rows: &[TimeCount]| -> Vec<LogTime> {
            let counted = rows.iter().filter(|(time, count)| *time > 0.0 && *count > 0.0);
            counted.map(|(time, count)| LogTime { ln: time.ln(), count: *count }).collect()
        };
        observed.failures = logs(failures);
        observed.exits = [observed.failures.clone(), logs(suspensions)].concat();
        observed.centre("failures")
    }

    pub fn from_units(units: &[Unit]) -> Answer<Self> {
        check_units(units)?;
        let mut observed = Self::default();
        for &(entry, exit, failed) in units {
            let left = LogTime { ln: exit.ln(), count: 1.0 };
            observed.exits.push(left);
            if entry > 0.0 {
                observed.entries.push(LogTime { ln: entry.ln(), count: 1.0 });
            }
            if failed == 1 { observed.failures.push(left) } else { observed.survivors.push((exit, 1.0)) }
        }
        observed.centre("units")
    }

    /// Takes the longest time's logarithm from all, so that powers of times stay at most 1.
    fn centre(mut self, field: &str) -> Answer<Self> {
        self.failed = self.failures.iter().map(|failure| failure.count).sum();
        if self.failed < input::SMALLEST {
            return Err(InputError::new(
                field,
                "should have a failure; without any, weibayes bounds the life by an assumed shape",
            ));
        }
        self.longest = self.exits.iter().map(|exit| exit.ln).fold(f64::NEG_INFINITY, f64::max);
        for row in self.failures.iter_mut().chain(&mut self.exits).chain(&mut self.entries) {
            row.ln -= self.longest;
        }
        Ok(self)
    }
}
