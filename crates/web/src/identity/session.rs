//! Sign in, sign out, go on in another position, choose a language.

use crate::{
    Answer, ClientAddress, Flash, Form, FormErrors, Frame, Problem, Query, SignedIn, Web,
    context::{Caller, local_path, of_parts},
    cookies,
    shell::redirect,
    show, show_again,
};
use aftercare_app::identity::{self, SignInAttempt};
use aftercare_kernel::{Locale, id::PositionId};
use askama::Template;
use axum::{
    extract::State,
    http::{HeaderValue, header, request::Parts},
    response::Response,
};
use serde::Deserialize;

#[derive(Template)]
#[template(path = "identity/sign-in.html")]
pub struct SignInPage {
    shell: Frame,
    errors: FormErrors,
    login: String,
    next: String,
    flash: Option<String>,
}

#[derive(Deserialize)]
pub struct Back {
    #[serde(default)]
    next: String,
}

pub async fn form(shell: Frame, Query(back): Query<Back>, parts: Parts) -> Answer {
    let context = of_parts(&parts)?;
    let next = local_path(&back.next);
    if let Caller::Person(_) = context.caller {
        return Ok(redirect(shell.fragment, &next));
    }
    let flash = context.show_flash();
    show(&SignInPage { shell, errors: FormErrors::none(), login: String::new(), next, flash })
}

#[derive(Deserialize)]
pub struct SignInForm {
    login: String,
    password: String,
    #[serde(default)]
    next: String,
}

pub async fn sign_in(
    State(web): State<Web>,
    ClientAddress(address): ClientAddress,
    shell: Frame,
    Form(form): Form<SignInForm>,
) -> Answer {
    let next = local_path(&form.next);
    let attempt = SignInAttempt { login: form.login.clone(), password: form.password };
    let outcome = match web.sign_ins.admit(address) {
        Ok(()) => identity::sign_in(&web.app, attempt).await.map_err(Problem::from),
        Err(too_many) => Err(too_many),
    };
    match outcome {
        Ok(session) => {
            Ok(with_cookies(redirect(shell.fragment, &next), [cookies::session(&web, &session.token, session.seconds)]))
        }
        Err(problem) => {
            let errors = FormErrors::of(problem, &shell)?;
            show_again(&errors.clone(), &SignInPage { shell, errors, login: form.login, next, flash: None })
        }
    }
}

pub async fn sign_out(State(web): State<Web>, shell: Frame, person: SignedIn) -> Answer {
    identity::sign_out(&web.app, &person.token).await?;
    Ok(with_cookies(
        redirect(shell.fragment, "/sign-in"),
        [cookies::forget(&web, cookies::session_name(&web)), Flash::new("identity-signed-out").cookie(&web)],
    ))
}

#[derive(Deserialize)]
pub struct PositionForm {
    position: PositionId,
}

/// Starts at the first page: the page at hand may not be in sight of the other position.
pub async fn take_position(
    State(web): State<Web>,
    shell: Frame,
    person: SignedIn,
    Form(form): Form<PositionForm>,
) -> Answer {
    identity::take_position(&web.app, &person.actor, &person.token, form.position).await?;
    Ok(with_cookies(redirect(shell.fragment, "/"), [Flash::new("identity-position-taken").cookie(&web)]))
}

#[derive(Deserialize)]
pub struct LanguageForm {
    locale: Locale,
}

/// Also for those who have not signed in; stays on the page.
pub async fn choose_language(
    State(web): State<Web>,
    shell: Frame,
    person: Option<SignedIn>,
    Form(form): Form<LanguageForm>,
) -> Answer {
    if let Some(person) = person {
        identity::remember_locale(&web.app, &person.actor, form.locale).await?;
    }
    let back = crate::page::without_query(&shell.here, "lang");
    Ok(with_cookies(redirect(shell.fragment, &back), [cookies::locale(&web, form.locale.tag())]))
}

fn with_cookies<const N: usize>(mut response: Response, cookies: [Option<HeaderValue>; N]) -> Response {
    for cookie in cookies.into_iter().flatten() {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::{Sample, check_samples};
    use aftercare_domain::identity::IdentityRefusal;

    impl Sample for SignInPage {
        fn samples(shell: &crate::Shell) -> Vec<Self> {
            let refused = aftercare_app::Error::refuse(IdentityRefusal::WrongLogin);
            let locked = aftercare_app::Error::refuse(IdentityRefusal::Locked { minutes: 15 });
            let errors = [refused, locked].map(|error| FormErrors::of(error, shell).expect("an error of the form"));
            let page = |errors| Self {
                shell: (**shell).clone(),
                errors,
                login: "li.na".into(),
                next: "/cases".into(),
                flash: Some(shell.t("identity-signed-out")),
            };
            std::iter::once(FormErrors::none()).chain(errors).map(page).collect()
        }
    }

    #[test]
    fn the_sign_in_page_speaks_every_language() {
        check_samples::<SignInPage>();
    }
}
