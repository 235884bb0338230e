//! Pages for desk, field and portal, the REST API, forms and sessions.
//!
//! `area_pages`, `area_api` and [`NAVIGATION`] list the areas: an area joins the house there. A handler parses, calls
//! one use case and renders; what goes wrong it gives back as a [`Problem`], and `answer` puts it into words.

mod address;
mod answer;
mod api;
mod assets;
mod audit;
mod billing;
mod context;
mod contracts;
mod cookies;
mod csrf;
mod customers;
mod devices;
mod extract;
mod flash;
mod health;
mod identity;
mod intake;
mod limit;
mod live;
mod navigation;
mod notices;
mod orders;
mod page;
mod papers;
mod parts;
mod problem;
mod products;
mod public;
mod reading;
mod satisfaction;
mod search;
mod settlement;
mod shell;
mod shell_parts;
mod state;
mod transfer;
mod warranty;

use axum::{
    Router,
    extract::DefaultBodyLimit,
    middleware::{from_fn, from_fn_with_state},
    response::IntoResponse,
    routing::get,
};
use tower_http::{catch_panic::CatchPanicLayer, compression::CompressionLayer, set_header::SetResponseHeaderLayer};
use utoipa_axum::router::OpenApiRouter;

pub use context::SignedIn;
pub use extract::{ApiActor, ApiJson, ClientAddress, Form, IdempotencyKey, Language, Path, Query};
pub use flash::Flash;
pub use navigation::Entry;
pub use page::{Answer, FormErrors, show, show_again};
pub use problem::{Invalid, Problem};
pub use shell::{Frame, Shell, redirect};
pub use state::{Settings, Web};

/// Bytes of a body, unless a route takes files and says so with its own `DefaultBodyLimit`.
pub const MOST_BYTES: usize = 1024 * 1024;

/// The main navigation, in its order on the page.
const NAVIGATION: &[&[Entry]] = &[
    intake::NAVIGATION,
    orders::NAVIGATION,
    customers::NAVIGATION,
    devices::NAVIGATION,
    parts::NAVIGATION,
    satisfaction::NAVIGATION,
    settlement::NAVIGATION,
    products::NAVIGATION,
    warranty::NAVIGATION,
    transfer::NAVIGATION,
    identity::NAVIGATION,
];

fn area_pages() -> Router<Web> {
    Router::new()
        .merge(intake::pages())
        .merge(customers::pages())
        .merge(devices::pages())
        .merge(contracts::pages())
        .merge(products::pages())
        .merge(search::pages())
        .merge(transfer::pages())
        .merge(orders::pages())
        .merge(warranty::pages())
        .merge(papers::pages())
        .merge(parts::pages())
        .merge(satisfaction::pages())
        .merge(settlement::pages())
        .merge(identity::pages())
        .merge(notices::pages())
}

fn area_api() -> OpenApiRouter<Web> {
    OpenApiRouter::new()
        .merge(intake::api())
        .merge(customers::api())
        .merge(devices::api())
        .merge(contracts::api())
        .merge(products::api())
        .merge(search::api())
        .merge(transfer::api())
        .merge(orders::api())
        .merge(warranty::api())
        .merge(parts::api())
        .merge(satisfaction::api())
        .merge(settlement::api())
        .merge(identity::api())
        .merge(notices::api())
        .merge(audit::api())
}

/// Everything the house answers.
pub fn router(web: Web) -> Router {
    let routes = area_pages()
        .merge(api::routes(area_api()))
        .merge(house_routes())
        .fallback(async || Problem::NoSuchPage)
        .method_not_allowed_fallback(async || Problem::MethodNotAllowed);
    layered(routes, &web).with_state(web)
}

fn house_routes() -> Router<Web> {
    Router::new()
        .route("/assets/{name}", get(assets::asset))
        .route("/brand/{file}", get(assets::brand_colour))
        .route("/licences", get(assets::licences))
        .route("/service-worker.js", get(assets::service_worker))
        .route("/offline", get(page::offline))
        .route("/live", get(live::live))
        .route("/healthz", get(health::alive))
        .route("/readyz", get(health::ready))
        .route("/metrics", get(health::figures))
}

/// Read from the bottom up: a request meets the last layer first.
fn layered(routes: Router<Web>, web: &Web) -> Router<Web> {
    let mut routes = routes
        .layer(DefaultBodyLimit::max(MOST_BYTES))
        .layer(CatchPanicLayer::custom(|_| Problem::fault("a handler panicked").into_response()))
        .layer(from_fn_with_state(web.clone(), csrf::check))
        .layer(from_fn_with_state(web.clone(), answer::in_words))
        .layer(from_fn(answer::observe));
    for (name, value) in assets::policy() {
        routes = routes.layer(SetResponseHeaderLayer::if_not_present(name, value));
    }
    routes.layer(CompressionLayer::new())
}
