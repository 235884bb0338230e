//! The one place of SQL: engine switch, transactions, migrations, one file per area.
//!
//! An area declares its statements on top with `statements!` and is added here in two lines: its `pub mod`, and its
//! `ALL` in `all_statements`.

pub mod acts;
pub mod billing;
pub mod contracts;
pub mod customers;
pub mod deadlines;
pub mod devices;
mod dialect;
pub mod documents;
pub mod engine;
pub mod error;
pub mod idempotency;
pub mod identity;
pub mod intake;
mod job;
pub mod migrate;
pub mod money;
pub mod orders;
pub mod outbox;
pub mod parts;
mod postgres;
pub mod products;
pub mod satisfaction;
pub mod scope;
pub mod search;
pub mod settlement;
mod sqlite;
pub mod statement;
pub mod things;
pub mod transfer;
pub mod value;
pub mod warranty;

pub use engine::{Durability, Engine, Figures, Store, StoreOptions, Tx, one};
pub use error::{OpenError, StoreError};
pub use scope::Scope;
pub use statement::Statement;
pub use value::{Row, Value};

/// Every statement of every area.
pub fn all_statements() -> impl Iterator<Item = &'static Statement> {
    let areas: Vec<&'static [&'static Statement]> = vec![
        engine::ALL,
        acts::ALL,
        deadlines::ALL,
        documents::ALL,
        identity::organisation::ALL,
        identity::person::ALL,
        identity::session::ALL,
        money::ALL,
        orders::case::ALL,
        orders::file::ALL,
        orders::findings::ALL,
        orders::order::ALL,
        orders::quote::ALL,
        orders::repair::ALL,
        orders::slip::ALL,
        outbox::ALL,
        parts::ALL,
        billing::ALL,
        contracts::contract::ALL,
        contracts::offer::ALL,
        contracts::usage::ALL,
        satisfaction::ALL,
        settlement::ALL,
        things::findings::ALL,
        things::moves::ALL,
        things::place::ALL,
        things::stock::ALL,
        things::unit::ALL,
        warranty::decision::ALL,
        warranty::goodwill::ALL,
        warranty::review::ALL,
        transfer::ALL,
        search::ALL,
        products::ALL,
        intake::ALL,
        intake::registration::ALL,
        idempotency::ALL,
        devices::ALL,
        customers::ALL,
    ];
    areas.into_iter().flatten().copied()
}
