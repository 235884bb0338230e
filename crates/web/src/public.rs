//! Pages for whoever holds a paper: nobody signs in, so they name nobody and lead nowhere in the house.

use crate::{
    page::{Answer, show},
    problem::Said,
};
use aftercare_i18n::Texts;
use askama::Template;
use axum::http::{HeaderValue, Uri, header};

/// Where the codes on papers lead.
const PREFIXES: [&str; 2] = ["/d/", "/o/"];

pub fn is_public(uri: &Uri) -> bool {
    PREFIXES.iter().any(|prefix| uri.path().starts_with(prefix))
}

/// A page that nothing on the way keeps.
pub fn show_unkept(page: &impl Template) -> Answer {
    let mut response = show(page)?;
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    Ok(response)
}

/// A customer has no part of the organisation and no navigation to be told of.
pub fn in_plain_words(said: Said, t: &Texts) -> Said {
    if said.status == 404 { Said { detail: t.t("errors-nothing-behind-code"), ..said } } else { said }
}

/// `••••0001`: who has the device can tell it, who found the paper learns little.
pub fn masked_serial(serial: &str) -> String {
    let letters: Vec<char> = serial.chars().collect();
    let end: String = letters.iter().skip(letters.len().saturating_sub(4)).collect();
    format!("••••{end}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_end_of_a_serial_is_shown() {
        assert_eq!((masked_serial("SN0000001").as_str(), masked_serial("7").as_str()), ("••••0001", "••••7"));
    }

    #[test]
    fn the_pages_behind_codes_are_public_and_no_others() {
        for (address, public) in
            [("/d/1", true), ("/o/1?lang=en", true), ("/orders", false), ("/orders/1", false), ("/devices/1", false)]
        {
            assert_eq!(is_public(&address.parse().expect("an address")), public, "{address}");
        }
    }
}
