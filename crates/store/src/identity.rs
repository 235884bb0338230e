//! The organisation tree, people, positions, sessions and API tokens.

use aftercare_kernel::{
    Instant,
    id::{BrandId, NodeId, PersonId, PositionId, TokenId},
};

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
            (id, brand_id, parent_id, kind, ownership, code, name, name_en, path, zone, region, address, phone, opens_minute, closes_minute)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)";
    FIND_NODE = "
        SELECT id, parent_id, kind, ownership, code, name, name_en, path, zone, region, address, phone, opens_minute, closes_minute
        FROM org_node WHERE brand_id = $1 AND id = $2";
    FIND_NODE_BY_CODE = "
        SELECT id, parent_id, kind, ownership, code, name, name_en, path, zone, region, address, phone, opens_minute, closes_minute
        FROM org_node WHERE brand_id = $1 AND code = $2";
    NODES_IN_SCOPE = "
        SELECT id, parent_id, kind, ownership, code, name, name_en, path, zone, region, address, phone, opens_minute, closes_minute
        FROM org_node WHERE brand_id = $1 AND path >= $2 AND path < $3 ORDER BY path LIMIT 5000";
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
        UPDATE person SET failed_sign_ins = failed_sign_ins + 1, locked_until = $2 WHERE id = $1";
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
    INSERT_SESSION = "
        INSERT INTO session (token_hash, person_id, position_id, csrf, created_at, expires_at)
        VALUES ($1, $2, $3, $4, $5, $6)";
    /// Who stands behind a session: one read for each request.
    FIND_SESSION = "
        SELECT s.csrf, h.id, h.brand_id, h.login, h.name, h.locale, p.id, p.node_id, p.org_path, p.roles, b.zone
        FROM session s JOIN person h ON h.id = s.person_id JOIN position p ON p.id = s.position_id
        JOIN brand b ON b.id = h.brand_id
        WHERE s.token_hash = $1 AND s.revoked_at IS NULL AND s.expires_at > $2 AND h.active = 1 AND p.ended_at IS NULL";
    MOVE_SESSION = "UPDATE session SET position_id = $2 WHERE token_hash = $1";
    REVOKE_SESSION = "UPDATE session SET revoked_at = $2 WHERE token_hash = $1 AND revoked_at IS NULL";
    REVOKE_SESSIONS_OF = "UPDATE session SET revoked_at = $2 WHERE person_id = $1 AND revoked_at IS NULL";
    FORGET_OLD_SESSIONS = "DELETE FROM session WHERE expires_at < $1";
    INSERT_TOKEN = "
        INSERT INTO api_token (id, brand_id, token_hash, person_id, position_id, name, scopes, created_at, expires_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    FIND_TOKEN = "
        SELECT t.scopes, h.id, h.brand_id, h.login, h.name, h.locale, p.id, p.node_id, p.org_path, p.roles, b.zone
        FROM api_token t JOIN person h ON h.id = t.person_id JOIN position p ON p.id = t.position_id
        JOIN brand b ON b.id = h.brand_id
        WHERE t.token_hash = $1 AND t.revoked_at IS NULL AND (t.expires_at IS NULL OR t.expires_at > $2)
            AND h.active = 1 AND p.ended_at IS NULL";
    REVOKE_TOKEN = "
        UPDATE api_token SET revoked_at = $3 WHERE id = $1 AND person_id = $2 AND revoked_at IS NULL";
    TOKENS_OF_PERSON = "
        SELECT id, name, scopes, created_at, expires_at FROM api_token
        WHERE person_id = $1 AND revoked_at IS NULL ORDER BY id";
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

pub fn count_failed_sign_in(
    tx: &mut dyn Tx,
    person: PersonId,
    locked_until: Option<Instant>,
) -> Result<(), StoreError> {
    tx.execute(&COUNT_FAILED_SIGN_IN, &[person.into(), locked_until.into()])?;
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

/// Who acts: what a session or a token resolves to. `proof` is the session's CSRF token or the token's scopes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BearerRow {
    pub proof: String,
    pub person_id: PersonId,
    pub brand_id: BrandId,
    pub login: String,
    pub name: String,
    pub locale: String,
    pub position_id: PositionId,
    pub node_id: NodeId,
    pub org_path: String,
    pub roles: String,
    /// The brand's time zone.
    pub zone: String,
}

impl BearerRow {
    fn read(row: &Row) -> Result<Self, StoreError> {
        Ok(Self {
            proof: row.text(0)?,
            person_id: row.parse(1)?,
            brand_id: row.parse(2)?,
            login: row.text(3)?,
            name: row.text(4)?,
            locale: row.text(5)?,
            position_id: row.parse(6)?,
            node_id: row.parse(7)?,
            org_path: row.text(8)?,
            roles: row.text(9)?,
            zone: row.text(10)?,
        })
    }
}

pub struct NewSession<'a> {
    pub token_hash: &'a str,
    pub person_id: PersonId,
    pub position_id: PositionId,
    pub csrf: &'a str,
    pub created_at: Instant,
    pub expires_at: Instant,
}

pub fn insert_session(tx: &mut dyn Tx, session: &NewSession) -> Result<(), StoreError> {
    tx.execute(
        &INSERT_SESSION,
        &[
            session.token_hash.into(),
            session.person_id.into(),
            session.position_id.into(),
            session.csrf.into(),
            session.created_at.into(),
            session.expires_at.into(),
        ],
    )?;
    Ok(())
}

pub fn find_session(tx: &mut dyn Tx, token_hash: &str, now: Instant) -> Result<Option<BearerRow>, StoreError> {
    one(tx, &FIND_SESSION, &[token_hash.into(), now.into()])?.as_ref().map(BearerRow::read).transpose()
}

pub fn move_session(tx: &mut dyn Tx, token_hash: &str, position: PositionId) -> Result<(), StoreError> {
    tx.execute(&MOVE_SESSION, &[token_hash.into(), position.into()])?;
    Ok(())
}

pub fn revoke_session(tx: &mut dyn Tx, token_hash: &str, now: Instant) -> Result<(), StoreError> {
    tx.execute(&REVOKE_SESSION, &[token_hash.into(), now.into()])?;
    Ok(())
}

pub fn revoke_sessions_of(tx: &mut dyn Tx, person: PersonId, now: Instant) -> Result<(), StoreError> {
    tx.execute(&REVOKE_SESSIONS_OF, &[person.into(), now.into()])?;
    Ok(())
}

pub fn forget_sessions_before(tx: &mut dyn Tx, instant: Instant) -> Result<u64, StoreError> {
    tx.execute(&FORGET_OLD_SESSIONS, &[instant.into()])
}

pub struct NewToken<'a> {
    pub id: TokenId,
    pub brand_id: BrandId,
    pub token_hash: &'a str,
    pub person_id: PersonId,
    pub position_id: PositionId,
    pub name: &'a str,
    pub scopes: &'a str,
    pub created_at: Instant,
    pub expires_at: Option<Instant>,
}

pub fn insert_token(tx: &mut dyn Tx, token: &NewToken) -> Result<(), StoreError> {
    tx.execute(
        &INSERT_TOKEN,
        &[
            token.id.into(),
            token.brand_id.into(),
            token.token_hash.into(),
            token.person_id.into(),
            token.position_id.into(),
            token.name.into(),
            token.scopes.into(),
            token.created_at.into(),
            token.expires_at.into(),
        ],
    )?;
    Ok(())
}

pub fn find_token(tx: &mut dyn Tx, token_hash: &str, now: Instant) -> Result<Option<BearerRow>, StoreError> {
    one(tx, &FIND_TOKEN, &[token_hash.into(), now.into()])?.as_ref().map(BearerRow::read).transpose()
}

/// True when the person had such a token and it was still good.
pub fn revoke_token(tx: &mut dyn Tx, id: TokenId, person: PersonId, now: Instant) -> Result<bool, StoreError> {
    Ok(tx.execute(&REVOKE_TOKEN, &[id.into(), person.into(), now.into()])? > 0)
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TokenRow {
    pub id: TokenId,
    pub name: String,
    pub scopes: String,
    pub created_at: Instant,
    pub expires_at: Option<Instant>,
}

pub fn tokens_of(tx: &mut dyn Tx, person: PersonId) -> Result<Vec<TokenRow>, StoreError> {
    let read = |row: &Row| {
        Ok(TokenRow {
            id: row.parse(0)?,
            name: row.text(1)?,
            scopes: row.text(2)?,
            created_at: row.instant(3)?,
            expires_at: row.opt_instant(4)?,
        })
    };
    tx.query(&TOKENS_OF_PERSON, &[person.into()])?.iter().map(read).collect()
}
