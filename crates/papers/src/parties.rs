//! What several papers show alike: the customer, the device, parts, signatures.
//!
//! An empty text is not known or not yet done; it prints as room to write in by hand.

use crate::form::{Block, Cell, Form, Look, PageSize, Row, SignatureBox};
use aftercare_i18n::Texts;
use aftercare_kernel::{Date, Money};

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Customer {
    pub name: String,
    pub phone: String,
    pub address: String,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Device {
    pub model: String,
    pub serial: String,
    /// One or two of them, as they should read on paper.
    pub imei: String,
}

/// Who pays for the work (服务类型).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ServiceType {
    A,
    B,
    C,
    D,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PartLine {
    pub name: String,
    pub number: String,
    pub quantity: i64,
    pub old_serial: String,
    pub new_serial: String,
    pub amount: Option<Money>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Signature {
    /// PNG, as drawn on the screen.
    pub picture: Option<Vec<u8>>,
    pub name: String,
    pub date: Option<Date>,
}

impl Signature {
    pub(crate) fn boxed(&self, label: String, texts: Texts) -> SignatureBox {
        let date = optional_date(self.date, texts);
        let below = [self.name.as_str(), date.as_str()].into_iter().filter(|t| !t.is_empty()).collect::<Vec<_>>();
        SignatureBox { label, picture: self.picture.clone(), below: below.join("  ") }
    }
}

/// An A5 form without a stamp; papers set what differs.
pub(crate) fn form(title: String, number: &str, link: &str, blocks: Vec<Block>) -> Form {
    Form { size: PageSize::A5, title, number: number.to_owned(), link: link.to_owned(), stamp: None, blocks }
}

pub(crate) fn customer_rows(customer: &Customer, t: Texts) -> Vec<Row> {
    vec![
        Row::pair((t.t("papers-customer"), customer.name.clone()), (t.t("papers-phone"), customer.phone.clone())),
        Row::field(t.t("papers-address"), &customer.address),
    ]
}

/// Model and serial; the IMEI on a line of its own when there is one.
pub(crate) fn device_rows(device: &Device, t: Texts) -> Vec<Row> {
    let mut rows =
        vec![Row::pair((t.t("papers-model"), device.model.clone()), (t.t("papers-serial"), device.serial.clone()))];
    if !device.imei.is_empty() {
        rows.push(Row::field(t.t("papers-imei"), &device.imei));
    }
    rows
}

/// Replaced parts with old and new serial; empty lines to write on when there are none yet.
pub(crate) fn exchanged_parts(parts: &[PartLine], t: Texts) -> Block {
    let head = Row::head([
        (6, t.t("papers-part")),
        (2, t.t("papers-quantity")),
        (8, t.t("papers-old-serial")),
        (8, t.t("papers-new-serial")),
    ]);
    let rows = parts.iter().map(|part| {
        Row::of([
            Cell::value(6, part_name(part)),
            Cell::new(2, Look::Centred, part.quantity.to_string()),
            Cell::value(8, &part.old_serial),
            Cell::value(8, &part.new_serial),
        ])
    });
    let rows = with_empty_lines(rows.collect(), &[6, 2, 8, 8], 2);
    Block::Table { head, rows }
}

pub(crate) fn part_name(part: &PartLine) -> String {
    if part.number.is_empty() { part.name.clone() } else { format!("{} ({})", part.name, part.number) }
}

/// Adds empty rows of these spans until there are `least`.
pub(crate) fn with_empty_lines(mut rows: Vec<Row>, spans: &[u8], least: usize) -> Vec<Row> {
    while rows.len() < least {
        rows.push(Row::of(spans.iter().map(|span| Cell::value(*span, ""))));
    }
    rows
}

/// `☑` before the chosen, `☐` before the others.
pub(crate) fn ticks(choices: &[(String, bool)]) -> String {
    let ticked = |(name, chosen): &(String, bool)| format!("{} {name}", if *chosen { '☑' } else { '☐' });
    choices.iter().map(ticked).collect::<Vec<_>>().join("   ")
}

/// None is ticked before it is decided who bears the work.
pub(crate) fn service_type_ticks(chosen: Option<ServiceType>, t: Texts) -> String {
    ticks(&[
        (t.t("papers-service-type-a"), chosen == Some(ServiceType::A)),
        (t.t("papers-service-type-b"), chosen == Some(ServiceType::B)),
        (t.t("papers-service-type-c"), chosen == Some(ServiceType::C)),
        (t.t("papers-service-type-d"), chosen == Some(ServiceType::D)),
    ])
}

pub(crate) fn optional_date(date: Option<Date>, t: Texts) -> String {
    date.map(|date| t.date_long(date)).unwrap_or_default()
}

pub(crate) fn optional_money(amount: Option<Money>, t: Texts) -> String {
    amount.map(|amount| t.money(amount)).unwrap_or_default()
}

/// `2 小时 15 分`; empty when the time is not known.
pub(crate) fn working_time(minutes: Option<u32>, t: Texts) -> String {
    let Some(minutes) = minutes else { return String::new() };
    t.t_with("papers-hours-minutes", &[("hours", (minutes / 60).into()), ("minutes", (minutes % 60).into())])
}
