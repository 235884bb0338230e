//! 保障合同 Contracts: what is offered beside the law, sold for a device, and given back.
//!
//! Rules: `domain::contracts`. Use cases: `app::contracts`. Templates: `templates/contracts`.

mod api;
mod api_offers;
mod list;
mod offer_form;
mod offers;
mod page;
mod sale;
mod words;

use crate::Web;
use axum::{
    Router,
    routing::{get, post},
};
use utoipa_axum::router::OpenApiRouter;

pub use words::{cover_name, life_tone, limit_words, percent_words};

pub fn pages() -> Router<Web> {
    Router::new()
        .route("/offers", get(offers::list).post(offers::define))
        .route("/offers/{code}/retirement", post(offers::retire))
        .route("/devices/{id}/contracts", get(sale::form).post(sale::sell))
        .route("/contracts", get(list::sold))
        .route("/contracts/{number}", get(page::page))
        .route("/contracts/{number}/cancellation", post(page::cancel))
}

pub fn api() -> OpenApiRouter<Web> {
    OpenApiRouter::new().merge(api_offers::routes()).merge(api::routes())
}

#[cfg(test)]
pub(crate) mod sample;
