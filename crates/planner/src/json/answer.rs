//! Writes a plan.

use serde::Serialize;

use super::{clock, read::Question};
use crate::{
    plan::{Day, Plan, Stop},
    why::Why,
};

/// What `aftercare plan` prints.
#[derive(Debug, Serialize)]
pub struct Answer<'a> {
    routes: Vec<Route<'a>>,
    unserved: Vec<Unserved<'a>>,
    changed: Vec<&'a str>,
    cost: Cost,
    iterations: u64,
    seconds: f64,
}

#[derive(Debug, Serialize)]
struct Route<'a> {
    technician: &'a str,
    stops: Vec<StopLine<'a>>,
    breaks: Vec<BreakLine>,
    travel_minutes: f64,
    overtime_minutes: f64,
    end: String,
}

#[derive(Debug, Serialize)]
struct StopLine<'a> {
    visit: &'a str,
    arrive: String,
    start: String,
    leave: String,
    travel_minutes: f64,
}

#[derive(Debug, Serialize)]
struct BreakLine {
    start: String,
}

#[derive(Debug, Serialize)]
struct Unserved<'a> {
    visit: &'a str,
    why: &'static str,
    detail: String,
}

#[derive(Debug, Serialize)]
struct Cost {
    unserved_weight: f64,
    late_minutes: f64,
    changes: usize,
    travel_minutes: f64,
    overtime_minutes: f64,
}

/// A plan in the names of its problem, with the CPU seconds it took.
#[must_use]
pub fn answer<'a>(question: &'a Question, plan: &Plan, seconds: f64) -> Answer<'a> {
    let unserved = |left: &crate::plan::Unserved| Unserved {
        visit: question.visits.name(left.visit),
        why: left.why.code(),
        detail: detail(question, left.why),
    };
    Answer {
        routes: plan.days.iter().map(|day| route(question, day)).collect(),
        unserved: plan.unserved.iter().map(unserved).collect(),
        changed: plan.changed.iter().map(|&visit| question.visits.name(visit)).collect(),
        cost: Cost {
            unserved_weight: plan.cost.unserved_weight,
            late_minutes: plan.cost.late,
            changes: plan.cost.changes,
            travel_minutes: plan.cost.travel,
            overtime_minutes: plan.cost.overtime,
        },
        iterations: plan.iterations,
        seconds: (seconds * 1000.0).round() / 1000.0,
    }
}

fn route<'a>(question: &'a Question, day: &Day) -> Route<'a> {
    let stop = |stop: &Stop| StopLine {
        visit: question.visits.name(stop.visit),
        arrive: clock::words(stop.arrive),
        start: clock::words(stop.start),
        leave: clock::words(stop.leave),
        travel_minutes: stop.travel,
    };
    Route {
        technician: question.technicians.name(day.technician),
        stops: day.stops.iter().map(stop).collect(),
        breaks: day.breaks.iter().map(|&start| BreakLine { start: clock::words(start) }).collect(),
        travel_minutes: day.travel,
        overtime_minutes: day.overtime,
        end: clock::words(day.end),
    }
}

fn detail(question: &Question, why: Why) -> String {
    let who = |technician: usize| question.technicians.name(technician);
    match why {
        Why::Skill { skill, needed, best } => {
            let skill = question.skills.name(skill as usize);
            let nearest =
                best.map_or(String::new(), |(technician, level)| format!("; {} has {level}", who(technician)));
            format!("no technician who may go has {skill} {needed}{nearest}")
        }
        Why::Part { part, needed, most } => {
            let part = question.parts.name(part as usize);
            let nearest =
                most.map_or(String::new(), |(technician, held)| format!("; {} has {held} left", who(technician)));
            format!("no van of those who could go has {needed} of {part} left{nearest}")
        }
        Why::Zone { nearest } => {
            let nearest =
                nearest.map_or(String::new(), |technician| format!("; {} could do the work", who(technician)));
            format!("nobody with the skills goes to this zone{nearest}")
        }
        Why::Technician { locked_to: Some(technician) } => format!("locked to {}, who cannot", who(technician)),
        Why::Technician { locked_to: None } => "all who could do the work are forbidden".to_owned(),
        Why::Window { nearest } => {
            let nearest = nearest
                .map_or(String::new(), |(technician, by)| format!("; {} misses it by {by} minutes", who(technician)));
            format!("nobody who could do the work is free within a window{nearest}")
        }
        Why::Distance { nearest } => {
            let nearest =
                nearest.map_or(String::new(), |(technician, by)| format!("; {} lacks {by} minutes", who(technician)));
            format!("the day is too short for the way there and back{nearest}")
        }
        Why::Capacity { nearest } => {
            let nearest = nearest.map_or(String::new(), |technician| format!("; {} is nearest", who(technician)));
            format!("all who could go are needed elsewhere{nearest}")
        }
    }
}
