//! Mistakes in facts, said at the field of the page to try that holds them, by the name that the field bears there.

use super::try_form::TryForm;
use crate::Problem;
use aftercare_app::Error;

/// A field of the form: its name, and the key of its label.
type Field = (&'static str, &'static str);

/// Where the form holds a fact, by the path of the fact.
const FIELDS: [(&str, Field); 16] = [
    ("regime", ("regime", "warranty-law")),
    ("region", ("region", "warranty-fact-region")),
    ("category", ("category", "warranty-goods")),
    ("part", ("part", "warranty-fact-part")),
    ("sold_on", ("sold_on", "warranty-fact-sold-on")),
    ("delivered_on", ("delivered_on", "warranty-fact-delivered-on")),
    ("exchanged_on", ("exchanged_on", "warranty-fact-exchanged-on")),
    ("price", ("price", "warranty-fact-price")),
    ("mileage_km", ("mileage_km", "warranty-fact-mileage-km")),
    ("channel", ("channel", "warranty-fact-channel")),
    ("documents", ("documents", "warranty-fact-documents")),
    ("same_model_in_stock", ("same_model_in_stock", "warranty-fact-same-model-in-stock")),
    ("fault.listed", ("listed", "warranty-fact-fault-listed")),
    ("fault.cause", ("cause", "warranty-fact-fault-cause")),
    ("fault.found_on", ("day", "warranty-try-day")),
    ("as_of", ("day", "warranty-try-day")),
];

/// The two repairs of the form: the day each was taken in, and the day it was handed back.
const REPAIRS: [(Field, Field); 2] = [
    (("in_1", "warranty-try-in-1"), ("out_1", "warranty-try-out-1")),
    (("in_2", "warranty-try-in-2"), ("out_2", "warranty-try-out-2")),
];

/// The same problem with the form's field and label in place of the path of the fact.
pub fn at_the_form(form: &TryForm, problem: Problem) -> Problem {
    let Problem::App(Error::Refusal(mut refusal)) = problem else { return problem };
    if let Some((name, label)) = refusal.params.get("field").and_then(|path| field_of(form, path)) {
        refusal.params.insert("field", label.to_owned());
        refusal = refusal.at(name);
    }
    Problem::App(Error::Refusal(refusal))
}

/// `repairs[0].out` is the first repair of which anything was typed; an entry of a list stands in its list.
fn field_of(form: &TryForm, path: &str) -> Option<Field> {
    let repair = path.strip_prefix("repairs[").and_then(|rest| rest.split_once("]."));
    if let Some((index, day)) = repair {
        let (taken_in, handed_back) = REPAIRS.get(form.row_of_repair(index.parse().ok()?)?)?;
        return Some(if day == "in" { *taken_in } else { *handed_back });
    }
    let list = path.split('[').next()?;
    FIELDS.iter().find(|(fact, _)| *fact == list).map(|(_, field)| *field)
}

#[cfg(test)]
mod tests {
    use super::*;
    use aftercare_domain::warranty::{Regimes, decide};
    use aftercare_i18n::Texts;
    use aftercare_kernel::{BusinessCalendar, Date, Locale};

    const TODAY: Date = Date::constant(2026, 3, 2);

    /// The field of the form, and what is said there.
    fn said(form: &TryForm, locale: Locale) -> (String, String) {
        let regimes = Regimes::builtin().expect("the regimes built in");
        let decided = form.facts(&regimes, TODAY).and_then(|facts| {
            decide(&regimes, &facts, TODAY, &BusinessCalendar::china()).map_err(|wrong| Problem::App(wrong.into()))
        });
        let said = at_the_form(form, decided.expect_err("a mistake")).said(&Texts::new(locale), "r1");
        (said.field.expect("a field"), said.detail)
    }

    fn example() -> TryForm {
        TryForm::example(TODAY)
    }

    #[test]
    fn a_mistake_is_said_at_its_field_by_the_label_of_the_field() {
        for (form, field, zh, en) in [
            (TryForm { price: "-1".into(), ..example() }, "price", "发票价格：", "Invoice price:"),
            (TryForm { sold_on: "soon".into(), ..example() }, "sold_on", "售出日期：", "Sold on:"),
            (TryForm { mileage_km: "far".into(), ..example() }, "mileage_km", "行驶里程（公里）：", "Mileage (km):"),
            (TryForm { sold_on: "2001-01-01".into(), ..example() }, "regime", "法规：", "Law:"),
            (TryForm { documents: vec!["bill".into()], ..example() }, "documents", "凭证：", "Papers:"),
            (TryForm { day: "2026-01-01".into(), ..example() }, "day", "故障出现的日期：", "Day the fault shows:"),
            (
                TryForm { day: "1900-01-01".into(), ..example() },
                "day",
                "故障出现的日期：应在 1980-01-01 至 2199-12-31 之间",
                "Day the fault shows: should be a day from 1980-01-01 to 2199-12-31",
            ),
            (
                TryForm { day: "9999-12-31".into(), ..example() },
                "day",
                "故障出现的日期：应在 1980",
                "Day the fault shows: should be a day from 1980",
            ),
        ] {
            let (at, zh_said) = said(&form, Locale::ZhCn);
            assert_eq!(at, field);
            assert!(zh_said.starts_with(zh), "{zh_said}");
            let en_said = said(&form, Locale::En).1;
            assert!(en_said.starts_with(en), "{en_said}");
        }
    }

    #[test]
    fn a_repair_without_its_end_is_missing_the_field_of_its_own_row() {
        let first = TryForm { in_1: "2026-02-25".into(), ..example() };
        assert_eq!(said(&first, Locale::En), ("out_1".into(), "First repair, out is missing".into()));
        let second = TryForm { out_2: "2026-02-25".into(), ..example() };
        assert_eq!(said(&second, Locale::En), ("in_2".into(), "Second repair, in is missing".into()));
        let backwards = TryForm { in_2: "2026-02-25".into(), out_2: "2026-02-24".into(), ..example() };
        assert_eq!(said(&backwards, Locale::ZhCn).0, "out_2");
    }

    #[test]
    fn no_path_of_a_fact_is_shown_in_any_language() {
        let paths = FIELDS.iter().map(|(_, field)| field).chain(REPAIRS.iter().flat_map(|(from, to)| [from, to]));
        for (name, label) in paths {
            for locale in Locale::ALL {
                let words = Texts::new(locale).t(label);
                assert!(!words.contains('⟦') && words != *name, "{label}: {words}");
            }
        }
    }
}
