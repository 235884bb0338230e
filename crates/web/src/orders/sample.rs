//! Orders as they occur, for the samples of pages: one with everything on it, a bare one, and one in each state that shows
//! something of its own.

use crate::contracts::sample::used;
use aftercare_app::{
    billing::{PayOutRow, PaymentRow},
    contracts::LivingContract,
    identity::NodeRow,
    orders::{
        CaseBrief, CustodySlipRow, FileRow, LineRow, OrderHead, OrderLineItem, OrderPage, OrderRow, PublicOrder,
        PublicProgress, QuoteRow, RepairRow, TimelineEntry, WorkDone,
    },
    parts::{DutyRow, ReservationRow},
    satisfaction::FollowUpRow,
    settlement::ClaimRow,
};
use aftercare_domain::{
    contracts::UseState,
    deadlines::{ClockWhat, TimeLeft},
    identity::Role,
    orders::{
        Actor, Custody, DecisionGist, FaultCause, Finding, HandedHow, Job, Mode, Offer, Order, OrderEnd, OrderFacts,
        OrderState, Outcome, Progress, Promise, ServiceType, StateName, Turn, Verb, Window, WorkOn,
    },
    warranty::{Decision, Facts, Regimes, decide},
};
use aftercare_kernel::{
    BusinessCalendar, Currency, Date, Instant, Money,
    id::{
        BrandId, CaseId, ClaimId, CustomerId, DecisionId, DutyId, FileId, FollowUpId, ItemId, ModelId, NodeId, OrderId,
        PersonId, PlaceId, QuoteId, ReservationId, UnitId,
    },
};
use serde_json::json;

const NUMBER: &str = "SH01-2026-000001";
const NOW: Instant = Instant::from_micros(1_770_000_000_000_000);

fn day(text: &str) -> Date {
    text.parse().expect("a day")
}

/// A phone that failed twice: exchange and refund are open, with their arithmetic.
pub fn decision() -> (Decision, Facts, Regimes) {
    let regimes = Regimes::builtin().expect("the regimes built in read");
    let facts = Facts::read(&json!({
        "id": NUMBER, "regime": "cn.mobile.2001", "price": "2999.00", "currency": "CNY", "sold_on": "2025-10-08",
        "documents": ["invoice", "voucher", "repair_record"], "same_model_in_stock": false,
        "fault": { "code": "no_display", "listed": true, "cause": "defect", "found_on": "2026-02-02" },
        "repairs": [{ "in": "2025-12-01", "out": "2025-12-05", "outcome": "recurred" }, { "in": "2026-01-05", "out": "2026-01-09", "outcome": "recurred" }],
        "open_repair": { "in": "2026-02-02", "waiting_on": "repairer" }, "as_of": "2026-02-02",
    }));
    let facts = facts.expect("facts that read");
    let decision = decide(&regimes, &facts, day("2026-02-02"), &BusinessCalendar::china()).expect("a decision");
    (decision, facts, regimes)
}

/// The first has something in every part of its page, the second nothing beside its head.
pub fn orders() -> Vec<OrderPage> {
    let mut bare = page(OrderState::Registered);
    bare.decision = None;
    bare.order.decision = None;
    bare.head.regime = None;
    let others = [
        OrderState::Scheduled { window: window() },
        OrderState::Repaired { job: job(), outcome: Outcome::Fixed, finished_at: NOW },
        OrderState::Ready { work: work(), end: OrderEnd::Repaired, checked_by: None, quote: None, at: NOW },
        OrderState::HandedOver {
            work: work(),
            end: OrderEnd::Exchanged,
            handed: HandedHow::AtTheCounter { signature: id(FileId::from_uuid) },
            at: NOW,
        },
        OrderState::Archived { technician: None, end: None, ended_at: NOW, at: NOW },
    ];
    [full(), bare].into_iter().chain(others.map(page)).collect()
}

pub fn line(state: StateName, now: Instant) -> OrderLineItem {
    OrderLineItem {
        id: id(OrderId::from_uuid),
        number: NUMBER.into(),
        state: state.name().into(),
        mode: Mode::OnSite.name().into(),
        service_type: ServiceType::Paid.name().into(),
        symptom: "不通电".into(),
        opened_at: now,
        model: "星河 P10".into(),
        model_en: "Xinghe P10".into(),
        serial: "SN1000001".into(),
        due_what: (!state.is_end()).then(|| ClockWhat::Repair.name().into()),
        due_at: (!state.is_end()).then(|| now.plus_seconds(7200)),
        technician: "田野".into(),
        org_path: "/HX/EAST/SH01/".into(),
        decision_id: None,
    }
}

/// What a customer is told, with everything that there may be to tell: a visit on its way, a day when it is over.
pub fn progress(progress: Progress) -> PublicProgress {
    let on_site = matches!(progress, Progress::Registered | Progress::VisitPlanned | Progress::OnTheWay);
    let promise = if on_site { Promise::Visit(window()) } else { Promise::ReadyOn(day("2026-02-09")) };
    let (head, station) = (head(), station());
    PublicProgress {
        progress,
        promise: Some(promise),
        waybill: Some("SF1234567".into()),
        to_pay: Some(Money::from_minor(35_000, Currency::CNY)),
        to_be_paid_back: Some(Money::from_minor(299_900, Currency::CNY)),
        order: PublicOrder {
            id: id(OrderId::from_uuid),
            number: NUMBER.into(),
            mode: Mode::WalkIn.name().into(),
            state: StateName::Registered.name().into(),
            state_data: String::new(),
            currency: "CNY".into(),
            model: head.model,
            model_en: head.model_en,
            serial: head.serial,
            station: station.name,
            station_en: station.name_en,
            station_address: station.address,
            station_phone: station.phone,
            zone: station.zone,
            brand: "华星".into(),
            brand_en: "Huaxing".into(),
            service_phone: "400 000 0000".into(),
        },
    }
}

fn id<U: Default, T>(from: fn(U) -> T) -> T {
    from(U::default())
}

fn window() -> Window {
    Window { from: NOW, to: NOW.plus_seconds(7200) }
}

fn work() -> WorkOn {
    let slip = "SH01-2026-000002".parse().expect("a number");
    let custody = Custody { slip, taken_at: NOW, promised_on: day("2026-02-09"), waybill: None };
    WorkOn { technician: id(PersonId::from_uuid), custody: Some(custody), window: None }
}

fn finding() -> Finding {
    Finding {
        fault_code: "no_display".into(), listed: true, cause: FaultCause::Quality, found: "显示屏排线断".into()
    }
}

fn job() -> Job {
    Job { work: work(), finding: finding(), quote: Some(id(QuoteId::from_uuid)) }
}

fn page(state: OrderState) -> OrderPage {
    let order = order(state);
    let facts = OrderFacts {
        decision: Some(DecisionGist { id: id(DecisionId::from_uuid), offers: [Offer::Repair].into() }),
        quote_in_force: true,
        parts_held: 0,
        balance: Money::zero(Currency::CNY),
        owed_back: Money::zero(Currency::CNY),
    };
    let actor = Actor { person: id(PersonId::from_uuid), roles: Role::ALL };
    let steps = order.steps(&Turn { now: NOW, today: day("2026-02-02"), actor, facts: &facts });
    OrderPage {
        row: row(&order),
        head: head(),
        station: station(),
        case: case(),
        time_left: order.clock().map(|what| TimeLeft::at(NOW, what, NOW.plus_seconds(7200))),
        today: day("2026-02-02"),
        steps,
        balance: facts.balance,
        decision: Some(decision().0),
        decision_is_stale: false,
        order,
        slips: Vec::new(),
        repairs: Vec::new(),
        lines: Vec::new(),
        quotes: Vec::new(),
        contracts: Vec::new(),
        covered: Vec::new(),
        reservations: Vec::new(),
        duties: Vec::new(),
        moves: Vec::new(),
        payments: Vec::new(),
        owed_back: facts.owed_back,
        pay_outs: Vec::new(),
        postings: Vec::new(),
        claim: None,
        follow_ups: Vec::new(),
        files: Vec::new(),
        timeline: Vec::new(),
    }
}

fn full() -> OrderPage {
    let file = FileRow {
        id: id(FileId::from_uuid),
        kind: "signature".into(),
        media_type: "image/png".into(),
        sha256: "0".into(),
        at: NOW,
        signer: Some("王小明".into()),
    };
    OrderPage {
        balance: Money::from_minor(12_000, Currency::CNY),
        decision_is_stale: true,
        slips: vec![slip(None), slip(Some(NOW.plus_seconds(86_400)))],
        repairs: vec![repair(None), repair(Some(done()))],
        lines: vec![
            order_line("labour", 5_000, "customer"),
            order_line("part", 30_000, "customer"),
            order_line("part", 100, "brand"),
        ],
        quotes: vec![quote("replaced"), quote("open")],
        contracts: vec![living("2026-01-02"), living("2027-01-02")],
        covered: vec![used(UseState::Used, "1")],
        reservations: ["held", "used", "released"].map(reservation).into(),
        duties: vec![duty("owed"), duty("returned")],
        payments: vec![payment()],
        owed_back: Money::from_minor(299_900, Currency::CNY),
        pay_outs: vec![pay_out()],
        claim: Some(claim()),
        follow_ups: vec![follow_up(Some("not_fixed_once")), follow_up(None)],
        files: vec![file],
        timeline: timeline(),
        ..page(OrderState::InRepair { job: job(), since: NOW })
    }
}

fn order(state: OrderState) -> Order {
    Order {
        id: id(OrderId::from_uuid),
        brand: id(BrandId::from_uuid),
        org_path: "/HX/EAST/SH01/".parse().expect("a path"),
        station: id(NodeId::from_uuid),
        number: NUMBER.parse().expect("a number"),
        case: id(CaseId::from_uuid),
        customer: id(CustomerId::from_uuid),
        unit: id(UnitId::from_uuid),
        model: id(ModelId::from_uuid),
        mode: Mode::WalkIn,
        service_type: ServiceType::Paid,
        state,
        round: 2,
        decision: Some(id(DecisionId::from_uuid)),
        address: "漕溪北路 1 号".into(),
        symptom: "手机黑屏无法开机".into(),
        currency: Currency::CNY,
        opened_at: NOW,
        ended_at: None,
        version: 3,
    }
}

fn row(order: &Order) -> OrderRow {
    OrderRow {
        id: order.id,
        brand_id: order.brand,
        org_path: order.org_path.to_string(),
        station_id: order.station,
        number: NUMBER.into(),
        case_id: order.case,
        customer_id: order.customer,
        unit_id: order.unit,
        model_id: order.model,
        mode: order.mode.name().into(),
        service_type: order.service_type.name().into(),
        state: order.state.name().name().into(),
        state_data: String::new(),
        round: order.round,
        technician_id: order.technician(),
        decision_id: order.decision,
        address: order.address.clone(),
        symptom: order.symptom.clone(),
        currency: "CNY".into(),
        opened_at: NOW,
        ended_at: None,
        version: order.version,
    }
}

fn head() -> OrderHead {
    OrderHead {
        customer: "王小明".into(),
        phone: "+8613900001234".into(),
        language: "zh-CN".into(),
        model_code: "P10".into(),
        model: "星河 P10".into(),
        model_en: "Xinghe P10".into(),
        category: "mobile_phone".into(),
        regime: Some("cn.mobile.2001".into()),
        model_price_minor: 299_900,
        serial: "SN1000001".into(),
        imei: Some("490154203237518".into()),
        imei_2: None,
        place_id: id(PlaceId::from_uuid),
        sold_on: Some(day("2025-10-08")),
        delivered_on: None,
        invoice_number: Some("04400123".into()),
        price_minor: Some(299_900),
        documents: Some("invoice,voucher".into()),
        exchanged_on: None,
        dealer: None,
        owner_id: None,
        technician: "田野".into(),
        customer_kind: "person".into(),
    }
}

fn station() -> NodeRow {
    NodeRow {
        id: id(NodeId::from_uuid),
        parent_id: None,
        kind: "station".into(),
        ownership: "own".into(),
        code: "SH01".into(),
        name: "上海徐汇维修站".into(),
        name_en: "Shanghai Xuhui".into(),
        path: "/HX/EAST/SH01/".into(),
        zone: "Asia/Shanghai".into(),
        region: None,
        division: None,
        address: "漕溪北路 88 号".into(),
        phone: "02155550000".into(),
        opens_minute: 540,
        closes_minute: 1080,
    }
}

fn case() -> CaseBrief {
    CaseBrief {
        id: id(CaseId::from_uuid),
        number: NUMBER.into(),
        open: true,
        owner_id: None,
        due_what: Some("repair".into()),
        due_at: Some(NOW),
        opened_at: NOW,
        taker_id: None,
        owner: "苏明".into(),
    }
}

fn slip(voided_at: Option<Instant>) -> CustodySlipRow {
    CustodySlipRow {
        number: "SH01-2026-000002".into(),
        unit_id: id(UnitId::from_uuid),
        appearance: "边框轻微划痕".into(),
        accessories: "充电器".into(),
        data_note: "已备份".into(),
        taken_at: NOW,
        promised_on: day("2026-02-09"),
        voided_at,
        taken_by: "柯岚".into(),
    }
}

fn done() -> WorkDone {
    WorkDone {
        work: "更换显示屏总成".into(),
        method: "更换".into(),
        software_before: Some("1.0".into()),
        software_after: Some("1.1".into()),
        hidden_risk: Some("电池老化".into()),
        minutes: 40,
    }
}

fn repair(done: Option<WorkDone>) -> RepairRow {
    let finished = done.is_some();
    RepairRow {
        round: 1 + i64::from(finished),
        in_on: day("2026-02-02"),
        out_on: finished.then(|| day("2026-02-04")),
        fault_code: "no_display".into(),
        listed: true,
        cause: FaultCause::Quality.name().into(),
        found: "显示屏排线断".into(),
        done,
        outcome: finished.then(|| Outcome::Fixed.name().into()),
        technician: "田野".into(),
        checked_by: if finished { "苏明".into() } else { String::new() },
        checked_at: finished.then_some(NOW),
    }
}

fn order_line(kind: &str, price_minor: i64, payer: &str) -> LineRow {
    LineRow {
        id: "1".into(),
        round: 1,
        kind: kind.into(),
        item_id: None,
        text: "显示屏".into(),
        quantity: 1,
        price_minor,
        payer: payer.into(),
        old_serial: Some("LCD-OLD".into()),
        new_serial: Some("LCD-NEW".into()),
        item_code: "P10-LCD".into(),
        item_name_en: "Screen".into(),
        cost_minor: 20_000,
    }
}

fn quote(state: &str) -> QuoteRow {
    QuoteRow {
        id: id(QuoteId::from_uuid),
        number: "SH01-2026-000003".into(),
        lines: r#"[{"kind":"labour","text":"检测","quantity":1,"price_minor":5000}]"#.into(),
        total_minor: 5_000,
        currency: "CNY".into(),
        valid_until: day("2026-02-09"),
        state: state.into(),
        answered_at: None,
        answered_how: None,
        made_at: NOW,
    }
}

fn reservation(state: &str) -> ReservationRow {
    ReservationRow {
        id: id(ReservationId::from_uuid),
        place_id: id(PlaceId::from_uuid),
        item_id: id(ItemId::from_uuid),
        lot: String::new(),
        quantity: 1,
        state: state.into(),
        place: "良品库".into(),
        place_kind: "shelf".into(),
        item_code: "P10-LCD".into(),
        item_name: "显示屏".into(),
        item_name_en: "Screen".into(),
    }
}

fn duty(state: &str) -> DutyRow {
    DutyRow {
        id: id(DutyId::from_uuid),
        order_id: id(OrderId::from_uuid),
        item_id: id(ItemId::from_uuid),
        quantity: 1,
        due_at: NOW,
        state: state.into(),
        item_code: "P10-LCD".into(),
        item_name: "显示屏".into(),
        item_name_en: "Screen".into(),
        order_number: NUMBER.into(),
        lot: String::new(),
    }
}

fn payment() -> PaymentRow {
    PaymentRow {
        id: "1".into(),
        number: "SH01-2026-000009".into(),
        method: "wechat".into(),
        amount_minor: 35_000,
        currency: "CNY".into(),
        payer: "王小明".into(),
        at: NOW,
        collector: "田野".into(),
    }
}

fn living(starts_on: &str) -> LivingContract {
    LivingContract {
        number: "SH01-2026-000009".into(),
        name: "延保一年".into(),
        name_en: "One more year".into(),
        starts_on: day(starts_on),
    }
}

fn pay_out() -> PayOutRow {
    PayOutRow {
        method: "cash".into(), amount_minor: 299_900, payee: "王小明".into(), at: NOW, payer: "田野".into()
    }
}

fn claim() -> ClaimRow {
    ClaimRow {
        id: id(ClaimId::from_uuid),
        order_id: id(OrderId::from_uuid),
        month: "2026-02".into(),
        fee_minor: 8_000,
        parts_minor: 20_000,
        currency: "CNY".into(),
        fee_rule: "mobile_phone/walk_in/repair".into(),
        at: NOW,
        order_number: NUMBER.into(),
        station: "徐汇".into(),
        station_en: "Xuhui".into(),
    }
}

fn follow_up(class: Option<&str>) -> FollowUpRow {
    FollowUpRow {
        id: id(FollowUpId::from_uuid),
        case_id: id(CaseId::from_uuid),
        order_id: id(OrderId::from_uuid),
        round: 1,
        due_at: NOW,
        state: if class.is_some() { "done".into() } else { "planned".into() },
        class: class.map(str::to_owned),
        words: class.map(|_| "还是黑屏".into()),
        answered_at: class.map(|_| NOW),
        order_number: NUMBER.into(),
        customer: String::new(),
        phone: String::new(),
        model: "星河 P10".into(),
        model_en: "Xinghe P10".into(),
        customer_kind: String::new(),
    }
}

/// Every act that a case can gather.
fn timeline() -> Vec<TimelineEntry> {
    let of_case = ["register", "add_contact", "take_over", "release_part", "return_defective", "close_case"];
    let verbs = of_case.into_iter().chain(Verb::ALL.iter().map(|verb| verb.name()));
    let entry = |verb: &str| TimelineEntry {
        at: NOW,
        verb: verb.to_owned(),
        person: "柯岚".into(),
        payload: json!({
            "reason": "不修了", "cause": "quality", "outcome": "fixed", "class": "satisfied", "service_type": "warranty",
            "remedies": ["refund", "repair"], "result": "passed", "done": { "work": "更换", "minutes": 40 },
            "taken": { "promised_on": "2026-02-09" }, "total": "50.00", "channel": "walk_in",
        }),
    };
    // The result of a closed case has other words than that of a check.
    verbs.filter(|verb| *verb != "close_case").map(entry).collect()
}
