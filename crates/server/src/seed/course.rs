//! What comes next in a story, and how long people take for it.

use aftercare_domain::{
    intake::CaseKind,
    orders::{FaultCause, Mode, ServiceType, StateName},
    satisfaction::Consequence,
};

use super::{
    luck::Luck,
    story::{QuoteAnswer, Story, Wish},
    tables::FaultRow,
};

/// A thing somebody does about an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    Register,
    Decide,
    Schedule,
    TakeIn,
    Assign,
    Depart,
    Arrive,
    Diagnose,
    Quote,
    Approve,
    Decline,
    /// The remedy that the customer wishes, if the decision gives it.
    Grant,
    /// Begins the repair, or waits for the part that is not there.
    Mend,
    /// The part has come.
    PartArrives,
    BuildIn,
    Finish,
    Check,
    ReturnUnrepaired,
    HandOver,
    SendBack,
    SignOff,
    Collect,
    PayOut,
    FollowUp,
    Resolve,
    ComeBack,
    Cancel,
    Archive,
}

const HOUR: i64 = 60;
const DAY: i64 = 24 * HOUR;

/// When a step is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// So many minutes later, when people work.
    After(i64),
    /// So many minutes before the agreed window begins.
    BeforeVisit(i64),
}

/// The next step; none when the story ends, or stands still, here.
pub fn next(story: &Story, fault: &FaultRow, luck: &mut Luck) -> Option<(Step, When)> {
    if story.halts_here() {
        return None;
    }
    let (step, (from, to)) = match story.course.state {
        StateName::Registered => after_registration(story)?,
        StateName::Scheduled => (Step::Assign, (10, 90)),
        StateName::TakenIn => (Step::Assign, (5, 60)),
        StateName::Assigned if on_the_road(story) => {
            return Some((Step::Depart, When::BeforeVisit(luck.between(15, 40))));
        }
        StateName::Assigned => (Step::Diagnose, (30, 5 * HOUR)),
        StateName::OnTheWay => (Step::Arrive, (15, 50)),
        StateName::OnSite if story.will.fetched => (Step::TakeIn, (20, 40)),
        StateName::OnSite => (Step::Diagnose, (10, 30)),
        StateName::Diagnosed => after_diagnosis(story, fault),
        StateName::Quoted => after_quotation(story)?,
        StateName::Approved => (Step::Mend, (5, 90)),
        StateName::WaitingParts => (Step::PartArrives, (2 * DAY, 6 * DAY)),
        StateName::InRepair if fault.part.is_empty() || story.course.part_built_in => (Step::Finish, fault.minutes),
        StateName::InRepair => (Step::BuildIn, (10, 40)),
        StateName::Repaired => after_repair(story),
        StateName::Ready | StateName::Exchanged => giving_back(story),
        StateName::Refunded if story.course.owed_back > 0 => (Step::PayOut, (5, 2 * DAY)),
        StateName::HandedOver | StateName::Refunded => after_handing_over(story)?,
        StateName::Escalated => (Step::Resolve, (3 * HOUR, 26 * HOUR)),
        StateName::Reopened if story.mode == Mode::OnSite => (Step::Schedule, (20, 3 * HOUR)),
        StateName::Reopened => (Step::TakeIn, (2 * HOUR, DAY)),
        StateName::Closed if may_come_back(story) => (Step::ComeBack, (4 * DAY, 12 * DAY)),
        StateName::Closed | StateName::Cancelled => (Step::Archive, (14 * DAY, 40 * DAY)),
        StateName::Archived => return None,
    };
    // A story that is to stand still somewhere gets there by the shortest way.
    let minutes = if story.halt.is_some() { from } else { luck.between(from, to) * story.will.pace / 100 };
    Some((step, When::After(minutes)))
}

type Wait = (Step, (i64, i64));

fn after_registration(story: &Story) -> Option<Wait> {
    Some(match (&story.will.cancels, story.mode) {
        (Some(_), _) => (Step::Cancel, (40, 5 * HOUR)),
        (None, _) if story.will.decides_first && !story.course.decided => (Step::Decide, (1, 4)),
        (None, Mode::OnSite) => (Step::Schedule, (5, 90)),
        (None, Mode::WalkIn | Mode::MailIn) => (Step::TakeIn, (4, 20)),
    })
}

fn on_the_road(story: &Story) -> bool {
    story.mode == Mode::OnSite && !story.course.kept
}

fn after_diagnosis(story: &Story, fault: &FaultRow) -> Wait {
    let nothing_wrong = fault.cause == FaultCause::NoFault && story.kind == CaseKind::Repair;
    match (story.course.service_type, story.will.wish) {
        _ if nothing_wrong && story.course.kept => (Step::ReturnUnrepaired, (20, 90)),
        _ if nothing_wrong => (Step::Cancel, (10, 20)),
        (ServiceType::Warranty, Some(_)) => (Step::Grant, (20, 3 * HOUR)),
        (ServiceType::Paid, _) => (Step::Quote, (5, 60)),
        _ => (Step::Mend, (10, 2 * HOUR)),
    }
}

fn after_quotation(story: &Story) -> Option<Wait> {
    let patience = if on_the_road(story) { (5, 25) } else { (20, 20 * HOUR) };
    match story.will.quote_answer {
        QuoteAnswer::Yes => Some((Step::Approve, patience)),
        QuoteAnswer::No => Some((Step::Decline, patience)),
        QuoteAnswer::Silence => None,
    }
}

fn after_repair(story: &Story) -> Wait {
    match story.course.kept {
        true => (Step::Check, (10, 2 * HOUR)),
        false if story.course.owed > 0 && story.will.pays => (Step::Collect, (2, 8)),
        false => (Step::SignOff, (3, 12)),
    }
}

fn giving_back(story: &Story) -> Wait {
    match story.mode {
        Mode::MailIn => (Step::SendBack, (HOUR, 5 * HOUR)),
        Mode::WalkIn | Mode::OnSite => (Step::HandOver, (2 * HOUR, 3 * DAY)),
    }
}

/// Nobody is called who still owes money.
fn after_handing_over(story: &Story) -> Option<Wait> {
    match (story.course.owed > 0, story.will.pays) {
        (true, true) => Some((Step::Collect, (1, 6))),
        (true, false) => None,
        (false, _) => Some((Step::FollowUp, (DAY, 3 * DAY))),
    }
}

fn may_come_back(story: &Story) -> bool {
    story.will.comes_back && !story.course.came_back && !story.course.remedied
}

/// The state that a step brings the story to.
pub fn leads_to(step: Step, story: &Story) -> StateName {
    match step {
        Step::Register | Step::Decide => StateName::Registered,
        Step::Schedule => StateName::Scheduled,
        Step::TakeIn => StateName::TakenIn,
        Step::Assign => StateName::Assigned,
        Step::Depart => StateName::OnTheWay,
        Step::Arrive => StateName::OnSite,
        Step::Diagnose => StateName::Diagnosed,
        Step::Quote => StateName::Quoted,
        Step::Approve => StateName::Approved,
        Step::Grant if story.will.wish == Some(Wish::Refund) => StateName::Refunded,
        Step::PayOut => StateName::Refunded,
        Step::Grant => StateName::Exchanged,
        Step::Mend if waits_for_good(story) => StateName::WaitingParts,
        Step::Mend | Step::PartArrives | Step::BuildIn => StateName::InRepair,
        Step::Finish => StateName::Repaired,
        Step::Check | Step::ReturnUnrepaired => StateName::Ready,
        Step::HandOver | Step::SendBack | Step::SignOff | Step::Collect => StateName::HandedOver,
        Step::FollowUp => match story.answer().consequence() {
            Consequence::Closes => StateName::Closed,
            Consequence::Escalates => StateName::Escalated,
            Consequence::Reopens | Consequence::ReopensUnderSupervision => StateName::Reopened,
        },
        Step::Resolve => StateName::Closed,
        Step::ComeBack => StateName::Reopened,
        Step::Decline | Step::Cancel => StateName::Cancelled,
        Step::Archive => StateName::Archived,
    }
}

/// The story is about an order that still waits for its part.
pub fn waits_for_good(story: &Story) -> bool {
    story.halt.is_some_and(|halt| halt.state == StateName::WaitingParts)
}
