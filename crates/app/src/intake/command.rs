//! What a registration is asked with, and what it answers.

use aftercare_domain::{
    customers::{CustomerDraft, CustomerKind},
    deadlines::ClockWhat,
    devices::{DeviceDraft, DevicePaper},
    intake::{CaseKind, Channel, ChosenBecause},
    orders::Mode,
};
use aftercare_kernel::{
    Date, Instant, Locale, Money,
    id::{CaseId, CustomerId, OrderId, PersonId, UnitId},
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

use crate::customers::AddressDraft;

/// A case as the desk, the portal or a program hands it in. It serialises so that a repeated request is recognised.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NewCase {
    pub kind: CaseKind,
    pub channel: Channel,
    /// Where the work is to be done, for kinds that open an order; at the counter when nothing is said.
    pub mode: Option<Mode>,
    pub symptom: String,
    pub customer: CustomerChoice,
    pub device: DeviceChoice,
    /// Where the customer is: where to come to, and which station is near.
    pub address: Option<AddressDraft>,
    /// Code of the station; chosen by region and load when nothing is said.
    pub station: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum CustomerChoice {
    Known(CustomerId),
    /// Found by phone and name, else new.
    Typed(TypedCustomer),
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TypedCustomer {
    pub kind: CustomerKind,
    pub name: String,
    pub phone: String,
    pub phone_2: Option<String>,
    pub email: Option<String>,
    pub language: Locale,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum DeviceChoice {
    Unknown,
    /// `sold_on` as the customer shows it: it counts when the books do not know the day yet.
    Known {
        unit: UnitId,
        sold_on: Option<Date>,
    },
    /// Found by serial, else new.
    Typed(TypedDevice),
}

impl DeviceChoice {
    /// A device of the books, about which nothing new is said.
    pub fn known(unit: UnitId) -> Self {
        DeviceChoice::Known { unit, sold_on: None }
    }
}

/// `model_code` counts for a new device only.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Default)]
pub struct TypedDevice {
    pub model_code: String,
    pub serial: String,
    pub imei: Option<String>,
    pub imei_2: Option<String>,
    pub made_on: Option<Date>,
    pub sold_on: Option<Date>,
    pub delivered_on: Option<Date>,
    pub dealer: Option<String>,
    pub invoice_number: Option<String>,
    pub price: Option<Money>,
    pub papers: BTreeSet<DevicePaper>,
}

impl From<TypedCustomer> for CustomerDraft {
    fn from(typed: TypedCustomer) -> Self {
        Self {
            kind: typed.kind,
            name: typed.name,
            phone: typed.phone,
            phone_2: typed.phone_2,
            email: typed.email,
            language: typed.language,
        }
    }
}

impl From<TypedDevice> for DeviceDraft {
    fn from(typed: TypedDevice) -> Self {
        Self {
            serial: typed.serial,
            imei: typed.imei,
            imei_2: typed.imei_2,
            made_on: typed.made_on,
            sold_on: typed.sold_on,
            delivered_on: typed.delivered_on,
            dealer: typed.dealer,
            invoice_number: typed.invoice_number,
            price: typed.price,
            papers: typed.papers,
        }
    }
}

/// A case as it was registered. `duplicates` are open cases it may repeat: said, not refused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Registered {
    pub case: CaseId,
    pub number: String,
    pub order: Option<OrderId>,
    pub order_number: Option<String>,
    pub customer: CustomerId,
    pub unit: Option<UnitId>,
    pub station: String,
    pub owner: PersonId,
    pub due_what: ClockWhat,
    pub due_at: Instant,
    /// How near the station is that was chosen; `None` when somebody chose it, and for where the taker works.
    pub routed: Option<Routed>,
    pub duplicates: Vec<Duplicate>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Routed {
    Elsewhere,
    SameProvince,
    SameCity,
    SameDistrict,
}

impl From<ChosenBecause> for Routed {
    fn from(because: ChosenBecause) -> Self {
        match because {
            ChosenBecause::Elsewhere => Routed::Elsewhere,
            ChosenBecause::SameProvince => Routed::SameProvince,
            ChosenBecause::SameCity => Routed::SameCity,
            ChosenBecause::SameDistrict => Routed::SameDistrict,
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Duplicate {
    pub case: CaseId,
    pub number: String,
    pub kind: CaseKind,
    pub symptom: String,
    pub opened_at: Instant,
}
