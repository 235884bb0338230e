//! What is known of a request before a handler runs: who asks, in which language, and what kind of answer is wanted.

use crate::{Problem, Web, cookies, flash::Flash, public::is_public};
use aftercare_app::{Actor, Error, identity};
use aftercare_i18n::Texts;
use aftercare_kernel::Locale;
use axum::http::{HeaderMap, Method, Uri, header, request::Parts};
use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

/// The number under which a request stands in the log, and in every answer.
#[derive(Debug, Clone)]
pub struct RequestId(pub String);

/// Browsers come with a session cookie, programs with a bearer token; neither is taken for the other.
#[derive(Debug, Clone)]
pub enum Caller {
    Nobody,
    Person(SignedIn),
    Program(Actor),
}

/// A person at a screen.
#[derive(Debug, Clone)]
pub struct SignedIn {
    pub actor: Actor,
    /// What proves that a form came from a page of ours.
    pub csrf: String,
    /// The session itself; its hash is what the store knows.
    pub token: String,
}

#[derive(Debug)]
pub struct RequestContext {
    pub id: String,
    pub t: Texts,
    pub caller: Caller,
    /// Whether the answer is for a program.
    pub api: bool,
    /// Whether the page is for whoever holds a paper.
    pub public: bool,
    /// Whether only a part of the page is wanted.
    pub fragment: bool,
    /// Path and query of the page at hand: of this request, or for a form the page it stood on.
    pub here: String,
    pub flash: Option<Flash>,
    flash_shown: AtomicBool,
}

const API: &str = "/api/";

impl RequestContext {
    /// Finds out who asks. With a problem of the database the context knows nobody, so that the problem can be said.
    pub async fn of(web: &Web, request: &Parts) -> (Self, Result<(), Problem>) {
        let found = caller(web, request).await;
        let (caller, outcome) = match found {
            Ok(caller) => (caller, Ok(())),
            Err(error) => (Caller::Nobody, Err(Problem::App(error))),
        };
        let (headers, api) = (&request.headers, is_api(&request.uri));
        let context = Self {
            id: request.extensions.get::<RequestId>().map(|id| id.0.clone()).unwrap_or_default(),
            t: Texts::new(locale(headers, &request.uri, &caller, api)),
            api,
            public: is_public(&request.uri),
            fragment: wants_fragment(headers),
            here: page_at_hand(request),
            flash: cookies::read(headers, cookies::FLASH).and_then(Flash::read),
            flash_shown: AtomicBool::new(false),
            caller,
        };
        (context, outcome)
    }

    /// The flash, once: it is forgotten with the answer.
    pub fn show_flash(&self) -> Option<String> {
        let flash = self.flash.as_ref()?;
        self.flash_shown.store(true, Ordering::Relaxed);
        Some(flash.text(&self.t))
    }

    pub fn flash_was_shown(&self) -> bool {
        self.flash_shown.load(Ordering::Relaxed)
    }

    pub fn signed_in(&self) -> Result<&SignedIn, Problem> {
        match &self.caller {
            Caller::Person(person) => Ok(person),
            _ => Err(Problem::App(Error::Unauthenticated)),
        }
    }
}

/// The context that `answer` has put beside the request.
pub fn of_parts(parts: &Parts) -> Result<Arc<RequestContext>, Problem> {
    let context = parts.extensions.get::<Arc<RequestContext>>().cloned();
    context.ok_or_else(|| Problem::fault("a route outside the layers"))
}

pub fn is_api(uri: &Uri) -> bool {
    uri.path().starts_with(API)
}

async fn caller(web: &Web, request: &Parts) -> Result<Caller, Error> {
    if is_api(&request.uri) {
        let Some(token) = bearer(&request.headers) else { return Ok(Caller::Nobody) };
        let actor = identity::actor_of_token(&web.app, token).await?;
        return Ok(actor.map_or(Caller::Nobody, Caller::Program));
    }
    if is_for_everybody(request.uri.path()) {
        return Ok(Caller::Nobody);
    }
    let Some(token) = cookies::read(&request.headers, cookies::session_name(web)) else { return Ok(Caller::Nobody) };
    let found = identity::actor_of_session(&web.app, token).await?;
    Ok(found.map_or(Caller::Nobody, |(actor, csrf)| Caller::Person(SignedIn { actor, csrf, token: token.to_owned() })))
}

fn bearer(headers: &HeaderMap) -> Option<&str> {
    let (scheme, token) = headers.get(header::AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim()).filter(|token| !token.is_empty())
}

const OPEN: [&str; 8] =
    ["/assets/", "/brand/", "/healthz", "/readyz", "/metrics", "/licences", "/service-worker.js", "/offline"];

/// Paths that say the same to everybody: no look into the database.
fn is_for_everybody(path: &str) -> bool {
    OPEN.iter().any(|open| path.starts_with(open))
}

/// `?lang=`, then for pages the cookie and the person's own, then `Accept-Language`; for programs the header first.
fn locale(headers: &HeaderMap, uri: &Uri, caller: &Caller, api: bool) -> Locale {
    let asked = asked_locale(uri);
    let cookie = || cookies::read(headers, cookies::LOCALE)?.parse().ok();
    let own = || match caller {
        Caller::Nobody => None,
        Caller::Person(person) => Some(person.actor.locale),
        Caller::Program(actor) => Some(actor.locale),
    };
    let header = || Locale::from_accept_language(headers.get(header::ACCEPT_LANGUAGE)?.to_str().ok()?);
    let found =
        if api { asked.or_else(header).or_else(own) } else { asked.or_else(cookie).or_else(own).or_else(header) };
    found.unwrap_or_default()
}

/// The language in the address itself.
pub fn asked_locale(uri: &Uri) -> Option<Locale> {
    let pairs = uri.query()?.split('&');
    pairs.filter_map(|pair| pair.strip_prefix("lang=")).next_back()?.parse().ok()
}

/// htmx says whether it will put the answer in place of the whole page.
fn wants_fragment(headers: &HeaderMap) -> bool {
    let is = |name: &str, value: &str| headers.get(name).is_some_and(|found| found.as_bytes() == value.as_bytes());
    is("hx-request", "true") && !is("hx-request-type", "full")
}

fn page_at_hand(request: &Parts) -> String {
    if matches!(request.method, Method::GET | Method::HEAD) {
        return request.uri.path_and_query().map_or_else(|| "/".to_owned(), |path| path.as_str().to_owned());
    }
    let referer = request.headers.get(header::REFERER).and_then(|value| value.to_str().ok());
    referer.and_then(path_of_address).unwrap_or_else(|| "/".to_owned())
}

/// `https://host/cases?state=open` → `/cases?state=open`.
fn path_of_address(address: &str) -> Option<String> {
    let uri: Uri = address.parse().ok()?;
    uri.path_and_query().map(|path| local_path(path.as_str()))
}

/// A path on this host and nothing else, so that a link cannot lead a person away after signing in.
pub fn local_path(path: &str) -> String {
    let local = path.starts_with('/') && !path.starts_with("//") && path.len() <= 2000;
    let plain = path.bytes().all(|b| b.is_ascii_graphic() && b != b'\\');
    if local && plain { path.to_owned() } else { "/".to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::{body::Body, extract::Request, http::HeaderValue};

    fn request(uri: &str, headers: &[(&'static str, &'static str)]) -> Request {
        let mut request = Request::new(Body::empty());
        *request.uri_mut() = uri.parse().expect("address");
        for (name, value) in headers {
            request.headers_mut().insert(*name, HeaderValue::from_static(value));
        }
        request
    }

    #[test]
    fn the_language_is_looked_for_in_order() {
        for (uri, headers, expected) in [
            ("/?lang=en", &[("cookie", "aftercare_locale=zh-TW")][..], Locale::En),
            ("/", &[("cookie", "aftercare_locale=zh-TW"), ("accept-language", "en")], Locale::ZhTw),
            ("/", &[("accept-language", "en")], Locale::En),
            ("/?lang=xx", &[("cookie", "aftercare_locale=xx")], Locale::ZhCn),
        ] {
            let request = request(uri, headers);
            assert_eq!(locale(request.headers(), request.uri(), &Caller::Nobody, false), expected, "{uri}");
        }
    }

    #[test]
    fn a_way_back_never_leads_to_another_host() {
        for (path, expected) in [
            ("/cases?state=open", "/cases?state=open"),
            ("//evil.example/", "/"),
            ("/\\evil.example/", "/"),
            ("https://evil.example/", "/"),
            ("/a\nb", "/"),
            ("", "/"),
        ] {
            assert_eq!(local_path(path), expected, "{path:?}");
        }
        assert_eq!(path_of_address("http://localhost:8080/cases?a=1").as_deref(), Some("/cases?a=1"));
    }

    #[test]
    fn only_a_bearer_token_is_read_from_the_header() {
        for (value, expected) in
            [("Bearer abc", Some("abc")), ("bearer  abc ", Some("abc")), ("Basic abc", None), ("Bearer ", None)]
        {
            let request = request("/api/v1/me", &[("authorization", value)]);
            assert_eq!(bearer(request.headers()), expected, "{value}");
        }
    }

    #[test]
    fn a_boosted_link_wants_the_whole_page() {
        for (headers, expected) in [
            (&[("hx-request", "true")][..], true),
            (&[("hx-request", "true"), ("hx-request-type", "partial")], true),
            (&[("hx-request", "true"), ("hx-request-type", "full")], false),
            (&[], false),
        ] {
            assert_eq!(wants_fragment(request("/", headers).headers()), expected, "{headers:?}");
        }
    }
}
