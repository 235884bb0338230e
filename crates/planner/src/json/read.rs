//! Reads a problem. Whatever is wrong is named by its path in the text.

use super::{
    clock,
    form::{BreakForm, Fields, LockForm, PreviousForm, ProblemForm, TechnicianForm, TravelForm, VisitForm},
    names::Names,
};
use crate::{
    problem::{Break, Coordinates, EarlierRoute, Lock, Problem, Span, Technician, Visit, Ways},
    sound::{MOST_TECHNICIANS, MOST_VISITS, Wrong, on_the_globe},
};

/// A problem with the names of its people, visits and things.
#[derive(Debug, Clone)]
pub struct Question {
    pub problem: Problem,
    pub seed: Option<u64>,
    pub(super) technicians: Names,
    pub(super) visits: Names,
    pub(super) skills: Names,
    pub(super) parts: Names,
}

/// # Errors
/// The path of the field that is wrong, and what it should be.
pub fn read(text: &[u8]) -> Result<Question, Wrong> {
    // What stands in a field that nobody asks for is text too.
    let text = std::str::from_utf8(text).map_err(|_| Wrong::new("problem", "is not text in UTF-8"))?;
    let mut input = serde_json::Deserializer::from_str(text);
    let Fields(form): Fields<ProblemForm> = serde_path_to_error::deserialize(&mut input).map_err(|wrong| {
        // A field without a name has an empty path.
        let path = match wrong.path().to_string() {
            path if path.is_empty() || path == "." => "problem".to_owned(),
            path => path,
        };
        Wrong::new(path, format!("does not read: {}", wrong.inner()))
    })?;
    input.end().map_err(|_| Wrong::new("problem", "is followed by something else"))?;
    let question = Reader::new(form.travel.matrix_minutes.is_none()).read(form)?;
    question.problem.check()?;
    Ok(question)
}

struct Reader {
    points: Vec<[f64; 2]>,
    by_coordinates: bool,
    technicians: Names,
    visits: Names,
    skills: Names,
    parts: Names,
    zones: Names,
    /// Places of a matrix in their order: starts, ends, visits.
    staff: usize,
}

impl Reader {
    fn new(by_coordinates: bool) -> Self {
        Self {
            points: Vec::new(),
            by_coordinates,
            technicians: Names::default(),
            visits: Names::default(),
            skills: Names::default(),
            parts: Names::default(),
            zones: Names::default(),
            staff: 0,
        }
    }

    fn read(mut self, form: ProblemForm) -> Result<Question, Wrong> {
        count("technicians", form.technicians.len(), MOST_TECHNICIANS)?;
        count("visits", form.visits.len(), MOST_VISITS)?;
        self.staff = form.technicians.len();
        for (at, technician) in form.technicians.iter().enumerate() {
            self.is_new(&format!("technicians[{at}].id"), &technician.id, true)?;
        }
        for (at, visit) in form.visits.iter().enumerate() {
            self.is_new(&format!("visits[{at}].id"), &visit.id, false)?;
        }
        let mut problem = Problem::default();
        for (at, technician) in form.technicians.iter().enumerate() {
            problem.technicians.push(self.technician(at, technician)?);
        }
        for (at, visit) in form.visits.iter().enumerate() {
            problem.visits.push(self.visit(at, visit)?);
        }
        problem.previous = form.previous.as_ref().map(|previous| self.previous(previous)).transpose()?;
        problem.ways = self.ways(form.travel.0, form.visits.len())?;
        let Self { technicians, visits, skills, parts, .. } = self;
        Ok(Question { problem, seed: form.seed, technicians, visits, skills, parts })
    }

    fn is_new(&mut self, path: &str, id: &str, is_technician: bool) -> Result<(), Wrong> {
        let names = if is_technician { &mut self.technicians } else { &mut self.visits };
        if id.is_empty() {
            return Err(Wrong::new(path, "should not be empty"));
        }
        if names.add(id) { Ok(()) } else { Err(Wrong::new(path, format!("{id:?} is there twice"))) }
    }

    fn technician(&mut self, at: usize, form: &TechnicianForm) -> Result<Technician, Wrong> {
        let path = format!("technicians[{at}]");
        let end = match (self.by_coordinates, form.end) {
            (_, None) => None,
            (_, Some(point)) => Some(self.place(&format!("{path}.end"), Some(point), self.staff + at)?),
        };
        Ok(Technician {
            start: self.place(&format!("{path}.start"), form.start, at)?,
            end,
            shift: span(&format!("{path}.shift"), &form.shift)?,
            overtime: whole(&format!("{path}.overtime_minutes"), form.overtime_minutes)?,
            breaks: each(&form.breaks, &format!("{path}.breaks"), pause)?,
            skills: self.skills.numbered(&form.skills),
            zones: form.zones.iter().map(|zone| self.zones.number(zone)).collect(),
            stock: self.parts.numbered(&form.stock),
            max_visits: form.max_visits,
        })
    }

    fn visit(&mut self, at: usize, form: &VisitForm) -> Result<Visit, Wrong> {
        let path = format!("visits[{at}]");
        Ok(Visit {
            at: self.place(&format!("{path}.at"), form.at, 2 * self.staff + at)?,
            minutes: whole(&format!("{path}.minutes"), form.minutes)?,
            windows: each(&form.windows, &format!("{path}.windows"), span)?,
            weight: form.weight,
            skills: self.skills.numbered(&form.skills),
            zone: form.zone.as_ref().map(|zone| self.zones.number(zone)),
            parts: self.parts.numbered(&form.parts),
            preferred: each(&form.preferred, &format!("{path}.preferred"), |path, id| self.someone(path, id))?,
            forbidden: each(&form.forbidden, &format!("{path}.forbidden"), |path, id| self.someone(path, id))?,
            lock: form.lock.as_ref().map(|lock| self.lock(&format!("{path}.lock"), lock)).transpose()?,
            sold: form.sold,
        })
    }

    /// With coordinates a point of its own, or one that was met before; with a matrix the place in its order.
    fn place(&mut self, path: &str, point: Option<[f64; 2]>, in_matrix: usize) -> Result<usize, Wrong> {
        if let Some(point) = point {
            on_the_globe(path, point)?;
        }
        match (self.by_coordinates, point) {
            (false, _) => Ok(in_matrix),
            (true, None) => Err(Wrong::new(path, "is missing, and there is no matrix")),
            (true, Some(point)) => {
                if self.points.last() != Some(&point) {
                    self.points.push(point);
                }
                Ok(self.points.len() - 1)
            }
        }
    }

    fn someone(&self, path: &str, id: &str) -> Result<usize, Wrong> {
        self.technicians.find(id).ok_or_else(|| Wrong::new(path, format!("{id:?} is no technician of the problem")))
    }

    fn lock(&self, path: &str, form: &LockForm) -> Result<Lock, Wrong> {
        let technician = self.someone(&format!("{path}.technician"), &form.technician)?;
        match (&form.start, &form.started) {
            (None, None) => Ok(Lock::Technician(technician)),
            (Some(start), None) => Ok(Lock::Start { technician, start: time(&format!("{path}.start"), start)? }),
            (None, Some(started)) => {
                Ok(Lock::Started { technician, started: time(&format!("{path}.started"), started)? })
            }
            (Some(_), Some(_)) => Err(Wrong::new(path, "has a start to come and one that was")),
        }
    }

    /// Who does not work any more, and visits that were called off, may still stand in the earlier plan.
    fn previous(&self, form: &PreviousForm) -> Result<Vec<EarlierRoute>, Wrong> {
        let mut days = Vec::with_capacity(form.routes.len());
        for (at, route) in form.routes.iter().enumerate() {
            let mut stops = Vec::with_capacity(route.stops.len());
            for (stop, form) in route.stops.iter().enumerate() {
                let path = format!("previous.routes[{at}].stops[{stop}].arrive");
                let arrive = clock::told(&form.arrive).ok_or_else(|| no_time(&path, &form.arrive))?;
                stops.extend(self.visits.find(&form.visit).map(|visit| (visit, arrive)));
            }
            days.push(EarlierRoute { technician: self.technicians.find(&route.technician), stops });
        }
        Ok(days)
    }

    fn ways(&mut self, form: TravelForm, visits: usize) -> Result<Ways, Wrong> {
        if let Some(matrix) = form.matrix_minutes {
            let places = 2 * self.staff + visits;
            if matrix.len() != places {
                let words = format!("should have {places} rows (starts, ends, visits), has {}", matrix.len());
                return Err(Wrong::new("travel.matrix_minutes", words));
            }
            let up = |row: Vec<f64>| row.into_iter().map(f64::ceil).collect();
            return Ok(Ways::Matrix(matrix.into_iter().map(up).collect()));
        }
        let missing = || Wrong::new("travel.speed_kmh", "is missing, and there is no matrix_minutes");
        let speed_by_hour = form.speed_by_hour.map(<[f64; 24]>::try_from).transpose();
        Ok(Ways::Coordinates(Coordinates {
            points: std::mem::take(&mut self.points),
            speed_kmh: form.speed_kmh.ok_or_else(missing)?,
            detour: form.detour.unwrap_or(1.0),
            speed_by_hour: speed_by_hour.map_err(|_| Wrong::new("travel.speed_by_hour", "should be 24 numbers"))?,
        }))
    }
}

fn count(path: &str, count: usize, most: usize) -> Result<(), Wrong> {
    if count <= most {
        return Ok(());
    }
    Err(Wrong::new(path, format!("are {count}, at most {most} can be planned at once")))
}

fn each<F, T>(forms: &[F], path: &str, mut read: impl FnMut(&str, &F) -> Result<T, Wrong>) -> Result<Vec<T>, Wrong> {
    forms.iter().enumerate().map(|(at, form)| read(&format!("{path}[{at}]"), form)).collect()
}

fn pause(path: &str, form: &Fields<BreakForm>) -> Result<Break, Wrong> {
    Ok(Break {
        between: span(&format!("{path}.between"), &form.between)?,
        minutes: whole(&format!("{path}.minutes"), form.minutes)?,
    })
}

fn span(path: &str, [from, until]: &[String; 2]) -> Result<Span, Wrong> {
    let span = Span { from: time(&format!("{path}[0]"), from)?, until: time(&format!("{path}[1]"), until)? };
    if span.until < span.from {
        return Err(Wrong::new(path, "ends before it begins"));
    }
    Ok(span)
}

fn time(path: &str, text: &str) -> Result<f64, Wrong> {
    clock::minutes(text).ok_or_else(|| no_time(path, text))
}

fn no_time(path: &str, text: &str) -> Wrong {
    Wrong::new(path, format!("should be a time like 09:05, is {text:?}"))
}

/// The plan is written in whole minutes: parts of one are rounded up.
fn whole(path: &str, minutes: f64) -> Result<f64, Wrong> {
    if minutes < 0.0 {
        return Err(Wrong::new(path, "should not be negative"));
    }
    Ok(minutes.ceil())
}
