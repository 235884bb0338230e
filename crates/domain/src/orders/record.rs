//! What the repair card must tell of the work [capabilities E5].

use super::OrderRefusal;

const LONGEST_WORK: usize = 2000;
const LONGEST_METHOD: usize = 200;
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
}
