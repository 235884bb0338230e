//! Entitlement decisions, kept as they were made.

use aftercare_kernel::{
    Date, Instant,
    id::{BrandId, DecisionId, OrderId, UnitId},
};

use crate::{Row, StoreError, Tx, one, statements};

statements! {
    INSERT_DECISION = "
        INSERT INTO decision (id, brand_id, unit_id, order_id, at, regime, rules_version, facts, result)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    FIND_DECISION = "
        SELECT id, unit_id, order_id, at, regime, rules_version, facts, result
        FROM decision WHERE id = $1 AND brand_id = $2";
    /// What was decided for an order about one device, the newest first.
    RESULTS_OF_ORDER = "
        SELECT result FROM decision WHERE order_id = $1 AND brand_id = $2 AND unit_id = $3 ORDER BY at DESC, id DESC LIMIT 100";
    /// By its id alone: whoever holds the paper that it stands on may see it.
    PUBLIC_DECISION = "
        SELECT d.id, d.unit_id, d.order_id, d.at, d.regime, d.rules_version, d.facts, d.result,
             b.zone, b.name, b.name_en, b.service_phone, u.serial
        FROM decision d JOIN brand b ON b.id = d.brand_id JOIN unit u ON u.id = d.unit_id
        WHERE d.id = $1";
    /// A stocked unit becomes the customer's device with the sale of the one it replaces.
    REGISTER_REPLACEMENT = "
        INSERT INTO device
            (unit_id, brand_id, model_id, customer_id, dealer, sold_on, delivered_on, invoice_number, price_minor, currency,
             documents, exchanged_on, replaces, version)
        SELECT $2, brand_id, model_id, customer_id, dealer, sold_on, delivered_on, invoice_number, price_minor, currency,
             documents, $3, $1, 1
        FROM device WHERE unit_id = $1 AND brand_id = $4";
    MARK_REPLACED = "UPDATE device SET replaced_by = $2, version = version + 1 WHERE unit_id = $1 AND brand_id = $3";
}

/// Facts and result are the JSON of the contract, as it was on that day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecisionRow {
    pub id: DecisionId,
    pub unit_id: UnitId,
    pub order_id: Option<OrderId>,
    pub at: Instant,
    pub regime: String,
    pub rules_version: String,
    pub facts: String,
    pub result: String,
}

impl DecisionRow {
    fn read(row: &Row) -> Result<Self, StoreError> {
        Ok(Self {
            id: row.parse(0)?,
            unit_id: row.parse(1)?,
            order_id: row.opt_parse(2)?,
            at: row.instant(3)?,
            regime: row.text(4)?,
            rules_version: row.text(5)?,
            facts: row.text(6)?,
            result: row.text(7)?,
        })
    }
}

pub fn insert_decision(tx: &mut dyn Tx, brand: BrandId, decision: &DecisionRow) -> Result<(), StoreError> {
    tx.execute(
        &INSERT_DECISION,
        &[
            decision.id.into(),
            brand.into(),
            decision.unit_id.into(),
            decision.order_id.into(),
            decision.at.into(),
            decision.regime.as_str().into(),
            decision.rules_version.as_str().into(),
            decision.facts.as_str().into(),
            decision.result.as_str().into(),
        ],
    )?;
    Ok(())
}

/// What was decided for an order about one device, as JSON, the newest last; a hundred of the newest at most.
pub fn results_of_order(
    tx: &mut dyn Tx,
    brand: BrandId,
    order: OrderId,
    unit: UnitId,
) -> Result<Vec<String>, StoreError> {
    let rows = tx.query(&RESULTS_OF_ORDER, &[order.into(), brand.into(), unit.into()])?;
    rows.iter().rev().map(|row| row.text(0)).collect()
}

pub fn find_decision(tx: &mut dyn Tx, brand: BrandId, id: DecisionId) -> Result<Option<DecisionRow>, StoreError> {
    one(tx, &FIND_DECISION, &[id.into(), brand.into()])?.as_ref().map(DecisionRow::read).transpose()
}

/// A decision as anybody sees it who holds its paper: no customer, no order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicDecision {
    pub decision: DecisionRow,
    pub zone: String,
    pub brand: String,
    pub brand_en: String,
    pub service_phone: String,
    pub serial: String,
}

pub fn public_decision(tx: &mut dyn Tx, id: DecisionId) -> Result<Option<PublicDecision>, StoreError> {
    let read = |row: &Row| {
        Ok(PublicDecision {
            decision: DecisionRow::read(row)?,
            zone: row.text(8)?,
            brand: row.text(9)?,
            brand_en: row.text(10)?,
            service_phone: row.text(11)?,
            serial: row.text(12)?,
        })
    };
    one(tx, &PUBLIC_DECISION, &[id.into()])?.as_ref().map(read).transpose()
}

/// Registers the device given in exchange: the sale carries over, the term starts anew on the day of the exchange.
pub fn register_replacement(
    tx: &mut dyn Tx,
    brand: BrandId,
    old: UnitId,
    new: UnitId,
    on: Date,
) -> Result<(), StoreError> {
    tx.execute_all(&[
        (&REGISTER_REPLACEMENT, vec![old.into(), new.into(), on.into(), brand.into()]),
        (&MARK_REPLACED, vec![old.into(), new.into(), brand.into()]),
    ])
}
