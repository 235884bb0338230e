//! Commands for the operator of the database: migrate, check, backup, restore.

use std::{
    ffi::OsString,
    fs::{self, File, Permissions},
    io,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    process::ExitCode,
};

use aftercare_app::audit;
use aftercare_kernel::Clock;
use aftercare_store::{Store, StoreOptions, migrate};

use crate::{
    clock::SystemClock,
    command::{MigrateArgs, RestoreArgs},
    config::Config,
    failure::{CHECK_FOUND, Failure},
    house::{self, House},
    lock, terminal,
};

/// Files that belong to an open SQLite database: itself, its log, the log's index.
const PARTS: [&str; 3] = ["", "-wal", "-shm"];

pub async fn migrate(config: &Config, args: &MigrateArgs) -> Result<ExitCode, Failure> {
    if args.create {
        house::make_private_file(config)?;
    }
    let options = StoreOptions { create: args.create, migrate: true, ..config.store_options() };
    House::open_with(config, &options).await?.close().await;
    terminal::say(&format!("the database has schema {}", migrate::known()));
    Ok(ExitCode::SUCCESS)
}

/// A line per finding: the rule that does not hold, and where.
pub async fn check(config: &Config) -> Result<ExitCode, Failure> {
    let house = House::open(config).await?;
    let findings = audit::check(&house.app).await?;
    house.close().await;
    for finding in &findings {
        terminal::say(&format!("{}\t{}", finding.rule, finding.row));
    }
    if findings.is_empty() {
        terminal::say("the books hold: no finding");
        return Ok(ExitCode::SUCCESS);
    }
    terminal::complain(&format!("{} findings", findings.len()));
    Ok(ExitCode::from(CHECK_FOUND))
}

/// One moment of the database in a new file; whoever works meanwhile goes on.
pub async fn backup(config: &Config, file: &Path) -> Result<ExitCode, Failure> {
    let house = House::open(config).await?;
    let copied = house.app.store().backup_to(file).await;
    house.close().await;
    copied?;
    // A copy holds the same personal data as the database.
    fs::set_permissions(file, Permissions::from_mode(0o600)).map_err(|why| Failure::file("protect", file, &why))?;
    terminal::say(&format!("copied to {}", file.display()));
    Ok(ExitCode::SUCCESS)
}

/// The copy is opened and checked beside the database before it takes its place.
pub async fn restore(config: &Config, args: &RestoreArgs) -> Result<ExitCode, Failure> {
    let Some(database) = config.sqlite_file() else {
        return Err(Failure::Refused("a PostgreSQL database is restored with pg_restore".to_owned()));
    };
    if database.exists() && !args.force {
        let words = "to replace it (it will be kept beside the restored one) say --force";
        return Err(Failure::Refused(format!("there is a database at {}: {words}", database.display())));
    }
    let _alone = lock::alone(database)?;
    let candidate = with_ending(database, ".restoring");
    copy(&args.file, &candidate)?;
    let judged = prove(config, &candidate, args.migrate).await;
    if let Err(failure) = judged {
        remove_parts(&candidate);
        return Err(failure);
    }
    let kept = set_aside(database)?;
    rename_parts(&candidate, database)?;
    terminal::say(&format!("restored {} to {}", args.file.display(), database.display()));
    if let Some(kept) = kept {
        terminal::say(&format!("the database before is kept as {}", kept.display()));
    }
    Ok(ExitCode::SUCCESS)
}

fn copy(from: &Path, to: &Path) -> Result<(), Failure> {
    remove_parts(to);
    let copied = fs::copy(from, to)
        .and_then(|_| fs::set_permissions(to, Permissions::from_mode(0o600)))
        .and_then(|()| File::open(to)?.sync_all());
    copied.map_err(|why| Failure::file("copy", from, &why))
}

async fn prove(config: &Config, candidate: &Path, migrate: bool) -> Result<(), Failure> {
    let there = Config { database: format!("sqlite:{}", candidate.display()), ..config.clone() };
    let options = StoreOptions { migrate, ..there.store_options() };
    let store = Store::open(&there.database, &options).await?;
    let findings = audit::check(&house::app_over(&there, store.clone())?).await;
    store.close().await;
    let findings = findings?;
    match findings.first() {
        None => Ok(()),
        Some(first) => {
            Err(Failure::DamagedBackup { findings: findings.len(), first: format!("{} {}", first.rule, first.row) })
        }
    }
}

/// The database that is replaced stays, dated.
fn set_aside(database: &Path) -> Result<Option<PathBuf>, Failure> {
    if !database.exists() {
        return Ok(None);
    }
    let moment = SystemClock.now().timestamp().strftime("%Y%m%dT%H%M%SZ");
    let kept = with_ending(database, &format!(".before-{moment}"));
    rename_parts(database, &kept)?;
    Ok(Some(kept))
}

fn rename_parts(from: &Path, to: &Path) -> Result<(), Failure> {
    for part in PARTS {
        let (old, new) = (with_ending(from, part), with_ending(to, part));
        if old.exists() {
            fs::rename(&old, &new).map_err(|why| Failure::file("rename", &old, &why))?;
        }
    }
    sync_folder(to).map_err(|why| Failure::file("keep", to, &why))
}

fn remove_parts(database: &Path) {
    for part in PARTS {
        let file = with_ending(database, part);
        if let Err(why) = fs::remove_file(&file)
            && why.kind() != io::ErrorKind::NotFound
        {
            tracing::warn!(file = %file.display(), %why, "an unfinished copy stays");
        }
    }
}

/// A new name is on the disk when its folder is.
fn sync_folder(file: &Path) -> io::Result<()> {
    match file.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        Some(folder) => File::open(folder)?.sync_all(),
        None => Ok(()),
    }
}

fn with_ending(file: &Path, ending: &str) -> PathBuf {
    let mut name = OsString::from(file);
    name.push(ending);
    PathBuf::from(name)
}
