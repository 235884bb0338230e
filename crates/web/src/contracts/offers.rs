//! Offers: listed, defined, retired.

use super::offer_form::{OfferForm, TypedLine};
use crate::{Answer, Flash, Form, FormErrors, Path, Problem, Shell, Web, products::Known, show, show_again};
use aftercare_app::contracts::{self, OfferRow};
use aftercare_domain::{
    contracts::{Begins, ContractKind, Subject},
    identity::Action,
};
use askama::Template;
use axum::extract::State;

type Choices = Vec<(&'static str, String, bool)>;

#[derive(Template)]
#[template(path = "contracts/offers.html")]
pub struct OffersPage {
    shell: Shell,
    offers: Vec<OfferRow>,
    known: Known,
    form: OfferForm,
    errors: FormErrors,
}

impl OffersPage {
    async fn load(web: &Web, shell: Shell) -> Result<Self, Problem> {
        let offers = contracts::offers(&web.app, &shell.actor).await?;
        let known = Known::new(&shell.t, web.app.regimes());
        Ok(Self { shell, offers, known, form: OfferForm::new(), errors: FormErrors::none() })
    }

    fn may_edit(&self) -> bool {
        self.shell.can(Action::EditCatalogue)
    }
    fn kinds(&self) -> Choices {
        self.shell.choices(ContractKind::ALL.iter().map(|kind| (kind.name(), kind.key())), &self.form.kind)
    }
    fn begins(&self) -> Choices {
        self.shell.choices(Begins::ALL.iter().map(|begins| (begins.name(), begins.key())), &self.form.begins)
    }
    fn subjects(&self, line: &TypedLine) -> Choices {
        self.shell.choices(Subject::ALL.iter().map(|subject| (subject.name(), subject.key())), &line.subject)
    }
    fn months(&self, offer: &OfferRow) -> String {
        self.shell.count("products-months", offer.entry.months)
    }
    /// Models by their codes, categories by their words.
    fn goods(&self, offer: &OfferRow) -> String {
        let categories = offer.entry.categories.iter().map(|word| crate::products::category_name(&self.shell.t, word));
        offer.entry.models.iter().cloned().chain(categories).collect::<Vec<_>>().join(" · ")
    }
}

pub async fn list(State(web): State<Web>, shell: Shell) -> Answer {
    show(&OffersPage::load(&web, shell).await?)
}

pub async fn define(State(web): State<Web>, shell: Shell, Form(form): Form<OfferForm>) -> Answer {
    let defined = async {
        let offer = form.offer(shell.currency())?;
        contracts::define_offer(&web.app, &shell.actor, offer).await.map_err(Problem::from)
    };
    match defined.await {
        Ok(_) => Ok(shell.go("/offers", Flash::new("contracts-offer-defined").with("code", form.code.trim()))),
        Err(problem) => {
            let errors = FormErrors::of(problem, &shell)?;
            let page = OffersPage { errors, form, ..OffersPage::load(&web, shell).await? };
            show_again(&page.errors, &page)
        }
    }
}

pub async fn retire(State(web): State<Web>, shell: Shell, Path(code): Path<String>) -> Answer {
    contracts::retire_offer(&web.app, &shell.actor, code.clone()).await?;
    Ok(shell.go("/offers", Flash::new("contracts-offer-retired").with("code", code)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        contracts::sample,
        page::{Sample, check_samples},
    };
    use aftercare_app::Error;
    use aftercare_domain::{contracts::ContractRefusal, warranty::Regimes};

    impl Sample for OffersPage {
        fn samples(shell: &Shell) -> Vec<Self> {
            let regimes = Regimes::builtin().expect("the regimes built in");
            let page = |offers, errors| Self {
                shell: shell.clone(),
                offers,
                known: Known::new(&shell.t, &regimes),
                form: OfferForm::new(),
                errors,
            };
            let refused = Error::refuse(ContractRefusal::LinesMissing);
            let retired = OfferRow { retired_at: Some(shell.now), ..sample::offer() };
            vec![
                page(vec![sample::offer(), retired], FormErrors::of(refused, shell).expect("an error of the form")),
                page(Vec::new(), FormErrors::none()),
            ]
        }
    }

    #[test]
    fn the_page_of_offers_speaks_every_language() {
        check_samples::<OffersPage>();
    }
}
