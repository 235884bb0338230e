//! Who owns what: customers, and the devices they bought over two years. One phone of one month came out bad.

use aftercare_app::{
    App, Error,
    customers::{self, AddressDraft, NewCustomer},
    devices::{self, NewDevice},
    intake::{TypedCustomer, TypedDevice},
};
use aftercare_domain::{
    customers::CustomerDraft,
    devices::{DeviceDraft, DevicePaper},
};
use aftercare_kernel::{
    Date, Money,
    calendar::{days_after, days_between},
    id::{CustomerId, UnitId},
};
use std::collections::BTreeSet;

use super::{
    Size,
    catalogue::{Catalogue, Model},
    hours::{days_before, month_before},
    luck::Luck,
    names, serials,
    staff::Staff,
    tables::Tables,
};

/// The model whose screens fail, and how many months ago the bad ones were made.
const BAD_MODEL: &str = "CY-P60";
const BAD_MONTHS_AGO: u32 = 8;
/// Sales go back so far.
const SOLD_FOR_DAYS: i64 = 730;
/// Rows of one transaction.
const PIECE: usize = 500;

pub struct Customer {
    pub draft: CustomerDraft,
    pub address: AddressDraft,
    /// Index of the station they live near.
    pub station: usize,
    /// Unknown until the first call.
    unlisted: bool,
    pub id: Option<CustomerId>,
}

impl Customer {
    /// As somebody types who does not know them yet.
    pub fn typed(&self) -> TypedCustomer {
        let draft = self.draft.clone();
        TypedCustomer {
            kind: draft.kind,
            name: draft.name,
            phone: draft.phone,
            phone_2: draft.phone_2,
            email: draft.email,
            language: draft.language,
        }
    }
}

pub struct Device {
    pub model: usize,
    pub customer: usize,
    pub draft: DeviceDraft,
    /// The day from which the customer has it.
    pub had_from: Date,
    pub from_bad_month: bool,
    /// Its sale was not reported; it comes into the books with its first case.
    unlisted: bool,
    /// Once it is in the books.
    pub unit: Option<UnitId>,
    /// A case was told about it.
    pub told: bool,
}

impl Device {
    /// As somebody types from its label and papers.
    pub fn typed(&self, catalogue: &Catalogue) -> TypedDevice {
        let draft = self.draft.clone();
        TypedDevice {
            model_code: catalogue.models[self.model].code.clone(),
            serial: draft.serial,
            imei: draft.imei,
            imei_2: draft.imei_2,
            made_on: draft.made_on,
            sold_on: draft.sold_on,
            delivered_on: draft.delivered_on,
            dealer: draft.dealer,
            invoice_number: draft.invoice_number,
            price: draft.price,
            papers: draft.papers,
        }
    }
}

/// Devices by the day from which their customers have them.
pub struct Owners {
    pub customers: Vec<Customer>,
    pub devices: Vec<Device>,
    registered: usize,
}

impl Owners {
    pub fn invent(
        tables: &Tables,
        catalogue: &Catalogue,
        size: &Size,
        today: Date,
        luck: &mut Luck,
    ) -> Result<Self, Error> {
        let customers: Vec<Customer> =
            (0..size.customers).map(|number| invent_customer(number, tables, luck)).collect();
        let mut devices = Vec::with_capacity(size.devices);
        for number in 0..size.devices {
            let model = luck.weighted(catalogue.models.iter().map(|model| model.weight));
            let customer = if number < customers.len() { number } else { luck.index(customers.len()) };
            let mut device = invent_device(number, (model, &catalogue.models[model]), customer, tables, today, luck)?;
            device.unlisted |= customers[customer].unlisted;
            devices.push(device);
        }
        devices.sort_by_key(|device| device.had_from);
        Ok(Self { customers, devices, registered: 0 })
    }

    /// Writes the customers into the books.
    pub async fn write_customers(&mut self, app: &App, staff: &Staff) -> Result<(), Error> {
        let mut listed: Vec<&mut Customer> = self.customers.iter_mut().filter(|customer| !customer.unlisted).collect();
        for piece in listed.chunks_mut(PIECE) {
            let new = |c: &&mut Customer| NewCustomer { draft: c.draft.clone(), address: Some(c.address.clone()) };
            let ids = customers::create_many(app, &staff.house, piece.iter().map(new).collect()).await?;
            for (customer, id) in piece.iter_mut().zip(ids) {
                customer.id = Some(id);
            }
        }
        Ok(())
    }

    /// Writes the devices that were sold up to the day and are not in the books yet.
    pub async fn write_devices(
        &mut self,
        app: &App,
        staff: &Staff,
        catalogue: &Catalogue,
        day: Date,
    ) -> Result<(), Error> {
        let until = self.devices.partition_point(|device| device.had_from <= day);
        let (customers, from) = (&self.customers, self.registered);
        let reported = |device: &&mut Device| !device.unlisted && device.unit.is_none();
        let mut sold: Vec<&mut Device> = self.devices[from..until].iter_mut().filter(reported).collect();
        for piece in sold.chunks_mut(PIECE) {
            let new = |device: &&mut Device| NewDevice {
                model_code: catalogue.models[device.model].code.clone(),
                draft: device.draft.clone(),
                owner: customers[device.customer].id,
            };
            let ids = devices::register_many(app, &staff.house, piece.iter().map(new).collect()).await?;
            for (device, id) in piece.iter_mut().zip(ids) {
                device.unit = Some(id);
            }
        }
        self.registered = until.max(from);
        Ok(())
    }

    /// A device without a case that fits and was had for so many days on a day; the nearest of some that are looked at.
    pub fn choose(
        &mut self,
        day: Date,
        days_had: i64,
        luck: &mut Luck,
        fits: impl Fn(&Device) -> bool,
    ) -> Option<usize> {
        let wanted = days_before(day, days_had);
        let until = self.devices.partition_point(|device| device.had_from < day);
        let middle = self.devices[..until].partition_point(|device| device.had_from < wanted);
        let start = middle.saturating_sub(luck.index(12));
        let mut order = (start..until).chain((0..start).rev());
        let chosen = order.find(|index| !self.devices[*index].told && fits(&self.devices[*index]))?;
        self.devices[chosen].told = true;
        Some(chosen)
    }
}

fn invent_customer(number: usize, tables: &Tables, luck: &mut Luck) -> Customer {
    let stations = &tables.house.stations;
    let station = luck.weighted(stations.iter().map(|station| station.share));
    Customer {
        draft: names::customer(number, &tables.names, luck),
        address: names::address(&stations[station], &tables.names, luck),
        station,
        unlisted: luck.percent(2),
        id: None,
    }
}

fn invent_device(
    number: usize,
    (index, model): (usize, &Model),
    customer: usize,
    tables: &Tables,
    today: Date,
    luck: &mut Luck,
) -> Result<Device, Error> {
    let out_since = month_before(today, model.months).max(days_before(today, SOLD_FOR_DAYS));
    let sold_on = days_after(out_since, days(luck.between(0, days_between(out_since, today) - 1)));
    let (made_on, from_bad_month) = made_on(model, sold_on, today, luck);
    let phone = model.is_phone();
    let delivered_on = if phone { sold_on } else { days_after(sold_on, days(luck.between(1, 4))).min(today) };
    let imei = |number: usize| serials::imei(index, number).map(|imei| imei.to_string());
    let draft = DeviceDraft {
        serial: serials::serial(&model.code, made_on, number)?.to_string(),
        imei: if phone { Some(imei(number)?) } else { None },
        imei_2: if phone { Some(imei(500_000 + number)?) } else { None },
        made_on: Some(made_on),
        sold_on: Some(sold_on),
        delivered_on: Some(delivered_on),
        dealer: Some(luck.pick(&tables.names.dealers).clone()),
        invoice_number: luck.percent(85).then(|| format!("FP{:010}", 3_000_000 + number * 7)),
        price: Some(paid(model.price, luck)),
        papers: papers(luck),
    };
    let unlisted = luck.percent(2);
    Ok(Device {
        model: index,
        customer,
        draft,
        had_from: delivered_on,
        from_bad_month,
        unlisted,
        unit: None,
        told: false,
    })
}

fn days(count: i64) -> u32 {
    u32::try_from(count).unwrap_or(0)
}

/// A few weeks before the sale; what was sold in the weeks after the bad month was mostly made in it.
fn made_on(model: &Model, sold_on: Date, today: Date, luck: &mut Luck) -> (Date, bool) {
    let bad = month_before(today, BAD_MONTHS_AGO);
    let since = days_between(bad, sold_on);
    if model.code == BAD_MODEL && (28..=120).contains(&since) && luck.percent(85) {
        return (days_after(bad, days(luck.between(0, 27))), true);
    }
    let made_on = days_before(sold_on, luck.between(12, 75));
    // Not one more of that month, so that its share is what it is by the rule above.
    let same_month = model.code == BAD_MODEL && made_on.first_of_month() == bad;
    (if same_month { days_before(bad, 3) } else { made_on }, false)
}

/// Up to an eighth off, in whole yuan.
fn paid(price: Money, luck: &mut Luck) -> Money {
    let yuan = price.minor() / 100;
    Money::from_minor((yuan - luck.between(0, yuan / 8)) * 100, price.currency())
}

fn papers(luck: &mut Luck) -> BTreeSet<DevicePaper> {
    match luck.below(100) {
        0..=74 => BTreeSet::from([DevicePaper::Invoice, DevicePaper::Voucher]),
        75..=91 => BTreeSet::from([DevicePaper::Invoice]),
        92..=96 => BTreeSet::from([DevicePaper::InvoiceCopy]),
        _ => BTreeSet::from([DevicePaper::NotShown]),
    }
}
