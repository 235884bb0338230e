//! A page to try: facts are typed, a slider moves the day, and rights appear and lapse on a line of time.

use super::{Sheet, timeline::Timeline, try_errors::at_the_form, try_form::TryForm, words::Words};
use crate::{Answer, FormErrors, Problem, Query, Shell, Web, show, show_again};
use aftercare_app::{
    Actor, App,
    warranty::{self, Facts},
};
use aftercare_domain::{
    identity::Action,
    warranty::{Cause, Channel, MAIN_UNIT, MOST_DAYS, Paper, Regime, Regimes, TermLedger, known_on},
};
use aftercare_kernel::{Date, calendar::days_after, calendar::days_between};
use askama::Template;
use axum::extract::State;

/// Who may ask what a device is entitled to.
pub const TRY_OUT: Action = Action::ReadDevice;

/// So many days after its end a term stays in sight.
const DAYS_AFTER_TERM: u32 = 60;

/// Value, words, whether it is chosen.
type Choices = Vec<(String, String, bool)>;

/// What the form offers to choose from.
struct Offered {
    regimes: Choices,
    regions: Choices,
    categories: Choices,
    parts: Choices,
    papers: Choices,
    causes: Choices,
    channels: Choices,
    listed: Choices,
    stock: Choices,
    by_distance: bool,
}

#[derive(Template)]
#[template(path = "warranty/try.html", blocks = ["rights"])]
pub struct TryPage {
    shell: Shell,
    form: TryForm,
    offered: Offered,
    errors: FormErrors,
    answer: Option<Tried>,
}

/// The answer for the day, and for all days in sight.
pub struct Tried {
    sheet: Sheet,
    timeline: Option<Timeline>,
    ledger: Vec<TermLedger>,
}

pub async fn page(State(web): State<Web>, shell: Shell, Query(form): Query<TryForm>) -> Answer {
    shell.actor.may(TRY_OUT)?;
    let today = shell.now.date_in(&shell.actor.zone);
    let form = if form.asked.is_empty() { TryForm::example(today) } else { form };
    let (answer, errors) = match tried(&web.app, &shell, &form, today) {
        Ok(answer) => (Some(answer), FormErrors::none()),
        Err(problem) => (None, FormErrors::of(at_the_form(&form, problem), &shell)?),
    };
    let failed = answer.is_none();
    let page = TryPage { offered: offered(&shell, &form, web.app.regimes()), form, errors, answer, shell };
    match (page.shell.fragment, failed) {
        // A part that says what is wrong is shown in its place like any other.
        (true, _) => show(&page.as_rights()),
        (false, true) => show_again(&page.errors, &page),
        (false, false) => show(&page),
    }
}

fn tried(app: &App, shell: &Shell, form: &TryForm, today: Date) -> Result<Tried, Problem> {
    let facts = form.facts(app.regimes(), today)?;
    let day = facts.day(today);
    let then = known_on(&facts, day);
    let decision = warranty::decide_facts(app, &shell.actor, &then)?.map_err(aftercare_app::Error::from)?;
    let ledger = warranty::ledger(app, &shell.actor, &then)?.map_err(aftercare_app::Error::from)?;
    let timeline = timeline(app, shell, &facts, day, decision.term.end, ledger.last())?;
    Ok(Tried { sheet: Sheet::new(&shell.t, &decision, Some(&then), app.regimes()), timeline, ledger })
}

/// From the sale to some time after the term, as far as ten years; none where the sale is unknown or still to come.
fn timeline(
    app: &App,
    shell: &Shell,
    facts: &Facts,
    day: Date,
    end: Option<Date>,
    term: Option<&TermLedger>,
) -> Result<Option<Timeline>, Problem> {
    let actor: &Actor = &shell.actor;
    let sold = [facts.sold_on, facts.contract_on, facts.delivered_on].into_iter().flatten().next();
    let Some(from) = sold.or(facts.installed_on) else { return Ok(None) };
    let last = days_after(end.unwrap_or(day).max(day), DAYS_AFTER_TERM);
    let to = last.min(days_after(from, MOST_DAYS));
    if to < from {
        return Ok(None);
    }
    let open = warranty::open_days(app, actor, facts, from, to)?.map_err(aftercare_app::Error::from)?;
    Ok(Some(Timeline::new(&shell.t, from, to, day, &open, term)))
}

fn offered(shell: &Shell, form: &TryForm, regimes: &Regimes) -> Offered {
    let (t, words) = (&shell.t, Words { t: &shell.t, regimes });
    let regime = regimes.get(form.regime.trim());
    let choice = |value: &str, words: String, chosen: &str| (value.to_owned(), words, value == chosen);
    let yes_no = |chosen: &str| {
        let known = [("true", "shell-yes"), ("false", "shell-no"), ("", "shell-unknown")];
        known.map(|(value, key)| choice(value, t.t(key), chosen)).into()
    };
    let over = regimes.overlays().filter(|overlay| overlay.stands_over(&form.regime));
    Offered {
        regimes: regimes.iter().map(|one| choice(&one.id, one.title.get(t.locale).to_owned(), &form.regime)).collect(),
        regions: over.map(|overlay| choice(&overlay.area, words.area(&overlay.area), &form.region)).collect(),
        categories: regime
            .into_iter()
            .flat_map(categories)
            .map(|name| choice(&name, words.category(&name), &form.category))
            .collect(),
        parts: regime.into_iter().flat_map(parts).map(|name| choice(&name, words.part(&name), &form.part)).collect(),
        papers: Paper::ALL
            .iter()
            .map(|one| (one.name().into(), t.t(&one.key()), form.documents.iter().any(|d| d == one.name())))
            .collect(),
        causes: Cause::ALL.iter().map(|one| choice(one.name(), t.t(&one.key()), &form.cause)).collect(),
        channels: Channel::ALL.iter().map(|one| choice(one.name(), t.t(&one.key()), &form.channel)).collect(),
        listed: yes_no(&form.listed),
        stock: yes_no(&form.same_model_in_stock),
        by_distance: regime.is_some_and(|regime| regime.whole().term.is_some_and(|term| term.km.is_some())),
    }
}

/// One category is no choice.
fn categories(regime: &Regime) -> Vec<String> {
    if regime.categories.len() > 1 { regime.categories.clone() } else { Vec::new() }
}

fn parts(regime: &Regime) -> Vec<String> {
    let rows = regime.products.values().flat_map(|row| row.parts.keys());
    let mut names: Vec<String> = regime.parts.keys().chain(rows).filter(|name| *name != MAIN_UNIT).cloned().collect();
    names.sort_unstable();
    names.dedup();
    names
}

impl TryPage {
    /// What the form keeps folded is shown once it holds something, or something wrong.
    fn has_more(&self) -> bool {
        let form = &self.form;
        let typed = [&form.in_1, &form.out_1, &form.in_2, &form.out_2, &form.exchanged_on, &form.mileage_km];
        self.offered.by_distance || typed.iter().any(|text| !text.trim().is_empty())
    }

    /// How many days the slider goes over.
    fn slider_days(&self) -> i64 {
        let timeline = self.answer.as_ref().and_then(|answer| answer.timeline.as_ref());
        timeline.map_or(0, |timeline| days_between(timeline.from, timeline.to))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::{Sample, check_samples};
    use aftercare_domain::warranty::{day_ledger, decide, open_days};
    use aftercare_kernel::{BusinessCalendar, Locale};

    const TODAY: Date = Date::constant(2026, 3, 2);

    fn sample(shell: &Shell, form: TryForm) -> TryPage {
        let (regimes, calendar) = (Regimes::builtin().expect("the regimes built in"), BusinessCalendar::china());
        let facts = form.facts(&regimes, TODAY).expect("facts");
        let day = facts.day(TODAY);
        let decision = decide(&regimes, &facts, day, &calendar).expect("a decision");
        let ledger = day_ledger(&regimes, &facts, day, &calendar).expect("a ledger");
        let from = facts.sold_on.expect("a day of sale");
        let open = open_days(&regimes, &facts, from, days_after(from, 420), &calendar).expect("days");
        let timeline = Timeline::new(&shell.t, from, days_after(from, 420), day, &open, ledger.last());
        let sheet = Sheet::new(&shell.t, &decision, Some(&facts), &regimes);
        TryPage {
            offered: offered(shell, &form, &regimes),
            answer: Some(Tried { sheet, timeline: Some(timeline), ledger }),
            errors: FormErrors::none(),
            form,
            shell: shell.clone(),
        }
    }

    impl Sample for TryPage {
        fn samples(shell: &Shell) -> Vec<Self> {
            let phone = TryForm::example(TODAY);
            let car = TryForm { regime: "cn.car.2021".into(), mileage_km: "1200".into(), ..phone.clone() };
            let exchanged = TryForm { exchanged_on: TODAY.to_string(), ..phone.clone() };
            let wrong = TryForm { sold_on: "soon".into(), ..phone.clone() };
            let regimes = Regimes::builtin().expect("the regimes built in");
            let problem = wrong.facts(&regimes, TODAY).expect_err("no date");
            let errors = FormErrors::of(at_the_form(&wrong, problem), shell).expect("an error of the form");
            let mut failed = Self { errors, form: wrong, ..sample(shell, phone.clone()) };
            failed.answer = None;
            vec![sample(shell, phone), sample(shell, car), sample(shell, exchanged), failed]
        }
    }

    #[test]
    fn the_page_to_try_speaks_every_language() {
        check_samples::<TryPage>();
    }

    #[test]
    fn the_line_of_time_has_its_table_and_the_slider_its_days() {
        let page = sample(&Shell::sample(Locale::En), TryForm::example(TODAY));
        let html = page.render().expect("a page");
        assert!(html.contains("<svg") && html.contains("<table"), "a chart and its table");
        assert_eq!(page.slider_days(), 420);
    }
}
