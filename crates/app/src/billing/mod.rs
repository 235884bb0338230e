//! 收费 Billing: what the customer is charged, the money taken, and the money given back.
//!
//! Rules: `domain::billing`, postings: `domain::money::standard`. SQL: `store::billing`. Pages: on the order.

use aftercare_domain::{
    billing as rules,
    money::{PaymentMethod, standard},
    orders::Verb,
};
use aftercare_kernel::{
    DocumentNumber, Money,
    id::{ActId, PostingId, QuoteId},
};
pub use aftercare_store::billing::{PayOutRow, PaymentRow};
use aftercare_store::{
    billing::{self as store, NewPayOut, NewPayment},
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
        let payer = rules::check_payer(&collected.payer)?;
        let number = work.draw_number(&stage.station, DocumentKind::Receipt, &stage.order.id.to_string())?;
        let act = stage.act(work, Verb::Collect, &told(&number, collected))?;
        let posting = standard::collect(&stage.station.code, collected.method, collected.amount)?;
        let posting_id = work.post(&posting, &stage.station.path, Some(stage.order.id), Some(act))?;
        let id = work.id(PostingId::new).to_string();
        store::insert_payment(
            work.tx,
            &NewPayment {
                id: &id,
                brand_id: work.actor.brand,
                org_path: &stage.station.path,
                order_id: stage.order.id,
                number: &number.to_string(),
                method: collected.method.name(),
                amount_minor: collected.amount.minor(),
                currency: collected.amount.currency().code(),
                payer: &payer,
                collector_id: work.actor.person,
                at: work.now,
                posting_id,
            },
        )?;
        stage.paper = Some(number.to_string());
        Ok(())
    })
    .await
}

/// What enters the act. The payer's name stays in the payment's row: it must be erasable, and acts are not.
fn told(receipt: &DocumentNumber, collected: &Collected) -> serde_json::Value {
    let (method, amount) = (collected.method, collected.amount);
    serde_json::json!({ "receipt": receipt, "collected": { "method": method, "amount": amount } })
}

/// A promised refund as it goes out. The sum is sent along, so that nobody pays one that they did not see.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PaidOut {
    pub method: PaymentMethod,
    pub amount: Money,
    pub payee: String,
}

/// Pays everything that was promised back to the customer of an order out of its station's till or account.
pub async fn pay_out(app: &App, actor: &Actor, at: At, paid: PaidOut) -> Result<Stepped, Error> {
    take_step(app, actor, Verb::PayOut, at, paid, |work, stage, paid| {
        stage.permit_pay_out(work, paid.amount)?;
        let payee = rules::check_payee(&paid.payee)?;
        let told = serde_json::json!({ "paid_out": { "method": paid.method, "amount": paid.amount } });
        let act = stage.act(work, Verb::PayOut, &told)?;
        let posting = standard::refund(&work.brand_code()?, &stage.station.code, paid.method, paid.amount)?;
        let posting_id = work.post(&posting, &stage.station.path, Some(stage.order.id), Some(act))?;
        let id = work.id(PostingId::new).to_string();
        let new = NewPayOut {
            id: &id,
            brand_id: work.actor.brand,
            org_path: &stage.station.path,
            order_id: stage.order.id,
            method: paid.method.name(),
            amount_minor: paid.amount.minor(),
            currency: paid.amount.currency().code(),
            payee: &payee,
            payer_id: work.actor.person,
            at: work.now,
            posting_id,
        };
        Ok(store::insert_pay_out(work.tx, &new)?)
    })
    .await
}

/// The quotation that was carried out becomes a charge when the customer has the repaired device. One that was agreed
/// in an earlier round and came to nothing stays uncharged.
pub(crate) fn charge(work: &mut Work<'_>, stage: &Stage, carried_out: QuoteId, act: ActId) -> Result<(), Error> {
    let quote = orders::find_quote(work.tx, stage.order.id, carried_out)?.ok_or(Error::Missing("quote"))?;
    if quote.total_minor == 0 {
        return Ok(());
    }
    let posting = standard::charge(&stage.station.code, Money::from_minor(quote.total_minor, stage.currency()))?;
    work.post(&posting, &stage.station.path, Some(stage.order.id), Some(act))?;
    Ok(())
}
