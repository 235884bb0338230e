//! What the consumer's papers give (phones art. 9).

use super::{
    facts::Facts,
    regime::Regime,
    texts::WhyNot,
    words::{Paper, Remedy},
};

/// How well the sale is proven, and so which rights can be claimed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Papers {
    /// Nobody asked yet: decided as if they can be shown, and flagged.
    NotAsked,
    Full,
    /// A copy, a stub or the like: the day of sale is proven.
    Proof,
    /// Only the date of manufacture is known.
    FactoryDate,
    Nothing,
    /// The voucher was altered or is another thing's.
    Mismatch,
}

impl Papers {
    pub fn of(regime: &Regime, facts: &Facts) -> Self {
        if facts.has_paper(Paper::VoucherMismatch) {
            return Papers::Mismatch;
        }
        let rules = &regime.documents;
        let sale_known = facts.exchanged_on.is_some() || sale_dates(facts).next().is_some();
        let papers = match &facts.documents {
            None if sale_known => Some(Papers::NotAsked),
            Some(papers) if sale_known && rules.full.iter().all(|paper| papers.contains(paper)) => Some(Papers::Full),
            Some(papers) if sale_known && rules.proof.iter().any(|paper| papers.contains(paper)) => Some(Papers::Proof),
            _ => None,
        };
        let without_proof = if facts.made_on.is_some() { Papers::FactoryDate } else { Papers::Nothing };
        papers.unwrap_or(without_proof)
    }

    /// Whether these papers reach for a remedy; if not, why.
    pub fn reach(self, regime: &Regime, remedy: Remedy) -> Result<(), WhyNot> {
        let rules = &regime.documents;
        match self {
            Papers::Proof if !rules.proof_gives.contains(&remedy) => Err(WhyNot::PapersTooFew),
            Papers::FactoryDate if !rules.factory_date_gives.contains(&remedy) => Err(WhyNot::FactoryDateOnly),
            _ => Ok(()),
        }
    }

    pub fn prove_the_sale(self) -> bool {
        matches!(self, Papers::NotAsked | Papers::Full | Papers::Proof)
    }
}

/// The days that a term can start from, as far as they are known: sale, delivery, completed installation.
pub(super) fn sale_dates(facts: &Facts) -> impl Iterator<Item = aftercare_kernel::Date> {
    [facts.sold_on, facts.delivered_on, facts.installed_on].into_iter().flatten()
}
