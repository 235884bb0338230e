//! Phones, main unit: the day before, on and after each border of the law.

use crate::kit::{day, decided, offered, offers, phone};
use aftercare_domain::warranty::{ClockKind, Remedy, ServiceType};
use serde_json::json;

const FIRST_WEEK: &[&str] = &["refund", "exchange", "exchange_main_unit", "repair"];
const SECOND_WEEK: &[&str] = &["exchange_main_unit", "repair"];
const TERM: &[&str] = &["repair"];

#[test]
fn the_windows_of_7_and_15_days_close_on_their_last_day() {
    for (found, expected) in [
        ("2026-03-02", FIRST_WEEK), // the day of sale itself
        ("2026-03-08", FIRST_WEEK),
        ("2026-03-09", FIRST_WEEK),
        ("2026-03-10", SECOND_WEEK),
        ("2026-03-16", SECOND_WEEK),
        ("2026-03-17", SECOND_WEEK),
        ("2026-03-18", TERM),
    ] {
        let decision = decided(&phone(json!({"fault": {"found_on": found}})));
        assert_eq!(offered(&decision), expected, "{found}");
        assert_eq!(decision.service_type(), ServiceType::Warranty, "{found}");
    }
}

#[test]
fn the_first_week_pays_the_whole_price_until_its_last_day() {
    let decision = decided(&phone(json!({"fault": {"found_on": "2026-03-05"}})));
    let refund = decision.offers(Remedy::Refund).expect("a refund");
    let amount = refund.amount.expect("an amount");
    assert_eq!((amount.pays.decimal(), amount.deduction.decimal()), ("3000.00".into(), "0.00".into()));
    assert_eq!(refund.until, Some(day("2026-03-09")));
    assert_eq!(&*refund.article.reference, "art 11");
    let on_the_last_day = decided(&phone(json!({"fault": {"found_on": "2026-03-09"}})));
    assert_eq!(on_the_last_day.offers(Remedy::Refund).and_then(|offer| offer.until), Some(day("2026-03-09")));
}

#[test]
fn a_last_day_on_a_public_holiday_moves_and_on_a_weekend_it_stays() {
    for (sold, found, refund) in [
        ("2025-09-24", "2025-10-01", true), // day 7 is the first of the National Day holiday …
        ("2025-09-24", "2025-10-08", true),
        ("2025-09-24", "2025-10-09", true), // … so the first working day after it is the last
        ("2025-09-24", "2025-10-10", false),
        ("2025-09-23", "2025-09-30", true),
        ("2025-09-23", "2025-10-01", false),
        ("2025-11-01", "2025-11-08", true), // a Saturday
        ("2025-11-01", "2025-11-09", false),
    ] {
        let facts = phone(json!({"sold_on": sold, "fault": {"found_on": found}}));
        assert_eq!(offers(&facts, Remedy::Refund), refund, "{sold} {found}");
    }
}

#[test]
fn the_term_ends_on_the_corresponding_day_or_the_month_s_last() {
    for (sold, end, moved) in [
        ("2023-03-02", "2024-03-02", false),
        ("2024-02-29", "2025-02-28", false),
        ("2023-02-28", "2024-02-28", false),
        ("2024-10-03", "2025-10-09", true), // 3 October is in the holiday
        ("2024-12-31", "2025-12-31", false),
    ] {
        let decision = decided(&phone(json!({"sold_on": sold, "fault": {"found_on": sold}})));
        assert_eq!(decision.term.end, Some(day(end)), "{sold}");
        assert_eq!(decision.term.moved_off_holiday, moved, "{sold}");
    }
}

#[test]
fn free_repair_ends_with_the_term_and_repair_at_cost_follows() {
    for (found, free) in [("2027-03-01", true), ("2027-03-02", true), ("2027-03-03", false)] {
        let decision = decided(&phone(json!({"fault": {"found_on": found}})));
        assert_eq!(decision.offers(Remedy::Repair).is_some(), free, "{found}");
        assert_eq!(decision.offers(Remedy::PaidRepair).is_some(), !free, "{found}");
        assert_eq!(decision.term.in_term, Some(free), "{found}");
        assert_eq!(decision.service_type(), if free { ServiceType::Warranty } else { ServiceType::Paid });
    }
}

#[test]
fn days_in_repair_lengthen_the_term_while_it_runs() {
    let repairs = json!([
        {"in": "2025-06-03", "out": "2025-06-10", "outcome": "fixed"},
        {"in": "2026-01-20", "out": "2026-01-25", "outcome": "fixed"}, // in the 7 days that the first one gave
        {"in": "2026-02-20", "out": "2026-02-25", "outcome": "fixed"}, // after the end
    ]);
    let facts = phone(json!({"sold_on": "2025-01-14", "fault": {"found_on": "2026-01-26"}, "repairs": repairs}));
    let decision = decided(&facts);
    assert_eq!((decision.term.extended_days, decision.term.end), (12, Some(day("2026-01-26"))));
    assert_eq!(decision.term.in_term, Some(true));
}

#[test]
fn days_that_do_not_count_lengthen_nothing() {
    let repairs = json!([{"in": "2026-04-01", "out": "2026-04-11", "excluded_days": 4, "outcome": "fixed"}]);
    let decision = decided(&phone(json!({"fault": {"found_on": "2026-05-10"}, "repairs": repairs})));
    assert_eq!(decision.term.extended_days, 6);
}

#[test]
fn an_exchange_starts_the_term_anew_and_forgets_the_repairs_before_it() {
    let repairs = json!([
        {"in": "2025-02-03", "out": "2025-02-10", "outcome": "recurred"},
        {"in": "2025-03-04", "out": "2025-03-09", "outcome": "unusable"},
    ]);
    let facts = phone(json!({
        "sold_on": "2025-01-14", "exchanged_on": "2025-03-12", "repairs": repairs,
        "fault": {"found_on": "2025-07-01"},
    }));
    let decision = decided(&facts);
    assert_eq!((decision.term.start, decision.term.end), (Some(day("2025-03-12")), Some(day("2026-03-12"))));
    assert_eq!(decision.term.extended_days, 0);
    assert_eq!(offered(&decision), TERM);
}

#[test]
fn a_fault_soon_after_an_exchange_is_flagged_where_the_windows_from_the_sale_are_over() {
    // From the sale: 7 days until 9 March, 15 until 17 March; from the exchange until 11 and 19 March.
    for (found, listed, review) in [
        ("2026-03-09", json!(true), false), // open either way
        ("2026-03-10", json!(true), true),
        ("2026-03-11", json!(true), true),
        ("2026-03-12", json!(true), false), // 7 days over either way, 15 days open either way
        ("2026-03-17", json!(true), false),
        ("2026-03-18", json!(true), true),
        ("2026-03-19", json!(true), true),
        ("2026-03-20", json!(true), false),
        ("2026-03-19", json!(false), false), // no window is for a fault that the table does not list
    ] {
        let facts = phone(json!({"exchanged_on": "2026-03-04", "fault": {"found_on": found, "listed": listed}}));
        let flags = decided(&facts).flags;
        assert_eq!(
            flags.contains(&"cn.mobile.2001.windows.after_exchange.review".to_owned()),
            review,
            "{found} {listed}"
        );
    }
    let long_after = phone(json!({"exchanged_on": "2026-05-12", "fault": {"found_on": "2026-05-20"}}));
    assert_eq!(offered(&decided(&long_after)), TERM, "flagged, and not given");
}

#[test]
fn the_second_failed_repair_gives_an_exchange() {
    let repair =
        |month| json!({"in": format!("2026-{month}-01"), "out": format!("2026-{month}-04"), "outcome": "recurred"});
    for (months, exchange) in
        [(vec![], false), (vec!["04"], false), (vec!["04", "05"], true), (vec!["04", "05", "06"], true)]
    {
        let repairs: Vec<_> = months.iter().map(|month| repair(*month)).collect();
        let facts = phone(json!({"repairs": repairs, "fault": {"found_on": "2026-06-20"}}));
        assert_eq!(offers(&facts, Remedy::ExchangeMainUnit), exchange, "{months:?}");
    }
}

#[test]
fn two_repairs_that_failed_speak_for_themselves_when_no_fault_is_told() {
    let repairs = |outcome| json!([{"in": "2026-04-01", "out": "2026-04-04"}, {"in": "2026-05-01", "out": "2026-05-04", "outcome": outcome}]);
    for (outcome, expected) in [("unusable", vec!["refund", "exchange_main_unit", "repair"]), ("fixed", vec![])] {
        let facts = phone(json!({"repairs": repairs(outcome), "fault": null, "as_of": "2026-05-20"}));
        assert_eq!(offered(&decided(&facts)), expected, "{outcome}");
    }
}

#[test]
fn waiting_more_than_60_days_for_the_maker_or_30_for_the_repairer_gives_an_exchange() {
    for (waiting_on, as_of, exchange) in [
        ("manufacturer_parts", "2026-05-31", false), // day 60
        ("manufacturer_parts", "2026-06-01", true),
        ("repairer", "2026-05-01", false), // day 30
        ("repairer", "2026-05-02", true),
        ("none", "2026-06-30", false),
    ] {
        let facts = phone(json!({
            "fault": {"found_on": "2026-04-01"}, "as_of": as_of,
            "open_repair": {"in": "2026-04-01", "waiting_on": waiting_on},
        }));
        assert_eq!(offers(&facts, Remedy::ExchangeMainUnit), exchange, "{waiting_on} {as_of}");
    }
}

#[test]
fn only_the_wait_that_there_is_has_a_deadline_and_only_while_it_runs() {
    for (waiting_on, as_of, parts, delay) in [
        ("manufacturer_parts", "2026-04-20", Some("2026-06-01"), None),
        ("manufacturer_parts", "2026-05-31", Some("2026-06-01"), None),
        ("manufacturer_parts", "2026-06-01", None, None),
        ("repairer", "2026-05-01", None, Some("2026-05-02")),
        ("repairer", "2026-05-02", None, None),
        ("none", "2026-04-20", None, None),
    ] {
        let open_repair = json!({"in": "2026-04-01", "waiting_on": waiting_on});
        let facts = phone(json!({"fault": {"found_on": "2026-04-01"}, "as_of": as_of, "open_repair": open_repair}));
        let decision = decided(&facts);
        assert_eq!(decision.deadline(ClockKind::PartsWait), parts.map(day), "{waiting_on} {as_of}");
        assert_eq!(decision.deadline(ClockKind::RepairDelay), delay.map(day), "{waiting_on} {as_of}");
    }
}

#[test]
fn a_wait_that_outlasts_the_term_keeps_its_rights() {
    let facts = phone(json!({
        "sold_on": "2025-03-03", "fault": {"found_on": "2026-02-20"}, "as_of": "2026-06-01",
        "open_repair": {"in": "2026-02-20", "waiting_on": "manufacturer_parts"},
    }));
    assert_eq!(offered(&decided(&facts)), ["refund", "exchange_main_unit", "repair", "loaner"]);
}

#[test]
fn a_loaner_is_due_from_the_eighth_day_after_the_phone_came_in() {
    for (as_of, due) in [("2026-04-17", false), ("2026-04-20", false), ("2026-04-21", true), ("2026-05-30", true)] {
        let facts = phone(json!({
            "fault": {"found_on": "2026-04-13"}, "as_of": as_of, "open_repair": {"in": "2026-04-13", "waiting_on": "none"},
        }));
        let decision = decided(&facts);
        assert_eq!((decision.loaner.due, decision.loaner.from), (due, Some(day("2026-04-21"))), "{as_of}");
        assert_eq!(decision.offers(Remedy::Loaner).is_some(), due, "{as_of}");
        assert_eq!(decision.deadline(ClockKind::Loaner), (!due).then_some(day("2026-04-21")), "{as_of}");
    }
}

#[test]
fn the_hour_a_phone_came_in_counts_by_china_s_date() {
    for (time, from) in [
        ("2026-04-12T23:59:59+08:00", "2026-04-20"),
        ("2026-04-12T16:00:00Z", "2026-04-21"), // midnight in China
    ] {
        let facts =
            phone(json!({"as_of": "2026-04-15", "fault": {"found_on": "2026-04-12"}, "open_repair": {"in": time}}));
        assert_eq!(decided(&facts).loaner.from, Some(day(from)), "{time}");
    }
}

#[test]
fn no_loaner_for_a_repair_that_is_not_free() {
    let facts = phone(json!({
        "as_of": "2026-05-01", "open_repair": {"in": "2026-04-13"}, "fault": {"found_on": "2026-04-13", "cause": "liquid"},
    }));
    let decision = decided(&facts);
    assert!(!decision.loaner.due && decision.refuses(Remedy::Loaner).is_some());
}

#[test]
fn a_repair_must_hold_30_days_past_the_end_of_the_term_too() {
    // Sold 2025-04-14; 3 days in repair, so the term ends on 2026-04-17. 30 days from 2026-04-13 end on 2026-05-13.
    let repairs = json!([{"in": "2026-04-10", "out": "2026-04-13", "outcome": "fixed"}]);
    for (found, free) in [("2026-04-17", true), ("2026-05-12", true), ("2026-05-13", true), ("2026-05-14", false)] {
        let facts = phone(json!({"sold_on": "2025-04-14", "repairs": repairs, "fault": {"found_on": found}}));
        assert_eq!(offers(&facts, Remedy::Repair), free, "{found}");
    }
}

#[test]
fn a_repair_after_the_term_gives_no_free_one() {
    let repairs = json!([{"in": "2026-05-10", "out": "2026-05-13", "outcome": "fixed"}]);
    let facts = phone(json!({"sold_on": "2025-04-14", "repairs": repairs, "fault": {"found_on": "2026-05-20"}}));
    assert!(!offers(&facts, Remedy::Repair));
}

#[test]
fn a_refund_instead_of_an_exchange_depends_on_the_stock() {
    let repairs = json!([
        {"in": "2023-11-01", "out": "2023-11-09", "outcome": "recurred"},
        {"in": "2024-01-10", "out": "2024-01-16", "outcome": "recurred"},
    ]);
    for (stock, pays, flagged) in
        [(json!(true), "585.00", false), (json!(false), "3000.00", false), (json!(null), "585.00", true)]
    {
        let facts = phone(json!({
            "sold_on": "2023-09-12", "as_of": "2024-03-05", "fault": {"found_on": "2024-03-01"},
            "repairs": repairs, "same_model_in_stock": stock,
        }));
        let decision = decided(&facts);
        let amount = decision.offers(Remedy::Refund).and_then(|offer| offer.amount).expect("an amount");
        assert_eq!(amount.pays.decimal(), pays, "{stock}");
        assert_eq!(decision.flags.contains(&"same_model_in_stock.unknown".to_owned()), flagged, "{stock}");
    }
}

#[test]
fn the_deduction_never_takes_more_than_the_price() {
    let repairs = json!([
        {"in": "2023-11-01", "out": "2023-11-02", "outcome": "recurred"},
        {"in": "2024-01-10", "out": "2024-01-11", "outcome": "recurred"},
    ]);
    for (as_of, days, pays) in [("2024-03-31", 199, "15.00"), ("2024-04-01", 200, "0.00"), ("2024-08-01", 322, "0.00")]
    {
        let facts = phone(json!({
            "sold_on": "2023-09-12", "fault": {"found_on": "2024-03-01"}, "as_of": as_of,
            "repairs": repairs, "same_model_in_stock": true,
        }));
        let amount = decided(&facts).offers(Remedy::Refund).and_then(|offer| offer.amount).expect("an amount");
        assert_eq!((amount.days, amount.pays.decimal().as_str()), (days, pays), "{as_of}");
    }
}

#[test]
fn a_deduction_on_a_sale_since_july_2024_is_flagged_and_the_brand_may_waive_it() {
    let repairs = json!([
        {"in": "2024-08-01", "out": "2024-08-02", "outcome": "recurred"},
        {"in": "2024-09-10", "out": "2024-09-11", "outcome": "recurred"},
    ]);
    let flag = "cn.sd778.art18.review".to_owned();
    for (sold, promises, flagged, whole) in [
        ("2024-06-30", json!([]), false, false),
        ("2024-07-01", json!([]), true, false),
        ("2024-07-01", json!([{"remedy": "refund", "waive_deduction": true}]), true, true),
    ] {
        let facts = phone(json!({
            "sold_on": sold, "fault": {"found_on": "2024-10-08"}, "repairs": repairs, "same_model_in_stock": true,
            "promises": promises,
        }));
        let decision = decided(&facts);
        let amount = decision.offers(Remedy::Refund).and_then(|offer| offer.amount).expect("an amount");
        assert_eq!(decision.flags.contains(&flag), flagged, "{sold}");
        assert_eq!(amount.deduction.is_zero(), whole, "{sold} {promises}");
    }
}

#[test]
fn since_july_2024_the_term_runs_from_delivery() {
    for (sold, delivered, start) in
        [("2024-06-30", "2024-07-04", "2024-06-30"), ("2024-07-01", "2024-07-04", "2024-07-04")]
    {
        let facts = phone(json!({"sold_on": sold, "delivered_on": delivered, "fault": {"found_on": "2024-07-10"}}));
        assert_eq!(decided(&facts).term.start, Some(day(start)), "{sold}");
    }
}

#[test]
fn the_seller_proves_for_six_months_and_then_the_consumer() {
    for (found, bearer) in [("2026-09-01", "seller"), ("2026-09-02", "seller"), ("2026-09-03", "consumer")] {
        let decision = decided(&phone(json!({"fault": {"found_on": found}})));
        assert_eq!(decision.burden_of_proof.map(|burden| burden.name()), Some(bearer), "{found}");
    }
}

#[test]
fn a_remedy_not_given_in_15_days_counts_as_refused() {
    let decision = decided(&phone(json!({})));
    assert_eq!(decision.deadline(ClockKind::DeemedRefusal), Some(day("2026-03-27")));
    let nothing_due = decided(&phone(json!({"fault": {"cause": "misuse"}})));
    assert_eq!(nothing_due.clocks, []);
}

#[test]
fn a_right_that_opened_in_time_stays_and_says_that_the_question_came_late() {
    let decision = decided(&phone(json!({"fault": {"found_on": "2026-03-08"}, "as_of": "2026-03-20"})));
    assert_eq!(offered(&decision), FIRST_WEEK);
    assert_eq!(decision.offers(Remedy::Refund).and_then(|offer| offer.until), None);
    assert!(decision.flags.contains(&"fault.asked_after_window".to_owned()));
}
