//! What an order costs: quotations before the work, lines of what was done.

use aftercare_kernel::{
    Date, Instant,
    id::{BrandId, ItemId, MoveId, OrderId, QuoteId},
};

use crate::{Row, StoreError, Tx, one, statements};

statements! {
    INSERT_LINE = "
        INSERT INTO order_line
            (id, brand_id, order_id, round, kind, item_id, text, quantity, price_minor, payer, old_serial, new_serial, move_id)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)";
    LINES_OF_ORDER = "
        SELECT l.id, l.round, l.kind, l.item_id, l.text, l.quantity, l.price_minor, l.payer, l.old_serial, l.new_serial,
               COALESCE(i.code, ''), COALESCE(i.name_en, ''), COALESCE(i.cost_minor, 0)
        FROM order_line l LEFT JOIN item i ON i.id = l.item_id
        WHERE l.order_id = $1 ORDER BY l.id LIMIT 500";
    INSERT_QUOTE = "
        INSERT INTO quote (id, brand_id, order_id, number, lines, total_minor, currency, valid_until, state, made_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'open', $9)";
    QUOTES_OF_ORDER = "
        SELECT id, number, lines, total_minor, currency, valid_until, state, answered_at, answered_how, made_at
        FROM quote WHERE order_id = $1 ORDER BY id LIMIT 50";
    FIND_QUOTE = "
        SELECT id, number, lines, total_minor, currency, valid_until, state, answered_at, answered_how, made_at
        FROM quote WHERE id = $1 AND order_id = $2";
    ANSWER_QUOTE = "
        UPDATE quote SET state = $2, answered_at = $3, answered_how = $4 WHERE id = $1 AND state = 'open'";
}

/// A line of what an order costs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineRow {
    pub id: String,
    pub round: i64,
    pub kind: String,
    pub item_id: Option<ItemId>,
    pub text: String,
    pub quantity: i64,
    pub price_minor: i64,
    pub payer: String,
    pub old_serial: Option<String>,
    pub new_serial: Option<String>,
    pub item_code: String,
    pub item_name_en: String,
    /// What the item costs the brand; 0 for labour.
    pub cost_minor: i64,
}

pub fn insert_line(
    tx: &mut dyn Tx,
    brand: BrandId,
    order: OrderId,
    line: &LineRow,
    moved: Option<MoveId>,
) -> Result<(), StoreError> {
    tx.execute(
        &INSERT_LINE,
        &[
            line.id.as_str().into(),
            brand.into(),
            order.into(),
            line.round.into(),
            line.kind.as_str().into(),
            line.item_id.into(),
            line.text.as_str().into(),
            line.quantity.into(),
            line.price_minor.into(),
            line.payer.as_str().into(),
            line.old_serial.as_deref().into(),
            line.new_serial.as_deref().into(),
            moved.into(),
        ],
    )?;
    Ok(())
}

pub fn lines_of_order(tx: &mut dyn Tx, order: OrderId) -> Result<Vec<LineRow>, StoreError> {
    let read = |row: &Row| {
        Ok(LineRow {
            id: row.text(0)?,
            round: row.int(1)?,
            kind: row.text(2)?,
            item_id: row.opt_parse(3)?,
            text: row.text(4)?,
            quantity: row.int(5)?,
            price_minor: row.int(6)?,
            payer: row.text(7)?,
            old_serial: row.opt_text(8)?,
            new_serial: row.opt_text(9)?,
            item_code: row.text(10)?,
            item_name_en: row.text(11)?,
            cost_minor: row.int(12)?,
        })
    };
    tx.query(&LINES_OF_ORDER, &[order.into()])?.iter().map(read).collect()
}

/// A quotation; `lines` is the JSON of `domain::billing`'s quoted lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuoteRow {
    pub id: QuoteId,
    pub number: String,
    pub lines: String,
    pub total_minor: i64,
    pub currency: String,
    pub valid_until: Date,
    pub state: String,
    pub answered_at: Option<Instant>,
    pub answered_how: Option<String>,
    pub made_at: Instant,
}

pub fn insert_quote(tx: &mut dyn Tx, brand: BrandId, order: OrderId, quote: &QuoteRow) -> Result<(), StoreError> {
    tx.execute(
        &INSERT_QUOTE,
        &[
            quote.id.into(),
            brand.into(),
            order.into(),
            quote.number.as_str().into(),
            quote.lines.as_str().into(),
            quote.total_minor.into(),
            quote.currency.as_str().into(),
            quote.valid_until.into(),
            quote.made_at.into(),
        ],
    )?;
    Ok(())
}

fn read_quote(row: &Row) -> Result<QuoteRow, StoreError> {
    Ok(QuoteRow {
        id: row.parse(0)?,
        number: row.text(1)?,
        lines: row.text(2)?,
        total_minor: row.int(3)?,
        currency: row.text(4)?,
        valid_until: row.date(5)?,
        state: row.text(6)?,
        answered_at: row.opt_instant(7)?,
        answered_how: row.opt_text(8)?,
        made_at: row.instant(9)?,
    })
}

pub fn quotes_of_order(tx: &mut dyn Tx, order: OrderId) -> Result<Vec<QuoteRow>, StoreError> {
    tx.query(&QUOTES_OF_ORDER, &[order.into()])?.iter().map(read_quote).collect()
}

/// The order's own quotation of that id, however many it had.
pub fn find_quote(tx: &mut dyn Tx, order: OrderId, id: QuoteId) -> Result<Option<QuoteRow>, StoreError> {
    one(tx, &FIND_QUOTE, &[id.into(), order.into()])?.as_ref().map(read_quote).transpose()
}

/// False when the quote was answered or replaced already.
pub fn answer_quote(tx: &mut dyn Tx, quote: QuoteId, state: &str, now: Instant, how: &str) -> Result<bool, StoreError> {
    Ok(tx.execute(&ANSWER_QUOTE, &[quote.into(), state.into(), now.into(), how.into()])? > 0)
}
