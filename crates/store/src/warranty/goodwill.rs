//! Goodwill and its budgets: per station and month.

use aftercare_kernel::{
    Instant,
    id::{BrandId, DecisionId, GoodwillId, NodeId, OrderId, PersonId},
};

use crate::{Row, Scope, StoreError, Tx, one, statement::broken, statements};

statements! {
    BUDGET = "
        SELECT station_id, month, amount_minor, used_minor, currency
        FROM goodwill_budget WHERE brand_id = $1 AND station_id = $2 AND month = $3";
    BUDGETS_OF_MONTH = "
        SELECT station_id, month, amount_minor, used_minor, currency
        FROM goodwill_budget WHERE brand_id = $1 AND org_path >= $2 AND org_path < $3 AND month = $4
        ORDER BY org_path";
    /// No row when the budget would fall below what is used of it.
    SET_BUDGET = "
        INSERT INTO goodwill_budget (brand_id, station_id, month, org_path, amount_minor, used_minor, currency)
        VALUES ($1, $2, $3, $4, $5, 0, $6)
        ON CONFLICT (brand_id, station_id, month) DO UPDATE SET amount_minor = $5, currency = $6
        WHERE goodwill_budget.used_minor <= $5 AND (goodwill_budget.used_minor = 0 OR goodwill_budget.currency = $6)";
    /// The row is held until the commit: whoever gives at the same time waits, and then sees what is left.
    ADD_USED = "
        UPDATE goodwill_budget SET used_minor = used_minor + $4
        WHERE brand_id = $1 AND station_id = $2 AND month = $3 AND used_minor + $4 <= amount_minor AND currency = $5";
    INSERT_GOODWILL = "
        INSERT INTO goodwill
            (id, brand_id, org_path, station_id, month, order_id, round, decision_id, remedy, cost_minor, currency,
             reason, person_id, at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)";
    GIVEN_TO_ORDER = "
        SELECT g.id, g.station_id, g.month, g.order_id, g.round, g.decision_id, g.remedy, g.cost_minor, g.currency,
             g.reason, g.person_id, g.at, o.number, COALESCE(p.name, '')
        FROM goodwill g JOIN service_order o ON o.id = g.order_id LEFT JOIN person p ON p.id = g.person_id
        WHERE g.order_id = $1 AND g.round = $2 ORDER BY g.id";
    GIVEN_IN_MONTH = "
        SELECT g.id, g.station_id, g.month, g.order_id, g.round, g.decision_id, g.remedy, g.cost_minor, g.currency,
             g.reason, g.person_id, g.at, o.number, COALESCE(p.name, '')
        FROM goodwill g JOIN service_order o ON o.id = g.order_id LEFT JOIN person p ON p.id = g.person_id
        WHERE g.brand_id = $1 AND g.org_path >= $2 AND g.org_path < $3 AND g.month = $4
        ORDER BY g.id LIMIT $5";
    /// Budgets whose balance is not the sum of what was given.
    BALANCE_IS_NOT_THE_SUM = "
        SELECT b.station_id, b.month FROM goodwill_budget b
        WHERE b.used_minor <> (
            SELECT COALESCE(SUM(g.cost_minor), 0) FROM goodwill g
            WHERE g.brand_id = b.brand_id AND g.station_id = b.station_id AND g.month = b.month
                AND g.currency = b.currency)
        LIMIT $1";
    /// Given out of no budget at all.
    GIVEN_WITHOUT_BUDGET = "
        SELECT g.id, g.order_id FROM goodwill g
        WHERE NOT EXISTS (
            SELECT 1 FROM goodwill_budget b
            WHERE b.brand_id = g.brand_id AND b.station_id = g.station_id AND b.month = g.month
                AND b.currency = g.currency)
        LIMIT $1";
}

/// What a station may give in a month, `2026-03`, and what it has given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BudgetRow {
    pub station_id: NodeId,
    pub month: String,
    pub amount_minor: i64,
    pub used_minor: i64,
    pub currency: String,
}

impl BudgetRow {
    fn read(row: &Row) -> Result<Self, StoreError> {
        Ok(Self {
            station_id: row.parse(0)?,
            month: row.text(1)?,
            amount_minor: row.int(2)?,
            used_minor: row.int(3)?,
            currency: row.text(4)?,
        })
    }
}

/// One goodwill, with the order's number and who gave it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GoodwillRow {
    pub id: GoodwillId,
    pub station_id: NodeId,
    pub month: String,
    pub order_id: OrderId,
    pub round: i64,
    pub decision_id: DecisionId,
    pub remedy: String,
    pub cost_minor: i64,
    pub currency: String,
    pub reason: String,
    pub person_id: PersonId,
    pub at: Instant,
    pub order_number: String,
    pub person: String,
}

impl GoodwillRow {
    fn read(row: &Row) -> Result<Self, StoreError> {
        Ok(Self {
            id: row.parse(0)?,
            station_id: row.parse(1)?,
            month: row.text(2)?,
            order_id: row.parse(3)?,
            round: row.int(4)?,
            decision_id: row.parse(5)?,
            remedy: row.text(6)?,
            cost_minor: row.int(7)?,
            currency: row.text(8)?,
            reason: row.text(9)?,
            person_id: row.parse(10)?,
            at: row.instant(11)?,
            order_number: row.text(12)?,
            person: row.text(13)?,
        })
    }
}

pub fn budget(tx: &mut dyn Tx, brand: BrandId, station: NodeId, month: &str) -> Result<Option<BudgetRow>, StoreError> {
    one(tx, &BUDGET, &[brand.into(), station.into(), month.into()])?.as_ref().map(BudgetRow::read).transpose()
}

/// The budgets of a part of the tree, in the order of the tree.
pub fn budgets_of_month(tx: &mut dyn Tx, scope: &Scope, month: &str) -> Result<Vec<BudgetRow>, StoreError> {
    tx.query(&BUDGETS_OF_MONTH, &scope.params_and([month.into()]))?.iter().map(BudgetRow::read).collect()
}

/// False when more than that is used already, or what is used is in another currency.
pub fn set_budget(tx: &mut dyn Tx, brand: BrandId, org_path: &str, budget: &BudgetRow) -> Result<bool, StoreError> {
    let changed = tx.execute(
        &SET_BUDGET,
        &[
            brand.into(),
            budget.station_id.into(),
            budget.month.as_str().into(),
            org_path.into(),
            budget.amount_minor.into(),
            budget.currency.as_str().into(),
        ],
    )?;
    Ok(changed == 1)
}

/// Takes a sum out of a budget; false when it does not hold so much.
pub fn add_used(
    tx: &mut dyn Tx,
    brand: BrandId,
    station: NodeId,
    month: &str,
    minor: i64,
    currency: &str,
) -> Result<bool, StoreError> {
    let params = [brand.into(), station.into(), month.into(), minor.into(), currency.into()];
    Ok(tx.execute(&ADD_USED, &params)? == 1)
}

pub fn insert_goodwill(
    tx: &mut dyn Tx,
    brand: BrandId,
    org_path: &str,
    goodwill: &GoodwillRow,
) -> Result<(), StoreError> {
    tx.execute(
        &INSERT_GOODWILL,
        &[
            goodwill.id.into(),
            brand.into(),
            org_path.into(),
            goodwill.station_id.into(),
            goodwill.month.as_str().into(),
            goodwill.order_id.into(),
            goodwill.round.into(),
            goodwill.decision_id.into(),
            goodwill.remedy.as_str().into(),
            goodwill.cost_minor.into(),
            goodwill.currency.as_str().into(),
            goodwill.reason.as_str().into(),
            goodwill.person_id.into(),
            goodwill.at.into(),
        ],
    )?;
    Ok(())
}

/// What was given in a round of an order.
pub fn given_to_order(tx: &mut dyn Tx, order: OrderId, round: i64) -> Result<Vec<GoodwillRow>, StoreError> {
    tx.query(&GIVEN_TO_ORDER, &[order.into(), round.into()])?.iter().map(GoodwillRow::read).collect()
}

pub fn given_in_month(tx: &mut dyn Tx, scope: &Scope, month: &str, most: u32) -> Result<Vec<GoodwillRow>, StoreError> {
    let params = scope.params_and([month.into(), most.into()]);
    tx.query(&GIVEN_IN_MONTH, &params)?.iter().map(GoodwillRow::read).collect()
}

/// What `aftercare check` found wrong with goodwill, at most `most` of each rule.
pub fn findings(tx: &mut dyn Tx, most: u32) -> Result<Vec<(&'static str, String)>, StoreError> {
    let rules = [
        ("goodwill_budget_is_sum_of_goodwill", &BALANCE_IS_NOT_THE_SUM),
        ("goodwill_has_its_budget", &GIVEN_WITHOUT_BUDGET),
    ];
    broken(tx, &rules, most)
}
