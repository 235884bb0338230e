//! The printed forms of the trade (单据), as PDF.
//!
//! A paper is a view struct that holds what the form shows, already decided and already in words or in kernel values; this
//! crate reads no book and asks no clock, so the same view always gives the same bytes.
//!
//! How a page comes about: a paper lists its fields as a [`form::Form`] → `layout` breaks text and pages into marks at fixed
//! places → `ink` writes the marks as PDF. `text` chooses glyphs and breaks lines, `fonts` unpacks the embedded fonts.
//!
//! | module | paper | 中文 |
//! | --- | --- | --- |
//! | `service_voucher` | goes with the technician, signed by the customer | 服务凭证 |
//! | `custody_slip` | for a device taken in; void when it is back | 客户商品领取收据 |
//! | `repair_card` | hangs on the device in the workshop | 修护卡 |
//! | `warranty_card` | issued at sale or exchange | 三包凭证 |
//! | `receipt` | for money taken | 收据 |
//! | `protection_contract` | for a contract beside the law, with the receipt of its price | 保障合同 |
//! | `decision_sheet` | what the rules say about a device on a day | 三包权益判定单 |
//! | `phone_service_record` | each warranty repair, exchange or refund of a phone | 移动电话服务记录单 |

mod brand;
mod custody_slip;
mod decision_sheet;
mod error;
mod fonts;
pub mod form;
mod ink;
mod layout;
mod mark;
mod paper;
mod parties;
mod phone_service_record;
mod picture;
mod protection_contract;
mod qr;
mod receipt;
mod repair_card;
#[cfg(test)]
mod samples;
mod service_voucher;
mod text;
mod warranty_card;

pub use brand::{Brand, Colour};
pub use custody_slip::CustodySlip;
pub use decision_sheet::{DecisionSheet, Fact, RemedyLine, Step};
pub use error::PaperError;
pub use fonts::{FontFile, font_licence};
pub use paper::{Paper, render};
pub use parties::{Customer, Device, PartLine, ServiceType, Signature};
pub use phone_service_record::PhoneServiceRecord;
pub use picture::is_printable;
pub use protection_contract::{CoveredItem, ProtectionContract};
pub use receipt::{Receipt, ReceiptLine};
pub use repair_card::{QualityCheck, RepairCard};
pub use service_voucher::{Satisfaction, ServiceVoucher};
pub use warranty_card::{RepairRecord, WarrantyCard, WarrantyUnit};
