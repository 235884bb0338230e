//! Orders whose decision is to be looked at again, by day.

use aftercare_kernel::{
    Date,
    id::{BrandId, OrderId},
};

use crate::{Row, StoreError, Tx, statements};

statements! {
    /// A day that is set already, is still to come and comes sooner stays.
    SET_REVIEW = "
        INSERT INTO order_review (order_id, brand_id, due_on) VALUES ($1, $2, $3)
        ON CONFLICT (order_id) DO UPDATE
        SET due_on = CASE WHEN order_review.due_on > $4 AND order_review.due_on < $3 THEN order_review.due_on ELSE $3 END";
    DROP_REVIEW = "DELETE FROM order_review WHERE order_id = $1 AND due_on <= $2";
    REVIEWS_DUE = "
        SELECT order_id FROM order_review WHERE brand_id = $1 AND due_on <= $2 ORDER BY due_on, order_id LIMIT $3";
    REVIEW_IS_DUE = "SELECT order_id FROM order_review WHERE order_id = $1 AND due_on <= $2";
}

/// An order's decision, just looked at, is looked at again on that day or sooner, if a sooner day is set; with None only
/// on a day that is set already.
pub fn set_review(
    tx: &mut dyn Tx,
    brand: BrandId,
    order: OrderId,
    today: Date,
    on: Option<Date>,
) -> Result<(), StoreError> {
    match on {
        Some(day) => tx.execute(&SET_REVIEW, &[order.into(), brand.into(), day.into(), today.into()])?,
        None => tx.execute(&DROP_REVIEW, &[order.into(), today.into()])?,
    };
    Ok(())
}

/// The longest due first.
pub fn reviews_due(tx: &mut dyn Tx, brand: BrandId, today: Date, most: u32) -> Result<Vec<OrderId>, StoreError> {
    tx.query(&REVIEWS_DUE, &[brand.into(), today.into(), most.into()])?.iter().map(|row: &Row| row.parse(0)).collect()
}

/// Whether nobody was quicker.
pub fn review_is_due(tx: &mut dyn Tx, order: OrderId, today: Date) -> Result<bool, StoreError> {
    Ok(!tx.query(&REVIEW_IS_DUE, &[order.into(), today.into()])?.is_empty())
}
