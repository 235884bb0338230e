//! What came back, with assertions that say what was there instead.

use axum::{
    body::Bytes,
    http::{HeaderMap, StatusCode, header},
};
use serde_json::Value;

/// An answer to one request. The assertions give it back, so that they can be chained.
#[derive(Debug, Clone)]
pub struct Answer {
    /// Who asked for what, for messages.
    pub request: String,
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Bytes,
}

/// So much of a body is shown when a test fails.
const EXCERPT: usize = 3000;

impl Answer {
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    #[track_caller]
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body)
            .unwrap_or_else(|why| panic!("{}: no JSON: {why}\n{}", self.request, self.excerpt()))
    }

    /// A field of the JSON answer by pointer, e.g. `/order/number`, as text.
    #[track_caller]
    pub fn field(&self, pointer: &str) -> String {
        match self.json().pointer(pointer) {
            Some(Value::String(text)) => text.clone(),
            Some(Value::Null) | None => panic!("{}: no {pointer}\n{}", self.request, self.excerpt()),
            Some(other) => other.to_string(),
        }
    }

    /// What the form of this page sends for a hidden field, such as the version it was made from.
    #[track_caller]
    pub fn hidden(&self, name: &str) -> String {
        let text = self.text();
        let begins = format!("name=\"{name}\" value=\"");
        let (_, rest) =
            text.split_once(&begins).unwrap_or_else(|| panic!("{}: no {name}\n{}", self.request, self.excerpt()));
        rest.split('"').next().unwrap_or_default().to_owned()
    }

    /// The value of the option whose words begin so.
    #[track_caller]
    pub fn option(&self, words: &str) -> String {
        let text = self.text();
        let begins = |part: &&str| part.split_once('>').is_some_and(|(_, rest)| rest.starts_with(words));
        let line = text.split("<option value=\"").skip(1).find(begins);
        let line = line.unwrap_or_else(|| panic!("{}: no option {words}\n{}", self.request, self.excerpt()));
        line.split('"').next().unwrap_or_default().to_owned()
    }

    #[track_caller]
    pub fn status(self, expected: u16) -> Self {
        assert_eq!(self.status.as_u16(), expected, "{}\n{}", self.request, self.excerpt());
        self
    }

    /// 200, 201 or 204.
    #[track_caller]
    pub fn ok(self) -> Self {
        assert!(self.status.is_success(), "{}: {}\n{}", self.request, self.status, self.excerpt());
        self
    }

    /// A redirection after a form, and where to.
    #[track_caller]
    pub fn goes_to(&self) -> String {
        assert!(self.status.is_redirection(), "{}: {}\n{}", self.request, self.status, self.excerpt());
        self.header(header::LOCATION.as_str()).unwrap_or_default()
    }

    pub fn header(&self, name: &str) -> Option<String> {
        self.headers.get(name).and_then(|value| value.to_str().ok()).map(str::to_owned)
    }

    #[track_caller]
    pub fn shows(self, text: &str) -> Self {
        assert!(self.text().contains(text), "{}: does not show {text:?}\n{}", self.request, self.excerpt());
        self
    }

    #[track_caller]
    pub fn hides(self, text: &str) -> Self {
        assert!(!self.text().contains(text), "{}: shows {text:?}\n{}", self.request, self.excerpt());
        self
    }

    /// A refusal of the API with this status and code.
    #[track_caller]
    pub fn refused(self, status: u16, code: &str) -> Self {
        let answer = self.status(status);
        assert_eq!(answer.json()["code"], code, "{}\n{}", answer.request, answer.excerpt());
        answer
    }

    fn excerpt(&self) -> String {
        let text = self.text();
        text.chars().take(EXCERPT).collect()
    }
}
