//! A customer's device comes into our keeping, against a custody slip.

use aftercare_domain::{
    orders::{SlipDraft, Verb},
    things::MoveReason,
};
use aftercare_kernel::Date;
use aftercare_store::{
    documents::DocumentKind,
    orders::{self as store, CustodySlipRow},
};
use serde::Serialize;

use super::{At, Stage, Stepped, take_step};
use crate::{Actor, App, Error, Work, warranty};

/// What the slip says. `waybill` for a device that came by mail.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TakenIn {
    pub appearance: String,
    pub accessories: String,
    pub data_note: String,
    pub promised_on: Date,
    pub waybill: Option<String>,
}

pub async fn take_in(app: &App, actor: &Actor, at: At, taken: TakenIn) -> Result<Stepped, Error> {
    take_step(app, actor, Verb::TakeIn, at, taken, |work, stage, taken| {
        let number = work.draw_number(&stage.station, DocumentKind::CustodySlip, &stage.order.id.to_string())?;
        let draft = SlipDraft {
            number: number.clone(),
            appearance: taken.appearance.clone(),
            accessories: taken.accessories.clone(),
            data_note: taken.data_note.clone(),
            promised_on: taken.promised_on,
            waybill: taken.waybill.clone(),
        };
        stage.change(work, |order, turn| order.take_in(&draft, turn))?;
        let act = stage.act(work, Verb::TakeIn, &serde_json::json!({ "slip": number, "taken": taken }))?;
        let (from, to) = (work.customers_place()?, work.place_at(&stage.station, "custody")?);
        work.move_unit(stage.order.unit, from, to, MoveReason::TakenIn, stage.order.id, act)?;
        write_slip(work, stage, &draft)?;
        warranty::look_again_tomorrow(work, stage)?;
        stage.paper = Some(number.to_string());
        Ok(())
    })
    .await
}

fn write_slip(work: &mut Work<'_>, stage: &Stage, draft: &SlipDraft) -> Result<(), Error> {
    let slip = CustodySlipRow {
        number: draft.number.to_string(),
        unit_id: stage.order.unit,
        appearance: draft.appearance.trim().to_owned(),
        accessories: draft.accessories.trim().to_owned(),
        data_note: draft.data_note.trim().to_owned(),
        taken_at: work.now,
        promised_on: draft.promised_on,
        voided_at: None,
        taken_by: String::new(),
    };
    let (brand, by) = (work.actor.brand, work.actor.person);
    Ok(store::insert_custody_slip(work.tx, brand, stage.order.id, &slip, by)?)
}
