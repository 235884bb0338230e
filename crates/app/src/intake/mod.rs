//! 受理 Intake: what customers want from us, from the first call to the answer.
//!
//! Rules: `domain::intake`. SQL: `store::intake`. Pages: `web::intake`.

mod close;
mod command;
mod contact;
mod list;
mod my_work;
mod page;
mod parties;
mod register;
mod route;
mod rows;
mod take_over;

pub use aftercare_store::intake::OpenCount;
pub use close::close;
pub use command::{CustomerChoice, DeviceChoice, Duplicate, NewCase, Registered, Routed, TypedCustomer, TypedDevice};
pub use contact::add_contact;
pub(crate) use list::part_of_tree;
pub use list::{CaseCounts, CaseLine, CaseOrder, CaseQuery, counts, list};
pub use my_work::{MyWork, my_work};
pub use page::{CaseAct, CaseContact, CaseOrderLine, CasePage, CaseView, page};
pub(crate) use register::takes_orders;
pub use register::{register, unfit};
pub use take_over::take_over;

use aftercare_domain::{
    acts::{Chain, ChainKind},
    intake::IntakeRefusal,
};
use aftercare_kernel::{DocumentNumber, id::CaseId};
use aftercare_store::intake::{self as store, CaseRow};

use crate::{Error, Work};

/// The case of that number in the actor's part of the tree.
pub(crate) fn find(work: &mut Work<'_>, number: &DocumentNumber) -> Result<CaseRow, Error> {
    let scope = work.actor.scope();
    store::find_case_by_number(work.tx, &scope, &number.to_string())?.ok_or(Error::Missing("case"))
}

/// The same, open and not changed since it was shown.
fn find_open(work: &mut Work<'_>, number: &DocumentNumber, version: i64) -> Result<CaseRow, Error> {
    let case = find(work, number)?;
    if case.state != "open" {
        return Err(Error::refuse(IntakeRefusal::CaseClosed));
    }
    if case.version != version {
        return Err(Error::Stale);
    }
    Ok(case)
}

fn chain(id: CaseId) -> Chain {
    Chain::new(ChainKind::Case, id)
}
