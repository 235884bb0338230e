//! Everything that can go wrong between a request and its answer, and what is said about it.
//!
//! A handler gives a `Problem` back; `answer` makes of it a page, a fragment or problem+json, as the caller needs it.

use aftercare_app::Error;
use aftercare_domain::Refusal;
use aftercare_i18n::{Arg, Texts, has_key};
use axum::{
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde::Serialize;
use std::collections::BTreeMap;

#[derive(Debug, Clone)]
pub enum Problem {
    App(Error),
    /// The form, body or query is readable, but fields of it are wrong.
    Invalid(Vec<Invalid>),
    MalformedJson {
        line: usize,
        column: usize,
    },
    /// Not even readable: broken encoding, a body that ended early.
    BadRequest,
    NoSuchPage,
    MethodNotAllowed,
    /// Most bytes that are taken.
    TooLarge {
        most: usize,
    },
    MediaType {
        expected: &'static str,
    },
    /// An unsafe request that no page of ours sent.
    Forged,
    TooMany {
        seconds: u64,
    },
    TimedOut,
}

/// A field that must be changed.
#[derive(Debug, Clone)]
pub struct Invalid {
    pub field: String,
    /// Key of the text.
    pub key: &'static str,
    pub arguments: Vec<(&'static str, Arg)>,
    /// For programmers: what the parser said.
    pub hint: Option<String>,
}

impl Invalid {
    pub fn new(field: impl Into<String>, key: &'static str) -> Self {
        Self { field: field.into(), key, arguments: Vec::new(), hint: None }
    }
    pub fn with(self, arguments: Vec<(&'static str, Arg)>) -> Self {
        Self { arguments, ..self }
    }
}

impl Problem {
    pub fn invalid(field: impl Into<String>, key: &'static str) -> Self {
        Self::Invalid(vec![Invalid::new(field, key)])
    }
    /// A number outside of what its field takes.
    pub fn out_of_range(field: impl Into<String>, least: i64, most: i64) -> Self {
        let bounds = vec![("min", Arg::from(least)), ("max", Arg::from(most))];
        Self::Invalid(vec![Invalid::new(field, "errors-out-of-range").with(bounds)])
    }
    pub fn missing(what: &'static str) -> Self {
        Self::App(Error::Missing(what))
    }
    pub fn fault(what: impl ToString) -> Self {
        Self::App(Error::Fault(what.to_string()))
    }

    pub fn status(&self) -> StatusCode {
        match self {
            Problem::App(error) => status_of(error),
            Problem::Invalid(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Problem::MalformedJson { .. } | Problem::BadRequest => StatusCode::BAD_REQUEST,
            Problem::NoSuchPage => StatusCode::NOT_FOUND,
            Problem::MethodNotAllowed => StatusCode::METHOD_NOT_ALLOWED,
            Problem::TooLarge { .. } => StatusCode::PAYLOAD_TOO_LARGE,
            Problem::MediaType { .. } => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Problem::Forged => StatusCode::FORBIDDEN,
            Problem::TooMany { .. } => StatusCode::TOO_MANY_REQUESTS,
            Problem::TimedOut => StatusCode::SERVICE_UNAVAILABLE,
        }
    }

    /// Stable: programs match on it.
    pub fn code(&self) -> &'static str {
        match self {
            Problem::App(Error::Refusal(refusal)) => refusal.code,
            Problem::App(error) => code_of(error),
            Problem::Invalid(_) => "invalid",
            Problem::MalformedJson { .. } => "malformed_json",
            Problem::BadRequest => "bad_request",
            Problem::NoSuchPage => "no_such_page",
            Problem::MethodNotAllowed => "method_not_allowed",
            Problem::TooLarge { .. } => "too_large",
            Problem::MediaType { .. } => "media_type",
            Problem::Forged => "forged",
            Problem::TooMany { .. } => "too_many_requests",
            Problem::TimedOut => "timed_out",
        }
    }

    /// Seconds after which the same request may well succeed.
    pub fn retry_after(&self) -> Option<u64> {
        match self {
            Problem::TooMany { seconds } => Some(*seconds),
            Problem::App(Error::Busy) => Some(2),
            Problem::TimedOut => Some(5),
            _ => None,
        }
    }

    /// What is said about it in the reader's language.
    pub fn said(&self, t: &Texts, request_id: &str) -> Said {
        let (title, detail) = self.title_and_detail(t, request_id);
        let refusal = match self {
            Problem::App(Error::Refusal(refusal)) => Some(refusal),
            _ => None,
        };
        Said {
            kind: format!("urn:aftercare:problem:{}", self.code()),
            title,
            status: self.status().as_u16(),
            detail,
            code: self.code(),
            fields: self.fields(t),
            field: refusal.and_then(|r| r.field).map(str::to_owned).or_else(|| self.first_field()),
            params: refusal.map(|r| r.params.clone()).unwrap_or_default(),
            article: refusal.and_then(|r| r.article.clone()),
            opens: refusal.and_then(|r| opens_text(t, r)),
            request_id: request_id.to_owned(),
        }
    }

    fn first_field(&self) -> Option<String> {
        match self {
            Problem::Invalid(fields) => fields.first().map(|invalid| invalid.field.clone()),
            _ => None,
        }
    }

    fn fields(&self, t: &Texts) -> Vec<FieldSaid> {
        match self {
            Problem::Invalid(fields) => fields.iter().map(|invalid| FieldSaid::of(invalid, t)).collect(),
            Problem::App(Error::Refusal(refusal)) => {
                let said = |field: &str| FieldSaid {
                    field: field.to_owned(),
                    code: refusal.code,
                    detail: refusal_text(t, refusal),
                    hint: None,
                };
                refusal.field.map(said).into_iter().collect()
            }
            _ => Vec::new(),
        }
    }

    fn title_and_detail(&self, t: &Texts, request_id: &str) -> (String, String) {
        match self {
            Problem::App(Error::Refusal(refusal)) => {
                let title = if refusal.is_about_input() { "errors-invalid-title" } else { "errors-refused-title" };
                (t.t(title), refusal_text(t, refusal))
            }
            Problem::App(error) => title_and_detail_of(error, t, request_id),
            Problem::Invalid(fields) => {
                let count = [("count", Arg::from(fields.len()))];
                (t.t("errors-invalid-title"), t.t_with("errors-invalid", &count))
            }
            Problem::MalformedJson { line, column } => {
                let place = [("line", Arg::from(*line)), ("column", Arg::from(*column))];
                (t.t("errors-bad-request-title"), t.t_with("errors-malformed-json", &place))
            }
            Problem::BadRequest => (t.t("errors-bad-request-title"), t.t("errors-bad-request")),
            Problem::NoSuchPage => (t.t("errors-not-found-title"), t.t("errors-no-such-page")),
            Problem::MethodNotAllowed => (t.t("errors-method-title"), t.t("errors-method")),
            Problem::TooLarge { most } => {
                let most = [("max", Arg::from(size_text(*most)))];
                (t.t("errors-too-large-title"), t.t_with("errors-too-large", &most))
            }
            Problem::MediaType { expected } => {
                let expected = [("expected", Arg::from(*expected))];
                (t.t("errors-media-type-title"), t.t_with("errors-media-type", &expected))
            }
            Problem::Forged => (t.t("errors-csrf-title"), t.t("errors-csrf")),
            Problem::TooMany { seconds } => {
                let seconds = [("count", Arg::from(i64::try_from(*seconds).unwrap_or(i64::MAX)))];
                (t.t("errors-too-many-title"), t.t_with("errors-too-many", &seconds))
            }
            Problem::TimedOut => (t.t("errors-timeout-title"), t.t("errors-timeout")),
        }
    }
}

fn status_of(error: &Error) -> StatusCode {
    match error {
        Error::Refusal(refusal) if refusal.is_about_input() => StatusCode::UNPROCESSABLE_ENTITY,
        Error::Refusal(_) | Error::Stale => StatusCode::CONFLICT,
        Error::Missing(_) => StatusCode::NOT_FOUND,
        Error::Forbidden(_) => StatusCode::FORBIDDEN,
        Error::Unauthenticated => StatusCode::UNAUTHORIZED,
        Error::Busy => StatusCode::SERVICE_UNAVAILABLE,
        Error::DiskFull => StatusCode::INSUFFICIENT_STORAGE,
        Error::Fault(_) => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

fn code_of(error: &Error) -> &'static str {
    match error {
        Error::Refusal(refusal) => refusal.code,
        Error::Missing(_) => "missing",
        Error::Forbidden(_) => "forbidden",
        Error::Stale => "stale",
        Error::Unauthenticated => "unauthenticated",
        Error::Busy => "busy",
        Error::DiskFull => "disk_full",
        Error::Fault(_) => "fault",
    }
}

fn title_and_detail_of(error: &Error, t: &Texts, request_id: &str) -> (String, String) {
    match error {
        Error::Refusal(refusal) => (t.t("errors-refused-title"), refusal_text(t, refusal)),
        Error::Missing(_) => (t.t("errors-not-found-title"), t.t("errors-not-found")),
        Error::Forbidden(_) => (t.t("errors-forbidden-title"), t.t("errors-forbidden")),
        Error::Stale => (t.t("errors-conflict-title"), t.t("errors-conflict")),
        Error::Unauthenticated => (t.t("errors-sign-in-title"), t.t("errors-sign-in")),
        Error::Busy => (t.t("errors-busy-title"), t.t("errors-busy")),
        Error::DiskFull => (t.t("errors-storage-full-title"), t.t("errors-storage-full")),
        Error::Fault(_) => (t.t("errors-fault-title"), t.t_with("errors-fault", &[("request", Arg::from(request_id))])),
    }
}

/// The sentence of a refusal, its values filled in.
pub fn refusal_text(t: &Texts, refusal: &Refusal) -> String {
    t.t_with(refusal.code, &arguments(t, refusal))
}

/// What would open the step.
pub fn opens_text(t: &Texts, refusal: &Refusal) -> Option<String> {
    refusal.opens.map(|key| t.t_with(key, &arguments(t, refusal)))
}

fn arguments<'a>(t: &Texts, refusal: &'a Refusal) -> Vec<(&'a str, Arg)> {
    refusal.params.iter().map(|(name, value)| (*name, argument(t, value))).collect()
}

/// A value that is a key of the catalogue is translated; a plain number may choose the plural.
pub(crate) fn argument(t: &Texts, value: &str) -> Arg {
    if has_key(t.locale, value) {
        return Arg::Text(t.t(value));
    }
    match value.parse::<i64>() {
        Ok(number) if number.to_string() == value => Arg::Number(number),
        _ => Arg::from(value),
    }
}

fn size_text(bytes: usize) -> String {
    const KIB: usize = 1024;
    if bytes >= KIB * KIB { format!("{} MiB", bytes / (KIB * KIB)) } else { format!("{} KiB", bytes / KIB) }
}

/// A problem in words: the members of problem+json (RFC 9457), and what the error page shows.
#[derive(Debug, Clone, Serialize, utoipa::ToSchema)]
#[schema(as = Problem)]
pub struct Said {
    /// `urn:aftercare:problem:` and the code.
    #[serde(rename = "type")]
    pub kind: String,
    pub title: String,
    pub status: u16,
    /// In the language of `Accept-Language`.
    pub detail: String,
    /// Stable; match on this, not on texts.
    pub code: &'static str,
    /// The field to be changed, when there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<FieldSaid>,
    /// Values of the refusal, by name.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub params: BTreeMap<&'static str, String>,
    /// The article of law or policy behind a refusal.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub article: Option<String>,
    /// What would open the step.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub opens: Option<String>,
    pub request_id: String,
}

#[derive(Debug, Clone, Serialize, utoipa::ToSchema)]
#[schema(as = ProblemField)]
pub struct FieldSaid {
    pub field: String,
    pub code: &'static str,
    pub detail: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hint: Option<String>,
}

impl FieldSaid {
    fn of(invalid: &Invalid, t: &Texts) -> Self {
        Self {
            field: invalid.field.clone(),
            code: invalid.key,
            detail: t.t_with(invalid.key, &invalid.arguments),
            hint: invalid.hint.clone(),
        }
    }
}

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        Problem::App(error)
    }
}

/// Without words yet: `answer::in_words` knows the caller and writes them.
impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use aftercare_domain::identity::{Action, IdentityRefusal};
    use aftercare_kernel::Locale;

    #[test]
    fn each_kind_has_its_status_and_code() {
        let locked = Error::refuse(IdentityRefusal::Locked { minutes: 3 });
        let short = Error::refuse(IdentityRefusal::PasswordTooShort { least: 10 });
        for (problem, status, code) in [
            (Problem::App(locked), 409, "identity-refusal-locked"),
            (Problem::App(short), 422, "identity-refusal-password-too-short"),
            (Problem::App(Error::Missing("person")), 404, "missing"),
            (Problem::App(Error::Forbidden(Action::Import)), 403, "forbidden"),
            (Problem::App(Error::Stale), 409, "stale"),
            (Problem::App(Error::Unauthenticated), 401, "unauthenticated"),
            (Problem::App(Error::Busy), 503, "busy"),
            (Problem::App(Error::DiskFull), 507, "disk_full"),
            (Problem::fault("secret"), 500, "fault"),
            (Problem::MalformedJson { line: 1, column: 2 }, 400, "malformed_json"),
            (Problem::TooLarge { most: 1 }, 413, "too_large"),
            (Problem::MediaType { expected: "application/json" }, 415, "media_type"),
            (Problem::MethodNotAllowed, 405, "method_not_allowed"),
            (Problem::TooMany { seconds: 9 }, 429, "too_many_requests"),
        ] {
            assert_eq!((problem.status().as_u16(), problem.code()), (status, code));
        }
    }

    #[test]
    fn every_problem_is_said_in_every_language_and_a_fault_tells_nothing() {
        for t in Locale::ALL.map(Texts::new) {
            let fault = serde_json::to_string(&Problem::fault("table person").said(&t, "r1")).expect("json");
            assert!(fault.contains("r1") && !fault.contains("table person"), "{fault}");
            for problem in [
                Problem::App(Error::refuse(IdentityRefusal::Locked { minutes: 3 })),
                Problem::Invalid(vec![Invalid::new("login", "errors-required")]),
                Problem::MalformedJson { line: 1, column: 2 },
                Problem::NoSuchPage,
                Problem::TooLarge { most: 1 << 20 },
                Problem::TooMany { seconds: 1 },
                Problem::TimedOut,
                Problem::Forged,
            ] {
                let said = serde_json::to_string(&problem.said(&t, "r1")).expect("json");
                assert!(!said.contains('⟦'), "{said}");
            }
        }
    }

    #[test]
    fn a_value_that_is_a_key_is_said_in_words() {
        let t = Texts::new(Locale::En);
        assert_eq!(argument(&t, "roles-agent"), Arg::Text(t.t("roles-agent")));
        assert_eq!(argument(&t, "12"), Arg::Number(12));
        assert_eq!(argument(&t, "012"), Arg::Text("012".into()));
    }
}
