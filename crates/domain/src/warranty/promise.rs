//! What the brand promises beyond the law. Better promises bind (phones art. 4); a worse one is no promise.

use aftercare_kernel::{
    Date,
    calendar::{days_between, months_after},
};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{
    coverage::Listed,
    findings::Findings,
    reader::{FactsError, Read, Reader, Wrong},
    refund::full_price,
    regime::{Need, Regime},
    situation::Situation,
    texts::Why,
    words::{Remedy, Role},
};

/// `{"remedy":"exchange_main_unit","days":30}`: open for so many days from the sale. With `waive_deduction` a refund is
/// paid without deduction for use.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Promise {
    pub remedy: Remedy,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub days: Option<u32>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub waive_deduction: bool,
}

impl Promise {
    pub(super) fn read(value: &Value, path: String) -> Read<Self> {
        let r = Reader::new(value, &path, &["remedy", "days", "waive_deduction"])?;
        let remedy = r.need("remedy", r.word("remedy")?)?;
        let days = r.whole("days", 1..=36_600)?;
        let waive_deduction = r.yes_no("waive_deduction")?.unwrap_or_default();
        if waive_deduction && remedy != Remedy::Refund {
            return Err(r.wrong("waive_deduction", Wrong::Contradiction { with: format!("remedy {remedy}") }));
        }
        if days.is_none() && !waive_deduction {
            return Err(r.wrong("days", Wrong::Missing));
        }
        Ok(Self { remedy, days, waive_deduction })
    }

    /// Refuses a promise that gives less than the regime does: asked before a brand may publish it.
    pub fn check(&self, regime: &Regime) -> Result<(), FactsError> {
        let Some(days) = self.days else {
            return Ok(());
        };
        let least = days_by_law(regime, self.remedy);
        if days >= least {
            Ok(())
        } else {
            Err(FactsError { field: "days".to_owned(), wrong: Wrong::WorseThanLaw { least } })
        }
    }
}

/// The days for which the regime itself gives the remedy for any listed fault; 0 when it never does.
fn days_by_law(regime: &Regime, remedy: Remedy) -> u32 {
    let term = match remedy {
        Remedy::Repair => regime.whole().term.map_or(0, |span| longest_days(span.months)),
        Remedy::ExchangePart => longest_of(regime, Role::Accessory),
        Remedy::RepairPart => longest_of(regime, Role::MainPart),
        _ => 0,
    };
    let windows =
        regime.rules.windows.iter().filter(|window| window.remedies.contains(&remedy)).map(|window| window.days);
    windows.max().unwrap_or(0).max(term)
}

fn longest_of(regime: &Regime, role: Role) -> u32 {
    let parts = regime.parts.values().chain(regime.products.values().flat_map(|row| row.parts.values()));
    let terms = parts.filter(|part| part.role == role).filter_map(|part| part.term);
    terms.map(|span| longest_days(span.months)).max().unwrap_or(0)
}

/// The most days that so many months can have: a promise in days must not fall short in any year.
fn longest_days(months: u32) -> u32 {
    let starts = (1..=12).map(|month| Date::constant(2023, month, 1));
    let lengths = starts.map(|start| days_between(start, months_after(start, months)));
    lengths.max().and_then(|days| u32::try_from(days).ok()).unwrap_or(0)
}

/// Opens what the brand promised, for faults that the warranty covers. A promise worse than the law does nothing and is flagged.
pub(super) fn promised(s: &Situation<'_>, f: &mut Findings<'_>) {
    let Ok(listed) = &s.cover else {
        return;
    };
    for (index, promise) in s.facts.promises.iter().enumerate() {
        if promise.check(s.pack.regime).is_err() {
            f.flag(format!("promises[{index}].worse_than_law"));
            continue;
        }
        let Some((days, last)) = promise.days.and_then(|days| Some((days, s.last_day_from_sale(days)?))) else {
            continue;
        };
        if promise.is_for(s, listed) && s.fault_day <= last {
            let amount = if promise.remedy == Remedy::Refund { s.price().map(full_price) } else { None };
            f.promise(promise.remedy, index, s.until(last), amount, Why::Promised { days, last });
        }
    }
}

impl Promise {
    /// A promise on accessories is for accessories. A listed fault is asked for where the law has a list of them.
    fn is_for(&self, s: &Situation<'_>, listed: &Listed) -> bool {
        let of_this_part = (self.remedy == Remedy::ExchangePart) == (s.part.role == Role::Accessory);
        let repaired = matches!(self.remedy, Remedy::Repair | Remedy::RepairPart);
        let has_a_list = s.rules().windows.iter().any(|window| window.needs == Need::Listed);
        of_this_part && (repaired || !has_a_list || *listed == Listed::Yes)
    }
}
