//! 三包 Warranty: the decision sheet for everybody concerned, the texts of law, a page to try, replay, goodwill.
//!
//! Rules: `domain::warranty`. Use cases: `app::warranty`. Templates: `templates/warranty`.

mod api;
mod api_goodwill;
mod api_laws;
mod facts;
mod goodwill;
mod kept;
mod page;
mod published;
mod reference;
mod regimes;
mod sheet;
mod timeline;
mod try_errors;
mod try_form;
mod try_out;
mod words;

use crate::{Entry, Web};
use aftercare_domain::identity::Action;
use axum::{
    Router,
    routing::{get, post},
};
use utoipa_axum::router::OpenApiRouter;

pub use goodwill::BUDGETS;
pub use page::sheet_of;
pub use published::public_path;
pub use sheet::{RemedyLine, Sheet};
pub use try_out::TRY_OUT;
pub use words::Words;

pub const NAVIGATION: &[Entry] =
    &[Entry { href: "/regimes", key: "warranty-laws", icon: "scale", chord: "g l", action: Action::ReadCatalogue }];

pub fn pages() -> Router<Web> {
    Router::new()
        .route("/orders/{number}/decision-sheet", get(page::show_sheet))
        .route("/d/{id}", get(published::published))
        .route("/warranty/decisions/{id}", get(kept::kept))
        .route("/warranty/try", get(try_out::page))
        .route("/regimes", get(regimes::list))
        .route("/regimes/{id}", get(regimes::one))
        .route("/goodwill", get(goodwill::of_month))
        .route("/goodwill/budgets", post(goodwill::set_budget))
}

pub fn api() -> OpenApiRouter<Web> {
    OpenApiRouter::new().merge(api::routes()).merge(api_laws::routes()).merge(api_goodwill::routes())
}
