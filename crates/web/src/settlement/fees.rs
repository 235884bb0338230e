//! The brand's fee table, and setting a row of it.

use super::claims::category_or_any;
use crate::{Answer, Form, FormErrors, Problem, Shell, Web, products::Known, reading::Reading, show, show_again};
use aftercare_app::settlement::{self, FeeRow};
use aftercare_domain::{identity::Action, orders::Mode, settlement::FeeOutcome};
use aftercare_kernel::Money;
use askama::Template;
use axum::extract::State;
use serde::Deserialize;

/// A row as it is typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct FeeForm {
    category: String,
    mode: String,
    outcome: String,
    amount: String,
}

#[derive(Template)]
#[template(path = "settlement/fees.html")]
pub struct FeesPage {
    shell: Shell,
    fees: Vec<FeeRow>,
    categories: Vec<(String, String)>,
    form: FeeForm,
    errors: FormErrors,
}

impl FeesPage {
    async fn load(web: &Web, shell: Shell) -> Result<Self, Problem> {
        let fees = settlement::fees(&web.app, &shell.actor).await?;
        let categories = Known::new(&shell.t, web.app.regimes()).categories;
        Ok(Self { shell, fees, categories, form: FeeForm::default(), errors: FormErrors::none() })
    }

    fn amount(&self, fee: &FeeRow) -> String {
        self.shell.t.money(Money::from_minor(fee.amount_minor, fee.currency.parse().unwrap_or_default()))
    }
    fn category(&self, fee: &FeeRow) -> String {
        category_or_any(&self.shell, &fee.category)
    }
    fn word(&self, prefix: &str, name: &str) -> String {
        self.shell.t(&format!("{prefix}-{}", name.replace('_', "-")))
    }
    fn may_set(&self) -> bool {
        self.shell.can(Action::EditPolicy)
    }
    /// Any other, then each kind of goods that a text of law names; a brand may have others.
    fn known(&self) -> Vec<(String, String)> {
        let any = ("*".to_owned(), category_or_any(&self.shell, "*"));
        std::iter::once(any).chain(self.categories.iter().cloned()).collect()
    }
    fn modes(&self) -> Vec<(&'static str, String, bool)> {
        self.shell.choices(Mode::ALL.iter().map(|mode| (mode.name(), mode.key())), &self.form.mode)
    }
    fn outcomes(&self) -> Vec<(&'static str, String, bool)> {
        self.shell.choices(FeeOutcome::ALL.iter().map(|one| (one.name(), one.key())), &self.form.outcome)
    }
}

pub async fn table(State(web): State<Web>, shell: Shell) -> Answer {
    show(&FeesPage::load(&web, shell).await?)
}

pub async fn set(State(web): State<Web>, shell: Shell, Form(form): Form<FeeForm>) -> Answer {
    match save(&web, &shell, &form).await {
        Ok(()) => Ok(shell.go("/claims/fees", "shell-saved")),
        Err(problem) => {
            let errors = FormErrors::of(problem, &shell)?;
            let page = FeesPage { errors, form, ..FeesPage::load(&web, shell).await? };
            show_again(&page.errors, &page)
        }
    }
}

async fn save(web: &Web, shell: &Shell, form: &FeeForm) -> Result<(), Problem> {
    let mut reading = Reading::default();
    let amount = reading.amount("amount", &form.amount, shell.currency());
    if form.amount.trim().is_empty() {
        reading.refuse("amount", "errors-not-an-amount");
    }
    let amount = reading.done(amount.unwrap_or(Money::zero(shell.currency())))?;
    let row = FeeRow {
        category: form.category.trim().to_owned(),
        mode: form.mode.clone(),
        outcome: form.outcome.clone(),
        amount_minor: amount.minor(),
        currency: amount.currency().code().to_owned(),
    };
    settlement::set_fee(&web.app, &shell.actor, row).await.map_err(Problem::from)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::{Sample, check_samples};
    use aftercare_kernel::Locale;

    impl Sample for FeesPage {
        fn samples(shell: &Shell) -> Vec<Self> {
            let fee = |category: &str| FeeRow {
                category: category.into(),
                mode: "walk_in".into(),
                outcome: "no_fault".into(),
                amount_minor: 3_000,
                currency: "CNY".into(),
            };
            let page = |fees| Self {
                shell: shell.clone(),
                fees,
                categories: vec![("mobile_phone".into(), "手机".into())],
                form: FeeForm::default(),
                errors: FormErrors::none(),
            };
            vec![page(vec![fee("*"), fee("mobile_phone")]), page(Vec::new())]
        }
    }

    #[test]
    fn a_fee_is_shown_as_money_is_everywhere() {
        for (locale, shown) in
            [(Locale::ZhCn, ">¥1,230.50<"), (Locale::ZhTw, ">CN¥1,230.50<"), (Locale::En, ">CN¥1,230.50<")]
        {
            let mut page = FeesPage::samples(&Shell::sample(locale)).remove(0);
            page.fees[0].amount_minor = 123_050;
            assert!(page.render().expect("a page").contains(shown), "{locale}");
        }
    }

    #[test]
    fn the_fee_table_speaks_every_language() {
        check_samples::<FeesPage>();
    }
}
