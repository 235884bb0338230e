//! Life data as it is given, checked and brought into one form.

use super::MOST_ROWS;
use crate::input::{self, Answer, InputError, refuse};

/// A time in any unit, and how many failed or were still whole then.
pub type TimeCount = (f64, f64);
/// Time when a unit came under observation, time when it left, and 1 when it failed then, else 0.
pub type Unit = (f64, f64, u8);

/// Rows beyond which a fit begins on a sketch, and parts of the span of logarithms that make up a sketch.
const SKETCHED: usize = 2000;
const SKETCH_PARTS: usize = 500;

/// Life data with the logarithms that every step of a fit needs, less that of the longest time.
#[derive(Debug, Default)]
pub(super) struct Observed {
    pub failures: Vec<LogTime>,
    /// Failed or not: when each left observation.
    pub exits: Vec<LogTime>,
    /// When each came under observation, unless from the start.
    pub entries: Vec<LogTime>,
    /// Who had not failed, by age, also of age zero.
    pub survivors: Vec<TimeCount>,
    /// The same without those of age zero.
    pub whole: Vec<LogTime>,
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
        observed.whole = logs(suspensions);
        observed.exits = [&observed.failures[..], &observed.whole].concat();
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
            if failed == 1 {
                observed.failures.push(left);
            } else {
                observed.survivors.push((exit, 1.0));
                observed.whole.push(left);
            }
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
        for row in self.failures.iter_mut().chain(&mut self.exits).chain(&mut self.entries).chain(&mut self.whole) {
            row.ln -= self.longest;
        }
        Ok(self)
    }

    /// The same life data in few rows, which tell nearly the same, for the long way of a search; none when there are
    /// few rows anyway. The last steps have to look at all rows.
    pub fn sketch(&self) -> Option<Self> {
        if self.exits.len() + self.entries.len() <= SKETCHED {
            return None;
        }
        let rows = [&self.exits, &self.entries].into_iter().flatten();
        let earliest = rows.map(|row| row.ln).fold(0.0, f64::min);
        let width = -earliest / SKETCH_PARTS as f64;
        let (failures, whole) = (draw_together(&self.failures, width), draw_together(&self.whole, width));
        Some(Self {
            exits: [&failures[..], &whole].concat(),
            entries: draw_together(&self.entries, width),
            failures,
            whole,
            survivors: Vec::new(),
            failed: self.failed,
            longest: self.longest,
        })
    }
}

/// Two rows for those in each part of the span, a standard deviation to either side of their mean.
fn draw_together(rows: &[LogTime], width: f64) -> Vec<LogTime> {
    let mut parts = vec![Part::default(); SKETCH_PARTS + 1];
    for row in rows {
        // Where all times are the same, the width is zero and this the first part.
        let place = ((-row.ln / width) as usize).min(SKETCH_PARTS);
        parts[place].add(row, -width * place as f64);
    }
    let filled = parts.iter().enumerate().filter(|(_, part)| part.count > 0.0);
    filled.flat_map(|(place, part)| part.rows(-width * place as f64)).collect()
}

/// Sums over rows, with logarithms less that at the end of the part.
#[derive(Clone, Default)]
struct Part {
    count: f64,
    sum: f64,
    squares: f64,
}

impl Part {
    fn add(&mut self, row: &LogTime, end: f64) {
        let ln = row.ln - end;
        self.count += row.count;
        self.sum += row.count * ln;
        self.squares += row.count * ln * ln;
    }

    fn rows(&self, end: f64) -> [LogTime; 2] {
        let mean = self.sum / self.count;
        let deviation = (self.squares / self.count - mean * mean).max(0.0).sqrt();
        [mean - deviation, mean + deviation].map(|ln| LogTime { ln: ln + end, count: self.count / 2.0 })
    }
}
