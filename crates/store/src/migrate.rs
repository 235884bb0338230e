//! One list of migrations with one number, for both engines.
//!
//! A file is cut at its statement ends; `@append_only TABLE;` stands for the triggers that protect a book. Each
//! migration is one transaction that opens with its own row in `schema_migration`: a second node that starts at the
//! same time waits at that row and then finds the work done.

use std::time::Duration;

use deadpool_postgres::Object;
use rusqlite::Connection;

use crate::{
    dialect,
    engine::{Engine, StoreOptions},
    error::{OpenError, StoreError},
    postgres, sqlite,
};

struct Migration {
    number: i64,
    sql: &'static str,
}

static MIGRATIONS: &[Migration] = &[
    Migration { number: 1, sql: include_str!("../migrations/0001_books.sql") },
    Migration { number: 2, sql: include_str!("../migrations/0002_house.sql") },
    Migration { number: 3, sql: include_str!("../migrations/0003_service.sql") },
    Migration { number: 4, sql: include_str!("../migrations/0004_signers_and_lots.sql") },
    Migration { number: 5, sql: include_str!("../migrations/0005_goodwill.sql") },
    Migration { number: 6, sql: include_str!("../migrations/0006_order_review.sql") },
    Migration { number: 7, sql: include_str!("../migrations/0007_contracts.sql") },
    Migration { number: 8, sql: include_str!("../migrations/0008_open_cases_by_part.sql") },
    Migration { number: 9, sql: include_str!("../migrations/0009_node_divisions.sql") },
    Migration { number: 10, sql: include_str!("../migrations/0010_pay_outs.sql") },
];

const MIGRATION_PATIENCE: Duration = Duration::from_mins(10);
const CREATE_LIST: &str = "CREATE TABLE IF NOT EXISTS schema_migration (number BIGINT NOT NULL PRIMARY KEY)";
const LATEST: &str = "SELECT COALESCE(MAX(number), 0) FROM schema_migration";

/// The schema this program is written for.
pub fn known() -> i64 {
    MIGRATIONS.last().map_or(0, |migration| migration.number)
}

/// Refuses a schema this program must not touch; tells whether there is something to do.
fn judge(found: i64, options: &StoreOptions) -> Result<bool, OpenError> {
    match found.cmp(&known()) {
        std::cmp::Ordering::Greater => Err(OpenError::NewerSchema { found, known: known() }),
        std::cmp::Ordering::Equal => Ok(false),
        std::cmp::Ordering::Less if options.migrate => Ok(true),
        std::cmp::Ordering::Less => Err(OpenError::NeedsMigration { found, known: known() }),
    }
}

/// Brings a SQLite file up to date.
pub(crate) fn sqlite(connection: &mut Connection, options: &StoreOptions) -> Result<(), OpenError> {
    let found = sqlite_schema(connection).map_err(sqlite_fault)?;
    if !judge(found, options)? {
        return Ok(());
    }
    // An index on a big table, made by a program that began a moment before, takes longer than a use case may.
    connection.busy_timeout(MIGRATION_PATIENCE).map_err(sqlite_fault)?;
    connection.execute_batch(CREATE_LIST).map_err(sqlite_fault)?;
    for migration in MIGRATIONS.iter().filter(|migration| migration.number > found) {
        sqlite_step(connection, migration).map_err(|error| failed(migration, sqlite::plain_error(&error)))?;
    }
    connection.busy_timeout(sqlite::LOCK_PATIENCE).map_err(sqlite_fault)
}

fn sqlite_schema(connection: &Connection) -> rusqlite::Result<i64> {
    let lists: i64 =
        connection.query_row(dialect::count_tables_named(Engine::Sqlite), ["schema_migration"], |row| row.get(0))?;
    if lists == 0 { Ok(0) } else { connection.query_row(LATEST, [], |row| row.get(0)) }
}

fn sqlite_step(connection: &mut Connection, migration: &Migration) -> rusqlite::Result<()> {
    let transaction = connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
    let claim = "INSERT INTO schema_migration (number) VALUES (?1) ON CONFLICT DO NOTHING";
    if transaction.execute(claim, [migration.number])? == 1 {
        for step in steps(Engine::Sqlite, migration) {
            transaction.execute_batch(&step)?;
        }
    }
    transaction.commit()
}

fn sqlite_fault(error: rusqlite::Error) -> OpenError {
    OpenError::Engine { engine: Engine::Sqlite, why: sqlite::plain_error(&error) }
}

/// Brings a PostgreSQL schema up to date.
pub(crate) async fn postgres(client: &mut Object, options: &StoreOptions) -> Result<(), OpenError> {
    let found = postgres_schema(client).await.map_err(postgres_fault)?;
    if !judge(found, options)? {
        return Ok(());
    }
    create_list(client).await.map_err(postgres_fault)?;
    for migration in MIGRATIONS.iter().filter(|migration| migration.number > found) {
        postgres_step(client, migration).await.map_err(|error| failed(migration, postgres::plain_error(&error)))?;
    }
    Ok(())
}

async fn postgres_schema(client: &Object) -> Result<i64, tokio_postgres::Error> {
    let lists: i64 =
        client.query_one(dialect::count_tables_named(Engine::Postgres), &[&"schema_migration"]).await?.try_get(0)?;
    if lists == 0 { Ok(0) } else { client.query_one(LATEST, &[]).await?.try_get(0) }
}

/// Two nodes that create the list at one moment: the one that loses finds it there on asking again.
async fn create_list(client: &Object) -> Result<(), tokio_postgres::Error> {
    match client.batch_execute(CREATE_LIST).await {
        Ok(()) => Ok(()),
        Err(_) => client.batch_execute(CREATE_LIST).await,
    }
}

async fn postgres_step(client: &mut Object, migration: &Migration) -> Result<(), tokio_postgres::Error> {
    let transaction = client.transaction().await?;
    // An index on a big table, or the wait for another node's migration, takes longer than a use case may.
    transaction.batch_execute("SET LOCAL statement_timeout = 0").await?;
    let claim = "INSERT INTO schema_migration (number) VALUES ($1) ON CONFLICT DO NOTHING";
    if transaction.execute(claim, &[&migration.number]).await? == 1 {
        for step in steps(Engine::Postgres, migration) {
            transaction.batch_execute(&step).await?;
        }
    }
    transaction.commit().await
}

fn postgres_fault(error: tokio_postgres::Error) -> OpenError {
    OpenError::Engine { engine: Engine::Postgres, why: postgres::plain_error(&error) }
}

fn failed(migration: &Migration, why: StoreError) -> OpenError {
    OpenError::Migration { number: migration.number, why }
}

/// The statements of a migration in order, one DDL each.
fn steps(engine: Engine, migration: &Migration) -> Vec<String> {
    let mut steps = if migration.number == 1 { dialect::before_tables(engine) } else { Vec::new() };
    for statement in statements_of(migration.sql) {
        match statement.strip_prefix("@append_only ") {
            Some(table) => steps.extend(dialect::append_only(engine, table.trim())),
            None => steps.push(dialect::column_types(engine, &statement)),
        }
    }
    steps
}

/// Cuts at `;` outside quotes and drops comments.
fn statements_of(sql: &str) -> Vec<String> {
    let mut statements = Vec::new();
    let mut statement = String::new();
    let mut quoted = false;
    let mut letters = sql.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '-' if !quoted && letters.peek() == Some(&'-') => while letters.next_if(|l| *l != '\n').is_some() {},
            ';' if !quoted => statements.push(std::mem::take(&mut statement).trim().to_owned()),
            _ => {
                quoted ^= letter == '\'';
                statement.push(letter);
            }
        }
    }
    statements.push(statement.trim().to_owned());
    statements.retain(|statement| !statement.is_empty());
    statements
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_cut_at_its_statement_ends() {
        let sql = "-- why; it is so\nCREATE TABLE a (x TEXT CHECK (x <> ';--'));\n\n@append_only a;\n-- end";
        assert_eq!(statements_of(sql), ["CREATE TABLE a (x TEXT CHECK (x <> ';--'))", "@append_only a"]);
    }

    #[test]
    fn numbers_run_from_one_without_a_gap() {
        let numbers: Vec<i64> = MIGRATIONS.iter().map(|migration| migration.number).collect();
        assert_eq!(numbers, (1..=known()).collect::<Vec<_>>());
    }

    #[test]
    fn no_marker_is_left_in_what_an_engine_reads() {
        for engine in [Engine::Sqlite, Engine::Postgres] {
            for step in MIGRATIONS.iter().flat_map(|migration| steps(engine, migration)) {
                assert!(!step.contains('@') && !step.contains('{'), "{engine}: {step}");
            }
        }
    }
}
