//! The loaner (备用机) for as long as a free repair takes too long (phones art. 15).

use aftercare_kernel::calendar::days_after;

use super::{
    decision::LoanerInfo,
    findings::Findings,
    situation::Situation,
    texts::{Why, WhyNot},
    words::Remedy,
};

/// Due from the day after so many days in repair. Holidays do not move it: the consumer needs a phone on them too.
pub(super) fn loaner(s: &Situation<'_>, f: &mut Findings<'_>) -> LoanerInfo {
    let rule = &s.regime.loaner;
    let not_due = LoanerInfo { due: false, from: None };
    let Some((taken_in, _)) = s.facts.open_days(s.regime, s.day) else {
        return not_due;
    };
    if !f.offers(Remedy::Repair) {
        f.refuse(Remedy::Loaner, &rule.basis, &WhyNot::NoFreeRepair);
        return not_due;
    }
    let from = days_after(taken_in, rule.count + 1);
    let due = s.day >= from;
    if due {
        let why = Why::LoanerDue { taken_in, days: rule.count, from };
        f.offer(Remedy::Loaner, &rule.basis, None, None, why);
    } else {
        f.refuse(Remedy::Loaner, &rule.basis, &WhyNot::LoanerNotYet { from });
    }
    LoanerInfo { due, from: Some(from) }
}
