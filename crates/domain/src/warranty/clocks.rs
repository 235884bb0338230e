//! Days that follow from a decision, and who has to prove.

use aftercare_kernel::{
    Date,
    calendar::{days_after, months_after},
};

use super::{
    decision::{Deadline, LoanerInfo},
    findings::Findings,
    regime::{After, Basis},
    situation::Situation,
    term::sale_day,
    words::{Burden, ClockKind, WaitingOn},
};

pub(super) fn clocks(s: &Situation<'_>, loaner: LoanerInfo, f: &Findings<'_>) -> Vec<Deadline> {
    if !f.any_free() {
        return Vec::new();
    }
    let mut clocks = vec![deemed_refusal(s)];
    clocks.extend(loaner_clock(s, loaner));
    clocks.extend(wait_clock(s, &s.regime.exchange.parts_wait, WaitingOn::ManufacturerParts, ClockKind::PartsWait));
    clocks.extend(wait_clock(s, &s.regime.exchange.repair_delay, WaitingOn::Repairer, ClockKind::RepairDelay));
    clocks.sort_by_key(|clock| (clock.due, clock.what));
    clocks
}

/// 侵害消费者权益行为处罚办法 8: a remedy due and not given for so long counts as refused.
fn deemed_refusal(s: &Situation<'_>) -> Deadline {
    let rule = &s.regime.deemed_refusal;
    deadline(ClockKind::DeemedRefusal, days_after(s.day, rule.count), &rule.basis)
}

fn loaner_clock(s: &Situation<'_>, loaner: LoanerInfo) -> Option<Deadline> {
    let from = loaner.from.filter(|_| !loaner.due)?;
    Some(deadline(ClockKind::Loaner, from, &s.regime.loaner.basis))
}

/// Runs while the wait is not yet long enough for an exchange.
fn wait_clock(s: &Situation<'_>, rule: &After, cause: WaitingOn, what: ClockKind) -> Option<Deadline> {
    let (taken_in, days) = s.facts.open_days(s.regime, s.day)?;
    let runs = s.facts.waiting_on() == Some(cause) && days <= rule.count;
    runs.then(|| deadline(what, days_after(taken_in, rule.count + 1), &rule.basis))
}

fn deadline(what: ClockKind, due: Date, basis: &Basis) -> Deadline {
    Deadline { what, due, article: basis.article.clone() }
}

/// 消费者权益保护法 23(3): for some months the one who sold has to prove, then the consumer.
pub(super) fn burden_of_proof(s: &Situation<'_>) -> Option<Burden> {
    let rule = &s.regime.burden;
    let start = sale_day(s.regime, s.facts).or(s.term.as_ref().map(|term| term.start))?;
    let still = s.fault_day <= months_after(start, rule.months);
    Some(if still { rule.bearer } else { Burden::Consumer })
}
