//! The form of a step: shown with what it needs to know, sent, and shown again when something must be changed.
//!
//! A step is a struct of exactly what is given with it. The same struct is read from a form and from JSON.

use super::{
    faults::goods_of,
    field::{Field, Kind},
    typed::Typed,
    words::tone,
};
use crate::{Answer, Flash, FormErrors, Path, Problem, Query, Shell, Web, problem::Said, show, show_again};
use aftercare_app::{
    Actor,
    identity::{self, Colleague},
    orders::{self, At, OrderPage, Stepped},
    parts::{self, ItemRow, PlaceRow},
};
use aftercare_domain::{identity::Role, orders::Verb};
use aftercare_i18n::Texts;
use aftercare_kernel::{Date, DocumentNumber, Instant, id::UnitId};
use askama::Template;
use axum::extract::State;
use jiff::tz::TimeZone;
use serde::de::DeserializeOwned;

/// What a form must know beside the order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Knows {
    Order,
    /// Who works at the station.
    Technicians,
    /// The parts that fit, and where they lie.
    Stock,
    /// The devices that could be given in exchange.
    Replacements,
}

pub trait Step: DeserializeOwned + Send + Sized + 'static {
    /// The noun of the change: the last part of its address.
    const NOUN: &'static str;
    /// None for what is no step of the life cycle.
    const VERB: Option<Verb>;
    const KNOWS: Knows = Knows::Order;
    /// Name of the button that shows the form with more lines, when it has lines.
    const MORE: Option<&'static str> = None;

    /// From what was typed; a form may have more fields than the step.
    fn read(typed: &Typed) -> Result<Self, Problem> {
        typed.read()
    }
    fn fields(ground: &Ground, typed: &Typed) -> Vec<Field>;
    /// What whoever takes the step must have before their eyes, each with its name.
    fn told(_ground: &Ground) -> Vec<(String, String)> {
        Vec::new()
    }
    fn take(self, web: &Web, actor: &Actor, at: At) -> impl Future<Output = Result<Stepped, Problem>> + Send;

    /// The key of its name.
    fn key() -> String {
        Self::VERB.map_or_else(|| format!("orders-act-{}", Self::NOUN), Verb::key)
    }
}

/// What a form is made from.
pub struct Ground {
    pub t: Texts,
    pub now: Instant,
    pub order: OrderPage,
    pub zone: TimeZone,
    pub technicians: Vec<Colleague>,
    pub stocks: Vec<(PlaceRow, Vec<ItemRow>)>,
    pub units: Vec<(UnitId, String)>,
    /// The category whose faults are usual for the model.
    pub goods: String,
}

impl Ground {
    async fn load(web: &Web, shell: &Shell, number: DocumentNumber, knows: Knows) -> Result<Self, Problem> {
        let (app, actor) = (&web.app, &shell.actor);
        let order = orders::page(app, actor, number.clone()).await?;
        let law = web.app.regimes().iter().find(|regime| order.head.regime.as_deref() == Some(regime.id.as_str()));
        let mut ground = Self {
            goods: goods_of(&order.head.category, law).to_owned(),
            zone: super::zone_of(&order.station, actor),
            t: shell.t,
            now: shell.now,
            order,
            technicians: Vec::new(),
            stocks: Vec::new(),
            units: Vec::new(),
        };
        match knows {
            Knows::Order => {}
            Knows::Technicians => {
                let station = ground.order.station.path.clone();
                ground.technicians = identity::colleagues(app, actor, station, Role::Technician).await?;
            }
            Knows::Stock => ground.stocks = parts::parts_for_order(app, actor, number).await?,
            // Who may not exchange sees why at the top of the form, not a page that refuses everything.
            Knows::Replacements if actor.can(Verb::Exchange.action()) => {
                let units = orders::replacements(app, actor, number).await?;
                ground.units = units.into_iter().map(|unit| (unit.id, unit.serial)).collect();
            }
            Knows::Replacements => {}
        }
        Ok(ground)
    }

    /// The station's day.
    pub fn today(&self) -> Date {
        self.now.date_in(&self.zone)
    }
}

#[derive(Template)]
#[template(path = "orders/step.html")]
pub struct StepPage {
    pub shell: Shell,
    pub ground: Ground,
    pub noun: &'static str,
    pub title: String,
    /// Of the button for a further line.
    pub more: Option<String>,
    /// Why it is not open to this person now.
    pub closed: Option<Said>,
    /// What was typed for a step that closed meanwhile: field and text, to be copied from.
    pub kept: Vec<(String, String)>,
    pub told: Vec<(String, String)>,
    pub fields: Vec<Field>,
    pub errors: FormErrors,
    /// Stays the same when a form is sent again.
    pub key: String,
}

/// More characters of a symptom than that are read by scrolling.
const LONG_SYMPTOM: usize = 120;

impl StepPage {
    fn has_long_symptom(&self) -> bool {
        self.ground.order.row.symptom.chars().count() > LONG_SYMPTOM
    }

    pub fn new<S: Step>(shell: Shell, ground: Ground, typed: &Typed, errors: FormErrors) -> Self {
        let fields = S::fields(&ground, typed);
        let closed = S::VERB.and_then(|verb| closed(&shell, &ground.order, verb));
        Self {
            noun: S::NOUN,
            title: shell.t(&S::key()),
            more: S::MORE.map(|key| shell.t(key)),
            kept: if closed.is_some() && errors.whole().is_some() { kept(&fields, typed) } else { Vec::new() },
            closed,
            told: S::told(&ground),
            fields,
            key: typed.or("idempotency_key", &shell.request_id),
            shell,
            ground,
            errors,
        }
    }

    fn state(&self) -> (String, &'static str) {
        let state = self.ground.order.order.state.name();
        (self.shell.t(&state.key()), tone(state))
    }

    fn customer(&self) -> String {
        super::masked_name(&self.ground.order.head)
    }

    fn model(&self) -> &str {
        super::model_name(&self.ground.order.head, self.shell.t.locale)
    }
}

/// What a person filled in, in the words of the form. A signature is drawn anew where it counts.
fn kept(fields: &[Field], typed: &Typed) -> Vec<(String, String)> {
    let filled = |field: &&Field| !typed.get(&field.name).is_empty();
    let words = |field: &Field| match &field.kind {
        Kind::Signature => None,
        Kind::Select(choices) => choices.iter().find(|(.., chosen)| *chosen).map(|(_, words, _)| words.clone()),
        Kind::Input(_) | Kind::Area => Some(typed.text(&field.name)),
    };
    fields.iter().filter(filled).filter_map(|field| Some((field.label.clone(), words(field)?))).collect()
}

/// In words why a step is not open.
pub fn closed(shell: &Shell, order: &OrderPage, verb: Verb) -> Option<Said> {
    let refusal = order.steps.iter().find(|step| step.verb == verb)?.refusal.clone()?;
    Some(Problem::App(aftercare_app::Error::Refusal(refusal)).said(&shell.t, &shell.request_id))
}

/// The form. What the address says, as `?reservation=…`, stands in it already.
pub async fn form<S: Step>(
    State(web): State<Web>,
    shell: Shell,
    Path(number): Path<DocumentNumber>,
    Query(given): Query<Vec<(String, String)>>,
) -> Answer {
    let ground = Ground::load(&web, &shell, number, S::KNOWS).await?;
    show(&StepPage::new::<S>(shell, ground, &Typed::new(given), FormErrors::none()))
}

pub async fn submit<S: Step>(
    State(web): State<Web>,
    shell: Shell,
    Path(number): Path<DocumentNumber>,
    typed: Typed,
) -> Answer {
    if S::MORE.is_some() && typed.wants_more() {
        let ground = Ground::load(&web, &shell, number, S::KNOWS).await?;
        return show(&StepPage::new::<S>(shell, ground, &typed, FormErrors::none()));
    }
    let taken = match S::read(&typed) {
        Ok(step) => step.take(&web, &shell.actor, typed.at(number.clone())).await,
        Err(problem) => Err(problem),
    };
    match taken {
        Ok(stepped) => Ok(shell.go(&format!("/orders/{number}"), done::<S>(&shell, &stepped))),
        Err(problem) => {
            let errors = FormErrors::of(problem, &shell)?;
            let ground = Ground::load(&web, &shell, number, S::KNOWS).await?;
            let errors = errors.asking_for(left_empty::<S>(&ground, &typed), &shell)?;
            let page = StepPage::new::<S>(shell, ground, &typed, errors);
            show_again(&page.errors, &page)
        }
    }
}

fn left_empty<S: Step>(ground: &Ground, typed: &Typed) -> Vec<String> {
    let fields = S::fields(ground, typed).into_iter();
    fields.filter(|field| field.required && typed.get(&field.name).is_empty()).map(|field| field.name).collect()
}

fn done<S: Step>(shell: &Shell, stepped: &Stepped) -> Flash {
    let step = shell.t(&S::key());
    match &stepped.paper {
        Some(paper) => Flash::new("orders-done-with-paper").with("step", step).with("paper", paper),
        None => Flash::new("orders-done").with("step", step),
    }
}
