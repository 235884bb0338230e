//! What a person is asked to look up, and when nobody is: each flag where it matters and nowhere else.

use crate::kit::{car, day, decided, flagged, goods, in_europe, merged, phone};
use aftercare_domain::warranty::{Facts, Regimes, decide};
use aftercare_kernel::BusinessCalendar;
use serde_json::{Value, json};

/// Each question with whether it raises the flag.
fn assert_flag(flag: &str, questions: impl IntoIterator<Item = (Value, bool)>) {
    for (facts, expected) in questions {
        let decision = decided(&facts);
        assert_eq!(flagged(&decision, flag), expected, "{flag}: {facts} {:?}", decision.flags);
    }
}

#[test]
fn papers_are_asked_for_where_rights_hang_on_them() {
    assert_flag(
        "documents.unknown",
        [
            (phone(json!({"documents": null})), true),
            (phone(json!({"documents": []})), false),
            (phone(json!({"documents": null, "fault": {"cause": "liquid"}})), false), // nothing to lose
            (car(json!({})), false), // any proof of the sale gives every right
        ],
    );
}

#[test]
fn a_record_of_the_repairs_is_asked_for_where_an_exchange_rests_on_them() {
    let twice = json!([
        {"in": "2026-04-01", "out": "2026-04-04", "outcome": "recurred"},
        {"in": "2026-05-01", "out": "2026-05-04", "outcome": "recurred"},
    ]);
    let repaired = |documents: Value| phone(json!({"documents": documents, "repairs": twice}));
    let found = |facts: Value| merged(facts, json!({"fault": {"found_on": "2026-05-20"}}));
    assert_flag(
        "documents.repair_record.needed",
        [
            (found(repaired(json!(["invoice", "voucher"]))), true),
            (found(repaired(json!(["invoice", "voucher", "repair_record"]))), false),
            (found(repaired(json!(null))), false), // all papers are asked for
            (
                in_europe(
                    json!({"documents": [], "repairs": [{"in": "2026-08-10", "out": "2026-08-12", "outcome": "recurred"}]}),
                ),
                false, // no papers are needed there
            ),
        ],
    );
}

#[test]
fn what_an_open_repair_waits_for_is_asked_when_it_takes_too_long() {
    let waiting = |as_of, on: Value| {
        let open_repair = json!({"in": "2026-04-01", "waiting_on": on});
        phone(json!({"fault": {"found_on": "2026-04-01"}, "as_of": as_of, "open_repair": open_repair}))
    };
    assert_flag(
        "open_repair.waiting_on.unknown",
        [
            (waiting("2026-05-01", json!(null)), false), // day 30
            (waiting("2026-05-02", json!(null)), true),
            (waiting("2026-05-02", json!("none")), false),
        ],
    );
}

#[test]
fn a_term_that_ends_in_a_year_without_a_table_of_holidays_is_flagged_for_twelve_days() {
    let sold = |sold, found| phone(json!({"sold_on": sold, "fault": {"found_on": found}}));
    let lamp =
        |found| in_europe(json!({"delivered_on": "2030-09-28", "contract_on": null, "fault": {"found_on": found}}));
    assert_flag(
        "calendar.year_not_covered",
        [
            (sold("2030-09-28", "2031-09-28"), false), // the last day itself
            (sold("2030-09-28", "2031-09-29"), true),
            (sold("2030-09-28", "2031-10-10"), true),
            (sold("2030-09-28", "2031-10-11"), false), // no holiday is as long
            (sold("2025-03-03", "2026-03-04"), false), // the holidays of 2026 are known
            (lamp("2032-09-29"), false),               // no holiday moves a day there
        ],
    );
}

#[test]
fn a_later_law_is_named_where_it_moved_the_start_off_the_invoice() {
    let sale = |regime, changes| goods(regime, "lamp", merged(json!({"fault": {"found_on": "2024-07-20"}}), changes));
    let phones = |changes| sale("cn.mobile.2001", changes);
    let lamp = |changes| sale("cn.consumer-law", changes);
    assert_flag(
        "cn.sd778.art18.review",
        [
            (phones(json!({"sold_on": "2024-07-01", "delivered_on": "2024-07-04"})), true),
            (phones(json!({"sold_on": "2024-07-01", "delivered_on": "2024-07-01"})), false),
            (phones(json!({"sold_on": "2024-07-01"})), false),
            (phones(json!({"sold_on": null, "delivered_on": "2024-07-04"})), false), // no invoice to move it off
            (
                phones(json!({"sold_on": "2024-07-01", "delivered_on": "2024-07-04", "exchanged_on": "2024-07-08"})),
                false,
            ),
            (lamp(json!({"sold_on": "2024-06-30", "delivered_on": "2024-07-04"})), false), // its own law says so
            (lamp(json!({"sold_on": "2024-07-01", "delivered_on": "2024-07-04"})), true),
        ],
    );
}

#[test]
fn a_window_that_closed_before_the_question_is_flagged_from_the_day_after_it() {
    let asked = |as_of, listed| phone(json!({"fault": {"found_on": "2026-03-08", "listed": listed}, "as_of": as_of}));
    assert_flag(
        "fault.asked_after_window",
        [
            (asked("2026-03-08", true), false),
            (asked("2026-03-09", true), false), // day 7
            (asked("2026-03-10", true), true),
            (asked("2026-03-10", false), false), // no window is for it
            (phone(json!({"fault": {"found_on": "2026-03-20"}, "as_of": "2026-03-25"})), false), // both had closed
        ],
    );
}

#[test]
fn goods_that_the_text_does_not_name_are_flagged() {
    assert_flag(
        "category.not_in_regime",
        [
            (phone(json!({"category": "tablet"})), true),
            (phone(json!({"category": "mobile_phone"})), false),
            (phone(json!({})), false),
            (in_europe(json!({"category": "lamp"})), false), // its law is for any goods
        ],
    );
}

#[test]
fn the_day_of_the_contract_is_asked_for_where_a_repair_would_lengthen_the_term() {
    let repairs = json!([{"in": "2026-08-10", "out": "2026-08-12", "outcome": "fixed"}]);
    assert_flag(
        "contract_on.unknown",
        [
            (in_europe(json!({"contract_on": null})), false), // never repaired
            (in_europe(json!({"contract_on": null, "repairs": repairs})), true),
            (in_europe(json!({"repairs": repairs})), false),
            (phone(json!({"repairs": [{"in": "2026-03-04", "out": "2026-03-06"}]})), false),
        ],
    );
}

#[test]
fn a_price_is_asked_for_where_money_is_paid_back() {
    assert_flag(
        "price.unknown",
        [
            (phone(json!({"price": null, "fault": {"found_on": "2026-03-05"}})), true),
            (phone(json!({"price": null, "standalone_price": "99.00", "fault": {"found_on": "2026-03-05"}})), true),
            (phone(json!({"price": null, "fault": {"found_on": "2026-03-12"}})), false), // no refund
            (phone(json!({"fault": {"found_on": "2026-03-05"}})), false),
        ],
    );
}

#[test]
fn how_often_an_accessory_was_exchanged_is_asked_of_who_wants_the_money() {
    let charger = |changes| phone(merged(json!({"part": "charger"}), changes));
    assert_flag(
        "part_exchanges.unknown",
        [
            (charger(json!({"wants": "refund"})), true),
            (charger(json!({"wants": "refund", "part_exchanges": 0})), false),
            (charger(json!({"wants": "exchange_part"})), false),
            (charger(json!({})), false),
        ],
    );
}

#[test]
fn who_has_to_prove_is_doubted_only_while_the_cause_is_unknown() {
    assert_flag(
        "cn.mobile.2001.burden.secondary",
        [
            (phone(json!({"fault": {"cause": null}})), true),
            (phone(json!({"fault": {"cause": null, "found_on": "2026-09-03"}})), true), // the consumer, by the same article
            (phone(json!({})), false),
        ],
    );
}

#[test]
fn an_exclusion_that_nobody_has_read_is_doubted_where_it_closes_everything() {
    assert_flag(
        "cn.mobile.2001.exclusions.secondary",
        [(phone(json!({"fault": {"cause": "liquid"}})), true), (phone(json!({"fault": {"cause": "none"}})), false)],
    );
}

#[test]
fn rules_on_returns_that_are_not_loaded_are_missed_for_what_was_bought_at_a_distance() {
    const PHONES: &str = include_str!("../../../../regimes/cn.mobile.2001.toml");
    let only_phones = Regimes::load([("phones.toml", PHONES)]).expect("phones");
    let with_returns = Regimes::builtin().expect("regimes");
    for (regimes, channel, missing) in
        [(&only_phones, "distance", true), (&only_phones, "shop", false), (&with_returns, "distance", false)]
    {
        let facts = phone(json!({"channel": channel, "delivered_on": "2026-03-04", "goods_intact": true}));
        let facts = Facts::read(&facts).expect("facts");
        let decision = decide(regimes, &facts, day("2026-06-30"), &BusinessCalendar::china()).expect("a decision");
        assert_eq!(flagged(&decision, "return_without_reason.rules_not_loaded"), missing, "{channel}");
    }
}
