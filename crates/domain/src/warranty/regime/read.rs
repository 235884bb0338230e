//! Reads a regime from its TOML text; whatever does not fit is named by its key.

use aftercare_kernel::{Currency, Date};
use jiff::tz::Offset;
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

use super::*;
use crate::warranty::{
    reader::{FactsError, Read, Reader, Wrong},
    words::Word,
};

const FIELDS: [&str; 25] = [
    "id",
    "edition",
    "country",
    "categories",
    "currency",
    "utc_offset",
    "in_force",
    "title",
    "source",
    "review",
    "counting",
    "restart",
    "parts",
    "windows",
    "repair",
    "paid_repair",
    "exchange",
    "refund",
    "accessories",
    "loaner",
    "documents",
    "exclusions",
    "burden",
    "deemed_refusal",
    "sales_since",
];

/// Reads the value that TOML gave; `text` is only digested.
pub(super) fn regime(value: &Value, text: &str) -> Read<Regime> {
    let r = Reader::new(value, "", &FIELDS)?;
    let id = needed_text(&r, "id")?;
    let edition = needed(&r, "edition", 1..=100_000)?;
    let at = Place { regime: &id };
    let regime = Regime {
        rules_version: format!("{edition}-{}", digest(text)),
        country: needed_text(&r, "country")?,
        categories: r.need("categories", r.texts("categories")?)?,
        currency: currency(&r)?,
        offset: offset(&r)?,
        in_force: needed_date(&r, "in_force")?,
        title: title(&r)?,
        source: source(&r)?,
        review: review(&r)?,
        counting: at.counting(&r)?,
        restart: at.basis(&section(&r, "restart", &[])?)?,
        parts: at.parts(&r)?,
        windows: at.windows(&r)?,
        repair: at.repair(&r)?,
        paid_repair: at.basis(&section(&r, "paid_repair", &[])?)?,
        exchange: at.exchange(&r)?,
        refund: at.refund(&r)?,
        accessories: at.accessories(&r)?,
        loaner: at.after(&r, "loaner", "after_days")?,
        documents: at.documents(&r)?,
        exclusions: at.exclusions(&r)?,
        burden: at.burden(&r)?,
        deemed_refusal: at.after(&r, "deemed_refusal", "days")?,
        sales_since: at.sales_since(&r)?,
        id,
    };
    Ok(regime)
}

/// The first eight hex digits of the text's SHA-256: any change of a rule shows in the version.
fn digest(text: &str) -> String {
    hex::encode(&Sha256::digest(text.as_bytes())[..4])
}

fn needed_text(r: &Reader<'_>, name: &str) -> Read<String> {
    r.need(name, r.text(name, 200)?).map(str::to_owned)
}
fn needed(r: &Reader<'_>, name: &str, range: std::ops::RangeInclusive<u32>) -> Read<u32> {
    r.need(name, r.whole(name, range)?)
}
fn needed_date(r: &Reader<'_>, name: &str) -> Read<Date> {
    r.need(name, r.date(name)?)
}
fn needed_words<W: Word>(r: &Reader<'_>, name: &str) -> Read<Vec<W>> {
    r.need(name, r.words(name)?)
}

/// A table that bears its source, with its own fields besides.
fn section<'a>(r: &Reader<'a>, name: &str, own: &[&str]) -> Read<Reader<'a>> {
    let known = [own, &["ref", "provenance", "law"]].concat();
    r.need(name, r.inner(name, &known)?)
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

fn title(r: &Reader<'_>) -> Read<Text> {
    let r = r.need("title", r.inner("title", &["zh-CN", "zh-TW", "en"])?)?;
    Ok(Text { zh_cn: needed_text(&r, "zh-CN")?, zh_tw: needed_text(&r, "zh-TW")?, en: needed_text(&r, "en")? })
}

fn source(r: &Reader<'_>) -> Read<Source> {
    let r = r.need("source", r.inner("source", &["authority", "issued"])?)?;
    Ok(Source { authority: needed_text(&r, "authority")?, issued: needed_date(&r, "issued")? })
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

/// Whose rules are read: articles name it.
struct Place<'a> {
    regime: &'a str,
}

impl Place<'_> {
    fn basis(&self, r: &Reader<'_>) -> Read<Basis> {
        let law = r.text("law", 100)?.unwrap_or(self.regime);
        let provenance = Some(r.need("provenance", r.word("provenance")?)?);
        let article = Article { regime: law.to_owned(), reference: needed_text(r, "ref")?, provenance };
        Ok(Basis { key: r.path().to_owned(), article })
    }

    fn after(&self, r: &Reader<'_>, name: &str, count: &str) -> Read<After> {
        let r = section(r, name, &[count])?;
        Ok(After { count: needed(&r, count, 1..=3660)?, basis: self.basis(&r)? })
    }

    fn counting(&self, r: &Reader<'_>) -> Read<Counting> {
        let settings = ["extend_by_repair", "roll_off_holidays", "roll_off_weekends"];
        let r = section(r, "counting", &settings)?;
        let setting = |name| r.need(name, r.yes_no(name)?);
        Ok(Counting {
            extend_by_repair: setting("extend_by_repair")?,
            roll_off_holidays: setting("roll_off_holidays")?,
            roll_off_weekends: setting("roll_off_weekends")?,
            basis: self.basis(&r)?,
        })
    }

    fn parts(&self, r: &Reader<'_>) -> Read<BTreeMap<String, Part>> {
        let parts = r.named("parts")?;
        let read = |name: &str| Ok((name.to_owned(), self.part(&parts, name)?));
        let read: BTreeMap<_, _> = parts.keys().map(read).collect::<Read<_>>()?;
        let whole = read.get(MAIN_UNIT).filter(|part| part.role == Role::Whole);
        parts.need(MAIN_UNIT, whole)?;
        Ok(read)
    }

    fn part(&self, parts: &Reader<'_>, name: &str) -> Read<Part> {
        let r = section(parts, name, &["role", "months", "faults", "other_faults", "faulty_below_capacity_percent"])?;
        Ok(Part {
            role: r.need("role", r.word("role")?)?,
            months: needed(&r, "months", 1..=600)?,
            faults: r.texts("faults")?.unwrap_or_default(),
            other_faults: r.texts("other_faults")?.unwrap_or_default(),
            faulty_below_capacity_percent: r.whole("faulty_below_capacity_percent", 1..=100)?,
            basis: self.basis(&r)?,
        })
    }

    fn windows(&self, r: &Reader<'_>) -> Read<Vec<Window>> {
        let known = ["days", "remedies", "ref", "provenance", "law"];
        let read = |value, path: String| {
            let r = Reader::new(value, &path, &known)?;
            let remedies = needed_words(&r, "remedies")?;
            Ok(Window { days: needed(&r, "days", 1..=3660)?, remedies, basis: self.basis(&r)? })
        };
        let windows: Vec<Window> = r.need("windows", r.list("windows", 20, read)?)?;
        match windows.windows(2).position(|pair| pair[0].days >= pair[1].days) {
            Some(index) => {
                let not_before = format!("the window before it, {} days", windows[index].days);
                Err(r.wrong(&format!("windows[{}].days", index + 1), Wrong::TooEarly { not_before }))
            }
            None => Ok(windows),
        }
    }

    fn repair(&self, r: &Reader<'_>) -> Read<RepairDuty> {
        let r = section(r, "repair", &["holds_days"])?;
        Ok(RepairDuty { holds_days: needed(&r, "holds_days", 1..=3660)?, basis: self.basis(&r)? })
    }

    fn exchange(&self, r: &Reader<'_>) -> Read<ExchangeDuty> {
        let known = ["remedy", "failed_repairs", "parts_wait", "repair_delay"];
        let r = r.need("exchange", r.inner("exchange", &known)?)?;
        Ok(ExchangeDuty {
            remedy: r.need("remedy", r.word("remedy")?)?,
            failed_repairs: self.after(&r, "failed_repairs", "count")?,
            parts_wait: self.after(&r, "parts_wait", "over_days")?,
            repair_delay: self.after(&r, "repair_delay", "over_days")?,
        })
    }

    fn refund(&self, r: &Reader<'_>) -> Read<RefundDuty> {
        let r = r.need("refund", r.inner("refund", &["no_same_model", "same_model"])?)?;
        let same_model = section(&r, "same_model", &["rate_per_day"])?;
        Ok(RefundDuty {
            no_same_model: self.basis(&section(&r, "no_same_model", &[])?)?,
            rate_per_day: same_model.need("rate_per_day", same_model.share("rate_per_day")?)?,
            same_model: self.basis(&same_model)?,
        })
    }

    fn accessories(&self, r: &Reader<'_>) -> Read<AccessoryDuty> {
        let r = section(r, "accessories", &["exchanges_before_refund"])?;
        let exchanges_before_refund = needed(&r, "exchanges_before_refund", 1..=100)?;
        Ok(AccessoryDuty { exchanges_before_refund, basis: self.basis(&r)? })
    }

    fn documents(&self, r: &Reader<'_>) -> Read<DocumentRules> {
        let known = ["full", "proof", "proof_gives", "factory_date_days", "factory_date_gives"];
        let r = section(r, "documents", &known)?;
        Ok(DocumentRules {
            full: needed_words(&r, "full")?,
            proof: needed_words(&r, "proof")?,
            proof_gives: needed_words(&r, "proof_gives")?,
            factory_date_days: needed(&r, "factory_date_days", 0..=3660)?,
            factory_date_gives: needed_words(&r, "factory_date_gives")?,
            basis: self.basis(&r)?,
        })
    }

    fn exclusions(&self, r: &Reader<'_>) -> Read<Exclusions> {
        let r = section(r, "exclusions", &["causes"])?;
        let causes: Vec<Cause> = needed_words(&r, "causes")?;
        match causes.iter().position(|cause| matches!(cause, Cause::Defect | Cause::NoFault)) {
            Some(index) => Err(FactsError {
                field: r.field(&format!("causes[{index}]")),
                wrong: Wrong::NotOneOf { choices: "causes for which the maker does not answer".to_owned() },
            }),
            None => Ok(Exclusions { causes, basis: self.basis(&r)? }),
        }
    }

    fn burden(&self, r: &Reader<'_>) -> Read<BurdenRule> {
        let r = section(r, "burden", &["months", "bearer"])?;
        let bearer = r.need("bearer", r.word("bearer")?)?;
        Ok(BurdenRule { months: needed(&r, "months", 1..=600)?, bearer, basis: self.basis(&r)? })
    }

    fn sales_since(&self, r: &Reader<'_>) -> Read<SalesSince> {
        let r = section(r, "sales_since", &["from", "flag"])?;
        let basis = self.basis(&r)?;
        Ok(SalesSince { from: needed_date(&r, "from")?, flag: needed_text(&r, "flag")?, basis })
    }
}
