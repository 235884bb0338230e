//! A use case's view of a SQLite connection, and what SQLite's errors mean.

use std::{
    collections::HashMap,
    time::{Duration, Instant},
};

use rusqlite::{CachedStatement, Connection, ErrorCode, ffi, params_from_iter, types::ValueRef};

use crate::{
    engine::{Engine, Tx},
    error::StoreError,
    statement::Statement,
    value::{Row, Value, check_texts},
};

/// How many steps of SQLite's machine pass between two looks at the time: about a millisecond.
const STEPS_BETWEEN_LOOKS: i32 = 20_000;

pub(super) struct SqliteTx<'a> {
    connection: &'a Connection,
    names: &'a ConflictNames,
    spent: Option<StoreError>,
    changed: bool,
}

impl<'a> SqliteTx<'a> {
    /// `patience` is for all statements of the use case together: a runaway search must not hold up the others.
    #[allow(clippy::disallowed_methods, reason = "measures what has elapsed, no rule depends on it")]
    pub(super) fn new(
        connection: &'a mut Connection,
        names: &'a ConflictNames,
        patience: Duration,
    ) -> Result<Self, StoreError> {
        let begun = Instant::now();
        connection
            .progress_handler(STEPS_BETWEEN_LOOKS, Some(move || begun.elapsed() > patience))
            .map_err(|error| plain_error(&error))?;
        Ok(Self { connection, names, spent: None, changed: false })
    }

    /// Whether a statement that can change rows was run.
    pub(super) fn has_changed(&self) -> bool {
        self.changed
    }

    /// Does something with a compiled statement, unless an earlier one was refused.
    fn with<T>(
        &mut self,
        statement: &'static Statement,
        work: impl FnOnce(&mut CachedStatement<'_>) -> Result<T, Trouble>,
    ) -> Result<T, StoreError> {
        if let Some(error) = &self.spent {
            return Err(error.clone());
        }
        let prepared = self.connection.prepare_cached(statement.text(Engine::Sqlite)).map_err(Trouble::from);
        let changed = &mut self.changed;
        let run = prepared.and_then(|mut prepared| {
            *changed |= !prepared.readonly();
            work(&mut prepared)
        });
        run.map_err(|trouble| {
            let error = trouble.into_store_error(statement.name, self.names);
            self.spent = Some(error.clone());
            error
        })
    }
}

impl Tx for SqliteTx<'_> {
    fn execute(&mut self, statement: &'static Statement, params: &[Value]) -> Result<u64, StoreError> {
        check_texts(params)?;
        self.with(statement, |prepared| {
            let changed = prepared.execute(params_from_iter(params))?;
            Ok(u64::try_from(changed).unwrap_or(u64::MAX))
        })
    }

    fn query(&mut self, statement: &'static Statement, params: &[Value]) -> Result<Vec<Row>, StoreError> {
        check_texts(params)?;
        self.with(statement, |prepared| {
            let width = prepared.column_count();
            let mut found = prepared.query(params_from_iter(params))?;
            let mut rows = Vec::new();
            while let Some(row) = found.next()? {
                rows.push(Row::new(statement.name, read_row(row, width)?));
            }
            Ok(rows)
        })
    }

    fn execute_all(&mut self, batch: &[(&'static Statement, Vec<Value>)]) -> Result<(), StoreError> {
        for (statement, params) in batch {
            if self.execute(statement, params)? == 0 {
                return Err(StoreError::Untouched { statement: statement.name });
            }
        }
        Ok(())
    }

    fn execute_last(&mut self, batch: Vec<(&'static Statement, Vec<Value>)>) -> Result<(), StoreError> {
        self.execute_all(&batch)
    }

    fn prepare(&mut self, statement: &'static Statement) -> Result<(), StoreError> {
        self.with(statement, |_| Ok(()))
    }

    fn engine(&self) -> Engine {
        Engine::Sqlite
    }

    fn spent(&self) -> Option<&StoreError> {
        self.spent.as_ref()
    }
}

/// A column that is no text, number or bytes, or whatever the driver says.
enum Trouble {
    Column(usize),
    Driver(rusqlite::Error),
}

impl From<rusqlite::Error> for Trouble {
    fn from(error: rusqlite::Error) -> Self {
        Trouble::Driver(error)
    }
}

impl Trouble {
    fn into_store_error(self, statement: &'static str, names: &ConflictNames) -> StoreError {
        match self {
            Trouble::Column(column) => StoreError::BadRow { statement, column },
            Trouble::Driver(error) => match named_error(&error, names) {
                StoreError::Driver(text) => StoreError::Driver(format!("{statement}: {text}")),
                error => error,
            },
        }
    }
}

fn read_row(row: &rusqlite::Row<'_>, width: usize) -> Result<Vec<Value>, Trouble> {
    (0..width)
        .map(|column| match row.get_ref(column)? {
            ValueRef::Null => Ok(Value::Null),
            ValueRef::Integer(number) => Ok(Value::Int(number)),
            ValueRef::Blob(bytes) => Ok(Value::Bytes(bytes.to_vec())),
            ValueRef::Text(text) => match std::str::from_utf8(text) {
                Ok(text) => Ok(Value::Text(text.to_owned())),
                Err(_) => Err(Trouble::Column(column)),
            },
            ValueRef::Real(_) => Err(Trouble::Column(column)),
        })
        .collect()
}

impl rusqlite::ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<rusqlite::types::ToSqlOutput<'_>> {
        Ok(rusqlite::types::ToSqlOutput::Borrowed(match self {
            Value::Null => ValueRef::Null,
            Value::Int(number) => ValueRef::Integer(*number),
            Value::Text(text) => ValueRef::Text(text.as_bytes()),
            Value::Bytes(bytes) => ValueRef::Blob(bytes),
        }))
    }
}

/// SQLite names the columns of a broken unique index, not the index. Read once, when the schema is settled.
#[derive(Default)]
pub(super) struct ConflictNames(HashMap<String, String>);

impl ConflictNames {
    pub(super) fn read(connection: &Connection) -> rusqlite::Result<Self> {
        let mut names = HashMap::new();
        let mut find = connection.prepare(
            "SELECT t.name, l.name, l.origin, group_concat(t.name || '.' || i.name, ', ' ORDER BY i.seqno)
             FROM sqlite_master t, pragma_index_list(t.name) l, pragma_index_info(l.name) i
             WHERE t.type = 'table' AND l.\"unique\" = 1
             GROUP BY t.name, l.name, l.origin",
        )?;
        let mut rows = find.query([])?;
        while let Some(row) = rows.next()? {
            let (table, index, origin): (String, String, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
            names.insert(row.get(3)?, if origin == "pk" { format!("{table}_pkey") } else { index });
        }
        Ok(Self(names))
    }

    /// `columns` reads `unit.brand_id, unit.serial`.
    fn of(&self, columns: &str) -> String {
        self.0.get(columns).cloned().unwrap_or_else(|| columns.to_owned())
    }
}

/// An error outside a use case, where no constraint has a name yet.
pub(crate) fn plain_error(error: &rusqlite::Error) -> StoreError {
    named_error(error, &ConflictNames::default())
}

/// SQLite's texts name tables, columns and constraints, never values.
fn named_error(error: &rusqlite::Error, names: &ConflictNames) -> StoreError {
    let rusqlite::Error::SqliteFailure(code, text) = error else {
        return StoreError::Driver(error.to_string());
    };
    let text = text.as_deref().unwrap_or_default();
    match code.code {
        ErrorCode::ConstraintViolation => constraint_error(code.extended_code, text, names),
        ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked | ErrorCode::OperationInterrupted => StoreError::Busy,
        ErrorCode::DiskFull => StoreError::DiskFull,
        ErrorCode::ReadOnly => StoreError::ReadOnly,
        ErrorCode::SystemIoFailure | ErrorCode::CannotOpen | ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase => {
            StoreError::Io(format!("{code}: {text}"))
        }
        _ => StoreError::Driver(format!("{code}: {text}")),
    }
}

fn constraint_error(extended: i32, text: &str, names: &ConflictNames) -> StoreError {
    let detail = text.split_once("failed: ").map_or(text, |(_, detail)| detail);
    match extended {
        ffi::SQLITE_CONSTRAINT_UNIQUE | ffi::SQLITE_CONSTRAINT_PRIMARYKEY => StoreError::conflict(names.of(detail)),
        ffi::SQLITE_CONSTRAINT_CHECK | ffi::SQLITE_CONSTRAINT_TRIGGER => StoreError::conflict(detail),
        ffi::SQLITE_CONSTRAINT_FOREIGNKEY => StoreError::conflict(StoreError::FOREIGN_KEY),
        _ => StoreError::Driver(text.to_owned()),
    }
}
