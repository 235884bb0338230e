//! What the warranty tests share: a question put in JSON, as it comes in.

use aftercare_domain::warranty::{Decision, Facts, FactsError, Regimes, Remedy, decide};
use aftercare_kernel::{BusinessCalendar, Date};
use serde_json::{Value, json};
use std::sync::LazyLock;

/// Read once for all tests of a file.
pub static REGIMES: LazyLock<Regimes> = LazyLock::new(|| Regimes::builtin().expect("regimes"));

pub fn day(text: &str) -> Date {
    text.parse().expect("a date")
}

pub fn try_decide(facts: &Value) -> Result<Decision, FactsError> {
    decide(&REGIMES, &Facts::read(facts)?, day("2026-06-30"), &BusinessCalendar::china())
}

pub fn decided(facts: &Value) -> Decision {
    try_decide(facts).unwrap_or_else(|e| panic!("{e}: {facts}"))
}

/// A phone with all its papers and a listed defect; `changes` replace or add fields, null takes one away.
pub fn phone(changes: Value) -> Value {
    let mut facts = json!({
        "regime": "cn.mobile.2001",
        "price": "3000.00",
        "currency": "CNY",
        "sold_on": "2026-03-02",
        "documents": ["invoice", "voucher", "repair_record"],
        "fault": {"listed": true, "cause": "defect", "found_on": "2026-03-12"},
    });
    merge(&mut facts, changes);
    facts
}

/// A household car with a defect of no main assembly; `changes` as for a phone.
pub fn car(changes: Value) -> Value {
    let base = json!({
        "regime": "cn.car.2021", "category": "car", "price": "180000", "delivered_on": "2026-01-12",
        "mileage_km": 1200, "fault": {"cause": "defect", "found_on": "2026-01-15"},
    });
    merged(base, changes)
}

/// Goods of a category under a text of law, with all their papers and a listed defect.
pub fn goods(regime: &str, category: &str, changes: Value) -> Value {
    let base = json!({
        "regime": regime, "category": category, "price": "3000.00", "sold_on": "2026-03-02",
        "documents": ["invoice", "voucher", "repair_record"],
        "fault": {"listed": true, "cause": "defect", "found_on": "2026-03-12"},
    });
    merged(base, changes)
}

/// Goods delivered in the Union, with a defect; `changes` as for a phone.
pub fn in_europe(changes: Value) -> Value {
    let base = json!({
        "regime": "eu.goods", "price": "500.00", "delivered_on": "2026-08-03", "contract_on": "2026-08-01",
        "fault": {"cause": "defect", "found_on": "2026-09-07"},
    });
    merged(base, changes)
}

/// `base` with the fields of `changes` put in, object by object.
pub fn merged(mut base: Value, changes: Value) -> Value {
    merge(&mut base, changes);
    base
}

fn merge(into: &mut Value, changes: Value) {
    match (into, changes) {
        (Value::Object(into), Value::Object(changes)) => {
            for (key, value) in changes {
                merge(into.entry(key).or_insert(Value::Null), value);
            }
        }
        (into, changes) => *into = changes,
    }
}

/// The words of what is offered, in their order, without repair at cost.
pub fn offered(decision: &Decision) -> Vec<&'static str> {
    decision.free_remedies().map(|offer| offer.remedy.name()).collect()
}

pub fn offers(facts: &Value, remedy: Remedy) -> bool {
    decided(facts).offers(remedy).is_some()
}

pub fn flagged(decision: &Decision, flag: &str) -> bool {
    decision.flags.iter().any(|one| one == flag)
}
