//! Service orders: the rows, their lists and the head of the voucher.

use aftercare_kernel::{
    Date, Instant,
    id::{BrandId, CaseId, CustomerId, DecisionId, ModelId, NodeId, OrderId, PersonId, PlaceId, UnitId},
};

use crate::{Row, Scope, StoreError, Tx, Value, one, statements};

/// How many rows there are of each state, up to a limit.
macro_rules! by_state {
    ($orders:literal) => {
        concat!(
            "WITH s (state) AS (VALUES
                ('registered'), ('scheduled'), ('taken_in'), ('assigned'), ('on_the_way'), ('on_site'), ('diagnosed'),
                ('quoted'), ('approved'), ('waiting_parts'), ('in_repair'), ('repaired'), ('ready'), ('exchanged'),
                ('refunded'), ('handed_over'), ('escalated'), ('reopened'), ('closed'), ('cancelled'), ('archived'))
            SELECT s.state, CAST((SELECT COUNT(*) FROM (SELECT o.id FROM ",
            $orders,
            ") counted) AS BIGINT) FROM s"
        )
    };
}

statements! {
    INSERT_ORDER = "
        INSERT INTO service_order
            (id, brand_id, org_path, station_id, number, case_id, customer_id, unit_id, model_id, mode, service_type,
             state, state_data, round, technician_id, decision_id, address, symptom, currency, opened_at, version)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 1, $14, $15, $16, $17, $18, $19, 1)";
    FIND_ORDER = "
        SELECT id, brand_id, org_path, station_id, number, case_id, customer_id, unit_id, model_id, mode, service_type,
               state, state_data, round, technician_id, decision_id, address, symptom, currency, opened_at, ended_at, version
        FROM service_order WHERE brand_id = $1 AND org_path >= $2 AND org_path < $3 AND id = $4";
    FIND_ORDER_BY_NUMBER = "
        SELECT id, brand_id, org_path, station_id, number, case_id, customer_id, unit_id, model_id, mode, service_type,
               state, state_data, round, technician_id, decision_id, address, symptom, currency, opened_at, ended_at, version
        FROM service_order WHERE brand_id = $1 AND org_path >= $2 AND org_path < $3 AND number = $4";
    ORDERS_OF_CASE = "
        SELECT id, brand_id, org_path, station_id, number, case_id, customer_id, unit_id, model_id, mode, service_type,
               state, state_data, round, technician_id, decision_id, address, symptom, currency, opened_at, ended_at, version
        FROM service_order WHERE case_id = $1 AND brand_id = $2 ORDER BY id LIMIT 100";
    /// Exactly one of two people who saw the same version gets to save.
    SAVE_ORDER = "
        UPDATE service_order
        SET mode = $3, service_type = $4, state = $5, state_data = $6, round = $7, technician_id = $8,
            decision_id = $9, unit_id = $10, ended_at = $11, version = version + 1
        WHERE id = $1 AND version = $2";
    /// Work of a part of the tree by state, oldest first. COALESCE keeps the planner off the index by path, whose rows
    /// it would have to sort.
    ORDERS_IN_STATE = "
        SELECT o.id, o.number, o.state, o.mode, o.service_type, o.symptom, o.opened_at, m.name, m.name_en, u.serial,
               c.due_what, c.due_at, COALESCE(t.name, ''), o.org_path, o.decision_id
        FROM service_order o JOIN model m ON m.id = o.model_id JOIN unit u ON u.id = o.unit_id
        JOIN service_case c ON c.id = o.case_id LEFT JOIN person t ON t.id = o.technician_id
        WHERE o.brand_id = $1 AND COALESCE(o.org_path, '') >= $2 AND COALESCE(o.org_path, '') < $3 AND o.state = $4
            AND o.id > $5
        ORDER BY o.id LIMIT $6";
    /// Orders of a part of the tree by state, each as far as it is counted: at every node the first ones of each state in the
    /// index by path, so it costs a look per node and state, and no more rows than are shown. CROSS JOIN keeps SQLite's
    /// planner from beginning at the orders.
    ORDERS_COUNTED = by_state!(
        "org_node n CROSS JOIN service_order o WHERE n.brand_id = $1 AND n.path >= $2 AND n.path < $3
            AND o.brand_id = $1 AND o.org_path = n.path AND o.state = s.state LIMIT $4");
    /// The same of a whole brand, where no node has to be looked at.
    ORDERS_OF_BRAND_COUNTED = by_state!("service_order o WHERE o.brand_id = $1 AND o.state = s.state LIMIT $2");
    /// A technician's open work. The states are those in which somebody works on an order: what was done in the years
    /// before is not looked at.
    ORDERS_OF_TECHNICIAN = "
        SELECT o.id, o.number, o.state, o.mode, o.service_type, o.symptom, o.opened_at, m.name, m.name_en, u.serial,
               c.due_what, c.due_at, COALESCE(t.name, ''), o.org_path, o.decision_id
        FROM service_order o JOIN model m ON m.id = o.model_id JOIN unit u ON u.id = o.unit_id
        JOIN service_case c ON c.id = o.case_id LEFT JOIN person t ON t.id = o.technician_id
        WHERE o.technician_id = $1 AND o.brand_id = $2 AND o.state IN
            ('assigned', 'on_the_way', 'on_site', 'diagnosed', 'quoted', 'approved', 'waiting_parts', 'in_repair',
             'repaired', 'ready', 'exchanged', 'refunded', 'handed_over', 'escalated', 'reopened')
        ORDER BY c.due_at, o.id LIMIT $3";
    /// Whose order it is and on what: the head of the voucher.
    ORDER_HEAD = "
        SELECT c.name, c.phone, c.language, m.code, m.name, m.name_en, m.category, m.regime, m.price_minor,
               u.serial, u.imei, u.imei_2, u.place_id, d.sold_on, d.delivered_on, d.invoice_number, d.price_minor, d.documents, d.exchanged_on,
               d.dealer, d.customer_id, COALESCE(t.name, ''), c.kind
        FROM service_order o JOIN customer c ON c.id = o.customer_id JOIN model m ON m.id = o.model_id
        JOIN unit u ON u.id = o.unit_id LEFT JOIN device d ON d.unit_id = o.unit_id LEFT JOIN person t ON t.id = o.technician_id
        WHERE o.id = $1 AND o.brand_id = $2";
    /// By its id alone: whoever holds a paper of the order may see how far it is. Nothing of the customer is read.
    PUBLIC_ORDER = "
        SELECT o.id, o.number, o.mode, o.state, o.state_data, o.currency, m.name, m.name_en, u.serial,
               n.name, n.name_en, n.address, n.phone, n.zone, b.name, b.name_en, b.service_phone
        FROM service_order o JOIN model m ON m.id = o.model_id JOIN unit u ON u.id = o.unit_id
        JOIN org_node n ON n.id = o.station_id JOIN brand b ON b.id = o.brand_id
        WHERE o.id = $1";
}

/// A service order as it stands in its row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrderRow {
    pub id: OrderId,
    pub brand_id: BrandId,
    pub org_path: String,
    pub station_id: NodeId,
    pub number: String,
    pub case_id: CaseId,
    pub customer_id: CustomerId,
    pub unit_id: UnitId,
    pub model_id: ModelId,
    pub mode: String,
    pub service_type: String,
    pub state: String,
    pub state_data: String,
    pub round: i64,
    pub technician_id: Option<PersonId>,
    pub decision_id: Option<DecisionId>,
    pub address: String,
    pub symptom: String,
    pub currency: String,
    pub opened_at: Instant,
    pub ended_at: Option<Instant>,
    pub version: i64,
}

impl OrderRow {
    fn read(row: &Row) -> Result<Self, StoreError> {
        Ok(Self {
            id: row.parse(0)?,
            brand_id: row.parse(1)?,
            org_path: row.text(2)?,
            station_id: row.parse(3)?,
            number: row.text(4)?,
            case_id: row.parse(5)?,
            customer_id: row.parse(6)?,
            unit_id: row.parse(7)?,
            model_id: row.parse(8)?,
            mode: row.text(9)?,
            service_type: row.text(10)?,
            state: row.text(11)?,
            state_data: row.text(12)?,
            round: row.int(13)?,
            technician_id: row.opt_parse(14)?,
            decision_id: row.opt_parse(15)?,
            address: row.text(16)?,
            symptom: row.text(17)?,
            currency: row.text(18)?,
            opened_at: row.instant(19)?,
            ended_at: row.opt_instant(20)?,
            version: row.int(21)?,
        })
    }
}

/// The parameters of a new order, for a batch with its case.
pub fn insert_order_values(order: &OrderRow) -> (&'static crate::Statement, Vec<Value>) {
    let values = vec![
        order.id.into(),
        order.brand_id.into(),
        order.org_path.as_str().into(),
        order.station_id.into(),
        order.number.as_str().into(),
        order.case_id.into(),
        order.customer_id.into(),
        order.unit_id.into(),
        order.model_id.into(),
        order.mode.as_str().into(),
        order.service_type.as_str().into(),
        order.state.as_str().into(),
        order.state_data.as_str().into(),
        order.technician_id.into(),
        order.decision_id.into(),
        order.address.as_str().into(),
        order.symptom.as_str().into(),
        order.currency.as_str().into(),
        order.opened_at.into(),
    ];
    (&INSERT_ORDER, values)
}

pub fn find_order(tx: &mut dyn Tx, scope: &Scope, id: OrderId) -> Result<Option<OrderRow>, StoreError> {
    one(tx, &FIND_ORDER, &scope.params_and([id.into()]))?.as_ref().map(OrderRow::read).transpose()
}

pub fn find_order_by_number(tx: &mut dyn Tx, scope: &Scope, number: &str) -> Result<Option<OrderRow>, StoreError> {
    one(tx, &FIND_ORDER_BY_NUMBER, &scope.params_and([number.into()]))?.as_ref().map(OrderRow::read).transpose()
}

pub fn orders_of_case(tx: &mut dyn Tx, brand: BrandId, case: CaseId) -> Result<Vec<OrderRow>, StoreError> {
    tx.query(&ORDERS_OF_CASE, &[case.into(), brand.into()])?.iter().map(OrderRow::read).collect()
}

/// Saves what a step changed; false when somebody else was quicker.
pub fn save_order(tx: &mut dyn Tx, order: &OrderRow) -> Result<bool, StoreError> {
    let changed = tx.execute(
        &SAVE_ORDER,
        &[
            order.id.into(),
            order.version.into(),
            order.mode.as_str().into(),
            order.service_type.as_str().into(),
            order.state.as_str().into(),
            order.state_data.as_str().into(),
            order.round.into(),
            order.technician_id.into(),
            order.decision_id.into(),
            order.unit_id.into(),
            order.ended_at.into(),
        ],
    )?;
    Ok(changed > 0)
}

/// A line of a list of orders.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrderLineItem {
    pub id: OrderId,
    pub number: String,
    pub state: String,
    pub mode: String,
    pub service_type: String,
    pub symptom: String,
    pub opened_at: Instant,
    pub model: String,
    pub model_en: String,
    pub serial: String,
    pub due_what: Option<String>,
    pub due_at: Option<Instant>,
    pub technician: String,
    pub org_path: String,
    pub decision_id: Option<DecisionId>,
}

fn read_list_line(row: &Row) -> Result<OrderLineItem, StoreError> {
    Ok(OrderLineItem {
        id: row.parse(0)?,
        number: row.text(1)?,
        state: row.text(2)?,
        mode: row.text(3)?,
        service_type: row.text(4)?,
        symptom: row.text(5)?,
        opened_at: row.instant(6)?,
        model: row.text(7)?,
        model_en: row.text(8)?,
        serial: row.text(9)?,
        due_what: row.opt_text(10)?,
        due_at: row.opt_instant(11)?,
        technician: row.text(12)?,
        org_path: row.text(13)?,
        decision_id: row.opt_parse(14)?,
    })
}

pub fn orders_in_state(
    tx: &mut dyn Tx,
    scope: &Scope,
    state: &str,
    after: &str,
    most: u32,
) -> Result<Vec<OrderLineItem>, StoreError> {
    let params = scope.params_and([state.into(), after.into(), most.into()]);
    tx.query(&ORDERS_IN_STATE, &params)?.iter().map(read_list_line).collect()
}

/// How many orders are in each state, up to `most` of each; in no order.
pub fn count_by_state(tx: &mut dyn Tx, scope: &Scope, most: u32) -> Result<Vec<(String, i64)>, StoreError> {
    let rows = if scope.is_whole_brand() {
        tx.query(&ORDERS_OF_BRAND_COUNTED, &[scope.brand().into(), most.into()])?
    } else {
        tx.query(&ORDERS_COUNTED, &scope.params_and([most.into()]))?
    };
    rows.iter().map(|row| Ok((row.text(0)?, row.int(1)?))).collect()
}

pub fn orders_of_technician(
    tx: &mut dyn Tx,
    brand: BrandId,
    technician: PersonId,
    most: u32,
) -> Result<Vec<OrderLineItem>, StoreError> {
    tx.query(&ORDERS_OF_TECHNICIAN, &[technician.into(), brand.into(), most.into()])?
        .iter()
        .map(read_list_line)
        .collect()
}

/// Customer, model and device of an order. Name and phone are in full: who shows them masks them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrderHead {
    pub customer: String,
    pub phone: String,
    pub language: String,
    pub model_code: String,
    pub model: String,
    pub model_en: String,
    pub category: String,
    pub regime: Option<String>,
    pub model_price_minor: i64,
    pub serial: String,
    pub imei: Option<String>,
    pub imei_2: Option<String>,
    pub place_id: PlaceId,
    pub sold_on: Option<Date>,
    pub delivered_on: Option<Date>,
    pub invoice_number: Option<String>,
    pub price_minor: Option<i64>,
    pub documents: Option<String>,
    pub exchanged_on: Option<Date>,
    pub dealer: Option<String>,
    pub owner_id: Option<CustomerId>,
    pub technician: String,
    /// A company's name is shown in full, a person's is not.
    pub customer_kind: String,
}

pub fn order_head(tx: &mut dyn Tx, brand: BrandId, order: OrderId) -> Result<Option<OrderHead>, StoreError> {
    one(tx, &ORDER_HEAD, &[order.into(), brand.into()])?.map(|row| read_head(&row)).transpose()
}

fn read_head(row: &Row) -> Result<OrderHead, StoreError> {
    Ok(OrderHead {
        customer: row.text(0)?,
        phone: row.text(1)?,
        language: row.text(2)?,
        model_code: row.text(3)?,
        model: row.text(4)?,
        model_en: row.text(5)?,
        category: row.text(6)?,
        regime: row.opt_text(7)?,
        model_price_minor: row.int(8)?,
        serial: row.text(9)?,
        imei: row.opt_text(10)?,
        imei_2: row.opt_text(11)?,
        place_id: row.parse(12)?,
        sold_on: row.opt_date(13)?,
        delivered_on: row.opt_date(14)?,
        invoice_number: row.opt_text(15)?,
        price_minor: row.opt_int(16)?,
        documents: row.opt_text(17)?,
        exchanged_on: row.opt_date(18)?,
        dealer: row.opt_text(19)?,
        owner_id: row.opt_parse(20)?,
        technician: row.text(21)?,
        customer_kind: row.text(22)?,
    })
}

/// An order as anybody sees it who holds one of its papers: no customer, no address of theirs, no price.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicOrder {
    pub id: OrderId,
    pub number: String,
    pub mode: String,
    pub state: String,
    pub state_data: String,
    pub currency: String,
    pub model: String,
    pub model_en: String,
    pub serial: String,
    pub station: String,
    pub station_en: String,
    pub station_address: String,
    pub station_phone: String,
    pub zone: String,
    pub brand: String,
    pub brand_en: String,
    pub service_phone: String,
}

pub fn public_order(tx: &mut dyn Tx, id: OrderId) -> Result<Option<PublicOrder>, StoreError> {
    let read = |row: &Row| {
        Ok(PublicOrder {
            id: row.parse(0)?,
            number: row.text(1)?,
            mode: row.text(2)?,
            state: row.text(3)?,
            state_data: row.text(4)?,
            currency: row.text(5)?,
            model: row.text(6)?,
            model_en: row.text(7)?,
            serial: row.text(8)?,
            station: row.text(9)?,
            station_en: row.text(10)?,
            station_address: row.text(11)?,
            station_phone: row.text(12)?,
            zone: row.text(13)?,
            brand: row.text(14)?,
            brand_en: row.text(15)?,
            service_phone: row.text(16)?,
        })
    };
    one(tx, &PUBLIC_ORDER, &[id.into()])?.as_ref().map(read).transpose()
}
