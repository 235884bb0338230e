//! Orders that stand still when the sample begins to live: a few in each state, from just now to long overdue.

use aftercare_domain::{
    orders::{Mode, StateName},
    satisfaction::AnswerClass,
};

use super::story::Wish;

/// `ages` are minutes since the state was reached, `lead` minutes from the first call until then. `visits` are minutes
/// from now to the technician's window, one for each age; those of the past count from when people last worked.
/// `days_had` is how long the customer has the device.
pub struct HaltRow {
    pub state: StateName,
    pub mode: Mode,
    pub ages: &'static [i64],
    pub lead: i64,
    pub visits: &'static [i64],
    pub days_had: i64,
    /// The customer's own doing: work is quoted.
    pub paid: bool,
    /// Needs a part that stations seldom have.
    pub scarce: bool,
    pub wish: Option<Wish>,
    pub answer: Option<AnswerClass>,
}

const fn row(state: StateName, mode: Mode, lead: i64, ages: &'static [i64]) -> HaltRow {
    HaltRow {
        state,
        mode,
        ages,
        lead,
        visits: &[],
        days_had: 150,
        paid: false,
        scarce: false,
        wish: None,
        answer: None,
    }
}

const fn visit(state: StateName, lead: i64, ages: &'static [i64], visits: &'static [i64]) -> HaltRow {
    HaltRow { visits, days_had: 500, ..row(state, Mode::OnSite, lead, ages) }
}

const fn answered(state: StateName, class: AnswerClass, ages: &'static [i64]) -> HaltRow {
    HaltRow { answer: Some(class), ..row(state, Mode::WalkIn, 9000, ages) }
}

use Mode::WalkIn;
use StateName as S;

pub const ROWS: &[HaltRow] = &[
    row(S::Registered, WalkIn, 0, &[20, 200, 330, 1600, 100]),
    visit(S::Scheduled, 200, &[300, 2900, 500, 1500], &[1500, -1300, 60, 2900]),
    row(S::TakenIn, WalkIn, 60, &[60, 1500, 9200, 300]),
    visit(S::Assigned, 400, &[300, 2900, 500], &[1400, -1200, 45]),
    row(S::Assigned, WalkIn, 400, &[200, 4200]),
    visit(S::OnTheWay, 1600, &[15, 35], &[-1, -10]),
    visit(S::OnSite, 1600, &[12, 40], &[-60, -90]),
    row(S::Diagnosed, WalkIn, 700, &[90, 5800]),
    HaltRow { paid: true, ..row(S::Quoted, WalkIn, 1100, &[120, 4300, 9000, 1500]) },
    HaltRow { paid: true, ..row(S::Approved, WalkIn, 1700, &[100, 1300]) },
    HaltRow { scarce: true, ..row(S::WaitingParts, WalkIn, 1500, &[600, 3000, 12_000, 7000, 20_000, 5000]) },
    row(S::InRepair, WalkIn, 1600, &[30, 1600, 8000, 120, 260]),
    row(S::Repaired, WalkIn, 2200, &[20, 400, 80]),
    row(S::Ready, WalkIn, 2800, &[60, 8200, 12_500, 3000, 700]),
    HaltRow { days_had: 9, wish: Some(Wish::Exchange), ..row(S::Exchanged, WalkIn, 2000, &[200, 2000]) },
    HaltRow { days_had: 2, wish: Some(Wish::Refund), ..row(S::Refunded, WalkIn, 2000, &[300, 2500]) },
    row(S::HandedOver, WalkIn, 8000, &[120, 2600, 6000, 900]),
    answered(S::Escalated, AnswerClass::Complaint, &[120, 1250, 2600]),
    answered(S::Escalated, AnswerClass::BadAttitude, &[800]),
    answered(S::Reopened, AnswerClass::NotFixedOnce, &[60, 500]),
];
