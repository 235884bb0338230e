//! A kept decision put to the rules of today: whether they would decide otherwise, and in what.

use serde::{Deserialize, Serialize};

use super::{
    decision::{Decision, Offer},
    words::Remedy,
};

named! {
    /// In what two decisions on the same facts differ.
    pub enum DifferenceKind as "difference" keyed "warranty-difference" {
        /// Open only under the rules of today.
        Opened = "opened",
        /// Open only as it was decided.
        Closed = "closed",
        /// Open either way, to another last day.
        Until = "until",
        /// Open either way, for another sum.
        Amount = "amount",
        /// Open either way, by another article.
        Article = "article",
        /// The term ends on another day.
        Term = "term",
        Loaner = "loaner",
        Burden = "burden",
        /// Another day by which something is due.
        Clocks = "clocks",
        /// Other things to be looked at.
        Flags = "flags",
    }
}

/// One difference; `then` and `now` as in the decision's JSON, none where there was nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Difference {
    pub what: DifferenceKind,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remedy: Option<Remedy>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub then: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub now: Option<String>,
}

/// In what the decision of today differs from the one that was kept: what a consumer could tell. Sentences are no
/// difference, and goodwill is none: it was given by a person, not by the rules.
pub fn differences(then: &Decision, now: &Decision) -> Vec<Difference> {
    let mut found: Vec<Difference> = Remedy::ALL.iter().flat_map(|remedy| of_remedy(*remedy, then, now)).collect();
    let day = |day: Option<aftercare_kernel::Date>| day.map(|day| day.to_string());
    found.extend(changed(DifferenceKind::Term, None, day(then.term.end), day(now.term.end)));
    found.extend(changed(DifferenceKind::Loaner, None, day(then.loaner.from), day(now.loaner.from)));
    let bearer = |decision: &Decision| decision.burden_of_proof.map(|bearer| bearer.name().to_owned());
    found.extend(changed(DifferenceKind::Burden, None, bearer(then), bearer(now)));
    found.extend(changed(DifferenceKind::Clocks, None, clocks(then), clocks(now)));
    found.extend(changed(DifferenceKind::Flags, None, flags(then), flags(now)));
    found
}

fn of_remedy(remedy: Remedy, then: &Decision, now: &Decision) -> Vec<Difference> {
    let by_the_rules = |decision: &Decision| decision.offers(remedy).filter(|offer| !offer.is_goodwill()).cloned();
    let one = |what| vec![Difference { what, remedy: Some(remedy), then: None, now: None }];
    match (by_the_rules(then), by_the_rules(now)) {
        (None, None) => Vec::new(),
        // Goodwill took the place of the paid repair.
        (None, Some(_)) if remedy == Remedy::PaidRepair && then.has_goodwill() => Vec::new(),
        (None, Some(_)) => one(DifferenceKind::Opened),
        (Some(_), None) => one(DifferenceKind::Closed),
        (Some(then), Some(now)) => of_offers(remedy, &then, &now),
    }
}

fn of_offers(remedy: Remedy, then: &Offer, now: &Offer) -> Vec<Difference> {
    let until = |offer: &Offer| offer.until.map(|day| day.to_string());
    let pays = |offer: &Offer| offer.amount.map(|amount| amount.pays.decimal());
    let article = |offer: &Offer| Some(format!("{} {}", offer.article.regime, offer.article.reference));
    [
        changed(DifferenceKind::Until, Some(remedy), until(then), until(now)),
        changed(DifferenceKind::Amount, Some(remedy), pays(then), pays(now)),
        changed(DifferenceKind::Article, Some(remedy), article(then), article(now)),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn changed(
    what: DifferenceKind,
    remedy: Option<Remedy>,
    then: Option<String>,
    now: Option<String>,
) -> Option<Difference> {
    (then != now).then_some(Difference { what, remedy, then, now })
}

fn clocks(decision: &Decision) -> Option<String> {
    let each: Vec<String> = decision.clocks.iter().map(|clock| format!("{} {}", clock.what, clock.due)).collect();
    (!each.is_empty()).then(|| each.join(", "))
}

fn flags(decision: &Decision) -> Option<String> {
    (!decision.flags.is_empty()).then(|| decision.flags.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::warranty::{Facts, Goodwill, Regimes, decide};
    use aftercare_kernel::{BusinessCalendar, Currency, Date, Money};
    use serde_json::json;

    const TEXT: &str = include_str!("../../../../regimes/cn.mobile.2001.toml");

    fn decided(text: &str, cause: &str) -> Decision {
        let facts = json!({
            "regime": "cn.mobile.2001", "price": "3000.00", "sold_on": "2026-03-02", "documents": ["invoice", "voucher"],
            "fault": { "listed": true, "cause": cause, "found_on": "2026-03-08" },
        });
        let facts = Facts::read(&facts).expect("facts");
        let regimes = Regimes::load([("a.toml", text)]).expect("a text of law");
        decide(&regimes, &facts, Date::constant(2026, 3, 8), &BusinessCalendar::china()).expect("a decision")
    }

    fn in_repair(today: Date) -> Decision {
        let facts = json!({
            "regime": "cn.mobile.2001", "price": "3000.00", "sold_on": "2026-03-02", "documents": ["invoice", "voucher"],
            "fault": { "listed": true, "cause": "defect", "found_on": "2026-03-08" },
            "open_repair": { "in": "2026-03-10" },
        });
        let facts = Facts::read(&facts).expect("facts");
        let regimes = Regimes::load([("a.toml", TEXT)]).expect("a text of law");
        decide(&regimes, &facts, today, &BusinessCalendar::china()).expect("a decision")
    }

    fn kinds(then: &Decision, now: &Decision) -> Vec<DifferenceKind> {
        differences(then, now).into_iter().map(|difference| difference.what).collect()
    }

    #[test]
    fn the_same_rules_decide_the_same_whatever_their_edition() {
        let then = decided(TEXT, "defect");
        let now = decided(&TEXT.replace("edition = 2", "edition = 3"), "defect");
        assert_ne!(then.rules_version, now.rules_version);
        assert_eq!(differences(&then, &now), []);
    }

    #[test]
    fn another_rule_shows_in_what_a_consumer_can_tell() {
        let then = decided(TEXT, "defect");
        let shorter = decided(&TEXT.replacen("days = 7", "days = 5", 1), "defect");
        assert!(kinds(&then, &shorter).contains(&DifferenceKind::Closed));
        assert!(kinds(&shorter, &then).contains(&DifferenceKind::Opened));
        let longer = decided(&TEXT.replacen("days = 7", "days = 8", 1), "defect");
        let until = differences(&then, &longer).into_iter().find(|one| one.what == DifferenceKind::Until);
        let until = until.expect("another last day");
        assert_eq!((until.remedy, until.now.as_deref()), (Some(Remedy::Refund), Some("2026-03-10")));
        let renumbered = decided(&TEXT.replace("ref = \"art 11\"", "ref = \"art 12\""), "defect");
        assert!(kinds(&then, &renumbered).contains(&DifferenceKind::Article));
        let term = decided(&TEXT.replacen("months = 12", "months = 24", 1), "defect");
        assert!(kinds(&then, &term).contains(&DifferenceKind::Term));
        let bearer = decided(&TEXT.replace("bearer = \"seller\"", "bearer = \"consumer\""), "defect");
        assert_eq!(kinds(&then, &bearer), [DifferenceKind::Burden]);
    }

    #[test]
    fn what_a_person_gave_is_no_difference_of_the_rules() {
        let by_the_rules = decided(TEXT, "liquid");
        let cost = Money::from_minor(100, Currency::CNY);
        let goodwill = Goodwill { remedy: Remedy::Repair, cost, reason: "老客户".into() };
        let kept = by_the_rules.clone().with_goodwill(&[goodwill]);
        assert_ne!(kept, by_the_rules);
        assert_eq!(differences(&kept, &by_the_rules), []);
    }

    #[test]
    fn other_clocks_and_other_doubts_are_told_as_they_stood_and_as_they_stand() {
        let plain = decided(TEXT, "defect");
        let mut doubtful = plain.clone();
        doubtful.flags = vec!["region.no_overlay".into(), "repairs.code.unknown".into()];
        let flags = Difference {
            what: DifferenceKind::Flags,
            remedy: None,
            then: (!plain.flags.is_empty()).then(|| plain.flags.join(", ")),
            now: Some("region.no_overlay, repairs.code.unknown".into()),
        };
        assert_eq!(differences(&plain, &doubtful), [flags]);
        doubtful.flags.clear();
        let now_none = differences(&plain, &doubtful).into_iter().all(|one| one.now.is_none());
        assert!(now_none, "no doubt is nothing, not an empty word");
        let waits = in_repair(Date::constant(2026, 3, 12));
        let mut later = waits.clone();
        let clock = later.clocks.first_mut().expect("a clock runs while it is in repair");
        let (was, due) = (clock.due, Date::constant(2026, 12, 24));
        clock.due = due;
        let one =
            differences(&waits, &later).into_iter().find(|one| one.what == DifferenceKind::Clocks).expect("clocks");
        assert!(one.then.is_some_and(|then| then.contains(&was.to_string())));
        assert!(one.now.is_some_and(|now| now.contains("2026-12-24")));
        later.clocks.clear();
        let gone = differences(&waits, &later).into_iter().find(|one| one.what == DifferenceKind::Clocks);
        assert_eq!(gone.and_then(|gone| gone.now), None);
    }
}
