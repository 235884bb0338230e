//! 搜索 Search: one box for everything: numbers of papers, phones, names, serials, IMEIs, models.
//!
//! SQL: `store::search`. Each kind of word is a question of its own through one index; the answers are put together
//! here, the surest first. Cases and orders are looked for in the actor's part of the tree; customers and devices in
//! the whole brand, by whoever may read them.

mod hit;
mod question;

pub use hit::Hit;
pub use question::LEAST_LETTERS;

use aftercare_domain::identity::Action;
use aftercare_kernel::DocumentNumber;
use aftercare_store::{
    documents::{self, DocumentKind},
    search::{self as store, CustomerHit},
};

use crate::{Actor, App, Error, Work};
use question::Question;

/// What fits below the box.
pub const MOST_HITS: usize = 20;
/// A pair of characters is shared by many names; so many are looked at to find those that have all of the words.
const LOOKED_AT: u32 = 200;

/// At most [`MOST_HITS`] hits; none for words too short to find anything by.
pub async fn search(app: &App, actor: &Actor, words: &str) -> Result<Vec<Hit>, Error> {
    let questions = question::read(words);
    if questions.is_empty() {
        return Ok(Vec::new());
    }
    let (app, actor) = (app.clone(), actor.clone());
    let now = app.now();
    let store = app.store().clone();
    store
        .read("search.search", move |tx| {
            let mut work = Work::new(tx, &app, &actor, now);
            let mut hits: Vec<Hit> = Vec::new();
            for question in &questions {
                let more = answer(&mut work, question)?;
                hits.extend(more.into_iter().filter(|hit| !hits.contains(hit)).collect::<Vec<_>>());
                if hits.len() >= MOST_HITS {
                    break;
                }
            }
            hits.truncate(MOST_HITS);
            Ok(hits)
        })
        .await
}

fn answer(work: &mut Work<'_>, question: &Question) -> Result<Vec<Hit>, Error> {
    let needs = match question {
        Question::Paper(number) => return paper(work, number),
        Question::Imei(_) | Question::Serial(_) => Action::ReadDevice,
        Question::PhoneStart(_) | Question::PhoneEnd(_) | Question::Name(_) => Action::ReadCustomer,
        Question::ModelCode(_) | Question::ModelName(_) => Action::ReadCatalogue,
    };
    if !work.actor.can(needs) {
        return Ok(Vec::new());
    }
    let (brand, most) = (work.actor.brand, MOST_HITS as u32);
    match question {
        Question::Paper(_) => Ok(Vec::new()),
        Question::Imei(digits) => {
            Ok(store::devices_by_imei(work.tx, brand, digits, most)?.into_iter().map(Hit::device).collect())
        }
        Question::Serial(start) => {
            Ok(store::devices_by_serial_start(work.tx, brand, start, most)?.into_iter().map(Hit::device).collect())
        }
        Question::PhoneStart(start) => masked(store::customers_by_phone_start(work.tx, brand, start, most)?),
        Question::PhoneEnd(digits) => phone_end(work, digits),
        Question::Name(name) => customer_name(work, name),
        Question::ModelCode(start) => {
            Ok(store::models_by_code_start(work.tx, brand, start, most)?.into_iter().map(Hit::model).collect())
        }
        Question::ModelName(name) => model_name(work, name),
    }
}

/// The case, order or contract behind a number; other papers lead to their order. Out of scope reads like not there.
fn paper(work: &mut Work<'_>, number: &DocumentNumber) -> Result<Vec<Hit>, Error> {
    let scope = work.actor.scope();
    let Some(found) = documents::find(work.tx, work.actor.brand, number)? else { return Ok(Vec::new()) };
    let mut hits = Vec::new();
    if let Ok(id) = found.subject_id.parse()
        && work.actor.can(Action::ReadCase)
        && let Some(case) = store::case_in_scope(work.tx, &scope, id)?
    {
        hits.push(Hit::case(case)?);
    }
    if let Ok(id) = found.subject_id.parse()
        && work.actor.can(Action::ReadOrder)
        && let Some(order) = store::order_in_scope(work.tx, &scope, id)?
    {
        hits.push(Hit::order(order)?);
    }
    if found.kind == DocumentKind::Contract.name() && work.actor.can(Action::ReadDevice) {
        hits.extend(store::contract(work.tx, work.actor.brand, &found.number)?.map(Hit::contract));
    }
    Ok(hits)
}

/// By the last eight digits when as many were typed, else by the last four; the rest is compared here.
fn phone_end(work: &mut Work<'_>, digits: &str) -> Result<Vec<Hit>, Error> {
    let Some(term) = store::last_digits(digits, 8).or_else(|| store::last_digits(digits, 4)) else {
        return Ok(Vec::new());
    };
    let found = store::customers_with_terms(work.tx, work.actor.brand, store::CUSTOMER_PHONE, &[term], LOOKED_AT)?;
    let ends_so =
        |hit: &CustomerHit| std::iter::once(&hit.phone).chain(&hit.phone_2).any(|phone| phone.e164().ends_with(digits));
    masked(found.into_iter().filter(ends_so).take(MOST_HITS).collect())
}

fn customer_name(work: &mut Work<'_>, name: &str) -> Result<Vec<Hit>, Error> {
    let terms = question::telling_pairs(name);
    let found = store::customers_with_terms(work.tx, work.actor.brand, store::CUSTOMER_NAME, &terms, LOOKED_AT)?;
    let has_it = |hit: &CustomerHit| store::folded(&hit.name).contains(name);
    masked(found.into_iter().filter(has_it).take(MOST_HITS).collect())
}

fn model_name(work: &mut Work<'_>, name: &str) -> Result<Vec<Hit>, Error> {
    let Some(term) = question::telling_pairs(name).into_iter().next() else { return Ok(Vec::new()) };
    let found = store::models_with_term(work.tx, work.actor.brand, &term, LOOKED_AT)?;
    let has_it =
        |hit: &store::ModelHit| [&hit.name, &hit.name_en].into_iter().any(|text| store::folded(text).contains(name));
    Ok(found.into_iter().filter(has_it).take(MOST_HITS).map(Hit::model).collect())
}

fn masked(found: Vec<CustomerHit>) -> Result<Vec<Hit>, Error> {
    found.into_iter().map(Hit::customer).collect()
}
