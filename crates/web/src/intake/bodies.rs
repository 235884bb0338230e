//! What a case looks like to programs: the body it is registered with, and what is answered.

use crate::{Problem, devices::with_device_facts};
use aftercare_app::{
    customers::AddressDraft,
    intake::{CaseLine, CustomerChoice, DeviceChoice, Duplicate, NewCase, Registered, TypedCustomer},
};
use aftercare_domain::{
    customers::CustomerKind,
    deadlines::TimeLeft,
    intake::{CaseKind, Channel},
    orders::Mode,
};
use aftercare_kernel::{
    Currency, Locale,
    id::{CustomerId, UnitId},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A case to be registered.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CaseToRegister {
    /// `repair`, `installation`, `consultation`, `complaint`, `remedy_request`, …
    #[schema(value_type = String)]
    kind: CaseKind,
    /// `phone`, `walk_in`, `web`, …
    #[schema(value_type = String)]
    channel: Channel,
    /// `walk_in`, `on_site` or `mail_in`; at the counter unless it is said.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    mode: Option<Mode>,
    /// 1 to 1000 characters.
    symptom: String,
    customer: CustomerBrought,
    /// What the case is about; some kinds need none.
    #[serde(default)]
    device: Option<DeviceBrought>,
    /// Where to come to, and which station is near.
    #[serde(default)]
    address: Option<AddressBrought>,
    /// Code of the station; chosen by region and load unless it is said.
    #[serde(default)]
    station: Option<String>,
}

/// The id of a known customer; or phone and name of one who is found by them, else new.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CustomerBrought {
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    id: Option<CustomerId>,
    #[serde(default)]
    name: String,
    #[serde(default)]
    phone: String,
    #[serde(default)]
    phone_2: Option<String>,
    #[serde(default)]
    email: Option<String>,
    /// `person`, `company`, `dealer` or `key_account`.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    kind: Option<CustomerKind>,
    /// `zh-CN`, `zh-TW` or `en`.
    #[serde(default)]
    #[schema(value_type = Option<String>)]
    language: Option<Locale>,
}

with_device_facts! {
    /// The id of a known device; or a serial or IMEI of one that is found by it, else new: then with its model.
    pub struct DeviceBrought {
        #[serde(default)]
        #[schema(value_type = Option<String>)]
        id: Option<UnitId>,
    }
}

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AddressBrought {
    /// Code of the administrative division, 2 to 9 digits, or empty.
    #[serde(default)]
    division: String,
    line: String,
}

impl From<AddressBrought> for AddressDraft {
    fn from(address: AddressBrought) -> Self {
        Self { division: address.division, line: address.line }
    }
}

impl CaseToRegister {
    pub fn command(self, currency: Currency) -> Result<NewCase, Problem> {
        Ok(NewCase {
            kind: self.kind,
            channel: self.channel,
            mode: self.mode,
            symptom: self.symptom,
            customer: self.customer.into(),
            device: self.device.map_or(Ok(DeviceChoice::Unknown), |device| device.choice(currency))?,
            address: self.address.map(AddressDraft::from),
            station: self.station,
        })
    }
}

impl From<CustomerBrought> for CustomerChoice {
    fn from(brought: CustomerBrought) -> Self {
        match brought.id {
            Some(id) => CustomerChoice::Known(id),
            None => CustomerChoice::Typed(TypedCustomer {
                kind: brought.kind.unwrap_or(CustomerKind::Person),
                name: brought.name,
                phone: brought.phone,
                phone_2: brought.phone_2,
                email: brought.email,
                language: brought.language.unwrap_or_default(),
            }),
        }
    }
}

impl DeviceBrought {
    fn choice(self, currency: Currency) -> Result<DeviceChoice, Problem> {
        match self.id {
            Some(unit) => Ok(DeviceChoice::Known { unit, sold_on: self.sold_on }),
            None => self.typed(currency).map(DeviceChoice::Typed),
        }
    }
}

/// A case as it was registered.
#[derive(Serialize, ToSchema)]
pub struct CaseRegistered {
    id: String,
    number: String,
    /// Number of the order that was opened with it.
    order: Option<String>,
    customer: String,
    device: Option<String>,
    /// Code of the station.
    station: String,
    owner: String,
    /// What is due next: `answer`.
    due_what: String,
    due_at: String,
    /// How near the station is that was chosen: `same_district`, `same_city`, `same_province`, `elsewhere`.
    routed: Option<String>,
    /// Open cases that it may repeat: said, not refused.
    duplicates: Vec<AlikeCase>,
}

#[derive(Serialize, ToSchema)]
pub struct AlikeCase {
    id: String,
    number: String,
    kind: String,
    symptom: String,
    opened_at: String,
}

impl From<Duplicate> for AlikeCase {
    fn from(case: Duplicate) -> Self {
        Self {
            id: case.case.to_string(),
            number: case.number,
            kind: case.kind.to_string(),
            symptom: case.symptom,
            opened_at: case.opened_at.to_string(),
        }
    }
}

impl From<Registered> for CaseRegistered {
    fn from(case: Registered) -> Self {
        Self {
            id: case.case.to_string(),
            number: case.number,
            order: case.order_number,
            customer: case.customer.to_string(),
            device: case.unit.map(|unit| unit.to_string()),
            station: case.station,
            owner: case.owner.to_string(),
            due_what: case.due_what.to_string(),
            due_at: case.due_at.to_string(),
            routed: case.routed.map(|routed| super::done::name(routed).to_owned()),
            duplicates: case.duplicates.into_iter().map(AlikeCase::from).collect(),
        }
    }
}

/// What is due next, and by when.
#[derive(Serialize, ToSchema)]
pub struct Due {
    what: String,
    at: String,
    /// Negative when it has passed.
    seconds_left: i64,
    /// `green`, `amber` or `red`.
    colour: String,
}

impl From<TimeLeft> for Due {
    fn from(left: TimeLeft) -> Self {
        Self {
            what: left.what.to_string(),
            at: left.due.to_string(),
            seconds_left: left.seconds,
            colour: left.colour.to_string(),
        }
    }
}

/// A line of the case register; the customer is masked.
#[derive(Serialize, ToSchema)]
pub struct CaseInRegister {
    id: String,
    number: String,
    org_path: String,
    kind: String,
    channel: String,
    open: bool,
    symptom: String,
    customer: String,
    serial: Option<String>,
    model: Option<String>,
    owner_id: Option<String>,
    owner: Option<String>,
    due: Option<Due>,
    opened_at: String,
    result: Option<String>,
}

impl From<CaseLine> for CaseInRegister {
    fn from(line: CaseLine) -> Self {
        Self {
            id: line.id.to_string(),
            number: line.number,
            org_path: line.org_path,
            kind: line.kind.to_string(),
            channel: line.channel.to_string(),
            open: line.open,
            symptom: line.symptom,
            customer: line.customer,
            serial: line.serial,
            model: line.model,
            owner_id: line.owner_id.map(|id| id.to_string()),
            owner: line.owner,
            due: line.due.map(Due::from),
            opened_at: line.opened_at.to_string(),
            result: line.result.map(|result| result.to_string()),
        }
    }
}

#[derive(Serialize, ToSchema)]
pub struct CaseRegister {
    pub rows: Vec<CaseInRegister>,
    /// Goes into `after` for the next page.
    pub next: Option<String>,
}
