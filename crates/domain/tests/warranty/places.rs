//! The general consumer law, the rules of provinces, and the law of other countries, at each border.

use crate::kit::{car, day, decided, flagged, goods, in_europe, merged, offered, offers, phone};
use aftercare_domain::warranty::{ClockKind, Decision, Remedy, ServiceType};
use serde_json::{Value, json};

fn bearer(decision: &Decision) -> Option<&'static str> {
    decision.burden_of_proof.map(|burden| burden.name())
}

fn ordered(changes: Value) -> Value {
    let base = json!({
        "regime": "cn.consumer-law", "category": "mobile_phone", "price": "2999.00",
        "delivered_on": "2026-03-02", "channel": "distance", "goods_intact": true,
    });
    merged(base, changes)
}

#[test]
fn what_was_bought_at_a_distance_goes_back_within_seven_days_of_receipt() {
    for (changes, open) in [
        (json!({"noticed_on": "2026-03-08"}), true),
        (json!({"noticed_on": "2026-03-09"}), true),
        (json!({"noticed_on": "2026-03-10"}), false),
        (json!({"as_of": "2026-03-09"}), true),
        (json!({"as_of": "2026-03-10"}), false),
        (json!({"noticed_on": "2026-03-05", "channel": "shop"}), false),
        (json!({"noticed_on": "2026-03-05", "channel": null}), false),
        (json!({"noticed_on": "2026-03-05", "goods_intact": false}), false),
        (json!({"noticed_on": "2026-03-05", "category": "custom_made"}), false),
        (json!({"noticed_on": "2026-03-05", "sold_on": "2026-03-01", "delivered_on": null}), false),
        (json!({"noticed_on": "2026-10-08", "delivered_on": "2026-09-24"}), true), // day 7 is in the holiday
        (json!({"noticed_on": "2026-10-09", "delivered_on": "2026-09-24"}), false),
    ] {
        let decision = decided(&ordered(changes.clone()));
        let offer = decision.offers(Remedy::ReturnWithoutReason);
        assert_eq!(offer.is_some(), open, "{changes}");
        assert_eq!(decision.refuses(Remedy::ReturnWithoutReason).is_some(), !open, "{changes}");
        let pays = offer.and_then(|offer| offer.amount).map(|amount| amount.pays.decimal());
        assert_eq!(pays.as_deref(), open.then_some("2999.00"), "{changes}");
    }
}

#[test]
fn the_return_without_reason_stands_beside_the_text_for_the_goods() {
    let facts = phone(
        json!({"channel": "distance", "delivered_on": "2026-03-04", "goods_intact": true, "fault": {"found_on": "2026-03-10"}}),
    );
    let decision = decided(&facts);
    let offer = decision.offers(Remedy::ReturnWithoutReason).expect("a return");
    assert_eq!((&*offer.article.regime, offer.until), ("cn.consumer-law", Some(day("2026-03-11"))));
    assert!(decided(&phone(json!({}))).refuses(Remedy::ReturnWithoutReason).is_none(), "nobody asked");
}

#[test]
fn whether_the_goods_are_intact_is_asked() {
    let decision = decided(&ordered(json!({"goods_intact": null, "noticed_on": "2026-03-05"})));
    assert!(decision.offers(Remedy::ReturnWithoutReason).is_some() && flagged(&decision, "goods_intact.unknown"));
}

#[test]
fn goods_without_a_text_of_their_own_go_back_in_seven_days_and_are_repaired_after() {
    let lamp = |found| {
        json!({"category": "lamp", "country": "CN", "price": "99.00", "delivered_on": "2026-03-02",
            "fault": {"cause": "defect", "found_on": found}})
    };
    for (found, expected) in [
        ("2026-03-08", vec!["refund", "exchange", "repair"]),
        ("2026-03-09", vec!["refund", "exchange", "repair"]),
        ("2026-03-10", vec!["exchange", "repair"]),
    ] {
        let decision = decided(&lamp(found));
        assert_eq!((decision.regime.as_str(), offered(&decision)), ("cn.consumer-law", expected), "{found}");
        assert_eq!(
            (decision.term.start, decision.term.end, decision.term.in_term),
            (Some(day("2026-03-02")), None, None)
        );
        assert!(flagged(&decision, "cn.consumer-law.burden.categories.review"), "{found}");
    }
}

#[test]
fn beijing_and_shanghai_set_six_months_where_the_law_sets_no_term() {
    for region in ["CN-BJ", "CN-SH", "CN-SH-PD"] {
        for (found, free) in [("2026-09-01", true), ("2026-09-02", true), ("2026-09-03", false)] {
            let facts = json!({"category": "lamp", "country": "CN", "region": region, "delivered_on": "2026-03-02",
                "fault": {"cause": "defect", "found_on": found}});
            let decision = decided(&facts);
            assert_eq!(decision.term.end, Some(day("2026-09-02")), "{region}");
            assert_eq!(decision.offers(Remedy::Repair).is_some(), free, "{region} {found}");
        }
    }
}

#[test]
fn in_zhejiang_a_loaner_is_due_after_five_days_and_elsewhere_after_seven() {
    for (region, as_of, due) in [
        ("CN-ZJ", "2026-04-18", false),
        ("CN-ZJ", "2026-04-19", true),
        ("CN-JS", "2026-04-20", false),
        ("CN-JS", "2026-04-21", true),
    ] {
        let facts = phone(
            json!({"region": region, "fault": {"found_on": "2026-04-13"}, "as_of": as_of, "open_repair": {"in": "2026-04-13"}}),
        );
        let decision = decided(&facts);
        assert_eq!(decision.loaner.due, due, "{region} {as_of}");
        assert_eq!(flagged(&decision, "region.no_overlay"), region == "CN-JS");
        assert_eq!(flagged(&decision, "cn.region.zhejiang.in_force.review"), region == "CN-ZJ");
    }
}

#[test]
fn in_zhejiang_nothing_is_deducted_and_35_days_in_repair_are_enough() {
    let repairs = |out| json!([{"in": "2026-04-01", "out": out, "outcome": "recurred"}]);
    for (region, out, refund) in [
        ("CN-ZJ", "2026-05-05", false), // 34 days
        ("CN-ZJ", "2026-05-06", false),
        ("CN-ZJ", "2026-05-07", true),
        ("CN-SD", "2026-05-07", false),
    ] {
        let facts = phone(json!({"region": region, "repairs": repairs(out), "fault": {"found_on": "2026-06-09"}}));
        assert_eq!(offers(&facts, Remedy::Refund), refund, "{region} {out}");
    }
    let twice = json!([
        {"in": "2026-04-01", "out": "2026-04-06", "outcome": "recurred"},
        {"in": "2026-05-06", "out": "2026-05-11", "outcome": "recurred"},
    ]);
    for (region, deduction) in [("CN-ZJ", "0.00"), ("CN-SD", "1335.00")] {
        let facts = phone(json!({
            "region": region, "repairs": twice, "same_model_in_stock": true, "fault": {"found_on": "2026-06-09"},
        }));
        let amount = decided(&facts).offers(Remedy::Refund).and_then(|offer| offer.amount).expect("a sum");
        assert_eq!(amount.deduction.decimal(), deduction, "{region}");
    }
}

#[test]
fn in_shandong_thirty_days_without_good_reason_give_exchange_or_the_whole_price() {
    for (waiting_on, as_of, due) in [
        ("repairer", "2026-05-01", false),
        ("repairer", "2026-05-02", true),
        ("none", "2026-05-01", false),
        ("none", "2026-05-02", true),
        ("manufacturer_parts", "2026-05-02", false),
    ] {
        let facts = phone(json!({
            "region": "CN-SD", "fault": {"found_on": "2026-04-01", "listed": false}, "as_of": as_of,
            "open_repair": {"in": "2026-04-01", "waiting_on": waiting_on}, "same_model_in_stock": true,
        }));
        let decision = decided(&facts);
        let pays = decision.offers(Remedy::Refund).and_then(|offer| offer.amount).map(|amount| amount.pays.decimal());
        assert_eq!(pays.as_deref(), due.then_some("3000.00"), "{waiting_on} {as_of}");
        let exchange = decision.offers(Remedy::Exchange);
        assert_eq!(exchange.map(|offer| offer.amount), due.then_some(None), "nobody pays for it: {waiting_on} {as_of}");
        let runs = !due && waiting_on != "manufacturer_parts";
        let deadline = runs.then(|| day("2026-05-02"));
        assert_eq!(decision.deadline(ClockKind::RepairDelay), deadline, "{waiting_on} {as_of}");
    }
}

#[test]
fn in_shandong_the_main_unit_alone_is_exchanged_only_where_the_national_text_says_so() {
    let machine = goods(
        "cn.general18.1995",
        "washing_machine",
        json!({"region": "CN-SD", "fault": {"found_on": "2026-04-01", "listed": false}, "as_of": "2026-05-02",
            "open_repair": {"in": "2026-04-01", "waiting_on": "none"}}),
    );
    assert_eq!(offered(&decided(&machine)), ["refund", "exchange", "repair"]);
}

#[test]
fn in_zhejiang_a_repair_is_due_five_days_after_the_thing_came_in() {
    for (open_repair, as_of, due) in [
        (json!({"in": "2026-04-13"}), "2026-04-15", "2026-04-18"),
        (json!({"in": "2026-04-13"}), "2026-04-17", "2026-04-18"),
        (json!(null), "2026-04-15", "2026-04-20"), // from the day it is asked for
    ] {
        let changes = json!({"fault": {"found_on": "2026-04-13"}, "as_of": as_of, "open_repair": open_repair});
        let decision = decided(&phone(merged(changes.clone(), json!({"region": "CN-ZJ"}))));
        assert_eq!(decision.deadline(ClockKind::RepairDue), Some(day(due)), "{open_repair} {as_of}");
        assert_eq!(decided(&phone(changes)).deadline(ClockKind::RepairDue), None, "the national text sets no day");
    }
}

#[test]
fn in_zhejiang_a_loaner_is_due_while_a_main_part_is_repaired_in_its_own_term() {
    let laptop = |part: Value| {
        let stay = json!({"region": "CN-ZJ", "part": part, "as_of": "2027-09-20", "open_repair": {"in": "2027-09-01"}});
        decided(&goods("cn.computer.2002", "laptop", merged(stay, json!({"fault": {"found_on": "2027-09-01"}}))))
    };
    assert_eq!(offered(&laptop(json!("mainboard"))), ["repair_part", "loaner"]);
    let whole = laptop(json!(null));
    assert!(offered(&whole).is_empty() && whole.refuses(Remedy::Loaner).is_some(), "its term is over");
}

#[test]
fn who_proves_depends_on_the_place() {
    for (region, found, expected) in [
        (json!(null), "2026-09-02", "seller"),
        (json!("CN-SD"), "2026-09-02", "operator"),
        (json!("CN-SD"), "2026-09-03", "consumer"),
        (json!("CN-ZJ"), "2026-09-03", "operator"),
        (json!("CN-ZJ"), "2027-03-02", "operator"),
        (json!("CN-ZJ"), "2027-03-03", "consumer"),
    ] {
        let decision = decided(&phone(json!({"region": region, "fault": {"found_on": found}})));
        assert_eq!(bearer(&decision), Some(expected), "{region} {found}");
    }
}

#[test]
fn the_version_names_every_text_that_spoke() {
    let decision = decided(&phone(json!({"region": "CN-ZJ"})));
    assert!(decision.rules_version.contains(" + cn.region.zhejiang 1-"), "{}", decision.rules_version);
}

#[test]
fn in_the_union_the_consumer_chooses_repair_or_exchange_for_two_years() {
    for (found, expected) in
        [("2028-08-02", vec!["exchange", "repair"]), ("2028-08-03", vec!["exchange", "repair"]), ("2028-08-04", vec![])]
    {
        assert_eq!(offered(&decided(&in_europe(json!({"fault": {"found_on": found}})))), expected, "{found}");
    }
}

#[test]
fn in_the_union_a_repair_that_failed_gives_price_reduction_or_termination() {
    let repairs = json!([{"in": "2026-08-10", "out": "2026-08-12", "outcome": "recurred"}]);
    let decision = decided(&in_europe(json!({"repairs": repairs})));
    assert_eq!(offered(&decision), ["refund", "exchange", "repair", "price_reduction"]);
    assert_eq!(decision.offers(Remedy::Refund).and_then(|offer| offer.amount).expect("a sum").pays.decimal(), "500.00");
    let minor = decided(&in_europe(json!({"repairs": repairs, "fault": {"cause": "cosmetic"}})));
    assert_eq!(offered(&minor), ["exchange", "repair", "price_reduction"]);
}

#[test]
fn contracts_since_the_last_of_july_2026_grow_by_a_year_when_repaired() {
    for (contract, repaired, end) in [
        (json!("2026-07-30"), json!("2026-11-09"), "2028-08-03"),
        (json!("2026-07-31"), json!("2026-11-09"), "2029-08-03"),
        (json!("2026-08-01"), json!(null), "2028-08-03"),
        (json!(null), json!("2026-11-09"), "2028-08-03"),
    ] {
        let facts = in_europe(
            json!({"contract_on": contract, "repaired_as_remedy_on": repaired, "fault": null, "as_of": "2026-12-01"}),
        );
        let decision = decided(&facts);
        assert_eq!(decision.term.end, Some(day(end)), "{contract} {repaired}");
        assert_eq!(flagged(&decision, "contract_on.unknown"), contract.is_null(), "{contract}");
    }
}

#[test]
fn in_the_union_the_seller_proves_for_a_year_and_in_some_states_for_two() {
    for (country, found, expected) in [
        ("DE", "2027-08-03", "seller"),
        ("DE", "2027-08-04", "consumer"),
        ("FR", "2027-08-04", "seller"),
        ("FR", "2028-08-03", "seller"),
        ("FR", "2028-08-04", "consumer"),
    ] {
        let decision = decided(&in_europe(json!({"country": country, "fault": {"found_on": found}})));
        assert_eq!(bearer(&decision), Some(expected), "{country} {found}");
    }
    let spain = decided(&in_europe(json!({"regime": null, "category": "lamp", "country": "ES"})));
    assert_eq!((spain.regime.as_str(), spain.term.end), ("eu.goods", Some(day("2029-08-03"))));
    assert!(flagged(&spain, "eu.goods.es.burden.memory") || flagged(&spain, "eu.goods.member_state.review"));
}

#[test]
fn in_europe_no_papers_are_asked_for_and_no_holiday_moves_a_day() {
    let decision = decided(&in_europe(json!({"documents": [], "fault": {"found_on": "2026-10-01"}})));
    assert_eq!(offered(&decision), ["exchange", "repair"]);
    assert!(!flagged(&decision, "documents.unknown"));
}

fn in_britain(changes: Value) -> Value {
    let base = json!({
        "regime": "uk.cra2015", "category": "lamp", "price": "80.00", "delivered_on": "2026-01-12",
        "fault": {"cause": "defect", "found_on": "2026-01-20"},
    });
    merged(base, changes)
}

#[test]
fn in_britain_goods_are_rejected_in_30_days_and_later_after_one_repair() {
    let once = json!([{"in": "2026-01-20", "out": "2026-01-22", "outcome": "recurred"}]);
    for (found, repairs, expected) in [
        ("2026-02-10", json!([]), vec!["refund", "exchange", "repair"]),
        ("2026-02-11", json!([]), vec!["refund", "exchange", "repair"]),
        ("2026-02-12", json!([]), vec!["exchange", "repair"]),
        ("2026-02-12", once, vec!["refund", "exchange", "repair", "price_reduction"]),
    ] {
        let decision = decided(&in_britain(json!({"repairs": repairs, "fault": {"found_on": found}})));
        assert_eq!(offered(&decision), expected, "{found}");
    }
}

#[test]
fn in_britain_nothing_is_deducted_for_six_months_except_for_motor_vehicles() {
    let once = json!([{"in": "2026-02-20", "out": "2026-02-22", "outcome": "recurred"}]);
    for (category, found, pays) in
        [("lamp", "2026-07-12", Some("80.00")), ("lamp", "2026-07-13", None), ("car", "2026-03-01", None)]
    {
        let facts = in_britain(json!({"category": category, "repairs": once, "fault": {"found_on": found}}));
        let decision = decided(&facts);
        let refund = decision.offers(Remedy::Refund).expect("final rejection");
        assert_eq!(refund.amount.map(|amount| amount.pays.decimal()).as_deref(), pays, "{category} {found}");
        assert_eq!(flagged(&decision, "uk.cra2015.use_deduction.review"), pays.is_none(), "{category} {found}");
    }
}

#[test]
fn in_britain_the_seller_proves_for_six_months() {
    for (found, expected) in [("2026-07-12", "seller"), ("2026-07-13", "consumer")] {
        assert_eq!(bearer(&decided(&in_britain(json!({"fault": {"found_on": found}})))), Some(expected), "{found}");
    }
}

#[test]
fn in_taiwan_a_distance_purchase_goes_back_in_seven_days_and_faults_are_left_to_other_law() {
    let bought = |changes| {
        let base = json!({"category": "mobile_phone", "country": "TW", "price": "9990", "channel": "distance", "goods_intact": true, "delivered_on": "2026-03-02"});
        decided(&merged(base, changes))
    };
    for (noticed, open) in [("2026-03-09", true), ("2026-03-10", false)] {
        let decision = bought(json!({"noticed_on": noticed}));
        assert_eq!(decision.offers(Remedy::ReturnWithoutReason).is_some(), open, "{noticed}");
    }
    let faulty = bought(json!({"fault": {"cause": "defect", "found_on": "2026-05-04"}}));
    assert_eq!((faulty.regime.as_str(), faulty.service_type()), ("tw.consumer", ServiceType::Paid));
    assert!(faulty.refuses(Remedy::Repair).is_some() && flagged(&faulty, "tw.consumer.civil_code.review"));
}

#[test]
fn in_the_states_the_written_warranty_holds_and_another_s_repair_does_not_end_it() {
    let promised = |promises, cause| {
        let fault = json!({"cause": cause, "found_on": "2026-09-01"});
        decided(
            &json!({"category": "lamp", "country": "US", "delivered_on": "2026-03-02", "promises": promises, "fault": fault}),
        )
    };
    let year = json!([{"remedy": "repair", "days": 365}, {"remedy": "refund", "days": 200}]);
    assert_eq!(offered(&promised(year.clone(), "defect")), ["refund", "repair"]);
    assert_eq!(offered(&promised(year.clone(), "opened_by_other")), ["refund", "repair"]);
    assert!(offered(&promised(year, "misuse")).is_empty());
    assert!(offered(&promised(json!([]), "defect")).is_empty());
}

#[test]
fn category_country_and_day_choose_the_text() {
    for (category, country, sold, regime) in [
        ("mobile_phone", "CN", "2026-03-02", "cn.mobile.2001"),
        ("laptop", "CN", "2026-03-02", "cn.computer.2002"),
        ("disc_player", "CN", "2026-03-02", "cn.av.2002"),
        ("refrigerator", "CN", "2026-03-02", "cn.general18.1995"),
        ("car", "CN", "2022-01-01", "cn.car.2021"),
        ("car", "CN", "2021-12-31", "cn.consumer-law"),
        ("lamp", "CN", "2026-03-02", "cn.consumer-law"),
        ("lamp", "IE", "2026-03-02", "eu.goods"),
        ("lamp", "GB", "2026-03-02", "uk.cra2015"),
        ("lamp", "TW", "2026-03-02", "tw.consumer"),
        ("lamp", "US", "2026-03-02", "us.mmwa"),
    ] {
        let facts =
            json!({"category": category, "country": country, "sold_on": sold, "fault": {"found_on": "2026-03-05"}});
        assert_eq!(decided(&facts).regime, regime, "{category} {country} {sold}");
    }
}

#[test]
fn rules_of_a_place_are_silent_where_they_stand_over_another_text() {
    let in_force = "cn.region.zhejiang.in_force.review";
    let days = json!({"region": "CN-ZJ", "sold_on": "2026-05-01", "delivered_on": "2026-05-01", "fault": {"found_on": "2026-05-04"}});
    assert!(flagged(&decided(&phone(days.clone())), in_force));
    assert!(!flagged(&decided(&car(days)), in_force));
}
