//! What leaves later: rows written in the transaction that causes them, delivered after it by a job.

use aftercare_kernel::{
    Instant,
    id::{BrandId, OutboxId, PersonId},
};

use crate::{Row, Statement, StoreError, Tx, Value, one, statements};

statements! {
    /// The same message twice is one message.
    ENQUEUE = "
        INSERT INTO outbox (id, brand_id, kind, dedupe, payload, next_at, attempts) VALUES ($1, $2, $3, $4, $5, $6, 0)
        ON CONFLICT (dedupe) DO NOTHING";
    DUE = "
        SELECT id, brand_id, kind, payload, attempts FROM outbox WHERE next_at <= $1 ORDER BY next_at, id LIMIT $2";
    DELIVERED = "DELETE FROM outbox WHERE id = $1";
    TRY_LATER = "UPDATE outbox SET attempts = attempts + 1, next_at = $2, failed_why = $3 WHERE id = $1";
    WAITING = "SELECT CAST(COUNT(*) AS BIGINT) FROM outbox";
    INSERT_NOTICE = "
        INSERT INTO notice (id, brand_id, person_id, at, what, params, link) VALUES ($1, $2, $3, $4, $5, $6, $7)
        ON CONFLICT (id) DO NOTHING";
    NOTICES_OF_PERSON = "
        SELECT id, at, what, params, link, read_at FROM notice
        WHERE person_id = $1 AND id < $2 ORDER BY id DESC LIMIT $3";
    MARK_NOTICES_READ = "UPDATE notice SET read_at = $2 WHERE person_id = $1 AND read_at IS NULL";
}

const BEHIND_ALL_IDS: &str = "~";

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutboxRow {
    pub id: OutboxId,
    pub brand_id: BrandId,
    pub kind: String,
    pub payload: String,
    pub attempts: i64,
}

pub fn enqueue(
    tx: &mut dyn Tx,
    id: OutboxId,
    brand: BrandId,
    kind: &'static str,
    dedupe: &str,
    payload: &str,
    now: Instant,
) -> Result<(), StoreError> {
    let (statement, values) = message_values(id, brand, kind, dedupe, payload, now);
    tx.execute(statement, &values)?;
    Ok(())
}

/// The row of a message, for a batch with what causes it.
pub(crate) fn message_values(
    id: OutboxId,
    brand: BrandId,
    kind: &'static str,
    dedupe: &str,
    payload: &str,
    now: Instant,
) -> (&'static Statement, Vec<Value>) {
    (&ENQUEUE, vec![id.into(), brand.into(), kind.into(), dedupe.into(), payload.into(), now.into()])
}

pub fn due(tx: &mut dyn Tx, now: Instant, most: u32) -> Result<Vec<OutboxRow>, StoreError> {
    let read = |row: &Row| {
        Ok(OutboxRow {
            id: row.parse(0)?,
            brand_id: row.parse(1)?,
            kind: row.text(2)?,
            payload: row.text(3)?,
            attempts: row.int(4)?,
        })
    };
    tx.query(&DUE, &[now.into(), most.into()])?.iter().map(read).collect()
}

/// True when this call took the row out: another node may have delivered it first.
pub fn delivered(tx: &mut dyn Tx, id: OutboxId) -> Result<bool, StoreError> {
    Ok(tx.execute(&DELIVERED, &[id.into()])? > 0)
}

pub fn try_later(tx: &mut dyn Tx, id: OutboxId, at: Instant, why: &str) -> Result<(), StoreError> {
    tx.execute(&TRY_LATER, &[id.into(), at.into(), why.into()])?;
    Ok(())
}

pub fn waiting(tx: &mut dyn Tx) -> Result<i64, StoreError> {
    one(tx, &WAITING, &[])?.ok_or(StoreError::BadRow { statement: WAITING.name, column: 0 })?.int(0)
}

/// What a person should know.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoticeRow {
    pub id: String,
    pub at: Instant,
    pub what: String,
    pub params: String,
    pub link: String,
    pub read: bool,
}

pub fn insert_notice(tx: &mut dyn Tx, brand: BrandId, person: PersonId, notice: &NoticeRow) -> Result<(), StoreError> {
    tx.execute(
        &INSERT_NOTICE,
        &[
            notice.id.as_str().into(),
            brand.into(),
            person.into(),
            notice.at.into(),
            notice.what.as_str().into(),
            notice.params.as_str().into(),
            notice.link.as_str().into(),
        ],
    )?;
    Ok(())
}

/// Newest first, those older than the one with this id; from the newest on when it is empty.
pub fn notices_of(tx: &mut dyn Tx, person: PersonId, before: &str, most: u32) -> Result<Vec<NoticeRow>, StoreError> {
    let before = if before.is_empty() { BEHIND_ALL_IDS } else { before };
    let read = |row: &Row| {
        Ok(NoticeRow {
            id: row.text(0)?,
            at: row.instant(1)?,
            what: row.text(2)?,
            params: row.text(3)?,
            link: row.text(4)?,
            read: row.opt_int(5)?.is_some(),
        })
    };
    tx.query(&NOTICES_OF_PERSON, &[person.into(), before.into(), most.into()])?.iter().map(read).collect()
}

pub fn mark_notices_read(tx: &mut dyn Tx, person: PersonId, now: Instant) -> Result<(), StoreError> {
    tx.execute(&MARK_NOTICES_READ, &[person.into(), now.into()])?;
    Ok(())
}
