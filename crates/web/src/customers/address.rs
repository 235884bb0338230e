//! A customer's addresses, added and dropped.

use super::page::CustomerPage;
use crate::{Answer, Form, FormErrors, Path, Problem, Shell, Web, show_again};
use aftercare_app::customers::{self, AddressDraft, division_code};
use aftercare_kernel::id::{AddressId, CustomerId};
use axum::extract::State;
use serde::Deserialize;

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct AddressForm {
    pub division: String,
    pub division_text: String,
    pub address: String,
}

impl AddressForm {
    /// A division that was typed and not picked must be one of the list's.
    fn draft(&self) -> Result<AddressDraft, Problem> {
        let division = match (self.division.is_empty(), self.division_text.trim()) {
            (false, _) => self.division.clone(),
            (true, "") => String::new(),
            (true, typed) => division_code(typed)
                .ok_or_else(|| Problem::invalid("division_text", "intake-no-such-division"))?
                .to_owned(),
        };
        if self.address.trim().is_empty() {
            return Err(Problem::invalid("address", "errors-required"));
        }
        Ok(AddressDraft { division, line: self.address.clone() })
    }
}

pub async fn add(
    State(web): State<Web>,
    shell: Shell,
    Path(customer): Path<CustomerId>,
    Form(form): Form<AddressForm>,
) -> Answer {
    let added = async {
        let draft = form.draft()?;
        customers::add_address(&web.app, &shell.actor, customer, draft).await.map_err(Problem::from)
    };
    match added.await {
        Ok(_) => Ok(shell.go(&format!("/customers/{customer}"), "customers-address-added")),
        Err(problem) => {
            let errors = FormErrors::of(problem, &shell)?;
            let page = CustomerPage { errors, address: form, ..CustomerPage::load(&web, shell, customer).await? };
            show_again(&page.errors, &page)
        }
    }
}

pub async fn remove(
    State(web): State<Web>,
    shell: Shell,
    Path((customer, address)): Path<(CustomerId, AddressId)>,
) -> Answer {
    customers::drop_address(&web.app, &shell.actor, customer, address).await?;
    Ok(shell.go(&format!("/customers/{customer}"), "customers-address-removed"))
}
