//! Cases without an order: questions, complaints, wishes; the information centre answers them.

use aftercare_app::{
    App, Error,
    intake::{self, CustomerChoice, DeviceChoice, NewCase},
};
use aftercare_domain::intake::{CaseKind, CaseResult, Channel};
use aftercare_kernel::{DocumentNumber, Instant};

use super::{luck::Luck, owners::Owners, staff::Staff, tables::Tables};

pub struct Talk {
    pub opens: Instant,
    kind: CaseKind,
    channel: Channel,
    /// Index of the agent.
    agent: usize,
    /// Index of the customer.
    customer: usize,
    said: String,
    note: Option<String>,
    /// None when nobody has answered yet.
    answer: Option<String>,
    minutes: i64,
    /// Once it is registered.
    number: Option<DocumentNumber>,
}

const KINDS: [(CaseKind, u64); 6] = [
    (CaseKind::Consultation, 50),
    (CaseKind::Complaint, 15),
    (CaseKind::Suggestion, 8),
    (CaseKind::PartsOrder, 17),
    (CaseKind::VisitRequest, 6),
    (CaseKind::TrainingRequest, 4),
];
const CHANNELS: [Channel; 6] =
    [Channel::Phone, Channel::Phone, Channel::Phone, Channel::Chat, Channel::Email, Channel::Web];
/// What is asked on the last days may still wait for its answer, longer than it should.
const UNANSWERED_SECONDS: i64 = 2 * 24 * 3600;

pub fn invent(
    opens: Instant,
    until: Instant,
    tables: &Tables,
    staff: &Staff,
    owners: &Owners,
    luck: &mut Luck,
) -> Talk {
    let (kind, _) = KINDS[luck.weighted(KINDS.iter().map(|(_, weight)| *weight))];
    let words = &tables.words;
    let said = match kind {
        CaseKind::Complaint => &words.talks.complaint,
        CaseKind::Suggestion => &words.talks.suggestion,
        CaseKind::PartsOrder => &words.talks.parts_order,
        CaseKind::VisitRequest => &words.talks.visit_request,
        CaseKind::TrainingRequest => &words.talks.training_request,
        _ => &words.talks.consultation,
    };
    let forgotten = until.seconds_since(opens) < UNANSWERED_SECONDS && luck.percent(50);
    Talk {
        opens,
        kind,
        channel: *luck.pick(&CHANNELS),
        agent: luck.index(staff.agents.len()),
        customer: luck.index(owners.customers.len()),
        said: luck.pick(said).clone(),
        note: luck.percent(25).then(|| luck.pick(&words.notes).clone()),
        answer: (!forgotten).then(|| luck.pick(&words.talks.answers).clone()),
        minutes: luck.between(4, 200),
        number: None,
    }
}

impl Talk {
    /// Takes the next step and gives the minutes until the one after.
    pub async fn go_on(&mut self, app: &App, staff: &Staff, owners: &Owners) -> Result<Option<i64>, Error> {
        let agent = &staff.agents[self.agent];
        let Some(number) = self.number.clone() else {
            let registered = intake::register(app, agent, self.case(owners), None).await?;
            let number = registered.number.parse().map_err(|_| Error::Missing("case"))?;
            self.number = Some(number);
            return Ok(self.minutes_left());
        };
        if let Some(note) = self.note.take() {
            intake::add_contact(app, agent, number, self.channel, note, None).await?;
            return Ok(self.minutes_left());
        }
        let Some(answer) = self.answer.take() else { return Ok(None) };
        // Nobody else has touched it: it is as it was registered.
        intake::close(app, agent, number, 1, CaseResult::SolvedRemotely, answer).await?;
        Ok(None)
    }

    fn minutes_left(&self) -> Option<i64> {
        (self.note.is_some() || self.answer.is_some()).then_some(self.minutes)
    }

    fn case(&self, owners: &Owners) -> NewCase {
        let customer = &owners.customers[self.customer];
        NewCase {
            kind: self.kind,
            channel: self.channel,
            mode: None,
            symptom: self.said.clone(),
            customer: customer.id.map_or_else(|| CustomerChoice::Typed(customer.typed()), CustomerChoice::Known),
            device: DeviceChoice::Unknown,
            address: None,
            station: None,
        }
    }
}
