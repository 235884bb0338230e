//! How far an order is, for its customer: the address on the codes of its papers opens it without signing in.

use super::words::in_locale;
use crate::{
    Answer, Path, Problem, Web,
    context::SignedIn,
    public::{masked_serial, show_unkept},
    shell::{Frame, redirect},
};
use aftercare_app::{
    Error,
    orders::{self, PublicProgress},
};
use aftercare_domain::orders::{Promise, Window};
use aftercare_i18n::Texts;
use aftercare_kernel::{Money, id::OrderId};
use askama::Template;
use axum::extract::State;
use jiff::tz::TimeZone;

#[derive(Template)]
#[template(path = "orders/progress.html")]
pub struct ProgressPage {
    shell: Frame,
    brand: String,
    number: String,
    state: String,
    /// What that is for the customer, and what comes next.
    means: String,
    ready_on: Option<String>,
    visit: Option<String>,
    waybill: Option<String>,
    to_pay: Option<Money>,
    to_be_paid_back: Option<Money>,
    model: String,
    serial: String,
    station: String,
    address: String,
    phone: String,
    service_phone: String,
}

/// The address of an order for its customer, below the house's own.
pub fn progress_path(id: OrderId) -> String {
    format!("/o/{id}")
}

impl ProgressPage {
    fn new(shell: Frame, found: PublicProgress) -> Result<Self, Problem> {
        let zone = TimeZone::get(&found.order.zone).map_err(Problem::fault)?;
        let (t, order) = (shell.t, found.order);
        let named = |name: &str, name_en: &str| in_locale(t.locale, name, name_en).to_owned();
        let key = found.progress.key();
        let (ready_on, visit) = match found.promise {
            Some(Promise::ReadyOn(day)) => (Some(t.date(day)), None),
            Some(Promise::Visit(window)) => (None, Some(between(&t, &window, &zone))),
            None => (None, None),
        };
        Ok(Self {
            brand: named(&order.brand, &order.brand_en),
            state: t.t(&key),
            means: t.t(&format!("{key}-means")),
            ready_on,
            visit,
            waybill: found.waybill,
            to_pay: found.to_pay,
            to_be_paid_back: found.to_be_paid_back,
            model: named(&order.model, &order.model_en),
            serial: masked_serial(&order.serial),
            station: named(&order.station, &order.station_en),
            number: order.number,
            address: order.station_address,
            phone: order.station_phone,
            service_phone: order.service_phone,
            shell,
        })
    }

    /// The station's number as a telephone takes it.
    fn dialled(&self) -> String {
        self.phone.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect()
    }
}

/// Both ends of a visit, in the hours of the station.
fn between(t: &Texts, window: &Window, zone: &TimeZone) -> String {
    format!("{} – {}", t.instant(window.from, zone), t.instant(window.to, zone))
}

pub async fn progress(
    State(web): State<Web>,
    person: Option<SignedIn>,
    frame: Frame,
    Path(id): Path<OrderId>,
) -> Answer {
    if let Some(number) = number_for(&web, person, id).await? {
        return Ok(redirect(frame.fragment, &format!("/orders/{number}")));
    }
    show_unkept(&ProgressPage::new(frame, orders::progress(&web.app, id).await?)?)
}

/// One code serves both: people of the house who may read the order are led on to its own page.
async fn number_for(web: &Web, person: Option<SignedIn>, id: OrderId) -> Result<Option<String>, Problem> {
    let Some(person) = person else { return Ok(None) };
    match orders::find(&web.app, &person.actor, id).await {
        Ok(order) => Ok(Some(order.number)),
        Err(Error::Missing(_) | Error::Forbidden(_)) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        Shell,
        orders::sample,
        page::{Sample, check_samples},
    };
    use aftercare_domain::orders::Progress;
    use aftercare_kernel::Locale;

    impl Sample for ProgressPage {
        fn samples(shell: &Shell) -> Vec<Self> {
            let page = |found| Self::new((**shell).clone(), found).expect("a page");
            Progress::ALL.iter().map(|progress| page(sample::progress(*progress))).collect()
        }
    }

    #[test]
    fn the_page_behind_the_code_of_a_paper_speaks_every_language() {
        check_samples::<ProgressPage>();
    }

    #[test]
    fn a_page_for_the_customer_has_no_button_of_the_house_and_shows_what_there_is() {
        let shell = Shell::sample(Locale::En);
        let html = ProgressPage::samples(&shell).remove(0).render().expect("a page");
        for expected in ["••••0001", "href=\"tel:02155550000\"", "SF1234567", "CN¥350.00", "10:40", "12:40"] {
            assert!(html.contains(expected), "{expected}: {html}");
        }
        assert!(!html.contains("SN1000001") && !html.contains("href=\"/\"") && !html.contains("/orders"), "{html}");
    }

    #[test]
    fn a_telephone_is_given_digits() {
        let mut page = ProgressPage::samples(&Shell::sample(Locale::En)).remove(0);
        page.phone = "+86 (21) 5555-0000".into();
        assert_eq!(page.dialled(), "+862155550000");
    }
}
