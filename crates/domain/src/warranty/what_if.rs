//! What would change a decision: the question is put again with one fact changed.

use aftercare_kernel::{BusinessCalendar, Date, Money, calendar::days_after};
use serde_json::{Value, json};

use super::{
    coverage::Listed,
    decision::{Change, Decision},
    documents::Papers,
    facts::{Facts, Repair},
    judge,
    regime::Regime,
    situation::Situation,
    texts::{WhatIf, WhyNot},
    words::{Cause, Outcome, Paper, Remedy},
};

/// Another value of one field, and how to say it.
struct Variation {
    field: &'static str,
    to: Value,
    what: WhatIf,
    facts: Facts,
}

pub(super) fn what_would_change(s: &Situation<'_>, decision: &Decision) -> Vec<Change> {
    let mut changes: Vec<Change> =
        variations(s).into_iter().filter_map(|one| changed(s.regime, s.calendar, s.day, decision, one)).collect();
    changes.extend(later_days(s, decision));
    changes
}

fn changed(
    regime: &Regime,
    calendar: &BusinessCalendar,
    day: Date,
    before: &Decision,
    one: Variation,
) -> Option<Change> {
    let after = judge(regime, &one.facts, day, calendar).ok()?;
    let gains = only_in(&after, before);
    let loses = only_in(before, &after);
    let pays = other_refund(&after, before);
    if gains.is_empty() && loses.is_empty() && pays.is_none() {
        return None;
    }
    let why = one.what.text(&gains, &loses, pays);
    let refund_pays = pays.map(Money::decimal);
    Some(Change { field: one.field.to_owned(), to: one.to, gains, loses, refund_pays, why })
}

/// What a refund that is open either way would pay instead. From day to day it shrinks: that is no news.
fn other_refund(after: &Decision, before: &Decision) -> Option<Money> {
    let pays = |decision: &Decision| decision.offers(Remedy::Refund)?.amount.map(|amount| amount.pays);
    let (then, now) = (pays(after)?, pays(before)?);
    (after.as_of == before.as_of && then != now).then_some(then)
}

/// Free remedies of one decision that the other has not.
fn only_in(one: &Decision, other: &Decision) -> Vec<Remedy> {
    one.free_remedies().map(|offer| offer.remedy).filter(|remedy| other.offers(*remedy).is_none()).collect()
}

fn variations(s: &Situation<'_>) -> Vec<Variation> {
    [full_papers(s), proof_of_sale(s), listed_fault(s), defect_found(s), no_same_model(s), one_more_failed_repair(s)]
        .into_iter()
        .flatten()
        .collect()
}

fn full_papers(s: &Situation<'_>) -> Option<Variation> {
    let lacking = matches!(s.papers, Papers::Proof | Papers::FactoryDate | Papers::Nothing);
    lacking.then(|| with_papers(s, &s.regime.documents.full, WhatIf::FullPapers))
}

fn proof_of_sale(s: &Situation<'_>) -> Option<Variation> {
    let lacking = matches!(s.papers, Papers::FactoryDate | Papers::Nothing);
    lacking.then(|| with_papers(s, &[Paper::InvoiceCopy], WhatIf::ProofOfSale))
}

fn with_papers(s: &Situation<'_>, more: &[Paper], what: WhatIf) -> Variation {
    let mut facts = s.facts.clone();
    let papers = facts.documents.get_or_insert_default();
    papers.extend(more);
    papers.sort_unstable();
    papers.dedup();
    Variation { field: "documents", to: json!(papers), what, facts }
}

fn listed_fault(s: &Situation<'_>) -> Option<Variation> {
    if s.cover != Ok(Listed::Unknown) {
        return None;
    }
    let mut facts = s.facts.clone();
    facts.fault.get_or_insert_default().listed = Some(true);
    Some(Variation { field: "fault.listed", to: json!(true), what: WhatIf::ListedFault, facts })
}

fn defect_found(s: &Situation<'_>) -> Option<Variation> {
    if !matches!(s.cover, Err(WhyNot::Excluded(_))) {
        return None;
    }
    let mut facts = s.facts.clone();
    facts.fault.get_or_insert_default().cause = Some(Cause::Defect);
    Some(Variation { field: "fault.cause", to: json!(Cause::Defect), what: WhatIf::DefectFound, facts })
}

fn no_same_model(s: &Situation<'_>) -> Option<Variation> {
    let mut facts = s.facts.clone();
    facts.same_model_in_stock = Some(false);
    let told = s.facts.same_model_in_stock != Some(false);
    told.then_some(Variation { field: "same_model_in_stock", to: json!(false), what: WhatIf::NoSameModel, facts })
}

fn one_more_failed_repair(s: &Situation<'_>) -> Option<Variation> {
    let next = s.repairs_done().checked_add(1) == Some(s.regime.exchange.failed_repairs.count);
    if !next || s.cover != Ok(Listed::Yes) {
        return None;
    }
    let mut facts = s.facts.clone();
    let outcome = Some(Outcome::Recurred);
    facts.repairs.push(Repair { taken_in: s.day, handed_back: s.day, code: None, outcome, excluded_days: None });
    let to = json!(facts.repairs);
    Some(Variation { field: "repairs", to, what: WhatIf::OneMoreFailedRepair, facts })
}

/// The next days on which something opens or closes, each against the day before it.
fn later_days(s: &Situation<'_>, decision: &Decision) -> Vec<Change> {
    let mut changes = Vec::new();
    let mut before = decision.clone();
    for day in coming_borders(s, decision) {
        let facts = on_day(s, day);
        let one = Variation { field: "as_of", to: json!(day), what: WhatIf::FromDay(day), facts: facts.clone() };
        changes.extend(changed(s.regime, s.calendar, day, &before, one));
        match judge(s.regime, &facts, day, s.calendar) {
            Ok(after) => before = after,
            Err(_) => break,
        }
    }
    changes
}

/// The day after each last day, and the first day of what a long repair gives.
fn coming_borders(s: &Situation<'_>, decision: &Decision) -> Vec<Date> {
    let closing = decision.remedies.iter().filter_map(|offer| offer.until);
    let mut days: Vec<Date> =
        closing.chain(s.term.as_ref().map(|term| term.end)).map(|last| days_after(last, 1)).collect();
    days.extend(
        decision.clocks.iter().filter(|clock| clock.what != super::ClockKind::DeemedRefusal).map(|clock| clock.due),
    );
    days.retain(|day| *day > s.day);
    days.sort_unstable();
    days.dedup();
    days
}

/// The same question on a later day. A fault that shows only then counts from then; one under repair has shown.
fn on_day(s: &Situation<'_>, day: Date) -> Facts {
    let mut facts = s.facts.clone();
    facts.as_of = Some(day);
    let shown_before = s.facts.open_repair.is_some() || s.fault_day < s.day;
    if let (false, Some(fault)) = (shown_before, facts.fault.as_mut()) {
        fault.found_on = Some(day);
    }
    facts
}
