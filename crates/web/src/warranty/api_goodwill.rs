//! Goodwill and its budgets for programs.

use crate::{ApiActor, ApiJson, Problem, Query, Web, api::Problems, orders::sum, settlement::checked_month};
use aftercare_app::{
    identity,
    warranty::{self, BudgetWish, GoodwillRow, StationBudget},
};
use aftercare_kernel::{Currency, Money};
use axum::{Json, extract::State, http::StatusCode};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use utoipa_axum::{router::OpenApiRouter, routes};

pub fn routes() -> OpenApiRouter<Web> {
    OpenApiRouter::new().routes(routes!(of_month)).routes(routes!(set_budget))
}

/// What a station may give in the month; no sums where no budget was set.
#[derive(Serialize, ToSchema)]
struct Budget {
    station: String,
    /// A decimal.
    amount: Option<String>,
    used: Option<String>,
    currency: Option<String>,
}

/// What a supervisor gave against a decision.
#[derive(Serialize, ToSchema)]
struct Given {
    order: String,
    round: i64,
    /// The decision that did not give it.
    decision: String,
    remedy: String,
    cost: String,
    currency: String,
    reason: String,
    by: String,
    at: String,
}

#[derive(Serialize, ToSchema)]
struct OfMonth {
    month: String,
    budgets: Vec<Budget>,
    /// At most 500.
    given: Vec<Given>,
}

fn decimal(minor: i64, currency: &str) -> String {
    Money::from_minor(minor, currency.parse::<Currency>().unwrap_or_default()).decimal()
}

impl From<StationBudget> for Budget {
    fn from(row: StationBudget) -> Self {
        let sum =
            |pick: fn(&warranty::BudgetRow) -> i64| row.budget.as_ref().map(|one| decimal(pick(one), &one.currency));
        Self {
            amount: sum(|one| one.amount_minor),
            used: sum(|one| one.used_minor),
            currency: row.budget.as_ref().map(|one| one.currency.clone()),
            station: row.station.code,
        }
    }
}

impl From<GoodwillRow> for Given {
    fn from(row: GoodwillRow) -> Self {
        Self {
            cost: decimal(row.cost_minor, &row.currency),
            order: row.order_number,
            round: row.round,
            decision: row.decision_id.to_string(),
            remedy: row.remedy,
            currency: row.currency,
            reason: row.reason,
            by: row.person,
            at: row.at.to_string(),
        }
    }
}

#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct MonthQuery {
    /// `2026-03`.
    month: String,
}

/// The goodwill of a month, with the budgets it comes out of
#[utoipa::path(get, path = "/goodwill", tag = "warranty", params(MonthQuery), responses((status = 200, body = OfMonth), Problems))]
async fn of_month(
    State(web): State<Web>,
    ApiActor(actor): ApiActor,
    Query(query): Query<MonthQuery>,
) -> Result<Json<OfMonth>, Problem> {
    let month = checked_month(query.month)?;
    let found = warranty::goodwill_of_month(&web.app, &actor, month.clone()).await?;
    let budgets = found.stations.into_iter().map(Budget::from).collect();
    Ok(Json(OfMonth { month, budgets, given: found.given.into_iter().map(Given::from).collect() }))
}

/// What a station may give in a month; never below what it has given.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewBudget {
    station: String,
    /// `2026-03`.
    month: String,
    /// A decimal in the brand's currency.
    amount: String,
}

/// Set what a station may give in a month
#[utoipa::path(put, path = "/goodwill/budgets", tag = "warranty", request_body = NewBudget,
    responses((status = 204), Problems))]
async fn set_budget(
    State(web): State<Web>,
    ApiActor(actor): ApiActor,
    ApiJson(budget): ApiJson<NewBudget>,
) -> Result<StatusCode, Problem> {
    let brand = identity::brand_of(&web.app, &actor).await?;
    let amount = sum("amount", &budget.amount, brand.currency.parse().unwrap_or_default())?;
    let wish = BudgetWish { station: budget.station, month: checked_month(budget.month)?, amount };
    warranty::set_budget(&web.app, &actor, wish).await?;
    Ok(StatusCode::NO_CONTENT)
}
