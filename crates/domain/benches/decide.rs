//! How many decisions one core makes in a second: `cargo bench -p aftercare-domain`. The goal is 100,000, for which
//! criterion must show 10 µs or less. The worked cases are asked in turn; a line is read and answered as by `aftercare
//! decide`, with the allocator of the program.

#![allow(clippy::expect_used)]

use std::hint::black_box;

use aftercare_domain::warranty::{Facts, Regimes, decide};
use aftercare_kernel::{BusinessCalendar, Date};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use serde_json::Value;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const CASES: &str = include_str!("../tests/data/warranty.cases.jsonl");
const TODAY: Date = Date::constant(2026, 11, 30);

fn decisions(criterion: &mut Criterion) {
    let regimes = Regimes::builtin().expect("regimes");
    let calendar = BusinessCalendar::china();
    let cases: Vec<Value> = CASES.lines().map(|line| serde_json::from_str(line).expect("a case")).collect();
    let lines: Vec<String> = cases.iter().map(|case| case["facts"].to_string()).collect();
    let facts: Vec<Facts> = cases.iter().map(|case| Facts::read(&case["facts"]).expect("facts")).collect();
    let mut in_turn = (0..facts.len()).cycle();
    let mut next = || in_turn.next().unwrap_or_default();

    let mut group = criterion.benchmark_group("decision");
    group.throughput(Throughput::Elements(1));
    group.bench_function("facts to decision", |bencher| {
        bencher.iter(|| black_box(decide(&regimes, &facts[next()], TODAY, &calendar).expect("a decision")));
    });
    group.bench_function("line to line", |bencher| {
        bencher.iter(|| {
            let value: Value = serde_json::from_str(&lines[next()]).expect("json");
            let facts = Facts::read(&value).expect("facts");
            let decision = decide(&regimes, &facts, TODAY, &calendar).expect("a decision");
            black_box(serde_json::to_string(&decision).expect("json"))
        });
    });
    group.finish();
}

criterion_group!(benches, decisions);
criterion_main!(benches);
