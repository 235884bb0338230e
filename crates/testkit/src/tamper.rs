//! Someone with the keys to the database bends a row. What the database refuses, a thief switches off first.

use aftercare_store::{Engine, Statement, StoreError};

use crate::World;

/// One row changed behind the back of the program, and the rule of `aftercare check` that must notice.
pub struct Bend {
    pub name: &'static str,
    pub rule: &'static str,
    table: &'static str,
    change: &'static Statement,
}

macro_rules! bends {
    ($($name:literal in $table:literal breaks $rule:literal: $sql:literal;)+) => {
        /// Changes of each kind in each book. They need a world with a repair in it.
        pub static BENDS: &[Bend] = &[$(Bend {
            name: $name,
            table: $table,
            rule: $rule,
            change: { static CHANGE: Statement = Statement::new(concat!("testkit::", $name), $sql); &CHANGE },
        }),+];
    };
}

bends! {
    "an act's words" in "act" breaks "act_chain_intact":
        "UPDATE act SET payload = '{}' WHERE id = (SELECT MIN(id) FROM act)";
    "an act's person" in "act" breaks "act_chain_intact":
        "UPDATE act SET person_id = '00000000-0000-7000-8000-000000000001' WHERE id = (SELECT MIN(id) FROM act)";
    "the hour of an act" in "act" breaks "act_chain_intact":
        "UPDATE act SET at = at - 3600000000 WHERE verb = 'take_in'";
    "the day of an act" in "act" breaks "act_chain_intact":
        "UPDATE act SET day = '2020-01-01' WHERE id = (SELECT MIN(id) FROM act)";
    "an act in the middle removed" in "act" breaks "act_chain_intact":
        "DELETE FROM act WHERE verb = 'take_in'";
    "the last act removed" in "act" breaks "seal_intact":
        "DELETE FROM act WHERE id = (SELECT MAX(id) FROM act)";
    "a seal's root" in "seal" breaks "seal_intact":
        "UPDATE seal SET root = hash";
    "a seal's count" in "seal" breaks "seal_intact":
        "UPDATE seal SET acts = acts + 1";
    "where a unit went" in "thing_move" breaks "unit_in_one_place":
        "UPDATE thing_move SET to_place = (SELECT MIN(id) FROM place WHERE kind = 'scrap') WHERE reason = 'handed_back'";
    "a move of a unit removed" in "thing_move" breaks "unit_trail_unbroken":
        "DELETE FROM thing_move WHERE reason = 'taken_in'";
    "how many came" in "thing_move" breaks "stock_is_sum_of_moves":
        "UPDATE thing_move SET quantity = quantity + 1 WHERE id = (SELECT MIN(id) FROM thing_move WHERE unit_id IS NULL)";
    "a count of the stock" in "stock" breaks "stock_is_sum_of_moves":
        "UPDATE stock SET quantity = quantity + 1 WHERE unbounded = 0";
    "a hold on the stock" in "stock" breaks "holds_are_sum_of_reservations":
        "UPDATE stock SET reserved = 1 WHERE quantity > 3";
    "the place of a unit" in "unit" breaks "unit_in_one_place":
        "UPDATE unit SET place_id = (SELECT MIN(id) FROM place WHERE kind = 'scrap')";
    "a sum of money" in "posting_line" breaks "posting_balanced":
        "UPDATE posting_line SET amount_minor = amount_minor + 100 WHERE line = (SELECT MIN(line) FROM posting_line)";
    "a line of a posting removed" in "posting_line" breaks "posting_balanced":
        "DELETE FROM posting_line WHERE line = (SELECT MIN(line) FROM posting_line)";
    "the lines of a posting removed" in "posting_line" breaks "posting_has_lines":
        "DELETE FROM posting_line";
    "a paper removed" in "document" breaks "numbers_without_gaps":
        "DELETE FROM document WHERE serial = (SELECT MIN(serial) FROM document)";
    "the counter of the papers" in "document_counter" breaks "numbers_without_gaps":
        "UPDATE document_counter SET last = last - 1";
    "how a case ended" in "service_case" breaks "closed_case_has_result":
        "UPDATE service_case SET result = NULL WHERE state = 'closed'";
}

/// Tables whose rows the database lets nobody change.
const GUARDED: [&str; 6] = ["act", "seal", "thing_move", "posting", "posting_line", "document"];

impl Bend {
    /// Takes the guard of the table away, as who owns the database can, and changes the row.
    pub async fn apply(&'static self, world: &World) {
        let guards = if GUARDED.contains(&self.table) { guards(world.engine(), self.table) } else { Vec::new() };
        let bent = world.app.store().write("testkit.tamper", move |tx| {
            for guard in &guards {
                tx.execute(guard, &[])?;
            }
            tx.execute(self.change, &[])
        });
        let rows: Result<u64, StoreError> = bent.await;
        assert!(rows.expect("who owns the database can change it") > 0, "{}: there is no such row to bend", self.name);
    }

    /// Tries the change with the guard in its place; the answer of the database.
    pub async fn try_openly(&'static self, world: &World) -> Result<u64, StoreError> {
        world.app.store().write("testkit.tamper", |tx| tx.execute(self.change, &[])).await
    }

    pub fn is_guarded(&self) -> bool {
        GUARDED.contains(&self.table)
    }
}

/// Statements live as long as the program; a test makes a handful.
fn guards(engine: Engine, table: &str) -> Vec<&'static Statement> {
    let drops = match engine {
        Engine::Sqlite => [format!("DROP TRIGGER {table}_no_update"), format!("DROP TRIGGER {table}_no_delete")],
        Engine::Postgres => [
            format!("DROP TRIGGER {table}_no_change ON {table}"),
            format!("DROP TRIGGER {table}_no_truncate ON {table}"),
        ],
    };
    drops.into_iter().map(|sql| &*Box::leak(Box::new(Statement::new("testkit::GUARD", sql.leak())))).collect()
}
