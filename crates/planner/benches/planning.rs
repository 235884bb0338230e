//! Figures of docs/dispatch.md, in CPU time of one thread: `cargo bench -p aftercare-planner`.

#![allow(clippy::print_stdout, clippy::expect_used, reason = "a bench prints, and stops when it cannot go on")]

#[path = "../tests/common/mod.rs"]
mod common;

use aftercare_planner::{
    Budget, Options, Plan, Problem, ZONE, plan,
    problem::Span,
    slots::{Asked, SlotBook},
};
use common::{Dice, cpu, field_day, question, servable_day};

fn main() {
    servable();
    days();
    replanning();
    quotes();
}

fn options(seconds: f64, threads: usize, zone: usize) -> Options<'static> {
    Options { seed: 1, threads, zone, budget: Budget { seconds, iterations: None, clock: &cpu, progress: None } }
}

/// Resident memory of the process in MiB.
fn resident() -> f64 {
    let pages = std::fs::read_to_string("/proc/self/statm").expect("Linux");
    let pages: f64 = pages.split_whitespace().nth(1).and_then(|pages| pages.parse().ok()).expect("pages");
    pages * 4096.0 / 1_048_576.0
}

/// Days of which it is known that everybody can be served.
fn servable() {
    for seed in 1..=5 {
        let problem = question(&servable_day(50, seed)).problem;
        let asked: f64 = problem.visits.iter().map(|visit| visit.minutes).sum();
        let plan = plan(&problem, &options(5.0, 1, ZONE)).expect("sound");
        println!(
            "a servable day, seed {seed}: {} visits of {asked} min for 50 technicians, 5 s: {} unserved, travel {} min, overtime {}",
            problem.visits.len(),
            plan.unserved.len(),
            plan.cost.travel,
            plan.cost.overtime,
        );
    }
}

fn days() {
    for (technicians, visits, seconds, threads, zone) in [
        (50, 500, 5.0, 1, ZONE),
        (100, 1_000, 5.0, 1, 100),
        (500, 5_000, 55.0, 2, ZONE),
        (500, 5_000, 110.0, 1, usize::MAX),
    ] {
        let problem = question(&field_day(technicians, visits, 1)).problem;
        let before = resident();
        let plan = plan(&problem, &options(seconds, threads, zone)).expect("sound");
        println!(
            "{technicians} technicians, {visits} visits, {seconds} s on {threads} threads, zones of {}: {} unserved, weight {}, travel {} min, overtime {}, {} iterations, {:.0} MiB more",
            zone.min(technicians as usize),
            plan.unserved.len(),
            plan.cost.unserved_weight,
            plan.cost.travel,
            plan.cost.overtime,
            plan.iterations,
            resident() - before,
        );
    }
}

fn replanning() {
    let mut day = field_day(100, 1_000, 2);
    let asked = question(&day);
    let morning = plan(&asked.problem, &options(5.0, 1, 100)).expect("sound");
    let answer = serde_json::to_value(aftercare_planner::json::answer(&asked, &morning, 0.0)).expect("JSON");
    day["previous"] = answer;
    let urgent = serde_json::json!({"id": "URGENT", "at": [30.5, 120.5], "minutes": 30, "windows": [], "weight": 1000});
    day["visits"].as_array_mut().expect("a list").push(urgent);
    let problem = question(&day).problem;
    let began = cpu();
    let later = plan(&problem, &options(0.3, 1, 100)).expect("sound");
    println!(
        "an urgent visit among 1,000 for 100 technicians: {:.0} ms of CPU, {} changed, late {} min",
        (cpu() - began) * 1000.0,
        later.changed.len(),
        later.cost.late
    );
}

fn quotes() {
    let days: Vec<(Problem, Plan)> = (0..7)
        .map(|seed| {
            // Six in ten places are taken.
            let problem = question(&field_day(500, 3_000, 10 + seed)).problem;
            let plan = plan(&problem, &options(2.0, 1, ZONE)).expect("sound");
            (problem, plan)
        })
        .collect();
    let windows =
        [(480.0, 600.0), (600.0, 720.0), (780.0, 900.0), (900.0, 1080.0)].map(|(from, until)| Span { from, until });
    let before = resident();
    let book = SlotBook::open(&days, &windows).expect("sound");
    println!("a book of 500 technicians, 7 days: {:.0} MiB", resident() - before);
    let mut dice = Dice::new(5);
    let mut times = Vec::new();
    let mut offers = 0;
    for _ in 0..3_000 {
        let at = [30.0 + dice.unit() * 1.2, 120.0 + dice.unit() * 1.4];
        let asked = Asked { at, minutes: 40.0, skills: vec![(dice.below(3) as u32, 1)], ..Asked::default() };
        let began = cpu();
        offers += book.quote(&asked).len();
        times.push(cpu() - began);
    }
    times.sort_by(f64::total_cmp);
    let mean = times.iter().sum::<f64>() / times.len() as f64;
    println!(
        "quotes: p50 {:.2} ms, p99 {:.2} ms, {:.0} a second, {:.1} offers each",
        times[times.len() / 2] * 1e3,
        times[times.len() * 99 / 100] * 1e3,
        1.0 / mean,
        f64::from(offers as u32) / times.len() as f64
    );
}
