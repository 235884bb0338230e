//! People and their positions.

use aftercare_kernel::{
    Instant,
    id::{BrandId, NodeId, PersonId, PositionId},
};

use super::organisation::NodeRow;
use crate::{Row, Scope, StoreError, Tx, one, statements};

statements! {
    INSERT_PERSON = "
        INSERT INTO person
            (id, brand_id, login, name, phone, locale, password_hash, failed_sign_ins, active, created_at, version)
        VALUES ($1, $2, $3, $4, $5, $6, $7, 0, 1, $8, 1)";
    FIND_PERSON_BY_LOGIN = "
        SELECT id, brand_id, login, name, phone, locale, password_hash, failed_sign_ins, locked_until, active
        FROM person WHERE login = $1";
    FIND_PERSON = "
        SELECT id, brand_id, login, name, phone, locale, password_hash, failed_sign_ins, locked_until, active
        FROM person WHERE id = $1 AND brand_id = $2";
    COUNT_FAILED_SIGN_IN = "
        UPDATE person SET failed_sign_ins = failed_sign_ins + 1 WHERE id = $1 RETURNING failed_sign_ins";
    LOCK_UNTIL = "UPDATE person SET locked_until = $2 WHERE id = $1";
    FORGET_FAILED_SIGN_INS = "UPDATE person SET failed_sign_ins = 0, locked_until = NULL WHERE id = $1";
    SET_PASSWORD = "UPDATE person SET password_hash = $2, version = version + 1 WHERE id = $1";
    SET_LOCALE = "UPDATE person SET locale = $2 WHERE id = $1";
    SET_ACTIVE = "UPDATE person SET active = $2, version = version + 1 WHERE id = $1";
    INSERT_POSITION = "
        INSERT INTO position (id, brand_id, person_id, node_id, org_path, roles) VALUES ($1, $2, $3, $4, $5, $6)";
    POSITIONS_OF_PERSON = "
        SELECT p.id, p.person_id, p.node_id, p.org_path, p.roles, n.code, n.name, n.name_en
        FROM position p JOIN org_node n ON n.id = p.node_id
        WHERE p.person_id = $1 AND p.ended_at IS NULL ORDER BY p.id";
    /// Colleagues of a part of the tree; the role is picked from the list in `roles`.
    POSITIONS_IN_SCOPE = "
        SELECT p.id, p.person_id, p.node_id, p.org_path, p.roles, n.code, n.name, n.name_en, h.name, h.login
        FROM position p JOIN org_node n ON n.id = p.node_id JOIN person h ON h.id = p.person_id
        WHERE p.brand_id = $1 AND p.org_path >= $2 AND p.org_path < $3 AND p.ended_at IS NULL AND h.active = 1
        ORDER BY p.org_path, h.login LIMIT 2000";
    /// Positions of people who are kept out.
    FORMER_POSITIONS_IN_SCOPE = "
        SELECT p.id, p.person_id, p.node_id, p.org_path, p.roles, n.code, n.name, n.name_en, h.name, h.login
        FROM position p JOIN org_node n ON n.id = p.node_id JOIN person h ON h.id = p.person_id
        WHERE p.brand_id = $1 AND p.org_path >= $2 AND p.org_path < $3 AND p.ended_at IS NULL AND h.active = 0
        ORDER BY p.org_path, h.login LIMIT 2000";
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonRow {
    pub id: PersonId,
    pub brand_id: BrandId,
    pub login: String,
    pub name: String,
    pub phone: String,
    pub locale: String,
    pub password_hash: String,
    pub failed_sign_ins: i64,
    pub locked_until: Option<Instant>,
    pub active: bool,
}

impl PersonRow {
    fn read(row: &Row) -> Result<Self, StoreError> {
        Ok(Self {
            id: row.parse(0)?,
            brand_id: row.parse(1)?,
            login: row.text(2)?,
            name: row.text(3)?,
            phone: row.text(4)?,
            locale: row.text(5)?,
            password_hash: row.text(6)?,
            failed_sign_ins: row.int(7)?,
            locked_until: row.opt_instant(8)?,
            active: row.flag(9)?,
        })
    }
}

pub fn insert_person(tx: &mut dyn Tx, person: &PersonRow, now: Instant) -> Result<(), StoreError> {
    tx.execute(
        &INSERT_PERSON,
        &[
            person.id.into(),
            person.brand_id.into(),
            person.login.as_str().into(),
            person.name.as_str().into(),
            person.phone.as_str().into(),
            person.locale.as_str().into(),
            person.password_hash.as_str().into(),
            now.into(),
        ],
    )?;
    Ok(())
}

pub fn find_person_by_login(tx: &mut dyn Tx, login: &str) -> Result<Option<PersonRow>, StoreError> {
    one(tx, &FIND_PERSON_BY_LOGIN, &[login.into()])?.as_ref().map(PersonRow::read).transpose()
}

pub fn find_person(tx: &mut dyn Tx, brand: BrandId, id: PersonId) -> Result<Option<PersonRow>, StoreError> {
    one(tx, &FIND_PERSON, &[id.into(), brand.into()])?.as_ref().map(PersonRow::read).transpose()
}

/// How many failed in a row with this one; the row is locked until the commit.
pub fn count_failed_sign_in(tx: &mut dyn Tx, person: PersonId) -> Result<i64, StoreError> {
    one(tx, &COUNT_FAILED_SIGN_IN, &[person.into()])?.ok_or(StoreError::Missing("person"))?.int(0)
}

pub fn lock_until(tx: &mut dyn Tx, person: PersonId, until: Option<Instant>) -> Result<(), StoreError> {
    tx.execute(&LOCK_UNTIL, &[person.into(), until.into()])?;
    Ok(())
}

pub fn forget_failed_sign_ins(tx: &mut dyn Tx, person: PersonId) -> Result<(), StoreError> {
    tx.execute(&FORGET_FAILED_SIGN_INS, &[person.into()])?;
    Ok(())
}

pub fn set_password(tx: &mut dyn Tx, person: PersonId, hash: &str) -> Result<(), StoreError> {
    tx.execute(&SET_PASSWORD, &[person.into(), hash.into()])?;
    Ok(())
}

pub fn set_locale(tx: &mut dyn Tx, person: PersonId, locale: &str) -> Result<(), StoreError> {
    tx.execute(&SET_LOCALE, &[person.into(), locale.into()])?;
    Ok(())
}

pub fn set_active(tx: &mut dyn Tx, person: PersonId, active: bool) -> Result<(), StoreError> {
    tx.execute(&SET_ACTIVE, &[person.into(), active.into()])?;
    Ok(())
}

/// A person's roles on a node, with the node's and the person's names where a list shows them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PositionRow {
    pub id: PositionId,
    pub person_id: PersonId,
    pub node_id: NodeId,
    pub org_path: String,
    pub roles: String,
    pub node_code: String,
    pub node_name: String,
    pub node_name_en: String,
    pub person_name: String,
    pub login: String,
}

fn read_position(row: &Row, with_person: bool) -> Result<PositionRow, StoreError> {
    Ok(PositionRow {
        id: row.parse(0)?,
        person_id: row.parse(1)?,
        node_id: row.parse(2)?,
        org_path: row.text(3)?,
        roles: row.text(4)?,
        node_code: row.text(5)?,
        node_name: row.text(6)?,
        node_name_en: row.text(7)?,
        person_name: if with_person { row.text(8)? } else { String::new() },
        login: if with_person { row.text(9)? } else { String::new() },
    })
}

pub fn insert_position(
    tx: &mut dyn Tx,
    brand: BrandId,
    id: PositionId,
    person: PersonId,
    node: &NodeRow,
    roles: &str,
) -> Result<(), StoreError> {
    tx.execute(
        &INSERT_POSITION,
        &[id.into(), brand.into(), person.into(), node.id.into(), node.path.as_str().into(), roles.into()],
    )?;
    Ok(())
}

pub fn positions_of(tx: &mut dyn Tx, person: PersonId) -> Result<Vec<PositionRow>, StoreError> {
    tx.query(&POSITIONS_OF_PERSON, &[person.into()])?.iter().map(|row| read_position(row, false)).collect()
}

pub fn positions_in_scope(tx: &mut dyn Tx, scope: &Scope) -> Result<Vec<PositionRow>, StoreError> {
    tx.query(&POSITIONS_IN_SCOPE, &scope.params())?.iter().map(|row| read_position(row, true)).collect()
}

pub fn former_positions_in_scope(tx: &mut dyn Tx, scope: &Scope) -> Result<Vec<PositionRow>, StoreError> {
    tx.query(&FORMER_POSITIONS_IN_SCOPE, &scope.params())?.iter().map(|row| read_position(row, true)).collect()
}
