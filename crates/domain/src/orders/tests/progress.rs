//! What the customer is told in each state.

use super::sample::{money, signature, slip, state, window};
use crate::orders::*;

fn told(name: StateName, in_custody: bool, mode: Mode) -> Progress {
    state(name, in_custody).progress(mode, money(0))
}

#[test]
fn every_state_says_what_comes_next_for_the_customer() {
    use Progress as P;
    use StateName as S;
    for (name, in_custody, mode, expected) in [
        (S::Registered, true, Mode::WalkIn, P::Registered),
        (S::Scheduled, false, Mode::OnSite, P::VisitPlanned),
        (S::TakenIn, true, Mode::WalkIn, P::Received),
        (S::Assigned, true, Mode::WalkIn, P::Received),
        (S::Assigned, false, Mode::OnSite, P::VisitPlanned),
        (S::OnTheWay, false, Mode::OnSite, P::OnTheWay),
        (S::OnSite, false, Mode::OnSite, P::BeingChecked),
        (S::Diagnosed, true, Mode::WalkIn, P::BeingChecked),
        (S::Quoted, true, Mode::WalkIn, P::WaitingForAnswer),
        (S::Approved, true, Mode::WalkIn, P::Agreed),
        (S::WaitingParts, true, Mode::WalkIn, P::WaitingForParts),
        (S::InRepair, true, Mode::WalkIn, P::InRepair),
        (S::Repaired, true, Mode::WalkIn, P::LastCheck),
        (S::Repaired, false, Mode::OnSite, P::WorkDone),
        (S::Ready, true, Mode::WalkIn, P::ReadyToFetch),
        (S::Ready, true, Mode::MailIn, P::ReadyToSend),
        (S::Ready, false, Mode::OnSite, P::WorkDone),
        (S::Exchanged, true, Mode::WalkIn, P::NewDeviceReady),
        (S::Refunded, true, Mode::WalkIn, P::PaidBack),
        (S::HandedOver, true, Mode::WalkIn, P::HandedOver),
        (S::Escalated, true, Mode::WalkIn, P::LookedAfter),
        (S::Reopened, true, Mode::WalkIn, P::TakenUpAgain),
        (S::Closed, true, Mode::WalkIn, P::Closed),
        (S::Cancelled, true, Mode::WalkIn, P::Cancelled),
        (S::Archived, true, Mode::WalkIn, P::Closed),
    ] {
        assert_eq!(told(name, in_custody, mode), expected, "{name}");
    }
}

#[test]
fn a_promised_refund_is_said_to_be_paid_back_once_it_is() {
    let promised = state(StateName::Refunded, true);
    assert_eq!(promised.progress(Mode::WalkIn, money(1)), Progress::ToBePaidBack);
    let OrderState::Closed { technician, at, .. } = state(StateName::Closed, true) else { panic!("closed") };
    let closed = OrderState::Closed { technician, end: OrderEnd::Refunded, at };
    assert_eq!(closed.progress(Mode::WalkIn, money(0)), Progress::PaidBack);
    let away = OrderState::Archived { technician: None, end: None, ended_at: at, at };
    assert_eq!(away.progress(Mode::WalkIn, money(0)), Progress::Cancelled);
}

#[test]
fn a_repair_that_did_not_hold_is_looked_at_again() {
    for in_custody in [true, false] {
        let OrderState::Repaired { job, finished_at, .. } = state(StateName::Repaired, in_custody) else {
            panic!("repaired")
        };
        let failed = OrderState::Repaired { job, outcome: Outcome::Recurred, finished_at };
        assert_eq!(failed.progress(Mode::WalkIn, money(0)), Progress::BeingChecked);
    }
}

#[test]
fn the_visit_is_told_until_it_is_there_and_the_day_until_the_device_is_ready() {
    let (visit, day) = (Some(Promise::Visit(window())), Some(Promise::ReadyOn(slip().promised_on)));
    for (name, in_custody, expected) in [
        (StateName::Registered, true, None),
        (StateName::Scheduled, false, visit),
        (StateName::Assigned, false, visit),
        (StateName::OnTheWay, false, visit),
        (StateName::OnSite, false, None),
        (StateName::TakenIn, true, day),
        (StateName::Assigned, true, day),
        (StateName::WaitingParts, true, day),
        (StateName::Repaired, true, day),
        (StateName::Ready, true, None),
        (StateName::Exchanged, true, None),
        (StateName::HandedOver, true, None),
    ] {
        assert_eq!(state(name, in_custody).promise(), expected, "{name}");
    }
}

#[test]
fn what_went_back_by_mail_has_its_waybill() {
    let OrderState::HandedOver { work, end, at, .. } = state(StateName::HandedOver, true) else {
        panic!("handed over")
    };
    let sent = |handed| OrderState::HandedOver { work: work.clone(), end, handed, at };
    let by_mail = sent(HandedHow::ByMail { waybill: "SF9876543210".into() });
    assert_eq!(by_mail.progress(Mode::MailIn, money(0)), Progress::SentBack);
    assert_eq!(by_mail.waybill_back(), Some("SF9876543210"));
    assert_eq!(sent(HandedHow::OnSite { signature: signature() }).waybill_back(), None);
}
