//! A contract is sold for a device.

use crate::{Answer, Flash, Form, FormErrors, Path, Problem, Shell, Web, intake::stations, show, show_again};
use aftercare_app::{
    Error,
    contracts::{self, DeviceContracts, OfferRow, Sale, Sold},
    devices,
    identity::NodeRow,
};
use aftercare_domain::{identity::Action, money::PaymentMethod};
use aftercare_kernel::{Serial, id::UnitId};
use askama::Template;
use axum::extract::State;
use serde::Deserialize;

#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct SaleForm {
    offer: String,
    method: String,
    station: String,
    idempotency_key: String,
}

type Choices = Vec<(String, String, bool)>;

#[derive(Template)]
#[template(path = "contracts/sale.html")]
pub struct SalePage {
    shell: Shell,
    unit: UnitId,
    serial: Serial,
    model: (String, String),
    of_device: DeviceContracts,
    stations: Vec<NodeRow>,
    form: SaleForm,
    errors: FormErrors,
}

impl SalePage {
    async fn load(web: &Web, shell: Shell, unit: UnitId) -> Result<Self, Problem> {
        let page = devices::page(&web.app, &shell.actor, unit).await?;
        let of_device = contracts::of_device(&web.app, &shell.actor, unit).await?;
        let stations = stations(web, &shell).await?;
        let form = SaleForm { idempotency_key: shell.request_id.clone(), ..SaleForm::default() };
        let (serial, model) = (page.device.serial, (page.model.name, page.model.name_en));
        Ok(Self { shell, unit, serial, model, of_device, stations, form, errors: FormErrors::none() })
    }

    fn offers(&self) -> Choices {
        let choice = |offer: &OfferRow| {
            let entry = &offer.entry;
            let name = self.shell.name(&entry.name, &entry.name_en);
            let words = format!("{} {name} · {}", entry.code, self.shell.money(entry.price));
            (entry.code.clone(), words, entry.code == self.form.offer)
        };
        self.of_device.offers.iter().map(choice).collect()
    }
    fn methods(&self) -> Vec<(&'static str, String, bool)> {
        self.shell.choices(PaymentMethod::ALL.iter().map(|method| (method.name(), method.key())), &self.form.method)
    }
    fn station_choices(&self) -> Choices {
        let choice = |node: &NodeRow| {
            let name = format!("{} {}", node.code, self.shell.name(&node.name, &node.name_en));
            (node.code.clone(), name, node.code == self.form.station || self.stations.len() == 1)
        };
        self.stations.iter().map(choice).collect()
    }
}

pub async fn form(State(web): State<Web>, shell: Shell, Path(unit): Path<UnitId>) -> Answer {
    shell.actor.may(Action::SellContract)?;
    show(&SalePage::load(&web, shell, unit).await?)
}

pub async fn sell(
    State(web): State<Web>,
    shell: Shell,
    Path(unit): Path<UnitId>,
    Form(form): Form<SaleForm>,
) -> Answer {
    match sold(&web, &shell, unit, &form).await {
        Ok(Sold { number }) => {
            let said = Flash::new("contracts-sold").with("number", &number);
            Ok(shell.go(&format!("/contracts/{number}"), said))
        }
        Err(problem) => {
            let errors = FormErrors::of(problem, &shell)?;
            let page = SalePage { errors, form, ..SalePage::load(&web, shell, unit).await? };
            show_again(&page.errors, &page)
        }
    }
}

async fn sold(web: &Web, shell: &Shell, unit: UnitId, form: &SaleForm) -> Result<Sold, Problem> {
    let mut reading = crate::reading::Reading::default();
    let method = reading.chosen("method", &form.method, PaymentMethod::Cash);
    if form.offer.trim().is_empty() {
        reading.refuse("offer", "errors-choose");
    }
    let station = crate::reading::given(&form.station);
    let sale = reading.done(Sale { unit, offer: form.offer.clone(), method, station })?;
    let key = crate::reading::given(&form.idempotency_key);
    contracts::sell(&web.app, &shell.actor, sale, key).await.map_err(at_its_field)
}

/// An offer that is named and not there.
pub fn at_its_field(error: Error) -> Problem {
    match error {
        Error::Missing("offer") => Problem::invalid("offer", "contracts-no-such-offer"),
        other => other.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        contracts::sample,
        page::{Sample, check_samples},
    };
    use aftercare_domain::contracts::ContractRefusal;

    impl Sample for SalePage {
        fn samples(shell: &Shell) -> Vec<Self> {
            let page = |of_device, errors| Self {
                shell: shell.clone(),
                unit: UnitId::from_uuid(Default::default()),
                serial: "SN0001".parse().expect("a serial"),
                model: ("华新 P10".into(), "Huaxin P10".into()),
                of_device,
                stations: Vec::new(),
                form: SaleForm::default(),
                errors,
            };
            let refused = Error::refuse(ContractRefusal::CoveredAlready { number: "SH01-2026-000009".into() });
            let errors = FormErrors::of(refused, shell).expect("an error of the form");
            let none = DeviceContracts { contracts: Vec::new(), offers: Vec::new() };
            vec![page(sample::of_device(), errors), page(none, FormErrors::none())]
        }
    }

    #[test]
    fn the_page_of_a_sale_speaks_every_language() {
        check_samples::<SalePage>();
    }
}
