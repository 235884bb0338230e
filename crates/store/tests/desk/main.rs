//! The desk's areas on both engines: customers, products, devices, cases, search, imports.
#![allow(clippy::unwrap_used, clippy::expect_used)]

#[allow(dead_code, reason = "the engine's tests use the rest of it")]
#[path = "../engine/house.rs"]
mod house;

mod brand;
mod cases;
mod catalogue;
mod contracts;
mod customers;
mod devices;
mod plans;
mod runs;
mod work_plans;
