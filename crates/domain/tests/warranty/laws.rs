//! What holds for every question: properties of the engine over made-up facts.

use crate::kit::{day, decided};
use aftercare_domain::warranty::{Decision, Remedy, Text};
use proptest::prelude::*;
use serde_json::{Value, json};

/// Days after 2022-01-01.
fn on(days: u32) -> String {
    aftercare_kernel::calendar::days_after(day("2022-01-01"), days).to_string()
}

fn repairs(sold: u32, stays: &[(u32, u32, u8)]) -> Vec<Value> {
    let mut at = sold;
    let mut repair = |(after, length, outcome): &(u32, u32, u8)| {
        let taken_in = at + after;
        at = taken_in + length;
        let outcome = ["fixed", "recurred", "unusable"][usize::from(*outcome)];
        json!({"in": on(taken_in), "out": on(at), "outcome": outcome})
    };
    stays.iter().map(&mut repair).collect()
}

prop_compose! {
    /// A phone, made 90 days or more before its sale, with any history.
    fn facts()(
        sold in 400u32..1200,
        made_before in 90u32..400,
        found_after in 0u32..500,
        asked_after in 0u32..200,
        price in 0u64..2_000_000,
        stays in prop::collection::vec((1u32..120, 0u32..40, 0u8..3), 0..4),
        stock in prop::option::of(any::<bool>()),
        listed in prop::option::of(any::<bool>()),
        waiting in prop::option::of(0usize..3),
        part in 0usize..4,
        exchanges in 0u32..4,
    ) -> Value {
        let found = sold + found_after;
        let mut facts = json!({
            "regime": "cn.mobile.2001", "sold_on": on(sold), "made_on": on(sold - made_before),
            "price": format!("{}.{:02}", price / 100, price % 100), "standalone_price": "99.00",
            "documents": ["invoice", "voucher"], "part": (["main_unit", "main_unit", "battery", "charger"][part]),
            "part_exchanges": exchanges, "repairs": repairs(sold, &stays), "as_of": on(found + asked_after),
            "fault": {"cause": "defect", "found_on": on(found), "listed": listed}, "same_model_in_stock": stock,
        });
        if let Some(waiting) = waiting {
            let on_whom = ["manufacturer_parts", "repairer", "none"][waiting];
            facts["open_repair"] = json!({"in": on(found), "waiting_on": on_whom});
        }
        facts
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

const PAPERS: [&[&str]; 5] = [
    &[],
    &["repair_record"],
    &["repair_record", "invoice_copy"],
    &["invoice", "invoice_copy"],
    &["invoice", "invoice_copy", "voucher"],
];

fn texts(decision: &Decision) -> impl Iterator<Item = &Text> {
    let offered = decision.remedies.iter().map(|offer| &offer.why);
    let refused = decision.refused.iter().map(|refused| &refused.why);
    offered.chain(refused).chain(decision.what_would_change.iter().map(|change| &change.why))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn more_papers_never_give_fewer_remedies(facts in facts()) {
        let mut before: Vec<Remedy> = Vec::new();
        for papers in PAPERS {
            let after = free(&decided(&with(&facts, "documents", json!(papers))));
            prop_assert!(before.iter().all(|remedy| after.contains(remedy)), "{before:?} then {after:?} with {papers:?}");
            before = after;
        }
    }

    #[test]
    fn a_later_fault_never_reopens_a_closed_window(facts in facts(), later in 1u32..60) {
        let windows = [Remedy::Refund, Remedy::Exchange];
        let history_less = with(&with(&with(&facts, "repairs", json!([])), "open_repair", Value::Null), "same_model_in_stock", Value::Null);
        let first = history_less["fault"]["found_on"].as_str().expect("a day");
        let then = aftercare_kernel::calendar::days_after(day(first), later).to_string();
        let mut after = history_less.clone();
        after["fault"]["found_on"] = json!(then);
        after["as_of"] = json!(then);
        let (before, after) = (decided(&history_less), decided(&after));
        for remedy in windows.into_iter().chain([Remedy::ExchangeMainUnit, Remedy::ExchangePart, Remedy::Repair]) {
            prop_assert!(before.offers(remedy).is_some() || after.offers(remedy).is_none(), "{remedy} came back");
        }
    }

    #[test]
    fn sums_stay_between_nothing_and_the_price(facts in facts()) {
        let decision = decided(&facts);
        for amount in decision.remedies.iter().filter_map(|offer| offer.amount) {
            let (price, pays, deduction) = (amount.price.minor(), amount.pays.minor(), amount.deduction.minor());
            prop_assert!(0 <= pays && pays <= price && 0 <= deduction && deduction <= price);
            prop_assert_eq!(pays + deduction, price);
            prop_assert_eq!(amount.days, amount.calendar_days.saturating_sub(amount.repair_days));
        }
    }

    #[test]
    fn every_remedy_is_either_open_or_refused_with_a_reason(facts in facts()) {
        let decision = decided(&facts);
        for refused in &decision.refused {
            prop_assert!(decision.offers(refused.remedy).is_none());
        }
        let main_unit = facts["part"] == "main_unit";
        let parts: &[Remedy] =
            if main_unit { &[Remedy::Refund, Remedy::Exchange, Remedy::ExchangeMainUnit, Remedy::Repair] } else { &[Remedy::Refund, Remedy::ExchangePart] };
        for remedy in parts {
            prop_assert!(decision.offers(*remedy).is_some() != decision.refuses(*remedy).is_some(), "{remedy}");
        }
        prop_assert_eq!(free(&decision).is_empty(), decision.offers(Remedy::PaidRepair).is_some());
    }

    #[test]
    fn every_sentence_is_whole_in_three_languages(facts in facts()) {
        for text in texts(&decided(&facts)) {
            prop_assert!(text.zh_cn.ends_with('。') && text.zh_tw.ends_with('。') && text.en.ends_with('.'), "{text:?}");
            prop_assert!(text.en.is_ascii() || text.en.contains('×'), "{text:?}");
        }
    }

    #[test]
    fn a_decision_reads_back_as_it_was_written(facts in facts()) {
        let decision = decided(&facts);
        let written = serde_json::to_string(&decision).expect("json");
        prop_assert_eq!(serde_json::from_str::<Decision>(&written).expect("a decision"), decision);
    }
}
