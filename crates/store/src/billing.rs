//! Payments for orders.

use aftercare_kernel::{
    Instant,
    id::{BrandId, OrderId, PersonId, PostingId},
};

use crate::{Row, StoreError, Tx, statements};

statements! {
    INSERT_PAYMENT = "
        INSERT INTO payment
            (id, brand_id, org_path, order_id, number, method, amount_minor, currency, payer, collector_id, at, posting_id)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";
    PAYMENTS_OF_ORDER = "
        SELECT y.id, y.number, y.method, y.amount_minor, y.currency, y.payer, y.at, COALESCE(p.name, '')
        FROM payment y LEFT JOIN person p ON p.id = y.collector_id WHERE y.order_id = $1 ORDER BY y.id LIMIT 100";
    /// What an order's customer was charged so far: the debits of the receivable, less what was taken back.
    CHARGED = "
        SELECT CAST(COALESCE(SUM(l.amount_minor), 0) AS BIGINT)
        FROM posting p JOIN posting_line l ON l.posting_id = p.id JOIN account a ON a.id = l.account_id
        WHERE p.order_id = $1 AND p.what = 'charge' AND a.kind = 'asset'";
}

pub struct NewPayment<'a> {
    pub id: &'a str,
    pub brand_id: BrandId,
    pub org_path: &'a str,
    pub order_id: OrderId,
    pub number: &'a str,
    pub method: &'a str,
    pub amount_minor: i64,
    pub currency: &'a str,
    pub payer: &'a str,
    pub collector_id: PersonId,
    pub at: Instant,
    pub posting_id: PostingId,
}

pub fn insert_payment(tx: &mut dyn Tx, new: &NewPayment) -> Result<(), StoreError> {
    tx.execute(
        &INSERT_PAYMENT,
        &[
            new.id.into(),
            new.brand_id.into(),
            new.org_path.into(),
            new.order_id.into(),
            new.number.into(),
            new.method.into(),
            new.amount_minor.into(),
            new.currency.into(),
            new.payer.into(),
            new.collector_id.into(),
            new.at.into(),
            new.posting_id.into(),
        ],
    )?;
    Ok(())
}

/// Money taken, with its receipt's number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaymentRow {
    pub id: String,
    pub number: String,
    pub method: String,
    pub amount_minor: i64,
    pub currency: String,
    pub payer: String,
    pub at: Instant,
    pub collector: String,
}

pub fn payments_of_order(tx: &mut dyn Tx, order: OrderId) -> Result<Vec<PaymentRow>, StoreError> {
    let read = |row: &Row| {
        Ok(PaymentRow {
            id: row.text(0)?,
            number: row.text(1)?,
            method: row.text(2)?,
            amount_minor: row.int(3)?,
            currency: row.text(4)?,
            payer: row.text(5)?,
            at: row.instant(6)?,
            collector: row.text(7)?,
        })
    };
    tx.query(&PAYMENTS_OF_ORDER, &[order.into()])?.iter().map(read).collect()
}

/// Minor units charged to the customer of an order, from the book.
pub fn charged(tx: &mut dyn Tx, order: OrderId) -> Result<i64, StoreError> {
    crate::one(tx, &CHARGED, &[order.into()])?.ok_or(StoreError::BadRow { statement: CHARGED.name, column: 0 })?.int(0)
}
