//! The case register (叫修登记簿), narrowed and in the order somebody works by.

use aftercare_domain::{
    customers::mask_name,
    deadlines::TimeLeft,
    identity::{Action, NodeKind},
    intake::{CaseKind, CaseResult, Channel},
};
use aftercare_kernel::{
    Instant, Page, PageRequest,
    id::{CaseId, PersonId},
};
use aftercare_store::{
    Scope, identity,
    intake::{self as store, CaseFilter, CaseListRow},
};
use serde::Serialize;

use crate::{Actor, App, Error, Work, counted::Counted, stored::word};

/// What the register is narrowed to. `station` is a code in the actor's part of the tree.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CaseQuery {
    pub open: Option<bool>,
    pub station: Option<String>,
    pub owner: Option<PersonId>,
    pub due_before: Option<Instant>,
    pub kind: Option<CaseKind>,
    pub channel: Option<Channel>,
    pub order: CaseOrder,
    pub page: PageRequest,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum CaseOrder {
    #[default]
    NewestFirst,
    /// Open cases only, by their deadline.
    MostUrgentFirst,
}

/// A line of the register; the customer is masked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CaseLine {
    pub id: CaseId,
    pub number: String,
    pub org_path: String,
    pub kind: CaseKind,
    pub channel: Channel,
    pub open: bool,
    pub symptom: String,
    pub customer: String,
    pub serial: Option<String>,
    pub model: Option<String>,
    pub model_en: Option<String>,
    pub owner_id: Option<PersonId>,
    pub owner: Option<String>,
    pub due: Option<TimeLeft>,
    pub opened_at: Instant,
    pub result: Option<CaseResult>,
}

impl CaseLine {
    pub(super) fn of(row: CaseListRow, now: Instant) -> Result<Self, Error> {
        Ok(Self {
            kind: word(&row.kind)?,
            channel: word(&row.channel)?,
            open: row.state == "open",
            customer: mask_name(&row.customer_name, word(&row.customer_kind)?),
            due: time_left(row.due_what.as_deref(), row.due_at, now)?,
            result: row.result.as_deref().map(word).transpose()?,
            id: row.id,
            number: row.number,
            org_path: row.org_path,
            symptom: row.symptom,
            serial: row.serial,
            model: row.model,
            model_en: row.model_en,
            owner_id: row.owner_id,
            owner: row.owner,
            opened_at: row.opened_at,
        })
    }
}

/// How much time an open case has left.
pub(super) fn time_left(what: Option<&str>, due: Option<Instant>, now: Instant) -> Result<Option<TimeLeft>, Error> {
    what.zip(due).map(|(what, due)| Ok(TimeLeft::at(now, word(what)?, due))).transpose()
}

/// A page of the register.
pub async fn list(app: &App, actor: &Actor, query: CaseQuery) -> Result<Page<CaseLine>, Error> {
    app.read("intake.list", actor, Action::ReadCase, move |work| {
        let Some(part) = part_of_tree(work, query.station.as_deref())? else { return Err(Error::Missing("station")) };
        match query.order {
            CaseOrder::NewestFirst => newest(work, &query, &part),
            CaseOrder::MostUrgentFirst => most_urgent(work, &query, &part),
        }
    })
    .await
}

/// How many cases the register holds by state, and how many of the open ones are overdue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CaseCounts {
    pub open: Counted,
    pub overdue: Counted,
    pub closed: Counted,
}

/// The figures of the register, of one station when its code is given.
pub async fn counts(app: &App, actor: &Actor, station: Option<String>) -> Result<CaseCounts, Error> {
    app.read("intake.counts", actor, Action::ReadCase, move |work| {
        let Some(Part { scope, .. }) = part_of_tree(work, station.as_deref())? else {
            return Err(Error::Missing("station"));
        };
        let (store::OpenCount { open, overdue }, closed) =
            store::count_cases(work.tx, &scope, work.now, Counted::ENOUGH)?;
        Ok(CaseCounts { open: Counted::of(open), overdue: Counted::of(overdue), closed: Counted::of(closed) })
    })
    .await
}

/// The part of the tree whose rows are listed; `node` when it has none below it.
pub(crate) struct Part {
    pub scope: Scope,
    pub node: Option<String>,
}

/// The part below a station of the actor's, or all of theirs; none for a station that is not theirs to see.
pub(crate) fn part_of_tree(work: &mut Work<'_>, station: Option<&str>) -> Result<Option<Part>, Error> {
    let (brand, own) = (work.actor.brand, work.actor.scope());
    let node = match station {
        Some(code) => {
            let found = identity::find_node_by_code(work.tx, brand, code.trim())?;
            match found.filter(|node| own.covers(brand, &node.path)) {
                None => return Ok(None),
                found => found,
            }
        }
        None => identity::find_node(work.tx, brand, work.actor.node)?.filter(|node| own.covers(brand, &node.path)),
    };
    let leaf = |kind: &str| [NodeKind::Station.name(), NodeKind::Dealer.name()].contains(&kind);
    Ok(Some(match node {
        Some(node) if station.is_some() || leaf(&node.kind) => {
            Part { scope: Scope::within(brand, &node.path), node: leaf(&node.kind).then_some(node.path) }
        }
        _ => Part { scope: own, node: None },
    }))
}

fn filter(query: &CaseQuery) -> CaseFilter {
    CaseFilter {
        state: query.open.map(|open| if open { "open" } else { "closed" }.to_owned()),
        kind: query.kind.map(|kind| kind.name().to_owned()),
        channel: query.channel.map(|channel| channel.name().to_owned()),
        owner: query.owner,
        due_before: query.due_before,
    }
}

fn newest(work: &mut Work<'_>, query: &CaseQuery, part: &Part) -> Result<Page<CaseLine>, Error> {
    let before = query.page.after.as_deref().map(|after| after.parse::<CaseId>()).transpose();
    let before = before.map_err(|_| Error::Missing("page"))?;
    let most = query.page.limit() + 1;
    let rows = store::cases_by_age(work.tx, &part.scope, part.node.as_deref(), &filter(query), before, most)?;
    page_of(work, query, rows, |line| line.id.to_string())
}

fn most_urgent(work: &mut Work<'_>, query: &CaseQuery, part: &Part) -> Result<Page<CaseLine>, Error> {
    let after = query.page.after.as_deref().map(read_urgent_key).transpose()?;
    let rows = store::cases_by_due(work.tx, &part.scope, &filter(query), after, query.page.limit() + 1)?;
    page_of(work, query, rows, |line| {
        let due = line.due.map_or(0, |due| due.due.micros());
        format!("{due}.{}", line.id)
    })
}

/// `deadline.id`, as `most_urgent` writes it.
fn read_urgent_key(key: &str) -> Result<(Instant, CaseId), Error> {
    let parts = key.split_once('.').and_then(|(due, id)| due.parse().ok().zip(id.parse().ok()));
    parts.map(|(due, id)| (Instant::from_micros(due), id)).ok_or(Error::Missing("page"))
}

fn page_of(
    work: &Work<'_>,
    query: &CaseQuery,
    rows: Vec<CaseListRow>,
    key: impl Fn(&CaseLine) -> String,
) -> Result<Page<CaseLine>, Error> {
    let lines = rows.into_iter().map(|row| CaseLine::of(row, work.now)).collect::<Result<Vec<_>, _>>()?;
    Ok(Page::from_one_more(lines, &query.page, key))
}
