//! Values of the two documents; what is missing or of another kind is empty.

use serde_json::Value;

pub(super) fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

pub(super) fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

pub(super) fn number_of(value: &Value) -> f64 {
    value.as_f64().unwrap_or(0.0)
}

pub(super) fn entries(value: &Value) -> impl Iterator<Item = (&str, u64)> {
    value.as_object().into_iter().flatten().map(|(name, amount)| (name.as_str(), amount.as_u64().unwrap_or(0)))
}

pub(super) fn position(list_of: &Value, id: &str) -> Option<usize> {
    list(list_of).iter().position(|item| item["id"] == id)
}

pub(super) fn clock(value: &Value) -> f64 {
    let Some((hours, minutes)) = text(value).split_once(':') else { return f64::NAN };
    match (hours.parse::<u64>(), minutes.parse::<u32>()) {
        (Ok(hours), Ok(minutes)) => hours as f64 * 60.0 + f64::from(minutes),
        _ => f64::NAN,
    }
}
