//! Pages of the docs that are drawn from tables in the code: `cargo run -p aftercare-domain --example docs life-cycle`
//! prints one, to be kept under `docs/`.

use aftercare_domain::{identity::access_page, orders::life_cycle_page};
use std::path::Path;

fn stands_in(page: &str, expected: &str) {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs").join(page);
    let written = std::fs::read_to_string(file).unwrap_or_default();
    assert!(written == expected, "docs/{page} is not what the code says; print it anew by the example `docs`");
}

#[test]
fn the_life_cycle_in_the_docs_is_the_one_in_the_code() {
    stands_in("life-cycle.md", &life_cycle_page());
}

#[test]
fn the_roles_in_the_docs_are_those_in_the_code() {
    stands_in("roles.md", &access_page());
}
