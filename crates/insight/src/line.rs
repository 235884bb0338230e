//! The same functions behind lines of JSON: `{"id":…,"fn":…,"in":{…}}` in, `{"id":…,"out":{…}}` or
//! `{"id":…,"error":{"field":…,"message":…}}` out.

use std::fmt;

use serde::{
    Deserialize, Deserializer, Serialize,
    de::{DeserializeOwned, IgnoredAny, MapAccess, SeqAccess, Visitor},
};
use serde_json::{Value, json};

use crate::{
    Answer, InputError, audit, demand, input::refuse, network, quality, ranking, reliability, satisfaction, staffing,
    stock, tradein,
};

/// A longer line is refused without being read: a million numbers fit.
pub const MOST_BYTES: usize = 32 << 20;

/// From the line to what stands under `out`.
type Function = fn(&[u8]) -> Answer<Value>;

/// Every function by its name.
pub const FUNCTIONS: &[(&str, Function)] = &[
    ("demand.forecast", |line| call(line, demand::forecast)),
    ("demand.class", |line| call(line, demand::class)),
    ("demand.lead_time", |line| call(line, demand::lead_time)),
    ("stock.base", |line| call(line, stock::base)),
    ("stock.reorder_quantity", |line| call(line, stock::reorder_quantity)),
    ("stock.min_max", |line| call(line, stock::min_max)),
    ("stock.two_level", |line| call(line, stock::two_level)),
    ("stock.allocate", |line| call(line, stock::allocate)),
    ("reliability.weibull", |line| call(line, reliability::weibull)),
    ("reliability.limited_failure", |line| call(line, reliability::limited_failure)),
    ("reliability.weibayes", |line| call(line, reliability::weibayes)),
    ("reliability.kaplan_meier", |line| call(line, reliability::kaplan_meier)),
    ("reliability.nevada", |line| call(line, reliability::nevada)),
    ("staffing.erlang_b", |line| call(line, staffing::erlang_b)),
    ("staffing.erlang_c", |line| call(line, staffing::erlang_c)),
    ("staffing.erlang_a", |line| call(line, staffing::erlang_a)),
    ("staffing.agents_needed", |line| call(line, staffing::agents_needed)),
    ("staffing.forecast", |line| call(line, staffing::forecast)),
    ("satisfaction.interval", |line| call(line, satisfaction::interval)),
    ("satisfaction.nps", |line| call(line, satisfaction::nps)),
    ("satisfaction.mean", |line| call(line, satisfaction::mean)),
    ("ranking.stations", |line| call(line, ranking::stations)),
    ("ranking.rates", |line| call(line, ranking::rates)),
    ("audit.benford", |line| call(line, audit::benford)),
    ("audit.peers", |line| call(line, audit::peers)),
    ("audit.poisson", |line| call(line, audit::poisson)),
    ("audit.binomial", |line| call(line, audit::binomial)),
    ("audit.distance", |line| call(line, audit::distance)),
    ("audit.isolation", |line| call(line, audit::isolation)),
    ("quality.cusum", |line| call(line, quality::cusum)),
    ("quality.ewma", |line| call(line, quality::ewma)),
    ("quality.builds", |line| call(line, quality::builds)),
    ("tradein.regression", |line| call(line, tradein::regression)),
    ("network.p_median", |line| call(line, network::p_median)),
    ("network.max_cover", |line| call(line, network::max_cover)),
    ("network.set_cover", |line| call(line, network::set_cover)),
    ("network.capacitated", |line| call(line, network::capacitated)),
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
    let line = line.strip_prefix("\u{feff}".as_bytes()).unwrap_or(line);
    let answered = read(line).and_then(|question| {
        let function = function_of(&question);
        if let Glimpse::Said(said) = question.id {
            id = said;
        }
        function?(line)
    });
    let failed = answered.is_err();
    let line = match answered {
        Ok(out) => json!({ "id": id, "out": out }),
        Err(error) => json!({ "id": id, "error": error }),
    };
    AnsweredLine { text: line.to_string(), failed }
}

/// What is looked at before the function is known. What stands in `in` is passed over: it is read as what the function
/// wants, and would take ten times the memory in any other form.
#[derive(Deserialize)]
struct Question {
    #[serde(default)]
    id: Glimpse,
    #[serde(default, rename = "fn")]
    function: Glimpse,
    #[serde(default, rename = "in")]
    input: Glimpse,
}

#[derive(Default)]
enum Glimpse {
    #[default]
    Nothing,
    /// A text or a number.
    Said(Value),
    Object,
    Other,
}

impl<'de> Deserialize<'de> for Glimpse {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Looker)
    }
}

struct Looker;

impl<'de> Visitor<'de> for Looker {
    type Value = Glimpse;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any value")
    }

    fn visit_str<E>(self, text: &str) -> Result<Glimpse, E> {
        Ok(Glimpse::Said(text.into()))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Glimpse, E> {
        Ok(Glimpse::Said(number.into()))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Glimpse, E> {
        Ok(Glimpse::Said(number.into()))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Glimpse, E> {
        Ok(Glimpse::Said(number.into()))
    }

    fn visit_bool<E>(self, _: bool) -> Result<Glimpse, E> {
        Ok(Glimpse::Other)
    }

    fn visit_unit<E>(self) -> Result<Glimpse, E> {
        Ok(Glimpse::Other)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Glimpse, A::Error> {
        while list.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Glimpse::Other)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Glimpse, A::Error> {
        while object.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Glimpse::Object)
    }
}

fn read(line: &[u8]) -> Answer<Question> {
    if line.len() > MOST_BYTES {
        return refuse("line", format_args!("should be {MOST_BYTES} bytes at most"));
    }
    // A struct would be read from a list as well.
    if line.trim_ascii_start().first().is_some_and(|byte| *byte != b'{') {
        return refuse("line", "should be a JSON object");
    }
    serde_json::from_slice(line).map_err(|why| InputError::new("line", format_args!("should be a JSON object: {why}")))
}

fn function_of(question: &Question) -> Answer<Function> {
    let Glimpse::Said(Value::String(name)) = &question.function else {
        return refuse("fn", "should name a function, such as demand.class");
    };
    if !matches!(question.input, Glimpse::Object) {
        return refuse("in", "should be an object of the function's fields");
    }
    match FUNCTIONS.iter().find(|(known, _)| known == name) {
        Some((_, function)) => Ok(*function),
        None => refuse("fn", "names no function of insight"),
    }
}

#[derive(Deserialize)]
struct Asked<I> {
    r#in: I,
}

/// The input is read from the line itself, so that names stay in the order in which they were given.
fn call<I: DeserializeOwned, O: Serialize>(line: &[u8], function: fn(&I) -> Answer<O>) -> Answer<Value> {
    let asked: Asked<I> = match serde_json::from_slice(line) {
        Ok(asked) => asked,
        // Only a line that cannot be read is read again with an eye on where.
        Err(_) => {
            let mut reader = serde_json::Deserializer::from_slice(line);
            serde_path_to_error::deserialize(&mut reader).map_err(unreadable)?
        }
    };
    let out = serde_json::to_value(function(&asked.r#in)?)
        .map_err(|why| InputError::new("in", format_args!("gives an answer that cannot be written: {why}")))?;
    match lost_number(&out) {
        Some(key) => refuse("in", format_args!("holds numbers too far apart to compute {key}")),
        None => Ok(out),
    }
}

/// The path of the field, also when what is wrong is that it is not there.
fn unreadable(error: serde_path_to_error::Error<serde_json::Error>) -> InputError {
    let path = error.path().to_string();
    let path = path.strip_prefix("in").map_or("", |path| path.trim_start_matches('.')).to_owned();
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
            (r#"{"fn":"demand.class","in":{"y":[1,1e999]}}"#, "y[1]"),
            (r#"{"id":[[1]],"fn":{},"in":{}}"#, "fn"),
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
    fn names_stay_in_their_order_and_stand_once() {
        let peers = |values: &str| answered(&format!(r#"{{"fn":"audit.peers","in":{{"values":{{{values}}}}}}}"#));
        let flagged = peers(r#""z":90,"a":1,"b":2,"c":3,"d":2,"e":-90"#)["out"]["flagged"].clone();
        assert_eq!(flagged, json!(["z", "e"]));
        assert_eq!(peers(r#""a":1,"a":2"#)["error"]["field"], "values");
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
