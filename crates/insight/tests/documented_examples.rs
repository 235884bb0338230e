//! The examples of docs/insight.md are what the functions answer.

use aftercare_insight::{FUNCTIONS, answer_line};
use serde_json::Value;

const BOOK: &str = include_str!("../../../docs/insight.md");

/// What is asked between quotes on one line and answered on the next.
fn examples() -> Vec<(&'static str, Value)> {
    let lines: Vec<&str> = BOOK.lines().collect();
    let pair = |two: &[&'static str]| {
        let question = two[0].strip_prefix("    $ echo '")?.split('\'').next()?;
        Some((question, serde_json::from_str(two[1].trim()).expect(two[1])))
    };
    lines.windows(2).filter_map(pair).collect()
}

/// The last digits may differ from one machine to another.
fn is_same(found: &Value, shown: &Value) -> bool {
    match (found, shown) {
        (Value::Number(found), Value::Number(shown)) => {
            let (found, shown) = (found.as_f64().unwrap(), shown.as_f64().unwrap());
            (found - shown).abs() <= 1e-7 * (1.0 + shown.abs())
        }
        (Value::Array(found), Value::Array(shown)) => {
            found.len() == shown.len() && found.iter().zip(shown).all(|(f, s)| is_same(f, s))
        }
        (Value::Object(found), Value::Object(shown)) => {
            found.len() == shown.len() && shown.iter().all(|(key, s)| found.get(key).is_some_and(|f| is_same(f, s)))
        }
        _ => found == shown,
    }
}

#[test]
fn every_documented_example_is_answered_as_the_book_says() {
    for (question, shown) in examples() {
        let found = answer_line(question.as_bytes());
        let answer: Value = serde_json::from_str(&found.text).unwrap();
        assert!(is_same(&answer, &shown), "{question}\ngives {answer}\nand the book says {shown}");
    }
}

#[test]
fn every_function_has_a_documented_example() {
    let asked: Vec<Value> =
        examples().iter().map(|(question, _)| serde_json::from_str(question).expect(question)).collect();
    for (name, _) in FUNCTIONS {
        assert!(asked.iter().any(|question| question["fn"] == *name), "{name} has no example");
    }
}
