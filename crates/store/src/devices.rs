//! Devices: what is known of the units that customers own, and what happened to them.

use aftercare_domain::devices::{DeviceEntry, DevicePaper, papers_from_text, papers_to_text};
use aftercare_kernel::{
    Currency, Date, Imei, Instant, Money, Serial,
    id::{BrandId, CaseId, CustomerId, DecisionId, ModelId, OrderId, PlaceId, UnitId},
};
use std::collections::BTreeSet;

use crate::{
    Row, StoreError, Tx, Value, one,
    statement::{Batch, broken},
    statements,
    things::{self, NewMove, NewUnit},
};

statements! {
    INSERT_DEVICE = "
        INSERT INTO device
            (unit_id, brand_id, model_id, customer_id, dealer, sold_on, delivered_on, invoice_number, price_minor, currency, documents, version)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 1)";
    FIND_DEVICE = "
        SELECT u.id, u.serial, u.imei, u.imei_2, u.made_on, u.condition, u.place_id, p.kind, d.model_id, d.customer_id,
            d.dealer, d.sold_on, d.delivered_on, d.invoice_number, d.price_minor, d.currency, d.documents,
            d.exchanged_on, d.replaces, d.replaced_by, d.version
        FROM unit u JOIN device d ON d.unit_id = u.id JOIN place p ON p.id = u.place_id
        WHERE u.id = $1 AND u.brand_id = $2";
    UNIT_BY_SERIAL = "SELECT id FROM unit WHERE brand_id = $1 AND serial = $2";
    UNIT_BY_IMEI = "SELECT id FROM unit WHERE brand_id = $1 AND imei = $2";
    UNIT_BY_SECOND_IMEI = "SELECT id FROM unit WHERE brand_id = $1 AND imei_2 = $2 LIMIT 1";
    UPDATE_DEVICE = "
        UPDATE device
        SET dealer = $4, sold_on = $5, delivered_on = $6, invoice_number = $7, price_minor = $8, currency = $9,
            documents = $10, version = version + 1
        WHERE unit_id = $1 AND brand_id = $2 AND version = $3";
    UPDATE_UNIT = "UPDATE unit SET imei = $3, imei_2 = $4, made_on = $5 WHERE id = $1 AND brand_id = $2";
    /// A device that nobody owned yet belongs to whoever comes with it.
    SET_FIRST_OWNER = "
        UPDATE device SET customer_id = $3, version = version + 1
        WHERE unit_id = $1 AND brand_id = $2 AND customer_id IS NULL";
    CASES_OF_UNIT = "
        SELECT id, number, kind, state, symptom, opened_at, due_at
        FROM service_case WHERE unit_id = $1 AND brand_id = $2 ORDER BY id DESC LIMIT $3";
    ORDERS_OF_UNIT = "
        SELECT o.id, o.number, o.case_id, o.mode, o.service_type, o.state, o.symptom, o.opened_at, o.ended_at,
            n.name, n.name_en, o.decision_id
        FROM service_order o JOIN org_node n ON n.id = o.station_id
        WHERE o.unit_id = $1 AND o.brand_id = $2 ORDER BY o.id DESC LIMIT $3";
    /// Exchanged devices that do not point to each other, in either direction.
    HALF_EXCHANGED = "
        SELECT d.unit_id, COALESCE(d.replaced_by, d.replaces) FROM device d
        WHERE (d.replaced_by IS NOT NULL AND NOT EXISTS (
                SELECT 1 FROM device n WHERE n.unit_id = d.replaced_by AND n.replaces = d.unit_id))
            OR (d.replaces IS NOT NULL AND NOT EXISTS (
                SELECT 1 FROM device o WHERE o.unit_id = d.replaces AND o.replaced_by = d.unit_id))
        LIMIT $1";
    /// Devices that were exchanged and are with a customer all the same.
    EXCHANGED_AND_NOT_GIVEN_BACK = "
        SELECT u.serial, p.kind FROM device d JOIN unit u ON u.id = d.unit_id JOIN place p ON p.id = u.place_id
        WHERE d.replaced_by IS NOT NULL AND p.kind IN ('customers', 'custody') LIMIT $1";
    OF_ANOTHER_MODEL = "
        SELECT u.serial, d.model_id FROM device d JOIN unit u ON u.id = d.unit_id
        WHERE u.model_id IS NULL OR u.model_id <> d.model_id LIMIT $1";
    REPAIRS_OF_UNIT = "
        SELECT r.order_id, o.number, r.round, r.in_on, r.out_on, r.fault_code, r.listed, r.cause, r.found, r.work,
            r.outcome, o.state, n.name, n.name_en
        FROM repair_record r JOIN service_order o ON o.id = r.order_id JOIN org_node n ON n.id = o.station_id
        WHERE r.unit_id = $1 AND r.brand_id = $2 ORDER BY r.in_on DESC, r.round DESC LIMIT $3";
}

/// A device as it is known. `place_kind` says where it is: with the customers, in custody, given back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeviceRow {
    pub unit_id: UnitId,
    pub serial: Serial,
    pub imei: Option<Imei>,
    pub imei_2: Option<Imei>,
    pub made_on: Option<Date>,
    pub condition: String,
    pub place_id: PlaceId,
    pub place_kind: String,
    pub model_id: ModelId,
    pub customer_id: Option<CustomerId>,
    pub dealer: Option<String>,
    pub sold_on: Option<Date>,
    pub delivered_on: Option<Date>,
    pub invoice_number: Option<String>,
    pub price: Option<Money>,
    pub papers: BTreeSet<DevicePaper>,
    pub exchanged_on: Option<Date>,
    pub replaces: Option<UnitId>,
    pub replaced_by: Option<UnitId>,
    pub version: i64,
}

impl DeviceRow {
    fn read(row: &Row) -> Result<Self, StoreError> {
        let currency: Currency = row.parse(15)?;
        Ok(Self {
            unit_id: row.parse(0)?,
            serial: row.parse(1)?,
            imei: row.opt_parse(2)?,
            imei_2: row.opt_parse(3)?,
            made_on: row.opt_date(4)?,
            condition: row.text(5)?,
            place_id: row.parse(6)?,
            place_kind: row.text(7)?,
            model_id: row.parse(8)?,
            customer_id: row.opt_parse(9)?,
            dealer: row.opt_text(10)?,
            sold_on: row.opt_date(11)?,
            delivered_on: row.opt_date(12)?,
            invoice_number: row.opt_text(13)?,
            price: row.opt_int(14)?.map(|minor| Money::from_minor(minor, currency)),
            papers: papers_from_text(&row.text(16)?).map_err(|_| row.bad(16))?,
            exchanged_on: row.opt_date(17)?,
            replaces: row.opt_parse(18)?,
            replaced_by: row.opt_parse(19)?,
            version: row.int(20)?,
        })
    }
}

/// A device to be brought into the books. `first` is its move out of the source.
pub struct NewDevice<'a> {
    pub unit_id: UnitId,
    pub brand_id: BrandId,
    pub model_id: ModelId,
    pub customer_id: Option<CustomerId>,
    pub entry: &'a DeviceEntry,
    /// Of the price; the brand's when no price is known.
    pub currency: Currency,
    pub first: &'a NewMove,
}

/// Unit, first move and device as rows of one batch.
pub(crate) fn add_device(batch: &mut Batch, new: &NewDevice) {
    let entry = new.entry;
    let unit = NewUnit {
        id: new.unit_id,
        brand_id: new.brand_id,
        kind: "device",
        model_id: Some(new.model_id),
        item_id: None,
        serial: entry.serial.as_str(),
        imei: entry.imei.as_ref().map(Imei::as_str),
        imei_2: entry.imei_2.as_ref().map(Imei::as_str),
        made_on: entry.made_on,
        condition: "good",
    };
    things::add_unit(batch, &unit, new.first);
    batch.push((
        &INSERT_DEVICE,
        vec![
            new.unit_id.into(),
            new.brand_id.into(),
            new.model_id.into(),
            new.customer_id.into(),
            entry.dealer.as_deref().into(),
            entry.sold_on.into(),
            entry.delivered_on.into(),
            entry.invoice_number.as_deref().into(),
            entry.price.map(Money::minor).into(),
            entry.price.map_or(new.currency, Money::currency).into(),
            papers_to_text(&entry.papers).into(),
        ],
    ));
}

pub fn insert(tx: &mut dyn Tx, new: &NewDevice) -> Result<(), StoreError> {
    let mut batch = Batch::new();
    add_device(&mut batch, new);
    tx.execute_all(&batch)
}

/// Many devices in one piece, as an import brings them.
pub fn insert_many(tx: &mut dyn Tx, many: &[NewDevice]) -> Result<(), StoreError> {
    let mut batch = Batch::with_capacity(many.len() * 3);
    many.iter().for_each(|new| add_device(&mut batch, new));
    for (statement, _) in batch.iter().take(3) {
        tx.prepare(statement)?;
    }
    tx.execute_all(&batch)
}

pub fn find(tx: &mut dyn Tx, brand: BrandId, unit: UnitId) -> Result<Option<DeviceRow>, StoreError> {
    one(tx, &FIND_DEVICE, &[unit.into(), brand.into()])?.as_ref().map(DeviceRow::read).transpose()
}

/// The unit with this serial, device or part.
pub fn unit_by_serial(tx: &mut dyn Tx, brand: BrandId, serial: &Serial) -> Result<Option<UnitId>, StoreError> {
    one(tx, &UNIT_BY_SERIAL, &[brand.into(), serial.into()])?.map(|row| row.parse(0)).transpose()
}

/// The unit with this IMEI, as its first or its second.
pub fn unit_by_imei(tx: &mut dyn Tx, brand: BrandId, imei: &Imei) -> Result<Option<UnitId>, StoreError> {
    let params = [brand.into(), imei.into()];
    let row = match one(tx, &UNIT_BY_IMEI, &params)? {
        Some(row) => Some(row),
        None => one(tx, &UNIT_BY_SECOND_IMEI, &params)?,
    };
    row.map(|row| row.parse(0)).transpose()
}

/// False when the device is not of that version any more. The serial stays: it names the thing.
pub fn update(
    tx: &mut dyn Tx,
    brand: BrandId,
    unit: UnitId,
    version: i64,
    entry: &DeviceEntry,
    currency: Currency,
) -> Result<bool, StoreError> {
    let changed = tx.execute(
        &UPDATE_DEVICE,
        &[
            unit.into(),
            brand.into(),
            version.into(),
            entry.dealer.as_deref().into(),
            entry.sold_on.into(),
            entry.delivered_on.into(),
            entry.invoice_number.as_deref().into(),
            entry.price.map(Money::minor).into(),
            entry.price.map_or(currency, Money::currency).into(),
            papers_to_text(&entry.papers).into(),
        ],
    )?;
    if changed == 0 {
        return Ok(false);
    }
    let imeis: [Value; 2] = [entry.imei.as_ref().into(), entry.imei_2.as_ref().into()];
    let [imei, imei_2] = imeis;
    tx.execute(&UPDATE_UNIT, &[unit.into(), brand.into(), imei, imei_2, entry.made_on.into()])?;
    Ok(true)
}

pub fn set_first_owner(tx: &mut dyn Tx, brand: BrandId, unit: UnitId, owner: CustomerId) -> Result<(), StoreError> {
    tx.execute(&SET_FIRST_OWNER, &[unit.into(), brand.into(), owner.into()])?;
    Ok(())
}

/// The device's cases at any station, newest first.
pub fn cases_of(
    tx: &mut dyn Tx,
    brand: BrandId,
    unit: UnitId,
    most: u32,
) -> Result<Vec<crate::customers::CaseLine>, StoreError> {
    tx.query(&CASES_OF_UNIT, &[unit.into(), brand.into(), most.into()])?
        .iter()
        .map(crate::customers::CaseLine::read)
        .collect()
}

/// An order in a device's history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PastOrder {
    pub id: OrderId,
    pub number: String,
    pub case_id: CaseId,
    pub mode: String,
    pub service_type: String,
    pub state: String,
    pub symptom: String,
    pub opened_at: Instant,
    pub ended_at: Option<Instant>,
    pub station: String,
    pub station_en: String,
    pub decision_id: Option<DecisionId>,
}

pub fn orders_of(tx: &mut dyn Tx, brand: BrandId, unit: UnitId, most: u32) -> Result<Vec<PastOrder>, StoreError> {
    let read = |row: &Row| {
        Ok(PastOrder {
            id: row.parse(0)?,
            number: row.text(1)?,
            case_id: row.parse(2)?,
            mode: row.text(3)?,
            service_type: row.text(4)?,
            state: row.text(5)?,
            symptom: row.text(6)?,
            opened_at: row.instant(7)?,
            ended_at: row.opt_instant(8)?,
            station: row.text(9)?,
            station_en: row.text(10)?,
            decision_id: row.opt_parse(11)?,
        })
    };
    tx.query(&ORDERS_OF_UNIT, &[unit.into(), brand.into(), most.into()])?.iter().map(read).collect()
}

/// A round of repair in a device's history. `order_state` tells what an open one waits for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PastRepair {
    pub order_id: OrderId,
    pub number: String,
    pub round: i64,
    pub in_on: Date,
    pub out_on: Option<Date>,
    pub fault_code: String,
    pub listed: bool,
    pub cause: String,
    pub found: String,
    pub work: Option<String>,
    pub outcome: Option<String>,
    pub order_state: String,
    pub station: String,
    pub station_en: String,
}

/// The latest first.
pub fn repairs_of(tx: &mut dyn Tx, brand: BrandId, unit: UnitId, most: u32) -> Result<Vec<PastRepair>, StoreError> {
    let read = |row: &Row| {
        Ok(PastRepair {
            order_id: row.parse(0)?,
            number: row.text(1)?,
            round: row.int(2)?,
            in_on: row.date(3)?,
            out_on: row.opt_date(4)?,
            fault_code: row.text(5)?,
            listed: row.flag(6)?,
            cause: row.text(7)?,
            found: row.text(8)?,
            work: row.opt_text(9)?,
            outcome: row.opt_text(10)?,
            order_state: row.text(11)?,
            station: row.text(12)?,
            station_en: row.text(13)?,
        })
    };
    tx.query(&REPAIRS_OF_UNIT, &[unit.into(), brand.into(), most.into()])?.iter().map(read).collect()
}

/// What `aftercare check` found wrong with devices, at most `most` of each rule.
pub fn findings(tx: &mut dyn Tx, most: u32) -> Result<Vec<(&'static str, String)>, StoreError> {
    let rules = [
        ("exchanged_devices_point_to_each_other", &HALF_EXCHANGED),
        ("exchanged_device_is_given_back", &EXCHANGED_AND_NOT_GIVEN_BACK),
        ("device_is_of_its_units_model", &OF_ANOTHER_MODEL),
    ];
    broken(tx, &rules, most)
}
