//! The figures of `docs/performance.md`: the real binary, asked over HTTP on loopback by a load generator on the same machine.
//!
//! `make bench` prints the machine first. `cargo bench -p aftercare-server -- register` runs one part;
//! parts: register, read, import, start, memory.

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
    let asked = |part: &str| wanted.is_empty() || wanted.iter().any(|w| part.contains(w.as_str()));
    if asked("start") {
        cold_start();
    }
    if asked("memory") {
        memory_after_seeding();
    }
    if asked("register") || asked("read") {
        register_and_read();
    }
    if asked("register") {
        register_on_postgres();
    }
    if asked("import") {
        import_and_search();
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
    let token = house.token();
    for path in ["/api/v1/cases?limit=50", "/api/v1/search?q=SH01", "/healthz"] {
        client::Connection::open(server.address).get(path, &token);
    }
    println!("memory after seeding and a few pages       {:>8.0} MiB resident", server.resident_mib());
}

fn register_and_read() {
    let house = House::found(Engine::Sqlite);
    let server = house.serve();
    let load = Load { address: server.address, token: house.token(), clients: CLIENTS };
    load.register(2_000);
    report_register("SQLite FULL", &server, || load.register(20_000));
    let left = ORDERS.saturating_sub(22_000);
    let numbers = load.register(left).order_numbers;
    read_orders(&load, &numbers);
}

fn register_on_postgres() {
    let Some(house) = House::on_postgres() else {
        println!("register a case, PostgreSQL                no AFTERCARE_TEST_POSTGRES");
        return;
    };
    let server = house.serve();
    let load = Load { address: server.address, token: house.token(), clients: CLIENTS };
    load.register(1_000);
    report_register("PostgreSQL", &server, || load.register(10_000));
}

fn report_register(engine: &str, server: &house::Server, run: impl FnOnce() -> load::Registered) {
    let (began, cpu) = (Instant::now(), server.cpu_seconds());
    let done = run();
    let (seconds, cpu) = (began.elapsed().as_secs_f64(), server.cpu_seconds() - cpu);
    let count = done.order_numbers.len() as f64;
    println!(
        "register a case, {engine:<12} {CLIENTS} clients  {:>8.0} /s ({:.0} µs of server CPU each, p99 {:.1} ms)",
        count / seconds,
        cpu / count * 1e6,
        done.latencies.percentile(99.0).as_secs_f64() * 1000.0
    );
}

/// One reader at a time: what a person waits for when nobody else asks; then eight at once.
fn read_orders(load: &Load, numbers: &[String]) {
    for (readers, what) in [(1, "one reader"), (8, "eight readers")] {
        let asked = load.read(numbers, readers, 4_000, |number| format!("/api/v1/orders/{number}"));
        print_latencies(&format!("order page among {ORDERS} orders, {what}"), &asked);
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
    let load = Load { address: server.address, token: house.token(), clients: CLIENTS };
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
