//! A day to plan, in JSON: what reads is planned, and the inspector finds nothing wrong with the plan, nor with the plan that
//! is made anew from it.
#![no_main]

use aftercare_fuzz::{change, read_json, write_json};
use aftercare_planner::{Budget, Options, ZONE, check::faults, json, plan};
use libfuzzer_sys::{fuzz_mutator, fuzz_target};
use serde_json::Value;

/// Larger days are read, not planned: the fuzzer would learn little from them.
const MOST_TECHNICIANS: usize = 6;
const MOST_VISITS: usize = 12;

fuzz_target!(|text: &[u8]| {
    let Some(planned) = planned(text) else { return };
    let mut problem: Value = serde_json::from_slice(text).expect("it was read");
    problem["previous"] = planned;
    let anew = problem.to_string();
    let read = json::read(anew.as_bytes());
    assert!(read.is_ok(), "its own plan is refused: {:?}\n{anew}", read.err());
    planned_anew(anew.as_bytes());
});

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    change(data, size, max_size, seed, read_json, write_json)
});

fn planned_anew(text: &[u8]) {
    planned(text);
}

fn planned(text: &[u8]) -> Option<Value> {
    let question = match json::read(text) {
        Ok(question) => question,
        Err(wrong) => {
            assert!(!wrong.field.is_empty() && !wrong.words.is_empty());
            return None;
        }
    };
    let (technicians, visits) = (question.problem.technicians.len(), question.problem.visits.len());
    if technicians > MOST_TECHNICIANS || visits > MOST_VISITS {
        return None;
    }
    // The seed of the problem chooses how it is planned as well, so that an input says everything.
    let seed = question.seed.unwrap_or(1);
    let budget = Budget { seconds: 0.0, iterations: Some(seed % 51), clock: &|| 0.0, progress: None };
    let zone = if seed % 7 == 3 { 2 } else { ZONE };
    let plan = plan(&question.problem, &Options { seed, threads: 1, zone, budget }).expect("what was read is sound");
    let plan = serde_json::to_value(json::answer(&question, &plan, 0.0)).expect("JSON");
    assert!(!holds_null(&plan), "a number was lost: {plan}");
    let problem: Value = serde_json::from_slice(text).expect("it was read");
    let faults = faults(&problem, &plan);
    assert!(faults.is_empty(), "{faults:#?}\n{plan}");
    Some(plan)
}

/// What is no number is written as null.
fn holds_null(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Array(values) => values.iter().any(holds_null),
        Value::Object(fields) => fields.values().any(holds_null),
        Value::Bool(_) | Value::Number(_) | Value::String(_) => false,
    }
}
