//! Places: where things can be.

use aftercare_kernel::{
    Instant,
    id::{BrandId, NodeId, PersonId, PlaceId},
};

use crate::{Row, Scope, StoreError, Tx, one, statements};

statements! {
    INSERT_PLACE = "
        INSERT INTO place (id, brand_id, org_path, node_id, kind, code, name, technician_id, created_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    FIND_PLACE = "
        SELECT p.id, p.org_path, p.node_id, p.kind, p.code, p.name, p.technician_id, n.name, n.name_en
        FROM place p JOIN org_node n ON n.id = p.node_id WHERE p.id = $1 AND p.brand_id = $2";
    FIND_PLACE_BY_CODE = "
        SELECT p.id, p.org_path, p.node_id, p.kind, p.code, p.name, p.technician_id, n.name, n.name_en
        FROM place p JOIN org_node n ON n.id = p.node_id WHERE p.brand_id = $1 AND p.code = $2";
    PLACES_OF_NODE = "
        SELECT p.id, p.org_path, p.node_id, p.kind, p.code, p.name, p.technician_id, n.name, n.name_en
        FROM place p JOIN org_node n ON n.id = p.node_id
        WHERE p.brand_id = $1 AND p.node_id = $2 AND p.kind = $3 ORDER BY p.code";
    PLACES_IN_SCOPE = "
        SELECT p.id, p.org_path, p.node_id, p.kind, p.code, p.name, p.technician_id, n.name, n.name_en
        FROM place p JOIN org_node n ON n.id = p.node_id
        WHERE p.brand_id = $1 AND p.org_path >= $2 AND p.org_path < $3 ORDER BY p.org_path, p.code LIMIT $4";
}

/// Where things can be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlaceRow {
    pub id: PlaceId,
    pub org_path: String,
    pub node_id: NodeId,
    pub kind: String,
    pub code: String,
    pub name: String,
    pub technician_id: Option<PersonId>,
    /// The node that it belongs to.
    pub node: String,
    pub node_en: String,
}

impl PlaceRow {
    fn read(row: &Row) -> Result<Self, StoreError> {
        Ok(Self {
            id: row.parse(0)?,
            org_path: row.text(1)?,
            node_id: row.parse(2)?,
            kind: row.text(3)?,
            code: row.text(4)?,
            name: row.text(5)?,
            technician_id: row.opt_parse(6)?,
            node: row.text(7)?,
            node_en: row.text(8)?,
        })
    }
    pub(super) fn is_source(&self) -> bool {
        self.kind == "source"
    }
}

pub struct NewPlace<'a> {
    pub id: PlaceId,
    pub brand_id: BrandId,
    pub org_path: &'a str,
    pub node_id: NodeId,
    pub kind: &'static str,
    pub code: &'a str,
    pub name: &'a str,
    pub technician_id: Option<PersonId>,
    pub created_at: Instant,
}

pub fn insert_place(tx: &mut dyn Tx, place: &NewPlace) -> Result<(), StoreError> {
    tx.execute(
        &INSERT_PLACE,
        &[
            place.id.into(),
            place.brand_id.into(),
            place.org_path.into(),
            place.node_id.into(),
            place.kind.into(),
            place.code.into(),
            place.name.into(),
            place.technician_id.into(),
            place.created_at.into(),
        ],
    )?;
    Ok(())
}

pub fn find_place(tx: &mut dyn Tx, brand: BrandId, id: PlaceId) -> Result<Option<PlaceRow>, StoreError> {
    one(tx, &FIND_PLACE, &[id.into(), brand.into()])?.as_ref().map(PlaceRow::read).transpose()
}

pub fn find_place_by_code(tx: &mut dyn Tx, brand: BrandId, code: &str) -> Result<Option<PlaceRow>, StoreError> {
    one(tx, &FIND_PLACE_BY_CODE, &[brand.into(), code.into()])?.as_ref().map(PlaceRow::read).transpose()
}

/// The places of one kind that belong to a node: its shelf, its custody cage, its technicians' vans.
pub fn places_of_node(
    tx: &mut dyn Tx,
    brand: BrandId,
    node: NodeId,
    kind: &'static str,
) -> Result<Vec<PlaceRow>, StoreError> {
    tx.query(&PLACES_OF_NODE, &[brand.into(), node.into(), kind.into()])?.iter().map(PlaceRow::read).collect()
}

pub fn places_in_scope(tx: &mut dyn Tx, scope: &Scope, most: u32) -> Result<Vec<PlaceRow>, StoreError> {
    let [brand, from, to] = scope.params();
    tx.query(&PLACES_IN_SCOPE, &[brand, from, to, most.into()])?.iter().map(PlaceRow::read).collect()
}
