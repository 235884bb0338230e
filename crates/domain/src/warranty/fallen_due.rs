//! What time alone brings: deadlines of a decision that have passed, and remedies that are open since.

use aftercare_kernel::{Date, calendar::days_after};

use super::{
    decision::{Deadline, Decision, Offer},
    words::{ClockKind, Remedy},
};

/// What a later decision of the same case has that those before it had not, by the time that has passed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FallenDue {
    /// Open now, and were not before.
    pub remedies: Vec<Remedy>,
    /// What had to be done by a day that is over.
    pub missed: Vec<ClockKind>,
}

impl FallenDue {
    pub fn is_nothing(&self) -> bool {
        self.remedies.is_empty() && self.missed.is_empty()
    }

    /// By what was decided before, the newest last. A deadline counts from the first decision that set it: asking again
    /// gives nobody more time.
    pub fn since(earlier: &[Decision], now: &Decision) -> FallenDue {
        let Some(last) = earlier.last() else { return FallenDue::default() };
        let opened = |offer: &&Offer| offer.remedy.is_free() && last.offers(offer.remedy).is_none();
        let first_due = |what: ClockKind| earlier.iter().filter_map(|decision| decision.deadline(what)).min();
        let passed = |what: &&ClockKind| {
            !what.opens() && first_due(**what).is_some_and(|due| (last.as_of..now.as_of).contains(&due))
        };
        FallenDue {
            remedies: now.remedies.iter().filter(opened).map(|offer| offer.remedy).collect(),
            missed: ClockKind::ALL.iter().filter(passed).copied().collect(),
        }
    }
}

impl Decision {
    /// The first day after `day` on which the case has to be looked at again, because a deadline runs out.
    pub fn look_again_on(&self, day: Date) -> Option<Date> {
        self.clocks.iter().map(Deadline::counts_from).filter(|from| *from > day).min()
    }
}

impl Deadline {
    /// From some days on something is due; others are the last on which something can be done in time.
    fn counts_from(&self) -> Date {
        if self.what.opens() { self.due } else { days_after(self.due, 1) }
    }
}

impl ClockKind {
    const fn opens(self) -> bool {
        matches!(self, ClockKind::Loaner | ClockKind::PartsWait | ClockKind::RepairDelay)
    }
}
