//! API tokens: a person's rights for a program, cut down to scopes.

use aftercare_domain::{
    acts::{Chain, ChainKind},
    identity::{self as rules, Action, IdentityRefusal, TokenScope},
};
use aftercare_kernel::{
    Instant,
    id::{PersonId, PositionId, TokenId},
};
use aftercare_store::identity::{self as store, NewToken, TokenRow};

use super::secret;
use crate::{Actor, App, Error, work::Work};

/// A token just made; the secret is shown this once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MadeToken {
    pub id: TokenId,
    pub secret: String,
}

/// What a token is to be: a name to know it by, what it may do, and when it ends.
struct Wish {
    name: String,
    scopes: Vec<TokenScope>,
    expires_at: Option<Instant>,
}

impl Wish {
    fn checked(name: &str, scopes: &[TokenScope], expires_at: Option<Instant>) -> Result<Self, Error> {
        let name = name.trim().to_owned();
        if name.is_empty() || name.chars().count() > 80 {
            return Err(Error::refuse(IdentityRefusal::NameLength { most: 80 }));
        }
        if scopes.is_empty() {
            return Err(Error::refuse(IdentityRefusal::TokenNeedsScope));
        }
        let scopes = TokenScope::ALL.iter().copied().filter(|scope| scopes.contains(scope)).collect();
        Ok(Self { name, scopes, expires_at })
    }
}

/// Makes a token for oneself; it never can more than its maker.
pub async fn make_token(
    app: &App,
    actor: &Actor,
    name: String,
    scopes: Vec<TokenScope>,
    expires_at: Option<Instant>,
) -> Result<MadeToken, Error> {
    let wish = Wish::checked(&name, &scopes, expires_at)?;
    if !wish.scopes.iter().all(|scope| actor.holds(*scope)) {
        // A token cannot make another that may do more than itself.
        return Err(Error::Forbidden(Action::ManageOwnTokens));
    }
    let drawn = secret::draw(&*app.dice);
    let hash = secret::hash(&drawn);
    app.write("identity.make_token", actor, Action::ManageOwnTokens, move |work| {
        let (person, position) = (work.actor.person, work.actor.position);
        keep(work, person, position, &hash, &wish)
    })
    .await
    .map(|id| MadeToken { id, secret: drawn })
}

/// For the operator's command line: a token for the program that works in a person's name, in her first position.
pub async fn make_token_by_operator(
    app: &App,
    actor: &Actor,
    login: String,
    name: String,
    scopes: Vec<TokenScope>,
    expires_at: Option<Instant>,
) -> Result<MadeToken, Error> {
    let wish = Wish::checked(&name, &scopes, expires_at)?;
    let drawn = secret::draw(&*app.dice);
    let hash = secret::hash(&drawn);
    app.write("identity.make_token_by_operator", actor, Action::ManagePeople, move |work| {
        let found = store::find_person_by_login(work.tx, &login)?;
        let person = found.filter(|person| person.active && person.brand_id == work.actor.brand);
        let person = person.ok_or(Error::Missing("person"))?.id;
        let positions = store::positions_of(work.tx, person)?;
        let position = positions.first().ok_or(Error::Missing("position"))?.id;
        keep(work, person, position, &hash, &wish)
    })
    .await
    .map(|id| MadeToken { id, secret: drawn })
}

fn keep(work: &mut Work, person: PersonId, position: PositionId, hash: &str, wish: &Wish) -> Result<TokenId, Error> {
    let (id, scopes) = (work.id(TokenId::new), rules::write_token_scopes(&wish.scopes));
    store::insert_token(
        work.tx,
        &NewToken {
            id,
            brand_id: work.actor.brand,
            token_hash: hash,
            person_id: person,
            position_id: position,
            name: &wish.name,
            scopes: &scopes,
            created_at: work.now,
            expires_at: wish.expires_at,
        },
    )?;
    work.act(
        Chain::new(ChainKind::Person, person),
        None,
        "make_token",
        &serde_json::json!({ "name": wish.name, "scopes": scopes }),
    )?;
    Ok(id)
}

/// Who stands behind a bearer token.
pub async fn actor_of_token(app: &App, token: &str) -> Result<Option<Actor>, Error> {
    let (hash, now) = (secret::hash(token), app.now());
    let row = app.store().ask("identity.token", move |tx| Ok::<_, Error>(store::find_token(tx, &hash, now)?)).await?;
    row.as_ref().map(Actor::of_token).transpose()
}

pub async fn my_tokens(app: &App, actor: &Actor) -> Result<Vec<TokenRow>, Error> {
    let person = actor.person;
    app.read("identity.my_tokens", actor, Action::ManageOwnTokens, move |work| Ok(store::tokens_of(work.tx, person)?))
        .await
}

pub async fn revoke_token(app: &App, actor: &Actor, id: TokenId) -> Result<(), Error> {
    app.write("identity.revoke_token", actor, Action::ManageOwnTokens, move |work| {
        if !store::revoke_token(work.tx, id, work.actor.person, work.now)? {
            return Err(Error::Missing("token"));
        }
        work.act(
            Chain::new(ChainKind::Person, work.actor.person),
            None,
            "revoke_token",
            &serde_json::json!({ "token": id }),
        )?;
        Ok(())
    })
    .await
}
