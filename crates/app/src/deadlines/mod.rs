//! 时限 Deadlines: when what we owe falls due at a station, by the brand's clocks.
//!
//! Rules: `domain::deadlines`. SQL: `store::deadlines`.

use aftercare_domain::{
    acts::{Chain, ChainKind},
    deadlines::{ClockPolicy, ClockWhat, StationTime},
    identity::Action,
};
use aftercare_kernel::{BusinessCalendar, Instant, calendar::OpeningHours};
use aftercare_store::{deadlines as store, identity::NodeRow};
use jiff::civil::Time;

use crate::{Actor, App, Error, Work, work::zone_of};

impl Work<'_> {
    /// When a clock that starts now falls due at a station.
    pub fn due(&mut self, what: ClockWhat, station: &NodeRow) -> Result<Instant, Error> {
        let policy = store::clock(self.tx, self.actor.brand, what)?;
        with_station_time(self.calendar(), station, |time| policy.due(self.now, time))
    }
}

/// Lends out what a station lives by: its zone, its hours, the calendar.
pub(crate) fn with_station_time<T>(
    calendar: &BusinessCalendar,
    station: &NodeRow,
    ask: impl FnOnce(&StationTime<'_>) -> T,
) -> Result<T, Error> {
    let (zone, opening) = (zone_of(&station.zone)?, opening_of(station)?);
    Ok(ask(&StationTime { zone: &zone, opening: &opening, calendar }))
}

fn opening_of(station: &NodeRow) -> Result<OpeningHours, Error> {
    let unfit = || Error::Fault(format!("opening hours of {}", station.code));
    let time = |minute: i64| {
        let minute = i8::try_from(minute / 60).ok().zip(i8::try_from(minute % 60).ok());
        minute.and_then(|(hour, minute)| Time::new(hour, minute, 0, 0).ok()).ok_or_else(unfit)
    };
    OpeningHours::new(time(station.opens_minute)?, time(station.closes_minute)?).map_err(|_| unfit())
}

/// The brand's clocks.
pub async fn clocks(app: &App, actor: &Actor) -> Result<Vec<ClockPolicy>, Error> {
    app.read("deadlines.clocks", actor, Action::ReadCatalogue, |work| Ok(store::clocks(work.tx, work.actor.brand)?))
        .await
}

/// Sets how long a clock runs; cases already under way keep their deadlines.
pub async fn set_clock(app: &App, actor: &Actor, clock: ClockPolicy) -> Result<(), Error> {
    let clock = ClockPolicy::new(clock.what, clock.amount, clock.unit)?;
    app.write("deadlines.set_clock", actor, Action::EditPolicy, move |work| {
        store::set_clock(work.tx, work.actor.brand, &clock)?;
        work.act(Chain::new(ChainKind::Brand, work.actor.brand), None, "set_clock", &clock)?;
        Ok(())
    })
    .await
}
