//! Where in a text of law something stands, in the reader's language: `art 23(3)` is 第二十三条第三款.
//!
//! The texts of law bear their references in one short English form; a phrase of them has its words in the catalogue.

use aftercare_i18n::{Texts, has_key};
use aftercare_kernel::Locale;

/// `art 13`, `art 23(3)`, `arts 25 to 30`, `annex 1`, `s 22`, phrases, several of them, and notes in brackets.
pub fn reference(t: &Texts, text: &str) -> String {
    if let Some(words) = phrase(t, text) {
        return words;
    }
    let (body, notes) = without_notes(text);
    let pieces: Vec<String> =
        body.split(';').flat_map(|group| pieces_of(group.trim())).map(|one| piece(t, one)).collect();
    let said = pieces.join(&t.t("warranty-ref-and"));
    let notes: Vec<String> = notes.iter().map(|note| piece(t, note)).collect();
    if notes.is_empty() {
        return said;
    }
    let notes = notes.join(&t.t("warranty-ref-and"));
    t.t_with("warranty-ref-noted", &[("text", said.into()), ("note", notes.into())])
}

/// Notes stand in brackets behind a space: `art 17 (number inferred)`; a paragraph stands in brackets without one.
fn without_notes(text: &str) -> (String, Vec<&str>) {
    let (mut body, mut notes, mut rest) = (String::new(), Vec::new(), text);
    while let Some((before, after)) = rest.split_once(" (") {
        body.push_str(before);
        let (note, behind) = after.split_once(')').unwrap_or((after, ""));
        notes.push(note);
        rest = behind;
    }
    body.push_str(rest);
    (body, notes)
}

/// Articles that are listed stay together: `arts 12, 13`.
fn pieces_of(group: &str) -> Vec<&str> {
    if group.starts_with("arts ") { vec![group] } else { group.split(", ").collect() }
}

fn piece(t: &Texts, text: &str) -> String {
    if let Some(words) = phrase(t, text) {
        return words;
    }
    if let Some(list) = text.strip_prefix("arts ") {
        return articles(t, list);
    }
    if let Some(number) = text.strip_prefix("art ") {
        return article(t, number);
    }
    let numbered = [("annex ", "warranty-ref-annex-number"), ("s ", "warranty-ref-section")];
    let found = numbered.iter().find_map(|(word, key)| Some((text.strip_prefix(word)?, key)));
    found.map_or_else(|| text.to_owned(), |(number, key)| t.t_with(key, &[("number", number.into())]))
}

fn articles(t: &Texts, list: &str) -> String {
    if let Some((from, to)) = list.split_once(" to ") {
        let (from, to) = (counted(t, from), counted(t, to));
        return t.t_with("warranty-ref-articles-to", &[("from", from.into()), ("to", to.into())]);
    }
    list.split(", ").map(|number| article(t, number)).collect::<Vec<_>>().join(&t.t("warranty-ref-and"))
}

/// `23(3)(1)`: the article, its paragraph, and the item in it.
fn article(t: &Texts, number: &str) -> String {
    let mut inner = number.split(['(', ')']).filter(|part| !part.is_empty());
    let article = inner.next().unwrap_or_default();
    let mut said = t.t_with("warranty-ref-article", &[("number", counted(t, article).into())]);
    for (part, key) in inner.zip(["warranty-ref-paragraph", "warranty-ref-item"]) {
        said.push_str(&t.t_with(key, &[("number", counted(t, part).into())]));
    }
    said
}

/// Chinese texts of law are counted in characters.
fn counted(t: &Texts, number: &str) -> String {
    let plain = number.parse().ok().filter(|number| (1..1000).contains(number));
    match (t.locale, plain) {
        (Locale::ZhCn | Locale::ZhTw, Some(number)) => in_characters(number),
        _ => number.to_owned(),
    }
}

const DIGITS: [&str; 10] = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"];

/// 1 to 999: 十、二十三、一百零一.
fn in_characters(number: usize) -> String {
    let (hundreds, tens, ones) = (number / 100, number / 10 % 10, number % 10);
    let digit = |n: usize| DIGITS.get(n).copied().unwrap_or_default();
    let mut text = String::new();
    if hundreds > 0 {
        text.push_str(digit(hundreds));
        text.push('百');
    }
    match tens {
        0 if hundreds > 0 && ones > 0 => text.push('零'),
        0 => {}
        1 if hundreds == 0 => text.push('十'),
        _ => {
            text.push_str(digit(tens));
            text.push('十');
        }
    }
    if ones > 0 {
        text.push_str(digit(ones));
    }
    text
}

fn phrase(t: &Texts, text: &str) -> Option<String> {
    let key = format!("warranty-ref-{}", slug(text));
    has_key(t.locale, &key).then(|| t.t(&key))
}

/// The end of a catalogue key: lower case letters and digits, one hyphen between.
pub fn slug(text: &str) -> String {
    let words = text.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_ascii_lowercase).collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests {
    use super::*;
    use aftercare_domain::warranty::Regimes;

    #[test]
    fn articles_are_named_as_lawyers_of_the_place_name_them() {
        let table = [
            ("art 10", "第十条", "第十條", "Article 10"),
            ("art 23(3)", "第二十三条第三款", "第二十三條第三項", "Article 23(3)"),
            ("art 24(1)(2)", "第二十四条第一款第（二）项", "第二十四條第一項第二款", "Article 24(1)(2)"),
            ("arts 25 to 30", "第二十五条至第三十条", "第二十五條至第三十條", "Articles 25 to 30"),
            (
                "arts 120, 121",
                "第一百二十条，第一百二十一条",
                "第一百二十條，第一百二十一條",
                "Article 120, Article 121",
            ),
            ("annex 1", "附录1", "附錄1", "Annex 1"),
            (
                "art 17 (number inferred)",
                "第十七条（条次系推定）",
                "第十七條（條次係推定）",
                "Article 17 (number inferred)",
            ),
            (
                "exclusions (number not seen)",
                "除外情形（未见条次）",
                "除外情形（未見條次）",
                "exclusions (number not seen)",
            ),
        ];
        for (text, zh_cn, zh_tw, en) in table {
            for (locale, expected) in [(Locale::ZhCn, zh_cn), (Locale::ZhTw, zh_tw), (Locale::En, en)] {
                assert_eq!(reference(&Texts::new(locale), text), expected, "{text}");
            }
        }
    }

    #[test]
    fn numbers_in_characters_have_no_gap() {
        for (number, expected) in [
            (1, "一"),
            (10, "十"),
            (11, "十一"),
            (20, "二十"),
            (101, "一百零一"),
            (110, "一百一十"),
            (999, "九百九十九"),
        ] {
            assert_eq!(in_characters(number), expected);
        }
    }

    /// Names of foreign laws stay as they are cited.
    const CITED: [&str; 5] = ["USC", "Directive", "Limitation", "L217-7", "EU"];

    #[test]
    fn no_reference_of_any_text_of_law_is_left_in_english_for_a_chinese_reader() {
        let regimes = Regimes::builtin().expect("the regimes built in");
        let clauses = regimes.iter().flat_map(|regime| regime.clauses());
        let clauses = clauses.chain(regimes.overlays().flat_map(|overlay| overlay.clauses()));
        for clause in clauses {
            let text = &clause.article.reference;
            for locale in [Locale::ZhCn, Locale::ZhTw] {
                let said = reference(&Texts::new(locale), text);
                let foreign = CITED.iter().any(|cited| text.contains(cited));
                assert!(foreign || !said.contains(|c: char| c.is_ascii_alphabetic()), "{locale}: {text} → {said}");
            }
        }
    }
}
