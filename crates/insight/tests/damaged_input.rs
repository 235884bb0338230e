//! Whatever stands in a line, there is one answer: JSON, with an answer or the field that is wrong, and no number lost.

use aftercare_insight::{FUNCTIONS, answer_line};
use proptest::prelude::*;
use serde_json::{Value, json};

const CASES: &str = include_str!("data/cases.jsonl");

fn questions() -> Vec<Value> {
    let read = |line: &str| -> Value {
        let case: Value = serde_json::from_str(line).unwrap();
        json!({ "id": case["id"], "fn": case["fn"], "in": case["in"] })
    };
    let mut questions: Vec<Value> = CASES.lines().map(read).collect();
    questions.extend([
        json!({"id": 1, "fn": "demand.lead_time", "in": {"y": [0, 2, 1], "lead_periods": 3, "service": [0.9, 0.99]}}),
        json!({"id": 2, "fn": "demand.forecast", "in": {"y": [0, 2, 0, 0, 1, 3, 0, 0, 2, 0, 0, 1, 0, 0, 4, 0], "method": "auto"}}),
        json!({"id": 3, "fn": "ranking.stations", "in": {"stations": [{"id": "a", "satisfied": 3, "n": 9}, {"id": "b", "satisfied": 8, "n": 9}]}}),
        json!({"id": 4, "fn": "audit.peers", "in": {"values": {"a": 1.0, "b": 2.0, "c": 90.0}}}),
        json!({"id": 5, "fn": "audit.isolation", "in": {"points": [[1, 2], [2, 1], [9, 9]], "trees": 5, "sample": 4, "seed": 1}}),
        json!({"id": 6, "fn": "quality.ewma", "in": {"x": [1, 2, 3], "lambda": 0.2, "target": 2, "sigma": 1, "width": 2.7}}),
    ]);
    questions
}

/// Numbers, texts and shapes that nobody should send.
fn nasty() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(json!(null)),
        Just(json!(-1)),
        Just(json!(0)),
        Just(json!(0.5)),
        Just(json!(1)),
        Just(json!(1e-300)),
        Just(json!(1e-9)),
        Just(json!(1e6)),
        Just(json!(1e12)),
        Just(json!(1e300)),
        Just(json!(-1e308)),
        Just(json!(u64::MAX)),
        Just(json!(i64::MIN)),
        Just(json!("soon")),
        Just(json!("")),
        Just(json!(true)),
        Just(json!([])),
        Just(json!({})),
        Just(json!([[0, 0]])),
        Just(json!([1, 2, 3])),
        any::<f64>().prop_map(|number| json!(number)),
        any::<i64>().prop_map(|number| json!(number)),
    ]
}

/// Puts `nasty` where a walk of `steps` through lists and objects ends.
fn spoil(value: &mut Value, steps: &[usize], nasty: &Value) {
    let next = match (value, steps) {
        (Value::Array(list), [step, ..]) if !list.is_empty() => {
            let at = step % list.len();
            list.get_mut(at)
        }
        (Value::Object(map), [step, ..]) if !map.is_empty() => {
            let at = step % map.len();
            map.values_mut().nth(at)
        }
        (here, _) => {
            *here = nasty.clone();
            None
        }
    };
    if let Some(next) = next {
        if steps.len() == 1 { *next = nasty.clone() } else { spoil(next, &steps[1..], nasty) }
    }
}

fn holds(line: &str) -> Result<(), TestCaseError> {
    let answer = answer_line(line.as_bytes());
    let value: Value =
        serde_json::from_str(&answer.text).map_err(|why| TestCaseError::fail(format!("{why}: {line}")))?;
    let error = &value["error"];
    prop_assert_eq!(answer.failed, error.is_object());
    if answer.failed {
        let (field, message) = (error["field"].as_str().unwrap_or(""), error["message"].as_str().unwrap_or(""));
        prop_assert!(!field.is_empty() && message.starts_with(field), "{}", error);
    } else {
        prop_assert!(value["out"].is_object());
    }
    Ok(())
}

#[test]
fn what_would_take_minutes_is_refused_at_once() {
    let station = |id: usize| json!({ "id": id.to_string(), "satisfied": 7, "n": 1_000_000_000 });
    let build = |id: usize| id.to_string();
    let table = [
        ("ranking.stations", json!({ "stations": (0..2000).map(station).collect::<Vec<_>>() }), "stations"),
        ("ranking.rates", json!({ "observed": vec![1_000_000_000; 1000], "expected": vec![1e9; 1000] }), "observed"),
        (
            "audit.poisson",
            json!({ "observed": vec![1_000_000_000; 1000], "expected": vec![1e9; 1000], "fdr": 0.1 }),
            "observed",
        ),
        (
            "quality.builds",
            json!({
                "build": (0..1000).map(build).collect::<Vec<_>>(), "units": vec![1e9; 1000],
                "failures": vec![1_000_000_000; 1000], "baseline": 9, "ratio": 2, "h": 5
            }),
            "failures",
        ),
        (
            "audit.isolation",
            json!({ "points": vec![vec![1.0; 100]; 1000], "trees": 2000, "sample": 1000, "seed": 1 }),
            "trees",
        ),
        (
            "audit.isolation",
            json!({ "points": vec![vec![1.0; 100]; 20_001], "trees": 1, "sample": 8, "seed": 1 }),
            "points",
        ),
    ];
    for (function, input, field) in table {
        let line = json!({ "id": 1, "fn": function, "in": input }).to_string();
        let answer: Value = serde_json::from_str(&answer_line(line.as_bytes()).text).unwrap();
        assert_eq!(answer["error"]["field"], field, "{function}");
    }
}

#[test]
fn each_function_has_a_question_here() {
    let asked: Vec<String> = questions().iter().map(|question| question["fn"].as_str().unwrap().to_owned()).collect();
    for (name, _) in FUNCTIONS {
        assert!(asked.iter().any(|asked| asked == name), "{name}");
    }
}

#[test]
fn a_field_left_out_is_named_or_not_needed() {
    for question in questions() {
        let fields: Vec<String> = question["in"].as_object().unwrap().keys().cloned().collect();
        for field in fields {
            let mut without = question.clone();
            without["in"].as_object_mut().unwrap().remove(&field);
            let answer: Value = serde_json::from_str(&answer_line(without.to_string().as_bytes()).text).unwrap();
            let error = &answer["error"];
            let names_it = error["field"].as_str().is_some_and(|named| named == field || field.starts_with(named));
            let other_list = ["failures", "units", "returned"].contains(&error["field"].as_str().unwrap_or(""));
            assert!(error.is_null() || names_it || other_list, "{field} of {}: {error}", question["fn"]);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    #[test]
    fn spoilt_questions_are_answered_or_refused_by_field(which in 0usize..1000, steps in prop::collection::vec(0usize..400, 1..5), nasty in nasty()) {
        let questions = questions();
        let mut question = questions[which % questions.len()].clone();
        spoil(&mut question["in"], &steps, &nasty);
        holds(&question.to_string())?;
    }

    #[test]
    fn lines_cut_off_or_with_bytes_changed_do_no_harm(which in 0usize..1000, cut in 0.0f64..1.0, at in 0.0f64..1.0, byte in any::<u8>()) {
        let questions = questions();
        let mut line = questions[which % questions.len()].to_string().into_bytes();
        let place = (at * line.len() as f64) as usize % line.len();
        line[place] = byte;
        line.truncate((cut * line.len() as f64) as usize + 1);
        let answer = answer_line(&line);
        prop_assert!(serde_json::from_str::<Value>(&answer.text).is_ok());
    }

    #[test]
    fn bytes_at_random_do_no_harm(line in prop::collection::vec(any::<u8>(), 0..200)) {
        let answer = answer_line(&line);
        prop_assert!(answer.failed && serde_json::from_str::<Value>(&answer.text).is_ok());
    }
}
