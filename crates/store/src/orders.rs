//! Service orders: the work on one device for a case, its papers, lines and pictures.

use aftercare_kernel::{
    Date, Instant,
    id::{BrandId, CaseId, CustomerId, DecisionId, FileId, ItemId, ModelId, MoveId, NodeId, OrderId, PersonId, PlaceId, QuoteId, UnitId},
};

use crate::{Row, Scope, StoreError, Tx, Value, one, statements};

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
    /// Work at a station by state, oldest first.
    ORDERS_IN_STATE = "
        SELECT o.id, o.number, o.state, o.mode, o.service_type, o.symptom, o.opened_at, m.name, m.name_en, u.serial,
               c.due_what, c.due_at, COALESCE(t.name, ''), o.org_path
        FROM service_order o JOIN model m ON m.id = o.model_id JOIN unit u ON u.id = o.unit_id
        JOIN service_case c ON c.id = o.case_id LEFT JOIN person t ON t.id = o.technician_id
        WHERE o.brand_id = $1 AND o.org_path >= $2 AND o.org_path < $3 AND o.state = $4 AND o.id > $5
        ORDER BY o.id LIMIT $6";
    /// A technician's open work.
    ORDERS_OF_TECHNICIAN = "
        SELECT o.id, o.number, o.state, o.mode, o.service_type, o.symptom, o.opened_at, m.name, m.name_en, u.serial,
               c.due_what, c.due_at, COALESCE(t.name, ''), o.org_path
        FROM service_order o JOIN model m ON m.id = o.model_id JOIN unit u ON u.id = o.unit_id
        JOIN service_case c ON c.id = o.case_id LEFT JOIN person t ON t.id = o.technician_id
        WHERE o.technician_id = $1 AND o.brand_id = $2 AND o.ended_at IS NULL ORDER BY c.due_at, o.id LIMIT $3";
    INSERT_CUSTODY_SLIP = "
        INSERT INTO custody_slip
            (number, brand_id, order_id, unit_id, appearance, accessories, data_note, taken_by, taken_at, promised_on)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    CUSTODY_SLIPS = "
        SELECT s.number, s.unit_id, s.appearance, s.accessories, s.data_note, s.taken_at, s.promised_on, s.voided_at, COALESCE(p.name, '')
        FROM custody_slip s LEFT JOIN person p ON p.id = s.taken_by
        WHERE s.order_id = $1 ORDER BY s.number LIMIT 20";
    VOID_CUSTODY_SLIPS = "
        UPDATE custody_slip SET voided_at = $2, voided_by = $3 WHERE order_id = $1 AND voided_at IS NULL";
    INSERT_REPAIR = "
        INSERT INTO repair_record
            (order_id, round, brand_id, unit_id, technician_id, in_on, fault_code, listed, cause, found)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        ON CONFLICT (order_id, round) DO UPDATE
        SET fault_code = $7, listed = $8, cause = $9, found = $10, technician_id = $5";
    RECORD_WORK = "
        UPDATE repair_record
        SET work = $3, method = $4, software_before = $5, software_after = $6, hidden_risk = $7, minutes = $8
        WHERE order_id = $1 AND round = $2";
    RECORD_CHECK = "
        UPDATE repair_record SET checked_by = $3, checked_at = $4, outcome = $5 WHERE order_id = $1 AND round = $2";
    RECORD_RETURN = "UPDATE repair_record SET out_on = $3 WHERE order_id = $1 AND round = $2";
    RECORD_OUTCOME = "UPDATE repair_record SET outcome = $3 WHERE order_id = $1 AND round = $2";
    REPAIRS_OF_ORDER = "
        SELECT r.order_id, r.round, r.in_on, r.out_on, r.fault_code, r.listed, r.cause, r.found, r.work, r.method,
               r.software_before, r.software_after, r.hidden_risk, r.minutes, r.outcome, COALESCE(t.name, ''), COALESCE(c.name, ''), r.checked_at
        FROM repair_record r LEFT JOIN person t ON t.id = r.technician_id LEFT JOIN person c ON c.id = r.checked_by
        WHERE r.order_id = $1 ORDER BY r.round LIMIT 50";
    INSERT_LINE = "
        INSERT INTO order_line
            (id, brand_id, order_id, round, kind, item_id, text, quantity, price_minor, payer, old_serial, new_serial, move_id)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)";
    LINES_OF_ORDER = "
        SELECT l.id, l.round, l.kind, l.item_id, l.text, l.quantity, l.price_minor, l.payer, l.old_serial, l.new_serial,
               COALESCE(i.code, ''), COALESCE(i.name_en, ''), COALESCE(i.cost_minor, 0)
        FROM order_line l LEFT JOIN item i ON i.id = l.item_id
        WHERE l.order_id = $1 ORDER BY l.id LIMIT 500";
    INSERT_QUOTE = "
        INSERT INTO quote (id, brand_id, order_id, number, lines, total_minor, currency, valid_until, state, made_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'open', $9)";
    QUOTES_OF_ORDER = "
        SELECT id, number, lines, total_minor, currency, valid_until, state, answered_at, answered_how, made_at
        FROM quote WHERE order_id = $1 ORDER BY id LIMIT 50";
    ANSWER_QUOTE = "
        UPDATE quote SET state = $2, answered_at = $3, answered_how = $4 WHERE id = $1 AND state = 'open'";
    INSERT_FILE = "
        INSERT INTO file (id, brand_id, order_id, kind, media_type, sha256, bytes, at, person_id)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    FILES_OF_ORDER = "SELECT id, kind, media_type, sha256, at FROM file WHERE order_id = $1 ORDER BY id LIMIT 200";
    READ_FILE = "SELECT media_type, bytes FROM file WHERE id = $1 AND order_id = $2";
    /// The case behind an order: who owns it, what is due, and who took the first contact.
    CASE_BRIEF = "
        SELECT c.id, c.number, c.state, c.owner_id, c.due_what, c.due_at, c.opened_at,
               (SELECT k.person_id FROM contact k WHERE k.case_id = c.id ORDER BY k.id LIMIT 1), COALESCE(p.name, '')
        FROM service_case c LEFT JOIN person p ON p.id = c.owner_id WHERE c.id = $1 AND c.brand_id = $2";
    /// Whose order it is and on what: the head of the voucher.
    ORDER_HEAD = "
        SELECT c.name, c.phone, c.language, m.code, m.name, m.name_en, m.category, m.regime, m.price_minor,
               u.serial, u.imei, u.imei_2, u.place_id, d.sold_on, d.delivered_on, d.invoice_number, d.price_minor, d.documents, d.exchanged_on,
               d.dealer, d.customer_id, COALESCE(t.name, '')
        FROM service_order o JOIN customer c ON c.id = o.customer_id JOIN model m ON m.id = o.model_id
        JOIN unit u ON u.id = o.unit_id LEFT JOIN device d ON d.unit_id = o.unit_id LEFT JOIN person t ON t.id = o.technician_id
        WHERE o.id = $1 AND o.brand_id = $2";
    /// Repairs of a device that ended, for its entitlement: not those of the order that asks.
    FINISHED_REPAIRS_OF_UNIT = "
        SELECT r.order_id, r.round, r.in_on, r.out_on, r.fault_code, r.listed, r.cause, r.outcome
        FROM repair_record r WHERE r.unit_id = $1 AND r.brand_id = $2 AND r.out_on IS NOT NULL ORDER BY r.in_on LIMIT 200";
    /// The case's next owner and deadline.
    HAND_ON_CASE = "
        UPDATE service_case SET owner_id = $2, due_what = $3, due_at = $4, version = version + 1
        WHERE id = $1 AND state = 'open'";
    CLOSE_CASE = "
        UPDATE service_case
        SET state = 'closed', owner_id = NULL, due_what = NULL, due_at = NULL, closed_at = $2, result = $3, version = version + 1
        WHERE id = $1 AND state = 'open'";
    REOPEN_CASE = "
        UPDATE service_case
        SET state = 'open', owner_id = $2, due_what = $3, due_at = $4, closed_at = NULL, result = NULL, version = version + 1
        WHERE id = $1 AND state = 'closed' AND archived_at IS NULL";
    ARCHIVE_CASE = "
        UPDATE service_case SET archived_at = $2, version = version + 1
        WHERE id = $1 AND state = 'closed' AND archived_at IS NULL";
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
    let changed = tx.execute(&SAVE_ORDER, &[
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
    ])?;
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

/// The paper for a customer's device in our keeping.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CustodySlipRow {
    pub number: String,
    pub unit_id: UnitId,
    pub appearance: String,
    pub accessories: String,
    pub data_note: String,
    pub taken_at: Instant,
    pub promised_on: Date,
    pub voided_at: Option<Instant>,
    pub taken_by: String,
}

pub fn insert_custody_slip(
    tx: &mut dyn Tx,
    brand: BrandId,
    order: OrderId,
    slip: &CustodySlipRow,
    taken_by: PersonId,
) -> Result<(), StoreError> {
    tx.execute(&INSERT_CUSTODY_SLIP, &[
        slip.number.as_str().into(),
        brand.into(),
        order.into(),
        slip.unit_id.into(),
        slip.appearance.as_str().into(),
        slip.accessories.as_str().into(),
        slip.data_note.as_str().into(),
        taken_by.into(),
        slip.taken_at.into(),
        slip.promised_on.into(),
    ])?;
    Ok(())
}

pub fn custody_slips(tx: &mut dyn Tx, order: OrderId) -> Result<Vec<CustodySlipRow>, StoreError> {
    let read = |row: &Row| {
        Ok(CustodySlipRow {
            number: row.text(0)?,
            unit_id: row.parse(1)?,
            appearance: row.text(2)?,
            accessories: row.text(3)?,
            data_note: row.text(4)?,
            taken_at: row.instant(5)?,
            promised_on: row.date(6)?,
            voided_at: row.opt_instant(7)?,
            taken_by: row.text(8)?,
        })
    };
    tx.query(&CUSTODY_SLIPS, &[order.into()])?.iter().map(read).collect()
}

pub fn void_custody_slips(tx: &mut dyn Tx, order: OrderId, now: Instant, by: PersonId) -> Result<u64, StoreError> {
    tx.execute(&VOID_CUSTODY_SLIPS, &[order.into(), now.into(), by.into()])
}

/// What was found when a round of repair began.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewRepair<'a> {
    pub order_id: OrderId,
    pub round: i64,
    pub brand_id: BrandId,
    pub unit_id: UnitId,
    pub technician_id: PersonId,
    pub in_on: Date,
    pub fault_code: &'a str,
    pub listed: bool,
    pub cause: &'a str,
    pub found: &'a str,
}

pub fn record_diagnosis(tx: &mut dyn Tx, repair: &NewRepair) -> Result<(), StoreError> {
    tx.execute(&INSERT_REPAIR, &[
        repair.order_id.into(),
        repair.round.into(),
        repair.brand_id.into(),
        repair.unit_id.into(),
        repair.technician_id.into(),
        repair.in_on.into(),
        repair.fault_code.into(),
        repair.listed.into(),
        repair.cause.into(),
        repair.found.into(),
    ])?;
    Ok(())
}

/// What was done (E5).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct WorkDone {
    pub work: String,
    pub method: String,
    pub software_before: Option<String>,
    pub software_after: Option<String>,
    pub hidden_risk: Option<String>,
    pub minutes: i64,
}

pub fn record_work(tx: &mut dyn Tx, order: OrderId, round: i64, done: &WorkDone) -> Result<(), StoreError> {
    tx.execute(&RECORD_WORK, &[
        order.into(),
        round.into(),
        done.work.as_str().into(),
        done.method.as_str().into(),
        done.software_before.as_deref().into(),
        done.software_after.as_deref().into(),
        done.hidden_risk.as_deref().into(),
        done.minutes.into(),
    ])?;
    Ok(())
}

pub fn record_check(
    tx: &mut dyn Tx,
    order: OrderId,
    round: i64,
    by: PersonId,
    now: Instant,
    outcome: Option<&str>,
) -> Result<(), StoreError> {
    tx.execute(&RECORD_CHECK, &[order.into(), round.into(), by.into(), now.into(), outcome.into()])?;
    Ok(())
}

/// The day the device was back with its customer: until then the term is lengthened (phones art. 8).
pub fn record_return(tx: &mut dyn Tx, order: OrderId, round: i64, on: Date) -> Result<(), StoreError> {
    tx.execute(&RECORD_RETURN, &[order.into(), round.into(), on.into()])?;
    Ok(())
}

pub fn record_outcome(tx: &mut dyn Tx, order: OrderId, round: i64, outcome: &str) -> Result<(), StoreError> {
    tx.execute(&RECORD_OUTCOME, &[order.into(), round.into(), outcome.into()])?;
    Ok(())
}

/// A round of repair as the repair card shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RepairRow {
    pub round: i64,
    pub in_on: Date,
    pub out_on: Option<Date>,
    pub fault_code: String,
    pub listed: bool,
    pub cause: String,
    pub found: String,
    pub done: Option<WorkDone>,
    pub outcome: Option<String>,
    pub technician: String,
    pub checked_by: String,
    pub checked_at: Option<Instant>,
}

pub fn repairs_of_order(tx: &mut dyn Tx, order: OrderId) -> Result<Vec<RepairRow>, StoreError> {
    tx.query(&REPAIRS_OF_ORDER, &[order.into()])?.iter().map(read_repair).collect()
}

fn read_repair(row: &Row) -> Result<RepairRow, StoreError> {
    let work = row.opt_text(8)?;
    let done = match work {
        Some(work) => Some(WorkDone {
            work,
            method: row.opt_text(9)?.unwrap_or_default(),
            software_before: row.opt_text(10)?,
            software_after: row.opt_text(11)?,
            hidden_risk: row.opt_text(12)?,
            minutes: row.opt_int(13)?.unwrap_or(0),
        }),
        None => None,
    };
    Ok(RepairRow {
        round: row.int(1)?,
        in_on: row.date(2)?,
        out_on: row.opt_date(3)?,
        fault_code: row.text(4)?,
        listed: row.flag(5)?,
        cause: row.text(6)?,
        found: row.text(7)?,
        done,
        outcome: row.opt_text(14)?,
        technician: row.text(15)?,
        checked_by: row.text(16)?,
        checked_at: row.opt_instant(17)?,
    })
}

/// A line of what an order costs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineRow {
    pub id: String,
    pub round: i64,
    pub kind: String,
    pub item_id: Option<ItemId>,
    pub text: String,
    pub quantity: i64,
    pub price_minor: i64,
    pub payer: String,
    pub old_serial: Option<String>,
    pub new_serial: Option<String>,
    pub item_code: String,
    pub item_name_en: String,
    /// What the item costs the brand; 0 for labour.
    pub cost_minor: i64,
}

pub fn insert_line(
    tx: &mut dyn Tx,
    brand: BrandId,
    order: OrderId,
    line: &LineRow,
    moved: Option<MoveId>,
) -> Result<(), StoreError> {
    tx.execute(&INSERT_LINE, &[
        line.id.as_str().into(),
        brand.into(),
        order.into(),
        line.round.into(),
        line.kind.as_str().into(),
        line.item_id.into(),
        line.text.as_str().into(),
        line.quantity.into(),
        line.price_minor.into(),
        line.payer.as_str().into(),
        line.old_serial.as_deref().into(),
        line.new_serial.as_deref().into(),
        moved.into(),
    ])?;
    Ok(())
}

pub fn lines_of_order(tx: &mut dyn Tx, order: OrderId) -> Result<Vec<LineRow>, StoreError> {
    let read = |row: &Row| {
        Ok(LineRow {
            id: row.text(0)?,
            round: row.int(1)?,
            kind: row.text(2)?,
            item_id: row.opt_parse(3)?,
            text: row.text(4)?,
            quantity: row.int(5)?,
            price_minor: row.int(6)?,
            payer: row.text(7)?,
            old_serial: row.opt_text(8)?,
            new_serial: row.opt_text(9)?,
            item_code: row.text(10)?,
            item_name_en: row.text(11)?,
            cost_minor: row.int(12)?,
        })
    };
    tx.query(&LINES_OF_ORDER, &[order.into()])?.iter().map(read).collect()
}

/// A quotation; `lines` is the JSON of `domain::billing`'s quoted lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuoteRow {
    pub id: QuoteId,
    pub number: String,
    pub lines: String,
    pub total_minor: i64,
    pub currency: String,
    pub valid_until: Date,
    pub state: String,
    pub answered_at: Option<Instant>,
    pub answered_how: Option<String>,
    pub made_at: Instant,
}

pub fn insert_quote(tx: &mut dyn Tx, brand: BrandId, order: OrderId, quote: &QuoteRow) -> Result<(), StoreError> {
    tx.execute(&INSERT_QUOTE, &[
        quote.id.into(),
        brand.into(),
        order.into(),
        quote.number.as_str().into(),
        quote.lines.as_str().into(),
        quote.total_minor.into(),
        quote.currency.as_str().into(),
        quote.valid_until.into(),
        quote.made_at.into(),
    ])?;
    Ok(())
}

pub fn quotes_of_order(tx: &mut dyn Tx, order: OrderId) -> Result<Vec<QuoteRow>, StoreError> {
    let read = |row: &Row| {
        Ok(QuoteRow {
            id: row.parse(0)?,
            number: row.text(1)?,
            lines: row.text(2)?,
            total_minor: row.int(3)?,
            currency: row.text(4)?,
            valid_until: row.date(5)?,
            state: row.text(6)?,
            answered_at: row.opt_instant(7)?,
            answered_how: row.opt_text(8)?,
            made_at: row.instant(9)?,
        })
    };
    tx.query(&QUOTES_OF_ORDER, &[order.into()])?.iter().map(read).collect()
}

/// False when the quote was answered or replaced already.
pub fn answer_quote(
    tx: &mut dyn Tx,
    quote: QuoteId,
    state: &str,
    now: Instant,
    how: &str,
) -> Result<bool, StoreError> {
    Ok(tx.execute(&ANSWER_QUOTE, &[quote.into(), state.into(), now.into(), how.into()])? > 0)
}

pub struct NewFile<'a> {
    pub id: FileId,
    pub brand_id: BrandId,
    pub order_id: OrderId,
    pub kind: &'static str,
    pub media_type: &'static str,
    pub sha256: &'a str,
    pub bytes: &'a [u8],
    pub at: Instant,
    pub person_id: PersonId,
}

pub fn insert_file(tx: &mut dyn Tx, file: &NewFile) -> Result<(), StoreError> {
    tx.execute(&INSERT_FILE, &[
        file.id.into(),
        file.brand_id.into(),
        file.order_id.into(),
        file.kind.into(),
        file.media_type.into(),
        file.sha256.into(),
        file.bytes.to_vec().into(),
        file.at.into(),
        file.person_id.into(),
    ])?;
    Ok(())
}

/// A signature or photo, without its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileRow {
    pub id: FileId,
    pub kind: String,
    pub media_type: String,
    pub sha256: String,
    pub at: Instant,
}

pub fn files_of_order(tx: &mut dyn Tx, order: OrderId) -> Result<Vec<FileRow>, StoreError> {
    let read = |row: &Row| {
        Ok(FileRow {
            id: row.parse(0)?,
            kind: row.text(1)?,
            media_type: row.text(2)?,
            sha256: row.text(3)?,
            at: row.instant(4)?,
        })
    };
    tx.query(&FILES_OF_ORDER, &[order.into()])?.iter().map(read).collect()
}

/// Media type and bytes.
pub fn read_file(tx: &mut dyn Tx, order: OrderId, file: FileId) -> Result<Option<(String, Vec<u8>)>, StoreError> {
    one(tx, &READ_FILE, &[file.into(), order.into()])?.map(|row| Ok((row.text(0)?, row.bytes(1)?))).transpose()
}

/// The case behind an order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseBrief {
    pub id: CaseId,
    pub number: String,
    pub open: bool,
    pub owner_id: Option<PersonId>,
    pub due_what: Option<String>,
    pub due_at: Option<Instant>,
    pub opened_at: Instant,
    /// Who took the first contact.
    pub taker_id: Option<PersonId>,
    pub owner: String,
}

pub fn case_brief(tx: &mut dyn Tx, brand: BrandId, case: CaseId) -> Result<Option<CaseBrief>, StoreError> {
    let read = |row: Row| {
        Ok(CaseBrief {
            id: row.parse(0)?,
            number: row.text(1)?,
            open: row.text(2)? == "open",
            owner_id: row.opt_parse(3)?,
            due_what: row.opt_text(4)?,
            due_at: row.opt_instant(5)?,
            opened_at: row.instant(6)?,
            taker_id: row.opt_parse(7)?,
            owner: row.text(8)?,
        })
    };
    one(tx, &CASE_BRIEF, &[case.into(), brand.into()])?.map(read).transpose()
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
    })
}

/// A repair of a device that ended, as its entitlement counts it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FinishedRepair {
    pub order_id: OrderId,
    pub round: i64,
    pub in_on: Date,
    pub out_on: Date,
    pub fault_code: String,
    pub listed: bool,
    pub cause: String,
    pub outcome: Option<String>,
}

pub fn finished_repairs(tx: &mut dyn Tx, brand: BrandId, unit: UnitId) -> Result<Vec<FinishedRepair>, StoreError> {
    let read = |row: &Row| {
        Ok(FinishedRepair {
            order_id: row.parse(0)?,
            round: row.int(1)?,
            in_on: row.date(2)?,
            out_on: row.date(3)?,
            fault_code: row.text(4)?,
            listed: row.flag(5)?,
            cause: row.text(6)?,
            outcome: row.opt_text(7)?,
        })
    };
    tx.query(&FINISHED_REPAIRS_OF_UNIT, &[unit.into(), brand.into()])?.iter().map(read).collect()
}

/// Gives an open case its next owner and deadline; false when it is closed.
pub fn hand_on_case(
    tx: &mut dyn Tx,
    case: CaseId,
    owner: PersonId,
    due_what: &str,
    due_at: Instant,
) -> Result<bool, StoreError> {
    Ok(tx.execute(&HAND_ON_CASE, &[case.into(), owner.into(), due_what.into(), due_at.into()])? > 0)
}

pub fn close_case(tx: &mut dyn Tx, case: CaseId, now: Instant, result: &str) -> Result<bool, StoreError> {
    Ok(tx.execute(&CLOSE_CASE, &[case.into(), now.into(), result.into()])? > 0)
}

/// Opens a closed case again; false when it is open or archived.
pub fn reopen_case(
    tx: &mut dyn Tx,
    case: CaseId,
    owner: PersonId,
    due_what: &str,
    due_at: Instant,
) -> Result<bool, StoreError> {
    Ok(tx.execute(&REOPEN_CASE, &[case.into(), owner.into(), due_what.into(), due_at.into()])? > 0)
}

pub fn archive_case(tx: &mut dyn Tx, case: CaseId, now: Instant) -> Result<bool, StoreError> {
    Ok(tx.execute(&ARCHIVE_CASE, &[case.into(), now.into()])? > 0)
}
