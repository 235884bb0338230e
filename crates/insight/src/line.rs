//! The same functions behind lines of JSON: `{"id":…,"fn":…,"in":{…}}` in, `{"id":…,"out":{…}}` or
//! `{"id":…,"error":{"field":…,"message":…}}` out.

use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Value, json};

use crate::{
    Answer, InputError, audit, demand, input::refuse, network, quality, ranking, reliability, satisfaction, staffing,
    stock, tradein,
};

/// A longer line is refused without being read: a million numbers fit.
pub const MOST_BYTES: usize = 32 << 20;

type Function = fn(Value) -> Answer<Value>;

/// Every function by its name.
pub const FUNCTIONS: &[(&str, Function)] = &[
    ("demand.forecast", |asked| call(asked, demand::forecast)),
    ("demand.class", |asked| call(asked, demand::class)),
    ("demand.lead_time", |asked| call(asked, demand::lead_time)),
    ("stock.base", |asked| call(asked, stock::base)),
    ("stock.reorder_quantity", |asked| call(asked, stock::reorder_quantity)),
    ("stock.min_max", |asked| call(asked, stock::min_max)),
    ("stock.two_level", |asked| call(asked, stock::two_level)),
    ("stock.allocate", |asked| call(asked, stock::allocate)),
    ("reliability.weibull", |asked| call(asked, reliability::weibull)),
    ("reliability.limited_failure", |asked| call(asked, reliability::limited_failure)),
    ("reliability.weibayes", |asked| call(asked, reliability::weibayes)),
    ("reliability.kaplan_meier", |asked| call(asked, reliability::kaplan_meier)),
    ("reliability.nevada", |asked| call(asked, reliability::nevada)),
    ("staffing.erlang_b", |asked| call(asked, staffing::erlang_b)),
    ("staffing.erlang_c", |asked| call(asked, staffing::erlang_c)),
    ("staffing.erlang_a", |asked| call(asked, staffing::erlang_a)),
    ("staffing.agents_needed", |asked| call(asked, staffing::agents_needed)),
    ("staffing.forecast", |asked| call(asked, staffing::forecast)),
    ("satisfaction.interval", |asked| call(asked, satisfaction::interval)),
    ("satisfaction.nps", |asked| call(asked, satisfaction::nps)),
    ("satisfaction.mean", |asked| call(asked, satisfaction::mean)),
    ("ranking.stations", |asked| call(asked, ranking::stations)),
    ("ranking.rates", |asked| call(asked, ranking::rates)),
    ("audit.benford", |asked| call(asked, audit::benford)),
    ("audit.peers", |asked| call(asked, audit::peers)),
    ("audit.poisson", |asked| call(asked, audit::poisson)),
    ("audit.binomial", |asked| call(asked, audit::binomial)),
    ("audit.distance", |asked| call(asked, audit::distance)),
    ("audit.isolation", |asked| call(asked, audit::isolation)),
    ("quality.cusum", |asked| call(asked, quality::cusum)),
    ("quality.ewma", |asked| call(asked, quality::ewma)),
    ("quality.builds", |asked| call(asked, quality::builds)),
    ("tradein.regression", |asked| call(asked, tradein::regression)),
    ("network.p_median", |asked| call(asked, network::p_median)),
    ("network.max_cover", |asked| call(asked, network::max_cover)),
    ("network.set_cover", |asked| call(asked, network::set_cover)),
    ("network.capacitated", |asked| call(asked, network::capacitated)),
];

/// Keys of an answer that may be null because there is no such thing, not because a number was lost.
const MAY_BE_MISSING: &[&str] = &["signal", "cusum_first", "median", "eta", "se_beta", "se_eta"];

/// One line of the answer.
#[derive(Debug, Clone, PartialEq)]
pub struct AnsweredLine {
    /// JSON without a line end.
    pub text: String,
    /// Whether the question could not be answered.
    pub failed: bool,
}

/// Answers one line, whatever stands in it.
pub fn answer_line(line: &[u8]) -> AnsweredLine {
    let mut id = Value::Null;
    let answered = read(line).and_then(|mut question| {
        id = question.get("id").filter(|id| id.is_string() || id.is_number()).cloned().unwrap_or_default();
        answer(&mut question)
    });
    let failed = answered.is_err();
    let line = match answered {
        Ok(out) => json!({ "id": id, "out": out }),
        Err(error) => json!({ "id": id, "error": error }),
    };
    AnsweredLine { text: line.to_string(), failed }
}

fn read(line: &[u8]) -> Answer<Value> {
    let line = line.strip_prefix("\u{feff}".as_bytes()).unwrap_or(line);
    if line.len() > MOST_BYTES {
        return refuse("line", format_args!("should be {MOST_BYTES} bytes at most"));
    }
    let question: Value = serde_json::from_slice(line)
        .map_err(|why| InputError::new("line", format_args!("should be a JSON object: {why}")))?;
    if question.is_object() { Ok(question) } else { refuse("line", "should be a JSON object") }
}

fn answer(question: &mut Value) -> Answer<Value> {
    let Some(name) = question.get("fn").and_then(Value::as_str) else {
        return refuse("fn", "should name a function, such as demand.class");
    };
    let Some((_, function)) = FUNCTIONS.iter().find(|(known, _)| *known == name) else {
        return refuse("fn", "names no function of insight");
    };
    match question.get_mut("in") {
        Some(asked) if asked.is_object() => function(asked.take()),
        _ => refuse("in", "should be an object of the function's fields"),
    }
}

fn call<I: DeserializeOwned, O: Serialize>(asked: Value, function: fn(&I) -> Answer<O>) -> Answer<Value> {
    let input: I = serde_path_to_error::deserialize(asked).map_err(unreadable)?;
    let out = serde_json::to_value(function(&input)?)
        .map_err(|why| InputError::new("in", format_args!("gives an answer that cannot be written: {why}")))?;
    match lost_number(&out) {
        Some(key) => refuse("in", format_args!("holds numbers too far apart to compute {key}")),
        None => Ok(out),
    }
}

/// The path of the field, also when what is wrong is that it is not there.
fn unreadable(error: serde_path_to_error::Error<serde_json::Error>) -> InputError {
    let path = error.path().to_string();
    let path = if path == "." { String::new() } else { path };
    let why = error.into_inner().to_string();
    match why.strip_prefix("missing field `").and_then(|rest| rest.split('`').next()) {
        Some(missing) if path.is_empty() => InputError::new(missing, "is missing"),
        Some(missing) => InputError::new(format!("{path}.{missing}"), "is missing"),
        None if path.is_empty() => InputError::new("in", format_args!("cannot be read: {why}")),
        None => InputError::new(path, format_args!("cannot be read: {why}")),
    }
}

/// A number that is not finite is written as null; this finds one.
fn lost_number(out: &Value) -> Option<&str> {
    match out {
        Value::Object(map) => map.iter().find_map(|(key, value)| {
            let lost = value.is_null() && !MAY_BE_MISSING.contains(&key.as_str());
            if lost {
                Some(key.as_str())
            } else {
                lost_number(value).map(|inner| if inner.is_empty() { key } else { inner })
            }
        }),
        Value::Array(values) => {
            values.iter().find_map(|value| if value.is_null() { Some("") } else { lost_number(value) })
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answered(line: &str) -> Value {
        serde_json::from_str(&answer_line(line.as_bytes()).text).expect("JSON")
    }

    #[test]
    fn a_question_is_answered_under_its_id() {
        let line = r#"{"id":7,"fn":"staffing.erlang_b","in":{"load":0.0,"lines":3}}"#;
        assert_eq!(answered(line), json!({ "id": 7, "out": { "blocking": 0.0 } }));
    }

    #[test]
    fn what_is_wrong_is_named_by_its_field() {
        for (line, field) in [
            ("", "line"),
            ("[1]", "line"),
            ("{\"id\":1,", "line"),
            (r#"{"id":1}"#, "fn"),
            (r#"{"fn":3,"in":{}}"#, "fn"),
            (r#"{"fn":"demand.clas","in":{}}"#, "fn"),
            (r#"{"fn":"demand.class"}"#, "in"),
            (r#"{"fn":"demand.class","in":[]}"#, "in"),
            (r#"{"fn":"demand.class","in":{}}"#, "y"),
            (r#"{"fn":"demand.class","in":{"y":"soon"}}"#, "y"),
            (r#"{"fn":"demand.class","in":{"y":[1,null]}}"#, "y[1]"),
            (r#"{"fn":"demand.class","in":{"y":[1,1e999]}}"#, "line"),
            (r#"{"fn":"demand.class","in":{"y":[1,-1]}}"#, "y[1]"),
            (
                r#"{"fn":"tradein.regression","in":{"list_price":1,"sales":[{"age":1}],"age":1,"grade":"A"}}"#,
                "sales[0].grade",
            ),
        ] {
            let error = &answered(line)["error"];
            assert_eq!(error["field"], field, "{line} gave {error}");
            assert!(error["message"].as_str().is_some_and(|message| message.starts_with(field)));
        }
    }

    #[test]
    fn a_lost_number_is_found_and_a_missing_thing_is_not_one() {
        assert_eq!(lost_number(&json!({ "signal": null, "upper": [1.0] })), None);
        assert_eq!(lost_number(&json!({ "signal": null, "upper": [1.0, null] })), Some("upper"));
        assert_eq!(lost_number(&json!({ "a": { "rate": null } })), Some("rate"));
    }

    #[test]
    fn a_line_that_is_too_long_is_not_read() {
        let line = vec![b' '; MOST_BYTES + 1];
        assert!(answer_line(&line).text.contains("bytes at most"));
    }
}
