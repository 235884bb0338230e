//! Fixed phones, computers, audio-video and the eighteen products: what differs from phones, at each border.

use crate::kit::{day, decided, flagged, goods, offered, try_decide};
use aftercare_domain::warranty::{Decision, Remedy};
use serde_json::json;

#[test]
fn seven_and_fifteen_days_hold_for_every_text_of_goods() {
    for (regime, category) in [
        ("cn.fixedphone.2001", "fixed_phone"),
        ("cn.computer.2002", "microcomputer"),
        ("cn.av.2002", "disc_player"),
        ("cn.general18.1995", "washing_machine"),
    ] {
        for (found, expected) in [
            ("2026-03-08", vec!["refund", "exchange", "repair"]),
            ("2026-03-09", vec!["refund", "exchange", "repair"]),
            ("2026-03-10", vec!["exchange", "repair"]),
            ("2026-03-17", vec!["exchange", "repair"]),
            ("2026-03-18", vec!["repair"]),
            ("2027-03-02", vec!["repair"]),
            ("2027-03-03", vec![]),
        ] {
            let decision = decided(&goods(regime, category, json!({"fault": {"found_on": found}})));
            assert_eq!(offered(&decision), expected, "{regime} {found}");
        }
    }
}

#[test]
fn a_main_part_has_its_own_longer_term() {
    for (regime, category, part, last, after) in [
        ("cn.computer.2002", "laptop", "mainboard", "2028-03-02", "2028-03-03"),
        ("cn.computer.2002", "laptop", "Hard disk", "2028-03-02", "2028-03-03"),
        ("cn.av.2002", "disc_player", "laser_head", "2028-03-02", "2028-03-03"),
        ("cn.general18.1995", "bicycle", "frame", "2028-03-02", "2028-03-03"),
        ("cn.general18.1995", "colour_tv", "integrated_circuit", "2029-03-02", "2029-03-03"),
        ("cn.general18.1995", "bw_tv", "main_part", "2029-03-02", "2029-03-03"),
    ] {
        let asked = |found| goods(regime, category, json!({"part": part, "fault": {"found_on": found}}));
        assert_eq!(offered(&decided(&asked("2026-09-01"))), ["repair", "repair_part"], "{part}");
        let on_the_last_day = decided(&asked(last));
        assert_eq!(offered(&on_the_last_day), ["repair_part"], "{part}");
        assert_eq!((on_the_last_day.term.end, on_the_last_day.term.in_term), (Some(day(last)), Some(true)), "{part}");
        let later = decided(&asked(after));
        assert!(offered(&later).is_empty() && later.offers(Remedy::PaidRepair).is_some(), "{part}");
        assert!(later.refuses(Remedy::RepairPart).is_some() && later.refuses(Remedy::Refund).is_some(), "{part}");
    }
}

#[test]
fn a_main_part_that_fails_in_the_first_days_gives_the_rights_of_the_whole() {
    let facts = goods("cn.computer.2002", "laptop", json!({"part": "display", "fault": {"found_on": "2026-03-05"}}));
    assert_eq!(offered(&decided(&facts)), ["refund", "exchange", "repair", "repair_part"]);
}

#[test]
fn each_text_has_its_own_waits() {
    for (regime, category, waiting_on, last, first) in [
        ("cn.fixedphone.2001", "fixed_phone", "manufacturer_parts", "2026-05-31", "2026-06-01"), // 60 days
        ("cn.fixedphone.2001", "fixed_phone", "repairer", "2026-05-01", "2026-05-02"),           // 30 days
        ("cn.general18.1995", "washing_machine", "manufacturer_parts", "2026-06-30", "2026-07-01"), // 90 days
        ("cn.general18.1995", "washing_machine", "repairer", "2026-05-01", "2026-05-02"),
    ] {
        for (as_of, due) in [(last, false), (first, true)] {
            let facts = goods(
                regime,
                category,
                json!({
                    "fault": {"found_on": "2026-04-01"}, "as_of": as_of,
                    "open_repair": {"in": "2026-04-01", "waiting_on": waiting_on},
                }),
            );
            assert_eq!(decided(&facts).offers(Remedy::Exchange).is_some(), due, "{regime} {waiting_on} {as_of}");
        }
    }
}

#[test]
fn a_fixed_phone_has_a_loaner_from_the_fourth_day_and_a_washing_machine_none() {
    for (as_of, due) in [("2026-04-04", false), ("2026-04-05", true)] {
        let change = json!({"fault": {"found_on": "2026-04-01"}, "as_of": as_of, "open_repair": {"in": "2026-04-01"}});
        let phone = decided(&goods("cn.fixedphone.2001", "fixed_phone", change.clone()));
        assert_eq!((phone.loaner.due, phone.loaner.from), (due, Some(day("2026-04-05"))), "{as_of}");
        let machine = decided(&goods("cn.general18.1995", "washing_machine", change));
        assert_eq!((machine.loaner.due, machine.loaner.from), (false, None), "{as_of}");
    }
}

fn two_failed_repairs(regime: &str, category: &str, stock: bool) -> Decision {
    let repairs = json!([
        {"in": "2026-04-01", "out": "2026-04-06", "outcome": "recurred"},
        {"in": "2026-05-06", "out": "2026-05-11", "outcome": "recurred"},
    ]);
    let fault = json!({"found_on": "2026-06-09"});
    let changes = json!({"repairs": repairs, "fault": fault, "same_model_in_stock": stock, "as_of": "2026-06-10"});
    decided(&goods(regime, category, changes))
}

#[test]
fn the_catalogue_s_rate_is_deducted_and_one_that_nobody_saw_is_not_made_up() {
    // 100 calendar days less 10 in repair.
    for (regime, category, deduction, unknown) in [
        ("cn.general18.1995", "colour_tv", Some("270.00"), false),
        ("cn.general18.1995", "bicycle", Some("135.00"), false),
        ("cn.general18.1995", "washing_machine", None, true),
        ("cn.computer.2002", "microcomputer", Some("675.00"), false),
        ("cn.av.2002", "disc_player", None, true),
        ("cn.fixedphone.2001", "fixed_phone", None, true),
    ] {
        let decision = two_failed_repairs(regime, category, true);
        let refund = decision.offers(Remedy::Refund).expect("a refund");
        assert_eq!(refund.amount.map(|sum| sum.deduction.decimal()).as_deref(), deduction, "{category}");
        let flag = format!("{regime}.refund.same_model.rate_per_day.unknown");
        assert_eq!(flagged(&decision, &flag), unknown, "{category}: {:?}", decision.flags);
        let without_stock = two_failed_repairs(regime, category, false);
        let pays = without_stock.offers(Remedy::Refund).and_then(|offer| offer.amount).expect("a sum").pays;
        assert_eq!(pays.decimal(), "3000.00", "{category}");
    }
}

#[test]
fn a_term_taken_from_memory_is_flagged_and_one_that_was_read_is_not() {
    let flag = "cn.general18.1995.parts.main_unit.memory";
    let of = |category| decided(&goods("cn.general18.1995", category, json!({})));
    assert!(flagged(&of("washing_machine"), flag) && !flagged(&of("bicycle"), flag));
    let remembered_rate = two_failed_repairs("cn.computer.2002", "microcomputer", true);
    assert!(flagged(&remembered_rate, "cn.computer.2002.refund.same_model.memory"));
}

#[test]
fn lost_papers_cost_different_rights_in_different_texts() {
    for (regime, category, expected) in [
        ("cn.general18.1995", "bicycle", vec!["refund", "exchange", "repair"]), // all rights
        ("cn.computer.2002", "laptop", vec!["exchange", "repair"]),
    ] {
        let facts =
            goods(regime, category, json!({"documents": ["invoice_copy"], "fault": {"found_on": "2026-03-05"}}));
        assert_eq!(offered(&decided(&facts)), expected, "{regime}");
    }
}

#[test]
fn the_operator_proves_for_six_months_for_the_goods_that_the_law_names() {
    for (regime, category, found, bearer, review) in [
        ("cn.computer.2002", "microcomputer", "2026-09-02", "operator", false),
        ("cn.computer.2002", "microcomputer", "2026-09-03", "consumer", false),
        ("cn.general18.1995", "washing_machine", "2026-09-02", "operator", false),
        ("cn.general18.1995", "bicycle", "2026-09-02", "consumer", true),
        ("cn.general18.1995", "bicycle", "2026-09-03", "consumer", false), // over for whatever goods
    ] {
        let decision = decided(&goods(regime, category, json!({"fault": {"found_on": found}})));
        assert_eq!(decision.burden_of_proof.map(|burden| burden.name()), Some(bearer), "{category} {found}");
        assert_eq!(flagged(&decision, &format!("{regime}.burden.categories.review")), review, "{category}");
    }
}

#[test]
fn an_exchange_starts_the_term_anew() {
    let facts = goods(
        "cn.fixedphone.2001",
        "fixed_phone",
        json!({"exchanged_on": "2026-05-01", "fault": {"found_on": "2027-05-01"}}),
    );
    let decision = decided(&facts);
    assert_eq!((decision.term.start, offered(&decision)), (Some(day("2026-05-01")), vec!["repair"]));
}

#[test]
fn a_text_that_another_replaced_applies_to_older_sales_only() {
    let machine = |sold, found| {
        decided(&json!({
            "category": "combine_harvester", "country": "CN", "sold_on": sold,
            "fault": {"cause": "defect", "found_on": found},
        }))
    };
    assert_eq!(machine("2010-05-31", "2010-06-02").regime, "cn.agri.1998");
    assert_eq!(machine("2014-03-15", "2014-03-20").regime, "cn.consumer-law");
    for (sold, wrong) in [("2010-05-31", None), ("2010-06-01", Some("regime"))] {
        let named = json!({"regime": "cn.agri.1998", "sold_on": sold, "as_of": "2010-07-01"});
        assert_eq!(try_decide(&named).err().map(|e| e.field).as_deref(), wrong, "{sold}");
    }
    let between =
        json!({"category": "combine_harvester", "country": "CN", "sold_on": "2010-06-01", "as_of": "2010-07-01"});
    assert_eq!(try_decide(&between).expect_err("no text for that day").field, "category");
    for (sold, wrong) in [("2001-11-14", Some("regime")), ("2001-11-15", None)] {
        let named = json!({"regime": "cn.mobile.2001", "sold_on": sold, "as_of": "2001-12-01"});
        assert_eq!(try_decide(&named).err().map(|e| e.field).as_deref(), wrong, "{sold}");
    }
}

#[test]
fn whether_the_table_lists_the_fault_is_asked_only_where_a_right_hangs_on_it() {
    for (regime, category, asked) in [
        ("cn.general18.1995", "washing_machine", true),
        ("cn.computer.2002", "laptop", true),
        ("cn.car.2021", "car", false),
        ("cn.consumer-law", "lamp", false),
        ("eu.goods", "lamp", false),
    ] {
        let facts = goods(regime, category, json!({"mileage_km": 100, "fault": {"listed": null}}));
        assert_eq!(flagged(&decided(&facts), "fault.listed.unknown"), asked, "{regime}");
    }
}
