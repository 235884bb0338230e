//! 审计 Audit: proves the books at the asking of an auditor. Use cases: `app::audit`.

use crate::{ApiActor, Problem, Web, api::Problems};
use aftercare_app::audit::{self, Finding};
use axum::{Json, extract::State};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

pub fn api() -> OpenApiRouter<Web> {
    OpenApiRouter::new().routes(routes!(run_checks))
}

/// What was found; nothing is the proof that the books hold.
#[derive(Serialize, ToSchema)]
struct Checked {
    holds: bool,
    findings: Vec<Found>,
}

/// A rule of the books that does not hold, and the row where.
#[derive(Serialize, ToSchema)]
struct Found {
    rule: String,
    row: String,
}

impl From<Vec<Finding>> for Checked {
    fn from(findings: Vec<Finding>) -> Self {
        let found = |finding: Finding| Found { rule: finding.rule.to_owned(), row: finding.row };
        Self { holds: findings.is_empty(), findings: findings.into_iter().map(found).collect() }
    }
}

/// Prove the books of acts, things and money over all rows
#[utoipa::path(post, path = "/checks", tag = "audit", responses((status = 200, body = Checked), Problems))]
async fn run_checks(State(web): State<Web>, ApiActor(actor): ApiActor) -> Result<Json<Checked>, Problem> {
    Ok(Json(audit::run_checks(&web.app, &actor).await?.into()))
}
