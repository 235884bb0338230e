//! A brand with one station, to write about.

use aftercare_domain::{
    customers::{CustomerDraft, CustomerEntry, CustomerKind},
    devices::{DeviceDraft, DeviceEntry},
    products::ModelEntry,
};
use aftercare_kernel::{
    Currency, Date, Instant, Locale, Money,
    id::{BrandId, CustomerId, ModelId, NodeId, PersonId, PlaceId, PositionId, UnitId},
};
use aftercare_store::{
    Store, StoreError, Tx,
    customers::{self, NewCustomer},
    devices::{self, NewDevice},
    identity::{self, BrandRow, NodeRow, PersonRow},
    products,
    things::{self, NewMove, NewPlace, Thing},
};
use std::str::FromStr;

pub const NOW: Instant = Instant::from_micros(1_772_413_200_000_000);
pub const TODAY: Date = Date::constant(2026, 3, 2);
pub const ROOT: &str = "/HX/";
pub const STATION: &str = "/HX/HQ/SH01/";

/// An id that reads as its number.
pub fn id<T: FromStr>(number: u128) -> T {
    format!("{number:032x}").parse().ok().unwrap()
}

pub fn hx() -> BrandId {
    id(1)
}
pub fn station() -> NodeId {
    id(3)
}
pub fn supervisor() -> PersonId {
    id(10)
}
pub fn source() -> PlaceId {
    id(20)
}
pub fn at_customers() -> PlaceId {
    id(21)
}
pub fn model() -> ModelId {
    id(30)
}

pub fn node(number: u128, parent: Option<u128>, kind: &str, code: &str, path: &str) -> NodeRow {
    NodeRow {
        id: id(number),
        parent_id: parent.map(id),
        kind: kind.into(),
        ownership: "own".into(),
        code: code.into(),
        name: code.into(),
        name_en: code.into(),
        path: path.into(),
        zone: "Asia/Shanghai".into(),
        region: Some("CN-SH".into()),
        division: None,
        address: String::new(),
        phone: String::new(),
        opens_minute: 540,
        closes_minute: 1080,
    }
}

pub async fn found(store: &Store) {
    store.write("test.found", found_in).await.unwrap();
}

fn found_in(tx: &mut dyn Tx) -> Result<(), StoreError> {
    identity::insert_brand(
        tx,
        &BrandRow {
            id: hx(),
            code: "HX".into(),
            name: "华新".into(),
            name_en: "HX".into(),
            accent: "#0a58ca".into(),
            country: "CN".into(),
            currency: "CNY".into(),
            zone: "Asia/Shanghai".into(),
            service_phone: "4008001234".into(),
        },
    )?;
    identity::insert_node(tx, hx(), &node(1, None, "brand", "HX", ROOT))?;
    identity::insert_node(tx, hx(), &node(2, Some(1), "hq", "HQ", "/HX/HQ/"))?;
    identity::insert_node(tx, hx(), &node(3, Some(2), "station", "SH01", STATION))?;
    identity::insert_node(tx, hx(), &node(4, Some(2), "station", "BJ01", "/HX/HQ/BJ01/"))?;
    let person = PersonRow {
        id: supervisor(),
        brand_id: hx(),
        login: "sup".into(),
        name: "主任".into(),
        phone: String::new(),
        locale: "zh-CN".into(),
        password_hash: String::new(),
        failed_sign_ins: 0,
        locked_until: None,
        active: true,
    };
    identity::insert_person(tx, &person, NOW)?;
    let node = node(3, Some(2), "station", "SH01", STATION);
    identity::insert_position(tx, hx(), id::<PositionId>(11), supervisor(), &node, "technician,supervisor")?;
    for (place, kind) in [(source(), "source"), (at_customers(), "customers")] {
        things::insert_place(
            tx,
            &NewPlace {
                id: place,
                brand_id: hx(),
                org_path: ROOT,
                node_id: id(1),
                kind,
                code: kind,
                name: kind,
                technician_id: None,
                created_at: NOW,
            },
        )?;
    }
    products::insert_model(tx, hx(), model(), &model_entry("HX-P60"))
}

pub fn model_entry(code: &str) -> ModelEntry {
    ModelEntry {
        code: code.into(),
        name: "华新 P60 手机".into(),
        name_en: "HX P60".into(),
        category: "mobile_phone".into(),
        regime: Some("cn.mobile.2001".into()),
        price: Money::from_minor(299_900, Currency::CNY),
        active: true,
    }
}

pub fn customer_entry(name: &str, phone: &str) -> CustomerEntry {
    let draft = CustomerDraft {
        kind: CustomerKind::Person,
        name: name.into(),
        phone: phone.into(),
        phone_2: None,
        email: None,
        language: Locale::ZhCn,
    };
    draft.check().unwrap()
}

pub fn insert_customer(tx: &mut dyn Tx, number: u128, name: &str, phone: &str) -> Result<CustomerId, StoreError> {
    let entry = customer_entry(name, phone);
    let new = NewCustomer { id: id(number), brand_id: hx(), entry: &entry, address: None, created_at: NOW };
    customers::insert(tx, &new)?;
    Ok(id(number))
}

pub fn device_entry(serial: &str, imei: Option<&str>) -> DeviceEntry {
    let draft = DeviceDraft { serial: serial.into(), imei: imei.map(str::to_owned), ..DeviceDraft::default() };
    draft.check(TODAY).unwrap()
}

pub fn first_move(number: u128, unit: UnitId) -> NewMove {
    NewMove {
        id: id(number),
        brand_id: hx(),
        at: NOW,
        thing: Thing::Unit { id: unit, item_id: None },
        from: source(),
        to: at_customers(),
        reason: "sale",
        order_id: None,
        act_id: None,
    }
}

pub fn insert_device(
    tx: &mut dyn Tx,
    number: u128,
    entry: &DeviceEntry,
    owner: Option<CustomerId>,
) -> Result<UnitId, StoreError> {
    let unit: UnitId = id(number);
    devices::insert(
        tx,
        &NewDevice {
            unit_id: unit,
            brand_id: hx(),
            model_id: model(),
            customer_id: owner,
            entry,
            currency: Currency::CNY,
            first: &first_move(number, unit),
        },
    )?;
    Ok(unit)
}
