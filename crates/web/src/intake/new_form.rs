//! The sheet of a new case as it is typed: texts and ticks, and the command they make.

use crate::{Problem, reading::Reading, reading::given};
use aftercare_app::{
    Error,
    customers::{AddressDraft, division_code, division_name},
    devices::DevicePage,
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
    /// The number of the device or the caller whose page the sheet was opened from.
    pub begun_for: String,
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

    /// With a device of the books, and its owner as the customer.
    pub fn about(self, page: &DevicePage) -> Self {
        let device = &page.device;
        let form = Self {
            unit_id: device.unit.to_string(),
            serial: device.serial.to_string(),
            imei: device.imei.as_ref().map(ToString::to_string).unwrap_or_default(),
            model_code: page.model.code.clone(),
            sold_on: device.sold_on.map(|day| day.to_string()).unwrap_or_default(),
            ..self
        };
        match &page.owner {
            Some(owner) => Self {
                customer_id: owner.id.to_string(),
                phone: owner.phone.clone(),
                name: owner.name.clone(),
                customer_kind: owner.kind.to_string(),
                ..form
            },
            None => form,
        }
    }

    /// As it is shown again: a division goes by its code.
    pub fn settled(mut self) -> Self {
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

    /// What was typed is kept by this name: a sheet for a known device is not filled up from one left lying for another.
    pub fn draft(&self) -> String {
        if self.begun_for.is_empty() { "case-new".to_owned() } else { format!("case-new:{}", self.begun_for) }
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

    /// Stands for a known address that was picked, where only its being there matters.
    pub fn stand_in_address(&self) -> Option<AddressDraft> {
        let line = given(&self.address_id)?;
        Some(AddressDraft { division: String::new(), line })
    }

    /// `known` is the address that was picked; what was typed goes before it.
    pub fn command(
        &self,
        currency: Currency,
        language: Locale,
        known: Option<AddressDraft>,
    ) -> Result<NewCase, Problem> {
        let (case, reading) = self.read(currency, language, known);
        reading.done(case)
    }

    /// The case as far as the sheet can be read, for all that may be said about it at once.
    pub fn read(&self, currency: Currency, language: Locale, known: Option<AddressDraft>) -> (NewCase, Reading) {
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
        (case, reading)
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
            return DeviceChoice::Known { unit, sold_on: reading.date("sold_on", &self.sold_on) };
        }
        let (serial, imei) = self.numbers();
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

    /// Serial and IMEI: fifteen digits are an IMEI, though they were typed where a serial may stand.
    fn numbers(&self) -> (Option<String>, Option<String>) {
        if self.has_imei_for_serial() {
            return (None, given(&self.serial));
        }
        (given(&self.serial), given(&self.imei))
    }

    fn has_imei_for_serial(&self) -> bool {
        let digits: String = self.serial.chars().filter(|c| !matches!(c, ' ' | '-')).collect();
        let is_imei = digits.len() == IMEI && digits.bytes().all(|b| b.is_ascii_digit());
        is_imei && self.imei.trim().is_empty()
    }

    /// The rules' names of fields, put as the sheet's: a device is told by its serial, a division by its name.
    pub fn at_its_field(&self, problem: Problem) -> Problem {
        let Problem::App(Error::Refusal(refusal)) = problem else { return problem };
        let field = match refusal.field {
            Some("device") => Some("serial"),
            Some("imei") if self.has_imei_for_serial() => Some("serial"),
            Some("division") => Some("division_text"),
            other => other,
        };
        Problem::App(Error::Refusal(Refusal { field, ..refusal }))
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
        let numbers = |serial: &str, imei: &str| {
            let form = NewCaseForm { serial: serial.into(), imei: imei.into(), ..form() };
            let (serial, imei) = form.numbers();
            (serial.unwrap_or_default(), imei.unwrap_or_default())
        };
        for (serial, imei, expected) in [
            ("35-699811-900001-4", "", ("", "35-699811-900001-4")),
            ("SN12", "1", ("SN12", "1")),
            ("356998119000014", "356998119000014", ("356998119000014", "356998119000014")),
            (" ", "", ("", "")),
        ] {
            assert_eq!(numbers(serial, imei), (expected.0.to_owned(), expected.1.to_owned()), "{serial}");
        }
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
        assert!(matches!((case.customer, case.device), (CustomerChoice::Known(_), DeviceChoice::Known { .. })));
        let nothing = command(form_without_device()).expect("a case");
        assert_eq!(nothing.device, DeviceChoice::Unknown);
    }

    fn form_without_device() -> NewCaseForm {
        NewCaseForm { kind: "consultation".into(), ..form() }
    }
}
