//! The case register (叫修登记簿): every case of one's part of the tree, narrowed by the address.

use super::new_case::stations;
use crate::{
    Answer, Problem, Query, Shell, Web,
    reading::{Reading, given, page_request},
    show,
};
use aftercare_app::{
    Actor, Counted,
    identity::NodeRow,
    intake::{self, CaseCounts, CaseLine, CaseOrder, CaseQuery},
};
use aftercare_domain::intake::{CaseKind, Channel};
use aftercare_kernel::{Instant, Page, id::PersonId};
use askama::Template;
use axum::extract::State;
use serde::Deserialize;

#[derive(Template)]
#[template(path = "intake/list.html", blocks = ["rows"])]
pub struct CaseListPage {
    shell: Shell,
    filter: CaseFilter,
    stations: Vec<NodeRow>,
    lines: Page<CaseLine>,
    /// Of the station that is chosen, or of all; nothing when only the rows are asked for.
    counts: Option<CaseCounts>,
}

/// As it stands in the address.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct CaseFilter {
    pub state: String,
    pub station: String,
    /// A person's id, or `me`.
    pub owner: String,
    pub kind: String,
    pub channel: String,
    /// `overdue`, `today` or `week`.
    pub due: String,
    /// `due` for the most urgent first.
    pub sort: String,
    pub after: String,
    pub limit: Option<u32>,
}

const STATES: [(&str, &str); 2] = [("open", "intake-open"), ("closed", "intake-closed")];
const DUE: [(&str, &str); 3] =
    [("overdue", "intake-due-overdue"), ("today", "intake-due-today"), ("week", "intake-due-week")];
const SORTS: [(&str, &str); 2] = [("newest", "intake-sort-newest"), ("due", "intake-sort-due")];
const ME: &str = "me";
const WEEK_SECONDS: i64 = 7 * 24 * 3600;

impl CaseFilter {
    /// A word that means nothing names its field.
    pub fn query(&self, actor: &Actor, now: Instant) -> Result<CaseQuery, Problem> {
        let mut reading = Reading::default();
        let query = CaseQuery {
            open: self.one_of(&mut reading, "state", &self.state, &STATES).map(|state| state == "open"),
            station: given(&self.station),
            owner: self.owner_id(actor, &mut reading),
            due_before: self.due_before(actor, now, &mut reading),
            kind: reading.optional("kind", &self.kind, "errors-not-understood"),
            channel: reading.optional("channel", &self.channel, "errors-not-understood"),
            order: match self.one_of(&mut reading, "sort", &self.sort, &SORTS) {
                Some("due") => CaseOrder::MostUrgentFirst,
                _ => CaseOrder::NewestFirst,
            },
            page: page_request(&self.after, self.limit),
        };
        reading.done(query)
    }

    fn one_of<'a>(&self, reading: &mut Reading, field: &str, word: &'a str, all: &[(&str, &str)]) -> Option<&'a str> {
        let word = Some(word.trim()).filter(|word| !word.is_empty())?;
        if !all.iter().any(|(known, _)| *known == word) {
            reading.refuse(field, "errors-not-understood");
        }
        Some(word)
    }

    fn owner_id(&self, actor: &Actor, reading: &mut Reading) -> Option<PersonId> {
        if self.owner == ME { Some(actor.person) } else { reading.optional("owner", &self.owner, "errors-not-an-id") }
    }

    /// Up to the end of the day, as the brand's zone has it.
    fn due_before(&self, actor: &Actor, now: Instant, reading: &mut Reading) -> Option<Instant> {
        match self.one_of(reading, "due", &self.due, &DUE)? {
            "overdue" => Some(now),
            "today" => Some(end_of_day(actor, now)),
            _ => Some(now.plus_seconds(WEEK_SECONDS)),
        }
    }

    fn narrows(&self) -> bool {
        [&self.state, &self.station, &self.owner, &self.kind, &self.channel, &self.due].iter().any(|f| !f.is_empty())
    }
}

/// The first instant of the next day; a zone that skips midnight begins its day later.
fn end_of_day(actor: &Actor, now: Instant) -> Instant {
    let tomorrow = now.date_in(&actor.zone).tomorrow();
    let begins = tomorrow.and_then(|day| day.to_zoned(actor.zone.clone()));
    begins.map_or(now, |begins| Instant::from_timestamp(begins.timestamp()))
}

type Choices = Vec<(&'static str, String, bool)>;

impl CaseListPage {
    fn choices_of(&self, all: &[(&'static str, &'static str)], chosen: &str) -> Choices {
        self.shell.choices(all.iter().map(|(name, key)| (*name, (*key).to_owned())), chosen)
    }
    /// With how many there are of each, as long as nothing else narrows the list.
    fn states(&self) -> Choices {
        let counts = self.counts.filter(|_| self.filter.due.is_empty());
        let count = |name: &str| counts.map(|counts| if name == "open" { counts.open } else { counts.closed });
        self.counted(self.choices_of(&STATES, &self.filter.state), count)
    }
    fn dues(&self) -> Choices {
        let counts = self.counts.filter(|_| self.filter.state != "closed");
        let count = |name: &str| counts.filter(|_| name == "overdue").map(|counts| counts.overdue);
        self.counted(self.choices_of(&DUE, &self.filter.due), count)
    }
    fn counted(&self, choices: Choices, count: impl Fn(&str) -> Option<Counted>) -> Choices {
        let with_count = |(value, words, chosen): (&'static str, String, bool)| match count(value) {
            Some(count) => (value, format!("{words} · {count}"), chosen),
            None => (value, words, chosen),
        };
        choices.into_iter().map(with_count).collect()
    }
    fn sorts(&self) -> Choices {
        self.choices_of(&SORTS, &self.filter.sort)
    }
    fn kinds(&self) -> Choices {
        self.shell.choices(CaseKind::ALL.iter().map(|k| (k.name(), k.key())), &self.filter.kind)
    }
    fn channels(&self) -> Choices {
        self.shell.choices(Channel::ALL.iter().map(|c| (c.name(), c.key())), &self.filter.channel)
    }

    fn station_choices(&self) -> Vec<(String, String, bool)> {
        let choice = |node: &NodeRow| {
            let name = self.shell.name(&node.name, &node.name_en);
            (node.code.clone(), format!("{} {name}", node.code), node.code == self.filter.station)
        };
        self.stations.iter().map(choice).collect()
    }

    /// I, and whoever the address names.
    fn owner_choices(&self) -> Vec<(String, String, bool)> {
        let filter = &self.filter.owner;
        let mut choices = vec![(ME.to_owned(), self.shell.t("intake-mine"), filter == ME)];
        if !filter.is_empty() && filter != ME {
            let named = self.lines.rows.first().and_then(|line| line.owner.clone());
            choices.push((filter.clone(), named.unwrap_or_else(|| self.shell.t("shell-unknown")), true));
        }
        choices
    }

    fn is_narrowed(&self) -> bool {
        self.filter.narrows()
    }
}

pub async fn list(State(web): State<Web>, shell: Shell, Query(filter): Query<CaseFilter>) -> Answer {
    let query = filter.query(&shell.actor, shell.now)?;
    let lines = intake::list(&web.app, &shell.actor, query).await?;
    let stations = stations(&web, &shell).await?;
    let counts = counts(&web, &shell, &filter).await?;
    let page = CaseListPage { shell, filter, stations, lines, counts };
    if page.shell.fragment { show(&page.as_rows()) } else { show(&page) }
}

/// Figures that hold for the list as it is narrowed, or none.
async fn counts(web: &Web, shell: &Shell, filter: &CaseFilter) -> Result<Option<CaseCounts>, Problem> {
    if shell.fragment || [&filter.owner, &filter.kind, &filter.channel].iter().any(|narrow| !narrow.is_empty()) {
        return Ok(None);
    }
    Ok(Some(intake::counts(&web.app, &shell.actor, given(&filter.station)).await?))
}

#[cfg(test)]
mod tests {
    use super::{super::my_work::tests::line, *};
    use crate::page::{Sample, check_samples};

    impl Sample for CaseListPage {
        fn samples(shell: &Shell) -> Vec<Self> {
            let page = |filter: CaseFilter, rows: Vec<CaseLine>, next: Option<&str>| Self {
                shell: shell.clone(),
                filter,
                stations: Vec::new(),
                lines: Page { rows, next: next.map(str::to_owned) },
                counts: Some(CaseCounts {
                    open: Counted::Exactly(7),
                    overdue: Counted::Exactly(0),
                    closed: Counted::Many,
                }),
            };
            let narrow = CaseFilter { due: "overdue".into(), owner: "me".into(), ..CaseFilter::default() };
            vec![
                page(CaseFilter::default(), vec![line(shell, 60, false), line(shell, 0, true)], Some("k")),
                page(narrow, Vec::new(), None),
                page(CaseFilter::default(), Vec::new(), None),
            ]
        }
    }

    #[test]
    fn the_case_register_speaks_every_language() {
        check_samples::<CaseListPage>();
    }

    #[test]
    fn a_word_that_means_nothing_names_its_field() {
        let shell = Shell::sample(aftercare_kernel::Locale::En);
        let of = |filter: CaseFilter| filter.query(&shell.actor, shell.now);
        let filter =
            CaseFilter { state: "ajar".into(), kind: "x".into(), due: "never".into(), ..CaseFilter::default() };
        let Err(Problem::Invalid(wrong)) = of(filter) else { panic!("three words mean nothing") };
        let mut fields: Vec<&str> = wrong.iter().map(|invalid| invalid.field.as_str()).collect();
        fields.sort_unstable();
        assert_eq!(fields, ["due", "kind", "state"]);
        let mine = of(CaseFilter { owner: ME.into(), state: "open".into(), ..CaseFilter::default() }).expect("a query");
        assert_eq!((mine.owner, mine.open), (Some(shell.actor.person), Some(true)));
    }

    #[test]
    fn today_ends_at_midnight_where_the_brand_is_at_home() {
        let shell = Shell::sample(aftercare_kernel::Locale::En);
        let today = CaseFilter { due: "today".into(), ..CaseFilter::default() };
        let end = today.query(&shell.actor, shell.now).expect("a query").due_before.expect("a bound");
        assert_eq!(end.to_string(), "2026-02-02T16:00:00Z");
    }
}
