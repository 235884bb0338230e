//! # Warranty (三包权益)
//!
//! Decides which remedies a consumer may have on a day: repair, exchange, refund, loaner; until when, for how much and
//! by which article; what is not open and why; and what would change it.
//!
//! - Texts of law: `regimes/*.toml`, data with source, provenance and the reviewer's sign-off. Phones: 移动电话机商品
//!   修理更换退货责任规定 (2001).
//! - Here: `facts` (the question), `regime` (the rules as data), `decision` (the answer), `term`, `documents`,
//!   `coverage`, then the rules in the order of the law: `rights`, `exchange`, `refund`, `accessories`, `loaner`, `clocks`, `promise`;
//!   `what_if` puts the question again with one fact changed.
//! - Stored by `store/src/warranty.rs`, used by `app/src/warranty/`, shown by `web/src/warranty/`; `aftercare decide` and
//!   `POST /api/v1/warranty/decisions` call the same `decide`.

use aftercare_kernel::{BusinessCalendar, Date};

mod accessories;
mod clocks;
mod coverage;
mod decision;
mod documents;
mod exchange;
mod facts;
mod findings;
mod loaner;
mod promise;
mod reader;
mod refund;
mod regime;
mod rights;
mod situation;
mod term;
mod texts;
mod what_if;
mod words;

pub use decision::{Amount, Article, Change, Deadline, Decision, LoanerInfo, Offer, Refused, TermInfo, Text};
pub use facts::{DayOrTime, Facts, Fault, OpenRepair, Repair};
pub use promise::Promise;
pub use reader::{FactsError, Wrong};
pub use regime::{MAIN_UNIT, Part, Regime, RegimeError, Regimes, Review, Source};
pub use words::{Burden, Cause, Channel, ClockKind, Outcome, Paper, Provenance, Remedy, Role, ServiceType, WaitingOn};

use coverage::Listed;
use documents::Papers;
use findings::Findings;
use situation::Situation;
use texts::{Why, WhyNot};

/// Answers one question. `today` counts only when the facts name no day.
pub fn decide(
    regimes: &Regimes,
    facts: &Facts,
    today: Date,
    calendar: &BusinessCalendar,
) -> Result<Decision, FactsError> {
    let regime = regimes.choose(facts, today)?;
    let mut decision = judge(regime, facts, today, calendar)?;
    let situation = Situation::new(regime, facts, today, calendar)?;
    decision.what_would_change = what_if::what_would_change(&situation, &decision);
    Ok(decision)
}

/// The decision by itself, without what would change it.
fn judge(regime: &Regime, facts: &Facts, today: Date, calendar: &BusinessCalendar) -> Result<Decision, FactsError> {
    let s = Situation::new(regime, facts, today, calendar)?;
    let mut f = Findings::new(regime);
    not_covered(&s, &mut f);
    rights::by_law(&s, &mut f);
    promise::promised(&s, &mut f);
    f.keep_within(s.papers);
    let loaner = loaner::loaner(&s, &mut f);
    let clocks = clocks::clocks(&s, loaner, &f);
    paid_repair(&s, &mut f);
    flag_what_is_unknown(&s, &mut f);
    let (remedies, refused, flags) = f.finish();
    Ok(Decision {
        id: facts.id.clone(),
        regime: regime.id.clone(),
        rules_version: regime.rules_version.clone(),
        rules_reviewed: regime.review.is_some(),
        as_of: s.day,
        term: s.term.as_ref().map_or_else(|| term::unknown_term(s.part), |term| term.info(s.fault_day)),
        remedies,
        refused,
        loaner,
        clocks,
        burden_of_proof: clocks::burden_of_proof(&s),
        flags,
        what_would_change: Vec::new(),
    })
}

/// The exclusions close everything that is free, for one reason.
fn not_covered(s: &Situation<'_>, f: &mut Findings<'_>) {
    let Err(why) = &s.cover else {
        return;
    };
    let basis = &s.regime.exclusions.basis;
    for remedy in s.regime.remedies_for(s.part.role) {
        f.refuse(remedy, basis, why);
    }
    if let (WhyNot::Excluded(_) | WhyNot::VoucherMismatch | WhyNot::NoPapers, Some(doubt)) =
        (why, basis.doubt(s.regime))
    {
        f.flag(doubt);
    }
}

/// Repair at cost stays open whenever nothing free is, unless there is nothing to repair.
fn paid_repair(s: &Situation<'_>, f: &mut Findings<'_>) {
    if !f.any_free() && s.cover != Err(WhyNot::NoFaultFound) {
        f.offer(Remedy::PaidRepair, &s.regime.paid_repair, None, None, Why::PaidStaysOpen);
    }
}

/// Names what nobody told, where it mattered.
fn flag_what_is_unknown(s: &Situation<'_>, f: &mut Findings<'_>) {
    let facts = s.facts;
    let unknown_when = [
        ("documents.unknown", s.papers == Papers::NotAsked && f.any_free()),
        ("sold_on.unknown", s.cover == Err(WhyNot::SaleDayUnknown)),
        ("fault.unknown", facts.fault.is_none()),
        ("fault.listed.unknown", s.cover == Ok(Listed::Unknown) && s.in_term()),
        ("fault.cause.unknown", facts.fault.is_some() && facts.cause().is_none() && f.any_free()),
        ("fault.asked_after_window", asked_after_window(s)),
        ("region.no_overlay", facts.region.is_some()),
        ("category.not_in_regime", facts.category.as_ref().is_some_and(|c| !s.regime.categories.contains(c))),
        ("calendar.year_not_covered", s.term.as_ref().is_some_and(|term| term.might_move(s.fault_day, s.calendar))),
    ];
    for (flag, _) in unknown_when.into_iter().filter(|(_, applies)| *applies) {
        f.flag(flag);
    }
    f.flag_refund_without_sum();
    if let (None, Some(doubt)) = (facts.cause(), s.regime.burden.basis.doubt(s.regime)) {
        f.flag(doubt);
    }
    if term::started_by_later_law(s.regime, facts) {
        f.flag(s.regime.sales_since.flag.clone());
    }
}

/// The fault showed in a window that had closed when the question was put: whoever decides looks at the proof of the day.
fn asked_after_window(s: &Situation<'_>) -> bool {
    let lasts = s.regime.windows.iter().filter_map(|window| s.last_day_from_sale(window.days));
    s.cover == Ok(Listed::Yes) && lasts.into_iter().any(|last| s.fault_day <= last && last < s.day)
}
