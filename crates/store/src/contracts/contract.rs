//! Contracts that were sold, and the balance of their lines.

use aftercare_domain::contracts::{CoverLine, Used};
use aftercare_kernel::{
    Currency, Date, Instant, Money,
    id::{BrandId, ContractId, CustomerId, NodeId, OfferId, PersonId, PostingId, UnitId},
};
use std::collections::BTreeMap;

use crate::{Row, Scope, Statement, StoreError, Tx, Value, one, statement::Batch, statements};

/// A contract with what names it, in the order of `ContractRow::read`.
macro_rules! contract_rows {
    ($where:literal) => {
        concat!(
            "SELECT c.id, c.station_id, c.number, c.offer_id, c.unit_id, c.customer_id, c.price_minor, c.currency,
                c.sold_on, c.starts_on, c.last_day, c.method, c.at, c.cancelled_on, c.refund_minor, u.serial, n.name,
                n.name_en, COALESCE(p.name, '')
            FROM contract c JOIN unit u ON u.id = c.unit_id JOIN org_node n ON n.id = c.station_id
            LEFT JOIN person p ON p.id = c.person_id
            WHERE ",
            $where
        )
    };
}

statements! {
    INSERT_CONTRACT = "
        INSERT INTO contract
            (id, brand_id, org_path, station_id, number, offer_id, unit_id, customer_id, price_minor, currency, sold_on,
             starts_on, last_day, method, sold_posting_id, paid_posting_id, person_id, at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)";
    INSERT_COVER = "
        INSERT INTO contract_cover (contract_id, line, most_times, most_minor, used_times, used_minor)
        VALUES ($1, $2, $3, $4, 0, 0)";
    FIND_CONTRACT = contract_rows!("c.brand_id = $1 AND c.number = $2");
    FIND_CONTRACT_IN_SCOPE = contract_rows!(
        "c.brand_id = $1 AND c.org_path >= $2 AND c.org_path < $3 AND c.number = $4");
    CONTRACTS_OF = contract_rows!(
        "(c.unit_id = $1 OR c.customer_id = $1) AND NOT (c.brand_id <> $2) ORDER BY c.id LIMIT 200");
    /// Newest first over a part of the tree: walks the ids, which are in the order of time, from the last seen.
    /// NOT keeps SQLite's planner off the index by station, whose rows it would have to sort.
    CONTRACTS_BY_AGE = contract_rows!(
        "NOT (c.brand_id <> $1) AND NOT (c.org_path < $2) AND NOT (c.org_path >= $3) AND c.id < $4
        ORDER BY c.id DESC LIMIT $5");
    /// Newest first of one station: its index has them in that order.
    CONTRACTS_OF_STATION_BY_AGE = contract_rows!(
        "c.brand_id = $1 AND c.org_path = $2 AND c.org_path < $3 AND c.id < $4 ORDER BY c.id DESC LIMIT $5");
    USED_BETWEEN = "
        SELECT k.contract_id, c.currency, k.used_times, k.used_minor
        FROM contract c JOIN contract_cover k ON k.contract_id = c.id
        WHERE NOT (c.brand_id <> $1) AND NOT (c.org_path < $2) AND NOT (c.org_path >= $3)
            AND c.id >= $4 AND c.id <= $5 ORDER BY c.id, k.line";
    USED_OF_STATION_BETWEEN = "
        SELECT k.contract_id, c.currency, k.used_times, k.used_minor
        FROM contract c JOIN contract_cover k ON k.contract_id = c.id
        WHERE c.brand_id = $1 AND c.org_path = $2 AND c.org_path < $3
            AND c.id >= $4 AND c.id <= $5 ORDER BY c.id, k.line";
    USED_OF = "
        SELECT k.contract_id, c.currency, k.used_times, k.used_minor
        FROM contract c JOIN contract_cover k ON k.contract_id = c.id
        WHERE (c.unit_id = $1 OR c.customer_id = $1) AND NOT (c.brand_id <> $2) ORDER BY k.contract_id, k.line";
    /// Those of a device that have not ended, begun or not.
    LIVING_OF_UNIT = "
        SELECT c.number, o.name, o.name_en, c.starts_on
        FROM contract c JOIN contract_offer o ON o.id = c.offer_id
        WHERE c.unit_id = $1 AND c.cancelled_on IS NULL AND c.last_day >= $2 ORDER BY c.id LIMIT 20";
    USED = "SELECT used_times, used_minor FROM contract_cover WHERE contract_id = $1 ORDER BY line";
    /// One that is cancelled already stays as it is.
    CANCEL_CONTRACT = "
        UPDATE contract SET cancelled_on = $3, refund_minor = $4, refund_posting_id = $5
        WHERE id = $1 AND brand_id = $2 AND cancelled_on IS NULL";
    /// A device given in exchange takes the contracts of the one before it.
    HAND_ON_CONTRACTS = "UPDATE contract SET unit_id = $2 WHERE unit_id = $1 AND cancelled_on IS NULL";
}

/// Whose contracts are asked for: those of a device, or those that a customer bought.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holder {
    Unit(UnitId),
    Customer(CustomerId),
}

impl From<Holder> for Value {
    fn from(holder: Holder) -> Self {
        match holder {
            Holder::Unit(id) => id.into(),
            Holder::Customer(id) => id.into(),
        }
    }
}

/// A contract as it was sold, with what its page names it by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContractRow {
    pub id: ContractId,
    pub station_id: NodeId,
    pub number: String,
    pub offer_id: OfferId,
    pub unit_id: UnitId,
    pub customer_id: CustomerId,
    pub price: Money,
    pub sold_on: Date,
    pub starts_on: Date,
    pub last_day: Date,
    pub method: String,
    pub at: Instant,
    pub cancelled_on: Option<Date>,
    pub refund: Option<Money>,
    pub serial: String,
    pub station: String,
    pub station_en: String,
    pub seller: String,
}

impl ContractRow {
    fn read(row: &Row) -> Result<Self, StoreError> {
        let currency: Currency = row.parse(7)?;
        Ok(Self {
            id: row.parse(0)?,
            station_id: row.parse(1)?,
            number: row.text(2)?,
            offer_id: row.parse(3)?,
            unit_id: row.parse(4)?,
            customer_id: row.parse(5)?,
            price: Money::from_minor(row.int(6)?, currency),
            sold_on: row.date(8)?,
            starts_on: row.date(9)?,
            last_day: row.date(10)?,
            method: row.text(11)?,
            at: row.instant(12)?,
            cancelled_on: row.opt_date(13)?,
            refund: row.opt_int(14)?.map(|minor| Money::from_minor(minor, currency)),
            serial: row.text(15)?,
            station: row.text(16)?,
            station_en: row.text(17)?,
            seller: row.text(18)?,
        })
    }
}

/// A contract to be written, with the postings of its price.
pub struct NewContract<'a> {
    pub id: ContractId,
    pub brand_id: BrandId,
    pub org_path: &'a str,
    pub station_id: NodeId,
    pub number: &'a str,
    pub offer_id: OfferId,
    pub unit_id: UnitId,
    pub customer_id: CustomerId,
    pub price: Money,
    pub sold_on: Date,
    pub starts_on: Date,
    pub last_day: Date,
    pub method: &'a str,
    pub sold_posting_id: PostingId,
    pub paid_posting_id: PostingId,
    pub person_id: PersonId,
    pub at: Instant,
    pub lines: &'a [CoverLine],
}

pub fn insert(tx: &mut dyn Tx, new: &NewContract) -> Result<(), StoreError> {
    let row = vec![
        new.id.into(),
        new.brand_id.into(),
        new.org_path.into(),
        new.station_id.into(),
        new.number.into(),
        new.offer_id.into(),
        new.unit_id.into(),
        new.customer_id.into(),
        new.price.minor().into(),
        new.price.currency().into(),
        new.sold_on.into(),
        new.starts_on.into(),
        new.last_day.into(),
        new.method.into(),
        new.sold_posting_id.into(),
        new.paid_posting_id.into(),
        new.person_id.into(),
        new.at.into(),
    ];
    let mut batch: Batch = vec![(&INSERT_CONTRACT, row)];
    batch.extend((0i64..).zip(new.lines).map(|(number, line)| {
        let most = line.most.map(Money::minor);
        (&INSERT_COVER, vec![new.id.into(), number.into(), line.times.into(), most.into()])
    }));
    tx.execute_all(&batch)
}

/// Anywhere in the brand: a device is cared for at every station.
pub fn find_by_number(tx: &mut dyn Tx, brand: BrandId, number: &str) -> Result<Option<ContractRow>, StoreError> {
    one(tx, &FIND_CONTRACT, &[brand.into(), number.into()])?.as_ref().map(ContractRow::read).transpose()
}

/// Among those that were sold in a part of the tree.
pub fn find_in_scope(tx: &mut dyn Tx, scope: &Scope, number: &str) -> Result<Option<ContractRow>, StoreError> {
    let params = scope.params_and([number.into()]);
    one(tx, &FIND_CONTRACT_IN_SCOPE, &params)?.as_ref().map(ContractRow::read).transpose()
}

/// The contracts of a device or of a customer, oldest first; at most 200.
pub fn contracts_of(tx: &mut dyn Tx, brand: BrandId, holder: Holder) -> Result<Vec<ContractRow>, StoreError> {
    tx.query(&CONTRACTS_OF, &[holder.into(), brand.into()])?.iter().map(ContractRow::read).collect()
}

/// Those that were sold in a part of the tree, newest first from the one seen last. `node` is the path of a node without
/// others below it, when it is one.
pub fn contracts_by_age(
    tx: &mut dyn Tx,
    scope: &Scope,
    node: Option<&str>,
    before: Option<ContractId>,
    most: u32,
) -> Result<Vec<ContractRow>, StoreError> {
    let before = before.map_or_else(|| "~".to_owned(), |id| id.to_string());
    let mut params = scope.params_and([before.into(), most.into()]);
    let statement = of_node(&mut params, node, &CONTRACTS_OF_STATION_BY_AGE, &CONTRACTS_BY_AGE);
    tx.query(statement, &params)?.iter().map(ContractRow::read).collect()
}

/// One node is asked for by its path, in whose index its rows lie in order.
fn of_node(
    params: &mut [Value],
    node: Option<&str>,
    one: &'static Statement,
    many: &'static Statement,
) -> &'static Statement {
    match (node, params.get_mut(1)) {
        (Some(path), Some(from)) => {
            *from = path.into();
            one
        }
        _ => many,
    }
}

/// What is used, or held, of each line of contracts by their ids, in the order of the lines.
pub type UsedOf = BTreeMap<ContractId, Vec<Used>>;

/// Of the contracts of a device or of a customer.
pub fn used_of(tx: &mut dyn Tx, brand: BrandId, holder: Holder) -> Result<UsedOf, StoreError> {
    by_contract(&tx.query(&USED_OF, &[holder.into(), brand.into()])?)
}

/// Of the contracts of a part of the tree from one to another, in the order of their ids.
pub fn used_between(
    tx: &mut dyn Tx,
    scope: &Scope,
    node: Option<&str>,
    (first, last): (ContractId, ContractId),
) -> Result<UsedOf, StoreError> {
    let mut params = scope.params_and([first.into(), last.into()]);
    let statement = of_node(&mut params, node, &USED_OF_STATION_BETWEEN, &USED_BETWEEN);
    by_contract(&tx.query(statement, &params)?)
}

fn by_contract(rows: &[Row]) -> Result<UsedOf, StoreError> {
    let mut used = UsedOf::new();
    for row in rows {
        let paid = Money::from_minor(row.int(3)?, row.parse(1)?);
        used.entry(row.parse(0)?).or_default().push(Used { times: row.int(2)?, paid });
    }
    Ok(used)
}

/// A contract that has not ended, as an order names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LivingContract {
    pub number: String,
    pub name: String,
    pub name_en: String,
    pub starts_on: Date,
}

/// The contracts of a device that have not ended on a day.
pub fn living_of_unit(tx: &mut dyn Tx, unit: UnitId, on: Date) -> Result<Vec<LivingContract>, StoreError> {
    let read = |row: &Row| {
        Ok(LivingContract { number: row.text(0)?, name: row.text(1)?, name_en: row.text(2)?, starts_on: row.date(3)? })
    };
    tx.query(&LIVING_OF_UNIT, &[unit.into(), on.into()])?.iter().map(read).collect()
}

/// What is used, or held, of each line of a contract, in their order.
pub fn used(tx: &mut dyn Tx, contract: &ContractRow) -> Result<Vec<Used>, StoreError> {
    let currency = contract.price.currency();
    let read = |row: &Row| Ok(Used { times: row.int(0)?, paid: Money::from_minor(row.int(1)?, currency) });
    tx.query(&USED, &[contract.id.into()])?.iter().map(read).collect()
}

/// False when somebody was quicker.
pub fn cancel(
    tx: &mut dyn Tx,
    brand: BrandId,
    contract: ContractId,
    on: Date,
    refund: Money,
    posting: Option<PostingId>,
) -> Result<bool, StoreError> {
    let params = [contract.into(), brand.into(), on.into(), refund.minor().into(), posting.into()];
    Ok(tx.execute(&CANCEL_CONTRACT, &params)? == 1)
}

/// How many contracts went over to the new device.
pub fn hand_on(tx: &mut dyn Tx, old: UnitId, new: UnitId) -> Result<u64, StoreError> {
    tx.execute(&HAND_ON_CONTRACTS, &[old.into(), new.into()])
}
