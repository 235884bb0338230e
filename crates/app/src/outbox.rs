//! Delivery of what was put in the outbox, and the notices it brings.

use aftercare_domain::identity::Role;
use aftercare_kernel::{
    Page, PageRequest,
    id::{BrandId, PersonId},
};
use aftercare_store::{
    Scope, Tx,
    identity::{self, PositionRow},
    outbox::{self as store, OutboxRow},
};
use serde::{Deserialize, Serialize};

use crate::{Actor, App, Error, Work};

pub use aftercare_store::outbox::NoticeRow;

/// The outbox kind of notices.
pub const NOTICE: &str = "notice";

/// Who should hear of something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Hearers {
    Person(PersonId),
    /// Everybody with the role in that part of the tree.
    Role {
        role: Role,
        org_path: String,
    },
}

/// A notice on its way: `what` is the key of its text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    pub to: Hearers,
    pub what: String,
    pub params: Vec<(String, String)>,
    pub link: String,
}

impl Work<'_> {
    /// Lets people know after the commit. The act that caused it makes the message unique.
    pub fn notify(&mut self, act: aftercare_kernel::id::ActId, notice: &Notice) -> Result<(), Error> {
        self.enqueue(NOTICE, &format!("{act}:{}", notice.what), notice)
    }
}

/// Delivers what is due, at most `most` rows, each in a transaction of its own. Returns how many left the house.
pub async fn deliver_due(app: &App, most: u32) -> Result<usize, Error> {
    let now = app.now();
    let due = app.store().read("outbox.due", move |tx| store::due(tx, now, most).map_err(Error::from)).await?;
    let mut delivered = 0;
    for row in due {
        match deliver(app, row.clone()).await {
            Ok(taken) => delivered += usize::from(taken),
            Err(error @ (Error::Busy | Error::DiskFull)) => return Err(error),
            Err(error) => put_off(app, &row, &error).await?,
        }
    }
    Ok(delivered)
}

const FIRST_PAUSE_SECONDS: i64 = 60;
const LONGEST_PAUSE_SECONDS: i64 = 24 * 60 * 60;

/// A message that cannot be delivered waits, longer each time, and lets those behind it pass.
async fn put_off(app: &App, row: &OutboxRow, error: &Error) -> Result<(), Error> {
    tracing::error!(message = %row.id, kind = row.kind, attempts = row.attempts, %error, "a message was not delivered");
    let doublings = row.attempts.clamp(0, 20);
    let pause = (FIRST_PAUSE_SECONDS << doublings).min(LONGEST_PAUSE_SECONDS);
    let (id, at, why) = (row.id, app.now().plus_seconds(pause), error.to_string());
    app.store().write("outbox.put_off", move |tx| Ok(store::try_later(tx, id, at, &why)?)).await
}

async fn deliver(app: &App, row: OutboxRow) -> Result<bool, Error> {
    let now = app.now();
    app.store()
        .write("outbox.deliver", move |tx| {
            // Another node may have been quicker: who takes the row out delivers it.
            if !store::delivered(tx, row.id)? {
                return Ok(false);
            }
            match row.kind.as_str() {
                NOTICE => deliver_notice(tx, &row, now)?,
                unknown => return Err(Error::Fault(format!("outbox kind {unknown}"))),
            }
            Ok(true)
        })
        .await
}

fn deliver_notice(tx: &mut dyn Tx, row: &OutboxRow, now: aftercare_kernel::Instant) -> Result<(), Error> {
    let notice: Notice = serde_json::from_str(&row.payload).map_err(|e| Error::Fault(e.to_string()))?;
    let params = serde_json::to_string(&notice.params).map_err(|e| Error::Fault(e.to_string()))?;
    for person in hearers(tx, row.brand_id, &notice.to)? {
        let line = NoticeRow {
            id: format!("{}.{person}", row.id),
            at: now,
            what: notice.what.clone(),
            params: params.clone(),
            link: notice.link.clone(),
            read: false,
        };
        store::insert_notice(tx, row.brand_id, person, &line)?;
    }
    Ok(())
}

fn hearers(tx: &mut dyn Tx, brand: BrandId, to: &Hearers) -> Result<Vec<PersonId>, Error> {
    match to {
        Hearers::Person(person) => Ok(vec![*person]),
        Hearers::Role { role, org_path } => {
            let colleagues = identity::positions_in_scope(tx, &Scope::within(brand, org_path))?;
            let has_role = |p: &&PositionRow| aftercare_domain::identity::read_roles(&p.roles).contains(role);
            Ok(colleagues.iter().filter(has_role).map(|p| p.person_id).collect())
        }
    }
}

/// A person's notices, newest first.
pub async fn notices(app: &App, actor: &Actor, request: PageRequest) -> Result<Page<NoticeRow>, Error> {
    let person = actor.person;
    app.store()
        .read("outbox.notices", move |tx| {
            let before = request.after.clone().unwrap_or_default();
            let rows = store::notices_of(tx, person, &before, request.limit() + 1)?;
            Ok(Page::from_one_more(rows, &request, |row| row.id.clone()))
        })
        .await
}

pub async fn mark_read(app: &App, actor: &Actor) -> Result<(), Error> {
    let (person, now) = (actor.person, app.now());
    app.store().write("outbox.mark_read", move |tx| Ok(store::mark_notices_read(tx, person, now)?)).await
}

pub async fn waiting(app: &App) -> Result<i64, Error> {
    app.store().read("outbox.waiting", |tx| Ok(store::waiting(tx)?)).await
}
