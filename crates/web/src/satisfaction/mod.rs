//! 回访 Satisfaction: the list of calls to be made after service.
//!
//! Rules: `domain::satisfaction`. Use cases: `app::satisfaction`. Templates: `templates/satisfaction`; the answer itself
//! is a step of the order.

mod api;
mod list;
mod steps;

use crate::{Entry, Web};
use aftercare_domain::identity::Action;
use axum::{Router, routing::get};

pub use api::routes as api;
pub use steps::{FollowUp, Resolution};

pub const NAVIGATION: &[Entry] =
    &[Entry { href: "/follow-ups", key: "shell-follow-ups", icon: "phone", chord: "g f", action: Action::FollowUp }];

pub fn pages() -> Router<Web> {
    Router::new().route("/follow-ups", get(list::calls))
}
