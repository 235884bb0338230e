//! The case behind an order: its owner, its deadline, its end.

use aftercare_kernel::{
    Instant,
    id::{BrandId, CaseId, PersonId},
};

use crate::{Row, StoreError, Tx, one, statements};

statements! {
    /// The case behind an order: who owns it, what is due, and who took the first contact.
    CASE_BRIEF = "
        SELECT c.id, c.number, c.state, c.owner_id, c.due_what, c.due_at, c.opened_at,
               (SELECT k.person_id FROM contact k WHERE k.case_id = c.id ORDER BY k.id LIMIT 1), COALESCE(p.name, '')
        FROM service_case c LEFT JOIN person p ON p.id = c.owner_id WHERE c.id = $1 AND c.brand_id = $2";
    /// The case's next owner and deadline.
    HAND_ON_CASE = "
        UPDATE service_case SET owner_id = $2, due_what = $3, due_at = $4, version = version + 1
        WHERE id = $1 AND state = 'open'";
    CLOSE_CASE = "
        UPDATE service_case
        SET state = 'closed', owner_id = NULL, due_what = NULL, due_at = NULL, closed_at = $2, result = $3, version = version + 1
        WHERE id = $1 AND state = 'open'";
    REOPEN_CASE = "
        UPDATE service_case
        SET state = 'open', owner_id = $2, due_what = $3, due_at = $4, closed_at = NULL, result = NULL, version = version + 1
        WHERE id = $1 AND state = 'closed' AND archived_at IS NULL";
    ARCHIVE_CASE = "
        UPDATE service_case SET archived_at = $2, version = version + 1
        WHERE id = $1 AND state = 'closed' AND archived_at IS NULL";
}

/// The case behind an order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseBrief {
    pub id: CaseId,
    pub number: String,
    pub open: bool,
    pub owner_id: Option<PersonId>,
    pub due_what: Option<String>,
    pub due_at: Option<Instant>,
    pub opened_at: Instant,
    /// Who took the first contact.
    pub taker_id: Option<PersonId>,
    pub owner: String,
}

pub fn case_brief(tx: &mut dyn Tx, brand: BrandId, case: CaseId) -> Result<Option<CaseBrief>, StoreError> {
    let read = |row: Row| {
        Ok(CaseBrief {
            id: row.parse(0)?,
            number: row.text(1)?,
            open: row.text(2)? == "open",
            owner_id: row.opt_parse(3)?,
            due_what: row.opt_text(4)?,
            due_at: row.opt_instant(5)?,
            opened_at: row.instant(6)?,
            taker_id: row.opt_parse(7)?,
            owner: row.text(8)?,
        })
    };
    one(tx, &CASE_BRIEF, &[case.into(), brand.into()])?.map(read).transpose()
}

/// Gives an open case its next owner and deadline; false when it is closed.
pub fn hand_on_case(
    tx: &mut dyn Tx,
    case: CaseId,
    owner: PersonId,
    due_what: &str,
    due_at: Instant,
) -> Result<bool, StoreError> {
    Ok(tx.execute(&HAND_ON_CASE, &[case.into(), owner.into(), due_what.into(), due_at.into()])? > 0)
}

pub fn close_case(tx: &mut dyn Tx, case: CaseId, now: Instant, result: &str) -> Result<bool, StoreError> {
    Ok(tx.execute(&CLOSE_CASE, &[case.into(), now.into(), result.into()])? > 0)
}

/// Opens a closed case again; false when it is open or archived.
pub fn reopen_case(
    tx: &mut dyn Tx,
    case: CaseId,
    owner: PersonId,
    due_what: &str,
    due_at: Instant,
) -> Result<bool, StoreError> {
    Ok(tx.execute(&REOPEN_CASE, &[case.into(), owner.into(), due_what.into(), due_at.into()])? > 0)
}

pub fn archive_case(tx: &mut dyn Tx, case: CaseId, now: Instant) -> Result<bool, StoreError> {
    Ok(tx.execute(&ARCHIVE_CASE, &[case.into(), now.into()])? > 0)
}
