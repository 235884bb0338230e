//! How many decisions one core makes in a second: `cargo bench -p aftercare-domain`. The goal is 100,000.

#![allow(clippy::expect_used, clippy::print_stdout)]

use std::{hint::black_box, time::Instant};

use aftercare_domain::warranty::{Facts, Regimes, decide};
use aftercare_kernel::{BusinessCalendar, Date};
use serde_json::Value;

const CASES: &str = include_str!("../tests/data/warranty.cases.jsonl");
const DECISIONS: usize = 100_000;

fn main() {
    let regimes = Regimes::builtin().expect("regimes");
    let calendar = BusinessCalendar::china();
    let today = Date::constant(2026, 11, 30);
    let cases: Vec<Value> = CASES.lines().map(|line| serde_json::from_str(line).expect("a case")).collect();
    let lines: Vec<String> = cases.iter().map(|case| case["facts"].to_string()).collect();
    let facts: Vec<Facts> = cases.iter().map(|case| Facts::read(&case["facts"]).expect("facts")).collect();

    report("facts to decision", |index| {
        let decision = decide(&regimes, &facts[index % facts.len()], today, &calendar).expect("a decision");
        black_box(decision);
    });
    report("line to line", |index| {
        let value: Value = serde_json::from_str(&lines[index % lines.len()]).expect("json");
        let facts = Facts::read(&value).expect("facts");
        let decision = decide(&regimes, &facts, today, &calendar).expect("a decision");
        black_box(serde_json::to_string(&decision).expect("json"));
    });
}

/// Runs one kind of work on the worked cases, in turn.
#[allow(clippy::disallowed_methods)] // a bench measures elapsed time
fn report(what: &str, work: impl Fn(usize)) {
    let start = Instant::now();
    (0..DECISIONS).for_each(&work);
    let took = start.elapsed();
    println!("{what}: {DECISIONS} in {} ms", took.as_millis());
}
