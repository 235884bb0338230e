//! Until the technician has the device before them.

use super::{LONGEST_TEXT, check_waybill};
use crate::orders::{Custody, Mode, Order, OrderRefusal, OrderState, Turn, Verb, Window, WorkOn};
use aftercare_kernel::{Date, DocumentNumber, calendar::days_between, id::PersonId};

/// The custody slip as written at the counter. `accessories` and `data_note` may be empty; a device by mail has its
/// waybill.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SlipDraft {
    pub number: DocumentNumber,
    pub appearance: String,
    pub accessories: String,
    pub data_note: String,
    pub promised_on: Date,
    pub waybill: Option<String>,
}

/// Nobody plans further ahead; a year typed wrong would hold the clock still.
const FURTHEST_DAYS: i64 = 180;

/// A day is the longest window that can be called an appointment.
const LONGEST_WINDOW_SECONDS: i64 = 24 * 60 * 60;

impl Order {
    /// The customer agrees to a time in which the technician comes.
    pub fn schedule(self, window: Window, turn: &Turn<'_>) -> Result<Order, OrderRefusal> {
        self.permit(Verb::Schedule, turn)?;
        check_window(&window, turn)?;
        self.change(Verb::Schedule, |_| Some(OrderState::Scheduled { window }))
    }

    /// The device comes into our keeping, against a slip.
    pub fn take_in(self, slip: &SlipDraft, turn: &Turn<'_>) -> Result<Order, OrderRefusal> {
        self.permit(Verb::TakeIn, turn)?;
        let custody = check_slip(slip, self.mode, turn)?;
        self.change(Verb::TakeIn, |_| Some(OrderState::TakenIn { custody }))
    }

    /// A technician gets the order, or another one before the work has begun.
    pub fn assign(self, technician: PersonId, turn: &Turn<'_>) -> Result<Order, OrderRefusal> {
        self.permit(Verb::Assign, turn)?;
        if matches!(self.state, OrderState::Assigned { .. }) {
            self.check_other(technician)?;
        }
        self.change(Verb::Assign, |state| {
            let (custody, window) = match state {
                OrderState::TakenIn { custody } => (Some(custody), None),
                OrderState::Scheduled { window } => (None, Some(window)),
                OrderState::Assigned { work } => (work.custody, work.window),
                _ => return None,
            };
            Some(OrderState::Assigned { work: WorkOn { technician, custody, window } })
        })
    }

    /// Another technician goes on with work that has begun.
    pub fn hand_on(self, technician: PersonId, turn: &Turn<'_>) -> Result<Order, OrderRefusal> {
        self.permit(Verb::HandOn, turn)?;
        self.check_other(technician)?;
        self.change(Verb::HandOn, |mut state| {
            let work = match &mut state {
                OrderState::Diagnosed { work, .. }
                | OrderState::Quoted { work, .. }
                | OrderState::Approved { work, .. } => work,
                OrderState::WaitingParts { job, .. } | OrderState::InRepair { job, .. } => &mut job.work,
                _ => return None,
            };
            work.technician = technician;
            Some(state)
        })
    }

    pub fn depart(self, turn: &Turn<'_>) -> Result<Order, OrderRefusal> {
        self.permit(Verb::Depart, turn)?;
        self.change(Verb::Depart, |state| match state {
            OrderState::Assigned { work } => Some(OrderState::OnTheWay { work, departed_at: turn.now }),
            _ => None,
        })
    }

    pub fn arrive(self, turn: &Turn<'_>) -> Result<Order, OrderRefusal> {
        self.permit(Verb::Arrive, turn)?;
        self.change(Verb::Arrive, |state| match state {
            OrderState::Assigned { work } | OrderState::OnTheWay { work, .. } => {
                Some(OrderState::OnSite { work, arrived_at: turn.now })
            }
            _ => None,
        })
    }

    fn check_other(&self, technician: PersonId) -> Result<(), OrderRefusal> {
        if self.technician() == Some(technician) { Err(OrderRefusal::SameTechnician) } else { Ok(()) }
    }
}

fn check_window(window: &Window, turn: &Turn<'_>) -> Result<(), OrderRefusal> {
    let seconds = window.to.seconds_since(window.from);
    if !(1..=LONGEST_WINDOW_SECONDS).contains(&seconds) {
        return Err(OrderRefusal::WindowUnfit);
    }
    if window.from.seconds_since(turn.now) > FURTHEST_DAYS * 24 * 3600 {
        return Err(OrderRefusal::WindowTooFar { most: FURTHEST_DAYS });
    }
    if window.to <= turn.now { Err(OrderRefusal::WindowPast) } else { Ok(()) }
}

fn check_slip(slip: &SlipDraft, mode: Mode, turn: &Turn<'_>) -> Result<Custody, OrderRefusal> {
    if slip.appearance.trim().is_empty() {
        return Err(OrderRefusal::AppearanceMissing);
    }
    let texts = [&slip.appearance, &slip.accessories, &slip.data_note];
    if texts.iter().any(|text| text.chars().count() > LONGEST_TEXT) {
        return Err(OrderRefusal::AppearanceTooLong { most: LONGEST_TEXT });
    }
    if slip.promised_on < turn.today {
        return Err(OrderRefusal::PromiseBeforeToday);
    }
    if days_between(turn.today, slip.promised_on) > FURTHEST_DAYS {
        return Err(OrderRefusal::PromiseTooFar { most: FURTHEST_DAYS });
    }
    let waybill = match (mode, slip.waybill.as_deref()) {
        (Mode::MailIn, waybill) => Some(check_waybill(waybill.unwrap_or_default())?),
        (_, Some(waybill)) if !waybill.trim().is_empty() => Some(check_waybill(waybill)?),
        _ => None,
    };
    Ok(Custody { slip: slip.number.clone(), taken_at: turn.now, promised_on: slip.promised_on, waybill })
}
