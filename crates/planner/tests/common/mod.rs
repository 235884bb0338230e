//! Days for tests and figures: shaped like the field, from a seed.

#![allow(dead_code, reason = "each test uses some of it")]

use aftercare_planner::{
    Budget, Options,
    json::{self, Question},
};
use rand_chacha::{
    ChaCha8Rng,
    rand_core::{Rng, SeedableRng},
};
use serde_json::{Value, json};

pub struct Dice(ChaCha8Rng);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(ChaCha8Rng::seed_from_u64(seed))
    }
    pub fn below(&mut self, end: u64) -> u64 {
        u64::from(self.0.next_u32()) % end.max(1)
    }
    pub fn unit(&mut self) -> f64 {
        f64::from(self.0.next_u32()) / f64::from(u32::MAX)
    }
    pub fn chance(&mut self, probability: f64) -> bool {
        self.unit() < probability
    }
    pub fn pick<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[self.below(list.len() as u64) as usize]
    }
}

const SKILLS: [&str; 4] = ["phone", "laptop", "appliance", "display"];
const PARTS: [&str; 5] = ["LCD-X", "BAT-2", "PUMP-7", "FAN-1", "PSU-9"];
const WINDOWS: [[&str; 2]; 4] = [["08:00", "10:00"], ["10:00", "12:00"], ["13:00", "15:00"], ["15:00", "18:00"]];

/// A city with towns around it: people who work from home, ten visits for each, nine in ten within a window of a few hours.
pub fn field_day(technicians: u64, visits: u64, seed: u64) -> Value {
    let mut dice = Dice::new(seed);
    let towns: Vec<[f64; 2]> =
        (0..(technicians / 8).max(1)).map(|_| [30.0 + dice.unit() * 1.2, 120.0 + dice.unit() * 1.4]).collect();
    let technicians: Vec<Value> = (0..technicians).map(|n| technician(&mut dice, n, &towns)).collect();
    let visits: Vec<Value> = (0..visits).map(|n| visit(&mut dice, n, &towns)).collect();
    json!({"day": "2026-03-02", "time_zone": "Asia/Shanghai", "seed": 1, "travel": {"speed_kmh": 30, "detour": 1.3},
        "technicians": technicians, "visits": visits, "previous": null})
}

fn near(dice: &mut Dice, towns: &[[f64; 2]], spread: f64) -> [f64; 2] {
    let town = *dice.pick(towns);
    let round = |value: f64| (value * 1e5).round() / 1e5;
    [round(town[0] + (dice.unit() - 0.5) * spread), round(town[1] + (dice.unit() - 0.5) * spread)]
}

fn technician(dice: &mut Dice, number: u64, towns: &[[f64; 2]]) -> Value {
    let home = if number < towns.len() as u64 { towns[number as usize] } else { near(dice, towns, 0.1) };
    let first = number as usize % SKILLS.len();
    let mut skills = json!({ SKILLS[first]: 2 + dice.below(2) });
    skills[SKILLS[(first + 1) % SKILLS.len()]] = json!(1 + dice.below(3));
    skills[SKILLS[(first + 2) % SKILLS.len()]] = json!(1);
    let stock: serde_json::Map<_, _> =
        PARTS.iter().map(|part| ((*part).to_owned(), json!(1 + dice.below(4)))).collect();
    json!({"id": format!("T{number}"), "start": home, "end": home, "shift": ["08:00", "18:00"], "overtime_minutes": 60,
        "breaks": [{"between": ["11:30", "13:30"], "minutes": 45}], "skills": skills, "zones": [], "stock": stock,
        "max_visits": 16})
}

fn visit(dice: &mut Dice, number: u64, towns: &[[f64; 2]]) -> Value {
    let windows = match dice.below(10) {
        0 => vec![],
        1 => vec![WINDOWS[0], WINDOWS[3]],
        n => vec![WINDOWS[n as usize % 4]],
    };
    let parts = if dice.chance(0.2) { json!({ *dice.pick(&PARTS): 1 }) } else { json!({}) };
    let level = if dice.chance(0.15) { 2 } else { 1 };
    json!({"id": format!("V{number}"), "at": near(dice, towns, 0.2), "minutes": 20 + 5 * dice.below(6), "windows": windows,
        "weight": *dice.pick(&[1, 5, 10]), "skills": { *dice.pick(&SKILLS): level }, "parts": parts,
        "preferred": [], "forbidden": [], "lock": null})
}

/// A day that can be served whole, because somebody has: each technician goes about from visit to visit, takes a break at noon,
/// and the windows are those in which the work was begun. What was done by whom is not told.
pub fn servable_day(technicians: u64, seed: u64) -> Value {
    let mut day = field_day(technicians, 0, seed);
    let mut dice = Dice::new(seed + 1_000);
    let mut done = Vec::new();
    for technician in day["technicians"].as_array().expect("a list") {
        let mut walk = Walk {
            at: place(&technician["start"]),
            time: 480.0,
            has_rested: false,
            stock: technician["stock"].clone(),
        };
        let most = technician["max_visits"].as_u64().expect("a number") as usize;
        done.extend(std::iter::from_fn(|| walk.go_on(&mut dice, technician)).take(most));
    }
    for at in (1..done.len()).rev() {
        done.swap(at, dice.below(at as u64 + 1) as usize);
    }
    for (number, visit) in done.iter_mut().enumerate() {
        visit["id"] = json!(format!("V{number}"));
    }
    day["visits"] = json!(done);
    day
}

struct Walk {
    at: [f64; 2],
    time: f64,
    has_rested: bool,
    stock: Value,
}

impl Walk {
    /// The next visit as it was made; None when the way home would then be too long.
    fn go_on(&mut self, dice: &mut Dice, technician: &Value) -> Option<Value> {
        if !self.has_rested && self.time >= 690.0 {
            (self.time, self.has_rested) = (self.time + 45.0, true);
        }
        let next = near(dice, &[self.at], 0.12);
        let minutes = 20 + 5 * dice.below(6);
        let start = self.time + way(self.at, next);
        let leave = start + minutes as f64;
        // A break must still begin before a quarter to two.
        if leave + way(next, place(&technician["start"])) > 1080.0 || (!self.has_rested && leave > 765.0) {
            return None;
        }
        (self.at, self.time) = (next, leave);
        let clock = |time: &str| time[..2].parse::<f64>().expect("an hour") * 60.0;
        let within = |window: &&[&str; 2]| clock(window[0]) <= start && start <= clock(window[1]);
        let windows: Vec<_> = WINDOWS.iter().filter(within).take(1).collect();
        let skills = technician["skills"].as_object().expect("skills");
        let (skill, level) = skills.iter().nth(dice.below(skills.len() as u64) as usize).expect("a skill");
        let part = *dice.pick(&PARTS);
        let held = self.stock[part].as_u64().unwrap_or(0);
        let needs_part = held > 0 && dice.chance(0.2);
        if needs_part {
            self.stock[part] = json!(held - 1);
        }
        Some(json!({"id": "", "at": next, "minutes": minutes, "windows": windows, "weight": *dice.pick(&[1, 5, 10]),
            "skills": { skill: level }, "parts": if needs_part { json!({ part: 1 }) } else { json!({}) },
            "preferred": [], "forbidden": [], "lock": null}))
    }
}

fn place(at: &Value) -> [f64; 2] {
    [0, 1].map(|axis: usize| at[axis].as_f64().expect("degrees"))
}

/// Minutes by the haversine formula at 30 km/h with a detour of 1.3, rounded up.
fn way(a: [f64; 2], b: [f64; 2]) -> f64 {
    let half = |from: f64, to: f64| ((to - from).to_radians() / 2.0).sin().powi(2);
    let square = half(a[0], b[0]) + a[0].to_radians().cos() * b[0].to_radians().cos() * half(a[1], b[1]);
    (2.0 * 6371.0088 * square.sqrt().asin() * 1.3 * 2.0).ceil()
}

pub fn cpu() -> f64 {
    let spent = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    spent.tv_sec as f64 + spent.tv_nsec as f64 / 1e9
}

pub fn iterations(iterations: u64) -> Options<'static> {
    let budget = Budget { seconds: 0.0, iterations: Some(iterations), clock: &|| 0.0, progress: None };
    Options { seed: 1, threads: 1, zone: aftercare_planner::ZONE, budget }
}

pub fn question(problem: &Value) -> Question {
    json::read(problem.to_string().as_bytes()).expect("a sound problem")
}

/// The plan in JSON, after the inspector has gone over it.
pub fn planned(problem: &Value, options: &Options) -> Value {
    let question = question(problem);
    let plan = aftercare_planner::plan(&question.problem, options).expect("a sound problem");
    let plan = serde_json::to_value(json::answer(&question, &plan, 0.0)).expect("JSON");
    let faults = aftercare_planner::check::faults(problem, &plan);
    assert!(faults.is_empty(), "{faults:#?}");
    plan
}

/// Two technicians in the middle of a town; a visit an eighth of a degree east.
pub fn small(visits: Value) -> Value {
    let technician = |id: &str, skill: u64| {
        json!({"id": id, "start": [30.0, 120.0], "end": [30.0, 120.0], "shift": ["08:00", "18:00"],
            "skills": {"phone": skill}, "stock": {"LCD": skill}})
    };
    json!({"travel": {"speed_kmh": 30, "detour": 1.3}, "technicians": [technician("T1", 2), technician("T2", 1)],
        "visits": visits, "previous": null})
}

pub fn unserved(plan: &Value) -> Vec<(String, String)> {
    let text = |value: &Value| value.as_str().expect("text").to_owned();
    plan["unserved"].as_array().expect("a list").iter().map(|left| (text(&left["visit"]), text(&left["why"]))).collect()
}

/// The technician and the stop of a visit.
pub fn stop<'a>(plan: &'a Value, visit: &str) -> Option<(&'a str, &'a Value)> {
    plan["routes"].as_array()?.iter().find_map(|route| {
        let stop = route["stops"].as_array()?.iter().find(|stop| stop["visit"] == visit)?;
        Some((route["technician"].as_str()?, stop))
    })
}
