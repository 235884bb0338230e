//! A case: what was wanted, by whom, what was done about it, what is next and by when.

use super::done::JustDone;
use crate::{Answer, Flash, Form, FormErrors, Path, Problem, Query, Shell, Web, orders::type_name, show, show_again};
use aftercare_app::intake::{self, CaseAct, CaseOrderLine, CasePage as Case, CaseView};
use aftercare_domain::{
    identity::Action,
    intake::{CaseResult, Channel},
};
use aftercare_i18n::{Arg, has_key};
use aftercare_kernel::DocumentNumber;
use askama::Template;
use axum::extract::State;
use serde::Deserialize;

#[derive(Template)]
#[template(path = "intake/case.html")]
pub struct CasePage {
    shell: Shell,
    page: Case,
    just_done: JustDone,
    contact: ContactForm,
    contact_errors: FormErrors,
    closure: ClosureForm,
    closure_errors: FormErrors,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct ContactForm {
    channel: String,
    summary: String,
    idempotency_key: String,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct ClosureForm {
    version: i64,
    result: String,
    words: String,
}

/// Ends that the desk may put to a case; the others come with the order's follow-up.
const RESULTS_AT_THE_DESK: [CaseResult; 3] = [CaseResult::SolvedRemotely, CaseResult::Settled, CaseResult::Cancelled];

impl CasePage {
    async fn load(web: &Web, shell: Shell, number: DocumentNumber) -> Result<Self, Problem> {
        let page = intake::page(&web.app, &shell.actor, number).await?;
        let contact = ContactForm {
            channel: page.case.channel.to_string(),
            idempotency_key: shell.request_id.clone(),
            ..ContactForm::default()
        };
        Ok(Self {
            closure: ClosureForm { version: page.case.version, ..ClosureForm::default() },
            shell,
            page,
            contact,
            just_done: JustDone::default(),
            contact_errors: FormErrors::none(),
            closure_errors: FormErrors::none(),
        })
    }

    fn case(&self) -> &CaseView {
        &self.page.case
    }

    fn is_mine(&self) -> bool {
        self.case().owner_id == Some(self.shell.actor.person)
    }

    fn may_take_over(&self) -> bool {
        self.case().open && !self.is_mine() && self.shell.can(Action::AddContact)
    }

    fn may_note(&self) -> bool {
        self.shell.can(Action::AddContact)
    }

    fn type_of(&self, order: &CaseOrderLine) -> String {
        type_name(&self.shell.t, order.service_type, order.type_decided)
    }
    fn may_close(&self) -> bool {
        self.case().open && self.shell.can(Action::CloseCase)
    }

    fn has_open_orders(&self) -> bool {
        self.page.orders.iter().any(|order| !order.state.is_end())
    }

    fn station(&self) -> &str {
        self.shell.name(&self.case().station, &self.case().station_en)
    }

    /// Why the case went to this station, right after it was registered.
    fn routing(&self) -> Option<String> {
        let reason = self.just_done.reason().filter(|_| self.case().open)?;
        Some(self.shell.t_with(reason, &[("station", Arg::from(self.station()))]))
    }

    /// Open cases that this one may repeat, right after it was registered.
    fn alike(&self) -> Vec<DocumentNumber> {
        if self.case().open { self.just_done.alike() } else { Vec::new() }
    }

    fn channels(&self) -> Vec<(&'static str, String, bool)> {
        self.shell.choices(Channel::ALL.iter().map(|c| (c.name(), c.key())), &self.contact.channel)
    }

    fn results(&self) -> Vec<(&'static str, String, bool)> {
        self.shell.choices(RESULTS_AT_THE_DESK.iter().map(|r| (r.name(), r.key())), &self.closure.result)
    }

    /// An act in words; a step of an order bears the order's word for it.
    fn act(&self, act: &CaseAct) -> String {
        let verb = act.verb.replace('_', "-");
        let keys = [format!("intake-act-{verb}"), format!("orders-verb-{verb}")];
        let known = keys.iter().find(|key| has_key(self.shell.t.locale, key));
        known.map_or_else(|| act.verb.clone(), |key| self.shell.t(key))
    }

    /// Number of the order an act belongs to.
    fn order_of(&self, act: &CaseAct) -> Option<&str> {
        let order = self.page.orders.iter().find(|order| Some(order.id) == act.order)?;
        Some(&order.number)
    }

    fn doer(&self, act: &CaseAct) -> String {
        if act.person.is_empty() { self.shell.t("shell-product") } else { act.person.clone() }
    }
}

fn address(number: &DocumentNumber) -> String {
    format!("/cases/{number}")
}

pub async fn page(
    State(web): State<Web>,
    shell: Shell,
    Path(number): Path<DocumentNumber>,
    Query(just_done): Query<JustDone>,
) -> Answer {
    let page = CasePage::load(&web, shell, number).await?;
    show(&CasePage { just_done, ..page })
}

pub async fn add_contact(
    State(web): State<Web>,
    shell: Shell,
    Path(number): Path<DocumentNumber>,
    Form(form): Form<ContactForm>,
) -> Answer {
    match note(&web, &shell, &number, &form).await {
        Ok(()) => Ok(shell.go(&address(&number), "intake-contact-added")),
        Err(problem) => {
            let contact_errors = FormErrors::of(problem, &shell)?;
            let page = CasePage { contact_errors, contact: form, ..CasePage::load(&web, shell, number).await? };
            show_again(&page.contact_errors, &page)
        }
    }
}

async fn note(web: &Web, shell: &Shell, number: &DocumentNumber, form: &ContactForm) -> Result<(), Problem> {
    let channel: Channel = form.channel.parse().map_err(|_| Problem::invalid("channel", "errors-choose"))?;
    let key = Some(form.idempotency_key.clone());
    intake::add_contact(&web.app, &shell.actor, number.clone(), channel, form.summary.clone(), key).await?;
    Ok(())
}

#[derive(Deserialize)]
pub struct TakeOverForm {
    version: i64,
}

pub async fn take_over(
    State(web): State<Web>,
    shell: Shell,
    Path(number): Path<DocumentNumber>,
    Form(form): Form<TakeOverForm>,
) -> Answer {
    intake::take_over(&web.app, &shell.actor, number.clone(), form.version).await?;
    Ok(shell.go(&address(&number), Flash::new("intake-taken-over").with("number", &number)))
}

pub async fn close(
    State(web): State<Web>,
    shell: Shell,
    Path(number): Path<DocumentNumber>,
    Form(form): Form<ClosureForm>,
) -> Answer {
    match end(&web, &shell, &number, &form).await {
        Ok(()) => Ok(shell.go(&address(&number), Flash::new("intake-case-closed").with("number", &number))),
        Err(problem) => {
            let closure_errors = FormErrors::of(problem, &shell)?;
            let page = CasePage { closure_errors, closure: form, ..CasePage::load(&web, shell, number).await? };
            show_again(&page.closure_errors, &page)
        }
    }
}

/// The contact's rule names its field `summary`; here the words are the customer's answer.
async fn end(web: &Web, shell: &Shell, number: &DocumentNumber, form: &ClosureForm) -> Result<(), Problem> {
    let result: CaseResult = form.result.parse().map_err(|_| Problem::invalid("result", "errors-choose"))?;
    if form.words.trim().is_empty() {
        return Err(Problem::invalid("words", "errors-required"));
    }
    intake::close(&web.app, &shell.actor, number.clone(), form.version, result, form.words.clone()).await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::{Sample, check_samples};
    use aftercare_app::{
        Error,
        customers::{AddressView, CustomerView},
        devices::DeviceBrief,
        intake::{CaseContact, CaseOrderLine},
    };
    use aftercare_domain::{
        customers::CustomerKind,
        deadlines::{ClockWhat, TimeLeft},
        intake::{CaseKind, IntakeRefusal},
        orders::{Mode, ServiceType, StateName},
    };
    use aftercare_kernel::{
        Locale,
        id::{AddressId, CaseId, CustomerId, ModelId, OrderId, UnitId},
    };

    fn case(shell: &Shell, open: bool) -> Case {
        let nil = Default::default();
        let due = TimeLeft::at(shell.now, ClockWhat::Answer, shell.now.plus_seconds(600));
        let act = |verb: &str, person: &str| CaseAct {
            at: shell.now,
            person: person.into(),
            verb: verb.into(),
            order: Some(OrderId::from_uuid(nil)),
            payload: serde_json::Value::Null,
        };
        Case {
            case: CaseView {
                id: CaseId::from_uuid(nil),
                number: "SH01-2026-000001".into(),
                org_path: "/HX/SH01/".into(),
                station: "徐汇".into(),
                station_en: "Xuhui".into(),
                kind: CaseKind::Repair,
                channel: Channel::Phone,
                symptom: "黑屏".into(),
                open,
                owner_id: None,
                owner: open.then(|| "苏明".into()),
                due: open.then_some(due),
                opened_at: shell.now,
                closed_at: (!open).then_some(shell.now),
                result: (!open).then_some(CaseResult::Satisfied),
                archived_at: (!open).then_some(shell.now),
                version: 1,
            },
            customer: CustomerView {
                id: CustomerId::from_uuid(nil),
                kind: CustomerKind::Person,
                name: "王**".into(),
                phone: "139****1234".into(),
                phone_2: Some("021****5678".into()),
                email: Some("w***@example.cn".into()),
                language: Locale::ZhCn,
                version: 1,
                masked: true,
            },
            addresses: vec![AddressView {
                id: AddressId::from_uuid(nil),
                division: "310104".into(),
                line: "漕溪北路***".into(),
            }],
            device: open.then(|| DeviceBrief {
                unit: UnitId::from_uuid(nil),
                serial: "SN0001".parse().expect("a serial"),
                imei: None,
                model_id: ModelId::from_uuid(nil),
                model_code: "HX-P10".into(),
                model: "华新 P10".into(),
                model_en: "Huaxin P10".into(),
                sold_on: Some(aftercare_kernel::Date::constant(2025, 12, 1)),
                owner: None,
                open_for_service: false,
            }),
            orders: vec![CaseOrderLine {
                id: OrderId::from_uuid(nil),
                number: "SH01-2026-000002".into(),
                mode: Mode::WalkIn,
                service_type: ServiceType::Warranty,
                type_decided: true,
                state: StateName::TakenIn,
                round: 2,
                opened_at: shell.now,
                ended_at: None,
            }],
            contacts: vec![CaseContact {
                channel: Channel::Phone,
                at: shell.now,
                summary: "黑屏".into(),
                person: "安静".into(),
            }],
            timeline: ["register", "add_contact", "take_over", "close_case", "take_in", "unheard_of"]
                .map(|verb| act(verb, "安静"))
                .into_iter()
                .chain([act("archive", "")])
                .collect(),
        }
    }

    impl Sample for CasePage {
        fn samples(shell: &Shell) -> Vec<Self> {
            let page = |open: bool, just_done: &str| Self {
                shell: shell.clone(),
                page: case(shell, open),
                just_done: serde_json::from_str(just_done).expect("a query"),
                contact: ContactForm::default(),
                contact_errors: FormErrors::none(),
                closure: ClosureForm::default(),
                closure_errors: FormErrors::none(),
            };
            let refused =
                |refusal: IntakeRefusal| FormErrors::of(Error::refuse(refusal), shell).expect("an error of the form");
            vec![
                page(true, r#"{"station": "same_district", "alike": "SH01-2026-000003"}"#),
                page(false, "{}"),
                Self { closure_errors: refused(IntakeRefusal::OrdersOpen { count: 1 }), ..page(true, "{}") },
                Self { contact_errors: refused(IntakeRefusal::SummaryUnfit { most: 9 }), ..page(true, "{}") },
            ]
        }
    }

    #[test]
    fn the_case_page_speaks_every_language() {
        check_samples::<CasePage>();
    }
}
