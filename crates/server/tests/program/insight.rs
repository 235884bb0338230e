//! The contract of `aftercare insight`: order and exit codes. What it answers is tested in its crate.

use crate::common::Site;

const GOOD: &str = r#"{"id":"a","fn":"satisfaction.nps","in":{"promoters":1,"passives":0,"detractors":1}}"#;
const BAD: &str = r#"{"id":"b","fn":"satisfaction.nps","in":{"promoters":-1,"passives":0,"detractors":1}}"#;

#[test]
fn questions_are_answered_in_order_and_a_wrong_one_tells_by_the_exit_code() {
    let site = Site::empty();
    let ran = site.run_with_input(&["insight"], &format!("{GOOD}\n{BAD}\n{GOOD}\n")).expect_code(2);
    let lines: Vec<String> = ran.stdout().lines().map(str::to_owned).collect();
    assert_eq!(lines.len(), 3);
    assert!(lines[0].starts_with(r#"{"id":"a","out":"#) && lines[2] == lines[0]);
    assert!(lines[1].contains(r#""field":"promoters""#));
}

#[test]
fn a_file_may_be_named_and_must_be_there() {
    let site = Site::empty();
    std::fs::write(site.path("questions.jsonl"), GOOD).expect("written");
    let from_file = site.run(&["insight", "questions.jsonl"]).expect_code(0).stdout();
    assert_eq!(site.run_with_input(&["insight", "-"], GOOD).expect_code(0).stdout(), from_file);
    site.run(&["insight", "nowhere.jsonl"]).expect_code(1).complains("nowhere.jsonl");
}
