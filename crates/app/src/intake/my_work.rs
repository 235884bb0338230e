//! What waits for me: my own cases and those of the place where I work, the most urgent first.

use aftercare_domain::identity::Action;
use aftercare_store::intake::{self as store, CaseFilter, OpenCount};
use serde::Serialize;

use super::CaseLine;
use crate::{Actor, App, Error, Work};

/// What one looks at first; the register shows the rest.
const MOST: u32 = 50;

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MyWork {
    pub mine: Vec<CaseLine>,
    pub mine_open: i64,
    pub mine_overdue: i64,
    /// The cases of my part of the tree, mine among them.
    pub here: Vec<CaseLine>,
    pub here_open: i64,
    pub here_overdue: i64,
}

pub async fn my_work(app: &App, actor: &Actor) -> Result<MyWork, Error> {
    app.read("intake.my_work", actor, Action::ReadCase, |work| {
        let (scope, brand, me) = (work.actor.scope(), work.actor.brand, work.actor.person);
        let mine = store::count_own(work.tx, brand, me, work.now)?;
        let here: OpenCount = store::count_in_scope(work.tx, &scope, work.now)?;
        Ok(MyWork {
            mine: lines(work, CaseFilter { owner: Some(me), ..CaseFilter::default() })?,
            mine_open: mine.open,
            mine_overdue: mine.overdue,
            here: lines(work, CaseFilter::default())?,
            here_open: here.open,
            here_overdue: here.overdue,
        })
    })
    .await
}

fn lines(work: &mut Work<'_>, filter: CaseFilter) -> Result<Vec<CaseLine>, Error> {
    let scope = work.actor.scope();
    let rows = store::cases_by_due(work.tx, &scope, &filter, None, MOST)?;
    rows.into_iter().map(|row| CaseLine::of(row, work.now)).collect()
}
