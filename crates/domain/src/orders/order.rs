//! The order, and what can be done with it now.

use super::{
    Mode, OrderRefusal, OrderState, ServiceType, StateName, Verb,
    facts::{Actor, Turn},
    first_step_towards,
    steps::{Ask, Step, rows_of},
};
use crate::{
    Refusal,
    deadlines::{ClockPolicy, ClockWhat, NextDue, StationTime},
    identity::{OrgPath, Role, allows, roles_for},
};
use aftercare_kernel::{
    Currency, DocumentNumber, Instant,
    id::{BrandId, CaseId, CustomerId, DecisionId, ModelId, NodeId, OrderId, PersonId, UnitId},
};
use serde::Serialize;

/// The work on one device for a case. `round` counts from 1; an order that is reopened has a second.
/// `ended_at` is when it was closed or cancelled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Order {
    pub id: OrderId,
    pub brand: BrandId,
    pub org_path: OrgPath,
    pub station: NodeId,
    pub number: DocumentNumber,
    pub case: CaseId,
    pub customer: CustomerId,
    pub unit: UnitId,
    pub model: ModelId,
    pub mode: Mode,
    pub service_type: ServiceType,
    pub state: OrderState,
    pub round: i64,
    pub decision: Option<DecisionId>,
    pub address: String,
    pub symptom: String,
    pub currency: Currency,
    pub opened_at: Instant,
    pub ended_at: Option<Instant>,
    pub version: i64,
}

/// A step as a page shows it: open, or closed with the reason and what would open it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StepView {
    pub verb: Verb,
    pub asks: &'static [Ask],
    /// It starts in the order's present state, whether or not it is open to this person now.
    pub starts_here: bool,
    /// Leads the order on by the usual course; the first such step that is open is the page's main button.
    pub usual: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refusal: Option<Refusal>,
}

impl Order {
    pub fn technician(&self) -> Option<PersonId> {
        self.state.technician()
    }

    pub fn type_is_decided(&self) -> bool {
        self.service_type.is_decided(self.state.name(), self.decision)
    }

    /// Whether the step is open to this actor now; the refusal says why not and what would open it.
    pub fn permit(&self, verb: Verb, turn: &Turn<'_>) -> Result<(), OrderRefusal> {
        let step = self.row(verb)?;
        self.check_actor(step, &turn.actor)?;
        step.needs.iter().try_for_each(|need| need.check(&self.state, turn))
    }

    /// Letting a held part go does nothing to the device, so it is open in every state, to whoever may hold one; a
    /// technician lets go on their own orders only.
    pub fn permit_release(&self, turn: &Turn<'_>) -> Result<(), OrderRefusal> {
        rows_of(Verb::ReservePart).try_for_each(|step| self.check_actor(step, &turn.actor))
    }

    /// Every step that an order of this mode and type can ever take, in the order of the table.
    pub fn steps(&self, turn: &Turn<'_>) -> Vec<StepView> {
        Verb::ALL.iter().filter(|verb| self.ever_takes(**verb)).map(|verb| self.view(*verb, turn)).collect()
    }

    /// What is due next, by the clock of the present state. A clock that runs on keeps its deadline.
    pub fn next_due(
        &self,
        running: Option<NextDue>,
        now: Instant,
        policy: impl Fn(ClockWhat) -> ClockPolicy,
        station: &StationTime<'_>,
    ) -> Option<NextDue> {
        let what = self.clock()?;
        let promised = match what {
            ClockWhat::Visit => self.state.window().map(|window| window.to),
            ClockWhat::Repair => self.state.custody().map(|custody| station.end_of(custody.promised_on)),
            _ => None,
        };
        let kept = running.filter(|running| running.what == what).map(|running| running.at);
        Some(NextDue { what, at: promised.or(kept).unwrap_or_else(|| policy(what).due(now, station)) })
    }

    /// The clock that runs in the present state; none when the order has ended.
    pub fn clock(&self) -> Option<ClockWhat> {
        use StateName as S;
        match self.state.name() {
            S::Registered | S::Reopened => Some(ClockWhat::Answer),
            S::Scheduled | S::OnTheWay => Some(ClockWhat::Visit),
            S::Assigned if self.state.custody().is_none() => Some(ClockWhat::Visit),
            S::TakenIn | S::Assigned | S::OnSite | S::Diagnosed | S::Approved => Some(ClockWhat::Repair),
            S::WaitingParts | S::InRepair | S::Repaired => Some(ClockWhat::Repair),
            S::Quoted => Some(ClockWhat::QuoteAnswer),
            S::Ready | S::Exchanged => Some(ClockWhat::HandOver),
            S::HandedOver | S::Refunded => Some(ClockWhat::FollowUp),
            S::Escalated => Some(ClockWhat::Escalation),
            S::Closed | S::Cancelled | S::Archived => None,
        }
    }

    /// The same order in another state; refused when `to` does not know the way from the present one.
    pub(super) fn change(
        self,
        verb: Verb,
        to: impl FnOnce(OrderState) -> Option<OrderState>,
    ) -> Result<Order, OrderRefusal> {
        let refusal = self.wrong_state(verb);
        let state = to(self.state).ok_or(refusal)?;
        Ok(Order { state, ..self })
    }

    /// The row of the table for this order, looked up by mode, then type, then state, so that the refusal names what
    /// can be changed least first.
    fn row(&self, verb: Verb) -> Result<&'static Step, OrderRefusal> {
        if self.pays_out_nothing(verb) {
            return Err(OrderRefusal::NothingToPayOut);
        }
        let in_mode: Vec<&Step> = rows_of(verb).filter(|step| step.modes.contains(&self.mode)).collect();
        if in_mode.is_empty() {
            return Err(OrderRefusal::WrongMode { wish: verb, mode: self.mode });
        }
        let of_type: Vec<&Step> = in_mode.into_iter().filter(|s| s.types.contains(&self.service_type)).collect();
        if of_type.is_empty() {
            return Err(OrderRefusal::WrongType { wish: verb, service_type: self.service_type });
        }
        let state = self.state.name();
        of_type.into_iter().find(|step| step.from.contains(&state)).ok_or_else(|| self.wrong_state(verb))
    }

    fn wrong_state(&self, wish: Verb) -> OrderRefusal {
        let from = self.state.name();
        match first_step_towards(from, wish, self.mode, self.service_type) {
            Some(first) => OrderRefusal::NotYet { from, wish, first },
            None => OrderRefusal::NoLonger { from, wish },
        }
    }

    /// A technician without another role that may take the step works on their own orders only.
    fn check_actor(&self, step: &Step, actor: &Actor<'_>) -> Result<(), OrderRefusal> {
        if !allows(actor.roles, step.action) {
            return Err(OrderRefusal::NotYourRole { wish: step.verb });
        }
        let may = roles_for(step.action);
        let as_technician = actor.roles.iter().all(|role| *role == Role::Technician || !may.contains(role));
        match self.state.work().map(|work| work.technician) {
            Some(technician) if as_technician && technician != actor.person => {
                Err(OrderRefusal::NotYourOrder { wish: step.verb })
            }
            _ => Ok(()),
        }
    }

    fn ever_takes(&self, verb: Verb) -> bool {
        let of_this = |step: &Step| step.modes.contains(&self.mode) && step.types.contains(&self.service_type);
        rows_of(verb).any(of_this) && !self.pays_out_nothing(verb)
    }

    /// Only where the price was given back is there anything to pay out; nobody shall read of a way there before.
    fn pays_out_nothing(&self, verb: Verb) -> bool {
        verb == Verb::PayOut && !self.state.is_refunded()
    }

    fn view(&self, verb: Verb, turn: &Turn<'_>) -> StepView {
        let row = self.row(verb);
        StepView {
            verb,
            asks: row.as_ref().map_or(&[], |step| step.asks),
            starts_here: row.is_ok(),
            usual: row.is_ok_and(|step| step.usual && step.leads_on_from(self.state.name())),
            refusal: self.permit(verb, turn).err().map(Refusal::from),
        }
    }
}
