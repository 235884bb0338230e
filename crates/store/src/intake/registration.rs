//! The registration of a case: what it asks beforehand, and all that it writes, in few trips.

use aftercare_domain::acts::ChainedAct;
use aftercare_kernel::{
    Currency, DocumentNumber, Instant, Phone,
    id::{BrandId, CaseId, CustomerId, ModelId, NodeId, OutboxId, PersonId, PlaceId, UnitId},
};

use super::{INSERT_CONTACT, NewContact, contact_values};
use crate::{
    Row, Scope, StoreError, Tx, Value, acts,
    customers::{self, AddressRow, NewCustomer},
    devices::{self, NewDevice},
    documents::{self, DocumentKind},
    identity::NodeRow,
    one,
    orders::{self, OrderRow},
    outbox,
    statement::Batch,
    statements,
};

statements! {
    /// All that the registration of a case must know beforehand, in one trip: the station with its supervisor and its
    /// clock, the brand's two places, and whether customer, device and model are known already. The places of the
    /// whole brand belong to the root of its tree, which has the brand's id.
    GROUND = "
        SELECT n.id, n.parent_id, n.kind, n.ownership, n.code, n.name, n.name_en, n.path, n.zone, n.region, n.address, n.phone, n.opens_minute, n.closes_minute,
            n.division, b.currency, k.amount, k.unit,
            (SELECT MIN(p.id) FROM place p WHERE p.brand_id = b.id AND p.node_id = b.id AND p.kind = 'source'),
            (SELECT MIN(p.id) FROM place p WHERE p.brand_id = b.id AND p.node_id = b.id AND p.kind = 'customers'),
            (SELECT MIN(s.person_id) FROM position s JOIN person h ON h.id = s.person_id
                WHERE s.brand_id = b.id AND s.org_path = n.path AND s.ended_at IS NULL AND h.active = 1
                    AND REPLACE(s.roles, 'supervisor', '') <> s.roles),
            (SELECT c.phone FROM customer c WHERE c.id = $5 AND c.brand_id = $1),
            (SELECT c.id FROM customer c WHERE c.brand_id = $1 AND c.phone = $6 AND c.name = $7
                ORDER BY c.created_at DESC, c.id DESC LIMIT 1),
            (SELECT CAST(COUNT(*) AS BIGINT) FROM customer c WHERE c.brand_id = $1 AND c.phone = $6),
            (SELECT u.id FROM unit u WHERE u.id = $8 AND u.brand_id = $1),
            (SELECT u.id FROM unit u WHERE u.brand_id = $1 AND u.serial = $9),
            (SELECT u.id FROM unit u WHERE u.brand_id = $1 AND u.imei = $10),
            m.id
        FROM org_node n JOIN brand b ON b.id = n.brand_id
        LEFT JOIN clock_policy k ON k.brand_id = b.id AND k.what = 'answer'
        LEFT JOIN model m ON m.brand_id = b.id AND m.code = $11
        WHERE n.brand_id = $1 AND n.path >= $2 AND n.path < $3 AND n.code = $4";
    /// Stations that could take a case, each with its open work. The states are those in which work is left.
    CANDIDATES = "
        SELECT n.id, n.code, n.region, n.division, n.ownership,
            (SELECT CAST(COUNT(*) AS BIGINT) FROM service_order o
                WHERE o.brand_id = n.brand_id AND o.org_path = n.path AND o.state IN
                    ('registered', 'scheduled', 'taken_in', 'assigned', 'on_the_way', 'on_site', 'diagnosed', 'quoted',
                     'approved', 'waiting_parts', 'in_repair', 'repaired', 'ready', 'exchanged', 'refunded',
                     'handed_over', 'escalated', 'reopened'))
        FROM org_node n
        WHERE n.brand_id = $1 AND n.path >= $2 AND n.path < $3 AND n.kind = 'station' ORDER BY n.path LIMIT 2000";
    INSERT_CASE = "
        INSERT INTO service_case
            (id, brand_id, org_path, number, kind, channel, customer_id, unit_id, symptom, state, owner_id, due_what, due_at, opened_at, version)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'open', $10, $11, $12, $13, 1)";
    /// Open cases of the same device.
    DUPLICATES_BY_UNIT = "
        SELECT id, number, kind, symptom, opened_at FROM service_case
        WHERE unit_id = $1 AND brand_id = $2 AND state = 'open' AND opened_at >= $3 ORDER BY id DESC LIMIT 5";
    /// Open cases of the same kind from the same phone.
    DUPLICATES_BY_PHONE = "
        SELECT k.id, k.number, k.kind, k.symptom, k.opened_at
        FROM customer c JOIN service_case k ON k.customer_id = c.id
        WHERE c.brand_id = $1 AND c.phone = $2 AND k.kind = $3 AND k.state = 'open' AND k.opened_at >= $4
        ORDER BY k.id DESC LIMIT 5";
}

/// What a registration asks before it writes.
pub struct Asked<'a> {
    pub node_code: &'a str,
    pub customer_id: Option<CustomerId>,
    pub phone: Option<&'a Phone>,
    pub name: Option<&'a str>,
    pub unit_id: Option<UnitId>,
    pub serial: Option<&'a str>,
    pub imei: Option<&'a str>,
    pub model_code: Option<&'a str>,
}

/// What a registration stands on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ground {
    pub node: NodeRow,
    pub currency: Currency,
    /// The brand's own clock for an answer: amount and unit.
    pub answer_clock: Option<(i64, String)>,
    pub source: Option<PlaceId>,
    pub customers: Option<PlaceId>,
    pub supervisor: Option<PersonId>,
    /// The phone of the customer asked for by id, if there is such a customer.
    pub known_phone: Option<Phone>,
    pub customer_of_that_name: Option<CustomerId>,
    pub customers_with_phone: i64,
    pub unit_by_id: Option<UnitId>,
    pub unit_by_serial: Option<UnitId>,
    pub unit_by_imei: Option<UnitId>,
    pub model: Option<ModelId>,
}

/// None when the node is not there or out of scope.
pub fn ground(tx: &mut dyn Tx, scope: &Scope, asked: &Asked) -> Result<Option<Ground>, StoreError> {
    let params = scope.params_and([
        asked.node_code.into(),
        asked.customer_id.into(),
        asked.phone.map(Phone::e164).into(),
        asked.name.into(),
        asked.unit_id.into(),
        asked.serial.into(),
        asked.imei.into(),
        asked.model_code.into(),
    ]);
    one(tx, &GROUND, &params)?.as_ref().map(read_ground).transpose()
}

fn read_ground(row: &Row) -> Result<Ground, StoreError> {
    Ok(Ground {
        node: NodeRow::read(row)?,
        currency: row.parse(15)?,
        answer_clock: row.opt_int(16)?.zip(row.opt_text(17)?),
        source: row.opt_parse(18)?,
        customers: row.opt_parse(19)?,
        supervisor: row.opt_parse(20)?,
        known_phone: row.opt_parse(21)?,
        customer_of_that_name: row.opt_parse(22)?,
        customers_with_phone: row.int(23)?,
        unit_by_id: row.opt_parse(24)?,
        unit_by_serial: row.opt_parse(25)?,
        unit_by_imei: row.opt_parse(26)?,
        model: row.opt_parse(27)?,
    })
}

/// A station that could take a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CandidateRow {
    pub node_id: NodeId,
    pub code: String,
    pub region: Option<String>,
    pub division: Option<String>,
    pub ownership: String,
    pub open_orders: i64,
}

pub fn candidates(tx: &mut dyn Tx, scope: &Scope) -> Result<Vec<CandidateRow>, StoreError> {
    let read = |row: &Row| {
        Ok(CandidateRow {
            node_id: row.parse(0)?,
            code: row.text(1)?,
            region: row.opt_text(2)?,
            division: row.opt_text(3)?,
            ownership: row.text(4)?,
            open_orders: row.int(5)?,
        })
    };
    tx.query(&CANDIDATES, &scope.params())?.iter().map(read).collect()
}

pub struct NewCase<'a> {
    pub id: CaseId,
    pub brand_id: BrandId,
    pub org_path: &'a str,
    pub number: &'a DocumentNumber,
    pub kind: &'static str,
    pub channel: &'static str,
    pub customer_id: CustomerId,
    pub unit_id: Option<UnitId>,
    pub symptom: &'a str,
    pub owner_id: PersonId,
    pub due_what: &'static str,
    pub due_at: Instant,
    pub opened_at: Instant,
}

/// A message that leaves after the commit.
pub struct NewMessage<'a> {
    pub id: OutboxId,
    pub kind: &'static str,
    pub dedupe: &'a str,
    pub payload: &'a str,
}

/// Who calls about what, as far as the books do not know it yet.
pub struct NewParties<'a> {
    pub customer: Option<NewCustomer<'a>>,
    /// A further address of a customer known already.
    pub address: Option<(CustomerId, AddressRow)>,
    pub device: Option<NewDevice<'a>>,
}

/// Writes them in one trip, before the case's numbers are drawn: from the draw to the commit the station's series is
/// locked, so as little as can be happens then.
pub fn write_parties(tx: &mut dyn Tx, brand: BrandId, new: &NewParties) -> Result<(), StoreError> {
    let mut batch = Batch::with_capacity(16);
    if let Some(customer) = &new.customer {
        customers::add_customer(&mut batch, customer);
    }
    if let Some((customer, address)) = &new.address {
        customers::add_address(&mut batch, brand, *customer, address);
    }
    if let Some(device) = &new.device {
        devices::add_device(&mut batch, device);
    }
    tx.execute_all(&batch)
}

/// A case with what is written with it.
pub struct NewRegistration<'a> {
    pub case: NewCase<'a>,
    pub order: Option<(OrderRow, &'a DocumentNumber)>,
    pub contact: NewContact<'a>,
    pub act: &'a ChainedAct,
    /// None when there is nobody to be told.
    pub message: Option<NewMessage<'a>>,
}

/// Writes it with the commit. Rows come before those that refer to them.
pub fn write_registration(tx: &mut dyn Tx, new: &NewRegistration) -> Result<(), StoreError> {
    let (case, brand) = (&new.case, new.case.brand_id);
    let mut batch = Batch::with_capacity(8);
    batch.push((&INSERT_CASE, case_values(case)));
    batch.push((&INSERT_CONTACT, contact_values(&new.contact)));
    batch.push(documents::paper_values(brand, case.number, DocumentKind::Case, &case.id.to_string(), case.opened_at));
    if let Some((order, number)) = &new.order {
        batch.push(orders::insert_order_values(order));
        let subject = order.id.to_string();
        batch.push(documents::paper_values(brand, number, DocumentKind::Order, &subject, case.opened_at));
    }
    batch.push(acts::insert_values(new.act));
    if let Some(NewMessage { id, kind, dedupe, payload }) = &new.message {
        batch.push(outbox::message_values(*id, brand, kind, dedupe, payload, case.opened_at));
    }
    tx.execute_last(batch)
}

fn case_values(case: &NewCase) -> Vec<Value> {
    vec![
        case.id.into(),
        case.brand_id.into(),
        case.org_path.into(),
        case.number.into(),
        case.kind.into(),
        case.channel.into(),
        case.customer_id.into(),
        case.unit_id.into(),
        case.symptom.into(),
        case.owner_id.into(),
        case.due_what.into(),
        case.due_at.into(),
        case.opened_at.into(),
    ]
}

/// The numbers of a case's papers, in one draw.
pub fn draw_numbers(
    tx: &mut dyn Tx,
    brand: BrandId,
    station: &str,
    year: i16,
    count: u32,
) -> Result<Vec<DocumentNumber>, StoreError> {
    documents::draw_numbers(tx, brand, station, year, count)
}

/// An open case that the new one may repeat.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DuplicateRow {
    pub id: CaseId,
    pub number: String,
    pub kind: String,
    pub symptom: String,
    pub opened_at: Instant,
}

fn read_duplicate(row: &Row) -> Result<DuplicateRow, StoreError> {
    Ok(DuplicateRow {
        id: row.parse(0)?,
        number: row.text(1)?,
        kind: row.text(2)?,
        symptom: row.text(3)?,
        opened_at: row.instant(4)?,
    })
}

pub fn duplicates_by_unit(
    tx: &mut dyn Tx,
    brand: BrandId,
    unit: UnitId,
    since: Instant,
) -> Result<Vec<DuplicateRow>, StoreError> {
    let params = [unit.into(), brand.into(), since.into()];
    tx.query(&DUPLICATES_BY_UNIT, &params)?.iter().map(read_duplicate).collect()
}

pub fn duplicates_by_phone(
    tx: &mut dyn Tx,
    brand: BrandId,
    phone: &Phone,
    kind: &'static str,
    since: Instant,
) -> Result<Vec<DuplicateRow>, StoreError> {
    let params = [brand.into(), phone.e164().into(), kind.into(), since.into()];
    tx.query(&DUPLICATES_BY_PHONE, &params)?.iter().map(read_duplicate).collect()
}
