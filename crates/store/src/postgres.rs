//! PostgreSQL: a pool, one transaction per use case, and the one place where losing against another is tried again.

mod together;
mod tx;

use std::{
    hash::{BuildHasher, Hasher, RandomState},
    sync::Arc,
    time::Duration,
};

use deadpool_postgres::{Manager, ManagerConfig, Object, Pool, PoolError, RecyclingMethod, Runtime};
use tokio::{runtime::Handle, sync::Semaphore, task::spawn_blocking};
use tokio_postgres::{Config, NoTls, error::SqlState};

pub(crate) use tx::plain_error;
use tx::{Ended, PostgresTx};

use crate::{
    engine::{Counters, Engine, Mode, StoreOptions},
    error::{OpenError, StoreError},
    job::Job,
    migrate,
};

/// Losing ten times in a row means that something else is wrong.
const TRIES: u32 = 10;
/// A connection is made once for many use cases, so it may take longer than one of them.
const CONNECT_PATIENCE: Duration = Duration::from_secs(15);

pub(crate) struct PostgresStore {
    pool: Pool,
    /// As many as may work or wait for a connection.
    room: Arc<Semaphore>,
    counters: Arc<Counters>,
}

impl PostgresStore {
    pub(crate) async fn open(
        url: &str,
        options: &StoreOptions,
        counters: Arc<Counters>,
    ) -> Result<PostgresStore, OpenError> {
        let pool = pool(url, options)?;
        let mut client = pool.get().await.map_err(open_error)?;
        if options.create {
            create_schema(&client, options).await?;
        }
        migrate::postgres(&mut client, options).await?;
        let room = Arc::new(Semaphore::new(options.connections.max(1) + options.queue));
        Ok(PostgresStore { pool, room, counters })
    }

    pub(crate) async fn run(&self, mode: Mode, job: Box<dyn Job>) -> Result<(), StoreError> {
        let place = self.room.clone().try_acquire_owned().map_err(|_| StoreError::Busy)?;
        let client = self.pool.get().await.map_err(pool_error)?;
        let counters = self.counters.clone();
        let handle = Handle::current();
        let run = spawn_blocking(move || {
            let _place = place;
            Run { handle, client, mode, counters, open: false, unfit: false }.until_it_stands(job);
        });
        run.await.map_err(|_| StoreError::Closed)
    }

    pub(crate) fn close(&self) {
        self.pool.close();
    }
}

/// One use case on one connection, on a thread where waiting is allowed.
struct Run {
    handle: Handle,
    client: Object,
    mode: Mode,
    counters: Arc<Counters>,
    /// A transaction is under way.
    open: bool,
    /// What the connection was left with is not known.
    unfit: bool,
}

impl Run {
    fn until_it_stands(mut self, mut job: Box<dyn Job>) {
        if self.mode == Mode::Write {
            Counters::add(&self.counters.use_cases);
        }
        for tried in 0..TRIES {
            if let Some(end) = self.once(job.as_mut()) {
                self.leave();
                return job.answer(end);
            }
            Counters::add(&self.counters.retries);
            self.handle.block_on(tokio::time::sleep(pause(tried)));
        }
        tracing::warn!(use_case = job.name(), tries = TRIES, "gave way to others every time");
        job.answer(Err(StoreError::RetriesExhausted { tries: TRIES }));
    }

    /// None when it lost against another transaction.
    fn once(&mut self, job: &mut dyn Job) -> Option<Result<(), StoreError>> {
        let mut tx = PostgresTx::new(&self.client, &self.handle, self.mode);
        let stands = job.run(&mut tx);
        let lost = tx.has_lost();
        if lost || !stands || self.mode != Mode::Write {
            self.open = tx.is_open();
            return if lost { self.roll_back().err().map(Err) } else { Some(Ok(())) };
        }
        let ended = tx.commit();
        self.open = false;
        match ended {
            Ended::Stands => {
                Counters::add(&self.counters.commits);
                Some(Ok(()))
            }
            Ended::Lost => None,
            Ended::Refused(error) => Some(Err(error)),
            Ended::Unknown(error) => {
                self.unfit = true;
                Some(Err(error))
            }
        }
    }

    fn roll_back(&mut self) -> Result<(), StoreError> {
        let done = if self.open { self.handle.block_on(self.client.batch_execute("ROLLBACK")) } else { Ok(()) };
        self.open = false;
        self.unfit = done.is_err();
        done.map_err(|error| plain_error(&error))
    }

    /// Nobody waits for the end of a transaction that changed nothing. A connection that did not end it is not used again.
    fn leave(self) {
        let (client, open, unfit) = (self.client, self.open, self.unfit);
        if unfit {
            drop(Object::take(client));
        } else if open {
            self.handle.spawn(async move {
                if client.batch_execute("ROLLBACK").await.is_err() {
                    drop(Object::take(client));
                }
            });
        }
    }
}

/// Half of it by chance, so that two that met do not meet again: up to 4 ms at first, 512 ms at last.
fn pause(tried: u32) -> Duration {
    let longest = 4_000_u64 << tried.min(7);
    let chance = RandomState::new().build_hasher().finish();
    Duration::from_micros(longest / 2 + chance % (longest / 2))
}

fn pool(url: &str, options: &StoreOptions) -> Result<Pool, OpenError> {
    let mut config: Config = url.parse().map_err(|_| OpenError::BadUrl)?;
    let session = session_options(config.get_options(), options)?;
    config.options(session);
    if config.get_application_name().is_none() {
        config.application_name("aftercare");
    }
    // Statements that begin with ROLLBACK leave nothing behind, so a connection is used again as it is.
    let recycling = ManagerConfig { recycling_method: RecyclingMethod::Fast };
    Pool::builder(Manager::from_config(config, NoTls, recycling))
        .max_size(options.connections.max(1))
        .runtime(Runtime::Tokio1)
        .wait_timeout(Some(options.patience))
        .create_timeout(Some(CONNECT_PATIENCE.max(options.patience)))
        .build()
        .map_err(|error| fault(StoreError::Driver(error.to_string())))
}

/// Set when a connection opens, so no use case has to.
fn session_options(given: Option<&str>, options: &StoreOptions) -> Result<String, OpenError> {
    let patience = options.patience.as_millis().max(1);
    let mut session = format!(
        "{} -c statement_timeout={patience} -c idle_in_transaction_session_timeout=60000 -c TimeZone=UTC",
        given.unwrap_or_default()
    );
    if let Some(schema) = &options.schema {
        session.push_str(&format!(" -c search_path={}", checked_schema(schema)?));
    }
    Ok(session)
}

/// It goes into SQL text, where no parameter may stand.
fn checked_schema(schema: &str) -> Result<&str, OpenError> {
    let fits = schema.len() <= 60
        && schema.starts_with(|letter: char| letter.is_ascii_lowercase())
        && schema.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
    if fits { Ok(schema) } else { Err(OpenError::BadSchema(schema.to_owned())) }
}

/// Two nodes that create it at one moment: the one that loses finds it there on asking again.
async fn create_schema(client: &Object, options: &StoreOptions) -> Result<(), OpenError> {
    let Some(schema) = &options.schema else { return Ok(()) };
    let sql = format!("CREATE SCHEMA IF NOT EXISTS {}", checked_schema(schema)?);
    let created = match client.batch_execute(&sql).await {
        Ok(()) => Ok(()),
        Err(_) => client.batch_execute(&sql).await,
    };
    created.map_err(|error| fault(plain_error(&error)))
}

fn open_error(error: PoolError) -> OpenError {
    match &error {
        PoolError::Backend(backend) if backend.code() == Some(&SqlState::INVALID_CATALOG_NAME) => {
            OpenError::Missing("this name on the PostgreSQL server".to_owned())
        }
        _ => fault(pool_error(error)),
    }
}

fn pool_error(error: PoolError) -> StoreError {
    match error {
        PoolError::Backend(backend) => plain_error(&backend),
        PoolError::Timeout(_) => StoreError::Busy,
        PoolError::Closed => StoreError::Closed,
        other => StoreError::Driver(other.to_string()),
    }
}

fn fault(why: StoreError) -> OpenError {
    OpenError::Engine { engine: Engine::Postgres, why }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_schema_name_that_could_be_sql_is_refused() {
        for bad in ["", "1a", "A", "a b", "a;drop", "a\"b", "库", &"a".repeat(61)] {
            assert!(checked_schema(bad).is_err(), "{bad:?}");
        }
        assert!(checked_schema("test_7f").is_ok());
    }

    #[test]
    fn pauses_grow_and_differ() {
        for tried in 0..TRIES {
            let longest = Duration::from_micros(4_000 << tried.min(7));
            assert!((longest / 2..=longest).contains(&pause(tried)), "{tried}");
        }
        let pauses: std::collections::HashSet<Duration> = (0..20).map(|_| pause(7)).collect();
        assert!(pauses.len() > 10);
    }
}
