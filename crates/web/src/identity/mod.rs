//! 身份 Identity: sign in and out, one's own account, the people of a part of the tree.
//!
//! Rules: `domain::identity`. Use cases: `app::identity`. Templates: `templates/identity`.

mod account;
mod api;
mod people;
mod session;
mod tokens_api;

use crate::{Entry, Web};
use aftercare_domain::identity::Action;
use axum::{
    Router,
    routing::{get, post},
};

pub use api::routes as api;

pub const NAVIGATION: &[Entry] =
    &[Entry { href: "/people", key: "shell-people", icon: "users", chord: "g p", action: Action::ManagePeople }];

pub fn pages() -> Router<Web> {
    Router::new()
        .route("/sign-in", get(session::form).post(session::sign_in))
        .route("/sign-out", post(session::sign_out))
        .route("/position", post(session::take_position))
        .route("/locale", post(session::choose_language))
        .route("/account", get(account::account))
        .route("/account/password", post(account::change_password))
        .route("/account/tokens", post(account::make_token))
        .route("/account/tokens/{id}/revocation", post(account::revoke_token))
        .route("/people", get(people::list).post(people::add))
        .route("/people/{id}/access", post(people::set_access))
}
