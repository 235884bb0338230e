//! An area may use those before it, and `refusal` and `named`, which are no areas.

#![allow(clippy::expect_used)]

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

/// Areas in one group do not use each other; the books do not use anything.
const GROUPS: &[&[&str]] = &[
    &["acts", "things", "money"],
    &["identity"],
    &["deadlines"],
    &["products", "customers", "network", "knowledge"],
    &["devices"],
    &["contracts"],
    &["warranty"],
    &["orders", "intake"],
    &["dispatch", "parts"],
    &["billing"],
    &["settlement", "tradein"],
    &["satisfaction", "complaints", "quality"],
    &["workforce", "reports"],
];

fn source() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

fn groups() -> BTreeMap<&'static str, usize> {
    GROUPS.iter().enumerate().flat_map(|(n, areas)| areas.iter().map(move |area| (*area, n))).collect()
}

fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            files.extend(files_below(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            files.push(path);
        }
    }
    files
}

/// The words after `crate::` in a source: `crate::orders::X` and `use crate::{orders::X, parts}` alike.
fn areas_used(source: &str) -> Vec<String> {
    let word = |text: &str| text.chars().take_while(|c| c.is_ascii_lowercase() || *c == '_').collect::<String>();
    let mut used = Vec::new();
    for (at, path) in source.match_indices("crate::") {
        let after = &source[at + path.len()..];
        match after.strip_prefix('{') {
            Some(list) => used.extend(top_level_items(list).iter().map(|item| word(item.trim()))),
            None => used.push(word(after)),
        }
    }
    used
}

/// The items of a braced list, up to its closing brace; what is nested stays with its item.
fn top_level_items(list: &str) -> Vec<String> {
    let (mut items, mut depth) = (vec![String::new()], 0);
    for c in list.chars() {
        match c {
            '}' if depth == 0 => break,
            ',' if depth == 0 => items.push(String::new()),
            _ => {
                depth += i32::from(c == '{') - i32::from(c == '}');
                items.last_mut().expect("an item").push(c);
            }
        }
    }
    items
}

#[test]
fn the_scan_sees_both_ways_of_writing() {
    let source = "use crate::{\n    deadlines::{A, B},\n    orders::C,\n};\ncrate::parts::D";
    assert_eq!(areas_used(source), ["deadlines", "orders", "", "parts"]);
}

#[test]
fn an_area_uses_only_areas_before_it() {
    let groups = groups();
    let mut wrong = Vec::new();
    for (area, group) in &groups {
        let folder = source().join(area);
        for file in if folder.is_dir() { files_below(&folder) } else { Vec::new() } {
            let text = fs::read_to_string(&file).expect("a source");
            for used in areas_used(&text) {
                let later = groups.get(used.as_str()).is_some_and(|other| other >= group && used != *area);
                if later {
                    wrong.push(format!("{} uses {used}", file.display()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_folder_is_an_area_with_its_card() {
    let groups = groups();
    for entry in fs::read_dir(source()).expect("the source") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            let name = path.file_name().and_then(|n| n.to_str()).expect("a name").to_owned();
            assert!(groups.contains_key(name.as_str()), "{name} has no place in the order of areas");
            let card = fs::read_to_string(path.join("mod.rs")).expect("mod.rs");
            let top: String = card.lines().take_while(|line| line.starts_with("//!")).collect();
            for place in ["Decides", "store/src/"] {
                assert!(top.contains(place), "the card of {name} does not say {place:?}");
            }
        }
    }
}
