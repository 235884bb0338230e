//! Fault codes by name: what a technician is offered at the diagnosis, and how a code is called on pages.

use super::words::named;
use aftercare_domain::warranty::Regime;
use aftercare_i18n::Texts;

/// What breaks in goods of a category. A brand's own codes beside these are taken as they are typed.
const USUAL: [(&str, &[&str]); 8] = [
    (
        "mobile_phone",
        &[
            "no_display",
            "wrong_display",
            "missing_strokes",
            "no_power_on",
            "abnormal_shutdown",
            "phone_dead_after_charging",
            "not_charging",
            "cannot_register_on_network",
            "no_registration",
            "no_call",
            "no_ring",
            "dialling_error",
            "no_sound",
            "one_way_sound",
            "abnormal_sound",
            "keys_fail",
            "sim_contact_fault",
            "function_fails",
            "screen_broken",
            "back_cover",
            "shell_crack",
        ],
    ),
    (
        "air_conditioner",
        &["ac.no_cooling", "ac.low_refrigerant", "ac.start", "ac.fan_noise", "ac.leak", "ac.board", "ac.remote"],
    ),
    ("washing_machine", &["wm.no_drain", "wm.spin_noise", "wm.leak", "wm.door", "wm.motor", "wm.board"]),
    ("refrigerator", &["rf.no_cooling", "rf.frost", "rf.door", "rf.noise", "rf.board"]),
    ("television", &["tv.no_power", "tv.no_picture", "tv.lines", "tv.system"]),
    ("water_heater", &["wh.no_heat", "wh.temperature", "wh.trip", "wh.anode"]),
    ("range_hood", &["rh.weak", "rh.switch"]),
    ("air_purifier", &["ap.sensor", "ap.noise"]),
];

/// What is found in goods of any kind.
const EVERYWHERE: [&str; 5] = ["not_working", "liquid", "customer_damage", "installation", "no_fault"];

/// The category whose faults are usual for a model. Where the brand has a word of its own, it is the one that the
/// model's text of law is about, if that is about one.
pub fn goods_of<'a>(category: &'a str, law: Option<&'a Regime>) -> &'a str {
    let known = |word: &str| USUAL.iter().any(|(goods, _)| *goods == word);
    match law.map(|law| law.categories.as_slice()) {
        Some([only]) if !known(category) && known(only) => only,
        _ => category,
    }
}

/// Codes to pick from for goods of that category, each with its name.
pub fn usual_faults(t: &Texts, category: &str) -> Vec<(String, String)> {
    let own = USUAL.iter().filter(|(goods, _)| *goods == category).flat_map(|(_, codes)| codes.iter());
    own.chain(&EVERYWHERE).map(|code| ((*code).to_owned(), fault_name(t, code))).collect()
}

/// `no_display` → 无显示; a code that has no name is said as it is.
pub fn fault_name(t: &Texts, code: &str) -> String {
    named(t, "orders-fault-name", code)
}

/// The code, to stand beside its name; nothing when it stands for the name already.
pub fn code_beside<'a>(t: &Texts, code: &'a str) -> &'a str {
    if fault_name(t, code) == code { "" } else { code }
}

#[cfg(test)]
mod tests {
    use super::*;
    use aftercare_domain::warranty::Regimes;
    use aftercare_kernel::Locale;

    #[test]
    fn faults_that_the_law_lists_have_words_in_every_language() {
        let regimes = Regimes::builtin().expect("the built-in texts of law");
        let whole = regimes.iter().flat_map(|regime| regime.parts.values());
        let parts = whole.chain(regimes.iter().flat_map(|r| r.products.values()).flat_map(|p| p.parts.values()));
        let codes: Vec<&String> = parts.flat_map(|part| part.faults.iter().chain(&part.other_faults)).collect();
        assert!(codes.iter().any(|code| *code == "no_display"), "no fault is listed");
        for t in Locale::ALL.map(Texts::new) {
            for code in &codes {
                assert_ne!(&fault_name(&t, code), *code, "{} has no words for {code}", t.locale);
            }
        }
    }

    /// By name: the law's contact of the SIM card has two codes.
    #[test]
    fn what_the_law_lists_for_a_phone_is_offered_for_one() {
        let (t, regimes) = (Texts::new(Locale::En), Regimes::builtin().expect("the built-in texts of law"));
        let law = regimes.iter().find(|regime| regime.id == "cn.mobile.2001").expect("the phones' text");
        let names: Vec<String> = usual_faults(&t, "mobile_phone").into_iter().map(|(_, name)| name).collect();
        for code in &law.parts["main_unit"].faults {
            assert!(names.contains(&fault_name(&t, code)), "{code} is not offered");
        }
    }

    #[test]
    fn a_brands_own_word_has_the_faults_of_what_its_law_is_about() {
        let (t, regimes) = (Texts::new(Locale::En), Regimes::builtin().expect("the built-in texts of law"));
        let law = |id: &str| regimes.iter().find(|regime| regime.id == id);
        let offered = |category: &str, id: &str| usual_faults(&t, goods_of(category, law(id)));
        assert_eq!(offered("phone", "cn.mobile.2001"), offered("mobile_phone", "cn.mobile.2001"));
        assert!(offered("phone", "cn.mobile.2001").iter().any(|(code, _)| code == "no_display"));
        for (category, id) in [("phone", "none"), ("phone", "cn.general18.1995"), ("drone", "cn.consumer-law")] {
            assert_eq!(offered(category, id).len(), EVERYWHERE.len(), "{category} under {id}");
        }
        assert_eq!(goods_of("washing_machine", law("cn.mobile.2001")), "washing_machine");
    }

    #[test]
    fn whatever_is_offered_has_a_name_in_every_language() {
        for t in Locale::ALL.map(Texts::new) {
            for (category, codes) in USUAL {
                let offered = usual_faults(&t, category);
                assert_eq!(offered.len(), codes.len() + EVERYWHERE.len());
                for (code, name) in offered {
                    assert_ne!(code, name, "{} has no words for {code}", t.locale);
                }
            }
        }
    }

    #[test]
    fn a_code_stands_beside_its_name_and_alone_where_it_has_none() {
        let t = Texts::new(Locale::En);
        assert_eq!(
            (fault_name(&t, "wm.no_drain").as_str(), code_beside(&t, "wm.no_drain")),
            ("Does not drain", "wm.no_drain")
        );
        assert_eq!((fault_name(&t, "X-17").as_str(), code_beside(&t, "X-17")), ("X-17", ""));
        assert_eq!(usual_faults(&t, "tractor").len(), EVERYWHERE.len());
    }
}
