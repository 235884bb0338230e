//! One's own notices, in words.

use super::Older;
use crate::{ApiActor, Language, Problem, Query, Web, api::Problems, page::words};
use aftercare_app::outbox;
use axum::{Json, extract::State, http::StatusCode};
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::{router::OpenApiRouter, routes};

pub fn routes() -> OpenApiRouter<Web> {
    OpenApiRouter::new().routes(routes!(notices)).routes(routes!(mark_read))
}

#[derive(Serialize, ToSchema)]
struct Notice {
    id: String,
    at: String,
    /// Key of the text; stable.
    what: String,
    /// In the language of `Accept-Language`.
    text: String,
    /// Path of the page it speaks of.
    link: String,
    read: bool,
}

/// One's notices, newest first, at most 50
#[utoipa::path(get, path = "/notices", tag = "notices", params(Older), responses((status = 200, body = [Notice]), Problems))]
async fn notices(
    State(web): State<Web>,
    Query(older): Query<Older>,
    ApiActor(actor): ApiActor,
    Language(t): Language,
) -> Result<Json<Vec<Notice>>, Problem> {
    let said = |row: outbox::NoticeRow| Notice {
        text: words(&t, &row.what, &row.params),
        at: row.at.to_string(),
        id: row.id,
        what: row.what,
        link: row.link,
        read: row.read,
    };
    Ok(Json(outbox::notices(&web.app, &actor, older.request()).await?.rows.into_iter().map(said).collect()))
}

/// Mark one's notices as read
#[utoipa::path(post, path = "/notices/read", tag = "notices", responses((status = 204), Problems))]
async fn mark_read(State(web): State<Web>, ApiActor(actor): ApiActor) -> Result<StatusCode, Problem> {
    outbox::mark_read(&web.app, &actor).await?;
    Ok(StatusCode::NO_CONTENT)
}
