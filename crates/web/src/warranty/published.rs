//! A decision for whoever holds its paper: the address on the sheet's code opens it without signing in.

use super::Sheet;
use crate::{
    Answer, Path, Problem, Web,
    public::{masked_serial, show_unkept},
    shell::Frame,
};
use aftercare_app::warranty::{self, Decision, Facts};
use aftercare_kernel::{Locale, id::DecisionId};
use askama::Template;
use axum::extract::State;
use jiff::tz::TimeZone;

#[derive(Template)]
#[template(path = "warranty/published.html")]
pub struct PublishedPage {
    shell: Frame,
    brand: String,
    service_phone: String,
    serial: String,
    decided_at: String,
    sheet: Sheet,
}

/// The address of a decision for its customer, below the house's own.
pub fn public_path(id: DecisionId) -> String {
    format!("/d/{id}")
}

pub async fn published(State(web): State<Web>, frame: Frame, Path(id): Path<DecisionId>) -> Answer {
    let found = warranty::published(&web.app, id).await?;
    let decision: Decision = serde_json::from_str(&found.decision.result).map_err(Problem::fault)?;
    let facts: Facts = serde_json::from_str(&found.decision.facts).map_err(Problem::fault)?;
    let zone = TimeZone::get(&found.zone).map_err(Problem::fault)?;
    let english = frame.t.locale == Locale::En && !found.brand_en.is_empty();
    let page = PublishedPage {
        brand: if english { found.brand_en } else { found.brand },
        service_phone: found.service_phone,
        serial: masked_serial(&found.serial),
        decided_at: frame.t.instant(found.decision.at, &zone),
        sheet: Sheet::new(&frame.t, &decision, Some(&facts), web.app.regimes()),
        shell: frame,
    };
    show_unkept(&page)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        Shell,
        orders::sample,
        page::{Sample, check_samples},
    };

    impl Sample for PublishedPage {
        fn samples(shell: &Shell) -> Vec<Self> {
            let (decision, facts, regimes) = sample::decision();
            vec![Self {
                brand: shell.brand_name().to_owned(),
                service_phone: "400 000 0000".into(),
                serial: masked_serial("SN0000001"),
                decided_at: shell.instant(shell.now),
                sheet: Sheet::new(&shell.t, &decision, Some(&facts), &regimes),
                shell: (**shell).clone(),
            }]
        }
    }

    #[test]
    fn the_page_behind_the_code_speaks_every_language() {
        check_samples::<PublishedPage>();
    }
}
