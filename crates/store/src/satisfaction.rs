//! Follow-ups after service (回访).

use aftercare_kernel::{
    Instant,
    id::{BrandId, CaseId, FollowUpId, OrderId, PersonId},
};

use crate::{Row, Scope, StoreError, Tx, statement::broken, statements};

statements! {
    PLAN_FOLLOW_UP = "
        INSERT INTO follow_up (id, brand_id, org_path, case_id, order_id, round, due_at, state)
        VALUES ($1, $2, $3, $4, $5, $6, $7, 'planned')";
    ANSWER_FOLLOW_UP = "
        UPDATE follow_up SET state = 'done', class = $2, words = $3, answered_at = $4, person_id = $5
        WHERE id = $1 AND state = 'planned'";
    /// A call that is not needed any more: the customer called first.
    WITHDRAW_PLANNED = "DELETE FROM follow_up WHERE order_id = $1 AND state = 'planned'";
    FOLLOW_UPS_OF_ORDER = "
        SELECT f.id, f.case_id, f.order_id, f.round, f.due_at, f.state, f.class, f.words, f.answered_at, o.number, '', '', m.name, m.name_en, ''
        FROM follow_up f JOIN service_order o ON o.id = f.order_id JOIN model m ON m.id = o.model_id
        WHERE f.order_id = $1 ORDER BY f.round LIMIT 50";
    /// The call list: what is due first. $4 and $5 are the deadline and the id of the last row seen.
    FOLLOW_UPS_PLANNED = "
        SELECT f.id, f.case_id, f.order_id, f.round, f.due_at, f.state, f.class, f.words, f.answered_at, o.number, c.name, c.phone, m.name, m.name_en, c.kind
        FROM follow_up f JOIN service_order o ON o.id = f.order_id JOIN customer c ON c.id = o.customer_id JOIN model m ON m.id = o.model_id
        WHERE f.brand_id = $1 AND f.state = 'planned' AND f.org_path >= $2 AND f.org_path < $3
            AND (f.due_at > $4 OR (f.due_at = $4 AND f.id > $5))
        ORDER BY f.due_at, f.id LIMIT $6";
    /// Customers who have their device back and will not be called.
    NOT_TO_BE_CALLED = "
        SELECT o.number, o.id FROM service_order o
        WHERE o.state IN ('handed_over', 'refunded') AND NOT EXISTS (
            SELECT 1 FROM follow_up f WHERE f.order_id = o.id AND f.round = o.round AND f.state = 'planned')
        LIMIT $1";
    /// Calls on the list for orders that do not wait for one.
    CALLS_FOR_NOTHING = "
        SELECT f.id, o.number FROM follow_up f JOIN service_order o ON o.id = f.order_id
        WHERE f.state = 'planned' AND (o.state NOT IN ('handed_over', 'refunded') OR o.round <> f.round) LIMIT $1";
}

/// A follow-up; name and phone are the customer's, to be masked by who shows them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FollowUpRow {
    pub id: FollowUpId,
    pub case_id: CaseId,
    pub order_id: OrderId,
    pub round: i64,
    pub due_at: Instant,
    pub state: String,
    pub class: Option<String>,
    pub words: Option<String>,
    pub answered_at: Option<Instant>,
    pub order_number: String,
    pub customer: String,
    pub phone: String,
    pub model: String,
    pub model_en: String,
    /// The customer's, by which the name is masked or not.
    pub customer_kind: String,
}

fn read(row: &Row) -> Result<FollowUpRow, StoreError> {
    Ok(FollowUpRow {
        id: row.parse(0)?,
        case_id: row.parse(1)?,
        order_id: row.parse(2)?,
        round: row.int(3)?,
        due_at: row.instant(4)?,
        state: row.text(5)?,
        class: row.opt_text(6)?,
        words: row.opt_text(7)?,
        answered_at: row.opt_instant(8)?,
        order_number: row.text(9)?,
        customer: row.text(10)?,
        phone: row.text(11)?,
        model: row.text(12)?,
        model_en: row.text(13)?,
        customer_kind: row.text(14)?,
    })
}

pub struct NewFollowUp<'a> {
    pub id: FollowUpId,
    pub brand_id: BrandId,
    pub org_path: &'a str,
    pub case_id: CaseId,
    pub order_id: OrderId,
    pub round: i64,
    pub due_at: Instant,
}

pub fn plan(tx: &mut dyn Tx, new: &NewFollowUp) -> Result<(), StoreError> {
    tx.execute(
        &PLAN_FOLLOW_UP,
        &[
            new.id.into(),
            new.brand_id.into(),
            new.org_path.into(),
            new.case_id.into(),
            new.order_id.into(),
            new.round.into(),
            new.due_at.into(),
        ],
    )?;
    Ok(())
}

/// False when it was answered before.
pub fn answer(
    tx: &mut dyn Tx,
    id: FollowUpId,
    class: &str,
    words: &str,
    now: Instant,
    by: PersonId,
) -> Result<bool, StoreError> {
    let params = [id.into(), class.into(), words.into(), now.into(), by.into()];
    Ok(tx.execute(&ANSWER_FOLLOW_UP, &params)? > 0)
}

pub fn withdraw_planned(tx: &mut dyn Tx, order: OrderId) -> Result<(), StoreError> {
    tx.execute(&WITHDRAW_PLANNED, &[order.into()])?;
    Ok(())
}

pub fn of_order(tx: &mut dyn Tx, order: OrderId) -> Result<Vec<FollowUpRow>, StoreError> {
    tx.query(&FOLLOW_UPS_OF_ORDER, &[order.into()])?.iter().map(read).collect()
}

/// Planned calls of a part of the tree, most urgent first, after the row that was seen last.
pub fn planned(
    tx: &mut dyn Tx,
    scope: &Scope,
    after_due: Instant,
    after_id: &str,
    most: u32,
) -> Result<Vec<FollowUpRow>, StoreError> {
    let params = scope.params_and([after_due.into(), after_id.into(), most.into()]);
    tx.query(&FOLLOW_UPS_PLANNED, &params)?.iter().map(read).collect()
}

/// What `aftercare check` found wrong with the calls that are planned, at most `most` of each rule.
pub fn findings(tx: &mut dyn Tx, most: u32) -> Result<Vec<(&'static str, String)>, StoreError> {
    let rules = [("who_has_the_device_is_called", &NOT_TO_BE_CALLED), ("call_has_its_order", &CALLS_FOR_NOTHING)];
    broken(tx, &rules, most)
}
