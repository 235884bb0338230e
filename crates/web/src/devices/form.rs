//! The facts of a device as they are typed.

use crate::{Problem, Shell, reading::Reading, reading::given};
use aftercare_app::devices::DeviceView;
use aftercare_domain::devices::{DeviceDraft, DevicePaper};
use aftercare_kernel::{Currency, Date, Money};
use serde::Deserialize;

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct DeviceForm {
    pub version: i64,
    pub imei: String,
    pub imei_2: String,
    pub made_on: String,
    pub sold_on: String,
    pub delivered_on: String,
    pub dealer: String,
    pub invoice_number: String,
    pub price: String,
    pub papers: Vec<String>,
}

fn text(value: Option<impl ToString>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

impl From<&DeviceView> for DeviceForm {
    fn from(view: &DeviceView) -> Self {
        let day = |day: Option<Date>| text(day);
        Self {
            version: view.version,
            imei: text(view.imei.as_ref()),
            imei_2: text(view.imei_2.as_ref()),
            made_on: day(view.made_on),
            sold_on: day(view.sold_on),
            delivered_on: day(view.delivered_on),
            dealer: text(view.dealer.as_ref()),
            invoice_number: text(view.invoice_number.as_ref()),
            price: text(view.price.map(Money::decimal)),
            papers: view.papers.iter().map(|paper| paper.to_string()).collect(),
        }
    }
}

impl DeviceForm {
    /// The serial stays: it names the thing.
    pub fn draft(&self, currency: Currency) -> Result<DeviceDraft, Problem> {
        let mut reading = Reading::default();
        let mut paper = |name: &String| reading.optional("papers", name, "errors-not-understood");
        let papers = self.papers.iter().filter_map(&mut paper).collect();
        let draft = DeviceDraft {
            serial: String::new(),
            imei: given(&self.imei),
            imei_2: given(&self.imei_2),
            made_on: reading.date("made_on", &self.made_on),
            sold_on: reading.date("sold_on", &self.sold_on),
            delivered_on: reading.date("delivered_on", &self.delivered_on),
            dealer: given(&self.dealer),
            invoice_number: given(&self.invoice_number),
            price: reading.amount("price", &self.price, currency),
            papers,
        };
        reading.done(draft)
    }

    /// Each paper that may have been seen, with its words and whether it is ticked.
    pub fn paper_choices(&self, shell: &Shell) -> Vec<(&'static str, String, bool)> {
        let ticked = |paper: &DevicePaper| self.papers.iter().any(|name| name == paper.name());
        DevicePaper::ALL.iter().map(|paper| (paper.name(), shell.t(&paper.key()), ticked(paper))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn facts_read_back_as_they_were_shown_and_wrong_ones_are_named() {
        let form = DeviceForm {
            sold_on: "2025-12-01".into(),
            price: "2999.00".into(),
            papers: vec!["invoice".into(), "voucher".into()],
            ..DeviceForm::default()
        };
        let draft = form.draft(Currency::CNY).expect("a draft");
        assert_eq!((draft.price, draft.papers.len()), (Some(Money::from_minor(299_900, Currency::CNY)), 2));
        let wrong = DeviceForm { made_on: "1.1.2025".into(), papers: vec!["receipt".into()], ..form };
        let Err(Problem::Invalid(wrong)) = wrong.draft(Currency::CNY) else { panic!("two fields are wrong") };
        assert_eq!(wrong.iter().map(|w| w.field.as_str()).collect::<Vec<_>>(), ["papers", "made_on"]);
    }
}
