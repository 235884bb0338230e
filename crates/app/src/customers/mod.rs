//! 客户 Customers: who wants something from us, masked until it is needed in full.
//!
//! Rules: `domain::customers`. SQL: `store::customers`. Pages: `web::customers`.

mod address;
mod create_many;
mod divisions;
mod edit;
mod find;
mod page;
mod unmask;
mod view;

pub use address::{AddressDraft, add_address, address_for_case, change_address, drop_address};
pub use aftercare_store::customers::{CaseLine, OwnedDeviceRow};
pub use create_many::create_many;
pub use divisions::{Division, division_code, division_name, find_divisions};
pub use edit::{NewCustomer, create, edit};
pub use find::by_phone;
pub use page::{CustomerCase, CustomerDevice, CustomerPage, page};
pub use unmask::{Unmasked, unmask};
pub use view::{AddressView, CustomerView};
