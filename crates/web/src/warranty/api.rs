//! Warranty decisions for programs: facts in, decisions out, by the same engine as everywhere.

use crate::{ApiActor, ApiJson, Path, Problem, Web, api::Problems, problem::Invalid};
use aftercare_app::{
    Actor, Error,
    warranty::{self, Decision, Facts, FactsError},
};
use aftercare_i18n::Arg;
use aftercare_kernel::id::DecisionId;
use axum::{Json, extract::State};
use serde::Serialize;
use serde_json::{Value, json};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

pub fn routes() -> OpenApiRouter<Web> {
    OpenApiRouter::new().routes(routes!(decisions)).routes(routes!(kept))
}

/// So many are answered while somebody waits; `aftercare decide` takes any number.
const MOST: usize = 500;

/// Decide the entitlement by facts
///
/// One object of facts gives one decision; a list gives a list in the same order, in which a fact set that does not
/// read is answered by `{"id":…,"error":{"field":…,"code":…,"message":…}}` while the others are decided. Nothing is kept.
#[utoipa::path(post, path = "/warranty/decisions", tag = "warranty", request_body = Value,
    responses((status = 200, body = Value), Problems))]
async fn decisions(
    State(web): State<Web>,
    ApiActor(actor): ApiActor,
    ApiJson(facts): ApiJson<Value>,
) -> Result<Json<Value>, Problem> {
    match facts {
        Value::Array(list) if list.len() > MOST => {
            let most = vec![("max", Arg::from(MOST))];
            Err(Problem::Invalid(vec![Invalid::new("body", "errors-too-many-items").with(most)]))
        }
        Value::Array(list) => {
            let answers =
                list.iter().map(|facts| decide(&web, &actor, facts).map(|decided| in_its_place(facts, decided)));
            Ok(Json(Value::Array(answers.collect::<Result<_, _>>()?)))
        }
        one => {
            let decision = decide(&web, &actor, &one)?.map_err(Error::from)?;
            Ok(Json(json!(decision)))
        }
    }
}

fn decide(web: &Web, actor: &Actor, facts: &Value) -> Result<Result<Decision, FactsError>, Problem> {
    match Facts::read(facts) {
        Ok(facts) => Ok(warranty::decide_facts(&web.app, actor, &facts)?),
        Err(unfit) => Ok(Err(unfit)),
    }
}

fn in_its_place(facts: &Value, decided: Result<Decision, FactsError>) -> Value {
    match decided {
        Ok(decision) => json!(decision),
        Err(unfit) => {
            let id = facts.get("id").filter(|id| id.is_string() || id.is_number());
            json!({ "id": id, "error": unfit })
        }
    }
}

/// A decision as it was kept for an order.
#[derive(Serialize, ToSchema)]
struct Kept {
    id: String,
    at: String,
    /// The facts it was decided by, as in the request of a decision.
    #[schema(value_type = Object)]
    facts: Value,
    #[schema(value_type = Object)]
    decision: Value,
}

/// A decision that was kept, with its facts
#[utoipa::path(get, path = "/warranty/decisions/{id}", tag = "warranty", params(("id" = String, Path)),
    responses((status = 200, body = Kept), Problems))]
async fn kept(
    State(web): State<Web>,
    ApiActor(actor): ApiActor,
    Path(id): Path<DecisionId>,
) -> Result<Json<Kept>, Problem> {
    let row = warranty::kept(&web.app, &actor, id).await?;
    let json = |text: &str| serde_json::from_str(text).map_err(Problem::fault);
    Ok(Json(Kept {
        id: row.id.to_string(),
        at: row.at.to_string(),
        facts: json(&row.facts)?,
        decision: json(&row.result)?,
    }))
}
