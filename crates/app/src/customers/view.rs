//! A customer as people see it.

use aftercare_domain::customers::{CustomerKind, mask_address, mask_email, mask_name};
use aftercare_kernel::{
    Locale, Phone,
    id::{AddressId, CustomerId},
};
use aftercare_store::customers::{AddressRow, CustomerRow};
use serde::Serialize;

use crate::{Error, stored::word};

/// `masked` tells whether names, phones and mail are shown in part only.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CustomerView {
    pub id: CustomerId,
    pub kind: CustomerKind,
    pub name: String,
    pub phone: String,
    pub phone_2: Option<String>,
    pub email: Option<String>,
    pub language: Locale,
    pub version: i64,
    pub masked: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AddressView {
    pub id: AddressId,
    pub division: String,
    pub line: String,
}

impl CustomerView {
    pub(crate) fn masked(row: &CustomerRow) -> Result<Self, Error> {
        let kind = word(&row.kind)?;
        Ok(Self {
            id: row.id,
            kind,
            name: mask_name(&row.name, kind),
            phone: row.phone.masked(),
            phone_2: row.phone_2.as_ref().map(Phone::masked),
            email: row.email.as_deref().map(mask_email),
            language: row.language,
            version: row.version,
            masked: true,
        })
    }

    pub(crate) fn in_full(row: &CustomerRow) -> Result<Self, Error> {
        Ok(Self {
            id: row.id,
            kind: word(&row.kind)?,
            name: row.name.clone(),
            phone: row.phone.to_string(),
            phone_2: row.phone_2.as_ref().map(Phone::to_string),
            email: row.email.clone(),
            language: row.language,
            version: row.version,
            masked: false,
        })
    }
}

impl AddressView {
    pub(crate) fn masked(row: &AddressRow) -> Self {
        Self { id: row.id, division: row.division.clone(), line: mask_address(&row.line) }
    }

    pub(crate) fn in_full(row: AddressRow) -> Self {
        Self { id: row.id, division: row.division, line: row.line }
    }
}
