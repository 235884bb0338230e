//! What is to be imported, and what became of it.

use aftercare_kernel::id::ImportId;
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

use super::{FileSource, Mapping};
use crate::Error;

/// What the rows of a file are. The words are those of the command line and of the `import_run` table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ImportKind {
    Devices,
    Customers,
    /// Models, and the spare parts that fit them.
    Products,
}

impl ImportKind {
    pub const ALL: [ImportKind; 3] = [ImportKind::Devices, ImportKind::Customers, ImportKind::Products];

    pub const fn name(self) -> &'static str {
        match self {
            ImportKind::Devices => "devices",
            ImportKind::Customers => "customers",
            ImportKind::Products => "products",
        }
    }
}

impl fmt::Display for ImportKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for ImportKind {
    type Err = Error;
    fn from_str(word: &str) -> Result<Self, Error> {
        ImportKind::ALL.into_iter().find(|kind| kind.name() == word).ok_or(Error::Missing("import"))
    }
}

/// A file to be imported. Columns that `mapping` does not name are found by their headers.
#[derive(Debug, Clone)]
pub struct ImportOrder {
    pub kind: ImportKind,
    pub file_name: String,
    pub source: FileSource,
    pub mapping: Mapping,
    /// Reads and checks every row and writes nothing but the report.
    pub dry_run: bool,
}

/// How far a run has come. `rows_expected` is counted by lines and may be a little more than there are rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Progress {
    pub run: ImportId,
    pub rows_read: i64,
    pub rows_taken: i64,
    pub rows_rejected: i64,
    pub rows_expected: i64,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ImportReport {
    pub run: ImportId,
    pub kind: ImportKind,
    pub file_name: String,
    pub dry_run: bool,
    pub rows_read: i64,
    pub rows_taken: i64,
    pub rows_rejected: i64,
    pub mapping: Mapping,
    /// Rows that an earlier run over the same file had read; this one went on behind them.
    pub resumed_from: i64,
    /// The file was imported to its end before; nothing was done.
    pub done_before: bool,
}
