//! What the two engines say differently. Everything else is one text in the common subset.

use crate::{engine::Engine, statement::Statement};

/// A statement as one engine reads it.
pub(crate) fn statement_text(engine: Engine, sql: &str) -> String {
    placeholders(engine, sql).replace("{skip_locked}", skip_locked(engine))
}

/// SQLite takes a bare `$2` for a name and counts names by their first appearance; `?2` is a number in it.
fn placeholders(engine: Engine, sql: &str) -> String {
    if engine == Engine::Postgres {
        return sql.to_owned();
    }
    let mut quoted = false;
    let mut text = String::with_capacity(sql.len());
    for letter in sql.chars() {
        quoted ^= letter == '\'';
        text.push(if letter == '$' && !quoted { '?' } else { letter });
    }
    text
}

/// Behind the `LIMIT` of a claim: `UPDATE … WHERE id IN (SELECT … LIMIT $2 {skip_locked}) RETURNING …`. Two nodes
/// then take different rows instead of waiting for each other. SQLite has one writer and nothing to skip.
fn skip_locked(engine: Engine) -> &'static str {
    match engine {
        Engine::Sqlite => "",
        Engine::Postgres => "FOR UPDATE SKIP LOCKED",
    }
}

/// The types of columns in a migration: bytes by name, and text that PostgreSQL too compares by bytes. Behind a table that
/// is little more than its key: SQLite then keeps it in the key's tree alone, half the pages to write.
pub(crate) fn column_types(engine: Engine, ddl: &str) -> String {
    let (bytes, keyed, text) = match engine {
        Engine::Sqlite => ("BLOB", "WITHOUT ROWID", " TEXT"),
        Engine::Postgres => ("BYTEA", "", " TEXT COLLATE \"C\""),
    };
    ddl.replace("{bytes}", bytes).replace("{keyed}", keyed).replace(" TEXT", text)
}

/// What must be there before the first table.
pub(crate) fn before_tables(engine: Engine) -> Vec<String> {
    match engine {
        Engine::Sqlite => Vec::new(),
        Engine::Postgres => vec![
            "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN \
             RAISE EXCEPTION 'rows of this table stay as they are' \
             USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = TG_TABLE_NAME || '_append_only'; \
             END $$"
                .to_owned(),
        ],
    }
}

/// The database itself refuses to change or delete a row of the books, whoever asks.
pub(crate) fn append_only(engine: Engine, table: &str) -> Vec<String> {
    match engine {
        Engine::Sqlite => ["UPDATE", "DELETE"]
            .map(|verb| {
                format!(
                    "CREATE TRIGGER {table}_no_{} BEFORE {verb} ON {table} \
                     BEGIN SELECT RAISE(ABORT, '{table}_append_only'); END",
                    verb.to_ascii_lowercase()
                )
            })
            .to_vec(),
        Engine::Postgres => [("change", "UPDATE OR DELETE", "ROW"), ("truncate", "TRUNCATE", "STATEMENT")]
            .map(|(name, verbs, each)| {
                format!(
                    "CREATE TRIGGER {table}_no_{name} BEFORE {verbs} ON {table} \
                     FOR EACH {each} EXECUTE FUNCTION refuse_change()"
                )
            })
            .to_vec(),
    }
}

/// Whether a table of this name is there: one row with a number.
pub(crate) fn count_tables_named(engine: Engine) -> &'static str {
    match engine {
        Engine::Sqlite => "SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name = ?1",
        Engine::Postgres => {
            "SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = current_schema() AND table_name = $1"
        }
    }
}

pub(crate) fn version(engine: Engine) -> &'static Statement {
    static SQLITE: Statement = Statement::new("dialect::VERSION", "SELECT sqlite_version()");
    static POSTGRES: Statement = Statement::new("dialect::VERSION", "SELECT current_setting('server_version')");
    match engine {
        Engine::Sqlite => &SQLITE,
        Engine::Postgres => &POSTGRES,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sqlite_counts_parameters_by_number_and_leaves_quoted_text_alone() {
        let sql = "SELECT '$2', x FROM t WHERE b = $2 AND a = $1";
        assert_eq!(statement_text(Engine::Sqlite, sql), "SELECT '$2', x FROM t WHERE b = ?2 AND a = ?1");
        assert_eq!(statement_text(Engine::Postgres, sql), sql);
    }

    #[test]
    fn a_claim_skips_locked_rows_on_postgresql_alone() {
        let sql = "SELECT id FROM outbox LIMIT $1 {skip_locked}";
        assert_eq!(statement_text(Engine::Postgres, sql), "SELECT id FROM outbox LIMIT $1 FOR UPDATE SKIP LOCKED");
        assert_eq!(statement_text(Engine::Sqlite, sql), "SELECT id FROM outbox LIMIT ?1 ");
    }

    #[test]
    fn text_columns_compare_by_bytes_on_postgresql() {
        let ddl = "CREATE TABLE t (a TEXT NOT NULL, b {bytes}) {keyed}";
        assert_eq!(column_types(Engine::Postgres, ddl), "CREATE TABLE t (a TEXT COLLATE \"C\" NOT NULL, b BYTEA) ");
        assert_eq!(column_types(Engine::Sqlite, ddl), "CREATE TABLE t (a TEXT NOT NULL, b BLOB) WITHOUT ROWID");
    }
}
