//! The loaner (备用机, for cars 备用车 or an allowance) for as long as a free repair takes too long.

use super::{
    decision::LoanerInfo,
    findings::Findings,
    regime::LoanerDuty,
    situation::Situation,
    texts::{Why, WhyNot},
    words::Remedy,
};

/// Due from the day after so many days in repair. Holidays do not move it: the consumer needs a phone on them too.
pub(super) fn loaner<'a>(s: &Situation<'a>, f: &mut Findings<'a>) -> LoanerInfo {
    let not_due = LoanerInfo { due: false, from: None };
    let (Some(rule), Some(stay)) = (soonest(s), s.facts.open_stay(s.pack.regime, s.day)) else {
        return not_due;
    };
    if !f.offers(Remedy::Repair) && !f.offers(Remedy::RepairPart) {
        f.refuse(Remedy::Loaner, &rule.basis, &WhyNot::NoFreeRepair);
        return not_due;
    }
    let from = stay.over_from(rule.after_days);
    let due = s.day >= from;
    if due {
        let why = Why::LoanerDue { taken_in: stay.since, days: rule.after_days, from };
        f.offer(Remedy::Loaner, &rule.basis, None, None, why);
    } else {
        f.refuse(Remedy::Loaner, &rule.basis, &WhyNot::LoanerNotYet { from });
    }
    LoanerInfo { due, from: Some(from) }
}

/// The regime's rule or the one of the place, whichever gives a loaner sooner.
pub(super) fn soonest<'a>(s: &Situation<'a>) -> Option<&'a LoanerDuty> {
    let of_the_place = s.pack.overlay.and_then(|overlay| overlay.loaner.as_ref());
    s.rules().loaner.iter().chain(of_the_place).min_by_key(|rule| rule.after_days)
}
