//! The one thread that writes, and its queue.
//!
//! What is queued is run in one transaction and answered after the one commit. Nobody is waited for: under light load a
//! batch is one use case, under heavy load the disk's own slowness fills the queue and with it the next batch.
//!
//! A savepoint makes SQLite copy each page before its first change. Nearly every refusal comes before the use case has
//! changed anything, so there is none at first. When one fails after a change, its batch is begun anew and run with a
//! savepoint around each use case.

use std::{
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    thread::JoinHandle,
    time::{Duration, Instant},
};

use rusqlite::Connection;
use tokio::sync::mpsc;

use super::{
    folder::Folder,
    tx::{ConflictNames, SqliteTx, plain_error},
};
use crate::{
    engine::{Counters, StoreOptions, Tx},
    error::StoreError,
    job::Job,
};

/// A batch ends after so many use cases, or so long, that the first in it does not wait for ever.
const BATCH: usize = 256;
const BATCH_TIME: Duration = Duration::from_millis(40);

pub(super) struct Writer {
    queue: mpsc::Sender<Message>,
    closing: AtomicBool,
    thread: Mutex<Option<JoinHandle<()>>>,
}

enum Message {
    Run(Box<dyn Job>),
    Close,
}

impl Writer {
    pub(super) fn start(
        connection: Connection,
        folder: Folder,
        names: Arc<ConflictNames>,
        options: &StoreOptions,
        counters: Arc<Counters>,
    ) -> Result<Self, StoreError> {
        let (sender, receiver) = mpsc::channel(options.queue.max(1));
        let patience = options.patience;
        let desk = Desk { connection, folder, names, patience, counters, queue: receiver, closing: false };
        let thread = std::thread::Builder::new()
            .name("sqlite-writer".to_owned())
            .spawn(move || desk.work())
            .map_err(|error| StoreError::Io(error.to_string()))?;
        Ok(Self { queue: sender, closing: AtomicBool::new(false), thread: Mutex::new(Some(thread)) })
    }

    pub(super) fn queue(&self, job: Box<dyn Job>) -> Result<(), StoreError> {
        if self.closing.load(Ordering::Acquire) {
            return Err(StoreError::Closed);
        }
        self.queue.try_send(Message::Run(job)).map_err(|refused| match refused {
            mpsc::error::TrySendError::Full(_) => StoreError::Busy,
            mpsc::error::TrySendError::Closed(_) => StoreError::Closed,
        })
    }

    /// Runs what was queued before, then folds the log into the file.
    pub(super) async fn close(&self) {
        self.closing.store(true, Ordering::Release);
        if self.queue.send(Message::Close).await.is_err() {
            return;
        }
        let thread = self.thread.lock().unwrap_or_else(PoisonError::into_inner).take();
        let Some(thread) = thread else { return };
        match tokio::task::spawn_blocking(move || thread.join()).await {
            Ok(Ok(())) => {}
            Ok(Err(_)) | Err(_) => tracing::error!("the writer ended badly"),
        }
    }
}

/// How a use case left the transaction.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Left {
    /// With all that it changed, or unchanged.
    Clean,
    /// Refused after it had changed something.
    Halfway,
}

/// What the writer's thread owns.
struct Desk {
    connection: Connection,
    folder: Folder,
    names: Arc<ConflictNames>,
    patience: Duration,
    counters: Arc<Counters>,
    queue: mpsc::Receiver<Message>,
    closing: bool,
}

impl Desk {
    fn work(mut self) {
        while let Some(message) = self.queue.blocking_recv() {
            match message {
                Message::Run(job) => self.batch(job),
                Message::Close => self.closing = true,
            }
            if self.closing {
                self.queue.close();
            }
        }
        self.leave();
    }

    fn batch(&mut self, first: Box<dyn Job>) {
        if let Err(error) = self.control("BEGIN IMMEDIATE") {
            return first.answer(Err(error));
        }
        let mut done = Vec::new();
        let ran = match self.run_queued(first, &mut done) {
            Ok(Left::Clean) => Ok(()),
            Ok(Left::Halfway) => self.run_again(&mut done),
            Err(error) => Err(error),
        };
        let batch = ran.and_then(|()| self.control("COMMIT"));
        match batch {
            Ok(()) => {
                Counters::add(&self.counters.commits);
                self.folder.committed(done.len());
            }
            Err(_) => self.give_up(),
        }
        for job in done {
            Counters::add(&self.counters.use_cases);
            job.answer(batch.clone());
        }
    }

    /// An error means that the whole batch is lost.
    #[allow(clippy::disallowed_methods, reason = "the time cap measures what has elapsed, no rule depends on it")]
    fn run_queued(&mut self, first: Box<dyn Job>, done: &mut Vec<Box<dyn Job>>) -> Result<Left, StoreError> {
        let started = Instant::now();
        let mut next = Some(first);
        while let Some(mut job) = next {
            let ran = if job.is_abandoned() { Ok(Left::Clean) } else { self.run_one(job.as_mut()) };
            done.push(job);
            if ran? == Left::Halfway {
                return Ok(Left::Halfway);
            }
            next = if done.len() < BATCH && started.elapsed() < BATCH_TIME { self.next_queued() } else { None };
        }
        Ok(Left::Clean)
    }

    /// What one of them left halfway goes, and with it what the others did.
    fn run_again(&mut self, jobs: &mut [Box<dyn Job>]) -> Result<(), StoreError> {
        self.control("ROLLBACK")?;
        self.control("BEGIN IMMEDIATE")?;
        for job in jobs.iter_mut().filter(|job| !job.is_abandoned()) {
            self.control("SAVEPOINT use_case")?;
            if self.run_one(job.as_mut())? == Left::Halfway {
                self.control("ROLLBACK TO use_case")?;
            }
            self.control("RELEASE use_case")?;
        }
        Ok(())
    }

    fn next_queued(&mut self) -> Option<Box<dyn Job>> {
        match self.queue.try_recv() {
            Ok(Message::Run(job)) => Some(job),
            Ok(Message::Close) => {
                self.closing = true;
                None
            }
            Err(_) => None,
        }
    }

    /// An error means that the whole batch is lost.
    fn run_one(&mut self, job: &mut dyn Job) -> Result<Left, StoreError> {
        let mut tx = SqliteTx::new(&mut self.connection, &self.names, self.patience)?;
        let stands = job.run(&mut tx);
        let (why, changed) = (tx.spent().cloned(), tx.has_changed());
        if self.connection.is_autocommit() {
            // After a full disk or a failed write SQLite itself has rolled back all of the batch.
            return Err(why.unwrap_or_else(|| StoreError::Io("the transaction was given up".to_owned())));
        }
        Ok(if stands || !changed { Left::Clean } else { Left::Halfway })
    }

    /// Not limited in time: a commit that waits for a slow disk is not given up.
    fn control(&mut self, sql: &str) -> Result<(), StoreError> {
        self.connection.progress_handler(0, None::<fn() -> bool>).map_err(|error| plain_error(&error))?;
        let run = self.connection.prepare_cached(sql).and_then(|mut statement| statement.execute([]));
        run.map(|_| ()).map_err(|error| plain_error(&error))
    }

    fn give_up(&mut self) {
        if self.connection.is_autocommit() {
            return;
        }
        if let Err(error) = self.control("ROLLBACK") {
            tracing::error!(%error, "a batch could not be rolled back");
        }
    }

    fn leave(self) {
        self.folder.stop();
        let folded = self.connection.execute_batch("PRAGMA wal_checkpoint(TRUNCATE);");
        if let Err(error) = folded {
            tracing::warn!(error = %plain_error(&error), "the log was not folded into the file");
        }
    }
}
