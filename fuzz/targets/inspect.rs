//! `aftercare plan --check`: a problem and a plan from anywhere, in one document here. The inspector says what is wrong with
//! the plan, whatever the two are.
#![no_main]

use aftercare_fuzz::{change, read_json, write_json};
use aftercare_planner::check::faults;
use libfuzzer_sys::{fuzz_mutator, fuzz_target};
use serde_json::Value;

fuzz_target!(|text: &[u8]| {
    let Ok(both) = serde_json::from_slice::<Value>(text) else { return };
    for fault in faults(&both["problem"], &both["plan"]) {
        assert!(!fault.is_empty());
    }
});

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    change(data, size, max_size, seed, read_json, write_json)
});
