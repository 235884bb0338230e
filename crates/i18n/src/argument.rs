//! What a message is filled with.

use fluent_bundle::FluentValue;

/// One value for a message's variable. A number chooses the plural form, a text does not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Arg {
    Text(String),
    /// Shown without separators; exact up to 2^53.
    Number(i64),
}

impl From<&str> for Arg {
    fn from(text: &str) -> Self {
        Arg::Text(text.to_owned())
    }
}
impl From<String> for Arg {
    fn from(text: String) -> Self {
        Arg::Text(text)
    }
}
impl From<&String> for Arg {
    fn from(text: &String) -> Self {
        Arg::Text(text.clone())
    }
}
impl From<i64> for Arg {
    fn from(number: i64) -> Self {
        Arg::Number(number)
    }
}
impl From<&i64> for Arg {
    fn from(number: &i64) -> Self {
        Arg::Number(*number)
    }
}
impl From<u32> for Arg {
    fn from(number: u32) -> Self {
        Arg::Number(number.into())
    }
}
impl From<usize> for Arg {
    fn from(number: usize) -> Self {
        Arg::Number(i64::try_from(number).unwrap_or(i64::MAX))
    }
}
impl From<&usize> for Arg {
    fn from(number: &usize) -> Self {
        Arg::from(*number)
    }
}

impl<'a> From<&'a Arg> for FluentValue<'a> {
    fn from(argument: &'a Arg) -> Self {
        match argument {
            Arg::Text(text) => FluentValue::from(text.as_str()),
            Arg::Number(number) => FluentValue::from(*number),
        }
    }
}
