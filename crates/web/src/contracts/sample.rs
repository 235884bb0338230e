//! Contracts as they occur, for the samples of pages.

use aftercare_app::contracts::{
    ContractPage, ContractView, CoverLine, CoverView, DeviceContracts, Offer, OfferRow, UseRow, Used,
};
use aftercare_domain::contracts::{Begins, ContractKind, ContractRefusal, Life, Subject, UseState};
use aftercare_kernel::{
    Currency, Date, Instant, Money, Percent,
    id::{ContractId, ContractUseId, CustomerId, OfferId, QuoteId, UnitId},
};

const NUMBER: &str = "SH01-2026-000009";
const SOLD: Date = Date::constant(2026, 3, 2);
const LAST: Date = Date::constant(2027, 3, 1);

fn yuan(minor: i64) -> Money {
    Money::from_minor(minor, Currency::CNY)
}

fn lines() -> Vec<CoverLine> {
    let line = |subject, part_kind: Option<&str>, times, most| CoverLine {
        subject,
        part_kind: part_kind.map(str::to_owned),
        percent: Percent::from_millionths(800_000),
        times,
        most,
        deductible: yuan(2_000),
    };
    vec![
        line(Subject::Part, Some("battery"), None, Some(yuan(50_000))),
        line(Subject::Part, None, Some(3), Some(yuan(100_000))),
        line(Subject::Visit, None, Some(1), None),
    ]
}

pub fn offer() -> OfferRow {
    let entry = Offer {
        code: "EW-12".into(),
        name: "延保一年".into(),
        name_en: "One more year".into(),
        kind: ContractKind::ExtendedWarranty,
        price: yuan(36_500),
        months: 12,
        begins: Begins::AfterWarranty,
        cooling_off_days: 7,
        accidents: true,
        models: vec!["HX-P10".into()],
        categories: vec!["mobile_phone".into()],
        lines: lines(),
    };
    OfferRow { id: OfferId::from_uuid(Default::default()), entry, retired_at: None }
}

pub fn contract(life: Life) -> ContractView {
    let cancelled = life == Life::Cancelled;
    ContractView {
        number: NUMBER.into(),
        unit: UnitId::from_uuid(Default::default()),
        serial: "SN0001".into(),
        customer: CustomerId::from_uuid(Default::default()),
        offer: "EW-12".into(),
        name: "延保一年".into(),
        name_en: "One more year".into(),
        kind: ContractKind::ExtendedWarranty,
        price: yuan(36_500),
        sold_on: SOLD,
        starts_on: SOLD,
        last_day: LAST,
        life,
        station: "徐汇".into(),
        station_en: "Xuhui".into(),
        used: yuan(12_000),
        cancelled_on: cancelled.then_some(SOLD),
        refund: cancelled.then_some(yuan(24_400)),
    }
}

/// One in each state of its life.
pub fn contracts() -> Vec<ContractView> {
    Life::ALL.iter().map(|life| contract(*life)).collect()
}

pub fn of_device() -> DeviceContracts {
    DeviceContracts { contracts: contracts(), offers: vec![offer()] }
}

/// What a contract pays of an order's line.
pub fn used(state: UseState, line: &str) -> UseRow {
    UseRow {
        id: ContractUseId::from_uuid(Default::default()),
        contract_id: ContractId::from_uuid(Default::default()),
        line: 0,
        quote_id: QuoteId::from_uuid(Default::default()),
        order_line_id: line.into(),
        times: 1,
        amount_minor: 12_000,
        state: state.name().into(),
        at: Instant::from_micros(1_770_000_000_000_000),
        contract: NUMBER.into(),
        order: "SH01-2026-000001".into(),
    }
}

/// One in force, one that was given back.
pub fn pages() -> Vec<ContractPage> {
    let page = |life, refund_today| ContractPage {
        contract: contract(life),
        accidents: true,
        cooling_off_days: 7,
        method: "wechat".into(),
        seller: "柯岚".into(),
        cover: lines()
            .into_iter()
            .map(|line| CoverView { line, used: Used { times: 1, paid: yuan(12_000) } })
            .collect(),
        uses: UseState::ALL.iter().map(|state| used(*state, "1")).collect(),
        refund_today,
        whole_price: life == Life::Sold,
        in_scope: true,
    };
    let over = ContractRefusal::Cancelled { on: SOLD }.into();
    vec![page(Life::InForce, Ok(yuan(24_400))), page(Life::Cancelled, Err(over)), page(Life::Sold, Ok(yuan(36_500)))]
}
