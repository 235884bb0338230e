//! Custody slip (客户商品领取收据): for a device taken in; the customer fetches the device with it.

use crate::{
    Paper,
    form::{Block, Form, Row, Stamp},
    parties::{Customer, Device, Signature, customer_rows, device_rows, form, optional_date},
};
use aftercare_i18n::Texts;
use aftercare_kernel::Date;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CustodySlip {
    pub number: String,
    pub link: String,
    pub order_number: String,
    pub customer: Customer,
    pub device: Device,
    /// Scratches, dents, cracks as seen when taken in.
    pub appearance: String,
    pub accessories: String,
    /// Whether there is a password, whether the customer has saved the data.
    pub data_note: String,
    pub taken_by: Signature,
    pub taken_on: Date,
    pub promised_on: Option<Date>,
    pub customer_signature: Signature,
    /// The device is back with the customer: the slip is void since that day.
    pub void_since: Option<Date>,
}

impl Paper for CustodySlip {
    fn form(&self, t: Texts) -> Form {
        let mut rows = vec![Row::field(t.t("papers-order"), &self.order_number)];
        rows.extend(customer_rows(&self.customer, t));
        rows.extend(device_rows(&self.device, t));
        rows.extend([
            Row::field(t.t("papers-appearance"), &self.appearance).at_least(3),
            Row::field(t.t("papers-accessories"), &self.accessories).at_least(2),
            Row::field(t.t("papers-data-note"), &self.data_note).at_least(2),
            Row::pair(
                (t.t("papers-taken-on"), t.date_long(self.taken_on)),
                (t.t("papers-promised-on"), optional_date(self.promised_on, t)),
            ),
            Row::signatures(vec![
                self.taken_by.boxed(t.t("papers-taken-by"), t),
                self.customer_signature.boxed(t.t("papers-customer-signature"), t),
            ]),
        ]);
        let blocks = vec![Block::Rows(rows), Block::Note(t.t("papers-custody-note"))];
        let stamp = self.void_since.map(|day| Stamp {
            word: t.t("papers-void"),
            below: t.t_with("papers-void-since", &[("date", t.date_long(day).into())]),
        });
        Form { stamp, ..form(t.t("papers-custody-slip"), &self.number, &self.link, blocks) }
    }
}
