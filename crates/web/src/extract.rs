//! What a request brings along, read and bounded; what is wrong with it names the field.

use crate::{
    Problem, Web,
    context::{self, Caller, SignedIn},
    problem::Invalid,
};
use aftercare_app::{Actor, Error};
use aftercare_i18n::{Arg, Texts};
use axum::{
    body::Bytes,
    extract::{ConnectInfo, FromRequest, FromRequestParts, OptionalFromRequestParts, Request},
    http::{HeaderMap, StatusCode, header, request::Parts},
};
use serde::de::DeserializeOwned;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};

/// A JSON body.
pub struct ApiJson<T>(pub T);

/// A form of a page. Names that stand more than once become a list.
pub struct Form<T>(pub T);

/// The query; like a form, with nothing in it as the default.
pub struct Query<T>(pub T);

/// What the path names. What is no id names nothing: not found.
pub struct Path<T>(pub T);

/// A program with a token that stands for a person.
pub struct ApiActor(pub Actor);

/// The header `Idempotency-Key`: at most 200 characters, made up by the client.
pub struct IdempotencyKey(pub Option<String>);

/// The header `If-Match`: the version that the client saw, as `7` or `"7"`.
pub struct IfMatch(pub Option<i64>);

/// Where the request comes from, for counting only.
pub struct ClientAddress(pub IpAddr);

/// The language of the answer.
pub struct Language(pub Texts);

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for ApiJson<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        expect_kind(request.headers(), "application/json")?;
        let bytes = bytes_of(request, state).await?;
        read_json(&bytes).map(ApiJson)
    }
}

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for Form<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        expect_kind(request.headers(), "application/x-www-form-urlencoded")?;
        let bytes = bytes_of(request, state).await?;
        read_pairs(&bytes).map(Form)
    }
}

impl<S: Send + Sync, T: DeserializeOwned> FromRequestParts<S> for Query<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        read_pairs(parts.uri.query().unwrap_or_default().as_bytes()).map(Query)
    }
}

impl<S: Send + Sync, T: DeserializeOwned + Send> FromRequestParts<S> for Path<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let named = <axum::extract::Path<T> as FromRequestParts<S>>::from_request_parts(parts, state).await;
        named.map(|axum::extract::Path(named)| Path(named)).map_err(|_| Problem::missing("what the path names"))
    }
}

impl<S: Send + Sync> FromRequestParts<S> for SignedIn {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        context::of_parts(parts)?.signed_in().cloned()
    }
}

/// For pages that are there for everybody.
impl<S: Send + Sync> OptionalFromRequestParts<S> for SignedIn {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Option<Self>, Problem> {
        Ok(context::of_parts(parts)?.signed_in().ok().cloned())
    }
}

impl<S: Send + Sync> FromRequestParts<S> for ApiActor {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        match &context::of_parts(parts)?.caller {
            Caller::Program(actor) => Ok(ApiActor(actor.clone())),
            _ => Err(Problem::App(Error::Unauthenticated)),
        }
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Language {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        Ok(Language(context::of_parts(parts)?.t))
    }
}

const LONGEST_KEY: usize = 200;

impl<S: Send + Sync> FromRequestParts<S> for IdempotencyKey {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        let Some(key) = parts.headers.get("idempotency-key") else { return Ok(Self(None)) };
        let key = key.to_str().map_err(|_| Problem::invalid("Idempotency-Key", "errors-not-text"))?.trim();
        if key.len() > LONGEST_KEY {
            let most = vec![("max", Arg::from(LONGEST_KEY))];
            return Err(Problem::Invalid(vec![Invalid::new("Idempotency-Key", "errors-too-long").with(most)]));
        }
        Ok(Self((!key.is_empty()).then(|| key.to_owned())))
    }
}

impl<S: Send + Sync> FromRequestParts<S> for IfMatch {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        let Some(seen) = parts.headers.get(header::IF_MATCH) else { return Ok(Self(None)) };
        let number = seen.to_str().ok().and_then(|seen| seen.trim().trim_matches('"').parse().ok());
        number
            .map(|version| Self(Some(version)))
            .ok_or_else(|| Problem::invalid("If-Match", "errors-not-a-whole-number"))
    }
}

impl FromRequestParts<Web> for ClientAddress {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, Problem> {
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(address)| address.ip());
        let forwarded = if web.settings.behind_proxy { forwarded_for(&parts.headers) } else { None };
        Ok(Self(forwarded.or(peer).unwrap_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED))))
    }
}

/// The last entry is our proxy's; those before it are what the client claims.
fn forwarded_for(headers: &HeaderMap) -> Option<IpAddr> {
    let last = headers.get_all("x-forwarded-for").iter().next_back()?;
    last.to_str().ok()?.rsplit(',').next()?.trim().parse().ok()
}

fn expect_kind(headers: &HeaderMap, expected: &'static str) -> Result<(), Problem> {
    let given = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let kind = given.split(';').next().unwrap_or_default().trim();
    if kind.eq_ignore_ascii_case(expected) { Ok(()) } else { Err(Problem::MediaType { expected }) }
}

async fn bytes_of<S: Send + Sync>(request: Request, state: &S) -> Result<Bytes, Problem> {
    use axum::response::IntoResponse;
    Bytes::from_request(request, state).await.map_err(|rejection| match rejection.into_response().status() {
        StatusCode::PAYLOAD_TOO_LARGE => Problem::TooLarge { most: crate::MOST_BYTES },
        _ => Problem::BadRequest,
    })
}

fn read_json<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Problem> {
    let mut json = serde_json::Deserializer::from_slice(bytes);
    let value = serde_path_to_error::deserialize(&mut json).map_err(|error| {
        let path = error.path().to_string();
        json_problem(&path, error.inner())
    })?;
    json.end().map_err(|error| json_problem(".", &error))?;
    Ok(value)
}

fn json_problem(path: &str, error: &serde_json::Error) -> Problem {
    if error.is_data() {
        return Problem::Invalid(vec![invalid(path, &error.to_string())]);
    }
    Problem::MalformedJson { line: error.line(), column: error.column() }
}

pub(crate) fn read_pairs<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Problem> {
    let pairs = serde_html_form::Deserializer::from_bytes(bytes);
    serde_path_to_error::deserialize(pairs)
        .map_err(|error| Problem::Invalid(vec![invalid(&error.path().to_string(), &error.inner().to_string())]))
}

/// From what the parser says to the field that it means.
fn invalid(path: &str, said: &str) -> Invalid {
    let inside = |name: &str| if path == "." { name.to_owned() } else { format!("{path}.{name}") };
    let at = || if path == "." { "body".to_owned() } else { path.to_owned() };
    let found = match said.split('`').collect::<Vec<_>>()[..] {
        ["missing field ", name, ..] => Invalid::new(inside(name), "errors-required"),
        ["unknown field ", name, ..] => {
            let parent = path.rsplit_once('.').map(|(parent, _)| parent).filter(|parent| !parent.is_empty());
            let field = parent.map_or_else(|| name.to_owned(), |parent| format!("{parent}.{name}"));
            Invalid::new(field, "errors-unknown-field")
        }
        _ if said.contains("UUID parsing failed") => Invalid::new(at(), "errors-not-an-id"),
        _ => match expected_in(said) {
            Some(expected) => Invalid::new(at(), "errors-wrong-type").with(vec![("expected", Arg::from(expected))]),
            None => Invalid::new(at(), "errors-not-understood"),
        },
    };
    Invalid { hint: Some(said.chars().take(200).collect()), ..found }
}

/// `invalid type: integer 3, expected a string at line 1 column 9` → `a string`.
fn expected_in(said: &str) -> Option<String> {
    let (_, expected) = said.split_once("expected ")?;
    Some(expected.split(" at line ").next().unwrap_or(expected).chars().take(100).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::Deserialize;

    #[derive(Debug, Default, PartialEq, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Line {
        item: String,
        count: u32,
    }
    #[derive(Debug, Default, PartialEq, Deserialize)]
    #[serde(default, deny_unknown_fields)]
    struct Basket {
        lines: Vec<Line>,
        roles: Vec<String>,
    }

    #[test]
    fn a_wrong_field_is_named_with_its_path() {
        for (json, field, key) in [
            (r#"{"lines":[{"item":"a","count":1},{"item":3,"count":1}]}"#, "lines[1].item", "errors-wrong-type"),
            (r#"{"lines":[{"item":"a"}]}"#, "lines[0].count", "errors-required"),
            (r#"{"lines":[{"item":"a","count":-1}]}"#, "lines[0].count", "errors-wrong-type"),
            (r#"{"colour":1}"#, "colour", "errors-unknown-field"),
            (r#"{"lines":[{"item":"a","count":1,"colour":1}]}"#, "lines[0].colour", "errors-unknown-field"),
            ("3", "body", "errors-wrong-type"),
        ] {
            let Err(Problem::Invalid(found)) = read_json::<Basket>(json.as_bytes()) else { panic!("{json}") };
            assert_eq!((found[0].field.as_str(), found[0].key), (field, key), "{json}");
        }
    }

    #[test]
    fn json_that_is_none_is_told_with_its_place() {
        for json in ["{", "{}x", "", "\u{7}"] {
            assert!(matches!(read_json::<Basket>(json.as_bytes()), Err(Problem::MalformedJson { .. })), "{json}");
        }
    }

    #[test]
    fn a_name_that_stands_twice_is_a_list() {
        let basket: Result<Basket, _> = read_pairs(b"roles=agent&roles=clerk");
        assert_eq!(basket.expect("a form").roles, ["agent", "clerk"]);
    }

    #[test]
    fn the_last_forwarded_address_counts() {
        let mut headers = HeaderMap::new();
        headers.append("x-forwarded-for", header::HeaderValue::from_static("192.0.2.9, 198.51.100.7"));
        assert_eq!(forwarded_for(&headers).map(|a| a.to_string()).as_deref(), Some("198.51.100.7"));
    }
}
