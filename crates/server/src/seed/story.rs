//! The story of an order: who wants what about which device, how people will behave, and how far it has come.

use aftercare_domain::{
    intake::{CaseKind, Channel},
    orders::{Mode, ServiceType, StateName},
    satisfaction::AnswerClass,
};
use aftercare_kernel::{DocumentNumber, Instant};

pub struct Story {
    pub kind: CaseKind,
    pub opens: Instant,
    pub by: By,
    pub mode: Mode,
    /// Index of the device.
    pub device: usize,
    /// Index of the fault.
    pub fault: usize,
    pub will: Will,
    pub halt: Option<Halt>,
    pub course: Course,
}

/// Who writes the case down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// The counter of the station.
    Counter,
    Agent {
        number: usize,
        channel: Channel,
    },
}

/// What the customer will say to a quotation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum QuoteAnswer {
    Yes,
    No,
    /// No answer within the time that we look at.
    Silence,
}

/// A remedy that the customer asks for where the law gives it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wish {
    Exchange,
    Refund,
}

/// How people will behave.
#[derive(Debug, Clone)]
pub struct Will {
    /// Gives up before anything is done, with this reason.
    pub cancels: Option<String>,
    /// The desk looks the entitlement up before the bench does.
    pub decides_first: bool,
    pub quote_answer: QuoteAnswer,
    pub wish: Option<Wish>,
    /// The supervisor sends the work back once.
    pub fails_check: bool,
    /// What is said at the follow-up of each round; satisfied after the last.
    pub answers: Vec<AnswerClass>,
    pub pays: bool,
    /// The technician takes the device along.
    pub fetched: bool,
    /// Calls again after everything was closed.
    pub comes_back: bool,
    /// Hundredths of the usual waiting.
    pub pace: i64,
}

impl Default for Will {
    fn default() -> Self {
        Self {
            cancels: None,
            decides_first: false,
            quote_answer: QuoteAnswer::Yes,
            wish: None,
            fails_check: false,
            answers: Vec::new(),
            pays: true,
            fetched: false,
            comes_back: false,
            pace: 100,
        }
    }
}

/// The story stands still in this state, reached at this time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Halt {
    pub state: StateName,
    pub entered: Instant,
    /// When the technician's window begins, where there is one.
    pub visit: Option<Instant>,
}

/// How far it has come.
#[derive(Debug, Clone)]
pub struct Course {
    pub number: Option<DocumentNumber>,
    pub state: StateName,
    pub service_type: ServiceType,
    pub round: i64,
    /// Index of the station, and of the technician there.
    pub station: usize,
    pub technician: usize,
    /// When the technician's window begins.
    pub visit: Option<Instant>,
    /// In the station's keeping.
    pub kept: bool,
    /// Minor units that the customer will owe.
    pub owed: i64,
    /// Minor units that were promised back to the customer.
    pub owed_back: i64,
    pub decided: bool,
    pub part_built_in: bool,
    pub check_failed: bool,
    pub came_back: bool,
    /// Exchanged or refunded: the device of the order is no longer the customer's.
    pub remedied: bool,
}

impl Course {
    pub fn beginning(station: usize) -> Self {
        Self {
            number: None,
            state: StateName::Registered,
            service_type: ServiceType::Paid,
            round: 1,
            station,
            technician: 0,
            visit: None,
            kept: false,
            owed: 0,
            owed_back: 0,
            decided: false,
            part_built_in: false,
            check_failed: false,
            came_back: false,
            remedied: false,
        }
    }

    /// Another round of work begins.
    pub fn begin_again(&mut self) {
        self.visit = None;
        self.kept = false;
        self.part_built_in = false;
    }
}

impl Story {
    /// What the customer says at the follow-up of the present round. A remedy leaves nothing to be mended.
    pub fn answer(&self) -> AnswerClass {
        if self.course.remedied {
            return AnswerClass::Satisfied;
        }
        let said = usize::try_from(self.course.round - 1).ok().and_then(|round| self.will.answers.get(round));
        said.copied().unwrap_or(AnswerClass::Satisfied)
    }

    pub fn halts_here(&self) -> bool {
        self.course.number.is_some() && self.halt.is_some_and(|halt| halt.state == self.course.state)
    }
}
