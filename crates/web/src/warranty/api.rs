//! Warranty decisions for programs: facts in, decisions out, by the same engine as everywhere.

use super::{RemedyLine, Sheet, public_path};
use crate::{ApiActor, ApiJson, Path, Problem, Web, api::Problems, problem::Invalid, shell::Frame};
use aftercare_app::{
    Actor, Error,
    warranty::{self, Decision, Facts, FactsError, MOST_SERIALS, Recalled},
};
use aftercare_domain::warranty::Difference;
use aftercare_i18n::Arg;
use aftercare_kernel::{Date, id::DecisionId};
use axum::{Json, extract::State};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

pub fn routes() -> OpenApiRouter<Web> {
    OpenApiRouter::new().routes(routes!(decisions)).routes(routes!(kept)).routes(routes!(replay))
}

/// So many are answered while somebody waits; `aftercare decide` takes any number.
const MOST: usize = MOST_SERIALS;

/// Decide the entitlement by facts, or for a list of serials
///
/// One object of facts gives one decision; a list gives a list in the same order, in which a fact set that does not
/// read is answered by `{"id":…,"error":{"field":…,"code":…,"message":…}}` while the others are decided.
/// `{"serials":[…],"as_of":…}` decides for each device as the books know it, as if a listed defect showed on that day:
/// `{"decisions":[{"serial":…,"decision":…}],"undecided":[{"serial":…,"code":…}],"unknown":[…]}`. At most 500 of
/// either in one request. Nothing is kept.
#[utoipa::path(post, path = "/warranty/decisions", tag = "warranty", request_body = Value,
    responses((status = 200, body = Value), Problems))]
async fn decisions(
    State(web): State<Web>,
    ApiActor(actor): ApiActor,
    ApiJson(facts): ApiJson<Value>,
) -> Result<Json<Value>, Problem> {
    match facts {
        Value::Array(list) => {
            at_most("body", list.len())?;
            let answers =
                list.iter().map(|facts| decide(&web, &actor, facts).map(|decided| in_its_place(facts, decided)));
            Ok(Json(Value::Array(answers.collect::<Result<_, _>>()?)))
        }
        recall if recall.get("serials").is_some() => {
            let recall =
                serde_json::from_value(recall).map_err(|_| Problem::invalid("serials", "errors-not-understood"))?;
            Ok(Json(for_serials(&web, &actor, recall).await?))
        }
        one => {
            let decision = decide(&web, &actor, &one)?.map_err(Error::from)?;
            Ok(Json(json!(decision)))
        }
    }
}

fn at_most(field: &str, count: usize) -> Result<(), Problem> {
    if count <= MOST {
        return Ok(());
    }
    let most = vec![("max", Arg::from(MOST))];
    Err(Problem::Invalid(vec![Invalid::new(field, "errors-too-many-items").with(most)]))
}

/// A recall: serials or IMEIs, and the day that is asked about.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Recall {
    serials: Vec<String>,
    #[serde(default)]
    as_of: Option<Date>,
}

async fn for_serials(web: &Web, actor: &Actor, recall: Recall) -> Result<Value, Problem> {
    at_most("serials", recall.serials.len())?;
    let answers = warranty::decide_serials(&web.app, actor, recall.serials.clone(), recall.as_of).await?;
    let (mut decisions, mut undecided, mut unknown) = (Vec::new(), Vec::new(), Vec::new());
    for (serial, answer) in recall.serials.iter().zip(answers) {
        match answer {
            Recalled::Decided(decision) => decisions.push(json!({ "serial": serial, "decision": decision })),
            Recalled::NoRegime => undecided.push(json!({ "serial": serial, "code": "no_regime" })),
            Recalled::Unclear(refusal) => {
                undecided.push(json!({ "serial": serial, "code": refusal.code, "field": refusal.field }))
            }
            Recalled::Unknown => unknown.push(serial),
        }
    }
    Ok(json!({ "decisions": decisions, "undecided": undecided, "unknown": unknown }))
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
    /// Opens the decision for its customer, without signing in.
    public_path: String,
    /// The facts it was decided by, as in the request of a decision.
    #[schema(value_type = Object)]
    facts: Value,
    #[schema(value_type = Object)]
    decision: Value,
    /// The same in the words of the asker's language.
    sheet: SheetBody,
}

/// A decision sheet in words.
#[derive(Serialize, ToSchema)]
struct SheetBody {
    result: String,
    regime: String,
    facts: Vec<(String, String)>,
    arithmetic: Vec<(String, String)>,
    open: Vec<RemedyBody>,
    refused: Vec<RemedyBody>,
    would_change: Vec<String>,
    to_be_looked_at: Vec<String>,
}

#[derive(Serialize, ToSchema)]
struct RemedyBody {
    remedy: String,
    until: Option<String>,
    article: String,
    why: String,
}

impl From<RemedyLine> for RemedyBody {
    fn from(line: RemedyLine) -> Self {
        let RemedyLine { remedy, until, article, why } = line;
        Self { remedy, until: until.map(|day| day.to_string()), article, why }
    }
}

impl From<Sheet> for SheetBody {
    fn from(sheet: Sheet) -> Self {
        Self {
            result: sheet.result,
            regime: sheet.regime,
            facts: sheet.facts,
            arithmetic: sheet.steps,
            open: sheet.open.into_iter().map(RemedyBody::from).collect(),
            refused: sheet.closed.into_iter().map(RemedyBody::from).collect(),
            would_change: sheet.changes,
            to_be_looked_at: sheet.flags,
        }
    }
}

/// A decision that was kept, with its facts
#[utoipa::path(get, path = "/warranty/decisions/{id}", tag = "warranty", params(("id" = String, Path)),
    responses((status = 200, body = Kept), Problems))]
async fn kept(
    State(web): State<Web>,
    ApiActor(actor): ApiActor,
    frame: Frame,
    Path(id): Path<DecisionId>,
) -> Result<Json<Kept>, Problem> {
    let row = warranty::kept(&web.app, &actor, id).await?;
    let decision: Decision = serde_json::from_str(&row.result).map_err(Problem::fault)?;
    let facts: Facts = serde_json::from_str(&row.facts).map_err(Problem::fault)?;
    Ok(Json(Kept {
        id: row.id.to_string(),
        at: row.at.to_string(),
        public_path: public_path(row.id),
        facts: json!(facts),
        sheet: Sheet::new(&frame.t, &decision, Some(&facts), web.app.regimes()).into(),
        decision: json!(decision),
    }))
}

/// A kept decision against the rules of today.
#[derive(Serialize, ToSchema)]
struct Replay {
    id: String,
    /// Whether another edition of the rules was asked.
    rules_changed: bool,
    rules_then: String,
    rules_now: String,
    /// In what the two differ: `what`, `remedy`, `then`, `now`. Empty: today would decide the same.
    #[schema(value_type = Vec<Object>)]
    differences: Vec<Difference>,
    #[schema(value_type = Object)]
    now: Value,
}

/// Whether the rules of today would decide a kept decision otherwise, and in what
#[utoipa::path(get, path = "/warranty/decisions/{id}/replay", tag = "warranty", params(("id" = String, Path)),
    responses((status = 200, body = Replay), Problems))]
async fn replay(
    State(web): State<Web>,
    ApiActor(actor): ApiActor,
    Path(id): Path<DecisionId>,
) -> Result<Json<Replay>, Problem> {
    let replayed = warranty::replay(&web.app, &actor, id).await?;
    Ok(Json(Replay {
        id: replayed.row.id.to_string(),
        rules_changed: replayed.rules_changed(),
        rules_then: replayed.then.rules_version.clone(),
        rules_now: replayed.now.rules_version.clone(),
        now: json!(replayed.now),
        differences: replayed.differences,
    }))
}
