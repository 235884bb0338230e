//! The daily seal: a Merkle root over a brand's acts of a finished day, chained to the day sealed before.

use aftercare_domain::acts::{self, MerkleTree};
use aftercare_store::{
    acts as store,
    identity::{self, BrandRow},
};

use crate::{App, Error, work::zone_of};

/// Acts are dated when their transaction begins; one that began before midnight may commit a little after it.
const GRACE_SECONDS: i64 = 15 * 60;

/// Seals every day that is over and has acts, oldest first, for every brand. Safe to run on several nodes:
/// a day has one row, and who comes second finds it there. Returns how many days were sealed.
pub async fn seal_finished_days(app: &App) -> Result<usize, Error> {
    let brands = app.store().read("audit.brands", |tx| Ok::<_, Error>(identity::brands(tx)?)).await?;
    let mut sealed = 0;
    for brand in brands {
        while let Some(by_us) = seal_next_day(app, brand.clone()).await? {
            sealed += usize::from(by_us);
        }
    }
    Ok(sealed)
}

/// False when another node was quicker; none when no day is left.
async fn seal_next_day(app: &App, brand: BrandRow) -> Result<Option<bool>, Error> {
    let now = app.now();
    let today = now.plus_seconds(-GRACE_SECONDS).date_in(&zone_of(&brand.zone)?);
    app.store()
        .write("audit.seal_day", move |tx| {
            let Some(day) = store::days_to_seal(tx, brand.id, today, 1)?.first().copied() else { return Ok(None) };
            let mut tree = MerkleTree::default();
            for (act, hash) in store::leaves_of_day(tx, brand.id, day)? {
                tree.push(act, &hash);
            }
            let previous = store::last_seal(tx, brand.id)?.map(|seal| seal.hash);
            Ok(Some(store::insert_seal(tx, &acts::seal_day(brand.id, day, &tree, previous, now))?))
        })
        .await
}
