//! Cases: registered, listed, shown, taken over; what customers want from us.

use aftercare_kernel::{
    Instant,
    id::{BrandId, CaseId, ContactId, CustomerId, PersonId, UnitId},
};

use crate::{Row, Scope, StoreError, Tx, Value, one, statement::broken, statements};

pub mod registration;

/// What a list of cases shows, in the order of `CaseListRow::read`.
macro_rules! case_lines {
    ($where:literal) => {
        concat!(
            "SELECT k.id, k.number, k.org_path, k.kind, k.channel, k.state, k.symptom, c.kind, c.name, u.serial, m.name,
                m.name_en, k.owner_id, h.name, k.due_what, k.due_at, k.opened_at, k.result
            FROM service_case k JOIN customer c ON c.id = k.customer_id
            LEFT JOIN unit u ON u.id = k.unit_id LEFT JOIN model m ON m.id = u.model_id
            LEFT JOIN person h ON h.id = k.owner_id
            WHERE ",
            $where
        )
    };
}

statements! {
    INSERT_CONTACT = "
        INSERT INTO contact (id, brand_id, case_id, channel, at, person_id, summary) VALUES ($1, $2, $3, $4, $5, $6, $7)";
    FIND_CASE = "
        SELECT k.id, k.number, k.org_path, k.kind, k.channel, k.customer_id, k.unit_id, k.symptom, k.state, k.owner_id,
            h.name, k.due_what, k.due_at, k.opened_at, k.closed_at, k.result, k.archived_at, k.version, n.name, n.name_en
        FROM service_case k JOIN org_node n ON n.brand_id = k.brand_id AND n.path = k.org_path
        LEFT JOIN person h ON h.id = k.owner_id
        WHERE k.brand_id = $1 AND k.org_path >= $2 AND k.org_path < $3 AND k.number = $4";
    /// Newest first over a part of the tree: walks the ids, which are in the order of time, from the last seen.
    /// NOT keeps SQLite's planner off the index by path, whose rows it would have to sort.
    CASES_BY_AGE = case_lines!(
        "NOT (k.brand_id <> $1) AND NOT (k.org_path < $2) AND NOT (k.org_path >= $3)
            AND (CAST($4 AS TEXT) IS NULL OR k.state = $4) AND (CAST($5 AS TEXT) IS NULL OR k.kind = $5)
            AND (CAST($6 AS TEXT) IS NULL OR k.channel = $6) AND (CAST($7 AS TEXT) IS NULL OR k.owner_id = $7)
            AND (CAST($8 AS BIGINT) IS NULL OR k.due_at < $8) AND k.id < $9
        ORDER BY k.id DESC LIMIT $10");
    /// Newest first at one node: the index by path has them in that order.
    CASES_OF_NODE_BY_AGE = case_lines!(
        "k.brand_id = $1 AND k.org_path = $2 AND k.org_path < $3
            AND (CAST($4 AS TEXT) IS NULL OR k.state = $4) AND (CAST($5 AS TEXT) IS NULL OR k.kind = $5)
            AND (CAST($6 AS TEXT) IS NULL OR k.channel = $6) AND (CAST($7 AS TEXT) IS NULL OR k.owner_id = $7)
            AND (CAST($8 AS BIGINT) IS NULL OR k.due_at < $8) AND k.id < $9
        ORDER BY k.id DESC LIMIT $10");
    /// Open cases, the most urgent first.
    CASES_BY_DUE = case_lines!(
        "k.brand_id = $1 AND k.org_path >= $2 AND k.org_path < $3 AND k.state = 'open'
            AND (CAST($4 AS TEXT) IS NULL OR k.kind = $4) AND (CAST($5 AS TEXT) IS NULL OR k.channel = $5)
            AND k.due_at < $6 AND k.due_at >= $7 AND (k.due_at > $7 OR k.id > $8)
        ORDER BY k.due_at, k.id LIMIT $9");
    /// A person's open cases, the most urgent first. NOT keeps SQLite's planner off everybody's open cases.
    CASES_OF_OWNER = case_lines!(
        "NOT (k.brand_id <> $1) AND k.owner_id = $4 AND k.state = 'open'
            AND NOT (k.org_path < $2) AND NOT (k.org_path >= $3)
            AND (CAST($5 AS TEXT) IS NULL OR k.kind = $5) AND (CAST($6 AS TEXT) IS NULL OR k.channel = $6)
            AND k.due_at < $7 AND k.due_at >= $8 AND (k.due_at > $8 OR k.id > $9)
        ORDER BY k.due_at, k.id LIMIT $10");
    CONTACTS = "
        SELECT t.id, t.channel, t.at, t.summary, COALESCE(h.name, '')
        FROM contact t LEFT JOIN person h ON h.id = t.person_id
        WHERE t.case_id = $1 AND t.brand_id = $2 ORDER BY t.id LIMIT 200";
    /// Saved only when it is the version that was read, and still open.
    TAKE_OVER = "
        UPDATE service_case SET owner_id = $4, version = version + 1
        WHERE id = $1 AND brand_id = $2 AND version = $3 AND state = 'open'";
    /// Closed at the desk, by who saw it as it is.
    CLOSE_CASE_SEEN = "
        UPDATE service_case
        SET state = 'closed', owner_id = NULL, due_what = NULL, due_at = NULL, closed_at = $4, result = $5, version = version + 1
        WHERE id = $1 AND brand_id = $2 AND version = $3 AND state = 'open'";
    OPEN_ORDERS_OF_CASE = "
        SELECT CAST(COUNT(*) AS BIGINT) FROM service_order
        WHERE case_id = $1 AND state NOT IN ('closed', 'cancelled', 'archived')";
    COUNT_OWN = "
        SELECT CAST(COUNT(*) AS BIGINT), CAST(COALESCE(SUM(CASE WHEN due_at < $3 THEN 1 ELSE 0 END), 0) AS BIGINT)
        FROM service_case WHERE owner_id = $1 AND brand_id = $2 AND state = 'open'";
    /// Reads the open cases of this part of the tree in their index, and nobody else's.
    COUNT_IN_SCOPE = "
        SELECT CAST(COUNT(*) AS BIGINT), CAST(COALESCE(SUM(CASE WHEN due_at < $4 THEN 1 ELSE 0 END), 0) AS BIGINT)
        FROM service_case WHERE brand_id = $1 AND org_path >= $2 AND org_path < $3 AND state = 'open'";
    /// Open, overdue and closed cases of a part of the tree, each as far as it is counted: the overdue ones are first at
    /// each node. COALESCE, CROSS JOIN and NOT keep SQLite's planner off the index by state, which holds everybody's.
    CASES_COUNTED = "
        SELECT CAST((SELECT COUNT(*) FROM (
                SELECT brand_id FROM service_case
                WHERE brand_id = $1 AND org_path >= $2 AND org_path < $3 AND state = 'open' LIMIT $5) counted) AS BIGINT),
            CAST((SELECT COUNT(*) FROM (
                SELECT k.brand_id FROM org_node n CROSS JOIN service_case k
                WHERE n.brand_id = $1 AND n.path >= $2 AND n.path < $3
                    AND k.brand_id = $1 AND k.org_path = COALESCE(n.path, '') AND k.state = 'open' AND k.due_at < $4
                LIMIT $5) counted) AS BIGINT),
            CAST((SELECT COUNT(*) FROM (
                SELECT k.id FROM org_node n CROSS JOIN service_case k
                WHERE n.brand_id = $1 AND n.path >= $2 AND n.path < $3
                    AND k.brand_id = $1 AND k.org_path = n.path AND NOT (k.state <> 'closed')
                LIMIT $5) counted) AS BIGINT)";
    OPEN_WITHOUT_OWNER = "
        SELECT number, id FROM service_case
        WHERE state = 'open' AND (owner_id IS NULL OR due_what IS NULL OR due_at IS NULL) LIMIT $1";
    CLOSED_WITHOUT_RESULT = "
        SELECT number, id FROM service_case WHERE state = 'closed' AND (result IS NULL OR closed_at IS NULL) LIMIT $1";
    ORDERS_WITHOUT_CASE = "
        SELECT o.number, o.id FROM service_order o
        WHERE NOT EXISTS (SELECT 1 FROM service_case k WHERE k.id = o.case_id AND k.brand_id = o.brand_id) LIMIT $1";
    CLOSED_WITH_OPEN_ORDER = "
        SELECT k.number, o.number FROM service_order o JOIN service_case k ON k.id = o.case_id
        WHERE k.state = 'closed' AND o.state NOT IN ('closed', 'cancelled', 'archived') LIMIT $1";
    /// Cases that still run a deadline though all of their orders have ended.
    OPEN_WITHOUT_WORK = "
        SELECT k.number, k.id FROM service_case k
        WHERE k.state = 'open' AND EXISTS (SELECT 1 FROM service_order o WHERE o.case_id = k.id)
            AND NOT EXISTS (
                SELECT 1 FROM service_order o
                WHERE o.case_id = k.id AND o.state NOT IN ('closed', 'cancelled', 'archived'))
        LIMIT $1";
    CASES_WITHOUT_ACTS = "
        SELECT k.number, k.id FROM service_case k
        WHERE NOT EXISTS (SELECT 1 FROM act a WHERE a.brand_id = k.brand_id AND a.chain_id = k.id) LIMIT $1";
    CASES_WITHOUT_PAPER = "
        SELECT k.number, k.id FROM service_case k
        WHERE NOT EXISTS (
            SELECT 1 FROM document d WHERE d.brand_id = k.brand_id AND d.number = k.number AND d.subject_id = k.id)
        LIMIT $1";
}

pub struct NewContact<'a> {
    pub id: ContactId,
    pub brand_id: BrandId,
    pub case_id: CaseId,
    pub channel: &'static str,
    pub at: Instant,
    pub person_id: PersonId,
    pub summary: &'a str,
}

fn contact_values(contact: &NewContact) -> Vec<Value> {
    vec![
        contact.id.into(),
        contact.brand_id.into(),
        contact.case_id.into(),
        contact.channel.into(),
        contact.at.into(),
        contact.person_id.into(),
        contact.summary.into(),
    ]
}

/// A case in full; the names are those of its owner and its station.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseRow {
    pub id: CaseId,
    pub number: String,
    pub org_path: String,
    pub kind: String,
    pub channel: String,
    pub customer_id: CustomerId,
    pub unit_id: Option<UnitId>,
    pub symptom: String,
    pub state: String,
    pub owner_id: Option<PersonId>,
    pub owner: Option<String>,
    pub due_what: Option<String>,
    pub due_at: Option<Instant>,
    pub opened_at: Instant,
    pub closed_at: Option<Instant>,
    pub result: Option<String>,
    pub archived_at: Option<Instant>,
    pub version: i64,
    pub station: String,
    pub station_en: String,
}

impl CaseRow {
    fn read(row: &Row) -> Result<Self, StoreError> {
        Ok(Self {
            id: row.parse(0)?,
            number: row.text(1)?,
            org_path: row.text(2)?,
            kind: row.text(3)?,
            channel: row.text(4)?,
            customer_id: row.parse(5)?,
            unit_id: row.opt_parse(6)?,
            symptom: row.text(7)?,
            state: row.text(8)?,
            owner_id: row.opt_parse(9)?,
            owner: row.opt_text(10)?,
            due_what: row.opt_text(11)?,
            due_at: row.opt_instant(12)?,
            opened_at: row.instant(13)?,
            closed_at: row.opt_instant(14)?,
            result: row.opt_text(15)?,
            archived_at: row.opt_instant(16)?,
            version: row.int(17)?,
            station: row.text(18)?,
            station_en: row.text(19)?,
        })
    }
}

pub fn find_case_by_number(tx: &mut dyn Tx, scope: &Scope, number: &str) -> Result<Option<CaseRow>, StoreError> {
    one(tx, &FIND_CASE, &scope.params_and([number.into()]))?.as_ref().map(CaseRow::read).transpose()
}

/// A line of the case register. The customer's name is masked before anyone sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseListRow {
    pub id: CaseId,
    pub number: String,
    pub org_path: String,
    pub kind: String,
    pub channel: String,
    pub state: String,
    pub symptom: String,
    pub customer_kind: String,
    pub customer_name: String,
    pub serial: Option<String>,
    pub model: Option<String>,
    pub model_en: Option<String>,
    pub owner_id: Option<PersonId>,
    pub owner: Option<String>,
    pub due_what: Option<String>,
    pub due_at: Option<Instant>,
    pub opened_at: Instant,
    pub result: Option<String>,
}

impl CaseListRow {
    fn read(row: &Row) -> Result<Self, StoreError> {
        Ok(Self {
            id: row.parse(0)?,
            number: row.text(1)?,
            org_path: row.text(2)?,
            kind: row.text(3)?,
            channel: row.text(4)?,
            state: row.text(5)?,
            symptom: row.text(6)?,
            customer_kind: row.text(7)?,
            customer_name: row.text(8)?,
            serial: row.opt_text(9)?,
            model: row.opt_text(10)?,
            model_en: row.opt_text(11)?,
            owner_id: row.opt_parse(12)?,
            owner: row.opt_text(13)?,
            due_what: row.opt_text(14)?,
            due_at: row.opt_instant(15)?,
            opened_at: row.instant(16)?,
            result: row.opt_text(17)?,
        })
    }
}

/// What a list of cases is narrowed to; `None` lets everything through.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CaseFilter {
    pub state: Option<String>,
    pub kind: Option<String>,
    pub channel: Option<String>,
    pub owner: Option<PersonId>,
    pub due_before: Option<Instant>,
}

/// Newest first from the case seen last. `node` is the path of a node without others below it, when it is one.
pub fn cases_by_age(
    tx: &mut dyn Tx,
    scope: &Scope,
    node: Option<&str>,
    filter: &CaseFilter,
    before: Option<CaseId>,
    most: u32,
) -> Result<Vec<CaseListRow>, StoreError> {
    let before = before.map_or_else(|| "~".to_owned(), |id| id.to_string());
    let mut params = scope.params_and([
        filter.state.as_ref().into(),
        filter.kind.as_ref().into(),
        filter.channel.as_ref().into(),
        filter.owner.into(),
        filter.due_before.into(),
        before.into(),
        most.into(),
    ]);
    let statement = match node {
        Some(path) => {
            params[1] = path.into();
            &CASES_OF_NODE_BY_AGE
        }
        None => &CASES_BY_AGE,
    };
    tx.query(statement, &params)?.iter().map(CaseListRow::read).collect()
}

/// Open cases by deadline, from the one seen last; an owner narrows it to that person's. `filter.state` plays no part.
pub fn cases_by_due(
    tx: &mut dyn Tx,
    scope: &Scope,
    filter: &CaseFilter,
    after: Option<(Instant, CaseId)>,
    most: u32,
) -> Result<Vec<CaseListRow>, StoreError> {
    let before: Value = filter.due_before.map_or(i64::MAX, Instant::micros).into();
    let (from, after): (Value, Value) = match after {
        Some((due, id)) => (due.into(), id.into()),
        None => (i64::MIN.into(), "".into()),
    };
    let mut params = scope.params().to_vec();
    params.extend(filter.owner.map(Value::from));
    params.extend([filter.kind.as_ref().into(), filter.channel.as_ref().into(), before, from, after, most.into()]);
    let statement = if filter.owner.is_some() { &CASES_OF_OWNER } else { &CASES_BY_DUE };
    tx.query(statement, &params)?.iter().map(CaseListRow::read).collect()
}

/// One call, message, letter or visit, with the name of who noted it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContactRow {
    pub id: ContactId,
    pub channel: String,
    pub at: Instant,
    pub summary: String,
    pub person: String,
}

pub fn contacts(tx: &mut dyn Tx, brand: BrandId, case: CaseId) -> Result<Vec<ContactRow>, StoreError> {
    let read = |row: &Row| {
        Ok(ContactRow {
            id: row.parse(0)?,
            channel: row.text(1)?,
            at: row.instant(2)?,
            summary: row.text(3)?,
            person: row.text(4)?,
        })
    };
    tx.query(&CONTACTS, &[case.into(), brand.into()])?.iter().map(read).collect()
}

pub fn insert_contact(tx: &mut dyn Tx, contact: &NewContact) -> Result<(), StoreError> {
    tx.execute(&INSERT_CONTACT, &contact_values(contact))?;
    Ok(())
}

/// False when the case is not of that version any more, or closed.
pub fn take_over(
    tx: &mut dyn Tx,
    brand: BrandId,
    case: CaseId,
    version: i64,
    owner: PersonId,
) -> Result<bool, StoreError> {
    Ok(tx.execute(&TAKE_OVER, &[case.into(), brand.into(), version.into(), owner.into()])? > 0)
}

/// False when the case is not of that version any more, or closed.
pub fn close_seen(
    tx: &mut dyn Tx,
    brand: BrandId,
    case: CaseId,
    version: i64,
    now: Instant,
    result: &str,
) -> Result<bool, StoreError> {
    let params = [case.into(), brand.into(), version.into(), now.into(), result.into()];
    Ok(tx.execute(&CLOSE_CASE_SEEN, &params)? > 0)
}

pub fn open_orders_of_case(tx: &mut dyn Tx, case: CaseId) -> Result<i64, StoreError> {
    one(tx, &OPEN_ORDERS_OF_CASE, &[case.into()])?.map_or(Ok(0), |row| row.int(0))
}

/// Open cases, and how many of them are past due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct OpenCount {
    pub open: i64,
    pub overdue: i64,
}

fn read_count(row: Option<Row>) -> Result<OpenCount, StoreError> {
    row.map_or(Ok(OpenCount::default()), |row| Ok(OpenCount { open: row.int(0)?, overdue: row.int(1)? }))
}

pub fn count_own(tx: &mut dyn Tx, brand: BrandId, owner: PersonId, now: Instant) -> Result<OpenCount, StoreError> {
    let row = one(tx, &COUNT_OWN, &[owner.into(), brand.into(), now.into()])?;
    read_count(row)
}

pub fn count_in_scope(tx: &mut dyn Tx, scope: &Scope, now: Instant) -> Result<OpenCount, StoreError> {
    let row = one(tx, &COUNT_IN_SCOPE, &scope.params_and([now.into()]))?;
    read_count(row)
}

/// Open, overdue and closed cases, up to `most` of each.
pub fn count_cases(tx: &mut dyn Tx, scope: &Scope, now: Instant, most: u32) -> Result<(OpenCount, i64), StoreError> {
    let row = one(tx, &CASES_COUNTED, &scope.params_and([now.into(), most.into()]))?;
    let closed = row.as_ref().map_or(Ok(0), |row| row.int(2))?;
    Ok((read_count(row)?, closed))
}

/// What `aftercare check` found wrong with cases and their orders: the rule and the row, at most `most` of each rule.
pub fn findings(tx: &mut dyn Tx, most: u32) -> Result<Vec<(&'static str, String)>, StoreError> {
    let rules = [
        ("open_case_has_owner_and_deadline", &OPEN_WITHOUT_OWNER),
        ("closed_case_has_result", &CLOSED_WITHOUT_RESULT),
        ("order_has_its_case", &ORDERS_WITHOUT_CASE),
        ("closed_case_has_no_open_order", &CLOSED_WITH_OPEN_ORDER),
        ("open_case_has_work_left", &OPEN_WITHOUT_WORK),
        ("case_number_is_filed", &CASES_WITHOUT_PAPER),
        ("case_has_its_acts", &CASES_WITHOUT_ACTS),
    ];
    broken(tx, &rules, most)
}
