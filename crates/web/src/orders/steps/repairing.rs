//! From the decision to the quality check.

use super::bare_step;
use crate::{
    Problem, Web,
    orders::{
        faults::usual_faults,
        field::{Field, Kind},
        step::{Ground, Step},
        typed::Typed,
        words::in_locale,
    },
};
use aftercare_app::{
    Actor,
    orders::{self, At, LineRow, Stepped, WorkDone},
    warranty,
};
use aftercare_domain::orders::{CheckResult, FaultCause, Outcome, Verb};
use serde::Deserialize;
use utoipa::ToSchema;

bare_step! {
    /// The entitlement is decided with what is known now.
    Decision: "decision", Verb::Decide, warranty::decide;
    /// Work stands still until parts come.
    PartsWait: "parts-wait", Verb::WaitForParts, orders::wait_for_parts;
    /// Work begins.
    RepairStart: "repair-start", Verb::StartRepair, orders::start_repair;
}

/// What the technician found. The entitlement is decided anew with it.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Diagnosis {
    /// 1 to 40 letters, digits, `.` `_` `-`.
    fault_code: String,
    /// Whether the law's table of performance faults has it.
    listed: bool,
    /// `quality`, `misuse`, `liquid`, `unauthorised`, `wear` or `no_fault`.
    #[schema(value_type = String)]
    cause: FaultCause,
    #[serde(default)]
    found: String,
}

impl Step for Diagnosis {
    const NOUN: &'static str = "diagnosis";
    const VERB: Option<Verb> = Some(Verb::Diagnose);

    fn fields(ground: &Ground, typed: &Typed) -> Vec<Field> {
        let t = &ground.t;
        let before = ground.order.order.state.finding();
        // Who has found something says it: an answer that stands there already is taken for the finding.
        let listed = typed.or("listed", before.map(|finding| finding.listed.to_string()).unwrap_or_default());
        let yes_no = [("true", "shell-yes"), ("false", "shell-no")]
            .map(|(value, key)| (value.to_owned(), t.t(key), value == listed));
        let cause = typed.or("cause", before.map(|finding| finding.cause.name()).unwrap_or_default());
        let code = typed.or("fault_code", before.map(|finding| finding.fault_code.as_str()).unwrap_or_default());
        let found = typed.or("found", before.map(|finding| finding.found.as_str()).unwrap_or_default());
        vec![
            Field::line("fault_code", t.t("orders-fault-code"), code)
                .hint(t.t("orders-fault-code-hint"))
                .offers(usual_faults(t, &ground.goods))
                .most(40)
                .required()
                .wide("w4"),
            Field::choice("listed", t.t("orders-fault-listed"), yes_no.into()).required().wide("w4"),
            Field::named(
                "cause",
                t.t("orders-fault-cause"),
                &cause,
                t,
                FaultCause::ALL.iter().map(|c| (c.name(), c.key())),
            )
            .required()
            .wide("w4"),
            Field::area("found", t.t("papers-found-fault"), found).required(),
        ]
    }

    async fn take(self, web: &Web, actor: &Actor, at: At) -> Result<Stepped, Problem> {
        let Self { fault_code, listed, cause, found } = self;
        Ok(orders::diagnose(&web.app, actor, at, orders::Diagnosis { fault_code, listed, cause, found }).await?)
    }
}

/// What was done, how, and how long it really took.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RepairRecord {
    /// `fixed`, `recurred` or `unusable`.
    #[schema(value_type = String)]
    outcome: Outcome,
    #[serde(default)]
    work: String,
    #[serde(default)]
    method: String,
    #[serde(default)]
    software_before: Option<String>,
    #[serde(default)]
    software_after: Option<String>,
    /// What may fail next.
    #[serde(default)]
    hidden_risk: Option<String>,
    /// Real working time, 1 to 2880.
    minutes: i64,
}

impl Step for RepairRecord {
    const NOUN: &'static str = "repair-record";
    const VERB: Option<Verb> = Some(Verb::FinishRepair);

    fn fields(ground: &Ground, typed: &Typed) -> Vec<Field> {
        let t = &ground.t;
        let outcome = typed.or("outcome", Outcome::Fixed);
        let line = |name: &str, key: &str| Field::line(name, t.t(key), typed.text(name)).wide("w4");
        vec![
            Field::named(
                "outcome",
                t.t("orders-ask-outcome"),
                &outcome,
                t,
                Outcome::ALL.iter().map(|o| (o.name(), o.key())),
            )
            .required()
            .wide("w4"),
            Field::new("minutes", t.t("orders-minutes"), typed.text("minutes"), Kind::Input("number"))
                .most(4)
                .required()
                .wide("w4"),
            line("method", "orders-method"),
            Field::area("work", t.t("papers-work-done"), typed.text("work")).most(2000).required(),
            line("software_before", "orders-software-before"),
            line("software_after", "orders-software-after"),
            line("hidden_risk", "papers-hidden-risk"),
        ]
    }

    async fn take(self, web: &Web, actor: &Actor, at: At) -> Result<Stepped, Problem> {
        let outcome = self.outcome;
        let done = WorkDone {
            work: self.work,
            method: self.method,
            software_before: self.software_before,
            software_after: self.software_after,
            hidden_risk: self.hidden_risk,
            minutes: self.minutes,
        };
        Ok(orders::finish_repair(&web.app, actor, at, outcome, done).await?)
    }
}

/// The supervisor's check: passed, or back to the bench.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct QualityCheck {
    /// `passed` or `failed`.
    #[schema(value_type = String)]
    result: CheckResult,
    #[serde(default)]
    note: String,
}

impl Step for QualityCheck {
    const NOUN: &'static str = "quality-check";
    const VERB: Option<Verb> = Some(Verb::Check);

    fn fields(ground: &Ground, typed: &Typed) -> Vec<Field> {
        let t = &ground.t;
        let result = typed.text("result");
        vec![
            Field::named(
                "result",
                t.t("orders-ask-check-result"),
                &result,
                t,
                CheckResult::ALL.iter().map(|r| (r.name(), r.key())),
            )
            .required()
            .wide("w6"),
            Field::area("note", t.t("shell-note"), typed.text("note")),
        ]
    }

    /// What was found and done, by whom.
    fn told(ground: &Ground) -> Vec<(String, String)> {
        let t = &ground.t;
        let Some(repair) = ground.order.repairs.last() else { return Vec::new() };
        let done = repair.done.as_ref().map(|done| (t.t("papers-work-done"), done.work.clone()));
        let parts = ground.order.lines.iter().filter(|line| line.kind == "part" && line.item_id.is_some());
        let part =
            |line: &LineRow| (t.t("papers-part"), in_locale(t.locale, &line.text, &line.item_name_en).to_owned());
        let found = (t.t("papers-found-fault"), repair.found.clone());
        [found].into_iter().chain(done).chain(parts.map(part)).collect()
    }

    async fn take(self, web: &Web, actor: &Actor, at: At) -> Result<Stepped, Problem> {
        Ok(orders::check(&web.app, actor, at, self.result, self.note).await?)
    }
}
