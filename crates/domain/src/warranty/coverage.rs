//! Whether the warranty covers the fault at all, and whether the law's table lists it.

use super::{
    documents::Papers,
    facts::{Facts, Fault},
    regime::{Part, Regime},
    texts::WhyNot,
    words::{Cause, Outcome},
};

/// A performance fault opens the windows and the exchange; any other defect is repaired.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Listed {
    Yes,
    No(WhyNot),
    Unknown,
}

impl Listed {
    /// Why the fault opens neither windows nor exchange, unless it does.
    pub fn against(&self) -> Option<WhyNot> {
        match self {
            Listed::Yes => None,
            Listed::No(why) => Some(why.clone()),
            Listed::Unknown => Some(WhyNot::ListedUnknown),
        }
    }
}

/// What the exclusions leave (article number not seen; see the regime's `exclusions`).
pub(super) fn coverage(regime: &Regime, facts: &Facts, part: &Part, papers: Papers) -> Result<Listed, WhyNot> {
    excluded_by_cause(regime, facts)?;
    excluded_by_papers(facts, papers)?;
    match &facts.fault {
        Some(fault) => fault_is_listed(fault, part),
        None if still_failing(facts) => Ok(Listed::Yes),
        None if facts.open_repair.is_some() => Ok(Listed::Unknown),
        None => Err(WhyNot::FaultNotTold),
    }
}

fn excluded_by_cause(regime: &Regime, facts: &Facts) -> Result<(), WhyNot> {
    match facts.cause() {
        Some(Cause::NoFault) => Err(WhyNot::NoFaultFound),
        Some(cause) if regime.rules.exclusions.as_ref().is_some_and(|rule| rule.causes.contains(&cause)) => {
            Err(WhyNot::Excluded(cause))
        }
        _ => Ok(()),
    }
}

fn excluded_by_papers(facts: &Facts, papers: Papers) -> Result<(), WhyNot> {
    match papers {
        Papers::Mismatch => Err(WhyNot::VoucherMismatch),
        Papers::Nothing if facts.documents.as_ref().is_some_and(Vec::is_empty) => Err(WhyNot::NoPapers),
        Papers::Nothing => Err(WhyNot::SaleDayUnknown),
        _ => Ok(()),
    }
}

/// Annex 3. A measured capacity decides for a battery; else the station's finding, else the code it wrote down.
fn fault_is_listed(fault: &Fault, part: &Part) -> Result<Listed, WhyNot> {
    if let (Some(percent), Some(limit)) = (fault.capacity_percent, part.faulty_below_capacity_percent) {
        let good = percent >= limit;
        return Ok(if good { Listed::No(WhyNot::CapacityGood { percent, limit }) } else { Listed::Yes });
    }
    let written = |codes: &[String]| fault.code.as_deref().is_some_and(|code| codes.contains(&code_of(code)));
    match fault.listed {
        Some(true) => Ok(Listed::Yes),
        Some(false) => Ok(Listed::No(WhyNot::NotListed)),
        None if written(&part.faults) => Ok(Listed::Yes),
        None if written(&part.other_faults) => Err(WhyNot::ExceptedFault),
        None => Ok(Listed::Unknown),
    }
}

/// `SIM contact fault` is written `sim_contact_fault` in the table.
pub(super) fn code_of(written: &str) -> String {
    written.trim().to_lowercase().replace([' ', '-'], "_")
}

/// The last finished repair did not cure the thing.
pub(super) fn still_failing(facts: &Facts) -> bool {
    let last = facts.repairs.iter().max_by_key(|repair| repair.handed_back);
    last.is_some_and(|repair| matches!(repair.outcome, Some(Outcome::Recurred | Outcome::Unusable)))
}
