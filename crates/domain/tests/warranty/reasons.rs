//! Why a remedy is not open: of several reasons the one that is nearest to opening it.

use crate::kit::{car, decided, goods, in_europe, offered, phone};
use aftercare_domain::warranty::{Remedy, Text};
use serde_json::{Value, json};

fn why_not(facts: &Value, remedy: Remedy) -> Text {
    let decision = decided(facts);
    let refused = decision.refuses(remedy).unwrap_or_else(|| panic!("{remedy} is not refused: {facts}"));
    refused.why.clone()
}

#[test]
fn without_a_repair_the_reason_is_the_window_and_with_one_the_number_of_repairs() {
    let once = json!([{"in": "2026-04-01", "out": "2026-04-04", "outcome": "recurred"}]);
    for (repairs, why) in [
        (json!([]), "The first 15 days ended on 17 March 2026."),
        (once, "It follows after 2 failed repairs; finished so far: 1."),
    ] {
        let facts = phone(json!({"repairs": repairs, "fault": {"found_on": "2026-05-20"}}));
        assert_eq!(why_not(&facts, Remedy::ExchangeMainUnit).en, why, "{repairs}");
    }
}

#[test]
fn where_no_window_was_the_reason_is_that_nothing_was_repaired() {
    let lamp = in_europe(json!({}));
    for remedy in [Remedy::Refund, Remedy::PriceReduction] {
        assert_eq!(why_not(&lamp, remedy).en, "It follows after a failed repair; none is finished so far.");
    }
    let decision = decided(&lamp);
    let once_more = decision.what_would_change.iter().find(|change| change.field == "repairs").expect("a change");
    assert_eq!(once_more.gains, [Remedy::Refund, Remedy::PriceReduction]);
}

#[test]
fn failed_repairs_of_a_fault_that_the_table_does_not_list_give_no_exchange() {
    let twice = json!([
        {"in": "2026-04-01", "out": "2026-04-04", "outcome": "recurred"},
        {"in": "2026-05-01", "out": "2026-05-04", "outcome": "recurred"},
    ]);
    for (listed, expected) in [(true, vec!["refund", "exchange_main_unit", "repair"]), (false, vec!["repair"])] {
        let facts = phone(json!({"repairs": twice, "fault": {"found_on": "2026-05-20", "listed": listed}}));
        assert_eq!(offered(&decided(&facts)), expected, "{listed}");
    }
}

#[test]
fn a_wait_says_from_when_it_gives_an_exchange_by_its_own_rule_only() {
    let window = "The first 15 days ended on 17 March 2026.";
    for (waiting_on, as_of, why) in [
        (
            "repairer",
            "2026-05-01",
            "In repair since 1 April 2026; it follows after more than 30 days, from 2 May 2026.",
        ),
        (
            "manufacturer_parts",
            "2026-05-20",
            "In repair since 1 April 2026; it follows after more than 60 days, from 1 June 2026.",
        ),
        ("none", "2026-05-20", window),
    ] {
        let open_repair = json!({"in": "2026-04-01", "waiting_on": waiting_on});
        let facts = phone(json!({"fault": {"found_on": "2026-04-01"}, "as_of": as_of, "open_repair": open_repair}));
        assert_eq!(why_not(&facts, Remedy::ExchangeMainUnit).en, why, "{waiting_on}");
    }
}

#[test]
fn a_car_out_of_term_is_told_whether_time_or_distance_ended_it() {
    let ended = "The fault showed on 13 January 2029; the warranty term ended on 12 January 2029.";
    for (found, km, why) in [
        ("2029-01-12", 60_001, "Driven 60001 km, beyond 60000 km."),
        ("2029-01-13", 59_000, ended),
        ("2029-01-13", 60_001, ended),
    ] {
        let facts = car(json!({"mileage_km": km, "fault": {"found_on": found}}));
        assert_eq!(why_not(&facts, Remedy::Repair).en, why, "{found} {km}");
    }
}

#[test]
fn a_car_never_in_repair_is_told_of_its_fault_and_one_that_was_of_its_days() {
    let not_serious = "The fault is none of the serious safety faults that the law lists.";
    let ten_days = "In repair for 10 days in total; exchange or refund follow after more than 30.";
    for (repairs, why) in [(json!([]), not_serious), (json!([{"in": "2026-02-02", "out": "2026-02-12"}]), ten_days)] {
        let facts = car(json!({"repairs": repairs, "fault": {"found_on": "2026-05-06"}}));
        assert_eq!(why_not(&facts, Remedy::Refund).en, why, "{repairs}");
    }
}

#[test]
fn goods_without_proof_of_the_sale_are_told_what_is_missing() {
    let no_papers = "There is neither invoice nor voucher, nor a date of manufacture to count the term from.";
    let machine = |changes| goods("cn.general18.1995", "washing_machine", changes);
    for made_on in [json!(null), json!("2025-10-01")] {
        let facts = machine(json!({"documents": [], "made_on": made_on}));
        assert_eq!(
            why_not(&facts, Remedy::Repair).en,
            no_papers,
            "this text knows no term from manufacture: {made_on}"
        );
    }
    let without_day = machine(json!({"sold_on": null}));
    assert_ne!(why_not(&without_day, Remedy::Repair).en, no_papers, "the papers are there, the day is not");
}

#[test]
fn an_accessory_is_told_of_its_own_rule() {
    let battery = |fault: Value| phone(json!({"part": "battery", "sold_on": "2025-09-10", "fault": fault}));
    let good = battery(json!({"found_on": "2025-10-10", "capacity_percent": 80, "listed": null}));
    let why = "The battery's capacity is 80 %, not below 80 %: no listed fault.";
    assert_eq!(why_not(&good, Remedy::ExchangePart).en, why);
    let failed = battery(json!({"found_on": "2025-10-10"}));
    let why = "A refund follows after 2 exchanges of the accessory; so far: 0.";
    assert_eq!(why_not(&failed, Remedy::Refund).en, why);
    let late = battery(json!({"found_on": "2026-03-11"}));
    let why = "The fault showed on 11 March 2026; the warranty term ended on 10 March 2026.";
    assert_eq!(why_not(&late, Remedy::ExchangePart).en, why);
}
