//! 保障合同 Contracts: extended warranty, care plans and service contracts, beside the law and never instead of it.
//!
//! Rules: `domain::contracts`, postings: `domain::money::standard`. SQL: `store::contracts`. Pages: `web::contracts`.

mod cancel;
mod offers;
mod pay;
mod sell;
mod view;

pub use aftercare_domain::contracts::{CoverLine, Offer, Used};
pub use aftercare_store::contracts::{LivingContract, OfferRow, UseRow};
pub use cancel::{Cancellation, Cancelled, cancel};
pub use offers::{define_offer, offers, retire_offer};
pub use pay::Covered;
pub use sell::{Sale, Sold, sell};
pub use view::{ContractPage, ContractView, CoverView, DeviceContracts, of_customer, of_device, page, sold};

pub(crate) use cancel::end_with_device;
pub(crate) use pay::{cover, covered_sum, hand_on, hold, settle};

use aftercare_domain::contracts::Contract;
use aftercare_kernel::id::OfferId;
use aftercare_store::contracts::{self as store, ContractRow, Holder, UsedOf};
use std::collections::BTreeMap;

use crate::{Error, Work};

/// A contract that was sold, with its offer and what is used of it.
struct Sealed {
    row: ContractRow,
    offer: OfferRow,
    terms: Contract,
    used: Vec<Used>,
}

impl Sealed {
    /// The terms as they were sold: an offer is never changed.
    fn new(row: ContractRow, offer: OfferRow, used: Vec<Used>) -> Self {
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
        Self { row, offer, terms, used }
    }
}

fn sealed(work: &mut Work<'_>, row: ContractRow) -> Result<Sealed, Error> {
    let offer = store::find_offer(work.tx, work.actor.brand, row.offer_id)?.ok_or(Error::Missing("offer"))?;
    let used = store::used(work.tx, &row)?;
    Ok(Sealed::new(row, offer, used))
}

/// The contracts of a device or of a customer, oldest first: the same few questions however many there are.
fn sealed_of(work: &mut Work<'_>, holder: Holder) -> Result<Vec<Sealed>, Error> {
    let brand = work.actor.brand;
    let rows = store::contracts_of(work.tx, brand, holder)?;
    let (offers, mut used) = (store::offers_of(work.tx, brand, holder)?, store::used_of(work.tx, brand, holder)?);
    let sealed = |row: ContractRow| {
        let offer = offers.get(&row.offer_id).cloned().ok_or(Error::Missing("offer"))?;
        let used = used.remove(&row.id).unwrap_or_default();
        Ok(Sealed::new(row, offer, used))
    };
    rows.into_iter().map(sealed).collect()
}

/// Contracts of whatever devices, in the order given. Each offer is read once.
fn sealed_each(work: &mut Work<'_>, rows: Vec<ContractRow>, mut used: UsedOf) -> Result<Vec<Sealed>, Error> {
    let offers = store::offers(work.tx, work.actor.brand)?;
    let mut offers: BTreeMap<OfferId, OfferRow> = offers.into_iter().map(|offer| (offer.id, offer)).collect();
    let mut sealed = Vec::with_capacity(rows.len());
    for row in rows {
        let offer = match offers.get(&row.offer_id) {
            Some(offer) => offer.clone(),
            // A brand with more offers than a page of them shows.
            None => {
                let offer = store::find_offer(work.tx, work.actor.brand, row.offer_id)?;
                let offer = offer.ok_or(Error::Missing("offer"))?;
                offers.insert(offer.id, offer.clone());
                offer
            }
        };
        let used = used.remove(&row.id).unwrap_or_default();
        sealed.push(Sealed::new(row, offer, used));
    }
    Ok(sealed)
}
