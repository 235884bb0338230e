//! What would change a decision: the question is put again with one fact changed.

use aftercare_kernel::{Date, Money, calendar::days_after};
use serde_json::{Value, json};

use super::{
    coverage::Listed,
    decision::Change,
    documents::Papers,
    facts::{Facts, Repair},
    findings::Findings,
    judgement::{Judged, free_of_charge},
    situation::Situation,
    texts::{WhatIf, WhyNot},
    words::{Cause, ClockKind, Outcome, Paper, Remedy},
};

/// The facts with another value of one field, and how to say it.
struct Variation {
    what: WhatIf,
    facts: Facts,
}

pub(super) fn what_would_change(now: &Judged<'_>) -> Vec<Change> {
    let s = &now.s;
    let before = Rights::of(s, &now.found);
    let mut changes = Vec::new();
    for one in variations(now) {
        if let Some(then) = judged_with(s, &one.facts, s.day) {
            changes.extend(changed(&before, &then, &one));
        }
    }
    changes.extend(later_days(now, before));
    changes
}

/// What two judgements are compared by.
#[derive(PartialEq, Eq)]
struct Rights {
    as_of: Date,
    free: Vec<Remedy>,
    refund_pays: Option<Money>,
}

impl Rights {
    fn of(s: &Situation<'_>, found: &Findings<'_>) -> Self {
        let open = found.open().map(|(remedy, _)| remedy);
        let refund = found.get(Remedy::Refund).and_then(|found| found.amount);
        Self {
            as_of: s.day,
            free: open.filter(|remedy| remedy.is_free()).collect(),
            refund_pays: refund.map(|amount| amount.pays),
        }
    }

    fn only_here(&self, other: &Rights) -> Vec<Remedy> {
        self.free.iter().copied().filter(|remedy| !other.free.contains(remedy)).collect()
    }

    /// What a refund that is open either way would pay instead. From day to day it shrinks: that is no news.
    fn other_refund(&self, before: &Rights) -> Option<Money> {
        let (then, now) = (self.refund_pays?, before.refund_pays?);
        (self.as_of == before.as_of && then != now).then_some(then)
    }
}

/// What would be judged by the same rules on other facts; facts that contradict each other give nothing.
fn judged_with(s: &Situation<'_>, facts: &Facts, day: Date) -> Option<Rights> {
    let then = Situation::new(s.pack, facts, day, s.calendar).ok()?;
    Some(Rights::of(&then, &free_of_charge(&then).0))
}

fn changed(before: &Rights, then: &Rights, one: &Variation) -> Option<Change> {
    let gains = then.only_here(before);
    let loses = before.only_here(then);
    let pays = then.other_refund(before);
    if gains.is_empty() && loses.is_empty() && pays.is_none() {
        return None;
    }
    let why = one.what.text(&gains, &loses, pays);
    let refund_pays = pays.map(Money::decimal);
    let (field, to) = one.told();
    Some(Change { field: field.to_owned(), to, gains, loses, refund_pays, why })
}

impl Variation {
    /// The field and its other value, as they are told in facts.
    fn told(&self) -> (&'static str, Value) {
        let Facts { documents, repairs, .. } = &self.facts;
        match self.what {
            WhatIf::FullPapers | WhatIf::ProofOfSale => ("documents", json!(documents)),
            WhatIf::ListedFault => ("fault.listed", json!(true)),
            WhatIf::DefectFound => ("fault.cause", json!(Cause::Defect)),
            WhatIf::NoSameModel => ("same_model_in_stock", json!(false)),
            WhatIf::OneMoreFailedRepair => ("repairs", json!(repairs)),
            WhatIf::FromDay(day) => ("as_of", json!(day)),
        }
    }
}

fn variations(now: &Judged<'_>) -> Vec<Variation> {
    let s = &now.s;
    [full_papers(s), proof_of_sale(s), listed_fault(s), defect_found(s), no_same_model(now), one_more_failed_repair(s)]
        .into_iter()
        .flatten()
        .collect()
}

fn full_papers(s: &Situation<'_>) -> Option<Variation> {
    let rules = s.rules().documents.as_ref()?;
    let lacking = matches!(s.papers, Papers::Proof | Papers::FactoryDate | Papers::Nothing);
    lacking.then(|| with_papers(s, &rules.full, WhatIf::FullPapers))
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
    Variation { what, facts }
}

fn listed_fault(s: &Situation<'_>) -> Option<Variation> {
    if s.cover != Ok(Listed::Unknown) {
        return None;
    }
    let mut facts = s.facts.clone();
    facts.fault.get_or_insert_default().listed = Some(true);
    Some(Variation { what: WhatIf::ListedFault, facts })
}

fn defect_found(s: &Situation<'_>) -> Option<Variation> {
    if !matches!(s.cover, Err(WhyNot::Excluded(_))) {
        return None;
    }
    let mut facts = s.facts.clone();
    facts.fault.get_or_insert_default().cause = Some(Cause::Defect);
    Some(Variation { what: WhatIf::DefectFound, facts })
}

/// Only where an exchange is due does the stock matter.
fn no_same_model(now: &Judged<'_>) -> Option<Variation> {
    let s = &now.s;
    s.rules().refund.as_ref()?;
    let exchange_due = now.found.offers(Remedy::Exchange) || now.found.offers(Remedy::ExchangeMainUnit);
    if !exchange_due || s.facts.same_model_in_stock == Some(false) {
        return None;
    }
    let mut facts = s.facts.clone();
    facts.same_model_in_stock = Some(false);
    Some(Variation { what: WhatIf::NoSameModel, facts })
}

fn one_more_failed_repair(s: &Situation<'_>) -> Option<Variation> {
    let needed = s.duties().filter_map(|duty| duty.failed_repairs.as_ref()).map(|rule| rule.count).min()?;
    if s.repairs_done().checked_add(1) != Some(needed) || s.cover.is_err() {
        return None;
    }
    let mut facts = s.facts.clone();
    let outcome = Some(Outcome::Recurred);
    facts.repairs.push(Repair { taken_in: s.day, handed_back: s.day, code: None, outcome, excluded_days: None });
    Some(Variation { what: WhatIf::OneMoreFailedRepair, facts })
}

/// The next days on which something opens or closes, each against the day before it.
fn later_days(now: &Judged<'_>, mut before: Rights) -> Vec<Change> {
    let s = &now.s;
    let mut changes = Vec::new();
    let borders = coming_borders(now);
    if borders.is_empty() {
        return changes;
    }
    let shown = s.facts.open_repair.is_some() || s.fault_day < s.day;
    let mut one = Variation { what: WhatIf::FromDay(s.day), facts: s.facts.clone() };
    for day in borders {
        one.what = WhatIf::FromDay(day);
        move_to(&mut one.facts, day, shown);
        let Some(then) = judged_with(s, &one.facts, day) else {
            break;
        };
        changes.extend(changed(&before, &then, &one));
        before = then;
    }
    changes
}

/// The day after each last day, and the first day of what a long repair gives.
fn coming_borders(now: &Judged<'_>) -> Vec<Date> {
    let s = &now.s;
    let closing = now.found.open().filter_map(|(_, found)| found.until);
    let ends = [&s.term, &s.whole].into_iter().flatten().map(|term| term.end);
    let mut days: Vec<Date> = closing.chain(ends).map(|last| days_after(last, 1)).collect();
    let opening = |what| matches!(what, ClockKind::Loaner | ClockKind::PartsWait | ClockKind::RepairDelay);
    days.extend(now.clocks.iter().filter(|clock| opening(clock.what)).map(|clock| clock.due));
    days.retain(|day| *day > s.day);
    days.sort_unstable();
    days.dedup();
    days
}

/// The same question on a later day. A fault that shows only then counts from then; one that has shown, or is under
/// repair, from its day.
fn move_to(facts: &mut Facts, day: Date, shown: bool) {
    facts.as_of = Some(day);
    if let (false, Some(fault)) = (shown, facts.fault.as_mut()) {
        fault.found_on = Some(day);
    }
}
