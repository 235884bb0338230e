//! Mobile phone service record (移动电话服务记录单): each warranty repair, exchange or refund of a phone.

use crate::{
    Paper,
    form::{Block, Form, PageSize, Row},
    parties::{Customer, Signature, customer_rows, device_rows, form, optional_date},
    repair_card::RepairCard,
};
use aftercare_i18n::Texts;
use aftercare_kernel::Date;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PhoneServiceRecord {
    /// The repair as its card tells it; number and link are those of the order.
    pub repair: RepairCard,
    pub customer: Customer,
    pub invoice_number: String,
    pub sale_date: Option<Date>,
    pub received_on: Option<Date>,
    pub returned_on: Option<Date>,
    /// The remedy that was decided.
    pub decision: String,
    pub article: String,
    /// When the phone was exchanged.
    pub new_imei: String,
    pub customer_signature: Signature,
}

impl Paper for PhoneServiceRecord {
    fn form(&self, t: Texts) -> Form {
        let mut blocks = vec![Block::Rows(self.opening_rows(t))];
        blocks.extend(self.repair.work_blocks(t));
        blocks.push(Block::Rows(vec![
            Row::pair((t.t("papers-decision"), self.decision.clone()), (t.t("papers-article"), self.article.clone())),
            Row::field(t.t("papers-new-imei"), &self.new_imei),
            Row::signatures(vec![self.customer_signature.boxed(t.t("papers-customer-signature"), t)]),
        ]));
        let form = form(t.t("papers-phone-service-record"), &self.repair.number, &self.repair.link, blocks);
        Form { size: PageSize::A4, ..form }
    }
}

impl PhoneServiceRecord {
    fn opening_rows(&self, t: Texts) -> Vec<Row> {
        let mut rows = customer_rows(&self.customer, t);
        rows.extend(device_rows(&self.repair.device, t));
        rows.push(Row::pair(
            (t.t("papers-invoice-number"), self.invoice_number.clone()),
            (t.t("papers-sale-date"), optional_date(self.sale_date, t)),
        ));
        rows.push(Row::pair(
            (t.t("papers-received-on"), optional_date(self.received_on, t)),
            (t.t("papers-returned-on"), optional_date(self.returned_on, t)),
        ));
        rows
    }
}
