//! The rights that faults of the product give, in the order of the law.

use super::{
    accessories,
    after_repairs::after_repairs,
    coverage::Listed,
    findings::Findings,
    refund::{self, full_price},
    regime::Window,
    situation::Situation,
    term::last_day,
    texts::{Why, WhyNot},
    words::{Remedy, Role},
};

/// Everything the law gives for this part on this day.
pub(super) fn by_law<'a>(s: &Situation<'a>, f: &mut Findings<'a>) {
    let Ok(listed) = &s.cover else {
        return;
    };
    if s.part.role == Role::Accessory {
        if s.in_term() {
            accessories::in_term(s, listed, f)
        } else {
            out_of_term(s, f)
        }
        return;
    }
    if s.in_term_of_the_whole() {
        in_term(s, listed, f)
    } else {
        out_of_term(s, f)
    }
    main_part(s, f);
    repair_must_hold(s, f);
}

fn in_term<'a>(s: &Situation<'a>, listed: &Listed, f: &mut Findings<'a>) {
    windows_after_sale(s, listed, f);
    free_repair(s, f);
    let by_repairs = after_repairs(s, listed, f);
    refund::instead_of_exchange(s, by_repairs, f);
    refund::with_compensation(s, f);
}

/// Phones arts. 11 and 12: for a listed fault in the first days a choice of remedies. Cars arts. 20, 22 and 23: for a
/// main assembly or a serious safety fault, in the first days and kilometres.
fn windows_after_sale<'a>(s: &Situation<'a>, listed: &Listed, f: &mut Findings<'a>) {
    for window in &s.rules().windows {
        let Some(last) = s.last_day_from_sale(window.days) else {
            return;
        };
        let unmet = s.meets(window.needs, listed).err();
        if unmet.is_none() && s.fault_day > last {
            flag_if_exchange_would_open(s, window.days, f);
        }
        let against = unmet.or_else(|| closed(s, window, last));
        for remedy in &window.remedies {
            match &against {
                Some(why) => f.refuse(*remedy, &window.basis, why),
                None => offer_in_window(s, window, *remedy, last, f),
            }
        }
    }
}

fn closed(s: &Situation<'_>, window: &Window, last: aftercare_kernel::Date) -> Option<WhyNot> {
    match (window.km, s.facts.mileage_km) {
        _ if s.fault_day > last => Some(WhyNot::WindowOver { days: window.days, last }),
        (Some(limit), Some(km)) if km > limit => Some(WhyNot::OverMileage { km, limit }),
        _ => None,
    }
}

fn offer_in_window<'a>(
    s: &Situation<'a>,
    window: &'a Window,
    remedy: Remedy,
    last: aftercare_kernel::Date,
    f: &mut Findings<'a>,
) {
    if window.km.is_some() && s.facts.mileage_km.is_none() {
        f.flag("mileage_km.unknown");
    }
    let amount = if remedy == Remedy::Refund { s.price().map(full_price) } else { None };
    let why = Why::InWindow { found: s.fault_day, days: window.days, last };
    f.offer(remedy, &window.basis, s.until(last), amount, why);
}

/// The windows run from the sale. Whether an exchange opens them anew is not said: a fault soon after one is flagged.
fn flag_if_exchange_would_open<'a>(s: &Situation<'a>, days: u32, f: &mut Findings<'a>) {
    let anew = s.facts.exchanged_on.map(|exchanged| last_day(exchanged, days, s.rules(), s.calendar));
    if anew.is_some_and(|last| s.fault_day <= last) {
        f.flag(format!("{}.windows.after_exchange.review", s.pack.regime.id));
    }
}

/// In the term every defect is repaired free of charge (phones art. 10), or exchanged where the law lets the consumer
/// choose.
fn free_repair<'a>(s: &Situation<'a>, f: &mut Findings<'a>) {
    let Some(rule) = &s.rules().repair else {
        return;
    };
    let (until, why) = match &s.whole {
        Some(term) => (s.until(term.end), Why::InTerm { end: term.end }),
        None => (None, Why::NoTermSet),
    };
    for remedy in &rule.remedies {
        f.offer(*remedy, &rule.basis, until, None, why.clone());
    }
}

/// A main part has a term of its own, in which it is repaired or replaced free of charge (computers art. 10).
fn main_part<'a>(s: &Situation<'a>, f: &mut Findings<'a>) {
    let (Role::MainPart, Some(term)) = (s.part.role, &s.term) else {
        return;
    };
    let basis = s.rules().main_parts.as_ref().unwrap_or(&s.part.basis);
    if s.in_term() {
        f.flag_doubt(&s.part.basis);
        f.offer(Remedy::RepairPart, basis, s.until(term.end), None, Why::MainPart { end: term.end });
    } else {
        f.refuse(Remedy::RepairPart, basis, &WhyNot::OutOfTerm { found: s.fault_day, end: term.end });
    }
}

/// A repair holds some days, past the end of the term too (phones art. 10).
fn repair_must_hold<'a>(s: &Situation<'a>, f: &mut Findings<'a>) {
    let Some((rule, days)) = s.rules().repair.as_ref().and_then(|rule| Some((rule, rule.holds_days?))) else {
        return;
    };
    let term_end = s.term.as_ref().map(|term| term.end);
    let repairs = s.repairs().filter(|repair| term_end.is_some_and(|end| repair.taken_in <= end));
    let finished = repairs.map(|repair| repair.handed_back).filter(|out| *out <= s.fault_day).max();
    let Some(out) = finished else {
        return;
    };
    let last = last_day(out, days, s.rules(), s.calendar);
    if s.fault_day <= last {
        f.offer(Remedy::Repair, &rule.basis, s.until(last), None, Why::RepairMustHold { out, days, last });
    }
}

/// What has no other reason is refused because the term is over.
fn out_of_term<'a>(s: &Situation<'a>, f: &mut Findings<'a>) {
    let Some(term) = &s.whole else {
        return;
    };
    let why = match (term.span.km, s.facts.mileage_km) {
        (Some(limit), Some(km)) if s.fault_day <= term.end => WhyNot::OverMileage { km, limit },
        _ => WhyNot::OutOfTerm { found: s.fault_day, end: term.end },
    };
    for remedy in s.remedies() {
        f.refuse(remedy, &s.part.basis, &why);
    }
}
