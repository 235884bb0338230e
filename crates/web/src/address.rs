//! A page's address that asks for what is not there: which part of it, in words, and the address without that part.

use crate::{
    page::without_query,
    problem::{FieldSaid, Said},
};
use aftercare_i18n::{Arg, Texts};

/// What the parts of addresses are called.
const PARTS: [(&str, &str); 11] = [
    ("after", "errors-address-after"),
    ("channel", "intake-channel"),
    ("due", "shell-deadline"),
    ("kind", "intake-kind"),
    ("limit", "errors-address-limit"),
    ("mine", "orders-mine"),
    ("month", "settlement-month"),
    ("owner", "shell-owner"),
    ("sort", "shell-sort-by"),
    ("state", "shell-state"),
    ("station", "shell-station"),
];

/// No form marks the fields of a page that is not there, so what is said of each begins with its name.
pub fn with_names(said: Said, t: &Texts) -> Said {
    if said.code != "invalid" {
        return said;
    }
    let named = |field: FieldSaid| {
        let parts = [("field", Arg::from(name_of(&field.field, t))), ("message", Arg::from(field.detail))];
        FieldSaid { detail: t.t_with("errors-in-field", &parts), ..field }
    };
    Said { fields: said.fields.into_iter().map(named).collect(), ..said }
}

/// A part without a word of its own is called as it stands in the address.
fn name_of(part: &str, t: &Texts) -> String {
    let known = PARTS.iter().find(|(known, _)| *known == part);
    known.map_or_else(|| part.to_owned(), |(_, key)| t.t(key))
}

/// The address without the parts that are wrong; none when they are not in it.
pub fn without_wrong_parts(address: &str, said: &Said) -> Option<String> {
    let rest = said.fields.iter().fold(address.to_owned(), |rest, wrong| without_query(&rest, &wrong.field));
    (said.code == "invalid" && rest != address).then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Problem, problem::Invalid};
    use aftercare_kernel::Locale;

    #[test]
    fn a_wrong_part_of_an_address_is_named_in_the_readers_language() {
        for (locale, state) in
            [(Locale::En, "State: Not understood"), (Locale::ZhCn, "状态：不能识别"), (Locale::ZhTw, "狀態：無法識別")]
        {
            let t = Texts::new(locale);
            let problem = Problem::Invalid(vec![
                Invalid::new("state", "errors-not-understood"),
                Invalid::new("colour", "errors-not-understood"),
            ]);
            let said = with_names(problem.said(&t, "r1"), &t);
            assert_eq!(said.fields[0].detail, state);
            assert!(said.fields[1].detail.starts_with("colour"), "{}", said.fields[1].detail);
        }
    }

    #[test]
    fn every_part_that_has_a_word_has_it_in_every_language() {
        for t in Locale::ALL.map(Texts::new) {
            for (part, _) in PARTS {
                let name = name_of(part, &t);
                assert!(!name.contains('⟦') && name != part, "{part}: {name}");
            }
        }
    }

    #[test]
    fn the_way_out_is_the_address_without_what_is_wrong() {
        let said = Problem::invalid("state", "errors-not-understood").said(&Texts::new(Locale::En), "r1");
        for (address, way_out) in [
            ("/cases?state=zzz&kind=repair", Some("/cases?kind=repair")),
            ("/cases?state=zzz", Some("/cases")),
            ("/cases", None),
        ] {
            assert_eq!(without_wrong_parts(address, &said).as_deref(), way_out, "{address}");
        }
        let other = Problem::NoSuchPage.said(&Texts::new(Locale::En), "r1");
        assert_eq!(without_wrong_parts("/cases?state=open", &other), None);
    }
}
