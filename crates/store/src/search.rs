//! The one search box: terms made of names and phones, and the questions that find by them.
//!
//! Neither engine's tokenizer finds 黑屏 in 手机黑屏无法开机, so names are kept as overlapping pairs of characters.
//! Each question goes through one index; a hit that only shares the pairs is sorted out by whoever asked.

use aftercare_kernel::{
    Phone,
    id::{BrandId, CaseId, CustomerId, ModelId, OrderId, UnitId},
};
use std::collections::BTreeSet;

use crate::{Row, Scope, StoreError, Tx, Value, one, statement::Batch, statements};

statements! {
    INSERT_TERM = "INSERT INTO search_term (brand_id, kind, term, subject_id) VALUES ($1, $2, $3, $4)";
    FORGET_TERMS = "DELETE FROM search_term WHERE subject_id = $1 AND kind = $2";
    CUSTOMERS_WITH_TERM = "
        SELECT c.id, c.kind, c.name, c.phone, c.phone_2
        FROM search_term t JOIN customer c ON c.id = t.subject_id
        WHERE t.brand_id = $1 AND t.kind = $2 AND t.term = $3
        ORDER BY t.subject_id DESC LIMIT $4";
    CUSTOMERS_WITH_TWO_TERMS = "
        SELECT c.id, c.kind, c.name, c.phone, c.phone_2
        FROM search_term t JOIN customer c ON c.id = t.subject_id
        WHERE t.brand_id = $1 AND t.kind = $2 AND t.term = $3
            AND EXISTS (SELECT 1 FROM search_term s
                WHERE s.brand_id = $1 AND s.kind = $2 AND s.term = $5 AND s.subject_id = t.subject_id)
        ORDER BY t.subject_id DESC LIMIT $4";
    CUSTOMERS_WITH_THREE_TERMS = "
        SELECT c.id, c.kind, c.name, c.phone, c.phone_2
        FROM search_term t JOIN customer c ON c.id = t.subject_id
        WHERE t.brand_id = $1 AND t.kind = $2 AND t.term = $3
            AND EXISTS (SELECT 1 FROM search_term s
                WHERE s.brand_id = $1 AND s.kind = $2 AND s.term = $5 AND s.subject_id = t.subject_id)
            AND EXISTS (SELECT 1 FROM search_term r
                WHERE r.brand_id = $1 AND r.kind = $2 AND r.term = $6 AND r.subject_id = t.subject_id)
        ORDER BY t.subject_id DESC LIMIT $4";
    CUSTOMERS_BY_PHONE_START = "
        SELECT id, kind, name, phone, phone_2 FROM customer
        WHERE brand_id = $1 AND phone >= $2 AND phone < $3 ORDER BY phone LIMIT $4";
    MODELS_WITH_TERM = "
        SELECT m.id, m.code, m.name, m.name_en
        FROM search_term t JOIN model m ON m.id = t.subject_id
        WHERE t.brand_id = $1 AND t.kind = 'model' AND t.term = $2 ORDER BY t.subject_id LIMIT $3";
    MODELS_BY_CODE_START = "
        SELECT id, code, name, name_en FROM model
        WHERE brand_id = $1 AND code >= $2 AND code < $3 ORDER BY code LIMIT $4";
    DEVICES_BY_SERIAL_START = "
        SELECT u.id, u.serial, u.imei, m.code, m.name, m.name_en
        FROM unit u JOIN device d ON d.unit_id = u.id JOIN model m ON m.id = d.model_id
        WHERE u.brand_id = $1 AND u.serial >= $2 AND u.serial < $3 ORDER BY u.serial LIMIT $4";
    DEVICES_BY_IMEI_START = "
        SELECT u.id, u.serial, u.imei, m.code, m.name, m.name_en
        FROM unit u JOIN device d ON d.unit_id = u.id JOIN model m ON m.id = d.model_id
        WHERE u.brand_id = $1 AND u.imei >= $2 AND u.imei < $3 ORDER BY u.imei LIMIT $4";
    DEVICES_BY_SECOND_IMEI = "
        SELECT u.id, u.serial, u.imei, m.code, m.name, m.name_en
        FROM unit u JOIN device d ON d.unit_id = u.id JOIN model m ON m.id = d.model_id
        WHERE u.brand_id = $1 AND u.imei_2 = $2 ORDER BY u.id LIMIT $3";
    CASE_IN_SCOPE = "
        SELECT id, number, kind, state, symptom FROM service_case
        WHERE brand_id = $1 AND org_path >= $2 AND org_path < $3 AND id = $4";
    /// A device is cared for at every station, and so is its contract.
    CONTRACT = "
        SELECT c.number, u.serial, o.name, o.name_en
        FROM contract c JOIN unit u ON u.id = c.unit_id JOIN contract_offer o ON o.id = c.offer_id
        WHERE c.brand_id = $1 AND c.number = $2";
    ORDER_IN_SCOPE = "
        SELECT id, number, mode, state, symptom FROM service_order
        WHERE brand_id = $1 AND org_path >= $2 AND org_path < $3 AND id = $4";
}

/// Pairs of a customer's name, and the name as a whole.
pub const CUSTOMER_NAME: &str = "customer_name";
/// The last four and the last eight digits of a customer's phones.
pub const CUSTOMER_PHONE: &str = "customer_phone";
/// Pairs of a model's names.
pub const MODEL: &str = "model";

/// More pairs than the longest name has; a bound for whatever else is handed in.
const MOST_TERMS: usize = 120;
/// Behind every character that a code, a serial or a phone is made of.
const LAST: char = '~';

/// A text as it is compared: small letters, no spaces.
pub fn folded(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect()
}

/// Overlapping pairs of a text's characters, in its order.
pub fn pairs(text: &str) -> Vec<String> {
    let letters: Vec<char> = folded(text).chars().collect();
    letters.windows(2).map(|pair| pair.iter().collect()).collect()
}

/// What a name is found by: its pairs and the whole of it, each once.
pub fn name_terms(names: &[&str]) -> BTreeSet<String> {
    let whole = names.iter().map(|name| folded(name)).filter(|name| !name.is_empty());
    names.iter().flat_map(|name| pairs(name)).chain(whole).take(MOST_TERMS).collect()
}

/// What a phone is found by besides its beginning: people read out the last digits.
pub fn phone_terms(phones: &[&Phone]) -> BTreeSet<String> {
    phones.iter().flat_map(|phone| [last_digits(phone.e164(), 4), last_digits(phone.e164(), 8)]).flatten().collect()
}

/// The last so many digits, when there are as many.
pub fn last_digits(number: &str, count: usize) -> Option<String> {
    let from = number.len().checked_sub(count)?;
    number.get(from..).filter(|end| end.bytes().all(|b| b.is_ascii_digit())).map(str::to_owned)
}

/// The rows of a subject's terms.
pub(crate) fn add_terms(
    batch: &mut Batch,
    brand: BrandId,
    kind: &'static str,
    subject: &str,
    terms: &BTreeSet<String>,
) {
    batch.extend(terms.iter().map(|term| (&INSERT_TERM, vec![brand.into(), kind.into(), term.into(), subject.into()])));
}

/// Replaces a subject's terms of one kind.
pub(crate) fn set_terms(
    tx: &mut dyn Tx,
    brand: BrandId,
    kind: &'static str,
    subject: &str,
    terms: &BTreeSet<String>,
) -> Result<(), StoreError> {
    tx.execute(&FORGET_TERMS, &[subject.into(), kind.into()])?;
    let mut batch = Batch::new();
    add_terms(&mut batch, brand, kind, subject, terms);
    tx.execute_all(&batch)
}

/// A customer that was found; masked before anyone sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CustomerHit {
    pub id: CustomerId,
    pub kind: String,
    pub name: String,
    pub phone: Phone,
    pub phone_2: Option<Phone>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ModelHit {
    pub id: ModelId,
    pub code: String,
    pub name: String,
    pub name_en: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeviceHit {
    pub id: UnitId,
    pub serial: String,
    pub imei: Option<String>,
    pub model_code: String,
    pub model_name: String,
    pub model_name_en: String,
}

/// A case or an order; `kind` is the case's kind or the order's mode.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaperHit<Id> {
    pub id: Id,
    pub number: String,
    pub kind: String,
    pub state: String,
    pub symptom: String,
}

/// Customers that have every one of one to three terms, the newest first. More terms than three say no more.
pub fn customers_with_terms(
    tx: &mut dyn Tx,
    brand: BrandId,
    kind: &'static str,
    terms: &[String],
    most: u32,
) -> Result<Vec<CustomerHit>, StoreError> {
    let start: [Value; 2] = [brand.into(), kind.into()];
    let with = |first: &String, more: &[&String]| {
        let [brand, kind] = start.clone();
        let mut params = vec![brand, kind, first.into(), most.into()];
        params.extend(more.iter().map(|term| Value::from(*term)));
        params
    };
    let rows = match terms {
        [] => return Ok(Vec::new()),
        [only] => tx.query(&CUSTOMERS_WITH_TERM, &with(only, &[]))?,
        [first, second] => tx.query(&CUSTOMERS_WITH_TWO_TERMS, &with(first, &[second]))?,
        [first, second, third, ..] => tx.query(&CUSTOMERS_WITH_THREE_TERMS, &with(first, &[second, third]))?,
    };
    rows.iter().map(read_customer).collect()
}

/// Customers whose phone, in E.164, begins so.
pub fn customers_by_phone_start(
    tx: &mut dyn Tx,
    brand: BrandId,
    start: &str,
    most: u32,
) -> Result<Vec<CustomerHit>, StoreError> {
    let params = [brand.into(), start.into(), end_of(start).into(), most.into()];
    tx.query(&CUSTOMERS_BY_PHONE_START, &params)?.iter().map(read_customer).collect()
}

pub fn models_with_term(tx: &mut dyn Tx, brand: BrandId, term: &str, most: u32) -> Result<Vec<ModelHit>, StoreError> {
    tx.query(&MODELS_WITH_TERM, &[brand.into(), term.into(), most.into()])?.iter().map(read_model).collect()
}

pub fn models_by_code_start(
    tx: &mut dyn Tx,
    brand: BrandId,
    start: &str,
    most: u32,
) -> Result<Vec<ModelHit>, StoreError> {
    let params = [brand.into(), start.into(), end_of(start).into(), most.into()];
    tx.query(&MODELS_BY_CODE_START, &params)?.iter().map(read_model).collect()
}

pub fn devices_by_serial_start(
    tx: &mut dyn Tx,
    brand: BrandId,
    start: &str,
    most: u32,
) -> Result<Vec<DeviceHit>, StoreError> {
    let params = [brand.into(), start.into(), end_of(start).into(), most.into()];
    tx.query(&DEVICES_BY_SERIAL_START, &params)?.iter().map(read_device).collect()
}

/// Devices whose first IMEI begins so, or whose second one is it.
pub fn devices_by_imei(tx: &mut dyn Tx, brand: BrandId, start: &str, most: u32) -> Result<Vec<DeviceHit>, StoreError> {
    let params = [brand.into(), start.into(), end_of(start).into(), most.into()];
    let mut rows = tx.query(&DEVICES_BY_IMEI_START, &params)?;
    if rows.is_empty() {
        rows = tx.query(&DEVICES_BY_SECOND_IMEI, &[brand.into(), start.into(), most.into()])?;
    }
    rows.iter().map(read_device).collect()
}

pub fn case_in_scope(tx: &mut dyn Tx, scope: &Scope, id: CaseId) -> Result<Option<PaperHit<CaseId>>, StoreError> {
    one(tx, &CASE_IN_SCOPE, &scope.params_and([id.into()]))?.as_ref().map(read_paper).transpose()
}

pub fn order_in_scope(tx: &mut dyn Tx, scope: &Scope, id: OrderId) -> Result<Option<PaperHit<OrderId>>, StoreError> {
    one(tx, &ORDER_IN_SCOPE, &scope.params_and([id.into()]))?.as_ref().map(read_paper).transpose()
}

/// The first text behind all that begin so.
fn end_of(start: &str) -> String {
    format!("{start}{LAST}")
}

fn read_customer(row: &Row) -> Result<CustomerHit, StoreError> {
    Ok(CustomerHit {
        id: row.parse(0)?,
        kind: row.text(1)?,
        name: row.text(2)?,
        phone: row.parse(3)?,
        phone_2: row.opt_parse(4)?,
    })
}

fn read_model(row: &Row) -> Result<ModelHit, StoreError> {
    Ok(ModelHit { id: row.parse(0)?, code: row.text(1)?, name: row.text(2)?, name_en: row.text(3)? })
}

fn read_device(row: &Row) -> Result<DeviceHit, StoreError> {
    Ok(DeviceHit {
        id: row.parse(0)?,
        serial: row.text(1)?,
        imei: row.opt_text(2)?,
        model_code: row.text(3)?,
        model_name: row.text(4)?,
        model_name_en: row.text(5)?,
    })
}

fn read_paper<Id: std::str::FromStr>(row: &Row) -> Result<PaperHit<Id>, StoreError> {
    Ok(PaperHit {
        id: row.parse(0)?,
        number: row.text(1)?,
        kind: row.text(2)?,
        state: row.text(3)?,
        symptom: row.text(4)?,
    })
}

/// A contract that was found by its number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContractHit {
    pub number: String,
    pub serial: String,
    pub offer: String,
    pub offer_en: String,
}

pub fn contract(tx: &mut dyn Tx, brand: BrandId, number: &str) -> Result<Option<ContractHit>, StoreError> {
    let read = |row: &Row| {
        Ok(ContractHit { number: row.text(0)?, serial: row.text(1)?, offer: row.text(2)?, offer_en: row.text(3)? })
    };
    one(tx, &CONTRACT, &[brand.into(), number.into()])?.as_ref().map(read).transpose()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(terms: &[&str]) -> BTreeSet<String> {
        terms.iter().map(|term| (*term).to_owned()).collect()
    }

    #[test]
    fn a_name_is_found_by_its_pairs_and_as_a_whole() {
        let table: [(&str, &[&str]); 5] = [
            ("李", &["李"]),
            ("张三", &["张三"]),
            ("欧阳修", &["欧阳", "阳修", "欧阳修"]),
            ("Ann Lee", &["an", "nn", "nl", "le", "ee", "annlee"]),
            (" ", &[]),
        ];
        for (name, expected) in table {
            assert_eq!(name_terms(&[name]), set(expected), "{name}");
        }
    }

    #[test]
    fn a_phone_is_found_by_its_last_four_and_eight_digits() {
        let phones: Vec<Phone> = ["13812345678", "021-62345678"].iter().filter_map(|p| p.parse().ok()).collect();
        let both: Vec<&Phone> = phones.iter().collect();
        assert_eq!(phone_terms(&both), set(&["5678", "12345678", "62345678"]));
        assert_eq!(last_digits("123", 4), None);
        assert_eq!(last_digits("+123", 4), None, "the mark before a country code is no digit");
    }
}
