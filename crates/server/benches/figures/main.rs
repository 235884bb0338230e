//! The figures of `docs/performance.md`: the real binary, asked over HTTP on loopback by a load generator on the same machine.
//!
//! `make bench` prints the machine first. `cargo bench -p aftercare-server -- register` runs what begins so;
//! parts: start, memory, register-sqlite, register-postgres, read, import.

#![allow(
    clippy::expect_used,
    clippy::print_stdout,
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "a measurement that fails stops, prints, and looks at the clock"
)]

mod client;
mod house;
mod load;

use std::time::{Duration, Instant};

use house::{Engine, House};
use load::{Latencies, Load};

const CLIENTS: usize = 64;
/// How many orders the order page is read among.
const ORDERS: usize = 100_000;
const DEVICES: usize = 1_000_000;
const CUSTOMERS: usize = 300_000;

fn main() {
    let wanted: Vec<String> = std::env::args().skip(1).filter(|arg| !arg.starts_with('-')).collect();
    let parts: [(&str, fn()); 6] = [
        ("start", cold_start),
        ("memory", memory_after_seeding),
        ("register-sqlite", register_on_sqlite),
        ("register-postgres", register_on_postgres),
        ("read", read_orders),
        ("import", import_and_search),
    ];
    for (name, part) in parts {
        if wanted.is_empty() || wanted.iter().any(|word| name.starts_with(word.as_str())) {
            part();
        }
    }
}

fn cold_start() {
    let house = House::found(Engine::Sqlite);
    let mut times: Vec<Duration> = (0..5).map(|_| house.serve().started_in).collect();
    times.sort();
    println!("cold start with a migrated database        {:>8.0} ms (median of 5)", times[2].as_secs_f64() * 1000.0);
}

fn memory_after_seeding() {
    let house = House::seeded();
    let server = house.serve();
    let rights = house.rights();
    for path in ["/api/v1/cases?limit=50", "/api/v1/search?q=SH01", "/healthz"] {
        client::Connection::open(server.address).get(path, &rights.token);
    }
    println!("memory after seeding and a few pages       {:>8.0} MiB resident", server.resident_mib());
}

fn register_on_sqlite() {
    register("SQLite FULL", &House::found(Engine::Sqlite), 2_000, 20_000);
}

fn register_on_postgres() {
    match House::on_postgres() {
        Some(house) => register("PostgreSQL", &house, 1_000, 10_000),
        None => println!("register a case, PostgreSQL                no AFTERCARE_TEST_POSTGRES"),
    }
}

fn register(engine: &str, house: &House, to_warm_up: usize, count: usize) {
    let server = house.serve();
    let load = Load { address: server.address, rights: house.rights(), clients: CLIENTS };
    load.register(to_warm_up);
    house.count_anew();
    let (began, cpu) = (Instant::now(), server.cpu_seconds());
    let latencies = load.register(count).latencies;
    let (seconds, cpu) = (began.elapsed().as_secs_f64(), server.cpu_seconds() - cpu);
    let count = count as f64;
    println!(
        "register a case, {engine:<12} {CLIENTS} clients  {:>8.0} /s ({:.0} µs of server CPU each, p99 {:.1} ms)",
        count / seconds,
        cpu / count * 1e6,
        latencies.percentile(99.0).as_secs_f64() * 1000.0
    );
}

/// One reader at a time: what a person waits for when nobody else asks; then eight at once.
fn read_orders() {
    let house = House::found(Engine::Sqlite);
    let server = house.serve();
    let load = Load { address: server.address, rights: house.rights(), clients: CLIENTS };
    let numbers = load.register(ORDERS).order_numbers;
    for (readers, what) in [(1, "one reader"), (8, "eight readers")] {
        for (face, path) in [("page", "/orders"), ("API", "/api/v1/orders")] {
            let asked = load.read(&numbers, readers, 4_000, |number| format!("{path}/{number}"));
            print_latencies(&format!("order among {ORDERS}, {face}, {what}"), &asked);
        }
    }
}

fn import_and_search() {
    let house = House::found(Engine::Sqlite);
    for (kind, file) in [("devices", house.devices_file(DEVICES)), ("customers", house.customers_file(CUSTOMERS))] {
        let rows = if kind == "devices" { DEVICES } else { CUSTOMERS };
        let seconds = house.import(kind, &file).as_secs_f64();
        println!("import of {rows:>7} {kind:<10}               {seconds:>8.1} s ({:.0} rows/s)", rows as f64 / seconds);
    }
    let server = house.serve();
    let load = Load { address: server.address, rights: house.rights(), clients: CLIENTS };
    let some = |make: fn(usize) -> String, of: usize| (0..500).map(|i| make(i * 1_999 % of)).collect::<Vec<_>>();
    let two_characters = |row| house::name(row).chars().skip(1).collect();
    for (what, words) in [
        ("IMEI", some(house::imei, DEVICES)),
        ("serial", some(house::serial, DEVICES)),
        ("phone", some(house::phone, CUSTOMERS)),
        ("two characters of a name", some(two_characters, CUSTOMERS)),
    ] {
        let asked = load.read(&words, 1, 2_000, |word| format!("/api/v1/search?q={}", percent_encoded(word)));
        print_latencies(&format!("search by {what}, {DEVICES} devices, {CUSTOMERS} customers"), &asked);
    }
}

fn percent_encoded(word: &str) -> String {
    word.bytes()
        .map(|byte| if byte.is_ascii_alphanumeric() { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}

fn print_latencies(what: &str, asked: &Latencies) {
    let ms = |percent: f64| asked.percentile(percent).as_secs_f64() * 1000.0;
    println!("{what:<60} p50 {:>6.2} ms  p99 {:>6.2} ms", ms(50.0), ms(99.0));
}
