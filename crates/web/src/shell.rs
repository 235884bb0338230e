//! What stands around every page: brand, navigation, search, notices, language, and who is signed in.

use crate::{
    Problem, Web, assets,
    assets::Assets,
    context::{self, RequestContext, SignedIn},
    flash::Flash,
    navigation::{self, Link},
    page::with_query,
};
use aftercare_app::{
    Actor,
    identity::{self, Desk},
};
use aftercare_domain::identity::Action;
use aftercare_i18n::{Arg, Texts};
use aftercare_kernel::{Currency, Date, Instant, Locale, Money};
use axum::{
    extract::FromRequestParts,
    http::{HeaderName, HeaderValue, StatusCode, header, request::Parts},
    response::{IntoResponse, Response},
};
use std::{ops::Deref, sync::Arc};

/// A value as templates lend it: a field once, the binding of an `if let` twice.
pub trait Lent<T> {
    fn lent(&self) -> T;
}
impl<T: Copy> Lent<T> for T {
    fn lent(&self) -> T {
        *self
    }
}
impl<T: Copy> Lent<T> for &T {
    fn lent(&self) -> T {
        **self
    }
}
impl<T: Copy> Lent<T> for &&T {
    fn lent(&self) -> T {
        ***self
    }
}

/// What a page needs that anybody may see: the words, the bundle, where it is.
#[derive(Clone)]
pub struct Frame {
    pub t: Texts,
    /// Path and query of the page.
    pub here: String,
    /// New for each page: a form may send it as its idempotency key.
    pub request_id: String,
    /// Whether only a part of the page is wanted.
    pub fragment: bool,
    assets: Arc<Assets>,
}

impl Frame {
    pub fn new(context: &RequestContext, assets: Arc<Assets>) -> Self {
        Self {
            t: context.t,
            here: context.here.clone(),
            request_id: context.id.clone(),
            fragment: context.fragment,
            assets,
        }
    }

    pub fn t(&self, key: &str) -> String {
        self.t.t(key)
    }
    pub fn t_with(&self, key: &str, arguments: &[(&str, Arg)]) -> String {
        self.t.t_with(key, arguments)
    }
    /// The text with its one variable `count`.
    pub fn count(&self, key: &str, count: impl Into<Arg>) -> String {
        self.t.t_with(key, &[("count", count.into())])
    }
    pub fn lang(&self) -> &'static str {
        self.t.locale.tag()
    }
    pub fn money(&self, amount: impl Lent<Money>) -> String {
        self.t.money(amount.lent())
    }
    pub fn date(&self, date: impl Lent<Date>) -> String {
        self.t.date(date.lent())
    }
    /// The address of a file of the bundle by its plain name.
    pub fn asset(&self, name: &str) -> Option<String> {
        self.assets.address(name)
    }
    /// This page with one value of its query set.
    pub fn here_with(&self, name: &str, value: &str) -> String {
        with_query(&self.here, name, value)
    }
    /// Each language with its own name and whether it is spoken now.
    pub fn languages(&self) -> Vec<(&'static str, String, bool)> {
        let name = |locale: Locale| self.t.t(&format!("shell-locale-{locale}"));
        Locale::ALL.map(|locale| (locale.tag(), name(locale), locale == self.t.locale)).into()
    }
    /// The variants of an enum for `p::select`, each with its words and whether it is chosen.
    pub fn choices(
        &self,
        all: impl IntoIterator<Item = (&'static str, String)>,
        chosen: &str,
    ) -> Vec<(&'static str, String, bool)> {
        all.into_iter().map(|(name, key)| (name, self.t(&key), name == chosen)).collect()
    }
    /// Which of two names a reader of this language knows; the Chinese one when there is no other.
    pub fn name<'a>(&self, name: &'a str, name_en: &'a str) -> &'a str {
        if self.t.locale == Locale::En && !name_en.is_empty() { name_en } else { name }
    }
    /// A text with `{t}` or `{n}` where the browser puts a time.
    pub fn pattern(&self, key: &str, variable: &str) -> String {
        self.t.t_with(key, &[(variable, Arg::from(format!("{{{variable}}}")))])
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Frame
where
    Web: axum::extract::FromRef<S>,
{
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let web = <Web as axum::extract::FromRef<S>>::from_ref(state);
        Ok(Frame::new(&*context::of_parts(parts)?, web.assets.clone()))
    }
}

/// A page of somebody who is signed in. As an extractor it sends everybody else to sign in.
#[derive(Clone)]
pub struct Shell {
    frame: Frame,
    pub actor: Actor,
    pub csrf: String,
    pub now: Instant,
    pub desk: Desk,
    pub links: Vec<Link>,
    pub flash: Option<String>,
    web: Option<Web>,
}

/// Templates say `shell.t(…)` whether or not somebody is signed in.
impl Deref for Shell {
    type Target = Frame;
    fn deref(&self) -> &Frame {
        &self.frame
    }
}

impl Shell {
    async fn of(web: &Web, context: &RequestContext) -> Result<Self, Problem> {
        let SignedIn { actor, csrf, .. } = context.signed_in()?.clone();
        let desk = identity::desk(&web.app, &actor).await?;
        Ok(Self {
            links: navigation::links(&actor, &context.here, context.t),
            frame: Frame::new(context, web.assets.clone()),
            flash: if context.fragment { None } else { context.show_flash() },
            now: web.app.now(),
            desk,
            actor,
            csrf,
            web: Some(web.clone()),
        })
    }

    pub fn may_register(&self) -> bool {
        self.can(Action::RegisterCase)
    }

    pub fn can(&self, action: Action) -> bool {
        self.actor.can(action)
    }

    /// An instant in the brand's zone.
    pub fn instant(&self, instant: impl Lent<Instant>) -> String {
        self.t.instant(instant.lent(), &self.actor.zone)
    }

    /// The brand as its people call it.
    pub fn brand_name(&self) -> &str {
        let brand = &self.desk.brand;
        if self.t.locale == Locale::En && !brand.name_en.is_empty() { &brand.name_en } else { &brand.name }
    }

    /// The brand's colour, when it is one.
    pub fn accent(&self) -> Option<String> {
        let colour = self.desk.brand.accent.trim_start_matches('#');
        assets::is_colour(colour).then(|| colour.to_ascii_lowercase())
    }

    /// What the brand books in.
    pub fn currency(&self) -> Currency {
        self.desk.brand.currency.parse().unwrap_or_default()
    }

    /// The actor's roles in words.
    pub fn roles(&self) -> String {
        let names: Vec<String> = self.actor.roles().iter().map(|role| self.t.t(&format!("roles-{role}"))).collect();
        names.join(" · ")
    }

    /// The positions one can go on in: id, where and as what, whether it is the present one.
    pub fn positions(&self) -> Vec<(String, String, bool)> {
        let english = self.t.locale == Locale::En;
        let named = |p: &identity::PositionRow| {
            let node = if english && !p.node_name_en.is_empty() { &p.node_name_en } else { &p.node_name };
            let roles = aftercare_domain::identity::read_roles(&p.roles);
            let roles: Vec<String> = roles.iter().map(|role| self.t.t(&format!("roles-{role}"))).collect();
            (p.id.to_string(), format!("{node} · {}", roles.join(" · ")), p.id == self.actor.position)
        };
        self.desk.positions.iter().map(named).collect()
    }

    /// After a change: goes to `address` (a path of ours) and says there what was done.
    pub fn go(&self, address: &str, said: impl Into<Flash>) -> Response {
        let cookie = self.web.as_ref().and_then(|web| said.into().cookie(web));
        let mut response = redirect(self.fragment, address);
        if let Some(cookie) = cookie {
            response.headers_mut().append(header::SET_COOKIE, cookie);
        }
        response
    }
}

/// 303, or for a part of a page the word to htmx to go there with the whole page.
pub fn redirect(fragment: bool, address: &str) -> Response {
    let Ok(address) = HeaderValue::from_str(address) else { return Problem::fault("an address").into_response() };
    if fragment {
        return (StatusCode::OK, [(HeaderName::from_static("hx-redirect"), address)]).into_response();
    }
    (StatusCode::SEE_OTHER, [(header::LOCATION, address)]).into_response()
}

impl FromRequestParts<Web> for Shell {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, web: &Web) -> Result<Self, Problem> {
        let context = context::of_parts(parts)?;
        Shell::of(web, &context).await
    }
}

#[cfg(test)]
impl Shell {
    /// Somebody with every role at a made-up brand.
    pub fn sample(locale: Locale) -> Self {
        use aftercare_kernel::id::BrandId;
        let brand = identity::BrandRow {
            id: BrandId::from_uuid(Default::default()),
            code: "HX".into(),
            name: "华星".into(),
            name_en: "Huaxing".into(),
            accent: "#0b5cad".into(),
            country: "CN".into(),
            currency: "CNY".into(),
            zone: "Asia/Shanghai".into(),
            service_phone: "400 000 0000".into(),
        };
        let actor = identity::house(&brand).expect("a zone");
        let t = Texts::new(locale);
        Self {
            frame: Frame {
                t,
                here: "/people".into(),
                request_id: "r1".into(),
                fragment: false,
                assets: Arc::new(Assets::embedded()),
            },
            links: navigation::links(&actor, "/people", t),
            desk: Desk { brand, positions: Vec::new(), unread: 3 },
            actor,
            csrf: "csrf".into(),
            now: Instant::from_micros(1_770_000_000_000_000),
            flash: Some(t.t("shell-saved")),
            web: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_brand_is_named_in_the_readers_language() {
        assert_eq!(Shell::sample(Locale::En).brand_name(), "Huaxing");
        assert_eq!(Shell::sample(Locale::ZhTw).brand_name(), "华星");
    }

    #[test]
    fn a_part_of_a_page_makes_the_whole_page_go_on() {
        let whole = redirect(false, "/people");
        assert_eq!((whole.status().as_u16(), whole.headers()["location"].as_bytes()), (303, &b"/people"[..]));
        let part = redirect(true, "/people");
        assert_eq!((part.status().as_u16(), part.headers()["hx-redirect"].as_bytes()), (200, &b"/people"[..]));
    }
}
