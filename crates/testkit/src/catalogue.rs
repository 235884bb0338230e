//! What the small brand sells, repairs it with, and pays for; and builders for customers and their devices.

use aftercare_app::{
    Actor, App,
    customers::{self, AddressDraft, NewCustomer},
    deadlines,
    devices::{self, NewDevice},
    parts::{self, DeliveredUnit, Delivery},
    products,
    settlement::{self, FeeRow},
};
use aftercare_domain::{
    customers::{CustomerDraft, CustomerKind},
    deadlines::{ClockPolicy, ClockWhat},
    devices::{DeviceDraft, DevicePaper},
    orders::Mode,
    products::{ItemEntry, ItemKind, ModelEntry, ModelPart},
    settlement::FeeOutcome,
};
use aftercare_kernel::{
    Currency, Imei, Locale, Money,
    id::{CustomerId, UnitId},
};

use crate::World;

/// A phone under `cn.mobile.2001`.
pub const PHONE: &str = "HX-P10";
/// An appliance under no regime.
pub const WASHER: &str = "HX-W8";
/// The serial of the phone that SH01 keeps for exchange.
pub const SPARE_PHONE: &str = "SPARE0001";

/// Code, name, English name, part kind, serialised, price and cost in 分, fits.
type Part = (&'static str, &'static str, &'static str, Option<&'static str>, bool, i64, i64, &'static str);

const PARTS: [Part; 4] = [
    ("P10-LCD", "P10 显示屏总成", "P10 display", None, false, 68_000, 41_000, PHONE),
    ("P10-BOARD", "P10 主板", "P10 mainboard", None, true, 120_000, 70_000, PHONE),
    ("P10-BATTERY", "P10 电池", "P10 battery", Some("battery"), false, 19_900, 8_000, PHONE),
    ("W8-PUMP", "W8 排水泵", "W8 drain pump", None, false, 15_000, 6_000, WASHER),
];

const EXCHANGE_ITEM: &str = "P10-UNIT";

/// Place, item, how many.
const STOCK: [(&str, &str, u32); 7] = [
    ("SH01-SHELF", "P10-LCD", 10),
    ("SH01-SHELF", "P10-BOARD", 4),
    ("SH01-SHELF", "P10-BATTERY", 10),
    ("SH01-SHELF", "W8-PUMP", 3),
    ("SH01-VAN-1", "W8-PUMP", 2),
    ("SH01-VAN-1", "P10-LCD", 1),
    ("SH02-SHELF", "P10-LCD", 5),
];

/// What the brand pays a station, in 分.
const FEES: [(FeeOutcome, i64); 4] = [
    (FeeOutcome::Repair, 8_000),
    (FeeOutcome::Exchange, 3_000),
    (FeeOutcome::Refund, 2_000),
    (FeeOutcome::NoFault, 1_500),
];

/// Fills the brand's catalogue, shelves and tariffs.
pub async fn stock(app: &App, house: &Actor) {
    for (code, name, name_en, category, regime, price) in [
        (PHONE, "华新 P10", "Huaxin P10", "phone", Some("cn.mobile.2001"), 299_900),
        (WASHER, "华新 W8 洗衣机", "Huaxin W8 washing machine", "washing_machine", None, 329_900),
    ] {
        let model = model(code, name, name_en, category, regime, price);
        let id = products::create_model(app, house, model).await.expect("a model is added");
        if code == PHONE {
            let battery = ModelPart { part_kind: "battery".to_owned(), brand_months: None };
            products::set_model_parts(app, house, id, vec![battery]).await.expect("its parts are set");
        }
    }
    for (code, name, name_en, part_kind, serialised, price, cost, fits) in PARTS {
        let item = item(code, name, name_en, ItemKind::Part, part_kind, serialised, price, cost);
        products::create_item(app, house, item, vec![fits.to_owned()]).await.expect("an item is added");
    }
    let phone = item(EXCHANGE_ITEM, "P10 整机", "P10 unit", ItemKind::Device, None, true, 299_900, 210_000);
    products::create_item(app, house, phone, vec![PHONE.to_owned()]).await.expect("an item is added");
    fill_shelves(app, house).await;
    set_policies(app, house).await;
}

async fn fill_shelves(app: &App, house: &Actor) {
    for (place, item, quantity) in STOCK {
        let goods =
            Delivery { place: place.to_owned(), item: item.to_owned(), lot: String::new(), quantity, opening: true };
        parts::receive(app, house, goods).await.expect("goods come in");
    }
    let spare = DeliveredUnit {
        place: "SH01-SHELF".to_owned(),
        item: EXCHANGE_ITEM.to_owned(),
        model: PHONE.to_owned(),
        serial: SPARE_PHONE.parse().expect("a serial"),
        imei: Some(imei(900_001)),
        made_on: Some(aftercare_kernel::Date::constant(2026, 1, 5)),
    };
    parts::receive_unit(app, house, spare).await.expect("a unit comes in");
}

async fn set_policies(app: &App, house: &Actor) {
    for what in ClockWhat::ALL {
        deadlines::set_clock(app, house, ClockPolicy::usual(*what)).await.expect("a clock is set");
    }
    for (category, mode) in ["phone", "washing_machine"].into_iter().flat_map(|c| Mode::ALL.iter().map(move |m| (c, m)))
    {
        for (outcome, amount_minor) in FEES {
            let fee = FeeRow {
                category: category.to_owned(),
                mode: mode.name().to_owned(),
                outcome: outcome.name().to_owned(),
                amount_minor,
                currency: Currency::CNY.code().to_owned(),
            };
            settlement::set_fee(app, house, fee).await.expect("a fee is set");
        }
    }
}

fn model(code: &str, name: &str, name_en: &str, category: &str, regime: Option<&str>, price: i64) -> ModelEntry {
    ModelEntry {
        code: code.to_owned(),
        name: name.to_owned(),
        name_en: name_en.to_owned(),
        category: category.to_owned(),
        regime: regime.map(str::to_owned),
        price: Money::from_minor(price, Currency::CNY),
        active: true,
    }
}

#[allow(clippy::too_many_arguments, reason = "one row of a table above")]
fn item(
    code: &str,
    name: &str,
    name_en: &str,
    kind: ItemKind,
    part_kind: Option<&str>,
    serialised: bool,
    price: i64,
    cost: i64,
) -> ItemEntry {
    ItemEntry {
        code: code.to_owned(),
        name: name.to_owned(),
        name_en: name_en.to_owned(),
        kind,
        part_kind: part_kind.map(str::to_owned),
        serialised,
        returns_defective: true,
        price: Money::from_minor(price, Currency::CNY),
        cost: Money::from_minor(cost, Currency::CNY),
    }
}

/// `yuan("2999.00")`
pub fn yuan(amount: &str) -> Money {
    Money::parse(amount, Currency::CNY).expect("an amount like 2999.00")
}

/// A valid IMEI from six digits of one's own, by the check digit of ISO/IEC 7812 (Luhn).
pub fn imei(number: u32) -> Imei {
    let body = format!("35699811{number:06}");
    let doubled = |(place, digit): (usize, char)| {
        let digit = digit.to_digit(10).expect("a digit");
        if place % 2 == 1 { digit * 2 / 10 + digit * 2 % 10 } else { digit }
    };
    let sum: u32 = body.chars().enumerate().map(doubled).sum();
    format!("{body}{}", (10 - sum % 10) % 10).parse().expect("an IMEI")
}

impl World {
    /// A customer in Shanghai with an address.
    pub async fn customer(&self, name: &str, phone: &str) -> CustomerId {
        let draft = CustomerDraft {
            kind: CustomerKind::Person,
            name: name.to_owned(),
            phone: phone.to_owned(),
            phone_2: None,
            email: None,
            language: Locale::ZhCn,
        };
        let address = AddressDraft { division: "310104".to_owned(), line: "漕溪北路 18 号 602 室".to_owned() };
        let new = NewCustomer { draft, address: Some(address) };
        customers::create(&self.app, &self.house, new).await.expect("a customer is added")
    }

    /// A device of the model, sold on a day (`2026-01-10`) with its invoice and voucher.
    pub async fn device(&self, model: &str, serial: &str, sold_on: &str, owner: Option<CustomerId>) -> UnitId {
        let sold_on = sold_on.parse().expect("a day like 2026-01-10");
        let draft = DeviceDraft {
            serial: serial.to_owned(),
            imei: None,
            imei_2: None,
            made_on: None,
            sold_on: Some(sold_on),
            delivered_on: Some(sold_on),
            dealer: None,
            invoice_number: Some(format!("FP-{serial}")),
            price: Some(Money::from_minor(299_900, Currency::CNY)),
            papers: [DevicePaper::Invoice, DevicePaper::Voucher].into(),
        };
        let new = NewDevice { model_code: model.to_owned(), draft, owner };
        devices::register(&self.app, &self.house, new).await.expect("a device is added")
    }
}
