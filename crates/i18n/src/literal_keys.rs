//! Every literal key in templates and code must stand in the catalogue: `t("key")` and `t_with("key", …)`.

use crate::has_key;
use aftercare_kernel::Locale;
use std::path::{Path, PathBuf};

const CALLS: [&str; 2] = ["t(", "t_with("];

#[test]
fn every_literal_key_stands_in_the_catalogue() {
    let mut missing = Vec::new();
    for file in files_that_speak() {
        let source = std::fs::read_to_string(&file).expect("a source file");
        for key in literal_keys(&source) {
            if !has_key(Locale::ZhCn, key) {
                missing.push(format!("{}: {key}", file.display()));
            }
        }
    }
    assert!(missing.is_empty(), "keys without a message:\n{}", missing.join("\n"));
}

#[test]
fn the_scan_sees_calls_and_nothing_else() {
    let source = r#"{{ t.t("a-b") }} t_with(
        "c-d", &[]) print("no") cut("no") t(key) text.t( "e-f" )"#;
    assert_eq!(literal_keys(source), ["a-b", "c-d", "e-f"]);
}

fn literal_keys(source: &str) -> Vec<&str> {
    let mut found: Vec<(usize, &str)> = CALLS.iter().flat_map(|call| keys_after(source, call)).collect();
    found.sort_unstable();
    found.into_iter().map(|(_, key)| key).collect()
}

fn keys_after<'a>(source: &'a str, call: &'a str) -> impl Iterator<Item = (usize, &'a str)> {
    source.match_indices(call).filter_map(move |(at, _)| {
        let part_of_a_name = source[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_');
        let literal = source[at + call.len()..].trim_start().strip_prefix('"')?;
        let key = literal.split('"').next()?;
        (!part_of_a_name).then_some((at, key))
    })
}

fn files_that_speak() -> Vec<PathBuf> {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut files = Vec::new();
    for folder in ["web/templates", "web/src", "app/src", "papers/src"] {
        collect(&crates.join(folder), &mut files);
    }
    files
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for path in entries.map(|entry| entry.expect("a readable folder").path()) {
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|e| e == "rs" || e == "html") {
            files.push(path);
        }
    }
}
