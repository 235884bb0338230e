//! The organisation tree: brand, headquarters, region, station; a part of it is a prefix of paths.

use super::IdentityRefusal;
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

named! {
    pub enum NodeKind as "node_kind" keyed "identity-node" {
        Brand = "brand",
        Hq = "hq",
        Region = "region",
        Station = "station",
        Dealer = "dealer",
    }
}

named! {
    pub enum Ownership as "ownership" keyed "identity-ownership" {
        Own = "own",
        ThirdParty = "third_party",
        Dealer = "dealer",
    }
}

/// `/HX/HQ/EAST/SH01/`: codes between slashes, so that a prefix of the text is a part of the tree.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct OrgPath(String);

const DEEPEST: usize = 8;

impl OrgPath {
    /// The root of a brand's tree.
    pub fn root(brand_code: &str) -> Result<Self, IdentityRefusal> {
        check_code(brand_code)?;
        Ok(Self(format!("/{brand_code}/")))
    }
    /// The node with this code below.
    pub fn child(&self, code: &str) -> Result<Self, IdentityRefusal> {
        check_code(code)?;
        if self.codes().count() >= DEEPEST {
            return Err(IdentityRefusal::PathUnfit);
        }
        Ok(Self(format!("{}{code}/", self.0)))
    }
    pub fn as_str(&self) -> &str {
        &self.0
    }
    /// Whether `other` is this node or lies below it.
    pub fn contains(&self, other: &OrgPath) -> bool {
        other.0.starts_with(&self.0)
    }
    /// The first path that sorts after all paths below: with `as_str`, the range that a query reads.
    pub fn end_of_range(&self) -> String {
        let without_slash = self.0.trim_end_matches('/');
        format!("{without_slash}0")
    }
    pub fn codes(&self) -> impl Iterator<Item = &str> {
        self.0.split('/').filter(|code| !code.is_empty())
    }
}

/// 2 to 12 of A–Z and 0–9: the station's part of every document number.
fn check_code(code: &str) -> Result<(), IdentityRefusal> {
    let fits = (2..=12).contains(&code.len()) && code.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
    if fits { Ok(()) } else { Err(IdentityRefusal::CodeUnfit) }
}

impl fmt::Display for OrgPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for OrgPath {
    type Err = IdentityRefusal;
    fn from_str(text: &str) -> Result<Self, IdentityRefusal> {
        let inner = text.strip_prefix('/').and_then(|t| t.strip_suffix('/')).ok_or(IdentityRefusal::PathUnfit)?;
        let codes: Vec<&str> = inner.split('/').collect();
        if codes.len() > DEEPEST || codes.iter().any(|code| check_code(code).is_err()) {
            return Err(IdentityRefusal::PathUnfit);
        }
        Ok(Self(text.to_owned()))
    }
}

impl TryFrom<String> for OrgPath {
    type Error = IdentityRefusal;
    fn try_from(text: String) -> Result<Self, IdentityRefusal> {
        text.parse()
    }
}

impl From<OrgPath> for String {
    fn from(path: OrgPath) -> String {
        path.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(text: &str) -> OrgPath {
        text.parse().expect("a path")
    }

    #[test]
    fn a_node_contains_itself_and_what_is_below() {
        let east = path("/HX/HQ/EAST/");
        assert!(east.contains(&east));
        assert!(east.contains(&path("/HX/HQ/EAST/SH01/")));
        assert!(!east.contains(&path("/HX/HQ/")));
        assert!(!east.contains(&path("/HX/HQ/EAST2/")), "a code that only begins alike is another node");
    }

    #[test]
    fn the_range_of_a_node_holds_exactly_what_it_contains() {
        let (east, others) =
            (path("/HX/HQ/EAST/"), ["/HX/HQ/", "/HX/HQ/EAST/", "/HX/HQ/EAST/SH01/", "/HX/HQ/EAST0/", "/HX/HQ/EASU/"]);
        for other in others.map(path) {
            let in_range = other.as_str() >= east.as_str() && other.as_str() < east.end_of_range().as_str();
            assert_eq!(in_range, east.contains(&other), "{other}");
        }
    }

    #[test]
    fn paths_are_built_from_codes() {
        let station = OrgPath::root("HX").and_then(|p| p.child("HQ")).and_then(|p| p.child("SH01"));
        assert_eq!(station, Ok(path("/HX/HQ/SH01/")));
        assert_eq!(path("/HX/HQ/").child("上海"), Err(IdentityRefusal::CodeUnfit));
        for text in ["", "/", "//", "HX", "/HX", "/HX//SH01/", "/hx/", "/HX/../"] {
            assert_eq!(text.parse::<OrgPath>(), Err(IdentityRefusal::PathUnfit), "{text}");
        }
    }
}
