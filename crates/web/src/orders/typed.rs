//! What was typed into a step's form, kept as it was: it stands there again when something of it must be changed.

use crate::{Form, Problem, extract::read_pairs};
use aftercare_app::orders::At;
use aftercare_kernel::DocumentNumber;
use axum::extract::{FromRequest, Request};
use serde::de::DeserializeOwned;

/// Names and values in the form's order.
#[derive(Debug, Clone, Default)]
pub struct Typed(Vec<(String, String)>);

/// Fields that every form has beside the step's own.
const OF_THE_FORM: [&str; 4] = ["_csrf", "version", "idempotency_key", MORE];
/// The button for a further line.
const MORE: &str = "more";

impl Typed {
    pub fn new(pairs: Vec<(String, String)>) -> Self {
        Self(pairs)
    }

    /// The value of a field, trimmed; empty when it was not filled in.
    pub fn get(&self, name: &str) -> &str {
        self.0.iter().find(|(field, _)| field == name).map_or("", |(_, value)| value.trim())
    }

    pub fn text(&self, name: &str) -> String {
        self.get(name).to_owned()
    }

    /// A further line was asked for; the form is not sent yet.
    pub fn wants_more(&self) -> bool {
        !self.get(MORE).is_empty()
    }

    /// How many lines the form had, whose fields are called `text_1`, `text_2` and so on.
    pub fn lines(&self, field: &str) -> usize {
        let number = |name: &str| name.strip_prefix(field)?.strip_prefix('_')?.parse().ok();
        self.0.iter().filter_map(|(name, _)| number(name)).max().unwrap_or(0)
    }

    /// What was typed, or what stands there before anybody has typed.
    pub fn or(&self, name: &str, otherwise: impl ToString) -> String {
        if self.0.iter().any(|(field, _)| field == name) { self.text(name) } else { otherwise.to_string() }
    }

    /// Another value in a field's place, as when two fields make one value.
    pub fn with(mut self, name: &str, value: String) -> Self {
        self.0.retain(|(field, _)| field != name);
        self.0.push((name.to_owned(), value));
        self
    }

    pub fn without(mut self, names: &[&str]) -> Self {
        self.0.retain(|(field, _)| !names.contains(&field.as_str()));
        self
    }

    /// The step's fields. One that was left empty counts as not given.
    pub fn read<T: DeserializeOwned>(&self) -> Result<T, Problem> {
        let given =
            |(name, value): &&(String, String)| !OF_THE_FORM.contains(&name.as_str()) && !value.trim().is_empty();
        let pairs: Vec<(&str, &str)> =
            self.0.iter().filter(given).map(|(name, value)| (name.as_str(), value.trim())).collect();
        let text = serde_html_form::to_string(pairs).map_err(Problem::fault)?;
        read_pairs(text.as_bytes())
    }

    /// The order the form is for, as the person saw it.
    pub fn at(&self, number: DocumentNumber) -> At {
        let key = self.get("idempotency_key");
        let key = (!key.is_empty()).then(|| key.chars().take(200).collect());
        At { number, version: self.get("version").parse().ok(), key }
    }
}

impl<S: Send + Sync> FromRequest<S> for Typed {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        let Form(pairs) = Form::<Vec<(String, String)>>::from_request(request, state).await?;
        Ok(Self(pairs))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::Deserialize;

    #[derive(Debug, PartialEq, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Wanted {
        item: String,
        #[serde(default)]
        note: String,
    }

    fn typed(pairs: &[(&str, &str)]) -> Typed {
        Typed::new(pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect())
    }

    #[test]
    fn the_steps_own_fields_are_read_and_empty_ones_are_not_given() {
        let typed =
            typed(&[("_csrf", "t"), ("version", "3"), ("idempotency_key", "k"), ("item", " 屏 "), ("note", " ")]);
        assert_eq!(typed.read::<Wanted>().ok(), Some(Wanted { item: "屏".into(), note: String::new() }));
        let at = typed.at("SH01-2026-000001".parse().expect("a number"));
        assert_eq!((at.version, at.key.as_deref()), (Some(3), Some("k")));
    }

    #[test]
    fn a_field_left_empty_is_asked_for_by_name() {
        let Err(Problem::Invalid(found)) = typed(&[("item", " ")]).read::<Wanted>() else { panic!("it was read") };
        assert_eq!((found[0].field.as_str(), found[0].key), ("item", "errors-required"));
    }
}
