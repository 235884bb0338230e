//! What is true of an order in each of its states.

use super::{Outcome, StateName};
use aftercare_kernel::{
    Date, DocumentNumber, Instant, Money,
    id::{DecisionId, FileId, PersonId, QuoteId, UnitId},
};
use serde::{Deserialize, Serialize};

/// The time in which a technician comes, promised to the customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Window {
    pub from: Instant,
    pub to: Instant,
}

/// The device is in our keeping, against a slip; `waybill` when it came by mail.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Custody {
    pub slip: DocumentNumber,
    pub taken_at: Instant,
    pub promised_on: Date,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub waybill: Option<String>,
}

/// Who works on it, and where the device is: in custody, else with the customer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WorkOn {
    pub technician: PersonId,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub custody: Option<Custody>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub window: Option<Window>,
}

named! {
    /// Why a fault arose: who answers for it hangs on this.
    pub enum FaultCause as "cause" keyed "orders-cause" {
        Quality = "quality",
        Misuse = "misuse",
        Liquid = "liquid",
        /// Opened or repaired by others.
        Unauthorised = "unauthorised",
        Wear = "wear",
        /// Tested, nothing wrong.
        NoFault = "no_fault",
    }
}

impl FaultCause {
    /// What the customer did, or let others do: neither the law nor a plain cover bears it.
    pub const fn is_customers_doing(self) -> bool {
        matches!(self, FaultCause::Misuse | FaultCause::Liquid | FaultCause::Unauthorised)
    }
}

/// What the technician found. `listed`: the law's table of performance faults has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    pub fault_code: String,
    pub listed: bool,
    pub cause: FaultCause,
    pub found: String,
}

/// Work with a known fault, and the quotation that the customer approved, when it is paid.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Job {
    pub work: WorkOn,
    pub finding: Finding,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub quote: Option<QuoteId>,
}

/// How the device, or the one that replaces it, came to the customer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "how", rename_all = "snake_case")]
pub enum HandedHow {
    AtTheCounter { signature: FileId },
    OnSite { signature: FileId },
    ByMail { waybill: String },
}

named! {
    /// What the customer got in the end.
    pub enum OrderEnd as "end" keyed "orders-end" {
        Repaired = "repaired",
        /// Given back as it came: declined, not worth it, or nothing wrong.
        Unrepaired = "unrepaired",
        Exchanged = "exchanged",
        Refunded = "refunded",
    }
}

/// The state of an order. Each variant holds what is true then, so that what cannot be cannot be written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum OrderState {
    Registered,
    Scheduled {
        window: Window,
    },
    TakenIn {
        custody: Custody,
    },
    Assigned {
        work: WorkOn,
    },
    OnTheWay {
        work: WorkOn,
        departed_at: Instant,
    },
    OnSite {
        work: WorkOn,
        arrived_at: Instant,
    },
    Diagnosed {
        work: WorkOn,
        finding: Finding,
    },
    Quoted {
        work: WorkOn,
        finding: Finding,
        quote: QuoteId,
    },
    Approved {
        work: WorkOn,
        finding: Finding,
        quote: QuoteId,
    },
    WaitingParts {
        job: Job,
        since: Instant,
    },
    InRepair {
        job: Job,
        since: Instant,
    },
    /// Done, and waiting for the supervisor's check or the customer's signature.
    Repaired {
        job: Job,
        outcome: Outcome,
        finished_at: Instant,
    },
    /// May be handed over; `checked_by` is none when it goes back unrepaired. `quote` is the quotation that was carried
    /// out: what the customer will be charged.
    Ready {
        work: WorkOn,
        end: OrderEnd,
        checked_by: Option<PersonId>,
        #[serde(skip_serializing_if = "Option::is_none", default)]
        quote: Option<QuoteId>,
        at: Instant,
    },
    /// The old device stays with us, the new one waits for its way to the customer.
    Exchanged {
        work: WorkOn,
        decision: DecisionId,
        new_unit: UnitId,
        at: Instant,
    },
    /// The price is promised back; the device stays with us.
    Refunded {
        work: WorkOn,
        decision: DecisionId,
        amount: Money,
        at: Instant,
    },
    HandedOver {
        work: WorkOn,
        end: OrderEnd,
        handed: HandedHow,
        at: Instant,
    },
    /// The customer was not satisfied; a supervisor owes an answer.
    Escalated {
        work: WorkOn,
        end: OrderEnd,
        since: Instant,
    },
    /// To be done again; `last_technician` knows the device.
    Reopened {
        last_technician: PersonId,
        reason: String,
        at: Instant,
    },
    Closed {
        technician: PersonId,
        end: OrderEnd,
        at: Instant,
    },
    Cancelled {
        technician: Option<PersonId>,
        reason: String,
        at: Instant,
    },
    Archived {
        technician: Option<PersonId>,
        end: Option<OrderEnd>,
        ended_at: Instant,
        at: Instant,
    },
}

/// `state` and `state_data` of a row do not make a state.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("state {name:?} has unreadable data: {why}")]
pub struct BadState {
    pub name: String,
    pub why: String,
}

impl OrderState {
    /// What the `state` column says.
    pub const fn name(&self) -> StateName {
        use OrderState as S;
        match self {
            S::Registered => StateName::Registered,
            S::Scheduled { .. } => StateName::Scheduled,
            S::TakenIn { .. } => StateName::TakenIn,
            S::Assigned { .. } => StateName::Assigned,
            S::OnTheWay { .. } => StateName::OnTheWay,
            S::OnSite { .. } => StateName::OnSite,
            S::Diagnosed { .. } => StateName::Diagnosed,
            S::Quoted { .. } => StateName::Quoted,
            S::Approved { .. } => StateName::Approved,
            S::WaitingParts { .. } => StateName::WaitingParts,
            S::InRepair { .. } => StateName::InRepair,
            S::Repaired { .. } => StateName::Repaired,
            S::Ready { .. } => StateName::Ready,
            S::Exchanged { .. } => StateName::Exchanged,
            S::Refunded { .. } => StateName::Refunded,
            S::HandedOver { .. } => StateName::HandedOver,
            S::Escalated { .. } => StateName::Escalated,
            S::Reopened { .. } => StateName::Reopened,
            S::Closed { .. } => StateName::Closed,
            S::Cancelled { .. } => StateName::Cancelled,
            S::Archived { .. } => StateName::Archived,
        }
    }

    /// What the `state_data` column holds.
    pub fn to_data(&self) -> Result<String, BadState> {
        serde_json::to_string(self).map_err(|error| self.bad(error.to_string()))
    }

    /// Reads both columns back; they must agree.
    pub fn from_row(name: &str, data: &str) -> Result<Self, BadState> {
        let bad = |why: String| BadState { name: name.to_owned(), why };
        let state: Self = serde_json::from_str(data).map_err(|error| bad(error.to_string()))?;
        if state.name().name() == name { Ok(state) } else { Err(bad(format!("it tells of {}", state.name()))) }
    }

    fn bad(&self, why: String) -> BadState {
        BadState { name: self.name().name().to_owned(), why }
    }

    /// Who works on it, while someone does.
    pub const fn work(&self) -> Option<&WorkOn> {
        use OrderState as S;
        match self {
            S::Assigned { work }
            | S::OnTheWay { work, .. }
            | S::OnSite { work, .. }
            | S::Diagnosed { work, .. }
            | S::Quoted { work, .. }
            | S::Approved { work, .. }
            | S::Ready { work, .. }
            | S::Exchanged { work, .. }
            | S::Refunded { work, .. }
            | S::HandedOver { work, .. }
            | S::Escalated { work, .. } => Some(work),
            S::WaitingParts { job, .. } | S::InRepair { job, .. } | S::Repaired { job, .. } => Some(&job.work),
            S::Registered
            | S::Scheduled { .. }
            | S::TakenIn { .. }
            | S::Reopened { .. }
            | S::Closed { .. }
            | S::Cancelled { .. }
            | S::Archived { .. } => None,
        }
    }

    /// The last technician assigned; stays known when the work is over.
    pub fn technician(&self) -> Option<PersonId> {
        use OrderState as S;
        match self {
            S::Reopened { last_technician, .. } => Some(*last_technician),
            S::Closed { technician, .. } => Some(*technician),
            S::Cancelled { technician, .. } | S::Archived { technician, .. } => *technician,
            other => other.work().map(|work| work.technician),
        }
    }

    /// The device in our keeping. After handing over, an exchange or a refund the customer's slip is void.
    pub fn custody(&self) -> Option<&Custody> {
        use OrderState as S;
        match self {
            S::TakenIn { custody } => Some(custody),
            S::HandedOver { .. } | S::Escalated { .. } | S::Exchanged { .. } | S::Refunded { .. } => None,
            other => other.work().and_then(|work| work.custody.as_ref()),
        }
    }

    /// The window agreed with the customer.
    pub fn window(&self) -> Option<&Window> {
        match self {
            OrderState::Scheduled { window } => Some(window),
            other => other.work().and_then(|work| work.window.as_ref()),
        }
    }

    /// The device lies before the technician: in custody, or at the customer's with the technician there.
    pub fn device_is_at_hand(&self) -> bool {
        let on_site = |job: &WorkOn| job.custody.is_none();
        let works_on_site = match self {
            OrderState::OnSite { .. } => true,
            OrderState::Assigned { .. } | OrderState::OnTheWay { .. } => false,
            other => other.work().is_some_and(on_site),
        };
        self.custody().is_some() || works_on_site
    }

    /// The customer was told who bears the work, and it has begun.
    pub const fn work_has_begun(&self) -> bool {
        use OrderState as S;
        matches!(self, S::WaitingParts { .. } | S::InRepair { .. } | S::Repaired { .. } | S::Ready { .. })
    }

    /// Done in our keeping and not checked yet: it may go back to the bench, so nothing is paid for it yet.
    pub fn awaits_check(&self) -> bool {
        matches!(self, OrderState::Repaired { .. }) && self.custody().is_some()
    }

    /// What was found, once the device was diagnosed and while it is worked on.
    pub const fn finding(&self) -> Option<&Finding> {
        use OrderState as S;
        match self {
            S::Diagnosed { finding, .. } | S::Quoted { finding, .. } | S::Approved { finding, .. } => Some(finding),
            S::WaitingParts { job, .. } | S::InRepair { job, .. } | S::Repaired { job, .. } => Some(&job.finding),
            _ => None,
        }
    }

    /// The quotation that is open or approved.
    pub const fn quote(&self) -> Option<QuoteId> {
        use OrderState as S;
        match self {
            S::Quoted { quote, .. } | S::Approved { quote, .. } => Some(*quote),
            S::WaitingParts { job, .. } | S::InRepair { job, .. } | S::Repaired { job, .. } => job.quote,
            S::Ready { quote, .. } => *quote,
            _ => None,
        }
    }

    /// The quotation whose price falls due when the customer has the device: work that failed, or was not done, is not
    /// paid for.
    pub fn quote_to_charge(&self) -> Option<QuoteId> {
        match self {
            OrderState::Repaired { outcome, .. } if *outcome != Outcome::Fixed => None,
            state => state.quote(),
        }
    }

    /// The price was given back, and the device stays with us: there is nothing left to work on.
    pub const fn is_refunded(&self) -> bool {
        use OrderState as S;
        match self {
            S::Refunded { .. } => true,
            S::HandedOver { end, .. } | S::Escalated { end, .. } | S::Closed { end, .. } => {
                matches!(end, OrderEnd::Refunded)
            }
            _ => false,
        }
    }
}
