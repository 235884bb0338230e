//! A name, a phone or an address is needed in full: shown once, and written down who saw it.

use aftercare_domain::identity::Action;
use aftercare_kernel::id::CustomerId;
use aftercare_store::customers as store;
use serde::Serialize;
use serde_json::json;

use super::{
    AddressView, CustomerView,
    edit::{chain, find},
};
use crate::{Actor, App, Error};

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Unmasked {
    pub customer: CustomerView,
    pub addresses: Vec<AddressView>,
}

/// The act is written before anything is shown: they commit together. `reason` says what it is needed for, e.g. the
/// number of an order.
pub async fn unmask(app: &App, actor: &Actor, id: CustomerId, reason: String) -> Result<Unmasked, Error> {
    let reason: String = reason.trim().chars().take(200).collect();
    app.write("customers.unmask", actor, Action::Unmask, move |work| {
        let row = find(work, id)?;
        work.act(chain(id), None, "unmask", &json!({ "reason": reason }))?;
        let addresses = store::addresses(work.tx, work.actor.brand, id)?;
        Ok(Unmasked {
            customer: CustomerView::in_full(&row)?,
            addresses: addresses.into_iter().map(AddressView::in_full).collect(),
        })
    })
    .await
}
