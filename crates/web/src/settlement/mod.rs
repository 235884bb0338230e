//! 结算 Settlement: the claims of a month and the brand's fee table.
//!
//! Rules: `domain::settlement`. Use cases: `app::settlement`. Templates: `templates/settlement`.

mod api;
mod claims;
mod fees;

use crate::{Entry, Web};
use aftercare_domain::identity::Action;
use axum::{Router, routing::get};

pub use api::routes as api;
pub use claims::{checked_month, neighbour};

pub const NAVIGATION: &[Entry] = &[Entry {
    href: "/claims",
    key: "settlement-claims",
    icon: "file-invoice",
    chord: "g t",
    action: Action::ReadClaims,
}];

pub fn pages() -> Router<Web> {
    Router::new().route("/claims", get(claims::of_month)).route("/claims/fees", get(fees::table).post(fees::set))
}
