//! The problem as it is written, before names become numbers.

use std::{collections::BTreeMap, fmt, marker::PhantomData, ops::Deref};

use serde::{
    Deserialize, Deserializer,
    de::{MapAccess, Visitor, value::MapAccessDeserializer},
};

/// A form by the names of its fields. By itself serde also takes a list of their values, `["T1"]` for a lock, which nobody
/// has promised to read.
#[derive(Debug)]
pub(super) struct Fields<T>(pub T);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Fields<T> {
    fn deserialize<D: Deserializer<'de>>(input: D) -> Result<Self, D::Error> {
        input.deserialize_map(ByName(PhantomData)).map(Fields)
    }
}

impl<T> Deref for Fields<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

struct ByName<T>(PhantomData<T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for ByName<T> {
    type Value = T;

    fn expecting(&self, said: &mut fmt::Formatter) -> fmt::Result {
        said.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, fields: A) -> Result<T, A::Error> {
        T::deserialize(MapAccessDeserializer::new(fields))
    }
}

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
    pub travel: Fields<TravelForm>,
    pub technicians: Vec<Fields<TechnicianForm>>,
    pub visits: Vec<Fields<VisitForm>>,
    #[serde(default)]
    pub previous: Option<Fields<PreviousForm>>,
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
    pub breaks: Vec<Fields<BreakForm>>,
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
    pub lock: Option<Fields<LockForm>>,
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
    pub routes: Vec<Fields<PreviousRouteForm>>,
}

#[derive(Debug, Deserialize)]
pub(super) struct PreviousRouteForm {
    pub technician: String,
    pub stops: Vec<Fields<PreviousStopForm>>,
}

#[derive(Debug, Deserialize)]
pub(super) struct PreviousStopForm {
    pub visit: String,
    pub arrive: String,
}
