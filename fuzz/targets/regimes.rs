//! A text of law in TOML: read, or refused with its file and key; what reads decides the worked cases.
#![no_main]

use std::sync::{Arc, LazyLock};

use aftercare_domain::warranty::{Facts, Regimes, day_ledger, decide};
use aftercare_fuzz::{change, read_toml, write_toml};
use aftercare_kernel::{BusinessCalendar, Date};
use libfuzzer_sys::{fuzz_mutator, fuzz_target};
use serde_json::Value;

static CALENDAR: LazyLock<Arc<BusinessCalendar>> = LazyLock::new(BusinessCalendar::china);
static CASES: LazyLock<Vec<Facts>> = LazyLock::new(|| {
    let text = include_str!("../../crates/domain/tests/data/warranty.cases.jsonl");
    let facts = |line: &str| {
        let case: Value = serde_json::from_str(line).expect("a case");
        Facts::read(&case["facts"]).expect("facts")
    };
    text.lines().map(facts).collect()
});
/// What an overlay may stand over.
const BENEATH: &str = include_str!("../../regimes/cn.mobile.2001.toml");
const FILE: &str = "noise.toml";

fuzz_target!(|text: &str| {
    let alone = Regimes::load([(FILE, text)]);
    let (regimes, over) = match alone {
        Ok(regimes) => (regimes, false),
        Err(wrong) => {
            let message = wrong.to_string();
            assert!(message.starts_with(FILE) || message == "no regime was given", "{message}");
            match Regimes::load([("beneath.toml", BENEATH), (FILE, text)]) {
                Ok(regimes) => (regimes, true),
                Err(wrong) => return assert!(wrong.to_string().starts_with(FILE), "{wrong}"),
            }
        }
    };
    for regime in regimes.iter() {
        for case in &*CASES {
            let mut facts = Facts { regime: Some(regime.id.clone()), ..case.clone() };
            if over {
                facts.region = regimes.overlays().next().map(|overlay| overlay.area.clone());
            }
            let _ = decide(&regimes, &facts, Date::constant(2026, 7, 1), &CALENDAR);
            let _ = day_ledger(&regimes, &facts, Date::constant(2026, 7, 1), &CALENDAR);
        }
    }
});

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    change(data, size, max_size, seed, read_toml, write_toml)
});
