//! Names that rules and facts bear as codes, in the reader's language: laws, parts, faults, kinds of goods, flags.

use super::reference::{reference, slug};
use crate::{
    orders::fault_name,
    products::{category_name, part_name},
};
use aftercare_domain::warranty::{Article, Clause, GOODWILL, Provenance, Regimes, Says};
use aftercare_i18n::{Texts, has_key};

/// Words of one reader over the texts of law of the house.
#[derive(Clone, Copy)]
pub struct Words<'a> {
    pub t: &'a Texts,
    pub regimes: &'a Regimes,
}

/// Where an article of a promise counts from: `promises[0]` is the first.
const PROMISE: &str = "promise";

impl Words<'_> {
    /// The title of a text of law; a law that is only cited has its name in the catalogue.
    pub fn law(&self, id: &str) -> String {
        let regime = self.regimes.get(id).map(|regime| &regime.title);
        let title = regime.or_else(|| self.regimes.overlays().find(|one| one.id == id).map(|one| &one.title));
        title.map_or_else(|| self.code("law", id), |title| title.get(self.t.locale).to_owned())
    }

    /// The article, with its law when it is not the decision's own.
    pub fn article(&self, own: &str, article: &Article) -> String {
        if &*article.regime == PROMISE {
            let index = article.reference.trim_start_matches("promises[").trim_end_matches(']').parse::<usize>();
            return self.t.t_with("warranty-promise", &[("number", (index.unwrap_or(0) + 1).into())]);
        }
        if &*article.regime == GOODWILL {
            return self.t.t("warranty-goodwill");
        }
        let reference = reference(self.t, &article.reference);
        if &*article.regime == own {
            return reference;
        }
        let of = [("law", self.law(&article.regime).into()), ("article", reference.into())];
        self.t.t_with("warranty-article-of", &of)
    }

    /// The edition of each text that spoke: `2-1f0a9c33 + cn.region.zhejiang 1-77aa01bc`.
    pub fn edition(&self, version: &str) -> String {
        let one = |text: &str| {
            let (edition, digest) = text.split_once('-').unwrap_or((text, ""));
            self.t.t_with("warranty-edition", &[("edition", edition.into()), ("digest", digest.into())])
        };
        let mut texts = version.split(" + ");
        let own = texts.next().map(one).unwrap_or_default();
        texts.fold(own, |said, text| match text.split_once(' ') {
            Some((id, version)) => format!("{said} + {} {}", self.law(id), one(version)),
            None => format!("{said} + {text}"),
        })
    }

    pub fn part(&self, name: &str) -> String {
        part_name(self.t, name)
    }
    pub fn fault(&self, code: &str) -> String {
        fault_name(self.t, code)
    }
    pub fn category(&self, name: &str) -> String {
        category_name(self.t, name)
    }
    pub fn area(&self, area: &str) -> String {
        self.code("area", area)
    }

    /// The words for a code, or the code where a house has codes of its own.
    fn code(&self, kind: &str, code: &str) -> String {
        let key = format!("warranty-{kind}-{}", slug(code));
        if has_key(self.t.locale, &key) { self.t.t(&key) } else { code.to_owned() }
    }

    /// What whoever decides must look at.
    pub fn flag(&self, flag: &str) -> String {
        let key = format!("warranty-flag-{}", slug(&without_indexes(flag)));
        if has_key(self.t.locale, &key) {
            return self.t.t(&key);
        }
        self.doubtful_value(flag)
            .or_else(|| self.of_any_law(flag))
            .unwrap_or_else(|| self.t.t_with("warranty-flag-review", &[("flag", flag.into())]))
    }

    /// `cn.mobile.2001.loaner.secondary`: a value that nobody has read in the law itself.
    fn doubtful_value(&self, flag: &str) -> Option<String> {
        let (key, doubt) = flag.rsplit_once('.')?;
        let (law, clause) = self.clause(key).or_else(|| self.clause(key.rsplit_once('.')?.0))?;
        let doubt =
            doubt.parse::<Provenance>().map_or_else(|_| self.t.t("warranty-doubt-open"), |p| self.t.t(&p.key()));
        let article = reference(self.t, &clause.article.reference);
        let arguments = [
            ("law", law.into()),
            ("rule", self.rule(&clause).into()),
            ("article", article.into()),
            ("doubt", doubt.into()),
        ];
        Some(self.t.t_with("warranty-flag-value", &arguments))
    }

    /// What may be flagged under any text of law: `….windows.after_exchange.review`.
    fn of_any_law(&self, flag: &str) -> Option<String> {
        let law = self.regimes.iter().find(|regime| flag.starts_with(&format!("{}.", regime.id)))?;
        let key = format!("warranty-flag-{}", slug(flag.strip_prefix(&law.id)?));
        has_key(self.t.locale, &key).then(|| self.t.t(&key))
    }

    /// A rule by the name that flags give it, with the title of its law.
    fn clause(&self, key: &str) -> Option<(String, Clause)> {
        let of = |title: &aftercare_domain::warranty::Text, clauses: Vec<Clause>| {
            let found = clauses.into_iter().find(|clause| clause.key == key)?;
            Some((title.get(self.t.locale).to_owned(), found))
        };
        let within = |id: &str| key.strip_prefix(id).is_some_and(|rest| rest.starts_with('.'));
        let regime = self.regimes.iter().filter(|one| within(&one.id)).find_map(|one| of(&one.title, one.clauses()));
        regime.or_else(|| {
            self.regimes.overlays().filter(|one| within(&one.id)).find_map(|one| of(&one.title, one.clauses()))
        })
    }

    /// What a rule is about: `有效期 · 电池`.
    pub fn rule(&self, clause: &Clause) -> String {
        let about = clause.about.iter().map(|name| {
            let part = self.part(name);
            if part == *name { self.category(name) } else { part }
        });
        std::iter::once(self.t.t(&clause.section.key())).chain(about).collect::<Vec<_>>().join(" · ")
    }

    /// What a rule says, each thing in a few words.
    pub fn says(&self, clause: &Clause) -> Vec<String> {
        clause.says.iter().filter(|says| !says.is_silent()).map(|says| self.one(says)).collect()
    }

    fn one(&self, says: &Says) -> String {
        let count = |key: &str, number: u32| self.t.t_with(key, &[("count", number.into())]);
        let list = |key: &str, words: Vec<String>| self.t.t_with(key, &[("list", words.join(" · ").into())]);
        macro_rules! named {
            ($key:literal, $list:expr) => {
                list($key, $list.iter().map(|one| self.t.t(&one.key())).collect())
            };
        }
        match says {
            Says::From(days) => named!("warranty-says-from", days),
            Says::RepairDaysLengthen => self.t.t("warranty-says-repair-days-lengthen"),
            Says::DaysOf24Hours => self.t.t("warranty-says-days-of-24-hours"),
            Says::MovesOffHolidays => self.t.t("warranty-says-moves-off-holidays"),
            Says::MovesOffWeekends => self.t.t("warranty-says-moves-off-weekends"),
            Says::Role(role) => self.t.t(&role.key()),
            Says::Months(months) => count("warranty-says-months", *months),
            Says::NoTerm => self.t.t("warranty-says-no-term"),
            Says::WholeTerm => self.t.t("warranty-says-whole-term"),
            Says::Km(km) => self.t.t_with("warranty-says-km", &[("count", self.t.integer(i64::from(*km)).into())]),
            Says::Days(days) => count("warranty-says-days", *days),
            Says::WorkingDays(days) => count("warranty-says-working-days", *days),
            Says::MoreThanDays(days) => count("warranty-says-more-than-days", *days),
            Says::Times(times) => count("warranty-says-times", *times),
            Says::MoreThanTimes(times) => count("warranty-says-more-than-times", *times),
            Says::Needs(need) => self.t.t(&need.key()),
            Says::Gives(remedies) => named!("warranty-says-gives", remedies),
            Says::HoldsDays(days) => count("warranty-says-holds-days", *days),
            Says::Faults(codes) => list("warranty-says-faults", codes.iter().map(|code| self.fault(code)).collect()),
            Says::NotFaults(codes) => {
                list("warranty-says-not-faults", codes.iter().map(|code| self.fault(code)).collect())
            }
            Says::CapacityBelow(percent) => count("warranty-says-capacity-below", *percent),
            Says::PerDay(rate) => self.t.t_with("warranty-says-per-day", &[("rate", percent(*rate).into())]),
            Says::RateUnknown => self.t.t("warranty-says-rate-unknown"),
            Says::Per1000Km(rate) => self.t.t_with("warranty-says-per-1000-km", &[("rate", percent(*rate).into())]),
            Says::Causes(causes) => named!("warranty-says-causes", causes),
            Says::FullPapers(papers) => named!("warranty-says-full-papers", papers),
            Says::Proof(papers) => named!("warranty-says-proof", papers),
            Says::ProofGives(remedies) => named!("warranty-says-proof-gives", remedies),
            Says::FactoryDate(days, remedies) => {
                let gives = remedies.iter().map(|one| self.t.t(&one.key())).collect::<Vec<_>>().join(" · ");
                self.t.t_with("warranty-says-factory-date", &[("count", (*days).into()), ("list", gives.into())])
            }
            Says::Bearer(bearer) => self.t.t(&bearer.key()),
            Says::Clock(what) => self.t.t(&what.key()),
            Says::When(remedies) => named!("warranty-says-when", remedies),
            Says::MoneyDays(days) => count("warranty-says-money-days", *days),
            Says::Categories(names) => {
                list("warranty-says-categories", names.iter().map(|name| self.category(name)).collect())
            }
            Says::Except(names) => list("warranty-says-except", names.iter().map(|name| self.category(name)).collect()),
            Says::Since(day) => self.t.t_with("warranty-says-since", &[("date", self.t.date(*day).into())]),
            Says::Words(text) => text.get(self.t.locale).to_owned(),
        }
    }
}

/// `promises[0].worse_than_law` without the number.
fn without_indexes(flag: &str) -> String {
    let mut kept = String::new();
    let mut inside = false;
    for letter in flag.chars() {
        inside = (inside || letter == '[') && letter != ']';
        if !inside && letter != ']' {
            kept.push(letter);
        }
    }
    kept
}

/// 0.5%
pub fn percent(share: aftercare_kernel::Percent) -> String {
    format!("{}%", aftercare_kernel::Percent::from_millionths(share.millionths().saturating_mul(100)).share())
}

#[cfg(test)]
mod tests {
    use super::*;
    use aftercare_kernel::Locale;

    /// What a Chinese reader may see of Latin letters: units, and what is cited by a foreign name.
    fn is_english(text: &str) -> bool {
        let plain = ["Zhejiang", "USC", "EU", "CPU", "SIM", "L217-7", "Directive", "Limitation", "Act", "km", "IMEI"];
        let rest = plain.iter().fold(text.to_owned(), |text, known| text.replace(known, ""));
        rest.split(|c: char| !c.is_ascii_alphabetic()).any(|word| word.len() > 2)
    }

    #[test]
    fn every_rule_of_every_text_of_law_is_told_in_the_readers_language() {
        let regimes = Regimes::builtin().expect("the regimes built in");
        let clauses = regimes.iter().flat_map(|regime| regime.clauses());
        let clauses: Vec<Clause> = clauses.chain(regimes.overlays().flat_map(|overlay| overlay.clauses())).collect();
        for t in Locale::ALL.map(Texts::new) {
            let words = Words { t: &t, regimes: &regimes };
            for clause in &clauses {
                let told = [vec![words.rule(clause), words.law(&clause.article.regime)], words.says(clause)].concat();
                for text in told {
                    assert!(!text.contains('⟦'), "{}: {text}", clause.key);
                    assert!(t.locale == Locale::En || !is_english(&text), "{}: {text}", clause.key);
                }
            }
        }
    }

    /// Words of the engine's own that look like `mileage_km.unknown`: what it says about facts, under any law.
    fn flags_in(source: &str) -> Vec<String> {
        let is_flag = |word: &&str| {
            let name = |c: char| c.is_ascii_lowercase() || matches!(c, '_' | '.');
            let says =
                ["unknown", "after_window", "no_overlay", "not_in_regime", "not_loaded", "not_covered", "needed"];
            word.contains('.') && word.chars().all(name) && says.iter().any(|end| word.ends_with(end))
        };
        source.split('"').filter(is_flag).filter(|word| !word.starts_with('.')).map(str::to_owned).collect()
    }

    #[test]
    fn whatever_the_engine_flags_has_words() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../domain/src/warranty");
        let files = std::fs::read_dir(folder).expect("the engine").map(|entry| entry.expect("a file").path());
        let sources = files.filter(|path| path.extension().is_some_and(|end| end == "rs"));
        let mut flags: Vec<String> =
            sources.flat_map(|path| flags_in(&std::fs::read_to_string(path).expect("a source"))).collect();
        assert!(flags.len() > 15, "{flags:?}");
        flags.extend(["delivered_on.unknown", "installed_on.unknown", "contract_on.unknown"].map(str::to_owned));
        flags.push("use_rate.above_the_law".to_owned());
        let regimes = Regimes::builtin().expect("the regimes built in");
        let of_rules = ["categories.review", "review", "rate_per_day.unknown"];
        let clauses = regimes.iter().flat_map(|regime| regime.clauses());
        flags.extend(clauses.flat_map(|clause| of_rules.map(|end| format!("{}.{end}", clause.key))));
        for flag in &flags {
            for t in Locale::ALL.map(Texts::new) {
                let said = Words { t: &t, regimes: &regimes }.flag(flag);
                assert!(!said.contains(flag.as_str()) && !said.contains('⟦'), "{flag}: {said}");
            }
        }
    }

    #[test]
    fn a_cause_is_called_the_same_on_the_order_and_on_the_decision() {
        let pairs = [
            ("quality", "defect"),
            ("misuse", "misuse"),
            ("liquid", "liquid"),
            ("unauthorised", "opened-by-other"),
            ("wear", "wear"),
            ("no-fault", "none"),
        ];
        for t in Locale::ALL.map(Texts::new) {
            for (order, decision) in pairs {
                let (order, decision) = (format!("orders-cause-{order}"), format!("warranty-cause-{decision}"));
                assert_eq!(t.t(&order), t.t(&decision), "{order}");
            }
        }
    }

    #[test]
    fn a_flag_names_the_rule_and_never_its_key() {
        let regimes = Regimes::builtin().expect("the regimes built in");
        let doubts = regimes.iter().flat_map(|regime| regime.clauses()).filter_map(|clause| {
            let provenance = clause.article.provenance.filter(|provenance| provenance.is_unsure())?;
            Some(format!("{}.{provenance}", clause.key))
        });
        let raised = regimes.iter().flat_map(|regime| regime.raises.clone());
        let raised = raised.chain(regimes.overlays().flat_map(|overlay| overlay.raises.clone()));
        let others =
            ["cn.sd778.art18.review", "promises[1].worse_than_law", "cn.mobile.2001.windows.after_exchange.review"];
        for flag in doubts.chain(raised).chain(others.map(str::to_owned)) {
            for t in Locale::ALL.map(Texts::new) {
                let said = Words { t: &t, regimes: &regimes }.flag(&flag);
                assert!(!said.contains(&flag) && !said.contains('⟦'), "{flag}: {said}");
                assert!(t.locale == Locale::En || !is_english(&said), "{flag}: {said}");
            }
        }
        let t = Texts::new(Locale::En);
        let own = Words { t: &t, regimes: &regimes }.flag("our.own.rule.review");
        assert!(own.contains("our.own.rule.review"), "a house's own text of law: {own}");
    }
}
