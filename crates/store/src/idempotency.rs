//! Stored answers of requests that were sent with an idempotency key.

use aftercare_kernel::{Instant, id::PersonId};

use crate::{StoreError, Tx, one, statements};

statements! {
    /// Takes the key before the work begins: who comes second waits for the first to commit and changes no row.
    CLAIM_KEY = "
        INSERT INTO idempotency (person_id, key, request, answer, at) VALUES ($1, $2, $3, '', $4)
        ON CONFLICT (person_id, key) DO NOTHING";
    STORE_ANSWER = "UPDATE idempotency SET answer = $3 WHERE person_id = $1 AND key = $2";
    FIND_ANSWER = "SELECT request, answer FROM idempotency WHERE person_id = $1 AND key = $2";
    FORGET_KEYS = "DELETE FROM idempotency WHERE at < $1";
}

/// What was asked with a key, as its hash, and the answer as JSON.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredAnswer {
    pub request: String,
    pub answer: String,
}

/// True when the key was free and now belongs to this request.
pub fn claim(
    tx: &mut dyn Tx,
    person: PersonId,
    key: &str,
    request_hash: &str,
    now: Instant,
) -> Result<bool, StoreError> {
    Ok(tx.execute(&CLAIM_KEY, &[person.into(), key.into(), request_hash.into(), now.into()])? > 0)
}

pub fn store_answer(tx: &mut dyn Tx, person: PersonId, key: &str, answer: &str) -> Result<(), StoreError> {
    tx.execute(&STORE_ANSWER, &[person.into(), key.into(), answer.into()])?;
    Ok(())
}

pub fn find(tx: &mut dyn Tx, person: PersonId, key: &str) -> Result<Option<StoredAnswer>, StoreError> {
    one(tx, &FIND_ANSWER, &[person.into(), key.into()])?
        .map(|row| Ok(StoredAnswer { request: row.text(0)?, answer: row.text(1)? }))
        .transpose()
}

/// Keys serve a client that tries again within minutes; old ones only take room. Gives how many went.
pub fn forget_before(tx: &mut dyn Tx, instant: Instant) -> Result<u64, StoreError> {
    tx.execute(&FORGET_KEYS, &[instant.into()])
}
