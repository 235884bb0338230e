//! Fonts that arrive after a build are embedded by the next one.

fn main() {
    println!("cargo:rerun-if-changed=fonts");
}
