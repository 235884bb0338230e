//! A decision as its sheet: facts, arithmetic of dates and money, what is open and what is not, and what would change it.

use super::facts::facts_of;
use aftercare_domain::warranty::{Amount, Change, Decision, Facts, Offer, Refused, Regimes, Remedy, TermInfo};
use aftercare_i18n::{Texts, has_key};
use aftercare_kernel::Date;

/// A decision in words, as page and paper show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// `granted`, `limited` when something is to be looked at, `refused`.
    pub outcome: &'static str,
    pub result: String,
    pub regime: String,
    pub reviewed: bool,
    pub as_of: Date,
    /// Name and value.
    pub facts: Vec<(String, String)>,
    /// Arithmetic and its result.
    pub steps: Vec<(String, String)>,
    pub open: Vec<RemedyLine>,
    pub closed: Vec<RemedyLine>,
    pub changes: Vec<String>,
    /// What falls due, when, by which article.
    pub clocks: Vec<(String, String, String)>,
    pub burden: Option<String>,
    pub flags: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RemedyLine {
    pub remedy: String,
    pub until: Option<Date>,
    pub article: String,
    pub why: String,
}

impl Sheet {
    pub fn new(t: &Texts, decision: &Decision, facts: Option<&Facts>, regimes: &Regimes) -> Self {
        Self {
            outcome: outcome(decision),
            result: result(t, decision),
            regime: regime(t, decision, regimes),
            reviewed: decision.rules_reviewed,
            as_of: decision.as_of,
            facts: facts.map(|facts| facts_of(t, facts)).unwrap_or_default(),
            steps: steps(t, decision),
            open: decision.remedies.iter().map(|offer| open_line(t, offer)).collect(),
            closed: decision.refused.iter().map(|refused| closed_line(t, refused)).collect(),
            changes: decision.what_would_change.iter().map(|change| change_line(t, change)).collect(),
            clocks: clocks(t, decision),
            burden: decision.burden_of_proof.map(|burden| t.t(&burden.key())),
            flags: decision.flags.iter().map(|flag| flag_line(t, flag)).collect(),
        }
    }
}

fn outcome(decision: &Decision) -> &'static str {
    match (decision.free_remedies().next().is_some(), decision.flags.is_empty()) {
        (true, true) => "granted",
        (true, false) => "limited",
        (false, _) => "refused",
    }
}

fn result(t: &Texts, decision: &Decision) -> String {
    let free: Vec<String> = decision.free_remedies().map(|offer| t.t(&offer.remedy.key())).collect();
    if !free.is_empty() {
        return t.t_with("warranty-result-free", &[("remedies", free.join(" · ").into())]);
    }
    let paid = decision.offers(Remedy::PaidRepair).is_some();
    t.t(if paid { "warranty-result-paid" } else { "warranty-result-nothing" })
}

/// The title of the law, its id and edition.
fn regime(t: &Texts, decision: &Decision, regimes: &Regimes) -> String {
    let known = regimes.get(&decision.regime).map(|regime| regime.title.get(t.locale).to_owned());
    let code = format!("{} · {}", decision.regime, decision.rules_version);
    known.map_or(code.clone(), |title| format!("{title} ({code})"))
}

fn steps(t: &Texts, decision: &Decision) -> Vec<(String, String)> {
    let refunds = decision.remedies.iter().filter_map(|offer| offer.amount.as_ref());
    term_steps(t, &decision.term).into_iter().chain(refunds.flat_map(|sum| sum_steps(t, sum))).collect()
}

/// start + months = counted to, + days in repair, off a holiday = end.
fn term_steps(t: &Texts, term: &TermInfo) -> Vec<(String, String)> {
    let (Some(start), Some(end)) = (term.start, term.end) else {
        return vec![(t.t("warranty-term-unknown"), t.t("shell-unknown"))];
    };
    let counted = term.counted_to.unwrap_or(end);
    let months = [("start", t.date(start).into()), ("months", term.months.into())];
    let mut steps = vec![(t.t_with("warranty-term-months", &months), t.date(counted))];
    if term.extended_days > 0 {
        let days = [("from", t.date(counted).into()), ("days", term.extended_days.into())];
        let extended = aftercare_kernel::calendar::days_after(counted, term.extended_days);
        steps.push((t.t_with("warranty-term-extended", &days), t.date(extended)));
    }
    if term.moved_off_holiday {
        steps.push((t.t("warranty-term-holiday"), t.date(end)));
    }
    let inside = match term.in_term {
        Some(true) => "warranty-term-inside",
        Some(false) => "warranty-term-outside",
        None => "shell-unknown",
    };
    steps.push((t.t_with("warranty-term-asked", &[("end", t.date(end).into())]), t.t(inside)));
    steps
}

/// calendar days − days in repair = days; price × rate × days = deduction; price − deduction = pays.
fn sum_steps(t: &Texts, sum: &Amount) -> Vec<(String, String)> {
    let days = [("calendar", sum.calendar_days.into()), ("repair", sum.repair_days.into())];
    let deduction =
        [("price", t.money(sum.price).into()), ("rate", sum.rate.share().into()), ("days", sum.days.into())];
    let pays = [("price", t.money(sum.price).into()), ("deduction", t.money(sum.deduction).into())];
    vec![
        (t.t_with("warranty-sum-days", &days), t.t_with("warranty-days", &[("count", sum.days.into())])),
        (t.t_with("warranty-sum-deduction", &deduction), t.money(sum.deduction)),
        (t.t_with("warranty-sum-pays", &pays), t.money(sum.pays)),
    ]
}

fn open_line(t: &Texts, offer: &Offer) -> RemedyLine {
    RemedyLine {
        remedy: t.t(&offer.remedy.key()),
        until: offer.until,
        article: offer.article.reference.clone(),
        why: offer.why.get(t.locale).to_owned(),
    }
}

fn closed_line(t: &Texts, refused: &Refused) -> RemedyLine {
    RemedyLine {
        remedy: t.t(&refused.remedy.key()),
        until: None,
        article: refused.article.reference.clone(),
        why: refused.why.get(t.locale).to_owned(),
    }
}

fn change_line(t: &Texts, change: &Change) -> String {
    change.why.get(t.locale).to_owned()
}

fn clocks(t: &Texts, decision: &Decision) -> Vec<(String, String, String)> {
    let clock = |clock: &aftercare_domain::warranty::Deadline| {
        (t.t(&clock.what.key()), t.date(clock.due), clock.article.reference.clone())
    };
    decision.clocks.iter().map(clock).collect()
}

/// What whoever decides must look at. A flag without words of its own names a value of the rules to be reviewed.
fn flag_line(t: &Texts, flag: &str) -> String {
    let key = format!("warranty-flag-{}", flag.replace(['.', '_'], "-"));
    if has_key(t.locale, &key) { t.t(&key) } else { t.t_with("warranty-flag-review", &[("flag", flag.into())]) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::orders::sample;
    use aftercare_kernel::Locale;

    #[test]
    fn a_sheet_shows_the_arithmetic_of_term_and_refund_in_every_language() {
        let (decision, facts, regimes) = sample::decision();
        for t in Locale::ALL.map(Texts::new) {
            let sheet = Sheet::new(&t, &decision, Some(&facts), &regimes);
            assert_eq!(sheet.steps.len(), term_steps(&t, &decision.term).len() + 3, "{sheet:?}");
            assert!(!format!("{sheet:?}").contains('⟦'), "{sheet:?}");
            assert!(!sheet.open.is_empty() && !sheet.closed.is_empty() && !sheet.changes.is_empty());
        }
    }

    #[test]
    fn a_flag_that_nobody_worded_is_named() {
        let t = Texts::new(Locale::En);
        assert!(flag_line(&t, "cn.mobile.2001.loaner.memory").contains("cn.mobile.2001.loaner.memory"));
        assert!(!flag_line(&t, "fault.cause.unknown").contains("fault.cause.unknown"));
    }
}
