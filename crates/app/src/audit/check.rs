//! `aftercare check`: proves the invariants of the three books over all rows.

use aftercare_domain::{
    acts::{self, ChainCheck},
    identity::Action,
};
use aftercare_kernel::id::BrandId;
use aftercare_store::{
    Tx, acts as act_store, billing, contracts, devices, documents, identity, intake, money, orders, parts,
    satisfaction, settlement, things, warranty,
};
use serde::Serialize;

use crate::{Actor, App, Error};

/// At most so many rows are named per rule: the first few say where to look.
const MOST_PER_RULE: u32 = 20;

/// A rule of the books that does not hold, and the row where.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    pub rule: &'static str,
    pub row: String,
}

/// The same for an auditor at a screen or a program of theirs.
pub async fn run_checks(app: &App, actor: &Actor) -> Result<Vec<Finding>, Error> {
    actor.may(Action::RunChecks)?;
    check(app).await
}

/// Reads every book on one snapshot; an empty answer is the proof. Cost grows with the number of rows:
/// chains and days are walked in pieces, sums are made by the database.
pub async fn check(app: &App) -> Result<Vec<Finding>, Error> {
    app.store()
        .read("audit.check", |tx| {
            let mut found = Vec::new();
            for brand in identity::brands(tx)? {
                check_chains(tx, brand.id, &mut found)?;
                check_seals(tx, brand.id, &mut found)?;
            }
            let mut take = |rows: Vec<(&'static str, String)>| {
                found.extend(rows.into_iter().map(|(rule, row)| Finding { rule, row }));
            };
            take(things::findings(tx, MOST_PER_RULE)?);
            take(money::findings(tx, MOST_PER_RULE)?);
            take(intake::findings(tx, MOST_PER_RULE)?);
            take(orders::findings(tx, MOST_PER_RULE)?);
            take(devices::findings(tx, MOST_PER_RULE)?);
            take(parts::findings(tx, MOST_PER_RULE)?);
            take(billing::findings(tx, MOST_PER_RULE)?);
            take(contracts::findings(tx, MOST_PER_RULE)?);
            take(settlement::findings(tx, MOST_PER_RULE)?);
            take(satisfaction::findings(tx, MOST_PER_RULE)?);
            take(warranty::findings(tx, MOST_PER_RULE)?);
            take(documents::findings(tx, MOST_PER_RULE)?);
            check_numbers(tx, &mut found)?;
            Ok(found)
        })
        .await
}

/// Walks the whole book once, in pieces; a chain ends where the next one begins.
fn check_chains(tx: &mut dyn Tx, brand: BrandId, found: &mut Vec<Finding>) -> Result<(), Error> {
    const PIECE: u32 = 1000;
    let (mut chain, mut seq, mut check) = (String::new(), 0, ChainCheck::default());
    loop {
        let rows = act_store::acts_from(tx, brand, (&chain, seq), PIECE)?;
        for row in &rows {
            if row.act.chain.id != chain {
                end_chain(&chain, std::mem::take(&mut check), found);
                chain.clone_from(&row.act.chain.id);
            }
            check.push(row);
            seq = row.seq;
        }
        if rows.len() < PIECE as usize {
            end_chain(&chain, check, found);
            return Ok(());
        }
    }
}

fn end_chain(chain: &str, check: ChainCheck, found: &mut Vec<Finding>) {
    let broken = check.finish().into_iter().take(MOST_PER_RULE as usize);
    found.extend(broken.map(|f| Finding { rule: "act_chain_intact", row: format!("{chain} {f:?}") }));
}

fn check_seals(tx: &mut dyn Tx, brand: BrandId, found: &mut Vec<Finding>) -> Result<(), Error> {
    let seals = act_store::seals(tx, brand)?;
    let broken = acts::verify_seals(&seals, |day| act_store::leaves_of_day(tx, brand, day))?;
    found.extend(broken.into_iter().map(|f| Finding { rule: "seal_intact", row: format!("{f:?}") }));
    for day in act_store::unsealed_before_seal(tx, brand, MOST_PER_RULE)? {
        found.push(Finding { rule: "no_act_before_the_seal", row: day.to_string() });
    }
    Ok(())
}

fn check_numbers(tx: &mut dyn Tx, found: &mut Vec<Finding>) -> Result<(), Error> {
    for series in documents::broken_series(tx)? {
        let row = format!("{}-{}: highest {}, papers {}", series.station, series.year, series.highest, series.papers);
        found.push(Finding { rule: "numbers_without_gaps", row });
    }
    Ok(())
}
