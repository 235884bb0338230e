//! Cover in words: what a line is about, its share, its limits.

use crate::products::part_name;
use aftercare_app::contracts::CoverLine;
use aftercare_domain::contracts::{Life, Subject};
use aftercare_i18n::Texts;
use aftercare_kernel::Percent;

/// 电池, or 配件 where any part is meant.
pub fn cover_name(t: &Texts, line: &CoverLine) -> String {
    match (line.subject, &line.part_kind) {
        (Subject::Part, Some(kind)) => part_name(t, kind),
        (subject, _) => t.t(&subject.key()),
    }
}

/// `80 %`
pub fn percent_words(percent: &Percent) -> String {
    format!("{} %", Percent::from_millionths(percent.millionths() * 100).share())
}

/// How often, and up to which sum.
pub fn limit_words(t: &Texts, line: &CoverLine) -> String {
    let times = line.times.map(|times| t.t_with("contracts-times", &[("count", times.into())]));
    let most = line.most.map(|most| t.t_with("contracts-up-to", &[("amount", t.money(most).into())]));
    times.into_iter().chain(most).collect::<Vec<_>>().join(" · ")
}

/// What a person sees first of a contract's life.
pub const fn life_tone(life: &Life) -> &'static str {
    match life {
        Life::InForce => "green",
        Life::Sold => "blue",
        Life::UsedUp => "amber",
        Life::Lapsed | Life::Cancelled => "grey",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use aftercare_kernel::{Currency, Locale, Money};

    #[test]
    fn a_line_of_cover_says_what_how_much_and_how_often() {
        let t = Texts::new(Locale::En);
        let sum = |minor| Money::from_minor(minor, Currency::CNY);
        let line = CoverLine {
            subject: Subject::Part,
            part_kind: Some("battery".into()),
            percent: Percent::from_millionths(125_000),
            times: Some(2),
            most: Some(sum(50_000)),
            deductible: sum(0),
        };
        assert_eq!((cover_name(&t, &line), percent_words(&line.percent)), ("Battery".into(), "12.5 %".into()));
        assert_eq!(limit_words(&t, &line), "2 times · up to CN¥500.00");
        let visits = CoverLine { subject: Subject::Visit, part_kind: None, times: Some(1), most: None, ..line };
        assert_eq!((cover_name(&t, &visits), limit_words(&t, &visits)), ("Visit".into(), "once".into()));
        assert_eq!(percent_words(&Percent::from_millionths(1_000_000)), "100 %");
    }
}
