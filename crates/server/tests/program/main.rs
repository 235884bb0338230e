//! The binary as an operator runs it.

#![allow(clippy::expect_used, clippy::disallowed_methods, reason = "a test waits and breaks off as it must")]

mod command_line;
mod common;
mod copies;
mod decide;
mod faults;
mod importing;
mod insight;
mod plan;
mod postgres;
mod seeding;
mod serving;
