//! One question judged: each rule asked in the order of the law, nothing yet put into words.

use aftercare_kernel::{BusinessCalendar, Date};

use super::{
    burden::burden_of_proof,
    clocks::{self, Clock},
    decision::{Change, Decision, LoanerInfo},
    facts::Facts,
    findings::Findings,
    loaner, promise,
    reader::FactsError,
    regime::Pack,
    returns, rights,
    situation::Situation,
    term,
    texts::{Why, WhyNot},
    unknowns,
    words::{Burden, Remedy},
};

pub(super) struct Judged<'a> {
    pub s: Situation<'a>,
    pub found: Findings<'a>,
    pub clocks: Vec<Clock<'a>>,
    loaner: LoanerInfo,
    burden: Option<Burden>,
}

pub(super) fn judge<'a>(
    pack: Pack<'a>,
    facts: &'a Facts,
    today: Date,
    calendar: &'a BusinessCalendar,
) -> Result<Judged<'a>, FactsError> {
    let s = Situation::new(pack, facts, today, calendar)?;
    let (mut f, loaner) = free_of_charge(&s);
    let clocks = clocks::clocks(&s, loaner, &f);
    paid_repair(&s, &mut f);
    let burden = burden_of_proof(&s, &mut f);
    unknowns::flag(&s, &mut f);
    Ok(Judged { s, found: f, clocks, loaner, burden })
}

/// What costs the consumer nothing, and why the rest is not so.
pub(super) fn free_of_charge<'a>(s: &Situation<'a>) -> (Findings<'a>, LoanerInfo) {
    let mut f = Findings::default();
    not_covered(s, &mut f);
    rights::by_law(s, &mut f);
    promise::promised(s, &mut f);
    f.keep_within(s.papers, s.pack.regime);
    returns::without_reason(s, &mut f);
    let loaner = loaner::loaner(s, &mut f);
    (f, loaner)
}

/// The exclusions close everything that is free, for one reason; so does a text of law that gives nothing for a fault.
fn not_covered<'a>(s: &Situation<'a>, f: &mut Findings<'a>) {
    let why = match &s.cover {
        Err(why) => why,
        Ok(_) if s.rules().gives_nothing_for_faults() => &WhyNot::NoRuleForFaults,
        Ok(_) => return,
    };
    let basis = s.rules().exclusions.as_ref().map_or(&s.part.basis, |rule| &rule.basis);
    for remedy in s.remedies() {
        f.refuse(remedy, basis, why);
    }
    if matches!(why, WhyNot::Excluded(_) | WhyNot::VoucherMismatch | WhyNot::NoPapers) {
        f.flag_doubt(basis);
    }
}

/// Repair at cost stays open whenever nothing free is, unless there is nothing to repair.
fn paid_repair<'a>(s: &Situation<'a>, f: &mut Findings<'a>) {
    if !f.any_free() && s.cover != Err(WhyNot::NoFaultFound) {
        f.offer(Remedy::PaidRepair, &s.rules().paid_repair, None, None, Why::PaidStaysOpen);
    }
}

impl Judged<'_> {
    /// Puts the judgement into words.
    pub fn decision(self, what_would_change: Vec<Change>) -> Decision {
        let Judged { s, found, clocks, loaner, burden } = self;
        let regime = s.pack.regime;
        let (remedies, refused, flags) = found.finish();
        Decision {
            id: s.facts.id.clone(),
            regime: regime.id.clone(),
            rules_version: version(s.pack),
            rules_reviewed: regime.review.is_some() && s.pack.overlay.is_none_or(|overlay| overlay.review.is_some()),
            as_of: s.day,
            term: match &s.term {
                Some(term) => term.info(s.fault_day, s.facts.mileage_km),
                None => term::open_term(s.part, s.start),
            },
            remedies,
            refused,
            loaner,
            clocks: clocks.into_iter().map(Clock::deadline).collect(),
            burden_of_proof: burden,
            flags,
            what_would_change,
        }
    }
}

/// Every text that spoke, with its version.
fn version(pack: Pack<'_>) -> String {
    match pack.overlay {
        Some(overlay) => format!("{} + {} {}", pack.regime.rules_version, overlay.id, overlay.rules_version),
        None => pack.regime.rules_version.clone(),
    }
}
