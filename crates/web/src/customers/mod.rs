//! 客户 Customers: found, looked at, put right; masked until somebody needs them in full.
//!
//! Rules: `domain::customers`. Use cases: `app::customers`. Templates: `templates/customers`.

mod address;
mod address_api;
mod api;
pub mod bodies;
mod edit;
mod list;
mod options;
mod page;

use crate::{Entry, Web};
use aftercare_domain::identity::Action;
use axum::{
    Router,
    routing::{get, post},
};
use utoipa_axum::router::OpenApiRouter;

pub const NAVIGATION: &[Entry] =
    &[Entry { href: "/customers", key: "shell-customers", icon: "user", chord: "g u", action: Action::ReadCustomer }];

pub fn pages() -> Router<Web> {
    Router::new()
        .route("/customers", get(list::list))
        .route("/customers/options", get(options::options))
        .route("/divisions/options", get(options::divisions))
        .route("/customers/{id}", get(page::page).post(edit::edit))
        .route("/customers/{id}/card", get(options::card))
        .route("/customers/{id}/unmaskings", post(edit::unmask))
        .route("/customers/{id}/addresses", post(address::add))
        .route("/customers/{id}/addresses/{address}/removal", post(address::remove))
}

pub use api::CaseOfCustomer;

pub fn api() -> OpenApiRouter<Web> {
    api::routes().merge(address_api::routes())
}

/// `上海市浦东新区` for a division's code; the code itself when the list does not know it.
pub fn place(division: &str) -> &str {
    aftercare_app::customers::division_name(division).unwrap_or(division)
}
