//! Cookies: three of ours, read and written by hand.

use crate::Web;
use axum::http::{HeaderMap, HeaderValue, header};

pub const LOCALE: &str = "aftercare_locale";
pub const FLASH: &str = "aftercare_flash";
const YEAR: i64 = 365 * 24 * 3600;

/// The prefix makes browsers refuse a session cookie that another host of the domain has set.
pub fn session_name(web: &Web) -> &'static str {
    if web.settings.secure_cookies { "__Host-aftercare_session" } else { "aftercare_session" }
}

pub fn read<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let lines = headers.get_all(header::COOKIE).iter().filter_map(|line| line.to_str().ok());
    lines.flat_map(|line| line.split(';')).find_map(|pair| {
        let (found, value) = pair.trim().split_once('=')?;
        (found == name && !value.is_empty()).then_some(value)
    })
}

pub fn session(web: &Web, token: &str, seconds: i64) -> Option<HeaderValue> {
    write(web, session_name(web), token, seconds)
}

pub fn locale(web: &Web, tag: &str) -> Option<HeaderValue> {
    write(web, LOCALE, tag, YEAR)
}

/// A flash waits at most a minute for the page that shows it.
pub fn flash(web: &Web, text: &str) -> Option<HeaderValue> {
    write(web, FLASH, text, 60)
}

pub fn forget(web: &Web, name: &str) -> Option<HeaderValue> {
    write(web, name, "", 0)
}

/// `None` for a value that no header can hold; ours are all ASCII.
fn write(web: &Web, name: &str, value: &str, seconds: i64) -> Option<HeaderValue> {
    let secure = if web.settings.secure_cookies { "; Secure" } else { "" };
    let cookie = format!("{name}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}");
    HeaderValue::from_str(&cookie).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cookie_is_found_by_its_whole_name() {
        let mut headers = HeaderMap::new();
        headers.append(header::COOKIE, HeaderValue::from_static("xa=1; a=2 ;b=; c=3=4"));
        headers.append(header::COOKIE, HeaderValue::from_static("d=5"));
        for (name, expected) in [("a", Some("2")), ("b", None), ("c", Some("3=4")), ("d", Some("5")), ("e", None)] {
            assert_eq!(read(&headers, name), expected, "{name}");
        }
    }
}
