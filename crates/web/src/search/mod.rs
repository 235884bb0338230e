//! 搜索 Search: one box for everything.
//!
//! Use cases: `app::search`. Templates: `templates/search`.

mod api;

use crate::{Answer, Query, Shell, Web, redirect, show};
use aftercare_app::search::{self, Hit};
use aftercare_kernel::DocumentNumber;
use askama::Template;
use axum::{Router, extract::State, routing::get};
use serde::Deserialize;

pub use api::routes as api;

pub fn pages() -> Router<Web> {
    Router::new().route("/search", get(find))
}

#[derive(Template)]
#[template(path = "search/results.html")]
struct ResultsPage {
    shell: Shell,
    words: String,
    hits: Vec<Hit>,
}

/// Whether a hit belongs to a group.
type Is = fn(&Hit) -> bool;

impl ResultsPage {
    /// The hits in the groups that people think in, the surest kind first.
    fn groups(&self) -> Vec<(String, Vec<&Hit>)> {
        let kinds: [(&str, Is); 6] = [
            ("shell-cases", |hit| matches!(hit, Hit::Case { .. })),
            ("shell-orders", |hit| matches!(hit, Hit::Order { .. })),
            ("contracts-contracts", |hit| matches!(hit, Hit::Contract { .. })),
            ("shell-devices", |hit| matches!(hit, Hit::Device { .. })),
            ("shell-customers", |hit| matches!(hit, Hit::Customer { .. })),
            ("products-models", |hit| matches!(hit, Hit::Model { .. })),
        ];
        let group =
            |(key, of): (&str, Is)| (self.shell.t(key), self.hits.iter().filter(|hit| of(hit)).collect::<Vec<_>>());
        kinds.into_iter().map(group).filter(|(_, hits)| !hits.is_empty()).collect()
    }

    fn nothing(&self) -> String {
        self.shell.t_with("shell-search-nothing", &[("query", (&self.words).into())])
    }
}

/// Where a hit leads.
fn address(hit: &Hit) -> String {
    match hit {
        Hit::Case { number, .. } => format!("/cases/{number}"),
        Hit::Order { number, .. } => format!("/orders/{number}"),
        Hit::Contract { number, .. } => format!("/contracts/{number}"),
        Hit::Customer { id, .. } => format!("/customers/{id}"),
        Hit::Device { unit, .. } => format!("/devices/{unit}"),
        Hit::Model { id, .. } => format!("/models/{id}"),
    }
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Asked {
    q: String,
}

/// A number of a paper in full leads to what it stands for at once.
async fn find(State(web): State<Web>, shell: Shell, Query(asked): Query<Asked>) -> Answer {
    let hits = search::search(&web.app, &shell.actor, &asked.q).await?;
    match &hits[..] {
        [only] if asked.q.parse::<DocumentNumber>().is_ok() => Ok(redirect(shell.fragment, &address(only))),
        _ => show(&ResultsPage { shell, words: asked.q, hits }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::{Sample, check_samples};
    use aftercare_domain::{
        customers::CustomerKind,
        intake::CaseKind,
        orders::{Mode, StateName},
    };
    use aftercare_kernel::id::{CaseId, CustomerId, ModelId, OrderId, UnitId};

    fn hits() -> Vec<Hit> {
        let nil = Default::default();
        let number = || "SH01-2026-000001".to_owned();
        vec![
            Hit::Model {
                id: ModelId::from_uuid(nil),
                code: "HX-P10".into(),
                name: "华新 P10".into(),
                name_en: "Huaxin P10".into(),
            },
            Hit::Case {
                id: CaseId::from_uuid(nil),
                number: number(),
                kind: CaseKind::Repair,
                open: true,
                symptom: "黑屏".into(),
            },
            Hit::Order {
                id: OrderId::from_uuid(nil),
                number: number(),
                mode: Mode::OnSite,
                state: StateName::OnSite,
                symptom: "黑屏".into(),
            },
            Hit::Contract {
                number: number(),
                serial: "SN0001".into(),
                offer: "延保一年".into(),
                offer_en: "One more year".into(),
            },
            Hit::Customer {
                id: CustomerId::from_uuid(nil),
                kind: CustomerKind::Person,
                name: "王**".into(),
                phone: "139****1234".into(),
            },
            Hit::Device {
                unit: UnitId::from_uuid(nil),
                serial: "SN0001".into(),
                imei: None,
                model_code: "HX-P10".into(),
                model: "华新 P10".into(),
                model_en: "Huaxin P10".into(),
            },
        ]
    }

    impl Sample for ResultsPage {
        fn samples(shell: &Shell) -> Vec<Self> {
            let page = |words: &str, hits| Self { shell: shell.clone(), words: words.into(), hits };
            vec![page("黑屏", hits()), page("<b>", Vec::new()), page("", Vec::new())]
        }
    }

    #[test]
    fn what_was_found_speaks_every_language() {
        check_samples::<ResultsPage>();
    }

    #[test]
    fn hits_stand_in_groups_with_papers_first() {
        let [page, ..] = &ResultsPage::samples(&Shell::sample(aftercare_kernel::Locale::En))[..] else {
            panic!("pages")
        };
        let names: Vec<String> = page.groups().into_iter().map(|(name, _)| name).collect();
        let keys = [
            "shell-cases",
            "shell-orders",
            "contracts-contracts",
            "shell-devices",
            "shell-customers",
            "products-models",
        ];
        assert_eq!(names, keys.map(|key| page.shell.t(key)));
    }
}
