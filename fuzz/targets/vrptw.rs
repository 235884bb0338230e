//! The benchmark's text: read or refused with its line; what reads is planned or refused by field, and each customer is
//! answered once.
#![no_main]

use aftercare_planner::{Budget, Options, ZONE, plan, vrptw::Instance};
use libfuzzer_sys::fuzz_target;

const MOST_CUSTOMERS: usize = 20;

fuzz_target!(|text: &str| {
    let instance = match Instance::read(text) {
        Ok(instance) => instance,
        Err(wrong) => return assert!(!wrong.is_empty()),
    };
    if instance.customers.len() > MOST_CUSTOMERS {
        return;
    }
    let problem = instance.problem(instance.vehicles.min(4));
    let budget = Budget { seconds: 0.0, iterations: Some(30), clock: &|| 0.0, progress: None };
    let plan = match plan(&problem, &Options { seed: 1, threads: 1, zone: ZONE, budget }) {
        Ok(plan) => plan,
        Err(wrong) => return assert!(!wrong.field.is_empty()),
    };
    let served = plan.days.iter().flat_map(|day| day.stops.iter().map(|stop| stop.visit));
    let mut answered: Vec<usize> = served.chain(plan.unserved.iter().map(|left| left.visit)).collect();
    answered.sort_unstable();
    assert!(answered.into_iter().eq(0..problem.visits.len()));
});
