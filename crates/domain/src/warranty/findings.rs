//! What the rules have found so far: per remedy the best offer, or else the last reason against it.

use aftercare_kernel::Date;
use std::collections::{BTreeMap, BTreeSet};

use super::{
    decision::{Amount, Article, Offer, Refused},
    documents::Papers,
    regime::{Basis, Regime},
    texts::{Why, WhyNot},
    words::Remedy,
};

pub(super) struct Findings<'a> {
    regime: &'a Regime,
    offers: BTreeMap<Remedy, (Offer, Option<String>)>,
    refusals: BTreeMap<Remedy, Refused>,
    flags: BTreeSet<String>,
}

impl<'a> Findings<'a> {
    pub fn new(regime: &'a Regime) -> Self {
        Self { regime, offers: BTreeMap::new(), refusals: BTreeMap::new(), flags: BTreeSet::new() }
    }

    pub fn flag(&mut self, flag: impl Into<String>) {
        self.flags.insert(flag.into());
    }

    /// Offers a remedy by the law.
    pub fn offer(&mut self, remedy: Remedy, basis: &Basis, until: Option<Date>, amount: Option<Amount>, why: Why) {
        let doubt = basis.doubt(self.regime);
        let article = basis.article.clone();
        self.put(Offer { remedy, until, amount, article, why: why.text() }, doubt);
    }

    /// Offers a remedy by one of the brand's promises.
    pub fn promise(&mut self, remedy: Remedy, index: usize, until: Option<Date>, amount: Option<Amount>, why: Why) {
        let article =
            Article { regime: "promise".to_owned(), reference: format!("promises[{index}]"), provenance: None };
        self.put(Offer { remedy, until, amount, article, why: why.text() }, None);
    }

    /// The better of two offers stays: the consumer has the best of law and promise.
    fn put(&mut self, offer: Offer, doubt: Option<String>) {
        let better = self.offers.get(&offer.remedy).is_none_or(|(kept, _)| worth(&offer) > worth(kept));
        if better {
            self.offers.insert(offer.remedy, (offer, doubt));
        }
    }

    /// Notes why a remedy is not open. A later, more special reason replaces an earlier one; an offer beats both.
    pub fn refuse(&mut self, remedy: Remedy, basis: &Basis, why: &WhyNot) {
        self.refusals.insert(remedy, Refused { remedy, article: basis.article.clone(), why: why.text() });
    }

    pub fn offers(&self, remedy: Remedy) -> bool {
        self.offers.contains_key(&remedy)
    }
    pub fn any_free(&self) -> bool {
        self.offers.keys().any(|remedy| remedy.is_free())
    }

    /// Takes back what the consumer's papers do not reach (art. 9).
    pub fn keep_within(&mut self, papers: Papers) {
        let regime = self.regime;
        for remedy in self.offers.keys().copied().collect::<Vec<_>>() {
            if let Err(why) = papers.reach(regime, remedy) {
                self.offers.remove(&remedy);
                self.refuse(remedy, &regime.documents.basis, &why);
            }
        }
    }

    /// A refund is due, but of which price nobody said.
    pub fn flag_refund_without_sum(&mut self) {
        if self.offers.get(&Remedy::Refund).is_some_and(|(offer, _)| offer.amount.is_none()) {
            self.flag("price.unknown");
        }
    }

    /// Offers and refusals in the order of `Remedy`, and the flags with the doubts of what was offered.
    pub fn finish(self) -> (Vec<Offer>, Vec<Refused>, Vec<String>) {
        let offers = self.offers;
        let refused = self.refusals.into_values().filter(|refused| !offers.contains_key(&refused.remedy)).collect();
        let (offers, doubts): (Vec<_>, Vec<_>) = offers.into_values().unzip();
        let mut flags = self.flags;
        flags.extend(doubts.into_iter().flatten());
        (offers, refused, flags.into_iter().collect())
    }
}

/// More money first, then the later end; no end is the latest.
fn worth(offer: &Offer) -> (i64, Date) {
    (offer.amount.map_or(0, |amount| amount.pays.minor()), offer.until.unwrap_or(Date::MAX))
}
