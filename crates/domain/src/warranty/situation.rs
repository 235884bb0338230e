//! The facts of one question as the rules need them: days resolved, papers ranked, term counted, coverage known.

use aftercare_kernel::{BusinessCalendar, Date, Money};

use super::{
    coverage::{Listed, code_of, coverage},
    dates::in_order,
    documents::Papers,
    facts::{Facts, Repair},
    reader::{FactsError, Wrong},
    regime::{AfterRepairs, Need, Pack, Part, Rules},
    term::{Term, last_day, sale_day, span_of, term_start},
    texts::WhyNot,
    words::{Remedy, Role},
};

pub(super) struct Situation<'a> {
    pub pack: Pack<'a>,
    pub facts: &'a Facts,
    pub calendar: &'a BusinessCalendar,
    pub part: &'a Part,
    /// The day of the question.
    pub day: Date,
    /// The day the fault showed: by it windows and term are judged, so that waiting for parts costs no right.
    pub fault_day: Date,
    pub papers: Papers,
    /// The day that windows count from, if it was told.
    pub sold: Option<Date>,
    pub start: Option<Date>,
    /// The term of the part in question; None when its start is unknown or the law sets none.
    pub term: Option<Term>,
    /// The term of the product: the same, unless the part has its own.
    pub whole: Option<Term>,
    pub cover: Result<Listed, WhyNot>,
}

impl<'a> Situation<'a> {
    pub fn new(
        pack: Pack<'a>,
        facts: &'a Facts,
        today: Date,
        calendar: &'a BusinessCalendar,
    ) -> Result<Self, FactsError> {
        let part = part_of(pack, facts)?;
        let day = facts.day(today);
        let fault_day = fault_day(pack, facts, day);
        in_order(facts, fault_day, day, today)?;
        let papers = Papers::of(pack.regime, facts);
        let sold = sale_day(pack.regime, facts);
        let start = term_start(pack.regime, facts, papers);
        let count =
            |part: &Part| Some(Term::count(start?, span_of(pack, part, facts)?, pack.regime, facts, day, calendar));
        let term = count(part);
        let product = pack.regime.part(facts.category.as_deref(), None).unwrap_or(part);
        let whole = if part.role == Role::MainPart { count(product) } else { term.clone() };
        let cover = coverage(pack.regime, facts, part, papers);
        Ok(Self { pack, facts, calendar, part, day, fault_day, papers, sold, start, term, whole, cover })
    }

    pub fn rules(&self) -> &'a Rules {
        &self.pack.regime.rules
    }

    /// Within the part's own term. Where the law sets no term, as long as the sale is known.
    pub fn in_term(&self) -> bool {
        self.within(&self.term)
    }

    /// Within the term of the product as a whole.
    pub fn in_term_of_the_whole(&self) -> bool {
        self.within(&self.whole)
    }

    /// No term although the start is known: the law sets none.
    fn within(&self, term: &Option<Term>) -> bool {
        match term {
            Some(term) => term.holds(self.fault_day, self.facts.mileage_km),
            None => self.start.is_some(),
        }
    }

    /// The last day of so many days from the sale.
    pub fn last_day_from_sale(&self, days: u32) -> Option<Date> {
        Some(last_day(self.sold?, days, self.rules(), self.calendar))
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

    /// What follows from repairs, by the regime and by the rules of the place.
    pub fn duties(&self) -> impl Iterator<Item = &'a AfterRepairs> {
        let of_the_place = self.pack.overlay.and_then(|overlay| overlay.after_repairs.as_ref());
        self.rules().after_repairs.iter().chain(of_the_place)
    }

    /// What can be owed for this part: each is either offered or refused.
    pub fn remedies(&self) -> Vec<Remedy> {
        self.pack.regime.remedies_for(self.part.role)
    }

    /// Whether the fault is such as a rule needs; if not, why.
    pub fn meets(&self, need: Need, listed: &Listed) -> Result<(), WhyNot> {
        match need {
            Need::Listed => listed.against().map_or(Ok(()), Err),
            Need::Defect => Ok(()),
            Need::Assembly if self.main_assembly_fails() => Ok(()),
            Need::Assembly => Err(WhyNot::NotAMainAssembly),
            Need::SeriousSafety if self.serious_safety() => Ok(()),
            Need::SeriousSafety => Err(WhyNot::NotSeriousSafety),
        }
    }

    fn main_assembly_fails(&self) -> bool {
        let told = self.facts.fault.as_ref().and_then(|fault| fault.major_assembly.as_deref());
        let of_part = if self.part.role == Role::Assembly { self.facts.part.as_deref() } else { None };
        told.or(of_part).is_some_and(|name| self.rules().assemblies.contains(&code_of(name)))
    }

    /// As the station found, else by the code it wrote down.
    fn serious_safety(&self) -> bool {
        let Some(fault) = &self.facts.fault else {
            return false;
        };
        let by_code = || fault.code.as_deref().is_some_and(|code| self.rules().serious_faults.contains(&code_of(code)));
        fault.serious_safety.unwrap_or_else(by_code)
    }

    pub fn price(&self) -> Option<Money> {
        self.facts.price.map(|price| self.in_currency(price))
    }
    /// The price that a refund pays back: of an accessory that came with the product its own price of today.
    pub fn refund_price(&self) -> Option<Money> {
        let came_with_it = self.part.role == Role::Accessory && self.facts.sold_separately != Some(true);
        let price = if came_with_it { self.facts.standalone_price } else { self.facts.price };
        price.map(|price| self.in_currency(price))
    }
    /// Sums without a currency are in the regime's.
    fn in_currency(&self, sum: Money) -> Money {
        Money::from_minor(sum.minor(), self.facts.currency.unwrap_or(self.pack.regime.currency))
    }
}

fn part_of<'a>(pack: Pack<'a>, facts: &Facts) -> Result<&'a Part, FactsError> {
    let category = facts.category.as_deref();
    let choices = || pack.regime.part_names(category).join(", ");
    let wrong = || FactsError { field: "part".to_owned(), wrong: Wrong::NotOneOf { choices: choices() } };
    pack.regime.part(category, facts.part.as_deref().map(code_of).as_deref()).ok_or_else(wrong)
}

/// Told, or at the latest when the thing was taken in for it.
fn fault_day(pack: Pack<'_>, facts: &Facts, day: Date) -> Date {
    let taken_in = facts.open_repair.as_ref().map(|open| open.taken_in.date(pack.regime.offset));
    facts.found_on().or(taken_in).unwrap_or(day)
}
