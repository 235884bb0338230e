//! What contracts pay of orders: held, used, released; and what `aftercare check` finds wrong with contracts.

use aftercare_kernel::{
    Instant,
    id::{BrandId, ContractId, ContractUseId, OrderId, PostingId, QuoteId},
};

use crate::{Row, StoreError, Tx, Value, statement::broken, statements};

statements! {
    /// The row is held until the commit: whoever uses it at the same time waits, and then sees what is left. No row when
    /// so much is not left, or the contract was cancelled.
    HOLD_COVER = "
        UPDATE contract_cover SET used_times = used_times + $3, used_minor = used_minor + $4
        WHERE contract_id = $1 AND line = $2 AND (most_times IS NULL OR used_times + $3 <= most_times)
            AND (most_minor IS NULL OR used_minor + $4 <= most_minor)
            AND EXISTS (SELECT 1 FROM contract c WHERE c.id = $1 AND c.cancelled_on IS NULL)";
    GIVE_BACK_COVER = "
        UPDATE contract_cover SET used_times = used_times - $3, used_minor = used_minor - $4
        WHERE contract_id = $1 AND line = $2";
    INSERT_USE = "
        INSERT INTO contract_use
            (id, brand_id, contract_id, line, order_id, quote_id, order_line_id, times, amount_minor, state, at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'held', $10)";
    USES_OF_ORDER = "
        SELECT s.id, s.contract_id, s.line, s.quote_id, s.order_line_id, s.times, s.amount_minor, s.state, s.at, c.number,
            o.number
        FROM contract_use s JOIN contract c ON c.id = s.contract_id JOIN service_order o ON o.id = s.order_id
        WHERE s.order_id = $1 ORDER BY s.id LIMIT 500";
    USES_OF_CONTRACT = "
        SELECT s.id, s.contract_id, s.line, s.quote_id, s.order_line_id, s.times, s.amount_minor, s.state, s.at, c.number,
            o.number
        FROM contract_use s JOIN contract c ON c.id = s.contract_id JOIN service_order o ON o.id = s.order_id
        WHERE s.contract_id = $1 ORDER BY s.id LIMIT 500";
    HELD_OF_ORDER = "
        SELECT s.id, s.contract_id, s.line, s.quote_id, s.order_line_id, s.times, s.amount_minor, s.state, s.at, c.number,
            o.number
        FROM contract_use s JOIN contract c ON c.id = s.contract_id JOIN service_order o ON o.id = s.order_id
        WHERE s.order_id = $1 AND s.state = 'held' ORDER BY s.id LIMIT 500";
    SETTLE_USE = "UPDATE contract_use SET state = $2, posting_id = $3 WHERE id = $1 AND state = 'held'";
    /// Contracts whose price is not in the book, or in it with another sum.
    SALES_NOT_POSTED = "
        SELECT c.number, c.id FROM contract c
        WHERE NOT EXISTS (
                SELECT 1 FROM posting p JOIN posting_line l ON l.posting_id = p.id
                WHERE p.id = c.sold_posting_id AND p.what = 'contract_sold'
                    AND l.amount_minor = c.price_minor AND l.currency = c.currency)
            OR NOT EXISTS (
                SELECT 1 FROM posting p JOIN posting_line l ON l.posting_id = p.id
                WHERE p.id = c.paid_posting_id AND p.what = 'contract_paid'
                    AND l.amount_minor = c.price_minor AND l.currency = c.currency)
        LIMIT $1";
    /// Cancelled contracts whose refund is not what the book says went back.
    REFUNDS_NOT_POSTED = "
        SELECT c.number, c.id FROM contract c
        WHERE c.refund_minor <> (
            SELECT COALESCE(SUM(l.amount_minor), 0) FROM posting p JOIN posting_line l ON l.posting_id = p.id
            WHERE p.id = c.refund_posting_id AND p.what IN ('contract_refunded', 'contract_refund_promised')
                AND l.amount_minor > 0 AND l.currency = c.currency)
        LIMIT $1";
    /// Money of contracts in the book that no contract stands for.
    POSTED_WITHOUT_CONTRACT = "
        SELECT p.id, p.what FROM posting p
        WHERE (p.what = 'contract_sold' AND NOT EXISTS (SELECT 1 FROM contract c WHERE c.sold_posting_id = p.id))
            OR (p.what = 'contract_paid' AND NOT EXISTS (SELECT 1 FROM contract c WHERE c.paid_posting_id = p.id))
            OR (p.what IN ('contract_refunded', 'contract_refund_promised') AND NOT EXISTS (
                SELECT 1 FROM contract c WHERE c.refund_posting_id = p.id))
            OR (p.what = 'contract_used' AND NOT EXISTS (SELECT 1 FROM contract_use s WHERE s.posting_id = p.id))
        LIMIT $1";
    /// Lines whose balance is not the sum of what was used or is held of them.
    BALANCE_IS_NOT_THE_SUM = "
        SELECT v.contract_id, v.line FROM (
            SELECT contract_id, CAST(line AS TEXT) AS line, used_times AS times, used_minor AS minor FROM contract_cover
            UNION ALL
            SELECT contract_id, CAST(line AS TEXT), 0 - times, 0 - amount_minor FROM contract_use
            WHERE state <> 'released') v
        GROUP BY v.contract_id, v.line HAVING SUM(v.times) <> 0 OR SUM(v.minor) <> 0 LIMIT $1";
    /// Lines that paid beyond the limits of the offer they were sold under.
    USED_BEYOND_COVER = "
        SELECT v.contract_id, v.number FROM (
            SELECT s.contract_id, c.number, s.line, c.offer_id, SUM(s.times) AS times, SUM(s.amount_minor) AS minor
            FROM contract_use s JOIN contract c ON c.id = s.contract_id
            WHERE s.state <> 'released' GROUP BY s.contract_id, c.number, s.line, c.offer_id) v
        LEFT JOIN contract_offer_line l ON l.offer_id = v.offer_id AND l.line = v.line
        WHERE l.offer_id IS NULL OR v.times > l.most_times OR v.minor > l.most_minor
        LIMIT $1";
    /// Uses whose posting is not of their sum.
    USES_NOT_POSTED = "
        SELECT v.posting_id, 'contract_used' FROM (
            SELECT s.posting_id, SUM(s.amount_minor) AS minor FROM contract_use s
            WHERE s.posting_id IS NOT NULL GROUP BY s.posting_id) v
        WHERE v.minor <> (
            SELECT COALESCE(SUM(l.amount_minor), 0) FROM posting p JOIN posting_line l ON l.posting_id = p.id
            WHERE p.id = v.posting_id AND p.what = 'contract_used' AND l.amount_minor > 0)
        LIMIT $1";
    /// Cover that is held for work that is over.
    HELD_FOR_NOTHING = "
        SELECT o.number, s.id FROM contract_use s JOIN service_order o ON o.id = s.order_id
        WHERE s.state = 'held'
            AND o.state IN ('handed_over', 'refunded', 'escalated', 'reopened', 'closed', 'cancelled', 'archived')
        LIMIT $1";
}

/// What a contract pays of a line of an order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UseRow {
    pub id: ContractUseId,
    pub contract_id: ContractId,
    pub line: i64,
    pub quote_id: QuoteId,
    pub order_line_id: String,
    pub times: i64,
    pub amount_minor: i64,
    pub state: String,
    pub at: Instant,
    pub contract: String,
    pub order: String,
}

impl UseRow {
    fn read(row: &Row) -> Result<Self, StoreError> {
        Ok(Self {
            id: row.parse(0)?,
            contract_id: row.parse(1)?,
            line: row.int(2)?,
            quote_id: row.parse(3)?,
            order_line_id: row.text(4)?,
            times: row.int(5)?,
            amount_minor: row.int(6)?,
            state: row.text(7)?,
            at: row.instant(8)?,
            contract: row.text(9)?,
            order: row.text(10)?,
        })
    }

    fn cover(&self) -> [Value; 4] {
        [self.contract_id.into(), self.line.into(), self.times.into(), self.amount_minor.into()]
    }
}

/// Cover that is taken for a line of an order.
pub struct NewUse<'a> {
    pub id: ContractUseId,
    pub brand_id: BrandId,
    pub contract_id: ContractId,
    pub line: i64,
    pub order_id: OrderId,
    pub quote_id: QuoteId,
    pub order_line_id: &'a str,
    pub times: i64,
    pub amount_minor: i64,
    pub at: Instant,
}

/// Takes cover out of a line of a contract; false when it does not hold so much.
pub fn hold(tx: &mut dyn Tx, new: &NewUse) -> Result<bool, StoreError> {
    let params = [new.contract_id.into(), new.line.into(), new.times.into(), new.amount_minor.into()];
    Ok(tx.execute(&HOLD_COVER, &params)? == 1)
}

pub fn insert_use(tx: &mut dyn Tx, new: &NewUse) -> Result<(), StoreError> {
    tx.execute(
        &INSERT_USE,
        &[
            new.id.into(),
            new.brand_id.into(),
            new.contract_id.into(),
            new.line.into(),
            new.order_id.into(),
            new.quote_id.into(),
            new.order_line_id.into(),
            new.times.into(),
            new.amount_minor.into(),
            new.at.into(),
        ],
    )?;
    Ok(())
}

/// Puts cover back that was held for nothing.
pub fn give_back(tx: &mut dyn Tx, held: &UseRow) -> Result<(), StoreError> {
    tx.execute(&GIVE_BACK_COVER, &held.cover())?;
    Ok(())
}

pub fn uses_of_order(tx: &mut dyn Tx, order: OrderId) -> Result<Vec<UseRow>, StoreError> {
    tx.query(&USES_OF_ORDER, &[order.into()])?.iter().map(UseRow::read).collect()
}

pub fn uses_of_contract(tx: &mut dyn Tx, contract: ContractId) -> Result<Vec<UseRow>, StoreError> {
    tx.query(&USES_OF_CONTRACT, &[contract.into()])?.iter().map(UseRow::read).collect()
}

pub fn held_of_order(tx: &mut dyn Tx, order: OrderId) -> Result<Vec<UseRow>, StoreError> {
    tx.query(&HELD_OF_ORDER, &[order.into()])?.iter().map(UseRow::read).collect()
}

/// Ends a hold: used with its posting, or released without. False when it has ended already.
pub fn settle_use(
    tx: &mut dyn Tx,
    id: ContractUseId,
    state: &str,
    posting: Option<PostingId>,
) -> Result<bool, StoreError> {
    Ok(tx.execute(&SETTLE_USE, &[id.into(), state.into(), posting.into()])? == 1)
}

/// What `aftercare check` found wrong with contracts, at most `most` of each rule.
pub fn findings(tx: &mut dyn Tx, most: u32) -> Result<Vec<(&'static str, String)>, StoreError> {
    let rules = [
        ("contract_is_posted", &SALES_NOT_POSTED),
        ("contract_refund_is_its_posting", &REFUNDS_NOT_POSTED),
        ("posted_contract_has_its_row", &POSTED_WITHOUT_CONTRACT),
        ("contract_cover_is_sum_of_uses", &BALANCE_IS_NOT_THE_SUM),
        ("contract_use_within_cover", &USED_BEYOND_COVER),
        ("contract_use_is_posted", &USES_NOT_POSTED),
        ("contract_cover_is_held_for_open_work", &HELD_FOR_NOTHING),
    ];
    broken(tx, &rules, most)
}
