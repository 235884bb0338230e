//! What is said on the page after a form was taken: "saved", "case SH01-2026-000123 registered".

use crate::{Web, cookies};
use aftercare_i18n::{Arg, Texts, has_key};
use aftercare_kernel::Locale;
use axum::http::HeaderValue;
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::{Deserialize, Serialize};

/// The key of a text and its values. It travels in a cookie, because any node may serve the next page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Flash(String, Vec<(String, String)>);

const LONGEST: usize = 1000;

impl Flash {
    pub fn new(key: &str) -> Self {
        Self(key.to_owned(), Vec::new())
    }

    pub fn with(mut self, name: &str, value: impl ToString) -> Self {
        self.1.push((name.to_owned(), value.to_string()));
        self
    }

    pub fn text(&self, t: &Texts) -> String {
        let values: Vec<(&str, Arg)> = self.1.iter().map(|(name, value)| (name.as_str(), Arg::from(value))).collect();
        t.t_with(&self.0, &values)
    }

    pub fn cookie(&self, web: &Web) -> Option<HeaderValue> {
        let text = URL_SAFE_NO_PAD.encode(serde_json::to_vec(self).ok()?);
        if text.len() <= LONGEST { cookies::flash(web, &text) } else { None }
    }

    /// What is not ours, or of an older version, is passed over.
    pub fn read(cookie: &str) -> Option<Self> {
        let json = URL_SAFE_NO_PAD.decode(cookie).ok()?;
        let flash: Flash = serde_json::from_slice(&json).ok()?;
        has_key(Locale::default(), &flash.0).then_some(flash)
    }
}

impl From<&str> for Flash {
    fn from(key: &str) -> Self {
        Flash::new(key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_flash_reads_back_and_a_foreign_cookie_is_passed_over() {
        let flash = Flash::new("shell-rows").with("count", 3);
        let cookie = URL_SAFE_NO_PAD.encode(serde_json::to_vec(&flash).expect("json"));
        assert_eq!(Flash::read(&cookie), Some(flash));
        for foreign in ["", "xx", "!!", &URL_SAFE_NO_PAD.encode(r#"["no-such-key",[]]"#)] {
            assert_eq!(Flash::read(foreign), None, "{foreign}");
        }
    }
}
