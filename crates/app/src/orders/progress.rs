//! How far an order is, for whoever holds one of its papers: the paper bears the order's id, and nobody can guess one.

use aftercare_domain::orders::{OrderState, Progress, Promise};
use aftercare_kernel::{Money, id::OrderId};
use aftercare_store::{
    Tx,
    orders::{self as store, PublicOrder},
};

use super::stage::{balance_of, owed_back};
use crate::{App, Error};

/// What the customer may know of the work, and nobody else would learn from: it names no person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicProgress {
    pub order: PublicOrder,
    pub progress: Progress,
    pub promise: Option<Promise>,
    /// Under which number the device is on its way back.
    pub waybill: Option<String>,
    pub to_pay: Option<Money>,
    pub to_be_paid_back: Option<Money>,
}

pub async fn progress(app: &App, id: OrderId) -> Result<PublicProgress, Error> {
    app.store().read("orders.progress", move |tx| read_progress(tx, id)).await
}

fn read_progress(tx: &mut dyn Tx, id: OrderId) -> Result<PublicProgress, Error> {
    let order = store::public_order(tx, id)?.ok_or(Error::Missing("order"))?;
    let unreadable = |what: &str| Error::Fault(format!("order {}: unreadable {what}", order.number));
    let state =
        OrderState::from_row(&order.state, &order.state_data).map_err(|error| Error::Fault(error.to_string()))?;
    let mode = order.mode.parse().map_err(|_| unreadable("mode"))?;
    let currency = order.currency.parse().map_err(|_| unreadable("currency"))?;
    let quote = match state.quote() {
        Some(quote) => store::find_quote(tx, id, quote)?,
        None => None,
    };
    let balance = balance_of(tx, id, &state, currency, quote.as_ref())?;
    let owed = owed_back(tx, id, &state, currency)?;
    let above_zero = |amount: &Money| amount.minor() > 0;
    Ok(PublicProgress {
        progress: state.progress(mode, owed),
        promise: state.promise(),
        waybill: state.waybill_back().map(str::to_owned),
        to_pay: Some(balance).filter(above_zero),
        to_be_paid_back: Some(owed).filter(above_zero),
        order,
    })
}
