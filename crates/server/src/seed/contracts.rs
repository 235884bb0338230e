//! Contracts beside the law: what the brand offers, who bought it before the story begins, who gave it back.

use aftercare_app::{
    App, Error,
    contracts::{self, Cancellation, CoverLine, Offer, Sale},
};
use aftercare_domain::{
    contracts::{Begins, ContractKind, Subject, UseState},
    money::PaymentMethod,
};
use aftercare_kernel::{Currency, DocumentNumber, Money, Percent};

use super::{catalogue::Catalogue, owners::Owners, staff::Staff};

/// One device in so many is under a contract when the story begins.
const ONE_IN: usize = 20;
/// One contract in so many is given back in the end.
const BACK_ONE_IN: usize = 9;

/// Code, name, English name, kind, begins, price in 元, months, whether accidents are covered.
type OfferRow = (&'static str, &'static str, &'static str, ContractKind, Begins, i64, u32, bool);

const PHONES: OfferRow = (
    "EW-PHONE",
    "手机延长保修一年",
    "Phone, one more year",
    ContractKind::ExtendedWarranty,
    Begins::AfterWarranty,
    199,
    12,
    false,
);
const CARE: OfferRow =
    ("CARE-PHONE", "手机意外保障", "Phone, accidents", ContractKind::CarePlan, Begins::AtSale, 299, 12, true);
const HOME: OfferRow =
    ("SC-HOME", "家电服务合同", "Home appliance care", ContractKind::ServiceContract, Begins::AtSale, 360, 24, false);

const PHONE_GOODS: &[&str] = &["mobile_phone"];
const HOME_GOODS: &[&str] =
    &["air_conditioner", "washing_machine", "refrigerator", "television", "water_heater", "range_hood", "air_purifier"];

/// Headquarters define what is sold.
pub async fn define(app: &App, staff: &Staff) -> Result<(), Error> {
    let Some(manager) = staff.managers.first() else { return Ok(()) };
    let phones = vec![sums(Subject::Part, 100, 1_500, 0), sums(Subject::Labour, 100, 500, 0)];
    let care = vec![times(Subject::Part, 80, 2, 50), times(Subject::Labour, 100, 2, 0)];
    let home =
        vec![times(Subject::Visit, 100, 4, 0), sums(Subject::Labour, 80, 600, 0), sums(Subject::Part, 70, 800, 30)];
    for (row, goods, lines) in [(PHONES, PHONE_GOODS, phones), (CARE, PHONE_GOODS, care), (HOME, HOME_GOODS, home)] {
        contracts::define_offer(app, manager, offer(row, goods, lines)).await?;
    }
    Ok(())
}

fn offer(row: OfferRow, goods: &[&str], lines: Vec<CoverLine>) -> Offer {
    let (code, name, name_en, kind, begins, price, months, accidents) = row;
    Offer {
        code: code.to_owned(),
        name: name.to_owned(),
        name_en: name_en.to_owned(),
        kind,
        price: yuan(price),
        months,
        begins,
        cooling_off_days: 15,
        accidents,
        models: Vec::new(),
        categories: goods.iter().map(|word| (*word).to_owned()).collect(),
        lines,
    }
}

fn yuan(whole: i64) -> Money {
    Money::from_minor(whole * 100, Currency::CNY)
}

fn line(subject: Subject, percent: i64, deductible: i64) -> CoverLine {
    let percent = Percent::from_millionths(percent * 10_000);
    CoverLine { subject, part_kind: None, percent, times: None, most: None, deductible: yuan(deductible) }
}

fn sums(subject: Subject, percent: i64, most: i64, deductible: i64) -> CoverLine {
    CoverLine { most: Some(yuan(most)), ..line(subject, percent, deductible) }
}

fn times(subject: Subject, percent: i64, times: u32, deductible: i64) -> CoverLine {
    CoverLine { times: Some(times), ..line(subject, percent, deductible) }
}

/// Sells contracts for devices that are in the books, each at the station near its owner; gives their numbers.
pub async fn sell(app: &App, staff: &Staff, owners: &Owners, catalogue: &Catalogue) -> Result<Vec<String>, Error> {
    let mut sold = Vec::new();
    let known = owners.devices.iter().filter(|device| device.unit.is_some());
    for (place, device) in known.step_by(ONE_IN).enumerate() {
        let Some(unit) = device.unit else { continue };
        let station = &staff.stations[owners.customers[device.customer].station];
        let offer = match catalogue.models[device.model].is_phone() {
            true if place % 2 == 0 => PHONES.0,
            true => CARE.0,
            false => HOME.0,
        };
        let method = PaymentMethod::ALL[place % PaymentMethod::ALL.len()];
        let sale = Sale { unit, offer: offer.to_owned(), method, station: None };
        match contracts::sell(app, &station.clerk, sale, None).await {
            Ok(done) => sold.push(done.number),
            // Nothing is sold for a device without an owner, or whose day of sale nobody knows.
            Err(Error::Refusal(_)) => {}
            Err(other) => return Err(other),
        }
    }
    Ok(sold)
}

/// Some are given back in the end; not while work stands on them.
pub async fn give_back(app: &App, staff: &Staff, sold: &[String]) -> Result<(), Error> {
    let Some(supervisor) = staff.stations.first().map(|station| &station.supervisor) else { return Ok(()) };
    for number in sold.iter().step_by(BACK_ONE_IN) {
        let number: DocumentNumber = number.parse().map_err(|_| Error::Fault(number.clone()))?;
        let page = contracts::page(app, supervisor, number.clone()).await?;
        let held = page.uses.iter().any(|row| row.state == UseState::Held.name());
        let Some(station) = staff.stations.iter().find(|station| station.code == number.station()) else { continue };
        if let (false, Ok(refund)) = (held, page.refund_today) {
            let reason = "客户换购新机，不再需要".to_owned();
            let wish = Cancellation { number, refund, method: PaymentMethod::Transfer, reason };
            contracts::cancel(app, &station.clerk, wish, None).await?;
        }
    }
    Ok(())
}
