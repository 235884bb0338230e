//! A new case at paper speed: one sheet, found or made customer and device, sent by Ctrl+Enter.

use super::{
    done,
    new_form::{NewCaseForm, at_its_field},
};
use crate::{Answer, Form, FormErrors, Problem, Query, Shell, Web, show, show_again};
use aftercare_app::{
    customers,
    devices::{self, DevicePage},
    identity::{self, NodeRow},
    intake::{self, Registered},
};
use aftercare_domain::{
    customers::CustomerKind,
    devices::DevicePaper,
    identity::{Action, NodeKind},
    intake::{CaseKind, Channel},
    orders::Mode,
};
use askama::Template;
use axum::extract::State;
use serde::Deserialize;

#[derive(Template)]
#[template(path = "intake/new-case.html")]
pub struct NewCasePage {
    shell: Shell,
    stations: Vec<NodeRow>,
    form: NewCaseForm,
    errors: FormErrors,
}

type Choices = Vec<(&'static str, String, bool)>;

impl NewCasePage {
    async fn load(web: &Web, shell: Shell, form: NewCaseForm, errors: FormErrors) -> Result<Self, Problem> {
        let stations = stations(web, &shell).await?;
        Ok(Self { shell, stations, form, errors })
    }

    fn kinds(&self) -> Choices {
        self.shell.choices(CaseKind::ALL.iter().map(|k| (k.name(), k.key())), &self.form.kind)
    }

    fn channels(&self) -> Choices {
        self.shell.choices(Channel::ALL.iter().map(|c| (c.name(), c.key())), &self.form.channel)
    }

    fn modes(&self) -> Choices {
        self.shell.choices(Mode::ALL.iter().map(|m| (m.name(), m.key())), &self.form.mode)
    }

    fn customer_kinds(&self) -> Choices {
        self.shell.choices(CustomerKind::ALL.iter().map(|k| (k.name(), k.key())), &self.form.customer_kind)
    }

    /// What a customer may show at the counter.
    fn papers(&self) -> Choices {
        let choice = |paper: &DevicePaper| {
            let chosen = self.form.papers.iter().any(|name| name == paper.name());
            (paper.name(), self.shell.t(&paper.key()), chosen)
        };
        DevicePaper::ALL.iter().map(choice).collect()
    }

    fn station_choices(&self) -> Vec<(String, String, bool)> {
        let choice = |node: &NodeRow| {
            let name = self.shell.name(&node.name, &node.name_en);
            (node.code.clone(), format!("{} {name}", node.code), node.code == self.form.station)
        };
        self.stations.iter().map(choice).collect()
    }

    fn has_device_details(&self) -> bool {
        let typed = [&self.form.price, &self.form.invoice_number].iter().any(|text| !text.is_empty());
        typed || !self.form.papers.is_empty() || self.errors.has("price") || self.errors.has("invoice_number")
    }
}

/// Where orders can be opened, in the actor's part of the tree.
pub async fn stations(web: &Web, shell: &Shell) -> Result<Vec<NodeRow>, Problem> {
    let nodes = identity::nodes(&web.app, &shell.actor).await?;
    let works = |node: &NodeRow| [NodeKind::Station.name(), NodeKind::Dealer.name()].contains(&node.kind.as_str());
    Ok(nodes.into_iter().filter(works).collect())
}

/// What another page knows already: a device's page starts a case for that device.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Known {
    phone: String,
    serial: String,
    model: String,
}

impl Known {
    fn begun_for(&self) -> &str {
        [&self.serial, &self.phone, &self.model].into_iter().find(|text| !text.is_empty()).map_or("", |text| text)
    }
}

pub async fn form(State(web): State<Web>, shell: Shell, Query(known): Query<Known>) -> Answer {
    shell.actor.may(Action::RegisterCase)?;
    let usual = NewCaseForm::usual(shell.actor.roles(), shell.request_id.clone());
    let usual = NewCaseForm { begun_for: known.begun_for().to_owned(), ..usual };
    let form = match known_device(&web, &shell, &known.serial).await? {
        Some(device) => usual.about(&device),
        None => NewCaseForm { phone: known.phone, serial: known.serial, model_code: known.model, ..usual },
    };
    show(&NewCasePage::load(&web, shell, form, FormErrors::none()).await?)
}

/// The device that the other page was about, when a case can be opened for it.
async fn known_device(web: &Web, shell: &Shell, serial: &str) -> Result<Option<DevicePage>, Problem> {
    if serial.is_empty() || !shell.can(Action::ReadDevice) {
        return Ok(None);
    }
    let found = devices::find_by_number(&web.app, &shell.actor, serial.to_owned()).await?;
    match found.filter(|device| device.open_for_service) {
        Some(device) => Ok(Some(devices::page(&web.app, &shell.actor, device.unit).await?)),
        None => Ok(None),
    }
}

pub async fn register(State(web): State<Web>, shell: Shell, Form(form): Form<NewCaseForm>) -> Answer {
    let form = form.settled();
    match send(&web, &shell, &form).await {
        Ok(registered) => Ok(shell.go(&done::address(&registered), done::flash(&registered))),
        Err(problem) => {
            let errors = all_errors(&web, &shell, &form, problem).await?;
            let page = NewCasePage::load(&web, shell, form, errors).await?;
            show_again(&page.errors, &page)
        }
    }
}

async fn send(web: &Web, shell: &Shell, form: &NewCaseForm) -> Result<Registered, Problem> {
    let known = match form.known_address()? {
        Some((customer, address)) => {
            let found = customers::address_for_case(&web.app, &shell.actor, customer, address).await;
            Some(found.map_err(at_its_field)?)
        }
        None => None,
    };
    let command = form.command(shell.currency(), shell.t.locale, known)?;
    intake::register(&web.app, &shell.actor, command, form.key()).await.map_err(at_its_field)
}

/// The first refusal and what else is wrong with the sheet, so that nobody has to send it for each.
async fn all_errors(web: &Web, shell: &Shell, form: &NewCaseForm, problem: Problem) -> Result<FormErrors, Problem> {
    let mut errors = FormErrors::of(form.at_its_field(problem), shell)?;
    let (command, reading) = form.read(shell.currency(), shell.t.locale, form.stand_in_address());
    if let Err(unread) = reading.done(()) {
        errors = errors.and(FormErrors::of(unread, shell)?);
    }
    for error in intake::unfit(&web.app, &shell.actor, &command).await? {
        let more = form.at_its_field(at_its_field(error));
        errors = errors.and(FormErrors::of(more, shell)?);
    }
    Ok(errors)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::{Sample, check_samples};
    use aftercare_app::Error;
    use aftercare_domain::{devices::DeviceRefusal, intake::IntakeRefusal};

    impl Sample for NewCasePage {
        fn samples(shell: &Shell) -> Vec<Self> {
            let usual = NewCaseForm::usual(shell.actor.roles(), "k".into());
            let page = |form, errors| Self { shell: shell.clone(), stations: Vec::new(), form, errors };
            let refused = |error: Error| FormErrors::of(error, shell).expect("an error of the form");
            let missing = FormErrors::of(at_its_field(Error::Missing("model")), shell).expect("an error of the form");
            vec![
                page(usual.clone(), FormErrors::none()),
                page(NewCaseForm { symptom: "\"><b>".into(), ..usual.clone() }, missing),
                page(usual.clone(), refused(Error::refuse(IntakeRefusal::DeviceMissing { kind: CaseKind::Repair }))),
                page(usual, refused(Error::refuse(DeviceRefusal::NoLongerTheCustomers))),
            ]
        }
    }

    #[test]
    fn the_sheet_of_a_new_case_speaks_every_language() {
        check_samples::<NewCasePage>();
    }
}
