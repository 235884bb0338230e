//! The rights that the main unit's faults give, in the order of the law.

use super::{
    accessories,
    coverage::Listed,
    exchange,
    findings::Findings,
    refund::{self, full_price},
    situation::Situation,
    term::last_day,
    texts::{Why, WhyNot},
    words::{Remedy, Role},
};

/// Everything the law gives for this part on this day.
pub(super) fn by_law(s: &Situation<'_>, f: &mut Findings<'_>) {
    let Ok(listed) = &s.cover else {
        return;
    };
    if s.in_term() {
        match s.part.role {
            Role::Whole => in_term(s, listed, f),
            Role::Accessory => accessories::in_term(s, listed, f),
        }
    } else {
        out_of_term(s, f);
    }
    repair_must_hold(s, f);
}

fn in_term(s: &Situation<'_>, listed: &Listed, f: &mut Findings<'_>) {
    windows_after_sale(s, listed, f);
    free_repair(s, f);
    let by_repairs = exchange::after_repairs(s, listed, f);
    refund::instead_of_exchange(s, by_repairs, f);
}

/// Arts. 11 and 12: for a listed fault in the first days a choice of remedies.
fn windows_after_sale(s: &Situation<'_>, listed: &Listed, f: &mut Findings<'_>) {
    let against = listed.against();
    for window in &s.regime.windows {
        let Some(last) = s.last_day_from_sale(window.days) else {
            return;
        };
        let over = (s.fault_day > last).then_some(WhyNot::WindowOver { days: window.days, last });
        for remedy in &window.remedies {
            if let Some(why) = against.as_ref().or(over.as_ref()) {
                f.refuse(*remedy, &window.basis, why);
                continue;
            }
            let amount = if *remedy == Remedy::Refund { s.price().map(full_price) } else { None };
            let why = Why::InWindow { found: s.fault_day, days: window.days, last };
            f.offer(*remedy, &window.basis, s.until(last), amount, why);
        }
        flag_if_exchange_would_open(s, window.days, over.is_some(), f);
    }
}

/// The windows run from the sale. Whether an exchange opens them anew is not said: a fault soon after one is flagged.
fn flag_if_exchange_would_open(s: &Situation<'_>, days: u32, over: bool, f: &mut Findings<'_>) {
    let anew = s.facts.exchanged_on.map(|exchanged| last_day(exchanged, days, s.regime, s.calendar));
    if over && anew.is_some_and(|last| s.fault_day <= last) {
        f.flag(format!("{}.windows.after_exchange.review", s.regime.id));
    }
}

/// Art. 10: in the term every defect is repaired free of charge.
fn free_repair(s: &Situation<'_>, f: &mut Findings<'_>) {
    if let Some(term) = &s.term {
        f.offer(Remedy::Repair, &s.regime.repair.basis, s.until(term.end), None, Why::InTerm { end: term.end });
    }
}

/// Art. 10: a repair holds some days, past the end of the term too.
fn repair_must_hold(s: &Situation<'_>, f: &mut Findings<'_>) {
    let rule = &s.regime.repair;
    let term_end = s.term.as_ref().map(|term| term.end);
    let repairs = s.repairs().filter(|repair| term_end.is_some_and(|end| repair.taken_in <= end));
    let finished = repairs.map(|repair| repair.handed_back).filter(|out| *out <= s.fault_day).max();
    let Some(out) = finished else {
        return;
    };
    let last = last_day(out, rule.holds_days, s.regime, s.calendar);
    if s.fault_day <= last && s.part.role == Role::Whole {
        let why = Why::RepairMustHold { out, days: rule.holds_days, last };
        f.offer(Remedy::Repair, &rule.basis, s.until(last), None, why);
    }
}

/// What has no other reason is refused because the term is over.
fn out_of_term(s: &Situation<'_>, f: &mut Findings<'_>) {
    let Some(term) = &s.term else {
        return;
    };
    let why = WhyNot::OutOfTerm { found: s.fault_day, end: term.end };
    for remedy in s.regime.remedies_for(s.part.role) {
        f.refuse(remedy, &s.part.basis, &why);
    }
}
