//! A device: its facts, what it is entitled to now, and all that ever happened to it at any station.

use super::form::DeviceForm;
use crate::{
    Answer, Form, FormErrors, Path, Problem, Shell, Web, orders::type_name, problem::refusal_text, show, show_again,
    warranty::Sheet,
};
use aftercare_app::{
    contracts::{self, DeviceContracts},
    devices::{self, DevicePage as Device, Entitlement, OrderInHistory},
};
use aftercare_domain::{
    identity::Action,
    warranty::{Regimes, TermLedger},
};
use aftercare_kernel::id::UnitId;
use askama::Template;
use axum::extract::State;

#[derive(Template)]
#[template(path = "devices/page.html")]
pub struct DevicePage {
    shell: Shell,
    page: Device,
    /// What its owner may ask for, or why that is not decided.
    entitlement: Result<Sheet, String>,
    /// Each day of its terms.
    ledger: Vec<TermLedger>,
    of_device: DeviceContracts,
    form: DeviceForm,
    errors: FormErrors,
}

impl DevicePage {
    async fn load(web: &Web, shell: Shell, unit: UnitId) -> Result<Self, Problem> {
        let page = devices::page(&web.app, &shell.actor, unit).await?;
        let entitlement = devices::entitlement(&web.app, &shell.actor, unit).await?;
        let (entitlement, ledger) = in_words(&shell, entitlement, web.app.regimes());
        let of_device = contracts::of_device(&web.app, &shell.actor, unit).await?;
        let form = DeviceForm::from(&page.device);
        Ok(Self { shell, page, entitlement, ledger, of_device, form, errors: FormErrors::none() })
    }

    fn type_of(&self, order: &OrderInHistory) -> String {
        type_name(&self.shell.t, order.service_type, order.type_decided)
    }
    fn may_edit(&self) -> bool {
        self.shell.can(Action::EditDevice)
    }

    /// Somebody owns it, and there is something to sell for it.
    fn may_sell(&self) -> bool {
        let sellable = self.page.owner.is_some() && self.page.device.open_for_service;
        sellable && self.shell.can(Action::SellContract) && !self.of_device.offers.is_empty()
    }

    fn may_register(&self) -> bool {
        self.shell.may_register() && self.page.device.open_for_service
    }
}

type InWords = (Result<Sheet, String>, Vec<TermLedger>);

fn in_words(shell: &Shell, entitlement: Entitlement, regimes: &Regimes) -> InWords {
    match entitlement {
        Entitlement::NoRegime => (Err(shell.t("devices-no-regime")), Vec::new()),
        Entitlement::Unclear(refusal) => (Err(refusal_text(&shell.t, &refusal)), Vec::new()),
        Entitlement::Decided { facts, decision, ledger } => {
            (Ok(Sheet::new(&shell.t, &decision, Some(&facts), regimes)), ledger)
        }
    }
}

pub async fn page(State(web): State<Web>, shell: Shell, Path(unit): Path<UnitId>) -> Answer {
    show(&DevicePage::load(&web, shell, unit).await?)
}

pub async fn edit(
    State(web): State<Web>,
    shell: Shell,
    Path(unit): Path<UnitId>,
    Form(form): Form<DeviceForm>,
) -> Answer {
    let edited = async {
        let draft = form.draft(shell.currency())?;
        devices::edit(&web.app, &shell.actor, unit, form.version, draft).await.map_err(Problem::from)
    };
    match edited.await {
        Ok(()) => Ok(shell.go(&format!("/devices/{unit}"), "shell-saved")),
        Err(problem) => {
            let errors = FormErrors::of(problem, &shell)?;
            let page = DevicePage { errors, form, ..DevicePage::load(&web, shell, unit).await? };
            show_again(&page.errors, &page)
        }
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::page::{Sample, check_samples};
    use aftercare_app::{
        Error,
        customers::{CustomerCase, CustomerView},
        devices::{DeviceMove, DeviceView, ExchangeLink, OrderInHistory, RepairInHistory},
        products::ModelView,
    };
    use aftercare_domain::{
        customers::CustomerKind,
        devices::{DevicePaper, DeviceRefusal},
        intake::CaseKind,
        orders::{FaultCause, Mode, Outcome, ServiceType, StateName},
        things::{MoveReason, PlaceKind},
        warranty::{Cause, Facts, Fault, day_ledger, decide},
    };
    use aftercare_kernel::{
        BusinessCalendar, Currency, Date, Locale, Money,
        id::{CaseId, CustomerId, ModelId, OrderId},
    };

    const SOLD: Date = Date::constant(2025, 12, 1);

    /// What the built-in rules say of a phone sold on `SOLD`, asked on a day.
    fn decided(today: Date) -> Entitlement {
        let facts = Facts {
            regime: Some("cn.mobile.2001".into()),
            sold_on: Some(SOLD),
            price: Some(Money::from_minor(299_900, Currency::CNY)),
            currency: Some(Currency::CNY),
            fault: Some(Fault {
                listed: Some(true),
                cause: Some(Cause::Defect),
                found_on: Some(today),
                ..Fault::default()
            }),
            ..Facts::default()
        };
        let regimes = Regimes::builtin().expect("the regimes built in");
        let decision = decide(&regimes, &facts, today, &BusinessCalendar::china()).expect("a decision");
        let ledger = day_ledger(&regimes, &facts, today, &BusinessCalendar::china()).expect("a ledger");
        Entitlement::Decided { facts: Box::new(facts), decision: Box::new(decision), ledger }
    }

    fn device(shell: &Shell) -> Device {
        let nil = Default::default();
        let serial: aftercare_kernel::Serial = "SN0001".parse().expect("a serial");
        let link = || ExchangeLink { unit: UnitId::from_uuid(nil), serial: serial.clone(), exchanged_on: Some(SOLD) };
        Device {
            device: DeviceView {
                unit: UnitId::from_uuid(nil),
                serial: serial.clone(),
                imei: "356998119000014".parse().ok(),
                imei_2: None,
                made_on: Some(SOLD),
                sold_on: Some(SOLD),
                delivered_on: None,
                dealer: Some("南京路店".into()),
                invoice_number: Some("FP-1".into()),
                price: Some(Money::from_minor(299_900, Currency::CNY)),
                papers: vec![DevicePaper::Invoice],
                exchanged_on: Some(SOLD),
                place: PlaceKind::Customers,
                open_for_service: false,
                version: 2,
            },
            model: ModelView {
                id: ModelId::from_uuid(nil),
                code: "HX-P10".into(),
                name: "华新 P10".into(),
                name_en: "Huaxin P10".into(),
                category: "phone".into(),
                regime: Some("cn.mobile.2001".into()),
                price: Money::from_minor(299_900, Currency::CNY),
                active: true,
            },
            owner: Some(CustomerView {
                id: CustomerId::from_uuid(nil),
                kind: CustomerKind::Person,
                name: "王**".into(),
                phone: "139****1234".into(),
                phone_2: None,
                email: None,
                language: Locale::ZhCn,
                version: 1,
                masked: true,
            }),
            cases: vec![CustomerCase {
                id: CaseId::from_uuid(nil),
                number: "SH01-2026-000001".into(),
                kind: CaseKind::Repair,
                open: true,
                symptom: "黑屏".into(),
                opened_at: shell.now,
                due_at: Some(shell.now),
            }],
            orders: vec![OrderInHistory {
                id: OrderId::from_uuid(nil),
                number: "SH01-2026-000002".into(),
                mode: Mode::WalkIn,
                service_type: ServiceType::Warranty,
                type_decided: true,
                state: StateName::Closed,
                symptom: "黑屏".into(),
                opened_at: shell.now,
                ended_at: Some(shell.now),
                station: "徐汇".into(),
                station_en: "Xuhui".into(),
            }],
            repairs: vec![RepairInHistory {
                order: "SH01-2026-000002".into(),
                round: 1,
                in_on: SOLD,
                out_on: Some(SOLD),
                fault_code: "no_display".into(),
                listed: true,
                cause: FaultCause::Quality,
                found: "排线断".into(),
                work: Some("更换".into()),
                outcome: Some(Outcome::Fixed),
                station: "徐汇".into(),
                station_en: "Xuhui".into(),
            }],
            moves: vec![DeviceMove {
                at: shell.now,
                from: "来源".into(),
                from_kind: PlaceKind::Source,
                to: "客户处".into(),
                to_kind: PlaceKind::Customers,
                reason: MoveReason::Sale,
            }],
            exchanges: vec![link(), link()],
        }
    }

    /// In its first days, in term, past its term, under no regime, and with facts that contradict themselves.
    pub fn samples_of_a_device(shell: &Shell) -> Vec<(Device, Entitlement)> {
        let unclear = Entitlement::Unclear(DeviceRefusal::ImeisAlike.into());
        let days = [Date::constant(2025, 12, 3), Date::constant(2026, 3, 2), Date::constant(2028, 1, 1)];
        let entitlements = days.map(decided).into_iter().chain([Entitlement::NoRegime, unclear]);
        entitlements.map(|entitlement| (device(shell), entitlement)).collect()
    }

    impl Sample for DevicePage {
        fn samples(shell: &Shell) -> Vec<Self> {
            let refused = Error::refuse(DeviceRefusal::SoldBeforeMade { made_on: SOLD });
            let errors = FormErrors::of(refused, shell).expect("an error of the form");
            let regimes = Regimes::builtin().expect("the regimes built in");
            let sample = |(page, entitlement): (Device, Entitlement)| {
                let (entitlement, ledger) = in_words(shell, entitlement, &regimes);
                let form = DeviceForm::from(&page.device);
                let of_device = crate::contracts::sample::of_device();
                Self { shell: shell.clone(), form, page, entitlement, ledger, of_device, errors: errors.clone() }
            };
            samples_of_a_device(shell).into_iter().map(sample).collect()
        }
    }

    #[test]
    fn the_devices_page_speaks_every_language() {
        check_samples::<DevicePage>();
    }
}
