//! A contract is sold at a station to the owner of a device, and paid at once.

use aftercare_domain::{
    acts::{Chain, ChainKind},
    contracts::{Begins, Contract, ContractRefusal, Life},
    identity::Action,
    money::{PaymentMethod, standard},
};
use aftercare_kernel::{
    Date,
    id::{ActId, ContractId, CustomerId, PostingId, UnitId},
};
use aftercare_store::{
    contracts::{self as store, Holder, NewContract, OfferRow},
    devices::{self, DeviceRow},
    documents::DocumentKind,
    identity::{self, NodeRow},
    products,
};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::sealed_of;
use crate::{
    Actor, App, Error, Work,
    devices::{Entitlement, entitlement_on, open_for_service},
    intake::takes_orders,
};

/// Which offer for which device, and how it is paid. Without a station: the one where the seller works.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Sale {
    pub unit: UnitId,
    pub offer: String,
    pub method: PaymentMethod,
    pub station: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sold {
    pub number: String,
}

/// Sells a contract and takes its price. With a key the same sale is made once, however often it is sent.
pub async fn sell(app: &App, actor: &Actor, sale: Sale, key: Option<String>) -> Result<Sold, Error> {
    app.write("contracts.sell", actor, Action::SellContract, move |work| {
        work.once(key.as_deref(), &("sell_contract", &sale), |work| {
            let station = selling_station(work, sale.station.as_deref())?;
            let device = devices::find(work.tx, work.actor.brand, sale.unit)?.ok_or(Error::Missing("device"))?;
            let offer = store::find_offer_by_code(work.tx, work.actor.brand, sale.offer.trim())?;
            let offer = offer.ok_or(Error::Missing("offer"))?;
            let customer = check_fit(work, &device, &offer)?;
            let today = work.today_in(&station.zone)?;
            let until = warranty_until(work, &offer, sale.unit, today)?;
            let contract = Contract::sell(&offer.entry, today, until);
            refuse_twice(work, sale.unit, &offer, &contract, today)?;
            write(work, &station, customer, &sale, &offer, &contract)
        })
    })
    .await
}

fn selling_station(work: &mut Work<'_>, code: Option<&str>) -> Result<NodeRow, Error> {
    let (brand, scope) = (work.actor.brand, work.actor.scope());
    let found = match code.map(str::trim).filter(|code| !code.is_empty()) {
        Some(code) => identity::find_node_by_code(work.tx, brand, code)?,
        None => identity::find_node(work.tx, brand, work.actor.node)?,
    };
    let station = found.filter(|node| takes_orders(&node.kind) && scope.covers(brand, &node.path));
    station.ok_or_else(|| Error::refuse(ContractRefusal::StationMissing))
}

/// The owner, if the offer is for such a device and the device is theirs to insure.
fn check_fit(work: &mut Work<'_>, device: &DeviceRow, offer: &OfferRow) -> Result<CustomerId, Error> {
    if offer.retired_at.is_some() {
        return Err(Error::refuse(ContractRefusal::OfferRetired));
    }
    let model = products::find_model(work.tx, work.actor.brand, device.model_id)?.ok_or(Error::Missing("model"))?;
    if !offer.entry.fits(&model.entry.code, &model.entry.category) {
        return Err(Error::refuse(ContractRefusal::GoodsNotCovered));
    }
    if open_for_service(device)?.is_err() {
        return Err(Error::refuse(ContractRefusal::NotTheCustomers));
    }
    device.customer_id.ok_or_else(|| Error::refuse(ContractRefusal::NoOwner))
}

/// The last day of the warranty of the law, for an offer that waits for it; none under no regime.
fn warranty_until(work: &mut Work<'_>, offer: &OfferRow, unit: UnitId, today: Date) -> Result<Option<Date>, Error> {
    if offer.entry.begins == Begins::AtSale {
        return Ok(None);
    }
    match entitlement_on(work, unit, today)? {
        Entitlement::NoRegime => Ok(None),
        Entitlement::Unclear(refusal) => Err(Error::Refusal(refusal)),
        Entitlement::Decided { decision, .. } => match decision.term.end {
            Some(end) => Ok(Some(end)),
            None => Err(Error::refuse(ContractRefusal::WarrantyEndUnknown)),
        },
    }
}

/// Nobody pays twice for the same days: one contract of a kind at a time, until it is used up.
fn refuse_twice(work: &mut Work<'_>, unit: UnitId, offer: &OfferRow, new: &Contract, today: Date) -> Result<(), Error> {
    for old in sealed_of(work, Holder::Unit(unit))? {
        let lives = matches!(old.terms.life(&old.used, today), Life::Sold | Life::InForce);
        let meets = old.terms.starts_on <= new.last_day && new.starts_on <= old.terms.last_day;
        if lives && meets && old.offer.entry.kind == offer.entry.kind {
            return Err(Error::refuse(ContractRefusal::CoveredAlready { number: old.row.number }));
        }
    }
    Ok(())
}

fn write(
    work: &mut Work<'_>,
    station: &NodeRow,
    customer: CustomerId,
    sale: &Sale,
    offer: &OfferRow,
    contract: &Contract,
) -> Result<Sold, Error> {
    let id = work.id(ContractId::new);
    let number = work.draw_number(station, DocumentKind::Contract, &id.to_string())?.to_string();
    let payload = json!({
        "contract": number, "offer": offer.entry.code, "kind": offer.entry.kind, "price": contract.price.decimal(),
        "currency": contract.price.currency(), "method": sale.method, "starts_on": contract.starts_on,
        "last_day": contract.last_day,
    });
    let act = work.act(Chain::new(ChainKind::Device, sale.unit), None, "sell_contract", &payload)?;
    let (sold_posting_id, paid_posting_id) = post_price(work, station, sale, contract, act)?;
    store::insert(
        work.tx,
        &NewContract {
            id,
            brand_id: work.actor.brand,
            org_path: &station.path,
            station_id: station.id,
            number: &number,
            offer_id: offer.id,
            unit_id: sale.unit,
            customer_id: customer,
            price: contract.price,
            sold_on: contract.sold_on,
            starts_on: contract.starts_on,
            last_day: contract.last_day,
            method: sale.method.name(),
            sold_posting_id,
            paid_posting_id,
            person_id: work.actor.person,
            at: work.now,
            lines: &contract.lines,
        },
    )?;
    Ok(Sold { number })
}

/// The charge and its payment: a contract is not sold on credit.
fn post_price(
    work: &mut Work<'_>,
    station: &NodeRow,
    sale: &Sale,
    contract: &Contract,
    act: ActId,
) -> Result<(PostingId, PostingId), Error> {
    let sold = standard::contract_sold(&work.brand_code()?, &station.code, contract.price)?;
    let paid = standard::contract_paid(&station.code, sale.method, contract.price)?;
    Ok((work.post(&sold, &station.path, None, Some(act))?, work.post(&paid, &station.path, None, Some(act))?))
}
