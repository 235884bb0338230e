//! Times as people write them: `09:05`, and past midnight `25:30`.

use crate::sound::LAST_MINUTE;

/// Minutes after midnight.
pub(super) fn minutes(text: &str) -> Option<f64> {
    told(text).filter(|all| text.len() == 5 && *all <= LAST_MINUTE)
}

/// The longest ways of the most visits, one after the other, are not as many hours.
const MOST_HOUR_DIGITS: usize = 12;

/// Minutes after midnight as [`words`] writes them: a plan with overtime may run past the last minute that can be asked for.
pub(super) fn told(text: &str) -> Option<f64> {
    let (hours, minutes) = text.split_once(':')?;
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if !(2..=MOST_HOUR_DIGITS).contains(&hours.len()) || minutes.len() != 2 || !digits(hours) || !digits(minutes) {
        return None;
    }
    let (hours, minutes): (u64, u64) = (hours.parse().ok()?, minutes.parse().ok()?);
    (minutes < 60).then_some((hours * 60 + minutes) as f64)
}

pub(super) fn words(minutes: f64) -> String {
    let whole = minutes.round().max(0.0) as u64;
    format!("{:02}:{:02}", whole / 60, whole % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_and_written_alike() {
        for (text, at) in [("00:00", 0.0), ("09:05", 545.0), ("24:00", 1440.0), ("25:30", 1530.0), ("48:00", 2880.0)] {
            assert_eq!(minutes(text), Some(at), "{text}");
            assert_eq!(words(at), text);
        }
        for wrong in ["", "9:05", "09:60", "0905", "09:5", "-1:00", "48:01", "09:05:00", "０９:05", "+9:05"] {
            assert_eq!(minutes(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn what_a_plan_says_past_the_last_minute_is_read_as_it_was_written() {
        for (text, at) in [("08:00", 480.0), ("48:01", 2881.0), ("96:00", 5760.0), ("10857:57", 651_477.0)] {
            assert_eq!(told(text), Some(at), "{text}");
            assert_eq!(words(at), text);
        }
        for wrong in ["", "8:00", "50:60", "1234567890123:00", "50:0", "+50:00", "50:00:00", "５０:00"] {
            assert_eq!(told(wrong), None, "{wrong}");
        }
    }
}
