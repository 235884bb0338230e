//! One rule for an embedded database's file: it is not replaced while it is served.

use std::{
    fs::{File, OpenOptions, TryLockError},
    path::{Path, PathBuf},
};

use crate::{config::Config, failure::Failure};

/// Held as long as this lives. The system lets go of it when the program ends, however it ends.
#[derive(Debug)]
pub struct DatabaseLock(#[allow(dead_code, reason = "closing the file lets go of the lock")] Option<File>);

/// Says that the database is in use; any number of programs may.
pub fn while_in_use(config: &Config) -> Result<DatabaseLock, Failure> {
    let Some(database) = config.sqlite_file() else { return Ok(DatabaseLock(None)) };
    let (path, file) = open(database)?;
    file.try_lock_shared().map_err(|why| refused(&path, why, "it is being restored"))?;
    Ok(DatabaseLock(Some(file)))
}

/// Keeps everybody else away, to replace the file.
pub fn alone(database: &Path) -> Result<DatabaseLock, Failure> {
    let (path, file) = open(database)?;
    file.try_lock().map_err(|why| refused(&path, why, "it is being served; stop the server first"))?;
    Ok(DatabaseLock(Some(file)))
}

/// A file beside the database: SQLite keeps locks of its own on the database itself.
fn open(database: &Path) -> Result<(PathBuf, File), Failure> {
    let mut path = database.as_os_str().to_owned();
    path.push(".lock");
    let path = PathBuf::from(path);
    let file = OpenOptions::new().create(true).truncate(false).write(true).open(&path);
    let file = file.map_err(|why| Failure::file("create", &path, &why))?;
    Ok((path, file))
}

fn refused(path: &Path, why: TryLockError, words: &str) -> Failure {
    match why {
        TryLockError::WouldBlock => Failure::Refused(format!("the database is in use: {words}")),
        TryLockError::Error(why) => Failure::file("lock", path, &why),
    }
}
