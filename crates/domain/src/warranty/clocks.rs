//! Days that follow from a decision.

use aftercare_kernel::{Date, calendar::days_after};

use super::{
    decision::{Deadline, LoanerInfo},
    findings::Findings,
    loaner,
    regime::{After, AfterRepairs, Basis, ClockRule},
    situation::Situation,
    words::{ClockKind, WaitingOn},
};

/// A day on which something falls due, and by which rule.
#[derive(Clone, Copy)]
pub(super) struct Clock<'a> {
    pub what: ClockKind,
    pub due: Date,
    basis: &'a Basis,
}

impl Clock<'_> {
    pub fn deadline(self) -> Deadline {
        Deadline { what: self.what, due: self.due, article: self.basis.article.clone() }
    }
}

pub(super) fn clocks<'a>(s: &Situation<'a>, loaner: LoanerInfo, f: &Findings<'a>) -> Vec<Clock<'a>> {
    if !f.any_free() {
        return Vec::new();
    }
    let mut clocks: Vec<Clock<'a>> = rules(s).filter(|rule| runs(rule, f)).map(|rule| clock(s, rule)).collect();
    clocks.extend(loaner_clock(s, loaner));
    for duty in s.duties() {
        clocks.extend(wait_clocks(s, duty));
    }
    clocks.sort_by_key(|clock| (clock.due, clock.what));
    clocks
}

/// The regime's and those of the place.
fn rules<'a>(s: &Situation<'a>) -> impl Iterator<Item = &'a ClockRule> {
    let of_the_place = s.pack.overlay.iter().flat_map(|overlay| &overlay.clocks);
    s.rules().clocks.iter().chain(of_the_place)
}

fn runs(rule: &ClockRule, f: &Findings<'_>) -> bool {
    rule.when.is_empty() || rule.when.iter().any(|remedy| f.offers(*remedy))
}

/// From the day of the question: that day the consumer asks for the remedy. What has to be done in repair counts from
/// the day the thing came in.
fn clock<'a>(s: &Situation<'a>, rule: &'a ClockRule) -> Clock<'a> {
    let taken_in = s.facts.open_stay(s.pack.regime, s.day).map(|stay| stay.since);
    let from = if rule.what == ClockKind::RepairDue { taken_in.unwrap_or(s.day) } else { s.day };
    let due =
        if rule.working_days { s.calendar.add_working_days(from, rule.days) } else { days_after(from, rule.days) };
    Clock { what: rule.what, due, basis: &rule.basis }
}

fn loaner_clock<'a>(s: &Situation<'a>, info: LoanerInfo) -> Option<Clock<'a>> {
    let from = info.from.filter(|_| !info.due)?;
    Some(Clock { what: ClockKind::Loaner, due: from, basis: &loaner::soonest(s)?.basis })
}

fn wait_clocks<'a>(s: &Situation<'a>, duty: &'a AfterRepairs) -> impl Iterator<Item = Clock<'a>> + use<'a> {
    let (maker, repairer) = (WaitingOn::ManufacturerParts, WaitingOn::Repairer);
    let no_reason = [repairer, WaitingOn::Nothing];
    let clocks = [
        wait_clock(s, duty.parts_wait.as_ref(), &[maker], ClockKind::PartsWait),
        wait_clock(s, duty.repair_delay.as_ref(), &[repairer], ClockKind::RepairDelay),
        wait_clock(s, duty.delay_without_reason.as_ref(), &no_reason, ClockKind::RepairDelay),
    ];
    clocks.into_iter().flatten()
}

/// Runs while the wait is not yet long enough for what follows from it.
fn wait_clock<'a>(
    s: &Situation<'a>,
    rule: Option<&'a After>,
    causes: &[WaitingOn],
    what: ClockKind,
) -> Option<Clock<'a>> {
    let (rule, stay) = (rule?, s.facts.open_stay(s.pack.regime, s.day)?);
    let runs = s.facts.waiting_on().is_some_and(|cause| causes.contains(&cause)) && stay.days <= rule.count;
    runs.then(|| Clock { what, due: stay.over_from(rule.count), basis: &rule.basis })
}
