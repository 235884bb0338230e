//! What a customer looks like to programs.

use crate::Problem;
use aftercare_app::customers::{AddressDraft, AddressView, CustomerView};
use aftercare_domain::customers::{CustomerDraft, CustomerKind};
use aftercare_kernel::Locale;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A customer; `masked` tells whether name, phones, mail and addresses are shown in part only.
#[derive(Serialize, ToSchema)]
pub struct Customer {
    id: String,
    kind: String,
    name: String,
    phone: String,
    phone_2: Option<String>,
    email: Option<String>,
    language: String,
    /// To be sent with a change.
    version: i64,
    masked: bool,
    addresses: Vec<Address>,
}

#[derive(Serialize, ToSchema)]
pub struct Address {
    id: String,
    /// Code of the administrative division.
    division: String,
    /// The division's name with those above it.
    place: String,
    line: String,
}

impl From<AddressView> for Address {
    fn from(address: AddressView) -> Self {
        Self {
            id: address.id.to_string(),
            place: super::place(&address.division).to_owned(),
            division: address.division,
            line: address.line,
        }
    }
}

impl Customer {
    pub fn of(view: CustomerView, addresses: Vec<AddressView>) -> Self {
        Self {
            id: view.id.to_string(),
            kind: view.kind.to_string(),
            name: view.name,
            phone: view.phone,
            phone_2: view.phone_2,
            email: view.email,
            language: view.language.to_string(),
            version: view.version,
            masked: view.masked,
            addresses: addresses.into_iter().map(Address::from).collect(),
        }
    }
}

/// A customer's entry as it is to be kept.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CustomerEntry {
    /// `person`, `company`, `dealer` or `key_account`.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    kind: Option<CustomerKind>,
    /// 1 to 80 characters.
    name: String,
    phone: String,
    #[serde(default)]
    phone_2: Option<String>,
    #[serde(default)]
    email: Option<String>,
    /// `zh-CN`, `zh-TW` or `en`.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    language: Option<Locale>,
    /// Of the customer as it was read; for a change.
    #[serde(default)]
    version: Option<i64>,
    /// For a new customer.
    #[serde(default)]
    address: Option<AddressEntry>,
}

/// The code of an administrative division or nothing, and the rest.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AddressEntry {
    #[serde(default)]
    division: String,
    /// At most 200 characters.
    line: String,
}

impl From<AddressEntry> for AddressDraft {
    fn from(entry: AddressEntry) -> Self {
        Self { division: entry.division, line: entry.line }
    }
}

impl CustomerEntry {
    /// The version that a change is made to.
    pub fn version(&self) -> Result<i64, Problem> {
        self.version.ok_or_else(|| Problem::invalid("version", "errors-required"))
    }

    pub fn into_parts(self) -> (CustomerDraft, Option<AddressDraft>) {
        let draft = CustomerDraft {
            kind: self.kind.unwrap_or(CustomerKind::Person),
            name: self.name,
            phone: self.phone,
            phone_2: self.phone_2,
            email: self.email,
            language: self.language.unwrap_or_default(),
        };
        (draft, self.address.map(AddressDraft::from))
    }
}
