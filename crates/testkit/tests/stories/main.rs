//! Stories through the use cases on both engines; each ends with the checks of the books.

#![allow(clippy::expect_used, reason = "a test that cannot go on says so by a panic")]

mod at_once;
mod courses;
mod courses_over_the_api;
mod founding;
mod money_and_goods;
mod people;
mod tampering;
mod world;
