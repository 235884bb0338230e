//! Sign in, change position, sign out.

use aftercare_domain::identity::{IdentityRefusal, LockOut, session_ends};
use aftercare_kernel::{Instant, Locale, id::PositionId};
use aftercare_store::{
    Tx,
    identity::{self as store, NewSession, PersonRow, PositionRow},
};

use super::{password, secret};
use crate::{Actor, App, Error};

/// What the sign-in form holds.
#[derive(Debug, Clone)]
pub struct SignInAttempt {
    pub login: String,
    pub password: String,
}

/// A session: the token goes into the cookie, the CSRF token into the forms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedIn {
    pub token: String,
    pub csrf: String,
    pub locale: Locale,
    pub seconds: i64,
}

/// Opens a session in the person's first position. A wrong password and an unknown login get the same answer.
pub async fn sign_in(app: &App, attempt: SignInAttempt) -> Result<SignedIn, Error> {
    let login = attempt.login.trim().to_lowercase();
    let found = find_person(app, login).await?;
    if let Some(person) = &found {
        lock_of(person).check(app.now())?;
    }
    let stored = found.as_ref().filter(|p| p.active).map(|p| p.password_hash.clone());
    let right = password::verify(app, attempt.password, stored).await?;
    match found {
        Some(person) if right => open_session(app, person).await,
        Some(person) => {
            count_failure(app, person).await?;
            Err(Error::refuse(IdentityRefusal::WrongLogin))
        }
        None => Err(Error::refuse(IdentityRefusal::WrongLogin)),
    }
}

async fn find_person(app: &App, login: String) -> Result<Option<PersonRow>, Error> {
    app.store().read("identity.find_person", move |tx| Ok(store::find_person_by_login(tx, &login)?)).await
}

/// Counted where it is kept: guesses that were sent at once are counted one by one.
async fn count_failure(app: &App, person: PersonRow) -> Result<(), Error> {
    let now = app.now();
    app.store()
        .write("identity.count_failure", move |tx| {
            let failures = store::count_failed_sign_in(tx, person.id)?;
            Ok(store::lock_until(tx, person.id, LockOut::after(failures, now).until)?)
        })
        .await
}

fn lock_of(person: &PersonRow) -> LockOut {
    LockOut { failures: person.failed_sign_ins, until: person.locked_until }
}

async fn open_session(app: &App, person: PersonRow) -> Result<SignedIn, Error> {
    let (token, csrf) = (secret::draw(&*app.dice), secret::draw(&*app.dice));
    let now = app.now();
    let signed_in = SignedIn {
        csrf: csrf.clone(),
        locale: person.locale.parse().unwrap_or_default(),
        seconds: session_ends(now).seconds_since(now),
        token: token.clone(),
    };
    app.store()
        .write("identity.sign_in", move |tx| {
            still_let_in(tx, &person, now)?;
            let positions = store::positions_of(tx, person.id)?;
            let first = positions.first().ok_or_else(|| Error::refuse(IdentityRefusal::NoPosition))?;
            store::forget_failed_sign_ins(tx, person.id)?;
            store::insert_session(
                tx,
                &NewSession {
                    token_hash: &secret::hash(&token),
                    person_id: person.id,
                    position_id: first.id,
                    csrf: &csrf,
                    created_at: now,
                    expires_at: session_ends(now),
                },
            )?;
            Ok(())
        })
        .await
        .map(|()| signed_in)
}

/// While the password was looked at, other guesses may have locked the login, or somebody shut the person out or set
/// another password.
fn still_let_in(tx: &mut dyn Tx, seen: &PersonRow, now: Instant) -> Result<(), Error> {
    let person = store::find_person(tx, seen.brand_id, seen.id)?;
    let person = person.filter(|person| person.active && person.password_hash == seen.password_hash);
    let person = person.ok_or_else(|| Error::refuse(IdentityRefusal::WrongLogin))?;
    Ok(lock_of(&person).check(now)?)
}

/// Who stands behind a session cookie, and the session's CSRF token.
pub async fn actor_of_session(app: &App, token: &str) -> Result<Option<(Actor, String)>, Error> {
    let (hash, now) = (secret::hash(token), app.now());
    let row =
        app.store().ask("identity.session", move |tx| Ok::<_, Error>(store::find_session(tx, &hash, now)?)).await?;
    row.map(|row| Ok((Actor::of_session(&row)?, row.proof))).transpose()
}

pub async fn sign_out(app: &App, token: &str) -> Result<(), Error> {
    let (hash, now) = (secret::hash(token), app.now());
    app.store().write("identity.sign_out", move |tx| Ok(store::revoke_session(tx, &hash, now)?)).await
}

/// The positions a person can act in.
pub async fn my_positions(app: &App, actor: &Actor) -> Result<Vec<PositionRow>, Error> {
    let person = actor.person;
    app.store().read("identity.my_positions", move |tx| Ok(store::positions_of(tx, person)?)).await
}

/// Goes on in another of one's own positions.
pub async fn take_position(app: &App, actor: &Actor, token: &str, position: PositionId) -> Result<(), Error> {
    let (hash, person) = (secret::hash(token), actor.person);
    app.store()
        .write("identity.take_position", move |tx| {
            let own = store::positions_of(tx, person)?.iter().any(|p| p.id == position);
            if !own {
                return Err(Error::Missing("position"));
            }
            Ok(store::move_session(tx, &hash, position)?)
        })
        .await
}

pub async fn remember_locale(app: &App, actor: &Actor, locale: Locale) -> Result<(), Error> {
    let person = actor.person;
    app.store().write("identity.remember_locale", move |tx| Ok(store::set_locale(tx, person, locale.tag())?)).await
}
