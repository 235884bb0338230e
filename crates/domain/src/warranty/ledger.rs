//! The days of a term, one by one: counted, or left out and why. After an exchange both terms are shown.

use aftercare_kernel::{BusinessCalendar, Date, calendar::days_after};
use serde::{Deserialize, Serialize};

use super::{
    facts::Facts,
    reader::FactsError,
    regime::{Pack, Regimes},
    situation::Situation,
    term::{Term, stays_within, whole_days},
};

named! {
    /// What a day of a term is.
    pub enum DayKind as "day" keyed "warranty-day" {
        /// The day the term starts on is not counted (Civil Code art. 201).
        FirstDay = "first_day",
        Counted = "counted",
        /// In repair or waiting for parts: the term is longer by as many days.
        InRepair = "in_repair",
        /// The last day fell on a public holiday: the term runs on to the first working day after it.
        MovedOffHoliday = "moved_off_holiday",
    }
}

/// Days in a row of the same kind, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct LedgerDays {
    pub from: Date,
    pub to: Date,
    pub kind: DayKind,
}

impl LedgerDays {
    pub fn days(&self) -> u32 {
        whole_days(self.from, self.to).saturating_add(1)
    }
}

/// One term of a thing, every day of it from the first to the last.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TermLedger {
    pub start: Date,
    pub end: Date,
    /// The thing was exchanged on the last day shown, before the term had run out.
    pub ended_by_exchange: bool,
    pub days: Vec<LedgerDays>,
}

impl TermLedger {
    pub fn of_kind(&self, kind: DayKind) -> u32 {
        self.days.iter().filter(|days| days.kind == kind).fold(0, |sum, days| sum.saturating_add(days.days()))
    }
}

/// The ledger of the term in question, and before it that of the thing it was exchanged for. Empty where the start is
/// unknown or the law sets no term.
pub fn day_ledger(
    regimes: &Regimes,
    facts: &Facts,
    today: Date,
    calendar: &BusinessCalendar,
) -> Result<Vec<TermLedger>, FactsError> {
    let pack = regimes.pack(facts, today)?;
    let mut ledgers = Vec::new();
    if let (Some(exchanged), true) = (facts.exchanged_on, pack.regime.starts_anew_after_exchange()) {
        let before = before_exchange(facts, exchanged);
        ledgers.extend(ledger(pack, &before, today, calendar)?.map(|ledger| ledger.cut_at(exchanged)));
    }
    ledgers.extend(ledger(pack, facts, today, calendar)?);
    Ok(ledgers)
}

/// What was known of the first thing on the day it was exchanged.
fn before_exchange(facts: &Facts, exchanged: Date) -> Facts {
    let mut before = facts.clone();
    before.exchanged_on = None;
    before.open_repair = None;
    before.fault = None;
    before.repairs.retain(|repair| repair.taken_in <= exchanged);
    before.as_of = Some(exchanged);
    before
}

fn ledger(
    pack: Pack<'_>,
    facts: &Facts,
    today: Date,
    calendar: &BusinessCalendar,
) -> Result<Option<TermLedger>, FactsError> {
    let s = Situation::new(pack, facts, today, calendar)?;
    Ok(s.term.as_ref().map(|term| days_of(term, &s)))
}

fn days_of(term: &Term, s: &Situation<'_>) -> TermLedger {
    let mut ledger = TermLedger { start: term.start, end: term.end, ended_by_exchange: false, days: Vec::new() };
    ledger.push(term.start, term.start, DayKind::FirstDay);
    for (taken_in, days) in stays(term, s) {
        let last = days_after(taken_in, days).min(term.unmoved_end());
        ledger.push(ledger.next(), taken_in, DayKind::Counted);
        ledger.push(ledger.next(), last, DayKind::InRepair);
    }
    ledger.push(ledger.next(), term.unmoved_end(), DayKind::Counted);
    ledger.push(ledger.next(), term.end, DayKind::MovedOffHoliday);
    ledger
}

fn stays(term: &Term, s: &Situation<'_>) -> Vec<(Date, u32)> {
    if s.rules().counting.extend_by_repair {
        stays_within(term.start, term.counted_to, s.pack.regime, s.facts, s.day)
    } else {
        Vec::new()
    }
}

impl TermLedger {
    /// The day after the last one that is written down.
    fn next(&self) -> Date {
        self.days.last().map_or(self.start, |days| days_after(days.to, 1))
    }

    /// Writes days down, unless there are none between.
    fn push(&mut self, from: Date, to: Date, kind: DayKind) {
        if from <= to {
            self.days.push(LedgerDays { from, to, kind });
        }
    }

    /// The term ended early, on the day of the exchange.
    fn cut_at(mut self, exchanged: Date) -> Self {
        self.days.retain(|days| days.from <= exchanged);
        if let Some(last) = self.days.last_mut() {
            last.to = last.to.min(exchanged);
        }
        self.ended_by_exchange = exchanged < self.end;
        self
    }
}
