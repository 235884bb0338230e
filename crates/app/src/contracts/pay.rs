//! Contracts at an order: what they pay of a quotation, held when the customer agrees, booked when the work is handed
//! over.

use aftercare_domain::{
    acts::{Chain, ChainKind},
    billing::LineKind,
    contracts::{Asked, ContractRefusal, Subject, UseState, check_part_kind},
    money::standard,
    orders::{FaultCause, Offer},
};
use aftercare_kernel::{
    Money,
    id::{ActId, ContractId, ContractUseId, QuoteId, UnitId},
};
use aftercare_store::contracts::{self as store, Holder, NewUse, UseRow};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::sealed_of;
use crate::{
    Error, Work,
    orders::{QuotedLine, Stage},
    stored::word,
};

/// What a contract pays of a line of a quotation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Covered {
    pub contract: ContractId,
    pub number: String,
    pub line: i64,
    pub times: i64,
    /// Minor units in the order's currency.
    pub minor: i64,
}

/// The lines with what contracts of the device pay of them. Of several contracts the oldest that covers a line pays it;
/// what it leaves is the customer's.
pub(crate) fn cover(work: &mut Work<'_>, stage: &Stage, lines: &[QuotedLine]) -> Result<Vec<QuotedLine>, Error> {
    let asked = lines.iter().map(|line| asked(stage, line)).collect::<Result<Vec<_>, _>>()?;
    let mut lines: Vec<QuotedLine> = lines.iter().map(|line| QuotedLine { covered: None, ..line.clone() }).collect();
    for contract in sealed_of(work, Holder::Unit(stage.order.unit))? {
        let open: Vec<usize> = (0..lines.len()).filter(|index| lines[*index].covered.is_none()).collect();
        let asked: Vec<Asked> = open.iter().map(|index| asked[*index].clone()).collect();
        let answers = contract.terms.cover(&contract.used, &asked, stage.today);
        for (index, share) in open.into_iter().zip(answers).filter_map(|(index, answer)| Some((index, answer.ok()?))) {
            lines[index].covered = Some(Covered {
                contract: contract.row.id,
                number: contract.row.number.clone(),
                line: i64::try_from(share.line).map_err(|e| Error::Fault(e.to_string()))?,
                times: share.times,
                minor: share.pays.minor(),
            });
        }
    }
    Ok(lines)
}

/// The law goes first: where the decision gives the repair, a contract is not asked to pay for it.
fn asked(stage: &Stage, line: &QuotedLine) -> Result<Asked, Error> {
    line.part_kind.as_deref().map(check_part_kind).transpose()?;
    let price = Money::from_minor(line.price_minor, stage.currency());
    let by_law = stage.facts.decision.as_ref().is_some_and(|decision| decision.offers.contains(&Offer::Repair));
    let law_pays = if by_law { price.times(line.quantity) } else { Ok(Money::zero(stage.currency())) };
    let cause = stage.order.state.finding().map(|finding| finding.cause);
    Ok(Asked {
        subject: match word::<LineKind>(&line.kind)? {
            LineKind::Labour => Subject::Labour,
            LineKind::Part => Subject::Part,
            LineKind::Travel => Subject::Visit,
        },
        part_kind: line.part_kind.clone(),
        quantity: line.quantity,
        price,
        law_pays: law_pays.map_err(|_| Error::refuse(ContractRefusal::TooLarge))?,
        accident: cause.is_some_and(FaultCause::is_customers_doing),
    })
}

/// What contracts pay of a quotation.
pub(crate) fn covered_sum(stage: &Stage, lines: &[QuotedLine]) -> Result<Money, Error> {
    let parts = lines.iter().filter_map(|line| line.covered.as_ref());
    let parts = parts.map(|covered| Money::from_minor(covered.minor, stage.currency()));
    Money::sum(parts, stage.currency()).map_err(|_| Error::refuse(ContractRefusal::TooLarge))
}

/// Takes the cover that the customer was told of out of the contract, for a line of the order.
pub(crate) fn hold(
    work: &mut Work<'_>,
    stage: &Stage,
    quote: QuoteId,
    covered: &Covered,
    order_line: &str,
) -> Result<(), Error> {
    let new = NewUse {
        id: work.id(ContractUseId::new),
        brand_id: work.actor.brand,
        contract_id: covered.contract,
        line: covered.line,
        order_id: stage.order.id,
        quote_id: quote,
        order_line_id: order_line,
        times: covered.times,
        amount_minor: covered.minor,
        at: work.now,
    };
    if !store::hold(work.tx, &new)? {
        return Err(Error::refuse(ContractRefusal::CoverGone { number: covered.number.clone() }));
    }
    Ok(store::insert_use(work.tx, &new)?)
}

/// What is held for the quotation that was carried out is booked; the rest goes back to the contracts.
pub(crate) fn settle(
    work: &mut Work<'_>,
    stage: &Stage,
    carried_out: Option<QuoteId>,
    act: ActId,
) -> Result<(), Error> {
    let held = store::held_of_order(work.tx, stage.order.id)?;
    let (used, idle): (Vec<UseRow>, Vec<UseRow>) = held.into_iter().partition(|row| Some(row.quote_id) == carried_out);
    for row in &idle {
        store::give_back(work.tx, row)?;
        end(work, row, UseState::Released, None)?;
    }
    book(work, stage, &used, act)
}

fn book(work: &mut Work<'_>, stage: &Stage, used: &[UseRow], act: ActId) -> Result<(), Error> {
    if used.is_empty() {
        return Ok(());
    }
    let sums = used.iter().map(|row| Money::from_minor(row.amount_minor, stage.currency()));
    let sum = Money::sum(sums, stage.currency()).map_err(|_| Error::refuse(ContractRefusal::TooLarge))?;
    let posting = standard::contract_used(&work.brand_code()?, &stage.station.code, sum)?;
    let posting = work.post(&posting, &stage.station.path, Some(stage.order.id), Some(act))?;
    used.iter().try_for_each(|row| end(work, row, UseState::Used, Some(posting)))
}

fn end(
    work: &mut Work<'_>,
    row: &UseRow,
    state: UseState,
    posting: Option<aftercare_kernel::id::PostingId>,
) -> Result<(), Error> {
    if store::settle_use(work.tx, row.id, state.name(), posting)? { Ok(()) } else { Err(Error::Stale) }
}

/// A device given in exchange takes over the contracts of the one before it, as it takes over the sale.
pub(crate) fn hand_on(work: &mut Work<'_>, old: UnitId, new: UnitId) -> Result<(), Error> {
    let contracts = store::hand_on(work.tx, old, new)?;
    if contracts > 0 {
        let payload = json!({ "from": old, "contracts": contracts });
        work.act(Chain::new(ChainKind::Device, new), None, "hand_on_contracts", &payload)?;
    }
    Ok(())
}
