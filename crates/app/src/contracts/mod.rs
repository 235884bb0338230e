//! 保障合同 Contracts: extended warranty, care plans and service contracts, beside the law and never instead of it.
//!
//! Rules: `domain::contracts`, postings: `domain::money::standard`. SQL: `store::contracts`. Pages: `web::contracts`.

mod cancel;
mod offers;
mod pay;
mod sell;
mod view;

pub use aftercare_domain::contracts::{CoverLine, Offer, Used};
pub use aftercare_store::contracts::{OfferRow, UseRow};
pub use cancel::{Cancellation, Cancelled, cancel};
pub use offers::{define_offer, offers, retire_offer};
pub use pay::Covered;
pub use sell::{Sale, Sold, sell};
pub use view::{ContractPage, ContractView, CoverView, DeviceContracts, of_customer, of_device, page};

pub(crate) use pay::{cover, covered_sum, hand_on, hold, settle};

use aftercare_domain::contracts::Contract;
use aftercare_store::contracts::{self as store, ContractRow};

use crate::{Error, Work};

/// A contract that was sold, with its offer and what is used of it.
struct Sealed {
    row: ContractRow,
    offer: OfferRow,
    terms: Contract,
    used: Vec<Used>,
}

/// The terms as they were sold: an offer is never changed.
fn sealed(work: &mut Work<'_>, row: ContractRow) -> Result<Sealed, Error> {
    let offer = store::find_offer(work.tx, work.actor.brand, row.offer_id)?.ok_or(Error::Missing("offer"))?;
    let terms = Contract {
        price: row.price,
        accidents: offer.entry.accidents,
        cooling_off_days: offer.entry.cooling_off_days,
        sold_on: row.sold_on,
        starts_on: row.starts_on,
        last_day: row.last_day,
        cancelled_on: row.cancelled_on,
        lines: offer.entry.lines.clone(),
    };
    let used = store::used(work.tx, &row)?;
    Ok(Sealed { row, offer, terms, used })
}
