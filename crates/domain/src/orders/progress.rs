//! How far the work is, as its customer is told: by what comes next for them, not by how the house divides the work.

use super::{HandedHow, Mode, OrderEnd, OrderState, Outcome, StateName, Window};
use aftercare_kernel::{Date, Money};

named! {
    /// Where the work stands in the words of the customer.
    pub enum Progress as "progress" keyed "orders-progress" {
        Registered = "registered",
        VisitPlanned = "visit_planned",
        OnTheWay = "on_the_way",
        Received = "received",
        BeingChecked = "being_checked",
        WaitingForAnswer = "waiting_for_answer",
        Agreed = "agreed",
        WaitingForParts = "waiting_for_parts",
        InRepair = "in_repair",
        /// Repaired, and looked over by somebody else before it goes back.
        LastCheck = "last_check",
        /// Done where the device stands.
        WorkDone = "work_done",
        ReadyToFetch = "ready_to_fetch",
        ReadyToSend = "ready_to_send",
        NewDeviceReady = "new_device_ready",
        ToBePaidBack = "to_be_paid_back",
        PaidBack = "paid_back",
        HandedOver = "handed_over",
        SentBack = "sent_back",
        /// Not satisfied: a supervisor owes an answer.
        LookedAfter = "looked_after",
        TakenUpAgain = "taken_up_again",
        Closed = "closed",
        Cancelled = "cancelled",
    }
}

/// What the customer was promised and still waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Promise {
    ReadyOn(Date),
    Visit(Window),
}

impl OrderState {
    /// `owed_back`: what was promised back and is not paid out yet.
    pub fn progress(&self, mode: Mode, owed_back: Money) -> Progress {
        use OrderState as S;
        match self {
            S::Registered => Progress::Registered,
            S::Scheduled { .. } => Progress::VisitPlanned,
            S::TakenIn { .. } => Progress::Received,
            S::Assigned { work } if work.custody.is_some() => Progress::Received,
            S::Assigned { work } if work.window.is_some() => Progress::VisitPlanned,
            S::Assigned { .. } => Progress::Registered,
            S::OnTheWay { .. } => Progress::OnTheWay,
            S::OnSite { .. } | S::Diagnosed { .. } => Progress::BeingChecked,
            S::Quoted { .. } => Progress::WaitingForAnswer,
            S::Approved { .. } => Progress::Agreed,
            S::WaitingParts { .. } => Progress::WaitingForParts,
            S::InRepair { .. } => Progress::InRepair,
            S::Repaired { outcome, .. } => self.after_work(*outcome),
            S::Ready { .. } => self.ready(mode),
            S::Exchanged { .. } => Progress::NewDeviceReady,
            S::Refunded { .. } => paid_back(owed_back),
            S::HandedOver { end: OrderEnd::Refunded, .. } => paid_back(owed_back),
            S::HandedOver { handed: HandedHow::ByMail { .. }, .. } => Progress::SentBack,
            S::HandedOver { .. } => Progress::HandedOver,
            S::Escalated { .. } => Progress::LookedAfter,
            S::Reopened { .. } => Progress::TakenUpAgain,
            S::Closed { end, .. } => closed(Some(*end), owed_back),
            S::Cancelled { .. } => Progress::Cancelled,
            S::Archived { end, .. } => closed(*end, owed_back),
        }
    }

    /// A device that failed again is looked at anew, whatever the bench called it.
    fn after_work(&self, outcome: Outcome) -> Progress {
        match (outcome, self.custody()) {
            (Outcome::Fixed, Some(_)) => Progress::LastCheck,
            (Outcome::Fixed, None) => Progress::WorkDone,
            (Outcome::Recurred | Outcome::Unusable, _) => Progress::BeingChecked,
        }
    }

    fn ready(&self, mode: Mode) -> Progress {
        match mode {
            _ if self.custody().is_none() => Progress::WorkDone,
            Mode::MailIn => Progress::ReadyToSend,
            Mode::WalkIn | Mode::OnSite => Progress::ReadyToFetch,
        }
    }

    /// The visit until the technician is there; the day until the device may be fetched.
    pub fn promise(&self) -> Option<Promise> {
        use StateName as S;
        match self.name() {
            S::Ready => None,
            S::Scheduled | S::OnTheWay => self.window().copied().map(Promise::Visit),
            S::Assigned if self.custody().is_none() => self.window().copied().map(Promise::Visit),
            _ => self.custody().map(|custody| Promise::ReadyOn(custody.promised_on)),
        }
    }

    /// Under which number the device travels to its customer.
    pub fn waybill_back(&self) -> Option<&str> {
        match self {
            OrderState::HandedOver { handed: HandedHow::ByMail { waybill }, .. } => Some(waybill),
            _ => None,
        }
    }
}

fn paid_back(owed_back: Money) -> Progress {
    if owed_back.is_zero() { Progress::PaidBack } else { Progress::ToBePaidBack }
}

/// What was put away without an end was called off.
fn closed(end: Option<OrderEnd>, owed_back: Money) -> Progress {
    match end {
        Some(OrderEnd::Refunded) => paid_back(owed_back),
        Some(OrderEnd::Repaired | OrderEnd::Unrepaired | OrderEnd::Exchanged) => Progress::Closed,
        None => Progress::Cancelled,
    }
}
