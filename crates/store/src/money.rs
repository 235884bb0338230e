//! The book of money: accounts and balanced postings. A balance is a sum over the book, never a stored total.

use aftercare_kernel::{
    Date, Instant,
    id::{AccountId, ActId, BrandId, OrderId, PostingId},
};

use crate::{Row, StoreError, Tx, Value, one, statement::broken, statements};

statements! {
    FIND_ACCOUNT = "SELECT id FROM account WHERE brand_id = $1 AND code = $2 AND currency = $3";
    /// Two writers may open the same account at once: the second finds the first's.
    OPEN_ACCOUNT = "
        INSERT INTO account (id, brand_id, org_path, code, kind, currency) VALUES ($1, $2, $3, $4, $5, $6)
        ON CONFLICT (brand_id, code, currency) DO NOTHING";
    INSERT_POSTING = "
        INSERT INTO posting (id, brand_id, at, day, what, order_id, act_id) VALUES ($1, $2, $3, $4, $5, $6, $7)";
    INSERT_POSTING_LINE = "
        INSERT INTO posting_line (posting_id, line, account_id, amount_minor, currency) VALUES ($1, $2, $3, $4, $5)";
    POSTINGS_OF_ORDER = "
        SELECT p.at, p.what, a.code, l.amount_minor, l.currency
        FROM posting p JOIN posting_line l ON l.posting_id = p.id JOIN account a ON a.id = l.account_id
        WHERE p.order_id = $1 ORDER BY p.id, l.line LIMIT 500";
    UNBALANCED_POSTINGS = "
        SELECT l.posting_id, l.currency FROM posting_line l
        GROUP BY l.posting_id, l.currency HAVING SUM(l.amount_minor) <> 0 LIMIT $1";
    POSTINGS_WITHOUT_LINES = "
        SELECT p.id, p.what FROM posting p
        WHERE NOT EXISTS (SELECT 1 FROM posting_line l WHERE l.posting_id = p.id) LIMIT $1";
    LINES_IN_FOREIGN_CURRENCY = "
        SELECT l.posting_id, a.code FROM posting_line l JOIN account a ON a.id = l.account_id
        WHERE a.currency <> l.currency LIMIT $1";
    POSTINGS_WITHOUT_ACT = "
        SELECT p.id, p.what FROM posting p
        WHERE NOT EXISTS (SELECT 1 FROM act a WHERE a.id = p.act_id) LIMIT $1";
}

pub struct NewAccount<'a> {
    pub id: AccountId,
    pub brand_id: BrandId,
    pub org_path: &'a str,
    pub code: &'a str,
    pub kind: &'a str,
    pub currency: &'a str,
}

/// The account of that code, opened when it is the first time.
pub fn account(tx: &mut dyn Tx, wanted: &NewAccount) -> Result<AccountId, StoreError> {
    let key: [Value; 3] = [wanted.brand_id.into(), wanted.code.into(), wanted.currency.into()];
    if let Some(row) = one(tx, &FIND_ACCOUNT, &key)? {
        return row.parse(0);
    }
    tx.execute(
        &OPEN_ACCOUNT,
        &[
            wanted.id.into(),
            wanted.brand_id.into(),
            wanted.org_path.into(),
            wanted.code.into(),
            wanted.kind.into(),
            wanted.currency.into(),
        ],
    )?;
    one(tx, &FIND_ACCOUNT, &key)?.ok_or(StoreError::Untouched { statement: OPEN_ACCOUNT.name })?.parse(0)
}

pub struct NewPosting {
    pub id: PostingId,
    pub brand_id: BrandId,
    pub at: Instant,
    pub day: Date,
    pub what: &'static str,
    pub order_id: Option<OrderId>,
    pub act_id: Option<ActId>,
    /// Account, minor units (debit positive), currency.
    pub lines: Vec<(AccountId, i64, &'static str)>,
}

/// Writes a posting. That it balances is `domain::money::Posting`'s promise; `aftercare check` proves it.
pub fn insert_posting(tx: &mut dyn Tx, posting: &NewPosting) -> Result<(), StoreError> {
    let head = vec![
        posting.id.into(),
        posting.brand_id.into(),
        posting.at.into(),
        posting.day.into(),
        posting.what.into(),
        posting.order_id.into(),
        posting.act_id.into(),
    ];
    let mut batch = vec![(&INSERT_POSTING, head)];
    for (line, (account, minor, currency)) in (1i64..).zip(&posting.lines) {
        let values = vec![posting.id.into(), line.into(), (*account).into(), (*minor).into(), (*currency).into()];
        batch.push((&INSERT_POSTING_LINE, values));
    }
    tx.execute_all(&batch)
}

/// A line of the book as an order's page shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PostingRow {
    pub at: Instant,
    pub what: String,
    pub account: String,
    pub amount_minor: i64,
    pub currency: String,
}

pub fn postings_of_order(tx: &mut dyn Tx, order: OrderId) -> Result<Vec<PostingRow>, StoreError> {
    let read = |row: &Row| {
        Ok(PostingRow {
            at: row.instant(0)?,
            what: row.text(1)?,
            account: row.text(2)?,
            amount_minor: row.int(3)?,
            currency: row.text(4)?,
        })
    };
    tx.query(&POSTINGS_OF_ORDER, &[order.into()])?.iter().map(read).collect()
}

/// What `aftercare check` found wrong in the book of money, at most `most` of each rule.
pub fn findings(tx: &mut dyn Tx, most: u32) -> Result<Vec<(&'static str, String)>, StoreError> {
    let rules = [
        ("posting_balanced", &UNBALANCED_POSTINGS),
        ("posting_has_lines", &POSTINGS_WITHOUT_LINES),
        ("posting_in_account_currency", &LINES_IN_FOREIGN_CURRENCY),
        ("posting_has_its_act", &POSTINGS_WITHOUT_ACT),
    ];
    broken(tx, &rules, most)
}
