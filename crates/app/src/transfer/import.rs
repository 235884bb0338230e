//! A file is imported: known, begun or taken up again, read in one thread and written in another, ended.

use aftercare_domain::{
    acts::{Chain, ChainKind},
    identity::Action,
};
use aftercare_kernel::id::{ActId, ImportId};
use aftercare_store::{
    identity, products,
    transfer::{self as store, NewRun, RunRow},
};
use serde_json::json;
use std::{collections::HashMap, ops::ControlFlow, sync::Arc};
use tokio::sync::mpsc;

use super::{
    FileSource, ImportKind, ImportOrder, ImportReport, Progress, customer_rows, device_rows,
    fields::Columns,
    file::{FileFacts, Form, inspect},
    piece::{Frame, PIECE, Piece, Row, Seen, Taken},
    product_rows,
    rows::{RawRow, each_row},
    sheet::{columns_of, rows_expected},
    write::{Target, write_piece},
};
use crate::{Actor, App, Error, Work, devices::brand_places, stored::word};

/// Pieces read ahead of the writer.
const READ_AHEAD: usize = 4;
/// From so many new rows on the planner should count anew.
const MANY: i64 = 10_000;
/// Models are read in pages of so many.
const PAGE: u32 = 1000;

/// Imports a file, or goes on behind the rows of an earlier run over the same file. `progress` is told after each piece.
pub async fn import(
    app: &App,
    actor: &Actor,
    order: ImportOrder,
    progress: impl Fn(Progress) + Send,
) -> Result<ImportReport, Error> {
    actor.may(Action::Import)?;
    let (order, facts, columns) = know(order).await?;
    let run = begin(app, actor, &order, &facts, &columns).await?;
    if run.row.state == DONE {
        return report(run.row, 0, true);
    }
    let resumed_from = run.row.rows_read;
    match pump(app, actor, &order, &facts, columns, &run, &progress).await {
        Ok(()) => {
            let row = end(app, actor, run.row.id, DONE).await?;
            if row.rows_taken >= MANY {
                app.store().analyze().await?;
            }
            report(row, resumed_from, false)
        }
        Err(error) => {
            // The run is marked so that nobody waits for it; that it also can be taken up again is in its rows.
            if let Err(second) = end(app, actor, run.row.id, FAILED).await {
                tracing::warn!(%second, "an import that broke off is not marked as failed");
            }
            Err(error)
        }
    }
}

const DONE: &str = "done";
const FAILED: &str = "failed";

/// What the file is, off the threads that serve requests.
async fn know(order: ImportOrder) -> Result<(ImportOrder, FileFacts, Columns), Error> {
    let look = move || {
        let facts = inspect(&order.source)?;
        let columns = columns_of(order.kind, &order.source, &facts, &order.mapping)?;
        Ok((order, facts, columns))
    };
    tokio::task::spawn_blocking(look).await.map_err(|e| Error::Fault(e.to_string()))?
}

/// A run that is under way, or was finished before. `act` is what its moves are told to come from.
#[derive(Debug, Clone)]
struct Begun {
    row: RunRow,
    act: Option<ActId>,
}

async fn begin(
    app: &App,
    actor: &Actor,
    order: &ImportOrder,
    facts: &FileFacts,
    columns: &Columns,
) -> Result<Begun, Error> {
    let (kind, dry_run, sha256) = (order.kind, order.dry_run, facts.sha256.clone());
    let file_name: String = order.file_name.chars().take(200).collect();
    let mapping = serde_json::to_string(&columns.mapping()).map_err(|e| Error::Fault(e.to_string()))?;
    app.write("transfer.begin", actor, Action::Import, move |work| {
        let brand = work.actor.brand;
        let earlier = if dry_run { None } else { store::run_of_file(work.tx, brand, kind.name(), &sha256)? };
        let (id, verb) = match earlier {
            Some(row) if row.state == DONE => return Ok(Begun { row, act: None }),
            Some(row) => {
                store::resume_run(work.tx, brand, row.id, &mapping)?;
                (row.id, "resume_import")
            }
            None => {
                let id = work.id(ImportId::new);
                store::insert_run(
                    work.tx,
                    &NewRun {
                        id,
                        brand_id: brand,
                        person_id: work.actor.person,
                        kind: kind.name(),
                        file_name: &file_name,
                        file_sha256: &sha256,
                        mapping: &mapping,
                        dry_run,
                        started_at: work.now,
                    },
                )?;
                (id, "start_import")
            }
        };
        let told = json!({ "kind": kind, "file": file_name, "sha256": sha256, "dry_run": dry_run });
        let act = work.act(Chain::new(ChainKind::Import, id), None, verb, &told)?;
        let row = store::find_run(work.tx, brand, id)?.ok_or(Error::Missing("import"))?;
        Ok(Begun { row, act: Some(act) })
    })
    .await
}

/// Reads and writes at the same time, piece by piece.
async fn pump(
    app: &App,
    actor: &Actor,
    order: &ImportOrder,
    facts: &FileFacts,
    columns: Columns,
    run: &Begun,
    progress: &(impl Fn(Progress) + Send),
) -> Result<(), Error> {
    let (frame, target) = prepare(app, actor, order, run, &columns).await?;
    let (sender, mut pieces) = mpsc::channel(READ_AHEAD);
    let reading = Reading { app: app.clone(), kind: order.kind, columns, frame, skip: run.row.rows_read, sender };
    let (source, form) = (order.source.clone(), facts.form);
    let reader = tokio::task::spawn_blocking(move || reading.read(&source, form));
    let mut told = Progress {
        run: run.row.id,
        rows_read: run.row.rows_read,
        rows_taken: run.row.rows_taken,
        rows_rejected: run.row.rows_rejected,
        rows_expected: rows_expected(facts),
    };
    while let Some(piece) = pieces.recv().await {
        let written = write_piece(app, actor, &target, Arc::new(piece), told.rows_rejected).await?;
        told.rows_read = written.to;
        told.rows_taken += written.taken;
        told.rows_rejected += written.rejected;
        progress(told);
    }
    reader.await.map_err(|e| Error::Fault(e.to_string()))?
}

/// What the rows are checked against, and where they go.
async fn prepare(
    app: &App,
    actor: &Actor,
    order: &ImportOrder,
    run: &Begun,
    columns: &Columns,
) -> Result<(Frame, Target), Error> {
    let (kind, dry_run, id, act, columns) = (order.kind, order.dry_run, run.row.id, run.act, columns.clone());
    app.read("transfer.prepare", actor, Action::Import, move |work| {
        let brand = identity::find_brand(work.tx, work.actor.brand)?.ok_or(Error::Missing("brand"))?;
        let models = if kind == ImportKind::Customers { HashMap::new() } else { models(work)? };
        let frame = Frame { today: work.today(), currency: word(&brand.currency)?, models, seen: Seen::default() };
        let (source, customers) = brand_places(work)?;
        Ok((frame, Target { run: id, dry_run, act, source, customers, columns: columns.clone() }))
    })
    .await
}

/// Every model of the brand by its code: a catalogue is small enough to be held.
fn models(
    work: &mut Work<'_>,
) -> Result<HashMap<String, (aftercare_kernel::id::ModelId, aftercare_kernel::Currency)>, Error> {
    let (mut all, mut after) = (HashMap::new(), String::new());
    loop {
        let page = products::models(work.tx, work.actor.brand, &after, PAGE)?;
        let whole = page.len() == PAGE as usize;
        for model in page {
            after.clone_from(&model.entry.code);
            all.insert(model.entry.code, (model.id, model.entry.price.currency()));
        }
        if !whole {
            return Ok(all);
        }
    }
}

/// The reading thread: rows become pieces.
struct Reading {
    app: App,
    kind: ImportKind,
    columns: Columns,
    frame: Frame,
    /// Rows that an earlier run wrote; they are read again only to know what has stood in the file.
    skip: i64,
    sender: mpsc::Sender<Piece>,
}

impl Reading {
    fn read(mut self, source: &FileSource, form: Form) -> Result<(), Error> {
        let mut piece = Piece { from: self.skip, to: self.skip, ..Piece::default() };
        let mut rows_read = -1;
        let (columns, sender) = (std::mem::take(&mut self.columns), self.sender.clone());
        each_row(source, form, &mut |raw| {
            rows_read += 1;
            // The first row is the header.
            if rows_read == 0 {
                return Ok(ControlFlow::Continue(()));
            }
            let (taken, row) = self.examine(&raw, &columns);
            if rows_read <= self.skip {
                return Ok(ControlFlow::Continue(()));
            }
            piece.to = rows_read;
            piece.rejects.extend(row.rejects);
            piece.rows.extend(taken.map(|taken| (raw.line, taken)));
            if piece.to - piece.from < PIECE_ROWS {
                return Ok(ControlFlow::Continue(()));
            }
            let full = std::mem::replace(&mut piece, Piece { from: rows_read, to: rows_read, ..Piece::default() });
            // The writer is gone when it could not go on; it says why itself.
            Ok(if sender.blocking_send(full).is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) })
        })?;
        if piece.to > piece.from && sender.blocking_send(piece).is_err() {
            tracing::debug!("the writer of an import ended before its reader");
        }
        Ok(())
    }

    fn examine<'a>(&mut self, raw: &RawRow<'a>, columns: &'a Columns) -> (Option<Taken>, Row<'a>) {
        let mut row = Row::new(raw, columns);
        let taken = match self.kind {
            ImportKind::Devices => device_rows::read(&mut row, &mut self.frame),
            ImportKind::Customers => customer_rows::read(&mut row, &mut self.frame),
            ImportKind::Products => product_rows::read(&mut row, &mut self.frame, &self.app),
        };
        (taken, row)
    }
}

const PIECE_ROWS: i64 = PIECE as i64;

async fn end(app: &App, actor: &Actor, id: ImportId, state: &'static str) -> Result<RunRow, Error> {
    app.write("transfer.end", actor, Action::Import, move |work| {
        let brand = work.actor.brand;
        let ended = store::end_run(work.tx, brand, id, state, work.now)?;
        let row = store::find_run(work.tx, brand, id)?.ok_or(Error::Missing("import"))?;
        if ended {
            let told = json!({ "state": state, "read": row.rows_read, "taken": row.rows_taken, "rejected": row.rows_rejected });
            work.act(Chain::new(ChainKind::Import, id), None, "end_import", &told)?;
        }
        Ok(row)
    })
    .await
}

fn report(row: RunRow, resumed_from: i64, done_before: bool) -> Result<ImportReport, Error> {
    Ok(ImportReport {
        run: row.id,
        kind: word(&row.kind)?,
        mapping: serde_json::from_str(&row.mapping).map_err(|e| Error::Fault(e.to_string()))?,
        file_name: row.file_name,
        dry_run: row.dry_run,
        rows_read: row.rows_read,
        rows_taken: row.rows_taken,
        rows_rejected: row.rows_rejected,
        resumed_from,
        done_before,
    })
}
