//! The engine under every area, on SQLite and on PostgreSQL.
//!
//! PostgreSQL is used when `AFTERCARE_TEST_POSTGRES` holds an address such as `postgres://postgres@127.0.0.1/postgres`;
//! each test has a schema of its own there.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod both;
mod house;
mod opening;
mod postgres;
mod sqlite;
