//! Names what nobody told, where it mattered, and what a person has to look up.

use super::{
    coverage::Listed,
    documents::Papers,
    findings::Findings,
    regime::Need,
    situation::Situation,
    term::{first_day_unknown, started_by_later_law},
    texts::WhyNot,
    words::Channel,
};

pub(super) fn flag<'a>(s: &Situation<'a>, f: &mut Findings<'a>) {
    let facts = s.facts;
    let unknown_when = [
        ("documents.unknown", s.papers == Papers::NotAsked && papers_matter(s) && f.any_free()),
        ("sold_on.unknown", s.cover == Err(WhyNot::SaleDayUnknown)),
        ("fault.unknown", facts.fault.is_none() && facts.channel.is_none()),
        ("fault.listed.unknown", s.cover == Ok(Listed::Unknown) && listing_matters(s) && s.in_term()),
        ("fault.cause.unknown", facts.fault.is_some() && facts.cause().is_none() && f.any_free()),
        ("fault.asked_after_window", asked_after_window(s)),
        ("region.no_overlay", facts.region.is_some() && s.pack.overlay.is_none()),
        ("category.not_in_regime", category_not_in_regime(s)),
        ("mileage_km.unknown", s.part.term.is_some_and(|term| term.km.is_some()) && facts.mileage_km.is_none()),
        ("contract_on.unknown", contract_day_unknown(s)),
        ("return_without_reason.rules_not_loaded", return_rules_missing(s)),
        ("calendar.year_not_covered", holidays_unknown(s)),
    ];
    for (flag, _) in unknown_when.into_iter().filter(|(_, applies)| *applies) {
        f.flag(flag);
    }
    flag_what_the_law_leaves_open(s, f);
    f.flag_refund_without_price(s.refund_price().is_some());
}

fn flag_what_the_law_leaves_open<'a>(s: &Situation<'a>, f: &mut Findings<'a>) {
    let of_the_place = s.pack.overlay.iter().flat_map(|overlay| &overlay.raises);
    for flag in s.pack.regime.raises.iter().chain(of_the_place) {
        f.flag(flag.as_str());
    }
    if s.start.is_some() {
        f.flag_doubt(&s.part.basis);
    }
    if let Some(name) = first_day_unknown(s.pack.regime, s.facts) {
        f.flag(format!("{name}.unknown"));
    }
    if let (true, Some(rule)) = (started_by_later_law(s.pack.regime, s.facts), &s.rules().sales_since) {
        f.flag(rule.flag.as_str());
    }
}

/// Where any proof of the sale gives every right, nobody has to ask for papers.
fn papers_matter(s: &Situation<'_>) -> bool {
    s.rules().documents.as_ref().is_some_and(|rule| rule.proof_gives.is_some())
}

fn listing_matters(s: &Situation<'_>) -> bool {
    s.rules().windows.iter().any(|window| window.needs == Need::Listed) || s.rules().accessories.is_some()
}

/// The fault showed in a window that had closed when the question was put: whoever decides looks at the proof of the day.
fn asked_after_window(s: &Situation<'_>) -> bool {
    let mut lasts = s.rules().windows.iter().filter_map(|window| s.last_day_from_sale(window.days));
    s.cover == Ok(Listed::Yes) && lasts.any(|last| (s.fault_day..s.day).contains(&last))
}

fn category_not_in_regime(s: &Situation<'_>) -> bool {
    let named = |category: &String| s.pack.regime.categories.contains(category);
    !s.pack.regime.covers_anything() && s.facts.category.as_ref().is_some_and(|category| !named(category))
}

/// A repair would lengthen the term if the contract is of a later day: the day of the contract was not told.
fn contract_day_unknown(s: &Situation<'_>) -> bool {
    let repaired = s.facts.repaired_as_remedy_on.is_some() || s.repairs_done() > 0;
    s.rules().longer_after_repair.is_some() && repaired && s.facts.contract_on.is_none()
}

/// Bought at a distance, and the regime names a law on returns that is not among those loaded.
fn return_rules_missing(s: &Situation<'_>) -> bool {
    let at_a_distance = s.facts.channel == Some(Channel::Distance);
    at_a_distance && s.pack.regime.beside.is_some() && s.pack.returns.is_none()
}

fn holidays_unknown(s: &Situation<'_>) -> bool {
    s.term.as_ref().is_some_and(|term| term.might_move(s.fault_day, s.rules(), s.calendar))
}
