//! Whether something happened: what live pages ask each second.

use aftercare_kernel::Instant;
use aftercare_store::acts as store;

use crate::{Actor, App, Error};

const DAY_SECONDS: i64 = 24 * 3600;

/// The id of the brand's newest act of today or yesterday; the same answer twice means that nothing happened between.
pub async fn newest_act(app: &App, actor: &Actor) -> Result<Option<String>, Error> {
    let brand = actor.brand;
    let yesterday: Instant = app.now().plus_seconds(-DAY_SECONDS);
    let since = yesterday.date_in(&actor.zone).to_string();
    app.store().read("audit.newest_act", move |tx| Ok(store::newest(tx, brand, &since)?)).await
}
