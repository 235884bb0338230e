//! The warranty term: its start, its length, and whether the fault showed within it (phones art. 8).

use aftercare_kernel::{
    BusinessCalendar, Date,
    calendar::{days_after, days_between, months_after},
};

use super::{
    decision::TermInfo,
    documents::{Papers, sale_dates},
    facts::{Facts, Repair},
    regime::{Part, Regime},
};

/// A term as counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Term {
    pub start: Date,
    pub months: u32,
    /// `start` + `months`.
    pub counted_to: Date,
    /// Days in repair, by which the term grows.
    pub extended_days: u32,
    /// The last day, off holidays.
    pub end: Date,
}

impl Term {
    pub fn count(
        start: Date,
        part: &Part,
        regime: &Regime,
        facts: &Facts,
        day: Date,
        calendar: &BusinessCalendar,
    ) -> Self {
        let counted_to = months_after(start, part.months);
        let extended_days = if regime.counting.extend_by_repair {
            days_in_repair_within(start, counted_to, regime, facts, day)
        } else {
            0
        };
        let end = roll(days_after(counted_to, extended_days), regime, calendar);
        Self { start, months: part.months, counted_to, extended_days, end }
    }

    /// Before rolling off a holiday.
    fn unmoved_end(&self) -> Date {
        days_after(self.counted_to, self.extended_days)
    }

    /// The fault showed just after the end, in a year whose holidays are not known: a holiday might save the term.
    pub fn might_move(&self, fault_day: Date, calendar: &BusinessCalendar) -> bool {
        let late = days_between(self.end, fault_day);
        (1..=LONGEST_HOLIDAY).contains(&late) && !calendar.covers(self.end)
    }

    pub fn info(&self, fault_day: Date) -> TermInfo {
        TermInfo {
            start: Some(self.start),
            end: Some(self.end),
            in_term: Some(fault_day <= self.end),
            extended_days: self.extended_days,
            months: self.months,
            counted_to: Some(self.counted_to),
            moved_off_holiday: self.end != self.unmoved_end(),
        }
    }
}

/// The most days that a public holiday has moved a last day so far, and a weekend.
const LONGEST_HOLIDAY: i64 = 12;

/// What is said of a term whose start nobody knows.
pub(super) fn unknown_term(part: &Part) -> TermInfo {
    TermInfo {
        start: None,
        end: None,
        in_term: None,
        extended_days: 0,
        months: part.months,
        counted_to: None,
        moved_off_holiday: false,
    }
}

/// The day the windows and the term count from: the sale; for sales since a later law came into force the delivery or
/// completed installation when that is later.
pub(super) fn sale_day(regime: &Regime, facts: &Facts) -> Option<Date> {
    if under_later_law(regime, facts) { sale_dates(facts).max() } else { sale_dates(facts).next() }
}

/// Whether the later law applies to this sale.
pub(super) fn under_later_law(regime: &Regime, facts: &Facts) -> bool {
    sale_dates(facts).next().is_some_and(|sold| sold >= regime.sales_since.from)
}

/// The later law made the term start on another day than the invoice's.
pub(super) fn started_by_later_law(regime: &Regime, facts: &Facts) -> bool {
    let moved = facts.sold_on.is_some() && sale_day(regime, facts) != facts.sold_on;
    moved && facts.exchanged_on.is_none()
}

/// The start of the term: the last exchange, else the sale; without proof of the sale a time after manufacture.
pub(super) fn term_start(regime: &Regime, facts: &Facts, papers: Papers) -> Option<Date> {
    if papers.prove_the_sale() {
        return facts.exchanged_on.or_else(|| sale_day(regime, facts));
    }
    facts.made_on.map(|made| days_after(made, regime.documents.factory_date_days))
}

/// The last day of `days` from `start`, off holidays.
pub(super) fn last_day(start: Date, days: u32, regime: &Regime, calendar: &BusinessCalendar) -> Date {
    roll(days_after(start, days), regime, calendar)
}

/// A last day on a public holiday moves to the first working day after it (Civil Code art. 203).
fn roll(day: Date, regime: &Regime, calendar: &BusinessCalendar) -> Date {
    if regime.counting.roll_off_holidays {
        calendar.roll_off_holiday(day, regime.counting.roll_off_weekends)
    } else {
        day
    }
}

/// Days in repair since the start, as long as each repair began within the term as it had grown by then.
fn days_in_repair_within(start: Date, counted_to: Date, regime: &Regime, facts: &Facts, day: Date) -> u32 {
    let mut stays: Vec<(Date, u32)> = facts
        .repairs
        .iter()
        .map(|repair| (repair.taken_in, repair.days()))
        .filter(|(taken_in, _)| *taken_in >= start)
        .collect();
    stays.extend(facts.open_days(regime, day));
    stays.sort_unstable();
    stays.into_iter().fold(0, |grown, (taken_in, days)| {
        let still_in_term = taken_in <= days_after(counted_to, grown);
        if still_in_term { grown.saturating_add(days) } else { grown }
    })
}

impl Repair {
    /// Calendar days in repair less those that do not count.
    pub fn days(&self) -> u32 {
        whole_days(self.taken_in, self.handed_back).saturating_sub(self.excluded_days.unwrap_or(0))
    }
}

impl Facts {
    /// When the open repair began, and for how many days it has gone on.
    pub(super) fn open_days(&self, regime: &Regime, day: Date) -> Option<(Date, u32)> {
        let taken_in = self.open_repair.as_ref()?.taken_in.date(regime.offset);
        Some((taken_in, whole_days(taken_in, day)))
    }
}

/// Days from one to the other, the first not counted; none when the order is reversed.
pub(super) fn whole_days(from: Date, to: Date) -> u32 {
    u32::try_from(days_between(from, to)).unwrap_or(0)
}
