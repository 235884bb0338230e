//! What a case must hold when it is registered.

use super::IntakeRefusal;

named! {
    /// What a customer may want [A8].
    pub enum CaseKind as "kind" keyed "intake-kind" {
        Repair = "repair",
        Installation = "installation",
        Commissioning = "commissioning",
        Consultation = "consultation",
        Complaint = "complaint",
        Suggestion = "suggestion",
        VisitRequest = "visit_request",
        TrainingRequest = "training_request",
        SampleInspection = "sample_inspection",
        PartsOrder = "parts_order",
        /// Return, exchange or refund.
        RemedyRequest = "remedy_request",
        TradeIn = "trade_in",
    }
}

named! {
    /// How a contact came in or went out [A1].
    pub enum Channel as "channel" keyed "intake-channel" {
        Phone = "phone",
        Sms = "sms",
        Email = "email",
        Web = "web",
        Chat = "chat",
        Letter = "letter",
        WalkIn = "walk_in",
        Dealer = "dealer",
    }
}

impl CaseKind {
    /// Work on a device, so that the device must be known.
    pub const fn needs_device(self) -> bool {
        matches!(
            self,
            CaseKind::Repair
                | CaseKind::Installation
                | CaseKind::Commissioning
                | CaseKind::SampleInspection
                | CaseKind::RemedyRequest
                | CaseKind::TradeIn
        )
    }
    /// A service order is opened with the case.
    pub const fn opens_order(self) -> bool {
        matches!(self, CaseKind::Repair | CaseKind::Installation | CaseKind::Commissioning | CaseKind::RemedyRequest)
    }
}

const LONGEST_SYMPTOM: usize = 1000;
const LONGEST_SUMMARY: usize = 2000;

/// What the desk has written down; `at_home` when a technician is to come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Registration {
    pub kind: CaseKind,
    pub channel: Channel,
    pub symptom: String,
    pub device_known: bool,
    pub at_home: bool,
    pub address: String,
}

impl Registration {
    /// The same with its texts trimmed, when nothing is missing.
    pub fn check(self) -> Result<Self, IntakeRefusal> {
        if let Some(first) = self.wrong().into_iter().next() {
            return Err(first);
        }
        let symptom = self.symptom.trim().to_owned();
        let address = self.address.trim().to_owned();
        Ok(Self { symptom, address, ..self })
    }

    /// Everything that [`check`](Self::check) would refuse, one after the other.
    pub fn wrong(&self) -> Vec<IntakeRefusal> {
        let symptom = match self.symptom.trim().chars().count() {
            0 => Some(IntakeRefusal::SymptomMissing),
            length => (length > LONGEST_SYMPTOM).then_some(IntakeRefusal::SymptomTooLong { most: LONGEST_SYMPTOM }),
        };
        let no_device = self.kind.needs_device() && !self.device_known;
        let nowhere = self.at_home && self.address.trim().is_empty();
        let device = no_device.then_some(IntakeRefusal::DeviceMissing { kind: self.kind });
        [symptom, device, nowhere.then_some(IntakeRefusal::AddressMissing)].into_iter().flatten().collect()
    }
}

/// What a contact was about: 1 to 2000 characters.
pub fn check_summary(summary: &str) -> Result<String, IntakeRefusal> {
    let summary = summary.trim();
    if summary.is_empty() || summary.chars().count() > LONGEST_SUMMARY {
        return Err(IntakeRefusal::SummaryUnfit { most: LONGEST_SUMMARY });
    }
    Ok(summary.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn repair() -> Registration {
        Registration {
            kind: CaseKind::Repair,
            channel: Channel::Phone,
            symptom: " 手机黑屏无法开机 ".into(),
            device_known: true,
            at_home: false,
            address: String::new(),
        }
    }

    #[test]
    fn everything_that_is_missing_is_named_at_once() {
        let nothing =
            Registration { symptom: " ".into(), device_known: false, at_home: true, address: " ".into(), ..repair() };
        assert_eq!(
            nothing.wrong(),
            [
                IntakeRefusal::SymptomMissing,
                IntakeRefusal::DeviceMissing { kind: CaseKind::Repair },
                IntakeRefusal::AddressMissing
            ]
        );
        assert!(repair().wrong().is_empty());
    }

    #[test]
    fn a_whole_registration_is_taken_and_trimmed() {
        assert_eq!(repair().check().map(|r| r.symptom), Ok("手机黑屏无法开机".into()));
    }

    #[test]
    fn what_is_missing_is_named() {
        let table = [
            (Registration { symptom: "  ".into(), ..repair() }, IntakeRefusal::SymptomMissing),
            (Registration { symptom: "黑".repeat(1001), ..repair() }, IntakeRefusal::SymptomTooLong { most: 1000 }),
            (Registration { device_known: false, ..repair() }, IntakeRefusal::DeviceMissing { kind: CaseKind::Repair }),
            (Registration { at_home: true, ..repair() }, IntakeRefusal::AddressMissing),
        ];
        for (registration, expected) in table {
            assert_eq!(registration.check(), Err(expected));
        }
        let question = Registration { kind: CaseKind::Consultation, device_known: false, ..repair() };
        assert!(question.check().is_ok(), "a question needs no device");
    }

    #[test]
    fn what_opens_an_order_needs_a_device() {
        for kind in CaseKind::ALL.iter().filter(|kind| kind.opens_order()) {
            assert!(kind.needs_device(), "{kind}");
        }
    }
}
