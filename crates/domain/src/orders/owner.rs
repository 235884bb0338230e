//! Who answers for an order's case in each state.

use super::{Order, OrderState};
use aftercare_kernel::id::PersonId;

/// The one person whom the case waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Responsible {
    /// Who works on the device.
    Technician(PersonId),
    /// Who releases, checks and answers for the station.
    Supervisor,
    /// Who took the customer's first contact, and calls back.
    Taker,
}

impl Order {
    /// None once the order has ended.
    pub fn responsible(&self) -> Option<Responsible> {
        use OrderState as S;
        match &self.state {
            S::Registered | S::Scheduled { .. } | S::TakenIn { .. } | S::Reopened { .. } | S::Escalated { .. } => {
                Some(Responsible::Supervisor)
            }
            // In custody the supervisor checks next; at the customer's the technician gets the signature.
            S::Repaired { job, .. } if job.work.custody.is_some() => Some(Responsible::Supervisor),
            S::Ready { .. } | S::Exchanged { .. } => Some(Responsible::Supervisor),
            S::HandedOver { .. } | S::Refunded { .. } => Some(Responsible::Taker),
            S::Closed { .. } | S::Cancelled { .. } | S::Archived { .. } => None,
            other => other.technician().map(Responsible::Technician),
        }
    }
}
