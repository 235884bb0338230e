//! What time alone brings: when a case is looked at again, what has opened since, and what was missed.

use crate::kit::{day, decided, phone};
use aftercare_domain::warranty::{ClockKind, Decision, FallenDue, Remedy};
use serde_json::json;

#[test]
fn a_stay_is_looked_at_again_when_a_loaner_or_an_exchange_falls_due() {
    let waiting = |as_of: &str| {
        decided(&phone(json!({
            "as_of": as_of, "fault": {"found_on": "2026-04-01"},
            "open_repair": {"in": "2026-04-01", "waiting_on": "manufacturer_parts"},
        })))
    };
    let since = |earlier: &[Decision], now: &Decision| FallenDue::since(earlier, now);
    let first = waiting("2026-04-01");
    for (as_of, again, opened) in [
        ("2026-04-01", Some("2026-04-09"), None),
        ("2026-04-08", Some("2026-04-09"), None),
        ("2026-04-09", Some("2026-04-25"), Some(Remedy::Loaner)),
        ("2026-05-31", Some("2026-06-01"), Some(Remedy::Loaner)),
    ] {
        let decision = waiting(as_of);
        assert_eq!(decision.look_again_on(day(as_of)), again.map(day), "{as_of}");
        let opened: Vec<Remedy> = opened.into_iter().collect();
        assert_eq!(since(std::slice::from_ref(&first), &decision).remedies, opened, "{as_of}");
    }
    let long = waiting("2026-06-01");
    let opened = since(&[waiting("2026-05-31")], &long).remedies;
    assert_eq!(opened, [Remedy::Refund, Remedy::ExchangeMainUnit], "a refund where none of the model is in stock");
    assert!(since(std::slice::from_ref(&long), &long).is_nothing());
}

#[test]
fn a_deadline_counts_from_the_first_time_the_consumer_asked() {
    let asked = |as_of: &str| decided(&phone(json!({"as_of": as_of, "fault": {"found_on": "2026-04-01"}})));
    let earlier = [asked("2026-04-01"), asked("2026-04-09")];
    for (as_of, missed) in [
        ("2026-04-16", vec![]), // the fifteenth day after the first question
        ("2026-04-17", vec![ClockKind::DeemedRefusal]),
    ] {
        assert_eq!(FallenDue::since(&earlier, &asked(as_of)).missed, missed, "{as_of}");
    }
    let missed = FallenDue::since(&earlier, &asked("2026-04-17"));
    assert!(missed.remedies.is_empty() && !missed.is_nothing(), "a missed day alone is something");
    let first = &earlier[0];
    assert_eq!(first.look_again_on(day("2026-04-16")), Some(day("2026-04-17")), "the day after the last to do it");
    assert_eq!(first.look_again_on(day("2026-04-17")), None);
    let told = [earlier.as_slice(), &[asked("2026-04-17")]].concat();
    assert_eq!(FallenDue::since(&told, &asked("2026-04-18")).missed, [], "told once");
}
