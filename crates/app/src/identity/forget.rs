//! Sessions, and the keys of requests that were sent twice, are forgotten some time after they are of use.

use aftercare_store::{idempotency, identity as store};

use crate::{App, Error};

/// Kept for a week, so that a question about yesterday's sign-in can still be answered, and a program that was
/// offline over a holiday may repeat its requests.
const KEPT_SECONDS: i64 = 7 * 24 * 60 * 60;

/// Returns how many rows were forgotten. Running it again, or on several nodes, does no harm.
pub async fn forget_old(app: &App) -> Result<u64, Error> {
    let before = app.now().plus_seconds(-KEPT_SECONDS);
    app.store()
        .write("identity.forget_old", move |tx| {
            let sessions = store::forget_sessions_before(tx, before)?;
            Ok(sessions + idempotency::forget_before(tx, before)?)
        })
        .await
}
