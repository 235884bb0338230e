//! 三包 Warranty: the decision sheet, and decisions for programs.
//!
//! Rules: `domain::warranty`. Use cases: `app::warranty`. Templates: `templates/warranty`.

mod api;
mod facts;
mod page;
mod sheet;

use crate::Web;
use axum::{Router, routing::get};

pub use api::routes as api;
pub use page::sheet_of;
pub use sheet::{RemedyLine, Sheet};

pub fn pages() -> Router<Web> {
    Router::new().route("/orders/{number}/decision-sheet", get(page::show_sheet))
}
