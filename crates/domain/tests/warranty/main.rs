//! The engine of warranty against its worked cases, at its borders, by its properties, and on damaged input.

#![allow(clippy::expect_used, reason = "a test that cannot go on says so by a panic")]

mod borders;
mod cars;
mod cases;
mod clauses;
mod cover;
mod fairness;
mod fallen_due;
mod flags;
mod goods;
mod input;
mod kit;
mod laws;
mod ledger;
mod noise;
mod places;
mod reasons;
mod texts_of_law;
