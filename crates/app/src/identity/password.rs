//! Password hashing, off the threads that serve requests.

use argon2::{
    Algorithm, Argon2, Params, Version,
    password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash},
};

use crate::{App, Error, PasswordCost};

fn argon(cost: PasswordCost) -> Result<Argon2<'static>, Error> {
    let params = Params::new(cost.memory_kib, cost.passes, 1, None).map_err(|e| Error::Fault(e.to_string()))?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

/// The PHC string of a password, with a fresh salt.
pub async fn hash(app: &App, password: String) -> Result<String, Error> {
    let argon = argon(app.password_cost)?;
    let mut salt = [0u8; 16];
    app.dice.fill(&mut salt);
    off_thread(move || {
        let hashed = argon.hash_password_with_salt(password.as_bytes(), &salt);
        hashed.map(|hash| hash.to_string()).map_err(|e| Error::Fault(e.to_string()))
    })
    .await
}

/// Whether the password is the one behind the hash. With no hash (no such login) the same time is spent for nothing,
/// so that an outsider cannot tell which logins exist.
pub async fn verify(app: &App, password: String, stored: Option<String>) -> Result<bool, Error> {
    let Some(stored) = stored else {
        hash(app, password).await?;
        return Ok(false);
    };
    let argon = argon(app.password_cost)?;
    off_thread(move || {
        let parsed = PasswordHash::new(&stored).map_err(|e| Error::Fault(e.to_string()))?;
        Ok(argon.verify_password(password.as_bytes(), &parsed).is_ok())
    })
    .await
}

async fn off_thread<T: Send + 'static>(work: impl FnOnce() -> Result<T, Error> + Send + 'static) -> Result<T, Error> {
    tokio::task::spawn_blocking(work).await.map_err(|e| Error::Fault(e.to_string()))?
}
