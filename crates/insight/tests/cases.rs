//! Worked cases with the answers of other tools. A case names keys of the answer, what they should be and how near.

use aftercare_insight::answer_line;
use serde_json::Value;

const CASES: &str = include_str!("data/cases.jsonl");

/// `warnings_not_empty` is the one expectation that is no key of the answer.
const NEEDS_A_WARNING: &str = "warnings_not_empty";

fn is_near(found: &Value, expected: &Value, tolerance: &Value) -> bool {
    match (found, expected) {
        (Value::Number(found), Value::Number(expected)) => {
            let (found, expected) = (found.as_f64().unwrap(), expected.as_f64().unwrap());
            let allowed =
                tolerance["abs"].as_f64().unwrap_or(0.0) + tolerance["rel"].as_f64().unwrap_or(0.0) * expected.abs();
            (found - expected).abs() <= allowed
        }
        (Value::Array(found), Value::Array(expected)) => {
            found.len() == expected.len() && found.iter().zip(expected).all(|(f, e)| is_near(f, e, tolerance))
        }
        (Value::Object(found), Value::Object(expected)) => {
            expected.iter().all(|(key, e)| found.get(key).is_some_and(|f| is_near(f, e, tolerance)))
        }
        _ => found == expected,
    }
}

fn differences(case: &Value) -> Vec<String> {
    let line = serde_json::json!({ "id": case["id"], "fn": case["fn"], "in": case["in"] }).to_string();
    let answer: Value = serde_json::from_str(&answer_line(line.as_bytes()).text).unwrap();
    let out = &answer["out"];
    let expected = case["expect"].as_object().unwrap();
    let wrong = expected.iter().filter(|(key, value)| {
        if *key == NEEDS_A_WARNING {
            out["warnings"].as_array().is_none_or(Vec::is_empty)
        } else {
            !is_near(&out[key.as_str()], value, &case["tolerance"])
        }
    });
    let name = case["id"].as_str().unwrap();
    wrong
        .map(|(key, value)| format!("{name} {key}: {} is not {value}; {}", out[key.as_str()], answer["error"]))
        .collect()
}

#[test]
fn every_worked_case_is_answered_as_the_other_tools_answer_it() {
    let cases: Vec<Value> = CASES.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(cases.len(), 62);
    let wrong: Vec<String> = cases.iter().flat_map(differences).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
