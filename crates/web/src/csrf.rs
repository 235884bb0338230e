//! Nobody else's page can make a signed-in browser change something here.
//!
//! Every unsafe request of a browser must come from our own origin, and with a session it must carry the session's
//! token: in the header `X-CSRF-Token`, in the field `_csrf`, or as the first part of a multipart form.

use crate::{
    Problem, Web,
    context::{Caller, RequestContext},
};
use axum::{
    body::{Body, Bytes, to_bytes},
    extract::{Request, State},
    http::{HeaderMap, Method, Uri, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use futures_util::{StreamExt, stream};
use std::{future::ready, sync::Arc};

pub const FIELD: &str = "_csrf";
const HEADER: &str = "x-csrf-token";
/// The token's part of a multipart form fits in here.
const FIRST_PART: usize = 4096;

pub async fn check(State(web): State<Web>, request: Request, next: Next) -> Response {
    match admit(&web, request).await {
        Ok(request) => next.run(request).await,
        Err(problem) => problem.into_response(),
    }
}

async fn admit(web: &Web, request: Request) -> Result<Request, Problem> {
    let context = request.extensions().get::<Arc<RequestContext>>().cloned();
    let context = context.ok_or_else(|| Problem::fault("no context before the forgery check"))?;
    let safe = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    if safe || context.api {
        return Ok(request);
    }
    if !is_own_origin(web, request.headers(), request.uri()) {
        return Err(Problem::Forged);
    }
    let Caller::Person(person) = &context.caller else { return Ok(request) };
    let (token, request) = token_of(request).await?;
    if token.is_some_and(|token| token == person.csrf) { Ok(request) } else { Err(Problem::Forged) }
}

/// Browsers name the origin of every unsafe request; what is no browser names none and has no cookies to abuse.
fn is_own_origin(web: &Web, headers: &HeaderMap, uri: &Uri) -> bool {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    let Some(origin) = headers.get(header::ORIGIN) else {
        return text("sec-fetch-site").is_none_or(|site| matches!(site, "same-origin" | "none"));
    };
    let Ok(origin) = origin.to_str() else { return false };
    let host = text("host").or_else(|| uri.authority().map(|a| a.as_str()));
    let authority = origin.split_once("://").map(|(_, authority)| authority);
    let is_public = web.settings.public_origin.as_deref() == Some(origin);
    is_public || (authority.is_some() && authority == host)
}

/// Finds the token without losing the body.
async fn token_of(request: Request) -> Result<(Option<String>, Request), Problem> {
    if let Some(token) = request.headers().get(HEADER) {
        let token = token.to_str().ok().map(str::to_owned);
        return Ok((token, request));
    }
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let (form, multipart) =
        (kind.starts_with("application/x-www-form-urlencoded"), kind.starts_with("multipart/form-data"));
    let (parts, body) = request.into_parts();
    let (token, body) = match (form, multipart) {
        (true, _) => token_of_form(body).await?,
        (_, true) => token_of_multipart(body).await?,
        _ => (None, body),
    };
    Ok((token, Request::from_parts(parts, body)))
}

async fn token_of_form(body: Body) -> Result<(Option<String>, Body), Problem> {
    let bytes = to_bytes(body, crate::MOST_BYTES).await.map_err(|_| Problem::TooLarge { most: crate::MOST_BYTES })?;
    let fields: Vec<(String, String)> = serde_html_form::from_bytes(&bytes).map_err(|_| Problem::BadRequest)?;
    let token = fields.into_iter().find_map(|(name, value)| (name == FIELD).then_some(value));
    Ok((token, Body::from(bytes)))
}

/// Reads no further than the first part, so that a large file is not held in memory for it.
async fn token_of_multipart(body: Body) -> Result<(Option<String>, Body), Problem> {
    let mut rest = body.into_data_stream();
    let mut seen = Vec::new();
    while seen.len() < FIRST_PART && first_part(&seen).is_none() {
        match rest.next().await {
            Some(Ok(bytes)) => seen.extend_from_slice(&bytes),
            Some(Err(_)) => return Err(Problem::BadRequest),
            None => break,
        }
    }
    let token = first_part(&seen);
    let whole = stream::once(ready(Ok(Bytes::from(seen)))).chain(rest);
    Ok((token, Body::from_stream(whole)))
}

fn first_part(seen: &[u8]) -> Option<String> {
    let text = String::from_utf8_lossy(&seen[..seen.len().min(FIRST_PART)]);
    let (head, rest) = text.split_once("\r\n\r\n")?;
    let (value, _) = rest.split_once("\r\n")?;
    head.contains(&format!("name=\"{FIELD}\"")).then(|| value.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_token_is_read_from_the_first_part_alone() {
        let first = b"--x\r\nContent-Disposition: form-data; name=\"_csrf\"\r\n\r\nabc\r\n--x\r\n";
        assert_eq!(first_part(first).as_deref(), Some("abc"));
        let other = b"--x\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\nname=\"_csrf\"\r\n\r\nabc\r\n";
        assert_eq!(first_part(other), None);
        assert_eq!(first_part(b"--x\r\nContent-Disposition: form-data; name=\"_csrf\"\r\n\r\nab"), None);
    }

    #[tokio::test]
    async fn a_body_is_whole_after_the_token_was_read() {
        let text = "--x\r\nContent-Disposition: form-data; name=\"_csrf\"\r\n\r\nabc\r\n--x--\r\n";
        let (token, body) = token_of_multipart(Body::from(text)).await.expect("a form");
        assert_eq!(token.as_deref(), Some("abc"));
        assert_eq!(to_bytes(body, 1000).await.expect("bytes"), text);
        let (token, body) = token_of_form(Body::from("a=1&_csrf=t%2B1")).await.expect("a form");
        assert_eq!((token.as_deref(), to_bytes(body, 100).await.expect("bytes").len()), (Some("t+1"), 15));
    }
}
