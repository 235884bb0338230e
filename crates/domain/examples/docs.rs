//! Prints a page of the docs that is drawn from a table in the code: `docs life-cycle` or `docs roles`.

#![allow(clippy::print_stdout, reason = "printing is what it is for")]

use aftercare_domain::{identity::access_page, orders::life_cycle_page};

fn main() {
    for page in std::env::args().skip(1) {
        match page.as_str() {
            "life-cycle" => print!("{}", life_cycle_page()),
            "roles" => print!("{}", access_page()),
            unknown => println!("no such page: {unknown}; life-cycle or roles"),
        }
    }
}
