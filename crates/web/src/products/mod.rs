//! 产品 Products: the catalogue of models and of the items they are repaired with.
//!
//! Rules: `domain::products`. Use cases: `app::products`. Templates: `templates/products`.

mod api;
mod item_api;
mod item_form;
mod items;
mod model_form;
mod models;
mod words;

use crate::{Entry, Web};
use aftercare_domain::identity::Action;
use axum::{
    Router,
    routing::{get, post},
};
use utoipa_axum::router::OpenApiRouter;

pub const NAVIGATION: &[Entry] =
    &[Entry { href: "/models", key: "products-catalogue", icon: "list", chord: "g m", action: Action::ReadCatalogue }];

pub use words::{Known, category_name, part_name};

pub fn pages() -> Router<Web> {
    Router::new()
        .route("/models", get(models::list).post(models::create))
        .route("/models/options", get(models::options))
        .route("/models/{id}", get(models::page).post(models::edit))
        .route("/models/{id}/parts", post(models::set_parts))
        .route("/items", get(items::list).post(items::create))
        .route("/items/{id}", get(items::page).post(items::edit))
}

pub fn api() -> OpenApiRouter<Web> {
    api::routes().merge(item_api::routes())
}
