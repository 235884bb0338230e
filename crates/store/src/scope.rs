//! What part of an organisation tree a read may see. A query of an area cannot be built without one.

use aftercare_kernel::id::BrandId;

use crate::value::Value;

/// A range of organisation paths within a brand: `brand_id = $1 AND org_path >= $2 AND org_path < $3`.
///
/// Paths are ASCII and end in `/` (`/HX/HQ/EAST/SH01/`), so a node with all below it lies between its path and the
/// same path with `~` behind. Both engines compare by bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scope {
    brand: BrandId,
    from: String,
    to: String,
}

/// Behind every ASCII letter, digit and `/`.
const LAST: char = '~';

impl Scope {
    /// A node and all below it. A path that names no node sees nothing.
    pub fn within(brand: BrandId, org_path: &str) -> Self {
        let node = org_path.trim_end_matches('/');
        if node.is_empty() {
            return Self { brand, from: LAST.to_string(), to: LAST.to_string() };
        }
        Self { brand, from: format!("{node}/"), to: format!("{node}/{LAST}") }
    }

    /// The whole brand, for work no person asks for: the seal of a day, a job, a check. The reason is traced.
    pub fn system(reason: &'static str, brand: BrandId) -> Self {
        tracing::debug!(target: "aftercare::scope", reason, %brand, "system scope");
        Self { brand, from: String::new(), to: LAST.to_string() }
    }

    pub fn brand(&self) -> BrandId {
        self.brand
    }

    /// Whether a row of this brand and path is in sight.
    pub fn covers(&self, brand: BrandId, org_path: &str) -> bool {
        brand == self.brand && self.from.as_str() <= org_path && org_path < self.to.as_str()
    }

    /// Whether nothing of the brand lies outside: its own node is the root of its tree (`/HX/`).
    pub fn is_whole_brand(&self) -> bool {
        self.from.is_empty() || self.from.matches('/').count() == 2
    }

    /// Brand, from and to, in the order of the SQL above.
    pub fn params(&self) -> [Value; 3] {
        [self.brand.into(), Value::from(&self.from), Value::from(&self.to)]
    }

    /// `params` with further parameters behind them, from `$4` on.
    pub fn params_and<const N: usize>(&self, more: [Value; N]) -> Vec<Value> {
        self.params().into_iter().chain(more).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn brand(number: u128) -> BrandId {
        format!("{number:032x}").parse().expect("32 hexadecimal digits are an id")
    }

    #[test]
    fn a_node_covers_itself_and_what_is_below_it() {
        let scope = Scope::within(brand(1), "/HX/HQ/EAST/");
        for (path, seen) in [
            ("/HX/HQ/EAST/", true),
            ("/HX/HQ/EAST/SH01/", true),
            ("/HX/HQ/EAST/ZZ99/", true),
            ("/HX/HQ/EAST2/", false),
            ("/HX/HQ/EAS/", false),
            ("/HX/HQ/", false),
            ("/HX/HQ/WEST/CD01/", false),
            ("", false),
        ] {
            assert_eq!(scope.covers(brand(1), path), seen, "{path}");
        }
    }

    #[test]
    fn another_brand_is_never_in_sight() {
        assert!(!Scope::within(brand(1), "/HX/").covers(brand(2), "/HX/HQ/"));
        assert!(!Scope::system("test", brand(1)).covers(brand(2), "/HX/HQ/"));
        assert!(Scope::system("test", brand(1)).covers(brand(1), "/HX/HQ/"));
    }

    #[test]
    fn a_path_without_its_last_slash_means_the_node_and_not_its_namesakes() {
        let scope = Scope::within(brand(1), "/HX/SH1");
        assert!(scope.covers(brand(1), "/HX/SH1/"));
        assert!(!scope.covers(brand(1), "/HX/SH10/"));
    }

    #[test]
    fn the_root_and_the_system_see_the_whole_brand() {
        for (path, whole) in [("/HX/", true), ("/HX", true), ("/HX/HQ/", false), ("/HX/HQ/SH01/", false), ("", false)] {
            assert_eq!(Scope::within(brand(1), path).is_whole_brand(), whole, "{path}");
        }
        assert!(Scope::system("test", brand(1)).is_whole_brand());
    }

    #[test]
    fn a_path_that_names_no_node_sees_nothing() {
        for empty in ["", "/", "//"] {
            let scope = Scope::within(brand(1), empty);
            assert!(!scope.covers(brand(1), "/HX/") && !scope.covers(brand(1), ""), "{empty:?}");
        }
    }
}
