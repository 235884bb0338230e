//! Brands and the organisation tree.

use aftercare_kernel::id::{BrandId, NodeId};

use crate::{Row, Scope, StoreError, Tx, one, statements};

statements! {
    INSERT_BRAND = "
        INSERT INTO brand (id, code, name, name_en, accent, country, currency, zone, service_phone)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    FIND_BRAND = "
        SELECT id, code, name, name_en, accent, country, currency, zone, service_phone FROM brand WHERE id = $1";
    BRANDS = "SELECT id, code, name, name_en, accent, country, currency, zone, service_phone FROM brand ORDER BY id";
    INSERT_NODE = "
        INSERT INTO org_node
            (id, brand_id, parent_id, kind, ownership, code, name, name_en, path, zone, region, address, phone, opens_minute, closes_minute,
             division)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)";
    FIND_NODE = "
        SELECT id, parent_id, kind, ownership, code, name, name_en, path, zone, region, address, phone, opens_minute, closes_minute,
            division
        FROM org_node WHERE brand_id = $1 AND id = $2";
    FIND_NODE_BY_CODE = "
        SELECT id, parent_id, kind, ownership, code, name, name_en, path, zone, region, address, phone, opens_minute, closes_minute,
            division
        FROM org_node WHERE brand_id = $1 AND code = $2";
    NODES_IN_SCOPE = "
        SELECT id, parent_id, kind, ownership, code, name, name_en, path, zone, region, address, phone, opens_minute, closes_minute,
            division
        FROM org_node WHERE brand_id = $1 AND path >= $2 AND path < $3 ORDER BY path LIMIT 5000";
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BrandRow {
    pub id: BrandId,
    pub code: String,
    pub name: String,
    pub name_en: String,
    pub accent: String,
    pub country: String,
    pub currency: String,
    pub zone: String,
    pub service_phone: String,
}

impl BrandRow {
    fn read(row: &Row) -> Result<Self, StoreError> {
        Ok(Self {
            id: row.parse(0)?,
            code: row.text(1)?,
            name: row.text(2)?,
            name_en: row.text(3)?,
            accent: row.text(4)?,
            country: row.text(5)?,
            currency: row.text(6)?,
            zone: row.text(7)?,
            service_phone: row.text(8)?,
        })
    }
}

pub fn insert_brand(tx: &mut dyn Tx, brand: &BrandRow) -> Result<(), StoreError> {
    tx.execute(
        &INSERT_BRAND,
        &[
            brand.id.into(),
            brand.code.as_str().into(),
            brand.name.as_str().into(),
            brand.name_en.as_str().into(),
            brand.accent.as_str().into(),
            brand.country.as_str().into(),
            brand.currency.as_str().into(),
            brand.zone.as_str().into(),
            brand.service_phone.as_str().into(),
        ],
    )?;
    Ok(())
}

pub fn find_brand(tx: &mut dyn Tx, id: BrandId) -> Result<Option<BrandRow>, StoreError> {
    one(tx, &FIND_BRAND, &[id.into()])?.as_ref().map(BrandRow::read).transpose()
}

pub fn brands(tx: &mut dyn Tx) -> Result<Vec<BrandRow>, StoreError> {
    tx.query(&BRANDS, &[])?.iter().map(BrandRow::read).collect()
}

/// A node of the organisation tree. Opening hours in minutes of the day, in the node's zone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NodeRow {
    pub id: NodeId,
    pub parent_id: Option<NodeId>,
    pub kind: String,
    pub ownership: String,
    pub code: String,
    pub name: String,
    pub name_en: String,
    pub path: String,
    pub zone: String,
    pub region: Option<String>,
    pub address: String,
    pub phone: String,
    pub opens_minute: i64,
    pub closes_minute: i64,
    /// GB/T 2260.
    pub division: Option<String>,
}

impl NodeRow {
    pub(crate) fn read(row: &Row) -> Result<Self, StoreError> {
        Ok(Self {
            id: row.parse(0)?,
            parent_id: row.opt_parse(1)?,
            kind: row.text(2)?,
            ownership: row.text(3)?,
            code: row.text(4)?,
            name: row.text(5)?,
            name_en: row.text(6)?,
            path: row.text(7)?,
            zone: row.text(8)?,
            region: row.opt_text(9)?,
            address: row.text(10)?,
            phone: row.text(11)?,
            opens_minute: row.int(12)?,
            closes_minute: row.int(13)?,
            division: row.opt_text(14)?,
        })
    }
}

pub fn insert_node(tx: &mut dyn Tx, brand: BrandId, node: &NodeRow) -> Result<(), StoreError> {
    tx.execute(
        &INSERT_NODE,
        &[
            node.id.into(),
            brand.into(),
            node.parent_id.into(),
            node.kind.as_str().into(),
            node.ownership.as_str().into(),
            node.code.as_str().into(),
            node.name.as_str().into(),
            node.name_en.as_str().into(),
            node.path.as_str().into(),
            node.zone.as_str().into(),
            node.region.as_deref().into(),
            node.address.as_str().into(),
            node.phone.as_str().into(),
            node.opens_minute.into(),
            node.closes_minute.into(),
            node.division.as_deref().into(),
        ],
    )?;
    Ok(())
}

pub fn find_node(tx: &mut dyn Tx, brand: BrandId, id: NodeId) -> Result<Option<NodeRow>, StoreError> {
    one(tx, &FIND_NODE, &[brand.into(), id.into()])?.as_ref().map(NodeRow::read).transpose()
}

pub fn find_node_by_code(tx: &mut dyn Tx, brand: BrandId, code: &str) -> Result<Option<NodeRow>, StoreError> {
    one(tx, &FIND_NODE_BY_CODE, &[brand.into(), code.into()])?.as_ref().map(NodeRow::read).transpose()
}

/// The nodes of a part of the tree, parents before children.
pub fn nodes_in_scope(tx: &mut dyn Tx, scope: &Scope) -> Result<Vec<NodeRow>, StoreError> {
    tx.query(&NODES_IN_SCOPE, &scope.params())?.iter().map(NodeRow::read).collect()
}
