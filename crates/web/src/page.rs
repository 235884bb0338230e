//! From a page's struct to its HTML, and what a form says when it is sent back.

use crate::{
    Problem, address,
    assets::Assets,
    context::RequestContext,
    problem::{FieldSaid, Invalid, Said},
    public,
    shell::Frame,
};
use aftercare_app::Error;
use aftercare_i18n::Texts;
use askama::Template;
use axum::{
    http::StatusCode,
    response::{Html, IntoResponse, Response},
};
use std::{collections::BTreeMap, sync::Arc};

/// What a handler of pages gives back.
pub type Answer = Result<Response, Problem>;

pub fn show(page: &impl Template) -> Answer {
    let html = page.render().map_err(Problem::fault)?;
    Ok(Html(html).into_response())
}

/// A form again, with what was typed and what is wrong with it.
pub fn show_again(errors: &FormErrors, page: &impl Template) -> Answer {
    show(page).map(|page| (errors.status, page).into_response())
}

/// What is wrong with a form: said at the field when there is one, else above the form.
#[derive(Debug, Clone, Default)]
pub struct FormErrors {
    status: StatusCode,
    whole: Option<Said>,
    fields: BTreeMap<String, String>,
}

impl FormErrors {
    pub fn none() -> Self {
        Self::default()
    }

    /// What a person can mend at the form, or by sending it again; anything else is a page of its own.
    pub fn of(problem: impl Into<Problem>, frame: &Frame) -> Result<Self, Problem> {
        let problem = problem.into();
        let at_the_form = matches!(
            problem,
            Problem::Invalid(_)
                | Problem::TooMany { .. }
                | Problem::App(Error::Refusal(_) | Error::Stale | Error::Busy | Error::DiskFull)
        );
        if !at_the_form {
            return Err(problem);
        }
        let said = problem.said(&frame.t, &frame.request_id);
        let fields = said.fields.iter().map(|field| (field.field.clone(), field.detail.clone())).collect();
        Ok(Self { status: problem.status(), whole: Some(said), fields })
    }

    /// With what else is wrong; of two words about one field the first stays.
    pub fn and(mut self, more: Self) -> Self {
        for (field, said) in more.fields {
            self.fields.entry(field).or_insert(said);
        }
        if let (Some(whole), Some(more)) = (&mut self.whole, more.whole) {
            let is_new = |field: &FieldSaid| !whole.fields.iter().any(|known| known.field == field.field);
            let new: Vec<FieldSaid> = more.fields.into_iter().filter(is_new).collect();
            whole.fields.extend(new);
        }
        self
    }

    /// Where a field is wrong, the others that were left empty are asked for too, so that nobody has to send a form for each.
    pub fn asking_for(self, empty: impl IntoIterator<Item = String>, frame: &Frame) -> Result<Self, Problem> {
        if self.fields.is_empty() {
            return Ok(self);
        }
        let asked = empty.into_iter().map(|field| Invalid::new(field, "errors-required")).collect();
        Ok(self.and(Self::of(Problem::Invalid(asked), frame)?))
    }

    pub fn at(&self, field: &str) -> Option<&str> {
        self.fields.get(field).map(String::as_str)
    }

    pub fn has(&self, field: &str) -> bool {
        self.fields.contains_key(field)
    }

    pub fn whole(&self) -> Option<&Said> {
        self.whole.as_ref()
    }
}

#[derive(Template)]
#[template(path = "problem.html")]
struct ProblemPage {
    shell: Frame,
    said: Said,
    /// The same page without what is wrong with its address.
    way_out: Option<String>,
}

/// What went wrong, for somebody who does not work here.
#[derive(Template)]
#[template(path = "problem-public.html")]
struct PublicProblemPage {
    shell: Frame,
    said: Said,
}

#[derive(Template)]
#[template(path = "problem-part.html")]
struct ProblemPart {
    said: Said,
}

/// A problem as a page, or as the part of a page that was asked for.
pub fn problem(context: &RequestContext, said: Said) -> Response {
    let status = StatusCode::from_u16(said.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let way_out = address::without_wrong_parts(&context.here, &said);
    let said = address::with_names(said, &context.t);
    // The bundle's names are read anew: this page must not need anything that may be what failed.
    let shell = || Frame::new(context, Arc::new(Assets::embedded()));
    let html = if context.fragment {
        ProblemPart { said }.render()
    } else if context.public {
        PublicProblemPage { shell: shell(), said: public::in_plain_words(said, &context.t) }.render()
    } else {
        ProblemPage { shell: shell(), said, way_out }.render()
    };
    match html {
        Ok(html) => (status, Html(html)).into_response(),
        Err(error) => {
            tracing::error!(%error, "a problem could not be shown");
            status.into_response()
        }
    }
}

/// What a browser shows when it reaches nobody: kept beforehand, so it says the same to everybody.
#[derive(Template)]
#[template(path = "offline.html")]
struct OfflinePage {
    shell: Frame,
}

pub async fn offline(shell: Frame) -> Answer {
    show(&OfflinePage { shell })
}

/// A value as it stands in a query.
pub fn query_value(text: &str) -> String {
    let plain = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.' | b'_' | b'~' | b'/');
    let written = |b: u8| if plain(&b) { char::from(b).to_string() } else { format!("%{b:02X}") };
    text.bytes().map(written).collect()
}

/// An address with one value of its query set, others kept: filters survive paging.
pub fn with_query(address: &str, name: &str, value: &str) -> String {
    let rest = without_query(address, name);
    let joint = if rest.contains('?') { '&' } else { '?' };
    format!("{rest}{joint}{name}={}", query_value(value))
}

/// An address without one value of its query.
pub fn without_query(address: &str, name: &str) -> String {
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    let is_other = |pair: &&str| !pair.is_empty() && pair.split('=').next() != Some(name);
    let pairs: Vec<&str> = query.split('&').filter(is_other).collect();
    if pairs.is_empty() { path.to_owned() } else { format!("{path}?{}", pairs.join("&")) }
}

/// The words for a stored notice or flash, whose values come as a list of pairs.
pub fn words(t: &Texts, key: &str, params: &str) -> String {
    let params: Vec<(String, String)> = serde_json::from_str(params).unwrap_or_default();
    let values: Vec<(&str, aftercare_i18n::Arg)> =
        params.iter().map(|(name, value)| (name.as_str(), crate::problem::argument(t, value))).collect();
    t.t_with(key, &values)
}

/// A page that can make samples of itself, so that a test sees it in every language.
#[cfg(test)]
pub trait Sample: Template + Sized {
    fn samples(shell: &crate::Shell) -> Vec<Self>;
}

/// Renders the samples of a page in each language and looks at what every page must keep.
#[cfg(test)]
pub fn check_samples<P: Sample>() {
    for locale in aftercare_kernel::Locale::ALL {
        for page in P::samples(&crate::Shell::sample(locale)) {
            let html = page.render().expect("a page");
            assert!(!html.contains('⟦'), "a text is missing: {}", around(&html, "⟦"));
            let (scripts, addressed) = (html.matches("<script").count(), html.matches("<script src=").count());
            assert_eq!(scripts, addressed, "the policy of content forbids scripts inside a page");
            for forbidden in [" style=", " onclick=", "javascript:"] {
                assert!(
                    !html.contains(forbidden),
                    "the policy of content forbids {forbidden}: {}",
                    around(&html, forbidden)
                );
            }
        }
    }
}

#[cfg(test)]
fn around(html: &str, what: &str) -> String {
    let at = html.find(what).unwrap_or(0);
    html[at..].chars().take(120).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    impl Sample for ProblemPage {
        fn samples(shell: &crate::Shell) -> Vec<Self> {
            let wrong = Problem::invalid("state", "errors-not-understood");
            let problems = [Problem::NoSuchPage, Problem::App(Error::Stale), Problem::fault("x"), wrong];
            let page = |problem: Problem| {
                let said = problem.said(&shell.t, "r1");
                let way_out = address::without_wrong_parts("/cases?state=zzz", &said);
                Self { shell: (**shell).clone(), said, way_out }
            };
            problems.map(page).into()
        }
    }

    impl Sample for OfflinePage {
        fn samples(shell: &crate::Shell) -> Vec<Self> {
            vec![Self { shell: (**shell).clone() }]
        }
    }

    #[test]
    fn the_page_without_a_network_speaks_every_language_and_of_nobody() {
        check_samples::<OfflinePage>();
        let shell = crate::Shell::sample(aftercare_kernel::Locale::ZhCn);
        let html = OfflinePage::samples(&shell).remove(0).render().expect("a page");
        assert!(!html.contains("<form") && !html.contains("data-person"), "it is kept for everybody: {html}");
    }

    #[test]
    fn problem_pages_speak_every_language() {
        check_samples::<ProblemPage>();
    }

    impl Sample for PublicProblemPage {
        fn samples(shell: &crate::Shell) -> Vec<Self> {
            let problems = [Problem::NoSuchPage, Problem::missing("order"), Problem::fault("x"), Problem::TimedOut];
            let said = |problem: Problem| public::in_plain_words(problem.said(&shell.t, "r1"), &shell.t);
            problems.map(|problem| Self { shell: (**shell).clone(), said: said(problem) }).into()
        }
    }

    #[test]
    fn a_problem_leads_a_customer_nowhere_in_the_house() {
        check_samples::<PublicProblemPage>();
        let shell = crate::Shell::sample(aftercare_kernel::Locale::ZhCn);
        for page in PublicProblemPage::samples(&shell) {
            let html = page.render().expect("a page");
            assert!(!html.contains("href=\"/\"") && !html.contains("管辖"), "{html}");
        }
    }

    /// Every part once, as the pages of the areas use them.
    #[derive(Template)]
    #[template(
        ext = "html",
        source = r#"{% import "parts.html" as p %}
            {{ p::pill("open", "blue") }}{{ p::clock(shell, left) }}{{ p::form_errors(errors) }}
            {{ p::input(errors, "login", "Login", typed, required = true, hint = "3 to 60", chord = "alt+l") }}
            {{ p::textarea(errors, "note", "Note", typed) }}
            {{ p::select(errors, "node", "Node", choices, blank = "choose") }}
            {{ p::checks(errors, "roles", "Roles", choices) }}
            {{ p::pages(shell, next) }}{{ p::empty("none", "begin") }}"#
    )]
    struct Parts {
        shell: crate::Shell,
        left: aftercare_domain::deadlines::TimeLeft,
        errors: FormErrors,
        typed: String,
        choices: Vec<(&'static str, String, bool)>,
        next: Option<String>,
    }

    impl Sample for Parts {
        fn samples(shell: &crate::Shell) -> Vec<Self> {
            use aftercare_domain::{
                deadlines::{ClockWhat, TimeLeft},
                identity::IdentityRefusal,
            };
            let refused = Error::refuse(IdentityRefusal::LoginUnfit);
            vec![Self {
                left: TimeLeft::at(shell.now, ClockWhat::Visit, shell.now.plus_seconds(3 * 3600)),
                errors: FormErrors::of(refused, shell).expect("an error of the form"),
                typed: "\"><b>".into(),
                choices: vec![("SH01", "徐汇".into(), false), ("SH02", "浦东".into(), true)],
                next: Some("k1".into()),
                shell: shell.clone(),
            }]
        }
    }

    #[test]
    fn parts_show_values_errors_clocks_and_the_way_on() {
        check_samples::<Parts>();
        let [page] = &Parts::samples(&crate::Shell::sample(aftercare_kernel::Locale::En))[..] else {
            panic!("one sample")
        };
        let html = page.render().expect("parts");
        for expected in [
            r#"aria-invalid="true" aria-describedby="login-error""#,
            r#"id="login-error""#,
            r#"data-key="alt+l""#,
            r#"amber="7200" level="green">3 hours left"#,
            r#"<option value="SH02" selected>"#,
            r#"href="/people?after=k1""#,
            r#"data-tone="blue""#,
        ] {
            assert!(html.contains(expected), "{expected}: {html}");
        }
    }

    #[test]
    fn filters_survive_paging() {
        for (address, expected) in [
            ("/cases", "/cases?after=a%2Bb"),
            ("/cases?state=open&after=old", "/cases?state=open&after=a%2Bb"),
            ("/cases?", "/cases?after=a%2Bb"),
        ] {
            assert_eq!(with_query(address, "after", "a+b"), expected);
        }
    }
}
