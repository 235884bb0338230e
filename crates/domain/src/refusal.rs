//! Why a step is refused, in a form that the edge can say in the reader's language.
//!
//! Each area has one enum, declared with `refusals!`; `Refusal` is what all of them become on their way out.

use serde::Serialize;
use std::{collections::BTreeMap, error::Error, fmt};

/// A reasoned 'no'. Codes are keys of the catalogue of texts and stay stable: API clients match on them.
pub trait Refuse: Error {
    fn code(&self) -> &'static str;
    /// The field of the form or body that must be changed; none when the state of things is in the way.
    fn field(&self) -> Option<&'static str> {
        None
    }
    /// Values for the text. A value that is itself a key of the catalogue is translated first.
    fn params(&self) -> Vec<(&'static str, String)> {
        Vec::new()
    }
    /// The article of law or policy behind it.
    fn article(&self) -> Option<String> {
        None
    }
    /// Key of the text that says what would open the step.
    fn opens(&self) -> Option<&'static str> {
        None
    }
}

/// Any area's refusal, its type forgotten.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Refusal {
    pub code: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub field: Option<&'static str>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub params: BTreeMap<&'static str, String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub article: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub opens: Option<&'static str>,
}

impl Refusal {
    /// Whether other input would do (422), or the state of things must change first (409).
    pub fn is_about_input(&self) -> bool {
        self.field.is_some()
    }
    /// The same refusal at another field, where a form has its own name for it.
    pub fn at(self, field: &'static str) -> Self {
        Self { field: Some(field), ..self }
    }
}

impl<R: Refuse> From<R> for Refusal {
    fn from(refusal: R) -> Self {
        Self {
            code: refusal.code(),
            field: refusal.field(),
            params: refusal.params().into_iter().collect(),
            article: refusal.article(),
            opens: refusal.opens(),
        }
    }
}

/// For logs only; people read the text of the code.
impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code)?;
        self.params.iter().try_for_each(|(name, value)| write!(f, " {name}={value}"))
    }
}

/// Declares an area's refusals: one row per reason, `Variant { params } => "code" at "field" opens "key"`.
macro_rules! refusals {
    ($(#[$doc:meta])* $name:ident {
        $($(#[$variant_doc:meta])* $variant:ident $({ $($param:ident: $type:ty),+ $(,)? })?
            => $code:literal $(at $field:literal)? $(opens $opens:literal)?),+ $(,)?
    }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub enum $name { $($(#[$variant_doc])* $variant $({ $($param: $type),+ })?),+ }

        impl $name {
            /// Codes and `opens` keys: the texts that the catalogue must have.
            pub const KEYS: &'static [&'static str] = &[$($code, $($opens,)?)+];
        }
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                use $crate::refusal::Refuse;
                f.write_str(self.code())?;
                self.params().iter().try_for_each(|(name, value)| write!(f, " {name}={value}"))
            }
        }
        impl std::error::Error for $name {}
        impl $crate::refusal::Refuse for $name {
            fn code(&self) -> &'static str {
                match self { $(Self::$variant { .. } => $code),+ }
            }
            fn field(&self) -> Option<&'static str> {
                match self { $(Self::$variant { .. } => refusals!(@optional $($field)?)),+ }
            }
            fn params(&self) -> Vec<(&'static str, String)> {
                match self {
                    $(Self::$variant $({ $($param),+ })? => {
                        vec![$($((stringify!($param), $crate::named::Param::param($param))),+)?]
                    })+
                }
            }
            fn opens(&self) -> Option<&'static str> {
                match self { $(Self::$variant { .. } => refusals!(@optional $($opens)?)),+ }
            }
        }
    };
    (@optional) => { None };
    (@optional $text:literal) => { Some($text) };
}

#[cfg(test)]
mod tests {
    use super::*;

    refusals! {
        /// Doors.
        DoorRefusal {
            Locked => "door-refusal-locked" opens "door-opens-key",
            TooNarrow { width: u32 } => "door-refusal-too-narrow" at "width",
        }
    }

    #[test]
    fn a_refusal_carries_code_field_params_and_what_opens_it() {
        let narrow = Refusal::from(DoorRefusal::TooNarrow { width: 40 });
        assert_eq!((narrow.code, narrow.field), ("door-refusal-too-narrow", Some("width")));
        assert_eq!(narrow.params.get("width").map(String::as_str), Some("40"));
        assert!(narrow.is_about_input());
        let locked = Refusal::from(DoorRefusal::Locked);
        assert_eq!(locked.opens, Some("door-opens-key"));
        assert!(!locked.is_about_input());
        assert_eq!(DoorRefusal::KEYS, ["door-refusal-locked", "door-opens-key", "door-refusal-too-narrow"]);
    }

    #[test]
    fn what_is_empty_stays_out_of_the_answer() {
        let json = serde_json::to_string(&Refusal::from(DoorRefusal::Locked)).expect("json");
        assert_eq!(json, r#"{"code":"door-refusal-locked","opens":"door-opens-key"}"#);
    }
}
