//! For tests: a [`World`] with a small brand in it, a clock that is set by hand, seeded dice, a temporary database on
//! either engine, and people who use the pages and the API as they would over the network.
//!
//! ```no_run
//! # use aftercare_testkit::on_both_engines;
//! # async fn story() {
//! on_both_engines(async |world| {
//!     let mut clerk = world.clerk().await;
//!     clerk.get("/").await.ok().shows("SH01");
//! })
//! .await;
//! # }
//! ```
//!
//! A story ends with `finish`, which `on_both_engines` calls: the outbox is emptied, the days are sealed, and
//! `aftercare check` must have nothing to say.

#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test that cannot go on says so by a panic")]

mod answer;
mod brand;
mod catalogue;
mod client;
mod clock;
mod contracts;
mod database;
mod dice;
mod form;
mod story;
mod tamper;
mod workshop;
mod world;

pub use answer::Answer;
pub use brand::{PASSWORD, Staff, found};
pub use catalogue::{PHONE, SPARE_PHONE, WASHER, imei, stock, yuan};
pub use client::Client;
pub use clock::FixedClock;
pub use contracts::washer_plan;
pub use database::{Database, Engine, engines};
pub use dice::SeededDice;
pub use form::Part;
pub use story::{DOT, at, defect, signature, slip, work_done};
pub use tamper::{BENDS, BESIDE, Bend};
pub use workshop::labour;
pub use world::{World, on_both_engines};
