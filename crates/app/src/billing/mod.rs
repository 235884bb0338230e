//! 收费 Billing: what the customer is charged, and the money taken.
//!
//! Rules: `domain::billing`, postings: `domain::money::standard`. SQL: `store::billing`. Pages: on the order.

use aftercare_domain::{
    billing as rules,
    money::{PaymentMethod, standard},
    orders::Verb,
};
use aftercare_kernel::{
    Money,
    id::{ActId, PostingId},
};
pub use aftercare_store::billing::PaymentRow;
use aftercare_store::{
    billing::{self as store, NewPayment},
    documents::DocumentKind,
    orders,
};
use serde::Serialize;

use crate::{
    Actor, App, Error, Work,
    orders::{At, Stage, Stepped, take_step},
};

/// Money taken from the customer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Collected {
    pub method: PaymentMethod,
    pub amount: Money,
    pub payer: String,
}

/// Takes money against a receipt; never more than is owed.
pub async fn collect(app: &App, actor: &Actor, at: At, collected: Collected) -> Result<Stepped, Error> {
    take_step(app, actor, Verb::Collect, at, collected, |work, stage, collected| {
        stage.permit(work, Verb::Collect)?;
        rules::check_payment(collected.amount, stage.facts.balance)?;
        let number = work.draw_number(&stage.station, DocumentKind::Receipt, &stage.order.id.to_string())?;
        let act = stage.act(work, Verb::Collect, &serde_json::json!({ "receipt": number, "collected": collected }))?;
        let posting = standard::collect(&stage.station.code, collected.method, collected.amount)?;
        let posting_id = work.post(&posting, &stage.station.path, Some(stage.order.id), Some(act))?;
        let id = work.id(PostingId::new).to_string();
        store::insert_payment(work.tx, &NewPayment {
            id: &id,
            brand_id: work.actor.brand,
            org_path: &stage.station.path,
            order_id: stage.order.id,
            number: &number.to_string(),
            method: collected.method.name(),
            amount_minor: collected.amount.minor(),
            currency: collected.amount.currency().code(),
            payer: collected.payer.trim(),
            collector_id: work.actor.person,
            at: work.now,
            posting_id,
        })?;
        stage.paper = Some(number.to_string());
        Ok(())
    })
    .await
}

/// The approved quotation becomes a charge when the customer has the repaired device.
pub(crate) fn charge_approved(work: &mut Work<'_>, stage: &Stage, act: ActId) -> Result<(), Error> {
    let approved: i64 = orders::quotes_of_order(work.tx, stage.order.id)?
        .iter()
        .filter(|quote| quote.state == "approved")
        .map(|quote| quote.total_minor)
        .sum();
    let open = approved - store::charged(work.tx, stage.order.id)?;
    if open <= 0 {
        return Ok(());
    }
    let posting = standard::charge(&stage.station.code, Money::from_minor(open, stage.currency()))?;
    work.post(&posting, &stage.station.path, Some(stage.order.id), Some(act))?;
    Ok(())
}
