//! 客户 Customers: who wants something from us, masked until it is needed in full.
//!
//! Rules: `domain::customers`. SQL: `store::customers`. Pages: `web::customers`.

mod address;
mod edit;
mod find;
mod page;
mod unmask;
mod view;

pub use address::{AddressDraft, add_address, change_address, drop_address};
pub use aftercare_store::customers::{CaseLine, OwnedDeviceRow};
pub use edit::{NewCustomer, create, edit};
pub use find::by_phone;
pub use page::{CustomerCase, CustomerDevice, CustomerPage, page};
pub use unmask::{Unmasked, unmask};
pub use view::{AddressView, CustomerView};
