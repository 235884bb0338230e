//! Decision sheet (三包权益判定单): facts, arithmetic, article, result, and what would change it.

use crate::{
    Paper,
    form::{Block, Cell, Form, Look, Row},
    parties::{Device, device_rows, form, ticks},
};
use aftercare_i18n::Texts;
use aftercare_kernel::Date;

/// All texts come decided and in the reader's words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecisionSheet {
    pub number: String,
    pub link: String,
    pub order_number: String,
    pub device: Device,
    /// The day the rules were asked about.
    pub decided_for: Date,
    /// The regime with its version: 移动电话机商品修理更换退货责任规定 (cn.mobile.2001).
    pub regime: String,
    pub facts: Vec<Fact>,
    pub steps: Vec<Step>,
    /// The best remedy that is open.
    pub result: String,
    pub article: String,
    pub remedies: Vec<RemedyLine>,
    /// What falls due, and when.
    pub clocks: Vec<Fact>,
    /// Who has to prove that the fault was there from the start.
    pub burden: String,
    /// What a person still has to look at.
    pub flags: Vec<String>,
    pub would_change: Vec<String>,
    pub decided_by: String,
}

/// A fact that mattered, and where it is known from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fact {
    pub name: String,
    pub value: String,
}

/// A line of arithmetic: `购机日 2026-01-10 + 1 年` → `2027-01-09`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Step {
    pub arithmetic: String,
    pub result: String,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RemedyLine {
    pub remedy: String,
    pub open: bool,
    pub until: Option<Date>,
    pub article: String,
    /// Why it is open, or why not.
    pub reason: String,
}

impl Paper for DecisionSheet {
    fn form(&self, t: Texts) -> Form {
        let blocks = vec![
            Block::Rows(self.subject(t)),
            Block::Rows(self.facts(t)),
            Block::Rows(self.arithmetic(t)),
            Block::Rows(vec![Row::band(t.t("papers-remedies"))]),
            self.remedies(t),
            Block::Rows(self.closing_rows(t)),
            Block::Note(t.t("papers-decision-note")),
        ];
        form(t.t("papers-decision-sheet"), &self.number, &self.link, blocks)
    }
}

impl DecisionSheet {
    fn subject(&self, t: Texts) -> Vec<Row> {
        let mut rows = vec![Row::pair(
            (t.t("papers-order"), self.order_number.clone()),
            (t.t("papers-decided-for"), t.date_long(self.decided_for)),
        )];
        rows.extend(device_rows(&self.device, t));
        rows.push(Row::field(t.t("papers-regime"), &self.regime));
        rows.push(Row::of([Cell::label(4, t.t("papers-result")), Cell::new(20, Look::Strong, &self.result)]));
        rows.push(Row::field(t.t("papers-article"), &self.article));
        rows
    }

    /// Two facts on a line; the last of an odd number has a line of its own.
    fn facts(&self, t: Texts) -> Vec<Row> {
        let cells = |fact: &Fact| (fact.name.clone(), fact.value.clone());
        let lines = self.facts.chunks(2).map(|pair| match pair {
            [left, right] => Row::pair(cells(left), cells(right)),
            rest => Row::of(rest.iter().flat_map(|fact| [Cell::label(4, &fact.name), Cell::value(20, &fact.value)])),
        });
        std::iter::once(Row::band(t.t("papers-facts"))).chain(lines).collect()
    }

    fn arithmetic(&self, t: Texts) -> Vec<Row> {
        let lines = self
            .steps
            .iter()
            .map(|step| Row::of([Cell::value(16, &step.arithmetic), Cell::new(8, Look::Strong, &step.result)]));
        std::iter::once(Row::band(t.t("papers-arithmetic"))).chain(lines).collect()
    }

    fn remedies(&self, t: Texts) -> Block {
        let head = Row::head([
            (5, t.t("papers-remedy")),
            (5, t.t("papers-until")),
            (4, t.t("papers-article")),
            (10, t.t("papers-reason")),
        ]);
        let rows = self.remedies.iter().map(|line| {
            Row::of([
                Cell::value(5, ticks(&[(line.remedy.clone(), line.open)])),
                Cell::value(5, line.until.map(|day| t.date(day)).unwrap_or_default()),
                Cell::value(4, &line.article),
                Cell::value(10, &line.reason),
            ])
        });
        Block::Table { head, rows: rows.collect() }
    }

    fn closing_rows(&self, t: Texts) -> Vec<Row> {
        let mut rows: Vec<Row> = self.clocks.iter().map(|clock| Row::field(&clock.name, &clock.value)).collect();
        let lines = [
            ("papers-burden", self.burden.clone()),
            ("papers-to-be-looked-at", self.flags.join("\n")),
            ("papers-would-change", self.would_change.join("\n")),
            ("papers-decided-by", self.decided_by.clone()),
        ];
        rows.extend(
            lines.into_iter().filter(|(_, text)| !text.is_empty()).map(|(key, text)| Row::field(t.t(key), text)),
        );
        rows
    }
}
