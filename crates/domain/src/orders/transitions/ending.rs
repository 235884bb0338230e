//! How an order comes to its end, and how it begins again.

use super::{check_reason, check_waybill};
use crate::orders::{HandedHow, Mode, Order, OrderEnd, OrderRefusal, OrderState, Outcome, Turn, Verb, WorkOn};
use aftercare_kernel::{
    Money,
    id::{DecisionId, FileId, PersonId, UnitId},
};

/// What the customer's answer at the follow-up means for the order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    Satisfied,
    /// Not content with how it went; a supervisor deals with it.
    Escalate,
    /// The fault is still there.
    WorkAgain {
        reason: String,
    },
}

/// How the supervisor dealt with a customer who was not satisfied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Resolution {
    Settled,
    WorkAgain { reason: String },
}

impl Order {
    /// The decision gives a new device. The old one stays with us; its slip is void.
    pub fn exchange(self, new_unit: UnitId, turn: &Turn<'_>) -> Result<Order, OrderRefusal> {
        self.permit(Verb::Exchange, turn)?;
        let decision = decided(turn)?;
        self.change(Verb::Exchange, |state| {
            worked_on(state).map(|work| OrderState::Exchanged { work, decision, new_unit, at: turn.now })
        })
    }

    /// The decision gives the price back. The device stays with us; its slip is void.
    pub fn refund(self, amount: Money, turn: &Turn<'_>) -> Result<Order, OrderRefusal> {
        self.permit(Verb::Refund, turn)?;
        let decision = decided(turn)?;
        self.change(Verb::Refund, |state| {
            worked_on(state).map(|work| OrderState::Refunded { work, decision, amount, at: turn.now })
        })
    }

    /// What was promised back goes out, all of it at once; the sum is the one that whoever pays has seen.
    pub fn pay_out(&self, amount: Money, turn: &Turn<'_>) -> Result<(), OrderRefusal> {
        self.permit(Verb::PayOut, turn)?;
        match turn.facts.owed_back {
            owed if owed == amount => Ok(()),
            owed => Err(OrderRefusal::OtherSumOwed { owed: owed.to_string() }),
        }
    }

    /// The device goes back as it came. Who has it in hand is asked, because before an assignment nobody has.
    pub fn return_unrepaired(self, by: PersonId, reason: &str, turn: &Turn<'_>) -> Result<Order, OrderRefusal> {
        self.permit(Verb::ReturnUnrepaired, turn)?;
        check_reason(reason)?;
        self.change(Verb::ReturnUnrepaired, |state| {
            let work = match state {
                OrderState::TakenIn { custody } => WorkOn { technician: by, custody: Some(custody), window: None },
                other => worked_on(other)?,
            };
            Some(OrderState::Ready { work, end: OrderEnd::Unrepaired, checked_by: None, quote: None, at: turn.now })
        })
    }

    /// The customer has the device, or its replacement, and has signed.
    pub fn hand_over(self, signature: FileId, turn: &Turn<'_>) -> Result<Order, OrderRefusal> {
        self.permit(Verb::HandOver, turn)?;
        let handed = match self.mode {
            Mode::OnSite => HandedHow::OnSite { signature },
            Mode::WalkIn | Mode::MailIn => HandedHow::AtTheCounter { signature },
        };
        self.handed(Verb::HandOver, handed, turn)
    }

    /// The device, or its replacement, is on its way to the customer.
    pub fn send_back(self, waybill: &str, turn: &Turn<'_>) -> Result<Order, OrderRefusal> {
        self.permit(Verb::SendBack, turn)?;
        let waybill = check_waybill(waybill)?;
        self.handed(Verb::SendBack, HandedHow::ByMail { waybill }, turn)
    }

    /// The customer signs the voucher at home.
    pub fn sign_off(self, signature: FileId, turn: &Turn<'_>) -> Result<Order, OrderRefusal> {
        self.permit(Verb::SignOff, turn)?;
        let (handed, at) = (HandedHow::OnSite { signature }, turn.now);
        self.change(Verb::SignOff, |state| match state {
            OrderState::Repaired { job, outcome, .. } => {
                let end = if outcome == Outcome::Fixed { OrderEnd::Repaired } else { OrderEnd::Unrepaired };
                Some(OrderState::HandedOver { work: job.work, end, handed, at })
            }
            _ => None,
        })
    }

    fn handed(self, verb: Verb, handed: HandedHow, turn: &Turn<'_>) -> Result<Order, OrderRefusal> {
        let at = turn.now;
        self.change(verb, |state| match state {
            OrderState::Ready { work, end, .. } => Some(OrderState::HandedOver { work, end, handed, at }),
            OrderState::Exchanged { work, .. } => {
                Some(OrderState::HandedOver { work, end: OrderEnd::Exchanged, handed, at })
            }
            _ => None,
        })
    }

    /// The customer was called back.
    pub fn follow_up(self, answer: Answer, turn: &Turn<'_>) -> Result<Order, OrderRefusal> {
        self.permit(Verb::FollowUp, turn)?;
        match answer {
            Answer::Satisfied => self.close(Verb::FollowUp, turn),
            Answer::Escalate => self.change(Verb::FollowUp, |state| {
                let (work, end) = delivered(state)?;
                Some(OrderState::Escalated { work, end, since: turn.now })
            }),
            Answer::WorkAgain { reason } => self.begin_again(Verb::FollowUp, &reason, turn),
        }
    }

    /// The supervisor has dealt with a customer who was not satisfied.
    pub fn resolve(self, resolution: Resolution, turn: &Turn<'_>) -> Result<Order, OrderRefusal> {
        self.permit(Verb::Resolve, turn)?;
        match resolution {
            Resolution::Settled => self.close(Verb::Resolve, turn),
            Resolution::WorkAgain { .. } if self.state.is_refunded() => Err(OrderRefusal::PriceGivenBack),
            Resolution::WorkAgain { reason } => self.begin_again(Verb::Resolve, &reason, turn),
        }
    }

    /// The customer came back by themselves.
    pub fn reopen(self, reason: &str, turn: &Turn<'_>) -> Result<Order, OrderRefusal> {
        self.permit(Verb::Reopen, turn)?;
        self.begin_again(Verb::Reopen, reason, turn)
    }

    /// Nothing was done, or nothing more shall be; the device is with the customer.
    pub fn cancel(self, reason: &str, turn: &Turn<'_>) -> Result<Order, OrderRefusal> {
        self.permit(Verb::Cancel, turn)?;
        let (reason, at, technician) = (check_reason(reason)?, turn.now, self.technician());
        let cancelled = self.change(Verb::Cancel, |_| Some(OrderState::Cancelled { technician, reason, at }))?;
        Ok(Order { ended_at: Some(at), ..cancelled })
    }

    /// The papers are complete and put away.
    pub fn archive(self, turn: &Turn<'_>) -> Result<Order, OrderRefusal> {
        self.permit(Verb::Archive, turn)?;
        let at = turn.now;
        self.change(Verb::Archive, |state| match state {
            OrderState::Closed { technician, end, at: ended_at } => {
                Some(OrderState::Archived { technician: Some(technician), end: Some(end), ended_at, at })
            }
            OrderState::Cancelled { technician, at: ended_at, .. } => {
                Some(OrderState::Archived { technician, end: None, ended_at, at })
            }
            _ => None,
        })
    }

    fn close(self, verb: Verb, turn: &Turn<'_>) -> Result<Order, OrderRefusal> {
        let (balance, owed) = (turn.facts.balance, turn.facts.owed_back);
        if balance.minor() > 0 {
            return Err(OrderRefusal::NotPaid { balance: balance.to_string() });
        }
        if owed.minor() > 0 {
            return Err(OrderRefusal::NotPaidOut { owed: owed.to_string() });
        }
        let at = turn.now;
        let closed = self.change(verb, |state| {
            let (work, end) = delivered(state)?;
            Some(OrderState::Closed { technician: work.technician, end, at })
        })?;
        Ok(Order { ended_at: Some(at), ..closed })
    }

    fn begin_again(self, verb: Verb, reason: &str, turn: &Turn<'_>) -> Result<Order, OrderRefusal> {
        let (reason, at, round) = (check_reason(reason)?, turn.now, self.round.saturating_add(1));
        let reopened = self.change(verb, |state| {
            state.technician().map(|last_technician| OrderState::Reopened { last_technician, reason, at })
        })?;
        Ok(Order { round, ended_at: None, ..reopened })
    }
}

fn decided(turn: &Turn<'_>) -> Result<DecisionId, OrderRefusal> {
    turn.facts.decision.as_ref().map(|decision| decision.id).ok_or(OrderRefusal::NoDecision)
}

fn worked_on(state: OrderState) -> Option<WorkOn> {
    match state {
        OrderState::Assigned { work }
        | OrderState::Diagnosed { work, .. }
        | OrderState::Quoted { work, .. }
        | OrderState::Approved { work, .. }
        | OrderState::Ready { work, .. } => Some(work),
        OrderState::WaitingParts { job, .. } | OrderState::InRepair { job, .. } | OrderState::Repaired { job, .. } => {
            Some(job.work)
        }
        _ => None,
    }
}

/// What the customer got, once they have it.
fn delivered(state: OrderState) -> Option<(WorkOn, OrderEnd)> {
    match state {
        OrderState::HandedOver { work, end, .. } | OrderState::Escalated { work, end, .. } => Some((work, end)),
        OrderState::Refunded { work, .. } => Some((work, OrderEnd::Refunded)),
        _ => None,
    }
}
