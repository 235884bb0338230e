//! Payments for orders, and refunds paid out.

use aftercare_kernel::{
    Instant,
    id::{BrandId, OrderId, PersonId, PostingId},
};

use crate::{Row, StoreError, Tx, one, statement::broken, statements};

statements! {
    INSERT_PAYMENT = "
        INSERT INTO payment
            (id, brand_id, org_path, order_id, number, method, amount_minor, currency, payer, collector_id, at, posting_id)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";
    PAYMENTS_OF_ORDER = "
        SELECT y.id, y.number, y.method, y.amount_minor, y.currency, y.payer, y.at, COALESCE(p.name, '')
        FROM payment y LEFT JOIN person p ON p.id = y.collector_id WHERE y.order_id = $1 ORDER BY y.id LIMIT 100";
    PAID = "SELECT CAST(COALESCE(SUM(amount_minor), 0) AS BIGINT) FROM payment WHERE order_id = $1";
    /// What an order's customer was charged so far: the debits of the receivable, less what was taken back.
    CHARGED = "
        SELECT CAST(COALESCE(SUM(l.amount_minor), 0) AS BIGINT)
        FROM posting p JOIN posting_line l ON l.posting_id = p.id JOIN account a ON a.id = l.account_id
        WHERE p.order_id = $1 AND p.what = 'charge' AND a.kind = 'asset'";
    INSERT_PAY_OUT = "
        INSERT INTO pay_out (id, brand_id, org_path, order_id, method, amount_minor, currency, payee, payer_id, at, posting_id)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
    PAY_OUTS_OF_ORDER = "
        SELECT y.method, y.amount_minor, y.payee, y.at, COALESCE(p.name, '')
        FROM pay_out y LEFT JOIN person p ON p.id = y.payer_id WHERE y.order_id = $1 ORDER BY y.id LIMIT 100";
    /// What was promised back to an order's customer, less what was paid out.
    OWED_BACK = "
        SELECT CAST(COALESCE(SUM(0 - l.amount_minor), 0) AS BIGINT)
        FROM posting p JOIN posting_line l ON l.posting_id = p.id JOIN account a ON a.id = l.account_id
        WHERE p.order_id = $1 AND p.what IN ('refund_promised', 'contract_refund_promised', 'refund')
            AND a.kind = 'liability'";
    /// Receipts whose money is not in the book, or in it with another sum.
    PAYMENTS_NOT_POSTED = "
        SELECT y.number, y.order_id FROM payment y
        WHERE NOT EXISTS (
            SELECT 1 FROM posting p JOIN posting_line l ON l.posting_id = p.id
            WHERE p.id = y.posting_id AND p.what = 'payment' AND p.order_id = y.order_id
                AND l.amount_minor = y.amount_minor AND l.currency = y.currency)
        LIMIT $1";
    /// Money in the book that no receipt was given for.
    POSTED_WITHOUT_RECEIPT = "
        SELECT p.id, COALESCE(p.order_id, '') FROM posting p
        WHERE p.what = 'payment'
            AND NOT EXISTS (SELECT 1 FROM payment y WHERE y.order_id = p.order_id AND y.posting_id = p.id)
        LIMIT $1";
    /// Orders that were charged more than their customers agreed to.
    CHARGED_BEYOND_QUOTES = "
        SELECT COALESCE(x.order_id, ''), 'charge' FROM (
            SELECT p.order_id, l.amount_minor FROM posting p JOIN posting_line l ON l.posting_id = p.id
            WHERE p.what = 'charge' AND l.amount_minor > 0
            UNION ALL
            SELECT q.order_id, 0 - q.total_minor FROM quote q WHERE q.state = 'approved') x
        GROUP BY x.order_id HAVING SUM(x.amount_minor) > 0 LIMIT $1";
    /// Orders whose customers paid more than they were charged, once they have the device: before, it is a deposit.
    PAID_BEYOND_CHARGE = "
        SELECT o.number, o.id FROM (
            SELECT y.order_id, y.amount_minor FROM payment y
            UNION ALL
            SELECT p.order_id, 0 - l.amount_minor FROM posting p JOIN posting_line l ON l.posting_id = p.id
            WHERE p.what = 'charge' AND l.amount_minor > 0) x
        JOIN service_order o ON o.id = x.order_id
        WHERE o.state NOT IN ('repaired', 'ready')
        GROUP BY o.number, o.id HAVING SUM(x.amount_minor) > 0 LIMIT $1";
    /// Refunds paid out whose money is not in the book, or in it with another sum.
    PAY_OUTS_NOT_POSTED = "
        SELECT y.order_id, y.id FROM pay_out y
        WHERE NOT EXISTS (
            SELECT 1 FROM posting p JOIN posting_line l ON l.posting_id = p.id
            WHERE p.id = y.posting_id AND p.what = 'refund' AND p.order_id = y.order_id
                AND l.amount_minor = y.amount_minor AND l.currency = y.currency)
        LIMIT $1";
    /// Refunds in the book that nobody wrote down.
    POSTED_WITHOUT_PAY_OUT = "
        SELECT p.id, COALESCE(p.order_id, '') FROM posting p
        WHERE p.what = 'refund'
            AND NOT EXISTS (SELECT 1 FROM pay_out y WHERE y.order_id = p.order_id AND y.posting_id = p.id)
        LIMIT $1";
    /// Orders whose customers were paid out more than was promised.
    PAID_OUT_BEYOND_PROMISE = "
        SELECT COALESCE(p.order_id, ''), 'refund' FROM posting p
        JOIN posting_line l ON l.posting_id = p.id JOIN account a ON a.id = l.account_id
        WHERE p.what IN ('refund_promised', 'contract_refund_promised', 'refund') AND a.kind = 'liability'
        GROUP BY p.order_id HAVING SUM(l.amount_minor) > 0 LIMIT $1";
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

/// Minor units taken from the customer of an order, in however many payments.
pub fn paid(tx: &mut dyn Tx, order: OrderId) -> Result<i64, StoreError> {
    one(tx, &PAID, &[order.into()])?.map_or(Ok(0), |row| row.int(0))
}

/// Minor units charged to the customer of an order, from the book.
pub fn charged(tx: &mut dyn Tx, order: OrderId) -> Result<i64, StoreError> {
    one(tx, &CHARGED, &[order.into()])?.map_or(Ok(0), |row| row.int(0))
}

/// A refund that goes out of the till.
pub struct NewPayOut<'a> {
    pub id: &'a str,
    pub brand_id: BrandId,
    pub org_path: &'a str,
    pub order_id: OrderId,
    pub method: &'a str,
    pub amount_minor: i64,
    pub currency: &'a str,
    pub payee: &'a str,
    pub payer_id: PersonId,
    pub at: Instant,
    pub posting_id: PostingId,
}

pub fn insert_pay_out(tx: &mut dyn Tx, new: &NewPayOut) -> Result<(), StoreError> {
    tx.execute(
        &INSERT_PAY_OUT,
        &[
            new.id.into(),
            new.brand_id.into(),
            new.org_path.into(),
            new.order_id.into(),
            new.method.into(),
            new.amount_minor.into(),
            new.currency.into(),
            new.payee.into(),
            new.payer_id.into(),
            new.at.into(),
            new.posting_id.into(),
        ],
    )?;
    Ok(())
}

/// A refund that was paid out: to whom, by whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PayOutRow {
    pub method: String,
    pub amount_minor: i64,
    pub payee: String,
    pub at: Instant,
    pub payer: String,
}

pub fn pay_outs_of_order(tx: &mut dyn Tx, order: OrderId) -> Result<Vec<PayOutRow>, StoreError> {
    let read = |row: &Row| {
        Ok(PayOutRow {
            method: row.text(0)?,
            amount_minor: row.int(1)?,
            payee: row.text(2)?,
            at: row.instant(3)?,
            payer: row.text(4)?,
        })
    };
    tx.query(&PAY_OUTS_OF_ORDER, &[order.into()])?.iter().map(read).collect()
}

/// Minor units promised back to the customer of an order and not yet paid out, from the book.
pub fn owed_back(tx: &mut dyn Tx, order: OrderId) -> Result<i64, StoreError> {
    one(tx, &OWED_BACK, &[order.into()])?.map_or(Ok(0), |row| row.int(0))
}

/// What `aftercare check` found wrong with charges, receipts and refunds, at most `most` of each rule.
pub fn findings(tx: &mut dyn Tx, most: u32) -> Result<Vec<(&'static str, String)>, StoreError> {
    let rules = [
        ("payment_is_posted", &PAYMENTS_NOT_POSTED),
        ("posted_payment_has_its_receipt", &POSTED_WITHOUT_RECEIPT),
        ("charged_as_agreed", &CHARGED_BEYOND_QUOTES),
        ("paid_as_charged", &PAID_BEYOND_CHARGE),
        ("pay_out_is_posted", &PAY_OUTS_NOT_POSTED),
        ("posted_refund_was_paid_out", &POSTED_WITHOUT_PAY_OUT),
        ("paid_out_as_promised", &PAID_OUT_BEYOND_PROMISE),
    ];
    broken(tx, &rules, most)
}
