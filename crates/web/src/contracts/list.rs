//! The contracts that were sold in one's part of the tree, newest first.

use crate::{
    Answer, Query, Shell, Web,
    intake::stations,
    reading::{given, page_request},
    show,
};
use aftercare_app::{
    contracts::{self, ContractView},
    identity::NodeRow,
};
use aftercare_kernel::Page;
use askama::Template;
use axum::extract::State;
use serde::Deserialize;

/// As it stands in the address.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Filter {
    station: String,
    after: String,
    limit: Option<u32>,
}

#[derive(Template)]
#[template(path = "contracts/sold.html")]
pub struct SoldPage {
    shell: Shell,
    contracts: Page<ContractView>,
    stations: Vec<NodeRow>,
    filter: Filter,
}

impl SoldPage {
    fn station_choices(&self) -> Vec<(String, String, bool)> {
        let choice = |node: &NodeRow| {
            let name = format!("{} {}", node.code, self.shell.name(&node.name, &node.name_en));
            (node.code.clone(), name, node.code == self.filter.station)
        };
        self.stations.iter().map(choice).collect()
    }
}

pub async fn sold(State(web): State<Web>, shell: Shell, Query(filter): Query<Filter>) -> Answer {
    let request = page_request(&filter.after, filter.limit);
    let contracts = contracts::sold(&web.app, &shell.actor, given(&filter.station), request).await?;
    let stations = stations(&web, &shell).await?;
    show(&SoldPage { shell, contracts, stations, filter })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        contracts::sample,
        page::{Sample, check_samples},
    };

    impl Sample for SoldPage {
        fn samples(shell: &Shell) -> Vec<Self> {
            let page = |rows, next| Self {
                shell: shell.clone(),
                contracts: Page { rows, next },
                stations: Vec::new(),
                filter: Filter::default(),
            };
            vec![page(sample::contracts(), Some("k".into())), page(Vec::new(), None)]
        }
    }

    #[test]
    fn the_list_of_contracts_speaks_every_language() {
        check_samples::<SoldPage>();
    }
}
