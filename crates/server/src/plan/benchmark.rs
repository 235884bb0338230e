//! `aftercare plan --vrptw`: the public benchmark of vehicle routing with time windows.

use std::{path::Path, process::ExitCode};

use aftercare_planner::{Plan, vrptw::Instance};
use serde::Serialize;

use super::{SECONDS, all_threads, options, read, rejected, say};
use crate::{command::PlanArgs, failure::Failure};

#[derive(Serialize)]
struct Answer<'a> {
    instance: &'a str,
    vehicles_used: usize,
    served: usize,
    /// By the customer's number in the instance.
    unserved: Vec<usize>,
    distance: f64,
    routes: Vec<Vec<usize>>,
    seconds: f64,
}

pub(super) fn plan(args: &PlanArgs, file: &Path) -> Result<ExitCode, Failure> {
    let text = String::from_utf8_lossy(&read(file)?).into_owned();
    let instance = match Instance::read(&text) {
        Ok(instance) => instance,
        Err(wrong) => return Ok(rejected(&format!("{}: {wrong}", file.display()))),
    };
    let mut options = options(args, SECONDS, args.seed.unwrap_or(1));
    // One depot: there are no zones to cut.
    options.zone = usize::MAX;
    let began = all_threads();
    let problem = instance.problem(args.vehicles.unwrap_or(instance.vehicles));
    match aftercare_planner::plan(&problem, &options) {
        Ok(plan) => say(&answer(&instance, &plan, all_threads() - began)),
        Err(wrong) => Ok(rejected(&wrong)),
    }
}

fn answer<'a>(instance: &'a Instance, plan: &Plan, seconds: f64) -> Answer<'a> {
    let customer = |visit: usize| visit + 1;
    let routes: Vec<Vec<usize>> =
        plan.days.iter().map(|day| day.stops.iter().map(|stop| customer(stop.visit)).collect()).collect();
    Answer {
        instance: &instance.name,
        vehicles_used: routes.len(),
        served: routes.iter().map(Vec::len).sum(),
        unserved: plan.unserved.iter().map(|left| customer(left.visit)).collect(),
        distance: plan.cost.travel,
        routes,
        seconds: (seconds * 1000.0).round() / 1000.0,
    }
}
