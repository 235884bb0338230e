//! The pages and the API, asked through the router as a browser and a program ask.

#![allow(clippy::expect_used, reason = "a test that cannot go on says so by a panic")]

mod api;
mod archives;
mod contracts;
mod decisions;
mod house;
mod imports;
mod intake;
mod orders;
mod progress;
mod sessions;
mod words;
