//! What the engine is made of, by itself: insertion, ruin and recreate, quotes. `cargo bench -p aftercare-planner --bench speed`.
//! Times on the clock of the wall: run it alone. Days as a whole and memory are in `planning`.

#![allow(clippy::expect_used, reason = "a bench stops when it cannot go on")]

#[path = "../tests/common/mod.rs"]
mod common;

use std::hint::black_box;

use aftercare_planner::{
    Budget, Options, Plan, Problem, ZONE, plan,
    problem::Span,
    slots::{Asked, SlotBook},
};
use common::{Dice, cpu, field_day, question};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};

const ITERATIONS: u64 = 5_000;

fn options(iterations: u64) -> Options<'static> {
    let budget = Budget { seconds: f64::INFINITY, iterations: Some(iterations), clock: &cpu, progress: None };
    Options { seed: 1, threads: 1, zone: ZONE, budget }
}

fn day(technicians: u64, visits: u64, seed: u64) -> Problem {
    question(&field_day(technicians, visits, seed)).problem
}

/// Each visit of a day is put where it costs least, and nothing more is done.
fn insertion(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("insertion");
    for (technicians, visits) in [(50, 500), (100, 1_000)] {
        let problem = day(technicians, visits, 1);
        group.throughput(Throughput::Elements(visits));
        group.bench_function(format!("{visits} visits"), |bencher| {
            bencher.iter(|| plan(black_box(&problem), &Options { zone: usize::MAX, ..options(0) }).expect("sound"));
        });
    }
    group.finish();
}

fn ruin_and_recreate(criterion: &mut Criterion) {
    let problem = day(50, 500, 1);
    let mut group = criterion.benchmark_group("ruin and recreate");
    group.sample_size(10).throughput(Throughput::Elements(ITERATIONS));
    group.bench_function("500 visits", |bencher| {
        bencher.iter(|| plan(black_box(&problem), &options(ITERATIONS)).expect("sound"));
    });
    group.finish();
}

/// 500 technicians, seven days, six in ten places taken.
fn quotes(criterion: &mut Criterion) {
    let planned = |problem: Problem| {
        let plan = plan(&problem, &options(0)).expect("sound");
        (problem, plan)
    };
    let days: Vec<(Problem, Plan)> = (0..7).map(|seed| planned(day(500, 3_000, 10 + seed))).collect();
    let windows =
        [(480.0, 600.0), (600.0, 720.0), (780.0, 900.0), (900.0, 1080.0)].map(|(from, until)| Span { from, until });
    let book = SlotBook::open(&days, &windows).expect("sound");
    let mut dice = Dice::new(5);
    let mut group = criterion.benchmark_group("slots");
    group.throughput(Throughput::Elements(1));
    group.bench_function("quote", |bencher| {
        bencher.iter(|| {
            let at = [30.0 + dice.unit() * 1.2, 120.0 + dice.unit() * 1.4];
            let asked = Asked { at, minutes: 40.0, skills: vec![(dice.below(3) as u32, 1)], ..Asked::default() };
            black_box(book.quote(&asked))
        });
    });
    group.finish();
}

criterion_group!(benches, insertion, ruin_and_recreate, quotes);
criterion_main!(benches);
