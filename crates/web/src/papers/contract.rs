//! The fields of a contract's paper, from its page.

use crate::contracts::{cover_name, limit_words, percent_words};
use aftercare_app::{
    contracts::{ContractPage, CoverView},
    devices::DevicePage,
};
use aftercare_i18n::Texts;
use aftercare_papers::{CoveredItem, Customer, Device, ProtectionContract, Signature};

use crate::orders::in_locale;

pub fn contract_paper(
    t: &Texts,
    page: &ContractPage,
    device: &DevicePage,
    customer: Customer,
    link: String,
) -> ProtectionContract {
    let contract = &page.contract;
    let name = in_locale(t.locale, &contract.name, &contract.name_en);
    ProtectionContract {
        number: contract.number.clone(),
        link,
        kind: t.t(&contract.kind.key()),
        offer: format!("{} {name}", contract.offer),
        customer,
        device: device_of(t, device),
        starts_on: contract.starts_on,
        last_day: contract.last_day,
        cover: page.cover.iter().map(|cover| item(t, cover)).collect(),
        terms: terms(t, page),
        price: contract.price,
        method: t.t(&format!("money-method-{}", page.method)),
        sold_on: contract.sold_on,
        station: in_locale(t.locale, &contract.station, &contract.station_en).to_owned(),
        seller: Signature { name: page.seller.clone(), date: Some(contract.sold_on), picture: None },
        cancelled: contract.cancelled_on.zip(contract.refund),
    }
}

fn device_of(t: &Texts, page: &DevicePage) -> Device {
    let device = &page.device;
    let imei: Vec<String> = device.imei.iter().chain(&device.imei_2).map(ToString::to_string).collect();
    let model = in_locale(t.locale, &page.model.name, &page.model.name_en);
    let model = format!("{model} {}", page.model.code);
    Device { model, serial: device.serial.to_string(), imei: imei.join(" / ") }
}

fn item(t: &Texts, cover: &CoverView) -> CoveredItem {
    CoveredItem {
        what: cover_name(t, &cover.line),
        share: percent_words(&cover.line.percent),
        deductible: cover.line.deductible,
        limit: limit_words(t, &cover.line),
    }
}

/// What holds for every line.
fn terms(t: &Texts, page: &ContractPage) -> String {
    let accidents = page.accidents.then(|| t.t("contracts-accidents"));
    let cooling_off = (page.cooling_off_days > 0)
        .then(|| t.t_with("papers-contract-cooling-off", &[("days", page.cooling_off_days.into())]));
    accidents.into_iter().chain(cooling_off).collect::<Vec<_>>().join(" · ")
}
