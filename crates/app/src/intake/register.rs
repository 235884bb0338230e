//! A case is registered: customer and device found or made, case and order opened, the station told. One transaction,
//! few trips to the database: this is what happens most often in the house.

use aftercare_domain::{
    acts::{Act, ChainedAct, payload},
    deadlines::{ClockPolicy, ClockWhat},
    identity::{Action, NodeKind},
    intake::{IntakeRefusal, Registration},
    orders::Mode,
};
use aftercare_kernel::{
    DocumentNumber, Instant,
    id::{ActId, CaseId, CustomerId, OrderId, OutboxId, PersonId, UnitId},
};
use aftercare_store::{
    customers::NewCustomer,
    devices,
    intake::registration::{self as store, DuplicateRow, Ground, NewMessage, NewRegistration},
};
use serde_json::json;

use super::{
    Duplicate, NewCase, Registered, Routed, chain,
    parties::{Brought, Caller, Device, asked, device_known, device_of},
    route::route,
};
use crate::{
    Actor, App, Error, Work, customers::AddressDraft, deadlines::with_station_time, outbox::NOTICE, stored::word,
};

/// A second call about the same is likely within a month.
const DUPLICATE_SECONDS: i64 = 30 * 24 * 3600;

/// Registers a case. With a key the same request is registered once, however often it is sent.
pub async fn register(app: &App, actor: &Actor, command: NewCase, key: Option<String>) -> Result<Registered, Error> {
    let sheet = Sheet::check(&command, actor, app.now())?;
    app.write("intake.register", actor, Action::RegisterCase, move |work| {
        work.once(key.as_deref(), &command, |work| sheet.register(work))
    })
    .await
}

/// A registration that is in order in itself.
pub(super) struct Sheet {
    pub registration: Registration,
    caller: Caller,
    pub brought: Brought,
    pub mode: Mode,
    pub address: Option<AddressDraft>,
    station: Option<String>,
}

/// What the books said about it.
pub(super) struct Found {
    pub ground: Ground,
    routed: Option<Routed>,
    pub customer: Option<CustomerId>,
    pub device: Device,
    duplicates: Vec<Duplicate>,
    pub owner: PersonId,
    pub due_at: Instant,
}

/// Ids and numbers of what is about to be written.
pub(super) struct Names {
    pub case: CaseId,
    pub number: DocumentNumber,
    pub order: Option<(OrderId, DocumentNumber)>,
    pub customer: CustomerId,
    pub unit: Option<UnitId>,
}

impl Sheet {
    fn check(command: &NewCase, actor: &Actor, now: Instant) -> Result<Self, Error> {
        let mode = command.mode.unwrap_or(Mode::WalkIn);
        let address = command.address.clone().map(AddressDraft::check).transpose()?;
        let registration = Registration {
            kind: command.kind,
            channel: command.channel,
            symptom: command.symptom.clone(),
            device_known: device_known(command),
            at_home: command.kind.opens_order() && mode == Mode::OnSite,
            address: address.as_ref().map(|a| a.line.clone()).unwrap_or_default(),
        };
        Ok(Self {
            registration: registration.check()?,
            caller: Caller::check(&command.customer)?,
            brought: Brought::check(&command.device, now.date_in(&actor.zone))?,
            mode,
            address: address.filter(|a| !a.line.is_empty()),
            station: command.station.as_deref().map(|code| code.trim().to_owned()).filter(|code| !code.is_empty()),
        })
    }

    fn register(&self, work: &mut Work<'_>) -> Result<Registered, Error> {
        let found = self.look_up(work)?;
        let names = self.draw(work, &found)?;
        self.write(work, &found, &names)?;
        self.give_first_owner(work, &found, &names)?;
        Ok(Registered {
            case: names.case,
            number: names.number.to_string(),
            order: names.order.as_ref().map(|(id, _)| *id),
            order_number: names.order.as_ref().map(|(_, number)| number.to_string()),
            customer: names.customer,
            unit: names.unit,
            station: found.ground.node.code,
            owner: found.owner,
            due_what: ClockWhat::Answer,
            due_at: found.due_at,
            routed: found.routed,
            duplicates: found.duplicates,
        })
    }

    fn look_up(&self, work: &mut Work<'_>) -> Result<Found, Error> {
        let (code, routed) = self.station(work)?;
        let scope = work.actor.scope();
        let ground = store::ground(work.tx, &scope, &asked(&code, &self.caller, &self.brought))?;
        let ground = ground.ok_or(Error::Missing("station"))?;
        if self.opens_order() && !takes_orders(&ground.node.kind) {
            return Err(Error::refuse(IntakeRefusal::NoStation));
        }
        let customer = self.caller.found(&ground)?;
        let device = device_of(work, &self.brought, &ground)?;
        let duplicates = self.duplicates(work, &ground, &device)?;
        let due_at = answer_due(work, &ground)?;
        let owner = ground.supervisor.filter(|_| self.opens_order()).unwrap_or(work.actor.person);
        Ok(Found { ground, routed, customer, device, duplicates, owner, due_at })
    }

    fn opens_order(&self) -> bool {
        self.registration.kind.opens_order()
    }

    /// The code of the node that gets the case: the one chosen, the nearest, or where the taker works.
    fn station(&self, work: &mut Work<'_>) -> Result<(String, Option<Routed>), Error> {
        if let Some(code) = &self.station {
            return Ok((code.clone(), None));
        }
        let division = self.address.as_ref().map_or("", |a| a.division.as_str());
        let routed = if self.opens_order() { route(work, division)? } else { None };
        let own = || work.actor.org_path.trim_end_matches('/').rsplit('/').next().unwrap_or_default().to_owned();
        Ok(routed.map_or_else(|| (own(), None), |(code, nearness)| (code, Some(nearness))))
    }

    fn duplicates(&self, work: &mut Work<'_>, ground: &Ground, device: &Device) -> Result<Vec<Duplicate>, Error> {
        let since = work.now.plus_seconds(-DUPLICATE_SECONDS);
        let brand = work.actor.brand;
        let mut rows = Vec::new();
        if let Device::Found { unit, .. } = device {
            rows = store::duplicates_by_unit(work.tx, brand, *unit, since)?;
        }
        if let Some(phone) = self.caller.phone_seen(ground) {
            let kind = self.registration.kind.name();
            let same_phone = store::duplicates_by_phone(work.tx, brand, phone, kind, since)?;
            rows.extend(same_phone.into_iter().filter(|row| !rows.iter().any(|known| known.id == row.id)).collect::<Vec<_>>());
        }
        rows.into_iter().map(duplicate).collect()
    }

    /// Numbers are drawn last: the station's series is locked from here to the commit.
    fn draw(&self, work: &mut Work<'_>, found: &Found) -> Result<Names, Error> {
        let case = work.id(CaseId::new);
        let order = self.opens_order().then(|| work.id(OrderId::new));
        let customer = found.customer.unwrap_or_else(|| work.id(CustomerId::new));
        let unit = match &found.device {
            Device::None => None,
            Device::Found { unit, .. } => Some(*unit),
            Device::New { .. } => Some(work.id(UnitId::new)),
        };
        let node = &found.ground.node;
        let year = work.today_in(&node.zone)?.year();
        let count = 1 + u32::from(order.is_some());
        let mut numbers = store::draw_numbers(work.tx, work.actor.brand, &node.code, year, count)?.into_iter();
        let drawn = || Error::Fault("a number was not drawn".to_owned());
        let number = numbers.next().ok_or_else(drawn)?;
        let order = order.map(|id| numbers.next().map(|number| (id, number)).ok_or_else(drawn)).transpose()?;
        Ok(Names { case, number, order, customer, unit })
    }

    fn write(&self, work: &mut Work<'_>, found: &Found, names: &Names) -> Result<(), Error> {
        let act = self.act(work, found, names)?;
        let first = self.first_move(work, found, names, act.act.id)?;
        let notice = self.notice(found, names)?;
        let dedupe = format!("{}:registered", act.act.id);
        let address = self.new_address(work, found)?;
        let (customer, further_address) = match (&self.caller, found.customer) {
            (Caller::Typed(entry), None) => {
                let (id, brand_id, created_at) = (names.customer, work.actor.brand, work.now);
                (Some(NewCustomer { id, brand_id, entry, address, created_at }), None)
            }
            _ => (None, address.map(|address| (names.customer, address))),
        };
        let registration = NewRegistration {
            customer,
            address: further_address,
            device: first.as_ref().and_then(|first| self.new_device(work, found, names, first)),
            case: self.case_row(work, found, names),
            order: self.order_row(work, found, names)?,
            contact: self.first_contact(work, names),
            act: &act,
            message: notice.as_deref().map(|payload| NewMessage {
                id: work.id(OutboxId::new),
                kind: NOTICE,
                dedupe: &dedupe,
                payload,
            }),
        };
        Ok(store::write_registration(work.tx, &registration)?)
    }

    /// The case's chain begins here, so there is no act before to be looked up.
    fn act(&self, work: &mut Work<'_>, found: &Found, names: &Names) -> Result<ChainedAct, Error> {
        let told = json!({
            "number": names.number,
            "kind": self.registration.kind,
            "channel": self.registration.channel,
            "station": found.ground.node.code,
            "order": names.order.as_ref().map(|(_, number)| number),
            "customer": names.customer,
            "unit": names.unit,
        });
        let act = Act {
            id: work.id(ActId::new),
            brand: work.actor.brand,
            chain: chain(names.case),
            order: names.order.as_ref().map(|(id, _)| *id),
            at: work.now,
            day: work.today(),
            person: work.actor.person,
            position: Some(work.actor.position),
            verb: "register".to_owned(),
            payload: payload(&told).map_err(|e| Error::Fault(e.to_string()))?,
        };
        Ok(ChainedAct::append(act, None))
    }

    /// A device that nobody owned yet belongs to whoever comes with it.
    fn give_first_owner(&self, work: &mut Work<'_>, found: &Found, names: &Names) -> Result<(), Error> {
        if let Device::Found { unit, ownerless: true, .. } = &found.device {
            devices::set_first_owner(work.tx, work.actor.brand, *unit, names.customer)?;
        }
        Ok(())
    }
}

pub(super) fn takes_orders(kind: &str) -> bool {
    [NodeKind::Station.name(), NodeKind::Dealer.name()].contains(&kind)
}

/// By the brand's clock for an answer, or the usual four hours.
fn answer_due(work: &Work<'_>, ground: &Ground) -> Result<Instant, Error> {
    let policy = match &ground.answer_clock {
        None => ClockPolicy::usual(ClockWhat::Answer),
        Some((amount, unit)) => {
            let amount = u32::try_from(*amount).map_err(|_| Error::Fault("clock of an answer".to_owned()))?;
            ClockPolicy::new(ClockWhat::Answer, amount, word(unit)?)?
        }
    };
    with_station_time(work.calendar(), &ground.node, |time| policy.due(work.now, time))
}

fn duplicate(row: DuplicateRow) -> Result<Duplicate, Error> {
    Ok(Duplicate {
        case: row.id,
        number: row.number,
        kind: word(&row.kind)?,
        symptom: row.symptom,
        opened_at: row.opened_at,
    })
}
