//! The thread that folds the log into the file beside the writer, so that nobody waits for it.
//!
//! It cannot start the log anew while the writer goes on; SQLite does that in a commit, once the writer finds nearly all
//! of a long log folded.

use std::{
    path::Path,
    sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel},
    thread::JoinHandle,
};

use rusqlite::{Connection, OpenFlags};

use super::tx::plain_error;
use crate::error::StoreError;

/// About 16 MiB of log.
const USE_CASES: usize = 200;

pub(super) struct Folder {
    wake: SyncSender<()>,
    thread: JoinHandle<()>,
    since: usize,
}

impl Folder {
    pub(super) fn start(path: &Path) -> Result<Self, StoreError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(path, flags).map_err(|error| plain_error(&error))?;
        let (wake, woken) = sync_channel(1);
        let thread = std::thread::Builder::new()
            .name("sqlite-folder".to_owned())
            .spawn(move || work(&connection, &woken))
            .map_err(|error| StoreError::Io(error.to_string()))?;
        Ok(Self { wake, thread, since: 0 })
    }

    /// Called after each commit.
    pub(super) fn committed(&mut self, use_cases: usize) {
        self.since += use_cases;
        if self.since < USE_CASES {
            return;
        }
        match self.wake.try_send(()) {
            Ok(()) => self.since = 0,
            // It is at work, or ended: the writer's own commits then fold the log.
            Err(TrySendError::Full(()) | TrySendError::Disconnected(())) => {}
        }
    }

    pub(super) fn stop(self) {
        drop(self.wake);
        if self.thread.join().is_err() {
            tracing::error!("the folder of the log ended badly");
        }
    }
}

fn work(connection: &Connection, woken: &Receiver<()>) {
    while woken.recv().is_ok() {
        if let Err(error) = connection.execute_batch("PRAGMA wal_checkpoint(PASSIVE)") {
            tracing::debug!(error = %plain_error(&error), "the log was not folded this time");
        }
    }
}
