//! 回访 — our call after service.
//!
//! Decides: when a customer is called, and what each answer brings about.
//! By: the six classes of answers [004; capabilities K1]; 'satisfied' closes the case, anything else reopens or
//! escalates it (A7); a complaint is answered within 24 hours (K3).
//! SQL: `store/src/satisfaction.rs`. Use cases: plan_follow_up (inside handing over), follow_up, resolve.
//! Pages: follow-up list, case.

use crate::{
    deadlines::{ClockPolicy, StationTime},
    intake::CaseResult,
    orders::{Answer, OrderEnd},
};
use aftercare_kernel::Instant;

named! {
    /// The customer's answer. Words are those of the `follow_up` table.
    pub enum AnswerClass as "class" keyed "satisfaction-class" {
        Satisfied = "satisfied",
        Dissatisfied = "dissatisfied",
        Complaint = "complaint",
        NotFixedOnce = "not_fixed_once",
        NotFixedRepeatedly = "not_fixed_repeatedly",
        BadAttitude = "bad_attitude",
    }
}

named! {
    /// Words are those of the `follow_up` table.
    pub enum FollowUpState as "follow_up_state" keyed "satisfaction-state" {
        Planned = "planned",
        Done = "done",
    }
}

refusals! {
    /// Why a follow-up is refused.
    SatisfactionRefusal {
        AlreadyAnswered => "satisfaction-refusal-already-answered",
        WordsMissing { class: AnswerClass } => "satisfaction-refusal-words-missing" at "words",
        WordsTooLong { most: usize } => "satisfaction-refusal-words-too-long" at "words",
        /// 'Not fixed several times' is for an order that was worked on more than once.
        FirstRound => "satisfaction-refusal-first-round" at "class",
        NothingRepaired => "satisfaction-refusal-nothing-repaired" at "class",
    }
}

/// What an answer brings about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Consequence {
    Closes,
    /// A supervisor owes an answer within the escalation clock.
    Escalates,
    /// Work begins again.
    Reopens,
    /// Work begins again, and a supervisor is told.
    ReopensUnderSupervision,
}

impl AnswerClass {
    pub const fn consequence(self) -> Consequence {
        match self {
            AnswerClass::Satisfied => Consequence::Closes,
            AnswerClass::Dissatisfied | AnswerClass::Complaint | AnswerClass::BadAttitude => Consequence::Escalates,
            AnswerClass::NotFixedOnce => Consequence::Reopens,
            AnswerClass::NotFixedRepeatedly => Consequence::ReopensUnderSupervision,
        }
    }
}

/// A follow-up as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FollowUp {
    Planned { due: Instant },
    Done { class: AnswerClass, words: String, at: Instant },
}

/// What is known when the customer answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AnswerFacts {
    pub round: i64,
    pub end: OrderEnd,
}

const LONGEST_WORDS: usize = 1000;

impl FollowUp {
    /// The call that follows on handing over.
    pub fn plan(handed_over_at: Instant, clock: &ClockPolicy, station: &StationTime<'_>) -> Self {
        FollowUp::Planned { due: clock.due(handed_over_at, station) }
    }

    /// The customer has answered. Whoever is not satisfied is asked why, and their words are kept.
    pub fn answer(
        self,
        class: AnswerClass,
        words: &str,
        facts: AnswerFacts,
        now: Instant,
    ) -> Result<Self, SatisfactionRefusal> {
        let FollowUp::Planned { .. } = self else { return Err(SatisfactionRefusal::AlreadyAnswered) };
        let words = check_words(class, words)?;
        check_class(class, facts)?;
        Ok(FollowUp::Done { class, words, at: now })
    }
}

/// What the answer means for the order; the customer's words are the reason of the new round.
pub fn answer_for_order(class: AnswerClass, words: &str) -> Answer {
    match class.consequence() {
        Consequence::Closes => Answer::Satisfied,
        Consequence::Escalates => Answer::Escalate,
        Consequence::Reopens | Consequence::ReopensUnderSupervision => Answer::WorkAgain { reason: words.to_owned() },
    }
}

/// How the case ends when its last order is closed.
pub const fn case_result(end: OrderEnd, settled_by_supervisor: bool) -> CaseResult {
    match (end, settled_by_supervisor) {
        (OrderEnd::Exchanged, _) => CaseResult::Exchanged,
        (OrderEnd::Refunded, _) => CaseResult::Refunded,
        (OrderEnd::Repaired | OrderEnd::Unrepaired, true) => CaseResult::Settled,
        (OrderEnd::Repaired | OrderEnd::Unrepaired, false) => CaseResult::Satisfied,
    }
}

fn check_words(class: AnswerClass, words: &str) -> Result<String, SatisfactionRefusal> {
    let words = words.trim();
    if words.is_empty() && class != AnswerClass::Satisfied {
        return Err(SatisfactionRefusal::WordsMissing { class });
    }
    if words.chars().count() > LONGEST_WORDS {
        return Err(SatisfactionRefusal::WordsTooLong { most: LONGEST_WORDS });
    }
    Ok(words.to_owned())
}

fn check_class(class: AnswerClass, facts: AnswerFacts) -> Result<(), SatisfactionRefusal> {
    match class {
        AnswerClass::NotFixedOnce | AnswerClass::NotFixedRepeatedly if facts.end == OrderEnd::Refunded => {
            Err(SatisfactionRefusal::NothingRepaired)
        }
        AnswerClass::NotFixedRepeatedly if facts.round < 2 => Err(SatisfactionRefusal::FirstRound),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Instant = Instant::from_micros(7);
    const FIRST: AnswerFacts = AnswerFacts { round: 1, end: OrderEnd::Repaired };

    fn planned() -> FollowUp {
        FollowUp::Planned { due: NOW }
    }

    #[test]
    fn each_class_has_its_consequence() {
        let table = [
            (AnswerClass::Satisfied, Consequence::Closes),
            (AnswerClass::Dissatisfied, Consequence::Escalates),
            (AnswerClass::Complaint, Consequence::Escalates),
            (AnswerClass::BadAttitude, Consequence::Escalates),
            (AnswerClass::NotFixedOnce, Consequence::Reopens),
            (AnswerClass::NotFixedRepeatedly, Consequence::ReopensUnderSupervision),
        ];
        assert_eq!(table.len(), AnswerClass::ALL.len());
        for (class, consequence) in table {
            assert_eq!(class.consequence(), consequence, "{class}");
        }
    }

    #[test]
    fn who_is_not_satisfied_is_asked_why() {
        assert!(planned().answer(AnswerClass::Satisfied, "", FIRST, NOW).is_ok());
        for class in AnswerClass::ALL.iter().copied().filter(|class| *class != AnswerClass::Satisfied) {
            let refused = planned().answer(class, " ", FIRST, NOW);
            assert_eq!(refused, Err(SatisfactionRefusal::WordsMissing { class }), "{class}");
        }
        let long = planned().answer(AnswerClass::Satisfied, &"好".repeat(1001), FIRST, NOW);
        assert_eq!(long, Err(SatisfactionRefusal::WordsTooLong { most: 1000 }));
    }

    #[test]
    fn several_times_needs_a_second_round() {
        let answer =
            |round| planned().answer(AnswerClass::NotFixedRepeatedly, "还是黑屏", AnswerFacts { round, ..FIRST }, NOW);
        assert_eq!(answer(1), Err(SatisfactionRefusal::FirstRound));
        assert!(answer(2).is_ok());
        let refunded = AnswerFacts { round: 2, end: OrderEnd::Refunded };
        let refused = planned().answer(AnswerClass::NotFixedOnce, "还是黑屏", refunded, NOW);
        assert_eq!(refused, Err(SatisfactionRefusal::NothingRepaired));
    }

    #[test]
    fn a_follow_up_is_answered_once() {
        let done = planned().answer(AnswerClass::Satisfied, "好", FIRST, NOW).expect("answered");
        let again = done.answer(AnswerClass::Complaint, "不好", FIRST, NOW);
        assert_eq!(again, Err(SatisfactionRefusal::AlreadyAnswered));
    }
}
