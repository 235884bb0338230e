//! Sessions are forgotten some time after they ended.

use aftercare_store::identity as store;

use crate::{App, Error};

/// Kept for a week, so that a question about yesterday's sign-in can still be answered.
const KEPT_SECONDS: i64 = 7 * 24 * 60 * 60;

/// Returns how many were forgotten. Running it again, or on several nodes, does no harm.
pub async fn forget_old_sessions(app: &App) -> Result<u64, Error> {
    let before = app.now().plus_seconds(-KEPT_SECONDS);
    app.store().write("identity.forget_sessions", move |tx| Ok(store::forget_sessions_before(tx, before)?)).await
}
