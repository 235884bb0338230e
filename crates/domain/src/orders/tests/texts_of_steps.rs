//! What a page learns about the steps of an order.

use super::sample::*;
use crate::Refuse;
use crate::identity::Role;
use crate::orders::*;

#[test]
fn every_closed_step_says_why_and_the_usual_one_is_open() {
    let facts = kind_facts();
    let diagnosed = order(Mode::WalkIn, ServiceType::Warranty, state(StateName::Diagnosed, true));
    let steps = diagnosed.steps(&turn(technician(), &[Role::Technician], &facts));
    let open: Vec<Verb> = steps.iter().filter(|s| s.refusal.is_none()).map(|s| s.verb).collect();
    let expected = [
        Verb::Decide,
        Verb::Diagnose,
        Verb::ReservePart,
        Verb::WaitForParts,
        Verb::StartRepair,
        Verb::ReturnUnrepaired,
    ];
    assert_eq!(open, expected);
    let view = |verb: Verb| steps.iter().find(|s| s.verb == verb).expect("a step");
    let exchange = view(Verb::Exchange).refusal.as_ref().expect("refused");
    assert_eq!(exchange.code, "orders-refusal-not-your-role");
    assert!(view(Verb::Exchange).starts_here);
    let hand_over = view(Verb::HandOver).refusal.as_ref().expect("refused");
    assert_eq!((hand_over.code, hand_over.opens), ("orders-refusal-not-yet", Some("orders-opens-first-step")));
    assert_eq!(hand_over.params.get("first").map(String::as_str), Some("orders-verb-start-repair"));
    assert!(
        steps.iter().all(|s| s.verb != Verb::Quote && s.verb != Verb::Depart),
        "steps of other modes and types stay out"
    );
}

#[test]
fn the_main_step_is_the_next_one_and_not_the_one_just_taken() {
    let facts = kind_facts();
    let table = [
        (StateName::TakenIn, Some(Verb::Assign)),
        (StateName::Assigned, Some(Verb::Diagnose)),
        (StateName::Diagnosed, Some(Verb::StartRepair)),
        (StateName::InRepair, Some(Verb::FinishRepair)),
        (StateName::Archived, None),
    ];
    for (from, main) in table {
        let order = order(Mode::WalkIn, ServiceType::Warranty, state(from, true));
        let steps = order.steps(&turn(supervisor(), ALL_ROLES, &facts));
        let first = steps.iter().find(|step| step.refusal.is_none() && step.usual).map(|step| step.verb);
        assert_eq!(first, main, "{from}");
    }
}

#[test]
fn the_first_step_leads_by_the_usual_course() {
    let table = [
        (StateName::Registered, Verb::HandOver, Mode::WalkIn, ServiceType::Warranty, Some(Verb::TakeIn)),
        (StateName::Registered, Verb::SignOff, Mode::OnSite, ServiceType::Paid, Some(Verb::Schedule)),
        (StateName::InRepair, Verb::HandOver, Mode::WalkIn, ServiceType::Warranty, Some(Verb::FinishRepair)),
        (StateName::Diagnosed, Verb::StartRepair, Mode::WalkIn, ServiceType::Paid, Some(Verb::Quote)),
        (StateName::Exchanged, Verb::FollowUp, Mode::MailIn, ServiceType::Warranty, Some(Verb::SendBack)),
        (StateName::Closed, Verb::UsePart, Mode::WalkIn, ServiceType::Warranty, Some(Verb::Reopen)),
        (StateName::Archived, Verb::UsePart, Mode::WalkIn, ServiceType::Warranty, None),
        (StateName::Repaired, Verb::FollowUp, Mode::WalkIn, ServiceType::Warranty, Some(Verb::Check)),
        // What has been done, or lies behind, is not promised for after the hand-over.
        (StateName::TakenIn, Verb::TakeIn, Mode::WalkIn, ServiceType::Warranty, None),
        (StateName::InRepair, Verb::TakeIn, Mode::WalkIn, ServiceType::Warranty, None),
        (StateName::InRepair, Verb::Assign, Mode::WalkIn, ServiceType::Warranty, None),
        (StateName::InRepair, Verb::Diagnose, Mode::WalkIn, ServiceType::Warranty, None),
        (StateName::InRepair, Verb::StartRepair, Mode::WalkIn, ServiceType::Warranty, None),
        (StateName::InRepair, Verb::Cancel, Mode::WalkIn, ServiceType::Warranty, None),
        (StateName::InRepair, Verb::Check, Mode::WalkIn, ServiceType::Warranty, Some(Verb::FinishRepair)),
        (StateName::Closed, Verb::FollowUp, Mode::WalkIn, ServiceType::Warranty, None),
    ];
    for (from, wish, mode, service_type, expected) in table {
        assert_eq!(first_step_towards(from, wish, mode, service_type), expected, "{from} → {wish}");
    }
}

#[test]
fn an_archived_order_takes_no_step() {
    let facts = kind_facts();
    let archived = order(Mode::WalkIn, ServiceType::Warranty, state(StateName::Archived, true));
    let refused = archived.permit(Verb::Reopen, &turn(supervisor(), ALL_ROLES, &facts)).expect_err("refused");
    assert_eq!(refused, OrderRefusal::NoLonger { from: StateName::Archived, wish: Verb::Reopen });
    assert_eq!(refused.opens(), None);
}

#[test]
fn a_step_of_another_mode_says_so() {
    let facts = kind_facts();
    let walk_in = order(Mode::WalkIn, ServiceType::Paid, OrderState::Registered);
    let refused = walk_in.permit(Verb::Depart, &turn(supervisor(), ALL_ROLES, &facts));
    assert_eq!(refused, Err(OrderRefusal::WrongMode { wish: Verb::Depart, mode: Mode::WalkIn }));
}
