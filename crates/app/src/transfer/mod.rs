//! 导入 Transfer: lists of devices, customers and products come in from CSV and XLSX files.
//!
//! A file is read once to know it (hash, encoding, size), then row by row: one thread reads and checks, another writes,
//! in pieces of [`PIECE`] rows, each one transaction with the run's progress. The same file again goes on where it
//! stopped; a row that is not taken is kept with line, column and reason. SQL: `store::transfer`. Pages: `web::transfer`.

mod cells;
mod customer_rows;
mod device_rows;
mod fields;
mod file;
mod import;
mod order;
mod piece;
mod product_rows;
mod refusals;
mod rows;
mod runs;
mod sheet;
mod write;

pub use aftercare_store::transfer::RejectRow;
pub use fields::{Field, Mapping, fields_of};
pub use file::FileSource;
pub use import::import;
pub use order::{ImportKind, ImportOrder, ImportReport, Progress};
pub use piece::PIECE;
pub use refusals::KEYS;
pub use runs::{RunView, rejects, run, runs};
pub use sheet::{Preview, preview};
