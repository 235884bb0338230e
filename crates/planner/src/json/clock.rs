//! Times as people write them: `09:05`, and past midnight `25:30`.

use crate::sound::LAST_MINUTE;

/// Minutes after midnight.
pub(super) fn minutes(text: &str) -> Option<f64> {
    let (hours, minutes) = text.split_once(':')?;
    let digits = |part: &str| part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(hours) || !digits(minutes) {
        return None;
    }
    let (hours, minutes): (u32, u32) = (hours.parse().ok()?, minutes.parse().ok()?);
    let all = f64::from(hours * 60 + minutes);
    (minutes < 60 && all <= LAST_MINUTE).then_some(all)
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
}
