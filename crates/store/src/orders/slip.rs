//! Custody slips for customers' devices in our keeping.

use aftercare_kernel::{
    Date, Instant,
    id::{BrandId, OrderId, PersonId, UnitId},
};

use crate::{Row, StoreError, Tx, statements};

statements! {
    INSERT_CUSTODY_SLIP = "
        INSERT INTO custody_slip
            (number, brand_id, order_id, unit_id, appearance, accessories, data_note, taken_by, taken_at, promised_on)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    CUSTODY_SLIPS = "
        SELECT s.number, s.unit_id, s.appearance, s.accessories, s.data_note, s.taken_at, s.promised_on, s.voided_at, COALESCE(p.name, '')
        FROM custody_slip s LEFT JOIN person p ON p.id = s.taken_by
        WHERE s.order_id = $1 ORDER BY s.number LIMIT 20";
    VOID_CUSTODY_SLIPS = "
        UPDATE custody_slip SET voided_at = $2, voided_by = $3 WHERE order_id = $1 AND voided_at IS NULL";
}

/// The paper for a customer's device in our keeping.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CustodySlipRow {
    pub number: String,
    pub unit_id: UnitId,
    pub appearance: String,
    pub accessories: String,
    pub data_note: String,
    pub taken_at: Instant,
    pub promised_on: Date,
    pub voided_at: Option<Instant>,
    pub taken_by: String,
}

pub fn insert_custody_slip(
    tx: &mut dyn Tx,
    brand: BrandId,
    order: OrderId,
    slip: &CustodySlipRow,
    taken_by: PersonId,
) -> Result<(), StoreError> {
    tx.execute(
        &INSERT_CUSTODY_SLIP,
        &[
            slip.number.as_str().into(),
            brand.into(),
            order.into(),
            slip.unit_id.into(),
            slip.appearance.as_str().into(),
            slip.accessories.as_str().into(),
            slip.data_note.as_str().into(),
            taken_by.into(),
            slip.taken_at.into(),
            slip.promised_on.into(),
        ],
    )?;
    Ok(())
}

pub fn custody_slips(tx: &mut dyn Tx, order: OrderId) -> Result<Vec<CustodySlipRow>, StoreError> {
    let read = |row: &Row| {
        Ok(CustodySlipRow {
            number: row.text(0)?,
            unit_id: row.parse(1)?,
            appearance: row.text(2)?,
            accessories: row.text(3)?,
            data_note: row.text(4)?,
            taken_at: row.instant(5)?,
            promised_on: row.date(6)?,
            voided_at: row.opt_instant(7)?,
            taken_by: row.text(8)?,
        })
    };
    tx.query(&CUSTODY_SLIPS, &[order.into()])?.iter().map(read).collect()
}

pub fn void_custody_slips(tx: &mut dyn Tx, order: OrderId, now: Instant, by: PersonId) -> Result<u64, StoreError> {
    tx.execute(&VOID_CUSTODY_SLIPS, &[order.into(), now.into(), by.into()])
}
