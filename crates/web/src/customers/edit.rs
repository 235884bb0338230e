//! A customer in full: shown once, each time written down; and put right there.

use crate::{Answer, Flash, Form, FormErrors, Path, Problem, Shell, Web, reading::given, show, show_again};
use aftercare_app::customers::{self, AddressView, CustomerView, Unmasked};
use aftercare_domain::{
    customers::{CustomerDraft, CustomerKind},
    identity::Action,
};
use aftercare_kernel::{Locale, id::CustomerId};
use askama::Template;
use axum::extract::State;
use serde::Deserialize;

/// In place of the masked one.
#[derive(Template)]
#[template(
    source = r#"{% import "customers/party.html" as c %}{{ c::party(shell, customer, addresses, "") }}"#,
    ext = "html"
)]
struct Party {
    shell: Shell,
    customer: CustomerView,
    addresses: Vec<AddressView>,
}

#[derive(Template)]
#[template(path = "customers/edit.html")]
pub struct EditPage {
    shell: Shell,
    id: CustomerId,
    form: CustomerForm,
    addresses: Vec<AddressView>,
    errors: FormErrors,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct CustomerForm {
    version: i64,
    kind: String,
    name: String,
    phone: String,
    phone_2: String,
    email: String,
    language: Locale,
}

impl From<CustomerView> for CustomerForm {
    fn from(view: CustomerView) -> Self {
        Self {
            version: view.version,
            kind: view.kind.to_string(),
            name: view.name,
            phone: view.phone,
            phone_2: view.phone_2.unwrap_or_default(),
            email: view.email.unwrap_or_default(),
            language: view.language,
        }
    }
}

impl CustomerForm {
    fn draft(&self) -> Result<CustomerDraft, Problem> {
        Ok(CustomerDraft {
            kind: self.kind.parse().map_err(|_| Problem::invalid("kind", "errors-choose"))?,
            name: self.name.clone(),
            phone: self.phone.clone(),
            phone_2: given(&self.phone_2),
            email: given(&self.email),
            language: self.language,
        })
    }
}

impl EditPage {
    fn kinds(&self) -> Vec<(&'static str, String, bool)> {
        self.shell.choices(CustomerKind::ALL.iter().map(|k| (k.name(), k.key())), &self.form.kind)
    }

    fn languages(&self) -> Vec<(&'static str, String, bool)> {
        let key = |locale: Locale| (locale.tag(), format!("shell-locale-{locale}"));
        self.shell.choices(Locale::ALL.map(key), self.form.language.tag())
    }

    fn may_edit(&self) -> bool {
        self.shell.can(Action::EditCustomer)
    }
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct UnmaskForm {
    reason: String,
}

/// Answers with the page itself and no redirect: what is shown in full is shown once.
pub async fn unmask(
    State(web): State<Web>,
    shell: Shell,
    Path(id): Path<CustomerId>,
    Form(form): Form<UnmaskForm>,
) -> Answer {
    let Unmasked { customer, addresses } = customers::unmask(&web.app, &shell.actor, id, form.reason).await?;
    if shell.fragment {
        return show(&Party { shell, customer, addresses });
    }
    show(&EditPage { shell, id, form: customer.into(), addresses, errors: FormErrors::none() })
}

pub async fn edit(
    State(web): State<Web>,
    shell: Shell,
    Path(id): Path<CustomerId>,
    Form(form): Form<CustomerForm>,
) -> Answer {
    let edited = async {
        let draft = form.draft()?;
        customers::edit(&web.app, &shell.actor, id, form.version, draft).await.map_err(Problem::from)
    };
    match edited.await {
        Ok(()) => Ok(shell.go(&format!("/customers/{id}"), Flash::new("shell-saved"))),
        Err(problem) => {
            let errors = FormErrors::of(problem, &shell)?;
            show_again(&errors.clone(), &EditPage { shell, id, form, addresses: Vec::new(), errors })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{super::page::tests::customer_page, *};
    use crate::page::{Sample, check_samples};
    use aftercare_app::Error;

    impl Sample for EditPage {
        fn samples(shell: &Shell) -> Vec<Self> {
            let page = customer_page(shell);
            let sample = |errors| Self {
                shell: shell.clone(),
                id: page.customer.id,
                form: page.customer.clone().into(),
                addresses: page.addresses.clone(),
                errors,
            };
            let stale = FormErrors::of(Error::Stale, shell).expect("an error of the form");
            vec![sample(FormErrors::none()), sample(stale)]
        }
    }
    impl Sample for Party {
        fn samples(shell: &Shell) -> Vec<Self> {
            let page = customer_page(shell);
            let customer = CustomerView { masked: false, ..page.customer };
            vec![Self { shell: shell.clone(), customer, addresses: page.addresses }]
        }
    }

    #[test]
    fn a_customer_in_full_speaks_every_language() {
        check_samples::<EditPage>();
        check_samples::<Party>();
    }
}
