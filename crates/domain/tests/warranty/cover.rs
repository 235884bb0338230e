//! Phones: papers, causes, accessories, promises, and what would change a decision.

use crate::kit::{day, decided, flagged, offered, offers, phone};
use aftercare_domain::warranty::{Decision, Remedy, ServiceType};
use aftercare_kernel::Locale;
use serde_json::{Value, json};

#[test]
fn papers_open_rights_step_by_step() {
    for (documents, expected) in [
        (json!(["invoice", "voucher"]), vec!["refund", "exchange", "exchange_main_unit", "repair"]),
        (json!(["invoice"]), vec!["exchange", "exchange_main_unit", "repair"]),
        (json!(["voucher_copy"]), vec!["exchange", "exchange_main_unit", "repair"]),
        (json!(["seller_system"]), vec!["exchange", "exchange_main_unit", "repair"]),
        (json!(["repair_record"]), vec!["repair"]),
        (json!([]), vec!["repair"]),
        (json!(["invoice", "voucher", "voucher_mismatch"]), vec![]),
        (json!(null), vec!["refund", "exchange", "exchange_main_unit", "repair"]),
    ] {
        let facts =
            phone(json!({"documents": documents, "made_on": "2025-10-01", "fault": {"found_on": "2026-03-05"}}));
        let decision = decided(&facts);
        assert_eq!(offered(&decision), expected, "{documents}");
        assert_eq!(flagged(&decision, "documents.unknown"), documents.is_null());
    }
}

#[test]
fn without_papers_the_term_starts_90_days_after_manufacture() {
    for (found, free) in [("2026-03-30", true), ("2026-03-31", true), ("2026-04-01", false)] {
        let facts =
            phone(json!({"documents": [], "sold_on": null, "made_on": "2024-12-31", "fault": {"found_on": found}}));
        let decision = decided(&facts);
        assert_eq!(decision.term.start, Some(day("2025-03-31")));
        assert_eq!(offered(&decision) == ["repair"], free, "{found}");
    }
}

#[test]
fn papers_that_do_not_tell_the_day_of_sale_are_as_good_as_none() {
    for documents in [json!(["invoice", "voucher"]), json!(["invoice"]), json!(null)] {
        let facts = phone(json!({
            "documents": documents, "sold_on": null, "made_on": "2025-12-01", "fault": {"found_on": "2026-03-05"},
        }));
        let decision = decided(&facts);
        assert_eq!(decision.term.start, Some(day("2026-03-01")), "90 days after manufacture: {documents}");
        assert_eq!(offered(&decision), ["repair"], "{documents}");
    }
}

#[test]
fn without_papers_and_date_of_manufacture_only_repair_at_cost_is_open() {
    let decision = decided(&phone(json!({"documents": []})));
    assert_eq!(decision.service_type(), ServiceType::Paid);
    assert_eq!((decision.term.start, decision.term.in_term, decision.burden_of_proof.is_some()), (None, None, true));
    let refused = decision.refuses(Remedy::Repair).expect("a reason");
    assert_eq!(
        refused.why.en,
        "There is neither invoice nor voucher, nor a date of manufacture to count the term from."
    );
}

#[test]
fn a_sale_day_that_nobody_knows_is_flagged() {
    let decision = decided(&phone(json!({"sold_on": null})));
    assert!(flagged(&decision, "sold_on.unknown") && offered(&decision).is_empty());
}

#[test]
fn each_excluded_cause_leaves_repair_at_cost() {
    for cause in ["misuse", "liquid", "opened_by_other", "modification", "force_majeure", "cosmetic", "wear"] {
        let decision = decided(&phone(json!({"fault": {"cause": cause}})));
        assert!(offered(&decision).is_empty() && decision.offers(Remedy::PaidRepair).is_some(), "{cause}");
        assert!(decision.what_would_change.iter().any(|change| change.field == "fault.cause"), "{cause}");
    }
}

#[test]
fn where_no_fault_was_found_nothing_is_open_and_the_reason_is_said() {
    let decision = decided(&phone(json!({"fault": {"cause": "none"}})));
    assert!(decision.remedies.is_empty());
    assert_eq!(decision.refused.len(), 4);
}

#[test]
fn a_defect_that_the_table_does_not_list_is_repaired_only() {
    for (fault, expected) in [
        (json!({"listed": false, "cause": "defect", "found_on": "2026-03-05"}), vec!["repair"]),
        (json!({"listed": null, "cause": "defect", "found_on": "2026-03-05"}), vec!["repair"]),
        (
            json!({"listed": null, "code": "SIM contact", "found_on": "2026-03-05"}),
            vec!["refund", "exchange", "exchange_main_unit", "repair"],
        ),
        (json!({"listed": null, "code": "network", "cause": "defect"}), vec![]),
    ] {
        assert_eq!(offered(&decided(&phone(json!({"fault": fault})))), expected, "{fault}");
    }
}

#[test]
fn what_is_in_repair_has_a_fault_though_nobody_wrote_it_down() {
    let question =
        |open_repair: Value| phone(json!({"fault": null, "as_of": "2026-03-08", "open_repair": open_repair}));
    let in_repair = decided(&question(json!({"in": "2026-03-05", "waiting_on": "none"})));
    assert_eq!(offered(&in_repair), ["repair"], "whether the table lists the fault is not known");
    assert!(flagged(&in_repair, "fault.unknown") && flagged(&in_repair, "fault.listed.unknown"));
    let nothing_told = decided(&question(json!(null)));
    assert!(offered(&nothing_told).is_empty() && flagged(&nothing_told, "fault.unknown"));
}

#[test]
fn a_reason_is_said_in_the_language_that_is_asked_for() {
    let decision = decided(&phone(json!({"documents": []})));
    let why = &decision.refuses(Remedy::Repair).expect("a reason").why;
    assert_eq!(why.get(Locale::En), why.en);
    assert_eq!(why.get(Locale::ZhCn), why.zh_cn);
    assert_eq!(why.get(Locale::ZhTw), why.zh_tw);
    assert!(why.zh_cn != why.zh_tw && !why.en.is_empty());
}

#[test]
fn what_is_unknown_is_flagged_where_it_mattered() {
    let decision = decided(&phone(json!({"fault": {"listed": null, "cause": null}})));
    assert!(flagged(&decision, "fault.listed.unknown") && flagged(&decision, "fault.cause.unknown"));
    let certain = decided(&phone(json!({"fault": {"found_on": "2026-03-05"}})));
    assert_eq!(certain.flags, Vec::<String>::new());
}

fn accessory(part: &str, changes: Value) -> Value {
    let mut facts = phone(json!({"part": part, "sold_on": "2025-09-10", "fault": {"found_on": "2025-10-10"}}));
    let (Value::Object(into), Value::Object(changes)) = (&mut facts, changes) else { panic!("objects") };
    into.extend(changes);
    facts
}

#[test]
fn each_accessory_has_its_own_term() {
    for (part, last, after) in [
        ("battery", "2026-03-10", "2026-03-11"),
        ("headset", "2025-12-10", "2025-12-11"),
        ("charger", "2026-09-10", "2026-09-11"),
        ("terminal_card", "2026-09-10", "2026-09-11"),
        ("data_card", "2026-09-10", "2026-09-11"),
    ] {
        let found = |on| accessory(part, json!({"fault": {"listed": true, "cause": "defect", "found_on": on}}));
        assert_eq!(offered(&decided(&found(last))), ["exchange_part"], "{part}");
        assert_eq!(offered(&decided(&found(after))), Vec::<&str>::new(), "{part}");
    }
}

#[test]
fn a_battery_is_faulty_below_80_percent() {
    for (percent, exchange) in [(79, true), (80, false), (81, false), (0, true), (100, false)] {
        let facts = accessory(
            "battery",
            json!({"fault": {"cause": "defect", "found_on": "2025-10-10", "capacity_percent": percent}}),
        );
        assert_eq!(offers(&facts, Remedy::ExchangePart), exchange, "{percent}");
    }
}

#[test]
fn after_two_exchanges_an_accessory_is_paid_back_at_its_own_price() {
    for (changes, pays) in [
        (json!({"part_exchanges": 1, "standalone_price": "99.00"}), None),
        (json!({"part_exchanges": 2, "standalone_price": "99.00"}), Some("99.00")),
        (
            json!({"part_exchanges": 2, "standalone_price": "99.00", "sold_separately": true, "price": "129.00"}),
            Some("129.00"),
        ),
        (json!({"part_exchanges": 2, "standalone_price": "99.00", "documents": ["invoice_copy"]}), None),
    ] {
        let decision = decided(&accessory("charger", changes.clone()));
        let refund = decision.offers(Remedy::Refund).map(|offer| offer.amount.expect("an amount").pays.decimal());
        assert_eq!(refund.as_deref(), pays, "{changes}");
    }
    let unpriced = decided(&accessory("charger", json!({"part_exchanges": 2})));
    assert!(flagged(&unpriced, "price.unknown") && unpriced.offers(Remedy::Refund).is_some());
}

#[test]
fn a_better_promise_opens_more_and_a_worse_one_changes_nothing() {
    for (days, found, exchange) in [
        (30, "2026-04-01", true),
        (30, "2026-04-02", false),
        (10, "2026-03-17", true), // the law's 15 days stand
        (10, "2026-03-18", false),
    ] {
        let promises = json!([{"remedy": "exchange_main_unit", "days": days}]);
        let decision = decided(&phone(json!({"promises": promises, "fault": {"found_on": found}})));
        assert_eq!(decision.offers(Remedy::ExchangeMainUnit).is_some(), exchange, "{days} {found}");
        assert_eq!(flagged(&decision, "promises[0].worse_than_law"), days < 15, "{days}");
    }
}

#[test]
fn a_promise_is_named_as_the_ground_of_what_it_opens() {
    let promises = json!([{"remedy": "repair", "days": 730}]);
    let decision = decided(&phone(json!({"promises": promises, "fault": {"found_on": "2027-06-01"}})));
    let repair = decision.offers(Remedy::Repair).expect("repair");
    assert_eq!((&*repair.article.regime, &*repair.article.reference), ("promise", "promises[0]"));
    assert_eq!(repair.until, Some(day("2028-03-01")));
}

#[test]
fn a_promise_as_good_as_the_law_leaves_the_law_as_the_ground() {
    let promises = json!([{"remedy": "exchange_main_unit", "days": 15}]);
    let decision = decided(&phone(json!({"promises": promises})));
    assert_eq!(&*decision.offers(Remedy::ExchangeMainUnit).expect("an exchange").article.reference, "art 12");
}

#[test]
fn a_promise_holds_for_the_part_and_the_fault_that_it_is_for() {
    let listed = json!({"found_on": "2026-04-20"});
    let unlisted = json!({"found_on": "2026-04-20", "listed": false});
    let late = json!({"found_on": "2027-04-20", "listed": false}); // past the term of the law
    for (part, remedy, fault, open) in [
        ("main_unit", "refund", &listed, true),
        ("main_unit", "refund", &unlisted, false), // a listed fault is asked for, as the law does
        ("main_unit", "repair", &late, true),      // any defect is repaired
        ("main_unit", "exchange_part", &listed, false), // that is for accessories
        ("battery", "exchange_part", &json!({"found_on": "2026-10-20"}), true),
        ("battery", "exchange_part", &json!({"found_on": "2026-10-20", "listed": false}), false),
        ("battery", "repair", &late, false), // that is for the phone
    ] {
        let promises = json!([{"remedy": remedy, "days": 500}]);
        let decision = decided(&phone(json!({"part": part, "promises": promises, "fault": fault})));
        let offer = decision.offers(remedy.parse().expect("a remedy"));
        assert_eq!(offer.is_some(), open, "{part} {remedy} {fault}");
        let pays = offer.and_then(|offer| offer.amount).map(|amount| amount.pays.decimal());
        assert_eq!(pays.as_deref(), (open && remedy == "refund").then_some("3000.00"), "{part} {remedy}");
    }
}

#[test]
fn a_promise_covers_no_excluded_cause() {
    let promises = json!([{"remedy": "repair", "days": 730}]);
    let decision = decided(&phone(json!({"promises": promises, "fault": {"cause": "liquid"}})));
    assert!(offered(&decision).is_empty());
}

fn change<'a>(decision: &'a Decision, field: &str, to: &Value) -> &'a aftercare_domain::warranty::Change {
    let found = decision.what_would_change.iter().find(|change| change.field == field && change.to == *to);
    found.unwrap_or_else(|| panic!("{field} to {to} in {:#?}", decision.what_would_change))
}

#[test]
fn a_decision_says_what_papers_would_add() {
    let facts = phone(json!({"documents": [], "made_on": "2025-10-01", "fault": {"found_on": "2026-03-12"}}));
    let decision = decided(&facts);
    let with_papers = change(&decision, "documents", &json!(["invoice", "voucher"]));
    assert_eq!(with_papers.gains, [Remedy::ExchangeMainUnit]);
    assert_eq!(with_papers.why.zh_cn, "如出示发货票和三包凭证：可享更换主机。");
    assert_eq!(with_papers.why.zh_tw, "如出示發票和保固憑證：可享更換主機。");
    assert_eq!(
        with_papers.why.en,
        "With the invoice and the warranty voucher: open besides: exchange of the main unit."
    );
}

#[test]
fn a_decision_says_what_the_coming_days_change() {
    let decision = decided(&phone(json!({"fault": {"found_on": "2026-03-05"}})));
    let first = change(&decision, "as_of", &json!("2026-03-10"));
    assert_eq!(
        (first.gains.as_slice(), first.loses.as_slice()),
        ([].as_slice(), [Remedy::Refund, Remedy::Exchange].as_slice())
    );
    let second = change(&decision, "as_of", &json!("2026-03-18"));
    assert_eq!(second.loses, [Remedy::ExchangeMainUnit]);
    assert_eq!(second.why.en, "From 18 March 2026: no longer open: exchange of the main unit.");
    let end = change(&decision, "as_of", &json!("2027-03-03"));
    assert_eq!(end.loses, [Remedy::Repair]);
}

#[test]
fn a_decision_in_repair_says_from_when_a_loaner_and_an_exchange_are_due() {
    let facts = phone(json!({
        "fault": {"found_on": "2026-04-13"}, "as_of": "2026-04-17",
        "open_repair": {"in": "2026-04-13", "waiting_on": "manufacturer_parts"},
    }));
    let decision = decided(&facts);
    assert_eq!(change(&decision, "as_of", &json!("2026-04-21")).gains, [Remedy::Loaner]);
    assert_eq!(change(&decision, "as_of", &json!("2026-06-13")).gains, [Remedy::Refund, Remedy::ExchangeMainUnit]);
}

#[test]
fn a_decision_says_what_one_more_failed_repair_gives() {
    let repairs = json!([{"in": "2026-04-01", "out": "2026-04-04", "outcome": "recurred"}]);
    let decision = decided(&phone(json!({"repairs": repairs, "fault": {"found_on": "2026-05-20"}})));
    let change = decision.what_would_change.iter().find(|change| change.field == "repairs").expect("a change");
    assert_eq!(change.gains, [Remedy::Refund, Remedy::ExchangeMainUnit]);
    let fixed = json!([{"in": "2026-04-01", "out": "2026-04-04", "outcome": "fixed"}]);
    let no_fault_told = decided(&phone(json!({"repairs": fixed, "fault": null, "as_of": "2026-05-20"})));
    assert!(no_fault_told.what_would_change.iter().all(|change| change.field != "repairs"), "it was cured");
}

#[test]
fn a_decision_says_what_a_listed_fault_would_give() {
    let unlisted = |listed: Value| decided(&phone(json!({"fault": {"listed": listed, "found_on": "2026-03-12"}})));
    assert_eq!(change(&unlisted(json!(null)), "fault.listed", &json!(true)).gains, [Remedy::ExchangeMainUnit]);
    for known in [json!(true), json!(false)] {
        assert!(
            unlisted(known.clone()).what_would_change.iter().all(|change| change.field != "fault.listed"),
            "{known}"
        );
    }
}

#[test]
fn a_decision_says_what_any_proof_of_the_sale_would_add() {
    let facts = phone(json!({"documents": [], "made_on": "2025-12-15", "fault": {"found_on": "2026-03-16"}}));
    let change = &change(&decided(&facts), "documents", &json!(["invoice_copy"])).clone();
    assert_eq!(change.gains, [Remedy::ExchangeMainUnit]);
    assert_eq!(change.why.zh_tw, "如有發票影本等購買憑據：可享更換主機。");
}

#[test]
fn a_fault_that_has_shown_keeps_its_day_while_time_goes_on() {
    let shown = decided(&phone(json!({"fault": {"found_on": "2026-03-05"}, "as_of": "2026-03-07"})));
    let lost = shown.what_would_change.iter().find(|change| !change.loses.is_empty());
    assert!(lost.is_none(), "a right that opened in time stays: {lost:?}");
}

#[test]
fn that_a_refund_shrinks_from_day_to_day_is_no_news() {
    let repairs = json!([
        {"in": "2026-04-01", "out": "2026-04-04", "outcome": "recurred"},
        {"in": "2026-04-11", "out": "2026-04-14", "outcome": "recurred"},
    ]);
    let open_repair = json!({"in": "2026-05-20", "waiting_on": "none"});
    let facts = phone(json!({
        "repairs": repairs, "fault": {"found_on": "2026-05-20"}, "as_of": "2026-05-21", "same_model_in_stock": true,
        "open_repair": open_repair,
    }));
    let decision = decided(&facts);
    let loaner = change(&decision, "as_of", &json!("2026-05-28"));
    assert_eq!((loaner.gains.as_slice(), loaner.refund_pays.as_deref()), ([Remedy::Loaner].as_slice(), None));
}

#[test]
fn a_decision_says_what_a_refund_would_pay_without_the_same_model() {
    let repairs = json!([
        {"in": "2026-04-01", "out": "2026-04-04", "outcome": "recurred"},
        {"in": "2026-04-11", "out": "2026-04-14", "outcome": "recurred"},
    ]);
    let facts = phone(json!({"repairs": repairs, "fault": {"found_on": "2026-05-20"}, "same_model_in_stock": true}));
    let decision = decided(&facts);
    let change = change(&decision, "same_model_in_stock", &json!(false));
    assert_eq!(change.refund_pays.as_deref(), Some("3000.00"));
    assert_eq!(change.why.zh_cn, "如无同型号同规格商品：退货退还3000.00元。");
    assert_eq!(change.why.zh_tw, "如無同型號同規格商品：退款3000.00元。");
}
