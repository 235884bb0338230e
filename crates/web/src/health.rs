//! For those who keep the house running: is it alive, can it work, how is it doing.

use crate::{Problem, Web};
use axum::{extract::State, http::header, response::IntoResponse};

/// The process runs.
pub async fn alive() -> &'static str {
    "ok\n"
}

/// The database answers.
pub async fn ready(State(web): State<Web>) -> Result<&'static str, Problem> {
    web.app.ping().await.map_err(|error| {
        tracing::warn!(%error, "the database does not answer");
        Problem::App(aftercare_app::Error::Busy)
    })?;
    Ok("ok\n")
}

/// In the text format of Prometheus.
pub async fn figures(State(web): State<Web>) -> Result<impl IntoResponse, Problem> {
    let render = web.settings.metrics.as_ref().ok_or(Problem::NoSuchPage)?;
    Ok(([(header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")], render()))
}
