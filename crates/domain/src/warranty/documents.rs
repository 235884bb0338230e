//! What the consumer's papers give (phones art. 9).

use super::{
    facts::Facts,
    regime::{DocumentRules, Regime},
    term::sale_day,
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
        let sale_known = facts.exchanged_on.is_some() || sale_day(regime, facts).is_some();
        let Some(rules) = &regime.rules.documents else {
            return if sale_known { Papers::Full } else { Papers::Nothing };
        };
        if facts.has_paper(Paper::VoucherMismatch) {
            return Papers::Mismatch;
        }
        let papers = match &facts.documents {
            None if sale_known => Some(Papers::NotAsked),
            Some(papers) if sale_known && rules.full.iter().all(|paper| papers.contains(paper)) => Some(Papers::Full),
            Some(papers) if sale_known && rules.proof.iter().any(|paper| papers.contains(paper)) => Some(Papers::Proof),
            _ => None,
        };
        let by_factory_date = rules.factory_date.is_some() && facts.made_on.is_some();
        papers.unwrap_or(if by_factory_date { Papers::FactoryDate } else { Papers::Nothing })
    }

    /// Whether these papers reach for a remedy; if not, why.
    pub fn reach(self, rules: &DocumentRules, remedy: Remedy) -> Result<(), WhyNot> {
        let proof_lacks = || rules.proof_gives.as_ref().is_some_and(|gives| !gives.contains(&remedy));
        let factory_date_lacks = || rules.factory_date.as_ref().is_none_or(|rule| !rule.gives.contains(&remedy));
        match self {
            Papers::Proof if proof_lacks() => Err(WhyNot::PapersTooFew),
            Papers::FactoryDate if factory_date_lacks() => Err(WhyNot::FactoryDateOnly),
            _ => Ok(()),
        }
    }

    pub fn prove_the_sale(self) -> bool {
        matches!(self, Papers::NotAsked | Papers::Full | Papers::Proof)
    }
}
