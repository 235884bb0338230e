//! A decision for whoever holds its paper: the address on the sheet's code opens it without signing in.

use super::Sheet;
use crate::{Path, Problem, Web, page::show, shell::Frame};
use aftercare_app::warranty::{self, Decision, Facts};
use aftercare_kernel::{Locale, id::DecisionId};
use askama::Template;
use axum::{
    extract::State,
    http::{HeaderValue, header},
    response::Response,
};
use jiff::tz::TimeZone;

#[derive(Template)]
#[template(path = "warranty/published.html")]
pub struct PublishedPage {
    shell: Frame,
    brand: String,
    service_phone: String,
    /// The end of the serial: who has the device can tell it, who found the paper learns little.
    serial: String,
    decided_at: String,
    sheet: Sheet,
}

/// The address of a decision for its customer, below the house's own.
pub fn public_path(id: DecisionId) -> String {
    format!("/d/{id}")
}

pub async fn published(State(web): State<Web>, frame: Frame, Path(id): Path<DecisionId>) -> Result<Response, Problem> {
    let found = warranty::published(&web.app, id).await?;
    let decision: Decision = serde_json::from_str(&found.decision.result).map_err(Problem::fault)?;
    let facts: Facts = serde_json::from_str(&found.decision.facts).map_err(Problem::fault)?;
    let zone = TimeZone::get(&found.zone).map_err(Problem::fault)?;
    let english = frame.t.locale == Locale::En && !found.brand_en.is_empty();
    let page = PublishedPage {
        brand: if english { found.brand_en } else { found.brand },
        service_phone: found.service_phone,
        serial: end_of(&found.serial),
        decided_at: frame.t.instant(found.decision.at, &zone),
        sheet: Sheet::new(&frame.t, &decision, Some(&facts), web.app.regimes()),
        shell: frame,
    };
    let mut response = show(&page)?;
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    Ok(response)
}

/// `••••0001`
fn end_of(serial: &str) -> String {
    let letters: Vec<char> = serial.chars().collect();
    let end: String = letters.iter().skip(letters.len().saturating_sub(4)).collect();
    format!("••••{end}")
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
                serial: end_of("SN0000001"),
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

    #[test]
    fn only_the_end_of_a_serial_is_shown() {
        assert_eq!((end_of("SN0000001").as_str(), end_of("7").as_str()), ("••••0001", "••••7"));
    }
}
