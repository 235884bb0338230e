//! The way to a device: its serial or IMEI.

use crate::{Answer, Query, Shell, Web, reading::given, show};
use aftercare_app::{
    devices,
    search::{self, Hit},
};
use aftercare_domain::identity::Action;
use aftercare_kernel::id::UnitId;
use askama::Template;
use axum::extract::State;
use serde::Deserialize;

#[derive(Template)]
#[template(path = "devices/list.html")]
pub struct DevicesPage {
    shell: Shell,
    serial: String,
    found: Vec<Found>,
}

/// Enough to recognise a device.
pub struct Found {
    pub unit: UnitId,
    pub serial: String,
    pub imei: String,
    pub model_code: String,
    pub model: String,
    pub model_en: String,
}

impl Found {
    /// A device among the hits.
    pub fn of(hit: Hit) -> Option<Self> {
        match hit {
            Hit::Device { unit, serial, imei, model_code, model, model_en } => {
                Some(Self { unit, serial, imei: imei.unwrap_or_default(), model_code, model, model_en })
            }
            _ => None,
        }
    }
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    serial: String,
}

/// A whole number leads to its device at once; the beginning of one to those that begin so.
pub async fn list(State(web): State<Web>, shell: Shell, Query(asked): Query<Asked>) -> Answer {
    shell.actor.may(Action::ReadDevice)?;
    let Some(serial) = given(&asked.serial) else {
        return show(&DevicesPage { shell, serial: String::new(), found: Vec::new() });
    };
    if let Some(device) = devices::find_by_number(&web.app, &shell.actor, serial.clone()).await? {
        return Ok(crate::redirect(shell.fragment, &format!("/devices/{}", device.unit)));
    }
    let hits = search::search(&web.app, &shell.actor, &serial).await?;
    show(&DevicesPage { shell, serial, found: hits.into_iter().filter_map(Found::of).collect() })
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::page::{Sample, check_samples};

    pub fn found() -> Found {
        Found {
            unit: UnitId::from_uuid(Default::default()),
            serial: "SN0001".into(),
            imei: "356998119000014".into(),
            model_code: "HX-P10".into(),
            model: "华新 P10".into(),
            model_en: "Huaxin P10".into(),
        }
    }

    impl Sample for DevicesPage {
        fn samples(shell: &Shell) -> Vec<Self> {
            let page = |serial: &str, found| Self { shell: shell.clone(), serial: serial.into(), found };
            vec![page("", Vec::new()), page("<SN>", Vec::new()), page("SN00", vec![found()])]
        }
    }

    #[test]
    fn the_way_to_a_device_speaks_every_language() {
        check_samples::<DevicesPage>();
    }
}
