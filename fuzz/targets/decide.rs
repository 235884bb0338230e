//! A fact set as `aftercare decide` reads it: decided or refused by its field, under the law it names and under every other.
#![no_main]

use std::sync::{Arc, LazyLock};

use aftercare_domain::warranty::{Decision, Facts, FactsError, Regimes, day_ledger, decide, differences, open_days};
use aftercare_fuzz::{change, read_json, write_json};
use aftercare_kernel::{BusinessCalendar, Date, calendar::days_after};
use libfuzzer_sys::{fuzz_mutator, fuzz_target};
use serde_json::Value;

static REGIMES: LazyLock<Regimes> = LazyLock::new(|| Regimes::builtin().expect("built in"));
static CALENDAR: LazyLock<Arc<BusinessCalendar>> = LazyLock::new(BusinessCalendar::china);
const TODAY: Date = Date::constant(2026, 7, 1);
const DAYS_LOOKED_AT: u32 = 20;

fuzz_target!(|line: &[u8]| {
    let Ok(value) = serde_json::from_slice::<Value>(line) else { return };
    let facts = match Facts::read(&value) {
        Ok(facts) => facts,
        Err(wrong) => return names_its_field(&wrong),
    };
    let written = serde_json::to_value(&facts).expect("JSON");
    assert_eq!(Facts::read(&written).as_ref(), Ok(&facts), "facts read back");
    put(&facts);
    let from = facts.as_of.unwrap_or(TODAY);
    let _ = open_days(&REGIMES, &facts, from, days_after(from, DAYS_LOOKED_AT), &CALENDAR);
    for regime in REGIMES.iter() {
        put(&Facts { regime: Some(regime.id.clone()), ..facts.clone() });
    }
});

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    change(data, size, max_size, seed, read_json, write_json)
});

fn put(facts: &Facts) {
    match decide(&REGIMES, facts, TODAY, &CALENDAR) {
        Ok(decision) => {
            reads_back(&decision);
            assert_eq!(differences(&decision, &decision), []);
        }
        Err(wrong) => names_its_field(&wrong),
    }
    match day_ledger(&REGIMES, facts, TODAY, &CALENDAR) {
        Ok(ledgers) => ledgers.iter().for_each(|ledger| {
            let gap = ledger.days.windows(2).find(|days| days_after(days[0].to, 1) != days[1].from);
            assert!(gap.is_none(), "{gap:?} in {ledger:?}");
        }),
        Err(wrong) => names_its_field(&wrong),
    }
}

fn reads_back(decision: &Decision) {
    let written = serde_json::to_string(decision).expect("JSON");
    let read: Decision = serde_json::from_str(&written).expect("a decision");
    assert_eq!(read, *decision);
}

fn names_its_field(wrong: &FactsError) {
    assert!(!wrong.field.is_empty() && !wrong.wrong.to_string().is_empty());
    assert!(wrong.field.len() < 1000, "{wrong}");
}
