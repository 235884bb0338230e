//! A line for `aftercare insight`: one answer, in JSON, with an answer or the field that is wrong, and no number lost.
#![no_main]

use aftercare_fuzz::{change, read_json, write_json};
use aftercare_insight::answer_line;
use libfuzzer_sys::{fuzz_mutator, fuzz_target};
use serde_json::Value;

/// Keys of an answer that are null when there is no such thing.
const MAY_BE_MISSING: [&str; 6] = ["signal", "cusum_first", "median", "eta", "se_beta", "se_eta"];

fuzz_target!(|line: &[u8]| {
    let answer = answer_line(line);
    let value: Value = serde_json::from_str(&answer.text).expect("JSON");
    if answer.failed {
        let error = &value["error"];
        let (field, message) = (error["field"].as_str().unwrap_or(""), error["message"].as_str().unwrap_or(""));
        assert!(!field.is_empty() && message.starts_with(field), "{error}");
        assert!(answer.text.len() < 4000 + line.len(), "a longer error than the question: {error}");
    } else {
        assert!(value["out"].is_object() && value["error"].is_null(), "{value}");
        no_number_is_lost("out", &value["out"]);
    }
});

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    change(data, size, max_size, seed, read_json, write_json)
});

/// What is not finite is written as null.
fn no_number_is_lost(key: &str, value: &Value) {
    match value {
        Value::Null => assert!(MAY_BE_MISSING.contains(&key), "{key} was lost"),
        Value::Array(entries) => entries.iter().for_each(|entry| no_number_is_lost("", entry)),
        Value::Object(fields) => fields.iter().for_each(|(key, field)| no_number_is_lost(key, field)),
        _ => {}
    }
}
