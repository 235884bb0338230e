//! Whether a problem makes sense, and if not, which field is wrong.

use std::fmt;

use crate::problem::{Coordinates, Lock, Problem, Span, Technician, Visit, Ways};

/// A day's plan ends before the midnight after the next.
pub const LAST_MINUTE: f64 = 2880.0;
pub const MOST_TECHNICIANS: usize = 2_000;
pub const MOST_VISITS: usize = 20_000;
/// Windows of a visit, breaks of a shift.
pub const MOST_WINDOWS: usize = 16;
pub const MOST_BREAKS: usize = 3;
const MOST_WEIGHT: f64 = 1e6;
/// Pieces of a part that one visit may use: those of every visit together can still be counted.
const MOST_PIECES: u32 = 100_000;

/// A field that is wrong, by its path, and what it should be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrong {
    pub field: String,
    pub words: String,
}

impl Wrong {
    pub fn new(field: impl Into<String>, words: impl Into<String>) -> Self {
        Self { field: field.into(), words: words.into() }
    }
}

impl fmt::Display for Wrong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.field, self.words)
    }
}

impl std::error::Error for Wrong {}

type Sound = Result<(), Wrong>;

impl Problem {
    /// # Errors
    /// The first field that is wrong. What passes is planned without a panic.
    pub fn check(&self) -> Sound {
        at_most("technicians", self.technicians.len(), MOST_TECHNICIANS)?;
        at_most("visits", self.visits.len(), MOST_VISITS)?;
        let places = self.ways.check()?;
        for (at, technician) in self.technicians.iter().enumerate() {
            technician.check(&format!("technicians[{at}]"), places)?;
        }
        for (at, visit) in self.visits.iter().enumerate() {
            visit.check(&format!("visits[{at}]"), places, self.technicians.len())?;
        }
        self.check_locks()?;
        self.check_previous()
    }

    /// Two visits at one time cannot both be locked to one technician.
    fn check_locks(&self) -> Sound {
        let mut fixed: Vec<(usize, f64, usize)> = Vec::new();
        let mut begun = vec![false; self.technicians.len()];
        for (at, visit) in self.visits.iter().enumerate() {
            match visit.lock {
                Some(Lock::Started { technician, started }) => {
                    if std::mem::replace(&mut begun[technician], true) {
                        return Err(Wrong::new(
                            format!("visits[{at}].lock"),
                            "the technician has started another visit",
                        ));
                    }
                    fixed.push((technician, started, at));
                }
                Some(Lock::Start { technician, start }) => fixed.push((technician, start, at)),
                _ => {}
            }
        }
        fixed.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)).then(a.2.cmp(&b.2)));
        for pair in fixed.windows(2) {
            let ((technician, start, at), (other, next, clashing)) = (pair[0], pair[1]);
            if technician == other && next < start + self.visits[at].minutes {
                return Err(Wrong::new(
                    format!("visits[{clashing}].lock"),
                    format!("clashes with the lock of visits[{at}]"),
                ));
            }
        }
        Ok(())
    }

    fn check_previous(&self) -> Sound {
        let mut seen = vec![false; self.visits.len()];
        for (at, day) in self.previous.iter().flatten().enumerate() {
            let path = format!("previous.routes[{at}]");
            known(&format!("{path}.technician"), day.technician, self.technicians.len())?;
            for (stop, &(visit, arrive)) in day.stops.iter().enumerate() {
                let path = format!("{path}.stops[{stop}]");
                known(&format!("{path}.visit"), Some(visit), self.visits.len())?;
                // An earlier plan with overtime may have run past the last minute.
                if !(0.0..f64::INFINITY).contains(&arrive) {
                    return Err(Wrong::new(format!("{path}.arrive"), "should be a time"));
                }
                if std::mem::replace(&mut seen[visit], true) {
                    return Err(Wrong::new(format!("{path}.visit"), "stands in the earlier plan twice"));
                }
            }
        }
        Ok(())
    }
}

impl Ways {
    /// How many places there are.
    fn check(&self) -> Result<usize, Wrong> {
        match self {
            Ways::Coordinates(coordinates) => coordinates.check(),
            Ways::Matrix(matrix) => check_matrix(matrix),
        }
    }
}

impl Coordinates {
    fn check(&self) -> Result<usize, Wrong> {
        positive("travel.speed_kmh", self.speed_kmh, 0.1, 1_000.0)?;
        positive("travel.detour", self.detour, 0.1, 100.0)?;
        for (hour, &speed) in self.speed_by_hour.iter().flatten().enumerate() {
            positive(&format!("travel.speed_by_hour[{hour}]"), speed, 0.1, 1_000.0)?;
        }
        for (at, &point) in self.points.iter().enumerate() {
            on_the_globe(&format!("places[{at}]"), point)?;
        }
        Ok(self.points.len())
    }
}

/// # Errors
/// Not a latitude and a longitude.
pub fn on_the_globe(path: &str, [latitude, longitude]: [f64; 2]) -> Sound {
    // Written so that what is not a number fails as well.
    if latitude.abs() <= 90.0 && longitude.abs() <= 180.0 {
        return Ok(());
    }
    Err(Wrong::new(path, "should be a latitude of -90 to 90 and a longitude of -180 to 180"))
}

fn check_matrix(matrix: &[Vec<f64>]) -> Result<usize, Wrong> {
    for (from, row) in matrix.iter().enumerate() {
        let path = format!("travel.matrix_minutes[{from}]");
        if row.len() != matrix.len() {
            return Err(Wrong::new(path, format!("should have {} columns, has {}", matrix.len(), row.len())));
        }
        if let Some(to) = row.iter().position(|minutes| !(0.0..=LAST_MINUTE * 10.0).contains(minutes)) {
            return Err(Wrong::new(format!("{path}[{to}]"), "should be minutes, not negative"));
        }
    }
    Ok(matrix.len())
}

impl Technician {
    fn check(&self, path: &str, places: usize) -> Sound {
        known(&format!("{path}.start"), Some(self.start), places)?;
        known(&format!("{path}.end"), self.end, places)?;
        span(&format!("{path}.shift"), self.shift)?;
        minutes(&format!("{path}.overtime_minutes"), self.overtime)?;
        at_most(&format!("{path}.breaks"), self.breaks.len(), MOST_BREAKS)?;
        for (at, pause) in self.breaks.iter().enumerate() {
            let path = format!("{path}.breaks[{at}]");
            span(&format!("{path}.between"), pause.between)?;
            minutes(&format!("{path}.minutes"), pause.minutes)?;
            if pause.minutes > pause.between.until - pause.between.from {
                return Err(Wrong::new(
                    format!("{path}.minutes"),
                    "is longer than the time between which the break lies",
                ));
            }
        }
        self.check_breaks_together(path)
    }

    /// Breaks are taken one after another, by the time from which they may be taken.
    fn check_breaks_together(&self, path: &str) -> Sound {
        let mut time = f64::NEG_INFINITY;
        for pause in crate::windows::due_breaks(self, self.shift.from) {
            time = time.max(pause.between.from) + pause.minutes;
            if time > pause.between.until {
                return Err(Wrong::new(format!("{path}.breaks"), "cannot all be taken, they overlap"));
            }
        }
        Ok(())
    }
}

impl Visit {
    fn check(&self, path: &str, places: usize, technicians: usize) -> Sound {
        known(&format!("{path}.at"), Some(self.at), places)?;
        minutes(&format!("{path}.minutes"), self.minutes)?;
        at_most(&format!("{path}.windows"), self.windows.len(), MOST_WINDOWS)?;
        for (at, &window) in self.windows.iter().enumerate() {
            span(&format!("{path}.windows[{at}]"), window)?;
        }
        if !(0.0..=MOST_WEIGHT).contains(&self.weight) {
            return Err(Wrong::new(format!("{path}.weight"), format!("should be a number of 0 to {MOST_WEIGHT}")));
        }
        if self.parts.iter().any(|&(_, pieces)| pieces > MOST_PIECES) {
            return Err(Wrong::new(format!("{path}.parts"), format!("should be at most {MOST_PIECES} of each")));
        }
        for (list, name) in [(&self.preferred, "preferred"), (&self.forbidden, "forbidden")] {
            for (at, &technician) in list.iter().enumerate() {
                known(&format!("{path}.{name}[{at}]"), Some(technician), technicians)?;
            }
        }
        let path = format!("{path}.lock");
        known(&format!("{path}.technician"), self.lock.map(Lock::technician), technicians)?;
        match self.lock {
            Some(Lock::Start { start: at, .. } | Lock::Started { started: at, .. }) => time(&path, at),
            _ => Ok(()),
        }
    }
}

fn at_most(path: &str, count: usize, most: usize) -> Sound {
    if count <= most {
        Ok(())
    } else {
        Err(Wrong::new(path, format!("are {count}, at most {most} can be planned at once")))
    }
}

fn known(path: &str, index: Option<usize>, count: usize) -> Sound {
    if index.is_none_or(|index| index < count) {
        Ok(())
    } else {
        Err(Wrong::new(path, "names nobody and nothing in the problem"))
    }
}

fn positive(path: &str, value: f64, least: f64, most: f64) -> Sound {
    if (least..=most).contains(&value) {
        Ok(())
    } else {
        Err(Wrong::new(path, format!("should be a number of {least} to {most}")))
    }
}

fn time(path: &str, value: f64) -> Sound {
    if (0.0..=LAST_MINUTE).contains(&value) { Ok(()) } else { Err(Wrong::new(path, "should be a time of the day")) }
}

fn minutes(path: &str, value: f64) -> Sound {
    if (0.0..=LAST_MINUTE).contains(&value) {
        return Ok(());
    }
    Err(Wrong::new(path, format!("should be minutes, of 0 to {LAST_MINUTE}")))
}

fn span(path: &str, span: Span) -> Sound {
    // The benchmark's days are longer than ours.
    if span.from >= 0.0 && span.until.is_finite() && span.until >= span.from {
        return Ok(());
    }
    Err(Wrong::new(path, "ends before it begins, or before midnight"))
}
