//! Reads the parts of a product with their terms, and the rows of a law's catalogue.

use std::collections::BTreeMap;

use super::{
    MAIN_UNIT,
    read::{Place, needed_section, section},
    rules::*,
};
use crate::warranty::{
    reader::{Read, Reader},
    words::Role,
};

const PART: [&str; 6] = ["role", "months", "km", "faults", "other_faults", "faulty_below_capacity_percent"];

/// Each regime says what the product itself is, if nothing else.
pub(super) fn parts(at: &Place<'_>, r: &Reader<'_>) -> Read<BTreeMap<String, Part>> {
    let parts = r.named("parts")?;
    let read = all(at, &parts)?;
    let whole = read.get(MAIN_UNIT).filter(|part| part.role == Role::Whole);
    parts.need(MAIN_UNIT, whole)?;
    Ok(read)
}

fn all(at: &Place<'_>, parts: &Reader<'_>) -> Read<BTreeMap<String, Part>> {
    parts.keys().map(|name| Ok((name.to_owned(), part(at, parts, name)?))).collect()
}

fn part(at: &Place<'_>, parts: &Reader<'_>, name: &str) -> Read<Part> {
    let r = needed_section(parts, name, &PART)?;
    Ok(Part {
        role: r.need("role", r.word("role")?)?,
        term: span(&r)?,
        faults: r.texts("faults")?.unwrap_or_default(),
        other_faults: r.texts("other_faults")?.unwrap_or_default(),
        faulty_below_capacity_percent: r.whole("faulty_below_capacity_percent", 1..=100)?,
        basis: at.basis(&r)?,
    })
}

/// A term of months, with or without a mileage; mileage alone is no term.
pub(super) fn span(r: &Reader<'_>) -> Read<Option<Span>> {
    let km = r.whole("km", 1..=10_000_000)?;
    match (r.whole("months", 1..=600)?, km) {
        (None, Some(_)) => r.need("months", None),
        (months, km) => Ok(months.map(|months| Span { months, km })),
    }
}

pub(super) fn products(at: &Place<'_>, r: &Reader<'_>) -> Read<BTreeMap<String, Product>> {
    if r.raw("products").is_none() {
        return Ok(BTreeMap::new());
    }
    let rows = r.named("products")?;
    rows.keys().map(|name| Ok((name.to_owned(), product(at, &rows, name)?))).collect()
}

fn product(at: &Place<'_>, rows: &Reader<'_>, name: &str) -> Read<Product> {
    let r = rows.need(name, rows.inner(name, &["parts", "rate"])?)?;
    let parts = if r.raw("parts").is_some() { all(at, &r.named("parts")?)? } else { BTreeMap::new() };
    Ok(Product { parts, rate: rate(at, &r)? })
}

fn rate(at: &Place<'_>, r: &Reader<'_>) -> Read<Option<DailyRate>> {
    let Some(r) = section(r, "rate", &["per_day"])? else {
        return Ok(None);
    };
    let per_day = r.need("per_day", r.share("per_day")?)?;
    Ok(Some(DailyRate { per_day, basis: at.basis(&r)? }))
}
