//! The one box, for programs.

use crate::{ApiActor, Problem, Query, Web, api::Problems};
use aftercare_app::search::{self, Hit};
use axum::{Json, extract::State};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};

pub fn routes() -> OpenApiRouter<Web> {
    OpenApiRouter::new().routes(routes!(find))
}

#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
struct Asked {
    /// A number of a paper, a phone or its end, a part of a name, a serial, an IMEI, a model's code or name.
    q: String,
}

/// Something found. `what` is `case`, `order`, `contract`, `customer`, `device` or `model`; customers are masked.
#[derive(Serialize, ToSchema)]
struct Found {
    #[serde(flatten)]
    #[schema(value_type = Object)]
    hit: Hit,
}

/// Find anything by what is printed on it or known of it: at most 20 hits, the surest first
#[utoipa::path(get, path = "/search", tag = "search", params(Asked), responses((status = 200, body = [Found]), Problems))]
async fn find(
    State(web): State<Web>,
    ApiActor(actor): ApiActor,
    Query(asked): Query<Asked>,
) -> Result<Json<Vec<Found>>, Problem> {
    let hits = search::search(&web.app, &actor, &asked.q).await?;
    Ok(Json(hits.into_iter().map(|hit| Found { hit }).collect()))
}
