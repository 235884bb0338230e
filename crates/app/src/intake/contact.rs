//! A further call, message, letter or visit about a case.

use aftercare_domain::{
    identity::Action,
    intake::{Channel, check_summary},
};
use aftercare_kernel::{DocumentNumber, id::ContactId};
use aftercare_store::intake::{self as store, NewContact};
use serde_json::json;

use super::{chain, find};
use crate::{Actor, App, Error};

/// Notes a contact; also after the case was closed, when a customer calls back. With a key it is noted once.
pub async fn add_contact(
    app: &App,
    actor: &Actor,
    number: DocumentNumber,
    channel: Channel,
    summary: String,
    key: Option<String>,
) -> Result<ContactId, Error> {
    let summary = check_summary(&summary)?;
    app.write("intake.add_contact", actor, Action::AddContact, move |work| {
        work.once(key.as_deref(), &("add_contact", &number, channel, &summary), |work| {
            let case = find(work, &number)?;
            let id = work.id(ContactId::new);
            store::insert_contact(
                work.tx,
                &NewContact {
                    id,
                    brand_id: work.actor.brand,
                    case_id: case.id,
                    channel: channel.name(),
                    at: work.now,
                    person_id: work.actor.person,
                    summary: &summary,
                },
            )?;
            work.act(chain(case.id), None, "add_contact", &json!({ "channel": channel, "contact": id }))?;
            Ok(id)
        })
    })
    .await
}
