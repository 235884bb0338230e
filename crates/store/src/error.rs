//! What can go wrong under a statement. No variant carries a value of a row: errors are logged, and rows hold personal data.

use crate::engine::Engine;

/// An error of the database below a use case.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// A named constraint or unique index refused the row. A primary key is called `<table>_pkey`, an append-only
    /// table's refusal `<table>_append_only`, every foreign key `foreign_key`.
    #[error("refused by {constraint}")]
    Conflict { constraint: String },
    /// More is asked at once than the store takes; asking again a little later helps.
    #[error("the database is busy")]
    Busy,
    #[error("the disk of the database is full")]
    DiskFull,
    /// A statement that writes, in a transaction or a database that is for reading only.
    #[error("the database is for reading only here")]
    ReadOnly,
    /// The disk or the connection failed. Whether a commit that was under way took place is not known.
    #[error("the database cannot be reached: {0}")]
    Io(String),
    /// Every try lost against other transactions.
    #[error("gave way to other transactions {tries} times")]
    RetriesExhausted { tries: u32 },
    /// A text with a character that cannot be kept.
    #[error("a text holds a character that cannot be kept")]
    UnfitText,
    /// A column holds what the reader did not expect. Columns count from 0.
    #[error("{statement}: column {column} does not read as expected")]
    BadRow { statement: &'static str, column: usize },
    /// A statement of a batch found no row to change.
    #[error("{statement}: no row was changed")]
    Untouched { statement: &'static str },
    /// A row that must be there is not: the name says which.
    #[error("{0} is missing")]
    Missing(&'static str),
    /// The use case panicked; its transaction was rolled back.
    #[error("the use case {use_case} broke off")]
    Panicked { use_case: &'static str },
    /// The store was closed, or its writer ended.
    #[error("the store is closed")]
    Closed,
    /// Not offered on this engine; the text says what to do instead.
    #[error("{0}")]
    Unsupported(&'static str),
    /// Whatever else the driver says, without values.
    #[error("{0}")]
    Driver(String),
}

impl StoreError {
    /// The constraint that refused, if that is what happened.
    pub fn constraint(&self) -> Option<&str> {
        match self {
            StoreError::Conflict { constraint } => Some(constraint),
            _ => None,
        }
    }

    pub(crate) fn conflict(constraint: impl Into<String>) -> Self {
        StoreError::Conflict { constraint: constraint.into() }
    }

    /// The name of every broken foreign key: SQLite does not say which one it was.
    pub(crate) const FOREIGN_KEY: &'static str = "foreign_key";
}

/// Why a store did not open.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    #[error("the database address must read sqlite:FILE or postgres://USER@HOST/NAME")]
    BadUrl,
    #[error("the schema name {0:?} must be a-z, 0-9 and _, start with a letter and have at most 60 characters")]
    BadSchema(String),
    /// A mistyped path must not quietly become an empty database.
    #[error("there is no database at {0}")]
    Missing(String),
    /// Opened by an older program, a newer schema would be written to by the wrong rules.
    #[error("the database has schema {found}, this program knows up to {known}: use a newer program")]
    NewerSchema { found: i64, known: i64 },
    #[error("the database has schema {found}, this program needs {known}: migrate it first")]
    NeedsMigration { found: i64, known: i64 },
    #[error("migration {number} failed: {why}")]
    Migration { number: i64, why: StoreError },
    #[error("{engine} does not open: {why}")]
    Engine { engine: Engine, why: StoreError },
}
