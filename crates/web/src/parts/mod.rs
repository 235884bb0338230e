//! 配件 Parts: stock of the places, transfers, defective parts that are owed back; parts for an order.
//!
//! Rules: `domain::parts`. Use cases: `app::parts`. Templates: `templates/parts`.

mod api;
mod owed;
mod steps;
mod stock;

use crate::{Entry, Web};
use aftercare_domain::identity::Action;
use axum::{
    Router,
    routing::{get, post},
};

pub use api::routes as api;
pub use steps::{PartRelease, PartUse, Reservation};

pub const NAVIGATION: &[Entry] =
    &[Entry { href: "/stock", key: "shell-stock", icon: "package", chord: "g s", action: Action::ReadStock }];

pub fn pages() -> Router<Web> {
    Router::new()
        .route("/stock", get(stock::places))
        .route("/stock/{place}", get(stock::of_place))
        .route("/stock/{place}/transfers", post(stock::transfer))
        .route("/defective-parts", get(owed::list))
        .route("/defective-parts/{duty}/return", post(owed::give_back))
}
