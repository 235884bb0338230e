//! The problem as it is written, before names become numbers.

use std::collections::BTreeMap;

use serde::Deserialize;

/// What `aftercare plan` reads.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ProblemForm {
    /// The civil date; the plan counts in minutes of this day and needs no calendar.
    #[serde(default, rename = "day")]
    pub _day: Option<String>,
    #[serde(default, rename = "time_zone")]
    pub _time_zone: Option<String>,
    #[serde(default)]
    pub seed: Option<u64>,
    pub travel: TravelForm,
    pub technicians: Vec<TechnicianForm>,
    pub visits: Vec<VisitForm>,
    #[serde(default)]
    pub previous: Option<PreviousForm>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TravelForm {
    pub speed_kmh: Option<f64>,
    pub detour: Option<f64>,
    pub speed_by_hour: Option<Vec<f64>>,
    pub matrix_minutes: Option<Vec<Vec<f64>>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TechnicianForm {
    pub id: String,
    pub start: Option<[f64; 2]>,
    #[serde(default)]
    pub end: Option<[f64; 2]>,
    pub shift: [String; 2],
    #[serde(default)]
    pub overtime_minutes: f64,
    #[serde(default)]
    pub breaks: Vec<BreakForm>,
    #[serde(default)]
    pub skills: BTreeMap<String, u32>,
    #[serde(default)]
    pub zones: Vec<String>,
    #[serde(default)]
    pub stock: BTreeMap<String, u32>,
    #[serde(default)]
    pub max_visits: Option<u32>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct BreakForm {
    pub between: [String; 2],
    pub minutes: f64,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct VisitForm {
    pub id: String,
    pub at: Option<[f64; 2]>,
    pub minutes: f64,
    #[serde(default)]
    pub windows: Vec<[String; 2]>,
    #[serde(default = "one")]
    pub weight: f64,
    #[serde(default)]
    pub skills: BTreeMap<String, u32>,
    #[serde(default)]
    pub zone: Option<String>,
    #[serde(default)]
    pub parts: BTreeMap<String, u32>,
    #[serde(default)]
    pub preferred: Vec<String>,
    #[serde(default)]
    pub forbidden: Vec<String>,
    #[serde(default)]
    pub lock: Option<LockForm>,
    #[serde(default)]
    pub sold: bool,
}

fn one() -> f64 {
    1.0
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct LockForm {
    pub technician: String,
    #[serde(default)]
    pub start: Option<String>,
    #[serde(default)]
    pub started: Option<String>,
}

/// An earlier answer; of it only who goes where when matters.
#[derive(Debug, Deserialize)]
pub(super) struct PreviousForm {
    pub routes: Vec<PreviousRouteForm>,
}

#[derive(Debug, Deserialize)]
pub(super) struct PreviousRouteForm {
    pub technician: String,
    pub stops: Vec<PreviousStopForm>,
}

#[derive(Debug, Deserialize)]
pub(super) struct PreviousStopForm {
    pub visit: String,
    pub arrive: String,
}
