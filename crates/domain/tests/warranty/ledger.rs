//! The day ledger: each day of a term is counted or left out, and the sums are those of the decision.

use crate::kit::{REGIMES, day, decided, phone};
use aftercare_domain::warranty::{DayKind, Facts, TermLedger, day_ledger};
use aftercare_kernel::{BusinessCalendar, calendar::days_after};
use serde_json::{Value, json};

fn ledgers(facts: &Value) -> Vec<TermLedger> {
    let read = Facts::read(facts).expect("facts");
    day_ledger(&REGIMES, &read, day("2026-06-30"), &BusinessCalendar::china()).expect("a ledger")
}

fn without_gaps(ledger: &TermLedger) -> bool {
    ledger.days.windows(2).all(|pair| days_after(pair[0].to, 1) == pair[1].from)
}

#[test]
fn a_year_without_repairs_counts_every_day_but_the_first() {
    for (sold, counted) in [("2025-03-03", 365), ("2023-03-02", 366)] {
        let ledger = &ledgers(&phone(json!({"sold_on": sold, "fault": {"found_on": sold}})))[0];
        assert_eq!((ledger.of_kind(DayKind::FirstDay), ledger.of_kind(DayKind::Counted)), (1, counted), "{sold}");
        assert!(without_gaps(ledger));
    }
}

#[test]
fn days_in_repair_are_left_out_and_the_sums_are_the_decision_s() {
    let repairs = json!([
        {"in": "2025-06-03", "out": "2025-06-10", "outcome": "fixed"},
        {"in": "2025-09-01", "out": "2025-09-01", "outcome": "fixed"},
        {"in": "2026-01-20", "out": "2026-01-25", "excluded_days": 2, "outcome": "fixed"},
    ]);
    let facts = phone(json!({"sold_on": "2025-01-14", "repairs": repairs, "fault": {"found_on": "2026-01-26"}}));
    let (ledger, term) = (&ledgers(&facts)[0], decided(&facts).term);
    assert_eq!(ledger.of_kind(DayKind::InRepair), term.extended_days);
    assert_eq!((Some(ledger.start), Some(ledger.end)), (term.start, term.end));
    assert_eq!(ledger.days.last().map(|days| days.to), term.end);
    assert_eq!(ledger.of_kind(DayKind::Counted), 365);
    assert!(without_gaps(ledger));
}

#[test]
fn a_last_day_on_a_holiday_shows_the_days_it_moved() {
    let ledger = &ledgers(&phone(json!({"sold_on": "2024-10-03", "fault": {"found_on": "2024-10-08"}})))[0];
    assert_eq!((ledger.end, ledger.of_kind(DayKind::MovedOffHoliday)), (day("2025-10-09"), 6));
}

#[test]
fn after_an_exchange_both_terms_are_shown() {
    let repairs = json!([{"in": "2025-02-03", "out": "2025-02-10"}, {"in": "2025-04-01", "out": "2025-04-05"}]);
    let both = ledgers(&phone(json!({
        "sold_on": "2025-01-14", "exchanged_on": "2025-03-12", "repairs": repairs, "fault": {"found_on": "2025-07-01"},
    })));
    let [first, second] = both.as_slice() else { panic!("two terms: {both:?}") };
    assert!(first.ended_by_exchange && !second.ended_by_exchange);
    assert_eq!(first.days.last().map(|days| days.to), Some(day("2025-03-12")));
    assert_eq!((first.of_kind(DayKind::InRepair), second.of_kind(DayKind::InRepair)), (7, 4));
    assert_eq!((second.start, second.end), (day("2025-03-12"), day("2026-03-16")));
}

#[test]
fn a_term_is_ended_by_an_exchange_before_its_last_day_only() {
    for (exchanged, early, last) in
        [("2026-01-13", true, "2026-01-13"), ("2026-01-14", false, "2026-01-14"), ("2026-01-15", false, "2026-01-14")]
    {
        let facts =
            phone(json!({"sold_on": "2025-01-14", "exchanged_on": exchanged, "fault": {"found_on": exchanged}}));
        let first = &ledgers(&facts)[0];
        assert_eq!(first.ended_by_exchange, early, "{exchanged}");
        assert_eq!(first.days.last().map(|days| days.to), Some(day(last)), "{exchanged}");
    }
}

#[test]
fn where_the_law_sets_no_term_there_is_no_ledger() {
    assert!(
        ledgers(&json!({"regime": "cn.consumer-law", "delivered_on": "2026-03-02", "as_of": "2026-03-05"})).is_empty()
    );
}
