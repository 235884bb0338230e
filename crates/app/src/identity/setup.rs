//! A brand's house is put up: the brand with its places, the nodes of its tree with theirs, further places.

use aftercare_domain::{
    acts::{Chain, ChainKind},
    identity::{Action, IdentityRefusal, NodeKind, OrgPath, Ownership, check_hours, check_name, check_place_code},
    things::PlaceKind,
};
use aftercare_kernel::{
    Currency,
    id::{BrandId, NodeId, PersonId, PlaceId},
};
use aftercare_store::{
    identity::{self as store, BrandRow, NodeRow},
    things::{self, NewPlace},
};
use jiff::tz::TimeZone;

use crate::{Actor, App, Error, Work, customers::division_code};

/// Eight in the morning to eight in the evening, until the station says otherwise.
const USUAL_HOURS: (i64, i64) = (8 * 60, 20 * 60);

/// More than any address or phone takes.
const LONGEST_CONTACT: usize = 200;

/// A brand to be founded. `accent` is its colour as `#rrggbb`, `country` ISO 3166-1, `zone` an IANA name.
#[derive(Debug, Clone)]
pub struct NewBrand {
    pub code: String,
    pub name: String,
    pub name_en: String,
    pub accent: String,
    pub country: String,
    pub currency: Currency,
    pub zone: String,
    pub service_phone: String,
}

/// A node to be added below the one with the code `parent`. `region` is ISO 3166-2, for a regional overlay of the law;
/// `division` the code of GB/T 2260 or the name in full of where it stands, for customers who live near.
#[derive(Debug, Clone)]
pub struct NewNode {
    pub parent: String,
    pub kind: NodeKind,
    pub ownership: Ownership,
    pub code: String,
    pub name: String,
    pub name_en: String,
    pub region: Option<String>,
    pub division: Option<String>,
    pub address: String,
    pub phone: String,
    /// First and last minute of the day that it is open; `None` for the usual hours.
    pub hours: Option<(i64, i64)>,
}

/// A place to be added to a node; a van belongs to its technician.
#[derive(Debug, Clone)]
pub struct NodePlace {
    pub node: String,
    pub kind: PlaceKind,
    pub code: String,
    pub name: String,
    pub technician: Option<PersonId>,
}

/// What the brand as a whole needs, at the root of its tree: where things come from and where they end.
const BRAND_PLACES: [(PlaceKind, &str, &str); 5] = [
    (PlaceKind::Source, "SOURCE", "来源"),
    (PlaceKind::Customers, "CUSTOMERS", "客户处"),
    (PlaceKind::Transit, "TRANSIT", "在途"),
    (PlaceKind::Vendor, "VENDOR", "返厂"),
    (PlaceKind::Scrap, "SCRAP", "报废"),
];

/// What each station and dealer needs to take devices in and keep parts.
const STATION_PLACES: [(PlaceKind, &str, &str); 3] = [
    (PlaceKind::Shelf, "SHELF", "良品库"),
    (PlaceKind::Defective, "DEFECTIVE", "不良品库"),
    (PlaceKind::Custody, "CUSTODY", "待修区"),
];

/// Founds a brand: its row, the root of its tree under the same id, its places. Returns the house itself as actor.
pub async fn found_brand(app: &App, new: NewBrand) -> Result<Actor, Error> {
    let path = OrgPath::root(&new.code)?;
    check_zone(&new.zone)?;
    let (app, now) = (app.clone(), app.now());
    let store = app.store().clone();
    store
        .write("identity.found_brand", move |tx| {
            let brand = brand_row(&app, &new);
            store::insert_brand(tx, &brand)?;
            let house = Actor::house(&brand)?;
            let mut work = Work::new(tx, &app, &house, now);
            let root = root_node(&brand, &path);
            store::insert_node(work.tx, brand.id, &root)?;
            insert_places(&mut work, &root, &BRAND_PLACES)?;
            let payload = serde_json::json!({ "code": brand.code, "name": brand.name });
            work.act(Chain::new(ChainKind::Brand, brand.id), None, "found_brand", &payload)?;
            Ok(house)
        })
        .await
}

fn brand_row(app: &App, new: &NewBrand) -> BrandRow {
    BrandRow {
        id: BrandId::new(app.now(), &*app.dice),
        code: new.code.clone(),
        name: new.name.trim().to_owned(),
        name_en: new.name_en.trim().to_owned(),
        accent: new.accent.clone(),
        country: new.country.clone(),
        currency: new.currency.code().to_owned(),
        zone: new.zone.clone(),
        service_phone: new.service_phone.clone(),
    }
}

fn root_node(brand: &BrandRow, path: &OrgPath) -> NodeRow {
    NodeRow {
        id: NodeId::from_uuid(brand.id.uuid()),
        parent_id: None,
        kind: NodeKind::Brand.name().to_owned(),
        ownership: Ownership::Own.name().to_owned(),
        code: brand.code.clone(),
        name: brand.name.clone(),
        name_en: brand.name_en.clone(),
        path: path.to_string(),
        zone: brand.zone.clone(),
        region: None,
        address: String::new(),
        phone: brand.service_phone.clone(),
        opens_minute: USUAL_HOURS.0,
        closes_minute: USUAL_HOURS.1,
        division: None,
    }
}

/// Adds a node below one of the actor's part of the tree; a station and a dealer get their places with it.
pub async fn add_node(app: &App, actor: &Actor, new: NewNode) -> Result<NodeRow, Error> {
    app.write("identity.add_node", actor, Action::ManagePeople, move |work| {
        let parent = node_in_scope(work, &new.parent)?;
        let node = node_row(work, &parent, &new)?;
        store::insert_node(work.tx, work.actor.brand, &node)?;
        if matches!(new.kind, NodeKind::Station | NodeKind::Dealer) {
            insert_places(work, &node, &STATION_PLACES)?;
        }
        let payload = serde_json::json!({ "path": node.path, "kind": node.kind, "ownership": node.ownership });
        work.act(Chain::new(ChainKind::Brand, work.actor.brand), None, "add_node", &payload)?;
        Ok(node)
    })
    .await
}

fn node_in_scope(work: &mut Work<'_>, code: &str) -> Result<NodeRow, Error> {
    store::find_node_by_code(work.tx, work.actor.brand, code)?
        .filter(|node| work.actor.scope().covers(work.actor.brand, &node.path))
        .ok_or(Error::Missing("node"))
}

fn node_row(work: &mut Work<'_>, parent: &NodeRow, new: &NewNode) -> Result<NodeRow, Error> {
    let parent_path: OrgPath = parent.path.parse().map_err(|refusal: IdentityRefusal| Error::refuse(refusal))?;
    let (opens_minute, closes_minute) = check_hours(new.hours.unwrap_or(USUAL_HOURS))?;
    let most = LONGEST_CONTACT;
    if [&new.address, &new.phone].into_iter().chain(&new.region).any(|text| text.chars().count() > most) {
        return Err(Error::refuse(IdentityRefusal::TextTooLong { most }));
    }
    let division = new.division.as_deref().map(|typed| division_code(typed).ok_or(IdentityRefusal::DivisionUnknown));
    Ok(NodeRow {
        id: work.id(NodeId::new),
        parent_id: Some(parent.id),
        kind: new.kind.name().to_owned(),
        ownership: new.ownership.name().to_owned(),
        code: new.code.clone(),
        name: check_name(&new.name)?,
        name_en: check_name(&new.name_en)?,
        path: parent_path.child(&new.code)?.to_string(),
        zone: parent.zone.clone(),
        region: new.region.clone(),
        address: new.address.clone(),
        phone: new.phone.clone(),
        opens_minute,
        closes_minute,
        division: division.transpose()?.map(str::to_owned),
    })
}

/// Adds a place to a node, e.g. a technician's van.
pub async fn add_place(app: &App, actor: &Actor, new: NodePlace) -> Result<PlaceId, Error> {
    app.write("identity.add_place", actor, Action::ManagePeople, move |work| {
        let node = node_in_scope(work, &new.node)?;
        let name = check_place(work, &new)?;
        let id = insert_place(work, &node, new.kind, &new.code, &name, new.technician)?;
        let payload = serde_json::json!({ "code": new.code, "kind": new.kind.name(), "technician": new.technician });
        work.act(Chain::new(ChainKind::Place, id), None, "add_place", &payload)?;
        Ok(id)
    })
    .await
}

/// The trimmed name of a further place: a van, or another shelf.
fn check_place(work: &mut Work<'_>, new: &NodePlace) -> Result<String, Error> {
    if !new.kind.is_good_stock() {
        return Err(Error::refuse(IdentityRefusal::PlaceKindUnfit));
    }
    check_place_code(&new.code)?;
    if let Some(technician) = new.technician {
        store::find_person(work.tx, work.actor.brand, technician)?.ok_or(Error::Missing("person"))?;
    }
    Ok(check_name(&new.name)?)
}

fn insert_places(work: &mut Work<'_>, node: &NodeRow, places: &[(PlaceKind, &str, &str)]) -> Result<(), Error> {
    for (kind, suffix, name) in places {
        let (code, name) = (format!("{}-{suffix}", node.code), format!("{} {name}", node.name));
        insert_place(work, node, *kind, &code, &name, None)?;
    }
    Ok(())
}

fn insert_place(
    work: &mut Work<'_>,
    node: &NodeRow,
    kind: PlaceKind,
    code: &str,
    name: &str,
    technician_id: Option<PersonId>,
) -> Result<PlaceId, Error> {
    let id = work.id(PlaceId::new);
    let place = NewPlace {
        id,
        brand_id: work.actor.brand,
        org_path: &node.path,
        node_id: node.id,
        kind: kind.name(),
        code,
        name,
        technician_id,
        created_at: work.now,
    };
    things::insert_place(work.tx, &place)?;
    Ok(id)
}

fn check_zone(zone: &str) -> Result<(), Error> {
    TimeZone::get(zone).map(|_| ()).map_err(|_| Error::Missing("time zone"))
}
