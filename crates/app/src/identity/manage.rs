//! People and their positions: made by an administrator of that part of the tree, or by the operator at the command line.

use aftercare_domain::{
    acts::{Chain, ChainKind},
    customers::CustomerRefusal,
    identity::{self as rules, Action, IdentityRefusal, Role},
};
use aftercare_kernel::{
    Locale, Phone,
    id::{NodeId, PersonId, PositionId},
};
use aftercare_store::{
    Scope,
    identity::{self as store, BrandRow, NodeRow, PersonRow},
};

use super::{password, people::colleague};
use crate::{Actor, App, Error, Work};

/// A person to be added, with a first position.
#[derive(Debug, Clone)]
pub struct NewPerson {
    pub login: String,
    pub name: String,
    pub phone: String,
    pub locale: Locale,
    pub password: String,
    pub node_code: String,
    pub roles: Vec<Role>,
}

/// A colleague with a role somewhere in the actor's part of the tree.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Colleague {
    pub person: PersonId,
    pub login: String,
    pub name: String,
    pub node: NodeId,
    pub node_code: String,
    pub org_path: String,
    pub roles: Vec<Role>,
}

pub async fn add_person(app: &App, actor: &Actor, new: NewPerson) -> Result<PersonId, Error> {
    actor.may(Action::ManagePeople)?;
    rules::check_login(&new.login)?;
    rules::check_password(&new.password, &new.login)?;
    let new = NewPerson { name: rules::check_name(&new.name)?, phone: checked_phone(&new.phone)?, ..new };
    let hash = password::hash(app, new.password.clone()).await?;
    app.write("identity.add_person", actor, Action::ManagePeople, move |work| insert(work, &new, &hash)).await
}

/// A phone that can be called, as it is shown; empty when none is known.
fn checked_phone(phone: &str) -> Result<String, Error> {
    let phone = phone.trim();
    if phone.is_empty() {
        return Ok(String::new());
    }
    let read = phone.parse::<Phone>().map_err(|_| Error::refuse(CustomerRefusal::PhoneUnfit))?;
    Ok(read.to_string())
}

/// Nobody is lifted above who does it, and nobody above is touched.
fn check_roles(work: &Work<'_>, roles: &[Role]) -> Result<(), Error> {
    if roles.contains(&Role::Customer) {
        return Err(Error::refuse(IdentityRefusal::NotForStaff { role: Role::Customer }));
    }
    match roles.iter().find(|role| !rules::may_grant(work.actor.roles(), **role)) {
        Some(above) => Err(Error::refuse(IdentityRefusal::RoleAboveYours { role: *above })),
        None => Ok(()),
    }
}

fn insert(work: &mut Work<'_>, new: &NewPerson, hash: &str) -> Result<PersonId, Error> {
    let node = store::find_node_by_code(work.tx, work.actor.brand, &new.node_code)?
        .filter(|node| work.actor.scope().covers(work.actor.brand, &node.path))
        .ok_or(Error::Missing("node"))?;
    if new.roles.is_empty() {
        return Err(Error::refuse(IdentityRefusal::NoRole));
    }
    check_roles(work, &new.roles)?;
    let roles: Vec<Role> = Role::ALL.iter().copied().filter(|role| new.roles.contains(role)).collect();
    let id = work.id(PersonId::new);
    let row = PersonRow {
        id,
        brand_id: work.actor.brand,
        login: new.login.trim().to_lowercase(),
        name: new.name.clone(),
        phone: new.phone.clone(),
        locale: new.locale.tag().to_owned(),
        password_hash: hash.to_owned(),
        failed_sign_ins: 0,
        locked_until: None,
        active: true,
    };
    store::insert_person(work.tx, &row, work.now)?;
    let position = work.id(PositionId::new);
    store::insert_position(work.tx, work.actor.brand, position, id, &node, &rules::write_roles(&roles))?;
    let payload = serde_json::json!({ "login": row.login, "node": node.code, "roles": roles });
    work.act(Chain::new(ChainKind::Person, id), None, "add_person", &payload)?;
    Ok(id)
}

/// Sets another password, forgets failed sign-ins and ends the person's sessions.
pub async fn set_password_by_operator(app: &App, login: String, new: String) -> Result<(), Error> {
    rules::check_password(&new, &login)?;
    let hash = password::hash(app, new).await?;
    let (now, house) = (app.now(), app.clone());
    app.store()
        .write("identity.set_password", move |tx| {
            let person = store::find_person_by_login(tx, &login)?.ok_or(Error::Missing("person"))?;
            let brand = store::find_brand(tx, person.brand_id)?.ok_or(Error::Missing("brand"))?;
            store::set_password(tx, person.id, &hash)?;
            store::forget_failed_sign_ins(tx, person.id)?;
            store::revoke_sessions_of(tx, person.id, now)?;
            let operator = Actor::house(&brand)?;
            let chain = Chain::new(ChainKind::Person, person.id);
            Work::new(tx, &house, &operator, now).act(chain, None, "set_password", &serde_json::json!({}))?;
            Ok(())
        })
        .await
}

/// A person changes the own password; every other session ends.
pub async fn change_password(app: &App, actor: &Actor, old: String, new: String) -> Result<(), Error> {
    rules::check_password(&new, &actor.login)?;
    let (brand, person) = (actor.brand, actor.person);
    let row = app
        .store()
        .read("identity.me", move |tx| Ok::<_, Error>(store::find_person(tx, brand, person)?))
        .await?
        .ok_or(Error::Unauthenticated)?;
    if !password::verify(app, old, Some(row.password_hash)).await? {
        return Err(Error::refuse(IdentityRefusal::WrongOldPassword));
    }
    let hash = password::hash(app, new).await?;
    app.write("identity.change_password", actor, Action::ChangeOwnPassword, move |work| {
        store::set_password(work.tx, person, &hash)?;
        store::revoke_sessions_of(work.tx, person, work.now)?;
        work.act(Chain::new(ChainKind::Person, person), None, "change_password", &serde_json::json!({}))?;
        Ok(())
    })
    .await
}

/// Lets a person in or keeps them out; who is kept out is signed out at once. Answers with the person's name.
pub async fn set_active(app: &App, actor: &Actor, person: PersonId, active: bool) -> Result<String, Error> {
    app.write("identity.set_active", actor, Action::ManagePeople, move |work| {
        let name = mine_to_manage(work, person)?;
        store::set_active(work.tx, person, active)?;
        if !active {
            store::revoke_sessions_of(work.tx, person, work.now)?;
        }
        work.act(Chain::new(ChainKind::Person, person), None, "set_active", &serde_json::json!({ "active": active }))?;
        Ok(name)
    })
    .await
}

/// The name of who works in the actor's part of the tree alone, and in no role above the actor's.
fn mine_to_manage(work: &mut Work<'_>, person: PersonId) -> Result<String, Error> {
    let found = store::find_person(work.tx, work.actor.brand, person)?.ok_or(Error::Missing("person"))?;
    let (scope, positions) = (work.actor.scope(), store::positions_of(work.tx, person)?);
    if !positions.iter().all(|position| scope.covers(work.actor.brand, &position.org_path)) {
        return Err(Error::Missing("person"));
    }
    positions.iter().try_for_each(|position| check_roles(work, &rules::read_roles(&position.roles)))?;
    Ok(found.name)
}

/// People with one of the roles in a part of the tree, e.g. the technicians of a station.
pub async fn colleagues(app: &App, actor: &Actor, org_path: String, role: Role) -> Result<Vec<Colleague>, Error> {
    let scope = Scope::within(actor.brand, &org_path);
    if !actor.scope().covers(actor.brand, &org_path) {
        return Err(Error::Missing("node"));
    }
    app.read("identity.colleagues", actor, Action::ReadColleagues, move |work| {
        let positions = store::positions_in_scope(work.tx, &scope)?;
        Ok(positions.iter().map(colleague).filter(|c| c.roles.contains(&role)).collect())
    })
    .await
}

/// The nodes of the actor's part of the tree.
pub async fn nodes(app: &App, actor: &Actor) -> Result<Vec<NodeRow>, Error> {
    let scope = actor.scope();
    app.read("identity.nodes", actor, Action::ReadColleagues, move |work| Ok(store::nodes_in_scope(work.tx, &scope)?))
        .await
}

/// The node the actor works at.
pub async fn me_node(app: &App, actor: &Actor) -> Result<NodeRow, Error> {
    let (brand, node) = (actor.brand, actor.node);
    app.store()
        .read("identity.me_node", move |tx| store::find_node(tx, brand, node)?.ok_or(Error::Missing("node")))
        .await
}

pub async fn brand_of(app: &App, actor: &Actor) -> Result<BrandRow, Error> {
    let brand = actor.brand;
    app.store().read("identity.brand", move |tx| store::find_brand(tx, brand)?.ok_or(Error::Missing("brand"))).await
}

/// The house itself at work: jobs, imports and the command line. Its acts carry the nil id, which no person has.
pub fn house(brand: &BrandRow) -> Result<Actor, Error> {
    Actor::house(brand)
}

/// Every brand of the installation, for the operator and the jobs.
pub async fn brands(app: &App) -> Result<Vec<BrandRow>, Error> {
    app.store().read("identity.brands", |tx| Ok(store::brands(tx)?)).await
}
