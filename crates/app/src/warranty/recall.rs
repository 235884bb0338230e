//! Decisions for a list of serials: a recall, a batch with a known fault.

use aftercare_domain::{identity::Action, refusal::Refusal, warranty::Decision};
use aftercare_kernel::Date;

use crate::{
    Actor, App, Error, Work,
    devices::{Entitlement, entitlement_on, unit_by_number},
};

/// So many are answered on one snapshot; a longer list is sent in pieces.
pub const MOST_SERIALS: usize = 500;

/// What is answered for one serial.
#[derive(Debug, Clone, PartialEq)]
pub enum Recalled {
    Decided(Box<Decision>),
    /// No device of the brand bears it.
    Unknown,
    /// The model stands under no regime.
    NoRegime,
    /// What the books say of the device contradicts itself.
    Unclear(Refusal),
}

/// For each serial or IMEI, in the order given, what its owner may ask for if a listed defect shows on the day; today
/// when none is named.
pub async fn decide_serials(
    app: &App,
    actor: &Actor,
    serials: Vec<String>,
    day: Option<Date>,
) -> Result<Vec<Recalled>, Error> {
    app.read("warranty.decide_serials", actor, Action::ReadDevice, move |work| {
        let day = day.unwrap_or(work.today());
        serials.iter().take(MOST_SERIALS).map(|serial| recalled(work, serial, day)).collect()
    })
    .await
}

fn recalled(work: &mut Work<'_>, serial: &str, day: Date) -> Result<Recalled, Error> {
    let Some(unit) = unit_by_number(work, serial)? else { return Ok(Recalled::Unknown) };
    match entitlement_on(work, unit, day) {
        Ok(Entitlement::Decided { decision, .. }) => Ok(Recalled::Decided(decision)),
        Ok(Entitlement::NoRegime) => Ok(Recalled::NoRegime),
        Ok(Entitlement::Unclear(refusal)) => Ok(Recalled::Unclear(refusal)),
        // A part has a serial too, and is nobody's device.
        Err(Error::Missing("device")) => Ok(Recalled::Unknown),
        Err(other) => Err(other),
    }
}
