//! What stands around every page of a person who is signed in.

use aftercare_store::{
    identity::{self as store, BrandRow, PositionRow},
    outbox,
};

use crate::{Actor, App, Error};

/// More unread notices than this are not counted: the page says "and more".
const MOST_UNREAD: u32 = 50;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Desk {
    pub brand: BrandRow,
    /// The positions one can go on in.
    pub positions: Vec<PositionRow>,
    /// Notices not looked at, among the latest.
    pub unread: usize,
}

pub async fn desk(app: &App, actor: &Actor) -> Result<Desk, Error> {
    let (brand, person) = (actor.brand, actor.person);
    app.store()
        .read("identity.desk", move |tx| {
            let notices = outbox::notices_of(tx, person, "", MOST_UNREAD)?;
            Ok(Desk {
                brand: store::find_brand(tx, brand)?.ok_or(Error::Missing("brand"))?,
                positions: store::positions_of(tx, person)?,
                unread: notices.iter().filter(|notice| !notice.read).count(),
            })
        })
        .await
}
