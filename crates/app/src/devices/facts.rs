//! What the books know of a device, put as the question to the warranty engine.

use aftercare_domain::{
    devices::DevicePaper,
    orders::{FaultCause, StateName},
    warranty::{DayOrTime, Facts, OpenRepair, Outcome, Paper, Repair, WaitingOn},
};
use aftercare_kernel::id::{BrandId, UnitId};
use aftercare_store::{
    Tx,
    devices::{self as store, PastRepair},
    identity, products,
};

use crate::{Error, stored::word};
use std::collections::BTreeSet;

/// More rounds of repair than any device lives through; the engine takes no more.
const MOST_REPAIRS: u32 = 200;

/// The facts of the device, its model and its repairs so far. Fault and wish are the order's to add.
pub fn facts_for_warranty(
    tx: &mut dyn Tx,
    brand: BrandId,
    unit: UnitId,
    region: Option<String>,
) -> Result<Facts, Error> {
    let device = store::find(tx, brand, unit)?.ok_or(Error::Missing("device"))?;
    let model = products::find_model(tx, brand, device.model_id)?.ok_or(Error::Missing("model"))?.entry;
    let house = identity::find_brand(tx, brand)?.ok_or(Error::Missing("brand"))?;
    let repairs = store::repairs_of(tx, brand, unit, MOST_REPAIRS)?;
    Ok(Facts {
        regime: model.regime,
        category: Some(model.category),
        country: Some(house.country),
        region,
        price: device.price,
        currency: device.price.map(|price| price.currency()),
        sold_on: device.sold_on,
        delivered_on: device.delivered_on,
        // A device given in exchange stands in the sale of the one before it, and may be younger than that sale.
        made_on: device.made_on.filter(|_| device.exchanged_on.is_none()),
        exchanged_on: device.exchanged_on,
        documents: papers_known(&device.papers),
        repairs: finished_repairs(&repairs)?,
        open_repair: open_repair(&repairs)?,
        ..Facts::default()
    })
}

/// None when nobody has asked for papers yet: unknown is not the same as none.
pub(crate) fn papers_known(papers: &BTreeSet<DevicePaper>) -> Option<Vec<Paper>> {
    let paper = |seen: &DevicePaper| match seen {
        DevicePaper::Invoice => Some(Paper::Invoice),
        DevicePaper::InvoiceCopy => Some(Paper::InvoiceCopy),
        DevicePaper::Voucher => Some(Paper::Voucher),
        DevicePaper::VoucherMismatch => Some(Paper::VoucherMismatch),
        // An activation is what the seller's system knows of the sale.
        DevicePaper::ActivationRecord => Some(Paper::SellerSystem),
        DevicePaper::NotShown => None,
    };
    (!papers.is_empty()).then(|| papers.iter().filter_map(paper).collect())
}

/// Only a repair of a listed fault of quality counts towards exchange and refund, in the order of time.
fn finished_repairs(repairs: &[PastRepair]) -> Result<Vec<Repair>, Error> {
    let counted = repairs.iter().rev().filter(|r| r.listed && r.cause == FaultCause::Quality.name());
    counted
        .filter_map(|r| r.out_on.map(|out| (r, out)))
        .map(|(r, handed_back)| {
            Ok(Repair {
                taken_in: r.in_on,
                handed_back,
                code: Some(r.fault_code.clone()),
                outcome: r.outcome.as_deref().map(outcome_of).transpose()?,
                excluded_days: None,
            })
        })
        .collect()
}

fn outcome_of(text: &str) -> Result<Outcome, Error> {
    use aftercare_domain::orders::Outcome as Stored;
    Ok(match word::<Stored>(text)? {
        Stored::Fixed => Outcome::Fixed,
        Stored::Recurred => Outcome::Recurred,
        Stored::Unusable => Outcome::Unusable,
    })
}

/// The repair that goes on, if one does.
fn open_repair(repairs: &[PastRepair]) -> Result<Option<OpenRepair>, Error> {
    let Some(open) = repairs.iter().find(|r| r.out_on.is_none()) else { return Ok(None) };
    let state: StateName = word(&open.order_state)?;
    if state.is_end() {
        return Ok(None);
    }
    let waits = (state == StateName::WaitingParts).then_some(WaitingOn::ManufacturerParts);
    Ok(Some(OpenRepair { taken_in: DayOrTime::Day(open.in_on), waiting_on: waits }))
}
