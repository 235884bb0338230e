//! Household cars (2021): windows, three terms, counting of repairs and days, the fee for use, loaner and clocks.

use crate::kit::{car, day, decided, flagged, merged, offered, offers};
use aftercare_domain::warranty::{ClockKind, Decision, Remedy};
use serde_json::{Value, json};

fn fee(decision: &Decision) -> (String, String) {
    let amount = decision.offers(Remedy::Refund).and_then(|offer| offer.amount).expect("a sum");
    (amount.deduction.decimal(), amount.pays.decimal())
}

#[test]
fn a_main_assembly_gives_the_car_back_for_7_days_and_a_new_assembly_for_60() {
    for (found, km, expected) in [
        ("2026-01-18", 100, vec!["refund", "exchange", "replace_assembly", "repair", "compensation"]),
        ("2026-01-19", 100, vec!["refund", "exchange", "replace_assembly", "repair", "compensation"]),
        ("2026-01-20", 100, vec!["replace_assembly", "repair"]),
        ("2026-03-13", 3000, vec!["replace_assembly", "repair"]), // day 60
        ("2026-03-13", 3001, vec!["repair"]),
        ("2026-03-14", 3000, vec!["repair"]),
    ] {
        let facts = car(json!({"mileage_km": km, "fault": {"found_on": found, "major_assembly": "engine"}}));
        assert_eq!(offered(&decided(&facts)), expected, "{found} {km}");
    }
}

#[test]
fn the_four_assemblies_count_however_they_are_named() {
    for (changes, expected) in [
        (json!({"part": "traction_battery"}), true),
        (json!({"fault": {"major_assembly": "Drive motor"}}), true),
        (json!({"fault": {"major_assembly": "gearbox"}}), true),
        (json!({"fault": {"major_assembly": "sunroof"}}), false),
        (json!({}), false),
    ] {
        assert_eq!(offers(&car(changes.clone()), Remedy::ReplaceAssembly), expected, "{changes}");
    }
}

#[test]
fn a_serious_safety_fault_gives_the_car_back_without_fee_for_60_days_and_3000_km() {
    for (fault, found, km, refund) in [
        (json!({"serious_safety": true}), "2026-03-12", 3000, true),
        (json!({"serious_safety": true}), "2026-03-13", 3000, true),
        (json!({"serious_safety": true}), "2026-03-14", 3000, false),
        (json!({"serious_safety": true}), "2026-03-13", 3001, false),
        (json!({"code": "brake failure"}), "2026-03-13", 2000, true),
        (json!({"code": "brake failure", "serious_safety": false}), "2026-03-13", 2000, false),
        (json!({"code": "suspension knock"}), "2026-03-13", 2000, false),
    ] {
        let fault = merged(fault, json!({"found_on": found}));
        let decision = decided(&car(json!({"mileage_km": km, "fault": fault})));
        assert_eq!(decision.offers(Remedy::Refund).is_some(), refund, "{fault} {km}");
        if refund {
            assert_eq!(fee(&decision), ("0.00".into(), "180000.00".into()), "{fault}");
        }
    }
}

#[test]
fn the_term_of_repair_ends_after_three_years_or_60000_km() {
    for (found, km, free) in [
        ("2029-01-11", 59_999, true),
        ("2029-01-12", 60_000, true),
        ("2029-01-13", 60_000, false),
        ("2028-01-12", 60_001, false),
    ] {
        let decision = decided(&car(json!({"mileage_km": km, "fault": {"found_on": found}})));
        assert_eq!(offered(&decision) == ["repair"], free, "{found} {km}");
        assert_eq!((decision.term.in_term, decision.term.km), (Some(free), Some(60_000)), "{found} {km}");
    }
}

fn repaired(times: usize, code: &str) -> Vec<Value> {
    let repair = |n: usize| {
        let taken_in = aftercare_kernel::calendar::days_after(day("2026-02-02"), u32::try_from(n * 30).expect("few"));
        let out = aftercare_kernel::calendar::days_after(taken_in, 1);
        json!({"in": taken_in, "out": out, "code": code, "outcome": "recurred"})
    };
    (0..times).map(repair).collect()
}

#[test]
fn exchange_and_refund_end_after_two_years_or_50000_km() {
    for (found, km, refund) in [
        ("2028-01-11", 49_999, true),
        ("2028-01-12", 50_000, true),
        ("2028-01-13", 50_000, false),
        ("2028-01-12", 50_001, false),
    ] {
        let fault = json!({"code": "knock", "found_on": found});
        let facts = car(json!({"mileage_km": km, "fault": fault, "repairs": repaired(5, "knock")}));
        assert_eq!(offers(&facts, Remedy::Refund), refund, "{found} {km}");
        assert!(offers(&facts, Remedy::Repair), "{found} {km}");
    }
}

#[test]
fn the_fifth_repair_of_the_same_fault_gives_the_car_back() {
    for (times, code, refund) in [(4, "knock", false), (5, "knock", true), (6, "Knock", true), (5, "rattle", false)] {
        let fault = json!({"code": "knock", "found_on": "2026-09-01"});
        let facts = car(json!({"mileage_km": 9000, "fault": fault, "repairs": repaired(times, code)}));
        assert_eq!(offers(&facts, Remedy::Refund), refund, "{times} {code}");
    }
}

#[test]
fn two_repairs_of_a_serious_safety_fault_give_the_car_back() {
    for (times, serious, refund) in [(1, true, false), (2, true, true), (2, false, false)] {
        let fault = json!({"code": "brake failure", "serious_safety": serious, "found_on": "2026-09-01"});
        let facts = car(json!({"mileage_km": 9000, "fault": fault, "repairs": repaired(times, "brake failure")}));
        assert_eq!(offers(&facts, Remedy::Exchange), refund, "{times} {serious}");
    }
}

#[test]
fn repairs_of_another_serious_fault_count_and_those_of_other_faults_do_not() {
    for (now, codes, refund) in [
        (json!("brake failure"), [json!("brake_failure"), json!("Steering failure")], true),
        (json!("brake failure"), [json!("brake_failure"), json!("rattle")], false),
        (json!("brake failure"), [json!("brake_failure"), json!(null)], true), // taken to be of this one
        (json!("loose wheel"), [json!("loose wheel"), json!("loose-wheel")], true), // serious as the station found
        (json!(null), [json!("rattle"), json!("rattle")], true),               // of what, nobody said
    ] {
        let fault = json!({"code": now, "serious_safety": true, "found_on": "2026-09-01"});
        let repairs: Vec<Value> =
            repaired(2, "").into_iter().zip(&codes).map(|(one, code)| merged(one, json!({"code": code}))).collect();
        let facts = car(json!({"mileage_km": 9000, "fault": fault, "repairs": repairs}));
        assert_eq!(offers(&facts, Remedy::Refund), refund, "{now} {codes:?}");
    }
}

#[test]
fn repairs_without_a_code_are_asked_about_where_they_might_be_of_the_same_fault() {
    for (same, without_code, asked) in
        [(3, 1, false), (3, 2, true), (0, 4, false), (0, 5, true), (4, 0, false), (4, 1, true), (5, 1, false)]
    {
        let untold = repaired(without_code, "").into_iter().map(|one| merged(one, json!({"code": null})));
        let repairs: Vec<Value> = repaired(same, "knock").into_iter().chain(untold).collect();
        let fault = json!({"code": "knock", "found_on": "2026-09-01"});
        let decision = decided(&car(json!({"mileage_km": 9000, "fault": fault, "repairs": repairs})));
        assert_eq!(flagged(&decision, "repairs.code.unknown"), asked, "{same} and {without_code}");
    }
}

#[test]
fn an_assembly_replaced_twice_that_still_fails_gives_the_car_back() {
    for (assembly, replaced, refund) in [
        (json!("gearbox"), 1, false),
        (json!("gearbox"), 2, true),
        (json!("gearbox"), 3, true),
        (json!(null), 2, false),
    ] {
        let fault = json!({"major_assembly": assembly, "found_on": "2026-09-01"});
        let facts = car(json!({"fault": fault, "part_exchanges": replaced}));
        assert_eq!(offers(&facts, Remedy::Refund), refund, "{assembly} {replaced}");
    }
}

#[test]
fn in_the_first_days_the_exchange_without_a_fee_goes_before_the_one_with_it() {
    let fault = json!({"serious_safety": true, "code": "brake failure", "found_on": "2026-03-13"});
    let facts = car(json!({"mileage_km": 2000, "fault": fault, "repairs": repaired(2, "brake failure")}));
    let decision = decided(&facts);
    let exchange = decision.offers(Remedy::Exchange).expect("an exchange");
    assert_eq!((&*exchange.article.reference, exchange.amount), ("art 23", None));
    assert_eq!(fee(&decision), ("0.00".into(), "180000.00".into()));
}

#[test]
fn more_than_30_days_in_repair_give_the_car_back_but_transport_does_not_count() {
    for (out, excluded, refund) in
        [("2026-03-04", 0, false), ("2026-03-05", 0, true), ("2026-03-05", 1, false), ("2026-03-14", 10, false)]
    {
        let repairs = json!([{"in": "2026-02-02", "out": out, "excluded_days": excluded, "outcome": "fixed"}]);
        let facts = car(json!({"repairs": repairs, "fault": {"found_on": "2026-05-06"}}));
        assert_eq!(offers(&facts, Remedy::Refund), refund, "{out} {excluded}");
    }
}

#[test]
fn the_rest_of_a_day_in_an_open_repair_counts_as_one_where_the_hour_is_known() {
    for (taken_in, as_of, refund) in [
        ("2026-02-02", "2026-03-04", false), // 30 days
        ("2026-02-02", "2026-03-05", true),
        ("2026-02-02T10:00:00+08:00", "2026-03-03", false), // 29 days and a rest
        ("2026-02-02T10:00:00+08:00", "2026-03-04", true),
    ] {
        let stay = json!({"fault": {"found_on": "2026-02-02"}, "open_repair": {"in": taken_in}, "as_of": as_of});
        assert_eq!(offers(&car(stay), Remedy::Refund), refund, "{taken_in} {as_of}");
    }
}

#[test]
fn the_fee_for_use_is_price_by_distance_and_at_most_the_price() {
    for (km, rate, deduction, pays) in [
        (12_600, json!("0.005"), "11340.00", "168660.00"),
        (12_600, json!("0.003"), "6804.00", "173196.00"),
        (12_600, json!("0.02"), "11340.00", "168660.00"), // no more than the law's
        (12_600, json!(null), "11340.00", "168660.00"),
        (0, json!("0.005"), "0.00", "180000.00"),
        (50_000, json!("0.005"), "45000.00", "135000.00"),
        (1, json!("0.005"), "0.90", "179999.10"),
    ] {
        let fault = json!({"code": "knock", "found_on": "2026-09-01"});
        let facts = car(json!({"mileage_km": km, "use_rate": rate, "fault": fault, "repairs": repaired(5, "knock")}));
        let decision = decided(&facts);
        assert_eq!(fee(&decision), (deduction.into(), pays.into()), "{km} {rate}");
        let exchange = decision.offers(Remedy::Exchange).and_then(|offer| offer.amount).expect("a fee");
        assert_eq!((exchange.deduction.decimal().as_str(), exchange.km), (deduction, Some(km)), "{km} {rate}");
        assert_eq!(decision.flags.contains(&"use_rate.above_the_law".to_owned()), rate == "0.02");
    }
}

#[test]
fn half_a_cent_of_the_fee_rounds_up() {
    for (km, deduction) in [(9, "0.00"), (10, "0.01"), (29, "0.01"), (30, "0.02")] {
        // 100.00 at 0.5 % for 1000 km: a twentieth of a cent for each.
        let fault = json!({"code": "knock", "found_on": "2026-09-01"});
        let facts = car(json!({"price": "100.00", "mileage_km": km, "fault": fault, "repairs": repaired(5, "knock")}));
        assert_eq!(fee(&decided(&facts)).0, deduction, "{km}");
    }
}

#[test]
fn the_arithmetic_of_the_fee_is_said() {
    let fault = json!({"code": "knock", "found_on": "2026-09-01"});
    let decision = decided(&car(json!({"mileage_km": 12_600, "fault": fault, "repairs": repaired(5, "knock")})));
    let why = &decision.offers(Remedy::Refund).expect("a refund").why;
    assert_eq!(
        why.zh_cn,
        "同一故障已修理5次，超过4次。使用补偿系数0.5%：180000.00元×12600公里÷1000×0.5%＝11340.00元。"
    );
    assert!(why.en.ends_with("Fee for use: CNY 180000.00 × 12600 km ÷ 1000 × 0.5% = CNY 11340.00."), "{}", why.en);
}

#[test]
fn a_car_to_use_is_due_from_the_sixth_day_of_24_hours() {
    for (taken_in, as_of, due) in [
        ("2026-04-13", "2026-04-18", false),
        ("2026-04-13", "2026-04-19", true),
        ("2026-04-13T10:00:00+08:00", "2026-04-17", false),
        ("2026-04-13T10:00:00+08:00", "2026-04-18", true), // five days of 24 hours and a rest
    ] {
        let facts = car(json!({"fault": {"found_on": "2026-04-13"}, "open_repair": {"in": taken_in}, "as_of": as_of}));
        assert_eq!(decided(&facts).loaner.due, due, "{taken_in} {as_of}");
    }
}

#[test]
fn the_seller_answers_in_10_working_days_and_is_done_in_20() {
    let facts = car(json!({"fault": {"found_on": "2026-01-15", "major_assembly": "engine"}}));
    let decision = decided(&facts);
    assert_eq!(decision.deadline(ClockKind::Answer), Some(day("2026-01-29")));
    assert_eq!(decision.deadline(ClockKind::Completion), Some(day("2026-02-12")));
    let repair_only = decided(&car(json!({})));
    assert_eq!((repair_only.deadline(ClockKind::Answer), repair_only.deadline(ClockKind::Completion)), (None, None));
}

#[test]
fn the_term_counts_from_delivery_and_after_an_exchange_anew() {
    let start = |changes| decided(&car(changes)).term.start;
    assert_eq!(start(json!({"sold_on": "2026-01-05"})), Some(day("2026-01-12")));
    assert_eq!(start(json!({"sold_on": "2026-01-05", "delivered_on": null})), Some(day("2026-01-05")));
    assert_eq!(start(json!({"exchanged_on": "2026-01-14"})), Some(day("2026-01-14")));
}

#[test]
fn service_elsewhere_closes_nothing_and_modification_does() {
    for (cause, free) in [("opened_by_other", true), ("modification", false), ("misuse", false)] {
        assert_eq!(offers(&car(json!({"fault": {"cause": cause}})), Remedy::Repair), free, "{cause}");
    }
}

#[test]
fn what_hangs_on_an_unknown_mileage_is_open_and_flagged() {
    let decision = decided(&car(json!({"mileage_km": null, "fault": {"major_assembly": "engine"}})));
    assert!(decision.offers(Remedy::ReplaceAssembly).is_some());
    assert!(decision.flags.contains(&"mileage_km.unknown".to_owned()));
}

#[test]
fn a_fault_soon_after_an_exchange_is_flagged_where_it_is_one_that_opens_a_window() {
    // Exchanged on 16 January: 60 days from delivery are over on 13 March, from the exchange on 17 March.
    for (found, assembly, review) in [
        ("2026-03-13", json!("engine"), false),
        ("2026-03-14", json!("engine"), true),
        ("2026-03-17", json!("engine"), true),
        ("2026-03-18", json!("engine"), false),
        ("2026-03-17", json!(null), false),
    ] {
        let fault = json!({"found_on": found, "major_assembly": assembly});
        let flags = decided(&car(json!({"exchanged_on": "2026-01-16", "fault": fault}))).flags;
        let flag = "cn.car.2021.windows.after_exchange.review".to_owned();
        assert_eq!(flags.contains(&flag), review, "{found} {assembly}");
    }
}

#[test]
fn a_day_of_delivery_that_nobody_told_is_flagged_where_the_invoice_stands_in_for_it() {
    for (changes, flagged) in [
        (json!({}), false),
        (json!({"sold_on": "2026-01-12", "delivered_on": null}), true),
        (json!({"sold_on": "2026-01-12"}), false),
        (json!({"sold_on": "2026-01-10", "delivered_on": null, "exchanged_on": "2026-01-12"}), false), // counts anew
        (json!({"delivered_on": null}), false), // nothing stands in: the sale itself is unknown
    ] {
        let flags = decided(&car(changes.clone())).flags;
        assert_eq!(flags.contains(&"delivered_on.unknown".to_owned()), flagged, "{changes}");
        let neither = changes == json!({"delivered_on": null});
        assert_eq!(flags.contains(&"sold_on.unknown".to_owned()), neither, "{changes}");
    }
}
