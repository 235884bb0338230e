//! A quotation before paid work, and the customer's answer.

use aftercare_domain::{
    billing::{self, BillingRefusal, Line, LineKind, Payer, Quote, QuoteState},
    orders::{OrderRefusal, Verb, check_remark},
};
use aftercare_kernel::{Currency, Money, id::QuoteId};
use aftercare_store::{
    documents::DocumentKind,
    orders::{self as store, LineRow, QuoteRow},
};
use serde::{Deserialize, Serialize};

use super::{At, Stage, Stepped, stage::read_json, take_step};
use crate::{
    Actor, App, Error, Work,
    contracts::{self, Covered},
};

/// A line of the quotation; the price is for one, in the order's currency.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuotedLine {
    pub kind: String,
    pub text: String,
    pub quantity: i64,
    pub price_minor: i64,
    /// Of a part, when it is one that the law or a contract names.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part_kind: Option<String>,
    /// What a contract of the customer pays of it: worked out when the quotation is made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub covered: Option<Covered>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct QuoteDraft {
    pub lines: Vec<QuotedLine>,
}

/// Offers a price, of which a contract in force pays its part; an earlier quotation that is still open is replaced.
pub async fn quote(app: &App, actor: &Actor, at: At, draft: QuoteDraft) -> Result<Stepped, Error> {
    take_step(app, actor, Verb::Quote, at, draft, |work, stage, draft| {
        let lines = checked_lines(&draft.lines, stage.currency())?;
        let draft = QuoteDraft { lines: contracts::cover(work, stage, &draft.lines)? };
        let covered = contracts::covered_sum(stage, &draft.lines)?;
        let quote = Quote::make(&lines, stage.currency(), stage.today)?.less(covered)?;
        replace_open(work, stage)?;
        let id = work.id(QuoteId::new);
        let number = work.draw_number(&stage.station, DocumentKind::Quote, &id.to_string())?;
        stage.change(work, |order, turn| order.quote(id, turn))?;
        stage.act(
            work,
            Verb::Quote,
            &serde_json::json!({ "quote": number, "total": quote.total.decimal(), "draft": draft }),
        )?;
        let row = QuoteRow {
            id,
            number: number.to_string(),
            lines: serde_json::to_string(&draft.lines).map_err(|e| Error::Fault(e.to_string()))?,
            total_minor: quote.total.minor(),
            currency: stage.currency().code().to_owned(),
            valid_until: quote.valid_until,
            state: QuoteState::Open.name().to_owned(),
            answered_at: None,
            answered_how: None,
            made_at: work.now,
        };
        store::insert_quote(work.tx, work.actor.brand, stage.order.id, &row)?;
        stage.paper = Some(row.number);
        Ok(())
    })
    .await
}

fn checked_lines(lines: &[QuotedLine], currency: Currency) -> Result<Vec<Line>, Error> {
    let line = |quoted: &QuotedLine| {
        let line = Line {
            kind: quoted.kind.parse::<LineKind>()?,
            text: quoted.text.clone(),
            quantity: quoted.quantity,
            price: Money::from_minor(quoted.price_minor, currency),
            payer: Payer::Customer,
        };
        Ok(billing::check_line(line, currency)?)
    };
    lines.iter().map(line).collect()
}

fn replace_open(work: &mut Work<'_>, stage: &Stage) -> Result<(), Error> {
    if let Some(earlier) = stage.order.state.quote() {
        store::answer_quote(work.tx, earlier, QuoteState::Replaced.name(), work.now, "")?;
    }
    Ok(())
}

/// The customer agrees; `how` says by which way: a signature, a word on the phone.
pub async fn approve_quote(app: &App, actor: &Actor, at: At, how: String) -> Result<Stepped, Error> {
    take_step(app, actor, Verb::ApproveQuote, at, how, |work, stage, how| {
        let how = &check_remark(how, |most| OrderRefusal::HowTooLong { most })?;
        let row = open_quote(work, stage)?;
        as_quote(&row, stage.currency())?.approve(stage.today)?;
        stage.change(work, |order, turn| order.approve_quote(turn))?;
        stage.act(work, Verb::ApproveQuote, &serde_json::json!({ "quote": row.number, "how": how }))?;
        answer(work, &row, QuoteState::Approved, how)?;
        write_work_lines(work, stage, &row)
    })
    .await
}

/// The customer does not agree: the device goes back as it came.
pub async fn decline_quote(app: &App, actor: &Actor, at: At, reason: String) -> Result<Stepped, Error> {
    take_step(app, actor, Verb::DeclineQuote, at, reason, |work, stage, reason| {
        let row = open_quote(work, stage)?;
        as_quote(&row, stage.currency())?.decline()?;
        stage.change(work, |order, turn| order.decline_quote(reason, turn))?;
        stage.act(work, Verb::DeclineQuote, &serde_json::json!({ "quote": row.number, "reason": reason }))?;
        answer(work, &row, QuoteState::Declined, reason)?;
        super::end::close_case_of_cancelled(work, stage)
    })
    .await
}

/// A quotation that was not answered before the work was given up is answered by that.
pub(super) fn decline_open(work: &mut Work<'_>, stage: &Stage, reason: &str) -> Result<(), Error> {
    if let Some(open) = stage.order.state.quote() {
        store::answer_quote(work.tx, open, QuoteState::Declined.name(), work.now, reason.trim())?;
    }
    Ok(())
}

fn open_quote(work: &mut Work<'_>, stage: &Stage) -> Result<QuoteRow, Error> {
    let current = stage.order.state.quote().ok_or_else(|| Error::refuse(BillingRefusal::NoLines))?;
    store::find_quote(work.tx, stage.order.id, current)?.ok_or(Error::Missing("quote"))
}

fn as_quote(row: &QuoteRow, currency: Currency) -> Result<Quote, Error> {
    let state: QuoteState = row.state.parse()?;
    Ok(Quote { total: Money::from_minor(row.total_minor, currency), valid_until: row.valid_until, state })
}

fn answer(work: &mut Work<'_>, row: &QuoteRow, state: QuoteState, how: &str) -> Result<(), Error> {
    if store::answer_quote(work.tx, row.id, state.name(), work.now, how)? { Ok(()) } else { Err(Error::Stale) }
}

/// What the customer agreed to becomes the lines of the order: their sum, less what contracts pay, is what will be
/// charged.
fn write_work_lines(work: &mut Work<'_>, stage: &Stage, row: &QuoteRow) -> Result<(), Error> {
    let quoted: Vec<QuotedLine> = read_json(&row.lines)?;
    for line in quoted {
        let written = LineRow {
            id: work.id(aftercare_kernel::id::MoveId::new).to_string(),
            round: stage.order.round,
            kind: line.kind,
            item_id: None,
            text: line.text.trim().to_owned(),
            quantity: line.quantity,
            price_minor: line.price_minor,
            payer: Payer::Customer.name().to_owned(),
            old_serial: None,
            new_serial: None,
            item_code: String::new(),
            item_name_en: String::new(),
            cost_minor: 0,
        };
        store::insert_line(work.tx, work.actor.brand, stage.order.id, &written, None)?;
        if let Some(covered) = &line.covered {
            contracts::hold(work, stage, row.id, covered, &written.id)?;
        }
    }
    Ok(())
}
