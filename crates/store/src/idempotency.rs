//! Stored answers of requests that were sent with an idempotency key.

use aftercare_kernel::{Instant, id::PersonId};

use crate::{StoreError, Tx, one, statements};

statements! {
    /// Kept with the work it answers. Of two that ran at one moment the second is refused here, and run again it finds
    /// the first one's answer.
    KEEP_ANSWER = "INSERT INTO idempotency (person_id, key, request, answer, at) VALUES ($1, $2, $3, $4, $5)";
    FIND_ANSWER = "SELECT request, answer FROM idempotency WHERE person_id = $1 AND key = $2";
    FORGET_KEYS = "DELETE FROM idempotency WHERE at < $1";
}

/// What was asked with a key, as its hash, and the answer as JSON.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredAnswer {
    pub request: String,
    pub answer: String,
}

pub fn keep(
    tx: &mut dyn Tx,
    person: PersonId,
    key: &str,
    stored: &StoredAnswer,
    now: Instant,
) -> Result<(), StoreError> {
    let (request, answer) = (stored.request.as_str().into(), stored.answer.as_str().into());
    tx.execute_last(vec![(&KEEP_ANSWER, vec![person.into(), key.into(), request, answer, now.into()])])
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
