//! The texts of law that decisions are made by: all of them, and one with each value and its article.

use super::words::Words;
use crate::{Answer, Path, Problem, Shell, Web, show};
use aftercare_domain::{
    identity::Action,
    warranty::{Clause, Overlay, Provenance, Regime, Regimes, Review, Text},
};
use aftercare_kernel::Date;
use askama::Template;
use axum::extract::State;

/// A text in the list, law or rules of a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    pub id: String,
    pub title: String,
    pub place: String,
    /// The goods it is about; for rules of a place the laws that they stand over.
    pub scope: Vec<String>,
    pub in_force: Option<Date>,
    pub ended: Option<Date>,
    pub edition: String,
    pub signed: Option<String>,
    /// Values that nobody has read in the law itself.
    pub unsure: usize,
}

#[derive(Template)]
#[template(path = "warranty/regimes.html")]
pub struct RegimesPage {
    shell: Shell,
    laws: Vec<Listed>,
    places: Vec<Listed>,
}

/// One rule as the page shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleLine {
    pub rule: String,
    pub says: Vec<String>,
    pub article: String,
    pub provenance: String,
    pub tone: &'static str,
}

#[derive(Template)]
#[template(path = "warranty/regime.html")]
pub struct RegimePage {
    shell: Shell,
    head: Listed,
    authority: String,
    issued: Option<Date>,
    raises: Vec<String>,
    rules: Vec<RuleLine>,
}

pub async fn list(State(web): State<Web>, shell: Shell) -> Answer {
    shell.actor.may(Action::ReadCatalogue)?;
    show(&RegimesPage::new(shell, web.app.regimes()))
}

pub async fn one(State(web): State<Web>, shell: Shell, Path(id): Path<String>) -> Answer {
    shell.actor.may(Action::ReadCatalogue)?;
    show(&RegimePage::new(shell, web.app.regimes(), &id).ok_or(Problem::missing("regime"))?)
}

impl RegimesPage {
    fn new(shell: Shell, regimes: &Regimes) -> Self {
        let words = Words { t: &shell.t, regimes };
        let laws = regimes.iter().map(|regime| law(words, regime)).collect();
        let places = regimes.overlays().map(|overlay| place(words, overlay)).collect();
        Self { laws, places, shell }
    }
}

impl RegimePage {
    fn new(shell: Shell, regimes: &Regimes, id: &str) -> Option<Self> {
        let words = Words { t: &shell.t, regimes };
        let overlay = || regimes.overlays().find(|overlay| overlay.id == id);
        let (head, source, raises, clauses) = match regimes.get(id) {
            Some(regime) => (law(words, regime), &regime.source, &regime.raises, regime.clauses()),
            None => {
                let overlay = overlay()?;
                (place(words, overlay), &overlay.source, &overlay.raises, overlay.clauses())
            }
        };
        let rules = clauses.iter().map(|clause| rule_line(words, id, clause)).collect();
        let raises = raises.iter().map(|flag| words.flag(flag)).collect();
        let (authority, issued) = (source.authority.clone(), source.issued);
        Some(Self { head, authority, issued, raises, rules, shell })
    }
}

fn law(words: Words<'_>, regime: &Regime) -> Listed {
    Listed {
        id: regime.id.clone(),
        title: title(words, &regime.title),
        place: words.area(&regime.country),
        scope: regime.categories.iter().map(|name| words.category(name)).collect(),
        in_force: Some(regime.in_force),
        ended: regime.ended,
        edition: words.edition(&regime.rules_version),
        signed: signed(words, regime.review.as_ref()),
        unsure: unsure(&regime.clauses()),
    }
}

fn place(words: Words<'_>, overlay: &Overlay) -> Listed {
    Listed {
        id: overlay.id.clone(),
        title: title(words, &overlay.title),
        place: words.area(&overlay.area),
        scope: overlay.over.iter().map(|id| words.law(id)).collect(),
        in_force: None,
        ended: None,
        edition: words.edition(&overlay.rules_version),
        signed: signed(words, overlay.review.as_ref()),
        unsure: unsure(&overlay.clauses()),
    }
}

fn title(words: Words<'_>, title: &Text) -> String {
    title.get(words.t.locale).to_owned()
}

fn signed(words: Words<'_>, review: Option<&Review>) -> Option<String> {
    review.map(|review| {
        let by = [("reviewer", review.reviewer.as_str().into()), ("date", words.t.date(review.signed_on).into())];
        words.t.t_with("warranty-signed-by", &by)
    })
}

fn unsure(clauses: &[Clause]) -> usize {
    clauses.iter().filter(|clause| clause.article.provenance.is_some_and(Provenance::is_unsure)).count()
}

fn rule_line(words: Words<'_>, id: &str, clause: &Clause) -> RuleLine {
    let provenance = clause.article.provenance;
    RuleLine {
        rule: words.rule(clause),
        says: words.says(clause),
        article: words.article(id, &clause.article),
        provenance: provenance.map(|known| words.t.t(&known.key())).unwrap_or_default(),
        tone: match provenance {
            Some(Provenance::Full | Provenance::Copy) => "green",
            Some(Provenance::Secondary) => "amber",
            Some(Provenance::Memory) | None => "red",
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::{Sample, check_samples};

    impl Sample for RegimesPage {
        fn samples(shell: &Shell) -> Vec<Self> {
            vec![Self::new(shell.clone(), &Regimes::builtin().expect("the regimes built in"))]
        }
    }

    impl Sample for RegimePage {
        fn samples(shell: &Shell) -> Vec<Self> {
            let regimes = Regimes::builtin().expect("the regimes built in");
            let ids = regimes.iter().map(|one| one.id.clone()).chain(regimes.overlays().map(|one| one.id.clone()));
            ids.map(|id| Self::new(shell.clone(), &regimes, &id).expect("a text of law")).collect()
        }
    }

    #[test]
    fn the_pages_of_every_text_of_law_speak_every_language() {
        check_samples::<RegimesPage>();
        check_samples::<RegimePage>();
    }

    #[test]
    fn every_rule_bears_its_article_and_how_well_it_is_known() {
        for page in RegimePage::samples(&Shell::sample(aftercare_kernel::Locale::ZhCn)) {
            assert!(!page.rules.is_empty(), "{}", page.head.id);
            for line in &page.rules {
                assert!(!line.article.is_empty() && !line.provenance.is_empty(), "{}: {line:?}", page.head.id);
            }
        }
    }
}
