//! SQLite: one writer thread that commits in groups, and a pool of readers.

mod folder;
mod tx;
mod writer;

use std::{
    fs,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
    thread::sleep,
    time::{Duration, Instant},
};

use rusqlite::{Connection, ErrorCode, OpenFlags, config::DbConfig};
use tokio::{
    sync::Semaphore,
    task::{JoinError, spawn_blocking},
};

use folder::Folder;
pub(crate) use tx::plain_error;
use tx::{ConflictNames, SqliteTx};
use writer::Writer;

use crate::{
    engine::{Counters, Durability, Engine, StoreOptions},
    error::{OpenError, StoreError},
    job::Job,
    migrate,
};

/// The writer keeps 32 MiB of pages, a reader 8; readers share 64 MiB of the file with the system's own cache.
/// With four readers that stays below 150 MiB.
const WRITER_CACHE_KIB: u32 = 32 * 1024;
const READER_CACHE_KIB: u32 = 8 * 1024;
const READER_MAP_BYTES: u32 = 64 * 1024 * 1024;
/// 64 MiB of log before a commit itself folds what the folder has left.
const CHECKPOINT_PAGES: u32 = 16 * 1024;
/// More than there are statements, so that each is compiled once per connection.
const STATEMENT_CACHE: usize = 1024;
/// How long another program that writes to the same file is waited for.
pub(crate) const LOCK_PATIENCE: Duration = Duration::from_secs(5);
const LOCK_PAUSE: Duration = Duration::from_millis(10);

pub(crate) struct SqliteStore {
    path: PathBuf,
    writer: Writer,
    readers: Arc<Readers>,
}

impl SqliteStore {
    pub(crate) async fn open(
        path: &Path,
        options: &StoreOptions,
        counters: Arc<Counters>,
    ) -> Result<SqliteStore, OpenError> {
        let (path, options) = (path.to_owned(), options.clone());
        spawn_blocking(move || Self::open_blocking(path, &options, counters))
            .await
            .unwrap_or_else(|broken| Err(fault(join_error(&broken))))
    }

    fn open_blocking(path: PathBuf, options: &StoreOptions, counters: Arc<Counters>) -> Result<SqliteStore, OpenError> {
        if !options.create && !path.is_file() {
            return Err(OpenError::Missing(path.display().to_string()));
        }
        let mut connection = open_writer(&path, options).map_err(|error| fault(plain_error(&error)))?;
        migrate::sqlite(&mut connection, options)?;
        let names = ConflictNames::read(&connection).map_err(|error| fault(plain_error(&error)))?;
        let names = Arc::new(names);
        let idle = (0..options.readers.max(1))
            .map(|_| open_reader(&path))
            .collect::<rusqlite::Result<Vec<_>>>()
            .map_err(|error| fault(plain_error(&error)))?;
        let readers = Arc::new(Readers::new(idle, options, names.clone()));
        let folder = Folder::start(&path).map_err(fault)?;
        let writer = Writer::start(connection, folder, names, options, counters).map_err(fault)?;
        Ok(SqliteStore { path, writer, readers })
    }

    /// The job is answered once it is committed.
    pub(crate) fn write(&self, job: Box<dyn Job>) -> Result<(), StoreError> {
        self.writer.queue(job)
    }

    pub(crate) async fn read(&self, job: Box<dyn Job>) -> Result<(), StoreError> {
        let readers = self.readers.clone();
        let _waiting = readers.room.try_acquire().map_err(|_| StoreError::Busy)?;
        let turn = readers.turns.clone().acquire_owned().await.map_err(|_| StoreError::Closed)?;
        let readers = self.readers.clone();
        let asked = spawn_blocking(move || {
            let _turn = turn;
            readers.ask(job);
        });
        asked.await.map_err(|broken| join_error(&broken))
    }

    /// The copy appears under its name only when it is whole and on the disk.
    pub(crate) async fn backup_to(&self, target: &Path) -> Result<(), StoreError> {
        let (source, target) = (self.path.clone(), target.to_owned());
        spawn_blocking(move || copy_of_one_moment(&source, &target))
            .await
            .unwrap_or_else(|broken| Err(join_error(&broken)))
    }

    pub(crate) async fn close(&self) {
        self.readers.close();
        self.writer.close().await;
    }
}

/// Read-only connections, each used by one question at a time.
struct Readers {
    idle: Mutex<Vec<Connection>>,
    /// As many as there are connections.
    turns: Arc<Semaphore>,
    /// As many as may ask or wait.
    room: Semaphore,
    names: Arc<ConflictNames>,
    patience: Duration,
}

impl Readers {
    fn new(idle: Vec<Connection>, options: &StoreOptions, names: Arc<ConflictNames>) -> Self {
        Self {
            turns: Arc::new(Semaphore::new(idle.len())),
            room: Semaphore::new(idle.len() + options.queue),
            idle: Mutex::new(idle),
            names,
            patience: options.patience,
        }
    }

    /// One view of the data from the first statement of the question to its last.
    fn ask(&self, mut job: Box<dyn Job>) {
        let Some(mut connection) = self.idle().pop() else { return job.answer(Err(StoreError::Closed)) };
        let asked = self.ask_on(&mut connection, job.as_mut());
        let ended = connection.is_autocommit() || roll_back(&connection).is_ok();
        if !ended {
            tracing::warn!(use_case = job.name(), "a reader did not end its transaction");
        }
        // A store that was closed meanwhile lets go of its file.
        if !self.turns.is_closed() {
            self.idle().push(connection);
        }
        job.answer(asked);
    }

    fn ask_on(&self, connection: &mut Connection, job: &mut dyn Job) -> Result<(), StoreError> {
        let begun = connection.prepare_cached("BEGIN DEFERRED").and_then(|mut begin| begin.execute([]));
        begun.map_err(|error| plain_error(&error))?;
        job.run(&mut SqliteTx::new(connection, &self.names, self.patience)?);
        Ok(())
    }

    fn idle(&self) -> std::sync::MutexGuard<'_, Vec<Connection>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn close(&self) {
        self.turns.close();
        self.idle().clear();
    }
}

fn roll_back(connection: &Connection) -> rusqlite::Result<usize> {
    connection.prepare_cached("ROLLBACK")?.execute([])
}

fn open_writer(path: &Path, options: &StoreOptions) -> rusqlite::Result<Connection> {
    let create = if options.create { OpenFlags::SQLITE_OPEN_CREATE } else { OpenFlags::empty() };
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX | create;
    let connection = Connection::open_with_flags(path, flags)?;
    set_up(&connection, WRITER_CACHE_KIB)?;
    log_ahead(&connection)?;
    connection.pragma_update(None, "wal_autocheckpoint", CHECKPOINT_PAGES)?;
    let synchronous = match options.durability {
        Durability::Full => "FULL",
        Durability::Off => "OFF",
    };
    connection.pragma_update(None, "synchronous", synchronous)?;
    connection.pragma_update(None, "foreign_keys", true)?;
    // INSERT OR REPLACE deletes rows; with this the append-only triggers see it.
    connection.pragma_update(None, "recursive_triggers", true)?;
    forget_statistics(&connection)?;
    if let Some(bytes) = options.max_bytes {
        limit_size(&connection, bytes)?;
    }
    Ok(connection)
}

/// Of two programs that turn a new file to its log at one moment, SQLite refuses one at once instead of letting it wait:
/// each reads the file while it asks to have it alone.
#[allow(clippy::disallowed_methods, reason = "a program that starts waits for another on its own thread; no rule does")]
fn log_ahead(connection: &Connection) -> rusqlite::Result<()> {
    let started = Instant::now();
    // These PRAGMAs answer with a row, which `pragma_update` refuses.
    while let Err(error) = connection.execute_batch("PRAGMA journal_mode = WAL") {
        if error.sqlite_error_code() != Some(ErrorCode::DatabaseBusy) || started.elapsed() > LOCK_PATIENCE {
            return Err(error);
        }
        sleep(LOCK_PAUSE);
    }
    connection.execute_batch("PRAGMA journal_size_limit = 67108864")
}

/// Counts of rows, taken while the house was new, once made SQLite read all devices for one order's page. Without any it
/// keeps to the plan that the tests of plans have seen, at every size.
fn forget_statistics(connection: &Connection) -> rusqlite::Result<()> {
    for table in ["sqlite_stat1", "sqlite_stat4"] {
        if connection.table_exists(None, table)? {
            connection.execute_batch(&format!("DROP TABLE {table}"))?;
        }
    }
    Ok(())
}

fn limit_size(connection: &Connection, bytes: u64) -> rusqlite::Result<()> {
    let page: i64 = connection.pragma_query_value(None, "page_size", |row| row.get(0))?;
    let pages = i64::try_from(bytes).unwrap_or(i64::MAX) / page;
    connection.pragma_update(None, "max_page_count", pages)
}

fn open_reader(path: &Path) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    set_up(&connection, READER_CACHE_KIB)?;
    connection.pragma_update(None, "mmap_size", READER_MAP_BYTES)?;
    connection.pragma_update(None, "query_only", true)?;
    Ok(connection)
}

fn set_up(connection: &Connection, cache_kib: u32) -> rusqlite::Result<()> {
    connection.busy_timeout(LOCK_PATIENCE)?;
    connection.set_prepared_statement_cache_capacity(STATEMENT_CACHE);
    // Else a compiled statement is planned anew for each other value in a range: every scope is one.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    // Negative means KiB instead of pages.
    connection.pragma_update(None, "cache_size", -i64::from(cache_kib))?;
    connection.pragma_update(None, "temp_store", "MEMORY")
}

fn copy_of_one_moment(source: &Path, target: &Path) -> Result<(), StoreError> {
    if target.exists() {
        return Err(StoreError::Io("the file of the copy is there already".to_owned()));
    }
    let mut unfinished = target.as_os_str().to_owned();
    unfinished.push(".unfinished");
    let unfinished = PathBuf::from(unfinished);
    let copied = copy_into(source, &unfinished).and_then(|()| {
        fs::File::open(&unfinished)?.sync_all()?;
        fs::rename(&unfinished, target)?;
        sync_directory(target)
    });
    copied.map_err(|error| {
        // Half a copy is of no use; when it cannot be removed either, its name says what it is.
        if let Err(left) = fs::remove_file(&unfinished) {
            tracing::debug!(%left, "an unfinished copy stays");
        }
        StoreError::Io(error.to_string())
    })
}

/// `VACUUM INTO` reads one snapshot, so writers go on meanwhile.
fn copy_into(source: &Path, target: &Path) -> std::io::Result<()> {
    if target.exists() {
        fs::remove_file(target)?;
    }
    let copy = || {
        let connection = Connection::open_with_flags(source, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        connection.busy_timeout(LOCK_PATIENCE)?;
        connection.execute("VACUUM INTO ?1", [target.to_string_lossy()])
    };
    copy().map(|_| ()).map_err(|error| std::io::Error::other(plain_error(&error)))
}

/// A new name is on the disk when its directory is.
fn sync_directory(file: &Path) -> std::io::Result<()> {
    match file.parent().filter(|parent| !parent.as_os_str().is_empty()) {
        Some(directory) => fs::File::open(directory)?.sync_all(),
        None => Ok(()),
    }
}

fn fault(why: StoreError) -> OpenError {
    OpenError::Engine { engine: Engine::Sqlite, why }
}

fn join_error(broken: &JoinError) -> StoreError {
    if broken.is_cancelled() { StoreError::Closed } else { StoreError::Driver("a database task broke off".to_owned()) }
}
