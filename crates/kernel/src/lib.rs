//! Words of the trade that every crate shares.
//!
//! Nothing here knows a database, a clock on the wall or a page: values come in as arguments,
//! and each type refuses what it cannot hold (see the `new`/`parse` of each).

pub mod calendar;
pub mod clock;
pub mod document;
pub mod id;
pub mod imei;
pub mod locale;
pub mod money;
pub mod page;
pub mod phone;
pub mod serial;

pub use calendar::BusinessCalendar;
pub use clock::{Clock, Dice, Instant};
pub use document::DocumentNumber;
pub use imei::Imei;
pub use jiff::civil::Date;
pub use locale::Locale;
pub use money::{Currency, Money, Percent};
pub use page::{Page, PageRequest};
pub use phone::Phone;
pub use serial::Serial;
