//! A person at a screen, and at the same time the program that holds the person's token.

use std::{collections::BTreeMap, net::SocketAddr};

use axum::{
    Router,
    body::{Body, to_bytes},
    extract::ConnectInfo,
    http::{Method, Request, header, request::Builder},
};
use serde_json::Value;
use tower::ServiceExt;

use crate::{
    answer::Answer,
    form::{self, BOUNDARY, Part},
};

const HOST: &str = "aftercare.test";
const MOST_BYTES: usize = 64 << 20;

/// Sends requests straight into the router. Keeps cookies and the forgery token as a browser with the pages open does.
#[derive(Clone)]
pub struct Client {
    /// Who asks, for messages.
    pub login: String,
    router: Router,
    cookies: BTreeMap<String, String>,
    csrf: String,
    token: Option<String>,
}

impl Client {
    /// Somebody who is not signed in.
    pub fn stranger(router: Router) -> Self {
        Self { login: "stranger".to_owned(), router, cookies: BTreeMap::new(), csrf: String::new(), token: None }
    }

    pub(crate) fn with_token(mut self, token: String) -> Self {
        self.token = Some(token);
        self
    }

    /// Signs in through the page.
    pub async fn sign_in(&mut self, login: &str, password: &str) -> Answer {
        self.get("/sign-in").await.ok();
        let answer = self.post("/sign-in", &[("login", login), ("password", password)]).await;
        login.clone_into(&mut self.login);
        if answer.status.is_redirection() {
            self.get(&answer.goes_to()).await;
        }
        answer
    }

    pub async fn get(&mut self, path: &str) -> Answer {
        self.send(Method::GET, path, |request| request, Body::empty()).await
    }

    /// A part of a page, as htmx asks for it.
    pub async fn get_fragment(&mut self, path: &str) -> Answer {
        self.send(Method::GET, path, |request| request.header("hx-request", "true"), Body::empty()).await
    }

    /// Sends a form; the forgery token of the page is added.
    pub async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let csrf = self.csrf.clone();
        let fields = [&[("_csrf", csrf.as_str())], fields].concat();
        let kind = "application/x-www-form-urlencoded";
        self.send(Method::POST, path, |r| r.header(header::CONTENT_TYPE, kind), form::urlencoded(&fields).into()).await
    }

    /// Sends a form with files; the forgery token of the page comes first.
    pub async fn post_parts(&mut self, path: &str, parts: &[Part<'_>]) -> Answer {
        let csrf = self.csrf.clone();
        let parts = [&[Part::Text { name: "_csrf", value: &csrf }], parts].concat();
        let kind = format!("multipart/form-data; boundary={BOUNDARY}");
        self.send(Method::POST, path, |r| r.header(header::CONTENT_TYPE, kind), form::multipart(&parts).into()).await
    }

    /// Asks the API with the person's token.
    pub async fn get_json(&mut self, path: &str) -> Answer {
        let token = self.bearer();
        self.send(Method::GET, path, |r| r.header(header::AUTHORIZATION, token), Body::empty()).await
    }

    pub async fn post_json(&mut self, path: &str, body: &Value) -> Answer {
        self.send_json(Method::POST, path, body, &[]).await
    }

    pub async fn put_json(&mut self, path: &str, body: &Value) -> Answer {
        self.send_json(Method::PUT, path, body, &[]).await
    }

    /// With headers besides, e.g. `Idempotency-Key`.
    pub async fn send_json(&mut self, method: Method, path: &str, body: &Value, headers: &[(&str, &str)]) -> Answer {
        let token = self.bearer();
        let with_headers = |request: Builder| {
            let request = request.header(header::AUTHORIZATION, token).header(header::CONTENT_TYPE, "application/json");
            headers.iter().fold(request, |request, (name, value)| request.header(*name, *value))
        };
        self.send(method, path, with_headers, body.to_string().into()).await
    }

    fn bearer(&self) -> String {
        format!("Bearer {}", self.token.as_deref().unwrap_or("none"))
    }

    pub async fn send(
        &mut self,
        method: Method,
        path: &str,
        with: impl FnOnce(Builder) -> Builder,
        body: Body,
    ) -> Answer {
        let name = format!("{} {method} {path}", self.login);
        let request = Request::builder().method(method).uri(path).header(header::HOST, HOST);
        let request = with(self.with_cookies(request)).body(body).expect("a request");
        let (mut parts, body) = request.into_parts();
        parts.extensions.insert(ConnectInfo(SocketAddr::from(([192, 0, 2, 1], 50_000))));
        let answered = self.router.clone().oneshot(Request::from_parts(parts, body)).await;
        let (parts, body) = answered.expect("a router always answers").into_parts();
        let body = to_bytes(body, MOST_BYTES).await.unwrap_or_else(|why| panic!("{name}: the body broke off: {why}"));
        let answer = Answer { request: name, status: parts.status, headers: parts.headers, body };
        self.remember(&answer);
        answer
    }

    fn with_cookies(&self, request: Builder) -> Builder {
        if self.cookies.is_empty() {
            return request;
        }
        let pairs: Vec<_> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        request.header(header::COOKIE, pairs.join("; "))
    }

    fn remember(&mut self, answer: &Answer) {
        for line in answer.headers.get_all(header::SET_COOKIE) {
            let line = line.to_str().expect("cookies are ASCII");
            let (name, value) =
                line.split(';').next().and_then(|pair| pair.split_once('=')).expect("a cookie has a name");
            if value.is_empty() || line.contains("Max-Age=0") {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        if let Some(token) = forgery_token(&answer.text()) {
            self.csrf = token;
        }
    }
}

/// From `<input … name="_csrf" value="…">` or `<meta name="csrf-token" content="…">`.
fn forgery_token(page: &str) -> Option<String> {
    let field =
        page.split_once("name=\"_csrf\" value=\"").or_else(|| page.split_once("name=\"csrf-token\" content=\""));
    let (token, _) = field?.1.split_once('"')?;
    (!token.is_empty()).then(|| token.to_owned())
}
