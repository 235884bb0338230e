//! What is asked: people on shift, visits to make, how long the ways are. Plain numbers; the caller keeps the names.
//!
//! Every time is in minutes after the midnight the day begins with, every length in minutes.

/// A day to plan for some technicians.
#[derive(Debug, Clone, Default)]
pub struct Problem {
    pub ways: Ways,
    pub technicians: Vec<Technician>,
    pub visits: Vec<Visit>,
    /// Set when an earlier plan is to be disturbed as little as can be.
    pub previous: Option<Vec<EarlierRoute>>,
}

/// How long the way is between two places; a place is an index into the list or the matrix.
#[derive(Debug, Clone)]
#[allow(clippy::large_enum_variant, reason = "there is one in a problem")]
pub enum Ways {
    /// Great circles times a detour, at a speed, in whole minutes rounded up.
    Coordinates(Coordinates),
    /// Minutes from row to column.
    Matrix(Vec<Vec<f64>>),
}

impl Default for Ways {
    fn default() -> Self {
        Ways::Matrix(Vec::new())
    }
}

#[derive(Debug, Clone)]
pub struct Coordinates {
    /// Latitude and longitude in degrees.
    pub points: Vec<[f64; 2]>,
    pub speed_kmh: f64,
    /// How much longer the road is than the great circle.
    pub detour: f64,
    /// The speed in each hour of the day, when it is not the same all day.
    pub speed_by_hour: Option<[f64; 24]>,
}

#[derive(Debug, Clone, Default)]
pub struct Technician {
    pub start: usize,
    /// None: the day ends at the last visit.
    pub end: Option<usize>,
    pub shift: Span,
    pub overtime: f64,
    pub breaks: Vec<Break>,
    /// Level of each skill, by its number.
    pub skills: Vec<(u32, u32)>,
    /// Empty: goes everywhere.
    pub zones: Vec<u32>,
    /// Pieces of each part in the van, by the part's number.
    pub stock: Vec<(u32, u32)>,
    pub max_visits: Option<u32>,
}

/// A pause that lies wholly within a span.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Break {
    pub between: Span,
    pub minutes: f64,
}

#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Span {
    pub from: f64,
    pub until: f64,
}

#[derive(Debug, Clone, Default)]
pub struct Visit {
    pub at: usize,
    pub minutes: f64,
    /// When the work may begin; empty: at any time.
    pub windows: Vec<Span>,
    /// What it is worth to make this visit.
    pub weight: f64,
    /// Least level of each skill.
    pub skills: Vec<(u32, u32)>,
    pub zone: Option<u32>,
    pub parts: Vec<(u32, u32)>,
    /// Technicians the customer would rather see; empty: anyone.
    pub preferred: Vec<usize>,
    pub forbidden: Vec<usize>,
    pub lock: Option<Lock>,
    /// The windows were sold to the customer: no visit that was not sold can take this one's place, whatever its weight.
    pub sold: bool,
}

/// What a dispatcher or the day itself has already settled.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Lock {
    Technician(usize),
    /// Begins exactly then.
    Start {
        technician: usize,
        start: f64,
    },
    /// The technician is there since then: a fact, whatever else the plan would like.
    Started {
        technician: usize,
        started: f64,
    },
}

impl Lock {
    pub fn technician(self) -> usize {
        match self {
            Lock::Technician(technician) | Lock::Start { technician, .. } | Lock::Started { technician, .. } => {
                technician
            }
        }
    }
}

/// One technician's stops in the plan before this one, in their order, with the arrival that was told.
#[derive(Debug, Clone, Default)]
pub struct EarlierRoute {
    /// None: someone who does not work on this day any more.
    pub technician: Option<usize>,
    pub stops: Vec<(usize, f64)>,
}
