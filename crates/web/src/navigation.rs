//! The main navigation: each area brings its entries, each person sees those that are open to them.

use aftercare_app::Actor;
use aftercare_domain::identity::Action;
use aftercare_i18n::Texts;

/// A page of the main navigation.
#[derive(Debug, Clone, Copy)]
pub struct Entry {
    pub href: &'static str,
    /// Key of its name.
    pub key: &'static str,
    /// Of the icons in `web-assets/icons.json`.
    pub icon: &'static str,
    /// Keys that lead there, like `g c`.
    pub chord: &'static str,
    pub action: Action,
}

/// An entry as one person sees it on one page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    pub href: &'static str,
    pub name: String,
    pub icon: &'static str,
    pub chord: &'static str,
    pub current: bool,
}

pub fn links(actor: &Actor, here: &str, t: Texts) -> Vec<Link> {
    let entries = crate::NAVIGATION.iter().flat_map(|area| area.iter());
    let link = |entry: &Entry| Link {
        href: entry.href,
        name: t.t(entry.key),
        icon: entry.icon,
        chord: entry.chord,
        current: is_within(here, entry.href),
    };
    entries.filter(|entry| actor.can(entry.action)).map(link).collect()
}

/// `/cases/SH01-2026-000001?tab=acts` is within `/cases`; only the start page itself is within `/`.
fn is_within(here: &str, href: &str) -> bool {
    let path = here.split('?').next().unwrap_or_default();
    path == href || (href != "/" && path.strip_prefix(href).is_some_and(|rest| rest.starts_with('/')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_below_an_entry_lights_it() {
        for (here, href, expected) in [
            ("/cases", "/cases", true),
            ("/cases/SH01?tab=acts", "/cases", true),
            ("/cases-closed", "/cases", false),
            ("/cases", "/", false),
            ("/?lang=en", "/", true),
        ] {
            assert_eq!(is_within(here, href), expected, "{here} {href}");
        }
    }

    #[test]
    fn no_two_entries_share_their_keys_or_their_page() {
        let entries: Vec<&Entry> = crate::NAVIGATION.iter().flat_map(|area| area.iter()).collect();
        for (index, entry) in entries.iter().enumerate() {
            let same = |other: &&&Entry| other.href == entry.href || other.chord == entry.chord;
            assert!(!entries[index + 1..].iter().any(|other| same(&other)), "{entry:?}");
        }
    }
}
