//! The three languages of the house.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Default)]
pub enum Locale {
    /// Simplified Chinese, mainland.
    #[default]
    #[serde(rename = "zh-CN")]
    ZhCn,
    /// Traditional Chinese, Taiwan: other words, not only other characters.
    #[serde(rename = "zh-TW")]
    ZhTw,
    #[serde(rename = "en")]
    En,
}

impl Locale {
    pub const ALL: [Locale; 3] = [Locale::ZhCn, Locale::ZhTw, Locale::En];

    /// The BCP 47 tag, as in `<html lang>`.
    pub const fn tag(self) -> &'static str {
        match self {
            Locale::ZhCn => "zh-CN",
            Locale::ZhTw => "zh-TW",
            Locale::En => "en",
        }
    }

    /// The best of ours for an `Accept-Language` header; the order of the header decides, weights are ignored.
    pub fn from_accept_language(header: &str) -> Option<Locale> {
        header.split(',').take(20).find_map(|entry| {
            let tag = entry.split(';').next().unwrap_or("").trim().to_ascii_lowercase();
            match tag.as_str() {
                "zh-tw" | "zh-hk" | "zh-mo" | "zh-hant" => Some(Locale::ZhTw),
                t if t.starts_with("zh-hant") => Some(Locale::ZhTw),
                t if t == "zh" || t.starts_with("zh-") => Some(Locale::ZhCn),
                t if t == "en" || t.starts_with("en-") => Some(Locale::En),
                _ => None,
            }
        })
    }
}

impl fmt::Display for Locale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.tag())
    }
}

impl FromStr for Locale {
    type Err = ();
    fn from_str(tag: &str) -> Result<Self, ()> {
        Locale::ALL.into_iter().find(|l| l.tag() == tag).ok_or(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accept_language_takes_the_first_we_speak() {
        for (header, expected) in [
            ("zh-HK,zh;q=0.9,en;q=0.8", Some(Locale::ZhTw)),
            ("zh-Hant-TW", Some(Locale::ZhTw)),
            ("zh", Some(Locale::ZhCn)),
            ("fr-FR,en-GB;q=0.7", Some(Locale::En)),
            ("fr", None),
            ("", None),
        ] {
            assert_eq!(Locale::from_accept_language(header), expected, "{header}");
        }
    }
}
