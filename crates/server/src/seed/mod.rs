//! `aftercare seed`: a sample brand that feels real. What stands in its books was written by the use cases themselves,
//! day by day on a clock of its own, so every number has its rows behind it. The same seed gives the same brand.

mod bench;
mod catalogue;
mod contracts;
mod counter;
mod course;
mod days;
mod halts;
mod hours;
mod luck;
mod names;
mod owners;
mod plan;
mod scene;
mod serials;
mod staff;
mod story;
mod tables;
mod talk;

use aftercare_app::{App, Error, identity};
use aftercare_kernel::{Date, Instant};
use jiff::tz::TimeZone;

pub use staff::{EASY, Login, PASSWORD};

use crate::clock::SteppingClock;
use days::Days;
use hours::Hours;
use luck::Luck;
use owners::Owners;
use plan::Plan;
use scene::Scene;
use tables::Tables;

/// Of the tables under `data/`.
const ZONE: &str = "Asia/Shanghai";
const FOUNDED_MINUTE: i64 = 10 * 60;

/// How much there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Size {
    pub customers: usize,
    pub devices: usize,
    /// Cases, those without an order among them.
    pub cases: usize,
    /// Days up to today.
    pub days: i64,
    /// Orders that stand still in each row of `halts`.
    halts: usize,
}

impl Size {
    pub const FULL: Self = Self { customers: 3500, devices: 5000, cases: 850, days: 92, halts: 6 };
    /// About a tenth, with something in every state: for tests and slow machines.
    pub const SMALL: Self = Self { customers: 350, devices: 900, cases: 110, days: 45, halts: 1 };
}

/// What was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seeded {
    /// One of each role first.
    pub logins: Vec<Login>,
    pub customers: usize,
    pub devices: usize,
    pub cases: usize,
}

fn hours() -> Result<Hours, Error> {
    TimeZone::get(ZONE).map(Hours::new).map_err(|why| Error::Fault(why.to_string()))
}

/// Fills an empty database. `clock` is the app's own: it goes to the day before the first case, on which the brand is
/// founded, and from there to `until`. `told` hears of each day that is over.
pub async fn seed(
    app: &App,
    clock: &SteppingClock,
    seed: u64,
    size: Size,
    until: Instant,
    told: &impl Fn(Date),
) -> Result<Seeded, Error> {
    let (tables, hours, mut luck) = (Tables::read()?, hours()?, Luck::new(seed));
    let from = hours::days_before(hours.day(until), size.days);
    clock.go_to(hours.at(hours::days_before(from, 1), FOUNDED_MINUTE));
    let staff = staff::found(app, &tables, &mut luck).await?;
    let catalogue = catalogue::publish(app, &staff, &tables).await?;
    catalogue::stock(app, &staff, &catalogue, from, &mut luck).await?;
    let mut owners = Owners::invent(&tables, &catalogue, &size, hours.day(until), &mut luck)?;
    owners.write_customers(app, &staff).await?;
    owners.write_devices(app, &staff, &catalogue, hours::days_before(from, 1)).await?;
    contracts::define(app, &staff).await?;
    let sold = contracts::sell(app, &staff, &owners, &catalogue).await?;

    let plan = Plan {
        tables: &tables,
        catalogue: &catalogue,
        staff: &staff,
        owners: &mut owners,
        hours: &hours,
        luck: &mut luck,
        size,
        from,
        until,
    };
    let tales = plan.tales()?;
    let seeded = Seeded {
        logins: staff.logins.clone(),
        customers: owners.customers.len(),
        devices: owners.devices.len(),
        cases: tales.len(),
    };
    let scene =
        Scene { app, clock, hours: &hours, tables: &tables, staff: &staff, catalogue: &catalogue, owners, luck };
    Days::new(scene, tales, from, until).live(told).await?;
    staff::set_budgets(app, &staff, hours.day(until)).await?;
    contracts::give_back(app, &staff, &sold).await?;
    // Everybody signed in when the house was put up; those sessions are long over.
    identity::forget_old(app).await?;
    Ok(seeded)
}
