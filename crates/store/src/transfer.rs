//! Runs of imports and the rows they rejected.

use aftercare_kernel::{
    Instant,
    id::{BrandId, ImportId, PersonId},
};

use crate::{Row, StoreError, Tx, one, statement::Batch, statements};

statements! {
    INSERT_RUN = "
        INSERT INTO import_run
            (id, brand_id, person_id, kind, file_name, file_sha256, mapping, dry_run, state, rows_read, rows_taken, rows_rejected, started_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'running', 0, 0, 0, $9)";
    FIND_RUN = "
        SELECT r.id, r.kind, r.file_name, r.file_sha256, r.mapping, r.dry_run, r.state, r.rows_read, r.rows_taken,
            r.rows_rejected, r.started_at, r.finished_at, COALESCE(h.name, '')
        FROM import_run r LEFT JOIN person h ON h.id = r.person_id WHERE r.id = $1 AND r.brand_id = $2";
    /// The latest real run over the same file.
    RUN_OF_FILE = "
        SELECT r.id, r.kind, r.file_name, r.file_sha256, r.mapping, r.dry_run, r.state, r.rows_read, r.rows_taken,
            r.rows_rejected, r.started_at, r.finished_at, COALESCE(h.name, '')
        FROM import_run r LEFT JOIN person h ON h.id = r.person_id
        WHERE r.brand_id = $1 AND r.kind = $2 AND r.file_sha256 = $3 AND r.dry_run = 0
        ORDER BY r.started_at DESC, r.id DESC LIMIT 1";
    RUNS = "
        SELECT r.id, r.kind, r.file_name, r.file_sha256, r.mapping, r.dry_run, r.state, r.rows_read, r.rows_taken,
            r.rows_rejected, r.started_at, r.finished_at, COALESCE(h.name, '')
        FROM import_run r LEFT JOIN person h ON h.id = r.person_id
        WHERE r.brand_id = $1 AND r.id < $2 ORDER BY r.id DESC LIMIT $3";
    /// Goes on from exactly where the run stood: of two programs over one file only one can.
    ADVANCE_RUN = "
        UPDATE import_run SET rows_read = $4, rows_taken = rows_taken + $5, rows_rejected = rows_rejected + $6
        WHERE id = $1 AND brand_id = $2 AND rows_read = $3 AND state = 'running'";
    END_RUN = "UPDATE import_run SET state = $3, finished_at = $4 WHERE id = $1 AND brand_id = $2 AND state = 'running'";
    RESUME_RUN = "
        UPDATE import_run SET state = 'running', mapping = $3, finished_at = NULL
        WHERE id = $1 AND brand_id = $2 AND state <> 'done'";
    INSERT_REJECT = "
        INSERT INTO import_reject (import_id, line, column_name, code, value) VALUES ($1, $2, $3, $4, $5)";
    REJECTS = "
        SELECT j.line, j.column_name, j.code, j.value
        FROM import_reject j JOIN import_run r ON r.id = j.import_id
        WHERE j.import_id = $1 AND r.brand_id = $2 AND j.line > $3 ORDER BY j.line, j.column_name LIMIT $4";
}

/// A run of an import. `state` is running, done or failed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RunRow {
    pub id: ImportId,
    pub kind: String,
    pub file_name: String,
    pub file_sha256: String,
    /// JSON: field to column header.
    pub mapping: String,
    pub dry_run: bool,
    pub state: String,
    pub rows_read: i64,
    pub rows_taken: i64,
    pub rows_rejected: i64,
    pub started_at: Instant,
    pub finished_at: Option<Instant>,
    pub person: String,
}

impl RunRow {
    fn read(row: &Row) -> Result<Self, StoreError> {
        Ok(Self {
            id: row.parse(0)?,
            kind: row.text(1)?,
            file_name: row.text(2)?,
            file_sha256: row.text(3)?,
            mapping: row.text(4)?,
            dry_run: row.flag(5)?,
            state: row.text(6)?,
            rows_read: row.int(7)?,
            rows_taken: row.int(8)?,
            rows_rejected: row.int(9)?,
            started_at: row.instant(10)?,
            finished_at: row.opt_instant(11)?,
            person: row.text(12)?,
        })
    }
}

pub struct NewRun<'a> {
    pub id: ImportId,
    pub brand_id: BrandId,
    pub person_id: PersonId,
    pub kind: &'static str,
    pub file_name: &'a str,
    pub file_sha256: &'a str,
    pub mapping: &'a str,
    pub dry_run: bool,
    pub started_at: Instant,
}

pub fn insert_run(tx: &mut dyn Tx, run: &NewRun) -> Result<(), StoreError> {
    tx.execute(
        &INSERT_RUN,
        &[
            run.id.into(),
            run.brand_id.into(),
            run.person_id.into(),
            run.kind.into(),
            run.file_name.into(),
            run.file_sha256.into(),
            run.mapping.into(),
            run.dry_run.into(),
            run.started_at.into(),
        ],
    )?;
    Ok(())
}

pub fn find_run(tx: &mut dyn Tx, brand: BrandId, id: ImportId) -> Result<Option<RunRow>, StoreError> {
    one(tx, &FIND_RUN, &[id.into(), brand.into()])?.as_ref().map(RunRow::read).transpose()
}

pub fn run_of_file(
    tx: &mut dyn Tx,
    brand: BrandId,
    kind: &'static str,
    file_sha256: &str,
) -> Result<Option<RunRow>, StoreError> {
    one(tx, &RUN_OF_FILE, &[brand.into(), kind.into(), file_sha256.into()])?.as_ref().map(RunRow::read).transpose()
}

/// The latest first; `before` is the last id seen.
pub fn runs(tx: &mut dyn Tx, brand: BrandId, before: Option<ImportId>, most: u32) -> Result<Vec<RunRow>, StoreError> {
    let before = before.map_or_else(|| "~".to_owned(), |id| id.to_string());
    tx.query(&RUNS, &[brand.into(), before.into(), most.into()])?.iter().map(RunRow::read).collect()
}

/// What a piece of a run did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Advance {
    pub from: i64,
    pub to: i64,
    pub taken: i64,
    pub rejected: i64,
}

/// False when the run does not stand where this piece begins: another program goes over the same file.
pub fn advance(tx: &mut dyn Tx, brand: BrandId, run: ImportId, advance: Advance) -> Result<bool, StoreError> {
    let Advance { from, to, taken, rejected } = advance;
    let params = [run.into(), brand.into(), from.into(), to.into(), taken.into(), rejected.into()];
    Ok(tx.execute(&ADVANCE_RUN, &params)? > 0)
}

/// `state` is done or failed.
pub fn end_run(
    tx: &mut dyn Tx,
    brand: BrandId,
    run: ImportId,
    state: &'static str,
    now: Instant,
) -> Result<bool, StoreError> {
    Ok(tx.execute(&END_RUN, &[run.into(), brand.into(), state.into(), now.into()])? > 0)
}

/// Takes up a run that did not come to its end.
pub fn resume_run(tx: &mut dyn Tx, brand: BrandId, run: ImportId, mapping: &str) -> Result<bool, StoreError> {
    Ok(tx.execute(&RESUME_RUN, &[run.into(), brand.into(), mapping.into()])? > 0)
}

/// A row that was not taken: where, why, and what stood there.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct RejectRow {
    /// As a text editor or a spreadsheet counts, from 1.
    pub line: i64,
    /// The header of the column; empty when the row as a whole is at fault.
    pub column: String,
    pub code: String,
    pub value: String,
}

pub fn insert_rejects(tx: &mut dyn Tx, run: ImportId, rejects: &[RejectRow]) -> Result<(), StoreError> {
    let row = |reject: &RejectRow| {
        vec![
            run.into(),
            reject.line.into(),
            reject.column.as_str().into(),
            reject.code.as_str().into(),
            reject.value.as_str().into(),
        ]
    };
    tx.execute_all(&rejects.iter().map(|reject| (&INSERT_REJECT, row(reject))).collect::<Batch>())
}

/// In the order of lines; `after_line` is the last line seen, 0 at the start.
pub fn rejects(
    tx: &mut dyn Tx,
    brand: BrandId,
    run: ImportId,
    after_line: i64,
    most: u32,
) -> Result<Vec<RejectRow>, StoreError> {
    let read =
        |row: &Row| Ok(RejectRow { line: row.int(0)?, column: row.text(1)?, code: row.text(2)?, value: row.text(3)? });
    tx.query(&REJECTS, &[run.into(), brand.into(), after_line.into(), most.into()])?.iter().map(read).collect()
}
