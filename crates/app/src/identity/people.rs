//! Who works in a part of the tree, as an administrator sees it.

use aftercare_domain::identity::{self as rules, Action};
use aftercare_store::identity as store;

use super::Colleague;
use crate::{Actor, App, Error};

/// A position and whether its person is let in.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Member {
    #[serde(flatten)]
    pub colleague: Colleague,
    pub active: bool,
}

/// Everybody with a position in the actor's part of the tree, also those who are kept out.
pub async fn people(app: &App, actor: &Actor) -> Result<Vec<Member>, Error> {
    let scope = actor.scope();
    app.read("identity.people", actor, Action::ManagePeople, move |work| {
        let inside = store::positions_in_scope(work.tx, &scope)?;
        let outside = store::former_positions_in_scope(work.tx, &scope)?;
        let member = |active: bool| move |row: &store::PositionRow| Member { colleague: colleague(row), active };
        Ok(inside.iter().map(member(true)).chain(outside.iter().map(member(false))).collect())
    })
    .await
}

pub(super) fn colleague(row: &store::PositionRow) -> Colleague {
    Colleague {
        person: row.person_id,
        login: row.login.clone(),
        name: row.person_name.clone(),
        node: row.node_id,
        node_code: row.node_code.clone(),
        org_path: row.org_path.clone(),
        roles: rules::read_roles(&row.roles),
    }
}
