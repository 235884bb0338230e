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
    Date, DocumentNumber, Instant, Serial,
    id::{ActId, CaseId, CustomerId, OrderId, OutboxId, PersonId, UnitId},
};
use aftercare_store::{
    customers::NewCustomer,
    devices,
    intake::registration::{self as store, Asked, DuplicateRow, Ground, NewMessage, NewParties, NewRegistration},
};
use serde_json::json;

use super::{
    DeviceChoice, Duplicate, NewCase, Registered, Routed, TypedDevice, chain,
    parties::{Brought, Caller, Device, asked, device_known, device_of, refuse_in_custody},
    route::route,
};
use crate::{
    Actor, App, Error, Work, customers::AddressDraft, deadlines::with_station_time, devices::set_sale, outbox::NOTICE,
    stored::word,
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

/// Everything that can be seen to be wrong with a registration, in itself and by the books.
pub async fn unfit(app: &App, actor: &Actor, command: &NewCase) -> Result<Vec<Error>, Error> {
    let mut wrong = unfit_in_itself(command, app.now().date_in(&actor.zone));
    let command = command.clone();
    let unknown = app.read("intake.unfit", actor, Action::RegisterCase, move |work| not_in_the_books(work, &command));
    wrong.extend(unknown.await?);
    Ok(wrong)
}

fn unfit_in_itself(command: &NewCase, today: Date) -> Vec<Error> {
    let caller = Caller::wrong(&command.customer).into_iter().map(Error::refuse);
    let brought = Brought::wrong(&command.device, today).into_iter().map(Error::refuse);
    let wish = wish(command).wrong().into_iter().map(Error::refuse);
    let address = command.address.clone().and_then(|address| address.check().err());
    caller.chain(brought).chain(wish).chain(address).collect()
}

/// What the sheet names and the books do not know: the station, and the model of a device that is new.
fn not_in_the_books(work: &mut Work<'_>, command: &NewCase) -> Result<Vec<Error>, Error> {
    let mut unknown = Vec::new();
    let chosen = command.station.as_deref().map(str::trim).filter(|code| !code.is_empty());
    if let Some(code) = chosen
        && ground_for(work, code, None)?.is_none()
    {
        unknown.push(Error::Missing("station"));
    }
    if let DeviceChoice::Typed(typed) = &command.device
        && let Some(ground) = ground_for(work, &own_code(work.actor), Some(typed))?
        && ground.unit_by_serial.is_none()
        && ground.model.is_none()
    {
        unknown.push(Error::Missing("model"));
    }
    Ok(unknown)
}

fn ground_for(work: &mut Work<'_>, node_code: &str, device: Option<&TypedDevice>) -> Result<Option<Ground>, Error> {
    let serial: Option<Serial> = device.and_then(|typed| typed.serial.parse().ok());
    let asked = Asked {
        node_code,
        customer_id: None,
        phone: None,
        name: None,
        unit_id: None,
        serial: serial.as_ref().map(Serial::as_str),
        imei: None,
        model_code: device.map(|typed| typed.model_code.trim()),
    };
    Ok(store::ground(work.tx, &work.actor.scope(), &asked)?)
}

/// Of where the actor works.
fn own_code(actor: &Actor) -> String {
    actor.org_path.trim_end_matches('/').rsplit('/').next().unwrap_or_default().to_owned()
}

/// What the rules of a case look at.
fn wish(command: &NewCase) -> Registration {
    Registration {
        kind: command.kind,
        channel: command.channel,
        symptom: command.symptom.clone(),
        device_known: device_known(command),
        at_home: command.kind.opens_order() && command.mode == Some(Mode::OnSite),
        address: command.address.as_ref().map(|a| a.line.clone()).unwrap_or_default(),
    }
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

/// Ids of what is about to be written.
#[derive(Clone, Copy)]
pub(super) struct Ids {
    pub case: CaseId,
    pub order: Option<OrderId>,
    pub customer: CustomerId,
    pub unit: Option<UnitId>,
    pub act: ActId,
}

/// The same with the numbers that people know them by.
pub(super) struct Names {
    pub ids: Ids,
    pub number: DocumentNumber,
    pub order: Option<(OrderId, DocumentNumber)>,
}

impl Sheet {
    fn check(command: &NewCase, actor: &Actor, now: Instant) -> Result<Self, Error> {
        let address = command.address.clone().map(AddressDraft::check).transpose()?;
        Ok(Self {
            registration: wish(command).check()?,
            caller: Caller::check(&command.customer)?,
            brought: Brought::check(&command.device, now.date_in(&actor.zone))?,
            mode: command.mode.unwrap_or(Mode::WalkIn),
            address: address.filter(|a| !a.line.is_empty()),
            station: command.station.as_deref().map(|code| code.trim().to_owned()).filter(|code| !code.is_empty()),
        })
    }

    /// Numbers are drawn last: the station's series is locked from the draw to the commit.
    fn register(&self, work: &mut Work<'_>) -> Result<Registered, Error> {
        let found = self.look_up(work)?;
        let ids = self.ids(work, &found);
        self.write_parties(work, &found, ids)?;
        let names = draw(work, &found, ids)?;
        self.write_case(work, &found, &names)?;
        Ok(Registered {
            case: ids.case,
            number: names.number.to_string(),
            order: ids.order,
            order_number: names.order.map(|(_, number)| number.to_string()),
            customer: ids.customer,
            unit: ids.unit,
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
        if self.opens_order() {
            refuse_in_custody(work, &device)?;
        }
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
        let own = own_code(work.actor);
        Ok(routed.filter(|(code, _)| *code != own).map_or((own, None), |(code, nearness)| (code, Some(nearness))))
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
            rows.extend(
                same_phone.into_iter().filter(|row| !rows.iter().any(|known| known.id == row.id)).collect::<Vec<_>>(),
            );
        }
        rows.into_iter().map(duplicate).collect()
    }

    fn ids(&self, work: &mut Work<'_>, found: &Found) -> Ids {
        Ids {
            case: work.id(CaseId::new),
            order: self.opens_order().then(|| work.id(OrderId::new)),
            customer: found.customer.unwrap_or_else(|| work.id(CustomerId::new)),
            unit: match &found.device {
                Device::None => None,
                Device::Found { unit, .. } => Some(*unit),
                Device::New { .. } => Some(work.id(UnitId::new)),
            },
            act: work.id(ActId::new),
        }
    }

    /// A device that nobody owned yet belongs to whoever comes with it.
    fn write_parties(&self, work: &mut Work<'_>, found: &Found, ids: Ids) -> Result<(), Error> {
        let first = self.first_move(work, found, ids)?;
        let address = self.new_address(work, found)?;
        let (customer, further_address) = match (&self.caller, found.customer) {
            (Caller::Typed(entry), None) => {
                let (id, brand_id, created_at) = (ids.customer, work.actor.brand, work.now);
                (Some(NewCustomer { id, brand_id, entry, address, created_at }), None)
            }
            _ => (None, address.map(|address| (ids.customer, address))),
        };
        let device = first.as_ref().and_then(|first| self.new_device(work, found, ids, first));
        let parties = NewParties { customer, address: further_address, device };
        store::write_parties(work.tx, work.actor.brand, &parties)?;
        if let Device::Found { unit, ownerless: true, .. } = &found.device {
            devices::set_first_owner(work.tx, work.actor.brand, *unit, ids.customer)?;
        }
        self.write_sale(work, found)
    }

    /// The day of sale of a device that was brought in without one: rights begin with it.
    fn write_sale(&self, work: &mut Work<'_>, found: &Found) -> Result<(), Error> {
        match (&found.device, self.brought.sold_on()) {
            (Device::Found { unit, sale_unknown: true, .. }, Some(sold_on)) => set_sale(work, *unit, sold_on),
            _ => Ok(()),
        }
    }

    fn write_case(&self, work: &mut Work<'_>, found: &Found, names: &Names) -> Result<(), Error> {
        let act = self.act(work, found, names)?;
        let notice = self.notice(found, names)?;
        let dedupe = format!("{}:registered", names.ids.act);
        let registration = NewRegistration {
            case: self.case_row(work, found, names),
            order: self.order_row(work, found, names)?,
            contact: self.first_contact(work, names.ids),
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
    fn act(&self, work: &Work<'_>, found: &Found, names: &Names) -> Result<ChainedAct, Error> {
        let told = json!({
            "number": names.number,
            "kind": self.registration.kind,
            "channel": self.registration.channel,
            "station": found.ground.node.code,
            "order": names.order.as_ref().map(|(_, number)| number),
            "customer": names.ids.customer,
            "unit": names.ids.unit,
        });
        let act = Act {
            id: names.ids.act,
            brand: work.actor.brand,
            chain: chain(names.ids.case),
            order: names.ids.order,
            at: work.now,
            day: work.today(),
            person: work.actor.person,
            position: Some(work.actor.position),
            verb: "register".to_owned(),
            payload: payload(&told).map_err(|e| Error::Fault(e.to_string()))?,
        };
        Ok(ChainedAct::append(act, None))
    }
}

/// The case's number, and the order's.
fn draw(work: &mut Work<'_>, found: &Found, ids: Ids) -> Result<Names, Error> {
    let node = &found.ground.node;
    let year = work.today_in(&node.zone)?.year();
    let count = 1 + u32::from(ids.order.is_some());
    let mut numbers = store::draw_numbers(work.tx, work.actor.brand, &node.code, year, count)?.into_iter();
    let drawn = || Error::Fault("a number was not drawn".to_owned());
    let number = numbers.next().ok_or_else(drawn)?;
    let order = ids.order.map(|id| numbers.next().map(|number| (id, number)).ok_or_else(drawn)).transpose()?;
    Ok(Names { ids, number, order })
}

/// A dealer who sells must help too.
pub(crate) fn takes_orders(kind: &str) -> bool {
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
