//! What must hold before a step, at its border.

use super::sample::*;
use crate::identity::Role;
use crate::orders::*;
use aftercare_kernel::{Date, calendar::days_after};

fn refusal(order: Order, verb: Verb, facts: &OrderFacts) -> Option<OrderRefusal> {
    take(order, verb, 0, &turn(supervisor(), ALL_ROLES, facts)).err()
}

fn at_the_counter(service_type: ServiceType, name: StateName) -> Order {
    order(Mode::WalkIn, service_type, state(name, true))
}

#[test]
fn warranty_work_needs_a_decision_that_gives_repair() {
    let diagnosed = || at_the_counter(ServiceType::Warranty, StateName::Diagnosed);
    let undecided = OrderFacts { decision: None, ..kind_facts() };
    assert_eq!(refusal(diagnosed(), Verb::StartRepair, &undecided), Some(OrderRefusal::NoDecision));
    let mut no_repair = kind_facts();
    no_repair.decision.as_mut().expect("decision").offers.remove(&Offer::Repair);
    assert_eq!(refusal(diagnosed(), Verb::StartRepair, &no_repair), Some(OrderRefusal::DecisionGivesNoRepair));
    assert_eq!(refusal(diagnosed(), Verb::StartRepair, &kind_facts()), None);
    let contract = at_the_counter(ServiceType::Contract, StateName::Diagnosed);
    assert_eq!(refusal(contract, Verb::StartRepair, &undecided), None, "a contract needs no decision");
}

#[test]
fn an_exchange_and_a_refund_need_a_decision_that_gives_them() {
    for (verb, offer, expected) in [
        (Verb::Exchange, Offer::Exchange, OrderRefusal::DecisionGivesNoExchange),
        (Verb::Refund, Offer::Refund, OrderRefusal::DecisionGivesNoRefund),
    ] {
        let mut facts = kind_facts();
        facts.decision.as_mut().expect("decision").offers.remove(&offer);
        let diagnosed = || at_the_counter(ServiceType::Warranty, StateName::Diagnosed);
        assert_eq!(refusal(diagnosed(), verb, &facts), Some(expected));
        assert_eq!(refusal(diagnosed(), verb, &kind_facts()), None);
    }
}

#[test]
fn paid_work_is_quoted_and_approved_first() {
    let diagnosed = at_the_counter(ServiceType::Paid, StateName::Diagnosed);
    let expected = OrderRefusal::NotYet { from: StateName::Diagnosed, wish: Verb::StartRepair, first: Verb::Quote };
    assert_eq!(refusal(diagnosed, Verb::StartRepair, &kind_facts()), Some(expected));
    let late = OrderFacts { quote_in_force: false, ..kind_facts() };
    let quoted = at_the_counter(ServiceType::Paid, StateName::Quoted);
    assert_eq!(refusal(quoted, Verb::ApproveQuote, &late), Some(OrderRefusal::NoQuoteInForce));
    let warranty = at_the_counter(ServiceType::Warranty, StateName::Diagnosed);
    let wrong_type = OrderRefusal::WrongType { wish: Verb::Quote, service_type: ServiceType::Warranty };
    assert_eq!(refusal(warranty, Verb::Quote, &kind_facts()), Some(wrong_type));
}

#[test]
fn who_bears_the_work_is_settled_before_it_begins() {
    let facts = kind_facts();
    let decide = |name, service_type| {
        let decision = kind_facts().decision.expect("decision").id;
        let decided = at_the_counter(ServiceType::Warranty, name).decide(
            decision,
            service_type,
            &turn(supervisor(), ALL_ROLES, &facts),
        );
        decided.map(|order| (order.service_type, order.decision.is_some()))
    };
    assert_eq!(decide(StateName::Diagnosed, ServiceType::Paid), Ok((ServiceType::Paid, true)));
    assert_eq!(decide(StateName::Reopened, ServiceType::Paid), Ok((ServiceType::Paid, true)));
    assert_eq!(decide(StateName::InRepair, ServiceType::Warranty), Ok((ServiceType::Warranty, true)));
    for name in [StateName::WaitingParts, StateName::InRepair, StateName::Repaired, StateName::Ready] {
        assert_eq!(decide(name, ServiceType::Paid), Err(OrderRefusal::TypeSettled), "{name}");
    }
}

#[test]
fn reserved_parts_are_used_or_released_before_the_work_is_done() {
    let held = OrderFacts { parts_held: 2, ..kind_facts() };
    let in_repair = at_the_counter(ServiceType::Warranty, StateName::InRepair);
    assert_eq!(refusal(in_repair, Verb::FinishRepair, &held), Some(OrderRefusal::PartsStillHeld { count: 2 }));
}

#[test]
fn who_repaired_does_not_check() {
    let facts = kind_facts();
    let repaired = || at_the_counter(ServiceType::Warranty, StateName::Repaired);
    let own = repaired().check(CheckResult::Passed, &turn(technician(), ALL_ROLES, &facts));
    assert_eq!(own, Err(OrderRefusal::OwnWorkNotChecked));
    assert!(repaired().check(CheckResult::Passed, &turn(supervisor(), ALL_ROLES, &facts)).is_ok());
}

#[test]
fn what_is_not_fixed_does_not_pass_the_check() {
    let facts = kind_facts();
    let turn = turn(supervisor(), ALL_ROLES, &facts);
    let unusable = || {
        let in_repair = at_the_counter(ServiceType::Warranty, StateName::InRepair);
        in_repair.finish_repair(Outcome::Unusable, &turn).expect("finished")
    };
    assert_eq!(unusable().check(CheckResult::Passed, &turn), Err(OrderRefusal::NotFixed));
    assert!(unusable().check(CheckResult::Failed, &turn).is_ok());
    assert!(take(unusable(), Verb::Exchange, 0, &turn).is_ok());
}

#[test]
fn an_order_is_not_closed_before_it_is_paid() {
    let owing = OrderFacts { balance: money(1), ..kind_facts() };
    let turn = turn(supervisor(), ALL_ROLES, &owing);
    for (name, verb) in [(StateName::HandedOver, Verb::FollowUp), (StateName::Escalated, Verb::Resolve)] {
        let closed = take(at_the_counter(ServiceType::Paid, name), verb, 0, &turn);
        assert_eq!(closed, Err(OrderRefusal::NotPaid { balance: "CNY 0.01".into() }), "{verb}");
    }
    let unhappy = take(at_the_counter(ServiceType::Paid, StateName::HandedOver), Verb::FollowUp, 1, &turn);
    assert!(unhappy.is_ok(), "an unhappy answer is taken whatever is owed");
    let paid_ahead = OrderFacts { balance: money(-1), ..kind_facts() };
    assert_eq!(refusal(at_the_counter(ServiceType::Paid, StateName::HandedOver), Verb::FollowUp, &paid_ahead), None);
}

#[test]
fn only_what_is_owed_is_collected() {
    let ready = at_the_counter(ServiceType::Paid, StateName::Ready);
    assert_eq!(refusal(ready, Verb::Collect, &kind_facts()), Some(OrderRefusal::NothingToPay));
}

#[test]
fn work_that_may_fail_its_check_is_not_paid_for_yet() {
    let owing = OrderFacts { balance: money(100), ..kind_facts() };
    let repaired = |in_custody| order(Mode::OnSite, ServiceType::Paid, state(StateName::Repaired, in_custody));
    assert_eq!(refusal(repaired(true), Verb::Collect, &owing), Some(OrderRefusal::NothingToPay));
    assert_eq!(refusal(repaired(false), Verb::Collect, &owing), None, "at the customer's it is paid on the spot");
}

#[test]
fn a_device_in_custody_is_given_back_before_the_order_is_cancelled() {
    let diagnosed = at_the_counter(ServiceType::Warranty, StateName::Diagnosed);
    assert_eq!(refusal(diagnosed.clone(), Verb::Cancel, &kind_facts()), Some(OrderRefusal::DeviceInCustody));
    let facts = kind_facts();
    let ready = take(diagnosed, Verb::ReturnUnrepaired, 0, &turn(supervisor(), ALL_ROLES, &facts)).expect("ready");
    assert!(matches!(ready.state, OrderState::Ready { end: OrderEnd::Unrepaired, .. }));
    let at_home = order(Mode::OnSite, ServiceType::Paid, state(StateName::Diagnosed, false));
    assert_eq!(refusal(at_home.clone(), Verb::Cancel, &kind_facts()), None);
    assert_eq!(refusal(at_home, Verb::ReturnUnrepaired, &kind_facts()), Some(OrderRefusal::DeviceNotInCustody));
}

#[test]
fn a_declined_quotation_gives_the_device_back_or_ends_the_visit() {
    let facts = kind_facts();
    let turn = turn(supervisor(), ALL_ROLES, &facts);
    let counter = at_the_counter(ServiceType::Paid, StateName::Quoted).decline_quote("太贵", &turn).expect("declined");
    assert_eq!((counter.state.name(), counter.ended_at), (StateName::Ready, None));
    let home = order(Mode::OnSite, ServiceType::Paid, state(StateName::Quoted, false));
    let home = home.decline_quote("太贵", &turn).expect("declined");
    assert_eq!((home.state.name(), home.ended_at), (StateName::Cancelled, Some(NOW)));
}

#[test]
fn a_device_is_diagnosed_only_where_it_is() {
    let on_the_road = order(Mode::OnSite, ServiceType::Paid, state(StateName::Assigned, false));
    assert_eq!(refusal(on_the_road, Verb::Diagnose, &kind_facts()), Some(OrderRefusal::DeviceNotAtHand));
    let on_site = order(Mode::OnSite, ServiceType::Paid, state(StateName::OnSite, false));
    assert_eq!(refusal(on_site, Verb::Diagnose, &kind_facts()), None);
}

#[test]
fn a_technician_works_on_their_own_orders() {
    let facts = kind_facts();
    let diagnosed = || at_the_counter(ServiceType::Warranty, StateName::Diagnosed);
    let stranger = turn(someone_else(), &[Role::Technician], &facts);
    assert_eq!(diagnosed().start_repair(&stranger), Err(OrderRefusal::NotYourOrder { wish: Verb::StartRepair }));
    assert!(diagnosed().start_repair(&turn(technician(), &[Role::Technician], &facts)).is_ok());
    assert!(diagnosed().start_repair(&turn(someone_else(), &[Role::Technician, Role::Supervisor], &facts)).is_ok());
    let agent = turn(someone_else(), &[Role::Agent], &facts);
    assert_eq!(diagnosed().start_repair(&agent), Err(OrderRefusal::NotYourRole { wish: Verb::StartRepair }));
}

#[test]
fn a_slip_is_whole() {
    let facts = kind_facts();
    let turn = turn(supervisor(), ALL_ROLES, &facts);
    let take_in = |mode, slip: SlipDraft| {
        order(mode, ServiceType::Warranty, OrderState::Registered).take_in(&slip, &turn).map(|order| order.state)
    };
    let bare = SlipDraft { appearance: " ".into(), ..slip() };
    assert_eq!(take_in(Mode::WalkIn, bare), Err(OrderRefusal::AppearanceMissing));
    let long = SlipDraft { accessories: "长".repeat(1001), ..slip() };
    assert_eq!(take_in(Mode::WalkIn, long), Err(OrderRefusal::AppearanceTooLong { most: 1000 }));
    let yesterday = SlipDraft { promised_on: Date::constant(2026, 3, 2), ..slip() };
    assert_eq!(take_in(Mode::WalkIn, yesterday), Err(OrderRefusal::PromiseBeforeToday));
    let no_waybill = SlipDraft { waybill: None, ..slip() };
    assert_eq!(take_in(Mode::MailIn, no_waybill.clone()), Err(OrderRefusal::WaybillUnfit));
    assert!(take_in(Mode::WalkIn, no_waybill).is_ok());
    assert!(take_in(Mode::WalkIn, SlipDraft { promised_on: TODAY, ..slip() }).is_ok());
    let in_days = |days| SlipDraft { promised_on: days_after(TODAY, days), ..slip() };
    assert!(take_in(Mode::WalkIn, in_days(180)).is_ok());
    assert_eq!(take_in(Mode::WalkIn, in_days(181)), Err(OrderRefusal::PromiseTooFar { most: 180 }));
}

#[test]
fn a_finding_does_not_contradict_itself() {
    let facts = kind_facts();
    let turn = turn(technician(), ALL_ROLES, &facts);
    for (code, listed, cause, fits) in [
        ("no_display", true, FaultCause::Quality, true),
        ("no_display", true, FaultCause::Misuse, true),
        ("no_display", true, FaultCause::NoFault, false),
        ("no_display", false, FaultCause::NoFault, true),
        ("customer_damage", false, FaultCause::Quality, false),
        ("customer_damage", true, FaultCause::Misuse, true),
        ("customer_damage", false, FaultCause::Unauthorised, true),
        ("no_fault", false, FaultCause::NoFault, true),
        ("no_fault", true, FaultCause::NoFault, false),
        ("no_fault", false, FaultCause::Wear, false),
        ("HX-17", true, FaultCause::Quality, true),
    ] {
        let finding = Finding { fault_code: code.into(), listed, cause, ..finding() };
        let assigned = at_the_counter(ServiceType::Warranty, StateName::Assigned);
        let expected = if fits { None } else { Some(OrderRefusal::CauseContradicts { code: code.into() }) };
        assert_eq!(assigned.diagnose(finding, &turn).err(), expected, "{code} {listed} {cause}");
    }
}

#[test]
fn a_window_is_up_to_a_day_and_not_past() {
    let facts = kind_facts();
    let turn = turn(supervisor(), ALL_ROLES, &facts);
    let schedule = |from: i64, to: i64| {
        let window = Window { from: NOW.plus_seconds(from), to: NOW.plus_seconds(to) };
        order(Mode::OnSite, ServiceType::Paid, OrderState::Registered).schedule(window, &turn).err()
    };
    let table = [
        (0, 86_400, None),
        (180 * 86_400, 180 * 86_400 + 60, None),
        (180 * 86_400 + 1, 180 * 86_400 + 60, Some(OrderRefusal::WindowTooFar { most: 180 })),
        (0, 86_401, Some(OrderRefusal::WindowUnfit)),
        (60, 60, Some(OrderRefusal::WindowUnfit)),
        (60, 0, Some(OrderRefusal::WindowUnfit)),
        (-3600, 0, Some(OrderRefusal::WindowPast)),
        (-3600, 1, None),
    ];
    for (from, to, expected) in table {
        assert_eq!(schedule(from, to), expected, "{from}..{to}");
    }
}

#[test]
fn a_finding_has_a_code_and_words() {
    let facts = kind_facts();
    let turn = turn(technician(), ALL_ROLES, &facts);
    let diagnose = |fault_code: &str, found: &str| {
        let finding = Finding { fault_code: fault_code.into(), found: found.into(), ..finding() };
        at_the_counter(ServiceType::Warranty, StateName::Assigned).diagnose(finding, &turn).err()
    };
    assert_eq!(diagnose("M03", "主板"), None);
    for code in ["", "M 3", "故障", &"M".repeat(41)] {
        assert_eq!(diagnose(code, "主板"), Some(OrderRefusal::FaultCodeUnfit), "{code}");
    }
    assert_eq!(diagnose("M03", " "), Some(OrderRefusal::FoundMissing));
    assert_eq!(diagnose("M03", &"坏".repeat(1001)), Some(OrderRefusal::FoundTooLong { most: 1000 }));
}

#[test]
fn what_is_done_against_someones_wish_has_a_reason() {
    let facts = kind_facts();
    let turn = turn(supervisor(), ALL_ROLES, &facts);
    let registered = || order(Mode::WalkIn, ServiceType::Paid, OrderState::Registered);
    assert_eq!(registered().cancel("  ", &turn), Err(OrderRefusal::ReasonMissing));
    assert_eq!(registered().cancel(&"x".repeat(1001), &turn), Err(OrderRefusal::ReasonTooLong { most: 1000 }));
    let closed = at_the_counter(ServiceType::Paid, StateName::Closed);
    assert_eq!(closed.reopen("", &turn), Err(OrderRefusal::ReasonMissing));
}

#[test]
fn an_order_is_handed_on_to_somebody_else() {
    let facts = kind_facts();
    let turn = turn(supervisor(), ALL_ROLES, &facts);
    for name in
        [StateName::Diagnosed, StateName::Quoted, StateName::Approved, StateName::WaitingParts, StateName::InRepair]
    {
        let here = || at_the_counter(ServiceType::Paid, name);
        assert_eq!(here().hand_on(technician(), &turn), Err(OrderRefusal::SameTechnician));
        let handed = here().hand_on(someone_else(), &turn).expect("handed on");
        assert_eq!((handed.technician(), handed.state.name()), (Some(someone_else()), name));
    }
}

#[test]
fn what_was_paid_back_is_worked_on_no_more() {
    let facts = kind_facts();
    let turn = turn(supervisor(), ALL_ROLES, &facts);
    let closed = |end| OrderState::Closed { technician: technician(), end, at: NOW };
    let refunded = order(Mode::WalkIn, ServiceType::Warranty, closed(OrderEnd::Refunded));
    assert_eq!(refunded.permit(Verb::Reopen, &turn), Err(OrderRefusal::PriceGivenBack));
    let exchanged = order(Mode::WalkIn, ServiceType::Warranty, closed(OrderEnd::Exchanged));
    assert!(exchanged.permit(Verb::Reopen, &turn).is_ok(), "the device given for it may fail too");
    let given_back = at_the_counter(ServiceType::Warranty, StateName::Refunded).follow_up(Answer::Escalate, &turn);
    let given_back = given_back.expect("heard");
    let again = given_back.clone().resolve(Resolution::WorkAgain { reason: "还是黑屏".into() }, &turn);
    assert_eq!(again, Err(OrderRefusal::PriceGivenBack));
    assert!(given_back.resolve(Resolution::Settled, &turn).is_ok());
}

#[test]
fn a_price_that_was_promised_back_is_paid_out_before_the_order_is_closed() {
    let owing = OrderFacts { owed_back: money(299_900), ..kind_facts() };
    let turn = turn(supervisor(), ALL_ROLES, &owing);
    let refunded = || at_the_counter(ServiceType::Warranty, StateName::Refunded);
    let owed = || OrderRefusal::NotPaidOut { owed: "CNY 2999.00".into() };
    assert_eq!(refunded().follow_up(Answer::Satisfied, &turn), Err(owed()));
    let unhappy = refunded().follow_up(Answer::Escalate, &turn).expect("an unhappy answer is taken whatever is owed");
    assert_eq!(unhappy.clone().resolve(Resolution::Settled, &turn), Err(owed()));
    for order in [refunded(), unhappy] {
        assert_eq!(order.pay_out(money(299_900), &turn), Ok(()));
        let other = order.pay_out(money(299_899), &turn);
        assert_eq!(other, Err(OrderRefusal::OtherSumOwed { owed: "CNY 2999.00".into() }), "all of it, and no more");
    }
}

#[test]
fn nothing_is_paid_out_twice_or_where_nothing_was_promised() {
    let (paid, owing) = (kind_facts(), OrderFacts { owed_back: money(1), ..kind_facts() });
    let refunded = at_the_counter(ServiceType::Warranty, StateName::Refunded);
    assert_eq!(refusal(refunded, Verb::PayOut, &paid), Some(OrderRefusal::NothingToPayOut));
    for name in [StateName::Diagnosed, StateName::HandedOver, StateName::Escalated, StateName::Closed] {
        let order = at_the_counter(ServiceType::Warranty, name);
        let turn = turn(supervisor(), ALL_ROLES, &owing);
        assert_eq!(order.permit(Verb::PayOut, &turn), Err(OrderRefusal::NothingToPayOut), "{name}");
        assert!(order.steps(&turn).iter().all(|step| step.verb != Verb::PayOut), "{name}: nobody reads of it");
    }
}

#[test]
fn only_work_that_was_done_is_charged() {
    use aftercare_kernel::id::QuoteId;
    let facts = kind_facts();
    let turn = turn(supervisor(), ALL_ROLES, &facts);
    let approved = || at_the_counter(ServiceType::Paid, StateName::Approved).start_repair(&turn).expect("begun");
    let agreed: Option<QuoteId> = approved().state.quote();
    assert!(agreed.is_some());
    let fixed = approved().finish_repair(Outcome::Fixed, &turn).expect("done");
    assert_eq!(fixed.state.quote_to_charge(), agreed);
    let ready = fixed.check(CheckResult::Passed, &turn).expect("checked");
    assert_eq!(ready.state.quote_to_charge(), agreed, "it can be paid before the device is handed over");
    let failed = approved().finish_repair(Outcome::Unusable, &turn).expect("done");
    assert_eq!(failed.state.quote_to_charge(), None);
    let back = approved().return_unrepaired(technician(), "客户不修了", &turn).expect("ready");
    assert_eq!(back.state.quote_to_charge(), None);
}

#[test]
fn a_held_part_is_let_go_by_who_works_on_the_order() {
    let facts = kind_facts();
    let quoted = at_the_counter(ServiceType::Paid, StateName::Quoted);
    assert!(quoted.permit_release(&turn(technician(), &[Role::Technician], &facts)).is_ok());
    let stranger = quoted.permit_release(&turn(someone_else(), &[Role::Technician], &facts));
    assert_eq!(stranger, Err(OrderRefusal::NotYourOrder { wish: Verb::ReservePart }));
    assert!(quoted.permit_release(&turn(someone_else(), &[Role::Clerk], &facts)).is_ok());
}

#[test]
fn paid_is_no_decision_before_the_diagnosis() {
    let decision = kind_facts().decision.map(|decision| decision.id);
    for (service_type, name, decision, decided) in [
        (ServiceType::Paid, StateName::Registered, None, false),
        (ServiceType::Paid, StateName::OnSite, None, false),
        (ServiceType::Paid, StateName::Cancelled, None, false),
        (ServiceType::Paid, StateName::TakenIn, decision, true),
        (ServiceType::Paid, StateName::Diagnosed, None, true),
        (ServiceType::Paid, StateName::Closed, None, true),
        (ServiceType::Contract, StateName::Registered, None, true),
    ] {
        assert_eq!(service_type.is_decided(name, decision), decided, "{service_type} {name} {decision:?}");
    }
}
