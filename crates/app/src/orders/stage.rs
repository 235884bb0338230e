//! One step of an order: load what it is judged by, take it, save it, hand the case on. The same frame for every verb.

use aftercare_domain::{
    acts::{Chain, ChainKind},
    billing::{self, BillingRefusal},
    deadlines::{ClockWhat, NextDue},
    identity::{OrgPath, Role, read_roles},
    orders::{
        self as rules, DecisionGist, Offer, Order, OrderFacts, OrderRefusal, OrderState, Responsible, StepView, Turn,
        Verb,
    },
    warranty::{Decision, Remedy},
};
use aftercare_kernel::{
    Currency, Date, DocumentNumber, Money,
    id::{ActId, NodeId, OrderId, PersonId},
};
use aftercare_store::{
    Tx, billing as billing_store,
    identity::{self, NodeRow},
    orders::{self as store, CaseBrief, OrderRow},
    parts, warranty,
};
use serde::{Deserialize, Serialize, de::DeserializeOwned};

use crate::{Actor, App, Error, Work};

/// Which order a step is for, the version the person saw, and the key that makes a second sending harmless.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct At {
    pub number: DocumentNumber,
    pub version: Option<i64>,
    #[serde(skip)]
    pub key: Option<String>,
}

/// What a step answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stepped {
    pub number: String,
    pub state: String,
    pub service_type: String,
    pub round: i64,
    pub version: i64,
    /// Number of the paper that the step made: custody slip, quotation, receipt, warranty card.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub paper: Option<String>,
}

/// An order with everything its next step is judged by.
pub(crate) struct Stage {
    pub order: Order,
    pub row: OrderRow,
    pub case: CaseBrief,
    pub station: NodeRow,
    pub facts: OrderFacts,
    pub today: Date,
    pub paper: Option<String>,
}

/// Runs one step in one transaction. `step` takes it and writes the books; saving and handing on are done here.
pub(crate) async fn take_step<C, F>(
    app: &App,
    actor: &Actor,
    verb: Verb,
    at: At,
    command: C,
    step: F,
) -> Result<Stepped, Error>
where
    C: Serialize + Send + Sync + 'static,
    F: Fn(&mut Work<'_>, &mut Stage, &C) -> Result<(), Error> + Send + Sync + 'static,
{
    app.write(verb.use_case(), actor, verb.action(), move |work| {
        work.once(at.key.as_deref(), &(verb, &at, &command), |work| {
            let mut stage = load(work, &at.number)?;
            stage.expect_version(at.version)?;
            step(work, &mut stage, &command)?;
            stage.save(work)
        })
    })
    .await
}

/// The order of that number in the actor's part of the tree, with its facts.
pub(crate) fn load(work: &mut Work<'_>, number: &DocumentNumber) -> Result<Stage, Error> {
    let scope = work.actor.scope();
    let row = store::find_order_by_number(work.tx, &scope, &number.to_string())?.ok_or(Error::Missing("order"))?;
    stage_of(work, row)
}

pub(crate) fn stage_of(work: &mut Work<'_>, row: OrderRow) -> Result<Stage, Error> {
    let brand = work.actor.brand;
    let case = store::case_brief(work.tx, brand, row.case_id)?.ok_or(Error::Missing("case"))?;
    let station = identity::find_node(work.tx, brand, row.station_id)?.ok_or(Error::Missing("station"))?;
    let today = work.today_in(&station.zone)?;
    let order = order_of(&row)?;
    let facts = facts_of(work, &order, today)?;
    Ok(Stage { order, row, case, station, facts, today, paper: None })
}

/// The domain's order from its row.
pub(crate) fn order_of(row: &OrderRow) -> Result<Order, Error> {
    let unreadable = |what: &str| Error::Fault(format!("order {}: unreadable {what}", row.number));
    Ok(Order {
        id: row.id,
        brand: row.brand_id,
        org_path: row.org_path.parse::<OrgPath>().map_err(|_| unreadable("path"))?,
        station: row.station_id,
        number: row.number.parse().map_err(|_| unreadable("number"))?,
        case: row.case_id,
        customer: row.customer_id,
        unit: row.unit_id,
        model: row.model_id,
        mode: row.mode.parse().map_err(|_| unreadable("mode"))?,
        service_type: row.service_type.parse().map_err(|_| unreadable("type"))?,
        state: OrderState::from_row(&row.state, &row.state_data).map_err(|e| Error::Fault(e.to_string()))?,
        round: row.round,
        decision: row.decision_id,
        address: row.address.clone(),
        symptom: row.symptom.clone(),
        currency: row.currency.parse().map_err(|_| unreadable("currency"))?,
        opened_at: row.opened_at,
        ended_at: row.ended_at,
        version: row.version,
    })
}

fn facts_of(work: &mut Work<'_>, order: &Order, today: Date) -> Result<OrderFacts, Error> {
    let current = match order.state.quote() {
        Some(quote) => store::find_quote(work.tx, order.id, quote)?,
        None => None,
    };
    Ok(OrderFacts {
        decision: decision_gist(work, order)?,
        quote_in_force: current.as_ref().is_some_and(|quote| quote.state == "open" && today <= quote.valid_until),
        parts_held: parts::held_for_order(work.tx, order.id)?,
        balance: balance_of(work.tx, order.id, &order.state, order.currency, current.as_ref())?,
        owed_back: owed_back(work.tx, order.id, &order.state, order.currency)?,
    })
}

/// What the house owes the customer; the book is asked only where a price was given back.
pub(super) fn owed_back(
    tx: &mut dyn Tx,
    order: OrderId,
    state: &OrderState,
    currency: Currency,
) -> Result<Money, Error> {
    let minor = if state.is_refunded() { billing_store::owed_back(tx, order)? } else { 0 };
    Ok(Money::from_minor(minor, currency))
}

fn decision_gist(work: &mut Work<'_>, order: &Order) -> Result<Option<DecisionGist>, Error> {
    let Some(id) = order.decision else { return Ok(None) };
    let row = warranty::find_decision(work.tx, work.actor.brand, id)?.ok_or(Error::Missing("decision"))?;
    let decision: Decision = serde_json::from_str(&row.result).map_err(|e| Error::Fault(e.to_string()))?;
    Ok(Some(DecisionGist { id, offers: offers_of(&decision) }))
}

/// What a decision opens for the work on an order.
pub(crate) fn offers_of(decision: &Decision) -> std::collections::BTreeSet<Offer> {
    decision
        .remedies
        .iter()
        .filter_map(|offer| match offer.remedy {
            Remedy::Repair | Remedy::RepairPart => Some(Offer::Repair),
            Remedy::Exchange | Remedy::ExchangeMainUnit | Remedy::ExchangePart => Some(Offer::Exchange),
            Remedy::Refund => Some(Offer::Refund),
            _ => None,
        })
        .collect()
}

/// What the customer owes: what the book has charged, or will charge for the work that was agreed, less what was paid.
pub(super) fn balance_of(
    tx: &mut dyn Tx,
    order: OrderId,
    state: &OrderState,
    currency: Currency,
    quote: Option<&store::QuoteRow>,
) -> Result<Money, Error> {
    let money = |minor| Money::from_minor(minor, currency);
    let charged = money(billing_store::charged(tx, order)?);
    let agreed = quote.filter(|quote| quote.state == "approved" && Some(quote.id) == state.quote_to_charge());
    let owed = charged.plus(money(agreed.map_or(0, |quote| quote.total_minor)));
    let owed = owed.map_err(|_| Error::refuse(BillingRefusal::TooLarge))?;
    Ok(billing::balance(owed, money(billing_store::paid(tx, order)?))?)
}

impl Stage {
    fn turn<'s>(&'s self, work: &'s Work<'_>) -> Turn<'s> {
        let actor = rules::Actor { person: work.actor.person, roles: work.actor.roles() };
        Turn { now: work.now, today: self.today, actor, facts: &self.facts }
    }

    /// For steps that leave the state as it is: only asks whether they are open.
    pub fn permit(&self, work: &Work<'_>, verb: Verb) -> Result<(), Error> {
        Ok(self.order.permit(verb, &self.turn(work))?)
    }

    /// Whether this sum may be paid out now.
    pub fn permit_pay_out(&self, work: &Work<'_>, amount: Money) -> Result<(), Error> {
        Ok(self.order.pay_out(amount, &self.turn(work))?)
    }

    /// Whether a held part may be let go by who asks.
    pub fn permit_release(&self, work: &Work<'_>) -> Result<(), Error> {
        Ok(self.order.permit_release(&self.turn(work))?)
    }

    /// Every step as the page shows it.
    pub fn steps(&self, work: &Work<'_>) -> Vec<StepView> {
        self.order.steps(&self.turn(work))
    }

    pub fn currency(&self) -> Currency {
        self.order.currency
    }

    /// Somebody else may have moved the order on since this person looked.
    pub fn expect_version(&self, seen: Option<i64>) -> Result<(), Error> {
        match seen {
            Some(version) if version != self.row.version => Err(Error::Stale),
            _ => Ok(()),
        }
    }

    /// Takes the domain's step.
    pub fn change(
        &mut self,
        work: &Work<'_>,
        step: impl FnOnce(Order, &Turn<'_>) -> Result<Order, OrderRefusal>,
    ) -> Result<(), Error> {
        self.order = step(self.order.clone(), &self.turn(work))?;
        Ok(())
    }

    /// The history that the order's acts belong to.
    pub fn chain(&self) -> Chain {
        Chain::new(ChainKind::Case, self.case.id)
    }

    /// Another round is about the device that the customer has now: after an exchange, the new one.
    pub fn turn_to_replacement(&mut self, work: &mut Work<'_>) -> Result<(), Error> {
        let device = aftercare_store::devices::find(work.tx, work.actor.brand, self.order.unit)?;
        if let Some(new) = device.and_then(|device| device.replaced_by) {
            self.order.unit = new;
        }
        Ok(())
    }

    /// Writes the step into the case's chain.
    pub fn act(&self, work: &mut Work<'_>, verb: Verb, payload: &impl Serialize) -> Result<ActId, Error> {
        work.act(self.chain(), Some(self.order.id), verb.name(), payload)
    }

    /// Saves the order if nobody was quicker, and gives the case its next owner and deadline, or its end.
    pub fn save(mut self, work: &mut Work<'_>) -> Result<Stepped, Error> {
        let order = &self.order;
        self.row.mode = order.mode.name().to_owned();
        self.row.service_type = order.service_type.name().to_owned();
        self.row.state = order.state.name().name().to_owned();
        self.row.state_data = order.state.to_data().map_err(|e| Error::Fault(e.to_string()))?;
        self.row.round = order.round;
        self.row.unit_id = order.unit;
        self.row.technician_id = order.technician();
        self.row.decision_id = order.decision;
        self.row.ended_at = order.ended_at;
        if !store::save_order(work.tx, &self.row)? {
            return Err(Error::Stale);
        }
        self.hand_on_case(work)?;
        Ok(Stepped {
            number: self.row.number,
            state: self.row.state,
            service_type: self.row.service_type,
            round: self.row.round,
            version: self.row.version + 1,
            paper: self.paper,
        })
    }

    fn hand_on_case(&self, work: &mut Work<'_>) -> Result<(), Error> {
        let (Some(due), Some(owner)) = (self.next_due(work)?, self.next_owner(work)?) else { return Ok(()) };
        if !store::hand_on_case(work.tx, self.case.id, owner, due.what.name(), due.at)? {
            return Err(Error::Stale);
        }
        Ok(())
    }

    fn next_due(&self, work: &mut Work<'_>) -> Result<Option<NextDue>, Error> {
        let running =
            self.case.due_what.as_deref().and_then(|what| what.parse::<ClockWhat>().ok()).zip(self.case.due_at);
        let running = running.map(|(what, at)| NextDue { what, at });
        let clocks = aftercare_store::deadlines::clocks(work.tx, work.actor.brand)?;
        let policy = |what| {
            let set = clocks.iter().find(|clock| clock.what == what).copied();
            set.unwrap_or(aftercare_domain::deadlines::ClockPolicy::usual(what))
        };
        crate::deadlines::with_station_time(work.calendar(), &self.station, |time| {
            self.order.next_due(running, work.now, policy, time)
        })
    }

    fn next_owner(&self, work: &mut Work<'_>) -> Result<Option<PersonId>, Error> {
        match self.order.responsible() {
            None => Ok(None),
            Some(Responsible::Technician(technician)) => Ok(Some(technician)),
            Some(Responsible::Taker) => Ok(Some(self.case.taker_id.unwrap_or(work.actor.person))),
            Some(Responsible::Supervisor) => supervisor_of(work, &self.station).map(Some),
        }
    }
}

/// The station's supervisor; where there is none, who acts answers for it.
pub(crate) fn supervisor_of(work: &mut Work<'_>, station: &NodeRow) -> Result<PersonId, Error> {
    let scope = aftercare_store::Scope::within(work.actor.brand, &station.path);
    let colleagues = identity::positions_in_scope(work.tx, &scope)?;
    let supervisor =
        colleagues.iter().find(|p| p.node_id == station.id && read_roles(&p.roles).contains(&Role::Supervisor));
    Ok(supervisor.map_or(work.actor.person, |p| p.person_id))
}

/// A technician who works at the station, or the order cannot be given to them.
pub(crate) fn technician_at(work: &mut Work<'_>, station: NodeId, path: &str, person: PersonId) -> Result<(), Error> {
    let scope = aftercare_store::Scope::within(work.actor.brand, path);
    let colleagues = identity::positions_in_scope(work.tx, &scope)?;
    let found = colleagues
        .iter()
        .any(|p| p.node_id == station && p.person_id == person && read_roles(&p.roles).contains(&Role::Technician));
    if found { Ok(()) } else { Err(Error::refuse(OrderRefusal::TechnicianElsewhere)) }
}

/// A stored JSON text read back; what does not read is a fault of ours.
pub(crate) fn read_json<T: DeserializeOwned>(text: &str) -> Result<T, Error> {
    serde_json::from_str(text).map_err(|e| Error::Fault(e.to_string()))
}
