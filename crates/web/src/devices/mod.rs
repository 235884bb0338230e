//! 机器 Devices: found by what is printed on them, with all that ever happened to them.
//!
//! Rules: `domain::devices`. Use cases: `app::devices`. Templates: `templates/devices`.

mod api;
mod bodies;
mod form;
mod list;
mod options;
mod page;

use crate::{Entry, Web};
use aftercare_domain::identity::Action;
use axum::{Router, routing::get};

pub use api::{Price, routes as api};
pub(crate) use bodies::with_device_facts;

pub const NAVIGATION: &[Entry] = &[Entry {
    href: "/devices",
    key: "shell-devices",
    icon: "device-mobile",
    chord: "g d",
    action: Action::ReadDevice,
}];

pub fn pages() -> Router<Web> {
    Router::new()
        .route("/devices", get(list::list))
        .route("/devices/options", get(options::options))
        .route("/devices/{id}", get(page::page).post(page::edit))
        .route("/devices/{id}/card", get(options::card))
}
