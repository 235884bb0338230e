//! Goodwill by month: what each station may give, what it gave, and for what.

use crate::{
    Answer, Form, FormErrors, Problem, Query, Shell, Web,
    reading::Reading,
    settlement::{checked_month, neighbour},
    show, show_again,
};
use aftercare_app::warranty::{self, BudgetWish, GoodwillRow, Month, StationBudget};
use aftercare_domain::{identity::Action, settlement::month_of};
use aftercare_kernel::Money;
use askama::Template;
use axum::extract::State;
use serde::Deserialize;

/// Who sees what is given sees what the brand pays for.
pub const BUDGETS: Action = Action::ReadClaims;

/// A budget as it is typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct BudgetForm {
    month: String,
    station: String,
    amount: String,
}

#[derive(Template)]
#[template(path = "warranty/goodwill.html")]
pub struct GoodwillPage {
    shell: Shell,
    month: String,
    of_month: Month,
    form: BudgetForm,
    errors: FormErrors,
}

impl GoodwillPage {
    async fn load(web: &Web, shell: Shell, month: String) -> Result<Self, Problem> {
        let of_month = warranty::goodwill_of_month(&web.app, &shell.actor, month.clone()).await?;
        Ok(Self { shell, month, of_month, form: BudgetForm::default(), errors: FormErrors::none() })
    }

    fn sum(&self, minor: &i64, currency: &str) -> String {
        self.shell.t.money(Money::from_minor(*minor, currency.parse().unwrap_or_default()))
    }
    fn budget(&self, row: &StationBudget) -> String {
        row.budget.as_ref().map_or_else(|| "–".to_owned(), |budget| self.sum(&budget.amount_minor, &budget.currency))
    }
    fn used(&self, row: &StationBudget) -> String {
        row.budget.as_ref().map_or_else(|| "–".to_owned(), |budget| self.sum(&budget.used_minor, &budget.currency))
    }
    fn left(&self, row: &StationBudget) -> String {
        let left = |budget: &warranty::BudgetRow| budget.amount_minor.saturating_sub(budget.used_minor);
        row.budget.as_ref().map_or_else(|| "–".to_owned(), |budget| self.sum(&left(budget), &budget.currency))
    }
    fn remedy(&self, row: &GoodwillRow) -> String {
        self.shell.t(&format!("warranty-remedy-{}", row.remedy))
    }
    fn station_of(&self, row: &GoodwillRow) -> &str {
        let station =
            self.of_month.stations.iter().map(|one| &one.station).find(|station| station.id == row.station_id);
        station.map_or("", |station| self.shell.name(&station.name, &station.name_en))
    }
    fn stations(&self) -> Vec<(String, String, bool)> {
        let choice = |row: &StationBudget| {
            let station = &row.station;
            let name = format!("{} {}", station.code, self.shell.name(&station.name, &station.name_en));
            (station.code.clone(), name, station.code == self.form.station)
        };
        self.of_month.stations.iter().map(choice).collect()
    }
    fn may_set(&self) -> bool {
        self.shell.can(Action::EditPolicy)
    }
    fn month_before(&self) -> String {
        neighbour(&self.month, -1)
    }
    fn month_after(&self) -> String {
        neighbour(&self.month, 1)
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Filter {
    month: Option<String>,
}

pub async fn of_month(State(web): State<Web>, shell: Shell, Query(filter): Query<Filter>) -> Answer {
    let this_month = || month_of(shell.now.date_in(&shell.actor.zone));
    let month = filter.month.map_or_else(|| Ok(this_month()), checked_month)?;
    show(&GoodwillPage::load(&web, shell, month).await?)
}

pub async fn set_budget(State(web): State<Web>, shell: Shell, Form(form): Form<BudgetForm>) -> Answer {
    let month = checked_month(form.month.clone())?;
    let wish = async {
        let mut reading = Reading::default();
        let amount = reading.amount("amount", &form.amount, shell.currency());
        if form.amount.trim().is_empty() {
            reading.refuse("amount", "errors-not-an-amount");
        }
        let amount = reading.done(amount.unwrap_or(Money::zero(shell.currency())))?;
        let wish = BudgetWish { station: form.station.clone(), month: month.clone(), amount };
        warranty::set_budget(&web.app, &shell.actor, wish).await.map_err(Problem::from)
    };
    match wish.await {
        Ok(()) => Ok(shell.go(&format!("/goodwill?month={month}"), "shell-saved")),
        Err(problem) => {
            let errors = FormErrors::of(problem, &shell)?;
            let page = GoodwillPage { errors, form, ..GoodwillPage::load(&web, shell, month).await? };
            show_again(&page.errors, &page)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::{Sample, check_samples};
    use aftercare_app::{identity::NodeRow, warranty::BudgetRow};
    use aftercare_kernel::id::{DecisionId, GoodwillId, NodeId, OrderId, PersonId};

    fn station() -> NodeRow {
        NodeRow {
            id: NodeId::from_uuid(Default::default()),
            parent_id: None,
            kind: "station".into(),
            ownership: "own".into(),
            code: "SH01".into(),
            name: "徐汇".into(),
            name_en: "Xuhui".into(),
            path: "/HX/SH01/".into(),
            zone: "Asia/Shanghai".into(),
            region: None,
            division: None,
            address: String::new(),
            phone: String::new(),
            opens_minute: 540,
            closes_minute: 1080,
        }
    }

    fn given(shell: &Shell) -> GoodwillRow {
        let nil = Default::default();
        GoodwillRow {
            id: GoodwillId::from_uuid(nil),
            station_id: NodeId::from_uuid(nil),
            month: "2026-03".into(),
            order_id: OrderId::from_uuid(nil),
            round: 1,
            decision_id: DecisionId::from_uuid(nil),
            remedy: "repair".into(),
            cost_minor: 30_000,
            currency: "CNY".into(),
            reason: "老客户".into(),
            person_id: PersonId::from_uuid(nil),
            at: shell.now,
            order_number: "SH01-2026-000001".into(),
            person: "苏明".into(),
        }
    }

    impl Sample for GoodwillPage {
        fn samples(shell: &Shell) -> Vec<Self> {
            let budget = BudgetRow {
                station_id: station().id,
                month: "2026-03".into(),
                amount_minor: 100_000,
                used_minor: 30_000,
                currency: "CNY".into(),
            };
            let page = |budget: Option<BudgetRow>, given| Self {
                shell: shell.clone(),
                month: "2026-03".into(),
                of_month: Month { stations: vec![StationBudget { station: station(), budget }], given },
                form: BudgetForm::default(),
                errors: FormErrors::none(),
            };
            vec![page(Some(budget), vec![given(shell)]), page(None, Vec::new())]
        }
    }

    #[test]
    fn the_page_of_goodwill_speaks_every_language() {
        check_samples::<GoodwillPage>();
    }

    #[test]
    fn what_is_left_is_the_budget_less_what_was_given() {
        let pages = GoodwillPage::samples(&Shell::sample(aftercare_kernel::Locale::En));
        assert_eq!(pages[0].left(&pages[0].of_month.stations[0]), "CN¥700.00");
        assert_eq!(pages[1].left(&pages[1].of_month.stations[0]), "–");
    }
}
