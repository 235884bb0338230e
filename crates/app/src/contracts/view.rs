//! Contracts as pages and programs read them. A device is cared for at every station, so they are the brand's to read.

use aftercare_domain::{
    contracts::{ContractKind, CoverLine, Life, Used},
    identity::Action,
    refusal::Refusal,
};
use aftercare_kernel::{
    Date, DocumentNumber, Money, Page, PageRequest,
    id::{ContractId, CustomerId, UnitId},
};
use aftercare_store::{
    contracts::{self as store, Holder, OfferRow, UseRow, UsedOf},
    devices, products,
};

use super::{Sealed, sealed, sealed_each, sealed_of};
use crate::{Actor, App, Error, Work, intake::part_of_tree};

/// A contract in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContractView {
    pub number: String,
    pub unit: UnitId,
    pub serial: String,
    pub customer: CustomerId,
    pub offer: String,
    pub name: String,
    pub name_en: String,
    pub kind: ContractKind,
    pub price: Money,
    pub sold_on: Date,
    pub starts_on: Date,
    pub last_day: Date,
    pub life: Life,
    pub station: String,
    pub station_en: String,
    /// What it has paid, or holds for work that goes on.
    pub used: Money,
    pub cancelled_on: Option<Date>,
    pub refund: Option<Money>,
}

impl ContractView {
    fn of(contract: &Sealed, today: Date) -> Result<Self, Error> {
        let Sealed { row, offer, terms, used } = contract;
        let paid = Money::sum(used.iter().map(|used| used.paid), row.price.currency());
        Ok(Self {
            number: row.number.clone(),
            unit: row.unit_id,
            serial: row.serial.clone(),
            customer: row.customer_id,
            offer: offer.entry.code.clone(),
            name: offer.entry.name.clone(),
            name_en: offer.entry.name_en.clone(),
            kind: offer.entry.kind,
            price: row.price,
            sold_on: row.sold_on,
            starts_on: row.starts_on,
            last_day: row.last_day,
            life: terms.life(used, today),
            station: row.station.clone(),
            station_en: row.station_en.clone(),
            used: paid.map_err(|e| Error::Fault(e.to_string()))?,
            cancelled_on: row.cancelled_on,
            refund: row.refund,
        })
    }
}

/// A line of cover and what is used of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CoverView {
    pub line: CoverLine,
    pub used: Used,
}

/// Everything of a contract.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContractPage {
    pub contract: ContractView,
    pub accidents: bool,
    pub cooling_off_days: u32,
    pub method: String,
    pub seller: String,
    pub cover: Vec<CoverView>,
    pub uses: Vec<UseRow>,
    /// What would go back today, or why nothing can be cancelled.
    pub refund_today: Result<Money, Refusal>,
    /// Whether that begins with the whole price, and not with the days to come.
    pub whole_price: bool,
    /// Whether it is the actor's to cancel: sold in their part of the tree.
    pub in_scope: bool,
}

/// The contracts of a device, and what could be sold for it now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeviceContracts {
    pub contracts: Vec<ContractView>,
    pub offers: Vec<OfferRow>,
}

pub async fn of_device(app: &App, actor: &Actor, unit: UnitId) -> Result<DeviceContracts, Error> {
    app.read("contracts.of_device", actor, Action::ReadDevice, move |work| {
        let brand = work.actor.brand;
        let device = devices::find(work.tx, brand, unit)?.ok_or(Error::Missing("device"))?;
        let model = products::find_model(work.tx, brand, device.model_id)?.ok_or(Error::Missing("model"))?.entry;
        let mut offers = store::offers(work.tx, brand)?;
        offers.retain(|offer| offer.retired_at.is_none() && offer.entry.fits(&model.code, &model.category));
        Ok(DeviceContracts { contracts: views(work, Holder::Unit(unit))?, offers })
    })
    .await
}

/// The contracts that a customer bought.
pub async fn of_customer(app: &App, actor: &Actor, customer: CustomerId) -> Result<Vec<ContractView>, Error> {
    app.read("contracts.of_customer", actor, Action::ReadCustomer, move |work| views(work, Holder::Customer(customer)))
        .await
}

fn views(work: &mut Work<'_>, holder: Holder) -> Result<Vec<ContractView>, Error> {
    let today = work.today();
    sealed_of(work, holder)?.iter().map(|contract| ContractView::of(contract, today)).collect()
}

/// The contracts that were sold in the actor's part of the tree, or at one station of it, newest first.
pub async fn sold(
    app: &App,
    actor: &Actor,
    station: Option<String>,
    request: PageRequest,
) -> Result<Page<ContractView>, Error> {
    app.read("contracts.sold", actor, Action::ReadDevice, move |work| {
        let part = part_of_tree(work, station.as_deref())?.ok_or(Error::Missing("station"))?;
        let before = request.after.as_deref().map(|after| after.parse::<ContractId>()).transpose();
        let before = before.map_err(|_| Error::Missing("page"))?;
        let node = part.node.as_deref();
        let rows = store::contracts_by_age(work.tx, &part.scope, node, before, request.limit() + 1)?;
        let page = Page::from_one_more(rows, &request, |row| row.id.to_string());
        let used = match (page.rows.last(), page.rows.first()) {
            (Some(oldest), Some(newest)) => store::used_between(work.tx, &part.scope, node, (oldest.id, newest.id))?,
            _ => UsedOf::new(),
        };
        let (today, sealed) = (work.today(), sealed_each(work, page.rows, used)?);
        let rows = sealed.iter().map(|contract| ContractView::of(contract, today)).collect::<Result<_, _>>()?;
        Ok(Page { rows, next: page.next })
    })
    .await
}

pub async fn page(app: &App, actor: &Actor, number: DocumentNumber) -> Result<ContractPage, Error> {
    app.read("contracts.page", actor, Action::ReadDevice, move |work| {
        let (brand, scope, number) = (work.actor.brand, work.actor.scope(), number.to_string());
        let row = store::find_by_number(work.tx, brand, &number)?.ok_or(Error::Missing("contract"))?;
        let in_scope = store::find_in_scope(work.tx, &scope, &number)?.is_some();
        let contract = sealed(work, row)?;
        let (today, uses) = (work.today(), store::uses_of_contract(work.tx, contract.row.id)?);
        let cover = contract.terms.lines.iter().zip(&contract.used);
        Ok(ContractPage {
            contract: ContractView::of(&contract, today)?,
            accidents: contract.terms.accidents,
            cooling_off_days: contract.terms.cooling_off_days,
            method: contract.row.method.clone(),
            seller: contract.row.seller.clone(),
            cover: cover.map(|(line, used)| CoverView { line: line.clone(), used: *used }).collect(),
            whole_price: contract.terms.gives_whole_price(today),
            refund_today: contract.terms.pro_rata_refund(&contract.used, today).map_err(Refusal::from),
            uses,
            in_scope,
        })
    })
    .await
}
