//! A kept decision: the sheet as it was decided, and whether the rules of today would decide otherwise.

use super::{Sheet, published::public_path, words::Words};
use crate::{Answer, Path, Shell, Web, show};
use aftercare_app::warranty::{self, Replayed};
use aftercare_domain::warranty::{Article, Difference, DifferenceKind, Regimes};
use aftercare_i18n::Texts;
use aftercare_kernel::{Instant, id::DecisionId};
use askama::Template;
use axum::extract::State;

/// One difference in words: what, as it was, as it would be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DifferenceLine {
    pub what: String,
    pub then: String,
    pub now: String,
}

#[derive(Template)]
#[template(path = "warranty/kept.html")]
pub struct KeptPage {
    shell: Shell,
    order: Option<String>,
    decided_at: Instant,
    public: String,
    edition_then: String,
    edition_now: String,
    rules_changed: bool,
    differences: Vec<DifferenceLine>,
    sheet: Sheet,
}

impl KeptPage {
    fn new(shell: Shell, replayed: &Replayed, regimes: &Regimes) -> Self {
        let words = Words { t: &shell.t, regimes };
        Self {
            order: replayed.order_number.clone(),
            decided_at: replayed.row.at,
            public: public_path(replayed.row.id),
            edition_then: words.edition(&replayed.then.rules_version),
            edition_now: words.edition(&replayed.now.rules_version),
            rules_changed: replayed.rules_changed(),
            differences: replayed.differences.iter().map(|one| line(words, one)).collect(),
            sheet: Sheet::new(&shell.t, &replayed.then, Some(&replayed.facts), regimes),
            shell,
        }
    }
}

fn line(words: Words<'_>, difference: &Difference) -> DifferenceLine {
    let kind = words.t.t(&difference.what.key());
    let what = match difference.remedy {
        Some(remedy) => format!("{} · {kind}", words.t.t(&remedy.key())),
        None => kind,
    };
    let side =
        |value: &Option<String>| value.as_deref().map(|value| said(words, difference.what, value)).unwrap_or_default();
    DifferenceLine { what, then: side(&difference.then), now: side(&difference.now) }
}

/// A value of a difference in the reader's words.
fn said(words: Words<'_>, what: DifferenceKind, value: &str) -> String {
    let list = |one: &dyn Fn(&str) -> String| value.split(", ").map(one).collect::<Vec<_>>().join(" · ");
    match what {
        DifferenceKind::Until | DifferenceKind::Term | DifferenceKind::Loaner => day(words.t, value),
        DifferenceKind::Burden => words.t.t(&format!("warranty-burden-{value}")),
        DifferenceKind::Flags => list(&|flag| words.flag(flag)),
        DifferenceKind::Clocks => list(&|clock| match clock.split_once(' ') {
            Some((what, due)) => {
                format!("{} {}", words.t.t(&format!("warranty-clock-{}", what.replace('_', "-"))), day(words.t, due))
            }
            None => clock.to_owned(),
        }),
        DifferenceKind::Article => match value.split_once(' ') {
            Some((law, text)) => {
                let article = Article { regime: law.into(), reference: text.into(), provenance: None };
                words.article("", &article)
            }
            None => value.to_owned(),
        },
        DifferenceKind::Amount | DifferenceKind::Opened | DifferenceKind::Closed => value.to_owned(),
    }
}

fn day(t: &Texts, text: &str) -> String {
    text.parse::<aftercare_kernel::Date>().map_or_else(|_| text.to_owned(), |day| t.date(day))
}

pub async fn kept(State(web): State<Web>, shell: Shell, Path(id): Path<DecisionId>) -> Answer {
    let replayed = warranty::replay(&web.app, &shell.actor, id).await?;
    show(&KeptPage::new(shell, &replayed, web.app.regimes()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        orders::sample,
        page::{Sample, check_samples},
    };
    use aftercare_app::warranty::DecisionRow;
    use aftercare_domain::warranty::differences;
    use aftercare_kernel::id::UnitId;

    /// As if the rules had changed since in everything that a consumer could tell.
    fn replayed(shell: &Shell, changed: bool) -> Replayed {
        let (then, facts, _) = sample::decision();
        let mut now = then.clone();
        if changed {
            now.rules_version = "9-00000000".into();
            now.remedies.remove(0);
            now.term.end = then.as_of.tomorrow().ok();
            now.flags = vec!["cn.mobile.2001.loaner.secondary".into()];
            now.burden_of_proof = None;
            now.clocks.clear();
        }
        Replayed {
            row: DecisionRow {
                id: DecisionId::from_uuid(Default::default()),
                unit_id: UnitId::from_uuid(Default::default()),
                order_id: None,
                at: shell.now,
                regime: then.regime.clone(),
                rules_version: then.rules_version.clone(),
                facts: String::new(),
                result: String::new(),
            },
            order_number: Some("SH01-2026-000001".into()),
            facts,
            differences: differences(&then, &now),
            then,
            now,
        }
    }

    impl Sample for KeptPage {
        fn samples(shell: &Shell) -> Vec<Self> {
            let regimes = Regimes::builtin().expect("the regimes built in");
            [true, false].map(|changed| Self::new(shell.clone(), &replayed(shell, changed), &regimes)).into()
        }
    }

    #[test]
    fn a_kept_decision_speaks_every_language() {
        check_samples::<KeptPage>();
    }

    #[test]
    fn what_the_rules_of_today_would_decide_otherwise_is_said_in_words() {
        let pages = KeptPage::samples(&Shell::sample(aftercare_kernel::Locale::ZhCn));
        assert!(pages[0].rules_changed && pages[0].differences.len() >= 3, "{:?}", pages[0].differences);
        assert!(!format!("{:?}", pages[0].differences).contains("cn.mobile"));
        assert!(!pages[1].rules_changed && pages[1].differences.is_empty());
    }
}
