//! The three courses of the main job, step by step.

use super::sample::*;
use crate::deadlines::{ClockPolicy, ClockWhat, NextDue, StationTime};
use crate::identity::Role;
use crate::orders::*;
use aftercare_kernel::{BusinessCalendar, calendar::OpeningHours, id::PersonId};
use jiff::{civil::time, tz::TimeZone};

/// One person's step, on facts that the test may change before.
fn step(order: Order, facts: &OrderFacts, person: PersonId, role: Role, verb: Verb, variant: usize) -> Order {
    let roles = [role];
    let taken = take(order, verb, variant, &turn(person, &roles, facts));
    taken.unwrap_or_else(|refusal| panic!("{role} {verb}: {refusal}"))
}

/// Takes the steps one after the other and tells the states.
fn walk(mut order: Order, facts: &mut OrderFacts, steps: &[(PersonId, Role, Verb, usize)]) -> (Order, Vec<StateName>) {
    let mut states = Vec::new();
    for (person, role, verb, variant) in steps {
        order = step(order, facts, *person, *role, *verb, *variant);
        states.push(order.state.name());
    }
    (order, states)
}

#[test]
fn walk_in_warranty_repair() {
    use StateName as S;
    let (desk, hers, his) = (someone_else(), supervisor(), technician());
    let mut facts = kind_facts();
    let registered = order(Mode::WalkIn, ServiceType::Warranty, OrderState::Registered);
    let assigned = {
        let taken_in = step(registered, &facts, desk, Role::Clerk, Verb::TakeIn, 0);
        taken_in.assign(his, &turn(hers, &[Role::Supervisor], &facts)).expect("assigned")
    };
    let (closed, states) = walk(
        assigned,
        &mut facts,
        &[
            (his, Role::Technician, Verb::Diagnose, 0),
            (his, Role::Technician, Verb::ReservePart, 0),
            (his, Role::Technician, Verb::StartRepair, 0),
            (his, Role::Technician, Verb::UsePart, 0),
            (his, Role::Technician, Verb::FinishRepair, 0),
            (hers, Role::Supervisor, Verb::Check, 0),
            (desk, Role::Clerk, Verb::HandOver, 0),
            (desk, Role::Agent, Verb::FollowUp, 0),
            (desk, Role::Agent, Verb::Archive, 0),
        ],
    );
    let expected = [
        S::Diagnosed,
        S::Diagnosed,
        S::InRepair,
        S::InRepair,
        S::Repaired,
        S::Ready,
        S::HandedOver,
        S::Closed,
        S::Archived,
    ];
    assert_eq!(states, expected);
    assert_eq!((closed.round, closed.ended_at, closed.technician()), (1, Some(NOW), Some(his)));
}

#[test]
fn on_site_paid_repair_that_is_not_fixed_the_first_time() {
    use StateName as S;
    let (desk, hers, his) = (someone_else(), supervisor(), technician());
    let mut facts = kind_facts();
    let visit = |order: Order, facts: &OrderFacts| {
        let scheduled = step(order, facts, desk, Role::Agent, Verb::Schedule, 0);
        scheduled.assign(his, &turn(hers, &[Role::Supervisor], facts)).expect("assigned")
    };
    let at_the_customers: &[(PersonId, Role, Verb, usize)] = &[
        (his, Role::Technician, Verb::Depart, 0),
        (his, Role::Technician, Verb::Arrive, 0),
        (his, Role::Technician, Verb::Diagnose, 0),
        (his, Role::Technician, Verb::Quote, 0),
        (his, Role::Technician, Verb::ApproveQuote, 0),
        (his, Role::Technician, Verb::StartRepair, 0),
        (his, Role::Technician, Verb::UsePart, 0),
        (his, Role::Technician, Verb::FinishRepair, 0),
        (his, Role::Technician, Verb::SignOff, 0),
    ];
    let registered = order(Mode::OnSite, ServiceType::Paid, OrderState::Registered);
    let (signed, states) = walk(visit(registered, &facts), &mut facts, at_the_customers);
    let expected = [
        S::OnTheWay,
        S::OnSite,
        S::Diagnosed,
        S::Quoted,
        S::Approved,
        S::InRepair,
        S::InRepair,
        S::Repaired,
        S::HandedOver,
    ];
    assert_eq!(states, expected);

    facts.balance = money(18_000);
    let paid = step(signed, &facts, his, Role::Technician, Verb::Collect, 0);
    facts.balance = money(0);
    let reopened = step(paid, &facts, desk, Role::Agent, Verb::FollowUp, 2);
    assert_eq!((reopened.state.name(), reopened.round, reopened.ended_at), (S::Reopened, 2, None));

    let (signed, _) = walk(visit(reopened, &facts), &mut facts, at_the_customers);
    let closed = step(signed, &facts, desk, Role::Agent, Verb::FollowUp, 0);
    assert_eq!((closed.state.name(), closed.round, closed.ended_at), (S::Closed, 2, Some(NOW)));
}

#[test]
fn mail_in_exchange() {
    use StateName as S;
    let (desk, hers, his) = (someone_else(), supervisor(), technician());
    let mut facts = kind_facts();
    let registered = order(Mode::MailIn, ServiceType::Warranty, OrderState::Registered);
    let taken_in = step(registered, &facts, desk, Role::Clerk, Verb::TakeIn, 0);
    assert_eq!(taken_in.state.custody().and_then(|c| c.waybill.as_deref()), Some("SF1234567890"));
    let assigned = taken_in.assign(his, &turn(hers, &[Role::Supervisor], &facts)).expect("assigned");
    let (exchanged, _) = walk(
        assigned,
        &mut facts,
        &[(his, Role::Technician, Verb::Diagnose, 0), (hers, Role::Supervisor, Verb::Exchange, 0)],
    );
    assert_eq!(exchanged.state.custody(), None, "the old device is ours; its slip is void");
    let (closed, states) =
        walk(exchanged, &mut facts, &[(desk, Role::Clerk, Verb::SendBack, 0), (desk, Role::Agent, Verb::FollowUp, 0)]);
    assert_eq!(states, [S::HandedOver, S::Closed]);
    assert!(matches!(closed.state, OrderState::Closed { end: OrderEnd::Exchanged, .. }));
}

#[test]
fn what_cannot_be_done_at_home_is_taken_to_the_workshop() {
    let (hers, his) = (supervisor(), technician());
    let mut facts = kind_facts();
    let on_site = order(Mode::OnSite, ServiceType::Warranty, state(StateName::OnSite, false));
    let taken_in = step(on_site, &facts, his, Role::Technician, Verb::TakeIn, 0);
    let assigned = taken_in.assign(his, &turn(hers, &[Role::Supervisor], &facts)).expect("assigned");
    let (handed, states) = walk(
        assigned,
        &mut facts,
        &[
            (his, Role::Technician, Verb::Diagnose, 0),
            (his, Role::Technician, Verb::StartRepair, 0),
            (his, Role::Technician, Verb::FinishRepair, 0),
            (hers, Role::Supervisor, Verb::Check, 0),
            (his, Role::Technician, Verb::HandOver, 0),
        ],
    );
    assert_eq!(states.last(), Some(&StateName::HandedOver));
    assert!(matches!(handed.state, OrderState::HandedOver { handed: HandedHow::OnSite { .. }, .. }));
}

#[test]
fn a_customer_who_is_not_content_is_heard_by_the_supervisor() {
    let (desk, hers) = (someone_else(), supervisor());
    let facts = kind_facts();
    let handed = order(Mode::WalkIn, ServiceType::Paid, state(StateName::HandedOver, true));
    let escalated = step(handed, &facts, desk, Role::Agent, Verb::FollowUp, 1);
    assert_eq!((escalated.state.name(), escalated.clock()), (StateName::Escalated, Some(ClockWhat::Escalation)));
    let settled = step(escalated.clone(), &facts, hers, Role::Supervisor, Verb::Resolve, 0);
    assert_eq!(settled.state.name(), StateName::Closed);
    let again = step(escalated, &facts, hers, Role::Supervisor, Verb::Resolve, 1);
    assert_eq!((again.state.name(), again.round), (StateName::Reopened, 2));
}

#[test]
fn deadlines_follow_the_promise_else_run_on_else_start_anew() {
    let zone = TimeZone::get("Asia/Shanghai").expect("zone");
    let opening = OpeningHours::new(time(9, 0, 0, 0), time(18, 0, 0, 0)).expect("hours");
    let calendar = BusinessCalendar::china();
    let station = StationTime { zone: &zone, opening: &opening, calendar: &calendar };
    let due = |state: OrderState, running| {
        order(Mode::OnSite, ServiceType::Paid, state).next_due(running, NOW, ClockPolicy::usual, &station)
    };
    let running = Some(NextDue { what: ClockWhat::Repair, at: NOW });
    let visit = due(state(StateName::Scheduled, false), None).expect("due");
    assert_eq!(visit, NextDue { what: ClockWhat::Visit, at: window().to }, "the window is the promise");
    let in_custody = due(state(StateName::InRepair, true), running).expect("due");
    assert_eq!(in_custody.at, station.end_of(slip().promised_on), "the slip's day is the promise");
    assert_eq!(due(state(StateName::InRepair, false), running), running, "the clock runs on");
    let fresh = due(state(StateName::HandedOver, false), running).expect("due");
    assert_eq!(
        fresh,
        NextDue { what: ClockWhat::FollowUp, at: ClockPolicy::usual(ClockWhat::FollowUp).due(NOW, &station) }
    );
    assert_eq!(due(state(StateName::Closed, false), running), None);
}
