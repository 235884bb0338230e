//! 导入 Transfer: lists of devices, customers and products come in as files.
//!
//! A file is put aside on this node, looked at, tried without writing, then taken. What was taken is in the database;
//! when the file is gone, on another node or after a day, the same file sent again goes on where it stopped.
//!
//! Use cases: `app::transfer`. Templates: `templates/transfer`.

mod api;
mod begin;
mod list;
mod mapping;
mod run;
mod uploads;

use crate::{Entry, Web};
use aftercare_domain::identity::Action;
use axum::{
    Router,
    extract::DefaultBodyLimit,
    routing::{get, post},
};

pub use api::routes as api;

/// Bytes of a file: about two million rows.
pub const MOST_FILE_BYTES: usize = 200 * 1024 * 1024;
/// The boundaries of the form around a file.
const AROUND_A_FILE: usize = 64 * 1024;

pub const NAVIGATION: &[Entry] =
    &[Entry { href: "/imports", key: "shell-imports", icon: "upload", chord: "g i", action: Action::Import }];

pub fn pages() -> Router<Web> {
    let limit = DefaultBodyLimit::max(MOST_FILE_BYTES + AROUND_A_FILE);
    Router::new()
        .route("/imports", get(list::list).post(mapping::start))
        .route("/imports/files", post(list::upload).layer(limit))
        .route("/imports/files/{file}", get(mapping::show_mapping))
        .route("/imports/{id}", get(run::show_run))
}
