//! What is said after a case was registered: why that station, and which open cases it may repeat.

use crate::{Flash, page::with_query};
use aftercare_app::intake::{Registered, Routed};
use aftercare_kernel::DocumentNumber;
use serde::Deserialize;

/// More would be a list of their own.
const MOST_ALIKE: usize = 5;

/// The case's page, with what is said there once.
pub fn address(registered: &Registered) -> String {
    let mut address = format!("/cases/{}", registered.number);
    if let Some(routed) = registered.routed {
        address = with_query(&address, "station", name(routed));
    }
    let alike: Vec<&str> = registered.duplicates.iter().take(MOST_ALIKE).map(|d| d.number.as_str()).collect();
    if alike.is_empty() { address } else { with_query(&address, "alike", &alike.join(".")) }
}

pub fn flash(registered: &Registered) -> Flash {
    match &registered.order_number {
        Some(order) => {
            Flash::new("intake-registered-with-order").with("number", &registered.number).with("order", order)
        }
        None => Flash::new("intake-registered").with("number", &registered.number),
    }
}

pub const fn name(routed: Routed) -> &'static str {
    match routed {
        Routed::Elsewhere => "elsewhere",
        Routed::SameProvince => "same_province",
        Routed::SameCity => "same_city",
        Routed::SameDistrict => "same_district",
    }
}

/// The query of the case's page after a registration.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct JustDone {
    station: String,
    alike: String,
}

impl JustDone {
    /// Key of the reason for the station.
    pub fn reason(&self) -> Option<&'static str> {
        Some(match self.station.as_str() {
            "elsewhere" => "intake-routed-elsewhere",
            "same_province" => "intake-routed-same-province",
            "same_city" => "intake-routed-same-city",
            "same_district" => "intake-routed-same-district",
            _ => return None,
        })
    }

    pub fn alike(&self) -> Vec<DocumentNumber> {
        self.alike.split('.').filter_map(|number| number.parse().ok()).take(MOST_ALIKE).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_a_reason_or_a_number_is_said() {
        let said = |station: &str, alike: &str| JustDone { station: station.into(), alike: alike.into() };
        let done = said("same_city", "SH01-2026-000001.<b>.SH01-2026-000002");
        assert_eq!(done.reason(), Some("intake-routed-same-city"));
        assert_eq!(done.alike().len(), 2);
        assert_eq!(said("near", "").reason(), None);
        for routed in [Routed::Elsewhere, Routed::SameProvince, Routed::SameCity, Routed::SameDistrict] {
            assert!(said(name(routed), "").reason().is_some());
        }
    }
}
