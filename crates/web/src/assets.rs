//! Style sheets, scripts and icons: built by npm, embedded into the binary, cached by browsers for good.
//!
//! Without the bundle the pages still work, plain: tests need no npm.

use crate::{Problem, Web};
use axum::{
    extract::{Path, State},
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use rust_embed::{Embed, EmbeddedFile};
use std::collections::HashMap;

#[derive(Embed)]
#[folder = "../../web-assets/dist/"]
#[allow_missing = true]
struct Bundle;

/// File name to hashed file name.
pub struct Assets {
    names: HashMap<String, String>,
}

impl Assets {
    pub fn embedded() -> Self {
        let manifest = Bundle::get("manifest.json");
        let names = manifest.and_then(|file| serde_json::from_slice(&file.data).ok()).unwrap_or_default();
        Self { names }
    }

    /// `app.css` → `/assets/app-aa9aa91541.css`.
    pub fn address(&self, name: &str) -> Option<String> {
        self.names.get(name).map(|hashed| format!("/assets/{hashed}"))
    }

    fn is_hashed(&self, name: &str) -> bool {
        self.names.values().any(|hashed| hashed == name)
    }
}

const FOR_GOOD: &str = "public, max-age=31536000, immutable";
const AN_HOUR: &str = "public, max-age=3600";

/// A file of the bundle. Its name changes with its content, so it never needs to be asked for again.
pub async fn asset(State(web): State<Web>, Path(name): Path<String>) -> Result<Response, Problem> {
    let file = Bundle::get(&name).ok_or(Problem::NoSuchPage)?;
    let cached = if web.assets.is_hashed(&name) { FOR_GOOD } else { AN_HOUR };
    Ok(with_kind(file, kind_of(&name), cached))
}

/// The script between pages and network. Its address stays, and browsers ask for it anew: an old one would stay for good.
pub async fn service_worker(State(web): State<Web>) -> Result<Response, Problem> {
    let name = web.assets.names.get("service-worker.js").ok_or(Problem::NoSuchPage)?;
    let file = Bundle::get(name).ok_or(Problem::NoSuchPage)?;
    Ok(with_kind(file, "text/javascript; charset=utf-8", "no-cache"))
}

/// The licences of what the bundle contains.
pub async fn licences() -> Result<Response, Problem> {
    let file = Bundle::get("licences.txt").ok_or(Problem::NoSuchPage)?;
    Ok(with_kind(file, "text/plain; charset=utf-8", AN_HOUR))
}

/// `/brand/0b5cad.css`: the brand's colour is in the address, so the sheet is the same for everybody and for good.
pub async fn brand_colour(Path(file): Path<String>) -> Result<Response, Problem> {
    let colour = file.strip_suffix(".css").filter(|colour| is_colour(colour)).ok_or(Problem::NoSuchPage)?;
    let headers = [(header::CONTENT_TYPE, "text/css; charset=utf-8"), (header::CACHE_CONTROL, FOR_GOOD)];
    Ok((headers, format!(":root{{--brand:#{colour}}}\n")).into_response())
}

/// Six hexadecimal digits.
pub fn is_colour(text: &str) -> bool {
    text.len() == 6 && text.bytes().all(|b| b.is_ascii_hexdigit())
}

fn with_kind(file: EmbeddedFile, kind: &'static str, cached: &'static str) -> Response {
    let headers = [(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, cached)];
    (headers, file.data.into_owned()).into_response()
}

fn kind_of(name: &str) -> &'static str {
    match name.rsplit_once('.').map(|(_, extension)| extension) {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("json") => "application/json",
        Some("txt") => "text/plain; charset=utf-8",
        Some("woff2") => "font/woff2",
        Some("png") => "image/png",
        _ => "application/octet-stream",
    }
}

/// Headers that every answer carries unless a handler has set its own.
pub fn policy() -> [(header::HeaderName, HeaderValue); 6] {
    [
        (
            header::CONTENT_SECURITY_POLICY,
            HeaderValue::from_static(
                "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
            ),
        ),
        (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
        (header::X_FRAME_OPTIONS, HeaderValue::from_static("DENY")),
        (header::REFERRER_POLICY, HeaderValue::from_static("same-origin")),
        // On a shared counter the next person must not page back into the last one's work.
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
        (header::VARY, HeaderValue::from_static("cookie, accept-language, hx-request")),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_colour_is_six_digits_and_nothing_else() {
        for (text, expected) in
            [("0b5cad", true), ("0B5CAD", true), ("0b5ca", false), ("red;}x", false), ("0b5cag", false)]
        {
            assert_eq!(is_colour(text), expected, "{text}");
        }
    }
}
