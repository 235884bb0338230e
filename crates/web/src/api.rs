//! The REST API: its routes, its description, and what every operation may answer when it does not do what was asked.

use crate::{Web, problem::Said};
use axum::{Json, Router, routing::get};
use std::{collections::BTreeMap, sync::Arc};
use utoipa::{
    IntoResponses, Modify, OpenApi,
    openapi::{
        Components, ContentBuilder, Ref, RefOr, Response, ResponseBuilder,
        security::{HttpAuthScheme, HttpBuilder, SecurityScheme},
    },
};
use utoipa_axum::router::OpenApiRouter;

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Aftercare",
        description = "After-sales service of a brand. Every answer that is not a success is problem+json (RFC 9457); \
            match on its `code`. Amounts are decimal strings with a currency, instants are RFC 3339 in UTC, \
            days are ISO 8601 in the station's zone.",
        license(name = "Apache-2.0", identifier = "Apache-2.0")
    ),
    components(schemas(Said)),
    security(("token" = [])),
    modifiers(&Shared)
)]
struct Description;

struct Shared;

impl Modify for Shared {
    fn modify(&self, description: &mut utoipa::openapi::OpenApi) {
        let components = description.components.get_or_insert_with(Components::new);
        let bearer =
            HttpBuilder::new().scheme(HttpAuthScheme::Bearer).description(Some("A token of 'My account'.")).build();
        components.security_schemes.insert("token".to_owned(), RefOr::T(SecurityScheme::Http(bearer)));
        for (_, name, description) in PROBLEMS {
            components.responses.insert((*name).to_owned(), RefOr::T(problem(description)));
        }
    }
}

/// Status, name in the description, when it is given.
const PROBLEMS: &[(&str, &str, &str)] = &[
    ("400", "BadRequest", "The request cannot be read: malformed JSON, broken encoding."),
    ("401", "Unauthenticated", "The token is missing, unknown, expired or revoked."),
    ("403", "Forbidden", "The role, or the scope of the token, does not allow it."),
    ("404", "Missing", "There is no such thing in sight of the token's person."),
    ("409", "Refused", "The state of things is in the way, or somebody changed it meanwhile (`stale`)."),
    ("413", "TooLarge", "The body is too large."),
    ("415", "MediaType", "The body is of another media type."),
    ("422", "Invalid", "A field must be changed; `field` names it."),
    ("429", "TooMany", "Too many requests; `Retry-After` says when to go on."),
    ("503", "Busy", "More work is queued than can be kept up with; `Retry-After` says when to go on."),
];

fn problem(description: &str) -> Response {
    let content = ContentBuilder::new().schema(Some(Ref::from_schema_name("Problem"))).build();
    ResponseBuilder::new().description(description).content("application/problem+json", content).build()
}

/// For `responses((status = 200, …), Problems)`: every operation lists all of them.
pub struct Problems;

impl IntoResponses for Problems {
    fn responses() -> BTreeMap<String, RefOr<Response>> {
        let reference = |name: &str| RefOr::Ref(Ref::from_response_name(name));
        PROBLEMS.iter().map(|(status, name, _)| ((*status).to_owned(), reference(name))).collect()
    }
}

/// The areas' operations under `/api/v1`, and their description beside them.
pub fn routes(areas: OpenApiRouter<Web>) -> Router<Web> {
    let (routes, description) =
        OpenApiRouter::with_openapi(Description::openapi()).nest("/api/v1", areas).split_for_parts();
    let description = Arc::new(description);
    let describe = move || {
        let description = description.clone();
        async move { Json(description.as_ref().clone()) }
    };
    routes.route("/api/v1/openapi.json", get(describe))
}
