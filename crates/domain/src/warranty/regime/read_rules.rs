//! Reads the sections of rules, each as one table with its source.

use super::{
    read::{Place, SOURCE, needed, needed_date, needed_section, needed_text, needed_words, section, three_languages},
    read_parts::span,
    rules::*,
};
use crate::warranty::{
    reader::{FactsError, Read, Reader, Wrong},
    words::{Cause, Remedy},
};

const AFTER_REPAIRS: [&str; 13] = [
    "remedies",
    "needs",
    "months",
    "km",
    "no_refund_for",
    "failed_repairs",
    "serious_repairs",
    "same_fault",
    "assembly_replaced",
    "total_days",
    "parts_wait",
    "repair_delay",
    "delay_without_reason",
];

impl Place<'_> {
    pub fn rules(&self, r: &Reader<'_>) -> Read<Rules> {
        Ok(Rules {
            counting: self.counting(r)?,
            restart: self.basis_of(r, "restart")?,
            windows: self.windows(r)?,
            repair: self.repair(r)?,
            paid_repair: self.needed_basis_of(r, "paid_repair")?,
            after_repairs: self.after_repairs(r)?,
            refund: self.refund(r)?,
            use_fee: self.use_fee(r)?,
            use_deduction: self.use_deduction(r)?,
            compensation: self.compensation(r)?,
            accessories: self.accessories(r)?,
            main_parts: self.basis_of(r, "main_parts")?,
            assemblies: r.texts("assemblies")?.unwrap_or_default(),
            serious_faults: r.texts("serious_faults")?.unwrap_or_default(),
            loaner: self.loaner(r)?,
            documents: self.documents(r)?,
            exclusions: self.exclusions(r)?,
            burden: self.burden(r)?,
            clocks: self.clocks(r)?,
            returns: self.returns(r)?,
            sales_since: self.sales_since(r)?,
            longer_after_repair: self.longer_after_repair(r)?,
        })
    }

    fn counting(&self, r: &Reader<'_>) -> Read<Counting> {
        let settings = ["from", "extend_by_repair", "days_of_24_hours", "roll_off_holidays", "roll_off_weekends"];
        let r = needed_section(r, "counting", &settings)?;
        let setting = |name| r.need(name, r.yes_no(name)?);
        Ok(Counting {
            from: needed_words(&r, "from")?,
            extend_by_repair: setting("extend_by_repair")?,
            days_of_24_hours: r.yes_no("days_of_24_hours")?.unwrap_or_default(),
            roll_off_holidays: setting("roll_off_holidays")?,
            roll_off_weekends: setting("roll_off_weekends")?,
            basis: self.basis(&r)?,
        })
    }

    fn windows(&self, r: &Reader<'_>) -> Read<Vec<Window>> {
        let known = [["days", "km", "needs", "remedies"].as_slice(), &SOURCE].concat();
        let read = |value, path: String| {
            let r = Reader::new(value, &path, &known)?;
            Ok(Window {
                days: needed(&r, "days", 1..=3660)?,
                km: r.whole("km", 1..=10_000_000)?,
                needs: r.word("needs")?.unwrap_or(Need::Listed),
                remedies: needed_words(&r, "remedies")?,
                basis: self.basis(&r)?,
            })
        };
        let windows: Vec<Window> = r.list("windows", 20, read)?.unwrap_or_default();
        in_rising_order(r, &windows)?;
        Ok(windows)
    }

    fn repair(&self, r: &Reader<'_>) -> Read<Option<RepairDuty>> {
        let Some(r) = section(r, "repair", &["remedies", "holds_days"])? else {
            return Ok(None);
        };
        let remedies = r.words("remedies")?.unwrap_or_else(|| vec![Remedy::Repair]);
        Ok(Some(RepairDuty { remedies, holds_days: r.whole("holds_days", 1..=3660)?, basis: self.basis(&r)? }))
    }

    pub fn after_repairs(&self, r: &Reader<'_>) -> Read<Option<AfterRepairs>> {
        let Some(r) = r.inner("after_repairs", &AFTER_REPAIRS)? else {
            return Ok(None);
        };
        Ok(Some(AfterRepairs {
            remedies: needed_words(&r, "remedies")?,
            needs: r.word("needs")?.unwrap_or(Need::Listed),
            within: span(&r)?,
            no_refund_for: r.words("no_refund_for")?.unwrap_or_default(),
            failed_repairs: self.after(&r, "failed_repairs", "count")?,
            serious_repairs: self.after(&r, "serious_repairs", "count")?,
            same_fault: self.after(&r, "same_fault", "over_repairs")?,
            assembly_replaced: self.after(&r, "assembly_replaced", "count")?,
            total_days: self.after(&r, "total_days", "over_days")?,
            parts_wait: self.after(&r, "parts_wait", "over_days")?,
            repair_delay: self.after(&r, "repair_delay", "over_days")?,
            delay_without_reason: self.after(&r, "delay_without_reason", "over_days")?,
        }))
    }

    fn refund(&self, r: &Reader<'_>) -> Read<Option<RefundDuty>> {
        let Some(r) = r.inner("refund", &["no_same_model", "same_model"])? else {
            return Ok(None);
        };
        let same_model = needed_section(&r, "same_model", &["rate_per_day"])?;
        Ok(Some(RefundDuty {
            no_same_model: self.needed_basis_of(&r, "no_same_model")?,
            rate_per_day: rate_or_unknown(&same_model)?,
            same_model: self.basis(&same_model)?,
        }))
    }

    fn use_fee(&self, r: &Reader<'_>) -> Read<Option<UseFee>> {
        let Some(r) = section(r, "use_fee", &["most_per_1000_km"])? else {
            return Ok(None);
        };
        let most_per_1000_km = r.need("most_per_1000_km", r.share("most_per_1000_km")?)?;
        Ok(Some(UseFee { most_per_1000_km, basis: self.basis(&r)? }))
    }

    fn use_deduction(&self, r: &Reader<'_>) -> Read<Option<UseDeduction>> {
        let Some(r) = section(r, "use_deduction", &["barred_months", "except"])? else {
            return Ok(None);
        };
        let barred_months = needed(&r, "barred_months", 1..=600)?;
        Ok(Some(UseDeduction { barred_months, except: r.texts("except")?.unwrap_or_default(), basis: self.basis(&r)? }))
    }

    fn compensation(&self, r: &Reader<'_>) -> Read<Option<Compensation>> {
        let Some(r) = section(r, "compensation", &["with", "why"])? else {
            return Ok(None);
        };
        let why = three_languages(&r, "why")?;
        Ok(Some(Compensation { with: needed_words(&r, "with")?, why, basis: self.basis(&r)? }))
    }

    fn accessories(&self, r: &Reader<'_>) -> Read<Option<AccessoryDuty>> {
        let Some(r) = section(r, "accessories", &["exchanges_before_refund"])? else {
            return Ok(None);
        };
        let exchanges_before_refund = needed(&r, "exchanges_before_refund", 1..=100)?;
        Ok(Some(AccessoryDuty { exchanges_before_refund, basis: self.basis(&r)? }))
    }

    pub fn loaner(&self, r: &Reader<'_>) -> Read<Option<LoanerDuty>> {
        let Some(r) = section(r, "loaner", &["after_days"])? else {
            return Ok(None);
        };
        Ok(Some(LoanerDuty { after_days: needed(&r, "after_days", 1..=3660)?, basis: self.basis(&r)? }))
    }

    fn documents(&self, r: &Reader<'_>) -> Read<Option<DocumentRules>> {
        let known = ["full", "proof", "proof_gives", "factory_date_days", "factory_date_gives"];
        let Some(r) = section(r, "documents", &known)? else {
            return Ok(None);
        };
        let factory_date = match r.whole("factory_date_days", 0..=3660)? {
            Some(days) => Some(FactoryDate { days, gives: needed_words(&r, "factory_date_gives")? }),
            None => None,
        };
        Ok(Some(DocumentRules {
            full: needed_words(&r, "full")?,
            proof: needed_words(&r, "proof")?,
            proof_gives: r.words("proof_gives")?,
            factory_date,
            basis: self.basis(&r)?,
        }))
    }

    fn exclusions(&self, r: &Reader<'_>) -> Read<Option<Exclusions>> {
        let Some(r) = section(r, "exclusions", &["causes"])? else {
            return Ok(None);
        };
        let causes: Vec<Cause> = needed_words(&r, "causes")?;
        match causes.iter().position(|cause| matches!(cause, Cause::Defect | Cause::NoFault)) {
            Some(index) => Err(FactsError {
                field: r.field(&format!("causes[{index}]")),
                wrong: Wrong::NotOneOf { choices: "causes for which the maker does not answer".to_owned() },
            }),
            None => Ok(Some(Exclusions { causes, basis: self.basis(&r)? })),
        }
    }

    pub fn burden(&self, r: &Reader<'_>) -> Read<Option<BurdenRule>> {
        let Some(r) = section(r, "burden", &["months", "bearer", "categories"])? else {
            return Ok(None);
        };
        Ok(Some(BurdenRule {
            months: r.whole("months", 1..=600)?,
            bearer: r.need("bearer", r.word("bearer")?)?,
            categories: r.texts("categories")?.unwrap_or_default(),
            basis: self.basis(&r)?,
        }))
    }

    pub fn clocks(&self, r: &Reader<'_>) -> Read<Vec<ClockRule>> {
        let known = [["what", "days", "working_days", "when"].as_slice(), &SOURCE].concat();
        let read = |value, path: String| {
            let r = Reader::new(value, &path, &known)?;
            let working = r.whole("working_days", 1..=3660)?;
            let days = if working.is_some() { working } else { r.whole("days", 1..=3660)? };
            Ok(ClockRule {
                what: r.need("what", r.word("what")?)?,
                days: r.need("days", days)?,
                working_days: working.is_some(),
                when: r.words("when")?.unwrap_or_default(),
                basis: self.basis(&r)?,
            })
        };
        Ok(r.list("clocks", 20, read)?.unwrap_or_default())
    }

    fn returns(&self, r: &Reader<'_>) -> Read<Option<Returns>> {
        let Some(r) = section(r, "return_without_reason", &["days", "money_days", "except"])? else {
            return Ok(None);
        };
        Ok(Some(Returns {
            days: needed(&r, "days", 1..=3660)?,
            money_days: needed(&r, "money_days", 1..=3660)?,
            except: r.texts("except")?.unwrap_or_default(),
            basis: self.basis(&r)?,
        }))
    }

    fn sales_since(&self, r: &Reader<'_>) -> Read<Option<SalesSince>> {
        let Some(r) = section(r, "sales_since", &["from", "flag"])? else {
            return Ok(None);
        };
        let basis = self.basis(&r)?;
        Ok(Some(SalesSince { from: needed_date(&r, "from")?, flag: needed_text(&r, "flag")?, basis }))
    }

    fn longer_after_repair(&self, r: &Reader<'_>) -> Read<Option<LongerAfterRepair>> {
        let Some(r) = section(r, "longer_after_repair", &["months", "contracts_from"])? else {
            return Ok(None);
        };
        let contracts_from = needed_date(&r, "contracts_from")?;
        Ok(Some(LongerAfterRepair { months: needed(&r, "months", 1..=600)?, contracts_from, basis: self.basis(&r)? }))
    }
}

/// A window is longer than the one before it that asks for the same kind of fault.
fn in_rising_order(r: &Reader<'_>, windows: &[Window]) -> Read<()> {
    for (index, window) in windows.iter().enumerate() {
        let before = windows[..index].iter().rev().find(|one| one.needs == window.needs);
        if let Some(shorter) = before.filter(|one| one.days >= window.days) {
            let not_before = format!("the window before it, {} days", shorter.days);
            return Err(r.wrong(&format!("windows[{index}].days"), Wrong::TooEarly { not_before }));
        }
    }
    Ok(())
}

/// `"unknown"` where nobody has seen the law's rate: a sum is not made up.
fn rate_or_unknown(r: &Reader<'_>) -> Read<Option<aftercare_kernel::Percent>> {
    if r.text("rate_per_day", 20)? == Some("unknown") {
        return Ok(None);
    }
    r.need("rate_per_day", r.share("rate_per_day")?).map(Some)
}
