//! Customers are looked for, never leafed through: there is no list of everybody.

use super::options::{Asked, CustomerOption, found};
use crate::{Answer, Query, Shell, Web, show};
use askama::Template;
use axum::extract::State;

#[derive(Template)]
#[template(path = "customers/list.html")]
pub struct CustomersPage {
    shell: Shell,
    words: String,
    found: Vec<CustomerOption>,
}

pub async fn list(State(web): State<Web>, shell: Shell, Query(asked): Query<Asked>) -> Answer {
    let found = found(&web, &shell, &asked.q).await?;
    show(&CustomersPage { shell, words: asked.q, found })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::{Sample, check_samples};

    impl Sample for CustomersPage {
        fn samples(shell: &Shell) -> Vec<Self> {
            let id = aftercare_kernel::id::CustomerId::from_uuid(Default::default());
            let option = CustomerOption { id, name: "王**".into(), phone: "139****1234".into() };
            let page = |words: &str, found| Self { shell: shell.clone(), words: words.into(), found };
            vec![page("", Vec::new()), page("<王>", Vec::new()), page("139", vec![option])]
        }
    }

    #[test]
    fn the_search_for_customers_speaks_every_language() {
        check_samples::<CustomersPage>();
    }
}
