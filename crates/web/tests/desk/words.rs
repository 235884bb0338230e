//! Everything that the rules say has its words in every language.

use aftercare_domain::{
    catalogue_keys,
    warranty::{Burden, Cause, Channel, ClockKind, FactsError, Outcome, Paper, Provenance, Remedy, Role, WaitingOn},
};
use aftercare_i18n::has_key;
use aftercare_kernel::Locale;
use std::{fs, path::Path};

macro_rules! keys_of {
    ($($name:ty),+ $(,)?) => {{
        let mut keys: Vec<String> = Vec::new();
        $(keys.extend(<$name>::ALL.iter().map(|value| value.key()));)+
        keys
    }};
}

#[track_caller]
fn expect_words(keys: &[String]) {
    for locale in Locale::ALL {
        let missing: Vec<_> = keys.iter().filter(|key| !has_key(locale, key)).collect();
        assert!(missing.is_empty(), "{locale} has no words for {missing:?}");
    }
}

#[test]
fn refusals_and_names_of_all_areas_have_words() {
    expect_words(&catalogue_keys());
}

#[test]
fn the_words_of_the_law_have_words() {
    let names = keys_of![Remedy, Cause, Paper, Outcome, WaitingOn, Channel, Burden, ClockKind, Provenance, Role];
    expect_words(&names);
    let facts: Vec<String> = FactsError::KEYS.iter().map(|key| (*key).to_owned()).collect();
    expect_words(&facts);
}

/// What use cases say beside the rules: constraints of the database that people can do something about, and notices.
#[test]
fn refusals_and_notices_of_use_cases_have_words() {
    let mut keys = Vec::new();
    collect(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../app/src"), &mut keys);
    assert!(keys.iter().any(|key| key == "devices-refusal-serial-known"), "the scan finds nothing");
    expect_words(&keys);
}

fn collect(folder: &Path, keys: &mut Vec<String>) {
    for path in fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()) {
        if path.is_dir() {
            collect(&path, keys);
        } else {
            let source = fs::read_to_string(&path).expect("a source file");
            let literals = source.split('"').skip(1).step_by(2);
            let is_key = |text: &&str| text.contains("-refusal-") || text.starts_with("notices-");
            keys.extend(literals.filter(is_key).map(str::to_owned));
        }
    }
}
