//! 结算 Settlement: what a station asks the brand to pay for warranty work.
//!
//! Rules: `domain::settlement`. SQL: `store::settlement`. Called by handing over, in plain sight.

use aftercare_domain::{
    identity::Action,
    money::standard,
    orders::{FaultCause, Mode, OrderEnd, OrderState},
    settlement::{self as rules, ClaimFacts, FeeOutcome, FeeRule, SettlementRefusal},
};
use aftercare_kernel::{
    Money, Page, PageRequest,
    id::{ActId, ClaimId},
};
pub use aftercare_store::settlement::{ClaimRow, FeeRow};
use aftercare_store::{orders, settlement as store};

use crate::{Actor, App, Error, Work, orders::Stage};

/// Enters the claim of an order that was just handed over. An order that is reopened was claimed with its first round.
pub(crate) fn accrue(work: &mut Work<'_>, stage: &Stage, act: ActId) -> Result<(), Error> {
    if store::claim_of_order(work.tx, stage.order.id)?.is_some() {
        return Ok(());
    }
    let facts = claim_facts(work, stage)?;
    let fees = fee_rules(work)?;
    let draft = rules::accrue(&facts, &fees)?;
    if draft.fee.is_zero() && draft.parts.is_zero() {
        // The brand pays nothing for such work: that is an answer of its table, and no reason to keep the device.
        return Ok(());
    }
    let posting = standard::claim(&work.brand_code()?, &stage.station.code, draft.fee, draft.parts)?;
    let posting = work.post(&posting, &stage.station.path, Some(stage.order.id), Some(act))?;
    let row = ClaimRow {
        id: work.id(ClaimId::new),
        order_id: stage.order.id,
        month: draft.month,
        fee_minor: draft.fee.minor(),
        parts_minor: draft.parts.minor(),
        currency: draft.fee.currency().code().to_owned(),
        fee_rule: draft.rule,
        at: work.now,
        order_number: stage.row.number.clone(),
        station: stage.station.name.clone(),
        station_en: stage.station.name_en.clone(),
    };
    Ok(store::insert_claim(work.tx, work.actor.brand, &stage.station.path, &row, posting)?)
}

fn claim_facts(work: &mut Work<'_>, stage: &Stage) -> Result<ClaimFacts, Error> {
    let head = orders::order_head(work.tx, work.actor.brand, stage.order.id)?.ok_or(Error::Missing("order"))?;
    let cause = orders::repairs_of_order(work.tx, stage.order.id)?.last().map(|repair| repair.cause.clone());
    let cause = cause.and_then(|cause| cause.parse().ok()).unwrap_or(FaultCause::NoFault);
    let end = match stage.order.state {
        OrderState::HandedOver { end, .. } => end,
        OrderState::Refunded { .. } => OrderEnd::Refunded,
        _ => OrderEnd::Unrepaired,
    };
    Ok(ClaimFacts {
        service_type: stage.order.service_type,
        category: head.category,
        mode: stage.order.mode,
        outcome: rules::fee_outcome(end, cause),
        parts: parts_borne_by_brand(work, stage)?,
        already_claimed: false,
        handed_over_on: work.today(),
    })
}

fn parts_borne_by_brand(work: &mut Work<'_>, stage: &Stage) -> Result<Money, Error> {
    let lines = orders::lines_of_order(work.tx, stage.order.id)?;
    let borne = lines.iter().filter(|line| line.kind == "part" && line.payer == "brand");
    let costs = borne.map(|line| Money::from_minor(line.cost_minor, stage.currency()).times(line.quantity));
    let costs = costs.collect::<Result<Vec<_>, _>>();
    let sum = costs.and_then(|costs| Money::sum(costs, stage.currency()));
    sum.map_err(|_| Error::refuse(SettlementRefusal::TooLarge))
}

fn fee_rules(work: &mut Work<'_>) -> Result<Vec<FeeRule>, Error> {
    let rule = |row: FeeRow| {
        Ok(FeeRule {
            category: row.category,
            mode: row.mode.parse()?,
            outcome: row.outcome.parse()?,
            amount: Money::from_minor(row.amount_minor, row.currency.parse().map_err(|_| Error::Missing("currency"))?),
        })
    };
    store::fees(work.tx, work.actor.brand)?.into_iter().map(rule).collect()
}

/// The brand's fee table.
pub async fn fees(app: &App, actor: &Actor) -> Result<Vec<FeeRow>, Error> {
    app.read("settlement.fees", actor, Action::ReadClaims, |work| Ok(store::fees(work.tx, work.actor.brand)?)).await
}

/// Sets a row of the fee table; claims already made keep their sums.
pub async fn set_fee(app: &App, actor: &Actor, fee: FeeRow) -> Result<(), Error> {
    check_fee(&fee)?;
    app.write("settlement.set_fee", actor, Action::EditPolicy, move |work| set_fee_row(work, &fee)).await
}

/// A row that no order could be settled by would stop every hand-over of its kind.
fn check_fee(fee: &FeeRow) -> Result<(), Error> {
    fee.mode.parse::<Mode>()?;
    fee.outcome.parse::<FeeOutcome>()?;
    let currency = fee.currency.parse().map_err(|_| Error::Missing("currency"))?;
    Ok(rules::check_fee(&fee.category, Money::from_minor(fee.amount_minor, currency))?)
}

pub(crate) fn set_fee_row(work: &mut Work<'_>, fee: &FeeRow) -> Result<(), Error> {
    use aftercare_domain::acts::{Chain, ChainKind};
    store::set_fee(work.tx, work.actor.brand, fee)?;
    let payload = serde_json::json!({
        "category": fee.category, "mode": fee.mode, "outcome": fee.outcome,
        "amount_minor": fee.amount_minor, "currency": fee.currency,
    });
    work.act(Chain::new(ChainKind::Brand, work.actor.brand), None, "set_fee", &payload)?;
    Ok(())
}

/// The claims of a month in the actor's part of the tree.
pub async fn claims(app: &App, actor: &Actor, month: String, request: PageRequest) -> Result<Page<ClaimRow>, Error> {
    let scope = actor.scope();
    app.read("settlement.claims", actor, Action::ReadClaims, move |work| {
        let after = request.after.clone().unwrap_or_default();
        let rows = store::claims_of_month(work.tx, &scope, &month, &after, request.limit() + 1)?;
        Ok(Page::from_one_more(rows, &request, |row| row.id.to_string()))
    })
    .await
}
