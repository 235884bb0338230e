//! Claims of stations to the brand, by the fee table.

use aftercare_kernel::{
    Instant,
    id::{BrandId, ClaimId, OrderId, PostingId},
};

use crate::{Row, Scope, StoreError, Tx, one, statement::broken, statements};

statements! {
    SET_FEE = "
        INSERT INTO fee_rule (brand_id, category, mode, outcome, amount_minor, currency) VALUES ($1, $2, $3, $4, $5, $6)
        ON CONFLICT (brand_id, category, mode, outcome) DO UPDATE SET amount_minor = $5, currency = $6";
    FEES = "SELECT category, mode, outcome, amount_minor, currency FROM fee_rule WHERE brand_id = $1 ORDER BY category, mode, outcome";
    INSERT_CLAIM = "
        INSERT INTO claim
            (id, brand_id, org_path, order_id, month, fee_minor, parts_minor, currency, fee_rule, at, posting_id)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
    CLAIM_OF_ORDER = "
        SELECT c.id, c.order_id, c.month, c.fee_minor, c.parts_minor, c.currency, c.fee_rule, c.at, o.number,
            n.name, n.name_en
        FROM claim c JOIN service_order o ON o.id = c.order_id JOIN org_node n ON n.id = o.station_id
        WHERE c.order_id = $1";
    CLAIMS_OF_MONTH = "
        SELECT c.id, c.order_id, c.month, c.fee_minor, c.parts_minor, c.currency, c.fee_rule, c.at, o.number,
            n.name, n.name_en
        FROM claim c JOIN service_order o ON o.id = c.order_id JOIN org_node n ON n.id = o.station_id
        WHERE c.brand_id = $1 AND c.org_path >= $2 AND c.org_path < $3 AND c.month = $4 AND c.id > $5
        ORDER BY c.id LIMIT $6";
    /// Claims that are not in the book, or in it with another sum.
    CLAIMS_NOT_POSTED = "
        SELECT c.id, c.order_id FROM claim c
        WHERE NOT EXISTS (
            SELECT 1 FROM posting p JOIN posting_line l ON l.posting_id = p.id
            WHERE p.id = c.posting_id AND p.what = 'claim' AND p.order_id = c.order_id
                AND l.amount_minor = 0 - c.fee_minor - c.parts_minor AND l.currency = c.currency)
        LIMIT $1";
    /// What the brand owes by the book without a claim behind it.
    POSTED_WITHOUT_CLAIM = "
        SELECT p.id, COALESCE(p.order_id, '') FROM posting p
        WHERE p.what = 'claim'
            AND NOT EXISTS (SELECT 1 FROM claim c WHERE c.order_id = p.order_id AND c.posting_id = p.id)
        LIMIT $1";
}

/// A row of the fee table: what the brand pays for a kind of work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FeeRow {
    pub category: String,
    pub mode: String,
    pub outcome: String,
    pub amount_minor: i64,
    pub currency: String,
}

pub fn set_fee(tx: &mut dyn Tx, brand: BrandId, fee: &FeeRow) -> Result<(), StoreError> {
    tx.execute(
        &SET_FEE,
        &[
            brand.into(),
            fee.category.as_str().into(),
            fee.mode.as_str().into(),
            fee.outcome.as_str().into(),
            fee.amount_minor.into(),
            fee.currency.as_str().into(),
        ],
    )?;
    Ok(())
}

pub fn fees(tx: &mut dyn Tx, brand: BrandId) -> Result<Vec<FeeRow>, StoreError> {
    let read = |row: &Row| {
        Ok(FeeRow {
            category: row.text(0)?,
            mode: row.text(1)?,
            outcome: row.text(2)?,
            amount_minor: row.int(3)?,
            currency: row.text(4)?,
        })
    };
    tx.query(&FEES, &[brand.into()])?.iter().map(read).collect()
}

/// What a station asks the brand to pay for an order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClaimRow {
    pub id: ClaimId,
    pub order_id: OrderId,
    /// `2026-11`, in the brand's zone.
    pub month: String,
    pub fee_minor: i64,
    pub parts_minor: i64,
    pub currency: String,
    pub fee_rule: String,
    pub at: Instant,
    pub order_number: String,
    pub station: String,
    pub station_en: String,
}

fn read_claim(row: &Row) -> Result<ClaimRow, StoreError> {
    Ok(ClaimRow {
        id: row.parse(0)?,
        order_id: row.parse(1)?,
        month: row.text(2)?,
        fee_minor: row.int(3)?,
        parts_minor: row.int(4)?,
        currency: row.text(5)?,
        fee_rule: row.text(6)?,
        at: row.instant(7)?,
        order_number: row.text(8)?,
        station: row.text(9)?,
        station_en: row.text(10)?,
    })
}

pub fn insert_claim(
    tx: &mut dyn Tx,
    brand: BrandId,
    org_path: &str,
    claim: &ClaimRow,
    posting: PostingId,
) -> Result<(), StoreError> {
    tx.execute(
        &INSERT_CLAIM,
        &[
            claim.id.into(),
            brand.into(),
            org_path.into(),
            claim.order_id.into(),
            claim.month.as_str().into(),
            claim.fee_minor.into(),
            claim.parts_minor.into(),
            claim.currency.as_str().into(),
            claim.fee_rule.as_str().into(),
            claim.at.into(),
            posting.into(),
        ],
    )?;
    Ok(())
}

pub fn claim_of_order(tx: &mut dyn Tx, order: OrderId) -> Result<Option<ClaimRow>, StoreError> {
    one(tx, &CLAIM_OF_ORDER, &[order.into()])?.as_ref().map(read_claim).transpose()
}

pub fn claims_of_month(
    tx: &mut dyn Tx,
    scope: &Scope,
    month: &str,
    after: &str,
    most: u32,
) -> Result<Vec<ClaimRow>, StoreError> {
    let params = scope.params_and([month.into(), after.into(), most.into()]);
    tx.query(&CLAIMS_OF_MONTH, &params)?.iter().map(read_claim).collect()
}

/// What `aftercare check` found wrong with claims, at most `most` of each rule.
pub fn findings(tx: &mut dyn Tx, most: u32) -> Result<Vec<(&'static str, String)>, StoreError> {
    let rules = [("claim_is_posted", &CLAIMS_NOT_POSTED), ("posted_claim_has_its_row", &POSTED_WITHOUT_CLAIM)];
    broken(tx, &rules, most)
}
