//! A request sent twice with the same key is done once and answered twice.

use aftercare_domain::refusal::Refusal;
use aftercare_store::idempotency::{self as store, StoredAnswer};
use serde::{Serialize, de::DeserializeOwned};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

use crate::{Error, Work};

/// The key came before with another request: code of the refusal.
pub const KEY_REUSED: &str = "errors-repeated";
/// No longer than any client's UUID or hash; a key is stored as it is.
const LONGEST_KEY: usize = 100;

impl Work<'_> {
    /// Runs `run` once per person and key. The same request again gets the stored answer, another request under the same
    /// key is refused. Key, work and answer commit together; a refused request leaves its key free.
    pub fn once<T, R>(
        &mut self,
        key: Option<&str>,
        request: &R,
        run: impl FnOnce(&mut Self) -> Result<T, Error>,
    ) -> Result<T, Error>
    where
        T: Serialize + DeserializeOwned,
        R: Serialize,
    {
        let Some(key) = key.map(str::trim).filter(|key| !key.is_empty()) else { return run(self) };
        if key.len() > LONGEST_KEY {
            return Err(reused());
        }
        let request = hash_of(request)?;
        if let Some(stored) = store::find(self.tx, self.actor.person, key)? {
            return read_answer(&stored, &request);
        }
        let done = run(self)?;
        let answer = serde_json::to_string(&done).map_err(|e| Error::Fault(e.to_string()))?;
        store::keep(self.tx, self.actor.person, key, &StoredAnswer { request, answer }, self.now)?;
        Ok(done)
    }
}

fn read_answer<T: DeserializeOwned>(stored: &StoredAnswer, request: &str) -> Result<T, Error> {
    if stored.request != request {
        return Err(reused());
    }
    serde_json::from_str(&stored.answer).map_err(|e| Error::Fault(e.to_string()))
}

fn hash_of(request: &impl Serialize) -> Result<String, Error> {
    let text = serde_json::to_vec(request).map_err(|e| Error::Fault(e.to_string()))?;
    Ok(hex::encode(Sha256::digest(text)))
}

fn reused() -> Error {
    Error::Refusal(Refusal {
        code: KEY_REUSED,
        field: Some("idempotency_key"),
        params: BTreeMap::new(),
        article: None,
        opens: None,
    })
}
