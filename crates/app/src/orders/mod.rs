//! 服务工单 Orders: the work on one device for a case, step by step.
//!
//! Every step is a row of `domain::orders::STEPS`; here it is loaded, taken, saved and written into the books.
//! SQL: `store::orders`. Pages: `web::orders`.

mod arrive;
mod end;
mod exchange;
mod hand_over;
mod lists;
mod page;
mod progress;
mod quote;
mod repair;
mod stage;
mod take_in;

pub use aftercare_store::money::PostingRow;
pub use aftercare_store::orders::{
    CaseBrief, CustodySlipRow, FileRow, LineRow, OrderHead, OrderLineItem, OrderRow, PublicOrder, QuoteRow, RepairRow,
    WorkDone,
};
pub use arrive::{Assignment, Visit, arrive, assign, depart, hand_on, schedule};
pub use end::{archive, cancel, reopen};
pub use exchange::{ExchangeFor, PromisedRefund, exchange, refund, replacements};
pub use hand_over::{Signed, SignedPicture, hand_over, return_unrepaired, send_back, sign_off};
pub use lists::{counts, in_state, of_technician};
pub use page::{OrderPage, TimelineEntry, find, find_by_number, page, picture};
pub use progress::{PublicProgress, progress};
pub use quote::{QuoteDraft, QuotedLine, approve_quote, decline_quote, quote};
pub use repair::{Diagnosis, check, diagnose, finish_repair, start_repair, wait_for_parts};
pub use stage::{At, Stepped};
pub use take_in::{TakenIn, take_in};

pub(crate) use exchange::units_for;
pub(crate) use stage::{Stage, load, offers_of, read_json, stage_of, take_step};
