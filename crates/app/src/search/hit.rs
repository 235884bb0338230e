//! What the box finds.

use aftercare_domain::{
    customers::{CustomerKind, mask_name},
    intake::CaseKind,
    orders::{Mode, StateName},
};
use aftercare_kernel::id::{CaseId, CustomerId, ModelId, OrderId, UnitId};
use aftercare_store::search::{ContractHit, CustomerHit, DeviceHit, ModelHit, PaperHit};
use serde::Serialize;

use crate::{Error, stored::word};

/// A hit with enough to recognise it by. Customers are masked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum Hit {
    Case { id: CaseId, number: String, kind: CaseKind, open: bool, symptom: String },
    Order { id: OrderId, number: String, mode: Mode, state: StateName, symptom: String },
    Contract { number: String, serial: String, offer: String, offer_en: String },
    Customer { id: CustomerId, kind: CustomerKind, name: String, phone: String },
    Device { unit: UnitId, serial: String, imei: Option<String>, model_code: String, model: String, model_en: String },
    Model { id: ModelId, code: String, name: String, name_en: String },
}

impl Hit {
    pub(super) fn case(hit: PaperHit<CaseId>) -> Result<Self, Error> {
        let (kind, open) = (word(&hit.kind)?, hit.state == "open");
        Ok(Hit::Case { id: hit.id, number: hit.number, kind, open, symptom: hit.symptom })
    }

    pub(super) fn order(hit: PaperHit<OrderId>) -> Result<Self, Error> {
        let (mode, state) = (word(&hit.kind)?, word(&hit.state)?);
        Ok(Hit::Order { id: hit.id, number: hit.number, mode, state, symptom: hit.symptom })
    }

    pub(super) fn contract(hit: ContractHit) -> Self {
        Hit::Contract { number: hit.number, serial: hit.serial, offer: hit.offer, offer_en: hit.offer_en }
    }

    pub(super) fn customer(hit: CustomerHit) -> Result<Self, Error> {
        let kind = word(&hit.kind)?;
        Ok(Hit::Customer { id: hit.id, kind, name: mask_name(&hit.name, kind), phone: hit.phone.masked() })
    }

    pub(super) fn device(hit: DeviceHit) -> Self {
        Hit::Device {
            unit: hit.id,
            serial: hit.serial,
            imei: hit.imei,
            model_code: hit.model_code,
            model: hit.model_name,
            model_en: hit.model_name_en,
        }
    }

    pub(super) fn model(hit: ModelHit) -> Self {
        Hit::Model { id: hit.id, code: hit.code, name: hit.name, name_en: hit.name_en }
    }
}
