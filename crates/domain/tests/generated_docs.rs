//! Pages of the docs that are drawn from tables in the code.
//! `cargo test -p aftercare-domain --test generated_docs -- --ignored` writes them anew.

#![allow(clippy::expect_used)]

use aftercare_domain::{identity::access_table, orders};
use std::path::{Path, PathBuf};

fn docs() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs")
}

fn stands_in(page: &str, expected: &str) {
    let written = std::fs::read_to_string(docs().join(page)).unwrap_or_default();
    assert!(written == expected, "docs/{page} is not what the code says; the head of this test tells how to write it");
}

#[test]
fn the_life_cycle_in_the_docs_is_the_one_in_the_code() {
    stands_in("life-cycle.md", &life_cycle());
}

#[test]
fn the_roles_in_the_docs_are_those_in_the_code() {
    stands_in("roles.md", &roles());
}

#[test]
#[ignore = "writes the pages instead of comparing them"]
fn write_the_pages() {
    std::fs::create_dir_all(docs()).expect("the docs folder");
    std::fs::write(docs().join("life-cycle.md"), life_cycle()).expect("a page");
    std::fs::write(docs().join("roles.md"), roles()).expect("a page");
}

fn life_cycle() -> String {
    format!(
        "# The life of an order\n\n\
         Generated from `STEPS` in `crates/domain/src/orders/steps.rs`; a test keeps this page and the table the same.\n\n\
         ```mermaid\n{}```\n\n\
         Steps that leave the state as it is are in the table only. A technician takes steps on their own orders; \
         who gives and who must hold what is checked in the same place for pages and API.\n\n\
         {}\n\
         `paid_in_full_to_close` is asked only of the way that closes the order: an unhappy answer is taken whatever is \
         owed.\n",
        orders::life_cycle_diagram(),
        orders::life_cycle_table()
    )
}

fn roles() -> String {
    format!(
        "# Who may do what\n\n\
         Generated from `ACCESS` in `crates/domain/src/identity/access.rs`. What is not marked is denied; every action is \
         further held to the part of the organisation that a person's position stands in.\n\n{}",
        access_table()
    )
}
