//! The book of acts: chains per case, seals per day and brand.

use aftercare_domain::acts::{Act, Chain, ChainedAct, Digest, Seal};
use aftercare_kernel::{
    Date,
    id::{ActId, BrandId},
};

use crate::{Row, Statement, StoreError, Tx, Value, one, statements};

statements! {
    /// The end of a chain: where the next act hooks in.
    LAST_OF_CHAIN = "SELECT seq, hash FROM act WHERE brand_id = $1 AND chain_id = $2 ORDER BY seq DESC LIMIT 1";
    INSERT_ACT = "
        INSERT INTO act
            (id, brand_id, chain_kind, chain_id, seq, order_id, at, day, person_id, position_id, verb, payload, previous, hash)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)";
    TIMELINE = "
        SELECT a.id, a.chain_kind, a.chain_id, a.seq, a.order_id, a.at, a.day, a.person_id, a.position_id, a.verb, a.payload, a.previous, a.hash, COALESCE(p.name, '')
        FROM act a LEFT JOIN person p ON p.id = a.person_id
        WHERE a.brand_id = $1 AND a.chain_id = $2 AND a.seq > $3 ORDER BY a.seq LIMIT $4";
    /// The whole book chain after chain, in pieces, for `aftercare check`.
    ACTS_FROM = "
        SELECT a.id, a.chain_kind, a.chain_id, a.seq, a.order_id, a.at, a.day, a.person_id, a.position_id, a.verb, a.payload, a.previous, a.hash
        FROM act a
        WHERE a.brand_id = $1 AND (a.chain_id, a.seq) > ($2, $3) ORDER BY a.chain_id, a.seq LIMIT $4";
    ACTS_OF_DAY = "SELECT id, hash FROM act WHERE brand_id = $1 AND day = $2 AND id > $3 ORDER BY id LIMIT $4";
    /// Days that have acts and no seal yet, up to and without today.
    DAYS_TO_SEAL = "
        SELECT DISTINCT a.day FROM act a
        WHERE a.brand_id = $1 AND a.day < $2 AND a.day > COALESCE((SELECT MAX(s.day) FROM seal s WHERE s.brand_id = $1), '')
        ORDER BY a.day LIMIT $3";
    LAST_SEAL = "SELECT day, acts, root, previous, hash, sealed_at FROM seal WHERE brand_id = $1 ORDER BY day DESC LIMIT 1";
    INSERT_SEAL = "
        INSERT INTO seal (brand_id, day, acts, root, previous, hash, sealed_at) VALUES ($1, $2, $3, $4, $5, $6, $7)
        ON CONFLICT (brand_id, day) DO NOTHING";
    SEALS = "SELECT day, acts, root, previous, hash, sealed_at FROM seal WHERE brand_id = $1 ORDER BY day";
    /// Days with acts that lie before a sealed day and have no seal themselves: an act slipped in afterwards.
    UNSEALED_BEFORE_SEAL = "
        SELECT DISTINCT a.day FROM act a
        WHERE a.brand_id = $1 AND a.day < COALESCE((SELECT MAX(s.day) FROM seal s WHERE s.brand_id = $1), '')
            AND NOT EXISTS (SELECT 1 FROM seal s WHERE s.brand_id = a.brand_id AND s.day = a.day)
        ORDER BY a.day LIMIT $2";
    /// The newest act of a brand: live lists compare it to know that something happened.
    NEWEST = "SELECT id FROM act WHERE brand_id = $1 AND day >= $2 ORDER BY day DESC, id DESC LIMIT 1";
}

/// The end of a chain, number and hash; `None` before its first act.
pub fn last_of_chain(tx: &mut dyn Tx, brand: BrandId, chain: &Chain) -> Result<Option<(i64, Digest)>, StoreError> {
    one(tx, &LAST_OF_CHAIN, &[brand.into(), chain.id.as_str().into()])?
        .map(|row| Ok((row.int(0)?, row.parse(1)?)))
        .transpose()
}

pub fn insert(tx: &mut dyn Tx, row: &ChainedAct) -> Result<(), StoreError> {
    let (statement, values) = insert_values(row);
    tx.execute(statement, &values)?;
    Ok(())
}

/// The row of an act, for a batch with what it tells of.
pub(crate) fn insert_values(row: &ChainedAct) -> (&'static Statement, Vec<Value>) {
    let act = &row.act;
    let values = vec![
        act.id.into(),
        act.brand.into(),
        act.chain.kind.name().into(),
        act.chain.id.as_str().into(),
        row.seq.into(),
        act.order.into(),
        act.at.into(),
        act.day.into(),
        act.person.into(),
        act.position.into(),
        act.verb.as_str().into(),
        act.payload.as_str().into(),
        row.previous.to_string().into(),
        row.hash.to_string().into(),
    ];
    (&INSERT_ACT, values)
}

/// The acts of a chain in order, each with the name of who did it (empty for the house itself).
pub fn timeline(
    tx: &mut dyn Tx,
    brand: BrandId,
    chain_id: &str,
    after_seq: i64,
    most: u32,
) -> Result<Vec<(ChainedAct, String)>, StoreError> {
    tx.query(&TIMELINE, &[brand.into(), chain_id.into(), after_seq.into(), most.into()])?
        .iter()
        .map(|row| Ok((read_act(brand, row)?, row.text(13)?)))
        .collect()
}

fn read_act(brand: BrandId, row: &Row) -> Result<ChainedAct, StoreError> {
    let act = Act {
        id: row.parse(0)?,
        brand,
        chain: Chain { kind: row.parse(1)?, id: row.text(2)? },
        order: row.opt_parse(4)?,
        at: row.instant(5)?,
        day: row.date(6)?,
        person: row.parse(7)?,
        position: row.opt_parse(8)?,
        verb: row.text(9)?,
        payload: row.text(10)?,
    };
    Ok(ChainedAct { act, seq: row.int(3)?, previous: row.parse(11)?, hash: row.parse(12)? })
}

/// The acts of a brand in the order of their chains, after the last one seen: for walking the whole book in pieces.
pub fn acts_from(
    tx: &mut dyn Tx,
    brand: BrandId,
    after: (&str, i64),
    most: u32,
) -> Result<Vec<ChainedAct>, StoreError> {
    let params = [brand.into(), after.0.into(), after.1.into(), most.into()];
    tx.query(&ACTS_FROM, &params)?.iter().map(|row| read_act(brand, row)).collect()
}

/// (act id, hash) of a day in the order of ids: the leaves of its seal.
pub fn leaves_of_day(tx: &mut dyn Tx, brand: BrandId, day: Date) -> Result<Vec<(ActId, Digest)>, StoreError> {
    const PIECE: u32 = 10_000;
    let mut leaves: Vec<(ActId, Digest)> = Vec::new();
    loop {
        let after = leaves.last().map(|(id, _)| id.to_string()).unwrap_or_default();
        let rows = tx.query(&ACTS_OF_DAY, &[brand.into(), day.into(), after.into(), PIECE.into()])?;
        for row in &rows {
            leaves.push((row.parse(0)?, row.parse(1)?));
        }
        if rows.len() < PIECE as usize {
            return Ok(leaves);
        }
    }
}

/// Days before `today` that have acts and come after the last seal.
pub fn days_to_seal(tx: &mut dyn Tx, brand: BrandId, today: Date, most: u32) -> Result<Vec<Date>, StoreError> {
    tx.query(&DAYS_TO_SEAL, &[brand.into(), today.into(), most.into()])?.iter().map(|row| row.date(0)).collect()
}

/// Days with acts before the last seal that no seal covers.
pub fn unsealed_before_seal(tx: &mut dyn Tx, brand: BrandId, most: u32) -> Result<Vec<Date>, StoreError> {
    tx.query(&UNSEALED_BEFORE_SEAL, &[brand.into(), most.into()])?.iter().map(|row| row.date(0)).collect()
}

fn read_seal(brand: BrandId, row: &Row) -> Result<Seal, StoreError> {
    Ok(Seal {
        brand,
        day: row.date(0)?,
        acts: row.int(1)?,
        root: row.parse(2)?,
        previous: row.parse(3)?,
        hash: row.parse(4)?,
        sealed_at: row.instant(5)?,
    })
}

pub fn last_seal(tx: &mut dyn Tx, brand: BrandId) -> Result<Option<Seal>, StoreError> {
    one(tx, &LAST_SEAL, &[brand.into()])?.map(|row| read_seal(brand, &row)).transpose()
}

/// A brand's seals in the order of days; three years of them are a thousand rows.
pub fn seals(tx: &mut dyn Tx, brand: BrandId) -> Result<Vec<Seal>, StoreError> {
    tx.query(&SEALS, &[brand.into()])?.iter().map(|row| read_seal(brand, row)).collect()
}

/// False when another node sealed the day first.
pub fn insert_seal(tx: &mut dyn Tx, seal: &Seal) -> Result<bool, StoreError> {
    let changed = tx.execute(
        &INSERT_SEAL,
        &[
            seal.brand.into(),
            seal.day.into(),
            seal.acts.into(),
            seal.root.to_string().into(),
            seal.previous.to_string().into(),
            seal.hash.to_string().into(),
            seal.sealed_at.into(),
        ],
    )?;
    Ok(changed > 0)
}

/// The newest act since a day; live lists compare it from look to look.
pub fn newest(tx: &mut dyn Tx, brand: BrandId, since_day: &str) -> Result<Option<String>, StoreError> {
    one(tx, &NEWEST, &[brand.into(), since_day.into()])?.map(|row| row.text(0)).transpose()
}
