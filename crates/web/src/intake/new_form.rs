//! The sheet of a new case as it is typed: texts and ticks, and the command they make.

use crate::{Problem, reading::Reading, reading::given};
use aftercare_app::{
    Error,
    customers::{AddressDraft, division_code, division_name},
    intake::{CustomerChoice, DeviceChoice, NewCase, TypedCustomer, TypedDevice},
};
use aftercare_domain::{
    Refusal,
    customers::CustomerKind,
    devices::DevicePaper,
    identity::Role,
    intake::{CaseKind, Channel},
    orders::Mode,
};
use aftercare_kernel::{
    Currency, Locale,
    id::{AddressId, CustomerId, UnitId},
};
use serde::Deserialize;

/// An id beside a text is set when something was found for the text; then the texts only repeat what was found.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct NewCaseForm {
    pub customer_id: String,
    pub phone: String,
    pub name: String,
    pub customer_kind: String,
    pub unit_id: String,
    pub serial: String,
    pub imei: String,
    pub model_code: String,
    pub sold_on: String,
    pub price: String,
    pub invoice_number: String,
    pub papers: Vec<String>,
    pub kind: String,
    pub channel: String,
    pub mode: String,
    pub symptom: String,
    pub address_id: String,
    pub division: String,
    pub division_text: String,
    pub address: String,
    pub station: String,
    pub idempotency_key: String,
}

/// Digits of an IMEI.
const IMEI: usize = 15;

impl NewCaseForm {
    /// An empty sheet, with what is usual for those who work so.
    pub fn usual(roles: &[Role], idempotency_key: String) -> Self {
        let at_the_counter = roles.contains(&Role::Clerk);
        let (channel, mode) =
            if at_the_counter { (Channel::WalkIn, Mode::WalkIn) } else { (Channel::Phone, Mode::OnSite) };
        Self {
            customer_kind: CustomerKind::Person.to_string(),
            kind: CaseKind::Repair.to_string(),
            channel: channel.to_string(),
            mode: mode.to_string(),
            idempotency_key,
            ..Self::default()
        }
    }

    /// As it is shown again: fifteen digits are an IMEI wherever they were typed, a division goes by its code.
    pub fn settled(mut self) -> Self {
        let digits: String = self.serial.chars().filter(|c| !matches!(c, ' ' | '-')).collect();
        let is_imei = digits.len() == IMEI && digits.bytes().all(|b| b.is_ascii_digit());
        if is_imei && self.unit_id.is_empty() && self.imei.trim().is_empty() {
            self.imei = std::mem::take(&mut self.serial);
        }
        if self.division.is_empty()
            && let Some(code) = division_code(&self.division_text)
        {
            code.clone_into(&mut self.division);
        }
        if let Some(name) = division_name(&self.division) {
            name.clone_into(&mut self.division_text);
        }
        self
    }

    pub fn key(&self) -> Option<String> {
        given(&self.idempotency_key)
    }

    /// The known address that was picked, of the known customer.
    pub fn known_address(&self) -> Result<Option<(CustomerId, AddressId)>, Problem> {
        let mut reading = Reading::default();
        let customer = reading.optional("phone", &self.customer_id, "errors-not-an-id");
        let address = reading.optional("address", &self.address_id, "errors-not-an-id");
        reading.done(customer.zip(address))
    }

    /// `known` is the address that was picked; what was typed goes before it.
    pub fn command(
        &self,
        currency: Currency,
        language: Locale,
        known: Option<AddressDraft>,
    ) -> Result<NewCase, Problem> {
        let mut reading = Reading::default();
        let case = NewCase {
            kind: reading.chosen("kind", &self.kind, CaseKind::Repair),
            channel: reading.chosen("channel", &self.channel, Channel::Phone),
            mode: reading.optional("mode", &self.mode, "errors-not-understood"),
            symptom: self.symptom.clone(),
            customer: self.customer(language, &mut reading),
            device: self.device(currency, &mut reading),
            address: self.typed_address(&mut reading).or(known),
            station: given(&self.station),
        };
        reading.done(case)
    }

    fn customer(&self, language: Locale, reading: &mut Reading) -> CustomerChoice {
        match reading.optional::<CustomerId>("phone", &self.customer_id, "errors-not-an-id") {
            Some(id) => CustomerChoice::Known(id),
            None => CustomerChoice::Typed(TypedCustomer {
                kind: self.customer_kind.parse().unwrap_or(CustomerKind::Person),
                name: self.name.clone(),
                phone: self.phone.clone(),
                phone_2: None,
                email: None,
                language,
            }),
        }
    }

    fn device(&self, currency: Currency, reading: &mut Reading) -> DeviceChoice {
        if let Some(unit) = reading.optional::<UnitId>("serial", &self.unit_id, "errors-not-an-id") {
            return DeviceChoice::Known(unit);
        }
        let (serial, imei) = (given(&self.serial), given(&self.imei));
        if serial.is_none() && imei.is_none() {
            return DeviceChoice::Unknown;
        }
        let paper = |name: &String| reading_paper(name);
        DeviceChoice::Typed(TypedDevice {
            model_code: self.model_code.clone(),
            serial: serial.unwrap_or_default(),
            imei,
            sold_on: reading.date("sold_on", &self.sold_on),
            price: reading.amount("price", &self.price, currency),
            invoice_number: given(&self.invoice_number),
            papers: self.papers.iter().filter_map(paper).collect(),
            ..TypedDevice::default()
        })
    }

    fn typed_address(&self, reading: &mut Reading) -> Option<AddressDraft> {
        if self.division.is_empty() && !self.division_text.trim().is_empty() {
            reading.refuse("division_text", "intake-no-such-division");
        }
        let line = given(&self.address);
        let division = given(&self.division);
        (line.is_some() || division.is_some())
            .then(|| AddressDraft { division: division.unwrap_or_default(), line: line.unwrap_or_default() })
    }
}

/// The form offers no others; another name was not ticked by hand.
fn reading_paper(name: &str) -> Option<DevicePaper> {
    name.parse().ok()
}

/// Something that the sheet names and the books do not know is a matter of its field.
pub fn at_its_field(error: Error) -> Problem {
    match error {
        Error::Missing("model") => Problem::invalid("model_code", "intake-no-such-model"),
        Error::Missing("station") => Problem::invalid("station", "errors-no-such"),
        Error::Missing("customer") => Problem::invalid("phone", "errors-no-such"),
        Error::Missing("device") => Problem::invalid("serial", "errors-no-such"),
        Error::Missing("address") => Problem::invalid("address", "errors-no-such"),
        other => other.into(),
    }
}

/// The rules' names of fields, put as the sheet's: a device is told by its serial, a division by its name.
pub fn at_the_sheets_field(problem: Problem) -> Problem {
    match problem {
        Problem::App(Error::Refusal(refusal)) => {
            let field = match refusal.field {
                Some("device") => Some("serial"),
                Some("division") => Some("division_text"),
                other => other,
            };
            Problem::App(Error::Refusal(Refusal { field, ..refusal }))
        }
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form() -> NewCaseForm {
        NewCaseForm { symptom: "黑屏".into(), ..NewCaseForm::usual(&[Role::Clerk], "k".into()) }
    }

    fn command(form: NewCaseForm) -> Result<NewCase, Problem> {
        form.settled().command(Currency::CNY, Locale::ZhCn, None)
    }

    #[test]
    fn fifteen_digits_are_an_imei_wherever_they_were_typed() {
        let settled = NewCaseForm { serial: "35-699811-900001-4".into(), ..form() }.settled();
        assert_eq!((settled.serial.as_str(), settled.imei.as_str()), ("", "35-699811-900001-4"));
        let settled = NewCaseForm { serial: "SN12".into(), imei: "1".into(), ..form() }.settled();
        assert_eq!((settled.serial.as_str(), settled.imei.as_str()), ("SN12", "1"));
    }

    #[test]
    fn a_division_typed_by_name_is_found_and_another_is_refused() {
        let typed =
            |text: &str| command(NewCaseForm { division_text: text.into(), address: "张江路".into(), ..form() });
        let address = typed("上海市浦东新区").expect("a case").address.expect("an address");
        assert_eq!((address.division.as_str(), address.line.as_str()), ("310115", "张江路"));
        let Err(Problem::Invalid(wrong)) = typed("浦西") else { panic!("no such division") };
        assert_eq!(wrong[0].field, "division_text");
    }

    #[test]
    fn every_field_that_does_not_read_is_named_at_once() {
        let form = NewCaseForm {
            kind: "repairs".into(),
            channel: String::new(),
            serial: "SN12".into(),
            sold_on: "yesterday".into(),
            price: "free".into(),
            ..form()
        };
        let Err(Problem::Invalid(wrong)) = command(form) else { panic!("much is wrong") };
        let fields: Vec<&str> = wrong.iter().map(|invalid| invalid.field.as_str()).collect();
        assert_eq!(fields, ["kind", "channel", "sold_on", "price"]);
    }

    #[test]
    fn what_was_found_goes_before_what_was_typed() {
        let id = "0195d0c0-0000-7000-8000-000000000001";
        let form = NewCaseForm { customer_id: id.into(), unit_id: id.into(), name: "王**".into(), ..form() };
        let case = command(form).expect("a case");
        assert!(matches!((case.customer, case.device), (CustomerChoice::Known(_), DeviceChoice::Known(_))));
        let nothing = command(form_without_device()).expect("a case");
        assert_eq!(nothing.device, DeviceChoice::Unknown);
    }

    fn form_without_device() -> NewCaseForm {
        NewCaseForm { kind: "consultation".into(), ..form() }
    }
}
