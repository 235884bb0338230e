//! A use case's view of a PostgreSQL transaction, and what PostgreSQL's errors mean.

use deadpool_postgres::Object;
use futures_util::future::{join, join_all};
use tokio::runtime::Handle;
use tokio_postgres::{
    error::SqlState,
    types::{IsNull, ToSql, Type, private::BytesMut, to_sql_checked},
};

use super::together::together;
use crate::{
    engine::{Engine, Mode, Tx},
    error::StoreError,
    statement::{Batch, Statement},
    value::{Row, Value, check_texts},
};

/// How far the transaction is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    /// How it begins; that is said with the first statement, to save a trip.
    Opening(&'static str),
    Open,
    /// One question sees one moment by itself, without a transaction around it.
    Alone,
    Asked,
}

impl Stage {
    /// Questions see one moment; use cases see what others have committed and guard their changes by conditions.
    fn of(mode: Mode) -> Stage {
        match mode {
            Mode::Write => Stage::Opening("START TRANSACTION"),
            Mode::Read => Stage::Opening("START TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"),
            Mode::Ask => Stage::Alone,
        }
    }
}

const COMMIT: &str = "COMMIT";

/// How a transaction ended.
pub(super) enum Ended {
    Stands,
    /// Lost against another; running again may win.
    Lost,
    /// Rolled back for what it wrote last.
    Refused(StoreError),
    /// What the connection was left with is not known.
    Unknown(StoreError),
}

impl Ended {
    fn by(error: &tokio_postgres::Error, otherwise: fn(StoreError) -> Ended) -> Ended {
        if gave_way(error) { Ended::Lost } else { otherwise(plain_error(error)) }
    }
}

pub(super) struct PostgresTx<'a> {
    client: &'a Object,
    handle: &'a Handle,
    stage: Stage,
    /// Whether a commit will come.
    writes: bool,
    /// What goes with the commit, or before the next statement.
    last: Batch,
    spent: Option<StoreError>,
    lost: bool,
}

impl<'a> PostgresTx<'a> {
    pub(super) fn new(client: &'a Object, handle: &'a Handle, mode: Mode) -> Self {
        let writes = mode == Mode::Write;
        Self { client, handle, stage: Stage::of(mode), writes, last: Batch::new(), spent: None, lost: false }
    }

    /// Whether there is a transaction to be ended.
    pub(super) fn is_open(&self) -> bool {
        self.stage == Stage::Open
    }

    /// Lost against another transaction, whatever the use case made of the error.
    pub(super) fn has_lost(&self) -> bool {
        self.lost
    }

    fn usable(&self) -> Result<(), StoreError> {
        self.spent.clone().map_or(Ok(()), Err)
    }

    /// Where there is a transaction.
    fn may_change(&self) -> Result<(), StoreError> {
        self.usable()?;
        if matches!(self.stage, Stage::Alone | Stage::Asked) { Err(StoreError::ReadOnly) } else { Ok(()) }
    }

    fn may_ask(&self, statement: &'static Statement) -> Result<(), StoreError> {
        self.usable()?;
        match self.stage {
            Stage::Opening(_) | Stage::Open => Ok(()),
            Stage::Alone if is_question(statement.sql) => Ok(()),
            Stage::Alone => Err(StoreError::ReadOnly),
            Stage::Asked => Err(StoreError::Unsupported("a second question where one was announced")),
        }
    }

    fn spend(&mut self, statement: &'static Statement, error: &tokio_postgres::Error) -> StoreError {
        self.lost |= gave_way(error);
        let error = match plain_error(error) {
            StoreError::Driver(text) => StoreError::Driver(format!("{}: {text}", statement.name)),
            error => error,
        };
        self.spent = Some(error.clone());
        error
    }

    async fn run(
        &mut self,
        statement: &'static Statement,
        params: &[Value],
    ) -> Result<Vec<tokio_postgres::Row>, tokio_postgres::Error> {
        let text = statement.text(Engine::Postgres);
        let prepared = self.client.prepare_cached(text).await?;
        let params = as_sql(params);
        let answer = self.client.query(&prepared, &params);
        match self.stage {
            // Only a question may go with the opening: were that refused, a change would stand by itself.
            Stage::Opening(opening) if is_question(text) => {
                self.stage = Stage::Open;
                let (opened, rows) = join(self.client.batch_execute(opening), answer).await;
                opened.and(rows)
            }
            Stage::Alone => {
                self.stage = Stage::Asked;
                answer.await
            }
            _ => {
                self.open().await?;
                answer.await
            }
        }
    }

    async fn change(&mut self, statement: &'static Statement, params: &[Value]) -> Result<u64, tokio_postgres::Error> {
        let prepared = self.client.prepare_cached(statement.text(Engine::Postgres)).await?;
        self.open().await?;
        self.client.execute(&prepared, &as_sql(params)).await
    }

    /// Whatever the server says to it, the transaction is over then.
    pub(super) fn commit(&mut self) -> Ended {
        let last = std::mem::take(&mut self.last);
        let handle = self.handle;
        if let Some((text, params)) = together(&last) {
            return handle.block_on(self.insert_and_commit(&text, &params));
        }
        self.stage = Stage::Asked;
        match handle.block_on(self.client.batch_execute(COMMIT)) {
            Ok(()) => Ended::Stands,
            Err(error) => Ended::by(&error, Ended::Unknown),
        }
    }

    /// A commit after a refused statement is answered by a rollback.
    async fn insert_and_commit(&mut self, text: &str, params: &[&Value]) -> Ended {
        let begun = async {
            let prepared = self.client.prepare_cached(text).await?;
            self.open().await.map(|()| prepared)
        };
        let prepared = match begun.await {
            Ok(prepared) => prepared,
            Err(error) => return Ended::by(&error, Ended::Unknown),
        };
        self.stage = Stage::Asked;
        let params: Vec<&(dyn ToSql + Sync)> = params.iter().map(|value| *value as _).collect();
        match join(self.client.execute(&prepared, &params), self.client.batch_execute(COMMIT)).await {
            (Ok(_), Ok(())) => Ended::Stands,
            (Err(error), Ok(())) => Ended::by(&error, Ended::Refused),
            (_, Err(error)) => Ended::by(&error, Ended::Unknown),
        }
    }

    async fn open(&mut self) -> Result<(), tokio_postgres::Error> {
        let Stage::Opening(opening) = self.stage else { return Ok(()) };
        self.stage = Stage::Open;
        self.client.batch_execute(opening).await
    }

    /// In one piece, in the batch's order.
    fn change_in_order(&mut self, batch: &[(&'static Statement, Vec<Value>)]) -> Result<(), StoreError> {
        let Some((first, _)) = batch.first() else { return Ok(()) };
        let handle = self.handle;
        if let Some((text, params)) = together(batch) {
            let inserted = handle.block_on(self.insert_together(&text, &params));
            return inserted.map_err(|error| self.spend(first, &error));
        }
        let changes = handle.block_on(self.change_all(batch)).map_err(|error| self.spend(first, &error))?;
        for ((statement, _), changed) in batch.iter().zip(changes) {
            if changed.map_err(|error| self.spend(statement, &error))? == 0 {
                return Err(StoreError::Untouched { statement: statement.name });
            }
        }
        Ok(())
    }

    /// What was kept for the commit is done now: another statement follows, which may ask for it.
    fn do_last_now(&mut self) -> Result<(), StoreError> {
        let last = std::mem::take(&mut self.last);
        self.change_in_order(&last)
    }

    /// Plain inserts as one statement, named by the first of them.
    async fn insert_together(&mut self, text: &str, params: &[&Value]) -> Result<(), tokio_postgres::Error> {
        let prepared = self.client.prepare_cached(text).await?;
        self.open().await?;
        let params: Vec<&(dyn ToSql + Sync)> = params.iter().map(|value| *value as _).collect();
        self.client.execute(&prepared, &params).await.map(|_| ())
    }

    /// All are sent before the first answer is waited for; the server runs them in order.
    async fn change_all(
        &mut self,
        batch: &[(&'static Statement, Vec<Value>)],
    ) -> Result<Vec<Result<u64, tokio_postgres::Error>>, tokio_postgres::Error> {
        let mut prepared = Vec::with_capacity(batch.len());
        for (statement, _) in batch {
            prepared.push(self.client.prepare_cached(statement.text(Engine::Postgres)).await?);
        }
        self.open().await?;
        let client = self.client;
        let changes = prepared.iter().zip(batch).map(|(prepared, (_, params))| async move {
            let params = as_sql(params);
            client.execute(prepared, &params).await
        });
        Ok(join_all(changes).await)
    }
}

impl Tx for PostgresTx<'_> {
    fn execute(&mut self, statement: &'static Statement, params: &[Value]) -> Result<u64, StoreError> {
        self.may_change()?;
        check_texts(params)?;
        self.do_last_now()?;
        let handle = self.handle;
        handle.block_on(self.change(statement, params)).map_err(|error| self.spend(statement, &error))
    }

    fn query(&mut self, statement: &'static Statement, params: &[Value]) -> Result<Vec<Row>, StoreError> {
        self.may_ask(statement)?;
        check_texts(params)?;
        self.do_last_now()?;
        let handle = self.handle;
        let rows = handle.block_on(self.run(statement, params)).map_err(|error| self.spend(statement, &error))?;
        rows.iter().map(|row| read_row(statement, row)).collect()
    }

    fn execute_all(&mut self, batch: &[(&'static Statement, Vec<Value>)]) -> Result<(), StoreError> {
        self.may_change()?;
        batch.iter().try_for_each(|(_, params)| check_texts(params))?;
        self.do_last_now()?;
        self.change_in_order(batch)
    }

    fn execute_last(&mut self, batch: Vec<(&'static Statement, Vec<Value>)>) -> Result<(), StoreError> {
        if !self.writes {
            return self.execute_all(&batch);
        }
        self.may_change()?;
        batch.iter().try_for_each(|(_, params)| check_texts(params))?;
        self.last.extend(batch);
        if together(&self.last).is_some() { Ok(()) } else { self.do_last_now() }
    }

    fn prepare(&mut self, statement: &'static Statement) -> Result<(), StoreError> {
        self.usable()?;
        let prepared = self.handle.block_on(self.client.prepare_cached(statement.text(Engine::Postgres)));
        prepared.map(|_| ()).map_err(|error| self.spend(statement, &error))
    }

    fn engine(&self) -> Engine {
        Engine::Postgres
    }

    fn spent(&self) -> Option<&StoreError> {
        self.spent.as_ref()
    }
}

fn is_question(text: &str) -> bool {
    text.trim_start().starts_with("SELECT")
}

fn as_sql(params: &[Value]) -> Vec<&(dyn ToSql + Sync)> {
    params.iter().map(|value| value as &(dyn ToSql + Sync)).collect()
}

fn read_row(statement: &'static Statement, row: &tokio_postgres::Row) -> Result<Row, StoreError> {
    let values = (0..row.len())
        .map(|column| read_column(row, column).map_err(|_| StoreError::BadRow { statement: statement.name, column }));
    Ok(Row::new(statement.name, values.collect::<Result<_, _>>()?))
}

fn read_column(row: &tokio_postgres::Row, column: usize) -> Result<Value, tokio_postgres::Error> {
    Ok(match *row.columns()[column].type_() {
        Type::INT8 => row.try_get::<_, Option<i64>>(column)?.into(),
        Type::INT4 => row.try_get::<_, Option<i32>>(column)?.into(),
        Type::BYTEA => row.try_get::<_, Option<Vec<u8>>>(column)?.into(),
        // Whatever is no text (a NUMERIC sum without CAST) is refused by the driver here.
        _ => row.try_get::<_, Option<String>>(column)?.into(),
    })
}

/// The server says what type it wants; a value that is of another kind is refused, never converted.
impl ToSql for Value {
    fn to_sql(&self, ty: &Type, out: &mut BytesMut) -> Result<IsNull, Box<dyn std::error::Error + Sync + Send>> {
        match self {
            Value::Null => Ok(IsNull::Yes),
            Value::Int(number) if *ty == Type::INT8 => number.to_sql(ty, out),
            Value::Int(number) if *ty == Type::INT4 => i32::try_from(*number)?.to_sql(ty, out),
            Value::Text(text) if <&str as ToSql>::accepts(ty) => text.as_str().to_sql(ty, out),
            Value::Bytes(bytes) if *ty == Type::BYTEA => bytes.as_slice().to_sql(ty, out),
            _ => Err(format!("{self:?} does not fit {ty}").into()),
        }
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}

/// Lines in which two writers may want the same place: who comes second takes the next one when run again, or with a
/// key finds that its work is done.
const LINES: [&str; 3] = ["act_chain_seq", "thing_move_trail", "idempotency_pkey"];

/// Lost against another transaction: running again may win.
pub(super) fn gave_way(error: &tokio_postgres::Error) -> bool {
    match error.code() {
        Some(&SqlState::T_R_SERIALIZATION_FAILURE | &SqlState::T_R_DEADLOCK_DETECTED) => true,
        Some(&SqlState::UNIQUE_VIOLATION) => {
            error.as_db_error().and_then(|refusal| refusal.constraint()).is_some_and(|name| LINES.contains(&name))
        }
        _ => false,
    }
}

/// Only texts that cannot hold a value of a row are passed on.
pub(crate) fn plain_error(error: &tokio_postgres::Error) -> StoreError {
    let Some(refusal) = error.as_db_error() else {
        return driver_error(error);
    };
    let code = refusal.code();
    match code.code().get(..2).unwrap_or_default() {
        "23" => constraint_error(refusal),
        "25" if *code == SqlState::READ_ONLY_SQL_TRANSACTION => StoreError::ReadOnly,
        // Statement timeout, lock timeout, connections used up.
        _ if [SqlState::QUERY_CANCELED, SqlState::LOCK_NOT_AVAILABLE, SqlState::TOO_MANY_CONNECTIONS]
            .contains(code) =>
        {
            StoreError::Busy
        }
        "53" if *code == SqlState::DISK_FULL => StoreError::DiskFull,
        "08" | "57" | "58" | "53" => StoreError::Io(format!("SQLSTATE {}", code.code())),
        // Errors in the statement itself name tables and columns.
        "42" => StoreError::Driver(format!("SQLSTATE {}: {}", code.code(), refusal.message())),
        _ => StoreError::Driver(format!("SQLSTATE {}", code.code())),
    }
}

fn constraint_error(refusal: &tokio_postgres::error::DbError) -> StoreError {
    if *refusal.code() == SqlState::FOREIGN_KEY_VIOLATION {
        return StoreError::conflict(StoreError::FOREIGN_KEY);
    }
    match (refusal.constraint(), refusal.column()) {
        (Some(constraint), _) => StoreError::conflict(constraint),
        (None, Some(column)) => StoreError::Driver(format!("column {column} must not be NULL")),
        (None, None) => StoreError::Driver(format!("SQLSTATE {}", refusal.code().code())),
    }
}

fn driver_error(error: &tokio_postgres::Error) -> StoreError {
    use std::error::Error;
    if error.is_closed() || error.source().is_some_and(|source| source.is::<std::io::Error>()) {
        return StoreError::Io("the connection to PostgreSQL broke".to_owned());
    }
    // A parameter that does not fit says so in its source, by kind and type only.
    let source = error.source().map(|source| format!(": {source}")).unwrap_or_default();
    StoreError::Driver(format!("{error}{source}"))
}
