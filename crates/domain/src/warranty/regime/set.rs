//! The regimes a house works by: those built in, or a folder of texts given by the server.

use aftercare_kernel::Date;
use serde_json::Value;
use std::collections::BTreeMap;

use super::{Regime, read};
use crate::warranty::{
    facts::Facts,
    reader::{FactsError, Wrong},
};

/// Regimes by id.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Regimes {
    by_id: BTreeMap<String, Regime>,
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

const BUILT_IN: [(&str, &str); 1] =
    [("cn.mobile.2001.toml", include_str!("../../../../../regimes/cn.mobile.2001.toml"))];

impl Regimes {
    /// The regimes in the repository's `regimes/` folder.
    pub fn builtin() -> Result<Self, RegimeError> {
        Self::load(BUILT_IN)
    }

    /// Reads texts, each with the name of its file for messages.
    pub fn load<N: AsRef<str>, T: AsRef<str>>(files: impl IntoIterator<Item = (N, T)>) -> Result<Self, RegimeError> {
        let mut by_id = BTreeMap::new();
        for (file, text) in files {
            let (file, regime) = (file.as_ref().to_owned(), parse(file.as_ref(), text.as_ref())?);
            let id = regime.id.clone();
            if by_id.insert(id.clone(), regime).is_some() {
                return Err(RegimeError::Twice { file, id });
            }
        }
        if by_id.is_empty() { Err(RegimeError::None) } else { Ok(Self { by_id }) }
    }

    pub fn get(&self, id: &str) -> Option<&Regime> {
        self.by_id.get(id)
    }
    pub fn iter(&self) -> impl Iterator<Item = &Regime> {
        self.by_id.values()
    }

    /// The regime the facts name, or the one for their category, country and day of sale.
    pub fn choose(&self, facts: &Facts, today: Date) -> Result<&Regime, FactsError> {
        let sold = facts.sold_on.or(facts.delivered_on);
        let Some(id) = &facts.regime else {
            return self.by_category(facts, sold.unwrap_or(facts.day(today)));
        };
        let known = || self.by_id.keys().cloned().collect::<Vec<_>>().join(", ");
        let regime = self.get(id).ok_or_else(|| wrong("regime", Wrong::NotOneOf { choices: known() }))?;
        match sold {
            Some(day) if day < regime.in_force => {
                Err(wrong("regime", Wrong::NotInForce { since: regime.in_force.to_string() }))
            }
            _ => Ok(regime),
        }
    }

    fn by_category(&self, facts: &Facts, sold: Date) -> Result<&Regime, FactsError> {
        let category = facts.category.as_deref().ok_or_else(|| wrong("regime", Wrong::Missing))?;
        let country = facts.country.as_deref().ok_or_else(|| wrong("country", Wrong::Missing))?;
        let fitting = self.iter().filter(|regime| regime.covers(category, country) && regime.in_force <= sold);
        fitting.max_by_key(|regime| regime.in_force).ok_or_else(|| {
            let covered = self.iter().flat_map(|r| r.categories.iter().map(|c| format!("{c} in {}", r.country)));
            wrong("category", Wrong::NotOneOf { choices: covered.collect::<Vec<_>>().join(", ") })
        })
    }
}

fn wrong(field: &str, wrong: Wrong) -> FactsError {
    FactsError { field: field.to_owned(), wrong }
}

fn parse(file: &str, text: &str) -> Result<Regime, RegimeError> {
    let value: Value = toml::from_str(text)
        .map_err(|e| RegimeError::NotToml { file: file.to_owned(), message: e.message().to_owned() })?;
    read::regime(&value, text).map_err(|wrong| RegimeError::Value { file: file.to_owned(), wrong })
}
