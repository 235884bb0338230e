//! Service orders and what belongs to them: repairs, slips, quotations, lines, pictures, and the case behind.

pub(crate) mod case;
pub(crate) mod file;
pub(crate) mod findings;
pub(crate) mod order;
pub(crate) mod quote;
pub(crate) mod repair;
pub(crate) mod slip;

pub use case::{CaseBrief, archive_case, case_brief, close_case, hand_on_case, reopen_case};
pub use file::{FileRow, NewFile, files_of_order, insert_file, read_file};
pub use findings::findings;
pub use order::{
    OrderHead, OrderLineItem, OrderRow, PublicOrder, count_by_state, find_order, find_order_by_number,
    insert_order_values, order_head, orders_in_state, orders_of_case, orders_of_technician, public_order, save_order,
};
pub use quote::{
    LineRow, QuoteRow, answer_quote, find_quote, insert_line, insert_quote, lines_of_order, quotes_of_order,
};
pub use repair::{
    FinishedRepair, NewRepair, RepairRow, WorkDone, finished_repairs, record_check, record_diagnosis, record_outcome,
    record_return, record_work, repairs_of_order,
};
pub use slip::{CustodySlipRow, custody_slips, insert_custody_slip, void_custody_slips};
