//! From the diagnosis to the quality check.

use super::{LONGEST_TEXT, check_reason};
use crate::orders::{
    FaultCause, Finding, Job, Order, OrderEnd, OrderRefusal, OrderState, Outcome, ServiceType, Turn, Verb,
};
use aftercare_kernel::id::{DecisionId, QuoteId};

named! {
    /// What the supervisor found of the work.
    pub enum CheckResult as "check_result" keyed "orders-check" {
        Passed = "passed",
        /// Back to the bench.
        Failed = "failed",
    }
}

impl Order {
    /// An entitlement decision is kept for the order, and says who bears the work; once work has begun, that stays.
    pub fn decide(
        self,
        decision: DecisionId,
        service_type: ServiceType,
        turn: &Turn<'_>,
    ) -> Result<Order, OrderRefusal> {
        self.permit(Verb::Decide, turn)?;
        self.rest_on(decision, service_type)
    }

    /// A supervisor gives what the decision did not: the work is the brand's to bear from then on.
    pub fn give_goodwill(self, decision: DecisionId, turn: &Turn<'_>) -> Result<Order, OrderRefusal> {
        self.permit(Verb::Override, turn)?;
        self.rest_on(decision, ServiceType::Warranty)
    }

    fn rest_on(self, decision: DecisionId, service_type: ServiceType) -> Result<Order, OrderRefusal> {
        if service_type != self.service_type && self.state.work_has_begun() {
            return Err(OrderRefusal::TypeSettled);
        }
        Ok(Order { decision: Some(decision), service_type, ..self })
    }

    pub fn diagnose(self, finding: Finding, turn: &Turn<'_>) -> Result<Order, OrderRefusal> {
        self.permit(Verb::Diagnose, turn)?;
        let finding = check_finding(finding)?;
        self.change(Verb::Diagnose, |state| match state {
            OrderState::Assigned { work } | OrderState::OnSite { work, .. } | OrderState::Diagnosed { work, .. } => {
                Some(OrderState::Diagnosed { work, finding })
            }
            _ => None,
        })
    }

    /// A quotation goes to the customer; a new one replaces the one before.
    pub fn quote(self, quote: QuoteId, turn: &Turn<'_>) -> Result<Order, OrderRefusal> {
        self.permit(Verb::Quote, turn)?;
        self.change(Verb::Quote, |state| match state {
            OrderState::Diagnosed { work, finding } | OrderState::Quoted { work, finding, .. } => {
                Some(OrderState::Quoted { work, finding, quote })
            }
            _ => None,
        })
    }

    pub fn approve_quote(self, turn: &Turn<'_>) -> Result<Order, OrderRefusal> {
        self.permit(Verb::ApproveQuote, turn)?;
        self.change(Verb::ApproveQuote, |state| match state {
            OrderState::Quoted { work, finding, quote } => Some(OrderState::Approved { work, finding, quote }),
            _ => None,
        })
    }

    /// A device in custody goes back as it came; at the customer's the order ends.
    pub fn decline_quote(self, reason: &str, turn: &Turn<'_>) -> Result<Order, OrderRefusal> {
        self.permit(Verb::DeclineQuote, turn)?;
        let reason = check_reason(reason)?;
        let (at, in_custody) = (turn.now, self.state.custody().is_some());
        let declined = self.change(Verb::DeclineQuote, |state| match state {
            OrderState::Quoted { work, .. } if in_custody => {
                Some(OrderState::Ready { work, end: OrderEnd::Unrepaired, checked_by: None, quote: None, at })
            }
            OrderState::Quoted { work, .. } => {
                Some(OrderState::Cancelled { technician: Some(work.technician), reason, at })
            }
            _ => None,
        })?;
        Ok(Order { ended_at: (!in_custody).then_some(at), ..declined })
    }

    pub fn wait_for_parts(self, turn: &Turn<'_>) -> Result<Order, OrderRefusal> {
        self.permit(Verb::WaitForParts, turn)?;
        self.change(Verb::WaitForParts, |state| {
            job_of(state).map(|job| OrderState::WaitingParts { job, since: turn.now })
        })
    }

    pub fn start_repair(self, turn: &Turn<'_>) -> Result<Order, OrderRefusal> {
        self.permit(Verb::StartRepair, turn)?;
        self.change(Verb::StartRepair, |state| job_of(state).map(|job| OrderState::InRepair { job, since: turn.now }))
    }

    pub fn finish_repair(self, outcome: Outcome, turn: &Turn<'_>) -> Result<Order, OrderRefusal> {
        self.permit(Verb::FinishRepair, turn)?;
        self.change(Verb::FinishRepair, |state| match state {
            OrderState::InRepair { job, .. } => Some(OrderState::Repaired { job, outcome, finished_at: turn.now }),
            _ => None,
        })
    }

    /// The supervisor's check. Only what is fixed can pass; what is not goes back to the bench, or the other ways of
    /// ending the order are taken.
    pub fn check(self, result: CheckResult, turn: &Turn<'_>) -> Result<Order, OrderRefusal> {
        self.permit(Verb::Check, turn)?;
        let fixed = matches!(self.state, OrderState::Repaired { outcome: Outcome::Fixed, .. });
        if result == CheckResult::Passed && !fixed {
            return Err(OrderRefusal::NotFixed);
        }
        let checked_by = Some(turn.actor.person);
        self.change(Verb::Check, |state| match (state, result) {
            (OrderState::Repaired { job, .. }, CheckResult::Passed) => {
                let (work, quote) = (job.work, job.quote);
                Some(OrderState::Ready { work, end: OrderEnd::Repaired, checked_by, quote, at: turn.now })
            }
            (OrderState::Repaired { job, .. }, CheckResult::Failed) => {
                Some(OrderState::InRepair { job, since: turn.now })
            }
            _ => None,
        })
    }
}

/// The work with its finding, from any state in which repair can begin or stand still.
fn job_of(state: OrderState) -> Option<Job> {
    match state {
        OrderState::Diagnosed { work, finding } => Some(Job { work, finding, quote: None }),
        OrderState::Approved { work, finding, quote } => Some(Job { work, finding, quote: Some(quote) }),
        OrderState::WaitingParts { job, .. } | OrderState::InRepair { job, .. } => Some(job),
        _ => None,
    }
}

/// A fault code is 1 to 40 letters, digits, `.` `_` and `-`; what was found is 1 to 1000 characters.
fn check_finding(finding: Finding) -> Result<Finding, OrderRefusal> {
    let (fault_code, found) = (finding.fault_code.trim().to_owned(), finding.found.trim().to_owned());
    let known = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'-');
    if !(1..=40).contains(&fault_code.len()) || !fault_code.bytes().all(known) {
        return Err(OrderRefusal::FaultCodeUnfit);
    }
    if found.is_empty() {
        return Err(OrderRefusal::FoundMissing);
    }
    if found.chars().count() > LONGEST_TEXT {
        return Err(OrderRefusal::FoundTooLong { most: LONGEST_TEXT });
    }
    let finding = Finding { fault_code, found, ..finding };
    if contradicts_itself(&finding) {
        return Err(OrderRefusal::CauseContradicts { code: finding.fault_code });
    }
    Ok(finding)
}

/// Codes that say by themselves whose doing it was. What has no fault is none that the law lists.
fn contradicts_itself(finding: &Finding) -> bool {
    let no_fault = finding.cause == FaultCause::NoFault;
    match finding.fault_code.as_str() {
        "customer_damage" => !finding.cause.is_customers_doing(),
        "no_fault" => !no_fault || finding.listed,
        _ => no_fault && finding.listed,
    }
}
