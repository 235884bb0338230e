//! The house as a command needs it: the database open, the rules read, the clock and the dice at hand.

use std::{
    fs::{self, OpenOptions},
    os::unix::fs::OpenOptionsExt,
    path::{Path, PathBuf},
    sync::Arc,
};

use aftercare_app::{Actor, App, PasswordCost, identity};
use aftercare_domain::warranty::Regimes;
use aftercare_store::{Store, StoreOptions};

use crate::{
    chance::SystemDice,
    clock::SystemClock,
    config::Config,
    failure::Failure,
    lock::{self, DatabaseLock},
};

/// An open house. While it lives, nobody replaces its database.
pub struct House {
    pub app: App,
    _lock: DatabaseLock,
}

impl House {
    /// Opens what is there; a missing or older database is refused.
    pub async fn open(config: &Config) -> Result<Self, Failure> {
        Self::open_with(config, &config.store_options()).await
    }

    pub async fn open_with(config: &Config, options: &StoreOptions) -> Result<Self, Failure> {
        if !options.create {
            refuse_missing(config)?;
        }
        let lock = lock::while_in_use(config)?;
        let store = Store::open(&config.database, options).await?;
        Ok(Self { app: app_over(config, store)?, _lock: lock })
    }

    /// Finishes what is queued and folds SQLite's log into its file.
    pub async fn close(self) {
        self.app.store().clone().close().await;
    }

    /// The house itself as actor, in the brand with this code or in the only one.
    pub async fn actor(&self, brand: Option<&str>) -> Result<Actor, Failure> {
        let brands = identity::brands(&self.app).await?;
        let codes = || brands.iter().map(|brand| brand.code.as_str()).collect::<Vec<_>>().join(", ");
        let chosen = match brand {
            Some(code) => brands.iter().find(|known| known.code == code),
            None if brands.len() > 1 => {
                return Err(Failure::Refused(format!(
                    "there are several brands: choose one with --brand ({})",
                    codes()
                )));
            }
            None => brands.first(),
        };
        match chosen {
            Some(brand) => Ok(identity::house(brand)?),
            None if brands.is_empty() => Err(Failure::Refused("there is no brand in this database yet".to_owned())),
            None => Err(Failure::Refused(format!("there is no such brand; there are {}", codes()))),
        }
    }
}

/// The use cases over an open database, at the machine's time.
pub fn app_over(config: &Config, store: Store) -> Result<App, Failure> {
    let regimes = regimes(config.rules.as_deref())?;
    Ok(App::new(store, Arc::new(SystemClock), Arc::new(SystemDice), regimes, PasswordCost::default()))
}

/// Before the lock's file is made beside a database that is not there.
fn refuse_missing(config: &Config) -> Result<(), Failure> {
    match config.sqlite_file() {
        Some(file) if !file.is_file() => {
            Err(Failure::Database(aftercare_store::OpenError::Missing(file.display().to_string())))
        }
        _ => Ok(()),
    }
}

/// The regimes of a folder, or those built in.
pub fn regimes(folder: Option<&Path>) -> Result<Regimes, Failure> {
    let Some(folder) = folder else { return Ok(Regimes::builtin()?) };
    let mut files: Vec<PathBuf> = fs::read_dir(folder)
        .and_then(|entries| entries.map(|entry| entry.map(|entry| entry.path())).collect())
        .map_err(|why| Failure::file("read the rules in", folder, &why))?;
    files.retain(|file| file.extension().is_some_and(|ending| ending == "toml"));
    files.sort();
    let read = |file: &PathBuf| {
        let text = fs::read_to_string(file).map_err(|why| Failure::file("read", file, &why))?;
        Ok((file.display().to_string(), text))
    };
    let texts = files.iter().map(read).collect::<Result<Vec<_>, Failure>>()?;
    Ok(Regimes::load(texts)?)
}

/// Makes the file of an embedded database, readable by its owner alone, and the folders above it.
/// SQLite gives its log the same rights. Nothing happens when it is there, or when the database is elsewhere.
pub fn make_private_file(config: &Config) -> Result<(), Failure> {
    let Some(file) = config.sqlite_file().filter(|file| !file.exists()) else { return Ok(()) };
    if let Some(folder) = file.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        fs::create_dir_all(folder).map_err(|why| Failure::file("create the folder", folder, &why))?;
    }
    let made = OpenOptions::new().write(true).create_new(true).mode(0o600).open(file);
    made.map(|_| ()).map_err(|why| Failure::file("create", file, &why))
}
