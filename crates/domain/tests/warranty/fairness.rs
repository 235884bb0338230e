//! What holds in every country and for all goods: nothing in the consumer's favour ever takes a right away.

use crate::kit::{REGIMES, day, decided};
use aftercare_domain::warranty::{Decision, Remedy, Role};
use proptest::prelude::*;
use serde_json::{Value, json};

/// Text of law, category, and the places with rules of their own.
const GOODS: [(&str, &str, &[&str]); 10] = [
    ("cn.mobile.2001", "mobile_phone", &["CN-ZJ", "CN-SD"]),
    ("cn.fixedphone.2001", "fixed_phone", &["CN-ZJ", "CN-SD"]),
    ("cn.computer.2002", "laptop", &["CN-ZJ", "CN-SD"]),
    ("cn.av.2002", "disc_player", &["CN-ZJ", "CN-SD"]),
    ("cn.general18.1995", "colour_tv", &["CN-ZJ", "CN-SD"]),
    ("cn.car.2021", "car", &["CN-ZJ"]),
    ("cn.consumer-law", "lamp", &["CN-ZJ", "CN-SD"]),
    ("eu.goods", "lamp", &["FR", "ES", "PT"]),
    ("uk.cra2015", "car", &["GB-SCT"]),
    ("us.mmwa", "lamp", &["US-CA"]),
];

/// Days after 2024-08-01.
fn on(days: u32) -> String {
    aftercare_kernel::calendar::days_after(day("2024-08-01"), days).to_string()
}

fn repairs(sold: u32, stays: &[(u32, u32)]) -> Vec<Value> {
    let mut at = sold;
    let mut repair = |(after, length): &(u32, u32)| {
        let taken_in = at + after;
        at = taken_in + length;
        json!({"in": on(taken_in), "out": on(at), "code": "knock", "outcome": "recurred"})
    };
    stays.iter().map(&mut repair).collect()
}

prop_compose! {
    /// Any goods with any history, and the places where they may have been sold.
    fn goods()(
        which in 0usize..GOODS.len(),
        sold in 0u32..400,
        found_after in 0u32..1200,
        asked_after in 0u32..60,
        price in 0u64..30_000_000,
        stays in prop::collection::vec((1u32..60, 0u32..40), 0..7),
        stock in prop::option::of(any::<bool>()),
        listed in prop::option::of(any::<bool>()),
        serious in prop::option::of(any::<bool>()),
        assembly in any::<bool>(),
        km in 0u32..70_000,
        distance in any::<bool>(),
    ) -> (Value, &'static [&'static str]) {
        let (regime, category, places) = GOODS[which];
        let found = sold + found_after;
        let assembly = if assembly { json!("engine") } else { Value::Null };
        let fault = json!({
            "cause": "defect", "code": "knock", "found_on": on(found), "listed": listed, "serious_safety": serious,
            "major_assembly": assembly,
        });
        let facts = json!({
            "regime": regime, "category": category, "sold_on": on(sold), "delivered_on": on(sold), "contract_on": on(sold),
            "price": format!("{}.{:02}", price / 100, price % 100), "documents": ["invoice", "voucher", "repair_record"],
            "repairs": repairs(sold, &stays), "as_of": on(found + asked_after), "fault": fault, "mileage_km": km,
            "same_model_in_stock": stock, "channel": if distance { "distance" } else { "shop" },
        });
        (facts, places)
    }
}

fn free(decision: &Decision) -> Vec<Remedy> {
    decision.free_remedies().map(|offer| offer.remedy).collect()
}

fn with(facts: &Value, field: &str, value: Value) -> Value {
    let mut changed = facts.clone();
    changed[field] = value;
    changed
}

/// Nothing is lost, and a refund pays no less.
fn no_worse(before: &Decision, after: &Decision) -> bool {
    let pays = |decision: &Decision| {
        decision.offers(Remedy::Refund).and_then(|offer| offer.amount).map(|sum| sum.pays.minor())
    };
    let kept = free(before).into_iter().all(|remedy| after.offers(remedy).is_some());
    kept && pays(before).zip(pays(after)).is_none_or(|(before, after)| before <= after)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_promise_never_lowers_rights((facts, _) in goods(), remedy in 0usize..Remedy::ALL.len(), days in 1u32..2000, waive in any::<bool>()) {
        let remedy = Remedy::ALL[remedy];
        let promises = json!([{"remedy": remedy, "days": days}, {"remedy": "refund", "waive_deduction": waive, "days": 400}]);
        let (before, after) = (decided(&facts), decided(&with(&facts, "promises", promises.clone())));
        prop_assert!(no_worse(&before, &after), "{promises}: {:?} then {:?}", free(&before), free(&after));
    }

    #[test]
    fn the_rules_of_a_place_never_lower_rights((facts, places) in goods()) {
        for place in places {
            let (before, after) = (decided(&facts), decided(&with(&facts, "region", json!(place))));
            prop_assert!(no_worse(&before, &after), "{place}: {:?} then {:?}", free(&before), free(&after));
            let proves = |decision: &Decision| decision.burden_of_proof.is_none_or(|burden| burden.name() == "consumer");
            prop_assert!(!proves(&after) || proves(&before), "{place} moved the burden to the consumer");
        }
    }

    #[test]
    fn fewer_kilometres_and_more_repairs_never_give_fewer_remedies((facts, _) in goods(), km in 0u32..70_000) {
        let driven = facts["mileage_km"].as_u64().and_then(|km| u32::try_from(km).ok()).expect("km");
        let fewer = decided(&with(&facts, "mileage_km", json!(km.min(driven))));
        prop_assert!(no_worse(&decided(&facts), &fewer), "{driven} then {km}");
        let unrepaired = with(&facts, "repairs", json!([]));
        let (before, after) = (free(&decided(&unrepaired)), free(&decided(&facts)));
        prop_assert!(before.iter().all(|remedy| after.contains(remedy)), "{before:?} then {after:?}");
    }

    #[test]
    fn a_later_day_never_reopens_what_has_closed((facts, _) in goods(), later in 1u32..90) {
        let unrepaired = with(&with(&facts, "repairs", json!([])), "same_model_in_stock", Value::Null);
        let found = unrepaired["fault"]["found_on"].as_str().expect("a day");
        let then = aftercare_kernel::calendar::days_after(day(found), later).to_string();
        let mut after = with(&unrepaired, "as_of", json!(then));
        after["fault"]["found_on"] = json!(then);
        let before = with(&unrepaired, "as_of", json!(found));
        let (before, after) = (free(&decided(&before)), free(&decided(&after)));
        prop_assert!(after.iter().all(|remedy| before.contains(remedy)), "{before:?} then {after:?}");
    }

    #[test]
    fn sums_never_exceed_the_price((facts, _) in goods()) {
        for amount in decided(&facts).remedies.iter().filter_map(|offer| offer.amount) {
            let (price, pays, deduction) = (amount.price.minor(), amount.pays.minor(), amount.deduction.minor());
            prop_assert!(0 <= pays && pays <= price && 0 <= deduction && pays + deduction == price, "{amount:?}");
        }
    }

    #[test]
    fn a_remedy_is_never_both_open_and_refused_and_something_is_always_said((facts, _) in goods()) {
        let decision = decided(&facts);
        prop_assert!(decision.refused.iter().all(|refused| decision.offers(refused.remedy).is_none()));
        let regime = REGIMES.get(&decision.regime).expect("a text of law");
        for owed in regime.remedies_for(Role::Whole) {
            prop_assert!(decision.offers(owed).is_some() || decision.refuses(owed).is_some(), "nothing is said of {owed}");
        }
        prop_assert_eq!(free(&decision).is_empty(), decision.offers(Remedy::PaidRepair).is_some());
        prop_assert!(!free(&decision).is_empty() || !decision.refused.is_empty());
        let written = serde_json::to_string(&decision).expect("json");
        prop_assert_eq!(serde_json::from_str::<Decision>(&written).expect("a decision"), decision);
    }

    #[test]
    fn the_days_of_a_ledger_are_those_of_the_decision((facts, _) in goods()) {
        use aftercare_domain::warranty::{DayKind, Facts, day_ledger};
        let read = Facts::read(&facts).expect("facts");
        let ledgers = day_ledger(&REGIMES, &read, day("2026-06-30"), &aftercare_kernel::BusinessCalendar::china());
        let term = decided(&facts).term;
        for ledger in ledgers.expect("a ledger") {
            prop_assert_eq!((Some(ledger.start), Some(ledger.end)), (term.start, term.end));
            prop_assert_eq!(ledger.of_kind(DayKind::InRepair), term.extended_days);
            prop_assert_eq!(ledger.days.last().map(|days| days.to), term.end);
        }
    }
}
