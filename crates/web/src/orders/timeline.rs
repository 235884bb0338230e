//! The acts of a case in words: what was done, by whom, and what of it tells.

use super::{faults::fault_name, words::tone};
use aftercare_app::orders::TimelineEntry;
use aftercare_domain::{
    customers::{CustomerKind, mask_name},
    orders::{StateName, Verb},
};
use aftercare_i18n::{Texts, has_key};
use aftercare_kernel::{Currency, Instant, Money};
use jiff::tz::TimeZone;
use serde_json::Value;

/// An act as the page shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    pub at: Instant,
    pub when: String,
    pub what: String,
    pub who: String,
    pub details: Vec<String>,
    pub tone: &'static str,
}

/// How a value of a payload is said.
#[derive(Debug, Clone, Copy)]
enum As {
    Text,
    /// The name of a variant, keyed by this prefix.
    Word(&'static str),
    Words(&'static str),
    Time,
    Day,
    /// Money as the book holds it: minor units and currency.
    Money,
    /// A decimal in the order's currency.
    Sum,
    Person,
    /// The code of a fault.
    Fault,
    /// A customer's name, masked.
    Name,
    Minutes,
    /// Contracts that ended with the device, each with what goes back.
    Contracts,
}

/// What tells of each act: where it stands in the payload, and how it is said.
const DETAILS: &[(&str, &[(&str, As)])] = &[
    ("register", &[("/channel", As::Word("intake-channel")), ("/station", As::Text)]),
    ("add_contact", &[("/channel", As::Word("intake-channel"))]),
    ("close_case", &[("/result", As::Word("intake-result"))]),
    ("take_over", &[("/to", As::Person)]),
    ("schedule", &[("/from", As::Time), ("/to", As::Time)]),
    ("take_in", &[("/slip", As::Text), ("/taken/promised_on", As::Day), ("/taken/waybill", As::Text)]),
    ("assign", &[("/technician", As::Person)]),
    ("hand_on", &[("/technician", As::Person)]),
    ("decide", &[("/service_type", As::Word("orders-type")), ("/remedies", As::Words("warranty-remedy"))]),
    ("fall_due", &[("/remedies", As::Words("warranty-remedy")), ("/missed", As::Words("warranty-clock"))]),
    ("override", &[("/remedy", As::Word("warranty-remedy")), ("/cost", As::Sum), ("/reason", As::Text)]),
    ("diagnose", &[("/fault_code", As::Fault), ("/cause", As::Word("orders-cause")), ("/found", As::Text)]),
    ("quote", &[("/quote", As::Text), ("/total", As::Sum)]),
    ("approve_quote", &[("/quote", As::Text), ("/how", As::Text)]),
    ("decline_quote", &[("/quote", As::Text), ("/reason", As::Text)]),
    ("reserve_part", &[("/item", As::Text)]),
    ("use_part", &[("/item", As::Text), ("/used/old_serial", As::Text), ("/used/new_serial", As::Text)]),
    ("release_part", &[("/item", As::Text)]),
    ("return_defective", &[("/item", As::Text)]),
    (
        "finish_repair",
        &[("/outcome", As::Word("orders-outcome")), ("/done/work", As::Text), ("/done/minutes", As::Minutes)],
    ),
    ("check", &[("/result", As::Word("orders-check")), ("/note", As::Text)]),
    ("exchange", &[("/new_serial", As::Text), ("/warranty_card", As::Text)]),
    ("refund", &[("/amount", As::Sum), ("/contracts", As::Contracts)]),
    ("return_unrepaired", &[("/reason", As::Text)]),
    ("hand_over", &[("/name", As::Name)]),
    ("sign_off", &[("/name", As::Name)]),
    ("send_back", &[("/waybill", As::Text)]),
    (
        "collect",
        &[("/receipt", As::Text), ("/collected/amount", As::Money), ("/collected/method", As::Word("money-method"))],
    ),
    ("pay_out", &[("/paid_out/amount", As::Money), ("/paid_out/method", As::Word("money-method"))]),
    ("follow_up", &[("/class", As::Word("satisfaction-class")), ("/words", As::Text)]),
    ("resolve", &[("/words", As::Text)]),
    ("reopen", &[("/reason", As::Text)]),
    ("cancel", &[("/reason", As::Text)]),
];

/// What the words of the acts are made with. `people` are names by id, as far as they are known here.
pub struct Teller<'a> {
    pub t: &'a Texts,
    pub zone: &'a TimeZone,
    pub currency: Currency,
    pub people: &'a [(String, String)],
}

impl Teller<'_> {
    /// The newest act first.
    pub fn tell(&self, entries: &[TimelineEntry]) -> Vec<Line> {
        entries.iter().rev().map(|entry| self.line(entry)).collect()
    }

    fn line(&self, entry: &TimelineEntry) -> Line {
        Line {
            at: entry.at,
            when: self.t.instant(entry.at, self.zone),
            what: self.t.t(&key_of(&entry.verb)),
            who: entry.person.clone(),
            details: self.details(entry),
            tone: tone_of(&entry.verb),
        }
    }

    fn details(&self, entry: &TimelineEntry) -> Vec<String> {
        let telling = DETAILS.iter().find(|(verb, _)| *verb == entry.verb).map_or(&[][..], |(_, telling)| telling);
        telling.iter().filter_map(|(at, kind)| self.say(entry.payload.pointer(at)?, *kind)).collect()
    }

    fn say(&self, value: &Value, kind: As) -> Option<String> {
        match kind {
            As::Text => value.as_str().filter(|text| !text.is_empty()).map(str::to_owned),
            As::Word(prefix) => Some(self.word(prefix, value.as_str()?)),
            As::Words(prefix) => {
                let words: Vec<String> =
                    value.as_array()?.iter().filter_map(Value::as_str).map(|w| self.word(prefix, w)).collect();
                (!words.is_empty()).then(|| words.join(" · "))
            }
            As::Time => Some(self.t.instant(Instant::from_micros(value.as_i64()?), self.zone)),
            As::Day => value.as_str()?.parse().ok().map(|day: aftercare_kernel::Date| self.t.date(day)),
            As::Money => serde_json::from_value(value.clone()).ok().map(|sum: Money| self.t.money(sum)),
            As::Sum => Money::parse(value.as_str()?, self.currency).ok().map(|sum| self.t.money(sum)),
            As::Person => {
                self.people.iter().find(|(id, _)| Some(id.as_str()) == value.as_str()).map(|(_, name)| name.clone())
            }
            As::Fault => value.as_str().map(|code| fault_name(self.t, code)),
            As::Name => value.as_str().filter(|name| !name.is_empty()).map(masked),
            As::Contracts => {
                let ended: Vec<String> = value.as_array()?.iter().filter_map(|one| self.ended(one)).collect();
                (!ended.is_empty()).then(|| ended.join(" · "))
            }
            As::Minutes => Some(self.t.t_with("orders-minutes-count", &[("count", value.as_i64()?.into())])),
        }
    }

    fn ended(&self, contract: &Value) -> Option<String> {
        let refund = Money::parse(contract["refund"].as_str()?, self.currency).ok()?;
        let said = [("number", contract["number"].as_str()?.into()), ("amount", self.t.money(refund).into())];
        Some(self.t.t_with("contracts-ended-with-device", &said))
    }

    fn word(&self, prefix: &str, name: &str) -> String {
        let key = format!("{prefix}-{}", name.replace('_', "-"));
        if has_key(self.t.locale, &key) { self.t.t(&key) } else { name.to_owned() }
    }
}

fn masked(name: &str) -> String {
    mask_name(name, CustomerKind::Person)
}

/// Where a payload holds a customer's name.
const NAMES: [&str; 2] = ["/name", "/collected/payer"];

/// What was said and decided, with the names of customers masked.
pub fn masked_payload(mut payload: Value) -> Value {
    for name in NAMES {
        if let Some(Value::String(name)) = payload.pointer_mut(name) {
            *name = masked(name);
        }
    }
    payload
}

/// Acts that are steps of an order have the step's name, the others of the case their own.
fn key_of(verb: &str) -> String {
    verb.parse::<Verb>().map_or_else(|_| format!("orders-act-{}", verb.replace('_', "-")), Verb::key)
}

fn tone_of(verb: &str) -> &'static str {
    match verb {
        "take_in" | "assign" | "schedule" => tone(StateName::Assigned),
        "diagnose" | "start_repair" | "finish_repair" | "use_part" => tone(StateName::InRepair),
        "check" | "hand_over" | "send_back" | "sign_off" | "exchange" | "refund" | "collect" | "pay_out" => {
            tone(StateName::Ready)
        }
        "quote" | "wait_for_parts" => tone(StateName::Quoted),
        "reopen" | "decline_quote" | "return_unrepaired" | "cancel" => tone(StateName::Reopened),
        _ => tone(StateName::Closed),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use aftercare_kernel::Locale;
    use serde_json::json;

    fn entry(verb: &str, payload: Value) -> TimelineEntry {
        TimelineEntry { at: Instant::from_micros(0), verb: verb.to_owned(), person: "柯岚".to_owned(), payload }
    }

    #[test]
    fn an_act_tells_what_matters_in_every_language() {
        let people = [("p1".to_owned(), "田野".to_owned())];
        for (verb, payload, expected) in [
            ("assign", json!({ "technician": "p1" }), "田野"),
            ("quote", json!({ "quote": "SH01-2026-000002", "total": "120.00" }), "SH01-2026-000002"),
            (
                "collect",
                json!({ "collected": { "amount": Money::from_minor(12_000, Currency::CNY), "method": "wechat" } }),
                "¥120.00",
            ),
            ("cancel", json!({ "reason": "不修了" }), "不修了"),
            (
                "refund",
                json!({ "amount": "1.00", "contracts": [{ "number": "SH01-2026-000009", "refund": "363.00" }] }),
                "¥363.00",
            ),
            ("schedule", json!({ "from": 0, "to": 3_600_000_000_i64 }), "1970"),
        ] {
            for t in Locale::ALL.map(Texts::new) {
                let teller = Teller { t: &t, zone: &TimeZone::UTC, currency: Currency::CNY, people: &people };
                let lines = teller.tell(&[entry(verb, payload.clone())]);
                assert!(lines[0].details.iter().any(|detail| detail.contains(expected)), "{verb}: {:?}", lines[0]);
                assert!(!lines[0].what.contains('⟦'), "{verb}");
            }
        }
    }

    #[test]
    fn every_act_of_the_table_has_its_words() {
        for (verb, telling) in DETAILS {
            assert!(has_key(Locale::En, &key_of(verb)), "{verb}");
            assert!(!telling.is_empty());
        }
    }

    #[test]
    fn names_of_customers_stay_masked() {
        let payload = masked_payload(json!({ "name": "王小明", "collected": { "payer": "王小明", "method": "cash" } }));
        assert_eq!(payload, json!({ "name": "王**", "collected": { "payer": "王**", "method": "cash" } }));
    }

    #[test]
    fn an_act_of_a_newer_version_is_shown_as_it_is() {
        let t = Texts::new(Locale::En);
        let teller = Teller { t: &t, zone: &TimeZone::UTC, currency: Currency::CNY, people: &[] };
        let told = teller.tell(&[entry("diagnose", json!({ "cause": "moonlight", "fault_code": 7 }))]);
        assert_eq!(told[0].details, ["moonlight"]);
    }
}
