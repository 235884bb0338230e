//! Text in the three languages of the house: message catalogues, and the forms of money, dates and time left.
//!
//! `locales/<locale>/<area>.ftl` holds the messages of one area; every key begins with its area
//! (`orders-hand-over`), so a key names the file it stands in. A locale is a translation of its own:
//! `zh-TW` speaks Taiwan's words and is never converted from `zh-CN`.

mod argument;
mod capitals;
mod catalogue;
mod format;
mod texts;

#[cfg(test)]
mod literal_keys;

pub use argument::Arg;
pub use capitals::capitals;
pub use catalogue::{has_key, text, text_with};
pub use format::{date, date_long, duration_left, instant, integer, money};
pub use texts::Texts;
