//! The list of calls for programs.

use crate::{ApiActor, Problem, Query, Web, api::Problems, orders::masked_phone};
use aftercare_app::satisfaction::{self, FollowUpRow};
use aftercare_kernel::PageRequest;
use axum::{Json, extract::State};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};

pub fn routes() -> OpenApiRouter<Web> {
    OpenApiRouter::new().routes(routes!(calls))
}

/// A call to be made.
#[derive(Serialize, ToSchema)]
struct Call {
    id: String,
    order: String,
    round: i64,
    due_at: String,
    /// Masked.
    phone: String,
    model: String,
}

impl From<FollowUpRow> for Call {
    fn from(row: FollowUpRow) -> Self {
        Self {
            id: row.id.to_string(),
            phone: masked_phone(&row.phone),
            order: row.order_number,
            round: row.round,
            due_at: row.due_at.to_string(),
            model: row.model,
        }
    }
}

#[derive(Serialize, ToSchema)]
struct Calls {
    rows: Vec<Call>,
    /// For `after` of the next page, when there is one.
    next: Option<String>,
}

#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct CallsQuery {
    /// `next` of the page before.
    after: Option<String>,
    /// Rows of a page, 1 to 200; 50 unless told.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<u32>,
}

/// The calls to be made after service, what is due first
#[utoipa::path(get, path = "/follow-ups", tag = "satisfaction", params(CallsQuery),
    responses((status = 200, body = Calls), Problems))]
async fn calls(
    State(web): State<Web>,
    ApiActor(actor): ApiActor,
    Query(query): Query<CallsQuery>,
) -> Result<Json<Calls>, Problem> {
    let request = PageRequest::new(query.after, query.limit.unwrap_or(50));
    let page = satisfaction::planned(&web.app, &actor, request).await?.map(Call::from);
    Ok(Json(Calls { rows: page.rows, next: page.next }))
}
