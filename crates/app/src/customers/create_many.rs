//! A list of customers is written at once: what a brand brings along when it begins.

use aftercare_domain::{customers::CustomerEntry, identity::Action};
use aftercare_kernel::id::{AddressId, CustomerId};
use aftercare_store::customers::{self as store, AddressRow};
use serde_json::json;

use super::{AddressDraft, NewCustomer, edit::chain};
use crate::{Actor, App, Error, Work};

/// All are written or none; the ids come in the order of the list.
pub async fn create_many(app: &App, actor: &Actor, list: Vec<NewCustomer>) -> Result<Vec<CustomerId>, Error> {
    let entries = list.into_iter().map(check).collect::<Result<Vec<_>, _>>()?;
    app.write("customers.create_many", actor, Action::EditCustomer, move |work| write(work, &entries)).await
}

fn check(new: NewCustomer) -> Result<(CustomerEntry, Option<AddressDraft>), Error> {
    Ok((new.draft.check()?, new.address.map(AddressDraft::check).transpose()?))
}

fn write(work: &mut Work<'_>, entries: &[(CustomerEntry, Option<AddressDraft>)]) -> Result<Vec<CustomerId>, Error> {
    let mut rows = Vec::with_capacity(entries.len());
    for (entry, address) in entries {
        let id = work.id(CustomerId::new);
        let address =
            address.clone().map(|a| AddressRow { id: work.id(AddressId::new), division: a.division, line: a.line });
        work.act(chain(id), None, "create_customer", &json!({ "kind": entry.kind }))?;
        rows.push(store::NewCustomer { id, brand_id: work.actor.brand, entry, address, created_at: work.now });
    }
    store::insert_many(work.tx, &rows)?;
    Ok(rows.iter().map(|row| row.id).collect())
}
