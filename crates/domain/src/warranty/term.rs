//! The warranty term: its start, its length, and whether the fault showed within it (phones art. 8).

use aftercare_kernel::{
    BusinessCalendar, Date,
    calendar::{days_after, days_between, months_after},
};

use super::{
    decision::TermInfo,
    documents::Papers,
    facts::{DayOrTime, Facts, Repair},
    regime::{Pack, Part, Regime, Rules, SaleDate, Span},
    words::Role,
};

/// A term as counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Term {
    pub start: Date,
    pub span: Span,
    /// `start` + the months of `span`.
    pub counted_to: Date,
    /// Days in repair, by which the term grows.
    pub extended_days: u32,
    /// The last day, off holidays.
    pub end: Date,
}

impl Term {
    pub fn count(
        start: Date,
        span: Span,
        regime: &Regime,
        facts: &Facts,
        day: Date,
        calendar: &BusinessCalendar,
    ) -> Self {
        let counted_to = months_after(start, span.months);
        let extended_days = if regime.rules.counting.extend_by_repair {
            days_in_repair_within(start, counted_to, regime, facts, day)
        } else {
            0
        };
        let end = roll(days_after(counted_to, extended_days), &regime.rules, calendar);
        Self { start, span, counted_to, extended_days, end }
    }

    /// In time and, where the law sets a mileage, not beyond it. A mileage that nobody told is taken as within.
    pub fn holds(&self, fault_day: Date, mileage_km: Option<u32>) -> bool {
        fault_day <= self.end && !self.span.beyond(mileage_km)
    }

    /// Before rolling off a holiday.
    pub fn unmoved_end(&self) -> Date {
        days_after(self.counted_to, self.extended_days)
    }

    /// The fault showed just after the end, in a year whose holidays are not known: a holiday might save the term.
    pub fn might_move(&self, fault_day: Date, rules: &Rules, calendar: &BusinessCalendar) -> bool {
        let late = days_between(self.end, fault_day);
        rules.counting.roll_off_holidays && (1..=LONGEST_HOLIDAY).contains(&late) && !calendar.covers(self.end)
    }

    pub fn info(&self, fault_day: Date, mileage_km: Option<u32>) -> TermInfo {
        TermInfo {
            start: Some(self.start),
            end: Some(self.end),
            in_term: Some(self.holds(fault_day, mileage_km)),
            extended_days: self.extended_days,
            months: self.span.months,
            counted_to: Some(self.counted_to),
            moved_off_holiday: self.end != self.unmoved_end(),
            km: self.span.km,
        }
    }
}

impl Span {
    pub fn beyond(self, mileage_km: Option<u32>) -> bool {
        matches!((self.km, mileage_km), (Some(limit), Some(driven)) if driven > limit)
    }
}

/// How long the part's term is: the regime's, or the better one of the place, and what a repair adds.
pub(super) fn span_of(pack: Pack<'_>, part: &Part, facts: &Facts) -> Option<Span> {
    let of_the_place = pack.overlay.and_then(|overlay| overlay.term.as_ref()).filter(|_| part.role == Role::Whole);
    let months = part.term.map(|span| span.months).max(of_the_place.map(|term| term.months))?;
    let km = part.term.and_then(|span| span.km);
    Some(Span { months: months + months_for_repair(&pack.regime.rules, facts), km })
}

/// Directive 2019/771 art. 10(2a): a repair as remedy lengthens the liability once.
fn months_for_repair(rules: &Rules, facts: &Facts) -> u32 {
    let Some(rule) = &rules.longer_after_repair else {
        return 0;
    };
    let under_new_law = facts.contract_on.is_some_and(|contract| contract >= rule.contracts_from);
    if under_new_law && facts.repaired_as_remedy_on.is_some() { rule.months } else { 0 }
}

/// The most days that a public holiday has moved a last day so far, and a weekend.
const LONGEST_HOLIDAY: i64 = 12;

/// What is said where no end is known: the start is unknown, or the law sets no term.
pub(super) fn open_term(part: &Part, start: Option<Date>) -> TermInfo {
    TermInfo {
        start,
        end: None,
        in_term: None,
        extended_days: 0,
        months: part.term.map_or(0, |span| span.months),
        counted_to: None,
        moved_off_holiday: false,
        km: part.term.and_then(|span| span.km),
    }
}

/// The day the windows and the term count from: as the law counts; for sales since a later law came into force the
/// last of sale, delivery and completed installation.
pub(super) fn sale_day(regime: &Regime, facts: &Facts) -> Option<Date> {
    if under_later_law(regime, facts) {
        return sale_dates(facts).max();
    }
    regime.rules.counting.from.iter().find_map(|name| name.of(facts))
}

/// What the law counts from first was not told, and another day of the sale stands in for it.
pub(super) fn first_day_unknown(regime: &Regime, facts: &Facts) -> Option<SaleDate> {
    let first = *regime.rules.counting.from.first()?;
    let stands_in = first.of(facts).is_none() && sale_day(regime, facts).is_some();
    (stands_in && first != SaleDate::Sold && facts.exchanged_on.is_none()).then_some(first)
}

impl SaleDate {
    fn of(self, facts: &Facts) -> Option<Date> {
        match self {
            SaleDate::Sold => facts.sold_on,
            SaleDate::Delivered => facts.delivered_on,
            SaleDate::Installed => facts.installed_on,
            SaleDate::Contract => facts.contract_on,
        }
    }
}

/// Sale, delivery and completed installation, as far as they are known.
fn sale_dates(facts: &Facts) -> impl Iterator<Item = Date> {
    [facts.sold_on, facts.delivered_on, facts.installed_on].into_iter().flatten()
}

/// Whether the later law applies to this sale.
pub(super) fn under_later_law(regime: &Regime, facts: &Facts) -> bool {
    let since = regime.rules.sales_since.as_ref().map(|rule| rule.from);
    since.is_some_and(|from| sale_dates(facts).next().is_some_and(|sold| sold >= from))
}

/// The later law made the term start on another day than the invoice's.
pub(super) fn started_by_later_law(regime: &Regime, facts: &Facts) -> bool {
    let moved = facts.sold_on.is_some() && sale_day(regime, facts) != facts.sold_on;
    moved && under_later_law(regime, facts) && facts.exchanged_on.is_none()
}

/// The start of the term: the last exchange where it starts anew, else the sale; without proof of the sale a time
/// after manufacture.
pub(super) fn term_start(regime: &Regime, facts: &Facts, papers: Papers) -> Option<Date> {
    if papers.prove_the_sale() {
        let anew = facts.exchanged_on.filter(|_| regime.rules.restart.is_some());
        return anew.or_else(|| sale_day(regime, facts)).or(facts.exchanged_on);
    }
    let rule = regime.rules.documents.as_ref()?.factory_date.as_ref()?;
    facts.made_on.map(|made| days_after(made, rule.days))
}

/// The last day of `days` from `start`, off holidays.
pub(super) fn last_day(start: Date, days: u32, rules: &Rules, calendar: &BusinessCalendar) -> Date {
    roll(days_after(start, days), rules, calendar)
}

/// A last day on a public holiday moves to the first working day after it (Civil Code art. 203).
fn roll(day: Date, rules: &Rules, calendar: &BusinessCalendar) -> Date {
    if rules.counting.roll_off_holidays {
        calendar.roll_off_holiday(day, rules.counting.roll_off_weekends)
    } else {
        day
    }
}

/// Days in repair since the start, as long as each repair began within the term as it had grown by then.
fn days_in_repair_within(start: Date, counted_to: Date, regime: &Regime, facts: &Facts, day: Date) -> u32 {
    let stays = stays_within(start, counted_to, regime, facts, day);
    stays.into_iter().fold(0, |sum, (_, days)| sum.saturating_add(days))
}

/// The stays in repair that lengthen a term: when each began, and its days.
pub(super) fn stays_within(
    start: Date,
    counted_to: Date,
    regime: &Regime,
    facts: &Facts,
    day: Date,
) -> Vec<(Date, u32)> {
    let finished = facts.repairs.iter().map(|repair| (repair.taken_in, repair.days(&regime.rules)));
    let mut stays: Vec<(Date, u32)> = finished.filter(|(taken_in, _)| *taken_in >= start).collect();
    stays.extend(facts.open_stay(regime, day).map(|stay| (stay.since, stay.days)));
    stays.sort_unstable();
    let mut grown: u32 = 0;
    stays.retain(|(taken_in, days)| {
        let still_in_term = *taken_in <= days_after(counted_to, grown);
        grown = if still_in_term { grown.saturating_add(*days) } else { grown };
        still_in_term
    });
    stays
}

/// A repair that goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stay {
    pub since: Date,
    pub days: u32,
    /// The rest of a day that counts as one.
    rest: u32,
}

impl Stay {
    /// The first day on which it has gone on for more than so many days.
    pub fn over_from(self, limit: u32) -> Date {
        days_after(self.since, (limit + 1).saturating_sub(self.rest))
    }
}

impl Repair {
    /// Calendar days in repair less those that do not count. Where days are 24 hours, a repair takes at least one.
    pub fn days(&self, rules: &Rules) -> u32 {
        let least = u32::from(rules.counting.days_of_24_hours);
        whole_days(self.taken_in, self.handed_back).max(least).saturating_sub(self.excluded_days.unwrap_or(0))
    }
}

impl Facts {
    /// Since when the open repair goes on, and for how many days. Where days are 24 hours from the hour the thing came
    /// in, the day of the question is the rest of one.
    pub(super) fn open_stay(&self, regime: &Regime, day: Date) -> Option<Stay> {
        let taken_in = self.open_repair.as_ref()?.taken_in;
        let since = taken_in.date(regime.offset);
        let by_the_hour = regime.rules.counting.days_of_24_hours && matches!(taken_in, DayOrTime::Time(_));
        let rest = u32::from(by_the_hour && since <= day);
        Some(Stay { since, days: whole_days(since, day) + rest, rest })
    }
}

/// Days from one to the other, the first not counted; none when the order is reversed.
pub(super) fn whole_days(from: Date, to: Date) -> u32 {
    u32::try_from(days_between(from, to)).unwrap_or(0)
}
