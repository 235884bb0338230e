//! A contract: its terms, what is used of it, and giving it back.

use crate::{
    Answer, Flash, Form, FormErrors, Path, Problem, Shell, Web,
    problem::refusal_text,
    reading::{Reading, given},
    show, show_again,
};
use aftercare_app::contracts::{self, Cancellation, Cancelled, ContractPage as Contract, CoverView, UseRow};
use aftercare_domain::{identity::Action, money::PaymentMethod};
use aftercare_kernel::{DocumentNumber, Money};
use askama::Template;
use axum::extract::State;
use serde::Deserialize;

#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct CancelForm {
    /// As the page showed it.
    refund: String,
    method: String,
    reason: String,
    idempotency_key: String,
}

#[derive(Template)]
#[template(path = "contracts/page.html")]
pub struct ContractPage {
    shell: Shell,
    page: Contract,
    form: CancelForm,
    errors: FormErrors,
}

impl ContractPage {
    async fn load(web: &Web, shell: Shell, number: DocumentNumber) -> Result<Self, Problem> {
        let page = contracts::page(&web.app, &shell.actor, number).await?;
        let form = CancelForm { idempotency_key: shell.request_id.clone(), ..CancelForm::default() };
        Ok(Self { shell, page, form, errors: FormErrors::none() })
    }

    /// What would go back today, to who may give it back.
    fn refund(&self) -> Option<Money> {
        let may = self.page.in_scope && self.shell.can(Action::CancelContract);
        self.page.refund_today.as_ref().ok().filter(|_| may).copied()
    }
    fn refund_words(&self, refund: &Money) -> String {
        let key = if self.page.whole_price { "contracts-refund-today-whole" } else { "contracts-refund-today" };
        self.shell.t_with(key, &[("amount", self.shell.money(*refund).into())])
    }
    fn why_not(&self) -> Option<String> {
        self.page.refund_today.as_ref().err().map(|refusal| refusal_text(&self.shell.t, refusal))
    }
    fn methods(&self) -> Vec<(&'static str, String, bool)> {
        self.shell.choices(PaymentMethod::ALL.iter().map(|method| (method.name(), method.key())), &self.form.method)
    }
    fn method(&self) -> String {
        self.shell.t(&format!("money-method-{}", self.page.method))
    }
    fn used(&self, cover: &CoverView) -> String {
        let times = self.shell.count("contracts-times", cover.used.times);
        format!("{times} · {}", self.shell.money(cover.used.paid))
    }
    fn amount(&self, used: &UseRow) -> String {
        self.shell.money(Money::from_minor(used.amount_minor, self.page.contract.price.currency()))
    }
    fn use_state(&self, used: &UseRow) -> String {
        self.shell.t(&format!("contracts-use-{}", used.state))
    }
}

pub async fn page(State(web): State<Web>, shell: Shell, Path(number): Path<DocumentNumber>) -> Answer {
    show(&ContractPage::load(&web, shell, number).await?)
}

pub async fn cancel(
    State(web): State<Web>,
    shell: Shell,
    Path(number): Path<DocumentNumber>,
    Form(form): Form<CancelForm>,
) -> Answer {
    match cancelled(&web, &shell, &number, &form).await {
        Ok(Cancelled { number, refund }) => {
            let said = Flash::new("contracts-cancelled").with("number", &number).with("amount", shell.money(refund));
            Ok(shell.go(&format!("/contracts/{number}"), said))
        }
        Err(problem) => {
            let errors = FormErrors::of(problem, &shell)?;
            let page = ContractPage { errors, form, ..ContractPage::load(&web, shell, number).await? };
            show_again(&page.errors, &page)
        }
    }
}

async fn cancelled(web: &Web, shell: &Shell, number: &DocumentNumber, form: &CancelForm) -> Result<Cancelled, Problem> {
    let mut reading = Reading::default();
    let method = reading.chosen("method", &form.method, PaymentMethod::Cash);
    let currency = contracts::page(&web.app, &shell.actor, number.clone()).await?.contract.price.currency();
    let refund = reading.amount("refund", &form.refund, currency).unwrap_or(Money::zero(currency));
    let wish = Cancellation { number: number.clone(), refund, method, reason: form.reason.clone() };
    let wish = reading.done(wish)?;
    Ok(contracts::cancel(&web.app, &shell.actor, wish, given(&form.idempotency_key)).await?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        contracts::sample,
        page::{Sample, check_samples},
    };
    use aftercare_kernel::Locale;

    impl Sample for ContractPage {
        fn samples(shell: &Shell) -> Vec<Self> {
            let page =
                |page| Self { shell: shell.clone(), page, form: CancelForm::default(), errors: FormErrors::none() };
            sample::pages().into_iter().map(page).collect()
        }
    }

    #[test]
    fn the_contracts_page_speaks_every_language() {
        check_samples::<ContractPage>();
    }

    #[test]
    fn a_contract_that_cannot_be_given_back_shows_no_form_and_says_why() {
        let pages = ContractPage::samples(&Shell::sample(Locale::En));
        let [open, over, not_begun] = &pages[..] else { panic!("three samples") };
        let html = |page: &ContractPage| page.render().expect("a page");
        assert!(html(open).contains("/cancellation") && open.why_not().is_none());
        assert!(html(open).contains("the days to come") && html(not_begun).contains("the whole price"));
        assert!(!html(over).contains("/cancellation") && over.why_not().is_some_and(|why| html(over).contains(&why)));
    }
}
