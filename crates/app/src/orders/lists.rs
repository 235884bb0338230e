//! Lists of orders.

use aftercare_domain::{identity::Action, orders::StateName};
use aftercare_kernel::{Page, PageRequest};
use aftercare_store::orders::{self as store, OrderLineItem};

use crate::{Actor, App, Error, counted::Counted};

/// Work in a state in the actor's part of the tree, oldest first.
pub async fn in_state(
    app: &App,
    actor: &Actor,
    state: StateName,
    request: PageRequest,
) -> Result<Page<OrderLineItem>, Error> {
    let scope = actor.scope();
    app.read("orders.in_state", actor, Action::ReadOrder, move |work| {
        let after = request.after.clone().unwrap_or_default();
        let rows = store::orders_in_state(work.tx, &scope, state.name(), &after, request.limit() + 1)?;
        Ok(Page::from_one_more(rows, &request, |row| row.id.to_string()))
    })
    .await
}

/// How much work is in each state in the actor's part of the tree.
pub async fn counts(app: &App, actor: &Actor) -> Result<Vec<(StateName, Counted)>, Error> {
    let scope = actor.scope();
    app.read("orders.counts", actor, Action::ReadOrder, move |work| {
        let counted = store::count_by_state(work.tx, &scope, Counted::ENOUGH)?;
        let of =
            |state: &StateName| counted.iter().find(|(name, _)| name == state.name()).map_or(0, |(_, found)| *found);
        Ok(StateName::ALL.iter().map(|state| (*state, Counted::of(of(state)))).collect())
    })
    .await
}

/// The open work of the technician who asks, most urgent first.
pub async fn of_technician(app: &App, actor: &Actor) -> Result<Vec<OrderLineItem>, Error> {
    app.read("orders.of_technician", actor, Action::ReadOrder, move |work| {
        Ok(store::orders_of_technician(work.tx, work.actor.brand, work.actor.person, 200)?)
    })
    .await
}
