//! The contract of `aftercare plan`: problems in, plans out, exit codes.

use crate::common::Site;
use serde_json::Value;

const PROBLEM: &str = r#"{"day":"2026-03-02","time_zone":"Asia/Shanghai","seed":1,"travel":{"speed_kmh":30,"detour":1.3},
 "technicians":[{"id":"T1","start":[30.27,120.15],"end":null,"shift":["08:00","18:00"],"overtime_minutes":60,
   "breaks":[{"between":["11:30","13:30"],"minutes":45}],"skills":{"phone":2},"zones":["HZ-01"],"stock":{"LCD-X":2},"max_visits":12}],
 "visits":[{"id":"V1","at":[30.25,120.17],"minutes":40,"windows":[["09:00","11:00"],["14:00","16:00"]],"weight":10,
   "skills":{"phone":1},"zone":"HZ-01","parts":{"LCD-X":1},"preferred":[],"forbidden":[],"lock":null},
   {"id":"V9","at":[30.25,120.18],"minutes":40,"windows":[],"weight":1,"skills":{"laptop":1}}],
 "previous":null}"#;

fn json(text: &str) -> Value {
    serde_json::from_str(text).expect("JSON")
}

#[test]
fn a_problem_is_planned_from_stdin_and_the_plan_passes_the_check() {
    let site = Site::empty();
    let ran = site.run_with_input(&["plan", "-", "--iterations", "200"], PROBLEM).expect_code(0);
    let plan = json(&ran.stdout());
    assert_eq!(plan["routes"][0]["stops"][0]["visit"], "V1");
    assert_eq!(plan["unserved"][0]["why"], "skill");
    std::fs::write(site.path("problem.json"), PROBLEM).expect("written");
    std::fs::write(site.path("plan.json"), ran.stdout()).expect("written");
    site.run(&["plan", "--check", "problem.json", "plan.json"]).expect_code(0);
    let late = ran.stdout().replace("\"start\":\"09:00\"", "\"start\":\"11:30\"");
    std::fs::write(site.path("plan.json"), late).expect("written");
    site.run(&["plan", "--check", "problem.json", "plan.json"]).expect_code(3);
}

#[test]
fn a_malformed_problem_is_refused_with_the_path_of_the_field() {
    let site = Site::empty();
    let wrong = PROBLEM.replace("[\"09:00\",\"11:00\"]", "[\"11:00\",\"09:00\"]");
    site.run_with_input(&["plan"], &wrong).expect_code(2).complains("visits[0].windows[0]");
    site.run_with_input(&["plan"], "{").expect_code(2);
    site.run(&["plan", "nothing.json"]).expect_code(1).complains("nothing.json");
}

#[test]
fn a_benchmark_instance_is_planned_with_the_fleet_that_is_given() {
    let site = Site::empty();
    let instance = include_str!("../../../planner/tests/data/C101.txt");
    std::fs::write(site.path("C101.txt"), instance).expect("written");
    let ran = site.run(&["plan", "--vrptw", "C101.txt", "--vehicles", "10", "--iterations", "3000"]).expect_code(0);
    let plan = json(&ran.stdout());
    assert_eq!((plan["served"].as_u64(), plan["vehicles_used"].as_u64()), (Some(100), Some(10)));
    assert!(plan["distance"].as_f64().expect("a number") < 900.0, "{}", plan["distance"]);
}
