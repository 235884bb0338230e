//! One transaction at work: the time it runs at, who runs it, and the three books it may write.

use aftercare_domain::{
    acts::{self, Act, Chain, ChainedAct},
    money::Posting,
    things::{MoveReason, ThingsRefusal},
};
use aftercare_kernel::{
    BusinessCalendar, Date, DocumentNumber, Instant,
    id::{AccountId, ActId, MoveId, NodeId, OrderId, OutboxId, PlaceId, PostingId, UnitId},
};
use aftercare_store::{
    Tx, acts as act_store,
    documents::{self, DocumentKind},
    identity::NodeRow,
    money as money_store, outbox,
    things::{self, Moved, NewMove, Thing},
};
use jiff::tz::TimeZone;
use serde::Serialize;

use crate::{Actor, App, Error};

pub struct Work<'a> {
    pub tx: &'a mut dyn Tx,
    pub actor: &'a Actor,
    pub now: Instant,
    app: &'a App,
    ids_made: i64,
}

impl<'a> Work<'a> {
    pub(crate) fn new(tx: &'a mut dyn Tx, app: &'a App, actor: &'a Actor, now: Instant) -> Self {
        Self { tx, actor, now, app, ids_made: 0 }
    }

    pub fn app(&self) -> &'a App {
        self.app
    }

    pub fn calendar(&self) -> &'a BusinessCalendar {
        &self.app.calendar
    }

    /// A new id of any kind: `work.id(OrderId::new)`. Ids of one transaction sort in the order they were made.
    pub fn id<T>(&mut self, new: fn(Instant, &dyn aftercare_kernel::Dice) -> T) -> T {
        self.ids_made += 1;
        new(Instant::from_micros(self.now.micros() + self.ids_made), &*self.app.dice)
    }

    /// Today where the brand is at home: the day that its books and seals go by.
    pub fn today(&self) -> Date {
        self.now.date_in(&self.actor.zone)
    }

    /// Today in a station's zone: what the law counts in.
    pub fn today_in(&self, zone: &str) -> Result<Date, Error> {
        Ok(self.now.date_in(&zone_of(zone)?))
    }

    /// Writes an act at the end of its chain.
    pub fn act(
        &mut self,
        chain: Chain,
        order: Option<OrderId>,
        verb: &'static str,
        payload: &impl Serialize,
    ) -> Result<ActId, Error> {
        let last = act_store::last_of_chain(self.tx, self.actor.brand, &chain)?;
        let act = Act {
            id: self.id(ActId::new),
            brand: self.actor.brand,
            chain,
            order,
            at: self.now,
            day: self.today(),
            person: self.actor.person,
            position: Some(self.actor.position),
            verb: verb.to_owned(),
            payload: acts::payload(payload).map_err(|e| Error::Fault(e.to_string()))?,
        };
        let row = ChainedAct::append(act, last);
        act_store::insert(self.tx, &row)?;
        Ok(row.act.id)
    }

    /// Draws the next number of a station's year for a paper.
    pub fn draw_number(
        &mut self,
        station: &NodeRow,
        kind: DocumentKind,
        subject: &str,
    ) -> Result<DocumentNumber, Error> {
        let year = self.today_in(&station.zone)?.year();
        Ok(documents::draw(self.tx, self.actor.brand, &station.code, year, kind, subject, self.now)?)
    }

    /// Moves a thing; `None` says that it was not there, or held for another order.
    pub fn move_thing(
        &mut self,
        thing: Thing,
        from: PlaceId,
        to: PlaceId,
        reason: &'static str,
        order_id: Option<OrderId>,
        act_id: Option<ActId>,
    ) -> Result<Option<MoveId>, Error> {
        let movement = self.new_move(thing, from, to, reason, order_id, act_id);
        match things::write_move(self.tx, &movement)? {
            Moved::Done => Ok(Some(movement.id)),
            Moved::NotThere => Ok(None),
        }
    }

    /// Moves a unit that an order is about; that it is where the books say is a matter of fact, not of the person's input.
    pub fn move_unit(
        &mut self,
        unit: UnitId,
        from: PlaceId,
        to: PlaceId,
        reason: MoveReason,
        order: OrderId,
        act: ActId,
    ) -> Result<MoveId, Error> {
        let thing = Thing::Unit { id: unit, item_id: None };
        let moved = self.move_thing(thing, from, to, reason.name(), Some(order), Some(act))?;
        moved.ok_or_else(|| Error::refuse(ThingsRefusal::NotThere))
    }

    /// Where the brand's customers keep their devices.
    pub fn customers_place(&mut self) -> Result<PlaceId, Error> {
        self.brand_place("customers")
    }

    /// Where returned and supplied goods go to and come from.
    pub fn vendor_place(&mut self) -> Result<PlaceId, Error> {
        self.brand_place("vendor")
    }

    fn brand_place(&mut self, kind: &'static str) -> Result<PlaceId, Error> {
        let brand = self.actor.brand;
        let places = things::places_of_node(self.tx, brand, NodeId::from_uuid(brand.uuid()), kind)?;
        places.first().map(|place| place.id).ok_or_else(|| Error::Fault(format!("the brand has no place {kind}")))
    }

    /// A station's place of a kind: its shelf, its custody, its defective stock.
    pub fn place_at(&mut self, station: &NodeRow, kind: &'static str) -> Result<PlaceId, Error> {
        let places = things::places_of_node(self.tx, self.actor.brand, station.id, kind)?;
        places
            .first()
            .map(|place| place.id)
            .ok_or_else(|| Error::Fault(format!("{} has no place {kind}", station.code)))
    }

    /// The brand's code, as accounts name it.
    pub fn brand_code(&mut self) -> Result<String, Error> {
        let brand = aftercare_store::identity::find_brand(self.tx, self.actor.brand)?;
        brand.map(|brand| brand.code).ok_or(Error::Missing("brand"))
    }

    /// The move itself, for what comes into the books for the first time.
    pub fn new_move(
        &mut self,
        thing: Thing,
        from: PlaceId,
        to: PlaceId,
        reason: &'static str,
        order_id: Option<OrderId>,
        act_id: Option<ActId>,
    ) -> NewMove {
        NewMove {
            id: self.id(MoveId::new),
            brand_id: self.actor.brand,
            at: self.now,
            thing,
            from,
            to,
            reason,
            order_id,
            act_id,
        }
    }

    /// Writes a balanced posting, opening accounts that are used for the first time under `org_path`.
    pub fn post(
        &mut self,
        posting: &Posting,
        org_path: &str,
        order_id: Option<OrderId>,
        act_id: Option<ActId>,
    ) -> Result<PostingId, Error> {
        let mut lines = Vec::with_capacity(posting.lines().len());
        for line in posting.lines() {
            let (code, currency) = (line.account.code(), line.amount.currency().code());
            let wanted = money_store::NewAccount {
                id: self.id(AccountId::new),
                brand_id: self.actor.brand,
                org_path,
                code: &code,
                kind: line.account.kind().name(),
                currency,
            };
            lines.push((money_store::account(self.tx, &wanted)?, line.amount.minor(), currency));
        }
        let row = money_store::NewPosting {
            id: self.id(PostingId::new),
            brand_id: self.actor.brand,
            at: self.now,
            day: self.today(),
            what: posting.what().name(),
            order_id,
            act_id,
            lines,
        };
        money_store::insert_posting(self.tx, &row)?;
        Ok(row.id)
    }

    /// Puts a message in the outbox: it leaves after the commit, once.
    pub fn enqueue(&mut self, kind: &'static str, dedupe: &str, payload: &impl Serialize) -> Result<(), Error> {
        let payload = serde_json::to_string(payload).map_err(|e| Error::Fault(e.to_string()))?;
        let id = self.id(OutboxId::new);
        Ok(outbox::enqueue(self.tx, id, self.actor.brand, kind, dedupe, &payload, self.now)?)
    }
}

/// A zone by its IANA name; the organisation tree holds no other.
pub(crate) fn zone_of(name: &str) -> Result<TimeZone, Error> {
    TimeZone::get(name).map_err(|_| Error::Fault(format!("unknown time zone {name}")))
}
