//! The crates use each other in one direction, and only where a kind of work belongs may its libraries be listed.

#![allow(clippy::expect_used)]

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

/// Which of our crates each may use, besides for its tests.
const MAY_USE: &[(&str, &[&str])] = &[
    ("kernel", &[]),
    ("domain", &["kernel"]),
    ("planner", &[]),
    ("insight", &[]),
    ("i18n", &["kernel"]),
    ("store", &["kernel", "domain"]),
    ("app", &["kernel", "domain", "planner", "insight", "store"]),
    ("papers", &["kernel", "domain", "i18n"]),
    ("web", &["kernel", "domain", "app", "papers", "i18n"]),
    ("channels", &["kernel", "app"]),
    ("server", &["kernel", "domain", "planner", "insight", "i18n", "store", "app", "papers", "web", "channels"]),
    ("testkit", &["kernel", "domain", "planner", "insight", "i18n", "store", "app", "papers", "web", "channels"]),
];

/// Libraries that only some crates may list.
const RESERVED: &[(&str, &[&str])] = &[
    ("rusqlite", &["store"]),
    ("tokio-postgres", &["store"]),
    ("deadpool-postgres", &["store"]),
    ("axum", &["web", "server", "testkit"]),
    ("tower-http", &["web", "server"]),
    ("ureq", &["channels", "server"]),
    ("rand", &["server", "testkit"]),
    ("getrandom", &["server"]),
];

fn crates() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The dependencies of each crate, without those of its tests.
fn manifests() -> BTreeMap<String, BTreeSet<String>> {
    let mut manifests = BTreeMap::new();
    for entry in fs::read_dir(crates()).expect("the crates") {
        let folder = entry.expect("an entry").path();
        let Ok(text) = fs::read_to_string(folder.join("Cargo.toml")) else { continue };
        let name = folder.file_name().and_then(|name| name.to_str()).expect("a name").to_owned();
        let manifest: toml::Table = text.parse().expect("a manifest");
        let listed = |section: &str| manifest.get(section).and_then(|s| s.as_table()).cloned().unwrap_or_default();
        let used = ["dependencies", "build-dependencies"].into_iter().flat_map(|section| listed(section).into_iter());
        manifests.insert(name, used.map(|(dependency, _)| dependency).collect());
    }
    manifests
}

#[test]
fn crates_use_only_those_that_the_architecture_allows() {
    let allowed: BTreeMap<&str, &[&str]> = MAY_USE.iter().copied().collect();
    for (name, used) in manifests() {
        let may = allowed.get(name.as_str()).unwrap_or_else(|| panic!("{name} has no place in the architecture"));
        for ours in used.iter().filter_map(|dependency| dependency.strip_prefix("aftercare-")) {
            assert!(may.contains(&ours), "{name} may not use {ours}");
        }
    }
}

#[test]
fn libraries_stay_in_the_crates_they_belong_to() {
    for (name, used) in manifests() {
        for (library, homes) in RESERVED {
            assert!(!used.contains(*library) || homes.contains(&name.as_str()), "{name} may not list {library}");
        }
    }
}
