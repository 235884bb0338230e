//! Imports for programs: a file as the body, then its run.

use super::{MOST_FILE_BYTES, begin::begin, run::reason, uploads::Uploads};
use crate::{
    ApiActor, Language, Path, Problem, Query, Web,
    api::Problems,
    context::RequestId,
    reading::{given, page_request},
};
use aftercare_app::transfer::{self, FileSource, ImportKind, ImportOrder, Mapping, RejectRow, RunView};
use aftercare_domain::identity::Action;
use aftercare_i18n::Texts;
use aftercare_kernel::{Page, id::ImportId};
use axum::{
    Extension, Json,
    body::Body,
    extract::{DefaultBodyLimit, State},
    http::StatusCode,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};

pub fn routes() -> OpenApiRouter<Web> {
    let upload = OpenApiRouter::new().routes(routes!(start)).layer(DefaultBodyLimit::max(MOST_FILE_BYTES));
    OpenApiRouter::new().merge(upload).routes(routes!(runs)).routes(routes!(run)).routes(routes!(rejects))
}

/// A run of an import.
#[derive(Serialize, ToSchema)]
struct Import {
    id: String,
    /// `devices`, `customers` or `products`.
    kind: String,
    file_name: String,
    /// Field to header.
    mapping: BTreeMap<String, String>,
    /// Every row was read and judged, none taken.
    dry_run: bool,
    /// `running`, `done` or `failed`. One that failed or stands still is taken up by sending the same file again.
    state: String,
    rows_read: i64,
    rows_taken: i64,
    rows_rejected: i64,
    started_at: String,
    finished_at: Option<String>,
    person: String,
}

impl From<RunView> for Import {
    fn from(run: RunView) -> Self {
        Self {
            id: run.id.to_string(),
            kind: run.kind.to_string(),
            file_name: run.file_name,
            mapping: run.mapping,
            dry_run: run.dry_run,
            state: run.state,
            rows_read: run.rows_read,
            rows_taken: run.rows_taken,
            rows_rejected: run.rows_rejected,
            started_at: run.started_at.to_string(),
            finished_at: run.finished_at.map(|at| at.to_string()),
            person: run.person,
        }
    }
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct StartAsked {
    /// `devices`, `customers` or `products`.
    kind: String,
    #[serde(default)]
    file_name: String,
    /// Read and judge every row, take none.
    #[serde(default)]
    dry_run: bool,
    /// A JSON object of field to header, for columns whose headers do not tell.
    #[serde(default)]
    mapping: String,
}

impl StartAsked {
    fn kind(&self) -> Result<ImportKind, Problem> {
        self.kind.parse().map_err(|_| Problem::invalid("kind", "errors-not-understood"))
    }

    fn mapping(&self) -> Result<Mapping, Problem> {
        match given(&self.mapping) {
            None => Ok(Mapping::new()),
            Some(json) => serde_json::from_str(&json).map_err(|_| Problem::invalid("mapping", "errors-not-understood")),
        }
    }
}

/// Send a CSV or XLSX file; its rows are taken while the program goes on
///
/// The same file again goes on where it stopped, or answers with the run that took it.
#[utoipa::path(post, path = "/imports", tag = "imports", params(StartAsked),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses((status = 202, body = Import), Problems))]
async fn start(
    State(web): State<Web>,
    ApiActor(actor): ApiActor,
    Query(asked): Query<StartAsked>,
    Extension(RequestId(mark)): Extension<RequestId>,
    body: Body,
) -> Result<(StatusCode, Json<Import>), Problem> {
    actor.may(Action::Import)?;
    let (kind, mapping) = (asked.kind()?, asked.mapping()?);
    let uploads = Uploads::of(&web.settings.uploads, actor.person);
    let upload = uploads.keep(web.app.now(), &mark, &asked.file_name, body.into_data_stream()).await?;
    let source = FileSource::Path(upload.path);
    let order = ImportOrder { kind, file_name: upload.name, source, mapping, dry_run: asked.dry_run };
    let (settings, person) = (web.settings.clone(), actor.person);
    let at_end = async move { Uploads::of(&settings.uploads, person).forget(&upload.id).await };
    let id = begin(&web, &actor, order, at_end).await?;
    Ok((StatusCode::ACCEPTED, Json(transfer::run(&web.app, &actor, id).await?.into())))
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Listed {
    /// `next` of the page before.
    #[serde(default)]
    after: String,
    /// At most 200; 50 unless it is said.
    limit: Option<u32>,
}

#[derive(Serialize, ToSchema)]
struct ImportPage {
    rows: Vec<Import>,
    next: Option<String>,
}

/// Imports so far, the latest first
#[utoipa::path(get, path = "/imports", tag = "imports", params(Listed),
    responses((status = 200, body = ImportPage), Problems))]
async fn runs(
    State(web): State<Web>,
    ApiActor(actor): ApiActor,
    Query(listed): Query<Listed>,
) -> Result<Json<ImportPage>, Problem> {
    let Page { rows, next } = transfer::runs(&web.app, &actor, page_request(&listed.after, listed.limit)).await?;
    Ok(Json(ImportPage { rows: rows.into_iter().map(Import::from).collect(), next }))
}

/// How far an import has come
#[utoipa::path(get, path = "/imports/{id}", tag = "imports", params(("id" = String, Path)),
    responses((status = 200, body = Import), Problems))]
async fn run(
    State(web): State<Web>,
    ApiActor(actor): ApiActor,
    Path(id): Path<ImportId>,
) -> Result<Json<Import>, Problem> {
    Ok(Json(transfer::run(&web.app, &actor, id).await?.into()))
}

/// A row that was not taken.
#[derive(Serialize, ToSchema)]
struct Rejected {
    /// As a text editor or a spreadsheet counts, from 1.
    line: i64,
    /// Header of the column; empty when the row as a whole is at fault.
    column: String,
    /// Stable; match on this.
    code: String,
    /// In the language of `Accept-Language`.
    reason: String,
    /// What stood there.
    value: String,
}

impl Rejected {
    fn of(t: &Texts, row: RejectRow) -> Self {
        let reason = reason(t, &row.code);
        Self { line: row.line, column: row.column, code: row.code, reason, value: row.value }
    }
}

#[derive(Serialize, ToSchema)]
struct RejectedPage {
    rows: Vec<Rejected>,
    next: Option<String>,
}

/// The rows an import did not take, in the order of lines
#[utoipa::path(get, path = "/imports/{id}/rejects", tag = "imports", params(("id" = String, Path), Listed),
    responses((status = 200, body = RejectedPage), Problems))]
async fn rejects(
    State(web): State<Web>,
    ApiActor(actor): ApiActor,
    Language(t): Language,
    Path(id): Path<ImportId>,
    Query(listed): Query<Listed>,
) -> Result<Json<RejectedPage>, Problem> {
    let request = page_request(&listed.after, listed.limit);
    let Page { rows, next } = transfer::rejects(&web.app, &actor, id, request).await?;
    Ok(Json(RejectedPage { rows: rows.into_iter().map(|row| Rejected::of(&t, row)).collect(), next }))
}
