//! The texts of law for programs.

use super::Words;
use crate::{ApiActor, Path, Problem, Web, api::Problems, shell::Frame};
use aftercare_domain::{
    identity::Action,
    warranty::{Clause, Overlay, Regime, Review},
};
use axum::{Json, extract::State};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

pub fn routes() -> OpenApiRouter<Web> {
    OpenApiRouter::new().routes(routes!(laws)).routes(routes!(law))
}

/// A text of law, or the rules of a place over one.
#[derive(Serialize, ToSchema)]
struct Law {
    id: String,
    title: String,
    /// ISO 3166; `EU` for the Union.
    place: String,
    /// Kinds of goods; `any` for a general law.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    categories: Vec<String>,
    /// The laws that the rules of a place stand over.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    over: Vec<String>,
    in_force: Option<String>,
    /// The first day on which it applies no more.
    ended: Option<String>,
    rules_version: String,
    authority: String,
    reviewer: Option<String>,
    signed_on: Option<String>,
}

/// One rule in words, with the article it comes from.
#[derive(Serialize, ToSchema)]
struct Rule {
    /// Names the rule in the flags of decisions.
    key: String,
    section: String,
    about: Vec<String>,
    says: Vec<String>,
    law: String,
    #[serde(rename = "ref")]
    reference: String,
    article: String,
    /// `full`, `copy`, `secondary` or `memory`.
    provenance: Option<String>,
}

#[derive(Serialize, ToSchema)]
struct LawWithRules {
    #[serde(flatten)]
    law: Law,
    rules: Vec<Rule>,
}

/// The texts of law that decisions are made by
#[utoipa::path(get, path = "/warranty/regimes", tag = "warranty", responses((status = 200, body = [Law]), Problems))]
async fn laws(State(web): State<Web>, ApiActor(actor): ApiActor, frame: Frame) -> Result<Json<Vec<Law>>, Problem> {
    actor.may(Action::ReadCatalogue)?;
    let words = Words { t: &frame.t, regimes: web.app.regimes() };
    let laws = words.regimes.iter().map(|one| of_regime(words, one));
    Ok(Json(laws.chain(words.regimes.overlays().map(|one| of_overlay(words, one))).collect()))
}

/// One text of law, rule by rule
#[utoipa::path(get, path = "/warranty/regimes/{id}", tag = "warranty", params(("id" = String, Path)),
    responses((status = 200, body = LawWithRules), Problems))]
async fn law(
    State(web): State<Web>,
    ApiActor(actor): ApiActor,
    frame: Frame,
    Path(id): Path<String>,
) -> Result<Json<LawWithRules>, Problem> {
    actor.may(Action::ReadCatalogue)?;
    let words = Words { t: &frame.t, regimes: web.app.regimes() };
    let regime = words.regimes.get(&id).map(|one| (of_regime(words, one), one.clauses()));
    let overlay =
        || words.regimes.overlays().find(|one| one.id == id).map(|one| (of_overlay(words, one), one.clauses()));
    let (law, clauses) = regime.or_else(overlay).ok_or(Problem::missing("regime"))?;
    Ok(Json(LawWithRules { law, rules: clauses.iter().map(|clause| rule(words, &id, clause)).collect() }))
}

fn of_regime(words: Words<'_>, regime: &Regime) -> Law {
    let (reviewer, signed_on) = signed(regime.review.as_ref());
    Law {
        id: regime.id.clone(),
        title: regime.title.get(words.t.locale).to_owned(),
        place: regime.country.clone(),
        categories: regime.categories.clone(),
        over: Vec::new(),
        in_force: Some(regime.in_force.to_string()),
        ended: regime.ended.map(|day| day.to_string()),
        rules_version: regime.rules_version.clone(),
        authority: regime.source.authority.clone(),
        reviewer,
        signed_on,
    }
}

fn of_overlay(words: Words<'_>, overlay: &Overlay) -> Law {
    let (reviewer, signed_on) = signed(overlay.review.as_ref());
    Law {
        id: overlay.id.clone(),
        title: overlay.title.get(words.t.locale).to_owned(),
        place: overlay.area.clone(),
        categories: Vec::new(),
        over: overlay.over.clone(),
        in_force: None,
        ended: None,
        rules_version: overlay.rules_version.clone(),
        authority: overlay.source.authority.clone(),
        reviewer,
        signed_on,
    }
}

fn signed(review: Option<&Review>) -> (Option<String>, Option<String>) {
    review.map(|review| (review.reviewer.clone(), review.signed_on.to_string())).unzip()
}

fn rule(words: Words<'_>, id: &str, clause: &Clause) -> Rule {
    Rule {
        key: clause.key.clone(),
        section: clause.section.name().to_owned(),
        about: clause.about.clone(),
        says: words.says(clause),
        law: clause.article.regime.to_string(),
        reference: clause.article.reference.to_string(),
        article: words.article(id, &clause.article),
        provenance: clause.article.provenance.map(|known| known.name().to_owned()),
    }
}
