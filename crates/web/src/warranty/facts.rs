//! The facts of a decision in words.

use super::words::Words;
use crate::{orders::fault_name, products::part_name};
use aftercare_domain::warranty::{DayOrTime, Facts, Fault, OpenRepair, Repair};
use aftercare_i18n::Texts;
use aftercare_kernel::{Date, Money};

/// Name and value of each fact that is known, as on the sheet.
pub fn facts_of(words: Words<'_>, facts: &Facts) -> Vec<(String, String)> {
    let t = words.t;
    let mut rows = Rows { t, rows: Vec::new() };
    rows.add("warranty-fact-region", facts.region.as_deref().map(|region| words.area(region)));
    rows.of_the_sale(facts);
    rows.of_the_fault(facts.fault.as_ref());
    rows.of_the_repairs(facts);
    rows.add("warranty-fact-as-of", facts.as_of.map(|day| t.date(day)));
    rows.rows
}

struct Rows<'a> {
    t: &'a Texts,
    rows: Vec<(String, String)>,
}

impl Rows<'_> {
    fn add(&mut self, key: &str, value: Option<String>) {
        self.rows.extend(value.map(|value| (self.t.t(key), value)));
    }
    fn day(&mut self, key: &str, day: Option<Date>) {
        self.add(key, day.map(|day| self.t.date(day)));
    }
    fn money(&mut self, key: &str, sum: Option<Money>) {
        self.add(key, sum.map(|sum| self.t.money(sum)));
    }
    fn yes_no(&mut self, key: &str, value: Option<bool>) {
        self.add(key, value.map(|yes| self.t.t(if yes { "shell-yes" } else { "shell-no" })));
    }
    fn number(&mut self, key: &str, value: Option<u32>) {
        self.add(key, value.map(|number| self.t.integer(i64::from(number))));
    }

    fn of_the_sale(&mut self, facts: &Facts) {
        self.money("warranty-fact-price", facts.price);
        self.day("warranty-fact-sold-on", facts.sold_on);
        self.day("warranty-fact-delivered-on", facts.delivered_on);
        self.day("warranty-fact-installed-on", facts.installed_on);
        self.day("warranty-fact-made-on", facts.made_on);
        self.day("warranty-fact-exchanged-on", facts.exchanged_on);
        self.add("warranty-fact-channel", facts.channel.map(|channel| self.t.t(&channel.key())));
        self.add("warranty-fact-part", facts.part.as_deref().map(|part| part_name(self.t, part)));
        let papers = facts.documents.as_ref().map(|papers| {
            let names: Vec<String> = papers.iter().map(|paper| self.t.t(&paper.key())).collect();
            if names.is_empty() { self.t.t("shell-none") } else { names.join(" · ") }
        });
        self.add("warranty-fact-documents", papers);
        self.yes_no("warranty-fact-same-model-in-stock", facts.same_model_in_stock);
        self.number("warranty-fact-part-exchanges", facts.part_exchanges);
        self.number("warranty-fact-mileage-km", facts.mileage_km);
    }

    fn of_the_fault(&mut self, fault: Option<&Fault>) {
        let Some(fault) = fault else { return };
        self.add("warranty-fact-fault-code", fault.code.as_deref().map(|code| fault_name(self.t, code)));
        self.yes_no("warranty-fact-fault-listed", fault.listed);
        self.add("warranty-fact-fault-cause", fault.cause.map(|cause| self.t.t(&cause.key())));
        self.day("warranty-fact-fault-found-on", fault.found_on);
        self.number("warranty-fact-capacity-percent", fault.capacity_percent);
    }

    fn of_the_repairs(&mut self, facts: &Facts) {
        let repairs: Vec<String> = facts.repairs.iter().map(|repair| repair_line(self.t, repair)).collect();
        self.add("warranty-fact-repairs", (!repairs.is_empty()).then(|| repairs.join(" · ")));
        self.add("warranty-fact-open-repair", facts.open_repair.as_ref().map(|open| open_repair_line(self.t, open)));
    }
}

/// `2026-03-02 – 2026-03-05 未能修好`
fn repair_line(t: &Texts, repair: &Repair) -> String {
    let outcome = repair.outcome.map(|outcome| t.t(&outcome.key())).unwrap_or_default();
    format!("{} – {} {outcome}", t.date(repair.taken_in), t.date(repair.handed_back)).trim_end().to_owned()
}

fn open_repair_line(t: &Texts, open: &OpenRepair) -> String {
    let since = match open.taken_in {
        DayOrTime::Day(day) => t.date(day),
        DayOrTime::Time(time) => time.to_string(),
    };
    let waiting = open.waiting_on.map(|on| t.t(&on.key())).unwrap_or_default();
    format!("{since} {waiting}").trim_end().to_owned()
}
