//! Who called: customers by their phone, found while a case is typed.

use aftercare_domain::{customers::CustomerRefusal, identity::Action};
use aftercare_kernel::Phone;
use aftercare_store::customers as store;

use super::CustomerView;
use crate::{Actor, App, Error};

/// A family shares a phone, a company many.
const MOST: u32 = 20;

/// The customers with this phone, the newest first, masked.
pub async fn by_phone(app: &App, actor: &Actor, phone: &str) -> Result<Vec<CustomerView>, Error> {
    let phone: Phone = phone.parse().map_err(|_| Error::refuse(CustomerRefusal::PhoneUnfit))?;
    app.read("customers.by_phone", actor, Action::ReadCustomer, move |work| {
        let rows = store::by_phone(work.tx, work.actor.brand, &phone, MOST)?;
        rows.iter().map(CustomerView::masked).collect()
    })
    .await
}
