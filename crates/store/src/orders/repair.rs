//! Rounds of repair, and what was done in each.

use aftercare_kernel::{
    Date, Instant,
    id::{BrandId, OrderId, PersonId, UnitId},
};

use crate::{Row, StoreError, Tx, statements};

statements! {
    INSERT_REPAIR = "
        INSERT INTO repair_record
            (order_id, round, brand_id, unit_id, technician_id, in_on, fault_code, listed, cause, found)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        ON CONFLICT (order_id, round) DO UPDATE
        SET fault_code = $7, listed = $8, cause = $9, found = $10, technician_id = $5";
    RECORD_WORK = "
        UPDATE repair_record
        SET work = $3, method = $4, software_before = $5, software_after = $6, hidden_risk = $7, minutes = $8
        WHERE order_id = $1 AND round = $2";
    RECORD_CHECK = "
        UPDATE repair_record SET checked_by = $3, checked_at = $4, outcome = $5 WHERE order_id = $1 AND round = $2";
    RECORD_RETURN = "UPDATE repair_record SET out_on = $3 WHERE order_id = $1 AND round = $2";
    RECORD_OUTCOME = "UPDATE repair_record SET outcome = $3 WHERE order_id = $1 AND round = $2";
    REPAIRS_OF_ORDER = "
        SELECT r.order_id, r.round, r.in_on, r.out_on, r.fault_code, r.listed, r.cause, r.found, r.work, r.method,
               r.software_before, r.software_after, r.hidden_risk, r.minutes, r.outcome, COALESCE(t.name, ''), COALESCE(c.name, ''), r.checked_at
        FROM repair_record r LEFT JOIN person t ON t.id = r.technician_id LEFT JOIN person c ON c.id = r.checked_by
        WHERE r.order_id = $1 ORDER BY r.round LIMIT 50";
    /// Repairs of a device that ended, for its entitlement: not those of the order that asks.
    FINISHED_REPAIRS_OF_UNIT = "
        SELECT r.order_id, r.round, r.in_on, r.out_on, r.fault_code, r.listed, r.cause, r.outcome
        FROM repair_record r WHERE r.unit_id = $1 AND r.brand_id = $2 AND r.out_on IS NOT NULL ORDER BY r.in_on LIMIT 200";
}

/// What was found when a round of repair began.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewRepair<'a> {
    pub order_id: OrderId,
    pub round: i64,
    pub brand_id: BrandId,
    pub unit_id: UnitId,
    pub technician_id: PersonId,
    pub in_on: Date,
    pub fault_code: &'a str,
    pub listed: bool,
    pub cause: &'a str,
    pub found: &'a str,
}

pub fn record_diagnosis(tx: &mut dyn Tx, repair: &NewRepair) -> Result<(), StoreError> {
    tx.execute(
        &INSERT_REPAIR,
        &[
            repair.order_id.into(),
            repair.round.into(),
            repair.brand_id.into(),
            repair.unit_id.into(),
            repair.technician_id.into(),
            repair.in_on.into(),
            repair.fault_code.into(),
            repair.listed.into(),
            repair.cause.into(),
            repair.found.into(),
        ],
    )?;
    Ok(())
}

/// What was done (E5).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct WorkDone {
    pub work: String,
    pub method: String,
    pub software_before: Option<String>,
    pub software_after: Option<String>,
    pub hidden_risk: Option<String>,
    pub minutes: i64,
}

pub fn record_work(tx: &mut dyn Tx, order: OrderId, round: i64, done: &WorkDone) -> Result<(), StoreError> {
    tx.execute(
        &RECORD_WORK,
        &[
            order.into(),
            round.into(),
            done.work.as_str().into(),
            done.method.as_str().into(),
            done.software_before.as_deref().into(),
            done.software_after.as_deref().into(),
            done.hidden_risk.as_deref().into(),
            done.minutes.into(),
        ],
    )?;
    Ok(())
}

pub fn record_check(
    tx: &mut dyn Tx,
    order: OrderId,
    round: i64,
    by: PersonId,
    now: Instant,
    outcome: Option<&str>,
) -> Result<(), StoreError> {
    tx.execute(&RECORD_CHECK, &[order.into(), round.into(), by.into(), now.into(), outcome.into()])?;
    Ok(())
}

/// The day the device was back with its customer: until then the term is lengthened (phones art. 8).
pub fn record_return(tx: &mut dyn Tx, order: OrderId, round: i64, on: Date) -> Result<(), StoreError> {
    tx.execute(&RECORD_RETURN, &[order.into(), round.into(), on.into()])?;
    Ok(())
}

pub fn record_outcome(tx: &mut dyn Tx, order: OrderId, round: i64, outcome: &str) -> Result<(), StoreError> {
    tx.execute(&RECORD_OUTCOME, &[order.into(), round.into(), outcome.into()])?;
    Ok(())
}

/// A round of repair as the repair card shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RepairRow {
    pub round: i64,
    pub in_on: Date,
    pub out_on: Option<Date>,
    pub fault_code: String,
    pub listed: bool,
    pub cause: String,
    pub found: String,
    pub done: Option<WorkDone>,
    pub outcome: Option<String>,
    pub technician: String,
    pub checked_by: String,
    pub checked_at: Option<Instant>,
}

pub fn repairs_of_order(tx: &mut dyn Tx, order: OrderId) -> Result<Vec<RepairRow>, StoreError> {
    tx.query(&REPAIRS_OF_ORDER, &[order.into()])?.iter().map(read_repair).collect()
}

fn read_repair(row: &Row) -> Result<RepairRow, StoreError> {
    let work = row.opt_text(8)?;
    let done = match work {
        Some(work) => Some(WorkDone {
            work,
            method: row.opt_text(9)?.unwrap_or_default(),
            software_before: row.opt_text(10)?,
            software_after: row.opt_text(11)?,
            hidden_risk: row.opt_text(12)?,
            minutes: row.opt_int(13)?.unwrap_or(0),
        }),
        None => None,
    };
    Ok(RepairRow {
        round: row.int(1)?,
        in_on: row.date(2)?,
        out_on: row.opt_date(3)?,
        fault_code: row.text(4)?,
        listed: row.flag(5)?,
        cause: row.text(6)?,
        found: row.text(7)?,
        done,
        outcome: row.opt_text(14)?,
        technician: row.text(15)?,
        checked_by: row.text(16)?,
        checked_at: row.opt_instant(17)?,
    })
}

/// A repair of a device that ended, as its entitlement counts it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FinishedRepair {
    pub order_id: OrderId,
    pub round: i64,
    pub in_on: Date,
    pub out_on: Date,
    pub fault_code: String,
    pub listed: bool,
    pub cause: String,
    pub outcome: Option<String>,
}

pub fn finished_repairs(tx: &mut dyn Tx, brand: BrandId, unit: UnitId) -> Result<Vec<FinishedRepair>, StoreError> {
    let read = |row: &Row| {
        Ok(FinishedRepair {
            order_id: row.parse(0)?,
            round: row.int(1)?,
            in_on: row.date(2)?,
            out_on: row.date(3)?,
            fault_code: row.text(4)?,
            listed: row.flag(5)?,
            cause: row.text(6)?,
            outcome: row.opt_text(7)?,
        })
    };
    tx.query(&FINISHED_REPAIRS_OF_UNIT, &[unit.into(), brand.into()])?.iter().map(read).collect()
}
