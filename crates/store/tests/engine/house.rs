//! A database for one test, and a few statements on tables of the real schema.

use std::{
    sync::{
        Arc, Condvar, Mutex,
        atomic::{AtomicU32, Ordering},
    },
    time::Duration,
};

use aftercare_store::{Durability, Store, StoreError, StoreOptions, Tx, params};
use tempfile::TempDir;

aftercare_store::statements! {
    /// A number series, the smallest of the tables.
    ADD_SERIES = "INSERT INTO document_counter (brand_id, station, year, last) VALUES ($1, $2, $3, $4)";
    COUNT_SERIES = "SELECT COUNT(*) FROM document_counter WHERE brand_id = $1";
    LIST_STATIONS = "SELECT station FROM document_counter WHERE brand_id = $1 ORDER BY station";
    LAST_OF_SERIES = "SELECT last FROM document_counter WHERE brand_id = $1 AND station = $2";
    /// The second parameter stands before the first: SQLite must still count them by number.
    RAISE_SERIES = "UPDATE document_counter SET last = last + $2 WHERE station = $1";
    ADD_OUTBOX = "INSERT INTO outbox (id, brand_id, kind, dedupe, payload, next_at, attempts)
        VALUES ($1, 'b', 'test', $1, $2, 0, 0)";
    COUNT_OUTBOX = "SELECT COUNT(*) FROM outbox";
    CLAIM_OUTBOX = "UPDATE outbox SET attempts = attempts + 1 WHERE id IN
        (SELECT id FROM outbox WHERE attempts = 0 ORDER BY next_at, id LIMIT $1 {skip_locked}) RETURNING id";
    ADD_BRAND = "INSERT INTO brand (id, code, name, name_en, accent, country, currency, zone, service_phone)
        VALUES ($1, $2, '', '', '', 'CN', 'CNY', 'Asia/Shanghai', '')";
    ADD_ITEM = "INSERT INTO item (id, brand_id, code, name, name_en, kind, serialised, returns_defective, price_minor,
        cost_minor, currency) VALUES ($1, 'b', $1, '', '', 'part', 0, 0, $2, 0, 'CNY')";
    ADD_LOT = "INSERT INTO lot (brand_id, item_id, code) VALUES ('b', $1, 'L1')";
    ADD_ACT = "INSERT INTO act (id, brand_id, chain_kind, chain_id, seq, at, day, person_id, verb, payload, previous, hash)
        VALUES ($1, 'b', 'case', 'c', $2, 0, '2026-01-01', 'p', 'register', '{}', '', '')";
    CHANGE_ACTS = "UPDATE act SET verb = 'forge'";
    DELETE_ACTS = "DELETE FROM act";
    COUNT_ACTS = "SELECT COUNT(*) FROM act WHERE verb = 'register'";
    CLAIM_SCHEMA_FROM_THE_FUTURE = "INSERT INTO schema_migration (number) VALUES (9999)";
}

/// A store that is gone with the test.
pub struct House {
    pub store: Store,
    pub url: String,
    pub options: StoreOptions,
    _directory: Option<TempDir>,
}

/// A busy machine may stand still for longer than a person would wait; only tests of patience itself are short of it.
const PATIENCE: Duration = Duration::from_mins(2);

/// Creates and migrates; durability only where a test needs it.
pub fn test_options() -> StoreOptions {
    let patience = PATIENCE;
    StoreOptions { create: true, migrate: true, durability: Durability::Off, patience, ..StoreOptions::default() }
}

pub async fn sqlite_house(options: StoreOptions) -> House {
    let directory = tempfile::tempdir().unwrap();
    let url = format!("sqlite:{}", directory.path().join("house.db").display());
    let store = Store::open(&url, &options).await.unwrap();
    House { store, url, options, _directory: Some(directory) }
}

#[allow(clippy::disallowed_methods, reason = "the one place where the engine's tests are told of a PostgreSQL")]
fn postgres_url() -> Option<String> {
    std::env::var("AFTERCARE_TEST_POSTGRES").ok().filter(|url| !url.is_empty())
}

/// None, and a word about it, when there is no PostgreSQL to test on.
pub async fn postgres_house(options: StoreOptions) -> Option<House> {
    static HOUSES: AtomicU32 = AtomicU32::new(0);
    let Some(url) = postgres_url() else {
        eprintln!("not run: AFTERCARE_TEST_POSTGRES is not set");
        return None;
    };
    let number = HOUSES.fetch_add(1, Ordering::Relaxed);
    let schema = format!("engine_{}_{number}", std::process::id());
    drop_schema(&url, &schema).await;
    let options = StoreOptions { schema: Some(schema), connections: options.connections.min(8), ..options };
    let store = Store::open(&url, &options).await.unwrap();
    Some(House { store, url, options, _directory: None })
}

impl House {
    pub async fn reopen(&self, options: &StoreOptions) -> Result<Store, aftercare_store::OpenError> {
        Store::open(&self.url, options).await
    }

    /// Takes the schema away; a test that fails leaves it for the eye.
    pub async fn leave(self) {
        let House { store, url, options, .. } = self;
        store.close().await;
        if let Some(schema) = options.schema {
            drop_schema(&url, &schema).await;
        }
    }
}

pub async fn drop_schema(url: &str, schema: &str) {
    let (client, connection) = tokio_postgres::connect(url, tokio_postgres::NoTls).await.unwrap();
    let driver = tokio::spawn(connection);
    client.batch_execute(&format!("DROP SCHEMA IF EXISTS {schema} CASCADE")).await.unwrap();
    drop(client);
    driver.await.unwrap().unwrap();
}

/// One story told on either engine: `on_both!(name, options, async |house: &House| { … })`.
macro_rules! on_both {
    ($name:ident, $options:expr, $story:expr) => {
        mod $name {
            #[allow(unused_imports)]
            use super::*;

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn on_sqlite() {
                let house = crate::house::sqlite_house($options).await;
                ($story)(&house).await;
                house.leave().await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn on_postgres() {
                let Some(house) = crate::house::postgres_house($options).await else { return };
                ($story)(&house).await;
                house.leave().await;
            }
        }
    };
}
pub(crate) use on_both;

pub fn add_series(tx: &mut dyn Tx, station: &str) -> Result<(), StoreError> {
    tx.execute(&ADD_SERIES, params!["b", station, 2026, 0]).map(|_| ())
}

pub async fn add_series_to(store: &Store, station: &str) -> Result<(), StoreError> {
    let station = station.to_owned();
    store.write("test.add_series", move |tx| add_series(tx, &station)).await
}

pub async fn count(store: &Store, statement: &'static aftercare_store::Statement) -> i64 {
    store
        .read("test.count", |tx| tx.query(statement, &[])?[0].int(0))
        .await
        .unwrap_or_else(|error: StoreError| panic!("{error}"))
}

pub async fn stations(store: &Store) -> Vec<String> {
    let rows = store.read("test.stations", |tx| tx.query(&LIST_STATIONS, params!["b"])).await;
    let rows = rows.unwrap_or_else(|error: StoreError| panic!("{error}"));
    rows.iter().map(|row| row.text(0).unwrap()).collect()
}

/// Holds use cases up until it is opened.
#[derive(Clone, Default)]
pub struct Gate(Arc<(Mutex<bool>, Condvar)>);

impl Gate {
    pub fn open(&self) {
        *self.0.0.lock().unwrap() = true;
        self.0.1.notify_all();
    }

    pub fn wait(&self) {
        drop(self.0.1.wait_while(self.0.0.lock().unwrap(), |open| !*open).unwrap());
    }
}
