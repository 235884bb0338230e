//! A file before it is imported: its headers, what they are taken for, its first rows.

use serde::Serialize;
use std::ops::ControlFlow;

use super::{
    FileSource, ImportKind, Mapping,
    fields::{self, Columns},
    file::{FileFacts, inspect},
    refusals::{EMPTY, refuse},
    rows::each_row,
};
use crate::Error;

/// Enough to see whether the columns are the right ones.
const ROWS_SHOWN: usize = 10;

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Preview {
    pub headers: Vec<String>,
    pub mapping: Mapping,
    pub rows: Vec<Vec<String>>,
    pub rows_expected: i64,
}

/// Reads the headers and the first rows. Off the threads that serve requests: a big file is read to its end once.
pub async fn preview(kind: ImportKind, source: FileSource, said: Mapping) -> Result<Preview, Error> {
    let look = move || {
        let facts = inspect(&source)?;
        let (headers, rows) = first_rows(&source, &facts)?;
        let columns = fields::guess(kind, &headers, &said)?;
        Ok(Preview { mapping: columns.mapping(), headers, rows, rows_expected: rows_expected(&facts) })
    };
    tokio::task::spawn_blocking(look).await.map_err(|e| Error::Fault(e.to_string()))?
}

/// Lines without the header's. A spreadsheet does not say before it is read.
pub(super) fn rows_expected(facts: &FileFacts) -> i64 {
    facts.lines.saturating_sub(1).max(0)
}

fn first_rows(source: &FileSource, facts: &FileFacts) -> Result<(Vec<String>, Vec<Vec<String>>), Error> {
    let mut rows: Vec<Vec<String>> = Vec::new();
    each_row(source, facts.form, &mut |row| {
        rows.push(row.cells.to_vec());
        Ok(if rows.len() > ROWS_SHOWN { ControlFlow::Break(()) } else { ControlFlow::Continue(()) })
    })?;
    if rows.is_empty() {
        return Err(refuse(EMPTY, "file", &[]));
    }
    let headers = rows.remove(0);
    Ok((headers, rows))
}

/// The columns of a file, by its first row.
pub(super) fn columns_of(
    kind: ImportKind,
    source: &FileSource,
    facts: &FileFacts,
    said: &Mapping,
) -> Result<Columns, Error> {
    let mut headers = Vec::new();
    each_row(source, facts.form, &mut |row| {
        headers = row.cells.to_vec();
        Ok(ControlFlow::Break(()))
    })?;
    if headers.is_empty() {
        return Err(refuse(EMPTY, "file", &[]));
    }
    let columns = fields::guess(kind, &headers, said)?;
    fields::check(kind, &columns)?;
    Ok(columns)
}
