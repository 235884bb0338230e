//! The contract of `aftercare decide`: shapes of input, order, exit codes.

use crate::common::{Ran, Site};
use serde_json::Value;

const PHONE: &str = r#"{"id":"P1","regime":"cn.mobile.2001","sold_on":"2026-01-10","price":"2999.00","currency":"CNY","documents":["invoice","voucher"],"fault":{"listed":true,"cause":"defect","found_on":"2026-01-15"}}"#;

fn decisions(ran: &Ran) -> Vec<Value> {
    ran.stdout().lines().map(|line| serde_json::from_str(line).expect("a line is JSON")).collect()
}

fn ids(ran: &Ran) -> Vec<Value> {
    decisions(ran).iter().map(|decision| decision["id"].clone()).collect()
}

fn renamed(id: &str) -> String {
    PHONE.replace("P1", id)
}

#[test]
fn an_object_an_array_and_lines_are_decided_alike() {
    let site = Site::empty();
    let single = site.run_with_input(&["decide"], PHONE).expect_code(0);
    let decision = decisions(&single).remove(0);
    assert_eq!(decision["id"], "P1");
    let offered: Vec<_> =
        decision["remedies"].as_array().expect("a list").iter().map(|o| o["remedy"].clone()).collect();
    assert!(offered.contains(&Value::from("refund")) && offered.contains(&Value::from("repair")), "{offered:?}");

    let spread = serde_json::to_string_pretty(&serde_json::from_str::<Value>(PHONE).expect("JSON")).expect("JSON");
    let array = format!("[{PHONE},\n{}]", renamed("P2"));
    let lines = format!("{PHONE}\n\n{}\n", renamed("P2"));
    assert_eq!(site.run_with_input(&["decide", "-"], &spread).expect_code(0).stdout(), single.stdout());
    assert_eq!(
        site.run_with_input(&["decide"], &array).expect_code(0).stdout(),
        site.run_with_input(&["decide"], &lines).expect_code(0).stdout()
    );
    assert_eq!(ids(&site.run_with_input(&["decide"], &array)), ["P1", "P2"]);
    assert_eq!(site.run_with_input(&["decide"], "").expect_code(0).stdout(), "");
}

#[test]
fn a_file_and_a_folder_of_rules_may_be_named() {
    let site = Site::empty();
    std::fs::write(site.path("facts.jsonl"), PHONE).expect("written");
    let built_in = site.run(&["decide", "facts.jsonl"]).expect_code(0).stdout();

    std::fs::create_dir(site.path("rules")).expect("made");
    site.run(&["decide", "--rules", "rules", "facts.jsonl"]).expect_code(1).complains("no regime was given");
    let rules = include_str!("../../../../regimes/cn.mobile.2001.toml");
    std::fs::write(site.path("rules/phones.toml"), rules).expect("written");
    std::fs::write(site.path("rules/README.md"), "not a regime").expect("written");
    assert_eq!(site.run(&["decide", "--rules", "rules", "facts.jsonl"]).expect_code(0).stdout(), built_in);

    std::fs::write(site.path("rules/bad.toml"), "id = 7").expect("written");
    site.run(&["decide", "--rules", "rules", "facts.jsonl"]).expect_code(1).complains("bad.toml");
    site.run(&["decide", "no.jsonl"]).expect_code(1).complains("no.jsonl");
}

#[test]
fn what_is_malformed_is_answered_in_its_place_with_the_field() {
    let site = Site::empty();
    let wrong_day = renamed("P2").replace("2026-01-10", "10.1.2026");
    let misspelt = renamed("P3").replace("sold_on", "soldon");
    let input = [PHONE, &wrong_day, "{\"id\":\"P4\",", &misspelt, "[1]", "null", &renamed("P5")].join("\n");
    let ran = site.run_with_input(&["decide"], &input).expect_code(2);
    let lines = decisions(&ran);
    let fields: Vec<_> = lines.iter().map(|line| line["error"]["field"].as_str().unwrap_or("-").to_owned()).collect();
    assert_eq!(fields, ["-", "sold_on", "facts", "soldon", "facts", "facts", "-"]);
    assert_eq!(lines[1]["id"], "P2");
    assert!(lines[1]["error"]["message"].as_str().expect("words").contains("YYYY-MM-DD"));
    assert!(lines[6]["remedies"].is_array(), "the rest is still decided");
}

#[test]
fn many_lines_are_answered_in_their_order() {
    let site = Site::empty();
    let input: Vec<_> = (0..2000).map(|n| renamed(&format!("N{n}"))).collect();
    let ran = site.run_with_input(&["decide"], &input.join("\n")).expect_code(0);
    assert_eq!(ids(&ran), (0..2000).map(|n| format!("N{n}")).collect::<Vec<_>>());
}
