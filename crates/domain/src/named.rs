//! Enums whose variants have a stored name: the word in the database, in JSON and at the end of a catalogue key.

use crate::refusal::Refuse;
use std::fmt;

/// A word that none of the known names of `what` equals.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownName {
    pub what: &'static str,
    pub given: String,
}

impl UnknownName {
    /// Keeps at most 60 characters of what was given, so that a refusal stays short.
    pub fn new(what: &'static str, given: &str) -> Self {
        Self { what, given: given.chars().take(60).collect() }
    }
}

impl fmt::Display for UnknownName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} has no value {:?}", self.what, self.given)
    }
}

impl std::error::Error for UnknownName {}

impl Refuse for UnknownName {
    fn code(&self) -> &'static str {
        "refusal-unknown-value"
    }
    fn field(&self) -> Option<&'static str> {
        Some(self.what)
    }
    fn params(&self) -> Vec<(&'static str, String)> {
        vec![("what", self.what.to_owned()), ("given", self.given.clone())]
    }
}

/// A parameter of a refusal's text. A named value gives the key of its own text, which the edge translates first.
pub trait Param {
    fn param(&self) -> String;
}

macro_rules! params_as_written {
    ($($type:ty),+) => {$(
        impl Param for $type {
            fn param(&self) -> String {
                self.to_string()
            }
        }
    )+};
}

params_as_written!(String, &'static str, i64, u32, usize, aftercare_kernel::Date, aftercare_kernel::Currency);

/// Declares an enum with its stored names. `as` is the field that such a value stands in; `keyed` begins the keys of
/// the variants' texts: a place kind `in_transit` keyed `place` is read under `place-in-transit`.
macro_rules! named {
    ($(#[$doc:meta])* $vis:vis enum $name:ident as $what:literal keyed $prefix:literal {
        $($(#[$variant_doc:meta])* $variant:ident = $text:literal),+ $(,)?
    }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        $vis enum $name { $($(#[$variant_doc])* $variant),+ }

        impl $name {
            pub const ALL: &'static [$name] = &[$($name::$variant),+];

            /// The stored name.
            pub const fn name(self) -> &'static str {
                match self { $($name::$variant => $text),+ }
            }
            /// The key of its text in the catalogue.
            pub fn key(self) -> String {
                format!(concat!($prefix, "-{}"), self.name().replace('_', "-"))
            }
        }
        impl $crate::named::Param for $name {
            fn param(&self) -> String {
                self.key()
            }
        }
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.name())
            }
        }
        impl std::str::FromStr for $name {
            type Err = $crate::named::UnknownName;
            fn from_str(text: &str) -> Result<Self, $crate::named::UnknownName> {
                Self::ALL.iter().copied().find(|v| v.name() == text)
                    .ok_or_else(|| $crate::named::UnknownName::new($what, text))
            }
        }
        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.name())
            }
        }
        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = <std::borrow::Cow<'de, str> as serde::Deserialize>::deserialize(deserializer)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }
    };
}

#[cfg(test)]
mod tests {
    named! {
        enum Fruit as "fruit" keyed "fruit" { Apple = "apple", BloodOrange = "blood_orange" }
    }

    #[test]
    fn a_name_reads_back_as_its_variant() {
        for fruit in Fruit::ALL {
            assert_eq!(fruit.name().parse(), Ok(*fruit));
        }
        let json = serde_json::to_string(&Fruit::BloodOrange).expect("json");
        assert_eq!(json, "\"blood_orange\"");
        assert_eq!(Fruit::BloodOrange.key(), "fruit-blood-orange");
        assert_eq!(serde_json::from_str::<Fruit>(&json).expect("fruit"), Fruit::BloodOrange);
    }

    #[test]
    fn an_unknown_name_tells_the_field_and_is_cut_short() {
        let refusal = "x".repeat(500).parse::<Fruit>().expect_err("unknown");
        assert_eq!((refusal.what, refusal.given.len()), ("fruit", 60));
        assert!(serde_json::from_str::<Fruit>("\"pear\"").is_err());
    }
}
