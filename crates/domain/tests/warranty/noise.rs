//! Damaged input: whatever comes in, the reader answers or names what is wrong, and nothing breaks.

use crate::kit::{REGIMES, day};
use aftercare_domain::warranty::{Facts, Regimes, decide};
use aftercare_kernel::BusinessCalendar;
use proptest::prelude::*;
use serde_json::{Value, json};

const CASES: &str = include_str!("../data/warranty.cases.jsonl");
const CARS: &str = include_str!("../../../../regimes/cn.car.2021.toml");
const GOODS: &str = include_str!("../../../../regimes/cn.general18.1995.toml");
const ZHEJIANG: &str = include_str!("../../../../regimes/cn.region.zhejiang.toml");

const FIELDS: [&str; 14] = [
    "regime",
    "part",
    "price",
    "sold_on",
    "delivered_on",
    "made_on",
    "exchanged_on",
    "documents",
    "fault",
    "repairs",
    "open_repair",
    "mileage_km",
    "as_of",
    "promises",
];

fn noise() -> impl Strategy<Value = Value> {
    let dates = ["1980-01-01", "2026-02-29", "2199-12-31", "9999-99-99", "", "2024-02-29"];
    prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        ".{0,20}".prop_map(Value::from),
        (0..dates.len()).prop_map(move |index| json!(dates[index])),
        prop::collection::vec(any::<u8>(), 0..4).prop_map(|list| json!(list)),
        Just(json!({"in": "1980-01-01", "out": "2199-12-31"})),
        Just(json!([{"in": "1980-01-01", "out": "2199-12-31", "excluded_days": 10000}])),
        Just(json!({"found_on": "2199-12-31", "cause": "wear"})),
        Just(json!([{"remedy": "refund", "days": 36600}])),
    ]
}

fn case(index: usize) -> Value {
    let line = CASES.lines().nth(index % CASES.lines().count()).expect("a line");
    let case: Value = serde_json::from_str(line).expect("a case");
    case["facts"].clone()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn damaged_facts_are_decided_or_refused_with_their_field(index in any::<usize>(), changes in prop::collection::vec((0..FIELDS.len(), noise()), 1..4)) {
        let mut facts = case(index);
        for (field, value) in changes {
            facts[FIELDS[field]] = value;
        }
        let answer = Facts::read(&facts).and_then(|facts| decide(&REGIMES, &facts, day("2026-11-30"), &BusinessCalendar::china()));
        if let Err(wrong) = answer {
            let outermost = wrong.field.split(['.', '[']).next().unwrap_or_default();
            prop_assert!(facts.get(outermost).is_some() || ["country", "category", "fault"].contains(&outermost), "{wrong}");
        }
    }

    #[test]
    fn a_damaged_text_of_law_is_read_or_refused_with_its_file(which in 0usize..3, line in any::<usize>(), swap in any::<usize>(), value in "[ -~]{0,12}") {
        let text = [CARS, GOODS, ZHEJIANG][which];
        let mut lines: Vec<&str> = text.lines().collect();
        let (line, swap) = (line % lines.len(), swap % lines.len());
        lines[line] = &value;
        lines.swap(line, swap);
        if let Err(wrong) = Regimes::load([("noise.toml", lines.join("\n"))]) {
            let message = wrong.to_string();
            prop_assert!(message.starts_with("noise.toml: ") || message == "no regime was given", "{message}");
        }
    }
}
