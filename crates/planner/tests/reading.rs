//! Problems as they should not be: an error with the field's path, or an answer, never a panic.

mod common;

use aftercare_planner::{MOST_VISITS, json, plan, vrptw::Instance};
use common::{field_day, iterations, small};
use proptest::prelude::*;
use serde_json::{Value, json};

fn field(problem: &Value) -> String {
    json::read(problem.to_string().as_bytes()).expect_err("it is wrong").field
}

fn broken(change: impl FnOnce(&mut Value)) -> Value {
    let mut problem = field_day(2, 4, 1);
    change(&mut problem);
    problem
}

#[test]
fn what_is_wrong_is_named_by_its_path() {
    let table: Vec<(&str, Value)> = vec![
        ("visits[1].windows[0]", broken(|p| p["visits"][1]["windows"] = json!([["11:00", "09:00"]]))),
        ("visits[1].windows[0][1]", broken(|p| p["visits"][1]["windows"] = json!([["09:00", "24:61"]]))),
        ("technicians[0].shift", broken(|p| p["technicians"][0]["shift"] = json!(["18:00", "08:00"]))),
        ("technicians[1].start", broken(|p| p["technicians"][1]["start"] = json!([91.0, 0.0]))),
        ("visits[0].at", broken(|p| p["visits"][0]["at"] = json!([0.0, -180.5]))),
        ("visits[2].minutes", broken(|p| p["visits"][2]["minutes"] = json!(-5))),
        ("visits[2].minutes", broken(|p| p["visits"][2]["minutes"] = json!("long"))),
        ("visits[2].weight", broken(|p| p["visits"][2]["weight"] = json!(-1))),
        ("visits[3].id", broken(|p| p["visits"][3]["id"] = json!("V0"))),
        ("technicians[1].id", broken(|p| p["technicians"][1]["id"] = json!("T0"))),
        ("visits[0].preferred[0]", broken(|p| p["visits"][0]["preferred"] = json!(["nobody"]))),
        ("visits[0].lock.technician", broken(|p| p["visits"][0]["lock"] = json!({"technician": "nobody"}))),
        ("visits[0].lock.start", broken(|p| p["visits"][0]["lock"] = json!({"technician": "T0", "start": "soon"}))),
        (
            "visits[0].lock",
            broken(|p| p["visits"][0]["lock"] = json!({"technician": "T0", "start": "09:00", "started": "09:00"})),
        ),
        ("technicians[0].breaks[0].minutes", broken(|p| p["technicians"][0]["breaks"][0]["minutes"] = json!(500))),
        ("travel.speed_kmh", broken(|p| p["travel"]["speed_kmh"] = json!(0))),
        ("travel.speed_kmh", broken(|p| p["travel"] = json!({}))),
        ("travel.speed_by_hour", broken(|p| p["travel"]["speed_by_hour"] = json!([1, 2, 3]))),
        ("travel.matrix_minutes", broken(|p| p["travel"] = json!({"matrix_minutes": [[0]]}))),
        ("visits[0].colour", broken(|p| p["visits"][0]["colour"] = json!("red"))),
        ("problem", json!(7)),
        ("problem", broken(|p| p[""] = json!(1))),
    ];
    for (path, problem) in table {
        assert_eq!(field(&problem), path, "{problem}");
    }
}

#[test]
fn a_row_of_the_matrix_that_is_short_or_negative_is_named() {
    let mut problem = small(json!([{"id": "A", "at": [30.0, 120.0], "minutes": 1}]));
    let mut matrix = vec![vec![1.0; 5]; 5];
    matrix[3].pop();
    problem["travel"] = json!({ "matrix_minutes": matrix });
    assert_eq!(field(&problem), "travel.matrix_minutes[3]");
    matrix[3].push(-1.0);
    problem["travel"] = json!({ "matrix_minutes": matrix });
    assert_eq!(field(&problem), "travel.matrix_minutes[3][4]");
}

#[test]
fn two_locks_that_clash_are_refused() {
    let lock = |from: &str, kind: &str| json!({"technician": "T0", kind: from});
    let clash = broken(|p| {
        p["visits"][0]["lock"] = lock("09:00", "start");
        p["visits"][2]["lock"] = lock("09:10", "start");
    });
    assert_eq!(field(&clash), "visits[2].lock");
    let both_begun = broken(|p| {
        p["visits"][0]["lock"] = lock("09:00", "started");
        p["visits"][2]["lock"] = lock("12:10", "started");
    });
    assert_eq!(field(&both_begun), "visits[2].lock");
}

#[test]
fn a_hundred_thousand_visits_are_refused_before_anything_is_planned() {
    let visit = json!({"id": "V", "at": [30.0, 120.0], "minutes": 1});
    let visits: Vec<Value> = (0..100_000)
        .map(|n| {
            let mut visit = visit.clone();
            visit["id"] = json!(format!("V{n}"));
            visit
        })
        .collect();
    let wrong = json::read(small(Value::from(visits)).to_string().as_bytes()).expect_err("too many");
    assert_eq!(wrong.field, "visits");
    assert!(wrong.words.contains(&MOST_VISITS.to_string()));
}

#[test]
fn more_pieces_than_can_be_counted_are_refused_and_a_van_may_hold_any_number() {
    let endless = u32::MAX;
    let two = |pieces: u32| {
        broken(|p| {
            p["technicians"][0]["stock"] = json!({ "LCD-X": endless });
            for visit in [0, 1] {
                p["visits"][visit]["parts"] = json!({ "LCD-X": pieces });
            }
        })
    };
    assert_eq!(field(&two(endless)), "visits[0].parts");
    common::planned(&two(100_000), &iterations(50));
}

#[test]
fn a_plan_whose_overtime_runs_past_the_second_midnight_is_read_again() {
    let visit = |id: &str| json!({"id": id, "at": [30.0, 120.0], "minutes": 1500});
    let mut problem = small(json!([visit("A"), visit("B"), visit("C")]));
    problem["technicians"].as_array_mut().expect("a list").truncate(1);
    problem["technicians"][0]["shift"] = json!(["00:00", "48:00"]);
    problem["technicians"][0]["overtime_minutes"] = json!(2880);
    let plan = common::planned(&problem, &iterations(50));
    assert_eq!(plan["routes"][0]["stops"][2]["arrive"], "50:00");
    problem["previous"] = plan.clone();
    assert_eq!(common::planned(&problem, &iterations(50))["routes"], plan["routes"]);
    problem["previous"]["routes"][0]["stops"][2]["arrive"] = json!("50:60");
    assert_eq!(field(&problem), "previous.routes[0].stops[2].arrive");
}

#[test]
fn what_is_no_text_is_refused_where_nobody_reads_it_too() {
    let mut problem = field_day(1, 2, 3);
    problem["previous"] = json!({ "routes": [], "note": "ours" });
    let mut text = problem.to_string().into_bytes();
    assert!(json::read(&text).is_ok());
    let note = text.windows(4).position(|four| four == b"ours").expect("the note");
    text[note] = 0xff;
    assert_eq!(json::read(&text).expect_err("no text").field, "problem");
}

#[test]
fn values_without_the_names_of_their_fields_are_refused() {
    let values = [
        ("visits[0].lock", broken(|p| p["visits"][0]["lock"] = json!(["T0"]))),
        ("technicians[0].breaks[0]", broken(|p| p["technicians"][0]["breaks"] = json!([[["11:00", "12:00"], 30]]))),
        ("previous", broken(|p| p["previous"] = json!([[]]))),
        ("travel", broken(|p| p["travel"] = json!([30.0]))),
    ];
    for (path, problem) in values {
        assert_eq!(field(&problem), path);
    }
}

#[test]
fn the_inspector_reads_whatever_is_put_before_it() {
    let (mut problem, plan) = (field_day(1, 3, 1), common::planned(&field_day(1, 3, 1), &iterations(50)));
    let faults = |problem: &Value, plan: &Value| aftercare_planner::check::faults(problem, plan);
    let mut late = plan.clone();
    late["routes"][0]["stops"][0]["arrive"] = json!("99999999:00");
    assert_ne!(faults(&problem, &late), [] as [String; 0]);
    problem["travel"]["speed_by_hour"] = json!([30, 30]);
    assert_ne!(faults(&problem, &plan), [] as [String; 0], "nobody gets far at no speed");
    for visit in 0..3 {
        problem["visits"][visit]["parts"] = json!({ "LCD-X": u64::MAX });
    }
    assert!(faults(&problem, &plan).iter().any(|fault| fault.contains("uses 18446744073709551615 of LCD-X")));
    assert_eq!(faults(&json!(null), &json!([])), [] as [String; 0]);
}

#[test]
fn a_fleet_of_the_benchmark_is_a_number_of_vehicles_and_what_they_hold() {
    let text =
        |fleet: &str, demand: &str| format!("R1\n\nVEHICLE\n{fleet}\n\n0 0 0 0 0 100 0\n1 3 4 {demand} 0 50 10\n");
    for (fleet, demand) in [("1e300 10", "1"), ("-1 10", "1"), ("1.5 10", "1"), ("1 -10", "1"), ("1 1e10", "1")] {
        assert!(Instance::read(&text(fleet, demand)).is_err_and(|wrong| wrong.starts_with("line 4:")), "{fleet}");
    }
    for demand in ["-1", "0.5", "1e10"] {
        assert!(Instance::read(&text("1 10", demand)).is_err_and(|wrong| wrong.starts_with("line 7:")), "{demand}");
    }
    let instance = Instance::read(&text("1 10", "3")).expect("an instance");
    let too_many = plan(&instance.problem(usize::MAX), &iterations(1)).expect_err("nobody has so many");
    assert_eq!(too_many.field, "technicians");
}

/// Values that nobody expects where they stand.
fn odd() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(Value::Null),
        Just(json!(true)),
        Just(json!(-1)),
        Just(json!(1e300)),
        Just(json!(0)),
        Just(json!("")),
        Just(json!("25:00")),
        Just(json!("99:99")),
        Just(json!([])),
        Just(json!({})),
        Just(json!([["00:00", "48:00"]])),
        Just(json!(2880)),
        Just(json!([90, 180])),
        Just(json!(["T0", "T1"])),
        Just(json!({"technician": "T1"})),
        Just(json!({"technician": "T0", "started": "17:59"})),
        Just(json!(4_294_967_295_u64)),
    ]
}

fn fields(value: &Value, path: &str, all: &mut Vec<String>) {
    match value {
        Value::Object(map) => map.iter().for_each(|(key, inner)| fields(inner, &format!("{path}/{key}"), all)),
        Value::Array(list) => {
            list.iter().enumerate().for_each(|(at, inner)| fields(inner, &format!("{path}/{at}"), all))
        }
        _ => {}
    }
    all.push(path.to_owned());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_field_may_hold_anything(seed in 0_u64..20, at in any::<prop::sample::Index>(), value in odd()) {
        let mut problem = field_day(2, 5, seed);
        let mut all = Vec::new();
        fields(&problem, "", &mut all);
        let path = &all[at.index(all.len())];
        *problem.pointer_mut(path).expect("it was there") = value;
        match json::read(problem.to_string().as_bytes()) {
            Err(wrong) => prop_assert!(!wrong.field.is_empty()),
            Ok(question) => {
                let plan = plan(&question.problem, &iterations(64)).expect("what was read is sound");
                let plan = serde_json::to_value(json::answer(&question, &plan, 0.0)).expect("JSON");
                prop_assert_eq!(aftercare_planner::check::faults(&problem, &plan), Vec::<String>::new());
            }
        }
    }

    #[test]
    fn any_bytes_are_read_without_a_panic(bytes in prop::collection::vec(any::<u8>(), 0..200), cut in any::<prop::sample::Index>()) {
        let _ = json::read(&bytes);
        let text = field_day(1, 2, 3).to_string();
        prop_assert!(json::read(&text.as_bytes()[..cut.index(text.len())]).is_err());
        let _ = Instance::read(&String::from_utf8_lossy(&bytes));
    }
}
