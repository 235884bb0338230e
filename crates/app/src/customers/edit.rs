//! A customer's entry is written and rewritten.

use aftercare_domain::{
    acts::{Chain, ChainKind},
    customers::CustomerDraft,
    identity::Action,
};
use aftercare_kernel::id::{AddressId, CustomerId};
use aftercare_store::customers::{self as store, AddressRow};
use serde_json::json;

use super::AddressDraft;
use crate::{Actor, App, Error, Work};

#[derive(Debug, Clone)]
pub struct NewCustomer {
    pub draft: CustomerDraft,
    pub address: Option<AddressDraft>,
}

/// Writes a customer outside a case; most come with their first case.
pub async fn create(app: &App, actor: &Actor, new: NewCustomer) -> Result<CustomerId, Error> {
    let entry = new.draft.check()?;
    let address = new.address.map(AddressDraft::check).transpose()?;
    app.write("customers.create", actor, Action::EditCustomer, move |work| {
        let id = work.id(CustomerId::new);
        let address =
            address.clone().map(|a| AddressRow { id: work.id(AddressId::new), division: a.division, line: a.line });
        store::insert(
            work.tx,
            &store::NewCustomer { id, brand_id: work.actor.brand, entry: &entry, address, created_at: work.now },
        )?;
        work.act(chain(id), None, "create_customer", &json!({ "kind": entry.kind }))?;
        Ok(id)
    })
    .await
}

/// Rewrites the entry that was read with `version`.
pub async fn edit(app: &App, actor: &Actor, id: CustomerId, version: i64, draft: CustomerDraft) -> Result<(), Error> {
    let entry = draft.check()?;
    app.write("customers.edit", actor, Action::EditCustomer, move |work| {
        let old = find(work, id)?;
        if !store::update(work.tx, work.actor.brand, id, version, &entry)? {
            return Err(Error::Stale);
        }
        let changed: Vec<&str> = [
            ("kind", old.kind != entry.kind.name()),
            ("name", old.name != entry.name),
            ("phone", old.phone != entry.phone),
            ("phone_2", old.phone_2 != entry.phone_2),
            ("email", old.email != entry.email),
            ("language", old.language != entry.language),
        ]
        .into_iter()
        .filter_map(|(field, changed)| changed.then_some(field))
        .collect();
        work.act(chain(id), None, "edit_customer", &json!({ "changed": changed }))?;
        Ok(())
    })
    .await
}

/// Acts name which fields changed, never what stands in them: acts cannot be erased, personal data must be erasable.
pub(super) fn chain(id: CustomerId) -> Chain {
    Chain::new(ChainKind::Customer, id)
}

/// Customers belong to the brand: every station serves every customer.
pub(super) fn find(work: &mut Work<'_>, id: CustomerId) -> Result<store::CustomerRow, Error> {
    store::find(work.tx, work.actor.brand, id)?.ok_or(Error::Missing("customer"))
}
