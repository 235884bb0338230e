//! A case is closed at the desk: answered by word of mouth, settled, or given up.

use aftercare_domain::{
    identity::Action,
    intake::{CaseResult, Channel, IntakeRefusal, check_summary},
};
use aftercare_kernel::{DocumentNumber, id::ContactId};
use aftercare_store::intake::{self as store, NewContact};
use serde_json::json;

use super::{chain, find_open};
use crate::{Actor, App, Error, stored::word};

/// Refused while an order of the case is open. `words` is what the customer was told, noted as the last contact.
pub async fn close(
    app: &App,
    actor: &Actor,
    number: DocumentNumber,
    version: i64,
    result: CaseResult,
    words: String,
) -> Result<(), Error> {
    let words = check_summary(&words)?;
    app.write("intake.close", actor, Action::CloseCase, move |work| {
        let case = find_open(work, &number, version)?;
        let open_orders = store::open_orders_of_case(work.tx, case.id)?;
        if open_orders > 0 {
            return Err(Error::refuse(IntakeRefusal::OrdersOpen { count: open_orders }));
        }
        let contact = work.id(ContactId::new);
        let channel = word::<Channel>(&case.channel)?.name();
        store::insert_contact(
            work.tx,
            &NewContact {
                id: contact,
                brand_id: work.actor.brand,
                case_id: case.id,
                channel,
                at: work.now,
                person_id: work.actor.person,
                summary: &words,
            },
        )?;
        if !store::close_seen(work.tx, work.actor.brand, case.id, version, work.now, result.name())? {
            return Err(Error::Stale);
        }
        work.act(chain(case.id), None, "close_case", &json!({ "result": result, "contact": contact }))?;
        Ok(())
    })
    .await
}
