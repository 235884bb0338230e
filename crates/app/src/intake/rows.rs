//! The rows of a registration, each made from the sheet, what the books said, and the new names.

use aftercare_domain::{
    deadlines::ClockWhat,
    identity::Role,
    orders::{OrderState, ServiceType},
    things::MoveReason,
};
use aftercare_kernel::{
    DocumentNumber,
    id::{AddressId, ContactId, ModelId, PlaceId},
};
use aftercare_store::{
    customers::{self, AddressRow},
    devices::NewDevice,
    intake::{NewContact, registration::NewCase},
    orders::OrderRow,
    things::{NewMove, Thing},
};

use super::{
    parties::{Brought, Device},
    register::{Found, Ids, Names, Sheet, takes_orders},
};
use crate::{
    Error, Work,
    customers::AddressDraft,
    outbox::{Hearers, Notice},
};

impl Sheet {
    pub(super) fn first_move(&self, work: &mut Work<'_>, found: &Found, ids: Ids) -> Result<Option<NewMove>, Error> {
        let (Device::New { .. }, Some(unit)) = (&found.device, ids.unit) else { return Ok(None) };
        let place = |place: Option<PlaceId>, name: &str| {
            place.ok_or_else(|| Error::Fault(format!("the brand has no place {name}")))
        };
        let from = place(found.ground.source, "source")?;
        let to = place(found.ground.customers, "customers")?;
        let thing = Thing::Unit { id: unit, item_id: None };
        Ok(Some(work.new_move(thing, from, to, MoveReason::Sale.name(), None, Some(ids.act))))
    }

    pub(super) fn new_device<'a>(
        &'a self,
        work: &Work<'_>,
        found: &Found,
        ids: Ids,
        first: &'a NewMove,
    ) -> Option<NewDevice<'a>> {
        let (Brought::Typed { entry, .. }, Device::New { model }) = (&self.brought, &found.device) else { return None };
        Some(NewDevice {
            unit_id: ids.unit?,
            brand_id: work.actor.brand,
            model_id: *model,
            customer_id: Some(ids.customer),
            entry,
            currency: found.ground.currency,
            first,
        })
    }

    /// The address as a new row, unless the customer has it already.
    pub(super) fn new_address(&self, work: &mut Work<'_>, found: &Found) -> Result<Option<AddressRow>, Error> {
        let Some(draft) = &self.address else { return Ok(None) };
        if let Some(customer) = found.customer {
            let known = customers::addresses(work.tx, work.actor.brand, customer)?;
            if known.iter().any(|a| a.line == draft.line && a.division == draft.division) {
                return Ok(None);
            }
        }
        let id = work.id(AddressId::new);
        Ok(Some(AddressRow { id, division: draft.division.clone(), line: draft.line.clone() }))
    }

    pub(super) fn case_row<'a>(&'a self, work: &Work<'_>, found: &'a Found, names: &'a Names) -> NewCase<'a> {
        NewCase {
            id: names.ids.case,
            brand_id: work.actor.brand,
            org_path: &found.ground.node.path,
            number: &names.number,
            kind: self.registration.kind.name(),
            channel: self.registration.channel.name(),
            customer_id: names.ids.customer,
            unit_id: names.ids.unit,
            symptom: &self.registration.symptom,
            owner_id: found.owner,
            due_what: ClockWhat::Answer.name(),
            due_at: found.due_at,
            opened_at: work.now,
        }
    }

    /// Who pays is not decided yet: the decision sheet makes it a warranty order.
    pub(super) fn order_row<'a>(
        &self,
        work: &Work<'_>,
        found: &Found,
        names: &'a Names,
    ) -> Result<Option<(OrderRow, &'a DocumentNumber)>, Error> {
        let model: ModelId = match &found.device {
            Device::None => return Ok(None),
            Device::Found { model, .. } | Device::New { model } => *model,
        };
        let (Some((id, number)), Some(unit_id)) = (&names.order, names.ids.unit) else { return Ok(None) };
        let (state, node) = (OrderState::Registered, &found.ground.node);
        let row = OrderRow {
            id: *id,
            brand_id: work.actor.brand,
            org_path: node.path.clone(),
            station_id: node.id,
            number: number.to_string(),
            case_id: names.ids.case,
            customer_id: names.ids.customer,
            unit_id,
            model_id: model,
            mode: self.mode.name().to_owned(),
            service_type: ServiceType::Paid.name().to_owned(),
            state: state.name().name().to_owned(),
            state_data: state.to_data().map_err(|e| Error::Fault(e.to_string()))?,
            round: 1,
            technician_id: None,
            decision_id: None,
            address: self.address.as_ref().map(AddressDraft::in_full).unwrap_or_default(),
            symptom: self.registration.symptom.clone(),
            currency: found.ground.currency.code().to_owned(),
            opened_at: work.now,
            ended_at: None,
            version: 1,
        };
        Ok(Some((row, number)))
    }

    pub(super) fn first_contact<'a>(&'a self, work: &mut Work<'_>, ids: Ids) -> NewContact<'a> {
        NewContact {
            id: work.id(ContactId::new),
            brand_id: work.actor.brand,
            case_id: ids.case,
            channel: self.registration.channel.name(),
            at: work.now,
            person_id: work.actor.person,
            summary: &self.registration.symptom,
        }
    }

    /// The station's supervisors hear of a case that came to their station.
    pub(super) fn notice(&self, found: &Found, names: &Names) -> Result<Option<String>, Error> {
        let node = &found.ground.node;
        if !takes_orders(&node.kind) {
            return Ok(None);
        }
        let notice = Notice {
            to: Hearers::Role { role: Role::Supervisor, org_path: node.path.clone() },
            what: "intake-notice-registered".to_owned(),
            params: vec![("number".to_owned(), names.number.to_string())],
            link: format!("/cases/{}", names.number),
        };
        serde_json::to_string(&notice).map(Some).map_err(|e| Error::Fault(e.to_string()))
    }
}
