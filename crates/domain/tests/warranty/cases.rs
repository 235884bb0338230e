//! Worked cases with their expected answers: each remedy that must be offered is, none that must not be.

use crate::kit::REGIMES;
use aftercare_domain::warranty::{Decision, Facts, Remedy, decide};
use aftercare_kernel::{BusinessCalendar, Date};
use serde_json::Value;

const CASES: &str = include_str!("../data/warranty.cases.jsonl");

fn cases() -> Vec<Value> {
    CASES.lines().map(|line| serde_json::from_str(line).expect("a case")).collect()
}

fn decided(case: &Value) -> Decision {
    let facts = Facts::read(&case["facts"]).expect("facts");
    decide(&REGIMES, &facts, Date::constant(2026, 7, 1), &BusinessCalendar::china()).expect("a decision")
}

#[test]
fn every_worked_case_has_its_expected_answer() {
    assert_eq!(cases().len(), 34);
    for case in cases() {
        let decision = serde_json::to_value(decided(&case)).expect("json");
        for (key, expected) in case["expect"].as_object().expect("expectations") {
            assert!(meets(&decision, key, expected), "{key} {expected} of {}: {decision:#}", case["facts"]["id"]);
        }
    }
}

fn meets(decision: &Value, key: &str, expected: &Value) -> bool {
    let refund =
        remedies(decision).find(|offer| ["refund", "return_without_reason"].iter().any(|r| offer["remedy"] == *r));
    let amount = |field: &str| refund.map(|offer| &offer["amount"][field]) == Some(expected);
    let offered = |remedy: &Value| remedies(decision).any(|offer| offer["remedy"] == *remedy);
    let each = |holds: &dyn Fn(&Value) -> bool| expected.as_array().expect("a list").iter().all(holds);
    match key {
        "remedies" => each(&|remedy| offered(remedy)),
        "refused" => each(&|remedy| !offered(remedy)),
        "in_term" => decision["term"]["in_term"] == *expected,
        "term_start" => decision["term"]["start"] == *expected,
        "term_end" => decision["term"]["end"] == *expected,
        "refund_pays" => amount("pays"),
        "refund_deduction" => amount("deduction"),
        "refund_days" => amount("days"),
        "burden_of_proof" => decision["burden_of_proof"] == *expected,
        "flag" => decision["flags"].as_array().expect("flags").contains(expected),
        "loaner_due" => decision["loaner"]["due"] == *expected,
        other => panic!("no check for {other}"),
    }
}

fn remedies(decision: &Value) -> impl Iterator<Item = &Value> {
    decision["remedies"].as_array().expect("remedies").iter()
}

#[test]
fn facts_and_decisions_read_back_as_they_were_written() {
    for case in cases() {
        let facts = Facts::read(&case["facts"]).expect("facts");
        let written = serde_json::to_value(&facts).expect("json");
        assert_eq!(serde_json::from_value::<Facts>(written).expect("facts"), facts);
        let decision = decided(&case);
        let written = serde_json::to_string(&decision).expect("json");
        assert_eq!(serde_json::from_str::<Decision>(&written).expect("a decision"), decision);
    }
}

#[test]
fn a_decision_has_the_contract_s_form() {
    let decided = cases().iter().map(decided).find(|decision| decision.id.as_deref() == Some("M10")).expect("M10");
    let json = serde_json::to_value(&decided).expect("json");
    assert_eq!(json["term"]["start"], "2023-09-12");
    assert_eq!(json["term"]["end"], "2024-09-26");
    assert_eq!(json["term"]["extended_days"], 14);
    let refund = serde_json::to_value(decided.offers(Remedy::Refund)).expect("json");
    assert_eq!(refund["until"], Value::Null);
    assert_eq!(refund["amount"]["rate"], "0.005");
    assert_eq!(refund["article"]["regime"], "cn.mobile.2001");
    assert_eq!(refund["why"]["zh-CN"], "符合换货条件而要求退货：3000.00元×0.5%×161日＝折旧费2415.00元，退还585.00元。");
    assert_eq!(json["loaner"], serde_json::json!({"due": false, "from": null}));
    assert_eq!(json["clocks"][0]["what"], "deemed_refusal");
    assert_eq!(json["clocks"][0]["due"], "2024-03-20");
    assert!(json["rules_version"].as_str().is_some_and(|version| version.starts_with("2-") && version.len() == 10));
}
