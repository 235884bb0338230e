//! The order as its voucher, with timeline, things, money, and what can be done next.

use super::{
    noun,
    timeline::{Line, Teller},
    words::{CustomerShown, customer_of, in_locale, model_name, tone, type_name, zone_of},
};
use crate::{
    Answer, Path, Problem, Shell, Web,
    papers::{self, PaperLink},
    problem::{opens_text, refusal_text},
    show,
    warranty::{Sheet, sheet_of},
};
use aftercare_app::{
    contracts::{Covered, UseRow},
    customers, identity,
    orders::{self, FileRow, LineRow, OrderPage, QuoteRow, QuotedLine},
    settlement::ClaimRow,
};
use aftercare_domain::{
    contracts::UseState,
    customers::{CustomerKind, mask_name},
    identity::{Action, Role},
    orders::{StepView, Verb},
};
use aftercare_kernel::{DocumentNumber, Instant, Money, id::FileId};
use askama::Template;
use axum::{
    extract::State,
    http::header,
    response::{IntoResponse, Response},
};
use jiff::tz::TimeZone;

/// A step as the page offers it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepLink {
    pub noun: &'static str,
    pub name: String,
}

const NOT_YET: &str = "orders-refusal-not-yet";
const NO_LONGER: &str = "orders-refusal-no-longer";

/// Steps that are not open, why, and what would open them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClosedStep {
    pub name: String,
    pub why: String,
    pub opens: Option<String>,
}

#[derive(Template)]
#[template(path = "orders/voucher.html")]
pub struct VoucherPage {
    pub shell: Shell,
    pub order: OrderPage,
    pub customer: CustomerShown,
    pub zone: TimeZone,
    pub next: Option<StepLink>,
    pub others: Vec<StepLink>,
    pub closed: Vec<ClosedStep>,
    pub timeline: Vec<Line>,
    pub sheet: Option<Sheet>,
    pub papers: Vec<PaperLink>,
}

impl VoucherPage {
    async fn load(web: &Web, shell: Shell, number: DocumentNumber) -> Result<Self, Problem> {
        let order = orders::page(&web.app, &shell.actor, number).await?;
        let station = order.station.path.clone();
        let people = identity::colleagues(&web.app, &shell.actor, station, Role::Technician).await?;
        let people: Vec<(String, String)> = people.into_iter().map(|p| (p.person.to_string(), p.name)).collect();
        let sheet = sheet_of(web, &shell.actor, &shell.t, &order).await?.map(|(_, sheet)| sheet);
        Ok(Self::new(shell, order, &people, sheet))
    }

    pub fn new(shell: Shell, order: OrderPage, people: &[(String, String)], sheet: Option<Sheet>) -> Self {
        let zone = zone_of(&order.station, &shell.actor);
        let teller = Teller { t: &shell.t, zone: &zone, currency: order.order.currency, people };
        let (next, others) = open_steps(&shell, &order);
        Self {
            timeline: teller.tell(&order.timeline),
            closed: closed_steps(&shell, &order.steps),
            papers: papers::links(&shell.t, &order),
            customer: customer_of(&order),
            next,
            others,
            sheet,
            zone,
            order,
            shell,
        }
    }

    fn state(&self) -> (String, &'static str) {
        let state = self.order.order.state.name();
        (self.shell.t(&state.key()), tone(state))
    }
    fn mode(&self) -> String {
        self.shell.t(&self.order.order.mode.key())
    }
    fn service_type(&self) -> String {
        let order = &self.order.order;
        type_name(&self.shell.t, order.service_type, order.type_is_decided())
    }
    fn model(&self) -> &str {
        model_name(&self.order.head, self.shell.t.locale)
    }
    fn imei(&self) -> String {
        let head = &self.order.head;
        head.imei.iter().chain(&head.imei_2).map(String::as_str).collect::<Vec<_>>().join(" / ")
    }
    fn name<'a>(&self, name: &'a str, name_en: &'a str) -> &'a str {
        in_locale(self.shell.t.locale, name, name_en)
    }
    fn at(&self, instant: &Instant) -> String {
        self.shell.t.instant(*instant, &self.zone)
    }
    fn minor(&self, minor: &i64) -> String {
        self.shell.t.money(Money::from_minor(*minor, self.order.order.currency))
    }
    /// A stored word in the reader's language.
    fn word(&self, prefix: &str, name: &str) -> String {
        self.shell.t(&format!("{prefix}-{}", name.replace('_', "-")))
    }
    fn line_sum(&self, line: &LineRow) -> String {
        self.minor(&line.price_minor.saturating_mul(line.quantity))
    }
    fn line_name<'a>(&self, line: &'a LineRow) -> &'a str {
        in_locale(self.shell.t.locale, &line.text, &line.item_name_en)
    }
    fn quoted(&self, quote: &QuoteRow) -> Vec<QuotedLine> {
        serde_json::from_str(&quote.lines).unwrap_or_default()
    }
    /// What a contract pays of a line.
    fn paid_by_contract(&self, line: &LineRow) -> Option<&UseRow> {
        let mut of_line = self.order.covered.iter().filter(|used| used.order_line_id == line.id);
        of_line.find(|used| used.state != UseState::Released.name())
    }
    fn contract_pays(&self, number: &str, minor: &i64) -> String {
        let amount = self.minor(minor);
        self.shell.t_with("contracts-pays", &[("number", number.into()), ("amount", amount.into())])
    }
    fn covered(&self, covered: &Covered) -> String {
        self.contract_pays(&covered.number, &covered.minor)
    }
    fn payer(&self, payer: &str) -> String {
        mask_name(payer, CustomerKind::Person)
    }
    fn claim_total(&self, claim: &ClaimRow) -> String {
        self.minor(&claim.fee_minor.saturating_add(claim.parts_minor))
    }
    fn signatures(&self) -> impl Iterator<Item = &FileRow> {
        self.order.files.iter().filter(|file| file.kind == "signature")
    }
    /// What was found last, for the voucher's field.
    fn found(&self) -> &str {
        self.order.repairs.last().map_or("", |repair| repair.found.as_str())
    }
    fn work_done(&self) -> &str {
        self.order.repairs.last().and_then(|repair| repair.done.as_ref()).map_or("", |done| done.work.as_str())
    }
    fn parts_used(&self) -> String {
        // A part of the quotation is named there; what was built in came from a shelf.
        let parts = self.order.lines.iter().filter(|line| line.kind == "part" && line.item_id.is_some());
        parts.map(|line| format!("{} × {}", self.line_name(line), line.quantity)).collect::<Vec<_>>().join("、")
    }
    fn minutes(&self) -> Option<i64> {
        let minutes = self.order.repairs.iter().filter_map(|repair| repair.done.as_ref()).map(|done| done.minutes);
        minutes.reduce(|all, more| all + more)
    }
    fn promise(&self) -> String {
        if let Some(window) = self.order.order.state.window() {
            return format!("{} – {}", self.at(&window.from), self.at(&window.to));
        }
        self.order
            .slips
            .iter()
            .rev()
            .find(|slip| slip.voided_at.is_none())
            .map(|slip| self.shell.date(slip.promised_on))
            .unwrap_or_default()
    }
    fn may_unmask(&self) -> bool {
        !self.customer.in_full && self.shell.can(Action::Unmask)
    }
    fn may_release(&self) -> bool {
        self.shell.can(Action::ReservePart)
    }
    fn has_things(&self) -> bool {
        let order = &self.order;
        !(order.moves.is_empty() && order.reservations.is_empty() && order.duties.is_empty())
    }
    fn has_money(&self) -> bool {
        let order = &self.order;
        !(order.lines.is_empty() && order.quotes.is_empty() && order.payments.is_empty() && order.postings.is_empty())
            || order.claim.is_some()
    }
}

/// The first usual step that is open is the page's main button. What was decided with other facts is decided anew before;
/// where money is owed, taking it or paying it out comes first;
/// where the usual step waits for a part that is held, using that part is the next one.
fn open_steps(shell: &Shell, order: &OrderPage) -> (Option<StepLink>, Vec<StepLink>) {
    let open: Vec<&StepView> = order.steps.iter().filter(|step| step.refusal.is_none()).collect();
    let of = |verb: Verb, when: bool| open.iter().find(|step| when && step.verb == verb);
    let parts_held = order.reservations.iter().any(|part| part.state == "held");
    let main = of(Verb::Decide, order.decision_is_stale)
        .or_else(|| of(Verb::Collect, order.balance.minor() > 0))
        .or_else(|| of(Verb::PayOut, order.owed_back.minor() > 0))
        .or_else(|| open.iter().find(|step| step.usual))
        .or_else(|| of(Verb::UsePart, parts_held));
    let link = |step: &StepView| Some(StepLink { noun: noun(step.verb)?, name: shell.t(&step.verb.key()) });
    let others = open.iter().filter(|step| Some(step.verb) != main.map(|main| main.verb));
    (main.and_then(|step| link(step)), others.filter_map(|step| link(step)).collect())
}

/// Steps that may open yet, nearest first; what no way leads to any more is left out. Steps that only wait for the same
/// one before them stand together.
fn closed_steps(shell: &Shell, steps: &[StepView]) -> Vec<ClosedStep> {
    let (here, later): (Vec<&StepView>, Vec<&StepView>) = steps.iter().partition(|step| step.starts_here);
    let mut closed: Vec<ClosedStep> = Vec::new();
    for step in here.into_iter().chain(later) {
        let Some(refusal) = step.refusal.as_ref().filter(|refusal| refusal.code != NO_LONGER) else { continue };
        let (name, opens) = (shell.t(&step.verb.key()), opens_text(&shell.t, refusal));
        let waits = refusal.code == NOT_YET && opens.is_some();
        match closed.iter_mut().find(|one| waits && one.why.is_empty() && one.opens == opens) {
            Some(same) => same.name = format!("{} · {name}", same.name),
            None if waits => closed.push(ClosedStep { name, why: String::new(), opens }),
            None => closed.push(ClosedStep { name, why: refusal_text(&shell.t, refusal), opens }),
        }
    }
    closed
}

pub async fn voucher(State(web): State<Web>, shell: Shell, Path(number): Path<DocumentNumber>) -> Answer {
    show(&VoucherPage::load(&web, shell, number).await?)
}

#[derive(Template)]
#[template(path = "orders/customer-part.html")]
struct CustomerPart {
    shell: Shell,
    customer: CustomerShown,
}

/// The customer in full: who saw it and for which order is written down.
pub async fn unmask(State(web): State<Web>, shell: Shell, Path(number): Path<DocumentNumber>) -> Answer {
    let order = orders::page(&web.app, &shell.actor, number.clone()).await?;
    let seen = customers::unmask(&web.app, &shell.actor, order.order.customer, number.to_string()).await?;
    let address = order.row.address.clone();
    let customer = CustomerShown { name: seen.customer.name, phone: seen.customer.phone, address, in_full: true };
    if shell.fragment {
        return show(&CustomerPart { shell, customer });
    }
    show(&VoucherPage { customer, ..VoucherPage::load(&web, shell, number).await? })
}

/// A signature of the order. It never changes under its address.
pub async fn picture(
    State(web): State<Web>,
    shell: Shell,
    Path((number, file)): Path<(DocumentNumber, FileId)>,
) -> Result<Response, Problem> {
    let (media_type, bytes) = orders::picture(&web.app, &shell.actor, number, file).await?;
    let headers = [(header::CONTENT_TYPE, media_type), (header::CACHE_CONTROL, "private, max-age=3600".to_owned())];
    Ok((headers, bytes).into_response())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        orders::sample,
        page::{Sample, check_samples},
    };
    use aftercare_kernel::Locale;

    impl Sample for VoucherPage {
        fn samples(shell: &Shell) -> Vec<Self> {
            let (decision, facts, regimes) = sample::decision();
            let page = |order: OrderPage| {
                let sheet = order.decision.is_some().then(|| Sheet::new(&shell.t, &decision, Some(&facts), &regimes));
                Self::new(shell.clone(), order, &[], sheet)
            };
            sample::orders().into_iter().map(page).collect()
        }
    }

    impl Sample for CustomerPart {
        fn samples(shell: &Shell) -> Vec<Self> {
            vec![Self { shell: shell.clone(), customer: CustomerShown { in_full: true, ..CustomerShown::default() } }]
        }
    }

    #[test]
    fn the_order_page_speaks_every_language() {
        check_samples::<VoucherPage>();
        check_samples::<CustomerPart>();
    }

    #[test]
    fn one_step_is_the_main_button_and_closed_steps_say_why() {
        let shell = Shell::sample(Locale::En);
        let page = &VoucherPage::samples(&shell)[0];
        let html = page.render().expect("a page");
        let next = page.next.as_ref().expect("a next step");
        assert_eq!(html.matches("btn btn-primary").count(), 1 + usize::from(shell.may_register()), "{}", next.name);
        assert!(page.closed.iter().all(|step| step.opens.is_some() || !step.why.is_empty()), "{:?}", page.closed);
        assert!(!html.contains(&page.order.head.customer) && !html.contains(&page.order.head.phone));
    }
}
