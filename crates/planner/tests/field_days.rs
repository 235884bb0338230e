//! Days in the field: what a plan keeps, what it says about what it could not do.

mod common;

use common::{field_day, iterations, planned, servable_day, small, stop, unserved};
use serde_json::{Value, json};

fn visit(id: &str) -> Value {
    json!({"id": id, "at": [30.0, 120.05], "minutes": 40, "windows": [["09:00", "11:00"]], "weight": 10})
}

fn with(mut visit: Value, field: &str, value: Value) -> Value {
    visit[field] = value;
    visit
}

#[test]
fn days_of_every_size_keep_all_their_rules() {
    for (technicians, visits, seed) in [(1, 1, 1), (1, 30, 2), (3, 20, 3), (10, 100, 4), (20, 150, 5)] {
        planned(&field_day(technicians, visits, seed), &iterations(2_000));
    }
}

#[test]
fn a_day_that_somebody_has_served_whole_is_served_whole() {
    for seed in 1..=4 {
        let plan = planned(&servable_day(30, seed), &iterations(3_000));
        assert_eq!(unserved(&plan), [], "seed {seed}");
    }
}

#[test]
fn the_same_seed_and_iterations_give_the_same_plan() {
    let problem = field_day(8, 80, 7);
    assert_eq!(planned(&problem, &iterations(3_000)), planned(&problem, &iterations(3_000)));
}

#[test]
fn what_cannot_be_done_says_why_with_the_nearest_miss() {
    let table = [
        (with(visit("V"), "skills", json!({"phone": 3})), "skill", "T1 has 2"),
        (with(visit("V"), "skills", json!({"laptop": 1})), "skill", "laptop 1"),
        (with(visit("V"), "parts", json!({"LCD": 3})), "part", "T1 has 2"),
        (with(visit("V"), "windows", json!([["06:00", "07:00"]])), "window", "misses it by 73 minutes"),
        (with(visit("V"), "windows", json!([["18:30", "19:00"]])), "window", "misses it by"),
        (with(with(visit("V"), "at", json!([33.0, 120.0])), "windows", json!([])), "distance", "minutes"),
        (with(visit("V"), "forbidden", json!(["T1", "T2"])), "technician", "forbidden"),
        (
            with(with(visit("V"), "lock", json!({"technician": "T2"})), "skills", json!({"phone": 2})),
            "skill",
            "T2 has 1",
        ),
    ];
    for (asked, why, detail) in table {
        let plan = planned(&small(json!([asked])), &iterations(100));
        assert_eq!(unserved(&plan), [("V".to_owned(), why.to_owned())], "{plan}");
        let said = plan["unserved"][0]["detail"].as_str().expect("words");
        assert!(said.contains(detail), "{said} should contain {detail}");
    }
}

#[test]
fn the_heavier_visits_are_made_when_not_all_can_be() {
    let visits: Vec<Value> =
        (0..12).map(|n| with(visit(&format!("V{n}")), "weight", json!(if n % 3 == 0 { 50 } else { 1 }))).collect();
    let plan = planned(&small(Value::from(visits)), &iterations(2_000));
    let left = unserved(&plan);
    assert!(!left.is_empty() && left.iter().all(|(_, why)| why == "capacity"), "{left:?}");
    for heavy in ["V0", "V3", "V6", "V9"] {
        assert!(stop(&plan, heavy).is_some(), "{heavy} weighs most");
    }
}

#[test]
fn parts_that_are_used_up_are_named() {
    let visits: Vec<Value> = (0..4).map(|n| with(visit(&format!("V{n}")), "parts", json!({"LCD": 1}))).collect();
    let visits: Vec<Value> = visits.into_iter().map(|visit| with(visit, "windows", json!([]))).collect();
    let plan = planned(&small(Value::from(visits)), &iterations(500));
    assert_eq!(unserved(&plan).iter().map(|(_, why)| why.as_str()).collect::<Vec<_>>(), ["part"]);
}

#[test]
fn locks_to_a_person_to_a_time_and_by_fact_are_kept() {
    let visits = json!([
        with(visit("A"), "lock", json!({"technician": "T2"})),
        with(visit("B"), "lock", json!({"technician": "T2", "start": "09:30"})),
        with(visit("C"), "lock", json!({"technician": "T1", "started": "08:55"})),
        visit("D"),
    ]);
    let plan = planned(&small(visits), &iterations(500));
    assert_eq!(unserved(&plan), []);
    assert_eq!(stop(&plan, "A").expect("served").0, "T2");
    let (technician, locked) = stop(&plan, "B").expect("served");
    assert_eq!((technician, locked["start"].as_str()), ("T2", Some("09:30")));
    let (technician, begun) = stop(&plan, "C").expect("served");
    assert_eq!((technician, begun["start"].as_str()), ("T1", Some("08:55")));
    assert_eq!(plan["routes"][0]["stops"][0]["visit"], "C", "the day goes on from where the technician is");
}

#[test]
fn the_second_window_is_used_when_the_first_is_full() {
    let windows = json!([["09:00", "09:30"], ["14:00", "14:30"]]);
    let visits: Vec<Value> = (0..4).map(|n| with(visit(&format!("V{n}")), "windows", windows.clone())).collect();
    let plan = planned(&small(Value::from(visits)), &iterations(1_000));
    assert_eq!(unserved(&plan), []);
}

#[test]
fn a_matrix_of_one_way_streets_and_a_speed_for_each_hour_are_followed() {
    let mut problem = small(json!([visit("A"), visit("B"), visit("C")]));
    let minutes =
        |from: usize, to: usize| if from == to { 0.0 } else { 5.0 + ((from * 7 + to * 3) % 11) as f64 + 0.25 };
    let matrix: Vec<Vec<f64>> = (0..7).map(|from| (0..7).map(|to| minutes(from, to)).collect()).collect();
    problem["travel"] = json!({ "matrix_minutes": matrix });
    assert_eq!(unserved(&planned(&problem, &iterations(500))), []);

    let mut problem = field_day(4, 40, 11);
    let speeds: Vec<f64> = (0..24).map(|hour| if (7..10).contains(&hour) { 15.0 } else { 40.0 }).collect();
    problem["travel"]["speed_by_hour"] = json!(speeds);
    planned(&problem, &iterations(1_000));
}

#[test]
fn who_began_on_the_other_side_of_the_earth_drives_home_through_every_night() {
    let far = with(visit("A"), "at", json!([30.27, -8.0]));
    let mut problem = small(json!([with(far, "lock", json!({"technician": "T1", "started": "08:10"}))]));
    let speeds: Vec<f64> = (0..24).map(|hour| if hour < 6 { 40.0 } else { 25.0 }).collect();
    problem["travel"]["speed_by_hour"] = json!(speeds);
    let plan = planned(&problem, &iterations(5));
    assert_eq!(unserved(&plan), []);
    let overtime = plan["routes"][0]["overtime_minutes"].as_f64().expect("a number");
    assert!(overtime > 10.0 * 24.0 * 60.0, "some 12,000 km: {overtime} minutes");
}

#[test]
fn a_visit_that_has_begun_is_finished_though_its_technician_was_to_make_none() {
    let begun = with(visit("A"), "lock", json!({"technician": "T1", "started": "08:30"}));
    let begun = with(begun, "parts", json!({"LCD": 9}));
    let mut problem = small(json!([begun, visit("B")]));
    problem["technicians"][0]["max_visits"] = json!(0);
    let plan = planned(&problem, &iterations(50));
    assert_eq!(stop(&plan, "A").expect("it has begun").0, "T1");
    assert_eq!(stop(&plan, "B").expect("somebody may").0, "T2");
}

#[test]
fn a_day_without_people_or_without_visits_is_answered() {
    let mut nobody = field_day(1, 5, 1);
    nobody["technicians"] = json!([]);
    assert_eq!(unserved(&planned(&nobody, &iterations(10))).len(), 5);
    assert_eq!(planned(&field_day(3, 0, 1), &iterations(10))["routes"], json!([]));
}

#[test]
fn many_technicians_are_planned_in_zones_and_nothing_is_lost() {
    let problem = field_day(40, 400, 9);
    let zones = aftercare_planner::Options { zone: 12, threads: 2, ..iterations(20_000) };
    let plan = planned(&problem, &zones);
    assert_eq!(plan, planned(&problem, &zones), "whichever thread is faster");
    let whole = planned(&problem, &aftercare_planner::Options { zone: 100, ..iterations(20_000) });
    let weight = |plan: &Value| plan["cost"]["unserved_weight"].as_f64().expect("a number");
    assert!(weight(&plan) <= weight(&whole) + 0.01 * 400.0 * 5.3, "{} against {}", weight(&plan), weight(&whole));
}

#[test]
fn a_run_over_zones_says_how_far_it_is() {
    let told = std::sync::Mutex::new(Vec::new());
    let hear = |used: f64, unserved: f64, _: f64| told.lock().expect("told").push((used, unserved));
    let mut options = aftercare_planner::Options { zone: 5, ..iterations(8_000) };
    options.budget.progress = Some(&hear);
    let plan = planned(&field_day(20, 300, 9), &options);
    let told = told.into_inner().expect("told");
    assert!(told.iter().all(|(used, _)| (0.0..1.0).contains(used)));
    assert!(told.is_sorted_by_key(|(used, _)| *used), "it goes back");
    let (used, unserved) = told[told.len() - 1];
    assert!(used > 0.95, "{used}");
    assert_eq!(unserved, plan["cost"]["unserved_weight"].as_f64().expect("a number"));
}

#[test]
fn more_technicians_never_leave_more_weight_unserved() {
    let weight = |problem: &Value, seed: u64| {
        let options = aftercare_planner::Options { seed, ..iterations(2_000) };
        planned(problem, &options)["cost"]["unserved_weight"].as_f64().expect("a number")
    };
    for day in 0..3 {
        let problem = field_day(6, 90, day);
        let mut fewer = problem.clone();
        fewer["technicians"].as_array_mut().expect("a list").pop();
        // What chance makes of one day: the spread of four searches that differ by nothing but their seed.
        let more: Vec<f64> = (1..=4).map(|seed| weight(&problem, seed)).collect();
        let (least, most) = more.iter().fold((f64::MAX, 0.0_f64), |(least, most), &w| (least.min(w), most.max(w)));
        let without = weight(&fewer, 1);
        eprintln!("day {day}: {more:?} unserved with six, {without} with five");
        assert!(more[0] <= without + (most - least), "day {day}: {more:?} against {without}");
    }
}
