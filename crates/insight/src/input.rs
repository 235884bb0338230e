//! What is refused, and how it is said.

use std::fmt;

use serde::Serialize;

/// Larger numbers are refused, so that sums of squares stay finite.
pub const LARGEST: f64 = 1e12;
/// The smallest number that counts as above zero.
pub const SMALLEST: f64 = 1e-12;

/// What [`workable`] lets through.
const MOST_STEPS: f64 = 2e7;

/// The field of the input that cannot be used, as a path such as `units[3][1]`, and what it should be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct InputError {
    pub field: String,
    pub message: String,
}

pub type Answer<T> = Result<T, InputError>;

impl InputError {
    pub(crate) fn new(field: impl Into<String>, wrong: impl fmt::Display) -> Self {
        let field = field.into();
        Self { message: format!("{field} {wrong}"), field }
    }
}

impl fmt::Display for InputError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for InputError {}

pub(crate) fn refuse<T>(field: impl Into<String>, wrong: impl fmt::Display) -> Answer<T> {
    Err(InputError::new(field, wrong))
}

pub(crate) fn number(field: &str, value: f64) -> Answer<()> {
    within(field, value, -LARGEST, LARGEST)
}

pub(crate) fn non_negative(field: &str, value: f64) -> Answer<()> {
    within(field, value, 0.0, LARGEST)
}

pub(crate) fn positive(field: &str, value: f64) -> Answer<()> {
    within(field, value, SMALLEST, LARGEST)
}

/// A share that is neither nothing nor all.
pub(crate) fn open_share(field: &str, value: f64) -> Answer<()> {
    if value > 0.0 && value < 1.0 { Ok(()) } else { refuse(field, "should be above 0 and below 1") }
}

/// Between `low` and `high`, both included.
pub(crate) fn within(field: &str, value: f64, low: f64, high: f64) -> Answer<()> {
    if (low..=high).contains(&value) {
        Ok(())
    } else {
        refuse(field, format_args!("should be a number from {low} to {high}"))
    }
}

pub(crate) fn at_most(field: &str, value: u64, most: u64) -> Answer<()> {
    if value <= most { Ok(()) } else { refuse(field, format_args!("should be {most} at most")) }
}

pub(crate) fn length(field: &str, found: usize, least: usize, most: usize) -> Answer<()> {
    if found < least {
        return refuse(field, format_args!("should have {least} entries or more"));
    }
    if found > most {
        return refuse(field, format_args!("should have {most} entries at most"));
    }
    Ok(())
}

/// Counts whose tails together can be worked out in about a second: a tail of a count near n takes about √n steps, and
/// each entry asks for so many tails.
pub(crate) fn workable(field: &str, counts: impl Iterator<Item = f64>, tails_each: f64) -> Answer<()> {
    let steps: f64 = counts.map(|count| tails_each * (1.0 + count.sqrt())).sum();
    if steps <= MOST_STEPS {
        Ok(())
    } else {
        refuse(field, "should be fewer or smaller: so many large counts cannot be worked out")
    }
}

/// Two lists that go together entry by entry.
pub(crate) fn same_length(field: &str, found: usize, other: &str, expected: usize) -> Answer<()> {
    if found == expected {
        Ok(())
    } else {
        refuse(field, format_args!("should have as many entries as {other} ({expected}), not {found}"))
    }
}

/// Applies a check to each entry of a list and names the entry that fails.
pub(crate) fn each(field: &str, values: &[f64], check: fn(&str, f64) -> Answer<()>) -> Answer<()> {
    for (index, &value) in values.iter().enumerate() {
        // The path is only spelled out for an entry that fails.
        if check(field, value).is_err() {
            check(&format!("{field}[{index}]"), value)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_that_fails_is_named() {
        let error = each("y", &[1.0, -2.0], non_negative).expect_err("negative");
        assert_eq!(error.field, "y[1]");
        assert_eq!(error.message, "y[1] should be a number from 0 to 1000000000000");
    }

    #[test]
    fn what_is_not_a_number_passes_no_check() {
        for check in [number, non_negative, positive, open_share] {
            for value in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
                assert!(check("x", value).is_err());
            }
        }
    }
}
