//! One's own password and tokens.

use crate::{Answer, Flash, Form, FormErrors, Path, Problem, Shell, Web, show, show_again};
use aftercare_app::identity::{self, MadeToken, TokenRow};
use aftercare_domain::identity::{TokenScope, read_token_scopes};
use aftercare_kernel::{Instant, id::TokenId};
use askama::Template;
use axum::extract::State;
use serde::Deserialize;

#[derive(Template)]
#[template(path = "identity/account.html")]
pub struct AccountPage {
    shell: Shell,
    tokens: Vec<TokenRow>,
    form: TokenForm,
    errors: FormErrors,
    password_errors: FormErrors,
    /// Shown this once.
    made: Option<MadeToken>,
}

impl AccountPage {
    async fn load(web: &Web, shell: Shell) -> Result<Self, Problem> {
        Ok(Self {
            tokens: identity::my_tokens(&web.app, &shell.actor).await?,
            shell,
            form: TokenForm::default(),
            errors: FormErrors::none(),
            password_errors: FormErrors::none(),
            made: None,
        })
    }

    /// Each scope with its words and whether it is ticked.
    fn scopes(&self) -> Vec<(&'static str, String, bool)> {
        let chosen = |scope: &TokenScope| self.form.scopes.contains(scope);
        TokenScope::ALL.iter().map(|s| (s.name(), self.scope_name(*s), chosen(s))).collect()
    }

    fn scope_name(&self, scope: TokenScope) -> String {
        self.shell.t(&format!("identity-scope-{scope}"))
    }

    fn scopes_of(&self, token: &TokenRow) -> String {
        let names: Vec<String> = read_token_scopes(&token.scopes).into_iter().map(|s| self.scope_name(s)).collect();
        names.join(" · ")
    }

    fn revocation(&self, token: &TokenRow) -> String {
        format!("/account/tokens/{}/revocation", token.id)
    }

    fn revoked(&self, token: &TokenRow) -> String {
        self.shell.t_with("identity-token-revoke-ask", &[("name", token.name.as_str().into())])
    }

    fn lifetimes(&self) -> Vec<(String, String, bool)> {
        let lifetime = |days: u16| {
            let name = if days == 0 {
                self.shell.t("identity-token-never")
            } else {
                self.shell.count("identity-token-days", i64::from(days))
            };
            (days.to_string(), name, days == self.form.days)
        };
        [30, 90, 365, 0].map(lifetime).into()
    }
}

pub async fn account(State(web): State<Web>, shell: Shell) -> Answer {
    show(&AccountPage::load(&web, shell).await?)
}

#[derive(Deserialize)]
pub struct PasswordForm {
    old_password: String,
    password: String,
}

/// Every session of the person ends with the old password, this one too.
pub async fn change_password(State(web): State<Web>, shell: Shell, Form(form): Form<PasswordForm>) -> Answer {
    match identity::change_password(&web.app, &shell.actor, form.old_password, form.password).await {
        Ok(()) => Ok(shell.go("/sign-in", "identity-password-changed")),
        Err(error) => {
            let password_errors = FormErrors::of(error, &shell)?;
            let page = AccountPage { password_errors, ..AccountPage::load(&web, shell).await? };
            show_again(&page.password_errors, &page)
        }
    }
}

#[derive(Deserialize)]
#[serde(default)]
pub struct TokenForm {
    name: String,
    scopes: Vec<TokenScope>,
    /// Days until it ends; nought for never.
    days: u16,
}

impl Default for TokenForm {
    fn default() -> Self {
        Self { name: String::new(), scopes: vec![TokenScope::Read], days: 90 }
    }
}

impl TokenForm {
    fn ends(&self, now: Instant) -> Option<Instant> {
        const DAY_SECONDS: i64 = 24 * 3600;
        (self.days > 0).then(|| now.plus_seconds(i64::from(self.days) * DAY_SECONDS))
    }
}

/// Answers with the page itself and no redirect: the secret is nowhere but in this answer.
pub async fn make_token(State(web): State<Web>, shell: Shell, Form(form): Form<TokenForm>) -> Answer {
    let ends = form.ends(shell.now);
    let made = identity::make_token(&web.app, &shell.actor, form.name.clone(), form.scopes.clone(), ends).await;
    match made {
        Ok(made) => show(&AccountPage { made: Some(made), ..AccountPage::load(&web, shell).await? }),
        Err(error) => {
            let errors = FormErrors::of(error, &shell)?;
            let page = AccountPage { errors, form, ..AccountPage::load(&web, shell).await? };
            show_again(&page.errors, &page)
        }
    }
}

pub async fn revoke_token(State(web): State<Web>, shell: Shell, Path(id): Path<TokenId>) -> Answer {
    identity::revoke_token(&web.app, &shell.actor, id).await?;
    Ok(shell.go("/account", Flash::new("identity-token-revoked")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::{Sample, check_samples};
    use aftercare_app::Error;
    use aftercare_domain::identity::IdentityRefusal;

    impl Sample for AccountPage {
        fn samples(shell: &Shell) -> Vec<Self> {
            let id = TokenId::from_uuid(Default::default());
            let token = |expires_at| TokenRow {
                id,
                name: "ERP".into(),
                scopes: "read,write,import,admin".into(),
                created_at: shell.now,
                expires_at,
            };
            let errors = |refusal| FormErrors::of(Error::refuse(refusal), shell).expect("an error of the form");
            vec![
                Self {
                    shell: shell.clone(),
                    tokens: vec![token(None), token(Some(shell.now))],
                    form: TokenForm::default(),
                    errors: errors(IdentityRefusal::TokenNeedsScope),
                    password_errors: errors(IdentityRefusal::PasswordTooShort { least: 10 }),
                    made: Some(MadeToken { id, secret: "secret".into() }),
                },
                Self {
                    shell: shell.clone(),
                    tokens: Vec::new(),
                    form: TokenForm::default(),
                    errors: FormErrors::none(),
                    password_errors: FormErrors::none(),
                    made: None,
                },
            ]
        }
    }

    #[test]
    fn the_account_page_speaks_every_language() {
        check_samples::<AccountPage>();
    }
}
