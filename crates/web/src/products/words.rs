//! What kinds of goods, their parts and texts of law are called. Each is a word of the brand's data, so that a brand can
//! have others; those that the texts of law name have their words in every language.

use aftercare_domain::warranty::{Regime, Regimes};
use aftercare_i18n::{Texts, has_key};

/// `mobile_phone` → 手机
pub fn category_name(t: &Texts, category: &str) -> String {
    named(t, "products-goods", category)
}

/// `main_unit` → 主机
pub fn part_name(t: &Texts, part: &str) -> String {
    named(t, "products-piece", part)
}

fn named(t: &Texts, prefix: &str, word: &str) -> String {
    let key = format!("{prefix}-{}", word.replace('_', "-"));
    if has_key(t.locale, &key) { t.t(&key) } else { word.to_owned() }
}

/// What fields of the catalogue can be filled with: values and their words.
pub struct Known {
    pub categories: Vec<(String, String)>,
    pub part_kinds: Vec<(String, String)>,
    regimes: Vec<(String, String)>,
}

impl Known {
    pub fn new(t: &Texts, regimes: &Regimes) -> Self {
        let titled = regimes.iter().map(|regime| (regime.id.clone(), regime.title.get(t.locale).to_owned()));
        Self { categories: categories(t, regimes), part_kinds: part_kinds(t, regimes), regimes: sorted(titled) }
    }

    /// The title of a text of law; its id when the house does not know it.
    pub fn regime<'a>(&'a self, id: &'a str) -> &'a str {
        self.regimes.iter().find(|(known, _)| known == id).map_or(id, |(_, title)| title.as_str())
    }

    /// The texts of law to choose from; one that a model names and the house does not know stays chosen.
    pub fn regimes_for(&self, chosen: &str) -> Vec<(String, String, bool)> {
        let choice = |(id, title): &(String, String)| (id.clone(), format!("{title} ({id})"), id == chosen);
        let mut choices: Vec<_> = self.regimes.iter().map(choice).collect();
        if !chosen.is_empty() && !choices.iter().any(|(.., chosen)| *chosen) {
            choices.push((chosen.to_owned(), chosen.to_owned(), true));
        }
        choices
    }
}

/// Value and words of each kind of goods that a text of law names.
fn categories(t: &Texts, regimes: &Regimes) -> Vec<(String, String)> {
    let named = regimes.iter().flat_map(|regime| &regime.categories).filter(|category| *category != "any");
    sorted(named.map(|category| (category.clone(), category_name(t, category))))
}

/// Value and words of each part that a text of law has a term for.
pub fn part_kinds(t: &Texts, regimes: &Regimes) -> Vec<(String, String)> {
    let own = |regime: &Regime| {
        let rows = regime.products.values().flat_map(|product| product.parts.keys());
        regime.parts.keys().chain(rows).cloned().collect::<Vec<_>>()
    };
    sorted(regimes.iter().flat_map(own).map(|part| {
        let name = part_name(t, &part);
        (part, name)
    }))
}

fn sorted(named: impl Iterator<Item = (String, String)>) -> Vec<(String, String)> {
    let mut named: Vec<(String, String)> = named.collect();
    named.sort();
    named.dedup();
    named
}

#[cfg(test)]
mod tests {
    use super::*;
    use aftercare_kernel::Locale;

    #[test]
    fn all_goods_and_parts_of_the_law_have_words_in_every_language() {
        let regimes = Regimes::builtin().expect("the built-in texts of law");
        for t in Locale::ALL.map(Texts::new) {
            for (word, name) in categories(&t, &regimes).into_iter().chain(part_kinds(&t, &regimes)) {
                assert_ne!(word, name, "{} has no words for {word}", t.locale);
            }
        }
    }

    #[test]
    fn a_brands_own_word_is_said_as_it_is() {
        let (t, regimes) = (Texts::new(Locale::En), Regimes::builtin().expect("the built-in texts of law"));
        assert_eq!(category_name(&t, "mobile_phone"), "Mobile phone");
        assert_eq!((category_name(&t, "drone"), part_name(&t, "rotor")), ("drone".into(), "rotor".into()));
        let known = Known::new(&t, &regimes);
        assert_eq!(known.regime("xx.none"), "xx.none");
        assert_ne!(known.regime("cn.mobile.2001"), "cn.mobile.2001");
        for chosen in ["cn.mobile.2001", "xx.none"] {
            let choices = known.regimes_for(chosen);
            assert_eq!(choices.iter().filter(|(id, _, is_chosen)| *is_chosen && id == chosen).count(), 1, "{chosen}");
        }
        assert!(known.regimes_for("").iter().all(|(.., is_chosen)| !is_chosen));
    }
}
