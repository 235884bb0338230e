//! The outermost layers: each request gets its number and its context, each problem its words, each answer its record.

use crate::{
    Problem, Web,
    context::{self, RequestContext, RequestId},
    cookies, page,
};
use aftercare_app::Error;
use aftercare_i18n::Texts;
use axum::{
    Json,
    body::Body,
    extract::{MatchedPath, Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use std::{sync::Arc, time::Duration};
use tower_http::request_id::{MakeRequestId, MakeRequestUuid};
use tracing::Instrument;

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Numbers the request, and records how it was answered: the route, never what was asked or by whom.
pub async fn observe(mut request: Request, next: Next) -> Response {
    let id = number_of(&request);
    let route = request.extensions().get::<MatchedPath>().map_or_else(|| "none".to_owned(), |p| p.as_str().to_owned());
    let method = name_of(request.method());
    request.extensions_mut().insert(RequestId(id.clone()));
    let started = tokio::time::Instant::now();
    let span = tracing::info_span!("request", id, method, route);
    let mut response = next.run(request).instrument(span.clone()).await;
    let (status, took) = (response.status().as_u16(), started.elapsed());
    span.in_scope(|| tracing::debug!(status, took_ms = took.as_millis(), "answered"));
    record(method, route, status, took);
    if let Ok(id) = HeaderValue::from_str(&id) {
        response.headers_mut().insert(REQUEST_ID, id);
    }
    response
}

fn record(method: &'static str, route: String, status: u16, took: Duration) {
    let labels = [("method", method.to_owned()), ("route", route), ("status", status.to_string())];
    metrics::counter!("http_requests_total", &labels).increment(1);
    metrics::histogram!("http_request_seconds", &labels[..2]).record(took.as_secs_f64());
}

/// A number that a proxy has drawn already is kept when it is one.
fn number_of(request: &Request) -> String {
    let given = request.headers().get(&REQUEST_ID).and_then(|value| value.to_str().ok());
    let fits = |id: &&str| (8..=64).contains(&id.len()) && id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    given.filter(fits).map(str::to_owned).unwrap_or_else(|| draw_number(request))
}

fn draw_number(request: &Request) -> String {
    let drawn = MakeRequestUuid.make_request_id(request);
    drawn.and_then(|id| id.header_value().to_str().ok().map(str::to_owned)).unwrap_or_default()
}

/// A label of its own for each made-up method would grow the record without end.
fn name_of(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::POST => "POST",
        Method::PUT => "PUT",
        Method::PATCH => "PATCH",
        Method::DELETE => "DELETE",
        Method::HEAD => "HEAD",
        _ => "other",
    }
}

/// Finds out who asks, lets the handler answer in time, and puts a problem into words.
pub async fn in_words(State(web): State<Web>, request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    let (context, known) = RequestContext::of(&web, &parts).await;
    let (context, asked) = (Arc::new(context), context::asked_locale(&parts.uri));
    parts.extensions.insert(context.clone());
    let patience = patience(&web, &parts.headers);
    let request = Request::from_parts(parts, body);
    let mut response = match known {
        Ok(()) => in_time(patience, next.run(request)).await,
        Err(problem) => problem.into_response(),
    };
    if let Some(problem) = response.extensions_mut().remove::<Problem>() {
        response = worded(&context, &problem, response);
    }
    let forgotten = context.flash_was_shown().then(|| cookies::forget(&web, cookies::FLASH)).flatten();
    let chosen = asked.and_then(|locale| cookies::locale(&web, locale.tag()));
    for cookie in forgotten.into_iter().chain(chosen) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}

/// A file takes as long as the line it comes over.
const PATIENCE_WITH_FILES: Duration = Duration::from_secs(15 * 60);
const KINDS_OF_FILES: [&str; 2] = ["multipart/form-data", "application/octet-stream"];

fn patience(web: &Web, headers: &HeaderMap) -> Duration {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let brings_a_file = KINDS_OF_FILES.iter().any(|known| kind.starts_with(known));
    if brings_a_file { web.settings.patience.max(PATIENCE_WITH_FILES) } else { web.settings.patience }
}

async fn in_time(patience: Duration, answer: impl Future<Output = Response>) -> Response {
    let answered = tokio::time::timeout(patience, answer).await;
    answered.unwrap_or_else(|_| Problem::TimedOut.into_response())
}

fn worded(context: &RequestContext, problem: &Problem, bare: Response) -> Response {
    log(problem);
    let said = problem.said(&context.t, &context.id);
    let worded = match problem {
        _ if context.api => problem_json(&context.t, Json(said).into_response()),
        Problem::App(Error::Unauthenticated) => to_sign_in(context, said),
        _ => page::problem(context, said),
    };
    let (mut parts, body) = worded.into_parts();
    // What the bare answer brought along stays: `Allow` of a 405, say.
    for (name, value) in bare.headers().iter().filter(|(name, _)| **name != header::CONTENT_LENGTH) {
        parts.headers.append(name.clone(), value.clone());
    }
    if let Some(seconds) = problem.retry_after() {
        parts.headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    if context.api && problem.status() == StatusCode::UNAUTHORIZED {
        parts.headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
    }
    if !parts.status.is_redirection() {
        parts.status = problem.status();
    }
    Response::from_parts(parts, body)
}

/// The one place where a fault is written down; the span around carries the request's number.
fn log(problem: &Problem) {
    if let Problem::App(Error::Fault(what)) = problem {
        tracing::error!(what, "fault");
    }
}

fn problem_json(t: &Texts, mut response: Response) -> Response {
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
    headers.insert(header::CONTENT_LANGUAGE, HeaderValue::from_static(t.locale.tag()));
    response
}

/// A page sends the person to sign in and back again; a fragment makes the whole page go there.
fn to_sign_in(context: &RequestContext, said: crate::problem::Said) -> Response {
    let next = page::query_value(&context.here);
    let address = if context.here == "/" { "/sign-in".to_owned() } else { format!("/sign-in?next={next}") };
    let name = if context.fragment { HeaderName::from_static("hx-redirect") } else { header::LOCATION };
    let Ok(address) = HeaderValue::from_str(&address) else { return page::problem(context, said) };
    if context.fragment {
        return ([(name, address)], page::problem(context, said)).into_response();
    }
    (StatusCode::SEE_OTHER, [(name, address)], Body::empty()).into_response()
}
