//! What the rules have found so far: per remedy the best offer, or else the last reason against it.
//!
//! Sentences are written last: most of what is found is only compared.

use aftercare_kernel::Date;
use std::{borrow::Cow, collections::BTreeMap};

use super::{
    decision::{Amount, Article, Offer, Refused},
    documents::Papers,
    regime::{Basis, Regime},
    texts::{Why, WhyNot},
    words::Remedy,
};

/// A remedy that is open, and by what.
pub(super) struct Found<'a> {
    ground: Ground<'a>,
    pub until: Option<Date>,
    pub amount: Option<Amount>,
    why: Why,
}

#[derive(Clone, Copy)]
enum Ground<'a> {
    Law(&'a Basis),
    /// The brand's promise with this index.
    Promise(usize),
}

/// What is open and what is not, with the reasons.
#[derive(Default)]
pub(super) struct Findings<'a> {
    offers: BTreeMap<Remedy, Found<'a>>,
    refusals: BTreeMap<Remedy, (&'a Basis, WhyNot)>,
    flags: Vec<Cow<'a, str>>,
}

impl<'a> Findings<'a> {
    pub fn flag(&mut self, flag: impl Into<Cow<'a, str>>) {
        self.flags.push(flag.into());
    }

    /// Says that a value is used that nobody has read in the law itself.
    pub fn flag_doubt(&mut self, basis: &'a Basis) {
        if let Some(doubt) = &basis.doubt {
            self.flag(doubt.as_str());
        }
    }

    /// Offers a remedy by the law.
    pub fn offer(&mut self, remedy: Remedy, basis: &'a Basis, until: Option<Date>, amount: Option<Amount>, why: Why) {
        self.put(remedy, Found { ground: Ground::Law(basis), until, amount, why });
    }

    /// Offers a remedy by one of the brand's promises.
    pub fn promise(&mut self, remedy: Remedy, index: usize, until: Option<Date>, amount: Option<Amount>, why: Why) {
        self.put(remedy, Found { ground: Ground::Promise(index), until, amount, why });
    }

    /// The better of two offers stays: the consumer has the best of law, place and promise.
    fn put(&mut self, remedy: Remedy, offer: Found<'a>) {
        let better = self.offers.get(&remedy).is_none_or(|kept| offer.worth(remedy) > kept.worth(remedy));
        if better {
            self.offers.insert(remedy, offer);
        }
    }

    /// Notes why a remedy is not open. A later, more special reason replaces an earlier one; an offer beats both.
    pub fn refuse(&mut self, remedy: Remedy, basis: &'a Basis, why: &WhyNot) {
        self.refusals.insert(remedy, (basis, why.clone()));
    }

    pub fn offers(&self, remedy: Remedy) -> bool {
        self.offers.contains_key(&remedy)
    }
    pub fn refuses(&self, remedy: Remedy) -> bool {
        self.refusals.contains_key(&remedy)
    }
    pub fn any_free(&self) -> bool {
        self.offers.keys().any(|remedy| remedy.is_free())
    }
    pub fn open(&self) -> impl Iterator<Item = (Remedy, &Found<'a>)> {
        self.offers.iter().map(|(remedy, found)| (*remedy, found))
    }
    pub fn get(&self, remedy: Remedy) -> Option<&Found<'a>> {
        self.offers.get(&remedy)
    }

    /// Takes back what the consumer's papers do not reach (phones art. 9). What was never asked of papers stays.
    pub fn keep_within(&mut self, papers: Papers, regime: &'a Regime) {
        let Some(rules) = &regime.rules.documents else {
            return;
        };
        for remedy in Remedy::ALL {
            if let (true, Err(why)) = (self.offers(*remedy), papers.reach(rules, *remedy)) {
                self.offers.remove(remedy);
                self.refuse(*remedy, &rules.basis, &why);
            }
        }
    }

    /// A refund is due, but of which price nobody said.
    pub fn flag_refund_without_price(&mut self, price_known: bool) {
        if !price_known && self.offers.get(&Remedy::Refund).is_some_and(|found| found.amount.is_none()) {
            self.flag("price.unknown");
        }
    }

    /// Offers and refusals in the order of `Remedy`, and the flags with the doubts of what was offered.
    pub fn finish(self) -> (Vec<Offer>, Vec<Refused>, Vec<String>) {
        let Self { offers, refusals, flags } = self;
        let doubts = offers.values().filter_map(Found::doubt).map(Cow::Borrowed);
        let mut flags: Vec<Cow<'_, str>> = flags.into_iter().chain(doubts).collect();
        flags.sort_unstable();
        flags.dedup();
        let flags = flags.into_iter().map(Cow::into_owned).collect();
        let refused = refusals.into_iter().filter(|(remedy, _)| !offers.contains_key(remedy));
        let refused =
            refused.map(|(remedy, (basis, why))| Refused { remedy, article: basis.article.clone(), why: why.text() });
        let refused = refused.collect();
        let offers = offers.into_iter().map(|(remedy, found)| found.said(remedy)).collect();
        (offers, refused, flags)
    }
}

impl<'a> Found<'a> {
    /// More money, or less of a fee, first; then the later end; no end is the latest.
    fn worth(&self, remedy: Remedy) -> (i64, Date) {
        let money = |amount: Amount| {
            if remedy == Remedy::Refund { amount.pays.minor() } else { -amount.deduction.minor() }
        };
        (self.amount.map_or(0, money), self.until.unwrap_or(Date::MAX))
    }

    fn doubt(&self) -> Option<&'a str> {
        match self.ground {
            Ground::Law(basis) => basis.doubt.as_deref(),
            Ground::Promise(_) => None,
        }
    }

    fn said(self, remedy: Remedy) -> Offer {
        let article = match self.ground {
            Ground::Law(basis) => basis.article.clone(),
            Ground::Promise(index) => {
                Article { regime: "promise".into(), reference: format!("promises[{index}]").into(), provenance: None }
            }
        };
        Offer { remedy, until: self.until, amount: self.amount, article, why: self.why.text() }
    }
}
