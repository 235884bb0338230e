//! The order's page: its voucher, timeline, things, money, and what can be done next.

use aftercare_domain::{
    deadlines::{ClockWhat, TimeLeft},
    identity::Action,
    orders::{Order, StepView, Verb},
    warranty::Decision,
};
use aftercare_kernel::{
    Date, DocumentNumber, Instant, Money,
    id::{FileId, OrderId},
};
use aftercare_store::{
    acts, billing,
    contracts::{self, LivingContract, UseRow},
    identity::NodeRow,
    money::{self, PostingRow},
    orders::{self as store, CaseBrief, CustodySlipRow, FileRow, LineRow, OrderHead, OrderRow, QuoteRow, RepairRow},
    parts::{self, DutyRow, ReservationRow},
    satisfaction::{self, FollowUpRow},
    settlement::{self, ClaimRow},
    things::{self, MoveRow},
    warranty,
};

use super::stage::{Stage, load, read_json};
use crate::{Actor, App, Error, Work, warranty::sale_has_changed};

/// An act as the timeline shows it; `payload` is what was said and decided, as JSON.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimelineEntry {
    pub at: Instant,
    pub verb: String,
    pub person: String,
    pub payload: serde_json::Value,
}

/// Everything of an order that a person at the desk looks at. Names and phones are in full: the page masks them.
#[derive(Debug, Clone)]
pub struct OrderPage {
    pub order: Order,
    pub row: OrderRow,
    pub head: OrderHead,
    pub station: NodeRow,
    pub case: CaseBrief,
    pub time_left: Option<TimeLeft>,
    /// The station's day.
    pub today: Date,
    pub steps: Vec<StepView>,
    pub balance: Money,
    pub decision: Option<Decision>,
    /// What is known of the device's sale is not what was decided with, and it can still be decided anew.
    pub decision_is_stale: bool,
    pub slips: Vec<CustodySlipRow>,
    pub repairs: Vec<RepairRow>,
    pub lines: Vec<LineRow>,
    pub quotes: Vec<QuoteRow>,
    /// The contracts of the device while there is work left.
    pub contracts: Vec<LivingContract>,
    /// What contracts pay of the lines, or were to pay.
    pub covered: Vec<UseRow>,
    pub reservations: Vec<ReservationRow>,
    pub duties: Vec<DutyRow>,
    pub moves: Vec<MoveRow>,
    pub payments: Vec<billing::PaymentRow>,
    /// What was promised back and is not yet paid out.
    pub owed_back: Money,
    pub pay_outs: Vec<billing::PayOutRow>,
    pub postings: Vec<PostingRow>,
    pub claim: Option<ClaimRow>,
    pub follow_ups: Vec<FollowUpRow>,
    pub files: Vec<FileRow>,
    pub timeline: Vec<TimelineEntry>,
}

/// A dozen reads by index on one snapshot; none grows with the number of orders.
pub async fn page(app: &App, actor: &Actor, number: DocumentNumber) -> Result<OrderPage, Error> {
    app.read("orders.page", actor, Action::ReadOrder, move |work| read_page(work, &number)).await
}

fn read_page(work: &mut Work<'_>, number: &DocumentNumber) -> Result<OrderPage, Error> {
    let stage = load(work, number)?;
    let (brand, id) = (work.actor.brand, stage.order.id);
    let head = store::order_head(work.tx, brand, id)?.ok_or(Error::Missing("order"))?;
    let kept = match stage.order.decision {
        Some(kept) => warranty::find_decision(work.tx, brand, kept)?,
        None => None,
    };
    let decision = kept.as_ref().map(|row| read_json(&row.result)).transpose()?;
    let steps = stage.steps(work);
    let can_be_decided = steps.iter().any(|step| step.verb == Verb::Decide && step.starts_here);
    let decision_is_stale = match kept.filter(|_| can_be_decided) {
        Some(row) => sale_has_changed(&read_json(&row.facts)?, &head)?,
        None => false,
    };
    Ok(OrderPage {
        steps,
        head,
        decision,
        decision_is_stale,
        today: stage.today,
        time_left: time_left(work.now, &stage.case),
        slips: store::custody_slips(work.tx, id)?,
        repairs: store::repairs_of_order(work.tx, id)?,
        lines: store::lines_of_order(work.tx, id)?,
        quotes: store::quotes_of_order(work.tx, id)?,
        contracts: living_contracts(work, &stage)?,
        covered: contracts::uses_of_order(work.tx, id)?,
        reservations: parts::reservations_of_order(work.tx, id)?,
        duties: parts::duties_of_order(work.tx, id)?,
        moves: things::moves_of_order(work.tx, id)?,
        payments: billing::payments_of_order(work.tx, id)?,
        owed_back: stage.facts.owed_back,
        pay_outs: billing::pay_outs_of_order(work.tx, id)?,
        postings: money::postings_of_order(work.tx, id)?,
        claim: settlement::claim_of_order(work.tx, id)?,
        follow_ups: satisfaction::of_order(work.tx, id)?,
        files: store::files_of_order(work.tx, id)?,
        timeline: timeline(work, &stage.case)?,
        balance: stage.facts.balance,
        order: stage.order,
        row: stage.row,
        station: stage.station,
        case: stage.case,
    })
}

/// Of interest as long as the order is not over.
fn living_contracts(work: &mut Work<'_>, stage: &Stage) -> Result<Vec<LivingContract>, Error> {
    match stage.order.state.name().is_end() {
        true => Ok(Vec::new()),
        false => Ok(contracts::living_of_unit(work.tx, stage.order.unit, stage.today)?),
    }
}

fn time_left(now: Instant, case: &CaseBrief) -> Option<TimeLeft> {
    let what = case.due_what.as_deref()?.parse::<ClockWhat>().ok()?;
    Some(TimeLeft::at(now, what, case.due_at?))
}

fn timeline(work: &mut Work<'_>, case: &CaseBrief) -> Result<Vec<TimelineEntry>, Error> {
    let acts = acts::timeline(work.tx, work.actor.brand, &case.id.to_string(), 0, 500)?;
    let entry = |(row, person): (aftercare_domain::acts::ChainedAct, String)| {
        let payload = read_json(&row.act.payload)?;
        Ok(TimelineEntry { at: row.act.at, verb: row.act.verb, person, payload })
    };
    acts.into_iter().map(entry).collect()
}

/// The order of a number, if it is in the actor's part of the tree.
pub async fn find_by_number(app: &App, actor: &Actor, number: DocumentNumber) -> Result<OrderRow, Error> {
    let scope = actor.scope();
    app.read("orders.find", actor, Action::ReadOrder, move |work| {
        store::find_order_by_number(work.tx, &scope, &number.to_string())?.ok_or(Error::Missing("order"))
    })
    .await
}

/// The order of an id, if it is in the actor's part of the tree.
pub async fn find(app: &App, actor: &Actor, id: OrderId) -> Result<OrderRow, Error> {
    let scope = actor.scope();
    app.read("orders.find", actor, Action::ReadOrder, move |work| {
        store::find_order(work.tx, &scope, id)?.ok_or(Error::Missing("order"))
    })
    .await
}

/// A signature or photo of an order: media type and bytes.
pub async fn picture(
    app: &App,
    actor: &Actor,
    number: DocumentNumber,
    file: FileId,
) -> Result<(String, Vec<u8>), Error> {
    let scope = actor.scope();
    app.read("orders.picture", actor, Action::ReadOrder, move |work| {
        let order =
            store::find_order_by_number(work.tx, &scope, &number.to_string())?.ok_or(Error::Missing("order"))?;
        store::read_file(work.tx, order.id, file)?.ok_or(Error::Missing("file"))
    })
    .await
}
