//! Damaged texts of law: each is read, or refused with its file, the key that is wrong and what it should be; and what
//! was read never breaks a question.

use crate::kit::day;
use aftercare_domain::warranty::{Facts, RegimeError, Regimes, decide};
use aftercare_kernel::BusinessCalendar;
use proptest::prelude::*;
use serde_json::{Map, Value, json};
use std::{collections::BTreeMap, fs, sync::LazyLock};

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../regimes");

/// Every text in the repository by the name of its file.
static TEXTS: LazyLock<BTreeMap<String, String>> = LazyLock::new(|| {
    let entries = fs::read_dir(FOLDER).expect("regimes").map(|entry| entry.expect("a file").path());
    let texts = entries.filter(|path| path.extension().is_some_and(|ending| ending == "toml")).map(|path| {
        let name = path.file_stem().and_then(|name| name.to_str()).expect("a name").to_owned();
        (name, fs::read_to_string(&path).expect("a text"))
    });
    texts.collect()
});

fn nth_text(index: usize) -> (&'static str, &'static str) {
    let (name, text) = TEXTS.iter().nth(index % TEXTS.len()).expect("a text");
    (name, text)
}

/// The text as a table. Rules of a place stand over the first of their texts only, which is then loaded with them.
fn table(text: &str) -> (Value, Option<&'static str>) {
    let mut table: Value = toml::from_str(text).expect("TOML");
    let first = table.get("over").and_then(|over| over[0].as_str()).map(str::to_owned);
    let Some(first) = first else { return (table, None) };
    table["over"] = json!([first]);
    (table, TEXTS.get(&first).map(String::as_str))
}

/// The way to a value: names of keys and places in lists.
type Path = Vec<Result<String, usize>>;

fn paths(value: &Value, path: Path, all: &mut Vec<Path>) {
    let mut deeper = |step, inner: &Value| paths(inner, [path.clone(), vec![step]].concat(), all);
    match value {
        Value::Object(table) => table.iter().for_each(|(key, inner)| deeper(Ok(key.clone()), inner)),
        Value::Array(list) => list.iter().enumerate().for_each(|(index, inner)| deeper(Err(index), inner)),
        _ => {}
    }
    if !path.is_empty() {
        all.push(path);
    }
}

/// Puts another value in its place, or takes it away.
fn put(table: &mut Value, path: &[Result<String, usize>], instead: Option<&Value>) {
    let Some((last, way)) = path.split_last() else { return };
    let parent = way.iter().fold(table, |value, step| match step {
        Ok(key) => &mut value[key.as_str()],
        Err(index) => &mut value[*index],
    });
    match (last, instead) {
        (Ok(key), Some(instead)) => parent[key.as_str()] = instead.clone(),
        (Err(index), Some(instead)) => parent[*index] = instead.clone(),
        (Ok(key), None) => drop(parent.as_object_mut().and_then(|table| table.remove(key))),
        (Err(index), None) => drop(parent.as_array_mut().map(|list| list.remove(*index))),
    }
}

/// Whatever TOML can hold.
fn anything() -> impl Strategy<Value = Value> {
    let words = [
        "",
        "0",
        "unknown",
        "full",
        "any",
        "CN",
        "repair",
        "refund",
        "whole",
        "accessory",
        "listed",
        "defect",
        "none",
        "+14:00",
        "-14:59",
        "99:99",
        "2024-02-30",
        "9999-12-31",
        "1980-01-01",
        "0.005",
        "1",
        "1e9",
    ];
    let numbers = [0, 1, 100, 600, 3660, 10_000_000, -1, i64::MIN, i64::MAX, 4_294_967_296];
    let leaf = prop_oneof![
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        prop::sample::select(numbers.to_vec()).prop_map(Value::from),
        prop::num::f64::NORMAL.prop_map(Value::from),
        ".{0,30}".prop_map(Value::from),
        prop::sample::select(words.to_vec()).prop_map(Value::from),
        Just(json!("x".repeat(10_000))),
        Just(json!({"ref": "art 1", "provenance": "full"})),
    ];
    leaf.prop_recursive(3, 12, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::btree_map("[a-z_]{1,8}", inner, 0..4)
                .prop_map(|table| Value::Object(table.into_iter().collect::<Map<_, _>>())),
        ]
    })
}

/// Questions to whatever was read: none breaks on rules that nobody would write.
fn questions(regimes: &Regimes) {
    for regime in regimes.iter() {
        let names = regime.parts.keys().map(|name| json!(name)).chain([json!(null)]);
        for part in names.take(4) {
            let facts = json!({
                "regime": regime.id, "category": regime.categories.first(), "part": part, "region": "CN-ZJ",
                "country": regime.country, "channel": "distance", "price": "3000.00", "standalone_price": "99.00",
                "sold_on": "2199-12-01", "delivered_on": "2199-12-02", "contract_on": "2199-12-01",
                "documents": ["invoice", "voucher"], "mileage_km": 10_000_000, "part_exchanges": 1000,
                "repairs": [{"in": "2199-12-03", "out": "2199-12-05", "code": "knock", "outcome": "recurred"}],
                "open_repair": {"in": "2199-12-10T23:30:00-12:00", "waiting_on": "repairer"},
                "fault": {"cause": "defect", "code": "knock", "listed": true, "found_on": "2199-12-20"},
                "same_model_in_stock": true, "repaired_as_remedy_on": "2199-12-05",
            });
            let facts = Facts::read(&facts).expect("facts");
            // An answer or a refusal: what the rules make of it is theirs.
            drop(decide(regimes, &facts, day("2199-12-31"), &BusinessCalendar::china()));
        }
    }
}

/// Names the file, and for a value its key and what it should be.
fn tells_what_is_wrong(wrong: &RegimeError) -> bool {
    let message = wrong.to_string();
    match wrong {
        RegimeError::None => message == "no regime was given",
        RegimeError::NotToml { message: why, .. } => message.starts_with("noise.toml: not TOML: ") && !why.is_empty(),
        RegimeError::Twice { id, .. } => message.starts_with("noise.toml: ") && message.contains(id.as_str()),
        RegimeError::Value { wrong, .. } => {
            let said = wrong.wrong.to_string();
            let instructive = ["should", "is needed", "the fields are", "is in force"].iter().any(|w| said.contains(w));
            message == format!("noise.toml: {} {said}", wrong.field) && !wrong.field.is_empty() && instructive
        }
    }
}

fn outermost(path: &[Result<String, usize>]) -> &str {
    path[0].as_deref().expect("a table")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_value_of_any_text_may_be_anything(which in any::<usize>(), at in any::<usize>(), instead in prop::option::weighted(0.9, anything())) {
        let (mut table, under) = table(nth_text(which).1);
        let mut all = Vec::new();
        paths(&table, Vec::new(), &mut all);
        let path = &all[at % all.len()];
        put(&mut table, path, instead.as_ref());
        let text = toml::to_string(&table).expect("TOML");
        let files = [("noise.toml", text.as_str())].into_iter().chain(under.map(|text| ("under.toml", text)));
        match Regimes::load(files) {
            Ok(regimes) => questions(&regimes),
            Err(wrong) => {
                prop_assert!(tells_what_is_wrong(&wrong), "{wrong}");
                // Without `over` it is no text of a place, and any of its keys may be the wrong one.
                if let RegimeError::Value { wrong, .. } = &wrong && outermost(path) != "over" {
                    prop_assert!(wrong.field.starts_with(outermost(path)), "{wrong} after a change of {path:?}");
                }
            }
        }
    }

    #[test]
    fn any_bytes_are_a_text_or_are_refused(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let wrong = Regimes::load([("noise.toml", String::from_utf8_lossy(&bytes))]).expect_err("no text of law");
        prop_assert!(tells_what_is_wrong(&wrong), "{wrong}");
    }

    #[test]
    fn bytes_written_over_a_text_are_read_or_refused(which in any::<usize>(), at in any::<usize>(), bytes in prop::collection::vec(any::<u8>(), 1..20), cut in any::<bool>()) {
        let mut damaged = nth_text(which).1.as_bytes().to_vec();
        let at = at % damaged.len();
        let until = if cut { damaged.len() } else { damaged.len().min(at + bytes.len()) };
        damaged.splice(at..until, bytes);
        match Regimes::load([("noise.toml", String::from_utf8_lossy(&damaged))]) {
            Ok(regimes) => questions(&regimes),
            Err(wrong) => prop_assert!(tells_what_is_wrong(&wrong), "{wrong}"),
        }
    }
}

#[test]
fn every_key_of_every_text_is_known_and_every_text_is_built_in() {
    let regimes = Regimes::load(TEXTS.iter()).expect("all texts");
    assert_eq!(Ok(regimes), Regimes::builtin());
}
