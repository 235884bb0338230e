//! An order in any state, a world in which every step is open, and each step with fitting input.

use crate::identity::{OrgPath, Role};
use crate::orders::*;
use aftercare_kernel::{Currency, Date, DocumentNumber, Instant, Money, id::*};
use std::collections::BTreeSet;
use uuid::Uuid;

pub const NOW: Instant = Instant::from_micros(1_772_500_000_000_000);
pub const TODAY: Date = Date::constant(2026, 3, 3);
pub const ALL_ROLES: &[Role] = Role::ALL;

pub fn technician() -> PersonId {
    PersonId::from_uuid(Uuid::from_u128(7))
}

pub fn supervisor() -> PersonId {
    PersonId::from_uuid(Uuid::from_u128(8))
}

pub fn someone_else() -> PersonId {
    PersonId::from_uuid(Uuid::from_u128(9))
}

pub fn money(minor: i64) -> Money {
    Money::from_minor(minor, Currency::CNY)
}

/// Everything that a step may need is so.
pub fn kind_facts() -> OrderFacts {
    let offers = BTreeSet::from([Offer::Repair, Offer::Exchange, Offer::Refund]);
    let decision = Some(DecisionGist { id: DecisionId::from_uuid(Uuid::from_u128(11)), offers });
    OrderFacts { decision, quote_in_force: true, parts_held: 0, balance: money(0), owed_back: money(0) }
}

pub fn turn<'a>(person: PersonId, roles: &'a [Role], facts: &'a OrderFacts) -> Turn<'a> {
    Turn { now: NOW, today: TODAY, actor: Actor { person, roles }, facts }
}

pub fn order(mode: Mode, service_type: ServiceType, state: OrderState) -> Order {
    Order {
        id: OrderId::from_uuid(Uuid::from_u128(1)),
        brand: BrandId::from_uuid(Uuid::from_u128(2)),
        org_path: "/HX/HQ/EAST/SH01/".parse::<OrgPath>().expect("path"),
        station: NodeId::from_uuid(Uuid::from_u128(3)),
        number: "SH01-2026-000001".parse().expect("number"),
        case: CaseId::from_uuid(Uuid::from_u128(4)),
        customer: CustomerId::from_uuid(Uuid::from_u128(5)),
        unit: UnitId::from_uuid(Uuid::from_u128(6)),
        model: ModelId::from_uuid(Uuid::from_u128(10)),
        mode,
        service_type,
        state,
        round: 1,
        decision: None,
        address: "张江路 1 号".into(),
        symptom: "手机黑屏无法开机".into(),
        currency: Currency::CNY,
        opened_at: NOW,
        ended_at: None,
        version: 1,
    }
}

pub fn slip() -> SlipDraft {
    SlipDraft {
        number: "SH01-2026-000002".parse::<DocumentNumber>().expect("number"),
        appearance: "屏幕右下角有划痕".into(),
        accessories: "充电器一个".into(),
        data_note: String::new(),
        promised_on: Date::constant(2026, 3, 10),
        waybill: Some("SF1234567890".into()),
    }
}

pub fn finding() -> Finding {
    Finding { fault_code: "M03".into(), listed: true, cause: FaultCause::Quality, found: "主板供电异常".into() }
}

pub fn window() -> Window {
    Window { from: NOW.plus_seconds(3600), to: NOW.plus_seconds(3 * 3600) }
}

pub fn signature() -> FileId {
    FileId::from_uuid(Uuid::from_u128(12))
}

fn quote() -> QuoteId {
    QuoteId::from_uuid(Uuid::from_u128(13))
}

fn new_unit() -> UnitId {
    UnitId::from_uuid(Uuid::from_u128(14))
}

fn custody() -> Custody {
    Custody { slip: slip().number, taken_at: NOW, promised_on: slip().promised_on, waybill: None }
}

/// With the device in custody, unless the order is done at the customer's.
pub fn state(name: StateName, in_custody: bool) -> OrderState {
    use OrderState as S;
    let window = Some(window()).filter(|_| !in_custody);
    let work = WorkOn { technician: technician(), custody: in_custody.then(custody), window };
    let decision = kind_facts().decision.expect("decision").id;
    let job = Job { work: work.clone(), finding: finding(), quote: None };
    let (finding, quote, at, end) = (finding(), quote(), NOW, OrderEnd::Repaired);
    match name {
        StateName::Registered => S::Registered,
        StateName::Scheduled => S::Scheduled { window: super::sample::window() },
        StateName::TakenIn => S::TakenIn { custody: custody() },
        StateName::Assigned => S::Assigned { work },
        StateName::OnTheWay => S::OnTheWay { work, departed_at: at },
        StateName::OnSite => S::OnSite { work, arrived_at: at },
        StateName::Diagnosed => S::Diagnosed { work, finding },
        StateName::Quoted => S::Quoted { work, finding, quote },
        StateName::Approved => S::Approved { work, finding, quote },
        StateName::WaitingParts => S::WaitingParts { job, since: at },
        StateName::InRepair => S::InRepair { job, since: at },
        StateName::Repaired => S::Repaired { job, outcome: Outcome::Fixed, finished_at: at },
        StateName::Ready => S::Ready { work, end, checked_by: Some(supervisor()), quote: None, at },
        StateName::Exchanged => S::Exchanged { work, decision, new_unit: new_unit(), at },
        StateName::Refunded => S::Refunded { work, decision, amount: money(299_900), at },
        StateName::HandedOver => {
            S::HandedOver { work, end, handed: HandedHow::AtTheCounter { signature: signature() }, at }
        }
        StateName::Escalated => S::Escalated { work, end, since: at },
        StateName::Reopened => S::Reopened { last_technician: technician(), reason: "还是黑屏".into(), at },
        StateName::Closed => S::Closed { technician: technician(), end, at },
        StateName::Cancelled => S::Cancelled { technician: None, reason: "客户不修了".into(), at },
        StateName::Archived => S::Archived { technician: None, end: Some(end), ended_at: at, at },
    }
}

/// Takes the step with fitting input; `variant` chooses among its ways.
pub fn take(order: Order, verb: Verb, variant: usize, turn: &Turn<'_>) -> Result<Order, OrderRefusal> {
    let again = || "还是黑屏".to_owned();
    match verb {
        Verb::Schedule => order.schedule(window(), turn),
        Verb::TakeIn => order.take_in(&slip(), turn),
        Verb::Assign => order.assign(someone_else(), turn),
        Verb::HandOn => order.hand_on(someone_else(), turn),
        Verb::Depart => order.depart(turn),
        Verb::Arrive => order.arrive(turn),
        Verb::Decide => {
            let (decision, service_type) = (kind_facts().decision.expect("decision").id, order.service_type);
            order.decide(decision, service_type, turn)
        }
        Verb::Override => order.give_goodwill(kind_facts().decision.expect("decision").id, turn),
        Verb::Diagnose => order.diagnose(finding(), turn),
        Verb::Quote => order.quote(quote(), turn),
        Verb::ApproveQuote => order.approve_quote(turn),
        Verb::DeclineQuote => order.decline_quote("太贵", turn),
        Verb::WaitForParts => order.wait_for_parts(turn),
        Verb::StartRepair => order.start_repair(turn),
        Verb::FinishRepair => order.finish_repair(Outcome::Fixed, turn),
        Verb::Check => order.check(CheckResult::ALL[variant % 2], turn),
        Verb::Exchange => order.exchange(new_unit(), turn),
        Verb::Refund => order.refund(money(299_900), turn),
        Verb::ReturnUnrepaired => order.return_unrepaired(technician(), "客户不修了", turn),
        Verb::HandOver => order.hand_over(signature(), turn),
        Verb::SendBack => order.send_back("SF9876543210", turn),
        Verb::SignOff => order.sign_off(signature(), turn),
        Verb::FollowUp => {
            let answers = [Answer::Satisfied, Answer::Escalate, Answer::WorkAgain { reason: again() }];
            order.follow_up(answers[variant % 3].clone(), turn)
        }
        Verb::Resolve => {
            let resolutions = [Resolution::Settled, Resolution::WorkAgain { reason: again() }];
            order.resolve(resolutions[variant % 2].clone(), turn)
        }
        Verb::Reopen => order.reopen(&again(), turn),
        Verb::Cancel => order.cancel("客户不修了", turn),
        Verb::Archive => order.archive(turn),
        Verb::PayOut => order.pay_out(turn.facts.owed_back, turn).map(|()| order),
        Verb::ReservePart | Verb::UsePart | Verb::Collect => order.permit(verb, turn).map(|()| order),
    }
}
