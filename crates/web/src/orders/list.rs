//! Orders by state, and a technician's own work.

use super::words::{in_locale, tone, type_name};
use crate::{Answer, Query, Shell, Web, show};
use aftercare_app::{
    Counted,
    orders::{self, OrderLineItem},
};
use aftercare_domain::{
    deadlines::{ClockWhat, TimeLeft},
    identity::Role,
    orders::{ServiceType, StateName},
};
use aftercare_kernel::{Page, PageRequest};
use askama::Template;
use axum::extract::State;
use serde::Deserialize;

/// The filter stands in the address: `?state=repaired`, or `?mine=true` for one's own work.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Filter {
    state: Option<StateName>,
    mine: bool,
    after: Option<String>,
}

#[derive(Template)]
#[template(path = "orders/list.html", blocks = ["rows"])]
pub struct OrdersPage {
    shell: Shell,
    /// None for one's own work.
    state: Option<StateName>,
    orders: Page<OrderLineItem>,
    /// How much work is in each state; nothing when only the rows are asked for.
    counts: Vec<(StateName, Counted)>,
}

/// One of the lists to choose from.
struct Tab {
    href: String,
    name: String,
    count: Option<Counted>,
    current: bool,
}

impl OrdersPage {
    fn tabs(&self) -> Vec<Tab> {
        let mine = self.is_technician().then(|| Tab {
            href: "/orders?mine=true".to_owned(),
            name: self.shell.t("orders-mine"),
            count: None,
            current: self.state.is_none(),
        });
        let of_state = |(state, count): &(StateName, Counted)| Tab {
            href: format!("/orders?state={state}"),
            name: self.shell.t(&state.key()),
            count: Some(*count),
            current: self.state == Some(*state),
        };
        mine.into_iter().chain(self.counts.iter().map(of_state)).collect()
    }
    fn is_technician(&self) -> bool {
        self.shell.actor.has(Role::Technician)
    }
    fn title(&self) -> String {
        self.state.map_or_else(|| self.shell.t("orders-mine"), |state| self.shell.t(&state.key()))
    }
    fn state_of(&self, order: &OrderLineItem) -> (String, &'static str) {
        let state = order.state.parse::<StateName>();
        state.map_or_else(|_| (order.state.clone(), "grey"), |state| (self.shell.t(&state.key()), tone(state)))
    }
    fn service_type(&self, order: &OrderLineItem) -> String {
        match (order.service_type.parse::<ServiceType>(), order.state.parse::<StateName>()) {
            (Ok(of), Ok(state)) => type_name(&self.shell.t, of, of.is_decided(state, order.decision_id)),
            _ => order.service_type.clone(),
        }
    }
    fn word(&self, prefix: &str, name: &str) -> String {
        self.shell.t(&format!("{prefix}-{}", name.replace('_', "-")))
    }
    fn model<'a>(&self, order: &'a OrderLineItem) -> &'a str {
        in_locale(self.shell.t.locale, &order.model, &order.model_en)
    }
    fn left(&self, order: &OrderLineItem) -> Option<TimeLeft> {
        let what = order.due_what.as_deref()?.parse::<ClockWhat>().ok()?;
        Some(TimeLeft::at(self.shell.now, what, order.due_at?))
    }
}

/// A technician sees their own work first, everybody else what has just come in.
pub async fn orders(State(web): State<Web>, shell: Shell, Query(filter): Query<Filter>) -> Answer {
    let mine = filter.mine || (filter.state.is_none() && shell.actor.has(Role::Technician));
    let state = if mine { None } else { Some(filter.state.unwrap_or(StateName::Registered)) };
    let orders = match state {
        None => Page { rows: orders::of_technician(&web.app, &shell.actor).await?, next: None },
        Some(state) => orders::in_state(&web.app, &shell.actor, state, PageRequest::new(filter.after, 50)).await?,
    };
    if shell.fragment {
        return show(&OrdersPage { shell, state, orders, counts: Vec::new() }.as_rows());
    }
    let counts = orders::counts(&web.app, &shell.actor).await?;
    show(&OrdersPage { shell, state, orders, counts })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        orders::sample,
        page::{Sample, check_samples},
    };

    impl Sample for OrdersPage {
        fn samples(shell: &Shell) -> Vec<Self> {
            let figures = [Counted::Exactly(0), Counted::Exactly(7), Counted::Many];
            let page = |state, rows: Vec<OrderLineItem>, next: Option<String>| Self {
                shell: shell.clone(),
                state,
                orders: Page { rows, next },
                counts: StateName::ALL.iter().zip(figures.into_iter().cycle()).map(|(s, n)| (*s, n)).collect(),
            };
            let lines: Vec<OrderLineItem> =
                StateName::ALL.iter().map(|state| sample::line(*state, shell.now)).collect();
            vec![page(Some(StateName::Repaired), lines, Some("k".into())), page(None, Vec::new(), None)]
        }
    }

    #[test]
    fn the_list_of_orders_speaks_every_language() {
        check_samples::<OrdersPage>();
    }
}
