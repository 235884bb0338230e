//! During the day: as little as can be changes, and what was promised is kept.

mod common;

use common::{field_day, iterations, planned, stop, unserved};
use serde_json::{Value, json};

fn morning(technicians: u64, visits: u64, seed: u64) -> (Value, Value) {
    let problem = field_day(technicians, visits, seed);
    let plan = planned(&problem, &iterations(4_000));
    (problem, plan)
}

fn visits(problem: &mut Value) -> &mut Vec<Value> {
    problem["visits"].as_array_mut().expect("a list")
}

fn changed(plan: &Value) -> usize {
    plan["changed"].as_array().expect("a list").len()
}

#[test]
fn nothing_happened_and_nothing_changes() {
    for seed in 1..=8 {
        let (mut problem, plan) = morning(8, 50, seed);
        assert_eq!(unserved(&plan), [], "else there would be someone to serve");
        problem["previous"] = plan.clone();
        let later = planned(&problem, &iterations(500));
        assert_eq!(changed(&later), 0, "seed {seed}");
        assert_eq!(later["routes"], plan["routes"], "seed {seed}");
    }
}

#[test]
fn a_cancelled_visit_leaves_all_others_where_they_were() {
    let (mut problem, plan) = morning(8, 50, 2);
    assert_eq!(unserved(&plan), [], "else there would be someone to serve instead");
    let gone = visits(&mut problem).remove(10);
    let gone = gone["id"].as_str().expect("text");
    let same_day = plan["routes"].as_array().expect("a list").iter().map(|route| &route["stops"]);
    let same_day = same_day.filter_map(Value::as_array).find(|stops| stops.iter().any(|stop| stop["visit"] == gone));
    let behind = same_day.into_iter().flatten().skip_while(|stop| stop["visit"] != gone).skip(1);
    let behind: Vec<&Value> = behind.map(|stop| &stop["visit"]).collect();
    problem["previous"] = plan.clone();
    let later = planned(&problem, &iterations(500));
    let changed = later["changed"].as_array().expect("a list");
    assert!(
        changed.iter().all(|visit| behind.contains(&visit)),
        "{changed:?} are not all among {behind:?}, earlier now"
    );
    for visit in changed.iter().filter_map(Value::as_str) {
        let who = |plan| stop(plan, visit).map(|(technician, _)| technician.to_owned());
        assert_eq!(who(&later), who(&plan), "{visit}");
    }
}

#[test]
fn an_urgent_visit_finds_its_place_and_few_are_disturbed() {
    let (mut problem, plan) = morning(8, 60, 3);
    problem["previous"] = plan;
    visits(&mut problem)
        .push(json!({"id": "URGENT", "at": [30.5, 120.5], "minutes": 30, "windows": [], "weight": 1000}));
    let later = planned(&problem, &iterations(3_000));
    assert!(stop(&later, "URGENT").is_some());
    assert!(changed(&later) <= 10, "{}", later["changed"]);
}

#[test]
fn a_delay_makes_visits_late_rather_than_unserved_and_no_later_than_it_must() {
    let window = json!([["09:00", "10:00"]]);
    let next = json!([["10:00", "10:30"]]);
    let mut problem = common::small(json!([
        {"id": "A", "at": [30.0, 120.01], "minutes": 30, "windows": window, "weight": 1},
        {"id": "B", "at": [30.0, 120.02], "minutes": 30, "windows": next, "weight": 1},
    ]));
    problem["technicians"].as_array_mut().expect("a list").pop();
    let plan = planned(&problem, &iterations(200));
    assert_eq!(unserved(&plan), []);
    problem["previous"] = plan;
    visits(&mut problem)[0]["lock"] = json!({"technician": "T1", "started": "10:20"});
    let later = planned(&problem, &iterations(200));
    assert_eq!(unserved(&later), []);
    let late = later["cost"]["late_minutes"].as_f64().expect("a number");
    assert!(late > 0.0 && late < 40.0, "{late}");
    assert!(later["changed"].as_array().expect("a list").contains(&json!("B")));
}

#[test]
fn someone_falls_ill_and_the_promised_visits_go_to_others() {
    let (mut problem, plan) = morning(10, 60, 4);
    let ill = plan["routes"][0]["technician"].clone();
    let had = plan["routes"][0]["stops"].as_array().expect("a list").len();
    problem["previous"] = plan;
    problem["technicians"].as_array_mut().expect("a list").retain(|technician| technician["id"] != ill);
    let later = planned(&problem, &iterations(4_000));
    assert!(changed(&later) >= had, "all of them see someone else");
    assert!(unserved(&later).len() < had);
}

#[test]
fn a_large_brand_is_replanned_only_around_what_happened() {
    let problem = field_day(40, 300, 5);
    let zones = aftercare_planner::Options { zone: 10, ..iterations(8_000) };
    let mut later = problem.clone();
    later["previous"] = planned(&problem, &zones);
    visits(&mut later).push(json!({"id": "NEW", "at": [30.4, 120.4], "minutes": 30, "windows": [], "weight": 100}));
    let plan = planned(&later, &zones);
    assert!(stop(&plan, "NEW").is_some());
    assert!(changed(&plan) <= 10, "{}", plan["changed"]);
}
