//! Repair card (修护卡): hangs on the device in the workshop.

use crate::{
    Paper,
    form::{Block, Cell, Form, Look, Row},
    parties::{
        Device, PartLine, ServiceType, Signature, device_rows, exchanged_parts, form, optional_date,
        service_type_ticks, ticks, working_time,
    },
};
use aftercare_i18n::Texts;
use aftercare_kernel::Date;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RepairCard {
    /// Order number.
    pub number: String,
    pub link: String,
    /// None before it is decided.
    pub service_type: Option<ServiceType>,
    pub device: Device,
    pub promised_on: Option<Date>,
    pub symptom: String,
    pub diagnosis: String,
    pub work: String,
    pub parts: Vec<PartLine>,
    /// Parameters changed, old and new value.
    pub parameters: String,
    /// Software changed, old and new version.
    pub software: String,
    /// What may fail next and the customer should know.
    pub hidden_risk: String,
    pub working_minutes: Option<u32>,
    pub technician: Signature,
    pub check: QualityCheck,
}

/// The supervisor's check before the device goes out; `passed` is open until it is made.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct QualityCheck {
    pub supervisor: Signature,
    pub instrument: String,
    pub result: String,
    pub passed: Option<bool>,
}

impl Paper for RepairCard {
    fn form(&self, t: Texts) -> Form {
        let mut rows = vec![Row::field(t.t("papers-service-type"), service_type_ticks(self.service_type, t))];
        rows.extend(device_rows(&self.device, t));
        rows.push(Row::field(t.t("papers-promised-on"), optional_date(self.promised_on, t)));
        let mut blocks = vec![Block::Rows(rows)];
        blocks.extend(self.work_blocks(t));
        form(t.t("papers-repair-card"), &self.number, &self.link, blocks)
    }
}

impl RepairCard {
    /// From the symptom to the signatures; the phone service record shows the same.
    pub(crate) fn work_blocks(&self, t: Texts) -> Vec<Block> {
        vec![
            Block::Rows(vec![
                Row::field(t.t("papers-symptom"), &self.symptom).at_least(2),
                Row::field(t.t("papers-diagnosis"), &self.diagnosis).at_least(2),
                Row::field(t.t("papers-work"), &self.work).at_least(2),
            ]),
            exchanged_parts(&self.parts, t),
            Block::Rows(self.closing_rows(t)),
        ]
    }

    fn closing_rows(&self, t: Texts) -> Vec<Row> {
        let verdict = ticks(&[
            (t.t("papers-passed"), self.check.passed == Some(true)),
            (t.t("papers-failed"), self.check.passed == Some(false)),
        ]);
        vec![
            Row::field(t.t("papers-parameters"), &self.parameters),
            Row::field(t.t("papers-software"), &self.software),
            Row::field(t.t("papers-hidden-risk"), &self.hidden_risk),
            Row::field(t.t("papers-working-time"), working_time(self.working_minutes, t)),
            Row::of([
                Cell::label(4, t.t("papers-instrument")),
                Cell::value(8, &self.check.instrument),
                Cell::label(4, t.t("papers-quality-check")),
                Cell::new(8, Look::Value, verdict),
            ]),
            Row::field(t.t("papers-check-result"), &self.check.result),
            Row::signatures(vec![
                self.technician.boxed(t.t("papers-technician"), t),
                self.check.supervisor.boxed(t.t("papers-supervisor"), t),
            ]),
        ]
    }
}
