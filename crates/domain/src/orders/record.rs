//! What the repair card must tell of the work [capabilities E5].

use super::OrderRefusal;

const LONGEST_WORK: usize = 2000;
const LONGEST_METHOD: usize = 200;
const LONGEST_SOFTWARE: usize = 80;
const LONGEST_RISK: usize = 1000;
const LONGEST_REMARK: usize = 1000;
/// Two days and nights: more is several rounds, or a slip of the pen.
const MOST_MINUTES: i64 = 48 * 60;

/// `work` is what was done, `method` how (may be empty), `minutes` the real working time.
pub fn check_work_record(work: &str, method: &str, minutes: i64) -> Result<(), OrderRefusal> {
    if work.trim().is_empty() {
        return Err(OrderRefusal::WorkMissing);
    }
    if work.chars().count() > LONGEST_WORK {
        return Err(OrderRefusal::WorkTooLong { most: LONGEST_WORK });
    }
    if method.chars().count() > LONGEST_METHOD {
        return Err(OrderRefusal::MethodTooLong { most: LONGEST_METHOD });
    }
    if !(1..=MOST_MINUTES).contains(&minutes) {
        return Err(OrderRefusal::MinutesUnfit { most: MOST_MINUTES });
    }
    Ok(())
}

/// Versions of the software before and after the work, and a risk that was seen beside the fault.
pub fn check_work_details(software: [Option<&str>; 2], hidden_risk: Option<&str>) -> Result<(), OrderRefusal> {
    let too_long = |text: &str, most: usize| text.chars().count() > most;
    if software.into_iter().flatten().any(|version| too_long(version, LONGEST_SOFTWARE)) {
        return Err(OrderRefusal::SoftwareTooLong { most: LONGEST_SOFTWARE });
    }
    if hidden_risk.is_some_and(|risk| too_long(risk, LONGEST_RISK)) {
        return Err(OrderRefusal::HiddenRiskTooLong { most: LONGEST_RISK });
    }
    Ok(())
}

/// What may be said with a step and need not be: trimmed, at most 1000 characters, else refused in the caller's words.
pub fn check_remark(text: &str, too_long: impl FnOnce(usize) -> OrderRefusal) -> Result<String, OrderRefusal> {
    let text = text.trim();
    if text.chars().count() > LONGEST_REMARK { Err(too_long(LONGEST_REMARK)) } else { Ok(text.to_owned()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_at_the_borders() {
        let table = [
            ("更换主板".to_owned(), String::new(), 1, None),
            ("更换主板".into(), "焊接".into(), 2880, None),
            (" ".into(), "焊接".into(), 30, Some(OrderRefusal::WorkMissing)),
            ("换".repeat(2001), String::new(), 30, Some(OrderRefusal::WorkTooLong { most: 2000 })),
            ("换".into(), "焊".repeat(201), 30, Some(OrderRefusal::MethodTooLong { most: 200 })),
            ("换".into(), String::new(), 0, Some(OrderRefusal::MinutesUnfit { most: 2880 })),
            ("换".into(), String::new(), 2881, Some(OrderRefusal::MinutesUnfit { most: 2880 })),
        ];
        for (work, method, minutes, expected) in table {
            assert_eq!(check_work_record(&work, &method, minutes).err(), expected, "{minutes}");
        }
    }

    #[test]
    fn what_need_not_be_said_is_bounded_all_the_same() {
        assert_eq!(check_work_details([Some("1.2"), None], Some("电池鼓包")), Ok(()));
        let long = "九".repeat(81);
        let software = check_work_details([None, Some(&long)], None);
        assert_eq!(software, Err(OrderRefusal::SoftwareTooLong { most: 80 }));
        let risk = check_work_details([None, None], Some(&"险".repeat(1001)));
        assert_eq!(risk, Err(OrderRefusal::HiddenRiskTooLong { most: 1000 }));
        let note = |length| check_remark(&"好".repeat(length), |most| OrderRefusal::NoteTooLong { most });
        assert!(note(0).is_ok() && note(1000).is_ok());
        assert_eq!(note(1001), Err(OrderRefusal::NoteTooLong { most: 1000 }));
    }
}
