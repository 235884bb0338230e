//! The device, or the one given for it, goes back to the customer; from here the money and the follow-up run.

use aftercare_domain::{
    orders::{OrderRefusal, OrderState, ServiceType, Verb},
    things::MoveReason,
};
use aftercare_kernel::id::{ActId, FileId, QuoteId, UnitId};
use aftercare_store::orders::{self as store, NewFile};
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::{At, Stage, Stepped, take_step};
use crate::{Actor, App, Error, Work, billing, contracts, satisfaction, settlement};

/// A signature drawn on the screen, as PNG.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedPicture(Vec<u8>);

/// A drawn signature is a few kilobytes; far more is no signature.
const MOST_BYTES: usize = 300 * 1024;
const PNG_MAGIC: &[u8] = b"\x89PNG\r\n\x1a\n";

impl SignedPicture {
    pub fn from_png(bytes: Vec<u8>) -> Result<Self, Error> {
        if bytes.len() > MOST_BYTES || !bytes.starts_with(PNG_MAGIC) {
            return Err(Error::refuse(OrderRefusal::SignatureUnfit));
        }
        Ok(Self(bytes))
    }
}

/// Who signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signed {
    pub picture: SignedPicture,
    pub name: String,
}

/// A signature with what the same request is recognised by.
#[derive(Debug, Clone, Serialize)]
struct SignedBy {
    name: String,
    sha256: String,
    #[serde(skip)]
    png: Vec<u8>,
}

impl SignedBy {
    fn of(signed: Signed) -> Self {
        let sha256 = hex::encode(Sha256::digest(&signed.picture.0));
        Self { name: signed.name.trim().chars().take(80).collect(), sha256, png: signed.picture.0 }
    }

    /// What of it enters the act. Name and picture stay in their row: they must be erasable, and acts are not.
    fn told(&self) -> serde_json::Value {
        serde_json::json!({ "sha256": self.sha256 })
    }
}

/// At the counter: against the customer's signature.
pub async fn hand_over(app: &App, actor: &Actor, at: At, signed: Signed) -> Result<Stepped, Error> {
    take_step(app, actor, Verb::HandOver, at, SignedBy::of(signed), |work, stage, signed| {
        let given = Given::of(stage);
        let signature = keep_signature(work, stage, signed)?;
        stage.change(work, |order, turn| order.hand_over(signature, turn))?;
        let act = stage.act(work, Verb::HandOver, &signed.told())?;
        give_back(work, stage, &given, act)
    })
    .await
}

/// By mail: the waybill stands for the signature.
pub async fn send_back(app: &App, actor: &Actor, at: At, waybill: String) -> Result<Stepped, Error> {
    take_step(app, actor, Verb::SendBack, at, waybill, |work, stage, waybill| {
        let given = Given::of(stage);
        stage.change(work, |order, turn| order.send_back(waybill, turn))?;
        let act = stage.act(work, Verb::SendBack, &serde_json::json!({ "waybill": waybill }))?;
        give_back(work, stage, &given, act)
    })
    .await
}

/// At the customer's place: the device never left it.
pub async fn sign_off(app: &App, actor: &Actor, at: At, signed: Signed) -> Result<Stepped, Error> {
    take_step(app, actor, Verb::SignOff, at, SignedBy::of(signed), |work, stage, signed| {
        let given = Given::of(stage);
        let signature = keep_signature(work, stage, signed)?;
        stage.change(work, |order, turn| order.sign_off(signature, turn))?;
        let act = stage.act(work, Verb::SignOff, &signed.told())?;
        deliver(work, stage, &given, act)
    })
    .await
}

/// The device goes back as it came: not worth it, declined, or nothing found.
pub async fn return_unrepaired(app: &App, actor: &Actor, at: At, reason: String) -> Result<Stepped, Error> {
    take_step(app, actor, Verb::ReturnUnrepaired, at, reason, |work, stage, reason| {
        super::quote::decline_open(work, stage, reason)?;
        let by = stage.order.technician().unwrap_or(work.actor.person);
        stage.change(work, |order, turn| order.return_unrepaired(by, reason, turn))?;
        stage.act(work, Verb::ReturnUnrepaired, &serde_json::json!({ "reason": reason }))?;
        Ok(())
    })
    .await
}

/// What the customer is given by the step: the device, if it was in our keeping, and the bill for what was carried out.
struct Given {
    unit: UnitId,
    kept: bool,
    carried_out: Option<QuoteId>,
}

impl Given {
    fn of(stage: &Stage) -> Self {
        let carried_out = stage.order.state.quote_to_charge();
        match &stage.order.state {
            OrderState::Exchanged { new_unit, .. } => Self { unit: *new_unit, kept: true, carried_out },
            state => Self { unit: stage.order.unit, kept: state.custody().is_some(), carried_out },
        }
    }
}

fn keep_signature(work: &mut Work<'_>, stage: &Stage, signed: &SignedBy) -> Result<FileId, Error> {
    let id = work.id(FileId::new);
    store::insert_file(
        work.tx,
        &NewFile {
            id,
            brand_id: work.actor.brand,
            order_id: stage.order.id,
            kind: "signature",
            media_type: "image/png",
            sha256: &signed.sha256,
            bytes: &signed.png,
            at: work.now,
            person_id: work.actor.person,
            signer: Some(signed.name.as_str()).filter(|name| !name.is_empty()),
        },
    )?;
    Ok(id)
}

fn give_back(work: &mut Work<'_>, stage: &mut Stage, given: &Given, act: ActId) -> Result<(), Error> {
    if given.kept {
        let (from, to) = (work.place_at(&stage.station, "custody")?, work.customers_place()?);
        work.move_unit(given.unit, from, to, MoveReason::HandedBack, stage.order.id, act)?;
    }
    store::void_custody_slips(work.tx, stage.order.id, work.now, work.actor.person)?;
    deliver(work, stage, given, act)
}

/// What follows from the customer having the device: the days in repair end, the work is charged or claimed,
/// and the customer will be called.
fn deliver(work: &mut Work<'_>, stage: &mut Stage, given: &Given, act: ActId) -> Result<(), Error> {
    store::record_return(work.tx, stage.order.id, stage.order.round, stage.today)?;
    let charged = given.carried_out.filter(|_| stage.order.service_type == ServiceType::Paid);
    if let Some(quote) = charged {
        billing::charge(work, stage, quote, act)?;
    }
    contracts::settle(work, stage, charged, act)?;
    if stage.order.service_type == ServiceType::Warranty {
        settlement::accrue(work, stage, act)?;
    }
    satisfaction::plan_follow_up(work, stage)
}
