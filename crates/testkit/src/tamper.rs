//! Someone with the keys to the database bends a row. What the database refuses, a thief switches off first.

use aftercare_store::{Engine, Statement, StoreError};

use crate::World;

/// One row of a book changed behind the back of the program, and the rule of `aftercare check` that must notice.
pub struct Bend {
    pub name: &'static str,
    /// The table whose guard is taken away.
    pub table: &'static str,
    pub rule: &'static str,
    change: &'static Statement,
}

macro_rules! bends {
    ($($name:literal in $table:literal is found by $rule:literal: $sql:literal;)+) => {
        /// A change of each kind in each book.
        pub static BENDS: &[Bend] = &[$(Bend {
            name: $name,
            table: $table,
            rule: $rule,
            change: { static CHANGE: Statement = Statement::new(concat!("testkit::", $name), $sql); &CHANGE },
        }),+];
    };
}

bends! {
    "an act's words" in "act" is found by "act_chain_intact":
        "UPDATE act SET payload = '{}' WHERE id = (SELECT MIN(id) FROM act)";
    "an act's person" in "act" is found by "act_chain_intact":
        "UPDATE act SET person_id = '00000000-0000-7000-8000-000000000001' WHERE id = (SELECT MIN(id) FROM act)";
    "the day of an act" in "act" is found by "act_chain_intact":
        "UPDATE act SET day = '2020-01-01' WHERE id = (SELECT MIN(id) FROM act)";
    "an act removed" in "act" is found by "seal_intact":
        "DELETE FROM act WHERE id = (SELECT MAX(id) FROM act)";
    "a seal's root" in "seal" is found by "seal_intact":
        "UPDATE seal SET root = hash";
    "a paper removed" in "document" is found by "numbers_without_gaps":
        "DELETE FROM document WHERE serial = (SELECT MIN(serial) FROM document)";
}

impl Bend {
    /// Takes the guard of the table away, as who owns the database can, and changes the row.
    pub async fn apply(&'static self, world: &World) {
        let engine = world.engine();
        let bent = world.app.store().write("testkit.tamper", move |tx| {
            for guard in guards(engine, self.table) {
                tx.execute(guard, &[])?;
            }
            tx.execute(self.change, &[])
        });
        let rows: Result<u64, StoreError> = bent.await;
        assert!(rows.expect("who owns the database can change it") > 0, "{}: there is no such row to bend", self.name);
    }
}

/// Statements live as long as the program; a test makes a handful.
fn guards(engine: Engine, table: &str) -> Vec<&'static Statement> {
    let names: &[String] = &match engine {
        Engine::Sqlite => [format!("DROP TRIGGER {table}_no_update"), format!("DROP TRIGGER {table}_no_delete")],
        Engine::Postgres => [
            format!("DROP TRIGGER {table}_no_change ON {table}"),
            format!("DROP TRIGGER {table}_no_truncate ON {table}"),
        ],
    };
    names.iter().map(|sql| &*Box::leak(Box::new(Statement::new("testkit::GUARD", sql.clone().leak())))).collect()
}
