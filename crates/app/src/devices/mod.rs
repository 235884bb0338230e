//! 机器 Devices: the units that customers own, with their whole history.
//!
//! Rules: `domain::devices`. SQL: `store::devices`. Pages: `web::devices`.

mod edit;
mod entitlement;
mod facts;
mod find;
mod page;
mod register;
mod register_many;

pub use edit::edit;
pub(crate) use edit::set_sale;
pub use entitlement::{Entitlement, entitlement};
pub use facts::facts_for_warranty;
pub use find::{DeviceBrief, find_by_number};
pub use page::{DeviceMove, DevicePage, DeviceView, ExchangeLink, OrderInHistory, RepairInHistory, page};
pub use register::{NewDevice, register};
pub use register_many::register_many;

pub(crate) use entitlement::entitlement_on;
pub(crate) use facts::papers_known;
pub(crate) use find::{brief, open_for_service, serial_or_imei, unit_by_number};
pub(crate) use register::brand_places;
