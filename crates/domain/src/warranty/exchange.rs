//! The exchange that follows from repairs which fail or take too long (phones arts. 13, 16, 17).

use aftercare_kernel::{Date, calendar::days_after};

use super::{
    coverage::Listed,
    findings::Findings,
    regime::After,
    situation::Situation,
    texts::{Why, WhyNot},
    words::{Paper, WaitingOn},
};

/// Lets each rule speak; whether any of them gives an exchange.
pub(super) fn after_repairs(s: &Situation<'_>, listed: &Listed, f: &mut Findings<'_>) -> bool {
    let given = [failed_repairs(s, listed, f), parts_wait(s, f), repair_delay(s, f)];
    given.contains(&true)
}

/// Art. 13: so many repairs and still not in working order. Finished repairs count whatever they cured: a listed fault
/// that is there now shows that the thing does not work.
fn failed_repairs(s: &Situation<'_>, listed: &Listed, f: &mut Findings<'_>) -> bool {
    let rule = &s.regime.exchange.failed_repairs;
    let done = s.repairs_done();
    if done == 0 || *listed != Listed::Yes {
        return false;
    }
    if done < rule.count {
        f.refuse(s.regime.exchange.remedy, &rule.basis, &WhyNot::TooFewRepairs { done, needed: rule.count });
        return false;
    }
    if s.facts.documents.is_some() && !s.facts.has_paper(Paper::RepairRecord) {
        f.flag("documents.repair_record.needed");
    }
    offer(s, rule, Why::FailedRepairs { done }, f)
}

/// Art. 16: the maker supplies no parts for too long.
fn parts_wait(s: &Situation<'_>, f: &mut Findings<'_>) -> bool {
    let rule = &s.regime.exchange.parts_wait;
    let why = |taken_in, days| Why::PartsWait { taken_in, days, limit: rule.count };
    wait(s, rule, WaitingOn::ManufacturerParts, why, f)
}

/// Art. 17: the repairer himself is too slow.
fn repair_delay(s: &Situation<'_>, f: &mut Findings<'_>) -> bool {
    let rule = &s.regime.exchange.repair_delay;
    let why = |taken_in, days| Why::RepairDelay { taken_in, days, limit: rule.count };
    wait(s, rule, WaitingOn::Repairer, why, f)
}

fn wait(s: &Situation<'_>, rule: &After, on: WaitingOn, why: impl Fn(Date, u32) -> Why, f: &mut Findings<'_>) -> bool {
    let Some((taken_in, days)) = s.facts.open_days(s.regime, s.day) else {
        return false;
    };
    let too_long = days > rule.count;
    match s.facts.waiting_on() {
        Some(cause) if cause == on && too_long => offer(s, rule, why(taken_in, days), f),
        Some(cause) if cause == on => {
            let from = days_after(taken_in, rule.count + 1);
            let why = WhyNot::WaitNotOver { taken_in, limit: rule.count, from };
            f.refuse(s.regime.exchange.remedy, &rule.basis, &why);
            false
        }
        None if too_long => {
            f.flag("open_repair.waiting_on.unknown");
            false
        }
        _ => false,
    }
}

fn offer(s: &Situation<'_>, rule: &After, why: Why, f: &mut Findings<'_>) -> bool {
    f.offer(s.regime.exchange.remedy, &rule.basis, None, None, why);
    true
}
