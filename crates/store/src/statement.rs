//! Named statements. Each area lists its own with `statements!`; a test prepares every one on both engines.

use std::sync::OnceLock;

use crate::{StoreError, Tx, dialect, engine::Engine, value::Value};

/// Changes that belong together and go to the database in one piece (`Tx::execute_all`).
pub(crate) type Batch = Vec<(&'static Statement, Vec<Value>)>;

/// One SQL text with a name. Parameters are `$1`, `$2`, …; `{skip_locked}` is filled in by engine (see `dialect`).
#[derive(Debug)]
pub struct Statement {
    /// Module and constant, e.g. `aftercare_store::orders::FIND_BY_NUMBER`: what an error or a trace shows.
    pub name: &'static str,
    pub sql: &'static str,
    sqlite: OnceLock<String>,
    postgres: OnceLock<String>,
}

impl Statement {
    pub const fn new(name: &'static str, sql: &'static str) -> Self {
        Self { name, sql, sqlite: OnceLock::new(), postgres: OnceLock::new() }
    }

    /// The text as one engine reads it, worked out once.
    pub(crate) fn text(&self, engine: Engine) -> &str {
        let text = match engine {
            Engine::Sqlite => &self.sqlite,
            Engine::Postgres => &self.postgres,
        };
        text.get_or_init(|| dialect::statement_text(engine, self.sql))
    }
}

/// A rule of the books by name, and the question whose answers are the rows that break it: two texts that tell where
/// to look, at most `$1` of them.
pub(crate) type Rule = (&'static str, &'static Statement);

/// What `aftercare check` found wrong by these rules: the rule and the row, at most `most` of each rule.
pub(crate) fn broken(tx: &mut dyn Tx, rules: &[Rule], most: u32) -> Result<Vec<(&'static str, String)>, StoreError> {
    let mut found = Vec::new();
    for (rule, statement) in rules {
        for row in tx.query(statement, &[most.into()])? {
            found.push((*rule, format!("{} {}", row.text(0)?, row.text(1)?)));
        }
    }
    Ok(found)
}

/// Declares the statements of an area, and `ALL` of them for the registry.
#[macro_export]
macro_rules! statements {
    ($($(#[$doc:meta])* $name:ident = $sql:expr;)+) => {
        $(
            $(#[$doc])*
            pub(crate) static $name: $crate::Statement =
                $crate::Statement::new(concat!(module_path!(), "::", stringify!($name)), $sql);
        )+
        /// Every statement of this module, for the registry.
        pub(crate) static ALL: &[&$crate::Statement] = &[$(&$name),+];
    };
}
