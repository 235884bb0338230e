//! Sessions and API tokens: who stands behind a request.

use aftercare_kernel::{
    Instant,
    id::{BrandId, NodeId, PersonId, PositionId, TokenId},
};

use crate::{Row, StoreError, Tx, one, statements};

statements! {
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
