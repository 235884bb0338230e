//! A piece is written with its rejected rows and the run's progress, in one transaction.
//!
//! A clean list knows nothing that is in the books already, so devices are written first and asked about only when
//! the database refuses one of them; customers have no number of their own and are asked about always.

use aftercare_domain::{identity::Action, things::MoveReason};
use aftercare_kernel::{
    Imei,
    id::{ActId, AddressId, CustomerId, ImportId, PlaceId, UnitId},
};
use aftercare_store::{
    customers::{self, AddressRow, NewCustomer},
    devices::{self, NewDevice},
    products,
    things::{NewMove, Thing},
    transfer::{self as store, Advance, RejectRow},
};
use std::sync::Arc;

use super::{
    fields::Columns,
    piece::{Piece, Taken},
    refusals::{KNOWN, RUNNING_ELSEWHERE, refuse},
};
use crate::{Actor, App, Error, Work};

/// A file with more unfit rows than this is the wrong file; the counts go on, the report ends here.
const MOST_REJECTS_KEPT: i64 = 100_000;
/// What the database says of a device that is in the books already.
const DEVICE_KNOWN: [&str; 2] = ["devices-refusal-serial-known", "devices-refusal-imei-known"];
/// Customers with one phone that are looked at for the same name.
const MOST_WITH_PHONE: u32 = 200;

/// Where the rows of a run go.
#[derive(Debug, Clone)]
pub(super) struct Target {
    pub run: ImportId,
    pub dry_run: bool,
    pub act: Option<ActId>,
    pub source: PlaceId,
    pub customers: PlaceId,
    pub columns: Columns,
}

/// What a piece did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Written {
    pub to: i64,
    pub taken: i64,
    pub rejected: i64,
}

/// Whether the books are asked about every row before it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Care {
    Trusting,
    Asking,
}

pub(super) async fn write_piece(
    app: &App,
    actor: &Actor,
    target: &Target,
    piece: Arc<Piece>,
    rejected_before: i64,
) -> Result<Written, Error> {
    let devices = piece.rows.iter().all(|(_, taken)| matches!(taken, Taken::Device { .. }));
    if devices && !target.dry_run {
        match attempt(app, actor, target, piece.clone(), rejected_before, Care::Trusting).await {
            Err(Error::Refusal(refusal)) if DEVICE_KNOWN.contains(&refusal.code) => {}
            outcome => return outcome,
        }
    }
    attempt(app, actor, target, piece, rejected_before, Care::Asking).await
}

async fn attempt(
    app: &App,
    actor: &Actor,
    target: &Target,
    piece: Arc<Piece>,
    rejected_before: i64,
    care: Care,
) -> Result<Written, Error> {
    let target = target.clone();
    app.write("transfer.write_piece", actor, Action::Import, move |work| {
        let (fresh, known) = match care {
            Care::Trusting => (piece.rows.iter().map(|(_, taken)| taken).collect(), Vec::new()),
            Care::Asking => part(work, &target, &piece)?,
        };
        let rejected =
            piece.rejects.iter().chain(&known).map(|reject| reject.line).collect::<std::collections::BTreeSet<_>>();
        let written = Written { to: piece.to, taken: count(fresh.len()), rejected: count(rejected.len()) };
        let advance = Advance { from: piece.from, to: piece.to, taken: written.taken, rejected: written.rejected };
        if !store::advance(work.tx, work.actor.brand, target.run, advance)? {
            return Err(refuse(RUNNING_ELSEWHERE, "file", &[]));
        }
        if rejected_before < MOST_REJECTS_KEPT {
            let all: Vec<RejectRow> = piece.rejects.iter().chain(&known).cloned().collect();
            store::insert_rejects(work.tx, target.run, &all)?;
        }
        if !target.dry_run {
            insert(work, &target, &fresh)?;
        }
        Ok(written)
    })
    .await
}

fn count(rows: usize) -> i64 {
    i64::try_from(rows).unwrap_or(i64::MAX)
}

/// The rows that are new, and rejections of those the books know.
fn part<'a>(work: &mut Work<'_>, target: &Target, piece: &'a Piece) -> Result<(Vec<&'a Taken>, Vec<RejectRow>), Error> {
    let (mut fresh, mut known) = (Vec::with_capacity(piece.rows.len()), Vec::new());
    for (line, taken) in &piece.rows {
        match known_by(work, taken)? {
            None => fresh.push(taken),
            Some((field, value)) => known.push(RejectRow {
                line: *line,
                column: target.columns.header(field),
                code: KNOWN.to_owned(),
                value,
            }),
        }
    }
    Ok((fresh, known))
}

/// The field by which the books know the row already, and what stands in it.
fn known_by(work: &mut Work<'_>, taken: &Taken) -> Result<Option<(&'static str, String)>, Error> {
    let brand = work.actor.brand;
    Ok(match taken {
        Taken::Device { entry, .. } => {
            if devices::unit_by_serial(work.tx, brand, &entry.serial)?.is_some() {
                return Ok(Some(("serial", entry.serial.to_string())));
            }
            known_imei(work, &[("imei", &entry.imei), ("imei_2", &entry.imei_2)])?
        }
        Taken::Customer { entry, .. } => {
            let alike = customers::by_phone(work.tx, brand, &entry.phone, MOST_WITH_PHONE)?;
            alike.iter().any(|row| row.name == entry.name).then(|| ("phone", entry.phone.to_string()))
        }
        Taken::Model { entry, .. } => {
            products::find_model_by_code(work.tx, brand, &entry.code)?.map(|_| ("code", entry.code.clone()))
        }
        Taken::Item { entry, .. } => {
            products::find_item_by_code(work.tx, brand, &entry.code)?.map(|_| ("code", entry.code.clone()))
        }
    })
}

fn known_imei(
    work: &mut Work<'_>,
    imeis: &[(&'static str, &Option<Imei>)],
) -> Result<Option<(&'static str, String)>, Error> {
    for (field, imei) in imeis {
        if let Some(imei) = imei
            && devices::unit_by_imei(work.tx, work.actor.brand, imei)?.is_some()
        {
            return Ok(Some((*field, imei.to_string())));
        }
    }
    Ok(None)
}

fn insert(work: &mut Work<'_>, target: &Target, rows: &[&Taken]) -> Result<(), Error> {
    insert_devices(work, target, rows)?;
    insert_customers(work, rows)?;
    for row in rows {
        match row {
            Taken::Model { id, entry } => products::insert_model(work.tx, work.actor.brand, *id, entry)?,
            Taken::Item { id, entry, fits } => products::insert_item(work.tx, work.actor.brand, *id, entry, fits)?,
            Taken::Device { .. } | Taken::Customer { .. } => {}
        }
    }
    Ok(())
}

fn insert_devices(work: &mut Work<'_>, target: &Target, rows: &[&Taken]) -> Result<(), Error> {
    let brand_id = work.actor.brand;
    let mut moves: Vec<(UnitId, NewMove)> = Vec::with_capacity(rows.len());
    for row in rows {
        if let Taken::Device { .. } = row {
            let unit = work.id(UnitId::new);
            let thing = Thing::Unit { id: unit, item_id: None };
            let reason = MoveReason::Sale.name();
            moves.push((unit, work.new_move(thing, target.source, target.customers, reason, None, target.act)));
        }
    }
    let new: Vec<NewDevice> = rows
        .iter()
        .filter_map(|row| match row {
            Taken::Device { model, currency, entry } => Some((model, currency, entry)),
            _ => None,
        })
        .zip(&moves)
        .map(|((model, currency, entry), (unit_id, first))| NewDevice {
            unit_id: *unit_id,
            brand_id,
            model_id: *model,
            customer_id: None,
            entry,
            currency: *currency,
            first,
        })
        .collect();
    Ok(devices::insert_many(work.tx, &new)?)
}

fn insert_customers(work: &mut Work<'_>, rows: &[&Taken]) -> Result<(), Error> {
    let (brand_id, created_at) = (work.actor.brand, work.now);
    let mut new = Vec::new();
    for row in rows {
        let Taken::Customer { entry, address } = row else { continue };
        let address = address.as_ref().map(|a| AddressRow {
            id: work.id(AddressId::new),
            division: a.division.clone(),
            line: a.line.clone(),
        });
        new.push(NewCustomer { id: work.id(CustomerId::new), brand_id, entry, address, created_at });
    }
    Ok(customers::insert_many(work.tx, &new)?)
}
