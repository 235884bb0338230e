//! A database for one test, gone after it.

use std::time::Duration;

use aftercare_store::{Durability, Statement, Store, StoreError, StoreOptions};
use tempfile::TempDir;

pub use aftercare_store::Engine;

/// Where tests find PostgreSQL: a URL whose user may create schemas. `scripts/postgres.sh` sets it.
const POSTGRES: &str = "AFTERCARE_TEST_POSTGRES";
/// When 1, a missing PostgreSQL fails the test instead of leaving that half of it out.
const REQUIRED: &str = "AFTERCARE_TEST_POSTGRES_REQUIRED";

/// Works in the schema of the connection, whatever its name.
static DROP_SCHEMA: Statement = Statement::new(
    "testkit::DROP_SCHEMA",
    "DO $$ BEGIN EXECUTE 'DROP SCHEMA ' || quote_ident(current_schema()) || ' CASCADE'; END $$",
);

/// A busy machine may stand still for longer than a person would wait.
const PATIENCE: Duration = Duration::from_mins(2);

pub struct Database {
    pub store: Store,
    /// The SQLite file is in it, and its random name is the schema's on PostgreSQL.
    folder: TempDir,
}

impl Database {
    pub async fn open(engine: Engine) -> Self {
        let folder = tempfile::Builder::new().prefix("world").rand_bytes(12).tempdir().expect("a temporary folder");
        let options = StoreOptions {
            create: true,
            migrate: true,
            durability: Durability::Off,
            schema: Some(schema_of(&folder)),
            connections: 4,
            readers: 2,
            patience: PATIENCE,
            ..StoreOptions::default()
        };
        let url = url_of(engine, &folder);
        let store = Store::open(&url, &options).await.expect("the test's database opens");
        Self { store, folder }
    }

    /// As `--database` and `database_schema` of the binary name it.
    pub fn address(&self) -> (String, String) {
        (url_of(self.store.engine(), &self.folder), schema_of(&self.folder))
    }

    pub async fn remove(self) {
        if self.store.engine() == Engine::Postgres {
            let dropped = self.store.write("testkit.drop_schema", |tx| tx.execute(&DROP_SCHEMA, &[])).await;
            dropped.map_err(|error: StoreError| error.to_string()).expect("the test's schema is dropped");
        }
        self.store.close().await;
        self.folder.close().expect("the test's folder is removed");
    }
}

fn url_of(engine: Engine, folder: &TempDir) -> String {
    match engine {
        Engine::Sqlite => format!("sqlite:{}", folder.path().join("world.db").display()),
        Engine::Postgres => postgres_url().expect("AFTERCARE_TEST_POSTGRES names a PostgreSQL for this test"),
    }
}

fn schema_of(folder: &TempDir) -> String {
    let name = folder.path().file_name().expect("a folder has a name").to_string_lossy().to_lowercase();
    format!("{name}_{}", std::process::id())
}

/// SQLite always; PostgreSQL when the environment names one.
pub fn engines() -> Vec<Engine> {
    let postgres = postgres_url().is_some();
    assert!(
        postgres || !is_required(),
        "{REQUIRED}=1, and {POSTGRES} is not set: run the tests by scripts/postgres.sh"
    );
    if postgres { vec![Engine::Sqlite, Engine::Postgres] } else { vec![Engine::Sqlite] }
}

#[allow(clippy::disallowed_methods, reason = "the tests have no configuration but the environment")]
fn postgres_url() -> Option<String> {
    std::env::var(POSTGRES).ok().filter(|url| !url.is_empty())
}

#[allow(clippy::disallowed_methods, reason = "the tests have no configuration but the environment")]
fn is_required() -> bool {
    std::env::var(REQUIRED).is_ok_and(|value| value == "1")
}
