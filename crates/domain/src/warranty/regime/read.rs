//! Reads a regime or an overlay from its TOML text; whatever does not fit is named by its key.

use aftercare_kernel::{Currency, Date};
use jiff::tz::Offset;
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::{overlay::LongerTerm, read_parts, rules::*, *};
use crate::warranty::{
    decision::Article,
    reader::{Read, Reader, Wrong},
    words::Word,
};

const HEAD: [&str; 14] = [
    "id",
    "edition",
    "country",
    "members",
    "categories",
    "currency",
    "utc_offset",
    "in_force",
    "ended",
    "title",
    "source",
    "review",
    "raises",
    "beside",
];

const SECTIONS: [&str; 24] = [
    "counting",
    "restart",
    "parts",
    "products",
    "windows",
    "repair",
    "paid_repair",
    "after_repairs",
    "refund",
    "use_fee",
    "use_deduction",
    "compensation",
    "accessories",
    "main_parts",
    "assemblies",
    "serious_faults",
    "loaner",
    "documents",
    "exclusions",
    "burden",
    "clocks",
    "return_without_reason",
    "sales_since",
    "longer_after_repair",
];

const OF_OVERLAY: [&str; 14] = [
    "id",
    "edition",
    "area",
    "over",
    "title",
    "source",
    "review",
    "raises",
    "term",
    "after_repairs",
    "no_deduction",
    "loaner",
    "burden",
    "clocks",
];

/// Reads the value that TOML gave; `text` is only digested.
pub(super) fn regime(value: &Value, text: &str) -> Read<Regime> {
    let r = Reader::new(value, "", &[HEAD.as_slice(), &SECTIONS].concat())?;
    let id = needed_text(&r, "id")?;
    let at = Place { pack: &id };
    let regime = Regime {
        rules_version: version(&r, text)?,
        country: needed_text(&r, "country")?,
        members: r.texts("members")?.unwrap_or_default(),
        categories: r.need("categories", r.texts("categories")?)?,
        currency: currency(&r)?,
        offset: offset(&r)?,
        in_force: r.need("in_force", r.day_of_law("in_force")?)?,
        ended: r.day_of_law("ended")?,
        title: three_languages(&r, "title")?,
        source: source(&r)?,
        review: review(&r)?,
        raises: r.texts("raises")?.unwrap_or_default(),
        beside: r.text("beside", 100)?.map(str::to_owned),
        parts: read_parts::parts(&at, &r)?,
        products: read_parts::products(&at, &r)?,
        rules: at.rules(&r)?,
        id,
    };
    Ok(regime)
}

/// Whether a text is an overlay: it says which regimes it stands over.
pub(super) fn is_overlay(value: &Value) -> bool {
    value.get("over").is_some()
}

pub(super) fn overlay(value: &Value, text: &str) -> Read<Overlay> {
    let r = Reader::new(value, "", &OF_OVERLAY)?;
    let id = needed_text(&r, "id")?;
    let at = Place { pack: &id };
    let overlay = Overlay {
        rules_version: version(&r, text)?,
        area: needed_text(&r, "area")?,
        over: r.need("over", r.texts("over")?)?,
        title: three_languages(&r, "title")?,
        source: source(&r)?,
        review: review(&r)?,
        raises: r.texts("raises")?.unwrap_or_default(),
        term: longer_term(&at, &r)?,
        after_repairs: at.after_repairs(&r)?,
        no_deduction: at.basis_of(&r, "no_deduction")?,
        loaner: at.loaner(&r)?,
        burden: at.burden(&r)?,
        clocks: at.clocks(&r)?,
        id,
    };
    Ok(overlay)
}

fn longer_term(at: &Place<'_>, r: &Reader<'_>) -> Read<Option<LongerTerm>> {
    let Some(r) = section(r, "term", &["months"])? else {
        return Ok(None);
    };
    Ok(Some(LongerTerm { months: needed(&r, "months", 1..=600)?, basis: at.basis(&r)? }))
}

/// The edition and the first eight hex digits of the text's SHA-256: any change of a rule shows in the version.
fn version(r: &Reader<'_>, text: &str) -> Read<String> {
    let edition = needed(r, "edition", 1..=100_000)?;
    Ok(format!("{edition}-{}", hex::encode(&Sha256::digest(text.as_bytes())[..4])))
}

pub(super) fn needed_text(r: &Reader<'_>, name: &str) -> Read<String> {
    r.need(name, r.text(name, 200)?).map(str::to_owned)
}
pub(super) fn needed(r: &Reader<'_>, name: &str, range: std::ops::RangeInclusive<u32>) -> Read<u32> {
    r.need(name, r.whole(name, range)?)
}
pub(super) fn needed_date(r: &Reader<'_>, name: &str) -> Read<Date> {
    r.need(name, r.date(name)?)
}
pub(super) fn needed_words<W: Word>(r: &Reader<'_>, name: &str) -> Read<Vec<W>> {
    r.need(name, r.words(name)?)
}

/// A table that bears its source, with its own fields besides; None when the text of law has no such rule.
pub(super) fn section<'a>(r: &Reader<'a>, name: &str, own: &[&str]) -> Read<Option<Reader<'a>>> {
    r.inner(name, &[own, &SOURCE].concat())
}

/// The fields that say where a value comes from.
pub(super) const SOURCE: [&str; 3] = ["ref", "provenance", "law"];

pub(super) fn needed_section<'a>(r: &Reader<'a>, name: &str, own: &[&str]) -> Read<Reader<'a>> {
    r.need(name, section(r, name, own)?)
}

fn currency(r: &Reader<'_>) -> Read<Currency> {
    let choices = Currency::ALL.map(Currency::code).join(", ");
    needed_text(r, "currency")?.parse().map_err(|_| r.wrong("currency", Wrong::NotOneOf { choices }))
}

/// `+08:00`.
fn offset(r: &Reader<'_>) -> Read<Offset> {
    let text = needed_text(r, "utc_offset")?;
    let wrong = || r.wrong("utc_offset", Wrong::NotOneOf { choices: "an offset like +08:00".to_owned() });
    let (hours, minutes) = text.split_once(':').ok_or_else(wrong)?;
    let hours: i32 = hours.parse().map_err(|_| wrong())?;
    let minutes: i32 = minutes.parse().map_err(|_| wrong())?;
    if !(0..60).contains(&minutes) || !(-14..=14).contains(&hours) {
        return Err(wrong());
    }
    let sign = if text.starts_with('-') { -1 } else { 1 };
    Offset::from_seconds(hours * 3600 + sign * minutes * 60).map_err(|_| wrong())
}

pub(super) fn three_languages(r: &Reader<'_>, name: &str) -> Read<Text> {
    let r = r.need(name, r.inner(name, &["zh-CN", "zh-TW", "en"])?)?;
    let in_language = |name| needed_text(&r, name).map(Into::into);
    Ok(Text { zh_cn: in_language("zh-CN")?, zh_tw: in_language("zh-TW")?, en: in_language("en")? })
}

fn source(r: &Reader<'_>) -> Read<Source> {
    let r = r.need("source", r.inner("source", &["authority", "issued"])?)?;
    Ok(Source { authority: needed_text(&r, "authority")?, issued: r.day_of_law("issued")? })
}

/// Empty until signed; a name without a day, or the other way round, is a mistake.
fn review(r: &Reader<'_>) -> Read<Option<Review>> {
    let r = r.need("review", r.inner("review", &["reviewer", "signed_on"])?)?;
    let empty = |name| r.raw(name).is_none_or(|value| value.as_str() == Some(""));
    if empty("reviewer") && empty("signed_on") {
        return Ok(None);
    }
    Ok(Some(Review { reviewer: needed_text(&r, "reviewer")?, signed_on: needed_date(&r, "signed_on")? }))
}

/// Whose rules are read: articles and flags name it.
pub(super) struct Place<'a> {
    pub pack: &'a str,
}

impl Place<'_> {
    pub fn basis(&self, r: &Reader<'_>) -> Read<Basis> {
        let law = r.text("law", 100)?.unwrap_or(self.pack);
        let provenance = Some(r.need("provenance", r.word("provenance")?)?);
        let article = Article { regime: law.into(), reference: needed_text(r, "ref")?.into(), provenance };
        Ok(Basis::new(format!("{}.{}", self.pack, r.path()), article))
    }

    /// The source of a rule that has no value besides.
    pub fn basis_of(&self, r: &Reader<'_>, name: &str) -> Read<Option<Basis>> {
        section(r, name, &[])?.map(|r| self.basis(&r)).transpose()
    }
    pub fn needed_basis_of(&self, r: &Reader<'_>, name: &str) -> Read<Basis> {
        self.basis(&needed_section(r, name, &[])?)
    }

    pub fn after(&self, r: &Reader<'_>, name: &str, count: &str) -> Read<Option<After>> {
        let read = |r: Reader<'_>| Ok(After { count: needed(&r, count, 1..=3660)?, basis: self.basis(&r)? });
        section(r, name, &[count])?.map(read).transpose()
    }
}
