//! The switch between the engines: one `Store`, one transaction trait, one way to run a use case.
//!
//! A use case is a plain function over `&mut dyn Tx`. It may be run again after losing against another transaction,
//! so it has no effect outside the transaction. Async lives at `write` and `read` only.

use std::{
    fmt,
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use tokio::sync::oneshot;

use crate::{
    dialect,
    error::{OpenError, StoreError},
    job::{self, Given, Job},
    postgres::PostgresStore,
    sqlite::SqliteStore,
    statement::Statement,
    value::{Row, Value},
};

/// Which database is below. Only this file and `dialect` may ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    Sqlite,
    Postgres,
}

impl fmt::Display for Engine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Engine::Sqlite => "SQLite",
            Engine::Postgres => "PostgreSQL",
        })
    }
}

/// One open transaction.
///
/// After a statement was refused nothing more can be done in its transaction: later statements give the same error
/// and the transaction is rolled back, also when the use case returns `Ok`. What may be there already is inserted
/// with `ON CONFLICT`.
pub trait Tx {
    /// Gives the number of rows changed.
    fn execute(&mut self, statement: &'static Statement, params: &[Value]) -> Result<u64, StoreError>;
    fn query(&mut self, statement: &'static Statement, params: &[Value]) -> Result<Vec<Row>, StoreError>;
    /// One round trip on PostgreSQL. Each statement must change a row, else `StoreError::Untouched`.
    fn execute_all(&mut self, batch: &[(&'static Statement, Vec<Value>)]) -> Result<(), StoreError>;
    /// The last that a use case writes, when it needs no answer: on PostgreSQL it travels with the commit, and its
    /// refusal is the use case's. A statement after it finds it done.
    fn execute_last(&mut self, batch: Vec<(&'static Statement, Vec<Value>)>) -> Result<(), StoreError>;
    /// Proves a statement against the schema without running it.
    fn prepare(&mut self, statement: &'static Statement) -> Result<(), StoreError>;
    /// For `dialect` only.
    fn engine(&self) -> Engine;
    /// The error after which nothing more can be done here.
    fn spent(&self) -> Option<&StoreError>;
}

/// The row of a question that has at most one answer.
pub fn one(tx: &mut dyn Tx, statement: &'static Statement, params: &[Value]) -> Result<Option<Row>, StoreError> {
    let mut rows = tx.query(statement, params)?;
    if rows.len() > 1 {
        return Err(StoreError::Driver(format!("{}: more than one row", statement.name)));
    }
    Ok(rows.pop())
}

/// When SQLite answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Durability {
    /// After the disk has it: nothing answered is lost when the power fails.
    Full,
    /// After the operating system has it, for tests and sample data.
    Off,
}

/// How a store is opened.
#[derive(Debug, Clone)]
pub struct StoreOptions {
    /// Make the SQLite file, or the PostgreSQL schema named below, when it is missing.
    pub create: bool,
    /// Bring an older schema up to this program's.
    pub migrate: bool,
    /// SQLite only.
    pub durability: Durability,
    /// PostgreSQL only: a schema of its own instead of the connection's.
    pub schema: Option<String>,
    /// How many use cases may wait before `StoreError::Busy`.
    pub queue: usize,
    /// Readers of SQLite at a time. Each keeps up to 8 MiB.
    pub readers: usize,
    /// Connections to PostgreSQL.
    pub connections: usize,
    /// How long one statement may take (on SQLite all statements of a use case together), and on PostgreSQL the wait
    /// for a connection; then `StoreError::Busy`.
    pub patience: Duration,
    /// SQLite only: the file grows up to here, then `StoreError::DiskFull`.
    pub max_bytes: Option<u64>,
}

impl Default for StoreOptions {
    fn default() -> Self {
        Self {
            create: false,
            migrate: false,
            durability: Durability::Full,
            schema: None,
            queue: 1024,
            readers: 4,
            connections: 16,
            patience: Duration::from_secs(15),
            max_bytes: None,
        }
    }
}

/// What a use case wants of its transaction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mode {
    Write,
    /// One unchanging view of the data.
    Read,
    /// A single question.
    Ask,
}

/// What a store has done since it was opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Figures {
    /// Use cases that wrote, also those that were refused.
    pub use_cases: u64,
    /// Fewer than use cases on SQLite under load: a commit there carries many.
    pub commits: u64,
    /// Use cases run again after losing against another transaction.
    pub retries: u64,
}

#[derive(Default)]
pub(crate) struct Counters {
    pub(crate) use_cases: AtomicU64,
    pub(crate) commits: AtomicU64,
    pub(crate) retries: AtomicU64,
}

impl Counters {
    pub(crate) fn add(counter: &AtomicU64) {
        counter.fetch_add(1, Ordering::Relaxed);
    }

    fn figures(&self) -> Figures {
        Figures {
            use_cases: self.use_cases.load(Ordering::Relaxed),
            commits: self.commits.load(Ordering::Relaxed),
            retries: self.retries.load(Ordering::Relaxed),
        }
    }
}

/// An open database. Clones share it.
#[derive(Clone)]
pub struct Store {
    below: Below,
    counters: Arc<Counters>,
}

#[derive(Clone)]
enum Below {
    Sqlite(Arc<SqliteStore>),
    Postgres(Arc<PostgresStore>),
}

crate::statements! {
    /// Whether the database answers.
    PING = "SELECT 1";

    /// Counts anew what the planner knows of the tables.
    ANALYZE = "ANALYZE";
}

impl Store {
    /// `sqlite:FILE` or `postgres://USER:PASSWORD@HOST/NAME`.
    pub async fn open(url: &str, options: &StoreOptions) -> Result<Store, OpenError> {
        let counters = Arc::new(Counters::default());
        let below = if let Some(file) = url.strip_prefix("sqlite:") {
            Below::Sqlite(Arc::new(SqliteStore::open(Path::new(file), options, counters.clone()).await?))
        } else if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            Below::Postgres(Arc::new(PostgresStore::open(url, options, counters.clone()).await?))
        } else {
            return Err(OpenError::BadUrl);
        };
        Ok(Store { below, counters })
    }

    /// Runs a use case in a transaction and answers after the commit. `name` reads like `orders.sign_off`.
    pub async fn write<T, E, F>(&self, name: &'static str, use_case: F) -> Result<T, E>
    where
        F: Fn(&mut dyn Tx) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        let (job, answer) = job::job(name, use_case);
        job::outcome(self.run(Mode::Write, job, answer).await)
    }

    /// Runs a question on one unchanging view of the data. A statement that writes gives `StoreError::ReadOnly`.
    pub async fn read<T, E, F>(&self, name: &'static str, question: F) -> Result<T, E>
    where
        F: Fn(&mut dyn Tx) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        let (job, answer) = job::job(name, question);
        job::outcome(self.run(Mode::Read, job, answer).await)
    }

    /// A question of one statement, which needs no view of its own: what every request asks first. PostgreSQL refuses
    /// a second statement with `StoreError::Unsupported`.
    pub async fn ask<T, E, F>(&self, name: &'static str, question: F) -> Result<T, E>
    where
        F: Fn(&mut dyn Tx) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        let (job, answer) = job::job(name, question);
        job::outcome(self.run(Mode::Ask, job, answer).await)
    }

    async fn run(&self, mode: Mode, job: Box<dyn Job>, answer: oneshot::Receiver<Given>) -> Result<Given, StoreError> {
        match (&self.below, mode) {
            (Below::Sqlite(store), Mode::Write) => store.write(job)?,
            (Below::Sqlite(store), Mode::Read | Mode::Ask) => store.read(job).await?,
            (Below::Postgres(store), mode) => store.run(mode, job).await?,
        }
        answer.await.map_err(|_| StoreError::Closed)
    }

    pub fn engine(&self) -> Engine {
        match &self.below {
            Below::Sqlite(_) => Engine::Sqlite,
            Below::Postgres(_) => Engine::Postgres,
        }
    }

    pub fn figures(&self) -> Figures {
        self.counters.figures()
    }

    pub async fn ping(&self) -> Result<(), StoreError> {
        self.ask("store.ping", |tx| tx.query(&PING, &[]).map(|_| ())).await
    }

    /// The engine's own version, e.g. `3.51.1`.
    pub async fn version(&self) -> Result<String, StoreError> {
        let statement = dialect::version(self.engine());
        self.read("store.version", |tx| tx.query(statement, &[])?.first().map_or(Ok(String::new()), |row| row.text(0)))
            .await
    }

    /// For PostgreSQL's planner, after an import of many rows. SQLite keeps no statistics.
    pub async fn analyze(&self) -> Result<(), StoreError> {
        match self.engine() {
            Engine::Sqlite => Ok(()),
            Engine::Postgres => self.write("store.analyze", |tx| tx.execute(&ANALYZE, &[]).map(|_| ())).await,
        }
    }

    /// Proves every registered statement against the schema; gives the first that does not fit.
    pub async fn check_statements(&self) -> Result<(), StoreError> {
        self.read("store.check_statements", |tx| crate::all_statements().try_for_each(|s| tx.prepare(s))).await
    }

    /// Writes a copy of one moment to a new file, while work goes on.
    pub async fn backup_to(&self, path: &Path) -> Result<(), StoreError> {
        match &self.below {
            Below::Sqlite(store) => store.backup_to(path).await,
            Below::Postgres(_) => Err(StoreError::Unsupported("a PostgreSQL database is copied with pg_dump")),
        }
    }

    /// Finishes what is queued and closes. Clones of this store answer `StoreError::Closed` from then on.
    pub async fn close(self) {
        match &self.below {
            Below::Sqlite(store) => store.close().await,
            Below::Postgres(store) => store.close(),
        }
    }
}
