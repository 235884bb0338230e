//! The sample brand: made when it is not there, then opened like any other database; and how to sign in to it.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
    process::ExitCode,
    sync::Arc,
};

use aftercare_app::{App, PasswordCost, identity};
use aftercare_domain::identity::Role;
use aftercare_kernel::{Clock, Instant};
use aftercare_store::{Durability, Store, StoreOptions};

use crate::{
    chance::SeededDice,
    clock::{SteppingClock, SystemClock},
    command::SeedArgs,
    config::Config,
    failure::Failure,
    house::{self, House},
    seed::{self, EASY, PASSWORD, Seeded, Size},
    terminal,
};

/// `make run` makes the same sample each time.
const USUAL: SeedArgs = SeedArgs { number: 20_260_301, small: false };

/// For `serve --sample`. A sample that was broken off half-way leaves no database behind.
pub(crate) async fn open_or_make(config: &Config) -> Result<House, Failure> {
    let house = match config.sqlite_file() {
        Some(file) => {
            if !file.exists() {
                make_file(config, file, USUAL).await?;
            }
            House::open(config).await?
        }
        None => {
            let house = House::open_with(config, &made(config)).await?;
            fill_if_empty(&house.app, USUAL).await?;
            house
        }
    };
    Ok(house)
}

/// For `aftercare seed`: into a new file, or into a database that has a schema and no brand yet. A line for each login
/// on stdout: role, login and password between tabs.
pub(crate) async fn seed(config: &Config, args: SeedArgs) -> Result<ExitCode, Failure> {
    let seeded = match config.sqlite_file() {
        Some(file) if !file.exists() => make_file(config, file, args).await?,
        _ => {
            let options = StoreOptions { durability: Durability::Off, ..made(config) };
            let house = House::open_with(config, &options).await?;
            let filled = fill_if_empty(&house.app, args).await;
            house.close().await;
            config.sqlite_file().map_or(Ok(()), keep)?;
            let there = || Failure::Refused("there is a brand in this database already".to_owned());
            filled?.ok_or_else(there)?
        }
    };
    for login in &seeded.logins {
        terminal::say(&format!("{}\t{}\t{PASSWORD}", login.role, login.login));
    }
    Ok(ExitCode::SUCCESS)
}

fn made(config: &Config) -> StoreOptions {
    StoreOptions { create: true, migrate: true, ..config.store_options() }
}

/// None when there is a brand already.
async fn fill_if_empty(app: &App, args: SeedArgs) -> Result<Option<Seeded>, Failure> {
    if !identity::brands(app).await?.is_empty() {
        return Ok(None);
    }
    fill(app.store().clone(), args).await.map(Some)
}

/// Under another name until it is whole, and without waiting for the disk at each step.
async fn make_file(config: &Config, file: &Path, args: SeedArgs) -> Result<Seeded, Failure> {
    let unfinished = PathBuf::from(format!("{}.seeding", file.display()));
    if unfinished.exists() {
        fs::remove_file(&unfinished).map_err(|why| Failure::file("remove", &unfinished, &why))?;
    }
    let there = Config { database: format!("sqlite:{}", unfinished.display()), ..config.clone() };
    house::make_private_file(&there)?;
    let options = StoreOptions { durability: Durability::Off, ..made(&there) };
    let store = Store::open(&there.database, &options).await?;
    let filled = fill(store.clone(), args).await;
    store.close().await;
    let seeded = filled?;
    keep(&unfinished)?;
    fs::rename(&unfinished, file).map_err(|why| Failure::file("keep", file, &why))?;
    Ok(seeded)
}

/// Nothing was waited for until now.
fn keep(file: &Path) -> Result<(), Failure> {
    fs::File::open(file).and_then(|whole| whole.sync_all()).map_err(|why| Failure::file("keep", file, &why))
}

/// Months of work up to this moment, told by a clock of their own.
async fn fill(store: Store, args: SeedArgs) -> Result<Seeded, Failure> {
    terminal::complain("making the sample brand, this takes a moment");
    let clock = Arc::new(SteppingClock::starting_at(Instant::from_micros(0)));
    let regimes = house::regimes(None)?;
    let app = App::new(store, clock.clone(), Arc::new(SeededDice::new(args.number)), regimes, PasswordCost::default());
    let size = if args.small { Size::SMALL } else { Size::FULL };
    let watched = terminal::is_watched();
    let told = |day| {
        if watched {
            terminal::progress(&format!("the sample brand works on {day}"));
        }
    };
    let seeded = seed::seed(&app, &clock, args.number, size, SystemClock.now(), &told).await;
    if watched {
        terminal::progress("");
    }
    app.store().analyze().await?;
    Ok(seeded?)
}

/// Who can sign in, on stdout. A database that holds another brand has none of these logins.
pub(crate) async fn announce(house: &House) -> Result<(), Failure> {
    let there = logins(house).await?;
    let easy: Vec<&str> = EASY.into_iter().filter(|login| there.contains(*login)).collect();
    if easy.is_empty() {
        return Ok(());
    }
    terminal::say("Sign in to the sample brand with one of these logins:");
    for login in easy {
        terminal::say(&format!("  {login}"));
    }
    terminal::say(&format!("and the password  {PASSWORD}"));
    Ok(())
}

async fn logins(house: &House) -> Result<BTreeSet<String>, Failure> {
    let mut logins = BTreeSet::new();
    for brand in identity::brands(&house.app).await? {
        let actor = identity::house(&brand)?;
        for role in Role::ALL {
            let colleagues = identity::colleagues(&house.app, &actor, format!("/{}/", brand.code), *role).await?;
            logins.extend(colleagues.into_iter().map(|colleague| colleague.login));
        }
    }
    Ok(logins)
}
