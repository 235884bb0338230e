//! A case from its registration to its end.

use super::IntakeRefusal;
use crate::deadlines::NextDue;
use aftercare_kernel::{
    Instant,
    id::{CaseId, PersonId},
};

named! {
    /// How a case ended.
    pub enum CaseResult as "result" keyed "intake-result" {
        Satisfied = "satisfied",
        Exchanged = "exchanged",
        Refunded = "refunded",
        /// Solved by word of mouth: advice, an answer.
        SolvedRemotely = "solved_remotely",
        Settled = "settled",
        Cancelled = "cancelled",
    }
}

/// An open case cannot be without an owner and a deadline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CaseState {
    Open { owner: PersonId, due: NextDue },
    Closed { at: Instant, result: CaseResult },
    Archived { closed_at: Instant, result: CaseResult, at: Instant },
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    pub id: CaseId,
    pub state: CaseState,
}

impl Case {
    /// Another owner, another deadline, or both.
    pub fn move_on(self, owner: PersonId, due: NextDue) -> Result<Case, IntakeRefusal> {
        match self.state {
            CaseState::Open { .. } => Ok(Case { state: CaseState::Open { owner, due }, ..self }),
            CaseState::Closed { .. } | CaseState::Archived { .. } => Err(IntakeRefusal::CaseClosed),
        }
    }
    /// Closed only when none of its orders is still open.
    pub fn close(self, result: CaseResult, open_orders: i64, now: Instant) -> Result<Case, IntakeRefusal> {
        match self.state {
            CaseState::Open { .. } if open_orders > 0 => Err(IntakeRefusal::OrdersOpen { count: open_orders }),
            CaseState::Open { .. } => Ok(Case { state: CaseState::Closed { at: now, result }, ..self }),
            CaseState::Closed { .. } | CaseState::Archived { .. } => Err(IntakeRefusal::CaseClosed),
        }
    }
    /// An order of the case was reopened: someone owns it again.
    pub fn reopen(self, owner: PersonId, due: NextDue) -> Case {
        Case { state: CaseState::Open { owner, due }, ..self }
    }
    /// The papers are complete and put away.
    pub fn archive(self, now: Instant) -> Result<Case, IntakeRefusal> {
        match self.state {
            CaseState::Closed { at, result } => {
                Ok(Case { state: CaseState::Archived { closed_at: at, result, at: now }, ..self })
            }
            CaseState::Archived { .. } => Err(IntakeRefusal::CaseClosed),
            CaseState::Open { .. } => Err(IntakeRefusal::ResultMissing),
        }
    }
    pub const fn is_open(&self) -> bool {
        matches!(self.state, CaseState::Open { .. })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::deadlines::ClockWhat;
    use uuid::Uuid;

    const NOW: Instant = Instant::from_micros(1_000_000);

    fn open() -> Case {
        let due = NextDue { what: ClockWhat::Answer, at: NOW };
        let owner = PersonId::from_uuid(Uuid::from_u128(1));
        Case { id: CaseId::from_uuid(Uuid::from_u128(2)), state: CaseState::Open { owner, due } }
    }

    #[test]
    fn a_case_closes_when_its_orders_are_done() {
        assert_eq!(open().close(CaseResult::Satisfied, 1, NOW), Err(IntakeRefusal::OrdersOpen { count: 1 }));
        let closed = open().close(CaseResult::Satisfied, 0, NOW).expect("closed");
        assert!(!closed.is_open());
        assert_eq!(closed.clone().close(CaseResult::Satisfied, 0, NOW), Err(IntakeRefusal::CaseClosed));
        assert!(closed.archive(NOW).is_ok());
    }

    #[test]
    fn an_open_case_is_not_archived() {
        assert_eq!(open().archive(NOW), Err(IntakeRefusal::ResultMissing));
    }

    #[test]
    fn a_reopened_case_has_an_owner_again() {
        let closed = open().close(CaseResult::Satisfied, 0, NOW).expect("closed");
        let CaseState::Open { owner, due } = open().state else { panic!("open") };
        assert!(closed.clone().move_on(owner, due).is_err());
        assert!(closed.reopen(owner, due).is_open());
    }
}
