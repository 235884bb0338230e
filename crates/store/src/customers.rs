//! Customers, their addresses, and what they are found by.

use aftercare_domain::customers::CustomerEntry;
use aftercare_kernel::{
    Instant, Locale, Phone,
    id::{AddressId, BrandId, CaseId, CustomerId, UnitId},
};

use crate::{
    Row, Scope, StoreError, Tx, Value, one,
    search::{self, CUSTOMER_NAME, CUSTOMER_PHONE, name_terms, phone_terms},
    statement::Batch,
    statements,
};

statements! {
    INSERT_CUSTOMER = "
        INSERT INTO customer (id, brand_id, kind, name, phone, phone_2, email, language, created_at, version)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 1)";
    FIND_CUSTOMER = "
        SELECT id, kind, name, phone, phone_2, email, language, created_at, version
        FROM customer WHERE id = $1 AND brand_id = $2";
    /// In an order that no index has: an index in the order of ids would be walked through the whole brand.
    CUSTOMERS_BY_PHONE = "
        SELECT id, kind, name, phone, phone_2, email, language, created_at, version
        FROM customer WHERE brand_id = $1 AND phone = $2 ORDER BY created_at DESC, id DESC LIMIT $3";
    /// The version was read with the entry that is edited: another's edit in between changes no row.
    UPDATE_CUSTOMER = "
        UPDATE customer SET kind = $4, name = $5, phone = $6, phone_2 = $7, email = $8, language = $9, version = version + 1
        WHERE id = $1 AND brand_id = $2 AND version = $3";
    INSERT_ADDRESS = "
        INSERT INTO customer_address (id, brand_id, customer_id, division, line) VALUES ($1, $2, $3, $4, $5)";
    ADDRESSES = "
        SELECT id, division, line FROM customer_address WHERE customer_id = $1 AND brand_id = $2 ORDER BY id LIMIT 50";
    UPDATE_ADDRESS = "
        UPDATE customer_address SET division = $4, line = $5 WHERE id = $1 AND customer_id = $2 AND brand_id = $3";
    DELETE_ADDRESS = "DELETE FROM customer_address WHERE id = $1 AND customer_id = $2 AND brand_id = $3";
    DEVICES_OF_CUSTOMER = "
        SELECT d.unit_id, u.serial, u.imei, m.code, m.name, m.name_en, d.sold_on, d.replaced_by
        FROM device d JOIN unit u ON u.id = d.unit_id JOIN model m ON m.id = d.model_id
        WHERE d.brand_id = $1 AND d.customer_id = $2 ORDER BY d.unit_id DESC LIMIT $3";
    /// NOT keeps SQLite's planner off the index by path, which holds everybody's cases.
    CASES_OF_CUSTOMER = "
        SELECT id, number, kind, state, symptom, opened_at, due_at
        FROM service_case
        WHERE customer_id = $4 AND brand_id = $1 AND NOT (org_path < $2) AND NOT (org_path >= $3)
        ORDER BY id DESC LIMIT $5";
}

/// A customer in full. What people see of it is masked first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CustomerRow {
    pub id: CustomerId,
    pub kind: String,
    pub name: String,
    pub phone: Phone,
    pub phone_2: Option<Phone>,
    pub email: Option<String>,
    pub language: Locale,
    pub created_at: Instant,
    pub version: i64,
}

impl CustomerRow {
    fn read(row: &Row) -> Result<Self, StoreError> {
        Ok(Self {
            id: row.parse(0)?,
            kind: row.text(1)?,
            name: row.text(2)?,
            phone: row.parse(3)?,
            phone_2: row.opt_parse(4)?,
            email: row.opt_text(5)?,
            language: row.parse(6)?,
            created_at: row.instant(7)?,
            version: row.int(8)?,
        })
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AddressRow {
    pub id: AddressId,
    pub division: String,
    pub line: String,
}

/// A customer to be written, with a first address if one is known.
pub struct NewCustomer<'a> {
    pub id: CustomerId,
    pub brand_id: BrandId,
    pub entry: &'a CustomerEntry,
    pub address: Option<AddressRow>,
    pub created_at: Instant,
}

/// The customer, the address and the search terms as rows of one batch.
pub(crate) fn add_customer(batch: &mut Batch, new: &NewCustomer) {
    let entry = new.entry;
    batch.push((
        &INSERT_CUSTOMER,
        vec![
            new.id.into(),
            new.brand_id.into(),
            entry.kind.name().into(),
            entry.name.as_str().into(),
            entry.phone.e164().into(),
            entry.phone_2.as_ref().map(Phone::e164).into(),
            entry.email.as_deref().into(),
            entry.language.into(),
            new.created_at.into(),
        ],
    ));
    if let Some(address) = &new.address {
        add_address(batch, new.brand_id, new.id, address);
    }
    let subject = new.id.to_string();
    search::add_terms(batch, new.brand_id, CUSTOMER_NAME, &subject, &name_terms(&[&entry.name]));
    search::add_terms(batch, new.brand_id, CUSTOMER_PHONE, &subject, &phone_terms(&phones(entry)));
}

fn phones(entry: &CustomerEntry) -> Vec<&Phone> {
    std::iter::once(&entry.phone).chain(&entry.phone_2).collect()
}

pub(crate) fn add_address(batch: &mut Batch, brand: BrandId, customer: CustomerId, address: &AddressRow) {
    batch.push((&INSERT_ADDRESS, address_values(brand, customer, address)));
}

fn address_values(brand: BrandId, customer: CustomerId, address: &AddressRow) -> Vec<Value> {
    vec![
        address.id.into(),
        brand.into(),
        customer.into(),
        address.division.as_str().into(),
        address.line.as_str().into(),
    ]
}

pub fn insert(tx: &mut dyn Tx, new: &NewCustomer) -> Result<(), StoreError> {
    let mut batch = Batch::new();
    add_customer(&mut batch, new);
    tx.execute_all(&batch)
}

/// Many customers in one piece, as an import brings them.
pub fn insert_many(tx: &mut dyn Tx, many: &[NewCustomer]) -> Result<(), StoreError> {
    let mut batch = Batch::with_capacity(many.len() * 8);
    many.iter().for_each(|new| add_customer(&mut batch, new));
    for statement in [&INSERT_CUSTOMER, &INSERT_ADDRESS, &search::INSERT_TERM] {
        tx.prepare(statement)?;
    }
    tx.execute_all(&batch)
}

pub fn find(tx: &mut dyn Tx, brand: BrandId, id: CustomerId) -> Result<Option<CustomerRow>, StoreError> {
    one(tx, &FIND_CUSTOMER, &[id.into(), brand.into()])?.as_ref().map(CustomerRow::read).transpose()
}

/// The customers who have this phone, the newest first: families share one.
pub fn by_phone(tx: &mut dyn Tx, brand: BrandId, phone: &Phone, most: u32) -> Result<Vec<CustomerRow>, StoreError> {
    tx.query(&CUSTOMERS_BY_PHONE, &[brand.into(), phone.e164().into(), most.into()])?
        .iter()
        .map(CustomerRow::read)
        .collect()
}

/// False when the entry is not of that version any more.
pub fn update(
    tx: &mut dyn Tx,
    brand: BrandId,
    id: CustomerId,
    version: i64,
    entry: &CustomerEntry,
) -> Result<bool, StoreError> {
    let changed = tx.execute(
        &UPDATE_CUSTOMER,
        &[
            id.into(),
            brand.into(),
            version.into(),
            entry.kind.name().into(),
            entry.name.as_str().into(),
            entry.phone.e164().into(),
            entry.phone_2.as_ref().map(Phone::e164).into(),
            entry.email.as_deref().into(),
            entry.language.into(),
        ],
    )?;
    if changed == 0 {
        return Ok(false);
    }
    let subject = id.to_string();
    search::set_terms(tx, brand, CUSTOMER_NAME, &subject, &name_terms(&[&entry.name]))?;
    search::set_terms(tx, brand, CUSTOMER_PHONE, &subject, &phone_terms(&phones(entry)))?;
    Ok(true)
}

pub fn insert_address(
    tx: &mut dyn Tx,
    brand: BrandId,
    customer: CustomerId,
    address: &AddressRow,
) -> Result<(), StoreError> {
    tx.execute(&INSERT_ADDRESS, &address_values(brand, customer, address))?;
    Ok(())
}

pub fn addresses(tx: &mut dyn Tx, brand: BrandId, customer: CustomerId) -> Result<Vec<AddressRow>, StoreError> {
    let read = |row: &Row| Ok(AddressRow { id: row.parse(0)?, division: row.text(1)?, line: row.text(2)? });
    tx.query(&ADDRESSES, &[customer.into(), brand.into()])?.iter().map(read).collect()
}

/// False when the customer has no such address.
pub fn update_address(
    tx: &mut dyn Tx,
    brand: BrandId,
    customer: CustomerId,
    address: &AddressRow,
) -> Result<bool, StoreError> {
    let changed = tx.execute(
        &UPDATE_ADDRESS,
        &[
            address.id.into(),
            customer.into(),
            brand.into(),
            address.division.as_str().into(),
            address.line.as_str().into(),
        ],
    )?;
    Ok(changed > 0)
}

pub fn delete_address(
    tx: &mut dyn Tx,
    brand: BrandId,
    customer: CustomerId,
    address: AddressId,
) -> Result<bool, StoreError> {
    Ok(tx.execute(&DELETE_ADDRESS, &[address.into(), customer.into(), brand.into()])? > 0)
}

/// A device on its owner's page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnedDeviceRow {
    pub unit_id: UnitId,
    pub serial: String,
    pub imei: Option<String>,
    pub model_code: String,
    pub model_name: String,
    pub model_name_en: String,
    pub sold_on: Option<aftercare_kernel::Date>,
    pub replaced_by: Option<UnitId>,
}

pub fn devices_of(
    tx: &mut dyn Tx,
    brand: BrandId,
    customer: CustomerId,
    most: u32,
) -> Result<Vec<OwnedDeviceRow>, StoreError> {
    let read = |row: &Row| {
        Ok(OwnedDeviceRow {
            unit_id: row.parse(0)?,
            serial: row.text(1)?,
            imei: row.opt_text(2)?,
            model_code: row.text(3)?,
            model_name: row.text(4)?,
            model_name_en: row.text(5)?,
            sold_on: row.opt_date(6)?,
            replaced_by: row.opt_parse(7)?,
        })
    };
    tx.query(&DEVICES_OF_CUSTOMER, &[brand.into(), customer.into(), most.into()])?.iter().map(read).collect()
}

/// A case as its customer's and its device's page list it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseLine {
    pub id: CaseId,
    pub number: String,
    pub kind: String,
    pub state: String,
    pub symptom: String,
    pub opened_at: Instant,
    pub due_at: Option<Instant>,
}

impl CaseLine {
    pub(crate) fn read(row: &Row) -> Result<Self, StoreError> {
        Ok(Self {
            id: row.parse(0)?,
            number: row.text(1)?,
            kind: row.text(2)?,
            state: row.text(3)?,
            symptom: row.text(4)?,
            opened_at: row.instant(5)?,
            due_at: row.opt_instant(6)?,
        })
    }
}

/// The customer's cases in sight, newest first.
pub fn cases_of(tx: &mut dyn Tx, scope: &Scope, customer: CustomerId, most: u32) -> Result<Vec<CaseLine>, StoreError> {
    let params = scope.params_and([customer.into(), most.into()]);
    tx.query(&CASES_OF_CUSTOMER, &params)?.iter().map(CaseLine::read).collect()
}
