#![allow(clippy::print_stdout, clippy::expect_used, dead_code)]
#[path = "../tests/common/mod.rs"]
mod common;
use aftercare_planner::{Budget, Options, ZONE, plan};
use common::{cpu, field_day, question};
fn main() {
    let a: Vec<f64> = std::env::args().skip(1).map(|v| v.parse().expect("number")).collect();
    for day in 1..=a[3] as u64 {
        let problem = question(&field_day(a[0] as u32 as _, a[1] as u32 as _, day)).problem;
        let options = Options {
            seed: 1,
            threads: 1,
            zone: ZONE.max(100),
            budget: Budget { seconds: a[2], iterations: None, clock: &cpu, progress: None },
        };
        let plan = plan(&problem, &options).expect("sound");
        println!(
            "day {day}: {} unserved, weight {}, travel {} overtime {}, {} it",
            plan.unserved.len(),
            plan.cost.unserved_weight,
            plan.cost.travel,
            plan.cost.overtime,
            plan.iterations
        );
    }
}
