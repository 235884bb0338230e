//! What the desk does: cases taken, customers and devices kept, everything found again, lists imported.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod find;
mod house;
mod imports;
mod keys;
mod registering;
mod spreadsheet;
mod working;
