//! The regimes a house works by: those built in, or a folder of texts given by the server.

use aftercare_kernel::Date;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

use super::{Overlay, Regime, Returns, builtin::BUILT_IN, read};
use crate::warranty::{
    facts::Facts,
    reader::{FactsError, Wrong},
    words::Channel,
};

/// Regimes by id, and the regional rules over them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Regimes {
    by_id: BTreeMap<String, Regime>,
    overlays: BTreeMap<String, Overlay>,
}

/// The rules that one question falls under.
#[derive(Debug, Clone, Copy)]
pub(in crate::warranty) struct Pack<'a> {
    pub regime: &'a Regime,
    pub overlay: Option<&'a Overlay>,
    pub returns: Option<&'a Returns>,
}

/// A regime's text that cannot be used: the file, the key and what it should be.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RegimeError {
    #[error("{file}: not TOML: {message}")]
    NotToml { file: String, message: String },
    #[error("{file}: {wrong}")]
    Value { file: String, wrong: FactsError },
    #[error("{file}: id {id} is taken by another file")]
    Twice { file: String, id: String },
    #[error("no regime was given")]
    None,
}

/// One file's text as read.
enum Text {
    Regime(Box<Regime>),
    Overlay(Box<Overlay>),
}

impl Regimes {
    /// The regimes in the repository's `regimes/` folder.
    pub fn builtin() -> Result<Self, RegimeError> {
        Self::load(BUILT_IN.iter().copied())
    }

    /// Reads texts, each with the name of its file for messages.
    pub fn load<N: AsRef<str>, T: AsRef<str>>(files: impl IntoIterator<Item = (N, T)>) -> Result<Self, RegimeError> {
        let mut regimes = Self::default();
        let mut file_of = BTreeMap::new();
        for (file, text) in files {
            let file = file.as_ref().to_owned();
            let id = regimes.add(parse(&file, text.as_ref())?);
            if file_of.insert(id.clone(), file.clone()).is_some() {
                return Err(RegimeError::Twice { file, id });
            }
        }
        if regimes.by_id.is_empty() {
            return Err(RegimeError::None);
        }
        regimes.names_are_known(&file_of)?;
        Ok(regimes)
    }

    fn add(&mut self, text: Text) -> String {
        match text {
            Text::Regime(regime) => {
                let id = regime.id.clone();
                self.by_id.insert(id.clone(), *regime);
                id
            }
            Text::Overlay(overlay) => {
                let id = overlay.id.clone();
                self.overlays.insert(id.clone(), *overlay);
                id
            }
        }
    }

    /// An overlay stands over regimes that are there.
    fn names_are_known(&self, file_of: &BTreeMap<String, String>) -> Result<(), RegimeError> {
        let mut over = self.overlays.values().flat_map(|overlay| {
            overlay.over.iter().enumerate().map(|(index, name)| (&overlay.id, format!("over[{index}]"), name))
        });
        match over.find(|(_, _, name)| !self.by_id.contains_key(*name)) {
            Some((id, field, _)) => Err(RegimeError::Value {
                file: file_of.get(id).cloned().unwrap_or_default(),
                wrong: FactsError { field, wrong: Wrong::NotOneOf { choices: self.known() } },
            }),
            None => Ok(()),
        }
    }

    pub fn get(&self, id: &str) -> Option<&Regime> {
        self.by_id.get(id)
    }
    pub fn iter(&self) -> impl Iterator<Item = &Regime> {
        self.by_id.values()
    }
    pub fn overlays(&self) -> impl Iterator<Item = &Overlay> {
        self.overlays.values()
    }

    fn known(&self) -> String {
        self.by_id.keys().cloned().collect::<Vec<_>>().join(", ")
    }

    /// The regime the facts name, or the one for their category, country and day of sale.
    pub fn choose(&self, facts: &Facts, today: Date) -> Result<&Regime, FactsError> {
        let sold = facts.sold_on.or(facts.contract_on).or(facts.delivered_on);
        let Some(id) = &facts.regime else {
            return self.by_category(facts, sold.unwrap_or(facts.day(today)));
        };
        let regime = self.get(id).ok_or_else(|| wrong("regime", Wrong::NotOneOf { choices: self.known() }))?;
        match (sold, regime.ended) {
            (Some(day), _) if day < regime.in_force => {
                Err(wrong("regime", Wrong::NotInForce { since: regime.in_force.to_string() }))
            }
            (Some(day), Some(ended)) if day >= ended => Err(wrong("regime", Wrong::Ended { since: ended.to_string() })),
            _ => Ok(regime),
        }
    }

    /// The text for the category itself goes before a general law, the later one before the earlier.
    fn by_category(&self, facts: &Facts, sold: Date) -> Result<&Regime, FactsError> {
        let category = facts.category.as_deref().ok_or_else(|| wrong("regime", Wrong::Missing))?;
        let country = facts.country.as_deref().ok_or_else(|| wrong("country", Wrong::Missing))?;
        if !self.iter().any(|regime| regime.is_of(country)) {
            let countries: BTreeSet<&str> = self.iter().map(|regime| regime.country.as_str()).collect();
            let choices = countries.into_iter().collect::<Vec<_>>().join(", ");
            return Err(wrong("country", Wrong::NotOneOf { choices }));
        }
        let fitting = self.iter().filter(|regime| regime.covers(category, country) && regime.applies_on(sold));
        fitting.max_by_key(|regime| (!regime.covers_anything(), regime.in_force)).ok_or_else(|| {
            let covered = self.iter().flat_map(|r| r.categories.iter().map(|c| format!("{c} in {}", r.country)));
            wrong("category", Wrong::NotOneOf { choices: covered.collect::<Vec<_>>().join(", ") })
        })
    }

    /// The regime, the rules of the place over it, and the return without reason that stands beside it.
    pub(in crate::warranty) fn pack(&self, facts: &Facts, today: Date) -> Result<Pack<'_>, FactsError> {
        let regime = self.choose(facts, today)?;
        let (region, country) = (facts.region.as_deref(), facts.country.as_deref());
        let here = self.overlays.values().filter(|o| o.stands_over(&regime.id) && o.holds_in(region, country));
        let overlay = here.max_by_key(|overlay| overlay.area.len());
        let beside = || regime.beside.as_ref().and_then(|id| self.get(id)?.rules.returns.as_ref());
        let at_a_distance = facts.channel == Some(Channel::Distance);
        let returns = regime.rules.returns.as_ref().or_else(|| if at_a_distance { beside() } else { None });
        Ok(Pack { regime, overlay, returns })
    }
}

fn wrong(field: &str, wrong: Wrong) -> FactsError {
    FactsError { field: field.to_owned(), wrong }
}

fn parse(file: &str, text: &str) -> Result<Text, RegimeError> {
    let value: Value = toml::from_str(text)
        .map_err(|e| RegimeError::NotToml { file: file.to_owned(), message: e.message().to_owned() })?;
    let read = if read::is_overlay(&value) {
        read::overlay(&value, text).map(|overlay| Text::Overlay(Box::new(overlay)))
    } else {
        read::regime(&value, text).map(|regime| Text::Regime(Box::new(regime)))
    };
    read.map_err(|wrong| RegimeError::Value { file: file.to_owned(), wrong })
}
