//! A customer's addresses, added and dropped.

use super::page::CustomerPage;
use crate::{Answer, Form, FormErrors, Path, Problem, Shell, Web, reading::Reading, show_again};
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
        let mut reading = Reading::default();
        let typed = self.division_text.trim();
        let division = if self.division.is_empty() { division_code(typed) } else { Some(self.division.as_str()) };
        if division.is_none() && !typed.is_empty() {
            reading.refuse("division_text", "intake-no-such-division");
        }
        if self.address.trim().is_empty() {
            reading.refuse("address", "errors-required");
        }
        reading.done(AddressDraft { division: division.unwrap_or_default().to_owned(), line: self.address.clone() })
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
