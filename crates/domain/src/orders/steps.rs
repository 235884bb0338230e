//! The table of the life cycle: which step goes from where to where, for whom, on what conditions.

use super::{
    Book, Mode, OrderRefusal, OrderState, ServiceType, StateName, Verb,
    facts::{Offer, OrderFacts, Turn},
};
use crate::identity::Action;
use std::collections::{BTreeSet, VecDeque};

named! {
    /// What must be so before a step is open.
    pub enum Need as "need" keyed "orders-need" {
        DeviceAtHand = "device_at_hand",
        InCustody = "in_custody",
        NotInCustody = "not_in_custody",
        DecisionGivesRepair = "decision_gives_repair",
        DecisionGivesExchange = "decision_gives_exchange",
        DecisionGivesRefund = "decision_gives_refund",
        QuoteInForce = "quote_in_force",
        NoPartsHeld = "no_parts_held",
        SomethingToPay = "something_to_pay",
        SomethingToPayOut = "something_to_pay_out",
        /// Who checks is not who repaired.
        OtherPersonsWork = "other_persons_work",
        /// Asked only of the way that closes the order.
        PaidInFullToClose = "paid_in_full_to_close",
        /// A device that was given back for its price is worked on no more.
        NotRefunded = "not_refunded",
    }
}

named! {
    /// What the person gives with a step.
    pub enum Ask as "ask" keyed "orders-ask" {
        Window = "window",
        Slip = "slip",
        Technician = "technician",
        Decision = "decision",
        Remedy = "remedy",
        Finding = "finding",
        Quote = "quote",
        Part = "part",
        Outcome = "outcome",
        CheckResult = "check_result",
        NewUnit = "new_unit",
        Amount = "amount",
        Signature = "signature",
        Waybill = "waybill",
        Answer = "answer",
        Resolution = "resolution",
        Reason = "reason",
    }
}

/// One row of the table. `usual` steps lead an order on; the others are ways aside.
#[derive(Debug, Clone, Copy)]
pub struct Step {
    pub verb: Verb,
    /// The roles in this action's row of the table of access may take the step.
    pub action: Action,
    pub from: &'static [StateName],
    pub to: &'static [StateName],
    pub modes: &'static [Mode],
    pub types: &'static [ServiceType],
    pub needs: &'static [Need],
    pub asks: &'static [Ask],
    pub writes: &'static [Book],
    pub usual: bool,
}

const ACTS: &[Book] = &[Book::Acts];
const ACTS_THINGS: &[Book] = &[Book::Acts, Book::Things];
const ACTS_MONEY: &[Book] = &[Book::Acts, Book::Money];
const ALL_BOOKS: &[Book] = Book::ALL;

impl Step {
    const fn new(verb: Verb, action: Action, from: &'static [StateName], to: &'static [StateName]) -> Self {
        let (modes, types) = (Mode::ALL, ServiceType::ALL);
        Self { verb, action, from, to, modes, types, needs: &[], asks: &[], writes: ACTS, usual: true }
    }
    const fn modes(self, modes: &'static [Mode]) -> Self {
        Self { modes, ..self }
    }
    const fn types(self, types: &'static [ServiceType]) -> Self {
        Self { types, ..self }
    }
    const fn needs(self, needs: &'static [Need]) -> Self {
        Self { needs, ..self }
    }
    const fn asks(self, asks: &'static [Ask]) -> Self {
        Self { asks, ..self }
    }
    const fn writes(self, writes: &'static [Book]) -> Self {
        Self { writes, ..self }
    }
    /// Whether an order is somewhere else after it: a step may be taken once more where it has already led.
    pub fn leads_on_from(&self, state: StateName) -> bool {
        self.to.iter().any(|to| *to != state)
    }
    /// A step that does not lead an order on.
    const fn aside(self) -> Self {
        Self { usual: false, ..self }
    }
}

use Action as A;
use Mode::{MailIn, OnSite as AtHome, WalkIn};
use ServiceType::{Contract, Internal, Paid, Warranty};
use StateName::{
    Approved, Archived, Assigned, Cancelled, Closed, Diagnosed, Escalated, Exchanged, HandedOver, InRepair, OnSite,
    OnTheWay, Quoted, Ready, Refunded, Registered, Reopened, Repaired, Scheduled, TakenIn, WaitingParts,
};

/// The life of an order. `docs/life-cycle.md` is generated from this table.
#[rustfmt::skip]
pub const STEPS: &[Step] = &[
    Step::new(Verb::Schedule, A::Schedule, &[Registered, Scheduled, Reopened], &[Scheduled])
        .modes(&[AtHome]).asks(&[Ask::Window]),
    Step::new(Verb::TakeIn, A::TakeIn, &[Registered, Reopened], &[TakenIn])
        .modes(&[WalkIn, MailIn]).asks(&[Ask::Slip]).writes(ACTS_THINGS),
    Step::new(Verb::TakeIn, A::TakeIn, &[OnSite], &[TakenIn])
        .modes(&[AtHome]).asks(&[Ask::Slip]).writes(ACTS_THINGS).aside(),
    Step::new(Verb::Assign, A::Assign, &[Scheduled, TakenIn, Assigned], &[Assigned])
        .asks(&[Ask::Technician]),
    Step::new(Verb::HandOn, A::Assign, &[Diagnosed, Quoted, Approved, WaitingParts, InRepair], &[Diagnosed, Quoted, Approved, WaitingParts, InRepair])
        .asks(&[Ask::Technician]).aside(),
    Step::new(Verb::Depart, A::Travel, &[Assigned], &[OnTheWay])
        .modes(&[AtHome]).needs(&[Need::NotInCustody]),
    Step::new(Verb::Arrive, A::Travel, &[Assigned, OnTheWay], &[OnSite])
        .modes(&[AtHome]).needs(&[Need::NotInCustody]),
    Step::new(Verb::Decide, A::Decide, &[Registered, Reopened, Scheduled, TakenIn, Assigned, OnTheWay, OnSite, Diagnosed, WaitingParts, InRepair, Repaired, Ready], &[])
        .asks(&[Ask::Decision]).aside(),
    Step::new(Verb::Override, A::Override, &[Registered, Reopened, Scheduled, TakenIn, Assigned, OnTheWay, OnSite, Diagnosed], &[])
        .types(&[Paid]).asks(&[Ask::Remedy, Ask::Amount, Ask::Reason]).aside(),
    Step::new(Verb::Override, A::Override, &[Registered, Reopened, Scheduled, TakenIn, Assigned, OnTheWay, OnSite, Diagnosed, WaitingParts, InRepair, Repaired, Ready], &[])
        .types(&[Warranty]).asks(&[Ask::Remedy, Ask::Amount, Ask::Reason]).aside(),
    Step::new(Verb::Diagnose, A::Diagnose, &[Assigned, OnSite, Diagnosed], &[Diagnosed])
        .needs(&[Need::DeviceAtHand]).asks(&[Ask::Finding]),
    Step::new(Verb::Quote, A::Quote, &[Diagnosed, Quoted], &[Quoted])
        .types(&[Paid]).asks(&[Ask::Quote]),
    Step::new(Verb::ApproveQuote, A::ApproveQuote, &[Quoted], &[Approved])
        .types(&[Paid]).needs(&[Need::QuoteInForce]),
    Step::new(Verb::DeclineQuote, A::ApproveQuote, &[Quoted], &[Ready, Cancelled])
        .types(&[Paid]).asks(&[Ask::Reason]).needs(&[Need::NoPartsHeld]).aside(),
    Step::new(Verb::ReservePart, A::ReservePart, &[Diagnosed, Approved, WaitingParts, InRepair], &[])
        .asks(&[Ask::Part]).aside(),
    Step::new(Verb::WaitForParts, A::Repair, &[Diagnosed, InRepair], &[WaitingParts])
        .types(&[Contract, Warranty, Internal]).aside(),
    Step::new(Verb::WaitForParts, A::Repair, &[Approved, InRepair], &[WaitingParts])
        .types(&[Paid]).aside(),
    Step::new(Verb::StartRepair, A::Repair, &[Approved, WaitingParts], &[InRepair])
        .types(&[Paid]).needs(&[Need::DeviceAtHand]),
    Step::new(Verb::StartRepair, A::Repair, &[Diagnosed, WaitingParts], &[InRepair])
        .types(&[Warranty]).needs(&[Need::DeviceAtHand, Need::DecisionGivesRepair]),
    Step::new(Verb::StartRepair, A::Repair, &[Diagnosed, WaitingParts], &[InRepair])
        .types(&[Contract, Internal]).needs(&[Need::DeviceAtHand]),
    Step::new(Verb::UsePart, A::UsePart, &[InRepair], &[])
        .asks(&[Ask::Part]).writes(ACTS_THINGS).aside(),
    Step::new(Verb::FinishRepair, A::Repair, &[InRepair], &[Repaired])
        .needs(&[Need::NoPartsHeld]).asks(&[Ask::Outcome]),
    Step::new(Verb::Check, A::Check, &[Repaired], &[Ready, InRepair])
        .needs(&[Need::InCustody, Need::OtherPersonsWork]).asks(&[Ask::CheckResult]),
    Step::new(Verb::Exchange, A::Exchange, &[Diagnosed, WaitingParts, InRepair, Repaired, Ready], &[Exchanged])
        .types(&[Warranty]).needs(&[Need::DeviceAtHand, Need::DecisionGivesExchange, Need::NoPartsHeld])
        .asks(&[Ask::NewUnit]).writes(ACTS_THINGS).aside(),
    Step::new(Verb::Refund, A::Refund, &[Diagnosed, WaitingParts, InRepair, Repaired, Ready], &[Refunded])
        .types(&[Warranty]).needs(&[Need::DeviceAtHand, Need::DecisionGivesRefund, Need::NoPartsHeld])
        .asks(&[Ask::Amount]).writes(ALL_BOOKS).aside(),
    Step::new(Verb::ReturnUnrepaired, A::Repair, &[TakenIn, Assigned, Diagnosed, Quoted, Approved, WaitingParts, InRepair, Repaired], &[Ready])
        .needs(&[Need::InCustody, Need::NoPartsHeld]).asks(&[Ask::Technician, Ask::Reason]).aside(),
    Step::new(Verb::HandOver, A::HandOver, &[Ready, Exchanged], &[HandedOver])
        .modes(&[WalkIn, AtHome]).asks(&[Ask::Signature]).writes(ALL_BOOKS),
    Step::new(Verb::HandOver, A::HandOver, &[Ready, Exchanged], &[HandedOver])
        .modes(&[MailIn]).asks(&[Ask::Signature]).writes(ALL_BOOKS).aside(),
    Step::new(Verb::SendBack, A::HandOver, &[Ready, Exchanged], &[HandedOver])
        .modes(&[MailIn]).asks(&[Ask::Waybill]).writes(ALL_BOOKS),
    Step::new(Verb::SignOff, A::SignOff, &[Repaired], &[HandedOver])
        .modes(&[AtHome]).needs(&[Need::NotInCustody]).asks(&[Ask::Signature]).writes(ACTS_MONEY),
    Step::new(Verb::Collect, A::Collect, &[Repaired, Ready, HandedOver, Escalated], &[])
        .modes(&[AtHome]).needs(&[Need::SomethingToPay]).asks(&[Ask::Amount]).writes(ACTS_MONEY).aside(),
    Step::new(Verb::Collect, A::Collect, &[Ready, HandedOver, Escalated], &[])
        .modes(&[WalkIn, MailIn]).needs(&[Need::SomethingToPay]).asks(&[Ask::Amount]).writes(ACTS_MONEY).aside(),
    Step::new(Verb::PayOut, A::PayOut, &[Refunded, Escalated, Closed], &[])
        .types(&[Warranty]).needs(&[Need::SomethingToPayOut]).asks(&[Ask::Amount]).writes(ACTS_MONEY).aside(),
    Step::new(Verb::FollowUp, A::FollowUp, &[HandedOver, Refunded], &[Closed, Escalated, Reopened])
        .needs(&[Need::PaidInFullToClose]).asks(&[Ask::Answer]),
    Step::new(Verb::Resolve, A::Resolve, &[Escalated], &[Closed, Reopened])
        .needs(&[Need::PaidInFullToClose]).asks(&[Ask::Resolution]),
    Step::new(Verb::Reopen, A::Reopen, &[HandedOver, Closed], &[Reopened])
        .needs(&[Need::NotRefunded]).asks(&[Ask::Reason]).aside(),
    Step::new(Verb::Cancel, A::Cancel, &[Registered, Scheduled, Assigned, OnTheWay, OnSite, Diagnosed, Quoted, Approved, Reopened], &[Cancelled])
        .needs(&[Need::NotInCustody, Need::NoPartsHeld]).asks(&[Ask::Reason]).aside(),
    Step::new(Verb::Archive, A::Archive, &[Closed, Cancelled], &[Archived]),
];

impl Need {
    /// The refusal when it does not hold.
    pub fn check(self, state: &OrderState, turn: &Turn<'_>) -> Result<(), OrderRefusal> {
        let facts = turn.facts;
        match self {
            Need::DeviceAtHand => holds(state.device_is_at_hand(), OrderRefusal::DeviceNotAtHand),
            Need::InCustody => holds(state.custody().is_some(), OrderRefusal::DeviceNotInCustody),
            Need::NotInCustody => holds(state.custody().is_none(), OrderRefusal::DeviceInCustody),
            Need::DecisionGivesRepair => gives(facts, Offer::Repair, OrderRefusal::DecisionGivesNoRepair),
            Need::DecisionGivesExchange => gives(facts, Offer::Exchange, OrderRefusal::DecisionGivesNoExchange),
            Need::DecisionGivesRefund => gives(facts, Offer::Refund, OrderRefusal::DecisionGivesNoRefund),
            Need::QuoteInForce => holds(facts.quote_in_force, OrderRefusal::NoQuoteInForce),
            Need::NoPartsHeld => holds(facts.parts_held == 0, OrderRefusal::PartsStillHeld { count: facts.parts_held }),
            Need::SomethingToPay => {
                holds(facts.balance.minor() > 0 && !state.awaits_check(), OrderRefusal::NothingToPay)
            }
            Need::SomethingToPayOut => {
                holds(state.is_refunded() && facts.owed_back.minor() > 0, OrderRefusal::NothingToPayOut)
            }
            Need::OtherPersonsWork => {
                holds(state.technician() != Some(turn.actor.person), OrderRefusal::OwnWorkNotChecked)
            }
            Need::PaidInFullToClose => Ok(()),
            Need::NotRefunded => holds(!state.is_refunded(), OrderRefusal::PriceGivenBack),
        }
    }
}

fn holds(condition: bool, otherwise: OrderRefusal) -> Result<(), OrderRefusal> {
    if condition { Ok(()) } else { Err(otherwise) }
}

fn gives(facts: &OrderFacts, offer: Offer, otherwise: OrderRefusal) -> Result<(), OrderRefusal> {
    let decision = facts.decision.as_ref().ok_or(OrderRefusal::NoDecision)?;
    holds(decision.offers.contains(&offer), otherwise)
}

impl Verb {
    /// What a person must be allowed to do for the step: the same in every row of the verb.
    pub fn action(self) -> Action {
        rows_of(self).next().map_or(Action::Override, |step| step.action)
    }
}

/// The rows of a verb.
pub(super) fn rows_of(verb: Verb) -> impl Iterator<Item = &'static Step> {
    STEPS.iter().filter(move |step| step.verb == verb)
}

/// The first step on the way from a state to where `wish` can be taken; the usual course before ways aside. None when it
/// has just been taken, or lies behind: nobody waits for a repair to come back to be cancelled.
pub fn first_step_towards(from: StateName, wish: Verb, mode: Mode, service_type: ServiceType) -> Option<Verb> {
    if rows_of(wish).any(|step| step.to.first() == Some(&from)) {
        return None;
    }
    let for_this: Vec<&Step> =
        STEPS.iter().filter(|step| step.modes.contains(&mode) && step.types.contains(&service_type)).collect();
    let usual: Vec<&Step> = for_this.iter().copied().filter(|step| step.usual || step.verb == wish).collect();
    walk(from, wish, &usual).or_else(|| walk(from, wish, &for_this))
}

/// Breadth first, each state with the verb by which its path began. Who hands an order on leaves it where it is,
/// and no way leads through an order that comes back later.
fn walk(from: StateName, wish: Verb, steps: &[&Step]) -> Option<Verb> {
    let mut seen = BTreeSet::from([from]);
    let mut queue: VecDeque<(StateName, Option<Verb>)> = VecDeque::from([(from, None)]);
    while let Some((state, began)) = queue.pop_front() {
        for step in steps.iter().filter(|step| step.from.contains(&state) && step.from != step.to) {
            if step.verb == wish {
                return began;
            }
            let began = began.or(Some(step.verb));
            let leads = |to: &&StateName| state == from || **to != Reopened;
            queue.extend(step.to.iter().filter(leads).filter(|to| seen.insert(**to)).map(|to| (*to, began)));
        }
    }
    None
}
