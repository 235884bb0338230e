//! The order in which the days of one thing can follow each other.

use aftercare_kernel::Date;

use super::{
    facts::Facts,
    reader::{FactsError, Read, Wrong},
};

/// Days that contradict each other are a mistake in the facts: the error names the one that does not fit.
pub(super) fn in_order(facts: &Facts, fault_day: Date, day: Date, today: Date) -> Read<()> {
    if let Some((field, sold)) = first_day(facts) {
        sold_by_then(facts, (field, sold), fault_day, day, today)?;
        nothing_before_the_sale(facts, sold)?;
    }
    match facts.found_on() {
        Some(found) if day < found => Err(too_early("as_of", found)),
        _ => Ok(()),
    }
}

/// The earliest day of the sale, and its name.
fn first_day(facts: &Facts) -> Option<(&'static str, Date)> {
    let days = [("sold_on", facts.sold_on), ("delivered_on", facts.delivered_on), ("installed_on", facts.installed_on)];
    days.into_iter().filter_map(|(field, day)| Some((field, day?))).min_by_key(|(_, day)| *day)
}

/// No purchase in the future, and no fault before it.
fn sold_by_then(facts: &Facts, (field, sold): (&str, Date), fault_day: Date, day: Date, today: Date) -> Read<()> {
    let future = sold > day.max(today);
    match facts.found_on() {
        _ if future => Err(too_late(field, day.max(today))),
        Some(found) if found < sold => Err(too_early("fault.found_on", sold)),
        None if fault_day < sold && facts.open_repair.is_some() => Err(too_early("open_repair.in", sold)),
        None if day < sold => Err(too_early("as_of", sold)),
        _ => Ok(()),
    }
}

fn nothing_before_the_sale(facts: &Facts, sold: Date) -> Read<()> {
    if let Some(index) = facts.repairs.iter().position(|repair| repair.taken_in < sold) {
        return Err(too_early(&format!("repairs[{index}].in"), sold));
    }
    if facts.exchanged_on.is_some_and(|exchanged| exchanged < sold) {
        return Err(too_early("exchanged_on", sold));
    }
    if facts.made_on.is_some_and(|made| made > sold) {
        return Err(too_late("made_on", sold));
    }
    Ok(())
}

fn too_early(field: &str, not_before: Date) -> FactsError {
    FactsError { field: field.to_owned(), wrong: Wrong::TooEarly { not_before: not_before.to_string() } }
}
fn too_late(field: &str, not_after: Date) -> FactsError {
    FactsError { field: field.to_owned(), wrong: Wrong::TooLate { not_after: not_after.to_string() } }
}
