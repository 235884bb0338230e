//! A decision as its sheet: facts, arithmetic of dates and money, what is open and what is not, and what would change it.

use super::{
    facts::facts_of,
    words::{Words, percent},
};
use aftercare_domain::warranty::{Amount, Change, Decision, Facts, Offer, Refused, Regimes, Remedy, TermInfo};
use aftercare_i18n::Texts;
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
        let words = Words { t, regimes };
        Self {
            outcome: outcome(decision),
            result: result(t, decision),
            regime: regime(words, decision),
            reviewed: decision.rules_reviewed,
            as_of: decision.as_of,
            facts: facts.map(|facts| facts_of(words, facts)).unwrap_or_default(),
            steps: steps(t, decision),
            open: decision.remedies.iter().map(|offer| open_line(words, decision, offer)).collect(),
            closed: decision.refused.iter().map(|refused| closed_line(words, decision, refused)).collect(),
            changes: decision.what_would_change.iter().map(|change| change_line(t, change)).collect(),
            clocks: clocks(words, decision),
            burden: decision.burden_of_proof.map(|burden| t.t(&burden.key())),
            flags: decision.flags.iter().map(|flag| words.flag(flag)).collect(),
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

/// The title of the law and the edition of its text, as it was on that day.
fn regime(words: Words<'_>, decision: &Decision) -> String {
    format!("{} · {}", words.law(&decision.regime), words.edition(&decision.rules_version))
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

/// calendar days − days in repair = days; price × rate × days = deduction; price − deduction = pays. By distance where
/// the law counts so; nothing but the sum where nothing is deducted.
fn sum_steps(t: &Texts, sum: &Amount) -> Vec<(String, String)> {
    let pays = [("price", t.money(sum.price).into()), ("deduction", t.money(sum.deduction).into())];
    let pays = (t.t_with("warranty-sum-pays", &pays), t.money(sum.pays));
    if sum.deduction.is_zero() {
        return vec![pays];
    }
    let (price, rate) = (t.money(sum.price), percent(sum.rate));
    if let Some(km) = sum.km {
        let fee = [("price", price.into()), ("rate", rate.into()), ("km", t.integer(i64::from(km)).into())];
        return vec![(t.t_with("warranty-sum-use-fee", &fee), t.money(sum.deduction)), pays];
    }
    let days = [("calendar", sum.calendar_days.into()), ("repair", sum.repair_days.into())];
    let deduction = [("price", price.into()), ("rate", rate.into()), ("days", sum.days.into())];
    vec![
        (t.t_with("warranty-sum-days", &days), t.t_with("warranty-days", &[("count", sum.days.into())])),
        (t.t_with("warranty-sum-deduction", &deduction), t.money(sum.deduction)),
        pays,
    ]
}

fn open_line(words: Words<'_>, decision: &Decision, offer: &Offer) -> RemedyLine {
    RemedyLine {
        remedy: words.t.t(&offer.remedy.key()),
        until: offer.until,
        article: words.article(&decision.regime, &offer.article),
        why: offer.why.get(words.t.locale).to_owned(),
    }
}

fn closed_line(words: Words<'_>, decision: &Decision, refused: &Refused) -> RemedyLine {
    RemedyLine {
        remedy: words.t.t(&refused.remedy.key()),
        until: None,
        article: words.article(&decision.regime, &refused.article),
        why: refused.why.get(words.t.locale).to_owned(),
    }
}

fn change_line(t: &Texts, change: &Change) -> String {
    change.why.get(t.locale).to_owned()
}

fn clocks(words: Words<'_>, decision: &Decision) -> Vec<(String, String, String)> {
    let clock = |clock: &aftercare_domain::warranty::Deadline| {
        let article = words.article(&decision.regime, &clock.article);
        (words.t.t(&clock.what.key()), words.t.date(clock.due), article)
    };
    decision.clocks.iter().map(clock).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::orders::sample;
    use aftercare_domain::warranty::decide;
    use aftercare_kernel::{BusinessCalendar, Locale};

    #[test]
    fn a_sheet_shows_the_arithmetic_of_term_and_refund_in_every_language() {
        let (_, mut facts, regimes) = sample::decision();
        // Who could have another of the model and wants the money pays for the use.
        facts.same_model_in_stock = Some(true);
        let decision = decide(&regimes, &facts, "2026-02-02".parse().expect("a day"), &BusinessCalendar::china());
        let decision = decision.expect("a decision");
        for t in Locale::ALL.map(Texts::new) {
            let sheet = Sheet::new(&t, &decision, Some(&facts), &regimes);
            assert_eq!(sheet.steps.len(), term_steps(&t, &decision.term).len() + 3, "{sheet:?}");
            assert!(!format!("{sheet:?}").contains('⟦'), "{sheet:?}");
            assert!(!sheet.open.is_empty() && !sheet.closed.is_empty() && !sheet.changes.is_empty());
        }
    }

    #[test]
    fn nothing_on_a_sheet_is_a_code_of_ours() {
        let (mut decision, facts, regimes) = sample::decision();
        decision.flags = vec!["cn.mobile.2001.loaner.secondary".into(), "cn.sd778.art18.review".into()];
        for t in [Locale::ZhCn, Locale::ZhTw].map(Texts::new) {
            let said = format!("{:?}", Sheet::new(&t, &decision, Some(&facts), &regimes));
            for code in ["cn.mobile", "art 1", "number not seen", "no_display", "cn.sd778", "secondary"] {
                assert!(!said.contains(code), "{code}: {said}");
            }
        }
    }
}
