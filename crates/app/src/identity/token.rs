//! API tokens: a person's rights for a program, cut down to scopes.

use aftercare_domain::{
    acts::{Chain, ChainKind},
    identity::{self as rules, Action, IdentityRefusal, TokenScope},
};
use aftercare_kernel::{Instant, id::TokenId};
use aftercare_store::identity::{self as store, NewToken, TokenRow};

use super::secret;
use crate::{Actor, App, Error};

/// A token just made; the secret is shown this once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MadeToken {
    pub id: TokenId,
    pub secret: String,
}

/// Makes a token for oneself; it never can more than its maker.
pub async fn make_token(
    app: &App,
    actor: &Actor,
    name: String,
    scopes: Vec<TokenScope>,
    expires_at: Option<Instant>,
) -> Result<MadeToken, Error> {
    let name = name.trim().to_owned();
    if name.is_empty() || name.chars().count() > 80 {
        return Err(Error::refuse(IdentityRefusal::NameLength { most: 80 }));
    }
    if scopes.is_empty() {
        return Err(Error::refuse(IdentityRefusal::TokenNeedsScope));
    }
    if !scopes.iter().all(|scope| actor.holds(*scope)) {
        // A token cannot make another that may do more than itself.
        return Err(Error::Forbidden(Action::ManageOwnTokens));
    }
    let scopes: Vec<TokenScope> = TokenScope::ALL.iter().copied().filter(|scope| scopes.contains(scope)).collect();
    let drawn = secret::draw(&*app.dice);
    let kept = drawn.clone();
    let scopes = rules::write_token_scopes(&scopes);
    app.write("identity.make_token", actor, Action::ManageOwnTokens, move |work| {
        let id = work.id(TokenId::new);
        store::insert_token(
            work.tx,
            &NewToken {
                id,
                brand_id: work.actor.brand,
                token_hash: &secret::hash(&kept),
                person_id: work.actor.person,
                position_id: work.actor.position,
                name: &name,
                scopes: &scopes,
                created_at: work.now,
                expires_at,
            },
        )?;
        work.act(
            Chain::new(ChainKind::Person, work.actor.person),
            None,
            "make_token",
            &serde_json::json!({ "name": name, "scopes": scopes }),
        )?;
        Ok(id)
    })
    .await
    .map(|id| MadeToken { id, secret: drawn })
}

/// Who stands behind a bearer token.
pub async fn actor_of_token(app: &App, token: &str) -> Result<Option<Actor>, Error> {
    let (hash, now) = (secret::hash(token), app.now());
    let row = app.store().read("identity.token", move |tx| Ok::<_, Error>(store::find_token(tx, &hash, now)?)).await?;
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
