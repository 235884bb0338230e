//! A contract ends before its last day: the customer gives it back, or its device goes back for its price. The days to
//! come are paid back, less what it has paid.

use aftercare_domain::{
    acts::{Chain, ChainKind},
    contracts::{ContractRefusal, UseState, check_reason},
    identity::Action,
    money::{PaymentMethod, standard},
};
use aftercare_kernel::{
    DocumentNumber, Money,
    id::{ActId, PostingId},
};
use aftercare_store::{
    contracts::{self as store, Holder},
    identity::{self, NodeRow},
};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{Sealed, sealed, sealed_of};
use crate::{Actor, App, Error, Work, orders::Stage};

/// The refund as the page showed it is sent along, so that nobody promises a sum that they did not see.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Cancellation {
    pub number: DocumentNumber,
    pub refund: Money,
    pub method: PaymentMethod,
    pub reason: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cancelled {
    pub number: String,
    pub refund: Money,
}

/// A contract that ended with its device, for the act of the order: its number, and a decimal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Ended {
    number: String,
    refund: String,
}

/// Cancels a contract that was sold in the actor's part of the tree, and pays back out of the station that sold it.
pub async fn cancel(app: &App, actor: &Actor, wish: Cancellation, key: Option<String>) -> Result<Cancelled, Error> {
    let reason = check_reason(&wish.reason)?;
    app.write("contracts.cancel", actor, Action::CancelContract, move |work| {
        work.once(key.as_deref(), &("cancel_contract", &wish), |work| {
            let row = store::find_in_scope(work.tx, &work.actor.scope(), &wish.number.to_string())?;
            let contract = sealed(work, row.ok_or(Error::Missing("contract"))?)?;
            let station = identity::find_node(work.tx, work.actor.brand, contract.row.station_id)?;
            let station = station.ok_or(Error::Missing("station"))?;
            let today = work.today_in(&station.zone)?;
            let refund = contract.terms.pro_rata_refund(&contract.used, today)?;
            refuse_while_held(work, &contract)?;
            if refund != wish.refund {
                return Err(Error::refuse(ContractRefusal::OtherRefund { refund: refund.to_string() }));
            }
            let act = write_act(work, &contract, &wish, &reason)?;
            let posting = pay_back(work, &station, &wish, act)?;
            if !store::cancel(work.tx, work.actor.brand, contract.row.id, today, refund, posting)? {
                return Err(Error::Stale);
            }
            Ok(Cancelled { number: contract.row.number, refund })
        })
    })
    .await
}

/// A device whose price is given back needs no contract any more: what is left of its contracts is owed to the customer
/// with the price, and paid out with it. What other work holds of them stays held, and is paid.
pub(crate) fn end_with_device(work: &mut Work<'_>, stage: &Stage) -> Result<Vec<Ended>, Error> {
    let mut ended = Vec::new();
    for contract in sealed_of(work, Holder::Unit(stage.order.unit))? {
        let Ok(refund) = contract.terms.pro_rata_refund(&contract.used, stage.today) else { continue };
        let payload = json!({
            "contract": contract.row.number, "refund": refund.decimal(), "currency": refund.currency(),
            "with_order": stage.row.number,
        });
        let act =
            work.act(Chain::new(ChainKind::Device, contract.row.unit_id), None, "end_contract_with_device", &payload)?;
        let posting = promise_back(work, stage, refund, act)?;
        if !store::cancel(work.tx, work.actor.brand, contract.row.id, stage.today, refund, posting)? {
            return Err(Error::Stale);
        }
        ended.push(Ended { number: contract.row.number, refund: refund.decimal() });
    }
    Ok(ended)
}

fn promise_back(work: &mut Work<'_>, stage: &Stage, refund: Money, act: ActId) -> Result<Option<PostingId>, Error> {
    if refund.is_zero() {
        return Ok(None);
    }
    let posting = standard::contract_refund_promised(&work.brand_code()?, refund)?;
    work.post(&posting, &stage.station.path, Some(stage.order.id), Some(act)).map(Some)
}

/// A customer was told that the contract pays for work that goes on.
fn refuse_while_held(work: &mut Work<'_>, contract: &Sealed) -> Result<(), Error> {
    let uses = store::uses_of_contract(work.tx, contract.row.id)?;
    match uses.iter().any(|one| one.state == UseState::Held.name()) {
        true => Err(Error::refuse(ContractRefusal::WorkUnderWay)),
        false => Ok(()),
    }
}

fn write_act(work: &mut Work<'_>, contract: &Sealed, wish: &Cancellation, reason: &str) -> Result<ActId, Error> {
    let payload = json!({
        "contract": contract.row.number, "refund": wish.refund.decimal(), "currency": wish.refund.currency(),
        "method": wish.method, "reason": reason,
    });
    work.act(Chain::new(ChainKind::Device, contract.row.unit_id), None, "cancel_contract", &payload)
}

fn pay_back(
    work: &mut Work<'_>,
    station: &NodeRow,
    wish: &Cancellation,
    act: ActId,
) -> Result<Option<PostingId>, Error> {
    if wish.refund.is_zero() {
        return Ok(None);
    }
    let posting = standard::contract_refunded(&work.brand_code()?, &station.code, wish.method, wish.refund)?;
    work.post(&posting, &station.path, None, Some(act)).map(Some)
}
