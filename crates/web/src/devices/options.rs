//! What the field for a device offers while somebody types, and the card of the one that was chosen.

use super::list::Found;
use crate::{Answer, Path, Problem, Query, Shell, Web, show};
use aftercare_app::{
    customers::{self, CustomerDevice},
    devices::{self, DevicePage, Entitlement},
    search,
};
use aftercare_domain::{identity::Action, warranty::Decision};
use aftercare_kernel::id::{CustomerId, UnitId};
use askama::Template;
use axum::extract::State;
use serde::Deserialize;
use serde_json::json;

/// With a customer and nothing typed yet, the customer's own devices.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    q: String,
    customer_id: String,
}

#[derive(Template)]
#[template(path = "devices/options.html")]
struct DeviceOptions {
    shell: Shell,
    devices: Vec<Found>,
}

impl DeviceOptions {
    /// Other fields of the sheet, as the page's script reads them.
    fn fill(&self, device: &Found) -> String {
        json!({ "imei": device.imei, "model_code": device.model_code }).to_string()
    }
}

pub async fn options(State(web): State<Web>, shell: Shell, Query(asked): Query<Asked>) -> Answer {
    shell.actor.may(Action::ReadDevice)?;
    let devices = match asked.customer_id.parse() {
        Ok(customer) if asked.q.trim().is_empty() => owned(&web, &shell, customer).await?,
        _ => {
            let hits = search::search(&web.app, &shell.actor, &asked.q).await?;
            hits.into_iter().filter_map(Found::of).collect()
        }
    };
    show(&DeviceOptions { shell, devices })
}

async fn owned(web: &Web, shell: &Shell, customer: CustomerId) -> Result<Vec<Found>, Problem> {
    let page = customers::page(&web.app, &shell.actor, customer).await?;
    let found = |device: CustomerDevice| Found {
        unit: device.unit,
        serial: device.serial,
        imei: device.imei.unwrap_or_default(),
        model_code: device.model_code,
        model: device.model,
        model_en: device.model_en,
    };
    Ok(page.devices.into_iter().filter(|device| !device.replaced).take(search::MOST_HITS).map(found).collect())
}

#[derive(Template)]
#[template(path = "devices/card.html")]
struct DeviceCard {
    shell: Shell,
    page: DevicePage,
    entitlement: Entitlement,
}

impl DeviceCard {
    fn decision(&self) -> Option<&Decision> {
        match &self.entitlement {
            Entitlement::Decided { decision, .. } => Some(decision),
            _ => None,
        }
    }

    /// Fields of the sheet that repeat what the books know. A day of sale that they do not know is for the clerk to fill in.
    fn fill(&self) -> String {
        let device = &self.page.device;
        let sold_on = device.sold_on.map(|day| day.to_string()).unwrap_or_default();
        let mut fields = json!({ "model_code": self.page.model.code, "sold_on": sold_on });
        if let Some(imei) = &device.imei {
            fields["imei"] = json!(imei.to_string());
        }
        fields.to_string()
    }

    /// The owner as the sheet's customer: taken at once when it has none yet, else by a button.
    fn offer(&self) -> Option<String> {
        let owner = self.page.owner.as_ref()?;
        Some(json!({ "customer_id": owner.id, "phone": owner.phone, "name": owner.name }).to_string())
    }
}

/// Beside the sheet of a new case: whose it is, what it is entitled to, what is open already.
pub async fn card(State(web): State<Web>, shell: Shell, Path(unit): Path<UnitId>) -> Answer {
    let page = devices::page(&web.app, &shell.actor, unit).await?;
    let entitlement = devices::entitlement(&web.app, &shell.actor, unit).await?;
    show(&DeviceCard { shell, page, entitlement })
}

#[cfg(test)]
mod tests {
    use super::{super::page::tests::samples_of_a_device, *};
    use crate::page::{Sample, check_samples};

    impl Sample for DeviceOptions {
        fn samples(shell: &Shell) -> Vec<Self> {
            vec![Self { shell: shell.clone(), devices: vec![super::super::list::tests::found()] }]
        }
    }
    impl Sample for DeviceCard {
        fn samples(shell: &Shell) -> Vec<Self> {
            let card = |(page, entitlement)| Self { shell: shell.clone(), page, entitlement };
            samples_of_a_device(shell).into_iter().map(card).collect()
        }
    }

    #[test]
    fn what_the_field_for_a_device_offers_speaks_every_language() {
        check_samples::<DeviceOptions>();
        check_samples::<DeviceCard>();
    }
}
