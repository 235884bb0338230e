//! A case gets another owner: the one who says 'mine'.

use aftercare_domain::identity::Action;
use aftercare_kernel::DocumentNumber;
use aftercare_store::intake as store;
use serde_json::json;

use super::{chain, find_open};
use crate::{Actor, App, Error};

/// The deadline stays: it is promised to the customer, not to the owner. Gives the case's new version.
pub async fn take_over(app: &App, actor: &Actor, number: DocumentNumber, version: i64) -> Result<i64, Error> {
    app.write("intake.take_over", actor, Action::AddContact, move |work| {
        let case = find_open(work, &number, version)?;
        let me = work.actor.person;
        if !store::take_over(work.tx, work.actor.brand, case.id, version, me)? {
            return Err(Error::Stale);
        }
        work.act(chain(case.id), None, "take_over", &json!({ "from": case.owner_id, "to": me }))?;
        Ok(version + 1)
    })
    .await
}
