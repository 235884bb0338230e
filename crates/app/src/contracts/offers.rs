//! What the brand offers beside the law.

use aftercare_domain::{
    acts::{Chain, ChainKind},
    contracts::{ContractRefusal, Offer},
    identity::Action,
};
use aftercare_kernel::id::OfferId;
use aftercare_store::{
    contracts::{self as store, OfferRow},
    products,
};
use serde_json::{Value, json};

use crate::{Actor, App, Error, Work};

/// Defines an offer; it is sold from now on.
pub async fn define_offer(app: &App, actor: &Actor, offer: Offer) -> Result<OfferId, Error> {
    let offer = offer.check()?;
    app.write("contracts.define_offer", actor, Action::EditCatalogue, move |work| {
        refuse_unknown_models(work, &offer)?;
        let id = work.id(OfferId::new);
        store::insert_offer(work.tx, work.actor.brand, id, &offer)?;
        note(work, "define_offer", &told(&offer))?;
        Ok(id)
    })
    .await
}

/// A code typed wrong would be an offer for nothing, and an offer is never changed.
fn refuse_unknown_models(work: &mut Work<'_>, offer: &Offer) -> Result<(), Error> {
    for code in &offer.models {
        if products::find_model_by_code(work.tx, work.actor.brand, code)?.is_none() {
            return Err(Error::refuse(ContractRefusal::ModelUnknown { code: code.clone() }));
        }
    }
    Ok(())
}

fn told(offer: &Offer) -> Value {
    json!({
        "code": offer.code, "kind": offer.kind, "price": offer.price.decimal(), "currency": offer.price.currency(),
        "months": offer.months, "begins": offer.begins,
    })
}

/// Sold no more from now on; the contracts that were sold stand.
pub async fn retire_offer(app: &App, actor: &Actor, code: String) -> Result<(), Error> {
    app.write("contracts.retire_offer", actor, Action::EditCatalogue, move |work| {
        let brand = work.actor.brand;
        let offer = store::find_offer_by_code(work.tx, brand, code.trim())?.ok_or(Error::Missing("offer"))?;
        if store::retire_offer(work.tx, brand, offer.id, work.now)? {
            note(work, "retire_offer", &json!({ "code": offer.entry.code }))?;
        }
        Ok(())
    })
    .await
}

fn note(work: &mut Work<'_>, verb: &'static str, payload: &Value) -> Result<(), Error> {
    work.act(Chain::new(ChainKind::Brand, work.actor.brand), None, verb, payload).map(drop)
}

/// All of the brand in the order of their codes, those that are sold no more too.
pub async fn offers(app: &App, actor: &Actor) -> Result<Vec<OfferRow>, Error> {
    app.read("contracts.offers", actor, Action::ReadCatalogue, |work| Ok(store::offers(work.tx, work.actor.brand)?))
        .await
}
