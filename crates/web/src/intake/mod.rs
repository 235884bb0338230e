//! 受理 Intake: my work, the case register, a new case, a case.
//!
//! Rules: `domain::intake`. Use cases: `app::intake`. Templates: `templates/intake`.

mod api;
mod bodies;
mod case;
mod case_api;
mod done;
mod list;
mod my_work;
mod new_case;
mod new_form;

use crate::{Entry, Web};
use aftercare_domain::identity::Action;
use axum::{
    Router,
    routing::{get, post},
};
use utoipa_axum::router::OpenApiRouter;

pub const NAVIGATION: &[Entry] = &[
    Entry { href: "/", key: "shell-my-work", icon: "home", chord: "g w", action: Action::ReadCase },
    Entry { href: "/cases", key: "shell-cases", icon: "message", chord: "g c", action: Action::ReadCase },
];

pub fn pages() -> Router<Web> {
    Router::new()
        .route("/", get(my_work::show_work))
        .route("/cases", get(list::list).post(new_case::register))
        .route("/cases/new", get(new_case::form))
        .route("/cases/{number}", get(case::page))
        .route("/cases/{number}/contacts", post(case::add_contact))
        .route("/cases/{number}/owner", post(case::take_over))
        .route("/cases/{number}/closure", post(case::close))
}

pub use new_case::stations;
pub use new_form::at_its_field;

pub fn api() -> OpenApiRouter<Web> {
    api::routes().merge(case_api::routes())
}
