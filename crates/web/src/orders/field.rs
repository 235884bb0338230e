//! A field of a step's form, as its page shows it.

use aftercare_i18n::Texts;

/// Value, words, whether it is chosen.
pub type Choice = (String, String, bool);

#[derive(Debug, Clone)]
pub enum Kind {
    /// An input of that HTML type.
    Input(&'static str),
    /// A text of several lines.
    Area,
    Select(Vec<Choice>),
    /// A signature drawn on the screen.
    Signature,
}

#[derive(Debug, Clone)]
pub struct Field {
    pub name: String,
    pub label: String,
    pub value: String,
    pub kind: Kind,
    pub required: bool,
    pub hint: String,
    /// Values to pick from beside typing, each with its words.
    pub offers: Vec<(String, String)>,
    pub most: usize,
    /// Columns of twelve: `w4`.
    pub width: &'static str,
}

impl Field {
    pub fn new(name: &str, label: String, value: String, kind: Kind) -> Self {
        let most = if matches!(kind, Kind::Area) { 1000 } else { 200 };
        let (name, required, hint, offers, width) = (name.to_owned(), false, String::new(), Vec::new(), "w12");
        Self { name, label, value, kind, required, hint, offers, most, width }
    }

    pub fn line(name: &str, label: String, value: String) -> Self {
        Self::new(name, label, value, Kind::Input("text"))
    }

    pub fn area(name: &str, label: String, value: String) -> Self {
        Self::new(name, label, value, Kind::Area)
    }

    /// A choice among the variants of an enum, each with its name and the key of its words.
    pub fn named(
        name: &str,
        label: String,
        chosen: &str,
        t: &Texts,
        all: impl IntoIterator<Item = (&'static str, String)>,
    ) -> Self {
        let choice = |(value, key): (&'static str, String)| (value.to_owned(), t.t(&key), value == chosen);
        Self::choice(name, label, all.into_iter().map(choice).collect())
    }

    pub fn choice(name: &str, label: String, choices: Vec<Choice>) -> Self {
        Self::new(name, label, String::new(), Kind::Select(choices))
    }

    pub fn required(self) -> Self {
        Self { required: true, ..self }
    }
    pub fn hint(self, hint: String) -> Self {
        Self { hint, ..self }
    }
    pub fn offers(self, offers: Vec<(String, String)>) -> Self {
        Self { offers, ..self }
    }
    /// Names the list of what is offered; none when nothing is.
    pub fn list(&self) -> String {
        if self.offers.is_empty() { String::new() } else { format!("{}-offers", self.name) }
    }
    pub fn most(self, most: usize) -> Self {
        Self { most, ..self }
    }
    pub fn wide(self, width: &'static str) -> Self {
        Self { width, ..self }
    }
}
