//! The facts of one question as the rules need them: days resolved, papers ranked, term counted, coverage known.

use aftercare_kernel::{BusinessCalendar, Date, Money};

use super::{
    coverage::{Listed, coverage},
    documents::{Papers, sale_dates},
    facts::{Facts, Repair},
    reader::{FactsError, Wrong},
    regime::{Part, Regime},
    term::{Term, last_day, sale_day, term_start},
    texts::WhyNot,
};

pub(super) struct Situation<'a> {
    pub regime: &'a Regime,
    pub facts: &'a Facts,
    pub calendar: &'a BusinessCalendar,
    pub part: &'a Part,
    /// The day of the question.
    pub day: Date,
    /// The day the fault showed: by it windows and term are judged, so that waiting for parts costs no right.
    pub fault_day: Date,
    pub papers: Papers,
    pub term: Option<Term>,
    pub cover: Result<Listed, WhyNot>,
}

impl<'a> Situation<'a> {
    pub fn new(
        regime: &'a Regime,
        facts: &'a Facts,
        today: Date,
        calendar: &'a BusinessCalendar,
    ) -> Result<Self, FactsError> {
        let part = part_of(regime, facts)?;
        let day = facts.day(today);
        let fault_day = fault_day(regime, facts, day);
        in_order(facts, fault_day, day)?;
        let papers = Papers::of(regime, facts);
        let start = term_start(regime, facts, papers);
        let term = start.map(|start| Term::count(start, part, regime, facts, day, calendar));
        let cover = coverage(regime, facts, part, papers);
        Ok(Self { regime, facts, calendar, part, day, fault_day, papers, term, cover })
    }

    pub fn in_term(&self) -> bool {
        self.term.as_ref().is_some_and(|term| self.fault_day <= term.end)
    }

    /// The last day of so many days from the sale.
    pub fn last_day_from_sale(&self, days: u32) -> Option<Date> {
        let sold = sale_day(self.regime, self.facts)?;
        Some(last_day(sold, days, self.regime, self.calendar))
    }

    /// `last` while it lies ahead; a right that opened in time and was asked for later has no such day any more.
    pub fn until(&self, last: Date) -> Option<Date> {
        (self.day <= last).then_some(last)
    }

    /// Finished repairs of this thing: what was done before an exchange was done to another.
    pub fn repairs(&self) -> impl Iterator<Item = &'a Repair> {
        let since = self.facts.exchanged_on.unwrap_or(Date::MIN);
        self.facts.repairs.iter().filter(move |repair| repair.taken_in >= since)
    }

    pub fn repairs_done(&self) -> u32 {
        u32::try_from(self.repairs().count()).unwrap_or(u32::MAX)
    }

    pub fn price(&self) -> Option<Money> {
        self.facts.price.map(|price| self.in_currency(price))
    }
    pub fn standalone_price(&self) -> Option<Money> {
        self.facts.standalone_price.map(|price| self.in_currency(price))
    }
    /// Sums without a currency are in the regime's.
    fn in_currency(&self, sum: Money) -> Money {
        Money::from_minor(sum.minor(), self.facts.currency.unwrap_or(self.regime.currency))
    }
}

fn part_of<'a>(regime: &'a Regime, facts: &Facts) -> Result<&'a Part, FactsError> {
    let choices = || regime.parts.keys().cloned().collect::<Vec<_>>().join(", ");
    let wrong = || FactsError { field: "part".to_owned(), wrong: Wrong::NotOneOf { choices: choices() } };
    regime.part(facts.part.as_deref()).ok_or_else(wrong)
}

/// Told, or at the latest when the thing was taken in for it.
fn fault_day(regime: &Regime, facts: &Facts, day: Date) -> Date {
    let taken_in = facts.open_repair.as_ref().map(|open| open.taken_in.date(regime.offset));
    facts.found_on().or(taken_in).unwrap_or(day)
}

/// A fault before anyone had bought the thing, or a question before the fault, is a mistake in the dates.
fn in_order(facts: &Facts, fault_day: Date, day: Date) -> Result<(), FactsError> {
    let too_early = |field: &str, not_before: Date| {
        Err(FactsError { field: field.to_owned(), wrong: Wrong::TooEarly { not_before: not_before.to_string() } })
    };
    match (sale_dates(facts).min(), facts.found_on()) {
        (Some(sold), Some(found)) if found < sold => too_early("fault.found_on", sold),
        (Some(sold), None) if fault_day < sold => too_early("as_of", sold),
        (_, Some(found)) if day < found => too_early("as_of", found),
        _ => Ok(()),
    }
}
