//! What the fields of a sheet offer while somebody types: customers and divisions; and the card of a chosen customer.

use crate::{Answer, Path, Problem, Query, Shell, Web, show};
use aftercare_app::{
    customers::{self, CustomerPage, Division},
    search::{self, Hit},
};
use aftercare_domain::identity::Action;
use aftercare_kernel::id::CustomerId;
use askama::Template;
use axum::extract::State;
use serde::Deserialize;
use serde_json::json;

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    pub q: String,
}

pub struct CustomerOption {
    pub id: CustomerId,
    pub name: String,
    pub phone: String,
}

impl CustomerOption {
    /// Other fields of the sheet, as the page's script reads them.
    fn fill(&self) -> String {
        json!({ "name": self.name }).to_string()
    }
}

#[derive(Template)]
#[template(path = "customers/options.html")]
struct CustomerOptions {
    options: Vec<CustomerOption>,
}

/// Customers by phone, the end of one, or a part of a name.
pub async fn options(State(web): State<Web>, shell: Shell, Query(asked): Query<Asked>) -> Answer {
    show(&CustomerOptions { options: found(&web, &shell, &asked.q).await? })
}

pub async fn found(web: &Web, shell: &Shell, words: &str) -> Result<Vec<CustomerOption>, Problem> {
    shell.actor.may(Action::ReadCustomer)?;
    let hits = search::search(&web.app, &shell.actor, words).await?;
    let customer = |hit| match hit {
        Hit::Customer { id, name, phone, .. } => Some(CustomerOption { id, name, phone }),
        _ => None,
    };
    Ok(hits.into_iter().filter_map(customer).collect())
}

#[derive(Template)]
#[template(path = "customers/divisions.html")]
struct DivisionOptions {
    divisions: Vec<&'static Division>,
}

/// Of a list that anybody may read; signed in all the same.
pub async fn divisions(_: Shell, Query(asked): Query<Asked>) -> Answer {
    show(&DivisionOptions { divisions: customers::find_divisions(&asked.q) })
}

#[derive(Template)]
#[template(path = "customers/card.html")]
struct CustomerCard {
    shell: Shell,
    page: CustomerPage,
}

/// Beside the sheet of a new case: addresses to pick from, and what is open already.
pub async fn card(State(web): State<Web>, shell: Shell, Path(id): Path<CustomerId>) -> Answer {
    let page = customers::page(&web.app, &shell.actor, id).await?;
    show(&CustomerCard { shell, page })
}

#[cfg(test)]
mod tests {
    use super::{super::page::tests::customer_page, *};
    use crate::page::{Sample, check_samples};

    impl Sample for CustomerOptions {
        fn samples(_: &Shell) -> Vec<Self> {
            let id = CustomerId::from_uuid(Default::default());
            vec![Self { options: vec![CustomerOption { id, name: "王'\"**".into(), phone: "139****1234".into() }] }]
        }
    }
    impl Sample for DivisionOptions {
        fn samples(_: &Shell) -> Vec<Self> {
            vec![Self { divisions: customers::find_divisions("浦东") }, Self { divisions: Vec::new() }]
        }
    }
    impl Sample for CustomerCard {
        fn samples(shell: &Shell) -> Vec<Self> {
            vec![Self { shell: shell.clone(), page: customer_page(shell) }]
        }
    }

    #[test]
    fn what_fields_offer_speaks_every_language() {
        check_samples::<CustomerOptions>();
        check_samples::<DivisionOptions>();
        check_samples::<CustomerCard>();
    }

    #[test]
    fn a_quote_in_a_name_ends_no_attribute() {
        let [options] = &CustomerOptions::samples(&Shell::sample(aftercare_kernel::Locale::En))[..] else {
            panic!("one sample")
        };
        let html = options.render().expect("options");
        assert!(!html.contains("王'\""), "{html}");
    }
}
