//! A customer's addresses.

use aftercare_domain::{customers::check_address, identity::Action};
use aftercare_kernel::id::{AddressId, CustomerId};
use aftercare_store::customers::{self as store, AddressRow};
use serde::Serialize;
use serde_json::json;

use super::{
    division_name,
    edit::{chain, find},
};
use crate::{Actor, App, Error};

/// `division` is the code of an administrative division or empty; `line` is the rest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AddressDraft {
    pub division: String,
    pub line: String,
}

impl AddressDraft {
    /// As on an envelope: 上海市浦东新区张江路 18 号. A line that names its place itself is not made longer.
    pub fn in_full(&self) -> String {
        let place = division_name(&self.division).unwrap_or_default();
        if self.line.starts_with(place) { self.line.clone() } else { format!("{place}{}", self.line) }
    }

    pub(crate) fn check(self) -> Result<Self, Error> {
        let (division, line) = check_address(&self.division, &self.line)?;
        Ok(Self { division, line })
    }
}

pub async fn add_address(
    app: &App,
    actor: &Actor,
    customer: CustomerId,
    draft: AddressDraft,
) -> Result<AddressId, Error> {
    let draft = draft.check()?;
    app.write("customers.add_address", actor, Action::EditCustomer, move |work| {
        find(work, customer)?;
        let id = work.id(AddressId::new);
        let row = AddressRow { id, division: draft.division.clone(), line: draft.line.clone() };
        store::insert_address(work.tx, work.actor.brand, customer, &row)?;
        work.act(chain(customer), None, "add_address", &json!({ "address": id }))?;
        Ok(id)
    })
    .await
}

/// One of the customer's addresses in full, to be handed on to a case: nobody is shown it.
pub async fn address_for_case(
    app: &App,
    actor: &Actor,
    customer: CustomerId,
    id: AddressId,
) -> Result<AddressDraft, Error> {
    app.read("customers.address_for_case", actor, Action::RegisterCase, move |work| {
        let addresses = store::addresses(work.tx, work.actor.brand, customer)?;
        let known = addresses.into_iter().find(|address| address.id == id).ok_or(Error::Missing("address"))?;
        Ok(AddressDraft { division: known.division, line: known.line })
    })
    .await
}

pub async fn change_address(
    app: &App,
    actor: &Actor,
    customer: CustomerId,
    id: AddressId,
    draft: AddressDraft,
) -> Result<(), Error> {
    let draft = draft.check()?;
    app.write("customers.change_address", actor, Action::EditCustomer, move |work| {
        let row = AddressRow { id, division: draft.division.clone(), line: draft.line.clone() };
        if !store::update_address(work.tx, work.actor.brand, customer, &row)? {
            return Err(Error::Missing("address"));
        }
        work.act(chain(customer), None, "change_address", &json!({ "address": id }))?;
        Ok(())
    })
    .await
}

pub async fn drop_address(app: &App, actor: &Actor, customer: CustomerId, id: AddressId) -> Result<(), Error> {
    app.write("customers.drop_address", actor, Action::EditCustomer, move |work| {
        if !store::delete_address(work.tx, work.actor.brand, customer, id)? {
            return Err(Error::Missing("address"));
        }
        work.act(chain(customer), None, "drop_address", &json!({ "address": id }))?;
        Ok(())
    })
    .await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_in_full_begins_with_its_place() {
        for (division, line, expected) in [
            ("310115", "张江路 18 号", "上海市浦东新区张江路 18 号"),
            ("310115", "上海市浦东新区张江路 18 号", "上海市浦东新区张江路 18 号"),
            ("", "张江路 18 号", "张江路 18 号"),
            ("999999", "张江路 18 号", "张江路 18 号"),
        ] {
            let draft = AddressDraft { division: division.to_owned(), line: line.to_owned() };
            assert_eq!(draft.in_full(), expected);
        }
    }
}
