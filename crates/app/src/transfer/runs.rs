//! Imports so far, and the rows they rejected.

use aftercare_domain::identity::Action;
use aftercare_kernel::{Instant, Page, PageRequest, id::ImportId};
use aftercare_store::transfer::{self as store, RejectRow, RunRow};
use serde::Serialize;

use super::{ImportKind, Mapping};
use crate::{Actor, App, Error, stored::word};

/// A run as the page shows it; `state` is running, done or failed. One that stands still is resumed by importing the
/// same file again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RunView {
    pub id: ImportId,
    pub kind: ImportKind,
    pub file_name: String,
    pub mapping: Mapping,
    pub dry_run: bool,
    pub state: String,
    pub rows_read: i64,
    pub rows_taken: i64,
    pub rows_rejected: i64,
    pub started_at: Instant,
    pub finished_at: Option<Instant>,
    /// Empty for the house itself.
    pub person: String,
}

impl RunView {
    pub(super) fn of(row: RunRow) -> Result<Self, Error> {
        Ok(Self {
            kind: word(&row.kind)?,
            mapping: serde_json::from_str(&row.mapping).map_err(|e| Error::Fault(e.to_string()))?,
            id: row.id,
            file_name: row.file_name,
            dry_run: row.dry_run,
            state: row.state,
            rows_read: row.rows_read,
            rows_taken: row.rows_taken,
            rows_rejected: row.rows_rejected,
            started_at: row.started_at,
            finished_at: row.finished_at,
            person: row.person,
        })
    }
}

/// The latest first.
pub async fn runs(app: &App, actor: &Actor, request: PageRequest) -> Result<Page<RunView>, Error> {
    app.read("transfer.runs", actor, Action::Import, move |work| {
        let before = request.after.as_deref().map(str::parse).transpose().map_err(|_| Error::Missing("page"))?;
        let rows = store::runs(work.tx, work.actor.brand, before, request.limit() + 1)?;
        let views = rows.into_iter().map(RunView::of).collect::<Result<Vec<_>, _>>()?;
        Ok(Page::from_one_more(views, &request, |run: &RunView| run.id.to_string()))
    })
    .await
}

pub async fn run(app: &App, actor: &Actor, id: ImportId) -> Result<RunView, Error> {
    app.read("transfer.run", actor, Action::Import, move |work| {
        let row = store::find_run(work.tx, work.actor.brand, id)?.ok_or(Error::Missing("import"))?;
        RunView::of(row)
    })
    .await
}

/// Rejected rows in the order of lines. A line with several unfit cells is never parted between two pages.
pub async fn rejects(app: &App, actor: &Actor, id: ImportId, request: PageRequest) -> Result<Page<RejectRow>, Error> {
    app.read("transfer.rejects", actor, Action::Import, move |work| {
        let after = request.after.as_deref().map(str::parse::<i64>).transpose().map_err(|_| Error::Missing("page"))?;
        let most = request.limit() + MOST_PER_LINE;
        let rows = store::rejects(work.tx, work.actor.brand, id, after.unwrap_or(0), most)?;
        Ok(whole_lines(rows, &request))
    })
    .await
}

/// More columns than a kind of file has fields.
const MOST_PER_LINE: u32 = 32;

fn whole_lines(mut rows: Vec<RejectRow>, request: &PageRequest) -> Page<RejectRow> {
    let limit = request.limit() as usize;
    let Some(last) = rows.get(limit.saturating_sub(1)).map(|row| row.line) else {
        return Page { rows, next: None };
    };
    let end = rows.iter().position(|row| row.line > last);
    let next = end.map(|_| last.to_string());
    rows.truncate(end.unwrap_or(rows.len()));
    Page { rows, next }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_ends_behind_a_whole_line() {
        let row = |line: i64, column: &str| RejectRow {
            line,
            column: column.to_owned(),
            code: String::new(),
            value: String::new(),
        };
        let rows = vec![row(2, "a"), row(3, "a"), row(3, "b"), row(4, "a")];
        let page = whole_lines(rows.clone(), &PageRequest::new(None, 2));
        assert_eq!((page.rows.len(), page.next.as_deref()), (3, Some("3")));
        let page = whole_lines(rows, &PageRequest::new(None, 4));
        assert_eq!((page.rows.len(), page.next), (4, None));
    }
}
